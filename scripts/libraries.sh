#!/bin/sh
# Packages of the operating system, of which exporter/syspackages.txt is the list.
#
#     sh scripts/libraries.sh install USE NEED...   installs what is missing where that is ours to do: as root with apt
#     sh scripts/libraries.sh command NEED...       prints the command that installs them here; nothing where it is not known
#
# To install is never a failure: without them a build makes everything but the PDFs, and tests are skipped; both say why.
set -u

table=exporter/syspackages.txt
release=${OS_RELEASE:-/etc/os-release}

row() { awk -v kind="$1" -v name="$2" '$1 == kind && $2 == name { $1 = $2 = ""; print }' "$table"; }

# What this system calls itself, then what it is like.
systems() {
    [ "$(uname -s)" != Darwin ] || echo macos
    # shellcheck disable=SC1090 # a file of the system
    [ ! -r "$release" ] || (. "$release" && echo "${ID:-} ${ID_LIKE:-}")
}

manager() {
    for system in $(systems); do
        for found in $(row system "$system"); do
            echo "$found"
            return
        done
    done
}

packages() { # MANAGER NEED...
    manager=$1
    shift
    for need; do row "$need" "$manager"; done | tr -s ' \n' ' ' | sed 's/^ //; s/ $//'
}

missing() {
    for package; do
        dpkg-query --show --showformat '${db:Status-Status}\n' "$package" 2>/dev/null | grep -qx installed ||
            echo "$package"
    done
}

command_for() {
    here=$(manager)
    wanted=$(packages "$here" "$@")
    [ -n "$wanted" ] || return 0
    words=$(row command "$here" | sed 's/^ *//')
    [ "$(id -u)" != 0 ] || words=${words#sudo }
    echo "$words $wanted"
}

# Each need by itself: where one is not to be had, the others are.
# shellcheck disable=SC2046,SC2086 # lists of words
install() {
    use=$1
    shift
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null && command -v dpkg-query >/dev/null || return 0
    wanted=$(missing $(packages apt "$@") | tr '\n' ' ')
    [ -n "$wanted" ] || return 0
    echo "make: installing what is needed for $use: $wanted" >&2
    export DEBIAN_FRONTEND=noninteractive
    said=$(apt-get -qq update 2>&1) || failed
    for need; do
        wanted=$(missing $(packages apt "$need"))
        [ -z "$wanted" ] ||
            said=$(apt-get -qq install --no-install-recommends --yes $wanted 2>&1 </dev/null) || failed
    done
}

failed() {
    echo "$said" | tail -n 3 >&2
    echo "make: that failed; going on without what is missing for $use." >&2
}

action=$1
shift
case $action in
    install) install "$@" ;;
    command) command_for "$@" ;;
esac
