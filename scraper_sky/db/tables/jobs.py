"""Jobs: one domain of one batch. The row is the truth; a message only says that it is worth a look."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Identity,
    Index,
    Integer,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB, UUID

from scraper_sky.db.tables.metadata import metadata, moment, one_of, words
from scraper_sky.model.outcome import Liveness, Outcome
from scraper_sky.model.status import OUT_JOB, TERMINAL_JOB, JobStatus

SITE = (
    "nullif(regexp_replace(left(lower(split_part(coalesce(summary->>'redirects_to', answered_url), '/', 3)), 253), "
    "'^www[.]', ''), '')"
)
"""The host that answered in the end, without `www.`, or that the domain forwards to; NULL while there is none."""

jobs = Table(
    "jobs",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    Column("batch_id", ForeignKey("batches.id", ondelete="CASCADE"), nullable=False),
    Column("row", Integer, nullable=False),  # of the submission, from 1
    Column("input", Text, nullable=False),  # as the caller wrote it
    Column("domain", Text, nullable=False),
    Column("status", Text, nullable=False, server_default=JobStatus.PENDING.value),
    Column("outcome", Text),  # of a terminal job
    Column("detail", Text, nullable=False, server_default=""),
    Column("attempt", SmallInteger, nullable=False, server_default=text("0")),  # attempts begun
    Column("attempt_limit", SmallInteger, nullable=False),  # no attempt is begun beyond this number
    moment("not_before", required=True),
    Column("wait_reason", Text),
    Column("token", UUID(as_uuid=True)),  # of the holder of the job; also the id of its Celery task
    moment("lease_until"),
    moment("queued_at"),
    moment("started_at"),
    moment("finished_at"),
    Column("facts_attempt", SmallInteger),  # the attempt whose findings are shown
    Column("liveness", Text),
    Column("answered_url", Text),
    Column("summary", JSONB, nullable=False, server_default=text("'{}'::jsonb")),  # what a list shows
    UniqueConstraint("batch_id", "domain"),
    one_of("status", JobStatus, "status_known"),
    one_of("outcome", Outcome, "outcome_known"),
    one_of("liveness", Liveness, "liveness_known"),
    CheckConstraint(f"(status IN ({words(TERMINAL_JOB)})) = (outcome IS NOT NULL)", name="terminal_has_outcome"),
    CheckConstraint(
        f"(status IN ({words(TERMINAL_JOB)})) = (finished_at IS NOT NULL)", name="terminal_has_finished_at"
    ),
    CheckConstraint(
        f"(status IN ({words(OUT_JOB)})) = (token IS NOT NULL AND lease_until IS NOT NULL)", name="out_has_lease"
    ),
    CheckConstraint("attempt BETWEEN 0 AND attempt_limit", name="attempts_bounded"),
    Index("ix_jobs_batch_id_status_id", "batch_id", "status", "id"),
    Index("ix_jobs_batch_id_id", "batch_id", "id"),
    Index("ix_jobs_due", "batch_id", "not_before", "id", postgresql_where=text("status = 'pending'")),
    Index(
        "ix_jobs_due_again",
        "batch_id",
        "not_before",
        "id",
        postgresql_where=text("status = 'pending' AND attempt > 0"),
    ),
    Index("ix_jobs_out", "lease_until", postgresql_where=text(f"status IN ({words(OUT_JOB)})")),
    Index("ix_jobs_domain", "domain"),
    Index("ix_jobs_outcome", "batch_id", "outcome", "id", postgresql_where=text("outcome IS NOT NULL")),
    Index("ix_jobs_finished", "batch_id", "finished_at", postgresql_where=text("finished_at IS NOT NULL")),
    Index("ix_jobs_batch_id_site", "batch_id", text(SITE), "id", postgresql_where=text(f"{SITE} IS NOT NULL")),
)
