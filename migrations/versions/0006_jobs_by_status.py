"""A list of the jobs of one status comes from an index in its order: (batch, status, id) in the place of (batch, status)

The new index answers whatever the old one did, so the release before goes on working with it.

Revision ID: 0006
Revises: 0005
"""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_jobs_batch_id_status_id", "jobs", ["batch_id", "status", "id"], unique=False)
    op.drop_index("ix_jobs_batch_id_status", table_name="jobs")


def downgrade() -> None:
    op.create_index("ix_jobs_batch_id_status", "jobs", ["batch_id", "status"], unique=False)
    op.drop_index("ix_jobs_batch_id_status_id", table_name="jobs")
