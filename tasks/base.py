"""What every task of ours shares."""

from __future__ import annotations

from typing import Any

from celery import Task

from scraper_sky.logs import request_id


class ScraperTask(Task):  # type: ignore[misc]
    """Puts the task's id into every log line that is written while it runs."""

    abstract = True

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        mark = request_id.set(str(self.request.id or "-")[:8])
        try:
            return super().__call__(*args, **kwargs)
        finally:
            request_id.reset(mark)
