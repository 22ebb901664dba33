"""`python -m benchmarks.speed.farm`: the site farm as the benchmark needs it, until its standard input ends.

One process with two speeds, each over http and https, and every answer made and compressed before the first request.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import json
import os
import resource
import socket
import ssl
import sys
from collections.abc import Callable
from pathlib import Path

import trustme

from benchmarks.speed.catalogue import FAR, LATENCY_MS, SCENARIOS, domains, heavy_respond
from tests.support.farm.messages import Request, Response
from tests.support.farm.server import FarmServer, WireCache

LOOPBACK = "127.0.0.1"
BACKLOG = 4096
CACHE_BYTES = 256 * 1024 * 1024


class Shelf(WireCache):
    """Keeps the heavy pages in the place of the farm's own."""

    def get(self, request: Request, make: Callable[[Request], Response]) -> bytes:
        return super().get(request, heavy_respond)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--state", type=Path, required=True, help="folder for the certificate authority")
    parser.add_argument("--sites", type=int, required=True, help="how many of each zone are made ahead")
    arguments = parser.parse_args()
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    asyncio.run(serve(arguments.state, arguments.sites))


async def serve(state: Path, sites: int) -> None:
    shelf = Shelf(CACHE_BYTES)
    sizes = fill(shelf, sites)
    gc.freeze()
    tls_context = make_certificates(state / "ca.pem")
    loop = asyncio.get_running_loop()
    facts: dict[str, object] = {"ca_file": str(state / "ca.pem"), "pid": os.getpid(), "page_bytes": sizes}
    ports: dict[str, int] = {}
    for latency in (0, LATENCY_MS, FAR.latency_ms):
        farm = FarmServer(latency)
        farm.cache = shelf
        for scheme, tls in (("http", None), ("https", tls_context)):
            server = await loop.create_server(farm.connection(scheme), LOOPBACK, 0, backlog=BACKLOG, ssl=tls)
            ports[f"{scheme}-{latency}"] = server.sockets[0].getsockname()[1]
    with socket.socket() as closed:
        closed.bind((LOOPBACK, 0))  # Taken, and nothing listens: sites without https refuse it, as real ones do.
        facts["ports"] = {**ports, "closed": closed.getsockname()[1]}
        sys.stdout.write(json.dumps(facts) + "\n")
        sys.stdout.flush()
        await loop.run_in_executor(None, sys.stdin.buffer.read)


def make_certificates(ca_file: Path) -> ssl.SSLContext:
    """One leaf for every name of the zones; the authority that clients must trust is written to `ca_file`."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(ca_file))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*(f"*.{scenario.zone}" for scenario in (*SCENARIOS, FAR))).configure_cert(context)
    return context


def fill(shelf: Shelf, sites: int) -> list[int]:
    """Makes every home page and robots.txt; gives back the sizes of the pages of one zone in bytes."""
    sizes = []
    for scenario in SCENARIOS:
        for domain in domains(scenario.zone, sites):
            for target in ("/", "/robots.txt"):
                request = Request("GET", target, domain, scenario.scheme, wants_gzip=True, keep_alive=True)
                shelf.get(request, heavy_respond)
            if scenario is SCENARIOS[0]:
                page = Request("GET", "/", domain, scenario.scheme, wants_gzip=True, keep_alive=True)
                sizes.append(len(heavy_respond(page).body))
    return sizes


if __name__ == "__main__":
    main()
