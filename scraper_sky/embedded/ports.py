"""Which port of this machine a server listens on."""

from __future__ import annotations

import socket
from collections.abc import Collection

from scraper_sky.errors import Unavailable

HOST = "127.0.0.1"
STEPS = 200


def free_port(preferred: int, taken: Collection[int] = ()) -> int:
    """The first port from `preferred` on that nobody listens on and that is not in `taken`."""
    last = min(preferred + STEPS, 65535)
    for port in range(preferred, last + 1):
        if port not in taken and is_free(port):
            return port
    raise Unavailable(f"Every port from {preferred} to {last} is in use on this machine.")


def is_free(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        # Connections that have just ended do not keep a server from listening, so they must not keep us from it.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
            probe.listen(1)
        except PermissionError:
            raise Unavailable(f"Only root may listen on port {port}; choose one from 1024 on.") from None
        except OSError:
            return False
    return True


def is_answering(port: int) -> bool:
    """Whether something accepts connections on `port`."""
    try:
        with socket.create_connection((HOST, port), timeout=0.5):
            return True
    except OSError:
        return False
