"""`python -m migrations.check`: the migrations lead up, down and up again, and to exactly the schema of the tables."""

from __future__ import annotations

import sys

from alembic.script import ScriptDirectory
from alembic.util.exc import CommandError

from scraper_sky.db import migrate
from scraper_sky.embedded.servers import temporary_servers


def main() -> int:
    with temporary_servers() as addresses:
        url = addresses.database_url
        heads = ScriptDirectory.from_config(migrate.config(url)).get_heads()
        if len(heads) != 1:
            sys.stderr.write(f"There must be one migration head, there are {len(heads)}: {', '.join(heads)}.\n")
            return 1
        try:
            migrate.upgrade(url)
            migrate.check(url)
            migrate.downgrade(url)
            migrate.upgrade(url)
            migrate.check(url)
        except CommandError as error:
            sys.stderr.write(f"The migrations and the tables differ: {error}\n")
            return 1
    sys.stdout.write("Migrations: up, down, up again; equal to the tables.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
