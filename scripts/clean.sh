#!/bin/sh
# Removes what builds made in DIST, and what the tools cached here: outputs that the manifest lists, nothing else.
# Never a ledger, wherever it lies, never .venv, and nothing that a link leads to.
#
#     DIST=… sh scripts/clean.sh
set -eu

rm -rf .mypy_cache .pytest_cache .ruff_cache .hypothesis
# A name counts where it is one that an output can have (exporter/emitters/__init__.py): `folder/slug+suffix`. Anybody
# may write in DIST. In the C locale every byte of a letter beyond ASCII is a character that is not listed here.
slug="[^]\\[\$!\"#%&'()*+,./:;<=>?@\\\\^_\`{|}~A-Z[:space:][:cntrl:]]+"
name="(anki/$slug\.apkg|print/$slug\.pdf|csv/$slug(\.anki)?\.csv|markdown/$slug\.md)"
outputs() { # as the manifest lists them today, and as version 0.1 did
    LC_ALL=C grep -E "^([0-9a-f]{16} \{)? *\"$name\": [[\"]" .manifest.json | LC_ALL=C sed 's/^[^"]*"\([^"]*\)".*/\1/'
}

clean() ( # one folder of outputs
    cd "$1" 2>/dev/null || exit 0
    [ ! -f .manifest.json ] || outputs | while read -r output; do
        [ ! -L "${output%/*}" ] && [ ! -L "$output" ] && [ -f "$output" ] || continue
        rm -f "$output"
        rmdir "${output%/*}" 2>/dev/null || :
    done
    [ -L anki ] || [ ! -f anki/exporter.ankiaddon ] || rm -f anki/exporter.ankiaddon
    rmdir anki 2>/dev/null || :
    rm -rf .stamps .manifest.json .cards.json .cards-past.json .readings.json .rendered.json .plates index.html report.json
)

[ -L "$DIST/chosen" ] || [ ! -f "$DIST/chosen/.manifest.json" ] || clean "$DIST/chosen"
rmdir "$DIST/chosen" 2>/dev/null || :
clean "$DIST"
