"""Every request of one scan in the order of happening: a visit that writes down what it does."""

from __future__ import annotations

from dataclasses import replace

from scraper_sky.clock import monotonic_seconds
from scraper_sky.model.outcome import Outcome
from scraper_sky.model.report import Try
from scraper_sky.scraping.answer import Response, Wants
from scraper_sky.scraping.body import OpenSink
from scraper_sky.scraping.exchange import Exchange
from scraper_sky.scraping.faults import FetchFailed, status_outcome
from scraper_sky.scraping.fetch import Visit
from scraper_sky.scraping.memory import Memory
from scraper_sky.scraping.shelf import Shelf
from scraper_sky.scraping.urls import read_url


class Journal:
    """Wraps `visit`; each `get` leaves one Try, whether it succeeds or fails. What `memory` knows is not asked.

    `shelf` holds answers to earlier scans, for requests that may be answered so.
    """

    def __init__(self, visit: Visit, memory: Memory | None = None, shelf: Shelf | None = None) -> None:
        self.visit = visit
        self._shelf = Shelf() if shelf is None else shelf
        self._memory = Memory() if memory is None else memory
        self._tries: list[Try] = []
        self._is_last_fresh = False

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
        may_be_old: bool = False,
        open_sink: OpenSink | None = None,
    ) -> Response:
        """As Visit.get; `purpose` and `rung` are those of model.report.Try. Raises FetchFailed, MustWait.

        `may_be_old`: an answer that another scan got not long ago will do.
        """
        exchange = self._memory.recall(purpose, url, rung) or (self._from_shelf(purpose, url) if may_be_old else None)
        self._is_last_fresh = exchange is None
        if exchange is None:
            exchange = self._ask(purpose, url, rung, max_bytes, wants, may_cut=may_cut, open_sink=open_sink)
            self._memory.keep(exchange)
            if may_be_old and exchange.response is not None:
                self._shelf.put(url, exchange.response)
        self._tries.append(exchange.made)
        if exchange.response is None:
            raise _failure(exchange)
        return exchange.response

    def can_get(self, purpose: str, url: str) -> bool:
        """False where nothing is fetched and `url` is not remembered."""
        return not self._memory.only or self._memory.knows(purpose, url)

    def set_pace(self, url: str, seconds: float) -> None:
        """The host of `url`, which has just been asked for something, wants `seconds` between requests."""
        self.visit.stay.set_pace(read_url(url).host, seconds, begins_now=self._is_last_fresh)

    def _from_shelf(self, purpose: str, url: str) -> Exchange | None:
        kept = None if self._memory.only else self._shelf.find(url)
        if kept is None:
            return None
        response = kept.response
        detail = f"as it was {kept.age_seconds:.0f} s before, when another scan read it"
        made = Try(purpose, url, status_outcome(response.status), status=response.status, detail=detail)
        exchange = Exchange(made, response)
        self._memory.keep(exchange)
        return exchange

    def _ask(
        self,
        purpose: str,
        url: str,
        rung: str | None,
        max_bytes: int,
        wants: Wants | None,
        *,
        may_cut: bool,
        open_sink: OpenSink | None,
    ) -> Exchange:
        if self._memory.only:
            made = Try(purpose, url, Outcome.CONNECT_REFUSED, rung, detail="No answer to this request was kept.")
            return Exchange(made, None)
        started = monotonic_seconds()
        try:
            response = self.visit.get(url, max_bytes=max_bytes, wants=wants, may_cut=may_cut, open_sink=open_sink)
        except FetchFailed as failure:
            made = Try(
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
            return Exchange(made, None, failure.at_url)
        made = Try(
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
        return Exchange(made, response)

    def leave_out(self, purpose: str, url: str, outcome: Outcome, detail: str) -> None:
        """Writes down a request that was not made, and why."""
        self._tries.append(Try(purpose, url, outcome, detail=detail))

    def amend(self, outcome: Outcome, detail: str) -> None:
        """Gives the last try the outcome that only a look at its answer could tell."""
        self._tries[-1] = replace(self._tries[-1], outcome=outcome, detail=detail)

    def hide_url(self, url: str) -> None:
        """Names the last try by `url`, which sent us there, and not by where nobody may go."""
        self._tries[-1] = replace(self._tries[-1], url=url)


def _failure(exchange: Exchange) -> FetchFailed:
    made = exchange.made
    failure = FetchFailed(made.outcome, made.detail, address=made.address)
    failure.at_url, failure.redirects, failure.bytes_read = exchange.failed_at, made.redirects, made.bytes_read
    return failure


def _milliseconds_since(started: float) -> int:
    return round((monotonic_seconds() - started) * 1000)
