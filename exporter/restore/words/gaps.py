"""Gaps between words that a paste dropped, put back where that is certain.

A browser's plain text drops the gap between two elements: a badge sticks to its question, a bold lead to the name of
code after it. What is uncertain stays as it is.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Callable, Collection, Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from exporter.restore.words.frequencies import MODULES, word_set

_LEVELS = "Beginner|Intermediate|Advanced|Basic|Easy|Medium|Hard|Expert|Junior|Senior"
_ASKING = "What|Why|How|When|Where|Which|Who|Explain|Describe|Is|Are|Can|Do|Does|Write|Name|List|Define|Compare"
_STARTERS = (  # no method of a library is named so, `list.First` or `query.Where`, or an article follows
    r"(?:The|This|That|These|Those|It|It's|Its|An|You|You're|Your|We|Our|They|Their|There|Here|However|Also|What|Why|How"
    r"|Who|Which|While|If|But|So|Since|Because|Although|After|Before|Both|Some|Most|Many|Once|No|Yes|Note|Now|Unlike"
    r"|Instead|Therefore|Thus|Moreover|Additionally|Otherwise|Don't|Do|Does)\b(?!\()"
    r"|(?:A|As|At|By|For|From|In|On|To|Use|When|With)\s(?:a|an|the|this|that|it|you|your|we|our|most|example|general)\b"
)
_EMOJI = r"(?:[\U0001F300-\U0001FAFF\u231A-\u23FF\u2600-\u27BF\u2B50\u2B55\u2139]\uFE0F?|\u20E3)"
_SEAMS: Final = tuple(  # the gap belongs where group 1 ends; group 2 and 3, where they are, must be known words
    re.compile(pattern)
    for pattern in (
        rf"({_EMOJI})(?=\w)",
        rf"([?!.)\]\"”’])(?=(?:{_LEVELS})$)",
        rf"(\b(?P<left>[a-z]{{2,40}}))(?=(?:{_LEVELS})$)",
        rf"^((?:Q?\d{{1,3}}[.):]?|{_LEVELS}))(?=(?:{_ASKING})\s)",
        rf"(\b(?P<left>[A-Za-z][a-z]{{1,40}})[\"”’)]?[.:])(?={_STARTERS})",
        r"(\b(?P<left>[a-z]{2,40})\.)(?=(?P<right>[A-Z][a-z]{1,40})\s[a-z])",
        rf"(\w[\"”’)]?[?!])(?={_STARTERS})",
        rf"(\w\(\)?[.)]|[\w\"”’]\)\.|[)\]])(?={_STARTERS})",
        r"(\b(?P<left>[A-Za-z][a-z]{1,40})[?!])(?=(?P<right>[A-Z][a-z]{1,40})(?![\w=(]))",
        r"^([A-Z][a-z]{1,30}(?:\s[a-z]{1,30}){0,2}\s(?P<left>[a-z]{2,30}):)(?=(?P<right>[a-z]{2,30})(?:[\s.,]|$))",
        r"^((?P<left>[A-Z][a-z]{1,30}):)(?=(?P<right>[A-Za-z][a-z]{1,30})\s[a-z])",
        rf"^([A-Z][a-z]{{1,30}}:)(?=(?:{_LEVELS})$)",
        r"(\([^()\n]{3,60}\))(?=(?:and|are|for|in|is|of|or|that|the|to|which|with)\s)",
        r"(\w\((?:s|es|[^()\n]{3,60})?\))(?=(?P<right>[a-z]{2,30})(?:[\s.,;:!?]|$))",
    )
)
_WORD = re.compile(r"`[^`\n]*`|\S+")
_CLOSED = re.compile(r"^`.*`$|://|\\|\w@\w|^\W*www\.")  # code, addresses
_GLUED_CODE = re.compile(r"""(?<![\w./@$:-])([a-z]{4,40})(?=[:.(_=/-])(["-+\--:<->@-~]{1,60}?)(?=[.,;:!?]*(?:\s|$))""")
_LINKS: Final = word_set("an and as by for from in into is like of on or the to use using via with")

Known = Callable[[str], bool]


class Gap(NamedTuple):
    """A gap that was put back: the word as it stood, and parted."""

    glued: str
    parted: str


def _code_seams(text: str, tokens: Collection[str], known: Known) -> Iterator[int]:
    """Where a word runs into a name that the code holds: `imagesnode:20-alpine`, `therun()`."""
    for match in _GLUED_CODE.finditer(text):
        word, rest = match[1], match[2] if "(" in match[2] else match[2].rstrip(")")
        if known(word) or word in tokens or word + rest in tokens:
            continue
        tail = "" if rest.startswith("()") else rest
        names = (at for at in range(2, len(word) - 2) if word[at:] + tail in tokens)
        cuts = [at for at in names if _may_end(word[:at], known)]
        if len(cuts) == 1:
            yield match.start() + cuts[0]


def _may_end(word: str, known: Known) -> bool:
    """Whether a word may run into a name: one that leads to it, or a known one that is not short."""
    return word in _LINKS or (len(word) > 3 and known(word))


def _seams(text: str, tokens: Collection[str], known: Known) -> Iterator[int]:
    for pattern in _SEAMS:
        for match in pattern.finditer(text):
            parts = [part.lower() for part in match.groupdict().values() if part]
            field = "." in match[1] and any(part in tokens or part in MODULES for part in parts)
            if all(map(known, parts)) and not (field and len(parts) > 1):  # `order.Name`, where the code has an order
                yield match.end(1)
    yield from _code_seams(text, tokens, known)


def unglue(text: str, known: Known, tokens: Collection[str] = frozenset()) -> tuple[str, list[Gap]]:
    """Put the gaps back that a paste dropped between two elements, where that is certain; return the places, too.

    `known` says whether a word is one of the document or its language; `tokens` are those of its code (`Names.tokens`).
    """
    cuts = sorted(set(_seams(text, tokens, known)))
    if not cuts:
        return text, []
    closed = [edge for match in _WORD.finditer(text) if _CLOSED.search(match[0]) for edge in match.span()]
    cuts = [cut for cut in cuts if bisect(closed, cut) % 2 == 0]
    seams = []
    for cut in cuts:
        left, right = text[max(0, cut - 60) : cut].rpartition(" ")[2], text[cut : cut + 60].partition(" ")[0]
        seams.append(Gap(left + right, f"{left} {right}"))
    pieces = [text[start:end] for start, end in pairwise([0, *cuts, len(text)])]
    return " ".join(pieces), seams
