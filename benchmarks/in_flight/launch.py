"""`python -m benchmarks.in_flight.launch [--also FOLDER] --app tasks worker …`

Celery's own command with a folder of libraries more, for the pools that the product does not bring along.
"""

from __future__ import annotations

import runpy
import sys


def main() -> None:
    """Nothing of Celery is imported before: for gevent it first replaces the blocking calls of Python's library."""
    if "--also" in sys.argv:
        place = sys.argv.index("--also")
        sys.path.append(sys.argv[place + 1])  # at the end: what the product brings along itself stays what it uses
        del sys.argv[place : place + 2]
    runpy.run_module("celery", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
