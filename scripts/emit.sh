#!/bin/sh
# Runs `exporter build` for one target of the Makefile, unless its outputs are as new as all they are made from.
#
#     SOURCE=… DIST=… [LOCK=…] [WHERE=… FROM=…] sh scripts/emit.sh TARGET [OPTION]...
#
# DIST/.stamps/TARGET is as old as the start of the target's last build (what changed while it ran counts as changed)
# and holds a sum of the names of all that went in, so that additions, deletions and renames count too.
# DIST/.stamps/made is as old as the end of the last build of any target and holds for what it was. An output folder
# newer than that, or another ledger, was touched by somebody else, and then no stamp means anything any more.
set -eu

target=$1
shift
stamps=$DIST/.stamps
[ -d "$SOURCE" ] && home=$SOURCE || home=$(dirname "$SOURCE")
ledger=${LOCK:-$home/cards.lock}

# Finds what outputs are made from: documents and settings, templates, the program and its versions. The ledger is
# written by the build itself, hidden files are no documents, and DIST may lie below SOURCE. Links are not followed, but
# for those that are named here: they may lead to all of the disk. (find opens what -samefile names: never a pipe.)
inputs() {
    [ ! -f "$ledger" ] || set -- -samefile "$ledger" -o "$@"
    [ ! -d "$DIST" ] || [ "$SOURCE" -ef "$DIST" ] || set -- -samefile "$DIST" -prune -o "$@"
    set -- \( -name '.?*' -o -name __pycache__ \) -prune -o "$@"
    set -- exporter templates pyproject.toml requirements.lock "$@"
    [ -d "$SOURCE" ] || [ ! -e "$home/exporter.toml" ] || set -- "$home/exporter.toml" "$@"
    [ -d "$SOURCE" ] && set -- "$SOURCE/." "$@" || set -- "$SOURCE" "$@" # with /. even ../.notes is not hidden
    find -H "$@"
}

# A file moved here keeps its old time of modification: its time of change tells. Of a link, which may be a document
# too, that of its file counts, but for the ledger. What find cannot tell is newer.
newer() {
    [ -f "$ledger" ] && built=$ledger || built=.
    set -- \( -newer "$1" -o -cnewer "$1" \) -print
    set -- -type f "$@" -o -type l -exec find -L {} -maxdepth 0 -type f ! -samefile "$built" "$@" \;
    { inputs "$@" || echo unknown; } 2>/dev/null | head -n 1
}

prints() { case $target in build | all | print | flashcards | quiz) ;; *) false ;; esac; }

# A font that came or went changes what is printed, and no file of ours.
fonts() { ! prints || fc-list : family fontversion; }

names() { { inputs -print; fonts; } 2>/dev/null | LC_ALL=C sort | cksum; }

fresh() {
    [ "$(names) $*" = "$(said "$stamps/$target")" ] && [ -z "$(newer "$stamps/$target")" ]
}

# One DIST holds the outputs of one SOURCE with one ledger at a time.
place() {
    echo "$(pwd):$SOURCE:$ledger"
    [ ! -f "$ledger" ] || cksum <"$ledger"
}

# Anybody may write in DIST: a named pipe there would keep us waiting.
said() { [ ! -f "$1" ] || cat "$1"; }

touched() { find "$DIST/." \( -name .stamps -o -name chosen \) -prune -o -type d -newer "$1" -print | head -n 1; }

forget_others() {
    [ ! -L "$stamps" ] && [ "$(place)" = "$(said "$stamps/made")" ] && [ -z "$(touched "$stamps/made")" ] ||
        rm -rf "$stamps"
}

# What is hard in Anki is printed into a folder of its own, for which no stamp means anything.
if [ -n "${WHERE:-}${FROM:-}" ]; then
    [ -z "$LOCK" ] || set -- --lock "$LOCK" "$@"
    sh scripts/venv.sh runtime
    sh scripts/libraries.sh install "the PDFs" pdf
    exec sh scripts/venv.sh runtime exporter build "$SOURCE" --out "$DIST" --where "$WHERE" --from "$FROM" "$@"
fi

forget_others
if fresh "$@"; then
    echo "$DIST is up to date"
    exit
fi

sh scripts/venv.sh runtime
! prints || sh scripts/libraries.sh install "the PDFs" pdf
# Where DIST cannot be written, the build says so better than we can.
rm -f "$stamps/$target.new" "$stamps/made.new" # a link would be written through
mkdir -p "$stamps" 2>/dev/null && echo "$(names) $*" >"$stamps/$target.new" || stamps=
[ -z "$LOCK" ] || set -- --lock "$LOCK" "$@"
sh scripts/venv.sh runtime exporter build "$SOURCE" --out "$DIST" "$@"
# What this machine cannot make was left out: the next make tries again.
if [ -n "$stamps" ] && grep -qxF ' "left_out": [],' "$DIST/report.json" 2>/dev/null; then
    mv "$stamps/$target.new" "$stamps/$target"
    place >"$stamps/made.new"
    mv "$stamps/made.new" "$stamps/made"
fi
