"""Prose score: how much a line reads as a sentence, heading or flattened table row rather than as code."""

from __future__ import annotations

import re
from typing import Final

NEVER: Final = 50.0  # a bullet, a callout, a box of a diagram: no neighbor makes code of it

_STOP_WORDS: Final = """
    the a an of to that this these those it its are be been was were by can could which when where what who
    why how you your we our they their he she has have had will would may might must should than then into
    because but also such each every any some more most very only bothes do doesn't don't isn't can't cannot
    there here use used uses using between while without within allows provides returns creates is so about
    after before like just
"""
_STOP: Final = frozenset(_STOP_WORDS.split())
_WEAK_WORDS: Final = "in and or for with as from on not if at one all no new"  # some languages have them as well
_WEAK: Final = frozenset(_WEAK_WORDS.split())

_WORD = re.compile(r"(?<![^\s(\"'“‘])[A-Za-zÀ-ɏ][a-zà-ɏ'’]*(?:[-/][A-Za-z]?[a-z]+)*(?=[\s,.;:!?)\"”’]|$)")
_FOREIGN = re.compile(r"[\u0370-\u1fff\u2c00-\ud7ff\uf900-\ufaff]")
_END = re.compile(r"[\w)\"'”’%][.?!…][)\"'”’]*$")
_CAPITAL = re.compile(r"\s*[\"“(]?[A-ZÀ-Þ][a-zà-ɏ'’]*(-\w+)*[,:]? +[\"“(]?[A-Za-zÀ-ɏ]")
# A name or a command, and what it is for
_ASIDE = re.compile(r"\w\(\) (?:for|or|and|vs|is|with|to|in) | [-–—] [a-z]+ [a-z]+")
_LEAD = re.compile(r"\s*[A-Z][a-z]+( [A-Za-z]+){0,3}:(\s|$)")
_TYPOGRAPHY = re.compile(r"[—–“”’]")
_NEVER = re.compile(
    r"\s*[•◦▪‣●○■□➤►▸]|\s?(?:[\U0001f000-\U0001faff\u2600-\u2712\u2716\u2728-\u27bf\u2139\u2b50\u2b55\u23e9-\u23fa])"
    r"|.*[┌┐╔╗╭╮]"
)
_NUMBERED = re.compile(r"\s*\d{1,2}[.)] +[A-Za-z`\"“(]")
# A cell's end glued to the next cell's start: a call or an index that goes on as a word, `psLists running …`
_GLUED_CODE = re.compile(r"\w\([^()]*\)[A-Za-z_]|\][A-Za-z_]|\w____\w")
_GLUED_WORDS = re.compile(
    r"\s-{1,2}[a-z]{1,12}[A-Z][a-z]{2,} [a-z]"
    r"|(?:^|[\s-])[a-z0-9./:]+[A-Z][a-z]+(?: (?!from |in |of |as |where )[a-z][a-z'’-]*,?)+[.;]?(?: |$)"
)
_GLUED_END = re.compile(r"[a-z][a-z -]* [a-z]{4,}[A-Z][a-z]{1,4}$")  # `… keptYes`
_LONE = re.compile(r"[A-Z][a-z]+(?:[A-Z0-9][a-z]*)*[:.]?$")
_HEADER = re.compile(r"([A-Z][a-z]+){3,}$|([A-Z][a-z]+){2,}( [A-Za-z]+)+$|\d+[A-Z][a-z]\w*$")


def never(line: str) -> bool:
    """Whether the line is of a kind that no code has."""
    return bool(_NEVER.match(line))


def prose(code: str) -> float:
    """How strongly a line speaks for prose: 0 not at all, 3 a short sentence, more for a longer one."""
    words = [word.lower() for word in _WORD.findall(code)]
    stops = sum(1.0 for word in words if word in _STOP) + sum(0.4 for word in words if word in _WEAK)
    sentence = _sentence(code, len(words), stops)
    each = 0.25 if stops >= 1 or sentence >= 1 else 0.15
    return each * len(words) + 0.8 * stops + sentence + _seams(code) + 0.4 * len(_FOREIGN.findall(code))


def _sentence(code: str, words: int, stops: float) -> float:
    """What the beginning and the end of a line say."""
    score = 0.0
    if _CAPITAL.match(code):
        score += 1.0
    if _END.search(code) and (stops or words >= 3):
        score += 1.5
    if _LEAD.match(code):
        score += 1.0
    if _TYPOGRAPHY.search(code):
        score += 1.0
    if _ASIDE.search(code):
        score += 2.0
    return score + (4.0 if _NUMBERED.match(code) else 0.0)


def _seams(code: str) -> float:
    """Rows of a flattened table: two cells without a space between."""
    if _GLUED_CODE.search(code):
        return 4.5
    if _GLUED_WORDS.search(code):
        return 5.0
    if _GLUED_END.match(code):
        return 4.0
    if _LONE.match(code):
        return 1.2
    return 2.0 if _HEADER.match(code) else 0.0
