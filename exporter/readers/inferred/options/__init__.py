"""Multiple choice: the options below a question, as lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from exporter.lexicon.wording import Wording, is_name
from exporter.readers import answer_key, labelling
from exporter.readers.answer_key import Option
from exporter.readers.inferred import boilerplate, prefixes
from exporter.readers.inferred.options import alphabets
from exporter.readers.inferred.options.alphabets import FIRST, LETTERS, RINGS

_OPTION = re.compile(
    r"^\s{0,6}(?:[-*+]\s+)?(?:\[(?P<box>[ xX✓✔])\]\s*)?(?P<open>\*\*|__)?"
    r"(?P<mark>[✅✔☑❌]\ufe0f?\s*|\*(?=\(?[A-Ja-j][.)]\s))?"
    rf"(?:[(\[]?(?P<letter>[{LETTERS}])(?:(?:[.):\]]|\s[-–])(?P<shut>\*\*|__)?(?:\s+|$)|[．、：）]\s*|[.)](?=[^\W\d_](?:[^\W\d_]|\s)))"
    r"|(?P<ring>[①-⑩])\s*"
    r"|(?<=\]\s)|(?<=\] \s))(?P<text>.*)$"
)
_BOX = re.compile(r"^\s{0,6}(?:[-*+]|\d{1,2}[.)])\s+\[(?P<box>[ xX✓✔])\]\s+(?P<text>.*)$")
_TICKED = re.compile(
    r"^\s{0,6}(?:[-*+]\s+)?(?P<sign>[✅☑✔❌✗✘○◯⚪◉●🔘◎])\ufe0f?\s+(?P<text>(?![(\[]?[A-Ja-j][.)]\s)\S.*)$"
)
_TICKS = "✅☑✔◉●🔘◎"
_QUOTE = re.compile(r"^ {0,3}> ?")
_NEXT = re.compile(r"(?<!\s)(?:\s{2,20}|\s(?=\())(?=\(?[A-Ja-j][.)]\s)")  # where another option begins on the same line
_STARRED = re.compile(r"\s\*$")
_NUMBERED = re.compile(r"\s{0,6}(?P<number>\d{1,2})[.)]\s+(?P<text>\S.*)$")
_NUMBERS = re.compile(r"\W{0,4}\d{1,2}(?!\d)")
_BARE = re.compile(rf"\W{{0,4}}[{LETTERS}{RINGS}]\W{{0,4}}")
_RIGHT = re.compile(r"(?:✅|✔\ufe0f?|☑\ufe0f?|[(（](?P<said>[^()（）]{1,40})[)）]|<-+\s*correct)\s*\**$", re.IGNORECASE)
_RIGHT_ANSWER = Wording(("answer", "option"), ("right", "article"))
_MAY_OFFER = re.compile(
    r"^(?: {0,3}> ?)?\s{0,6}(?:(?:[-*+]|\d{1,2}[.)])\s{1,9})?"
    r"(?:[*_✅✔☑❌\ufe0f\s]{0,40}[(\[]?[FIRST][.):\]\s．、：）]|\[[ xX✓✔]\]|[✅☑✔❌✗✘○◯⚪◉●🔘◎①])".replace(
        "FIRST", FIRST
    ),
    re.MULTILINE,
)
_SAYS = re.compile(r"\W{0,9}(?!a\b)(?:the\s)?", re.IGNORECASE)
_KEYS = labelling.Labels("answer", "plural", "solution", "loose", "back", "answers")
_FENCE = re.compile(r"^\s*(`{3,}|~{3,})")
_SIGNS = frozenset("✅☑✔❌✗✘○◯⚪◉●🔘◎")
_SIGN = re.compile(f"[{''.join(sorted(_SIGNS))}]")
_SHUFFLED = 3  # options from which on their letters may come in any order
_ABOVE = 2  # lines of text above a list that are looked at
_BULLETS = ("- ", "* ", "+ ")


class Found(NamedTuple):
    """Options among lines."""

    start: int  # first line of the first option
    end: int  # one past the last option
    options: tuple[Option, ...]
    correct: tuple[int, ...]  # those that are marked as right themselves
    ticked: bool = False  # whether ticks and crosses make them options, as they make lists of dos and don'ts

    @property
    def is_sure(self) -> bool:
        """Whether they are hardly a mere list, which `①` begins in any text."""
        return not self.options[0].label or self.options[0].label not in RINGS


class _Head(NamedTuple):
    line: int
    label: str  # as printed; "" for a box
    text: str
    is_right: bool
    ticked: bool = False  # whether a tick or a cross before it says so


def find(lines: Sequence[str]) -> Found | None:
    """The first list of two options or more: lettered from the first letter on, or with boxes."""
    if not _MAY_OFFER.search("\n".join(lines)):
        return None
    return _shuffled(lines) or _in_order(lines)


def may_be_ticked(text: str) -> bool:
    """A cheap test whether a text has ticks and crosses."""
    return not text.isascii() and bool(_SIGN.search(text))


def is_ticked(lines: Sequence[str]) -> bool:
    """Whether the first options among these lines are told by ticks and crosses alone."""
    found = find([line.strip() for line in lines]) if any(map(_SIGN.search, lines)) else None
    return bool(found and found.ticked)


def _in_order(lines: Sequence[str]) -> Found | None:
    heads: list[_Head] = []
    fenced = ""
    for n, line in enumerate(lines):
        fence = _FENCE.match(line)
        if fence and (not fenced or line.strip() == fenced):
            fenced = "" if fenced else fence[1]
            continue
        new = [] if fenced else _heads(n, line)
        if new and _follows(new[0].label, heads):
            heads += new
        elif heads and not fenced and _ends(lines, n, heads):
            if _are_options(heads):
                return _found(lines, heads, n)
            heads = []
    return _found(lines, heads, len(lines)) if _are_options(heads) else None


def _are_options(heads: Sequence[_Head]) -> bool:
    """Whether these are two or more; of those with ticks and crosses, some must be right and some wrong."""
    told = {head.is_right for head in heads if head.ticked}
    return len(heads) > 1 and (not told or (len(told) > 1 and all(head.ticked for head in heads)))


def _shuffled(lines: Sequence[str]) -> Found | None:
    """Options one below the other whose letters are names and not places: B, A, C, D."""
    for start, line in enumerate(lines):
        if not _head(start, line):
            continue
        heads: list[_Head] = []
        for n in range(start, len(lines)):
            head = _head(n, lines[n])
            if not head or not head.label:
                break
            heads.append(head)
        if len(heads) >= _SHUFFLED and alphabets.is_shuffled([head.label for head in heads]):
            return _found(lines, heads, heads[-1].line + 1)
        return None
    return None


def _follows(label: str, heads: Sequence[_Head]) -> bool:
    """Whether a label is the next one, or the first; boxes have none."""
    if heads and not (label and heads[-1].label):
        return label == heads[-1].label
    return not label or alphabets.place(label) == (alphabets.place(heads[-1].label) + 1 if heads else 0)


def _heads(n: int, line: str) -> list[_Head]:
    """The options that a line begins: one, or several with blanks between them."""
    bare = _QUOTE.sub("", line) if line.lstrip().startswith(">") else line
    first = _head(n, bare)
    if first is None or not first.label:
        return [first] if first else []
    cuts = [found.end() for found in _NEXT.finditer(bare)]
    pieces = [bare[start:end] for start, end in zip([0, *cuts], [*cuts, len(bare)], strict=True)]
    found = [head for piece in pieces if (head := _head(n, piece.strip() if len(pieces) > 1 else piece))]
    running = all(
        alphabets.place(after.label) == alphabets.place(before.label) + 1
        and after.label.isupper() == before.label.isupper()
        for before, after in pairwise(found)
    )
    return found if len(found) == len(pieces) and running else [first]


def _head(n: int, line: str) -> _Head | None:
    """The option that a line begins."""
    boxed = _BOX.match(line)
    if boxed:
        inner = _OPTION.match(boxed["text"])
        text = inner["text"] if inner and inner["letter"] else boxed["text"]
        return _Head(n, "", text.strip(), boxed["box"] != " ")
    if line.lstrip("-*+ \t")[:1] in _SIGNS and (ticked := _TICKED.match(line)):
        return _Head(n, "", ticked["text"].strip(), ticked["sign"] in _TICKS, ticked=True)
    found = _OPTION.match(line)
    label = (found["letter"] or found["ring"]) if found else None
    if not found or not label:
        return None
    text = found["text"].strip()
    if found["open"] and not found["shut"] and text.endswith(found["open"]):
        return _Head(n, label, text[: -len(found["open"])].strip(), is_right=True)
    right = bool(found["mark"] and found["mark"][0] != "❌") or bool(found["box"] and found["box"] != " ")
    candidate = _RIGHT.search(text)
    if candidate and candidate["said"] and not _says_right(candidate["said"]):
        candidate = None
    return _Head(n, label, text[: candidate.start()].rstrip() if candidate else text, right or bool(candidate))


def _says_right(text: str) -> bool:
    """`(correct)`, `(верно)`, `(right answer)`: a word that is not a side, as "right" is."""
    return (is_name(text, "loose") and is_name(text, "right")) or _RIGHT_ANSWER.says(text)


def _ends(lines: Sequence[str], n: int, heads: Sequence[_Head]) -> bool:
    """Whether a line is no part of the option above it: it labels an answer, or is neither blank nor indented."""
    line = lines[n]
    if not line.strip():
        return False
    is_indented = line.startswith(("  ", "\t"))
    label = prefixes.label(line.strip()) if len(heads) > 1 else None
    if (label and not (is_indented and label.is_weak)) or _says_key(line, heads):
        return True
    if is_indented:
        return False
    return n > heads[-1].line + 1 and not lines[n - 1].strip() if len(heads) > 1 else True


def _says_key(line: str, heads: Sequence[_Head]) -> bool:
    """Whether a line is a key without a label: `Answer is B`."""
    if len(heads) > 1 and _BARE.fullmatch(line):
        return isinstance(answer_key.read(line, [Option(head.label, head.text) for head in heads]), answer_key.Key)
    if len(heads) < 2 or not ((before := _SAYS.match(line)) and any(_KEYS.heads(line[before.end() :]))):
        return False
    key = answer_key.read(line, [Option(head.label, head.text) for head in heads])
    return isinstance(key, answer_key.Key) and not key.rest


def _found(lines: Sequence[str], heads: Sequence[_Head], end: int) -> Found:
    end = _bottom(lines, heads, _above_fence(lines, heads, end))
    edges = [*(head.line for head in heads[1:]), end]
    options = []
    for head, edge in zip(heads, edges, strict=True):
        below = [line.strip() if not line.startswith("    ") else line[2:] for line in lines[head.line + 1 : edge]]
        options.append(Option(head.label, "\n".join([head.text, *below]).strip()))
    right = [n for n, head in enumerate(heads) if head.is_right]
    starred = [n for n, option in enumerate(options) if _STARRED.search(option.text)]
    if not right and len(starred) == 1 < len(options):
        right = starred
        options[right[0]] = Option(options[right[0]].label, _STARRED.sub("", options[right[0]].text))
    marked = right if not heads[0].label or len(right) < len(heads) else []
    return Found(heads[0].line, end, tuple(options), tuple(marked), heads[0].ticked)


def _bottom(lines: Sequence[str], heads: Sequence[_Head], end: int) -> int:
    while end > heads[-1].line + 1 and boilerplate.reason(lines[end - 1]) in ("blank", "comment", "block id"):
        end -= 1
    return end


def _above_fence(lines: Sequence[str], heads: Sequence[_Head], end: int) -> int:
    """Where the last option ends: above a block of code that is the key, where no other option has code."""
    last = heads[-1].line
    at = next((n for n in range(last + 1, end) if lines[n].strip()), end)
    if at == end or not _FENCE.match(lines[at]) or any(_FENCE.match(line) for line in lines[heads[0].line : last]):
        return end
    text, _ = unfenced("\n".join(lines[at:end]))
    key = answer_key.read(text, [Option(head.label, head.text) for head in heads])
    return at if isinstance(key, answer_key.Key) and not key.rest else end


def unfenced(text: str) -> tuple[str, str]:
    """What a block of code at the beginning holds, without the label of an answer, and what stands below it."""
    lines = text.strip("\n").split("\n")
    fence = _FENCE.match(lines[0])
    shut = next((n for n, line in enumerate(lines[1:], 1) if line.strip() == fence[1]), None) if fence else None
    if shut is None:
        return text, ""
    inner = "\n".join(lines[1:shut]).strip()
    label = prefixes.label(inner.partition("\n")[0])
    inner = f"{label.rest}\n{inner.partition(chr(10))[2]}".strip() if label and not label.is_weak else inner
    return inner, "\n".join(lines[shut + 1 :]).strip("\n")


def named(lines: Sequence[str]) -> Found | None:
    """A list without letters, where the answer right below it, labelled or as code, is the text of one of its items."""
    start, end = _bullets(lines)
    if ticked := _checked(lines[start:end]):
        return Found(start, end, *ticked)
    if start == end and (numbered := _numbered(lines)):
        return numbered
    at = next((n for n in range(end, len(lines)) if lines[n].strip()), len(lines)) if end - start > 1 else len(lines)
    said = _said(lines, at) if at < len(lines) else ""
    if not said:
        return None
    texts = [line.strip()[2:].strip() for line in lines[start:end]]
    by_text = [Option(f"\0{n}", text) for n, text in enumerate(texts)]  # no letter names one
    is_named = isinstance(answer_key.read(said, by_text), answer_key.Key)
    return Found(start, end, tuple(Option("", text) for text in texts), ()) if is_named else None


def _checked(lines: Sequence[str]) -> tuple[tuple[Option, ...], tuple[int, ...]] | None:
    """The options of a list of which one item alone says behind it that it is right: `- So ✅`."""
    if any(_OPTION.match(line) for line in lines):
        return None
    heads = [(text := line.strip()[2:].strip(), _RIGHT.search(text)) for line in lines]
    right = [
        n
        for n, (_, candidate) in enumerate(heads)
        if candidate and (not candidate["said"] or _says_right(candidate["said"]))
    ]
    if len(right) != 1 or len(heads) <= _ABOVE:
        return None
    cut = heads[right[0]][1]
    assert cut
    texts = [text[: cut.start()].rstrip() if n == right[0] else text for n, (text, _) in enumerate(heads)]
    return tuple(Option("", text) for text in texts), tuple(right)


def _numbered(lines: Sequence[str]) -> Found | None:
    """Options with numbers, `1) …`, where the labelled answer right below them is one of the numbers."""
    start = next((n for n, line in enumerate(lines) if line.strip()), 0)
    while start < len(lines) and not _NUMBERED.match(lines[start]):
        start += 1
    options: list[Option] = []
    end = start
    while end < len(lines) and (found := _NUMBERED.match(lines[end])) and int(found["number"]) == len(options) + 1:
        options.append(Option(found["number"], found["text"].strip()))
        end += 1
    at = next((n for n in range(end, len(lines)) if lines[n].strip()), len(lines))
    if len(options) < _SHUFFLED or at == len(lines):
        return None
    key = answer_key.read(said, options) if (said := _said(lines, at)) and _NUMBERS.match(said) else None
    return Found(start, end, tuple(options), ()) if isinstance(key, answer_key.Key) else None


def _bullets(lines: Sequence[str]) -> tuple[int, int]:
    """Where the first list begins, and where it ends: items of a line each."""
    start = end = words = 0
    for n, line in enumerate(lines):
        if line[:5].lstrip(" ")[:2] in _BULLETS:
            start = start if end else n
            end = n + 1
        elif end or words > _ABOVE:
            break
        elif line and not line.isspace():
            words += -len(lines) if _FENCE.match(line) else 1  # code may be longer
    return start, end


def _said(lines: Sequence[str], at: int) -> str:
    """What a labelled line says, or a block of code."""
    if _FENCE.match(lines[at]):
        return unfenced("\n".join(lines[at:]))[0]
    label = prefixes.label(lines[at].strip())
    return label.rest if label and not label.is_weak else ""
