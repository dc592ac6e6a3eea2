"""Where, within the lines of one paragraph, the question ends and its answer begins."""

from __future__ import annotations

import re
from collections.abc import Sequence

from exporter import lexicon
from exporter.lexicon.wording import Wording
from exporter.readers import levels
from exporter.readers.inferred import levels as question_levels
from exporter.readers.inferred import prefixes
from exporter.readers.inferred.question_cues import ASKED, LIKELY, asks
from exporter.readers.labelling import WORDS

_ENDS = re.compile(rf"[{re.escape(ASKED)}][\s*_`)\]\"'”’»」』）]*(?:<br\s*/?>|\\)?\s*$")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
# after a question mark on the same line: a dash, an arrow, a colon, bold words, a label, or a link that says "answer"
_TURN = re.compile(
    rf"(?<=[{re.escape(ASKED)}])(?P<shut>[*_`)\]\"'”’»」』）]*)\s*(?:(?:[-–—:→|]|=>|->|-->)\s+"
    rf"|(?=\*\*(?P<bold>[^*]{{1,200}})\*\*\W*$)"
    rf"|(?=(?:\*\*)?(?P<label>{WORDS})\.?\s?[:：](?:\*\*)?(?:\s|$))|(?=\[(?P<link>[^\[\]]{{1,60}})\]\())",
    re.IGNORECASE,
)
_SHORT = 50  # characters of a topic
_LETTERS = frozenset(("a", "ans"))
_LABEL = re.compile(r"(?<=[^\s:：])\s+(?:\*\*|__)?(?P<label>[^\W\d_]{1,12})\.?[:：](?:\*\*|__)?\s+(?=\S)")
_LEAD = re.compile(
    r"^(?:\[[^\[\]]{1,15}\]\s)?(\*\*|__|<b>|<strong>)(?=\S)(.+?)(\*\*|__|</b>|</strong>)\s*[:：]?\s*(?:[-–—]\s+)?(.*)$",
    re.DOTALL,
)
_LAST_LINK = re.compile(r"\s(\[([^\[\]]{1,60})\]\([^()\s]{1,300}\))\W{0,3}$")
_ANSWER = Wording(("answer", "answers", "inflected", "solution"), ("around", "reveal", "right"))
_LINKS = re.compile(r"(?:\W{0,3}(?:and |or )?\[[^\[\]]{1,60}\]\([^()\s]{1,300}\)){1,4}\W{0,3}")  # only where to look


def divide(lines: Sequence[str]) -> tuple[int, str, str]:
    """How many of the lines ask, the question in them, and what of the answer follows on the last of them."""
    for index in range(1, len(lines)):
        if prefixes.answer(lines[index].strip()) is not None:
            return index, _joined(lines[:index]), ""
    count = _asking(lines)
    text = _joined(lines[:count])
    question, rest = split_line(text)
    return count, question, rest


def split_line(text: str) -> tuple[str, str]:
    """A question and the answer that follows it on the same line, if one does."""
    if "](" in text and (found := _LAST_LINK.search(text)) and _ANSWER.says(found[2]):
        return text[: found.start()].strip(), found[1]
    if "<" not in text and text[:1] not in ("*", "_", "[") and not any(candidate in text for candidate in ASKED):
        return text, ""
    parts = _BREAK.split(text, maxsplit=1)
    if len(parts) == 2 and asks(parts[0]) >= LIKELY:
        return parts[0].strip(), parts[1].strip()
    lead = _LEAD.match(text)
    if lead and lead[4] and (asks(lead[2]) >= LIKELY or _LINKS.fullmatch(lead[4])):
        return lead[2].strip(), lead[4].strip()
    turn = next((found for found in _TURN.finditer(text) if _is_turn(found)), None)
    if turn and text[turn.end() :].strip():
        return text[: turn.end("shut")].strip(), text[turn.end() :].strip()
    return text, ""


def split_label(text: str) -> tuple[str, str]:
    """A labelled question that does not ask and its answer, `Tides A: Water that moves`, where both are on one line."""
    asked = any(mark in text for mark in ASKED)  # then `What does A: mean?` has no answer
    for found in _LABEL.finditer(text):
        if lexicon.folded(found["label"]) in lexicon.names("answer") | _LETTERS:
            question = text[: found.start()].rstrip(" *_")
            is_whole = not asked or question.endswith((".", "!", "。")) or not _ENDS.search(text)
            return (question, text[found.end() :]) if is_whole else (text, "")
    return text, ""


def is_topic(lines: Sequence[str]) -> bool:
    """Whether the first line is short and asks nothing, and sentences follow it, as below `Q: Tides`."""
    first = lines[0].strip()
    return (
        len(lines) > 1
        and len(first) <= _SHORT
        and first[-1:].isalnum()
        and not lines[1][:1].islower()
        and lines[-1].rstrip().endswith((".", "。", "!"))
    )


def is_answered(text: str) -> bool:
    """Whether a label on the line of the question begins its answer."""
    return any(found["label"] and _is_turn(found) for found in _TURN.finditer(text))


def _is_turn(found: re.Match[str]) -> bool:
    """Whether the answer begins here: bold words are one unless they name a level."""
    if found["bold"]:
        return levels.named(found["bold"].strip(" :()[]")) is None
    if found["label"]:
        return lexicon.folded(found["label"]) in lexicon.names("answer", "solution")
    return not found["link"] or _ANSWER.says(found["link"])


def _asking(lines: Sequence[str]) -> int:
    """The lines up to the last one, from the first on, that ends as a question; all, where none does."""
    if len(lines) < 2:
        return len(lines)
    if lines[0].endswith(("  ", "\\")) or _is_emphasized(lines[0]):
        return 1
    for index, line in enumerate(lines):
        if _ENDS.search(line) or (not index and _ENDS.search(question_levels.split(line.strip())[0])):
            while index + 1 < len(lines) and _ENDS.search(lines[index + 1]):
                index += 1
            return index + 1
    ordered = lines[0].rstrip().endswith(".") and asks(lines[0]) >= LIKELY
    return 1 if ordered and lines[1].lstrip()[:1].isupper() else len(lines)


def _is_emphasized(line: str) -> bool:
    return prefixes.read(line).wrap in ("bold", "italic")


def _joined(lines: Sequence[str]) -> str:
    return "\n".join(line.rstrip(" \\") if n == len(lines) - 1 else line for n, line in enumerate(lines)).strip()
