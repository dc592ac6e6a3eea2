"""Keys of options: where a document has them, and with which words, as most of its questions show.

A key is what stands in the same place at most questions and names their options: below them behind a word of any
language, on the line of the last one, at an end of the question's line, above it, or between both.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from exporter.lexicon.wording import Wording, holds
from exporter.readers import answer_key
from exporter.readers.answer_key import Key, Option
from exporter.readers.inferred import boilerplate, prefixes
from exporter.readers.inferred.detectors.summaries import says_answer
from exporter.readers.inferred.preparation.choices.runs import Lines, Run
from exporter.readers.labelling import WORDS

_IN_BRACKETS = r"(?:\(|\[|（|【|［)\s*(?P<key>[^()\[\]（）【】［］\n]{1,30}?)\s*(?:\)|\]|）|】|］)"
_PLACES = {  # where a key stands in the lines above the options
    "end": re.compile(
        rf"(?P<before>.*\S)[ \t]*{_IN_BRACKETS}"
        r"(?P<behind>\s*(?:[*_]{1,3}|</\w+>|#{1,6})?\s*[.。]?\s*(?:<br\s?/?>)?\s*)"
    ),
    "bold end": re.compile(rf"(?P<before>.*\S(?:\*\*|__))[ \t]*{_IN_BRACKETS}(?P<behind>\s*)"),
    "head": re.compile(
        rf"(?P<before>\W{{0,6}}(?:(?:{WORDS})?[ #]{{0,3}}\d[\w.]{{0,8}}?|[A-Z]\d[\w.-]{{0,10}})[.):、]?)[ \t]*"
        rf"{_IN_BRACKETS}(?P<behind>.*)"
    ),
    "start": re.compile(rf"(?P<before>\W{{0,6}}){_IN_BRACKETS}\s*(?P<behind>\d{{1,4}}\s?[.)、．].*)"),
    "letter": re.compile(r"(?P<before>\s*)(?P<key>[A-Z]{1,6})[ \t]+(?P<behind>\d{1,4}\s?[.)、．].*)"),
    "line": re.compile(r"(?P<before>\s*)(?P<key>\S.{0,60})(?P<behind>)"),
}
_BEHIND = re.compile(r"(?<=\S)(?:[ \t]+|(?=[(\[（【]))")
_SUMMARY = re.compile(r"<summary\b[^<>]{0,100}>(?P<summary>.{1,200}?)</summary\s*>(?P<inner>.*)", re.IGNORECASE)
_BOLD = re.compile(r"(?P<mark>\*\*|__)(?P<text>(?:(?!\*\*|__).)+)(?P=mark)")
_TAG = re.compile(r"<[^<>]{0,200}>")
_FENCE = re.compile(r"\s*(?:`{3,}|~{3,}|<)")
_START = re.compile(r"(?<=[\s:：.–—=>\-()\[\]（）【】」』。!|])|^")  # where a key may begin in a line
_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_DIGITS = re.compile(r"\d+")
_OTHER = Wording(("level", "part", "published", "contents", "resources", "question", "task"), ())
_ASKED = ("?", "？", "؟", "?**", "?__", ".", "。", ":")
_OPENING = ("(", "[", "（", "【")
_OF_QUESTION = ("end", "bold end")  # places on the lines that ask
_SHUT = ("*", "_", "<", ".", "。")
_SAYING = ("answer", "plural", "answers", "solution", "loose", "right", "option")  # what a key is called
_TICKS = ("✅", "✔", "✔\ufe0f", "☑", "☑\ufe0f", "✓", "→", "➡", "➡\ufe0f", "👉")
_NUMBERS = re.compile(r"[\d\s,;，、&+/.)(-]+")
_ABOVE = 12  # lines above options that are looked at
_BELOW = 3  # lines with text below them
_LONGEST = 60  # characters of what stands before a key
_LEAST = 2  # questions that must have their key in the same place …
_SHARE = 0.5  # … and which part of all
_MOST = 0.7  # … above which nothing but a key stands there
_SAME = 4  # questions from which on their keys may not be all the same


class Told(NamedTuple):
    """What a key says of one run of options."""

    right: tuple[int, ...]  # none where it was not understood
    edits: dict[int, str]  # lines without the key, or with a label that readers know
    text: str = ""  # the key where it was not understood
    line: int = -1  # where it stands
    is_plain: bool = False  # whether it can hardly be anything else, even at one question alone


def options(run: Run) -> tuple[Option, ...]:
    """The options as a key may name them by their labels."""
    return tuple(Option(piece.label, piece.rest.strip()) for piece in run.pieces)


def _read(text: str, run: Run) -> Key | None:
    key = answer_key.read(text, options(run))
    return key if isinstance(key, Key) else None


def whole(text: str, run: Run) -> tuple[int, ...]:
    """The options that a text names by their labels, and nothing else."""
    key = _read(text, run)
    return key.right if key and not key.rest else ()


# ── above ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def above(text: Lines, runs: Sequence[Run], below: Mapping[int, Told]) -> dict[int, Told]:
    """Keys in the lines above the options, behind the keys below those before them."""
    found: dict[tuple[str, bool], dict[int, Told]] = defaultdict(dict)
    for n, run in enumerate(runs):
        since = max(run.since, below[n - 1].line + 1 if n - 1 in below else 0, run.first - _ABOVE)
        for place, told in _of_stem(text, run, since):
            found[place].setdefault(n, told)
    best = max(found.values(), key=lambda each: sum(bool(told.right) for told in each.values()), default={})
    sure = {n: told for n, told in best.items() if told.right}
    if len(sure) < _MOST * len(runs) or len(sure) < _MOST * len(best):
        return {}
    return best if len(sure) >= _LEAST or all(told.is_plain for told in best.values()) else {}


def _of_stem(text: Lines, run: Run, since: int) -> Iterator[tuple[tuple[str, bool], Told]]:
    """What may be a key above the options: by its place, and whether it stands in the last of the lines."""
    lines = [n for n in range(since, run.first) if text.lines[n].strip()]
    lines = [n for n in lines if not text.code[n]]
    last = next((at for at in range(len(lines) - 1, 0, -1) if lines[at] - lines[at - 1] > 2), 0)
    for n in lines[last:]:
        for name, pattern in _PLACES.items():
            match = pattern.fullmatch(text.lines[n])
            if not match or (name == "line" and (n == lines[0] or n != lines[-1])):
                continue
            if name in _OF_QUESTION and not _is_of_question(text.lines[n], match["before"], lines, n):
                continue
            said, is_labelled = _unlabelled(match["key"])
            if name == "line" and not is_labelled:
                continue
            before, behind = match["before"].rstrip(), match["behind"].lstrip()
            is_above = n != lines[-1] and text.lines[n].startswith("#") and not before.endswith(_ASKED)
            if run.are_numbers and is_above:
                continue  # how many questions a section has: `## Tides (12)`
            edited = f"{before}{'' if behind[:1] in _SHUT else ' '}{behind}".rstrip() or boilerplate.GONE
            right = _by_labels(said, run) or (whole(said, run) if is_labelled else ())
            if right or (name != "line" and said.isupper() and len(said) < len("ABCDE")):
                is_plain = is_labelled or (before.endswith(_ASKED) and said.isupper())
                yield (name, n == lines[-1]), Told(right, {n: edited}, said, is_plain=is_plain)


def _is_of_question(line: str, before: str, lines: Sequence[int], n: int) -> bool:
    """Whether a line asks: a heading, what ends so, or what no blank line parts from the last line above the options.

    Other lines may end the answer of the question before.
    """
    asks = line.lstrip().startswith("#") or before.rstrip("*_ ").endswith(("?", "？", "؟"))
    return asks or lines[-1] - n < len([m for m in lines if m >= n])


def _by_labels(text: str, run: Run) -> tuple[int, ...]:
    """The same by labels alone: in brackets a text may be anything."""
    if run.are_numbers and not _NUMBERS.fullmatch(text):
        return ()
    labels = [Option(piece.label, "") for piece in run.pieces]
    key = answer_key.read(text, labels) if all(option.label for option in labels) else None
    return key.right if isinstance(key, Key) and not key.rest else ()


def _unlabelled(text: str) -> tuple[str, bool]:
    """A key without its label, and whether it has one."""
    label = prefixes.label(text.strip().strip("*_ "))
    if label and label.rest and len(label.word.rstrip(".")) > 1:
        return label.rest.strip("*_ "), True
    return text.strip(), False


# ── on the line of the last option ───────────────────────────────────────────────────────────────────────────────────


def behind(text: Lines, runs: Sequence[Run]) -> dict[int, Told]:
    """Keys behind the last option on its line: `D. Neon (Answer: B)`."""
    found = {n: told for n, run in enumerate(runs) if (told := _of_last(text, run))}
    return found if len(found) >= _SHARE * len(runs) else {}


def _of_last(text: Lines, run: Run) -> Told | None:
    line = text.lines[run.last]
    for start in _BEHIND.finditer(line):
        said = line[start.end() :].strip("*_ .")
        said = said.strip("()[]（）【】 .") if said[:1] in _OPENING else said
        label = prefixes.label(said) or _loosely(said)
        if label and label.rest and len(label.word.rstrip(".")) > 1:
            right = whole(label.rest, run)
            return Told(right, {run.last: line[: start.start()].rstrip()}, label.rest) if right else None
    return None


def _loosely(text: str) -> prefixes.Label | None:
    """`Ans. b`: a label with a dot."""
    word, _, rest = text.partition(".")
    label = prefixes.label(f"{word}: {rest.strip()}") if rest.strip() and word.isalpha() else None
    return label


# ── below ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def below(text: Lines, runs: Sequence[Run]) -> dict[int, Told]:
    """Keys below the options: those with a label that readers know, else those behind what most questions have."""
    tails = [_tail(text, runs, n) for n in range(len(runs))]
    known = {n: told for n, tail in enumerate(tails) if (told := _labelled(text, runs[n], tail))}
    if 2 * len(known) > len(runs):
        return known
    return {**_prefixed(text, runs, tails), **known}


def _tail(text: Lines, runs: Sequence[Run], n: int) -> list[int]:
    """The first lines with text below some options."""
    start, end = runs[n].last + 1, runs[n + 1].first if n + 1 < len(runs) else len(text.lines)
    if n + 1 < len(runs):  # the last line there asks the next question
        end = next((line for line in range(end - 1, start, -1) if text.lines[line].strip()), start)
    found: list[int] = []
    for line in range(start, end):
        if text.lines[line].strip():
            found.append(line)
        if len(found) == _BELOW:
            break
    return found


def _labelled(text: Lines, run: Run, tail: Sequence[int]) -> Told | None:
    """The key with a label that readers know; understood or not, it is left to them."""
    for at, n in enumerate(tail):
        line = text.lines[n].strip().lstrip("#> ")
        following = text.lines[tail[at + 1]].strip() if at + 1 < len(tail) else ""
        if line.startswith("<"):
            said, edits = _boxed(line, following, n)
        else:
            label = prefixes.label(line)
            is_label = label and not (label.is_weak and len(label.word) < 2)
            said, edits = ((label.rest or following) if label and is_label else ""), {}
        key = _read(said, run) if said else None
        if key and not key.rest and (bold := _BOLD.fullmatch(line)):  # else it could be the title of a section
            edits = {n: f"{_indent(text.lines[n])}{bold['text']}"}
        elif key and not key.rest and run.are_numbers and _is_fenced(text.lines, n):
            edits = {n - 1: "", n + 1: ""}
        if said and (key or not at):
            return Told(key.right if key else (), edits if key else {}, line=n)
    return None


def _is_fenced(lines: Sequence[str], n: int) -> bool:
    """Whether a line stands alone in a fence."""
    around = [*lines[n - 1 : n], *lines[n + 1 : n + 2]]
    return len(around) == _BOTH and all(line.strip()[:3] in ("```", "~~~") for line in around)


_BOTH = 2


def _boxed(line: str, following: str, n: int) -> tuple[str, dict[int, str]]:
    """What a box says that begins on a line, and the line without the box where that is all of it."""
    found = _SUMMARY.search(line) or _SUMMARY.match(following)
    if not found:
        return "", {}
    summary, inner = _TAG.sub("", found["summary"]).strip(), found["inner"]
    label = prefixes.label(summary)
    if label and label.rest:
        return label.rest, {}
    if not label and not says_answer(summary):
        return "", {}
    said = _TAG.sub("", inner).strip()
    is_whole = "</details" in inner.casefold()
    return (said, {n: f"Answer: {said}"}) if said and is_whole else (said or _TAG.sub("", following).strip(), {})


def _prefixed(text: Lines, runs: Sequence[Run], tails: Sequence[Sequence[int]]) -> dict[int, Told]:
    """Keys behind the same words, or signs, in most tails."""
    found: dict[str, dict[int, Told]] = defaultdict(dict)
    for n, tail in enumerate(tails):
        if tail and not _FENCE.match(text.lines[tail[0]]):
            for prefix, told in _split(text.lines[tail[0]], tail[0], runs[n]):
                found[prefix].setdefault(n, told)
    candidates = {prefix: each for prefix, each in found.items() if _is_key(prefix, each, runs)}
    best = max(candidates, key=lambda prefix: (len(candidates[prefix]), -len(prefix)), default=None)
    if best is None:
        return {}
    return candidates[best] | _not_understood(text, tails, best, candidates[best])


def _split(line: str, n: int, run: Run) -> Iterator[tuple[str, Told]]:
    """The ways to divide a line into some words and a key."""
    bare = line.strip().rstrip("*_| ").removesuffix("!<").rstrip()
    for start in _START.finditer(bare[:_LONGEST]):
        prefix, said = bare[: start.start()], bare[start.start() :].strip("*_| ")
        key = _read(said, run) if said else None
        if key and (not key.rest or any(map(str.isalpha, prefix))):
            yield _look(prefix), Told(key.right, {n: f"{_indent(line)}Answer: {said}"}, line=n)


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]


def _look(prefix: str) -> str:
    """Words as they are compared: `CorrectAnswer2` and `correct_answer 1` are the same."""
    return " ".join(_CAPITAL.sub(" ", _DIGITS.sub("", prefix)).replace("_", " ").casefold().split())


def _is_key(prefix: str, told: dict[int, Told], runs: Sequence[Run]) -> bool:
    """Whether a key stands behind these words: most questions have one, they differ, and nothing else is meant."""
    if len(told) < max(_LEAST, _SHARE * len(runs)):
        return False
    words = prefix.strip(" .:：-–—=>()[]（）【】*_|!#")
    if prefix.startswith("#") and not words:
        return False  # the number of the next question
    counts = Counter(each.right for each in told.values())
    if len(told) >= _SAME and len(counts) < _LEAST:
        return False
    says_so = not words or words in _TICKS or holds(words, *_SAYING)
    are_numbers = any(run.are_numbers for run in runs)
    return says_so if are_numbers and words else says_so or not _OTHER.names(words)


def _not_understood(text: Lines, tails: Sequence[Sequence[int]], prefix: str, told: dict[int, Told]) -> dict[int, Told]:
    """The other tails that begin with these words."""
    found = {}
    for n, tail in enumerate(tails):
        line = text.lines[tail[0]].strip() if tail else ""
        if prefix and n not in told and _look(line[: len(prefix)]) == prefix:
            edited = f"{_indent(text.lines[tail[0]])}Answer: {line[len(prefix) :].strip()}"
            found[n] = Told((), {tail[0]: edited}, line=tail[0])
    return found
