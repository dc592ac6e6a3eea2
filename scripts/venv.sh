#!/bin/sh
# Makes .venv or brings it up to date, with the exact versions of a lock and this checkout itself; then runs a command.
# `gui` is Anki's app in a folder of its own, .venv-gui, without this checkout.
#
#     [PYTHON=python3] sh scripts/venv.sh runtime|dev|gui [COMMAND [ARGUMENT]...]
#
# A stamp in the folder holds what was installed, for which folder: where it still holds, nothing is done. It is written
# last, so a run that failed or was interrupted is done again.
set -eu

kind=$1
shift
case $kind in
    runtime) lock=requirements.lock venv=.venv ;;
    dev) lock=requirements-dev.lock venv=.venv ;;
    gui) lock=requirements-gui.lock venv=.venv-gui ;;
esac
log=$venv/install.log

say() { echo "make: $*" >&2; }
die() { say "$*"; exit 1; }

wanted() { pwd; cksum pyproject.toml "$1"; }
installed() { [ -x "$venv/bin/python" ] && [ "$(wanted "$lock")" = "$(cat "$venv/$kind.stamp" 2>/dev/null)" ]; }

# The status says what Python this is: 0 usable, 3 older than 3.11, 4 without venv or ensurepip, others: none.
probe() {
    "$1" -c '
import sys
if sys.version_info < (3, 11):
    sys.exit(3)
try:
    import ensurepip, venv
except ImportError:
    sys.exit(4)
' >/dev/null 2>&1
}

# Finds the first usable Python and sets `python`. One that was named (PYTHON=) is the only candidate.
choose_python() {
    if [ "${PYTHON:=python3}" = python3 ]; then
        set -- python3 python3.14 python3.13 python3.12 python3.11
    else
        set -- "$PYTHON"
    fi
    status=127 named=$PYTHON
    for python; do
        probe "$python" && return
        case $?-$status in
            4-127 | 4-3) status=4 named=$python ;; # the one that is nearly usable is the one to mend
            3-127) status=3 named=$python ;;
        esac
    done
    helps=$(sh scripts/libraries.sh command python | sed "s/python3\\([ -]\\)/${named##*/}\\1/g")
    helps="${helps:+$helps, or }uv python install 3.13"
    case $status in
        3) die "$named is older than Python 3.11: install a newer one ($helps) and run make again, or name one with" \
            "PYTHON=." ;;
        4) die "$named lacks the venv module: install it, or another Python ($helps), and run make again." ;;
        *) die "no $PYTHON here: install Python 3.11 or newer ($helps) and run make again, or name one with PYTHON=." ;;
    esac
}

# Whether the folder can be kept: it is whole, new enough, and was made for this folder (its scripts hold the path).
kept() {
    "$venv/bin/python" -c 'import sys, pip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 || return 1
    for stamp in "$venv"/*.stamp; do
        [ ! -e "$stamp" ] || [ "$(head -n 1 "$stamp")" = "$(pwd)" ] || return 1
    done
}

make_venv() {
    choose_python
    "$python" -m venv --clear "$venv" >&2 || die "$python could not make $venv (see above)."
}

pip() {
    PIP_USER=0 PIP_DISABLE_PIP_VERSION_CHECK=1 "$venv/bin/python" -m pip --quiet --no-input install --no-deps "$@" \
        >"$log" 2>&1 || explain
}

explain() {
    grep -vE '^[[:space:]]*$|^WARNING: Retrying' "$log" | tail -n 8 >&2
    if grep -qiE 'connection|resolve|timed out|proxy|certificate|no matching distribution' "$log"; then
        die "the packages of $lock could not be fetched: check the network (or pip's settings) and run make again."
    fi
    die "the packages of $lock could not be installed: see above and $log, then run make again."
}

install() {
    kept || make_venv
    rm -f "$venv"/*.stamp
    say "installing the packages of $lock into $venv (once, a minute or less)"
    pip -r "$lock"
    case $kind in runtime | dev)
        pip --no-build-isolation --editable .
        wanted requirements.lock >.venv/runtime.stamp # the lock of the tests holds what runs, in the same versions
        ;;
    esac
    wanted "$lock" >"$venv/$kind.stamp"
}

installed || install
[ $# -gt 0 ] || exit 0
command=$venv/bin/$1
shift
exec "$command" "$@"
