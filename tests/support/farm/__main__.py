"""`python -m tests.support.farm`: serve the farm until SIGTERM, SIGINT, or the end of the parent process."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import ctypes
import gc
import json
import os
import resource
import signal
import socket
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.support.farm.catalogue import plan_of
from tests.support.farm.certificates import Certificates, Tls
from tests.support.farm.faults import FAULTS
from tests.support.farm.odd import ODD
from tests.support.farm.server import FarmServer

LOOPBACK = "127.0.0.1"
BACKLOG = 4096
SWEEP_SECONDS = 5.0
PR_SET_PDEATHSIG = 1


def main() -> None:
    arguments = _arguments()
    if arguments.list:
        sys.stdout.write("".join(f"{line}\n" for line in _listing()))
        return
    with contextlib.suppress(ValueError, OSError):
        _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)  # Most of what is made here is kept or is gone without cycles.
    asyncio.run(serve(arguments))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.support.farm", description=__doc__)
    parser.add_argument("--http-port", type=int, default=0, help="0, the default, takes a free one")
    parser.add_argument("--https-port", type=int, default=0, help="0, the default, takes a free one")
    parser.add_argument("--state", type=Path, help="folder for the certificate authority")
    parser.add_argument("--latency-ms", type=float, default=0.0, help="how long every answer is held back")
    parser.add_argument("--ready-file", type=Path, help="where to write the line that is printed once serving")
    parser.add_argument(
        "--die-with-parent",
        type=int,
        nargs="?",
        const=os.getppid(),
        metavar="PID",
        help="end when the parent process ends; naming it leaves no moment in which that is missed",
    )
    parser.add_argument("--list", action="store_true", help="print the names of the faulty and the odd sites, and end")
    arguments = parser.parse_args()
    if not arguments.list and arguments.state is None:
        parser.error("the following arguments are required: --state")
    return arguments


def _listing() -> Iterator[str]:
    """Each name with the outcomes that are right for it, and what is the matter there."""
    for fault in FAULTS.values():
        outcomes = "|".join((fault.outcome, *fault.or_else))
        yield f"{fault.name + '.farm.test':34}{outcomes:58}{fault.sentence}"
    for odd in ODD.values():
        yield f"{odd.name + '.farm.test':34}{'|'.join((odd.outcome, *odd.or_else)):58}liveness {odd.liveness}"


async def serve(arguments: argparse.Namespace) -> None:
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    if arguments.die_with_parent:
        _die_with_parent(loop, stop, arguments.die_with_parent)
    farm = FarmServer(arguments.latency_ms)
    certificates = Certificates(arguments.state.resolve(), _tls_of)
    http = await loop.create_server(farm.connection("http"), LOOPBACK, arguments.http_port, backlog=BACKLOG)
    https = await loop.create_server(
        farm.connection("https"), LOOPBACK, arguments.https_port, backlog=BACKLOG, ssl=certificates.default
    )
    with contextlib.ExitStack() as held:
        ports = {"closed": _closed_port(held), "full": _full_port(held)}
        facts = _facts(_port(http), _port(https), ports, certificates.ca_file)
        _announce(json.dumps(facts), arguments.ready_file)
        sweeper = loop.create_task(_sweep(farm))
        await stop.wait()
        sweeper.cancel()
    http.close()
    https.close()
    for connection in list(farm.open):
        connection.transport.abort()


def _tls_of(name: str) -> Tls:
    fault = plan_of(name).fault
    return fault.tls if fault else Tls.GOOD


def _port(server: asyncio.Server) -> int:
    return int(server.sockets[0].getsockname()[1])


def _closed_port(held: contextlib.ExitStack) -> int:
    """A port that is taken and yet refuses every connection, because nothing listens on it."""
    taken = held.enter_context(socket.socket())
    taken.bind((LOOPBACK, 0))
    return int(taken.getsockname()[1])


def _full_port(held: contextlib.ExitStack) -> int:
    """A port whose queue is full and never emptied, so that connecting to it takes for ever."""
    listener = held.enter_context(socket.socket())
    listener.bind((LOOPBACK, 0))
    listener.listen(0)
    for _ in range(4):
        waiting = held.enter_context(socket.socket())
        waiting.setblocking(False)
        waiting.connect_ex(listener.getsockname())
    return int(listener.getsockname()[1])


def _facts(http_port: int, https_port: int, ports: dict[str, int], ca_file: Path) -> dict[str, object]:
    """What a client must know. Exact names come before the wildcards that they are exceptions from."""
    detours = []
    for fault in FAULTS.values():
        if fault.address:
            for name in (f"{fault.name}.farm.test", f"www.{fault.name}.farm.test"):
                detours += [f"{name}:{port}={LOOPBACK}:{ports[fault.address]}" for port in (80, 443)]
    for zone in ("farm.test", "elsewhere.test"):
        detours += [f"*.{zone}:80={LOOPBACK}:{http_port}", f"*.{zone}:443={LOOPBACK}:{https_port}"]
    return {
        "http_port": http_port,
        "https_port": https_port,
        "ca_file": str(ca_file),
        "connect_to": ",".join(detours),
        "allow_networks": "127.0.0.0/8",
        "pid": os.getpid(),
    }


def _announce(line: str, ready_file: Path | None) -> None:
    if ready_file is not None:
        with tempfile.NamedTemporaryFile("w", dir=ready_file.parent, prefix=ready_file.name, delete=False) as file:
            file.write(line + "\n")
        Path(file.name).replace(ready_file)
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


async def _sweep(farm: FarmServer) -> None:
    while True:
        await asyncio.sleep(SWEEP_SECONDS)
        farm.drop_idle(asyncio.get_running_loop().time())


def _die_with_parent(loop: asyncio.AbstractEventLoop, stop: asyncio.Event, parent: int) -> None:
    """Linux tells us when the thread that started us has ended; the process itself may live on, so we look."""

    def look() -> None:
        if os.getppid() != parent:
            stop.set()

    loop.add_signal_handler(signal.SIGUSR1, look)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGUSR1)
    loop.call_soon(look)


if __name__ == "__main__":
    main()
