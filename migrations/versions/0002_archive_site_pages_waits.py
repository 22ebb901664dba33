"""Kept responses, the pages that sitemaps list, attempts that had to wait, extensions of phone numbers

Everything is added, with defaults, so that code of the release before goes on working.

Revision ID: 0002
Revises: 0001
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("attempts", sa.Column("source", sa.Text(), server_default="web", nullable=False))
    op.add_column("attempts", sa.Column("archive", sa.Text(), nullable=True))
    op.create_check_constraint(op.f("ck_attempts_source_known"), "attempts", "source IN ('archive', 'web')")
    op.add_column("contacts", sa.Column("extension", sa.Text(), server_default="", nullable=False))
    op.drop_constraint(op.f("ck_batches_kind_known"), "batches")
    op.create_check_constraint(op.f("ck_batches_kind_known"), "batches", "kind IN ('scan', 'sitemap')")
    op.create_table(
        "site_pages",
        sa.Column("job_id", sa.BigInteger(), nullable=False),
        sa.Column("attempt", sa.SmallInteger(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("sitemap_url", sa.Text(), nullable=False),
        sa.Column("last_modified", sa.Text(), server_default="", nullable=False),
        sa.Column("change_frequency", sa.Text(), server_default="", nullable=False),
        sa.Column("priority", sa.Text(), server_default="", nullable=False),
        sa.Column("images", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("videos", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("is_news", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.ForeignKeyConstraint(
            ["job_id", "attempt"],
            ["attempts.job_id", "attempts.number"],
            name=op.f("fk_site_pages_job_id_attempt_attempts"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("job_id", "attempt", "position", name=op.f("pk_site_pages")),
    )
    op.create_table(
        "unfinished",
        sa.Column("job_id", sa.BigInteger(), nullable=False),
        sa.Column("attempt", sa.SmallInteger(), nullable=False),
        sa.Column("responses", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["job_id"], ["jobs.id"], name=op.f("fk_unfinished_job_id_jobs"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("job_id", name=op.f("pk_unfinished")),
    )


def downgrade() -> None:
    op.drop_table("unfinished")
    op.drop_table("site_pages")
    op.execute("DELETE FROM batches WHERE kind = 'sitemap'")
    op.drop_constraint(op.f("ck_batches_kind_known"), "batches")
    op.create_check_constraint(op.f("ck_batches_kind_known"), "batches", "kind IN ('scan')")
    op.drop_column("contacts", "extension")
    op.drop_constraint(op.f("ck_attempts_source_known"), "attempts")
    op.drop_column("attempts", "archive")
    op.drop_column("attempts", "source")
