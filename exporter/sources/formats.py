"""Document formats by suffix. Pandoc converts what is not Markdown; places refer to lines of the original.

A new format is one row here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePath
from typing import Any

from exporter import grammar, readers
from exporter.errors import InputError
from exporter.model import Location, Problem
from exporter.problems.documents import PLUGIN
from exporter.readers.source import NO_HINT, Hint, Source, lf
from exporter.sources import decks, encodings, pandoc, sheets, webarchives

_FRONT = re.compile(r"\A---\n(.*?)^---\n+", re.DOTALL | re.MULTILINE)
_HEAD_1 = re.compile(r"^# ", re.MULTILINE)
# What a text document begins with, above its first heading, is its title: not every program marks it as such.
_OPENING = re.compile(r"\A(\*\*|)([^\W_][^\n]{0,100}?[^\n.:?!*])\1\n\n(?=#{2,6} )")
_TAGS = re.compile(r" <!-- tags: (?P<tags>[^<>]*) -->$")  # see formats.lua
_PREPARED = {  # formats of which pandoc misreads something -> the module that writes it so that it does not
    "asciidoc": "exporter.sources.asciidoc",
    "org": "exporter.sources.org",
    "pod": "exporter.sources.pod",
    "rst": "exporter.sources.restructured",
}
_KEPT = ("title", "deck", "tags")  # of what a document says of itself


@dataclass(frozen=True, slots=True)
class Format:
    """A format, as pandoc calls it."""

    name: str
    binary: bool = False  # whether it has no lines that a person sees


_PAGE = Format("html+tex_math_single_backslash")
FORMATS: Mapping[str, Format] = {
    ".html": _PAGE,
    ".htm": _PAGE,
    ".xhtml": _PAGE,
    ".docx": Format("docx", binary=True),
    ".odt": Format("odt", binary=True),
    ".epub": Format("epub", binary=True),
    ".rtf": Format("rtf", binary=True),
    ".org": Format("org"),
    ".rst": Format("rst"),
    ".adoc": Format("asciidoc"),
    ".asciidoc": Format("asciidoc"),
    ".ipynb": Format("ipynb"),
    ".tex": Format("latex"),
    ".textile": Format("textile"),
    ".mediawiki": Format("mediawiki"),
    ".dokuwiki": Format("dokuwiki"),
    ".opml": Format("opml"),
    ".typ": Format("typst"),
    ".muse": Format("muse"),
    ".djot": Format("djot"),
    ".t2t": Format("t2t"),
    ".fb2": Format("fb2"),
    ".dbk": Format("docbook"),
    ".docbook": Format("docbook"),
    ".jats": Format("jats"),
    ".man": Format("man"),
    ".vimwiki": Format("vimwiki"),
    ".creole": Format("creole"),
    ".twiki": Format("twiki"),
    ".jira": Format("jira"),
    ".pod": Format("pod"),
}
PDF = ".pdf"
DATA = (
    sheets.SUFFIXES
    | decks.SUFFIXES
    | {  # suffixes of files of data, which are read as records
        *(".csv", ".tsv", ".tab", ".psv", ".json", ".jsonl", ".ndjson", ".yaml", ".yml", ".gift", ".xml"),
    }
)
OWN = frozenset(
    {".md", ".markdown", ".mdown", ".txt", ".text", *FORMATS, *webarchives.SUFFIXES, *DATA, PDF}
)  # suffixes that exporter reads by itself


def is_document(name: str) -> bool:
    """Whether a file is a document by its suffix."""
    suffix = PurePath(name).suffix.lower()
    return suffix in OWN or bool(suffix and readers.plugins().of(suffix))


def is_binary(name: str) -> bool:
    """Whether a file has no lines that a person sees."""
    suffix = PurePath(name).suffix.lower()
    return suffix == PDF or suffix in sheets.SUFFIXES | decks.SUFFIXES or (suffix in FORMATS and FORMATS[suffix].binary)


def is_data(name: str) -> bool:
    """Whether a file is data, or a PDF, by its suffix: in a folder it counts only where it surely holds cards."""
    return PurePath(name).suffix.lower() in (*DATA, PDF)


def _reader(name: str) -> str:
    """The reader of another package for files with this suffix; "" if there is none."""
    suffix = PurePath(name).suffix.lower()
    return "" if not suffix or suffix in OWN else readers.plugins().of(suffix)


def plugin_problems() -> Iterator[Problem]:
    """Problems of readers of other packages."""
    found = readers.plugins()
    yield from found.problems
    for each in found.loaded:
        for suffix in sorted(each.suffixes & OWN):
            fault = each.plugin.fault(f"has the suffix {suffix}, which exporter reads by itself")
            yield PLUGIN.at(Location(each.plugin.package, 1), fault.message)


def source(name: str, data: bytes, hint: Hint = NO_HINT) -> Source:
    """The source that a file's bytes hold, converted where its name says so; raises InputError."""
    suffix = PurePath(name).suffix.lower()
    if suffix in sheets.SUFFIXES:
        text, rows = sheets.text(name, data)
        return Source(name, text, places=rows, hint=hint, data=suffix)
    if suffix in decks.SUFFIXES:
        text, notes = decks.text(name, data)
        return Source(name, text, places=notes, hint=hint, data=".json")
    if suffix in DATA:
        return _decoded(name, data, hint, kind=suffix)
    if suffix == PDF:
        return _printed(name, data, hint)
    if suffix in webarchives.SUFFIXES:
        return _saved(name, data, hint)
    kind = FORMATS.get(suffix)
    if kind is None:
        return _decoded(name, data, hint, reader=_reader(name))
    from exporter.readers import linemap

    if kind.binary:
        text = _fronted(_OPENING.sub(r"# \2\n\n", _office(name, kind, data)), {})
        return Source(name, text, places=linemap.numbered(text.split("\n")), hint=hint)
    original = _decoded(name, data, hint, is_page=kind is _PAGE)
    above, body = original.front_lines, original.lines[original.front_lines :]
    if kind is _PAGE:
        return _page(original, "\n".join(body), original.front_matter)
    return _marked(original, kind, [""] * above + body)


def _office(name: str, kind: Format, data: bytes) -> str:
    if kind.name == "odt":
        from exporter.sources import opendocument

        data = opendocument.prepared(data)
    return pandoc.converted(name, kind.name, data)


def _printed(name: str, data: bytes, hint: Hint) -> Source:
    """The text of a PDF."""
    from exporter.sources import pdf

    found = pdf.read(name, data)
    return Source(name, found.text, places=found.places, hint=hint, doubt=found.doubt)


def _text(name: str, kind: Format, body: str) -> str:
    """What pandoc makes of a text with marks of its own."""
    if kind.name == "ipynb":
        from exporter.sources import notebooks

        return pandoc.converted(name, kind.name, notebooks.prepared(body).encode())
    if kind.name not in _PREPARED:
        return pandoc.converted(name, kind.name, body.encode())
    prepared = import_module(_PREPARED[kind.name]).prepared(body.split("\n"))
    return pandoc.converted(name, kind.name, "\n".join(prepared).encode())


def _page(original: Source, body: str, front: Mapping[str, Any]) -> Source:
    """A web page, each line of it with its place."""
    from exporter.convert import html as pages
    from exporter.readers import html_content

    above = original.front_lines
    try:
        lines = pages.converted(body, html_content.content(body))
    except pages.TooDeepError as error:
        message = f"tags are nested more than {pages.DEEPEST} deep, expected a page that a person wrote. Close them."
        raise InputError(f"{original.path}:{above + error.line + 1}: {message}") from error
    text = "\n".join(line.text for line in lines)
    whole = _fronted(text, front, "" if _HEAD_1.search(text) else html_content.title(body))
    places = [1] * (whole.count("\n") - text.count("\n")) + [above + line.place + 1 for line in lines]
    return Source(original.path, whole, places=places, hint=original.hint, problems=original.problems)


def _saved(name: str, data: bytes, hint: Hint) -> Source:
    """A web page saved as one file, with the lines of that file."""
    found = webarchives.page(name, data)
    original = _decoded(name, found.data, hint, is_page=not found.is_decoded)
    made = _page(original, original.text, {})
    last = len(found.lines) - 1
    places = [found.lines[min(place - 1, last)] for place in made.places or ()]
    return Source(name, made.text, places=places, hint=hint, problems=original.problems)


def _decoded(name: str, data: bytes, hint: Hint, *, reader: str = "", kind: str = "", is_page: bool = False) -> Source:
    found = encodings.decode(name, data, is_page=is_page)
    return Source(name, lf(found.text), hint=hint, reader=reader, data=kind, problems=found.problems)


def _marked(source: Source, kind: Format, body: Sequence[str]) -> Source:
    """What pandoc makes of a text without its front matter, with places in the original lines."""
    from exporter.readers import linemap
    from exporter.sources import includes

    own, found = includes.removed(kind.name, body)
    front = {**_said(kind, own), **source.front_matter}
    text = _fronted(_text(source.path, kind, "\n".join(own[source.front_lines :])), front)
    lines, tags = _untagged(text.split("\n"))
    places = linemap.located(own, lines, kind.name)
    problems = (*source.problems, *includes.problems(source.path, found))
    return Source(source.path, "\n".join(lines), places=places, hint=source.hint, tags=tags, problems=problems)


def _said(kind: Format, lines: Iterable[str]) -> dict[str, Any]:
    """What a document says of itself where pandoc does not see it."""
    if kind.name != "org":
        return {}
    from exporter.sources import org

    found = org.tags(lines)
    return {"tags": ", ".join(found)} if found else {}


def _untagged(lines: list[str]) -> tuple[list[str], dict[int, tuple[str, ...]]]:
    """The lines without the comments that the filter put behind headings, and the tags that they hold."""
    found = {n: said for n, line in enumerate(lines) if line.endswith("-->") and (said := _TAGS.search(line))}
    kept = [lines[n][: found[n].start()] if n in found else lines[n] for n in range(len(lines))]
    return kept, {n: grammar.split_names(said["tags"]) for n, said in found.items()}


def _fronted(text: str, given: Mapping[str, Any], title: str = "") -> str:
    """The text with those data that say what we ask for: of pandoc's front matter, and of the document's own."""
    import yaml

    found = _FRONT.match(text)
    loaded: Any = yaml.load(found[1], Loader=yaml.BaseLoader) if found else None
    front = loaded if isinstance(loaded, dict) else {}
    body = text[found.end() :] if found else text
    if "keywords" in front:
        front.setdefault("tags", front["keywords"])
    front = {"title": title} | front | dict(given)
    kept = {key: front[key] for key in _KEPT if front.get(key)}
    return f"---\n{yaml.safe_dump(kept, allow_unicode=True)}---\n\n{body}" if kept else body
