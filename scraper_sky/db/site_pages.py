"""The pages that sites list: stored with the attempt that found them, read in portions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, text

from scraper_sky.db.cleaning import storable_text
from scraper_sky.model.report import SitePage

PORTION = 5_000  # pages a statement


def insert(connection: Connection, job_id: int, attempt: int, pages: Sequence[SitePage]) -> None:
    """Stores the pages in their order for an attempt that has just been recorded."""
    statement = text(
        """
        INSERT INTO site_pages (job_id, attempt, position, url, sitemap_url, last_modified, change_frequency, priority,
                                images, videos, is_news)
        SELECT :job_id, :attempt, :first + part.ordinal - 1, url, listed_in, last_modified, change_frequency, priority,
               images, videos, is_news
        FROM unnest(CAST(:urls AS text[]), CAST(:listed_in AS text[]), CAST(:last_modified AS text[]),
                    CAST(:change_frequency AS text[]), CAST(:priority AS text[]), CAST(:images AS int[]),
                    CAST(:videos AS int[]), CAST(:is_news AS boolean[])) WITH ORDINALITY
             AS part(url, listed_in, last_modified, change_frequency, priority, images, videos, is_news, ordinal)
        """
    )
    for first in range(0, len(pages), PORTION):
        portion = pages[first : first + PORTION]
        values = {
            "job_id": job_id,
            "attempt": attempt,
            "first": first,
            "urls": [storable_text(page.url) for page in portion],
            "listed_in": [storable_text(page.listed_in) for page in portion],
            "last_modified": [storable_text(page.last_modified) for page in portion],
            "change_frequency": [storable_text(page.change_frequency) for page in portion],
            "priority": [storable_text(page.priority) for page in portion],
            "images": [page.images for page in portion],
            "videos": [page.videos for page in portion],
            "is_news": [page.is_news for page in portion],
        }
        connection.execute(statement, values)


def list_rows(
    connection: Connection, job_id: int, attempt: int, *, q: str | None = None, after: int = -1, limit: int | None = 100
) -> Sequence[Row[Any]]:
    """Pages in the order of the list, from the one behind the position `after` on; `q` is a part of the URL. `limit`
    None: all of them."""
    pattern = None if not q else "%" + q.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    return connection.execute(
        text(
            """
            SELECT position, url, sitemap_url AS listed_in, last_modified, change_frequency, priority, images, videos,
                   is_news
            FROM site_pages
            WHERE job_id = :job_id AND attempt = :attempt AND position > :after
              AND (CAST(:pattern AS text) IS NULL OR url ILIKE :pattern)
            ORDER BY position LIMIT CAST(:limit AS bigint)
            """
        ),
        {"job_id": job_id, "attempt": attempt, "after": after, "pattern": pattern, "limit": limit},
    ).all()


def count_of_batch(connection: Connection, batch_id: UUID) -> int:
    """The pages that the jobs of a batch list together, each job by the attempt that is shown."""
    statement = text(
        """
        SELECT coalesce(sum(CAST(summary->>'site_pages' AS bigint)), 0) FROM jobs
        WHERE batch_id = :batch_id AND facts_attempt IS NOT NULL
        """
    )
    return int(connection.execute(statement, {"batch_id": batch_id}).scalar_one())
