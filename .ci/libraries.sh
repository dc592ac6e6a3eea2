#!/bin/sh
# Installs what prints (Pango and fonts), or what Anki's app needs, where that is ours to do: as root on a machine with apt.
#
#     sh .ci/libraries.sh [print|gui]
#
# Never sudo, and never a failure: without them a build makes everything but the PDFs, and the tests of the app are
# skipped; both say what would help.
set -u

case ${1:-print} in
    print)
        use="the PDFs"
        packages="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
            fonts-dejavu-core fonts-noto-color-emoji fonts-noto-core"
        ;;
    gui) # a screen, and what Qt's own wheels lack; the tests' chromium brings the rest of it in either Debian
        use="Anki's app"
        packages="xvfb chromium libegl1 libpulse0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0
            libxkbcommon-x11-0 libxtst6"
        ;;
esac

missing() {
    for package in $packages; do
        dpkg-query --show --showformat '${db:Status-Status}\n' "$package" 2>/dev/null | grep -qx installed ||
            echo "$package"
    done
}

[ "$(id -u)" = 0 ] && command -v apt-get >/dev/null && command -v dpkg-query >/dev/null || exit 0
wanted=$(missing | tr '\n' ' ')
[ -n "$wanted" ] || exit 0
echo "make: installing what is needed for $use: $wanted" >&2
export DEBIAN_FRONTEND=noninteractive
# shellcheck disable=SC2086 # a list of words
if ! said=$(apt-get -qq update 2>&1 && apt-get -qq install --no-install-recommends --yes $wanted 2>&1 </dev/null); then
    echo "$said" | tail -n 3 >&2
    echo "make: that failed; going on without $use." >&2
fi
