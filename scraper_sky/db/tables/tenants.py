"""Who may use the service. Keys are kept as digests only."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Identity, LargeBinary, Table, Text, UniqueConstraint

from scraper_sky.db.tables.metadata import metadata, moment

tenants = Table(
    "tenants",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    Column("name", Text, nullable=False),
    moment("created_at", required=True),
    UniqueConstraint("name"),
)

api_keys = Table(
    "api_keys",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    Column("tenant_id", ForeignKey("tenants.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("prefix", Text, nullable=False),  # the first characters, to tell keys apart on a page
    Column("digest", LargeBinary, nullable=False),  # SHA-256 of the key
    moment("created_at", required=True),
    moment("revoked_at"),
    UniqueConstraint("digest"),
)
