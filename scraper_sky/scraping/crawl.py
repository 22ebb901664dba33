"""One scan of one domain: find the site, ask its robots.txt, read the home page and then the most promising others."""

from __future__ import annotations

import logging

from scraper_sky.clock import monotonic_seconds
from scraper_sky.model.outcome import Liveness, Outcome
from scraper_sky.model.report import Fact, Method, PageVisit, Report
from scraper_sky.scraping.answer import Head, Response
from scraper_sky.scraping.content import is_page
from scraper_sky.scraping.extract.page import read_page
from scraper_sky.scraping.extract.site import merge_pages
from scraper_sky.scraping.extract.values import PageFacts, SiteFacts
from scraper_sky.scraping.faults import FetchFailed, status_outcome
from scraper_sky.scraping.fetch import Fetcher
from scraper_sky.scraping.frontier import Candidate, Frontier
from scraper_sky.scraping.journal import Journal
from scraper_sky.scraping.ladder import Landing, climb
from scraper_sky.scraping.robots import RobotsBook
from scraper_sky.scraping.sitemap import SiteMap, read_sitemaps
from scraper_sky.scraping.suffixes import same_site
from scraper_sky.scraping.urls import read_url
from scraper_sky.settings import Settings

NEARLY_EMPTY = 200  # characters of visible text below which a refresh is taken for a redirect
FAILURES_IN_A_ROW = 6  # after which the other pages of a site are left alone
LAST_SECOND = 0.5  # with less time left no further page is begun

# Facts of these kinds are true of an empty page as well.
_SAYS_NOTHING = frozenset({Method.HEADER, Method.DEFAULT, Method.COOKIE, Method.URL, Method.ROBOTS})

log = logging.getLogger(__name__)


def scan_site(domain: str, fetcher: Fetcher, *, max_pages: int) -> Report:
    """Reads the site of `domain` (a host as names.read_domain gives it), at most `max_pages` pages of it.

    Takes settings.domain_seconds at the most. A bad site is no error: it is a report with another outcome than ok, and
    a page that fails beside the home page is no more than a try in the report.
    """
    started = monotonic_seconds()
    with fetcher.visit(started + fetcher.settings.domain_seconds) as visit:
        scan = _Scan(domain, fetcher.settings, Journal(visit))
        try:
            scan.run(max_pages)
        except _Ended as end:
            scan.outcome, scan.detail = end.outcome, end.detail
        except FetchFailed as failure:  # the time ran out between two steps
            scan.outcome, scan.detail = failure.outcome, failure.detail
        return scan.report(round((monotonic_seconds() - started) * 1000))


class _Ended(Exception):
    """The scan is over: what was found so far stands, and this is how it ended."""

    def __init__(self, outcome: Outcome, detail: str) -> None:
        super().__init__(detail)
        self.outcome = outcome
        self.detail = detail


class _Scan:
    """What is known about one site while it is being read."""

    def __init__(self, domain: str, settings: Settings, journal: Journal) -> None:
        self.outcome = Outcome.OK
        self.detail = ""
        self._domain = domain
        self._settings = settings
        self._journal = journal
        self._book = RobotsBook(journal, settings.robots_agent, obey=settings.obey_robots)
        self._landing: Landing | None = None
        self._answered_url: str | None = None
        self._redirects: tuple[str, ...] = ()
        self._retry_after: float | None = None
        self._facts: list[Fact] = []
        self._read: list[PageFacts] = []
        self._visits: list[PageVisit] = []
        self._map = SiteMap()
        self._liveness: tuple[Liveness, str] | None = None

    def run(self, max_pages: int) -> None:
        """All steps in turn. Raises _Ended where there is no going on."""
        response = self._land()
        home = self._read_home(response)
        if home.meta_refresh and home.text_length < NEARLY_EMPTY:
            response = self._refresh(home.meta_refresh)
            home = self._read_home(response)
        self._check_content(home)
        self._keep(home, response, Candidate(response.url, "home"))
        self._read_others(home, response.url, max_pages)

    def report(self, milliseconds: int) -> Report:
        site = self._merged()
        liveness, evidence = self._liveness or (None, "")
        if self._read:
            liveness, evidence = site.liveness, site.liveness_evidence
        return Report(
            domain=self._domain,
            outcome=self.outcome,
            detail=self.detail,
            retry_after_seconds=self._retry_after,
            answered_url=self._answered_url,
            answered_rung=self._landing.rung if self._landing and self._answered_url else None,
            redirects=self._redirects,
            liveness=liveness,
            liveness_evidence=evidence,
            facts=(*site.facts, *self._facts),
            contacts=site.contacts,
            technologies=site.technologies,
            sitemaps=tuple(self._map.files),
            pages=tuple(self._visits),
            tries=self._journal.tries,
            bytes_read=self._journal.bytes_read,
            milliseconds=milliseconds,
        )

    def _land(self) -> Response:
        landing = climb(self._journal, self._domain, self._settings.max_body_bytes, _is_challenge)
        self._landing = landing
        self._redirects = landing.redirects
        response = landing.response
        if response is not None:
            self._answered_url = response.url
            self._retry_after = response.retry_after_seconds if response.status >= 400 else None
        if landing.forwards_to is not None:
            self._forwarded(landing.forwards_to, landing.detail)
        if landing.outcome is not Outcome.OK or response is None:
            raise _Ended(landing.outcome, landing.detail)
        return response

    def _forwarded(self, target: str, detail: str) -> None:
        source = self._journal.last.url
        self._facts.append(Fact("redirects_to", target, source, Method.HEADER, f"{source} leads to {target}"))
        raise _Ended(Outcome.REDIRECTED_OFFSITE, detail)

    def _refresh(self, target: str) -> Response:
        """Follows the refresh of a page that has nothing else to say, as the redirect that it stands for."""
        try:
            response = self._journal.get("page", target, max_bytes=self._settings.max_body_bytes, wants=self._wants)
        except FetchFailed as failure:
            if failure.outcome is Outcome.BLOCKED_ADDRESS:
                self._journal.hide_url(self._answered_url or "")
            raise _Ended(failure.outcome, failure.detail) from None
        self._redirects += (target, *response.redirects)
        if not same_site(self._domain, read_url(response.url).host):
            self._journal.amend(Outcome.REDIRECTED_OFFSITE, "")
            self._forwarded(response.url, "")
        self._answered_url = response.url
        return response

    def _read_home(self, response: Response) -> PageFacts:
        """The page at the end of the ladder, if it may be read and is one.

        The ladder had to ask for the page to find out where the site is; robots.txt is asked of the origin that
        answered, over the same connection, before anything of the page is looked at.
        """
        if response.status >= 400:
            self._end_by_status(response)
        self._ask_robots(response.url)
        if not response.is_complete:
            raise _Ended(Outcome.NOT_HTML, f"It is of the type {response.content_type or 'unknown'}.")
        if not response.body.strip():
            self._liveness = (Liveness.EMPTY, "")
            raise _Ended(Outcome.EMPTY, f"Status {response.status}, and no content.")
        try:
            page = read_page(response.url, response.headers, response.body)
        except Exception:
            log.exception("the home page of %s cannot be read", self._domain)
            raise _Ended(Outcome.INTERNAL_ERROR, "The page could not be read.") from None
        return page

    def _end_by_status(self, response: Response) -> None:
        if _is_challenge(response):
            self._liveness = (Liveness.CHALLENGE, f"status {response.status}")
            raise _Ended(Outcome.CHALLENGE, f"The check for humans came with status {response.status}.")
        raise _Ended(status_outcome(response.status), f"The server answered with status {response.status}.")

    def _ask_robots(self, url: str) -> None:
        if not self._settings.obey_robots:
            return
        robots = self._book.of(url)
        if not any(fact.page_url == robots.url for fact in self._facts):
            self._facts.append(Fact("robots", robots.summary, robots.url, Method.ROBOTS))
        if not (robots.allows(read_url(url).origin + "/") and robots.allows(url)):
            raise _Ended(Outcome.ROBOTS_DISALLOWED, robots.summary)

    def _check_content(self, home: PageFacts) -> None:
        if home.liveness is Liveness.CHALLENGE:
            self._liveness = (home.liveness, home.liveness_evidence)
            raise _Ended(Outcome.CHALLENGE, home.liveness_evidence)
        told = [fact for fact in home.facts if fact.method not in _SAYS_NOTHING]
        if not (home.text_length or home.title or home.contacts or home.links or told):
            self._liveness = (Liveness.EMPTY, home.liveness_evidence)
            raise _Ended(Outcome.EMPTY, "There is nothing on the page that could be read.")

    def _read_others(self, home: PageFacts, home_url: str, max_pages: int) -> None:
        """The sitemaps and up to `max_pages` pages in all. From here on nothing changes the outcome any more."""
        frontier = Frontier(self._domain, home_url)
        self._offer_links(frontier, home)
        try:
            self._map = read_sitemaps(
                self._journal,
                self._book,
                self._domain,
                home_url,
                home.sitemap_links,
                wanted=max_pages,
                reserve_seconds=self._settings.domain_seconds / 2,
            )
            for url in self._map.urls:
                frontier.add(url, from_sitemap=True)
            self._read_promising(frontier, max_pages)
        except FetchFailed as failure:
            self.detail = failure.detail
        if self._journal.visit.seconds_left <= LAST_SECOND:
            self.detail = f"The time for this site was used up after {len(self._visits)} pages."

    def _read_promising(self, frontier: Frontier, max_pages: int) -> None:
        failures = 0
        while len(self._visits) < max_pages and failures < FAILURES_IN_A_ROW:
            candidate = frontier.take()
            if candidate is None or self._journal.visit.seconds_left <= LAST_SECOND:
                return
            failures = 0 if self._read_one(frontier, candidate) else failures + 1
            if self._journal.last.outcome is Outcome.HTTP_429_RATE_LIMITED:
                self.detail = "The server asked us to slow down, so its other pages were left alone."
                return

    def _read_one(self, frontier: Frontier, candidate: Candidate) -> bool:
        """Reads one page; False if it failed in a way that the next may fail in too."""
        if not self._book.allows(candidate.url):
            self._journal.leave_out("page", candidate.url, Outcome.ROBOTS_DISALLOWED, "robots.txt asks not to read it.")
            return True
        try:
            response = self._journal.get(
                "page", candidate.url, max_bytes=self._settings.max_body_bytes, wants=self._wants
            )
        except FetchFailed as failure:
            if failure.outcome is Outcome.TIME_BUDGET:
                raise
            return False
        if response.status >= 400:
            return False
        if not same_site(self._domain, read_url(response.url).host):
            self._journal.amend(Outcome.REDIRECTED_OFFSITE, "It leads to another site, which is not read.")
        elif not response.is_complete:
            self._journal.amend(Outcome.NOT_HTML, f"It is of the type {response.content_type or 'unknown'}.")
        elif frontier.mark_read(candidate.url, response.url):
            self._take_in(frontier, candidate, response)
        return True

    def _take_in(self, frontier: Frontier, candidate: Candidate, response: Response) -> None:
        try:
            page = read_page(response.url, response.headers, response.body)
        except Exception:
            log.exception("a page of %s cannot be read", self._domain)
            self._journal.amend(Outcome.INTERNAL_ERROR, "The page could not be read.")
            return
        if page.liveness is Liveness.CHALLENGE:
            self._journal.amend(Outcome.CHALLENGE, page.liveness_evidence)
            return
        self._keep(page, response, candidate)
        self._offer_links(frontier, page)

    def _keep(self, page: PageFacts, response: Response, candidate: Candidate) -> None:
        self._read.append(page)
        self._visits.append(
            PageVisit(
                url=candidate.url,
                final_url=response.url,
                status=response.status,
                content_type=response.content_type,
                bytes_read=response.bytes_read,
                milliseconds=self._journal.last.milliseconds,
                title=page.title,
                chosen_for=candidate.chosen_for,
            )
        )

    def _offer_links(self, frontier: Frontier, page: PageFacts) -> None:
        if "nofollow" in page.noindex_nofollow or "none" in page.noindex_nofollow:
            return
        for link in page.links:
            if "nofollow" not in link.rel:
                frontier.add(link.url, link.text)

    def _wants(self, head: Head, first: bytes) -> bool:
        return head.status < 400 and same_site(self._domain, head.url.host) and is_page(head, first)

    def _merged(self) -> SiteFacts:
        try:
            return merge_pages(self._domain, self._read) if self._read else SiteFacts()
        except Exception:
            log.exception("the pages of %s cannot be put together", self._domain)
            self.outcome, self.detail = Outcome.INTERNAL_ERROR, "The pages could not be put together."
            return SiteFacts()


def _is_challenge(response: Response) -> bool:
    """True for an error page that is a check for humans."""
    if not response.body:
        return False
    try:
        return read_page(response.url, response.headers, response.body).liveness is Liveness.CHALLENGE
    except Exception:
        log.exception("an error page at %s cannot be read", response.url)
        return False
