"""Inline code in sentences: spans that are certainly names of code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from exporter.restore.prose.code_names import SUITES, CodeNames
from exporter.restore.prose.shapes import LIVELY, SHAPES, VALUE

_END = re.compile(r"(?=[\s,)\]}\"'”’»—–/|…;]|[.:?!…]+(?:[\s)\]}\"'”’»—]|$)|$)")
_CHUNK = re.compile(r"\$(?=\S)[^$\n]{1,200}(?<=\S)\$(?!\w)|\S+")  # a formula is one word
_WORD = re.compile(r"\S+")
_START = re.compile(r"""(?<=[(\[{"'“‘«—–,;|/])(?=[\w$@.\-/*:<~=!&?])|(?<=[("'“‘«—–;|/])(?=[\[{])""")
_FOREIGN = re.compile(r"://|^www\.|\w@[\w-]+\.\w|\$.*\$|\\[a-z]+\{|[_^]\{")  # addresses and formulas stay text
_HEAD = re.compile(r"([a-z][a-z0-9-]*) \S")
_ARGUMENT = re.compile(r"--?[a-z][\w=-]*|[a-z]+-name|<\w+>|[\w-]*[./:=]\S*")
_HUMP = re.compile(r"[a-z]+[A-Z_]|__")
_CLOSE = re.compile(r"[.,;:?!)](?:\s|$)| [—–-] | (?:and|or|vs\.?) [a-z]+ |$")
_TAIL = re.compile(  # a name and its value are one: `readOnly: true`, `__name__ == "__main__"`
    rf"(?:: | (?:[=!]==?|[<>]=?|=) )(?:{VALUE}|true|false|null|None|True|False)"
)
_TYPE = re.compile(r"\w+(?=\W|$)(?<!and)(?<!or)")
_SURE_TYPE = re.compile(r"int|str|bool|dict|frozenset|bytearray|memoryview|NoneType")
_TYPE_NAMES = "int|float|complex|bool|str|bytes|bytearray|memoryview|list|tuple|dict|set|frozenset|range|object"
_TYPES = re.compile(rf"\b(?:{_TYPE_NAMES})(?:(?:, (?:and |or )?| (?:and|or) | ?/ ?)(?:{_TYPE_NAMES})\b)+")
_LIVELY: Final = LIVELY.union(_TYPE_NAMES.split("|"))


def _starts(text: str, names: CodeNames) -> Iterator[tuple[int, str]]:
    """Where a name may start, and the kind of its first character; addresses and endless words are passed."""
    for chunk in _CHUNK.finditer(text):
        word, at = chunk[0], chunk.start()
        bare = word.rstrip(".,;:!?")
        if bare.isalpha():
            if not bare[1:].islower() or bare in _LIVELY or bare in names.named or bare in names.heads:
                yield at, "w"
        elif len(word) < 200 and not _FOREIGN.search(word):
            yield at, "a" if word[0].isalpha() else word[0]
            for inner in islice(_START.finditer(word), 12):
                char = word[inner.start()]
                yield at + inner.start(), "a" if char.isalpha() else char


def _command(text: str, start: int, names: CodeNames) -> int:
    """End of a command line that stands in a sentence: its words follow each other in the code, too; or 0."""
    end, last = 0, ""
    for word in _WORD.finditer(text, start):
        bare = word[0].rstrip(".,;:!?)")
        known = (last, bare) in names.commands or _is_argument(bare, is_first=not end)
        is_word = bare in names.tokens if end else last in SUITES
        if last and not known and not (is_word and bare.isalpha() and _CLOSE.match(text, word.start() + len(bare))):
            break
        end, last = (word.start() + len(bare) if last else 0), bare
        if bare != word[0]:
            break
    return end


def _is_argument(word: str, *, is_first: bool) -> bool:
    """Whether a word can follow a command: as the first one only a flag."""
    return (not is_first or word[:1] == "-") and bool(_ARGUMENT.fullmatch(word))


def _code_at(text: str, start: int, first: str, names: CodeNames) -> int:
    """End of the code that starts here with a character of that kind, or 0."""
    head = _HEAD.match(text, start) if first in "aw" else None
    if head and head[1] in names.heads and (end := _command(text, start, names)):
        return end
    for pattern, test in SHAPES.get(first, ()):
        match = pattern.match(text, start)
        if match and (name := match[0].rstrip(".,:;")) and _END.match(text, start + len(name)) and test(name, names):
            return start + len(name)
    return 0


def _type_spans(text: str, names: CodeNames) -> Iterator[tuple[int, int]]:
    """Names of types beside each other (`int, str or list`): one that is no word of English vouches for the rest."""
    for row in _TYPES.finditer(text):
        words = [(row.start() + word.start(), row.start() + word.end()) for word in _TYPE.finditer(row[0])]
        sure = [text[start:end] for start, end in words if _SURE_TYPE.fullmatch(text, start, end)]
        if len(words) > 1 and sure:
            yield from words


def code_spans(text: str, names: CodeNames) -> list[tuple[int, int]]:
    """Where `text` holds names of code for certain: start and end of each, in order, none in another."""
    spans: list[tuple[int, int]] = []
    types = dict(_type_spans(text, names))
    done = 0
    for start, first in _starts(text, names):
        inside = start and text[start - 1] == "/" and done != start - 1  # the rest of a path
        if start < done or inside:
            continue
        if end := types.get(start) or _code_at(text, start, first, names):
            tail = _TAIL.match(text, end) if _HUMP.match(text, start, end) else None
            done = tail.end() if tail and _END.match(text, tail.end()) else end
            spans.append((start, done))
    return spans
