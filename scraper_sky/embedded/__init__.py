"""The private PostgreSQL and Valkey that serve when none is configured, and the processes of a whole system."""

from scraper_sky.embedded.servers import Addresses, EmbeddedServers, temporary_servers

__all__ = ["Addresses", "EmbeddedServers", "temporary_servers"]
