"""Who may use the service: keys are made, checked and revoked here. A key is shown once and stored as a digest."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine

from scraper_sky.db import tenants
from scraper_sky.db.unit_of_work import unit_of_work
from scraper_sky.errors import BadInput, NotFound, Unauthorized

DEFAULT_TENANT = "default"
SHORTEST_KEY = 16
_PREFIX_LENGTH = 8


@dataclass(frozen=True, slots=True)
class Caller:
    """Who is asking: the tenant whose data is seen, and the key that stands for a person in the audit trail."""

    tenant_id: int
    tenant: str
    key_id: int
    key_name: str

    @property
    def actor(self) -> str:
        return f"key {self.key_name}"


@dataclass(frozen=True, slots=True)
class KeyLine:
    id: int
    tenant: str
    name: str
    prefix: str
    created_at: datetime
    revoked_at: datetime | None


def new_key() -> str:
    """A fresh API key."""
    return "ssk_" + secrets.token_urlsafe(30)


def ensure_key(engine: Engine, key: str, *, tenant: str = DEFAULT_TENANT, name: str = "first") -> None:
    """Makes `key` valid for `tenant` (made if need be). Raises BadInput for a key that is too short to be a secret."""
    if len(key) < SHORTEST_KEY:
        raise BadInput(f"An API key needs at least {SHORTEST_KEY} characters.")
    if not tenant.strip() or not name.strip():
        raise BadInput("A tenant and a key each need a name.")
    with unit_of_work(engine) as connection:
        tenant_id = tenants.ensure(connection, tenant)
        tenants.add_key(connection, tenant_id, name, key[:_PREFIX_LENGTH], _digest(key))


def authenticate(engine: Engine, key: str) -> Caller:
    """The caller behind a key. Raises Unauthorized for anything else, always with the same words."""
    digest = _digest(key)
    with unit_of_work(engine) as connection:
        row = tenants.find_key(connection, digest)
    if row is None or not hmac.compare_digest(row.digest, digest):
        raise Unauthorized("The API key is missing or not valid.")
    return Caller(row.tenant_id, row.tenant, row.key_id, row.name)


def caller_of_key(engine: Engine, key_id: int) -> Caller:
    """The caller behind a key's id, for a signed-in session. Raises Unauthorized when the key was revoked."""
    with unit_of_work(engine) as connection:
        row = tenants.find_key_by_id(connection, key_id)
    if row is None:
        raise Unauthorized("Please sign in again: the key of this session is no longer valid.")
    return Caller(row.tenant_id, row.tenant, row.key_id, row.name)


def list_keys(engine: Engine) -> list[KeyLine]:
    with unit_of_work(engine) as connection:
        return [
            KeyLine(row.id, row.tenant, row.name, row.prefix, row.created_at, row.revoked_at)
            for row in tenants.list_keys(connection)
        ]


def revoke_key(engine: Engine, key_id: int) -> None:
    with unit_of_work(engine) as connection:
        if not tenants.revoke_key(connection, key_id):
            raise NotFound(f"There is no live key {key_id}.")


def _digest(key: str) -> bytes:
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).digest()
