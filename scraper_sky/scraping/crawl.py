"""One scan of one domain: find the site, ask its robots.txt, read the home page and then the most promising others."""

from __future__ import annotations

from scraper_sky.clock import monotonic_seconds
from scraper_sky.model.outcome import Liveness, Outcome
from scraper_sky.model.report import Fact, Method, Report
from scraper_sky.scraping.answer import Head, Response
from scraper_sky.scraping.content import is_page
from scraper_sky.scraping.extract.values import PageFacts, SiteFacts
from scraper_sky.scraping.faults import FetchFailed, status_outcome
from scraper_sky.scraping.fetch import Fetcher
from scraper_sky.scraping.frontier import Candidate, Frontier
from scraper_sky.scraping.journal import Journal
from scraper_sky.scraping.ladder import climb
from scraper_sky.scraping.memory import Memory
from scraper_sky.scraping.others import LAST_SECOND, OtherPages
from scraper_sky.scraping.pages import Pages, facts_of, is_challenge
from scraper_sky.scraping.robots import RobotsBook
from scraper_sky.scraping.sitemap import SiteMap, read_sitemaps
from scraper_sky.scraping.suffixes import same_site
from scraper_sky.scraping.urls import read_url
from scraper_sky.settings import Settings

NEARLY_EMPTY = 200  # characters of visible text below which a refresh is taken for a redirect

# Facts of these kinds are true of an empty page as well.
_SAYS_NOTHING = frozenset({Method.HEADER, Method.DEFAULT, Method.COOKIE, Method.URL, Method.ROBOTS})


def scan_site(domain: str, fetcher: Fetcher, *, max_pages: int, memory: Memory | None = None) -> Report:
    """Reads the site of `domain` (a host as names.read_domain gives it), at most `max_pages` pages of it.

    Takes settings.domain_seconds at the most. A bad site is no error: it is a report with another outcome than ok, and
    a page that fails beside the home page is no more than a try in the report. What `memory` holds is not asked for
    again, and it keeps every answer. Raises MustWait when the site or its server wants to be asked later; called again
    with the same memory, the scan goes on from there.
    """
    return read_site(Scan, domain, fetcher, max_pages=max_pages, memory=memory)


def read_site(how: type[Scan], domain: str, fetcher: Fetcher, *, max_pages: int, memory: Memory | None) -> Report:
    """As scan_site, in the way that `how` goes on from the home page."""
    started = monotonic_seconds()
    memory = Memory() if memory is None else memory
    before = sum(exchange.made.milliseconds for exchange in memory.exchanges)
    with fetcher.visit(started + fetcher.settings.domain_seconds) as visit:
        scan = how(domain, fetcher.settings, Journal(visit, memory, fetcher.shelf))
        try:
            scan.run(max_pages)
        except _Ended as end:
            scan.outcome, scan.detail = end.outcome, end.detail
        except FetchFailed as failure:  # the time ran out between two steps
            scan.outcome, scan.detail = failure.outcome, failure.detail
        return scan.report(before + round((monotonic_seconds() - started) * 1000))


class _Ended(Exception):
    """The scan is over: what was found so far stands, and this is how it ended."""

    def __init__(self, outcome: Outcome, detail: str) -> None:
        super().__init__(detail)
        self.outcome = outcome
        self.detail = detail


class Scan:
    """What is known about one site while it is being read."""

    def __init__(self, domain: str, settings: Settings, journal: Journal) -> None:
        self.outcome = Outcome.OK
        self.detail = ""
        self._domain = domain
        self._settings = settings
        self._journal = journal
        self._book = RobotsBook(journal, settings.robots_agent, obey=settings.obey_robots)
        self._answered_url: str | None = None
        self._rung: str | None = None
        self._redirects: tuple[str, ...] = ()
        self._retry_after: float | None = None
        self._facts: list[Fact] = []
        self._pages = Pages()
        self._map = SiteMap()
        self._liveness: tuple[Liveness, str] | None = None

    def run(self, max_pages: int) -> None:
        """All steps in turn. Raises _Ended where there is no going on."""
        response = self._land()
        took = self._journal.last.milliseconds  # before anything else is asked for
        home = self._read_home(response)
        if home.meta_refresh and home.text_length < NEARLY_EMPTY:
            response = self._refresh(home.meta_refresh)
            took = self._journal.last.milliseconds
            home = self._read_home(response)
        self._check_content(home)
        self._pages.keep(home, response, Candidate(response.url, "home"), took)
        self._read_others(home, response.url, max_pages)

    def report(self, milliseconds: int) -> Report:
        """All that was found, after `milliseconds` of work."""
        site = self._pages.merged(self._domain)
        if site is None:
            self.outcome, self.detail, site = (
                Outcome.INTERNAL_ERROR,
                "The pages could not be put together.",
                SiteFacts(),
            )
        liveness, evidence = self._liveness or (None, "")
        if self._pages.visits:
            liveness, evidence = site.liveness, site.liveness_evidence
        return Report(
            domain=self._domain,
            outcome=self.outcome,
            detail=self.detail,
            retry_after_seconds=self._retry_after,
            answered_url=self._answered_url,
            answered_rung=self._rung,
            redirects=self._redirects,
            liveness=liveness,
            liveness_evidence=evidence,
            facts=(*site.facts, *self._facts),
            contacts=site.contacts,
            technologies=site.technologies,
            sitemaps=tuple(self._map.files),
            pages=tuple(self._pages.visits),
            tries=self._journal.tries,
            bytes_read=self._journal.bytes_read,
            milliseconds=milliseconds,
        )

    def _land(self) -> Response:
        landing = climb(self._journal, self._domain, self._settings.max_body_bytes, is_challenge)
        self._redirects = landing.redirects
        response = landing.response
        if response is not None:
            self._answered_url, self._rung = response.url, landing.rung
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
        page = facts_of(response)
        if page is None:
            raise _Ended(Outcome.INTERNAL_ERROR, "The page could not be read.")
        return page

    def _end_by_status(self, response: Response) -> None:
        if is_challenge(response):
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
        """The sitemaps and up to `max_pages` pages in all. From here on nothing changes the outcome any more.

        Who wants one page gets it for one request, and one for robots.txt.
        """
        if max_pages == 1:
            return
        robots = self._book.of(home_url) if self._settings.obey_robots else None
        if robots is not None and robots.crawl_delay_seconds > self._settings.max_crawl_delay_seconds:
            wish = f"robots.txt asks for {robots.crawl_delay_seconds:,.0f} s between requests"
            self.detail = f"{wish}, so only the home page was read."
            return
        self._go_on(home, home_url, max_pages)

    def _go_on(self, home: PageFacts, home_url: str, max_pages: int) -> None:
        """From the home page to what else is wanted of the site."""
        frontier = Frontier(self._domain, home_url)
        others = OtherPages(self._journal, self._book, frontier, self._pages, self._settings.max_body_bytes)
        others.offer_links(home)
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
            self.detail = others.read(max_pages)
        except FetchFailed as failure:
            self.detail = failure.detail
        if self._journal.visit.seconds_left <= LAST_SECOND:
            self.detail = f"The time for this site was used up after {len(self._pages.visits)} pages."

    def _wants(self, head: Head, first: bytes) -> bool:
        return head.status < 400 and same_site(self._domain, head.url.host) and is_page(head, first)
