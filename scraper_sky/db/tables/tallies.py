"""What of a batch need not be counted again: how the jobs ended that have ended."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Table
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from scraper_sky.db.tables.metadata import metadata

tallies = Table(
    "tallies",
    metadata,
    Column("batch_id", ForeignKey("batches.id", ondelete="CASCADE"), primary_key=True),
    Column("up_to", BigInteger, nullable=False),  # id of the last job that was counted
    Column("ended", JSONB, nullable=False),  # outcome -> how many of these jobs ended so
    Column("open_ids", ARRAY(BigInteger), nullable=False),  # those of them that had not ended then
)
