"""What the attempts found. Findings belong to an attempt, so a retry never overwrites what an earlier one saw."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    Table,
    Text,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB, UUID

from scraper_sky.db.tables.metadata import metadata, moment, one_of
from scraper_sky.model.outcome import Outcome
from scraper_sky.model.report import ContactKind

attempts = Table(
    "attempts",
    metadata,
    Column("job_id", ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True),
    Column("number", SmallInteger, primary_key=True),
    Column("token", UUID(as_uuid=True), nullable=False),
    Column("worker", Text, nullable=False),
    moment("started_at", required=True),
    moment("finished_at"),
    Column("outcome", Text),
    Column("detail", Text, nullable=False, server_default=""),
    Column("bytes_read", BigInteger, nullable=False, server_default=text("0")),
    Column("milliseconds", Integer, nullable=False, server_default=text("0")),
    Column("tries", JSONB, nullable=False, server_default=text("'[]'::jsonb")),
    Column("findings", JSONB, nullable=False, server_default=text("'{}'::jsonb")),
    Column("source", Text, nullable=False, server_default="web"),  # where the responses came from
    Column("archive", Text),  # the name under which the responses are kept
    one_of("outcome", Outcome, "outcome_known"),
    one_of("source", ["archive", "web"], "source_known"),
    CheckConstraint("(finished_at IS NULL) = (outcome IS NULL)", name="finished_has_outcome"),
    CheckConstraint("number >= 1", name="number_from_one"),
)


def _of_attempt() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["job_id", "attempt"], ["attempts.job_id", "attempts.number"], ondelete="CASCADE")


pages = Table(
    "pages",
    metadata,
    Column("job_id", BigInteger, primary_key=True),
    Column("attempt", SmallInteger, primary_key=True),
    Column("position", SmallInteger, primary_key=True),
    Column("url", Text, nullable=False),
    Column("final_url", Text, nullable=False),
    Column("status", SmallInteger, nullable=False),
    Column("content_type", Text, nullable=False),
    Column("bytes_read", Integer, nullable=False),
    Column("milliseconds", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("chosen_for", Text, nullable=False),
    _of_attempt(),
)

contacts = Table(
    "contacts",
    metadata,
    Column("job_id", BigInteger, primary_key=True),
    Column("attempt", SmallInteger, primary_key=True),
    Column("position", SmallInteger, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("as_written", Text, nullable=False),
    Column("extension", Text, nullable=False, server_default=""),  # phone only
    Column("label", Text, nullable=False),
    Column("on_domain", Boolean),
    Column("best", Boolean, nullable=False),
    Column("why", Text, nullable=False),
    Column("page_url", Text, nullable=False),
    Column("method", Text, nullable=False),
    Column("snippet", Text, nullable=False),
    Column("rejected_by", Text),
    one_of("kind", ContactKind, "kind_known"),
    CheckConstraint("NOT best OR rejected_by IS NULL", name="best_is_accepted"),
    _of_attempt(),
    Index("ix_contacts_value", "value", postgresql_where=text("rejected_by IS NULL")),
)

site_pages = Table(
    "site_pages",
    metadata,
    Column("job_id", BigInteger, primary_key=True),
    Column("attempt", SmallInteger, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("url", Text, nullable=False),
    Column("sitemap_url", Text, nullable=False),  # the first sitemap that lists it
    Column("last_modified", Text, nullable=False, server_default=""),  # as written
    Column("change_frequency", Text, nullable=False, server_default=""),
    Column("priority", Text, nullable=False, server_default=""),
    Column("images", Integer, nullable=False, server_default=text("0")),
    Column("videos", Integer, nullable=False, server_default=text("0")),
    Column("is_news", Boolean, nullable=False, server_default=text("false")),
    _of_attempt(),
)

unfinished = Table(
    "unfinished",
    metadata,
    Column("job_id", ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True),
    Column("attempt", SmallInteger, nullable=False),
    Column("responses", LargeBinary, nullable=False),  # what the attempt had read when it had to wait
)
