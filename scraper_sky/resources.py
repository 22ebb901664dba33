"""What a process opens once and hands down as an argument."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from sqlalchemy import Engine

from scraper_sky.archive.keeping import Archive
from scraper_sky.db.engine import make_engine
from scraper_sky.db.records import Records
from scraper_sky.scraping.fetch import Fetcher
from scraper_sky.scraping.politeness import Limits, Politeness
from scraper_sky.scraping.politeness_shared import SharedPoliteness
from scraper_sky.settings import Settings


@dataclass
class Resources:
    """Settings, the connection pool, and (each made when first used, so that the web process has none) the fetcher and
    the kept responses."""

    settings: Settings
    engine: Engine = field(repr=False)

    @classmethod
    def open(cls, settings: Settings) -> Resources:
        return cls(settings, make_engine(settings))

    @cached_property
    def fetcher(self) -> Fetcher:
        return Fetcher(self.settings, politeness=self._politeness())

    @cached_property
    def records(self) -> Records:
        return Records(self.engine, self.settings.lease_seconds)

    @cached_property
    def archive(self) -> Archive:
        return Archive(self.settings)

    def _politeness(self) -> Politeness | None:
        """Shared with all workers where there is a Valkey; else None, and the fetcher makes its own."""
        if not self.settings.redis_url.startswith(("redis://", "rediss://", "unix://")):
            return None
        limits = Limits(self.settings.per_host, self.settings.per_address)
        return SharedPoliteness(self.settings.redis_url, limits, connections=8)

    def close(self) -> None:
        if "fetcher" in self.__dict__:
            self.fetcher.close()
        self.engine.dispose()
