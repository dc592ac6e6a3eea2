"""Shape of a table's columns: which one asks, which one answers, which ones repeat, where no names tell."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from exporter import lexicon
from exporter.readers.records.table import Table, Value, text

_MOST_COLUMNS = 30  # of which any may be the options: the cost grows with their square
_SAMPLE = 2_000  # records that are looked at: what holds for them holds for the rest
_ASKS = re.compile(r"[?？؟;]\s*[\"'”»)]*\s*$")
_NUMBER = re.compile(r"[\s\d.,:/%€$£+\-]+")
_LETTER = re.compile(r"\(?[A-Ja-j][).]?")
_SPLIT = re.compile(r"\s*(?:\n|\||;|(?<=[^\s,]),(?=[^\s,])|, )\s*")
_LABELLED = re.compile(r"(?:^|\s)[A-Ja-j][).:]\s*\S")
_MOST = 0.9
_ASKING = 0.3  # share of the texts that ask, from which on a column does
_BESIDE = "what asks, and the text beside it"
_REPEATS = 0.5  # distinct values by values, up to which a column repeats
_SHORT = 40  # characters of a tag
_TRUE = frozenset({"true", "1", "100", "1.0", "yes", "y", "x", "correct", "right", "right answer", "✓", "✔"})
_MARKS = (  # names of what an option says of itself, without blanks and signs
    *("correct", "iscorrect", "iscorrectanswer", "right", "isright", "isanswer", "answer", "valid", "isvalid"),
    *("istrue", "true", "fraction", "score", "weight", "points"),
)
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Shape:
    """Columns by what they look like."""

    question: str
    answer: str = ""
    options: tuple[str, ...] = ()
    key: str = ""
    tags: str = ""
    number: str = ""
    why: str = ""


def is_list(table: Table, name: str) -> bool:
    """Whether cells of a column hold several values: a list, an object, or texts behind labels or bars."""
    values = [value for record in table.records[:_SAMPLE] if (value := record.cells.get(name))]
    several = sum(1 for value in values if _holds_several(value))
    return bool(values) and several >= 0.5 * len(values)


def marks(table: Table, name: str) -> bool:
    """Whether values in a column say themselves which of them are right."""
    return any(is_marked(each) for r in table.records[:_SAMPLE] for each in _values(r.cells.get(name)))


def _values(value: Value | None) -> Iterable[Value]:
    return value if isinstance(value, tuple) else ()


def is_marked(value: Value) -> bool:
    """Whether an option says itself that it is right."""
    if not isinstance(value, Mapping):
        return False
    plain = {re.sub(r"[\s_-]", "", name).casefold(): said for name, said in value.items()}
    told = [text(plain[name]).casefold() for name in _MARKS if name in plain]
    return bool(told) and told[0] in _TRUE


def _holds_several(value: Value) -> bool:
    if isinstance(value, str):
        return len(_LABELLED.findall(value)) > 1 or len(_SPLIT.split(value)) > 1
    return len(value) > 1


def find(table: Table, names: Sequence[str]) -> Shape | None:
    """What the columns look like; None where they look like no cards."""
    names = names[:_MOST_COLUMNS]
    cells = {name: [text(r.cells.get(name)).strip() for r in table.records[:_SAMPLE]] for name in names}
    written = [name for name in names if not _is_numeric(cells[name])]
    if not written:
        return None
    chosen = _hiding(cells, written) or _choice(cells, names, written)
    return chosen or (_pair(cells, names, written, is_named=table.has_names) if len(written) > 1 else None)


def _pair(
    cells: Mapping[str, Sequence[str]], names: Sequence[str], written: Sequence[str], *, is_named: bool
) -> Shape | None:
    """The column that asks and the text beside it; where none asks, there must be no more than two texts."""
    asks = max(written, key=lambda name: _share_asking(cells[name]))
    is_asked = _share_asking(cells[asks]) >= _ASKING
    asks = asks if is_asked else written[0]
    after = [*written[written.index(asks) + 1 :], *written]
    number = _where(names, cells, counts)
    made = Shape(asks, after[0], number=number, why=_BESIDE)
    rest = [name for name in names if name not in (asks, after[0], number)]
    made = replace(made, tags=_where(rest, cells, _repeats))
    is_plain = rest in ([], [made.tags]) and not (is_named and len(written) > 2)
    return made if is_asked or is_plain else None


def _where(names: Sequence[str], cells: Mapping[str, Sequence[str]], holds: Callable[[Sequence[str]], bool]) -> str:
    """The first column of which something holds; "" where there is none."""
    return next((name for name in names if holds(cells[name])), "")


def _hiding(cells: Mapping[str, Sequence[str]], written: Sequence[str]) -> Shape | None:
    """A column with gaps in most of its texts; what stands beside it explains."""
    for name in written:
        if sum(1 for value in cells[name] if "{{c" in value) > 0.5 * len(cells[name]):
            answer = next((other for other in written if other != name), "")
            return Shape(name, answer, why="gaps")
    return None


def _is_numeric(values: Sequence[str]) -> bool:
    filled = [value for value in values if value]
    return sum(1 for value in filled if _NUMBER.fullmatch(value)) >= 0.5 * len(filled)


def counts(values: Sequence[str]) -> bool:
    """Whether a column numbers the rows: 1, 2, 3."""
    numbers = [int(value) for value in values if value.isascii() and value.isdigit() and len(value) < 9]
    return len(numbers) == len(values) > 0 and all(b == a + 1 for a, b in itertools.pairwise(numbers))


def _share_asking(values: Sequence[str]) -> float:
    filled = [value for value in values if value]
    return sum(1 for value in filled if _ASKS.search(value) or _begins(value)) / len(filled) if filled else 0.0


def _begins(value: str) -> bool:
    first = _WORD.match(value)
    return first is not None and " " in value and lexicon.folded(first[0]) in lexicon.names("asking")


def _repeats(values: Sequence[str]) -> bool:
    filled = [value for value in values if value]
    return bool(filled) and len(set(filled)) <= max(1, _REPEATS * len(filled)) and max(map(len, filled)) <= _SHORT


def _choice(cells: dict[str, list[str]], names: Sequence[str], written: Sequence[str]) -> Shape | None:
    """A question, three options or more, and what names the right one: a letter or the option again."""
    asks = max(written, key=lambda name: (_share_asking(cells[name]), sum(map(len, cells[name]))))
    at = names.index(asks)
    for last in range(len(names) - 1, at + 2, -1):
        options = names[at + 1 : last]
        if _names_one(cells, options, names[last]):
            return Shape(asks, options=tuple(options), key=names[last], why="a column that names one of others")
    return None


def _names_one(cells: dict[str, list[str]], options: Sequence[str], key: str) -> bool:
    rows = list(zip(cells[key], *(cells[name] for name in options), strict=True))
    filled = [(said, own) for said, *own in rows if said and any(own)]
    if not filled:
        return False
    by_text = sum(1 for said, own in filled if said in own)
    by_letter = sum(1 for said, _ in filled if _LETTER.fullmatch(said))
    return max(by_text, by_letter if len(options) > 2 else 0) >= _MOST * len(filled)
