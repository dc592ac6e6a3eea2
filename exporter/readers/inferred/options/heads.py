"""One line of options: their labels, texts and marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from exporter.lexicon import alphabets
from exporter.lexicon.alphabets import LETTERS, MANY
from exporter.lexicon.wording import Wording, is_name

OPTION = re.compile(
    r"^\s{0,6}(?:[-*+]\s+)?(?:\[(?P<box>[ xX✓✔])\]\s*)?(?P<open>\*\*|__)?"
    r"(?P<mark>[✅✔☑❌]\ufe0f?\s*|\*(?=\(?[A-Ja-j][.)]\s))?"
    rf"(?:[(\[]?(?P<letter>{MANY}|[{LETTERS}])(?:(?:[.):\]]|\s[-–])(?P<shut>\*\*|__)?(?:\s+|$)|[．、：）]\s*|[.)](?=[^\W\d_](?:[^\W\d_]|\s)))"
    r"|(?P<ring>[①-⑩])\s*"
    r"|(?<=\]\s)|(?<=\] \s))(?P<text>.*)$"
)
_BOX = re.compile(r"^\s{0,6}(?:[-*+]|\d{1,2}[.)])\s+\[(?P<box>[ xX✓✔])\]\s+(?P<text>.*)$")
_TICKED = re.compile(
    r"^\s{0,6}(?:[-*+]\s+)?(?P<sign>[✅☑✔❌✗✘○◯⚪◉●🔘◎])\ufe0f?\s+(?P<text>(?![(\[]?[A-Ja-j][.)]\s)\S.*)$"
)
_TICKS = "✅☑✔◉●🔘◎"
SIGNS = frozenset("✅☑✔❌✗✘○◯⚪◉●🔘◎")
_QUOTE = re.compile(r"^ {0,3}> ?")
_NEXT = re.compile(  # where another option begins on the same line
    rf"(?<!\s)(?:\s{{2,20}}|\s(?=\())(?=\(?(?:{MANY}|[{LETTERS}])[.)]\s)"
)
RIGHT = re.compile(r"(?:✅|✔\ufe0f?|☑\ufe0f?|[(（](?P<said>[^()（）]{1,40})[)）]|<-+\s*correct)\s*\**$", re.IGNORECASE)
_RIGHT_ANSWER = Wording(("answer", "option"), ("right", "article"))


class Head(NamedTuple):
    """One option as its line has it."""

    line: int
    label: str  # as printed; "" for a box
    text: str
    is_right: bool
    ticked: bool = False  # whether a tick or a cross before it says so


def follow(label: str, heads: Sequence[Head]) -> bool:
    """Whether a label is the next one, or the first; boxes have none."""
    if heads and not (label and heads[-1].label):
        return label == heads[-1].label
    return not label or (alphabets.follows(heads[-1].label, label) if heads else alphabets.is_first(label))


def of_line(n: int, line: str) -> list[Head]:
    """The options that a line begins: one, or several with blanks between them."""
    bare = _QUOTE.sub("", line) if line.lstrip().startswith(">") else line
    first = head(n, bare)
    if first is None or not first.label:
        return [first] if first else []
    cuts = [found.end() for found in _NEXT.finditer(bare)]
    pieces = [bare[start:end] for start, end in zip([0, *cuts], [*cuts, len(bare)], strict=True)]
    found = [one for piece in pieces if (one := head(n, piece.strip() if len(pieces) > 1 else piece))]
    running = all(alphabets.follows(before.label, after.label) for before, after in pairwise(found))
    return found if len(found) == len(pieces) and running else [first]


def head(n: int, line: str) -> Head | None:
    """The option that a line begins."""
    boxed = _BOX.match(line)
    if boxed:
        inner = OPTION.match(boxed["text"])
        text = inner["text"] if inner and inner["letter"] else boxed["text"]
        return Head(n, "", text.strip(), boxed["box"] != " ")
    if line.lstrip("-*+ \t")[:1] in SIGNS and (ticked := _TICKED.match(line)):
        return Head(n, "", ticked["text"].strip(), ticked["sign"] in _TICKS, ticked=True)
    found = OPTION.match(line)
    label = (found["letter"] or found["ring"]) if found else None
    if not found or not label:
        return None
    text = found["text"].strip()
    if found["open"] and not found["shut"] and text.endswith(found["open"]):
        return Head(n, label, text[: -len(found["open"])].strip(), is_right=True)
    right = bool(found["mark"] and found["mark"][0] != "❌") or bool(found["box"] and found["box"] != " ")
    candidate = RIGHT.search(text)
    if candidate and candidate["said"] and not says_right(candidate["said"]):
        candidate = None
    return Head(n, label, text[: candidate.start()].rstrip() if candidate else text, right or bool(candidate))


def says_right(text: str) -> bool:
    """`(correct)`, `(верно)`, `(right answer)`: a word that is not a side, as "right" is."""
    is_key = ":" in text or "：" in text  # `D. Lap (Answer: A)`: of another option
    return not is_key and ((is_name(text, "loose") and is_name(text, "right")) or _RIGHT_ANSWER.says(text))
