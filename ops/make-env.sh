#!/bin/sh
# Makes .venv from the locked, hash-checked packages:  ops/make-env.sh run|dev
#
# Does nothing, in a few milliseconds, when that is done already. What counts as done is written last, so an
# installation that was cut short is done again.
set -eu

kind=${1:-run}
cd "$(dirname "$0")/.."
here=$(pwd)
case $kind in
run) lock=requirements.lock ;;
dev) lock=requirements-dev.lock ;;
*) echo "usage: ops/make-env.sh run|dev" >&2; exit 2 ;;
esac
needed_kilobytes=1000000
log=.venv/install.log

fail() { echo "ScraperSky: $*" >&2; exit 2; }

# Whatever changes this text makes the environment out of date: the lock, the metadata, the packages, the place.
state_of() { { cat "$1" setup.cfg pyproject.toml; ls -d ./*/__init__.py; echo "$here"; } | cksum; }
is_installed() { [ -f ".venv/installed-$1" ] && [ "$(cat ".venv/installed-$1")" = "$(state_of "$2")" ]; }
is_done() { is_installed "$kind" "$lock" || { [ "$kind" = run ] && is_installed dev requirements-dev.lock; }; }

find_python() {
    for name in python3 python3.13 python3.12 python3.11; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$name"
            return
        fi
    done
    fail "Python 3.11 or newer is needed; on Debian or Ubuntu: apt-get install python3 python3-venv"
}

check_room() {
    free=$(df -Pk . | awk 'NR == 2 { print $4 }')
    [ "$free" -ge "$needed_kilobytes" ] || fail "the disk of $here has $((free / 1000)) MB free;" \
        "the packages and the database need $((needed_kilobytes / 1000)) MB."
}

# An environment does not work from another place than where it was made, nor without the Python that made it.
is_usable() {
    grep -qF "$here/.venv" .venv/bin/activate 2>/dev/null &&
        .venv/bin/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

make_venv() {
    if is_usable; then
        .venv/bin/python -c 'import pip' 2>/dev/null || .venv/bin/python -m ensurepip >/dev/null 2>&1 || true
        return
    fi
    python=$(find_python)
    "$python" -c 'import venv, ensurepip' 2>/dev/null ||
        fail "$("$python" -V) has no venv module; on Debian or Ubuntu: apt-get install python3-venv"
    echo "Making .venv with $("$python" -V) …"
    rm -rf .venv
    "$python" -m venv .venv >/dev/null 2>&1 || { rm -rf .venv; fail "$("$python" -V) could not make $here/.venv."; }
}

install() {
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input "$@" >>"$log" 2>&1 || explain
}

explain() {
    if grep -qi 'no space left' "$log"; then
        fail "the disk of $here is full."
    elif grep -qiE 'connection broken|max retries|name resolution|timed out' "$log"; then
        fail "the package index does not answer; check the network and pip's settings (details: $here/$log)."
    fi
    fail "pip could not install the packages: $(grep -v '^ *$' "$log" | tail -n 1) (all of it: $here/$log)"
}

# Two starts at once must not write into one environment. The lock is on this very file, so it leaves nothing behind.
if command -v flock >/dev/null 2>&1; then
    exec 9<ops/make-env.sh
    flock 9
fi
[ -x .venv/bin/python ] && is_done && exit 0
[ -w . ] || fail "$here cannot be written to by $(id -un)."
check_room
make_venv
rm -f .venv/installed-* "$log"
echo "Installing $(grep -c '==' "$lock") packages from $lock; half a minute the first time …"
install --require-hashes -r "$lock"
echo "Installing ScraperSky itself …"
install --no-deps --no-build-isolation --editable .
state_of "$lock" >".venv/installed-$kind"
