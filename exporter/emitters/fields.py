"""Cards as fields of Anki notes: what the package, the text import and the preview hold.

Anki sanitizes nothing and reads its own syntax anywhere in a field: `[sound:…]`, `[$]`, `{{…}}`, and MathJax takes
every `\\(…\\)`. So what a document says is written with entities wherever Anki would read more into it.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from urllib.parse import quote

from exporter import grammar, markup, naming
from exporter.emitters import Edition
from exporter.model import Card, Choice, Cloze, Identity, Media
from exporter.settings import Settings

_HELD = re.compile("\x1e(\\d+)\x1e")  # stands for a formula while everything else is made safe
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")  # \x1f separates fields in Anki's database
OPEN, CLOSE = "\x02", "\x03"  # around a hidden part of a formula, until clozes are written
_BACKSLASH = re.compile(r"\\(?=(?:<wbr>)*(?:[()\]]|&#91;))")
_DELIMITER = re.compile(  # where MathJax does not read, and where it would
    rf'<span class="mathjax_ignore">.*?</span>|<code\b.*?</code>|<[^<>]*>|(?P<alone>{_BACKSLASH.pattern})', re.DOTALL
)
_LABEL = re.compile(r"\\label\s*\{[^{}\\]*\}")
_ROW = re.compile(r"(?<!\\)(?:\\\\)+(?=[A-Za-z()\]])")
_MARK = re.compile(rf"<mark[^>]*>|</mark>|{OPEN}|{CLOSE}")


@dataclass(frozen=True, slots=True)
class AnkiNote:
    """One note, ready for a package or a line of text import."""

    note_type: str  # a key of NOTE_TYPES
    fields: tuple[str, ...]  # HTML
    deck: str
    tags: tuple[str, ...]
    identity: Identity
    card: Card
    position: int = 0  # in the order they are to be learned, from 1


Formula = Callable[[str, bool], str]
Source = Callable[[Card, str], str | None]


@dataclass(frozen=True, slots=True)
class Look:
    """How an output shows what HTML has no form of: formulas, and images by their card and address."""

    formula: Formula
    source: Source
    base: str = ""  # where documents are read, with `{path}` in it: relative links lead there


@dataclass(frozen=True, slots=True)
class Home:
    """What a note tells of the document that its card stands in."""

    name: str
    slug: str
    tags: tuple[str, ...]
    topics: Mapping[str, str]  # sections that are subdecks, and what these are called


def notes(edition: Edition, look: Look | None = None, *, by_id: bool = False) -> Iterator[AnkiNote]:
    """Notes for every answered card, in the order they are to be learned or of their ids; `look` is Anki's own if none.

    They are made one by one, since those of all documents together are large.
    """
    chosen = edition.settings
    look = replace(look, base=chosen.anki.source_url) if look else anki_look(chosen, edition.media)
    placed = [
        (card, home)
        for document, home in zip(edition.documents, homes(edition), strict=True)
        for card in document.cards
        if card in edition.identities
    ]
    if chosen.anki.order != "document":
        placed.sort(key=lambda pair: _rank(pair[0]))
    listed = [(position, edition.identities[card], card, home) for position, (card, home) in enumerate(placed, 1)]
    if by_id:
        listed.sort(key=lambda each: each[1].note_id)
    for position, identity, card, home in listed:
        yield note(card, home, identity, chosen, look, position)


def homes(edition: Edition) -> Iterator[Home]:
    """The homes of the notes of each document."""
    topics = edition.topics or ({},) * len(edition.documents)
    for document, name, slug, each in zip(edition.documents, edition.names, edition.slugs, topics, strict=True):
        yield Home(name, slug, document.tags, each)


def _rank(card: Card) -> int:
    return 1 + list(type(card.level)).index(card.level) if card.level else 0


def anki_look(chosen: Settings, media: Mapping[tuple[str, str], Media]) -> Look:
    """Anki's own look: images by their names in its media folder; of the web only where the settings allow it."""

    def source(card: Card, address: str) -> str | None:
        if found := media.get((card.where.path, address)):
            return found.name
        return address if chosen.media.remote and markup.is_remote(address) else None

    return Look(mathjax, source, chosen.anki.source_url)


# ── fields ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def note(card: Card, home: Home, identity: Identity, chosen: Settings, look: Look, position: int = 0) -> AnkiNote:
    """The note of one card."""

    def field(html: str) -> str:
        return _field(html, card, look)

    common = (
        " › ".join([safe(markup.escape(home.name)), *(field(markup.inline_html(part)) for part in card.section)]),
        str(card.level or ""),
        "" if card.number is None else str(card.number),
        identity.key,
        _source(look.base, card),
    )
    name, fields = _texts(card, field, common, "1" if chosen.anki.reverse else "")
    deck, tags = _deck(chosen, home, card), _tags(chosen, home, card)
    return AnkiNote(name, fields, deck, tags, identity, card, position)


def _texts(
    card: Card, field: Callable[[str], str], common: tuple[str, ...], reverse: str
) -> tuple[str, tuple[str, ...]]:
    """The note type of a card, and its fields in the order of that type."""
    spare = ("", "", "")
    question = field(markup.html(card.question))
    if isinstance(card.kind, Cloze):
        title = "" if card.question == grammar.blanked(card.answer) else question
        return "cloze", (_cloze(field(markup.html(card.answer, cloze=True))), title, *common, *spare)
    answer = field(markup.html(card.answer))
    if isinstance(card.kind, Choice):
        shown = [field(markup.inline_html(option)) for option in card.kind.options]
        options, solution = _options(shown), _options(shown, card.kind.correct)
        return "choice", (question, options, solution, answer, *common, *spare)
    return "basic", (question, answer, *common, reverse, *spare)


def _options(options: list[str], right: tuple[int, ...] = ()) -> str:
    marks = (' class="right"' if index in right else "" for index in range(len(options)))
    items = (f"<li{mark}>{option}</li>" for mark, option in zip(marks, options, strict=True))
    return f'<ol class="options" type="A">{"".join(items)}</ol>'


def _source(base: str, card: Card) -> str:
    """The address of a card's line, where the settings say where documents are read."""
    address = base.replace("{path}", quote(card.where.path)).replace("{line}", str(card.where.line))
    return safe(markup.escape(address))


def _field(html: str, card: Card, look: Look) -> str:
    """Neutral HTML as a field, in which nothing but formulas reads as Anki's own syntax."""
    held: list[str] = []

    def hold(tex: str, display: bool) -> str:
        tex = (
            markup.replace_hidden_in_tex(tex, lambda part: f"{OPEN}{part}{CLOSE}")
            if isinstance(card.kind, Cloze)
            else tex
        )
        held.append(look.formula(tex, display))
        return f"\x1e{len(held) - 1}\x1e"

    def link(address: str) -> str:
        return markup.resolved(look.base, card.where.path, address)

    filled = safe(markup.fill(_CONTROL.sub("", html), hold, lambda address: look.source(card, address), link))
    return _HELD.sub(lambda found: held[int(found[1])], filled) if held else filled


def safe(html: str) -> str:
    r"""HTML in which nothing reads as Anki's own syntax: `[sound:…]`, `[$]`, `{{…}}`, `\(`."""
    html = html.replace("[", "&#91;").replace("{{", "&#123;&#123;")
    return (_DELIMITER.sub(_unlike_math, html) if "\\" in html else html).strip()


def _unlike_math(found: re.Match[str]) -> str:
    """A backslash that would begin a formula: an entity keeps it from Anki, an element from MathJax."""
    if found["alone"]:
        return '<span class="mathjax_ignore">&#92;</span>'
    return _BACKSLASH.sub("&#92;", found[0])


def mathjax(tex: str, display: bool) -> str:
    r"""A formula as Anki writes it.

    A space in TeX says nothing, and keeps `{{`, `[sound:` and a row's end before a letter from being read as another
    thing. MathJax takes a label once, and Anki shows a formula twice.
    """
    tex = re.sub(r"(?<=\{)(?=\{)|(?<=\})(?=\})", " ", _LABEL.sub("{}", tex))
    tex = re.sub(r"\[(?=sound:|anki:|latex|/|\$)", "&#91;", markup.escape(_ROW.sub(r"\g<0> ", tex)))
    return rf"\[ {tex} \]" if display else rf"\({tex}\)"


# ── clozes ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _cloze(html: str) -> str:
    """Hidden parts as Anki's clozes, numbered in order; a text without any is hidden whole, for a card needs one."""
    html = html.replace("}}", "&#125;&#125;").replace("::", "&#58;&#58;")
    marked = '<mark class="cloze">' in html or OPEN in html
    return "".join(_clozes(html)) if marked else f"{{{{c1::{html}}}}}"


def _clozes(html: str) -> Iterator[str]:
    """A document may have marks of its own, which stay: so they are paired. A space keeps braces of TeX apart."""
    count, done = itertools.count(1), 0
    closing: list[str] = []
    for found in _MARK.finditer(html):
        yield html[done : found.start()]
        if found[0] in ("</mark>", CLOSE):
            yield closing.pop() if closing else ""
        else:
            tex, foreign = found[0] == OPEN, found[0] == "<mark>"
            closing.append("</mark>" if foreign else "}} " if tex else "}}")
            yield "<mark>" if foreign else f"{' ' * tex}{{{{c{next(count)}::"
        done = found.end()
    yield html[done:]


# ── decks and tags ───────────────────────────────────────────────────────────────────────────────────────────────────


def _deck(chosen: Settings, home: Home, card: Card) -> str:
    """The document's deck, with its topics, or by setting its sections, as subdecks."""
    parts = [home.name]
    if chosen.anki.section_decks:
        parts += card.section
    elif card.section and card.section[0] in home.topics:
        parts.append(home.topics[card.section[0]])
    return "::".join(re.sub(r"\s*:{2,}\s*", ": ", part).strip() or "-" for part in parts)


def _tags(chosen: Settings, home: Home, card: Card) -> tuple[str, ...]:
    root = chosen.anki.root_tag
    path = [home.slug, *map(naming.section_slug, card.section)]
    tags = [f"{root}::{'::'.join(path)}"]
    if card.level:
        tags.append(f"{root}::level::{card.level}")
    tags += [f"{root}::tag::{naming.slug(tag)}" for tag in (*home.tags, *card.tags)]
    return tuple(dict.fromkeys(tags))
