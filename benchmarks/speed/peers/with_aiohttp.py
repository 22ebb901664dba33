"""The bare loop: asyncio, aiohttp and lxml with nothing round them."""

from __future__ import annotations

import asyncio
import ssl

import aiohttp

from benchmarks.speed.peers.by_lxml import extract
from benchmarks.speed.peers.race import Race, enter


async def read(race: Race, session: aiohttp.ClientSession, urls: list[str]) -> None:
    waiting = iter(urls)

    async def work() -> None:
        for url in waiting:
            async with session.get(url) as answer:
                body = await answer.read()
            race.write(url, extract(body, answer.headers.get("content-type", "")))

    await asyncio.gather(*(work() for _ in range(race.at_once)))


async def main() -> None:
    race = enter()
    context = ssl.create_default_context(cafile=race.ca_file)
    connector = aiohttp.TCPConnector(limit=race.at_once, ssl=context)
    async with aiohttp.ClientSession(connector=connector, timeout=aiohttp.ClientTimeout(15)) as session:
        await read(race, session, race.warm_up)
        race.pause("ready")
        await read(race, session, race.measured)
        race.pause("done")


if __name__ == "__main__":
    asyncio.run(main())
