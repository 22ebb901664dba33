"""The schema as SQLAlchemy tables; `alembic check` keeps the migrations equal to it."""

from scraper_sky.db.tables.batches import audit_events, batches, idempotency_keys, left_out_rows
from scraper_sky.db.tables.findings import attempts, contacts, pages, site_pages, unfinished
from scraper_sky.db.tables.fleet import canaries, processes
from scraper_sky.db.tables.jobs import jobs
from scraper_sky.db.tables.metadata import metadata
from scraper_sky.db.tables.tallies import tallies
from scraper_sky.db.tables.tenants import api_keys, tenants

__all__ = [
    "api_keys",
    "attempts",
    "audit_events",
    "batches",
    "canaries",
    "contacts",
    "idempotency_keys",
    "jobs",
    "left_out_rows",
    "metadata",
    "pages",
    "processes",
    "site_pages",
    "tallies",
    "tenants",
    "unfinished",
]
