"""Replies remembered by the key their caller sent, so that a repeated request gets the same one again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, text

from scraper_sky.db.engine import as_json


def claim(connection: Connection, tenant_id: int, key: str, request_hash: str) -> tuple[str, Mapping[str, Any]] | None:
    """Takes the key for this transaction (None), or gives back (request hash, reply) of the request that had it.

    While another transaction holds the same key, this waits for its end.
    """
    taken = connection.execute(
        text(
            """
            INSERT INTO idempotency_keys (tenant_id, key, request_hash, reply) VALUES (:tenant_id, :key, :hash, '{}')
            ON CONFLICT DO NOTHING RETURNING key
            """
        ),
        {"tenant_id": tenant_id, "key": key, "hash": request_hash},
    ).one_or_none()
    if taken is not None:
        return None
    row = connection.execute(
        text("SELECT request_hash, reply FROM idempotency_keys WHERE tenant_id = :tenant_id AND key = :key"),
        {"tenant_id": tenant_id, "key": key},
    ).one()
    return row.request_hash, row.reply


def keep_reply(connection: Connection, tenant_id: int, key: str, reply: Mapping[str, object]) -> None:
    connection.execute(
        text("UPDATE idempotency_keys SET reply = CAST(:reply AS jsonb) WHERE tenant_id = :tenant_id AND key = :key"),
        {"tenant_id": tenant_id, "key": key, "reply": as_json(reply)},
    )


def forget_old(connection: Connection, hours: float) -> int:
    """Drops keys older than `hours`."""
    statement = text("DELETE FROM idempotency_keys WHERE created_at < now() - make_interval(hours => :hours)")
    return connection.execute(statement, {"hours": int(hours)}).rowcount
