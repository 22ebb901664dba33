"""What a process opens once and hands down as an argument."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from sqlalchemy import Engine

from scraper_sky.db.engine import make_engine
from scraper_sky.scraping.fetch import Fetcher
from scraper_sky.settings import Settings


@dataclass
class Resources:
    """Settings, the connection pool, and (made when first used, so that the web process has none) the fetcher."""

    settings: Settings
    engine: Engine = field(repr=False)

    @classmethod
    def open(cls, settings: Settings) -> Resources:
        return cls(settings, make_engine(settings))

    @cached_property
    def fetcher(self) -> Fetcher:
        return Fetcher(self.settings)

    def close(self) -> None:
        if "fetcher" in self.__dict__:
            self.fetcher.close()
        self.engine.dispose()
