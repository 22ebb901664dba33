"""Which jobs of a batch ended on one site: an index over the host that answered

Nothing but an index, which the release before need not know of.

Revision ID: 0004
Revises: 0003
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

SITE = (
    "nullif(regexp_replace(left(lower(split_part(coalesce(summary->>'redirects_to', answered_url), '/', 3)), 253), "
    "'^www[.]', ''), '')"
)


def upgrade() -> None:
    op.create_index(
        "ix_jobs_batch_id_site",
        "jobs",
        ["batch_id", sa.text(SITE), "id"],
        postgresql_where=sa.text(f"{SITE} IS NOT NULL"),
    )


def downgrade() -> None:
    op.drop_index("ix_jobs_batch_id_site", table_name="jobs")
