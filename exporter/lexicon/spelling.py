"""How words are compared, and the phrases that a field of the data stands for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

# Letters that are one to whoever types them (Arabic, Persian, Russian; Turkish in capitals), and signs that are not
# seen or may be missing: marks of direction, joiners, vowels of Arabic and Hebrew.
_ALIKE = str.maketrans("أإآىيكؤةёı’ʼ‘", "اااییکوهеi'''")
_UNSEEN = dict.fromkeys(
    [0x307, 0x640, 0x670, 0x200B, *range(0x200C, 0x2010), 0xFEFF, *range(0x64B, 0x653), *range(0x591, 0x5C8)]
)
_FOLDS = {**_ALIKE, **_UNSEEN}
_BRACES = re.compile(r"\{([^{}]*)\}")
_COMMAS = re.compile(r",\s*(?![^{}]*\})")
_SPELLED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "æ": "ae"})
_STRIPPED = str.maketrans("łđıøæß", "ldioas")
_ACCENTS = re.compile("[\u0300-\u036f]+")


@lru_cache(maxsize=8192)
def folded(text: str) -> str:
    """A text as words are compared: without case, width, marks that may be missing, and blanks that say nothing."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).casefold().translate(_FOLDS)
    return " ".join(text.lower().split())


def phrases(field: str, accents: str = "kept") -> Iterator[str]:
    """The phrases of a field, folded; also those without accents, where people type so."""
    for item in _COMMAS.split(field) if field else ():
        for phrase in _expanded(item.strip()):
            kept = folded(phrase)
            yield kept
            if accents == "spelled":
                yield kept.translate(_SPELLED)
            elif accents == "stripped":
                yield _unaccented(kept)


def _expanded(item: str) -> Iterator[str]:
    """`a {b/c}` is `a b` and `a c`."""
    found = _BRACES.search(item)
    if not found:
        yield item
        return
    for choice in found[1].split("/"):
        yield from _expanded(f"{item[: found.start()]}{choice}{item[found.end() :]}")


def _unaccented(text: str) -> str:
    plain = _ACCENTS.sub("", unicodedata.normalize("NFD", text.translate(_STRIPPED)))
    return unicodedata.normalize("NFC", plain)
