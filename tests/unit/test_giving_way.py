"""The workers give way to the pages: by their own niceness, and by that of their session where the kernel has such."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from scraper_sky.embedded import children
from scraper_sky.embedded.process import CLEAN_ENVIRONMENT, Process
from scraper_sky.embedded.supervisor import Child
from scraper_sky.settings import Settings
from tests.support.waiting import wait_until

SHARES_BY_SESSION = Path("/proc/sys/kernel/sched_autogroup_enabled")


def niceness(child: Child) -> set[int]:
    """Of a process that is started as `child` is, but only waits: its own, and that of its session where it counts."""
    argv = [*child.argv[: child.argv.index(sys.executable)], "/bin/sleep", "60"]
    process = Process.spawn("waiting", argv, env=CLEAN_ENVIRONMENT, output=subprocess.DEVNULL)
    folder = Path(f"/proc/{process.pid}")
    try:
        wait_until(lambda: (folder / "comm").read_text() == "sleep\n", 10, "the process becomes what it waits for")
        found = {int((folder / "stat").read_text().rsplit(")", 1)[1].split()[16])}
        if SHARES_BY_SESSION.exists() and SHARES_BY_SESSION.read_text().strip() == "1":
            found.add(int((folder / "autogroup").read_text().split()[-1]))
    finally:
        process.kill()
    return found


def test_scans_give_way_to_what_hands_them_out_and_both_to_the_pages() -> None:
    settings = Settings()

    scan = niceness(children.scan_worker({}, settings))
    control = niceness(children.control_worker({}, settings))
    web = niceness(children.web({}, 1))

    assert min(scan) > max(control) >= min(control) > max(web)
