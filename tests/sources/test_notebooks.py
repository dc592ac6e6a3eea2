"""Notebooks: short outputs without colours, lines and pictures of their own."""

from __future__ import annotations

import json

from exporter import readers
from exporter.sources import formats, notebooks


def outputs(*found: object) -> list[dict[str, object]]:
    cell = {"cell_type": "code", "metadata": {}, "execution_count": 1, "source": ["x"], "outputs": list(found)}
    made = json.loads(notebooks.prepared(json.dumps({"cells": [cell, 7, {"outputs": 3}]})))
    said: list[dict[str, object]] = made["cells"][0]["outputs"]
    return said


def test_streams_are_cut() -> None:
    (found,) = outputs({"output_type": "stream", "text": [f"{n}\n" for n in range(3000)]})
    assert str(found["text"]).split("\n") == [*map(str, range(12)), "…"]


def test_errors_keep_their_end() -> None:
    lines = [f"\x1b[0;31mline {n}\x1b[0m" for n in range(30)]
    (found,) = outputs({"output_type": "error", "traceback": [*lines, "\x1b[1;31mNameError\x1b[0m: bake"]})
    said = str(found["traceback"]).split("\n")
    assert (said[0], said[-1], len(said)) == ("…", "NameError: bake", 13)


def test_one_form_of_data() -> None:
    table = {"text/plain": ["a  b"], "text/html": ["<table>"]}
    picture = {"text/plain": "<Figure>", "image/png": "AA=="}
    assert [each["data"] for each in outputs({"data": table}, {"data": picture})] == [
        {"text/plain": "a  b"},
        {"image/png": "AA=="},
    ]


def test_progress_bars_and_long_lines() -> None:
    (found,) = outputs({"text": "10%\r50%\r100%\n" + "x" * 400})
    assert found["text"] == "100%\n" + "x" * 300 + "…"


def test_what_is_no_notebook_stays() -> None:
    assert [notebooks.prepared(text) for text in ("{", "[]", "3")] == ["{", "[]", "3"]


def test_cards_have_their_lines() -> None:
    cells: list[dict[str, object]] = []
    for name in ("loaf", "crust"):
        cells.append({"cell_type": "markdown", "metadata": {}, "source": [f"# What is a {name}?\n", "\n", "Bread."]})
        output = {"output_type": "stream", "name": "stdout", "text": [f"{n}\n" for n in range(500)]}
        cells.append(
            {"cell_type": "code", "metadata": {}, "execution_count": 1, "source": ["bake()"], "outputs": [output]}
        )
    text = json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}, indent=1)
    found = readers.read(formats.source("a.ipynb", text.encode())).cards
    wanted = [n for n, line in enumerate(text.split("\n"), 1) if "What is a" in line]
    assert [card.where.line for card in found] == wanted
    assert all(card.answer.count("\n") < 30 for card in found)
