"""What a way to misbehave is, and the simplest of them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scraper_sky.model.outcome import Outcome
from tests.support.farm.certificates import Tls
from tests.support.farm.messages import Response

if TYPE_CHECKING:
    from tests.support.farm.server import Exchange

Behaviour = Callable[["Exchange"], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Fault:
    """One way to misbehave. `or_else` are outcomes that are as right as `outcome`, where standards leave it open."""

    name: str
    outcome: Outcome
    sentence: str
    behave: Behaviour
    or_else: tuple[Outcome, ...] = ()
    robots_too: bool = False  # the fault concerns /robots.txt as well as the pages
    only_robots: bool = False
    tls: Tls = Tls.GOOD
    takes_seconds: bool = False
    heals: bool = False  # after some requests; a first attempt may end with another outcome, which is retryable
    serves_site: bool = True  # where the outcome is ok: what is read is the site of a company
    address: str = ""  # "closed" or "full" for hosts that have no server behind them

    def concerns(self, path: str) -> bool:
        is_robots = path == "/robots.txt"
        return is_robots if self.only_robots else self.robots_too or not is_robots


def reply(status: int, body: bytes = b"", content_type: str | None = "text/html", **headers: str) -> Behaviour:
    named = tuple((name.replace("_", "-").title(), value) for name, value in headers.items())
    response = Response(status, content_type, body, named)

    async def behave(exchange: Exchange) -> None:
        await exchange.reply(response)

    return behave


def error_page(status: int, words: str, **headers: str) -> Behaviour:
    page = f"<html><head><title>{status} {words}</title></head><body><center><h1>{status} {words}</h1></center>"
    return reply(status, (page + "<hr><center>nginx</center></body></html>\n").encode(), **headers)


def redirect(location: str, status: int = 302) -> Behaviour:
    return reply(status, b"", location=location)
