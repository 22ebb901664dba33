"""Every request of one scan in the order of happening: a visit that writes down what it does."""

from __future__ import annotations

from dataclasses import replace

from scraper_sky.clock import monotonic_seconds
from scraper_sky.model.outcome import Outcome
from scraper_sky.model.report import Try
from scraper_sky.scraping.answer import Response, Wants
from scraper_sky.scraping.faults import FetchFailed, status_outcome
from scraper_sky.scraping.fetch import Visit


class Journal:
    """Wraps `visit`; each `get` leaves one Try, whether it succeeds or fails."""

    def __init__(self, visit: Visit) -> None:
        self.visit = visit
        self._tries: list[Try] = []

    @property
    def tries(self) -> tuple[Try, ...]:
        return tuple(self._tries)

    @property
    def last(self) -> Try:
        return self._tries[-1]

    @property
    def bytes_read(self) -> int:
        return sum(item.bytes_read for item in self._tries)

    def get(
        self,
        purpose: str,
        url: str,
        *,
        max_bytes: int,
        wants: Wants | None = None,
        may_cut: bool = False,
        rung: str | None = None,
    ) -> Response:
        """As Visit.get; `purpose` and `rung` are those of model.report.Try. Raises FetchFailed."""
        started = monotonic_seconds()
        try:
            response = self.visit.get(url, max_bytes=max_bytes, wants=wants, may_cut=may_cut)
        except FetchFailed as failure:
            self._add(
                Try(
                    purpose,
                    url,
                    failure.outcome,
                    rung,
                    address=failure.address,
                    milliseconds=_milliseconds_since(started),
                    bytes_read=failure.bytes_read,
                    detail=failure.detail,
                    redirects=failure.redirects,
                )
            )
            raise
        self._add(
            Try(
                purpose,
                url,
                status_outcome(response.status),
                rung,
                response.status,
                response.address,
                _milliseconds_since(started),
                response.bytes_read,
                redirects=response.redirects,
            )
        )
        return response

    def leave_out(self, purpose: str, url: str, outcome: Outcome, detail: str) -> None:
        """Writes down a request that was not made, and why."""
        self._add(Try(purpose, url, outcome, detail=detail))

    def amend(self, outcome: Outcome, detail: str) -> None:
        """Gives the last try the outcome that only a look at its answer could tell."""
        self._tries[-1] = replace(self._tries[-1], outcome=outcome, detail=detail)

    def hide_url(self, url: str) -> None:
        """Names the last try by `url`, which sent us there, and not by where nobody may go."""
        self._tries[-1] = replace(self._tries[-1], url=url)

    def _add(self, item: Try) -> None:
        self._tries.append(item)


def _milliseconds_since(started: float) -> int:
    return round((monotonic_seconds() - started) * 1000)
