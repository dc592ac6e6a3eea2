r"""HTML normal form of Anki fields, to compare and convert them: editors rewrite the HTML that a package had.

Two fields are the same where their normal forms are: entities, `<b>` for `<strong>`, spans of highlighted code and
invisible attributes do not count. A `\` that was kept from MathJax stands as `KEPT`, so that it is no formula.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from exporter import markup
from exporter.pull import editor
from exporter.pull.merge import Lens, escaped

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag
    from bs4.element import PageElement

KEPT = "\ue05c"  # of the private use area: a backslash that is text
_SAME = {"b": "strong", "i": "em", "strike": "s", "del": "s"}
_SEEN = {
    "href",
    "src",
    "alt",
    "title",
    "data-lang",
    "align",
    "start",
    "type",
    "data-name",
}  # attributes that mean something
_CLASSES = re.compile(
    r"callout|callout-title|note|tip|important|warning|caution|table|diagram|cloze|right|no-image|tex|footnotes?"
)
_INLINE = {"a", "strong", "em", "s", "code", "span", "mark", "img", "br", "sub", "sup", "kbd", "u", "small", "font"}
_CLOZE = re.compile(r"\{\{c\d+::|\}\}")
_AROUND = re.compile(
    r"\s*(</?(?:li|ul|ol|p|br|t[rdh]|thead|tbody|table|div|blockquote|details|summary)(?: [^<>]*)?/?>)\s*"
)
_EMPTY = {"alt", "title"}  # that say nothing where they are empty
_SOUND = re.compile(r"\[sound:([^\[\]<>\"&]+)\]")
_FORMULA = re.compile(r"\\\(.*?\\\)|\\\[.*?\\\]", re.DOTALL)


def units(html: str, built: str | None = None) -> list[str]:
    """The blocks of a field in their normal form; with the `built` field, code that the editor split is one again."""
    soup = _normal(html)
    if built is not None and html.count("<pre") > 1:
        editor.rejoin(soup, _normal(built))
    return [unit for unit in _blocks(soup.contents) if _says(unit)]


def _normal(html: str) -> BeautifulSoup:
    """The elements of a field in their normal form."""
    soup = _parsed(_SOUND.sub(r'<img src="\1"/>', html))
    for tag in soup.find_all(True):
        _normalize(tag)
    editor.tidy(soup)
    for text in list(soup.find_all(string=True)):
        if not text.find_parent("pre"):
            text.replace_with(re.sub(r"\s+", " ", str(text).replace("\xa0", " ")))
    return soup


def _parsed(html: str) -> BeautifulSoup:
    from bs4 import BeautifulSoup

    return BeautifulSoup(unicodedata.normalize("NFC", html), "html.parser")


def _says(unit: str) -> bool:
    return bool(bare(unit).strip()) or "<img" in unit or "<hr" in unit


def _normalize(tag: Tag) -> None:
    tag.name = _SAME.get(tag.name, tag.name)
    if "mathjax_ignore" in (tag.get("class") or []):
        tag.string = tag.get_text().replace("\\", KEPT)
        tag.unwrap()
    elif tag.name in ("span", "font"):
        _unwrap(tag)
    elif tag.name == "br" and tag.find_parent("pre"):
        tag.replace_with("\n")
    else:
        tag.attrs = dict(_seen(tag))


def _seen(tag: Tag) -> Iterator[tuple[str, Any]]:
    """The attributes that mean something."""
    for name in sorted(_SEEN & set(tag.attrs)):
        if tag[name] or name not in _EMPTY:
            yield name, tag[name]
    classes = [name for name in tag.get("class") or [] if _CLASSES.fullmatch(name)]
    if classes:
        yield "class", " ".join(classes)


def _unwrap(tag: Tag) -> None:
    """Takes a `<span>` away; what its style means becomes elements."""
    outer, *inner = editor.styled(tag) or [""]
    if not outer or tag.find_parent("pre"):
        tag.unwrap()
        return
    tag.name, tag.attrs = outer, {}
    for name in inner:
        held = _parsed("").new_tag(name)
        held.extend(list(tag.contents))
        tag.append(held)


def _blocks(nodes: Sequence[PageElement]) -> Iterator[str]:
    """Blocks of these nodes; inline ones that follow each other, and the lines that an editor makes, are paragraphs."""
    run: list[PageElement] = []
    for node in nodes:
        name = getattr(node, "name", None)
        if name is None or name in _INLINE:
            run.append(node)
            continue
        yield from _paragraphs(run)
        run = []
        line = name == "p" or (name == "div" and not getattr(node, "attrs", {}))
        yield from _blocks(list(getattr(node, "contents", ()))) if line else [_block(node)]
    yield from _paragraphs(run)


def _paragraphs(run: Sequence[PageElement]) -> Iterator[str]:
    """Inline nodes as paragraphs: a blank line, which is two breaks, stands between them, and none at their ends."""
    held: list[PageElement] = []
    between: list[PageElement] = []  # breaks and blanks since the last node that shows something
    for node in run:
        if getattr(node, "name", None) == "br" or not str(node).strip():
            between.append(node)
            continue
        if sum(getattr(each, "name", None) == "br" for each in between) > 1:
            yield from _paragraph(held)
            held = []
        held += [*(between if held else []), node]
        between = []
    yield from _paragraph(held)


def _written(node: PageElement) -> str:
    from bs4 import Tag

    return (
        node.decode(formatter="minimal") if isinstance(node, Tag) else markup.escape(str(node)).replace("&quot;", '"')
    )


def _block(node: Any) -> str:
    """A block without the spaces around its inner blocks, which editors and renderers set as they like."""
    text = _written(node)
    return text if node.name == "pre" or "<pre" in text else _AROUND.sub(r"\1", text)


def _paragraph(nodes: Sequence[PageElement]) -> Iterator[str]:
    text = "".join(map(_written, nodes)).strip()
    text = text if "<pre" in text else _AROUND.sub(r"\1", text)
    if text:
        yield f"<p>{text}</p>"


def bare(unit: str) -> str:
    """The characters of a block, as they stand in Markdown, too."""
    return _parsed(unit).get_text().replace(KEPT, "\\")


def lost(after: Sequence[str], before: Sequence[str], lens: Lens) -> str:
    """What of edited blocks has no form in Markdown: an image, an element, or the words of a block."""
    for unit in after:
        if unit in before:
            continue
        made = lens.convert([unit], "") or ""
        shown = lens.view(made)
        if shown != [unit]:
            return _named(unit, shown)
    return "the order or the nesting of its blocks"


def _named(unit: str, shown: Sequence[str]) -> str:
    """The first element of a block that its Markdown does not show, else the beginning of its words."""
    there = [_sign(tag) for tag in _parsed("".join(shown)).find_all(True)]
    for tag in _parsed(unit).find_all(True):
        sign = _sign(tag)
        if sign in there:
            there.remove(sign)
        elif tag.name == "img":
            return f"the image {str(tag.get('src') or 'without a name')[:80]}"
        else:
            return f"<{tag.name}> around “{_beginning(tag.get_text())}”"
    return f"“{_beginning(bare(unit))}”"


def _sign(tag: Tag) -> tuple[str, str]:
    return tag.name, str(tag.get("src") or "")


def _beginning(text: str) -> str:
    words = " ".join(text.split())
    return f"{words[:40]}…" if len(words) > 40 else words


def lens(shown: Callable[[str], str], images: Mapping[str, str]) -> Lens:
    """How fields are looked at: `shown` renders Markdown; `images` has their addresses by their name in Anki."""

    def convert(after: Sequence[str], markdown: str) -> str | None:
        return markup.tidy("\n\n".join(_converter(tuple(images.items())).convert(unit).strip("\n") for unit in after))

    return Lens(lambda markdown: units(shown(markdown)), bare, convert)


def marked(html: str) -> str | None:
    """A cloze field with marks instead of braces, as our renderer has them; None where a cloze has a hint."""
    parts, done, opened = [], 0, 0
    for found in _CLOZE.finditer(html):
        between = html[done : found.start()]
        if opened and "::" in between:
            return None
        closes = found[0] == "}}"
        mark = ("</mark>" if opened else found[0]) if closes else '<mark class="cloze">'
        opened += (-1 if opened else 0) if closes else 1
        parts += [between, mark]
        done = found.end()
    return "".join([*parts, html[done:]])


@cache
def _converter(images: tuple[tuple[str, str], ...]) -> Any:
    return _make(dict(images))


def _make(images: Mapping[str, str]) -> Any:
    from markdownify import ATX, MarkdownConverter  # slow to load, and seldom needed

    class Converter(MarkdownConverter):
        """HTML of ours, as its reader left it, as our Markdown."""

        def escape(self, text: str, parent_tags: set[str]) -> str:
            return text if "pre" in parent_tags or "code" in parent_tags else _escaped(text)

        def convert_pre(self, el: Tag, text: str, parent_tags: set[str]) -> str:
            language = "text" if "diagram" in (el.get("class") or []) else str(el.get("data-lang") or "")
            return f"\n\n{markup.fence(el.get_text(), language)}\n\n"

        def convert_code(self, el: Tag, text: str, parent_tags: set[str]) -> str:
            """A formula that Anki shows as code stands there with its delimiters."""
            if "tex" in (el.get("class") or []):
                return text
            return str(super().convert_code(el, text, parent_tags))  # type: ignore[misc]  # its stubs know none

        def convert_mark(self, el: Tag, text: str, parent_tags: set[str]) -> str:
            return f"=={text}==" if "cloze" in (el.get("class") or []) else text

        def convert_div(self, el: Tag, text: str, parent_tags: set[str]) -> str:
            return _callout(el, text) or f"\n\n{text.strip()}\n\n"

        def convert_sup(self, el: Tag, text: str, parent_tags: set[str]) -> str:
            return _footnote(el, text) if "footnote" in (el.get("class") or []) else f"<sup>{text}</sup>"

        convert_kbd = convert_small = convert_sub = convert_u = _as_html

        def convert_ol(self, el: Tag, text: str, parent_tags: set[str]) -> str:
            own = _footnotes(el, lambda li: str(self.convert(li.decode_contents())))
            return own or str(super().convert_ol(el, text, parent_tags))  # type: ignore[misc]  # its stubs know none

        def convert_img(self, el: Tag, text: str, parent_tags: set[str]) -> str:
            source = str(el.get("src") or "")
            return f"![{el.get('alt') or ''}]({images.get(source, source)})"

    return Converter(heading_style=ATX, bullets="-", strong_em_symbol="*", newline_style="backslash", wrap=False)


def _as_html(self: object, el: Tag, text: str, parent_tags: set[str]) -> str:
    """An element that Markdown has no sign for."""
    return f"<{el.name}>{text}</{el.name}>"


def _escaped(text: str) -> str:
    """Words as Markdown that shows just them, but for the formulas among them."""
    parts, formulas = _FORMULA.split(text), [*_FORMULA.findall(text), ""]
    said = (escaped(part.replace(KEPT, "\\")) + formula for part, formula in zip(parts, formulas, strict=True))
    return "".join(said)


def _callout(el: Tag, text: str) -> str:
    """A block of ours in a coloured box as a quote; "" where it is none."""
    kind = next((name for name in el.get("class") or [] if name in markup.CALLOUTS), None)
    if not kind:
        return ""
    head = el.find(class_="callout-title")
    title = head.get_text() if head else ""
    body = text.strip().removeprefix(title).strip()
    title = "" if title == markup.CALLOUTS[kind] else f" {title}"
    quoted = "\n".join(f"> {line}".rstrip() for line in body.split("\n"))
    return f"\n\n> [!{kind.upper()}]{title}\n{quoted}\n\n"


def _footnote(el: Tag, number: str | int) -> str:
    return f"[^{el.get('data-name') or number}]"


def _footnotes(notes: Tag, convert: Callable[[Tag], str]) -> str:
    """The definitions of a list of footnotes; what follows the first line of one is indented. "" for another list."""
    if "footnotes" not in (notes.get("class") or []):
        return ""
    items = enumerate(notes.find_all("li", recursive=False), 1)
    said = (f"{_footnote(li, n)}: {convert(li).strip()}" for n, li in items)
    return "\n\n" + "\n".join(note.replace("\n", "\n    ") for note in said) + "\n\n"
