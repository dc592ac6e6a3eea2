"""Languages of what is printed, and the direction of each block: by its first strong character (UAX 9, P2)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from unicodedata import bidirectional

from exporter import naming
from exporter.lexicon import guess
from exporter.model import Card, Document, Item

_RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ku", "ps", "sd", "syr", "ug", "ur", "yi"})
_CYRILLIC = frozenset({"be", "bg", "mk", "ru", "sr", "uk"})
_SAMPLE = 60  # cards that tell a document's language
_STRONG = {"L": "ltr", "R": "rtl", "AL": "rtl"}
_FOREIGN = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_PART = re.compile(
    r"<(?P<own>pre|svg|code)\b[^<>]*>.*?</(?P=own)>|<(?P<tag>/?[a-z][a-z0-9]*)(?P<rest>[^<>]*)>|(?P<text>[^<>]+)|.",
    re.DOTALL,
)  # code and pictures have a direction of their own
_BLOCKS = frozenset({"section", "header", "div", "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt"})
_BLOCKS |= {"dd", "table", "th", "td", "blockquote", "figure", "figcaption"}
_ENTITY = re.compile(r"&[^;\s]+;")
# Letters that only one of the two ways to write Chinese has; the other's stand at the same place
_SIMPLIFIED = frozenset("们这为国来对时会过说学发样么还点动机问间关东马车书长门见话语让认识应该进远边达运气电数据实现")
_TRADITIONAL = frozenset("們這為國來對時會過說學發樣麼還點動機問間關東馬車書長門見話語讓認識應該進遠邊達運氣電數據實現")


def of_document(document: Document) -> str:
    """The language of a document, which decides fonts, hyphens and what pages say; English where none is known."""
    text = "\n".join(card.question + card.answer for card in islice(document.cards, _SAMPLE))
    return _precise(naming.language(document) or guess.by_alphabet(text) or "en", text)


def of_item(item: Item, home: str) -> str:
    """The language of a card or note of a document in some language."""
    texts = (item.question, item.answer) if isinstance(item, Card) else (item.title, item.text)
    found = naming.language_of(*texts, "") or _by_alphabet("".join(texts), home)
    return home if found == home.partition("-")[0] else _precise(found, "".join(texts))


def _by_alphabet(text: str, home: str) -> str:
    """The language of a text in an alphabet that its document's language does not use."""
    found = "" if text.isascii() else guess.by_alphabet(text)
    return found if found and _script(found) != _script(home) else home


def _script(tag: str) -> str:
    """Whether a language is written from right to left, or in Cyrillic letters, or another way."""
    return "rtl" if is_rtl(tag) else "cyrillic" if tag.partition("-")[0] in _CYRILLIC else ""


def _precise(tag: str, text: str) -> str:
    """Chinese with the country whose letters are used: fonts go by it."""
    if tag != "zh":
        return {"zh-Hans": "zh-CN", "zh-Hant": "zh-TW"}.get(tag, tag)
    simplified, traditional = (sum(map(letters.__contains__, text)) for letters in (_SIMPLIFIED, _TRADITIONAL))
    return "zh-TW" if traditional > simplified else "zh-CN"


def is_rtl(tag: str) -> bool:
    """Whether a language is written from right to left."""
    return tag.partition("-")[0] in _RIGHT_TO_LEFT


def directed(html: str) -> str:
    """HTML with the direction of its blocks, where some of it is written from right to left."""
    return _Directing().made(html) if _FOREIGN.search(html) else html


@dataclass(slots=True)
class _Directing:
    """Blocks of some HTML, each of which waits for its first strong character."""

    parts: list[str] = field(default_factory=list)
    open: list[tuple[str, int]] = field(default_factory=list)  # blocks: tag, and where in `parts` its attribute goes
    waiting: list[int] = field(default_factory=list)

    def made(self, html: str) -> str:
        """The HTML with directions."""
        for part in _PART.finditer(html):
            if part["text"] and self.waiting and (direction := _first(part["text"])):
                for place in self.waiting:
                    self.parts[place] = f' dir="{direction}"'
                self.waiting = []
            if part["tag"] in _BLOCKS:
                self._begin(part)
            else:
                self.parts.append(part[0])
                if part["tag"] and part["tag"][0] == "/" and part["tag"][1:] in _BLOCKS:
                    self._end(part["tag"][1:])
        return "".join(self.parts)

    def _begin(self, part: re.Match[str]) -> None:
        self.parts += [f"<{part['tag']}{part['rest']}", "", ">"]
        self.open.append((part["tag"], len(self.parts) - 2))
        self.waiting.append(len(self.parts) - 2)

    def _end(self, tag: str) -> None:
        while self.open:
            name, place = self.open.pop()
            self.waiting = [other for other in self.waiting if other != place]
            if name == tag:
                return


def _first(text: str) -> str:
    """The direction of the first strong character of a text."""
    return next(_strong(_ENTITY.sub("", text)), "")


def _strong(text: str) -> Iterator[str]:
    return (_STRONG[kind] for kind in map(bidirectional, text) if kind in _STRONG)
