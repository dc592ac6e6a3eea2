"""Answer key in one line: the grammar, over the line without its emphasis."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from exporter.readers.answer_key import words
from exporter.readers.answer_key.names import Doubt, Key, Names, normal

_UNREAD = Doubt("was not understood as an answer key", names=False)


def of_line(line: str, names: Names) -> Key | Doubt:
    """The key that a line is, or begins with."""
    if names.labelled and (n := names.label(line)) is not None:  # most keys are a letter
        return Key((n,), "")
    by_label = _Line(line, names).key()
    whole = names.whole(line)
    if whole is None:
        return by_label if isinstance(by_label, Key) else _by_texts(line, names, by_label) or by_label
    if isinstance(by_label, Doubt) or by_label.right == (whole,) or not names.labelled:
        return Key((whole,), "")
    if by_label.rest or len(by_label.right) > 1:
        return Doubt("can be understood as labels and as the text of an option", names=True)
    return by_label  # of options A, B, … "B" is the second, whatever the text of another one is


def _texts(line: str, names: Names) -> list[int]:
    """The options whose texts are listed in a line; none where anything else is in it, or one text alone."""
    parts = [names.whole(part) for part in words.SEPARATOR.sub("\n", line).split("\n")]
    known = [part for part in parts if part is not None]
    return known if len(known) == len(parts) > 1 else []


def _by_texts(line: str, names: Names, by_label: Doubt) -> Key | None:
    """`Hen, Frog`, or `Robin. It lays …`: nothing but texts of options, or one and a full stop."""
    if several := _texts(line, names):
        return Key(_sorted(several), "")
    ends = [] if by_label.names else names.ends(line, 0)
    if not ends or (len(ends) > 1 and ends[0][0] == ends[1][0]):
        return None
    scanned = _Line(line, names)
    stop = words.STOP.match(scanned.bare, bisect_left(scanned.places, ends[0][0]))
    if not stop or not _ends_sentence(stop[0]):
        return None
    rest = scanned.rest(stop.end())
    return None if names.whole(rest) is not None else Key((ends[0][1],), rest)


def _ends_sentence(mark: str) -> bool:
    return bool(mark.strip()) and mark.strip()[-1] in words.SENTENCE_ENDS


def _sorted(indexes: Iterable[int]) -> tuple[int, ...]:
    return tuple(sorted(set(indexes)))


class _Name(NamedTuple):
    labels: tuple[str, ...]
    end: int  # in the bare line
    depth: int  # brackets that it opens, minus those it shuts
    is_shut: bool  # whether brackets around it end here
    own: int  # where the option's own text begins behind the label; 0 where none does


class _Line:
    """A line without its emphasis, and the labels at its beginning."""

    def __init__(self, line: str, names: Names) -> None:
        self.line = line
        self.names = names
        self.places = _seen(line)  # where the letters of `bare` stand in the line
        self.bare = "".join(line[n] for n in self.places)

    def key(self) -> Key | Doubt:
        """The options that labels name."""
        found = list(self._names())
        rest = self._rest(found) if found else None
        if rest is None:
            return self._spaced()
        said = [label for name in found for label in name.labels]
        unknown = next((label for label in said if self.names.label(label) is None), None)
        if unknown:
            return Doubt(f"names “{unknown}”, which is not an option", names=True)
        right = _sorted(n for label in said if (n := self.names.label(label)) is not None)
        if self._is_of_another(found[0], right):
            return Doubt("names one option and has the text of another", names=True)
        return Key(right, rest)

    # ── names ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _names(self) -> Iterator[_Name]:
        """The names up to what is none."""
        name = self._name(words.intro(self.bare)) or self._name(0)
        while name:
            yield name
            separator = words.SEPARATOR.match(self.bare, name.end)
            name = None if separator is None or self._is_article(name.end) else self._name(separator.end())

    def _is_article(self, at: int) -> bool:
        """Whether an explanation begins behind the sign that stands here, with an article that looks like a label."""
        small = None if self.names.small else words.SMALL_ARTICLE.match(self.bare, at)
        return bool(small or words.ARTICLE.match(self.bare, at))

    def _name(self, at: int) -> _Name | None:
        found = words.NAME.match(self.bare, at)
        labels = self._labels(found) if found and not self._is_within(found.end("label")) else ()
        if not found or not labels:
            return None
        opens, shuts = len(found["open"]), min(len(found["open"]), len(found["shut"]))
        begin, end = self._own(labels, found.end("label") + shuts)
        return _Name(labels, end, opens - shuts, bool(shuts), begin)

    def _labels(self, found: re.Match[str]) -> tuple[str, ...]:
        """One label, or those of a run such as `AC`: in their order, in capitals, or small where nothing follows."""
        word = found["label"]
        if len(word) == 1 or self.names.label(word) is not None:
            return (word,)
        return self._run(word, self.bare[found.end() :])

    def _run(self, word: str, behind: str) -> tuple[str, ...]:
        """The labels of a run such as `AC`, or `134` of numbers of one digit."""
        if not self._are_labels(word):
            return (word,) if word.isdecimal() else ()
        if word.isdecimal():
            return tuple(word) if self.names.are_digits else (word,)
        is_small = word.islower() and self.names.small
        alone = (is_small or word.lower() == word.upper()) and not behind.strip(" ).]")
        return tuple(word) if word.isupper() or alone else ()

    def _are_labels(self, word: str) -> bool:
        """Whether its letters are labels in their order."""
        known = all(self.names.label(letter) is not None for letter in word)
        return known and all(before < after for before, after in pairwise(normal(word)))

    def _own(self, labels: Sequence[str], at: int) -> tuple[int, int]:
        """Where the own text of the option begins and ends that stands behind its label; (0, at) where none does."""
        n = self.names.label(labels[0]) if len(labels) == 1 else None
        mark = words.MARK.match(self.bare, at)
        begin = mark.end() if mark else at
        place = self.names.own(self.line, self._place(begin), n) if n is not None else None
        if place is None:
            return 0, at
        end = bisect_left(self.places, place)
        is_ended = words.STOP.match(self.bare, end) or words.SEPARATOR.match(self.bare, end)
        return (begin, end) if is_ended else (0, at)

    def _is_within(self, at: int) -> bool:
        """Whether a word goes on here."""
        after = self.bare[at : at + 1]
        if not after or words.WIDE_SCRIPT.match(after):
            return False
        return after.isalnum() or after in "_'’" or unicodedata.category(after).startswith("M")

    # ── the end ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def _rest(self, found: Sequence[_Name]) -> str | None:
        """What follows the names; None where the key does not end there."""
        last = found[-1]
        outro = words.OUTRO.match(self.bare, last.end)
        at = outro.end() if outro else last.end
        stop = words.STOP.match(self.bare, at)
        mark = stop[0].strip() if stop else ""
        if _is_open(found, mark) or self._has_alternative(at) or not (stop or self._is_shut(last, at)):
            return None
        rest = self.rest(stop.end() if stop else at)
        if (not outro and _is_denied(rest, mark)) or self._goes_on(rest, mark):
            return None
        return self._with_own(rest, last, mark)

    def _with_own(self, rest: str, last: _Name, mark: str) -> str:
        """What follows the names, with the last one's own text where that goes on in it."""
        return self.rest(last.own) if rest and last.own and not _ends_sentence(mark) else rest

    def _has_alternative(self, at: int) -> bool:
        """Whether "or" and another option follow."""
        found = words.OR.match(self.bare, at)
        return bool(found and self._name(found.end()))

    def _is_shut(self, last: _Name, at: int) -> bool:
        """Whether bold or brackets end before a blank."""
        ends_bold = words.BOLD.search(self.line, self.places[at - 1] + 1, self._place(at))
        return bool(last.is_shut or ends_bold) and self.bare[at : at + 1].isspace()

    def rest(self, at: int) -> str:
        """The line from a place in `bare` on, to the letter; emphasis that is still open begins there again."""
        cut = self.places[at - 1] + 1 if at else 0
        before, behind = self.line[:cut], self.line[cut:].strip()
        target = words.TARGET.match(behind) if before.endswith("]") else None
        behind = behind[target.end() :].strip() if target else behind
        for mark, pattern in words.OPENED.items():
            if len(re.findall(pattern, before)) % 2:
                behind = behind.removeprefix(mark).strip() if behind.startswith(mark) else mark + behind
        return "" if all(letter in " *_`" for letter in behind) else re.sub(r"^</\w{1,8}>\s*", "", behind)

    def _place(self, at: int) -> int:
        return self.places[at] if at < len(self.places) else len(self.line)

    def _goes_on(self, rest: str, mark: str) -> bool:
        """Whether labels go on behind the end: `A. C`, `A - D`, `A: true; B: false`, `A - iii, B - i`."""
        labels = "|".join(map(re.escape, self.names.labels))
        if not mark and re.search(rf"(\*\*|__)(?:{labels})\1\s+\w", rest, re.IGNORECASE):
            return True  # `**A** is slow; **C** is dear`: what is said of each
        pairs = rf"[;,，；.]\s?(?:{labels})\s?[:：=)–—-]"
        if mark.endswith((":", "：", ")", "-", "–", "—")) and re.search(pairs, rest, re.IGNORECASE):
            return True
        return bool(words.LABELS.fullmatch(rest))

    def _spaced(self) -> Key | Doubt:
        """`A C`: nothing but capitals, or numbers, and blanks."""
        said = self.bare.split()
        known = [self.names.label(label) for label in said]
        if len(said) < 2 or None in known or any(len(label) > 1 or label.islower() for label in said):
            return _UNREAD
        return Key(_sorted(n for n in known if n is not None), "")

    def _is_of_another(self, first: _Name, right: Sequence[int]) -> bool:
        """Whether the text of an option that is not named stands at the beginning, or alone behind the label."""
        mark = words.MARK.match(self.bare, first.end)
        end = self._place(mark.end() if mark else first.end)
        other = self.names.whole(self.line[end:]) if not first.own else None
        if other is not None and other not in right:
            return True
        return any(at > end and n not in right for at, n in self.names.ends(self.line, 0))


def _seen(line: str) -> list[int]:
    """The places of a line that are no emphasis."""
    hidden = {n for found in words.EMPHASIS.finditer(line) for n in range(*found.span())}
    return [n for n in range(len(line)) if n not in hidden]


def _is_open(found: Sequence[_Name], mark: str) -> bool:
    """Whether a bracket that was opened among these names is not closed behind them."""
    return sum(name.depth for name in found) > mark.count(")") + mark.count("]")


def _is_denied(rest: str, mark: str) -> bool:
    """Whether what follows the names takes them back."""
    return mark in ("", ")", "]") and bool(words.DENIED.match(rest))
