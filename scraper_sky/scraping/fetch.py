"""The only user of requests: one GET, hop by hop, every hop judged and pinned, within bytes and seconds that hold.

    fetcher = Fetcher(settings)
    with fetcher.visit(monotonic_seconds() + 60) as visit:
        response = visit.get("https://example.com/", max_bytes=3_000_000)

Whatever goes wrong is a FetchFailed with an Outcome. `.content` and `.text` of requests are never used: they read
without a bound, and trust any codec that a header names.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any

import requests
import requests.adapters
import requests.hooks
import urllib3.exceptions
from requests.structures import CaseInsensitiveDict

from scraper_sky.clock import monotonic_seconds
from scraper_sky.model.outcome import Outcome
from scraper_sky.scraping.answer import Head, Response, Wants, retry_after_seconds
from scraper_sky.scraping.body import Body, OpenSink, drain, read_body
from scraper_sky.scraping.connect import Wire
from scraper_sky.scraping.cookies import VisitCookies
from scraper_sky.scraping.faults import FetchFailed, name_fault
from scraper_sky.scraping.guard import Guard
from scraper_sky.scraping.hops import REDIRECTS, first_hop, next_hop
from scraper_sky.scraping.politeness import Limits, LocalPoliteness, Politeness, Stay
from scraper_sky.scraping.reading.heap import use_few_arenas
from scraper_sky.scraping.resolve import LookUp, Resolver, system_look_up
from scraper_sky.scraping.shelf import Shelf
from scraper_sky.scraping.tls import shared_context
from scraper_sky.scraping.urls import WebUrl, read_url
from scraper_sky.scraping.watchdog import Alarm, Watchdog
from scraper_sky.settings import Settings

# A request may take so many times the time that one silence, or one step of connecting, may.
PATIENCE = 2

_ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5"
_ACCEPT_ENCODING = "gzip, deflate"  # what body.py unpacks with a bound, and nothing else
_TIMEOUTS = frozenset({Outcome.CONNECT_TIMEOUT, Outcome.READ_TIMEOUT, Outcome.DNS_FAILURE})
_BUSY = frozenset({429, 503})  # the answers whose Retry-After is a wish to be left alone
_FAULTS = (requests.RequestException, urllib3.exceptions.HTTPError, OSError, ValueError)


class Fetcher:
    """What all fetches of a process share; any number of threads may use it at a time.

    `look_up` stands in for the system's resolver in tests.
    """

    def __init__(
        self, settings: Settings, look_up: LookUp = system_look_up, politeness: Politeness | None = None
    ) -> None:
        use_few_arenas()
        self.settings = settings
        self.politeness = politeness or LocalPoliteness(Limits(settings.per_host, settings.per_address))
        self.shelf = Shelf()
        self._context = shared_context(settings.ca_file)
        self._watchdog = Watchdog()
        threads = 2 * settings.scan_threads
        self._resolver = Resolver(Guard(settings.allow_networks), settings.connect_to, look_up, threads)
        # urllib3 warns of every malformed header with a stack trace; what servers send is no event of ours.
        logging.getLogger("urllib3").setLevel(logging.ERROR)

    def visit(self, deadline: float) -> Visit:
        """A stay at one site until `deadline` on the monotonic clock, with cookies and connections of its own."""
        stay = Stay(self.politeness)
        wire = Wire(self._context, self._resolver, stay, self.settings.connect_seconds, deadline)
        return Visit(self.settings, wire, stay, self._watchdog, deadline)

    def close(self) -> None:
        self._watchdog.close()
        self._resolver.close()
        self.politeness.close()


@dataclass(slots=True)
class _Request:
    """One `get` on its way: what was asked, and how far it has come."""

    max_bytes: int
    wants: Wants | None
    may_cut: bool
    open_sink: OpenSink | None
    hops: list[str] = field(default_factory=list)
    bytes_read: int = 0


class Visit:
    """One thread's stay at one site. Use it in a `with` statement: its end closes the connections."""

    def __init__(self, settings: Settings, wire: Wire, stay: Stay, watchdog: Watchdog, deadline: float) -> None:
        self.deadline = deadline
        self.stay = stay
        self._settings = settings
        self._wire = wire
        self._watchdog = watchdog
        self._session = _Session(wire)
        self._headers = {
            "User-Agent": settings.user_agent,
            "Accept": _ACCEPT,
            "Accept-Encoding": _ACCEPT_ENCODING,
            "Connection": "keep-alive",
        }

    def __enter__(self) -> Visit:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._session.close()
        self._wire.close()
        self.stay.close()

    @property
    def seconds_left(self) -> float:
        return self.deadline - monotonic_seconds()

    @property
    def _is_over(self) -> bool:
        """The margin stands for the moment between a timer's end and the code that looks at the clock."""
        return self.seconds_left <= 0.02

    def get(
        self,
        url: str,
        *,
        max_bytes: int,
        wants: Wants | None = None,
        may_cut: bool = False,
        open_sink: OpenSink | None = None,
    ) -> Response:
        """The answer to GET `url`, redirects followed. Raises FetchFailed, MustWait, and nothing else.

        `max_bytes` bounds the unpacked body: beyond it the outcome is too_large or decompression_bomb, unless
        `may_cut`, which takes what came until there. `wants` may refuse the body; then it is empty.
        `open_sink` is asked with each head that is no redirect for what takes the body in the place of memory.
        """
        request = _Request(max_bytes, wants, may_cut, open_sink)
        try:
            return self._follow(url, request)
        except FetchFailed as failure:
            failure.redirects = tuple(request.hops)
            failure.bytes_read = request.bytes_read
            raise

    def _follow(self, url: str, request: _Request) -> Response:
        current = first_hop(url)
        seen = set()
        for _ in range(self._settings.max_redirects + 1):
            # A page that sets a cookie and sends one to itself again is no loop yet.
            state = current.href, tuple(sorted((c.domain, c.name, c.value or "") for c in self._session.cookies))
            if state in seen:
                raise _at(current, FetchFailed(Outcome.REDIRECT_LOOP, "The redirects come back to where they began."))
            seen.add(state)
            answer = self._try(current, request)
            if isinstance(answer, Response):
                return answer
            current = answer
            request.hops.append(current.href)
        limit = self._settings.max_redirects
        raise _at(current, FetchFailed(Outcome.REDIRECT_LOOP, f"There are more than {limit} redirects in a row."))

    def _try(self, url: WebUrl, request: _Request) -> Response | WebUrl:
        """One hop. A kept connection may have been closed by the server meanwhile; then a new one is tried, once."""
        failure = self._attempt(url, request)
        if isinstance(failure, FetchFailed) and failure.outcome is Outcome.CONNECTION_RESET and self._wire.is_reused:
            failure = self._attempt(url, request)
        if isinstance(failure, FetchFailed):
            if failure.outcome is Outcome.BLOCKED_ADDRESS and failure.address is None and request.hops:
                request.hops.pop()  # Where a site tried to send us is not told.
                raise failure
            raise _at(url, failure)
        return failure

    def _attempt(self, url: WebUrl, request: _Request) -> Response | WebUrl | FetchFailed:
        if self._is_over:
            return FetchFailed(Outcome.TIME_BUDGET, "The time for this site was used up.")
        self.stay.step(url.host)
        limit = PATIENCE * (self._settings.connect_seconds + self._settings.read_seconds)
        alarm = self._watchdog.set_alarm(min(self.deadline, monotonic_seconds() + limit))
        self._wire.begin(alarm)
        try:
            answer: Response | WebUrl | FetchFailed = self._exchange(url, request)
        except FetchFailed as failure:
            answer = failure
        except _FAULTS as error:
            answer = name_fault(error)
        finally:
            alarm.cancel()
        return self._judge(answer, alarm)

    def _judge(self, answer: Response | WebUrl | FetchFailed, alarm: Alarm) -> Response | WebUrl | FetchFailed:
        """The deadline decides: a connection that was cut may look like a short answer, or like any fault at all."""
        is_late = isinstance(answer, FetchFailed) and answer.outcome in _TIMEOUTS and self._is_over
        if alarm.has_rung or is_late:
            answer = self._time_is_up()
        if isinstance(answer, FetchFailed):
            answer.address = answer.address or self._wire.address
        return answer

    def _time_is_up(self) -> FetchFailed:
        if self._is_over:
            return FetchFailed(Outcome.TIME_BUDGET, "The time for this site was used up.")
        if self._wire.is_connecting:
            return FetchFailed(Outcome.CONNECT_TIMEOUT, "The server took too long to set up a connection.")
        return FetchFailed(Outcome.READ_TIMEOUT, "The server sent its answer so slowly that it was not waited for.")

    def _exchange(self, url: WebUrl, request: _Request) -> Response | WebUrl:
        timeout = self._settings.connect_seconds, self._settings.read_seconds
        sent = self._session.send(
            self._session.prepared(url, self._headers),
            stream=True, timeout=timeout, allow_redirects=False, proxies={}, verify=True, cert=None,
        )  # fmt: skip
        try:
            return self._read(url, sent, request)
        finally:
            sent.raw.close()  # without effect on a connection that was read to the end and went back

    def _read(self, url: WebUrl, sent: requests.Response, request: _Request) -> Response | WebUrl:
        status = sent.status_code
        asks_for = retry_after_seconds(sent.headers.get("retry-after", ""), sent.headers.get("date", ""))
        if status in _BUSY and asks_for:
            self.stay.hold_off(url.host, min(asks_for, self._settings.retry_cap_seconds))
        if not 200 <= status < 600:
            raise FetchFailed(Outcome.PROTOCOL_ERROR, f"The answer has the status {status}, which has no meaning here.")
        if status in REDIRECTS and sent.headers.get("location"):
            target = next_hop(sent.headers["location"], url)
            drain(sent.raw)
            return target
        head = Head(url, status, sent.headers)
        body = self._read_body(head, sent, request)
        return Response(
            url=url.href,
            status=status,
            headers=sent.headers,
            body=body.data,
            is_complete=body.is_complete,
            address=self._wire.address or "",
            redirects=tuple(request.hops),
            bytes_read=request.bytes_read,
            retry_after_seconds=asks_for,
        )

    def _read_body(self, head: Head, sent: requests.Response, request: _Request) -> Body:
        sink = request.open_sink(head) if request.open_sink else None
        body = Body(request.max_bytes, may_cut=request.may_cut, sink=sink)
        wants = request.wants
        try:
            read_body(sent.raw, head.headers, body, (lambda first: wants(head, first)) if wants else None)
        except BaseException:
            body.drop()  # The traceback of a fault may live on for a while, and the body with it.
            raise
        finally:
            request.bytes_read += body.bytes_read
        return body


class _Session(requests.Session):
    """A session with the cookies of one visit, which sends what it is told and nothing of its own accord."""

    def __init__(self, wire: Wire) -> None:
        super().__init__()
        self.cookies = VisitCookies()  # type: ignore[assignment]  # any CookieJar will do
        self.trust_env = False  # no proxy, no .netrc, no other certificates from the environment
        adapter = _PinnedAdapter(wire)
        self.mount("https://", adapter)
        self.mount("http://", adapter)

    def prepared(self, url: WebUrl, headers: dict[str, str]) -> requests.PreparedRequest:
        """A GET whose URL requests does not parse again."""
        prepared = requests.PreparedRequest()
        prepared.method = "GET"
        prepared.url = url.href
        prepared.hooks = requests.hooks.default_hooks()
        prepared.prepare_headers(headers)
        prepared.prepare_cookies(self.cookies)
        return prepared

    def get_redirect_target(self, resp: requests.Response) -> str | None:
        """None: requests would read the whole body of a redirect before it followed it."""
        return None


class _PinnedAdapter(requests.adapters.HTTPAdapter):
    """Takes its connections from the wire of the visit."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire
        super().__init__()

    def init_poolmanager(self, *args: Any, **options: Any) -> None:
        """None is made: the wire keeps the pools."""

    def get_connection_with_tls_context(self, request: requests.PreparedRequest, *args: Any, **options: Any) -> Any:
        return self._wire.pool(read_url(request.url or ""))

    def cert_verify(self, *args: Any) -> None:
        """Nothing to set: the one context of the process checks every certificate."""

    def build_response(self, req: requests.PreparedRequest, resp: Any) -> requests.Response:
        """The response without the second jar and the guess at a charset that requests would give it."""
        response = requests.Response()
        response.status_code = resp.status
        response.headers = CaseInsensitiveDict(resp.headers)
        response.raw = resp
        response.url = req.url or ""
        response.request = req
        return response

    def close(self) -> None:
        """The visit closes the wire."""


def _at(url: WebUrl, failure: FetchFailed) -> FetchFailed:
    failure.at_url = url.href
    return failure
