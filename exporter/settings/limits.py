"""Limits of settings: each returns what is wrong with a value, in words that follow the setting's name, or "".

Its docstring is what the reference page says of the values.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from math import prod
from typing import Any

from exporter import problems
from exporter.lexicon import guess
from exporter.problems.documents import INTERNAL

Limit = Callable[[Any], str]

MARKERS = re.compile(r"heading(?: [1-6])?|bold|italic|list")  # what DocumentSettings.question may name
_CONTROL = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]")
_TAG = re.compile(r'(?:[^\s":*\\\x00-\x1f\x7f](?:[^\s"*\\\x00-\x1f\x7f:]|:(?!:))*)(?:::(?:[^\s":*\\]+))*')  # Anki's own
# Schemes that open something to read, and run nothing: pages, and the applications in which notes are kept.
_ADDRESS = re.compile(
    r"""(?:https?|obsidian|vscode)://[^\s"'<>\\/?#:{}][^\s"'<>\\]*|file:///[^\s"'<>\\]+""", re.IGNORECASE
)
_FURTHEST = 10.0  # millimeters that a printer may be off
_LONGEST = 300  # characters of a text
_LONGEST_PATTERN = 300
_REPEATED = 10_000  # times that a pattern may repeat something by counts: each is compiled


def between(least: float, most: float) -> Limit:
    """A number from `least` to `most`, both included."""

    def fault(value: float) -> str:
        kind = "a number" if isinstance(value, float) else "a whole number"
        return "" if least <= value <= most else f"is {value}, expected {kind} from {least:g} to {most:g}."

    fault.__doc__ = f"{least:g} to {most:g}"
    return fault


def offset(value: Sequence[float]) -> str:
    """two numbers of millimeters from -10 to 10"""
    if len(value) == 2 and all(-_FURTHEST <= each <= _FURTHEST for each in value):
        return ""
    return f"is {list(value)}, expected two numbers of millimeters from -10 to 10, such as [0.5, -1]."


def text(value: str) -> str:
    """one line of text"""
    if _CONTROL.search(value):
        return f"is {value!r}, expected a text of one line, without control characters."
    return "" if len(value) <= _LONGEST else f"has {len(value)} characters, expected {_LONGEST} at most."


def address(value: str) -> str:
    """an address that begins with https://, http://, obsidian://, vscode:// or file:///"""
    if not value or (_ADDRESS.fullmatch(value) and not text(value)):
        return ""
    return f"is {value!r:.80}, expected an address such as https://example.org/notes/{{path}}#L{{line}}."


def tag(value: str) -> str:
    """a tag of Anki, without spaces; `::` nests tags"""
    if _TAG.fullmatch(value) and not text(value):
        return ""
    return f"is {value!r}, expected a tag of Anki: a word without spaces, quotes or *, such as qa or study::qa."


def language(value: str) -> str:
    """a tag of a language, such as `de` or `pt-BR`"""
    return "" if not value or guess.tag(value) else f"is {value!r:.80}, expected a tag of a language: de, pt-BR."


def deck(value: str) -> str:
    """the name of a deck; `::` nests decks"""
    if text(value):
        return text(value)
    is_whole = not value or all(map(str.strip, value.split("::")))
    return (
        "" if is_whole else f"is {value!r}, expected names of decks with `::` between them, such as Study::Chemistry."
    )


def style(value: str) -> str:
    """the path of a file that ends in `.css`, below the source folder"""
    if text(value):
        return text(value)
    steps = re.split(r"[\\/]", value)
    is_below = not value or (value.casefold().endswith(".css") and not {"", "..", "~"} & {*steps} and ":" not in value)
    return "" if is_below else f"is {value!r:.80}, expected a path below the source folder, such as cards.css."


def tags(values: Sequence[str]) -> str:
    """words with letters or digits"""
    odd = next((value for value in values if text(value) or not re.search(r"\w", value)), None)
    return "" if odd is None else f"has {odd!r}, expected words with letters or digits, such as docker."


def question(value: str) -> str:
    """`heading`, `heading 1` to `heading 6`, `bold`, `italic`, `list`, or `/regular expression/`"""
    if value.startswith("/") or not value:
        return pattern(value)
    if MARKERS.fullmatch(value):
        return ""
    return f"is {value!r}, expected heading 3, heading, bold, italic, list, or a regular expression between slashes."


def patterns(values: Sequence[str]) -> str:
    """titles, patterns such as `Appendix *`, or `/regular expressions/`"""
    if not all(map(str.strip, values)):
        return "has an empty text, expected titles, patterns, or regular expressions between slashes."
    return next((fault for value in values if (fault := text(value) or pattern(value))), "")


def pattern(value: str) -> str:
    """A regular expression where it begins with a slash; short, since compiling one may cost as much as its use."""
    if not value.startswith("/"):
        return ""
    if len(value) < 3 or not value.endswith("/"):
        return f"is {value!r}: a regular expression ends with a slash, as in /^Q\\d+/."
    counts = (int(count[:6]) for count in re.findall(r"\{(?:\d*,)?(\d+)\}", value))
    if len(value) > _LONGEST_PATTERN or prod(max(1, count) for count in counts) > _REPEATED:
        return f"is a regular expression that is too large ({value[:40]}…). Simplify it, for example to /^Q\\d+/."
    import regex  # slow to load, and few settings hold a pattern

    try:
        regex.compile(value[1:-1])
    except (regex.error, RecursionError, OverflowError) as error:
        return f"is {value!r}, not a valid regular expression: {error}. Fix it, for example /^Q\\d+/."
    return ""


def columns(value: Any) -> str:
    """a table such as `{ question = "Front", answer = "Back" }`, with names or numbers of columns"""
    given = value.given
    odd = next((fault for _, names in given for name in names if (fault := text(name))), "")
    if odd or not given or dict(given).get("question"):
        return odd
    return 'has no `question`, expected one: write columns = { question = "Front", answer = "Back" }, for example.'


def families(values: Sequence[str]) -> str:
    """names of font families"""
    odd = next((value for value in values if not re.fullmatch(r"[\w .+-]{1,100}", value)), None)
    return (
        "" if odd is None else f"has {odd!r}, which is not the name of a font family; expected one such as Noto Serif."
    )


def code(value: str) -> str:
    """a code of a problem"""
    if value == INTERNAL.name:
        return f"is {value!r}, which cannot be silenced: it is a bug of exporter. Please report it."
    if value in problems.CODES:
        return ""
    return f"is {value!r}, which is not the code of a problem; {problems.unknown(value)}"
