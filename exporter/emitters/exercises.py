"""Exercises: cards as the kinds of questions that Moodle has, with HTML as its editor makes it.

Multiple choice stays so, also with several right options; "True" and "False" are Moodle's own kind. A text with gaps is
one to be completed. A question whose answer is a word or a number is a short answer, which Moodle marks itself; any
other is an essay with the answer as feedback, which a teacher marks. So is multiple choice without a right option.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from exporter import markup
from exporter.emitters import Edition
from exporter.model import Card, Choice, Cloze, Document, Media

Images = Mapping[tuple[str, str], Media]
Address = Callable[[str], str | None]  # of an image as the document has it -> in the output

_CODE = re.compile(r'<pre class="code"(?: data-lang="([\w+#.-]*)")?[^>]*><code>(.*?)</code></pre>', re.DOTALL)
_SPAN = re.compile(r"</?span[^>]*>")
_OURS = re.compile(r' (?:dir="ltr"|class="table")')
_GAP = "\ue000{}\ue001"  # stands for a gap while its text becomes HTML
GAP = re.compile("\ue000(\\d+)\ue001")
_SHORT = re.compile(r"\w(?:[\w .,'’%°/+-]{0,38}[\w%°])?")  # an answer that can be typed; signs would not be met
_WORDS = 4
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue002-\ufffd\U00010000-\U0010ffff]")
_TITLE = 80  # characters of a question's name
_SHARES = (100, 50, 33.33333, 25, 20, 16.66667, 14.28571, 12.5, 11.11111, 10)  # what Moodle takes; by number of parts


class Kind(Enum):
    """Kinds of questions, by Moodle's names."""

    CHOICE = "multichoice"
    TRUTH = "truefalse"
    SHORT = "shortanswer"
    GAPS = "cloze"
    ESSAY = "essay"


@dataclass(frozen=True, slots=True)
class Exercise:
    """A card as a question of Moodle's. All texts are HTML but for those that a learner types."""

    kind: Kind
    name: str  # plain
    text: str  # of a text with gaps, with marks for them that GAP finds
    feedback: str  # shown after the attempt; of an essay the answer
    options: tuple[tuple[str, float], ...] = ()  # with the percentage that each earns, negative for wrong ones
    gaps: tuple[markup.Gap, ...] = ()
    typed: str = ""  # of a short answer, plain
    is_true: bool = False
    key: str = ""
    tags: tuple[str, ...] = ()
    card: Card | None = None


def of(edition: Edition, address: Callable[[Card], Address]) -> Iterator[tuple[tuple[str, ...], Exercise]]:
    """The answered cards of an edition, each with its category: the document's name and the card's sections."""
    for document, name in zip(edition.documents, edition.names, strict=True):
        for card in document.cards:
            if card in edition.identities:
                key = edition.identities[card].key
                yield (name, *card.section), _exercise(document, card, key, address(card))


def share(parts: int) -> float:
    """The percentage that each of some parts earns, of those that Moodle takes."""
    return _SHARES[parts - 1] if 0 < parts <= len(_SHARES) else 5


def _exercise(document: Document, card: Card, key: str, address: Address) -> Exercise:
    kind = _kind(card)
    tags = tuple(dict.fromkeys((*document.tags, *card.tags, *filter(None, [str(card.level or "")]))))
    name = " ".join(markup.plain(card.question).split())
    name = legal(name if len(name) <= _TITLE else f"{name[: _TITLE - 1]}…")
    question, answer = _html(card.question, address), _html(card.answer, address)
    options: tuple[tuple[str, float], ...] = ()
    gaps: list[markup.Gap] = []
    if kind is Kind.GAPS:
        question, answer = _gapped(card.answer, address, gaps), ""
    elif isinstance(card.kind, Choice):
        texts = [_inline(_html(option, address)) for option in card.kind.options]
        if kind is Kind.ESSAY:
            question += '<ol type="A">' + "".join(f"<li>{text}</li>" for text in texts) + "</ol>"
        options = tuple(zip(texts, _fractions(card.kind), strict=True))
    is_true = isinstance(card.kind, Choice) and kind is Kind.TRUTH and _truth(card.kind) == "true"
    typed = legal(card.answer.strip()) if kind is Kind.SHORT else ""
    feedback = "" if typed else answer
    return Exercise(kind, name, question, feedback, options, tuple(gaps), typed, is_true, key, tags, card)


def _kind(card: Card) -> Kind:
    if isinstance(card.kind, Cloze):
        return Kind.GAPS
    if isinstance(card.kind, Choice):
        if not card.kind.correct or len(card.kind.options) < 2:
            return Kind.ESSAY
        return Kind.TRUTH if _truth(card.kind) else Kind.CHOICE
    answer = card.answer.strip()
    is_short = bool(_SHORT.fullmatch(answer)) and len(answer.split()) <= _WORDS and markup.plain(answer) == answer
    return Kind.SHORT if is_short else Kind.ESSAY


def _truth(kind: Choice) -> str:
    """ "true" or "false", where these are the options and one is right; else ""."""
    options = [option.strip().rstrip(".").casefold() for option in kind.options]
    return options[kind.correct[0]] if sorted(options) == ["false", "true"] and len(kind.correct) == 1 else ""


def _fractions(kind: Choice) -> list[float]:
    """What each option earns; where several are right a wrong one costs, or marking all would be right."""
    right, wrong = len(kind.correct), len(kind.options) - len(kind.correct)
    cost = -min(share(wrong), 50) if right > 1 else 0.0
    return [share(right) if n in kind.correct else cost for n in range(len(kind.options))]


# ── HTML ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def legal(text: str) -> str:
    """The text without characters that XML does not allow, and without those that stand for gaps."""
    return _ILLEGAL.sub("", text)


def _html(text: str, address: Address) -> str:
    return legal(_filled(markup.html(text), address)) if text.strip() else ""


def _gapped(text: str, address: Address, gaps: list[markup.Gap]) -> str:
    """A text with a mark for each gap; the gaps are added to the list."""

    def hold(gap: markup.Gap) -> str:
        gaps.append(gap)
        return _GAP.format(len(gaps) - 1)

    return _filled(markup.html(markup.replace_hidden(legal(text), hold)), address)


def _filled(html: str, address: Address) -> str:
    html = _CODE.sub(_code, html)
    return _OURS.sub("", markup.fill(html, _formula, address)).strip()


def _formula(tex: str, display: bool) -> str:
    tex = markup.escape(tex)
    return rf"\[{tex}\]" if display else rf"\({tex}\)"


def _code(found: re.Match[str]) -> str:
    language = f' class="language-{found[1]}"' if found[1] else ""
    return f"<pre><code{language}>{_SPAN.sub('', found[2])}</code></pre>"


def _inline(html: str) -> str:
    """HTML of one paragraph without its tags."""
    is_one = html.startswith("<p>") and html.endswith("</p>") and html.count("<p") == 1
    return html[3:-4] if is_one else html


def words(gap: markup.Gap) -> str:
    """What is typed into a gap."""
    return legal(markup.plain(gap.text)).strip()
