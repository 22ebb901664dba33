"""`python -m benchmarks.in_flight.launch [--also FOLDER] [--switch-interval SECONDS] --app tasks worker …`

Celery's own command with what only a comparison needs: a folder of libraries more, other turns of the interpreter.
"""

from __future__ import annotations

import runpy
import sys


def main() -> None:
    """Nothing of Celery is imported before: for gevent it first replaces the blocking calls of Python's library."""
    folder, interval = _taken("--also"), _taken("--switch-interval")
    if folder:
        sys.path.append(folder)  # at the end: what the product brings along itself stays what it uses
    if interval:
        sys.setswitchinterval(float(interval))
    runpy.run_module("celery", run_name="__main__", alter_sys=True)


def _taken(option: str) -> str:
    """The value of the option, which Celery must not see any more."""
    if option not in sys.argv:
        return ""
    place = sys.argv.index(option)
    value = sys.argv[place + 1]
    del sys.argv[place : place + 2]
    return value


if __name__ == "__main__":
    main()
