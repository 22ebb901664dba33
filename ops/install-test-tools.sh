#!/bin/sh
# Puts what some tests drive on this machine, from Debian's packages: Chromium with its driver, PgBouncer, RabbitMQ,
# iproute2, which makes networks, and libfaketime, which sets clocks wrong.
#
# Never fails: where it cannot be done, those tests are skipped and say so.
set -u

has() { command -v "$1" >/dev/null 2>&1 || [ -x "/usr/sbin/$1" ]; }

wanted=""
{ has chromium && has chromedriver; } || wanted="chromium chromium-driver"
has pgbouncer || wanted="$wanted pgbouncer"
has rabbitmq-server || wanted="$wanted rabbitmq-server"
has ip || wanted="$wanted iproute2"
ls /usr/lib/*/faketime/libfaketimeMT.so.1 >/dev/null 2>&1 || wanted="$wanted libfaketime"
[ -n "$wanted" ] || exit 0
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null 2>&1; then
    echo "The tests that need them are skipped; to run them, as root: apt-get install $wanted"
    exit 0
fi
echo "Installing $wanted for the tests; about half a minute …"
export DEBIAN_FRONTEND=noninteractive
# Debian starts a service as soon as it is installed; 101 is the answer that forbids it.
policy=/usr/sbin/policy-rc.d
[ -e "$policy" ] && policy="" || { printf '#!/bin/sh\nexit 101\n' >"$policy" && chmod +x "$policy"; }
# shellcheck disable=SC2086
if ! { apt-get update && apt-get install -y --no-install-recommends $wanted; } >/dev/null 2>&1 </dev/null; then
    echo "They could not be installed, so the tests that need them are skipped."
fi
[ -z "$policy" ] || rm -f "$policy"
exit 0
