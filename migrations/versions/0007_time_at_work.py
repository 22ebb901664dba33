"""How long a batch was at work: the seconds of its earlier runs, and since when it runs now

A batch that is retried long after its end, or was paused, was not at work meanwhile. Batches that began before have neither
value.

Revision ID: 0007
Revises: 0006
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("batches", sa.Column("worked_seconds", sa.Double(), nullable=True))
    op.add_column("batches", sa.Column("running_since", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column("batches", "running_since")
    op.drop_column("batches", "worked_seconds")
