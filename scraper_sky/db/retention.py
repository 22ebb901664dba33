"""Batches that nobody needs any more: set apart first, so that nobody sees half of one, then deleted bit by bit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, text

from scraper_sky.db import batches, tenants

NOBODY = "(forgotten)"
"""The tenant that batches to be deleted are given to; nobody has a key of it."""


def set_apart(connection: Connection, days: int, most: int) -> Sequence[Row[Any]]:
    """Takes up to `most` batches of each tenant that ended more than `days` days ago away from it: (id, tenant_id, of
    whom it was, total). The oldest come first."""
    nobody = tenants.ensure(connection, NOBODY)
    return connection.execute(
        text(
            """
            WITH old AS (
                SELECT ended.* FROM tenants, LATERAL (
                    SELECT id, tenant_id, total FROM batches
                    WHERE tenant_id = tenants.id AND created_at < now() - make_interval(days => :days)
                      AND finished_at < now() - make_interval(days => :days)
                    ORDER BY created_at, id LIMIT :most FOR UPDATE SKIP LOCKED) AS ended
                WHERE tenants.id <> :nobody
            )
            UPDATE batches SET tenant_id = :nobody FROM old WHERE batches.id = old.id
            RETURNING old.id, old.tenant_id, old.total
            """
        ),
        {"nobody": nobody, "days": days, "most": most},
    ).all()


def lock_next(connection: Connection) -> Row[Any] | None:
    """The oldest batch that was set apart and that nobody else deletes from now."""
    statement = text(
        """
        SELECT id, kind FROM batches WHERE tenant_id = (SELECT id FROM tenants WHERE name = :nobody)
        ORDER BY created_at, id LIMIT 1 FOR UPDATE SKIP LOCKED
        """
    )
    return connection.execute(statement, {"nobody": NOBODY}).one_or_none()


def delete_portion(connection: Connection, batch: Row[Any], most: int) -> int:
    """Deletes up to `most` jobs of the locked batch with all they found, and with the last of them the batch itself.
    Gives back how many."""
    statement = text("DELETE FROM jobs WHERE id IN (SELECT id FROM jobs WHERE batch_id = :id ORDER BY id LIMIT :most)")
    deleted = connection.execute(statement, {"id": batch.id, "most": most}).rowcount
    if deleted < most:
        batches.delete(connection, batch.id)
    return deleted
