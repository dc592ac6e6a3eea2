#!/bin/sh
# Installs what prints: Pango and fonts, where that is ours to do, which is as root on a machine with apt.
#
# Never sudo, and never a failure: without them a build makes everything but the PDFs, and says what would help.
set -u

packages="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
    fonts-dejavu-core fonts-noto-color-emoji fonts-noto-core"

missing() {
    for package in $packages; do
        dpkg-query --show --showformat '${db:Status-Status}\n' "$package" 2>/dev/null | grep -qx installed ||
            echo "$package"
    done
}

[ "$(id -u)" = 0 ] && command -v apt-get >/dev/null && command -v dpkg-query >/dev/null || exit 0
wanted=$(missing | tr '\n' ' ')
[ -n "$wanted" ] || exit 0
echo "make: installing what the PDFs need: $wanted" >&2
export DEBIAN_FRONTEND=noninteractive
# shellcheck disable=SC2086 # a list of words
if ! said=$(apt-get -qq update 2>&1 && apt-get -qq install --no-install-recommends --yes $wanted 2>&1 </dev/null); then
    echo "$said" | tail -n 3 >&2
    echo "make: that failed; going on without the PDFs." >&2
fi
