"""Networks of their own for processes under test: one network namespace each, one cable to this machine, a relay.

A process in such a network has an address of its own (10.200.N.2) and reaches nothing but 10.200.N.1, its end of the
cable on this side. There a relay passes connections on to chosen ports of 127.0.0.1, where the servers and the site
farm listen; it uses the same port numbers, so that an address is translated by exchanging the host alone.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import socket
import subprocess
import threading
from collections.abc import AsyncIterator, Coroutine, Iterable, Iterator
from contextlib import ExitStack, asynccontextmanager, contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import TypeVar

T = TypeVar("T")

PROGRAM = shutil.which("ip", path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin")
NAMESPACES = Path("/run/netns")
PREFIX = "scrapersky"
LOOPBACK = "127.0.0.1"
CHUNK = 65_536
COMMAND_SECONDS = 30.0
TCP_RTO_MAX_MS = 44  # Linux 6.15: the longest pause between two tries to send what was not received
RESEND_MILLISECONDS = 1000
GIVE_UP_MILLISECONDS = 900_000


def why_none() -> str:
    """Why no network can be made here, or an empty string when it can."""
    if PROGRAM is None:
        return "`ip` is not installed (apt-get install iproute2)"
    if os.geteuid() != 0:
        return "only root can make network namespaces"
    try:
        with Network() as network:
            subprocess.run(network.inside("true"), check=True, capture_output=True, text=True, timeout=COMMAND_SECONDS)
    except subprocess.CalledProcessError as error:
        return f"this machine refuses network namespaces: {error.stderr.strip() or error}"
    return ""


class Network:
    """Use it as a context manager; inside, the namespace is there and its cable is plugged in."""

    def __enter__(self) -> Network:
        clear_away()
        with ExitStack() as ends:
            self._number = self._reserve(ends)
            self.name = f"{PREFIX}-{os.getpid()}-{self._number}"
            self._cable = _cable(self._number)
            self.here, self.there = f"10.200.{self._number}.1", f"10.200.{self._number}.2"
            self._build(ends)
            self._ends = ends.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ends.close()

    def open(self, ports: Iterable[int]) -> None:
        """From now on these ports of 127.0.0.1 are reached from inside, under `here`."""
        relay = _Relay(self.here, sorted(set(ports)))
        self._ends.callback(relay.close)

    def inside(self, *argv: str) -> tuple[str, ...]:
        """The command line that runs `argv` in this network; it becomes the program, with the same process id."""
        return (str(PROGRAM), "netns", "exec", self.name, *argv)

    def seen_from_inside(self, value: str) -> str:
        """`value` of a setting with the addresses of this machine as a process inside must name them."""
        return value.replace("127.0.0.0/8", f"{self.here}/32").replace(LOOPBACK, self.here)

    @contextmanager
    def cut(self) -> Iterator[None]:
        """While the block runs, every packet vanishes, both ways, and nobody is told; connections stay open."""
        _ip("link", "set", self._cable, "down")
        try:
            yield
        finally:
            _ip("link", "set", self._cable, "up")

    def _reserve(self, ends: ExitStack) -> int:
        """A number that no other network of this machine has.

        Whoever adds the route holds the number. The route also swallows what is meant for the other side while the
        cable is out: it must not follow this machine's default route to the outside. On the loopback device it is
        dropped without a word, for nobody has the address there; a `blackhole` would tell the sender.
        """
        for number in range(1, 255):
            try:
                _ip("route", "add", *_swallow(number))
            except subprocess.CalledProcessError as error:
                if "File exists" not in error.stderr:
                    raise
            else:
                ends.callback(_ip, "route", "del", *_swallow(number))
                return number
        raise RuntimeError("every network from 10.200.1.0 to 10.200.254.0 is in use on this machine")

    def _build(self, ends: ExitStack) -> None:
        _ip("netns", "add", self.name)
        ends.callback(_ip, "netns", "del", self.name)
        there = "there"  # This name is its own world's only.
        _ip("link", "add", self._cable, "type", "veth", "peer", "name", there, "netns", self.name)
        ends.callback(_ip, "link", "del", self._cable)
        _ip("address", "add", f"{self.here}/24", "dev", self._cable)
        _ip("link", "set", self._cable, "up")
        _ip("-n", self.name, "address", "add", f"{self.there}/24", "dev", there)
        _ip("-n", self.name, "link", "set", "lo", "up")
        _ip("-n", self.name, "link", "set", there, "up")


class _Relay:
    """Passes connections to `address` on to the same port of 127.0.0.1; a thread of its own does it."""

    def __init__(self, address: str, ports: list[int]) -> None:
        self._loop = asyncio.new_event_loop()
        self._connections: set[asyncio.Task[None]] = set()
        self._thread = threading.Thread(target=self._loop.run_forever, name=f"relay at {address}", daemon=True)
        self._thread.start()
        try:
            self._servers = [self._do(self._listen(address, port)) for port in ports]
        except BaseException:
            self._end_loop()
            raise

    def close(self) -> None:
        self._do(self._end())
        self._end_loop()

    def _do(self, work: Coroutine[None, None, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(COMMAND_SECONDS)

    def _end_loop(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(COMMAND_SECONDS)
        self._loop.close()

    async def _listen(self, address: str, port: int) -> asyncio.Server:
        async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await self._serve(port, reader, writer)

        return await asyncio.start_server(serve, address, port)

    async def _end(self) -> None:
        for server in self._servers:
            server.close()
        for task in self._connections:
            task.cancel()
        await asyncio.gather(*self._connections, return_exceptions=True)

    async def _serve(self, port: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._connections.add(task)
        _be_persistent(writer.get_extra_info("socket"))
        with suppress(OSError, asyncio.CancelledError):  # A server that is away: the other side sees an end.
            async with _ended(writer):
                onward_reader, onward_writer = await asyncio.open_connection(LOOPBACK, port)
                async with _ended(onward_writer):
                    await _first_end(_copy(reader, onward_writer), _copy(onward_reader, writer))
        self._connections.discard(task)


def _be_persistent(cable_end: socket.socket) -> None:
    """What does not arrive is sent again for as long as by any server, but every second, so that no test waits long."""
    cable_end.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, GIVE_UP_MILLISECONDS)
    with suppress(OSError):  # Kernels that do not know it double the pause each time.
        cable_end.setsockopt(socket.IPPROTO_TCP, TCP_RTO_MAX_MS, RESEND_MILLISECONDS)


@asynccontextmanager
async def _ended(writer: asyncio.StreamWriter) -> AsyncIterator[None]:
    """What is not yet sent when the block ends is dropped after a moment: the cable may be out."""
    try:
        yield
    finally:
        writer.close()
        with suppress(OSError, TimeoutError):
            await asyncio.wait_for(writer.wait_closed(), 0.5)
        writer.transport.abort()


async def _first_end(*ways: Coroutine[None, None, None]) -> None:
    """Both directions run until one of them ends."""
    both = [asyncio.ensure_future(way) for way in ways]
    try:
        await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for way in both:
            way.cancel()
        await asyncio.gather(*both, return_exceptions=True)


async def _copy(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while data := await source.read(CHUNK):
            target.write(data)
            await target.drain()


def clear_away() -> None:
    """Removes the networks of processes that were killed before they could do it themselves."""
    for path in NAMESPACES.glob(f"{PREFIX}-*-*"):
        _, pid, number = path.name.split("-")
        with suppress(subprocess.CalledProcessError):
            if not Path(f"/proc/{pid}").exists():
                _ip("netns", "del", path.name)  # Only one of two who try comes further.
                _ip("route", "del", *_swallow(int(number)))
                _ip("link", "del", _cable(int(number)))


def _swallow(number: int) -> tuple[str, ...]:
    return (f"10.200.{number}.0/24", "dev", "lo", "metric", "4096")


def _cable(number: int) -> str:
    return f"sst{number}-here"


def _ip(*arguments: str) -> None:
    """Raises CalledProcessError, which holds what `ip` said, when it refuses."""
    command = [str(PROGRAM), *arguments]
    subprocess.run(command, check=True, capture_output=True, text=True, timeout=COMMAND_SECONDS)
