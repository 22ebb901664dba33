"""robots.txt, as RFC 9309 has it: what may be read, and where the sitemaps are."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from protego import Protego

from scraper_sky.model.outcome import Outcome
from scraper_sky.scraping.faults import FetchFailed
from scraper_sky.scraping.journal import Journal
from scraper_sky.scraping.urls import BadUrl, read_url

MAX_BYTES = 500 * 1024  # section 2.5: at least that much is parsed
MOST_ORIGINS = 3  # of one site whose robots.txt is fetched
MOST_SITEMAPS = 20
LONGEST_DELAY = 86_400.0  # seconds

# A group's lines for other crawlers are folded into one: the parser spends names times rules, 400 million for a file
# made for that.
_OTHER = "User-agent: somebody-else"
_AGENT_LINE = re.compile(r"user[-\s]?agent\s*(?::|\s)\s*(.*)", re.IGNORECASE)
_RULE_LINE = re.compile(r"(?:allow|dis+al+[oa]w|diasllow|site-?maps?)\s*[:\s]", re.IGNORECASE)
_DELAY_LINE = re.compile(r"crawl[-\s]?delay\s*:?\s*(\d{1,9}(?:\.\d{1,9})?)", re.IGNORECASE)
_TOKEN = re.compile(r"[A-Za-z_-]")
_ODD_BREAKS = re.compile("[\v\f\x1c-\x1e\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one origin for us."""

    url: str
    summary: str  # a plain sentence
    rules: Protego | None = None
    agent: str = ""
    allows_all: bool = True  # where there are no rules
    sitemaps: tuple[str, ...] = ()
    crawl_delay_seconds: float = 0.0

    def allows(self, url: str) -> bool:
        """True if `url`, on the origin of these rules, may be read."""
        if self.rules is None:
            return self.allows_all
        return bool(self.rules.can_fetch(url, self.agent))


class RobotsBook:
    """The robots.txt of each origin of a site, fetched when first asked for. `obey` False allows everything."""

    def __init__(self, journal: Journal, agent: str, *, obey: bool) -> None:
        self._journal = journal
        self._agent = agent
        self._obey = obey
        self._known: dict[str, Robots] = {}

    def of(self, url: str) -> Robots:
        """The rules for the origin of `url`. Raises BadUrl; FetchFailed only when the time for the site is used up."""
        origin = read_url(url).origin
        if origin not in self._known:
            self._known[origin] = self._fetch(origin)
        return self._known[origin]

    def allows(self, url: str) -> bool:
        return not self._obey or self.of(url).allows(url)

    def _fetch(self, origin: str) -> Robots:
        url = origin + "/robots.txt"
        if len(self._known) >= MOST_ORIGINS:
            return Robots(url, "The robots.txt of so many hosts of one site is not fetched.", allows_all=False)
        try:
            response = self._journal.get("robots", url, max_bytes=MAX_BYTES, may_cut=True, may_be_old=True)
        except FetchFailed as failure:
            return _unreachable(url, failure)
        if response.status >= 500:
            return Robots(
                url, f"robots.txt answers with status {response.status}: nothing may be read.", allows_all=False
            )
        if response.status >= 400:
            return Robots(url, f"There is no robots.txt (status {response.status}): everything may be read.")
        if response.status >= 300:
            return Robots(url, f"robots.txt leads nowhere (status {response.status}): everything may be read.")
        robots = parse_robots(url, response.body, self._agent, is_complete=response.is_complete)
        if robots.crawl_delay_seconds:
            self._journal.set_pace(url, robots.crawl_delay_seconds)
        return robots


def parse_robots(url: str, body: bytes, agent: str, *, is_complete: bool = True) -> Robots:
    """The rules in `body`, a robots.txt found at `url`, for the product token `agent`. Never raises."""
    text = _decode(body, is_complete=is_complete)
    if text.lstrip()[:1] == "<":
        return Robots(url, "There is a web page in the place of robots.txt: everything may be read.")
    lines = [line.partition("#")[0].strip() for line in text.splitlines()]
    rules = Protego.parse(_for_us(lines, agent))
    sitemaps = _absolute(url, list(rules.sitemaps)[:MOST_SITEMAPS])
    everything = rules.can_fetch(url.rpartition("/")[0] + "/", agent)
    summary = "robots.txt lets us read the home page." if everything else "robots.txt keeps us from the home page."
    return Robots(url, summary, rules, agent, sitemaps=sitemaps, crawl_delay_seconds=_crawl_delay(lines, agent))


def _unreachable(url: str, failure: FetchFailed) -> Robots:
    """Section 2.3.1: too many redirects mean that there is no robots.txt, a fault that nothing may be read."""
    if failure.outcome is Outcome.TIME_BUDGET:
        raise failure
    if failure.outcome is Outcome.REDIRECT_LOOP:
        return Robots(url, "robots.txt only redirects: everything may be read.")
    return Robots(url, f"robots.txt could not be fetched: nothing may be read. {failure.detail}", allows_all=False)


def _decode(body: bytes, *, is_complete: bool) -> str:
    if not is_complete:
        body = body[: max(body.rfind(b"\n"), body.rfind(b"\r")) + 1]  # Half a rule may say the opposite of the whole.
    text = body.lstrip(codecs.BOM_UTF8).decode("utf-8", "replace")
    return _ODD_BREAKS.sub(" ", text.replace("\x00", ""))


def _for_us(lines: list[str], agent: str) -> str:
    """The rules and sitemaps in `lines` with only three names left: ours, everybody's, and one for all the others.

    Lines of other kinds must not end a group (section 2.2), so they are left out.
    """
    kept: list[str] = []
    group: set[str] = set()
    for line in lines:
        match = _AGENT_LINE.match(line)
        if match is None:
            if _RULE_LINE.match(line):
                kept.append(line)
                group.clear()
            continue
        name = _name_of(match[1], agent)
        if name not in group:
            group.add(name)
            kept.append(name)
    return "\n".join(kept)


def _crawl_delay(lines: list[str], agent: str) -> float:
    """The seconds between requests that our group asks for, else everybody's; 0 without such a wish.

    The RFC does not know the line. It is taken to speak to the names right above it, even where the RFC would go on
    with the group: files that give one crawler nothing but a delay mean it so.
    """
    delays: dict[str, float] = {}
    names: set[str] = set()
    is_open = False
    for line in lines:
        agent_line = _AGENT_LINE.match(line)
        if agent_line is not None:
            names = names if is_open else set()
            names.add(_name_of(agent_line[1], agent))
            delays.setdefault(_name_of(agent_line[1], agent), 0.0)
            is_open = True
            continue
        delay_line = _DELAY_LINE.match(line)
        if delay_line is not None:
            delays.update(dict.fromkeys(names, min(float(delay_line[1]), LONGEST_DELAY)))
        if delay_line is not None or _RULE_LINE.match(line):
            is_open = False
    return delays.get(f"User-agent: {agent}", delays.get("User-agent: *", 0.0))


def _name_of(value: str, agent: str) -> str:
    """Section 2.2.1: a group is ours if the product token it begins with is, in any case; `ScraperSky/2.0` is."""
    if value == "*" or value.startswith("* "):
        return "User-agent: *"
    begins_with_ours = value[: len(agent)].lower() == agent.lower()
    return f"User-agent: {agent}" if begins_with_ours and not _TOKEN.match(value[len(agent) :]) else _OTHER


def _absolute(base: str, lines: list[str]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for line in lines:
        try:
            found[read_url(line, base).href] = None
        except BadUrl:
            continue
    return tuple(found)
