"""Tenants and their keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, text


def ensure(connection: Connection, name: str) -> int:
    """The id of the tenant of that name, made if need be."""
    connection.execute(text("INSERT INTO tenants (name) VALUES (:name) ON CONFLICT DO NOTHING"), {"name": name})
    return int(connection.execute(text("SELECT id FROM tenants WHERE name = :name"), {"name": name}).scalar_one())


def add_key(connection: Connection, tenant_id: int, name: str, prefix: str, digest: bytes) -> None:
    """Stores a key's digest; one that is there already stays as it is."""
    connection.execute(
        text(
            """
            INSERT INTO api_keys (tenant_id, name, prefix, digest) VALUES (:tenant_id, :name, :prefix, :digest)
            ON CONFLICT (digest) DO NOTHING
            """
        ),
        {"tenant_id": tenant_id, "name": name, "prefix": prefix, "digest": digest},
    )


def find_key(connection: Connection, digest: bytes) -> Row[Any] | None:
    """The live key of that digest with its tenant (`key_id, tenant_id, name, prefix, digest, tenant`)."""
    statement = text(
        """
        SELECT api_keys.id AS key_id, tenant_id, api_keys.name, prefix, digest, tenants.name AS tenant
        FROM api_keys JOIN tenants ON tenants.id = tenant_id WHERE digest = :digest AND revoked_at IS NULL
        """
    )
    return connection.execute(statement, {"digest": digest}).one_or_none()


def find_key_by_id(connection: Connection, key_id: int) -> Row[Any] | None:
    statement = text(
        """
        SELECT api_keys.id AS key_id, tenant_id, api_keys.name, prefix, digest, tenants.name AS tenant
        FROM api_keys JOIN tenants ON tenants.id = tenant_id WHERE api_keys.id = :key_id AND revoked_at IS NULL
        """
    )
    return connection.execute(statement, {"key_id": key_id}).one_or_none()


def list_keys(connection: Connection) -> Sequence[Row[Any]]:
    statement = text(
        """
        SELECT api_keys.id, tenants.name AS tenant, api_keys.name, prefix, api_keys.created_at, revoked_at
        FROM api_keys JOIN tenants ON tenants.id = tenant_id ORDER BY api_keys.id
        """
    )
    return connection.execute(statement).all()


def revoke_key(connection: Connection, key_id: int) -> bool:
    statement = text("UPDATE api_keys SET revoked_at = now() WHERE id = :key_id AND revoked_at IS NULL")
    return connection.execute(statement, {"key_id": key_id}).rowcount == 1
