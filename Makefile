# Documents in $(SOURCE) become decks, sheets and spreadsheets in $(DIST). `make help` lists what there is.
#
# GNU make 3.81 (macOS) is enough. The shell decides what is up to date (.ci/emit.sh), for make cannot name paths with
# spaces; a new target is one line here and one word in .PHONY.

SOURCE ?= source
DIST ?= dist
LOCK ?=
PYTHON ?= python3
export SOURCE DIST LOCK PYTHON

EMIT = sh .ci/emit.sh $@
VENV = sh .ci/venv.sh
COMPILE = uv pip compile --quiet --universal --python-version 3.11 --no-header --no-annotate --no-emit-index-url \
  $(if $(UPGRADE),--upgrade)
PROJECT = $(COMPILE) pyproject.toml --group build

.PHONY: build all anki print flashcards quiz csv anki-csv markdown preview check diff watch serve setup test test-gui bench pictures lock clean help
.NOTPARALLEL:

build: ; @$(EMIT)  ## everything one studies from: decks, sheets, spreadsheets (what plain `make` does)
all: ; @$(EMIT) --only all  ## the same, and every other output
anki: ; @$(EMIT) --only anki  ## Anki packages: anki/all-decks.apkg and one per document
print: ; @$(EMIT) --only sheet  ## cheat sheets, as PDF
flashcards: ; @$(EMIT) --only flashcards  ## flashcards, as PDF to print on both sides and cut
quiz: ; @$(EMIT) --only quiz  ## quizzes, as PDF: questions with room to write, the answers behind them
csv: ; @$(EMIT) --only csv  ## spreadsheets
anki-csv: ; @$(EMIT) --only anki-csv  ## text files for Anki's own import (another channel than the packages)
markdown: ; @$(EMIT) --only markdown  ## the documents, restored, as canonical Markdown
preview: ; @$(EMIT) --only preview  ## index.html: every card as Anki shows it, to search, filter and turn

diff: ; @$(VENV) runtime exporter diff "$$SOURCE" --out "$$DIST" $(if $(LOCK),--lock "$$LOCK")  ## what a build would change, card by card
watch: ; @$(VENV) runtime exporter watch "$$SOURCE" --out "$$DIST" $(if $(LOCK),--lock "$$LOCK")  ## build again whenever a document is saved
serve: ; @$(VENV) runtime exporter serve "$$SOURCE" --out "$$DIST" $(if $(LOCK),--lock "$$LOCK")  ## the preview on localhost, reloaded whenever a document is saved
check: ; @$(VENV) runtime exporter check "$$SOURCE"  ## what is wrong or doubtful in the documents, with path and line
setup: ; @$(VENV) dev  ## .venv with everything, for building and for development

test:  ## format, lint, types and tests
	@sh .ci/libraries.sh install "the tests" pdf poppler browser
	@$(VENV) dev ruff format --check .
	@$(VENV) dev ruff check .
	@$(VENV) dev mypy
	@$(VENV) dev pytest -n 2 --ignore tests/gui

test-gui:  ## the tests that start Anki's own app (.venv-gui, 620 MB; Xvfb): skipped, with the reason, where it cannot run
	@sh .ci/libraries.sh install "Anki's app" gui
	@$(VENV) gui || echo "make: so the tests of Anki's app are skipped." >&2
	@$(VENV) dev pytest tests/gui

bench: ; @$(VENV) dev python -m tests.bench  ## the measured figures, each with its bound
pictures: ; @$(VENV) dev python -m tests.pictures  ## docs/*.png, which the README shows, from the outputs (chromium, pdftoppm)

lock:  ## resolve the locks again, after a change of pyproject.toml (UPGRADE=1: to the newest versions)
	@$(VENV) dev $(PROJECT) --extra formats --output-file requirements.lock
	@$(VENV) dev $(PROJECT) --all-extras --group dev --constraint requirements.lock --output-file requirements-dev.lock
	@$(VENV) dev $(COMPILE) --no-config --group gui --constraint requirements-dev.lock --output-file requirements-gui.lock

clean: ; @sh .ci/clean.sh  ## remove the outputs in DIST and what the tools cached; never a ledger, never .venv

help:  ## this list
	@echo 'make [TARGET] [SOURCE=folder or file] [DIST=folder] [LOCK=ledger] [PYTHON=python3]'
	@awk -F ':.*  ## ' '/^[a-z-]+:.*  ## / { printf "  %-10s %s\n", $$1, $$2 }' Makefile
