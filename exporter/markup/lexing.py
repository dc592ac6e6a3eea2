"""Speeds up Pygments: only the rules of a lexer that can match the next character are tried. Same tokens.

A lexer tries the regular expressions of its state one after another, fifty for Python, and most fail at the first
character. The parsed form of an expression tells which characters it can begin with.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache, partial
from importlib import import_module
from typing import Any

Rule = tuple[Callable[..., Any], Any, Any]  # match, token or action, new state: as Pygments has them
_RARE = 200  # characters of a state that are met before it is worth to look at its rules
_ASCII = frozenset(map(chr, range(128)))
_ANY = (_ASCII, True)


def guide(lexer: Any) -> Any:
    """The lexer, guided where it has the loop that most lexers have."""
    from pygments.lexer import RegexLexer

    if type(lexer).get_tokens_unprocessed is RegexLexer.get_tokens_unprocessed:
        states = {name: _State(rules) for name, rules in lexer._tokens.items()}
        lexer.get_tokens_unprocessed = partial(_unprocessed, lexer, states)
    return lexer


class _State(dict[str, Sequence[Rule]]):
    """The rules of a state by the character that they can match."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules = tuple(rules)
        self.met = 0
        self.firsts: tuple[frozenset[str] | None, ...] = ()

    def __missing__(self, char: str) -> Sequence[Rule]:
        self.met += 1
        if self.met < _RARE or char not in _ASCII:  # the end of the text is the empty one
            return self.rules
        self.firsts = self.firsts or tuple(firsts(rule[0].__self__) for rule in self.rules)  # type: ignore[attr-defined]
        pairs = zip(self.rules, self.firsts, strict=True)
        self[char] = tuple(rule for rule, first in pairs if first is None or char in first)
        return self[char]


def _unprocessed(
    lexer: Any, states: Mapping[str, _State], text: str, stack: Iterable[str] = ("root",)
) -> Iterator[tuple[int, Any, str]]:
    """Pygments' own loop over the rules of a state (`RegexLexer.get_tokens_unprocessed`)."""
    from pygments.token import Error, Whitespace, _TokenType

    at, opened = 0, list(stack)
    state = states[opened[-1]]
    while True:
        for match, action, new_state in state[text[at : at + 1]]:
            if found := match(text, at):
                if type(action) is _TokenType:
                    yield at, action, found.group()
                elif action is not None:
                    yield from action(lexer, found)
                at = found.end()
                if new_state is not None:
                    _move(opened, new_state)
                    state = states[opened[-1]]
                break
        else:
            if at >= len(text):
                return
            if text[at] == "\n":
                opened = ["root"]
                state = states["root"]
            yield at, Whitespace if text[at] == "\n" else Error, text[at]
            at += 1


def _move(opened: list[str], new: Any) -> None:
    """Opens and leaves states, as a rule says it: the first one stays."""
    for step in new if isinstance(new, tuple) else (new,):
        if step == "#push":
            opened.append(opened[-1])
        elif isinstance(step, int) or step == "#pop":
            del opened[max(1, len(opened) + (-1 if step == "#pop" else step)) :]
        else:
            opened.append(step)


# ── what a regular expression can begin with ─────────────────────────────────────────────────────────────────────────


def firsts(pattern: re.Pattern[str]) -> frozenset[str] | None:
    """The ASCII characters that a match can begin with, and perhaps some more; None where it may be empty, or for all.

    The parsed form is Python's own affair: where it is another one some day, no rule is left out.
    """
    with suppress(ImportError, AttributeError, LookupError, TypeError, ValueError):
        parsed = import_module("re._parser").parse(pattern.pattern, pattern.flags & ~re.DEBUG)
        found, is_empty = _of_sequence(parsed, pattern.flags)
        return None if is_empty else found
    return None


_First = tuple[frozenset[str], bool]  # characters, and whether nothing need be matched


def _of_sequence(items: Iterable[tuple[Any, Any]], flags: int) -> _First:
    found: frozenset[str] = frozenset()
    for code, value in items:
        more, is_empty = _READ.get(str(code), _any)(value, flags)
        found |= more
        if not is_empty:
            return found, False
    return found, True


def _any(value: Any, flags: int) -> _First:
    """Whatever is not known here."""
    return _ANY


def _nothing(value: Any, flags: int) -> _First:
    """A place, such as the beginning of a line; what is looked ahead to follows anyway."""
    return frozenset(), True


def _character(value: Any, flags: int) -> _First:
    return _ASCII, False


def _literal(value: int, flags: int) -> _First:
    return _cased({chr(value)}, flags), False


def _set(value: Sequence[tuple[Any, Any]], flags: int) -> _First:
    parts = [(str(code), each) for code, each in value]
    if any(code not in ("NEGATE", "LITERAL", "RANGE", "CATEGORY") for code, _ in parts):
        return _ASCII, False
    chars = _cased({char for part in parts for char in _members(*part)}, flags)
    if parts[0][0] != "NEGATE":
        return chars, False
    return _ASCII if flags & re.IGNORECASE else _ASCII - chars, False


def _members(code: str, value: Any) -> Iterable[str]:
    if code == "LITERAL":
        return (chr(value),)
    if code == "RANGE":
        return map(chr, range(value[0], min(value[1], 127) + 1))
    return _category(str(value)) if code == "CATEGORY" else ()


@cache
def _category(name: str) -> frozenset[str]:
    sign = {"DIGIT": "d", "SPACE": "s", "WORD": "w"}[name.rpartition("_")[2]]
    pattern = re.compile("\\" + (sign.upper() if "_NOT_" in name else sign))
    return frozenset(filter(pattern.match, _ASCII))


def _cased(chars: Iterable[str], flags: int) -> frozenset[str]:
    if not flags & re.IGNORECASE:
        return _ASCII.intersection(chars)
    cases = (f"{c}{c.lower()}{c.upper()}{c.lower().upper()}{c.upper().lower()}" for c in chars)
    return _ASCII.intersection("".join(cases))


def _branch(value: tuple[Any, Sequence[Any]], flags: int) -> _First:
    found = [_of_sequence(branch, flags) for branch in value[1]]
    return frozenset().union(*(chars for chars, _ in found)), any(is_empty for _, is_empty in found)


def _group(value: tuple[Any, int, int, Any], flags: int) -> _First:
    _, added, taken, inner = value
    return _of_sequence(inner, (flags | added) & ~taken)


def _repeat(value: tuple[int, Any, Any], flags: int) -> _First:
    least, _, inner = value
    found, is_empty = _of_sequence(inner, flags)
    return found, is_empty or not least


_READ: Mapping[str, Callable[[Any, int], _First]] = {
    "LITERAL": _literal,
    "NOT_LITERAL": _character,
    "ANY": _character,
    "IN": _set,
    "BRANCH": _branch,
    "SUBPATTERN": _group,
    "ATOMIC_GROUP": _of_sequence,
    "MAX_REPEAT": _repeat,
    "MIN_REPEAT": _repeat,
    "POSSESSIVE_REPEAT": _repeat,
    "AT": _nothing,
    "ASSERT": _nothing,
    "ASSERT_NOT": _nothing,
}
