"""Missing glyphs: characters that no installed font has would be printed as empty boxes."""

from __future__ import annotations

import html
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from unicodedata import category

from exporter import markup, naming
from exporter.model import Document, Item, Location, Problem
from exporter.problems.outputs import NO_FONT, NO_GLYPH
from exporter.settings import FILE, PrintSettings

Ranges = tuple[tuple[int, int], ...]  # first and last code points, in order, none touching another

_UNSEEN = {"Cc", "Cf", "Cs", "Zs", "Zl", "Zp"}  # controls, joiners, spaces: nothing to draw
_SELECTORS = range(0xFE00, 0xFE10)  # they choose between two forms of the character before them
_SHOWN = 3  # characters in a message
_BOXES = range(0x2500, 0x25A0)  # what diagrams are drawn of
_NOTO, _CJK, _EMOJI, _DEJAVU = "noto", "cjk", "emoji", "dejavu"  # needs, as exporter/syspackages.txt calls them
_FONTS: tuple[tuple[int, str], ...] = (  # from a code point on; Noto's core has most scripts
    (0x0000, _NOTO),
    (0x1100, _CJK),  # Hangul Jamo
    (0x1200, _NOTO),
    (0x2190, _DEJAVU),  # arrows
    (0x2200, _NOTO),  # mathematical operators
    (0x2300, _NOTO),
    (0x2500, _DEJAVU),  # boxes, blocks, shapes
    (0x2600, _NOTO),  # symbols, dingbats
    (0x2800, _DEJAVU),  # braille
    (0x2900, _NOTO),
    (0x2E80, _CJK),
    (0xA000, _CJK),  # Yi
    (0xA4D0, _NOTO),
    (0xAC00, _CJK),  # Hangul
    (0xD7B0, _NOTO),
    (0xE000, ""),  # for private use: every font has its own there
    (0xF900, _CJK),
    (0xFB00, _NOTO),
    (0xFE30, _CJK),
    (0xFE50, _NOTO),
    (0xFF00, _CJK),
    (0xFFF0, _NOTO),
    (0x1B000, _CJK),  # historic kana
    (0x1B170, _NOTO),
    (0x1F000, _EMOJI),
    (0x1F780, _NOTO),  # shapes, arrows
    (0x1F900, _EMOJI),
    (0x1FA00, _NOTO),  # chess
    (0x1FA70, _EMOJI),
    (0x1FB00, _NOTO),
    (0x20000, _CJK),
    (0x40000, _NOTO),
    (0xF0000, ""),
)
_STARTS = [start for start, _ in _FONTS]


@dataclass(frozen=True, slots=True)
class Fonts:
    """Families and characters of the installed fonts."""

    families: frozenset[str]  # names, casefolded
    characters: Ranges
    upright: Ranges  # of the fonts whose characters are all equally wide: others break a diagram

    def have(self, char: str) -> bool:
        """Whether a character is drawn as it should be."""
        code = ord(char)
        return _holds(self.upright if code in _BOXES else self.characters, code)


def _holds(ranges: Ranges, code: int) -> bool:
    at = bisect_right(ranges, (code, 0x110000)) - 1
    return at >= 0 and ranges[at][0] <= code <= ranges[at][1]


def merged(ranges: Iterable[tuple[int, int]]) -> Ranges:
    """Ranges in any order as ranges in order, each as long as it can be."""
    made: list[tuple[int, int]] = []
    for first, last in sorted(ranges):
        if made and first <= made[-1][1] + 1:
            made[-1] = (made[-1][0], max(made[-1][1], last))
        else:
            made.append((first, last))
    return tuple(made)


def missing(documents: Sequence[Document], fonts: Fonts, install: Callable[[str], str]) -> Iterator[Problem]:
    """For every document and need of a font, the characters that are drawn as empty boxes without it.

    `install` returns the command that installs a font; "" if it is unknown.
    """
    lacks: dict[str, bool] = {}
    for document in documents:
        found: dict[str, dict[str, list[Item]]] = defaultdict(lambda: defaultdict(list))
        for item in document.items:
            title = [document.title] if item is document.items[0] else []
            for char in sorted(_lacking([*title, *item.section, *item.texts], fonts, lacks)):
                found[font(char)][char].append(item)
        yield from (_problem(install(need) if need else None, items) for need, items in found.items())


def unknown_families(chosen: PrintSettings, fonts: Fonts) -> Iterator[Problem]:
    """Font families in the settings that are not installed."""
    for key in ("fonts", "code_fonts"):
        for name in getattr(chosen, key):
            if name.casefold() not in fonts.families:
                message = f"print.{key} names {name}, which is not installed, so the next one is used. Install it, or"
                message += " choose a name that `fc-list : family` lists."
                yield NO_FONT.at(Location(FILE, 1), message)


def _lacking(texts: Sequence[str], fonts: Fonts, lacks: dict[str, bool]) -> set[str]:
    """The characters of some texts that are seen, and that no font has."""
    raw = "\n".join(texts)
    chars = set(html.unescape(raw) if "&" in raw else raw)
    for char in chars - lacks.keys():
        lacks[char] = char > "~" and _is_seen(char) and not fonts.have(char)
    gone = {char for char in chars if lacks[char]}
    return gone and gone.intersection("".join(map(_printed, texts)))


def _is_seen(char: str) -> bool:
    return category(char) not in _UNSEEN and ord(char) not in _SELECTORS


def _printed(text: str) -> str:
    """What is drawn with fonts: no addresses of links, no formulas, which bring their own."""
    seen = markup.plain(text)
    for tex in markup.formulas(text):
        seen = seen if markup.fault(tex) else seen.replace(tex, " ", 1)
    return seen


def font(char: str) -> str:
    """The kind of font that has a character; empty if it is unknown."""
    return _FONTS[bisect_right(_STARTS, ord(char)) - 1][1]


def _problem(command: str | None, found: Mapping[str, Sequence[Item]]) -> Problem:
    shown = ", ".join(f"{char} (U+{ord(char):04X})" for char in list(found)[:_SHOWN])
    shown += f" and {len(found) - _SHOWN} others" * (len(found) > _SHOWN)
    places = sorted({item.where for items in found.values() for item in items})
    where = f", here and in {naming.count(len(places) - 1, 'more place')}" * (len(places) > 1)
    boxes = all(ord(char) in _BOXES for char in found)
    fault = "no font for diagrams has" if boxes else "no installed font has"
    result = "their lines would not join" if boxes else "empty boxes would be printed"
    remedy = f"Install one: `{command}`." if command else "Install one that has them."
    remedy = "Replace them: these code points are reserved for private use." if command is None else remedy
    return NO_GLYPH.at(places[0], f"{fault} {shown}: {result}{where}. {remedy}")
