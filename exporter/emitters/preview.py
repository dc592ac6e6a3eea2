"""Preview: one HTML page that shows every card as Anki does, with the same templates and style, and without a network.

The page carries the fields of all notes as JSON and renders a card when it comes into view; a strict policy lets run
nothing but its own script, whose hash it names.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from typing import Any, BinaryIO

from exporter import markup
from exporter.emitters import Edition, Files
from exporter.emitters.pictures import address_of, formula
from exporter.errors import OutputError
from exporter.model import Card, Problem
from exporter.notes import NOTE_TYPES, Placed
from exporter.notes.fields import CLOSE, MARKS_OF_TEX

_SLOT = re.compile(r"\{\{(\w+)\}\}")
_CLOZE = re.compile(r"\{\{c(\d+)::")
_HIDDEN_IN_PREVIEW = ("Extra3",)


def emit(edition: Edition, out: BinaryIO) -> tuple[Problem, ...]:
    """Writes the page."""
    files = edition.templates
    try:
        page, style, script = files["page.html"], files["preview.css"], files["preview.js"] + files["shuffle.js"]
    except KeyError as error:
        raise OutputError(f"templates/preview/{error.args[0]} is missing. Restore the file.") from error
    values = {
        "policy": _policy(style, script, remote=edition.settings.media.remote),
        "title": html.escape(_title(edition)),
        "style": style,
        "script": script,
        "data": _json(_data(edition)),
    }
    out.write(_SLOT.sub(lambda found: values.get(found[1], found[0]), page).encode())
    return ()


def _policy(style: str, script: str, *, remote: bool) -> str:
    """What the page may do: run its script, look as its style says, show images that it carries itself."""
    images = "data: http: https:" if remote else "data:"
    return (
        f"default-src 'none'; script-src '{source_hash(script)}'; style-src '{source_hash(style)}'; img-src {images}; "
        "media-src data:; "
        "connect-src 'none'; base-uri 'none'; form-action 'none'"
    )


def source_hash(text: str) -> str:
    """The hash of a script or style for a Content-Security-Policy."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _title(edition: Edition) -> str:
    return edition.names[0] if len(edition.names) == 1 else f"{len(edition.names)} documents"


def _json(data: object) -> str:
    """JSON that nothing in it can end: neither a tag nor a comment of HTML begins in it."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _data(edition: Edition) -> dict[str, Any]:
    made = edition.placed
    beside, general = _problems(edition, {each.card for each in made})
    home = {card: number for number, document in enumerate(edition.documents) for card in document.cards}
    last = _last_change(edition)
    return {
        "style": edition.templates["style.css"],
        "types": {name: _type(name, edition.templates) for name in NOTE_TYPES},
        "documents": list(_documents(edition, general)),
        "missing": list(_missing(edition, general)),
        "files": _files(edition, -1),
        "notes": [_note(edition, each, home[each.card], last, beside) for each in made],
    }


def _type(name: str, files: Mapping[str, str]) -> dict[str, Any]:
    kind = NOTE_TYPES[name]
    sides = [[files[f"{stem}-front.html"].strip(), files[f"{stem}-back.html"].strip()] for _, stem in kind.templates]
    return {"fields": kind.fields, "templates": sides, "cloze": kind.cloze}


def _documents(edition: Edition, general: Mapping[str, Sequence[Problem]]) -> Iterator[dict[str, Any]]:
    """The documents; the first one of a file has the problems of the file."""
    left = dict(general)
    for index, document in enumerate(edition.documents):
        yield {
            "name": edition.names[index],
            "title": document.title,
            "source": document.source,
            "files": _files(edition, index),
            "problems": [_problem(problem) for problem in left.pop(document.source, ())],
        }


def _missing(edition: Edition, general: Mapping[str, Sequence[Problem]]) -> Iterator[dict[str, Any]]:
    """What is not shown and has problems, such as documents that could not be read."""
    shown = {document.source for document in edition.documents}
    for path in general:
        if path not in shown:
            yield {"source": path, "problems": [_problem(problem) for problem in general[path]]}


def _files(edition: Edition, index: int) -> Files:
    """The outputs of a document, or of all together."""
    return edition.files[index] if edition.files else ()


def _note(
    edition: Edition, placed: Placed, document: int, last: int, beside: Mapping[Card, Sequence[Problem]]
) -> dict[str, Any]:
    """A note as the page shows it; `last` is when notes changed last."""
    note, card, identity = placed.note, placed.card, placed.identity
    fields = note.shown(identity.key, _formula, lambda address: _picture(edition, card, address))
    named = zip(NOTE_TYPES[note.note_type].fields, fields, strict=True)
    made: dict[str, Any] = {
        "type": note.note_type,
        "fields": {name: value for name, value in named if value and name not in _HIDDEN_IN_PREVIEW},
        "cards": _ordinals(note.note_type, fields),
        "document": document,
        "section": list(card.section),
        "where": str(card.where),
    }
    if identity.changed_at == last:
        made["changed"] = True
    if card in beside:
        made["problems"] = [_problem(problem) for problem in beside[card]]
    return made


def _ordinals(note_type: str, fields: Sequence[str]) -> list[int]:
    """Which cards Anki makes of a note."""
    if NOTE_TYPES[note_type].cloze:
        return [number - 1 for number in sorted({int(found) for found in _CLOZE.findall(fields[0])})]
    return [0, 1] if note_type == "basic" and fields[NOTE_TYPES["basic"].fields.index("Reverse")] else [0]


def _last_change(edition: Edition) -> int:
    """When cards changed last; 0 where all changed at once, as in a first build: then none stands out."""
    times = {identity.changed_at for identity in edition.identities.values()}
    return max(times) if len(times) > 1 else 0


# ── problems ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _problems(
    edition: Edition, shown: Container[Card]
) -> tuple[Mapping[Card, list[Problem]], Mapping[str, list[Problem]]]:
    """Problems by the card that they concern, and by file where they concern none that is shown."""
    cards: dict[str, list[Card]] = defaultdict(list)
    for document in edition.documents:
        cards[document.source] += document.cards
    beside: dict[Card, list[Problem]] = defaultdict(list)
    general: dict[str, list[Problem]] = defaultdict(list)
    for problem in sorted(edition.problems, key=lambda problem: problem.where):
        card = _above(problem, cards[problem.where.path])
        if card in shown and card:
            beside[card].append(problem)
        else:
            general[problem.where.path].append(problem)
    return beside, general


def _above(problem: Problem, cards: Sequence[Card]) -> Card | None:
    """The card in whose lines a problem lies; cards stand in the order of their lines."""
    index = bisect_right(cards, problem.where.line, key=lambda card: card.where.line)
    return cards[index - 1] if index else None


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "severity": str(problem.severity),
        "code": problem.code,
        "message": problem.message,
        "where": str(problem.where),
    }


# ── formulas and images ──────────────────────────────────────────────────────────────────────────────────────────────


def _formula(tex: str, display: bool) -> str:
    """A formula as a picture; one that hides parts is hidden whole. Our policy forbids styles: the script drops it."""
    shown = formula(MARKS_OF_TEX.sub("", tex), display, 'data-drop="{}"')
    opened = [mark for mark in MARKS_OF_TEX.findall(tex) if mark != CLOSE]
    return f"{''.join(opened)}{shown}{CLOSE * len(opened)}"


def _picture(edition: Edition, card: Card, address: str) -> str | None:
    if edition.settings.media.remote and markup.is_remote(address):
        return address
    return address_of(edition.media, card.where.path, address)
