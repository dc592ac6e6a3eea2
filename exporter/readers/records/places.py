"""Places: which column of a table is what of a card, by the settings, by their names, or by their shape, and why."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from exporter.readers.records import columns, shape
from exporter.readers.records.table import Record, Table, Value, text

_ASKED = ("question", "term", "cloze", "asked")  # roles that ask, the surest first
_TOLD = ("answer", "definition", "key", "told")
_SURE = {("question", "answer"), ("question", "definition"), ("term", "definition"), ("question", "key")}
_OTHERS = {  # roles of columns that are neither, and whether several columns may have one: else the first counts
    **{"explanation": True, "tags": True, "guid": False, "note type": False, "deck": False, "section": True},
    **{"level": False, "context": True, "code": True, "number": False, "id": False, "media": True, "other": True},
}
_ENOUGH = 0.6  # share of the records that has both, where a file of a folder is surely meant
_DISTINCT = 0.8  # share of questions that stand once: answers of a survey repeat them
_LEAST = 2  # records, below which nothing is sure


@dataclass(frozen=True, slots=True)
class Places:
    """The columns of a table by what they are of a card."""

    question: str
    answer: str = ""
    options: tuple[str, ...] = ()  # a column for each
    labels: tuple[str, ...] = ()  # of these options: "a", "2"
    listed: str = ""  # the column that has all options
    wrong: tuple[str, ...] = ()  # columns of wrong options; the key has the right ones
    keys: tuple[str, ...] = ()  # columns that name the right option, in the order in which they are tried
    others: Mapping[str, tuple[str, ...]] = frozenset()  # type: ignore[assignment]  # role -> columns
    unplaced: tuple[str, ...] = ()
    why: str = ""
    is_sure: bool = False  # whether nobody has to mean the file

    def of(self, role: str) -> tuple[str, ...]:
        """The columns of another role."""
        return self.others.get(role, ())

    @property
    def is_choice(self) -> bool:
        """Whether there are options."""
        return bool(self.options or self.listed or self.wrong)

    def told(self) -> Iterator[str]:
        """What each column was taken for, as lines."""
        yield self.why
        pairs = {"question": (self.question,), "answer": (self.answer,), "options": (*self.options, self.listed)}
        for role, names in {**pairs, "wrong options": self.wrong, "key": self.keys, **self.others}.items():
            if any(names):
                yield f"{role}: {', '.join(filter(None, names))}"
        if self.unplaced:
            yield f"no place: {', '.join(self.unplaced)}"


def find(table: Table, given: Mapping[str, tuple[str, ...]]) -> Places | None:
    """The places of a table's columns; None where they cannot be known."""
    columns = _filled(table)
    if given:
        return _of_settings(table, given)
    found = _of_names(table, columns)
    if not found and table.usual:
        usual = _of_settings(table, table.usual)
        found = usual and replace(usual, why="columns by their order")
    return found or _of_shape(table, columns)


def _filled(table: Table) -> list[str]:
    """The columns that say something."""
    seen = {name for record in table.records for name, value in record.cells.items() if value}
    return [name for name in table.columns if name in seen]


# ── settings ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _of_settings(table: Table, given: Mapping[str, tuple[str, ...]]) -> Places | None:
    """The places that the settings give; what they do not name is found by its name."""
    known = {columns.plain(name): name for name in reversed(table.columns)}
    chosen = {role: tuple(_existing(names, known)) for role, names in given.items()}
    question, answer, options, key = (chosen.pop(role, ()) for role in ("question", "answer", "options", "key"))
    if not question:
        return None
    made = Places(question[0], "".join(answer), keys=key, why="columns by the settings", is_sure=True)
    if len(options) > 1:
        labels = tuple(columns.understood(name).label for name in options)
        made = replace(made, options=options, labels=labels if all(labels) else ())
    else:
        made = replace(made, listed="".join(options))
    taken = {*question, *answer, *options, *key}.union(*chosen.values())
    return _completed(table, made, [name for name in table.columns if name not in taken], chosen)


def _existing(names: Iterable[str], known: Mapping[str, str]) -> Iterator[str]:
    return (known[plain] for plain in map(columns.plain, names) if plain in known)


# ── names ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _of_names(table: Table, names: Sequence[str]) -> Places | None:
    """The places that the names of the columns tell."""
    if not table.has_names:
        return None
    known = {name: columns.understood(name).roles for name in names}
    option, wrong = _groups(names)
    rest = _but(names, (*option.columns, *wrong.columns))
    asked, role = _first(rest, known, _ASKED)
    if not asked:
        return None
    listed = "" if option.columns else _listed(table, _but(rest, (asked,)), known)
    made = Places(asked, options=option.columns, labels=option.labels, listed=listed, wrong=wrong.columns)
    rest = _but(rest, (asked, listed))
    made, told = _answered(made, rest, known, role)
    if not (made.answer or made.is_choice or _has_gaps(table, asked)):
        return None
    made = replace(made, why="columns by their names", is_sure=_is_sure(table, made, role, told))
    return _completed(table, made, _but(rest, (made.answer, *made.keys)), {})


def _but(names: Iterable[str], out: Collection[str]) -> list[str]:
    return [name for name in names if name not in out]


def _is_sure(table: Table, made: Places, asked: str, told: str) -> bool:
    """Whether names and cells leave no doubt: nobody has to mean the file."""
    if any(columns.understood(name).is_part for name in (made.question, made.answer) if name):
        return False
    is_pair = (asked, told) in _SURE or (asked == "question" and made.is_choice)
    if table.usual:
        return True
    return is_pair and not table.is_guess and _is_complete(table, made)


def _groups(names: Sequence[str]) -> tuple[columns.Group, columns.Group]:
    """The columns of options, and those of wrong options."""
    found = list(columns.groups(names))
    none = columns.Group("", (), ())
    option = next((group for group in found if group.role == "option"), none)
    wrong = next((group for group in found if group.role == "wrong"), none)
    return (none, wrong) if wrong.columns else (option, none)


def _first(names: Sequence[str], known: Mapping[str, Collection[str]], roles: Sequence[str]) -> tuple[str, str]:
    """The column of the surest of these roles, and the role."""
    for whole in (True, False):
        for role in roles:
            for name in names:
                if role in known[name] and columns.understood(name).is_part != whole:
                    return name, role
    return "", ""


def _listed(table: Table, names: Sequence[str], known: Mapping[str, Collection[str]]) -> str:
    """The column with all options of a question in each cell."""
    has_key = any("key" in known[name] for name in names)
    for name in names:
        may_be = "options" in known[name] and shape.is_list(table, name)
        if may_be and (has_key or "answer" not in known[name] or shape.marks(table, name)):
            return name
    return ""


def _answered(
    made: Places, names: Sequence[str], known: Mapping[str, Collection[str]], asked: str
) -> tuple[Places, str]:
    """The places with those of answers, and the role by which the answer was found."""
    if made.is_choice:
        return replace(made, keys=tuple(_keys(names, known))), "key"
    answer, role = _first(names, known, ("definition", *_TOLD) if asked == "term" else _TOLD)
    if not answer and asked == "asked" and len(names) == 1:
        answer, role = names[0], "told"
    return replace(made, answer=answer), role


def _keys(names: Sequence[str], known: Mapping[str, Collection[str]]) -> Iterator[str]:
    """The columns that may name the right option, those that say so first."""
    told = [name for name in names if "explanation" not in known[name]]
    for role, other in (("key", ""), ("answer", "key")):
        yield from (name for name in told if role in known[name] and other not in known[name])


def _has_gaps(table: Table, name: str) -> bool:
    return any("{{c" in text(record.cells.get(name)) for record in table.records)


def _is_complete(table: Table, made: Places) -> bool:
    """Whether most records have a question and what answers it, and no survey repeats its questions."""
    whole = [text(record.cells.get(made.question)) for record in table.records if _has_both(record, made)]
    enough = len(whole) >= max(_LEAST, _ENOUGH * len(table.records))
    return enough and len(set(whole)) >= _DISTINCT * len(whole)


def _has_both(record: Record, made: Places) -> bool:
    told: tuple[Value | None, ...] = tuple(
        map(record.cells.get, (made.answer, made.listed, *made.options, *made.wrong))
    )
    asked = text(record.cells.get(made.question)).strip()
    return "{{c" in asked or (bool(asked) and any(told))


def _numbers(table: Table, name: str) -> bool:
    """Whether a column without a name numbers the rows."""
    return shape.counts([text(record.cells.get(name)) for record in table.records])


def _completed(table: Table, made: Places, names: Sequence[str], others: Mapping[str, tuple[str, ...]]) -> Places:
    """The places with those of the columns that are left."""
    found: dict[str, tuple[str, ...]] = dict(others)
    rest = [name for name in names if not (name.isdigit() and _numbers(table, name))]
    for role, several in _OTHERS.items():
        for name in [name for name in rest if role in columns.understood(name).roles]:
            if several or role not in found:
                found[role] = (*found.get(role, ()), name)
                rest.remove(name)
    return replace(made, others=found, unplaced=tuple(rest))


# ── shape ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _of_shape(table: Table, names: Sequence[str]) -> Places | None:
    """The places that the cells tell."""
    found = shape.find(table, names)
    if not found:
        return None
    taken = {found.question, found.answer, found.key, found.tags, found.number, *found.options}
    roles = {"tags": found.tags, "number": found.number}
    return Places(
        found.question, found.answer, found.options, keys=(found.key,) if found.key else (),
        others={role: (name,) for role, name in roles.items() if name},
        unplaced=tuple(name for name in names if name not in taken), why=f"columns by their shape: {found.why}",
    )  # fmt: skip
