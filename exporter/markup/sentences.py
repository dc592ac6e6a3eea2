"""First sentence of a paragraph: it ends after a period, but not after `e.g.` or within `Node.js` or code."""

from __future__ import annotations

import re
from itertools import islice
from unicodedata import east_asian_width

from exporter.markup import parsing
from exporter.markup.texts import plain_of

_MOST = 20  # ends that are tried: then the paragraph is one sentence
_END = re.compile(r"[.!?…]+[\"'’”»)\]*_~]*(?=\s)|[。！？｡]+[」』）”’»*_~]*")
_CLOSERS = ("", "**", "*", "***", "__", "_", "~~")  # emphasis that reaches over the end of the sentence
# What a period shortens, and what goes on whatever stands behind it
_SHORT = re.compile(
    r"(?:[^\W\d_]\.)+[^\W\d_]|vs|cf|ca|approx|incl|excl|esp|resp|dr|mr|mrs|ms|prof|st|jr|messrs|viz|al|eg|ie|"
    r"bzw|ggf|evtl|inkl|bspw|p\.ex",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"no|nr|figs?|eq|sec|ch|chap|pp?|vol|ver|v|art|tab|abb|n°", re.IGNORECASE)  # before a number
_ALONE = re.compile(  # what a sentence behind it explains: alone it says too little
    r"(?:yes|no|true|false|correct|incorrect|wrong|right|exactly|absolutely|definitely|neither|both|never|"
    r"always|it depends|of course|not (?:really|necessarily|exactly|always)|"
    r"(?:it|they|we|you|this|that) (?:is|are|does|do|can|could|will|may|should)(?:n't|n’t| not)?|"
    r"ja|nein|oui|non|sí|да|нет|是|是的|不是|はい|いいえ|[\s,*_])+",
    re.IGNORECASE,
)


def first_sentence(text: str) -> str:
    """The first sentence of a paragraph's Markdown, as Markdown that stands alone; all of it where it has but one."""
    ends = [found.end() for found in islice(_END.finditer(text), _MOST) if _ends(text, found)]
    whole = _plain(text) if ends else ""
    cuts = (text[:end] + closer for end in ends for closer in _CLOSERS if closer in text[:end])
    # where a reader would not see the beginning of the text, the mark stands within code, a formula, or a link
    return next((cut for cut in cuts if whole.startswith(_plain(cut).rstrip())), text.rstrip())


def _plain(text: str) -> str:
    return plain_of(parsing.shown(text)[0])  # not cached: most of these texts are needed once


def says_little(sentence: str) -> bool:
    """Whether a sentence says no more than yes or no."""
    return bool(_ALONE.fullmatch(sentence.rstrip(" .!。！*_")))


def _ends(text: str, found: re.Match[str]) -> bool:
    """Whether a sentence ends with this mark, by the words around it."""
    before, after = text[: found.start()], text[found.end() :].lstrip()
    if not after or before.count("(") > before.count(")") + found[0].count(")"):
        return False
    if _ALONE.fullmatch(before):
        return False
    if east_asian_width(found[0][0]) in "WFH":
        return True
    following = after.lstrip("*_~\"'“”‘’«»([")[:1]
    return not following.islower() and not (found[0].startswith(".") and _is_short(before, after))


def _is_short(before: str, after: str) -> bool:
    """Whether the word that ends here is an abbreviation."""
    words = before.split()[-2:]
    word = words[-1].lstrip("(\"'“‘«[*_~") if words else ""
    if _SHORT.fullmatch(word):
        return True
    if len(word) == 1 and word.isupper():  # an initial stands first, behind a name, or before another one
        return len(words) < 2 or words[0][0].isupper() or after[1:2] == "."
    return after[0].isdigit() and bool(_NUMBERED.fullmatch(word))
