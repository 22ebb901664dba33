"""Kept responses in a bucket of S3, or of a server that speaks like it (extra `s3`)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import obstore
from obstore.exceptions import BaseError
from obstore.store import S3Store

from scraper_sky.archive.stores import StoreFailed
from scraper_sky.settings import Settings

# A worker's thread waits for no longer than this; the lease of its job is renewed meanwhile.
CONNECT = timedelta(seconds=2)
ANSWER = timedelta(seconds=5)


class BucketStore:
    """Credentials that are not in the settings are looked for where AWS puts them: roles of machines and containers."""

    def __init__(self, settings: Settings) -> None:
        bucket, _, prefix = settings.archive.removeprefix("s3://").partition("/")
        given = {
            "endpoint": settings.aws_endpoint_url,
            "region": settings.aws_region,
            "access_key_id": settings.aws_access_key_id,
            "secret_access_key": settings.aws_secret_access_key,
        }
        self._place = settings.archive
        self._store = S3Store(
            bucket,
            prefix=prefix.strip("/") or None,
            config={name: value for name, value in given.items() if value},  # type: ignore[arg-type]
            client_options={
                "connect_timeout": CONNECT,
                "timeout": ANSWER,
                "allow_http": settings.aws_endpoint_url.startswith("http://"),
            },
            retry_config={"max_retries": 1, "retry_timeout": ANSWER},
        )

    def put(self, name: str, data: bytes) -> None:
        with self._named_faults("written"):
            obstore.put(self._store, name, data, use_multipart=False)

    def get(self, name: str) -> bytes | None:
        with self._named_faults("read"):
            try:
                return bytes(obstore.get(self._store, name).bytes())
            except FileNotFoundError:
                return None

    def list_folders(self) -> list[str]:
        with self._named_faults("read"):
            return sorted(obstore.list_with_delimiter(self._store)["common_prefixes"])

    def drop(self, folder: str) -> None:
        with self._named_faults("emptied"):
            for objects in obstore.list(self._store, folder, chunk_size=1_000):
                obstore.delete(self._store, [found["path"] for found in objects])

    @contextmanager
    def _named_faults(self, purpose: str) -> Iterator[None]:
        try:
            yield
        except (BaseError, OSError) as error:
            first_line = str(error).strip().split("\n", 1)[0]
            raise StoreFailed(f"{self._place} cannot be {purpose}: {first_line}") from error
