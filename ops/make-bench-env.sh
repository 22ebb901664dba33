#!/bin/sh
# Makes .venv-bench, with what the benchmark compares us with, from benchmarks/peers.lock:  ops/make-bench-env.sh
# With --lock it pins anew what benchmarks/peers.in names; one more argument goes to the resolver, as in --upgrade.
#
# Apart from .venv on purpose: the product must not run on a library that only a peer brings along.
set -eu

cd "$(dirname "$0")/.."
lock=benchmarks/peers.lock
log=.venv-bench/install.log

if [ "${1:-}" = --lock ]; then
    shift
    [ -x .venv-tools/bin/uv ] || { echo "ScraperSky: run \`make lock\` first, which installs uv." >&2; exit 2; }
    .venv-tools/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
        --custom-compile-command 'sh ops/make-bench-env.sh --lock' --output-file "$lock" "$@" benchmarks/peers.in
    echo "$lock: $(grep -c '==' "$lock") packages"
    exit 0
fi
state="$(cksum <"$lock") $(pwd)"
[ -f .venv-bench/installed ] && [ "$(cat .venv-bench/installed)" = "$state" ] && exit 0
echo "Installing $(grep -c '==' "$lock") packages to compare with; half a minute the first time …"
rm -rf .venv-bench
.venv/bin/python -m venv .venv-bench
.venv-bench/bin/python -m pip install --quiet --disable-pip-version-check --no-input --require-hashes -r "$lock" \
    >"$log" 2>&1 || { echo "ScraperSky: pip could not install them: $(tail -n 1 "$log")" >&2; exit 2; }
echo "$state" >.venv-bench/installed
