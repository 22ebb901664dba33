"""`python -m benchmarks.in_flight.farm`: the farm's sites at the ports of the web, until its standard input ends.

The home pages weigh what real ones do; a few sites have one of nearly three megabytes. Hostile hosts are as they are.
"""

from __future__ import annotations

import argparse
import asyncio
import functools
import sys
from collections.abc import Callable
from pathlib import Path

from benchmarks.speed.catalogue import domains, heavy_respond, home_page
from benchmarks.speed.farm import BACKLOG, CACHE_BYTES, LOOPBACK
from tests.support.farm.blueprint import blueprint_of
from tests.support.farm.catalogue import ZONE
from tests.support.farm.certificates import Certificates, Tls
from tests.support.farm.dice import Dice
from tests.support.farm.hostile_pages import PAGE_BYTES
from tests.support.farm.messages import Request, Response
from tests.support.farm.server import FarmServer, WireCache

GREAT = 3
HTTP, HTTPS = 80, 443


@functools.cache
def great_sites() -> tuple[str, ...]:
    return tuple(domains(ZONE, GREAT))


def usual_sites(count: int) -> list[str]:
    return domains(ZONE, GREAT + count)[GREAT:]


class _Shelf(WireCache):
    def get(self, request: Request, make: Callable[[Request], Response]) -> bytes:
        return super().get(request, _respond)


def _respond(request: Request) -> Response:
    if request.path == "/" and request.host in great_sites():
        site = blueprint_of(request.host)
        return home_page(site, Dice(site.seed, "weight"), PAGE_BYTES)
    return heavy_respond(request)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--state", type=Path, required=True, help="folder for the certificate authority")
    asyncio.run(serve(parser.parse_args().state))


async def serve(state: Path) -> None:
    certificates = Certificates(state, lambda _: Tls.GOOD)
    server = FarmServer()
    server.cache = _Shelf(CACHE_BYTES)
    loop = asyncio.get_running_loop()
    listening = [
        await loop.create_server(server.connection("http"), LOOPBACK, HTTP, backlog=BACKLOG),
        await loop.create_server(
            server.connection("https"), LOOPBACK, HTTPS, backlog=BACKLOG, ssl=certificates.default
        ),
    ]
    sys.stdout.write(f"{certificates.ca_file}\n")
    sys.stdout.flush()
    await loop.run_in_executor(None, sys.stdin.buffer.read)
    for each in listening:
        each.close()


if __name__ == "__main__":
    main()
