"""Which processes are alive, and the canaries that show that work gets through."""

from __future__ import annotations

from sqlalchemy import Column, Integer, Table, Text
from sqlalchemy.dialects.postgresql import ARRAY, UUID

from scraper_sky.db.tables.metadata import metadata, moment, one_of

processes = Table(
    "processes",
    metadata,
    Column("name", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("pid", Integer, nullable=False),
    Column("queues", ARRAY(Text), nullable=False),
    Column("slots", Integer, nullable=False),  # jobs it can work on at a time
    Column("busy", Integer, nullable=False),
    moment("started_at", required=True),
    moment("seen_at", required=True),
    moment("taken_at"),  # when it last took a message
    one_of("kind", ["worker", "beat"], "kind_known"),
)

canaries = Table(
    "canaries",
    metadata,
    Column("id", UUID(as_uuid=True), primary_key=True),
    Column("queue", Text, nullable=False),
    moment("sent_at", required=True),
    moment("received_at"),
    moment("started_at"),
    moment("written_at"),
    moment("finished_at"),
    Column("worker", Text),
)
