"""The text of an answer: its lines without the indent of their list, the tags around them, and noise at their ends."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from exporter.lexicon.wording import Wording
from exporter.readers.inferred import boilerplate, prefixes
from exporter.readers.inferred.detectors.summaries import says_answer

_QUOTED = re.compile(r"^ {0,3}> ?")
_BULLET = re.compile(r"^(?:[-*+]|\d{1,9}[.)]) +")
_LEADING = re.compile(
    r"^\s*<(details|p|div|b|strong|center|blockquote|font|span|section|i|em)\b[^<>]{0,200}>", re.IGNORECASE
)
_LEADING_VOID = re.compile(r"^\s*(?:(?:<(?:br|hr)\b[^<>]{0,40}>|</[a-z0-9]{1,12}\s*>)\s*)+", re.IGNORECASE)
_SUMMARY = re.compile(r"^\s*<summary\b[^<>]{0,200}>(.{0,400}?)</summary>", re.IGNORECASE | re.DOTALL)
_TRAILING = re.compile(
    r"</(details|p|div|b|strong|center|blockquote|font|span|section|i|em|summary)\s*>\s*$", re.IGNORECASE
)
_TRAILING_VOID = re.compile(
    r"<(?:br|hr)\b[^<>]{0,40}>\s*$|<(?:p|b|div|details|center|section)\b[^<>]{0,200}>\s*$", re.IGNORECASE
)
_LAYERS = 12  # of wrappers around an answer: each is looked for in all of it
_OFFER = re.compile(r"\W{0,6}\[(?P<text>[^\[\]]{1,80})\]\(https?://[^()\s]{1,500}\)\W{0,6}")
_OFFERS = Wording(
    ("answer", "answers", "inflected", "solution", "explanation", "more"), ("around", "reveal", "right", "article")
)
ARROW = re.compile(r"\s*(?:[→⇒➜➔⟶]|➡\ufe0f?|-{1,2}>|=>)\s+(?=\S)")
_SPOILER = re.compile(r"\s*\|\|((?:(?!\|\|).)+)\|\|\s*", re.DOTALL)
_FENCE = re.compile(r" {0,3}(`{3,}(?=[^`]*$)|~{3,})(.*)$")
_MARKER = re.compile(r"\s{0,3}(#{1,6}|[-*+])\s+")

_EMPTY_HEADING = re.compile(r"#{2,6} \S")
Counts = Callable[[prefixes.Label], bool]  # whether a label at the beginning of an answer counts


def dedented(lines: Iterable[str], column: int, quote: int = 0) -> list[str]:
    """Lines without up to `column` columns of indent, and without the `>` of quotes that the question shares."""
    found = []
    for line in lines:
        for _ in range(quote):
            line = _QUOTED.sub("", line, count=1)
        if column:
            body = line.lstrip(" \t")
            indent = len(line[: len(line) - len(body)].expandtabs(4))
            line = " " * max(0, indent - column) + body if body else ""
        found.append(line)
    return found


def outdented(lines: Sequence[str], most: int = 99) -> list[str]:
    """Lines that are all indented, by less than `most`, without the indent that they share."""
    indents = [len(line) - len(line.lstrip(" \t")) for line in lines if line.strip()]
    least = min(indents, default=0)
    return [line[least:] for line in lines] if 0 < least < most else list(lines)


def answer(lines: Sequence[str], counts: Counts) -> str:
    """The text of an answer: labels, wrappers and noise off its ends."""
    start, end = boilerplate.trimmed(lines)
    text = "\n".join(lines[start:end])
    for _ in range(_LAYERS):
        before, text = text, _without_empty_headings(_peeled(text))
        text, label = _without_label(text, counts)
        counts = _behind(label, counts) if label else counts
        if before == text:
            break
    bare = _unquoted(_unbulleted(text))
    text = bare if bare == text else _without_label(bare, counts)[0]
    return "" if boilerplate.says_nothing(text) else boilerplate.without_id(boilerplate.without_way_back(text))


def _without_empty_headings(text: str) -> str:
    """Without headings at the end, below which nothing stands."""
    lines = text.rstrip().split("\n")
    while len(lines) > 1 and _EMPTY_HEADING.match(lines[-1]) and not lines[-2].strip() and text.count("```") % 2 == 0:
        lines.pop()
        text = "\n".join(lines).rstrip()
        lines = text.split("\n")
    return text


def _behind(first: prefixes.Label, counts: Counts) -> Counts:
    """Which labels count behind another one: `Answer`, and below it `**Correct answer:** B`, but not `A: ampere`."""
    return lambda label: not label.is_weak and not first.rest and counts(label)


def question(text: str) -> str:
    """What of a question stands below its first line: noise off its ends."""
    lines = text.split("\n")
    start, end = boilerplate.trimmed(lines)
    return _shut("\n".join(lines[start:end])).strip("\n").rstrip()


def _peeled(text: str) -> str:
    """One layer less."""
    text = (
        boilerplate.uncommented(text)
        if text.lstrip().startswith(("<!--", "%%")) or text.endswith(("-->", "%%"))
        else text
    )
    text = _unsigned(_shut(_opened(text)))
    lines = text.split("\n")
    start, end = boilerplate.trimmed(lines)
    return _without_last_link("\n".join(lines[start:end]).rstrip())


def _unsigned(text: str) -> str:
    """Without the arrow before an answer, or the bars around one that is a spoiler."""
    spoiler = _SPOILER.fullmatch(text) if text.startswith("||") else None
    return spoiler[1].strip() if spoiler else ARROW.sub("", text, count=1) if ARROW.match(text) else text


def _without_last_link(text: str) -> str:
    """Without a last paragraph that only leads back or on: a `<div>` around a link, `[Read the long answer](…)`."""
    before, _, last = text.rpartition("\n\n")
    offer = _OFFER.fullmatch(last) if before and last.endswith((")", "*", "_", "→", "»", ">")) else None
    if offer and _OFFERS.says(offer["text"]):
        return before.rstrip()
    if len(last) < 600 and "\n" in last and boilerplate.reason(" ".join(last.split())) == "link back":
        return before.rstrip()
    return text


def _opened(text: str) -> str:
    """Without a tag at the start that wraps all, or that nothing closes."""
    summary = _SUMMARY.match(text)
    if summary and says_answer(summary[1]):
        return text[summary.end() :].lstrip("\n")
    void = _LEADING_VOID.match(text)
    if void:
        return text[void.end() :].lstrip("\n")
    found = _LEADING.match(text)
    if not found:
        return text
    name = found[1].lower()
    opens, shuts = _counts(text, name)
    rest = text[found.end() :]
    wrapped = opens == shuts == 1 and rest.rstrip().lower().endswith(f"</{name}>")
    says = _SUMMARY.match(rest)
    if name == "details" and says and says_answer(says[1]):
        return _without_last(rest, "</details>")
    if opens > shuts:
        return rest.lstrip("\n")
    return rest.rstrip()[: -len(name) - 3].strip("\n") if wrapped and name != "details" else text


def _without_last(text: str, tag: str) -> str:
    at = text.lower().find(tag)
    return text if at < 0 else text[:at] + text[at + len(tag) :]


def _shut(text: str) -> str:
    """Without a tag at the end that closes nothing in the text, or opens nothing."""
    if not text.endswith(">"):
        return text
    void = _TRAILING_VOID.search(text[-240:])
    if void:
        return text[: len(text) - len(text[-240:]) + void.start()].rstrip()
    found = _TRAILING.search(text[-240:])
    if found:
        opens, shuts = _counts(text, found[1].lower())
        if shuts > opens:
            return text[: len(text) - len(text[-240:]) + found.start()].rstrip()
    return text


def _counts(text: str, name: str) -> tuple[int, int]:
    small = text.lower()
    return len(re.findall(rf"<{name}\b", small)), small.count(f"</{name}")


def _without_label(text: str, counts: Counts) -> tuple[str, prefixes.Label | None]:
    """Without an answer's label at the start, `A:`, `**Answer:**`, `#### Answer`; and that label."""
    first, _, rest = text.partition("\n")
    marker = _MARKER.match(first)
    label = prefixes.label(first[marker.end() :].strip() if marker else first.strip())
    if label is None or not (counts(label) or (marker and marker[1][0] == "#")):
        return text, None
    return (f"{label.rest}\n{rest}".strip("\n") if label.rest else rest.lstrip("\n")), label


def _unbulleted(text: str) -> str:
    """The text of a list's only item."""
    found = _BULLET.match(text)
    if not found:
        return text
    lines = text.split("\n")
    width = found.end()
    alone = all(not line.strip() or line.startswith(" " * width) for line in lines[1:])
    inner = [line[width:] for line in lines]
    return "\n".join(inner) if alone and not _is_open(inner) else text


def _is_open(lines: Sequence[str]) -> bool:
    """Whether a fence begins in the lines that only the end of their list closes."""
    mark = ""
    for line in lines:
        found = _FENCE.match(line)
        if found and not mark:
            mark = found[1]
        elif found and found[1].startswith(mark) and not found[2].strip():
            mark = ""
    return bool(mark)


def _unquoted(text: str) -> str:
    """The text of a quote that is the whole answer; alerts stay what they are."""
    if not text.startswith(">") or text.lstrip("> ").startswith("[!"):
        return text
    lines = text.split("\n")
    if all(not line.strip() or _QUOTED.match(line) for line in lines):
        return "\n".join(_QUOTED.sub("", line, count=1) for line in lines)
    return text
