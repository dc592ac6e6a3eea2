"""Checks of questions: unanswered, asked twice, or rendered as nothing."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from exporter import markup
from exporter.identity import keys
from exporter.model import Card, Document, Problem, Severity
from exporter.problems.questions import ASKED_TWICE, NEARLY_ASKED_TWICE, NO_TEXT, UNANSWERED

NEAR = 93  # per cent of letters that two questions share: above it, one reads as the other
_UNSEEN = re.compile(r"<!--.*?(?:-->|\Z)|<[^<>]*>|&#?\w{1,30};", re.DOTALL)  # comments, tags, entities
_SMALL = re.compile("a|an|and|are|as|at|by|can|could|do|does|for|from|how|in|is|of|on|or|should|that|the|to|was|with")
_SIGNS = re.compile(r"[\W_]+")
_LONGEST, _MOST = 40, 20  # words and candidates that are compared: so the cost stays linear


def unanswered(documents: Sequence[Document]) -> Iterator[Problem]:
    """Questions without an answer, which decks leave out."""
    for document in documents:
        for card in document.cards:
            if not card.answer.strip():
                message = f"{quoted(card.question)} has no answer and stays out of decks. Write one below it."
                yield UNANSWERED.at(card.where, message)


def asked_twice(documents: Sequence[Document]) -> Iterator[Problem]:
    """Duplicate questions, ignoring case, spacing and markup."""
    for first, *others in _groups(documents).values():
        for card in others:
            message = (
                f"{quoted(card.question)} is also asked at {first.where}. "
                'Reword or delete one, or set `duplicates = "suppress"`.'
            )
            yield ASKED_TWICE.at(card.where, message)


def left_out(documents: Sequence[Document]) -> Iterator[Problem]:
    """Duplicate questions that are left out, if the settings suppress duplicates."""
    for first, card in repeated(documents):
        message = (
            f"{quoted(card.question)} is also asked at {first.where}: only that one becomes a card "
            '(`duplicates = "suppress"`).'
        )
        yield ASKED_TWICE.at(card.where, message, Severity.INFO)


def repeated(documents: Sequence[Document]) -> Iterator[tuple[Card, Card]]:
    """Duplicate cards, each with the card that it repeats: the first one with an answer."""
    for group in _groups(documents).values():
        kept = next((card for card in group if card.answer.strip()), group[0])
        yield from ((kept, card) for card in group if card is not kept)


def vanished(documents: Sequence[Document]) -> Iterator[Problem]:
    """Texts that render as nothing: only markup, comments, or HTML that is not allowed on a card."""
    for document in documents:
        for card in document.cards:
            for what, text in (("question", card.question), ("answer", card.answer)):
                if _may_vanish(text) and not _shows(markup.plain(text)) and not markup.images(text):
                    message = (
                        f"the {what} shows nothing, since it is only markup or comments ({quoted(text)}). "
                        "Write it in words."
                    )
                    yield NO_TEXT.at(card.where, message)


def _may_vanish(text: str) -> bool:
    """A cheap test: only text without a letter outside its tags, comments and entities can show nothing."""
    bare = _UNSEEN.sub("", text) if "<" in text or "&" in text else text
    return bool(text.strip()) and not any(letter.isalnum() for letter in bare)


def _shows(plain: str) -> bool:
    """Whether there is anything to see: a zero-width space is not."""
    return any(letter.isprintable() and not letter.isspace() for letter in plain)


def nearly_asked_twice(documents: Sequence[Document]) -> Iterator[Problem]:
    """Near-duplicates in different documents: they differ by one word more or less, a small word, or a few letters."""
    if len({document.source for document in documents}) < 2:
        return
    for card, other in _near(documents):
        if other.where.path != card.where.path:
            message = (
                f"nearly the same question is asked at {other.where}: {quoted(other.question)}. Reword or delete one."
            )
            yield NEARLY_ASKED_TWICE.at(card.where, message)


def _near(documents: Sequence[Document]) -> Iterator[tuple[Card, Card]]:
    """Cards that ask nearly the same as one before, each with the nearest of these."""
    asked = [(text, card) for text, (card, *_) in _groups(documents).items()]
    near: dict[int, list[int]] = defaultdict(list)
    is_shared = _repeated(text for text, _ in asked)
    for number, (text, card) in enumerate(asked):
        keys = [key for key in _without_one(text) if is_shared(key)]
        if other := _nearest(text, asked, {other for key in keys for other in near[key]}):
            yield card, other
        for key in keys:
            if len(near[key]) < _MOST:
                near[key].append(number)


def _nearest(text: str, asked: Sequence[tuple[str, Card]], numbers: Iterable[int]) -> Card | None:
    """The first of these cards whose question is nearest to a text, and near enough."""
    from rapidfuzz import fuzz, process

    others = [asked[n] for n in sorted(numbers) if _alike(text, asked[n][0])]
    found = process.extractOne(text, [other for other, _ in others], scorer=fuzz.ratio, score_cutoff=NEAR)
    return others[found[2]][1] if found else None


def _alike(one: str, other: str) -> bool:
    """Whether texts that differ in a word may ask the same: with another noun or name in its place they never do."""
    words, others = one.split(" "), other.split(" ")
    different = (pair for pair in zip(words, others, strict=False) if pair[0] != pair[1])
    return len(words) != len(others) or all(_is_small(*pair) for pair in different)


def _is_small(word: str, other: str) -> bool:
    return all(map(_SMALL.fullmatch, (word, other))) or _SIGNS.sub("", word) == _SIGNS.sub("", other)


def _without_one(text: str) -> set[int]:
    """Hashes of the text itself, and without each of its words: what texts share that differ in one word."""
    words = text.split(" ")[:_LONGEST]
    text = " ".join(words)
    ends = list(itertools.accumulate(len(word) + 1 for word in words))
    middle = (hash(text[: end - len(word) - 1] + text[end:]) for word, end in zip(words[:-1], ends, strict=False))
    return {hash(text), hash(" ".join(words[:-1])), *middle}


def _repeated(texts: Iterable[str]) -> Callable[[int], bool]:
    """Hashes that several texts share, and a few others: keeping all of them would fill the memory."""
    listed = list(texts)
    size = 1 << sum(8 * (min(text.count(" "), _LONGEST) + 2) for text in listed).bit_length()
    times = bytearray(size)  # that a hash was met, from 0 to 2
    for text in listed:
        for key in _without_one(text):
            times[key % size] += times[key % size] < 2
    return lambda key: times[key % size] > 1


def _groups(documents: Sequence[Document]) -> dict[str, list[Card]]:
    groups: dict[str, list[Card]] = defaultdict(list)
    for document in documents:
        for card in document.cards:
            groups[keys.normal(card.question)].append(card)
    return groups


def quoted(question: str) -> str:
    """The first words of a question, in quotes."""
    first = question.split("\n", 1)[0]
    return f"“{first[:70]}…”" if len(first) > 71 else f"“{first}”"
