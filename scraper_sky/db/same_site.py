"""Which jobs of a batch ended on one site: what they are found by is derived from the rows and indexed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, text

from scraper_sky.db.tables.jobs import SITE

MOST = 20  # jobs that are named beside one


def list_others(connection: Connection, batch_id: UUID, job_ids: Sequence[int]) -> Mapping[int, Sequence[Row[Any]]]:
    """For each of these jobs of a batch the others (`id`, `domain`) that ended on the same site as it, by id, the
    first twenty; none for a job that no site answered.

    The site is the host that answered in the end, without `www.`, or the one that the domain forwards to. Reads at
    most 21 entries of an index for each job, however many share a site.
    """
    rows = connection.execute(_OTHERS, {"batch_id": batch_id, "job_ids": list(job_ids), "most": MOST + 1})
    others: defaultdict[int, list[Row[Any]]] = defaultdict(list)
    for row in rows:
        if row.id != row.job_id and len(others[row.job_id]) < MOST:
            others[row.job_id].append(row)
    return others


_OTHERS = text(
    f"""
    SELECT mine.id AS job_id, other.id, other.domain
    FROM (SELECT id, {SITE} AS site FROM jobs WHERE id = ANY(:job_ids)) AS mine
    CROSS JOIN LATERAL (
        SELECT id, domain FROM jobs WHERE batch_id = :batch_id AND {SITE} = mine.site ORDER BY id LIMIT :most
    ) AS other
    ORDER BY mine.id, other.id
    """  # noqa: S608 - a constant of ours
)
