"""Batches, and what is kept beside them: rows left out, keys against doubled requests, the audit trail."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Double,
    ForeignKey,
    Identity,
    Index,
    Integer,
    Table,
    Text,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB, UUID

from scraper_sky.db.tables.metadata import metadata, moment, one_of, words
from scraper_sky.model.status import OPEN_BATCH, TERMINAL_BATCH, BatchKind, BatchStatus

batches = Table(
    "batches",
    metadata,
    Column("id", UUID(as_uuid=True), primary_key=True),
    Column("tenant_id", ForeignKey("tenants.id", ondelete="CASCADE"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("source", Text, nullable=False),  # api | form | command
    Column("status", Text, nullable=False, server_default=BatchStatus.PENDING.value),
    Column("total", Integer, nullable=False),  # jobs; fixed at submission
    Column("max_pages", Integer, nullable=False),
    Column("max_concurrent", Integer),  # NULL: a fair share of the fleet
    Column("queue", Text, nullable=False),
    Column("cancel_requested", Boolean, nullable=False, server_default=text("false")),
    Column("error", Text),
    moment("created_at", required=True),
    moment("updated_at", required=True),
    moment("advanced_at", required=True),
    moment("started_at"),
    moment("finished_at"),
    moment("running_since"),  # NULL while it is paused, and once it has ended
    Column("worked_seconds", Double),  # in its runs before; NULL until it begins
    one_of("status", BatchStatus, "status_known"),
    one_of("kind", BatchKind, "kind_known"),
    CheckConstraint("total > 0", name="total_positive"),
    CheckConstraint("max_pages BETWEEN 1 AND 1000", name="max_pages_range"),
    CheckConstraint("max_concurrent BETWEEN 1 AND 1000", name="max_concurrent_range"),
    CheckConstraint(
        f"(status IN ({words(TERMINAL_BATCH)})) = (finished_at IS NOT NULL)", name="terminal_has_finished_at"
    ),
    Index("ix_batches_tenant_id_created_at_id", "tenant_id", text("created_at DESC"), text("id DESC")),
    Index("ix_batches_open", "advanced_at", postgresql_where=text(f"status IN ({words(OPEN_BATCH)})")),
)

left_out_rows = Table(
    "left_out_rows",
    metadata,
    Column("batch_id", ForeignKey("batches.id", ondelete="CASCADE"), primary_key=True),
    Column("row", Integer, primary_key=True),
    Column("input", Text, nullable=False),
    Column("reason", Text),  # why it is not a domain, or
    Column("of_row", Integer),  # which row it repeats
    CheckConstraint("(reason IS NULL) <> (of_row IS NULL)", name="reason_or_of_row"),
)

idempotency_keys = Table(
    "idempotency_keys",
    metadata,
    Column("tenant_id", ForeignKey("tenants.id", ondelete="CASCADE"), primary_key=True),
    Column("key", Text, primary_key=True),
    Column("request_hash", Text, nullable=False),
    Column("reply", JSONB, nullable=False),
    moment("created_at", required=True),
)

audit_events = Table(
    "audit_events",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    Column("tenant_id", ForeignKey("tenants.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("batch_id", UUID(as_uuid=True), nullable=False, index=True),  # outlives the batch
    Column("actor", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("details", JSONB, nullable=False, server_default=text("'{}'::jsonb")),
    moment("at", required=True),
)
