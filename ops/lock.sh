#!/bin/sh
# Writes requirements.lock (to run) and requirements-dev.lock (to develop) from setup.cfg:  ops/lock.sh [--upgrade]
#
# One lock serves every platform and Python from 3.11 on, and names no package index.
set -eu

cd "$(dirname "$0")/.."
[ -x .venv/bin/python ] || sh ops/make-env.sh run
[ -x .venv-tools/bin/uv ] || {
    .venv/bin/python -m venv .venv-tools
    .venv-tools/bin/python -m pip install --quiet --disable-pip-version-check 'uv>=0.9,<1' 2>.venv-tools/install.log ||
        { rm -f .venv-tools/bin/uv; echo "ScraperSky: uv could not be installed." >&2; exit 2; }
}

compile() {
    output=$1
    shift
    .venv-tools/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
        --custom-compile-command 'make lock' --output-file "$output" "$@" setup.cfg
    echo "$output: $(grep -c '==' "$output") packages"
}

compile requirements.lock --extra build --extra embedded --extra demo --extra s3 "$@"
compile requirements-dev.lock --extra build --extra embedded --extra demo --extra s3 --extra dev "$@"
