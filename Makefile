# Documents in $(SOURCE) become decks, sheets and spreadsheets in $(DIST). `make help` lists what there is.
#
# GNU make 3.81 (macOS) is enough. The shell decides what is up to date (scripts/emit.sh), for make cannot name paths with
# spaces; a new target is one line here and one word in .PHONY.

SOURCE ?= source
DIST ?= dist
LOCK ?=
WHERE ?=
FROM ?=
COLLECTION ?=
WRITE ?=
PYTHON ?= python3
export SOURCE DIST LOCK WHERE FROM COLLECTION PYTHON

EMIT = sh scripts/emit.sh $@
VENV = sh scripts/venv.sh
COMPILE = uv pip compile --quiet --universal --python-version 3.11 --no-header --no-annotate --no-emit-index-url \
  $(if $(UPGRADE),--upgrade)
PROJECT = $(COMPILE) pyproject.toml --group build

.PHONY: build all anki print flashcards quiz csv markdown gift moodle preview check diff push addon watch serve install setup test test-gui bench tables pictures lock clean help
.NOTPARALLEL:

build: ; @$(EMIT)  ## decks, sheets, spreadsheets and preview (what plain `make` does)
all: ; @$(EMIT) --only all  ## every output
anki: ; @$(EMIT) --only anki  ## Anki packages: anki/all-decks.apkg and one per document
print: ; @$(EMIT) --only sheet  ## cheat sheets as PDF
flashcards: ; @$(EMIT) --only flashcards  ## flashcards as PDF, to print on both sides and cut
quiz: ; @$(EMIT) --only quiz  ## quizzes as PDF: questions with room to write, and a key to each
csv: ; @$(EMIT) --only csv  ## spreadsheets
markdown: ; @$(EMIT) --only markdown  ## the documents, restored, as canonical Markdown
gift: ; @$(EMIT) --only gift  ## questions for Moodle as text (GIFT)
moodle: ; @$(EMIT) --only moodle  ## questions for Moodle with images (Moodle XML)
preview: ; @$(EMIT) --only preview  ## index.html: every card as Anki shows it, with search and filters

diff: ; @$(VENV) runtime exporter diff "$$SOURCE" --out "$$DIST" $(if $(LOCK),--lock "$$LOCK")  ## what a build would change, card by card
push: ; @$(VENV) runtime exporter push "$$SOURCE" --out "$$DIST" $(if $(LOCK),--lock "$$LOCK") $(if $(COLLECTION),--collection "$$COLLECTION") $(if $(WRITE),--write)  ## what a push into your collection of Anki would change; WRITE=1 does it
addon: ; @$(VENV) runtime exporter addon --out "$$DIST"  ## the add-on by which a running Anki takes pushes: anki/exporter.ankiaddon
watch: ; @$(VENV) runtime exporter watch "$$SOURCE" --out "$$DIST" $(if $(LOCK),--lock "$$LOCK")  ## build again whenever a document is saved
serve: ; @$(VENV) runtime exporter serve "$$SOURCE" --out "$$DIST" $(if $(LOCK),--lock "$$LOCK")  ## serve the preview on localhost, reloaded whenever a document is saved
check: ; @$(VENV) runtime exporter check "$$SOURCE"  ## problems in the documents, with path and line
install:  ## install the command: .venv/bin/exporter
	@$(VENV) runtime
	@sh scripts/libraries.sh install "the PDFs" pdf
	@echo 'make: the command is .venv/bin/exporter'
setup: ; @$(VENV) dev  ## install .venv for development

test:  ## format, lint, types, unused code and tests
	@sh scripts/libraries.sh install "the tests" pdf poppler browser
	@$(VENV) dev ruff format --check .
	@$(VENV) dev ruff check .
	@$(VENV) dev mypy
	@$(VENV) dev vulture
	@$(VENV) dev pytest -n 2 --ignore tests/gui

test-gui:  ## tests with Anki's own app (in .venv-gui, 620 MB; needs Xvfb)
	@sh scripts/libraries.sh install "Anki's app" gui
	@$(VENV) gui || echo "make: so the tests of Anki's app are skipped." >&2
	@$(VENV) dev pytest tests/gui

bench: ; @$(VENV) dev python -m tests.bench  ## measure speed and memory, each with its bound
tables:  ## fit the weights that restore flattened tables to the public ones, and measure what they restore
	@$(VENV) dev python scripts/train_tables.py ../shared/tables
	@$(VENV) dev python ../shared/tables/score_tables.py ../shared/tables/dev.jsonl.xz -- .venv/bin/exporter parse --json
pictures: ; @$(VENV) dev python -m tests.pictures  ## take the pictures in docs/ from the outputs (needs chromium and pdftoppm)

lock:  ## resolve requirements*.lock after a change of pyproject.toml (UPGRADE=1: newest versions)
	@$(VENV) dev $(PROJECT) --extra formats --output-file requirements.lock
	@$(VENV) dev $(PROJECT) --all-extras --group dev --constraint requirements.lock --output-file requirements-dev.lock
	@$(VENV) dev $(COMPILE) --no-config --group gui --constraint requirements-dev.lock --output-file requirements-gui.lock

clean: ; @sh scripts/clean.sh  ## remove the outputs in DIST and the caches of tools; never a ledger or .venv

help:  ## this list
	@echo 'make [TARGET] [SOURCE=folder or file] [DIST=folder] [LOCK=ledger file] [PYTHON=python3]'
	@echo 'Example: make SOURCE=~/notes DIST=~/notes-dist'
	@echo 'Hard cards from Anki: make quiz WHERE="prop:lapses>3" FROM=my.apkg (also build, print, flashcards)'
	@echo 'Defaults: SOURCE=source DIST=dist LOCK=SOURCE/cards.lock'
	@awk -F ':.*  ## ' '/^[a-z-]+:.*  ## / { printf "  %-10s %s\n", $$1, $$2 }' Makefile
