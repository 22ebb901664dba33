"""The settings that the laboratory runs under: everything waits a short time, so that healing is seen soon."""

from __future__ import annotations

from dataclasses import dataclass

from scraper_sky.embedded.servers import Addresses
from scraper_sky.settings import Settings

KEYS = {"first": "ssk_lab-key-of-the-first-tenant", "second": "ssk_lab-key-of-the-second-tenant"}


@dataclass(frozen=True, slots=True)
class Conditions:
    """How long things take, in seconds, and how many workers there are."""

    lease: float = 6.0
    sweep: float = 2.0
    heartbeat: float = 1.0
    scan_workers: int = 2
    scan_threads: int = 8
    with_sweep: bool = True
    with_web: bool = True
    per_address: int = 8  # scans at one IP address at a time, and the whole farm is at one; 0: no limit
    with_relay: bool = True  # the last scan worker reaches the servers through a relay that can be cut

    disk_megabytes: int = 0  # the size of a disk that PostgreSQL has for itself; 0: it has none

    def environment(self, addresses: Addresses, farm: dict[str, str], state_dir: str) -> dict[str, str]:
        return {
            "DATABASE_URL": addresses.database_url,
            "REDIS_URL": addresses.redis_url,
            "CELERY_BROKER_URL": "",
            "PYTHONUNBUFFERED": "1",
            "SCRAPERSKY_STATE_DIR": state_dir,
            "SCRAPERSKY_API_KEY": KEYS["first"],
            "SCRAPERSKY_SECRET_KEY": "lab-0123456789-abcdefgh-session",
            "SCRAPERSKY_LOG_LEVEL": "INFO",
            "SCRAPERSKY_LEASE_SECONDS": f"{self.lease:g}",
            "SCRAPERSKY_QUEUED_LEASE_SECONDS": f"{self.lease:g}",
            # Without the sweep no worker may think that beat is late and ask for one in its place.
            "SCRAPERSKY_SWEEP_SECONDS": f"{self.sweep:g}" if self.with_sweep else "600",
            "SCRAPERSKY_HEARTBEAT_SECONDS": f"{self.heartbeat:g}",
            "SCRAPERSKY_RETRY_BASE_SECONDS": "0.5",
            "SCRAPERSKY_RETRY_CAP_SECONDS": "5",
            "SCRAPERSKY_CONNECT_SECONDS": "3",
            "SCRAPERSKY_READ_SECONDS": "5",
            "SCRAPERSKY_DOMAIN_SECONDS": "15",
            "SCRAPERSKY_DEFAULT_MAX_PAGES": "2",
            "SCRAPERSKY_SCAN_THREADS": str(self.scan_threads),
            "SCRAPERSKY_CONTROL_THREADS": "4",
            "SCRAPERSKY_DB_POOL": "8",
            "SCRAPERSKY_PER_ADDRESS": str(self.per_address),
            **farm,
        }

    def settings(self, environment: dict[str, str]) -> Settings:
        return Settings.from_env(environment)
