"""Cards before they are written: what they are about, their number, section, level and options."""

from __future__ import annotations

import re
from dataclasses import dataclass
from random import Random

from exporter import grammar, markup
from exporter.lexicon.alphabets import in_order
from exporter.model import Basic, Card, Choice, Cloze, Kind, Level, Location
from tests.readers.dialects.plan import Plan
from tests.readers.dialects.questions import LEVELS_IN_TURN
from tests.readers.dialects.subjects import Subject, subjects

_LAST_WORDS = re.compile(r"[^\s。]{2}(?=。$)|[^\s。.]+(?=\.?$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a card is, and where it stands."""

    at: int  # its index in the document
    n: int  # its number
    s: int  # its section, from 1
    i: int  # its place in it, from 1
    head: str  # the question's line
    more: tuple[str, ...]  # blocks below it that belong to the question
    answer: tuple[str, ...]  # blocks; those of the explanation in multiple choice
    options: tuple[str, ...]
    right: tuple[int, ...]
    level: Level | None
    section: tuple[str, ...]

    @property
    def question(self) -> str:
        """All of the question."""
        return "\n\n".join([self.head, *self.more])

    @property
    def text(self) -> str:
        """All of the answer."""
        return "\n\n".join(self.answer)

    def hidden(self, before: str, after: str) -> str:
        """The answer with its last word between these."""
        return _LAST_WORDS.sub(lambda found: f"{before}{found[0]}{after}", self.text, count=1)


def drafts(plan: Plan) -> list[Draft]:
    """The cards of a document."""
    random = Random(plan.text)
    pool = list(subjects(plan.language))
    random.shuffle(pool)
    pool = pool[: plan.count.cards]
    return [_draft(plan, random, subject, at, len(pool)) for at, subject in enumerate(pool)]


def _draft(plan: Plan, random: Random, subject: Subject, at: int, count: int) -> Draft:
    s, i = _place(plan, at, count)
    head, more = plan.asked.make(subject, at)
    options, right = _options(plan, random, subject)
    return Draft(
        at=at,
        n=plan.order.number(at, i - 1, count),
        s=s,
        i=i,
        head=head,
        more=more,
        answer=_answer(plan, subject, at),
        options=options,
        right=right,
        level=None if plan.level.name == "none" else LEVELS_IN_TURN[at % 3],
        section=_section(plan, s),
    )


def _place(plan: Plan, at: int, count: int) -> tuple[int, int]:
    """The section of a card and its place in it, both from 1."""
    if not plan.sections.forms:
        return 1, at + 1
    size = -(-count // min(3, count - 1))
    return at // size + 1, at % size + 1


def _section(plan: Plan, s: int) -> tuple[str, ...]:
    if not plan.sections.forms:
        return ()
    name = plan.sections.told.format(name=plan.words.sections[s - 1])
    return (name, f"{name} 2") if len(plan.sections.forms) > 1 else (name,)


def _answer(plan: Plan, subject: Subject, at: int) -> tuple[str, ...]:
    if plan.family == "choice":
        return (subject.told,) if plan.why.filled else ()
    return plan.content.make(subject, at)


def _options(plan: Plan, random: Random, subject: Subject) -> tuple[tuple[str, ...], tuple[int, ...]]:
    if not plan.is_choice:
        return (), ()
    made = [subject.word, *subject.wrong]
    random.shuffle(made)
    right = {made.index(subject.word)}
    if plan.right.count > 1:
        right.add((made.index(subject.word) + random.randint(1, 3)) % len(made))
    return tuple(made), tuple(sorted(right))


def card(plan: Plan, draft: Draft) -> Card:
    """The card that a reader should find."""
    kind: Kind = Basic()
    question, answer = draft.question, draft.text
    if plan.is_cloze:
        kind, answer = Cloze(), draft.hidden("==", "==")
        question = grammar.blanked(answer)
    elif plan.is_choice:
        right = draft.right if plan.format or plan.key.tells else ()
        order = in_order(plan.options.letters) if not plan.format else range(len(draft.options))  # an A comes first
        options = tuple(markup.tidy(draft.options[n]) for n in order)
        kind = Choice(options, tuple(place for place, n in enumerate(order) if n in right))
        answer = _explanation(plan, draft, kind)
    return Card(
        markup.tidy(question),
        markup.tidy(answer),
        Location("", draft.at + 1),
        draft.n if plan.is_counted else None,
        draft.level,
        draft.section,
        kind=kind,
    )


def _explanation(plan: Plan, draft: Draft, kind: Choice) -> str:
    """What the document says besides the key; where it says nothing, the right options."""
    if plan.format or not draft.answer:
        return "\n\n".join(kind.options[n] for n in kind.correct)
    return draft.text
