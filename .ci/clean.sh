#!/bin/sh
# Removes what builds made in DIST, and what the tools cached here: files that the manifest lists, nothing else.
# Never a ledger, wherever it lies, and never .venv.
#
#     DIST=… sh .ci/clean.sh
set -eu

rm -rf .mypy_cache .pytest_cache .ruff_cache .hypothesis
cd "$DIST" 2>/dev/null || exit 0
[ ! -f .manifest.json ] || sed -n 's/^ *"\([^"]*\)": *".*/\1/p' .manifest.json | while read -r output; do
    case /$output/ in */../* | //*) continue ;; esac # not below here, so not ours
    rm -f "$output"
    rmdir "$(dirname "$output")" 2>/dev/null || :
done
rm -rf .stamps .manifest.json .cards.json .readings.json .rendered.json .plates index.html report.json
