"""What is tried again goes out before what is new: an index over the jobs that were begun and wait

Nothing but an index, which the release before need not know of. It stays small: a job is in it only between two
attempts, or while its attempt waits for a site.

Revision ID: 0005
Revises: 0004
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        "ix_jobs_due_again",
        "jobs",
        ["batch_id", "not_before", "id"],
        unique=False,
        postgresql_where=sa.text("status = 'pending' AND attempt > 0"),
    )


def downgrade() -> None:
    op.drop_index("ix_jobs_due_again", table_name="jobs")
