"""Scrapy: with its usual CSS selectors, or with `--tuned` extraction by one walk over an lxml tree."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Callable
from typing import Any

from benchmarks.speed.peers import by_css, by_lxml
from benchmarks.speed.peers.race import Race, enter
from benchmarks.speed.peers.rules import Facts

RACE: Race = enter()  # before Twisted is imported, which takes the resolver with it

import scrapy  # noqa: E402
from scrapy import signals  # noqa: E402
from scrapy.crawler import CrawlerProcess  # noqa: E402
from scrapy.exceptions import DontCloseSpider  # noqa: E402


def usual(response: Any) -> Facts:
    return by_css.extract(response.selector)


def tuned(response: Any) -> Facts:
    return by_lxml.extract(response.body, (response.headers.get("Content-Type") or b"").decode("latin-1"))


class HomePages(scrapy.Spider):
    """Reads the first list, pauses when idle, reads the second, pauses when idle, ends."""

    name = "home-pages"
    extract: Callable[[Any], Facts] = staticmethod(tuned if "--tuned" in sys.argv else usual)
    left = -1

    @classmethod
    def from_crawler(cls, crawler: Any, *args: Any, **kwargs: Any) -> HomePages:
        spider: HomePages = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.idle, signals.spider_idle)
        return spider

    async def start(self) -> AsyncIterator[Any]:
        for url in RACE.warm_up:
            yield self.page(url)

    def page(self, url: str) -> Any:
        return scrapy.Request(url, callback=self.parse, errback=self.failed, dont_filter=True)

    def parse(self, response: Any) -> None:
        RACE.write(response.url, self.extract(response))
        self.count()

    def failed(self, failure: Any) -> None:
        self.logger.error("%s", failure)
        self.count()

    def count(self) -> None:
        if self.left > 0:
            self.left -= 1
            if self.left == 0:
                RACE.pause("done")

    def idle(self) -> None:
        if self.left < 0:
            self.left = len(RACE.measured)
            RACE.pause("ready")
            for url in RACE.measured:
                self.crawler.engine.crawl(self.page(url))
            raise DontCloseSpider


def main() -> None:
    process = CrawlerProcess(
        {
            "LOG_LEVEL": "ERROR",
            "CONCURRENT_REQUESTS": RACE.at_once,
            "DOWNLOAD_DELAY": 0,
            "DOWNLOAD_TIMEOUT": 15,
            "ROBOTSTXT_OBEY": False,
            "RETRY_ENABLED": False,
            "TELNETCONSOLE_ENABLED": False,
        }
    )
    process.crawl(HomePages)
    process.start()


if __name__ == "__main__":
    main()
