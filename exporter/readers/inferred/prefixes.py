"""What stands before a question or an answer: a label (`Q:`, `Question 5 -`, `Ответ:`), a number, emphasis."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from exporter import lexicon
from exporter.lexicon.wording import LETTER, UNSPACED
from exporter.readers import levels
from exporter.readers.labelling import ANSWERED, ASKED, EMOJI, OPEN, Head


class Label(NamedTuple):
    """What labels an answer, and what follows."""

    word: str  # in small letters; a single letter with the dot or bracket behind it, if any: "answer", "a", "a."
    rest: str

    @property
    def is_weak(self) -> bool:
        """Whether the word has other uses: `A: ampere`, `Solution: 5 % salt`."""
        return (len(self.word.rstrip(DOTS)) == 1 and self.word.isascii()) or self.word in _weak()


class Prefix(NamedTuple):
    """A text without what stood before it."""

    label: str  # "q", "c" (cloze) or ""
    number: int | None
    text: str  # the rest, in Markdown
    wrap: str  # what emphasis wraps: "bold" or "italic" for the whole text, "lead" for its beginning, "" for none


DOTS = ".)）]、"
_SHUT = {"<b>": "</b>", "<strong>": "</strong>", "<em>": "</em>", "<i>": "</i>"}
_ITALIC = {"*", "_", "<em>", "<i>"}
_SEP = r"[.:：)）\]】、．。|/–—-]"
_DOTTED = r"(?:[.-]\d{1,3}){0,3}"
_COUNT = r"(?:no|number|nr|n[.º°o]|num(?:ber|ero|éro|mer)?|núm(?:ero)?|sz|č|رقم|شماره|番号|번호)"
_ASKED = re.compile(  # what follows the words of a question's label
    rf"\s?[.#№_-]?\s?(?:{_COUNT}(?!\w)\.?\s?)?"
    rf"(?:(?P<number>\d{{1,4}}){_DOTTED}(?:\s?(?:of\s|/)\s?\d{{1,4}})?(?:\s?{_SEP}{{1,3}}|(?=[\s*_<]|$))"
    rf"|(?=\s?[:：)）\]】.、ঃः]|\t|/\s|\s[–—-]\s|\s?(?:\*\*|__|</b>|</strong>)\s?[:：.-])\s?(?:{_SEP}|[ঃः]){{0,3}})",
    re.IGNORECASE,
)
_ANSWERED = re.compile(  # a colon of ASCII is followed by a blank or emphasis: `a::b` and `A:\Files` have no label
    rf"(?:\s?[.#_-]?\s?(?P<number>\d{{1,4}}){_DOTTED})?\s?"
    r"(?P<end>\.?：|\.?:[–—-]?(?=\s|$|[*<]|_+(?!\w))|(?<=[\u3040-\u9fff\uac00-\ud7af]):(?!:)|[)）\]】、.](?=\s|\*|_|$)"
    r"|】|[ঃः](?=\s|$|\*)|[–—-](?=\s|$)|/(?=\s)|\t|(?=\*\*|__|</b>|</strong>|</em>|</i>)|$|(?=[*_]\s*$))",
    re.IGNORECASE,
)
_LINK = re.compile(r"\[([^\[\]]{1,400})\]\(([^()\s]{1,2000})\)")
_AGAIN = re.compile(r"\s?#?\d{1,4}\W{0,3}")
_ORDINAL = re.compile(rf"{OPEN}第\s?(?P<number>\d{{1,4}})\s?道?[题題问問](?:\s?{_SEP}{{1,3}}|(?=[\s*_]|$))")
_CLOZE = re.compile(r"(?P<open>)(?P<label>c|cloze)\s?:(?![:\\/])", re.IGNORECASE)
_NUMBERED = re.compile(
    rf"{EMOJI}{OPEN}{EMOJI}(?:{_COUNT}(?![^\W\d])\.?\s?)?[#(\[（№]?\s?(?:\d{{1,4}}\.){{0,3}}(?P<number>\d{{1,4}})"
    rf"(?:(?<=\d\.\d)(?=\s)|(?<=\d\.\d\d)(?=\s)|\s(?:[–—-]|[.:)])\s|\.{{3,12}}\s|\\?{_SEP}{{1,3}}(?![\d.])"
    r"|(?<=#\d)\s|(?<=#\d\d)\s|(?<=#\d\d\d)\s)",
    re.IGNORECASE,
)
ASKING_SIGNS = ("❓", "❔")
_ASKING = re.compile(rf"(?:[{''.join(ASKING_SIGNS)}]\ufe0f?\s*)+(?=\S)")  # the sign of a question
_KEYCAPS = re.compile(rf"{OPEN}(?P<number>(?:[0-9]\ufe0f?\u20e3){{1,4}}|🔟)\s*[.:)-]?\s*")
_LAST_BREAK = re.compile(r"<br ?/?>$", re.IGNORECASE)
_BREAKS = 3  # at the end of a line
_OPENING = re.compile(rf"{EMOJI}(?P<open>\*\*\*|\*\*|__|\*(?!\s)|_(?!\s)|<b>|<strong>|<em>|<i>)")
# what may follow emphasis that wraps a whole question: dots, emoji, a level
_REMARK = re.compile(r"[\s.:：*]*(?:[^\w`<>()\[\]{}\"'/\\&%$#@=+-]|:\w+:|[(\[`]\0[)\]`])*[\s.:：*]*")
_REMARKED = re.compile(rf"(?<!:){LETTER}+(?!:)")
_STARTS = frozenset("*_<:#([0123456789")  # what a label or number begins with as well, as far as it is ASCII


class _Found(NamedTuple):
    """A label or a number at the start of a text."""

    label: str  # "q", "c" or ""
    open: str  # the emphasis before it
    end: int
    number: str | None


def read(text: str) -> Prefix:
    """Takes label, number and the emphasis around the whole off a text."""
    text = _without_break(text.strip())
    if text.startswith("****"):
        text = text.replace("****", "**")  # as converters of pages write bold in bold
    if text[:1] == "[" and "](" in text:
        return _linked(text)
    found = _found(text)
    if found:
        rest, wrap = _balance(text, found.open, found.end)
        number = _number(found.number)
        if not found.label and _is_again(rest):  # "1. Question 1": the question stands below
            return Prefix("q", number, "", wrap)
        return Prefix(found.label, number, rest, wrap)
    opened = _OPENING.match(text) if text[:1] in "*_<:" or not text[:1].isascii() else None
    unwrapped = _unwrap(text[opened.end() :], opened["open"]) if opened else None
    if not unwrapped and (signed := _ASKING.match(text)):
        return Prefix("q", None, text[signed.end() :], "")
    return Prefix("", None, *(unwrapped or (text, "")))


def _without_break(text: str) -> str:
    """A text without the break of a line at its end: `**Why?**<br>`."""
    for _ in range(_BREAKS):
        if not text.endswith((">", "\\")):
            break
        found = _LAST_BREAK.search(text, max(0, len(text) - len("<br />")))
        text = text[: found.start()].rstrip() if found else text.rstrip("\\")
    return text


def _found(text: str) -> _Found | None:
    """What a text begins with, the more telling first."""
    first = text[:1]
    if not text.isascii() and (found := _of(_KEYCAPS, "", text) or _of(_ORDINAL, "q", text)):
        return found
    if label := _label(text):
        return label
    if first in _STARTS or first in "nN" or not first.isascii():
        return _of(_NUMBERED, "", text)
    return _of(_CLOZE, "c", text) if first in "cC" else None


def _of(pattern: re.Pattern[str], label: str, text: str) -> _Found | None:
    found = pattern.match(text)
    if not found:
        return None
    parts = found.groupdict()
    return _Found(label, parts["open"] or "", found.end(), parts.get("number"))


def _label(text: str) -> _Found | None:
    """The label of a question; a small `q.` is just one of a list's letters."""
    for head in ASKED.heads(text) if ASKED.may_begin(text) else ():
        found = _ASKED.match(text, head.end)
        is_letter = text[head.end - 1 : head.end] == "q" == head.word and not head.open
        if found and (not is_letter or found["number"] or ":" in text[: found.end()]):
            return _Found("q", head.open, found.end(), found["number"])
    return None


def _is_again(rest: str) -> bool:
    return any(_AGAIN.fullmatch(rest, head.end) for head in ASKED.heads(rest))


def _linked(text: str) -> Prefix:
    """A text that begins with a link: what stands before the question within the link, if it is one as a whole."""
    found = _LINK.fullmatch(text)
    if not found:
        return Prefix("", None, text, "")
    inner = read(found[1])
    return inner._replace(text=f"[{inner.text}]({found[2]})") if inner.text else Prefix("", None, text, "")


def answer(text: str) -> str | None:
    """What follows an answer's label at the start of a text, or None where there is no such label."""
    found = label(text)
    return None if found is None else found.rest


def label(text: str) -> Label | None:
    """The label of an answer at the start of a text. Whether it counts, the document says: see `answer_labels`."""
    for head in ANSWERED.heads(text) if ANSWERED.may_begin(text) else ():
        found = _ANSWERED.match(text, head.end)
        if found:
            return _answer(text, head, found)
    return None


def _answer(text: str, head: Head, found: re.Match[str]) -> Label | None:
    word, end = head.word, found["end"]
    if not found["number"] or not end:
        short = (len(word) < 2 and not UNSPACED.match(word)) or word in _loose()
        if short and end in (".", ")", "）", "]", "-", "–", "—") and not head.open:
            return None  # `A) …` is an option, "A. …" a sentence or an option
        is_alone = bool(found["number"]) and found.end() == len(text)  # `A1` on a line of its own
        if short and not end and not head.open and not is_alone:
            return None
        word += end if len(word) < 2 and end and end in DOTS else ""
    rest = _balance(text, head.open, found.end())[0]
    return Label(word, rest) if rest or word not in _plural() else None  # alone it is the title of a key


def only_label(text: str) -> bool:
    """Whether a text is nothing but a question's label, without a number or a colon: a heading `Question`."""
    word = lexicon.folded(text.strip(" *_:"))
    return word in ASKED.words


@lru_cache(maxsize=1)
def _weak() -> frozenset[str]:
    return lexicon.names("solution", "loose", "back") - lexicon.names("answer", "plural")


@lru_cache(maxsize=1)
def _loose() -> frozenset[str]:
    return lexicon.names("loose", "back") - lexicon.names("answer", "plural", "solution")


@lru_cache(maxsize=1)
def _plural() -> frozenset[str]:
    return lexicon.names("plural") - lexicon.names("answer")


def _number(text: str | None) -> int | None:
    if not text:
        return None
    digits = "".join(letter for letter in text if letter.isdecimal())
    return int(digits) if digits else 10 if text == "🔟" else None


def _balance(text: str, mark: str, end: int) -> tuple[str, str]:
    """The rest of a text whose prefix may have opened emphasis: closed by now, at the text's end, or to be opened."""
    rest = text[end:].lstrip()
    if not mark:
        return rest, ""
    shut = _SHUT.get(mark, mark)
    if rest.startswith(shut):
        return re.sub(r"^\s*[:：.)–—-]*\s*", "", rest[len(shut) :]), "lead"
    return _unwrap(rest, mark) or (mark + rest, "lead")


def _unwrap(rest: str, mark: str) -> tuple[str, str] | None:
    """A text whose emphasis closes at its end, but for a remark: without the emphasis."""
    shut = _SHUT.get(mark, mark)
    at = rest.find(shut)
    if at < 0:
        return None
    tail = rest[at + len(shut) :]
    if len(tail) > 80 or not _is_remark(tail):
        return None
    inner = f"{rest[:at].strip()} {tail.strip(' .:：*')}".strip()
    return (inner, "italic" if mark in _ITALIC else "bold") if inner else None


def _is_remark(tail: str) -> bool:
    """Whether nothing but dots, emoji and a level follow."""
    return bool(_REMARK.fullmatch(_REMARKED.sub(lambda word: "\0" if levels.named(word[0]) else word[0], tail)))
