#!/bin/sh
# Puts Debian's Chromium and its driver on this machine, for the tests that drive a real browser.
#
# Never fails: where it cannot be done, those tests are skipped and say so.
set -u

has() { command -v "$1" >/dev/null 2>&1; }

has chromium && has chromedriver && exit 0
if [ "$(id -u)" != 0 ] || ! has apt-get; then
    echo "No Chromium here, so the browser tests are skipped; as root: apt-get install chromium chromium-driver"
    exit 0
fi
echo "Installing Chromium for the browser tests; about half a minute …"
export DEBIAN_FRONTEND=noninteractive
if ! { apt-get update && apt-get install -y --no-install-recommends chromium chromium-driver; } >/dev/null 2>&1 </dev/null; then
    echo "Chromium could not be installed, so the browser tests are skipped."
fi
exit 0
