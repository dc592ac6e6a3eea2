#!/usr/bin/env python3
"""Fits the weights by which flattened tables are restored: `python scripts/train_tables.py TABLES`.

TABLES is a folder with `train.jsonl.xz`, `dev.jsonl.xz` and `score_tables.py`, whose layout of articles is used. Writes
exporter/restore/tables/weights.txt and prints what was reached on dev. The same input gives the same bytes: one
thread, fixed seeds, rounded weights. Needs scikit-learn, which nothing needs at run time.
"""

from __future__ import annotations

import os

os.environ |= dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")

import hashlib
import importlib.util
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from exporter.restore.tables import candidates, doubt, evidence, likelihood, readings, solve
from exporter.restore.tables.candidates import Line
from exporter.restore.tables.context import inside
from exporter.restore.tables.header import Header
from exporter.restore.tables.weights import weights
from exporter.restore.words.vocabulary import Vocabulary

WEIGHTS = Path(__file__).parents[1] / "exporter" / "restore" / "tables" / "weights.txt"
OWN = Path(__file__).parents[1] / "tests" / "fixtures" / "tables" / "development"
# How often our own tables count, beside many of documentation.
OWN_IN_SEAMS, OWN_IN_COLUMNS, OWN_AS_TABLES, OWN_IN_DOUBT = 24, 24, 12, 4
CORNERS = 4  # how often tables with an empty corner count once more: comparisons have one, documentation seldom
FOLDS = 2  # of the repositories: seams that the others taught teach what follows
FALSE_TABLES = 0.003  # of the runs of lines on dev that are none
RIGHT_ROWS = 0.982  # of the rows on dev that are not told
SELDOM = 15  # places that must have an evidence
MANY = 300
OWN_FOLD = -1  # our own tables are in every fold
LEAST = 0.02  # weights below it are left out
ARTICLE = 12  # tables of an article
Evidence = dict[str, float]
Tried = tuple["Table", list[Line], list[solve.Fit]]


class Table(NamedTuple):
    """A flattened table, or a run of lines that is none, with the document it stands in."""

    rows: Sequence[Sequence[str]]  # of a run of lines that is none: nothing
    lines: Sequence[str]
    question: str
    vocabulary: Vocabulary
    repository: str


def layout(folder: Path) -> ModuleType:
    """The script that lays the tables out as pasted articles."""
    spec = importlib.util.spec_from_file_location("score_tables", folder / "score_tables.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read(folder: Path, split: str, layout: ModuleType) -> list[Table]:
    """All tables without empty cells, and all that are none."""
    records = layout.load(folder / f"{split}.jsonl.xz")
    tables = [r for r in records if r["kind"] == "table" and not r["sparse"]]
    found = []
    for group in layout.articles(tables, [r for r in records if r["kind"] != "table"], ARTICLE):
        lines, places = layout.lay_out(group)
        vocabulary = Vocabulary.of("\n".join(lines) + "\n")
        questions = {int(line[1 : line.index(".")]): line for line in lines if line[:1] == "Q" and ". " in line[:6]}
        for record in group:
            rows = record.get("rows", [])
            flat = ["".join(row) for row in rows] or record["lines"]
            found.append(Table(rows, flat, questions.get(places[record["n"]][0], ""), vocabulary, record["repo"]))
    return found


def own(folder: Path) -> list[Table]:
    """Tables of the tests' development half: of interview questions, which are few among the public ones."""
    found = []
    for path in sorted(folder.glob("*.txt")):
        blocks = [block.split("\n") for block in path.read_text(encoding="utf-8").strip().split("\n\n")]
        parts = []
        for block in blocks:
            rows = [
                [cell.strip() for cell in f" {line}".split(" | ")] for line in block if line[:2] not in ("? ", "> ")
            ]
            said = [line[2:] for line in block if line[:2] in ("? ", "> ")]
            parts.append((said, rows, ["".join(row) for row in rows]))
        text = "\n\n".join("\n\n".join([*said, "\n".join(flat)]) for said, _, flat in parts)
        vocabulary = Vocabulary.of(text)
        found += [Table(rows, flat, "".join(said[:1]), vocabulary, "") for said, rows, flat in parts]
    return found


def fold(table: Table) -> int:
    """The fold of a table's repository: by its hash, so that it is the same everywhere."""
    return int(hashlib.sha1(table.repository.encode()).hexdigest()[:8], 16) % FOLDS


def ends(cells: Sequence[str]) -> set[int]:
    """Where the cells of a row end in its line."""
    sums = np.cumsum([len(cell) for cell in cells[:-1]])
    return set(map(int, sums))


def of_seams(tables: Sequence[Table]) -> Iterator[tuple[Evidence, bool]]:
    """Each place of the rows: what speaks for a cell's end there, and whether there is one."""
    for table in tables:
        for row, line in zip(table.rows, table.lines, strict=False):
            true = ends(row)
            brackets, quotes = inside(line)
            for token in candidates._TOKEN.finditer(line):
                start, end = token.span()
                if end - start > candidates._LONGEST_TOKEN:
                    continue
                for at, told in evidence.of_token(token[0], not start, end == len(line), table.vocabulary):
                    place = start + at
                    found = dict([*told, *evidence.of_line(line, place, brackets[place], quotes[place])])
                    yield found, place in true


class Places:
    """All places of all rows, to fit the weights of seams to some of the tables."""

    def __init__(self, tables: Sequence[Table]) -> None:
        self._vectors = DictVectorizer(dtype=np.float32)
        labels: list[bool] = []
        folds: list[int] = []
        self._matrix = self._vectors.fit_transform(self._read(tables, labels, folds))
        self._labels, self._folds = np.array(labels), np.array(folds)

    @staticmethod
    def _read(tables: Sequence[Table], labels: list[bool], folds: list[int]) -> Iterator[Evidence]:
        for table in tables:
            for found, label in of_seams([table]):
                labels.append(label)
                folds.append(fold(table) if table.repository else OWN_FOLD)
                yield found

    def fitted(self, without: int | None) -> Evidence:
        """The weights by all tables but those of one fold."""
        chosen = np.flatnonzero((self._folds != without) & (self._folds != OWN_FOLD))
        ours = np.flatnonzero(self._folds == OWN_FOLD)
        chosen = np.concatenate([chosen, *[ours] * OWN_IN_SEAMS])
        matrix = self._matrix[chosen]
        columns = np.flatnonzero(np.bincount(matrix.indices, minlength=matrix.shape[1]) >= SELDOM)
        model = LogisticRegression(C=0.3, max_iter=600)
        model.fit(matrix[:, columns].astype(float), self._labels[chosen])
        names = self._vectors.get_feature_names_out()[columns]
        return dict(zip(names, map(float, model.coef_[0]), strict=True)) | {"bias": float(model.intercept_[0])}


def fitted(pairs: Sequence[tuple[Evidence, bool]], strength: float, bias: bool = True) -> Evidence:
    """The weights of a logistic regression. Where evidence is of many kinds it is 0 or about 1, else it is scaled."""
    counts = Counter(name for found, _ in pairs for name in found)
    vectors = DictVectorizer()
    matrix = vectors.fit_transform(
        [{name: size for name, size in found.items() if counts[name] >= SELDOM} for found, _ in pairs]
    )
    mean, scale = 0.0, 1.0
    if matrix.shape[1] < MANY:
        matrix = matrix.toarray()
        mean = matrix.mean(axis=0) if bias else 0.0
        scale = np.sqrt(((matrix - mean) ** 2).mean(axis=0))
        scale[scale == 0] = 1.0
        matrix = (matrix - mean) / scale
    model = LogisticRegression(C=strength, max_iter=600, fit_intercept=bias)
    model.fit(matrix, [label for _, label in pairs])
    weights = model.coef_[0] / scale
    found = dict(zip(vectors.get_feature_names_out(), map(float, weights), strict=True))
    return found | ({"bias": float(model.intercept_[0] - (weights * mean).sum())} if bias else {})


def write(models: dict[str, Evidence]) -> None:
    """Writes the weights, rounded."""
    lines = [
        "# Fitted by scripts/train_tables.py to public tables under permissive licences; no word of them is here.",
        "",
    ]
    for model, found in models.items():
        kept = {
            name: value for name, value in found.items() if model != "seam" or abs(value) >= LEAST or name == "bias"
        }
        lines += [f"[{model}]", *(f"{kept[name]:.3g} {name}" for name in sorted(kept)), ""]
    WEIGHTS.write_text("\n".join(lines), encoding="utf-8")
    weights.cache_clear()
    candidates._tokens.clear()


def of_columns(tables: Sequence[Table]) -> Iterator[Tried]:
    """Each table, and each run of lines that may be one, with the readings that are tried."""
    for table in tables:
        if len(table.lines) > 1 and all(line.strip() for line in table.lines):
            lines = [candidates.read(line.rstrip(), table.vocabulary) for line in table.lines]
            yield table, lines, solve.fits(lines, Header(table.question))


def is_right(table: Table, found: solve.Fit) -> bool:
    """Whether a reading has the right number of columns, and the corner as it was."""
    cells = found.header.cells
    return len(cells) == len(table.rows[0]) and bool(cells[0]) == bool(table.rows[0][0])


def choices(tried: Sequence[Tried]) -> list[tuple[Evidence, bool]]:
    """The right reading against each other one, as differences of their evidence."""
    pairs = []
    for table, _, fits in tried:
        right = next((found for found in fits if is_right(table, found)), None)
        for other in fits:
            if right and other is not right:
                names = {*right.evidence, *other.evidence}
                pair = {name: right.evidence.get(name, 0.0) - other.evidence.get(name, 0.0) for name in names}
                pairs += [(pair, True), ({name: -size for name, size in pair.items()}, False)]
    return pairs


def exact(table: Table, lines: Sequence[Line], found: solve.Fit) -> list[bool]:
    """For each row whether it comes out as it was."""
    cut = solve.rows(lines, found)
    return [row is not None and tuple(true) == row.cells for true, row in zip(table.rows, cut, strict=True)]


def chosen(tried: Sequence[Tried]) -> list[Tried]:
    """The same with the readings in the order of the weights that were found."""
    found = []
    for table, lines, fits in tried:
        again = [replace(each, score=readings.weighed(each.evidence, weights("columns"))) for each in fits]
        found.append((table, lines, sorted(again, key=lambda each: -each.score)))
    return found


def report(name: str, tried: Sequence[Tried]) -> None:
    """Prints how many rows are exact, their lines given."""
    rights = [exact(table, lines, fits[0]) if fits else [False] * len(lines) for table, lines, fits in tried]
    rows = sum(map(len, rights))
    whole = sum(map(all, rights)) / len(rights)
    print(f"{name}: lines given, rows {sum(map(sum, rights)) / rows:.1%}, whole tables {whole:.1%}", flush=True)


def is_table(tried: Sequence[Tried]) -> list[tuple[Evidence, bool]]:
    """Runs of lines that are tables, and runs that are none."""
    return [(likelihood.evidence(lines, fits), bool(table.rows)) for table, lines, fits in tried if fits]


def limit_of_tables(tried: Sequence[Tried], weighing: Evidence) -> float:
    """The odds above which few runs of lines are tables that are none; prints how many tables are above it."""
    scored = [(readings.weighed(found, weighing), label) for found, label in is_table(tried)]
    none = sorted((score for score, label in scored if not label), reverse=True)
    least = none[int(FALSE_TABLES * sum(not table.rows for table, _, _ in tried))]
    kept = sum(label and score > least for score, label in scored) / sum(bool(table.rows) for table, _, _ in tried)
    print(f"tables: {kept:.1%} are kept", flush=True)
    return least


def of_doubt(tried: Sequence[Tried]) -> Iterator[tuple[Table, list[Line], list[solve.Fit], list[bool]]]:
    """The tables that can be read, with what is right of each row."""
    for table, lines, fits in tried:
        if fits:
            yield table, lines, fits, exact(table, lines, fits[0])


def of_rows(tried: Sequence[Tried]) -> Iterator[tuple[Evidence, bool]]:
    """Each row that can be cut: what speaks for it, and whether it is right."""
    for _, lines, fits, rights in of_doubt(tried):
        table = doubt.of_table(lines, fits)
        for index, (line, row) in enumerate(zip(lines, solve.rows(lines, fits[0]), strict=True)):
            if row:
                yield dict(doubt.of_row(line, row, index, table)), rights[index]


def limit(scored: Sequence[tuple[float, bool]], share: float) -> float:
    """The least score above which this share is right; prints how many are above it."""
    best, right = float("inf"), 0
    for number, (score, label) in enumerate(sorted(scored, reverse=True), 1):
        right += label
        if right >= share * number and number > SELDOM:
            best = score
    above = [label for score, label in scored if score >= best]
    print(
        f"  {sum(above) / len(above):.1%} of {len(above)} are right, {len(above) / len(scored):.1%} of all", flush=True
    )
    return best


def across(train: Sequence[Table], ours: Sequence[Table], places: Places) -> tuple[list[Tried], list[Tried]]:
    """All runs of lines of train, and our own tables, read with seams that other repositories taught."""
    found: list[Tried] = []
    for number in range(FOLDS):
        write({"seam": places.fitted(number)})
        found += of_columns([table for table in train if fold(table) == number])
    return found, list(of_columns(ours))


def main(folder: Path) -> None:
    """Trains all models, one after the other: each sees what those before it make of tables they were not fitted to."""
    module = layout(folder)
    train, dev, ours = read(folder, "train", module), read(folder, "dev", module), own(OWN)
    places = Places([table for table in [*train, *ours] if table.rows])
    tried, tried_ours = across(train, ours, places)
    models = {"seam": places.fitted(None)}
    write(models)
    print(f"seams: {len(models['seam'])} weights", flush=True)
    tried_dev = list(of_columns(dev))
    tables = [each for each in [*tried, *tried_ours] if each[0].rows]
    corners = [each for each in tables if not each[0].rows[0][0]]
    models["columns"] = fitted(choices([*tables, *corners * CORNERS, *tried_ours * OWN_IN_COLUMNS]), 0.05, bias=False)
    write(models)
    tried, tried_ours, tried_dev, tables = map(chosen, (tried, tried_ours, tried_dev, tables))
    tables_dev = [each for each in tried_dev if each[0].rows]
    report("train", tables)
    report("dev", tables_dev)
    models["table"] = fitted(is_table([*tried, *tried_ours * (1 + OWN_AS_TABLES)]), 0.1)
    models["limits"] = {"table": limit_of_tables(tried_dev, models["table"])}
    doubted = [*tables, *tried_ours * (OWN_IN_DOUBT - 1)]
    cut = list(of_doubt(doubted))
    models["right columns"] = fitted(
        [(likelihood.evidence(lines, fits), is_right(table, fits[0])) for table, lines, fits, _ in cut], 0.1
    )
    models["right table"] = fitted(
        [(likelihood.evidence(lines, fits), all(rights)) for _, lines, fits, rights in cut], 0.1
    )
    write(models)
    models["right row"] = fitted(list(of_rows(doubted)), 0.3)
    write(models)
    rows = [(readings.weighed(found, models["right row"]), label) for found, label in of_rows(tables_dev)]
    models["limits"]["row"] = limit(rows, RIGHT_ROWS)
    write(models)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
