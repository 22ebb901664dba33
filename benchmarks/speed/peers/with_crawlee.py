"""Crawlee's ParselCrawler with its usual HTTP client and everything in memory."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta

from crawlee import ConcurrencySettings, service_locator
from crawlee.crawlers import ParselCrawler, ParselCrawlingContext
from crawlee.http_clients import ImpitHttpClient
from crawlee.storage_clients import MemoryStorageClient

from benchmarks.speed.peers.by_css import extract
from benchmarks.speed.peers.race import enter


async def main() -> None:
    race = enter()
    service_locator.set_storage_client(MemoryStorageClient())
    crawler = ParselCrawler(
        http_client=ImpitHttpClient(verify=False),
        concurrency_settings=ConcurrencySettings(
            min_concurrency=race.at_once, desired_concurrency=race.at_once, max_concurrency=race.at_once
        ),
        max_request_retries=0,
        request_handler_timeout=timedelta(seconds=15),
        configure_logging=False,
    )
    logging.getLogger("crawlee").setLevel(logging.ERROR)

    @crawler.router.default_handler
    async def handle(context: ParselCrawlingContext) -> None:
        race.write(context.request.url, extract(context.selector))

    await crawler.run(list(race.warm_up))
    race.pause("ready")
    await crawler.run(list(race.measured))
    race.pause("done")


if __name__ == "__main__":
    asyncio.run(main())
