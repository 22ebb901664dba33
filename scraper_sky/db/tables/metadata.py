"""The one MetaData, and the columns and rules that several tables share."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from sqlalchemy import CheckConstraint, Column, DateTime, MetaData, text

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    }
)


def moment(name: str, *, required: bool = False) -> Column[object]:
    """A timestamp with time zone; a required one is filled by the database's clock."""
    if required:
        return Column(name, DateTime(timezone=True), nullable=False, server_default=text("now()"))
    return Column(name, DateTime(timezone=True))


def one_of(column: str, allowed: Iterable[StrEnum] | Iterable[str], name: str) -> CheckConstraint:
    """`column` holds one of the allowed words (or NULL, where the column allows that)."""
    return CheckConstraint(f"{column} IN ({words(allowed)})", name=name)


def words(allowed: Iterable[StrEnum] | Iterable[str]) -> str:
    """The words as a list of SQL literals, in a fixed order."""
    return ", ".join(f"'{word}'" for word in sorted(str(word) for word in allowed))
