"""What marks options as right or wrong: signs and words at their ends, emphasis around them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from exporter.lexicon.wording import Wording, holds
from exporter.readers.inferred.options.heads import says_right
from exporter.readers.inferred.preparation.choices.runs import Piece, Run

_RIGHT = frozenset("✅✔☑✓√")
_WRONG = frozenset("❌✗✘❎☒✖")
_AFTER = re.compile(
    r"[ \t]*(?P<sign>[✅✔☑✓√❌✗✘❎☒✖]\ufe0f?|\(\*\)|(?<![*\w])\*{1,2}|(?<=\w)\*(?!\*)|<-+|←|👈|⬅\ufe0f?)?"
    r"(?P<said>[ \t]*(?:[(\[（【][^()\[\]（）【】]{1,40}[)\]）】]"
    r"|(?:[-–—:：]|(?<=<-)|(?<=<--)|(?<=←))[ \t]*[^\W\d_][^()\[\]:]{1,30}))?[ \t]*$"
)
_WHY = re.compile(  # `(correct answer — since it floats)`
    r"[(\[（【](?P<said>[^\W\d_][^()\[\]（）【】—–:：,;.!-]{2,30}?)[ \t]?(?:[—–:：,;.!]|[ \t]-[ \t])[ \t]*"
    r"(?P<why>(?!(?:\W*(?:and )?\w{1,2}\b)+\W*$)\S.{0,1500})[)\]）】][ \t]*$"  # else it names options
)
_OPENING = re.compile(r"[(\[（【](?=[^\W\d_]{2})")
_PAIRS = {"**": "**", "__": "__", "==": "==", "*": "*", "_": "_"}
_TEXT = re.compile(
    r"(?P<open>\*\*|__|==|<(?P<tag>b|strong|u|mark|ins)>|[*_])(?P<text>\S.*?)(?P<shut>\*\*|__|==|</(?:b|strong|u|mark|ins)>|[*_])"
)
_WRONGLY = Wording(("wrong",), ("answer", "option", "article"))
_RIGHTLY = Wording(("right", "loose"), ("answer", "option", "article", "be"))
_LONGEST = 100  # characters that what `_AFTER` finds may take
_LEAST = 2  # questions whose options a mark must tell apart, unless it says so itself
_SHARE = 0.6  # of all questions
_SAME = 3  # questions from which on the marked options may not stand all at the same place


class Bare(NamedTuple):
    """An option without its marks."""

    text: str
    marks: frozenset[str]
    why: str = ""  # what a mark says of it besides


def bare(piece: Piece) -> Bare:
    """Takes the marks off an option."""
    marks = {f"before {piece.before[0]}"} if piece.before else set()
    if piece.box:
        marks.add("box" if piece.box[1:-1].strip() else "box -")
    if piece.bullet:
        marks.add(f"bullet {piece.bullet.strip()}")
    text, why = _without_why(piece.rest.strip())
    text, after = _without_after(text)
    marks |= after | ({why[0]} if why[0] else set())
    if piece.wrap:
        inner, wrapped = _unwrapped(piece.wrap + text)
        text = inner if wrapped else text.replace(_shut(piece.wrap), "", 1).strip()
        marks.add(f"{'all' if wrapped else 'lead'} {piece.wrap}")
    else:
        inner, wrapped = _unwrapped(text)
        if wrapped:
            text = inner
            marks.add(f"text {wrapped}")
    text, more = _without_after(text)
    return Bare(text, frozenset(marks | more), why[1])


def _without_why(text: str) -> tuple[str, tuple[str, str]]:
    """An option without brackets at its end that say that it is right or wrong, and why; the mark and the reason."""
    for opening in _OPENING.finditer(text, 1) if text.endswith((")", "]", "）", "】")) else ():
        found = _WHY.fullmatch(text, opening.start())
        is_wrong = bool(found and _WRONGLY.says(found["said"]))
        # `(Answer: the hen)` may be of any option
        is_right = bool(found and says_right(found["said"]) and holds(found["said"], "right", "loose"))
        if found and (is_wrong or is_right) and found["why"].count("(") == found["why"].count(")"):
            mark = f"said {'wrong' if is_wrong else 'right'}"
            return text[: opening.start()].rstrip(), (mark, found["why"].strip())
    return text, ("", "")


def _shut(mark: str) -> str:
    return mark.replace("<", "</") if mark[0] == "<" else mark


def _unwrapped(text: str) -> tuple[str, str]:
    """A text without the emphasis around all of it, and that."""
    found = _TEXT.fullmatch(text)
    if not found or found["shut"] != _shut(found["open"]) or found["open"] in found["text"]:
        return text, ""
    return found["text"].strip(), found["open"]


def _without_after(text: str) -> tuple[str, set[str]]:
    """A text without the signs or the words at its end that tell right from wrong."""
    found = _AFTER.search(text, max(0, len(text) - _LONGEST))
    if not found or not found.start():
        return text, set()
    marks = set()
    said = (found["said"] or "").strip(" \t()[]（）【】-–—:：")
    if said:
        told = (
            "right" if says_right(said) else "true" if _RIGHTLY.says(said) else "wrong" if _WRONGLY.says(said) else ""
        )
        if not told:
            return text, set()
        marks.add(f"said {told}")
    if found["sign"]:
        marks.add(f"after {found['sign'][:3].rstrip(chr(0xFE0F))}")
    return text[: found.start()].rstrip(), marks


def _is_wrong(mark: str) -> bool:
    return mark == "said wrong" or mark[-1] in _WRONG


def _is_sure(mark: str) -> bool:
    """Whether a mark says itself that an option is right."""
    return mark in ("said right", "said true", "before *", "after (*)", "box") or mark[-1] in _RIGHT


def right(runs: Sequence[Run], made: Sequence[Sequence[Bare]]) -> dict[int, tuple[int, ...]]:
    """The right options of each run, by the mark that tells them apart in most runs."""
    told: dict[str, dict[int, tuple[int, ...]]] = defaultdict(dict)
    for n, options in enumerate(made):
        for mark in frozenset().union(*(option.marks for option in options)):
            marked = tuple(m for m, option in enumerate(options) if mark in option.marks)
            if len(marked) < len(options) and (mark != "said true" or _are_others_wrong(options)):
                told[mark][n] = marked
    positive = {mark: found for mark, found in told.items() if not _is_wrong(mark) and _tells(mark, found, runs)}
    if positive:
        return _agreeing(positive)
    negative = {mark: found for mark, found in told.items() if _is_wrong(mark) and _tells(mark, found, runs)}
    return {
        n: tuple(m for m in range(len(runs[n].pieces)) if m not in wrong) for n, wrong in _agreeing(negative).items()
    }


def _are_others_wrong(options: Sequence[Bare]) -> bool:
    """Whether all say what they are: "(right)" alone may be a side."""
    return all(option.marks & {"said true", "said wrong"} for option in options)


def _agreeing(told: Mapping[str, Mapping[int, tuple[int, ...]]]) -> dict[int, tuple[int, ...]]:
    """What marks say of each run that do not differ."""
    said: dict[int, set[tuple[int, ...]]] = defaultdict(set)
    for found in told.values():
        for n, marked in found.items():
            said[n].add(marked)
    return {n: several.pop() for n, several in said.items() if len(several) == 1}


def _tells(mark: str, found: Mapping[int, tuple[int, ...]], runs: Sequence[Run]) -> bool:
    """Whether a mark tells options apart, rather than standing on some by chance."""
    if len(found) < _SHARE * len(runs) or mark == "box -":
        return False
    if _is_sure(mark) or _is_wrong(mark):
        return True
    if mark.startswith("bullet"):
        usual = Counter(piece.bullet.strip() for run in runs for piece in run.pieces).most_common(1)[0][0]
        if mark == f"bullet {usual}":
            return False
    places = Counter(marked for marked in found.values())
    few = sum(2 * len(marked) <= len(runs[n].pieces) for n, marked in found.items())
    is_lettered = bool(runs[0].pieces[0].label)
    varies = len(places) > 1 or (is_lettered and len(found) < _SAME)
    return len(found) >= _LEAST and varies and few >= _SHARE * len(found)
