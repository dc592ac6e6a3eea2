"""What stands around questions and answers and teaches nothing: links back, anchors, badges, placeholders, comments."""

from __future__ import annotations

import re
from collections.abc import Sequence

from exporter.lexicon.wording import Wording, is_name

GONE = "<!-- -->"  # what stands in a line that was prepared for Markdown and says nothing anymore
_HTML_BACK = re.compile(r"<a\s[^<>]{0,200}href\s*=\s*[\"']?#[^<>]{0,200}>\s*[⬆↑↥⇧⤴🔝🔙^▲△↩¶#§🔗]\ufe0f?\s*</a>")
_EMPTY = re.compile(r"<(sub|sup|b|i|small|span)\b[^<>]{0,100}>\s*</\1>")
_ANCHORED = re.compile(r"<a\s+(?:name|id)\s*=\s*[^<>]{0,200}>([^<>]{0,300})</a>", re.IGNORECASE)
_ANCHOR_LINE = re.compile(r"(?:<a\s+(?:name|id)\s*=\s*[^<>]{0,200}>\s*(?:</a>)?\s*)+(?:</a>)?", re.IGNORECASE)
_ANCHOR = re.compile(r"<a\s+(?:name|id)\s*=\s*[^<>]{0,200}>|</a>|\{#[\w-]{1,200}\}", re.IGNORECASE)
_NUMBER_BADGE = re.compile(r"!\[\W{0,3}[Qq]?\W{0,3}(?P<number>\d{1,4})\W{0,3}\]\([^()\s]{1,300}\)\s*(?=\S)")
_PERMALINK = re.compile(
    r"\s*\[(?:[¶#§🔗⚓∞]\ufe0f?|\\#|Permalink|Link)?\]\(#[^()\s]{0,300}(?:\s\"[^\"]{0,200}\")?\)", re.IGNORECASE
)
_ARROWS = "⬆↑↥⇧⤴🔝🔙^▲△↩⏫🔼🏠"
_BACK = re.compile(
    rf"\[\s*\[?\s*(?:[{_ARROWS}]|:(?:arrow_up|top|back)\w{{0,12}}:|top\b|(?:go )?back\b|\\?\^)"
    r"[^\[\]]{0,40}\]?[^\[\]()]{0,40}\]?\s*\(#?[^()]{0,200}\)\s*\]?",
    re.IGNORECASE,
)
_LAST_BACK = re.compile(
    rf"(?:\s|<br\s?/?>){{0,6}}(?:\*\*)?{_BACK.pattern}(?:\*\*|</?\w{{1,10}}>|\s){{0,6}}\Z", re.IGNORECASE
)
_MAY_LEAD_BACK = re.compile(r"top|contents|toc|back|index|menu|[^\x00-\x7f]", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,500}>")
_LINK = re.compile(r"!?\[([^\[\]]{0,200})\]\([^()]{0,500}\)")
_BADGE = re.compile(
    r"shields\.io|badge|contrib\.rocks|hits\.(?:seeyoufarm|dwyl)|travis-ci|visitor|star-history", re.IGNORECASE
)
_BLOCK_ID = re.compile(r"\^[\w-]{1,60}")  # of Obsidian
_LONGEST_ID = 64  # characters
_LAST_ID = re.compile(
    r"[ \t]+\^(?=[\w-]{0,60}[^\W\d])(?=[\w-]{6}|[\w-]{0,60}[\d-])[\w-]{2,60}\s*\Z|[ \t]+\^\d{6,60}\s*\Z"
)
_IDENTITY = re.compile(  # a UUID, or the milliseconds by which Anki numbers notes
    r"\s*\((?P<id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|1\d{12})\)\s*\Z", re.IGNORECASE
)
_BLANKS = re.compile(r"&(?:nbsp|emsp|ensp|thinsp|zwnj|#160|#8203);|\s|<br\s?/?>")
_SHOWING = re.compile(r"<(?:img|audio|video|iframe|svg|table|pre|code)", re.IGNORECASE)
_IMAGE_FIRST = re.compile(r"!\[[^\[\]]{0,120}\]\([^()\s]{1,300}\)")
_IMAGE_LAST = re.compile(r"\s?!\[[^\[\]]{0,120}\]\([^()\s]{1,300}\)$")
_LONGEST_IMAGE = 430  # characters of such a one
_RULE = re.compile(r"(?:[-*_=]\s?){3,}$|:{3,}$")
_PLACEHOLDER = re.compile(
    r"(?:(?:to be|will be)(?: \w{1,12})? (?:completed|answered|added|written|done|continued|updated"
    r"|filled(?: in)?)(?: (?:soon|later))?"
    r"|tb[ad]|to ?do|wip|(?:your |the |an? |add |write |put |insert )*answers?(?: goes)? here|coming soon"
    r"|work in progress|in progress|n/?a|no answer(?: yet)?|not answered(?: yet)?|pending|placeholder"
    r"|fix ?me|under construction"
    r"|(?:an? )?answer (?:is )?(?:needed|wanted|missing|pending|coming)|unanswered|answer needed"
    r"|please contribute|contribute"
    r"|help wanted|answer to come|todo.{0,20}|\.{3,}|…|\?+|-+|x+)",
    re.IGNORECASE,
)
_RESOURCES = Wording(("resources",), ("conjunction",))
_ONLY_LINK = re.compile(r"^\s*(?:[-*+]|\d+[.)])?\s*(?:\[.{0,300}\]\([^()]{0,500}\)|<?https?://\S+)\W{0,6}$")


def unanchored(text: str) -> str:
    """A heading's text without anchors and links back to the contents."""
    if text[:1] == "!" and (badge := _NUMBER_BADGE.match(text)):
        text = f"{badge['number']}. {text[badge.end() :]}"
    if "<a" in text or "</a" in text or "{#" in text:
        text = _ANCHOR.sub("", _ANCHORED.sub(r"\1", _HTML_BACK.sub("", text)))
    if "](" in text:
        text = _PERMALINK.sub("", _BACK.sub("", text))
        text = _EMPTY.sub("", _EMPTY.sub("", text)) if "</s" in text or "</b" in text or "</i" in text else text
    return text.strip()


def without_way_back(text: str) -> str:
    """A text without the link back at its end, behind a break or on the last line: `Carrot. <br> [↑ Top](#top)`."""
    start = text.rfind("\n") + 1
    if "](#" not in text[start:]:
        return text
    found = _LAST_BACK.search(text, start)
    return text[: found.start()].rstrip() if found else text


def has_links_of_page(line: str) -> bool:
    """Whether a question's line has links back, to itself, or badges, which `unanchored` takes off."""
    bare = line.strip().lstrip("#> ")
    return ("](" in line or "<a" in line) and unanchored(bare) != bare


def _unquoted(line: str) -> str:
    """A line without the marks of a quote, if it may be a link back."""
    text = line.strip()
    return text.lstrip("> ") if text[:1] == ">" and "](#" in text else text


def unbadged(text: str) -> str:
    """A text without the badges before its words, and without the last one behind them; other pictures are of it."""
    while (found := _IMAGE_FIRST.match(text)) and is_badge(found[0]) and text[found.end() :].strip():
        text = text[found.end() :].lstrip()
    found = _IMAGE_LAST.search(text, max(0, len(text) - _LONGEST_IMAGE)) if text.endswith(")") else None
    return text[: found.start()].rstrip() if found and is_badge(found[0]) and found.start() else text


def reason(line: str) -> str:
    """Why a line that stands at the edge of an answer, or between cards, is set aside; "" where it is text."""
    text = _unquoted(line)
    if not text or (text[0] == "&" and not _BLANKS.sub("", text)):
        return "blank"
    if _RULE.match(text):
        return "rule"
    if text[0].isalnum() and (len(text) > 40 or not (_MAY_LEAD_BACK.search(text) or is_name(text, "top"))):
        return ""
    if text[0] == "^" and _BLOCK_ID.fullmatch(text):
        return "block id"
    if (text.startswith("<!--") and text.endswith("-->")) or (text.startswith("%%") and text.endswith("%%")):
        return "comment"
    if "shields.io" in text or "badge" in text.lower():
        return "badge" if not _text(text) else ""
    said = _text(text)
    if _BACK.search(text) and not _BACK.sub("", _TAG.sub("", text)).strip(" *_|<>-\\"):
        return "link back"
    if said and is_name(said, "top"):
        return "link back"
    return "" if said or text[0] != "<" else _of_tags(text)


def _of_tags(text: str) -> str:
    """Why a line of tags without words is set aside."""
    if _ANCHOR_LINE.fullmatch(text):
        return "anchor"
    return "" if _SHOWING.search(text) else "markup"


def _text(line: str) -> str:
    """What a line says without tags, and without the images in it."""
    said = _LINK.sub(lambda link: "" if link[0].startswith("!") else link[1], line)
    said = _LINK.sub(r"\1", said)
    return _TAG.sub("", said).replace("&nbsp;", " ").strip()


def is_badge(text: str) -> bool:
    """Whether a block shows badges and nothing else."""
    return bool(_BADGE.search(text)) and not re.sub(r"[\W_]", "", _text(text))


def without_id(text: str) -> str:
    """A text without the id of Obsidian at its end, ` ^a1b2c3`: a power has no blank before it, and fewer signs."""
    if "^" not in text[-_LONGEST_ID:]:
        return text
    found = _LAST_ID.search(text, max(0, len(text) - _LONGEST_ID))
    return text[: found.start()] if found else text


def without_identity(text: str) -> tuple[str, str]:
    """A title without the identity that other software wrote behind it, `What is it? (3c9a1c1e-…)`, and that."""
    found = _IDENTITY.search(text, max(0, len(text) - _LONGEST_ID)) if text.endswith(")") else None
    return (text[: found.start()], found["id"]) if found and found.start() else (text, "")


def trimmed(lines: Sequence[str]) -> tuple[int, int]:
    """The first of some lines that is no noise, and one past the last such line."""
    start, end = 0, len(lines)
    while start < end and reason(lines[start]) not in ("", "markup"):
        start += 1
    while end > start and reason(lines[end - 1]) not in ("", "markup"):
        end -= 1
    return start, end


def uncommented(text: str) -> str:
    """A text without comments that stand on one line."""
    if "<!--" not in text and "%%" not in text:
        return text
    return "\n".join(_cut(_cut(line, "<!--", "-->"), "%%", "%%") for line in text.split("\n"))


def _cut(line: str, opening: str, closing: str) -> str:
    """The line without what stands between these; by hand, since a pattern looks for each end anew."""
    parts, at = [], 0
    while (start := line.find(opening, at)) >= 0 and (end := line.find(closing, start + len(opening))) >= 0:
        parts.append(line[at:start])
        at = end + len(closing)
    return "".join([*parts, line[at:]])


def says_nothing(answer: str) -> bool:
    """Whether an answer only says that there is none yet, and where else one may look."""
    lines = [line.strip() for line in answer.split("\n") if line.strip()]
    if not lines:
        return True
    if len(answer) > 4000:
        return False
    first = _TAG.sub("", lines[0]).strip(" \t>*_#[](){}!.:-—–")
    if not first and _SHOWING.search(lines[0]):  # a picture says it all
        return False
    if not first or _PLACEHOLDER.fullmatch(first) or is_name(first, "missing"):
        lines = lines[1:]
        return all(_ONLY_LINK.match(line) or _RESOURCES.says(line) for line in lines)
    return _RESOURCES.says(lines[0]) and all(_ONLY_LINK.match(line) for line in lines[1:])
