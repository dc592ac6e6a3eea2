"""Writes the document of a combination, and says which cards it holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from exporter.model import Card
from tests.readers.dialects import multiple_choice
from tests.readers.dialects.drafts import Draft, card, drafts
from tests.readers.dialects.formats import Format
from tests.readers.dialects.plan import Plan
from tests.readers.dialects.rows import Combination
from tests.readers.dialects.surroundings import Noise

_BLOCKS = ("- ", "|", "`", ">", "<", "#", " ", "*", "1", "2", "3")  # what begins the last line of one
_MARKER = re.compile(r" *\d+[.)] ")
_ROMAN = ("", "I", "II", "III")


@dataclass(frozen=True, slots=True)
class Written:
    """A document, and the cards that a reader should find in it."""

    text: str
    cards: tuple[Card, ...]
    counted: bool  # whether it is plain which numbers they have
    label: str = ""  # what explanations begin with; a reader may take it off or leave it
    suffix: str = ".md"


def written(combination: Combination) -> Written:
    """The document of a combination; the same one always."""
    plan = Plan(combination)
    made = drafts(plan)
    is_plain = plan.is_counted or bool(plan.format) or "numbered" not in plan.numbering.tags.split()
    label = plan.why.before.format(**plan.words.labels).lstrip("\n") if plan.family == "choice" else ""
    suffix = plan.format.suffix if plan.format else ".md"
    return Written(_text(plan, made), tuple(card(plan, draft) for draft in made), is_plain, label, suffix)


def _text(plan: Plan, made: list[Draft]) -> str:
    parts = [
        plan.title.form.format(title=plan.words.title),
        _noise(plan, plan.opening, made),
        _body(plan, made),
        _list_at_end(plan, made),
        _noise(plan, plan.ending, made),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _noise(plan: Plan, noise: Noise, made: list[Draft]) -> str:
    words = plan.words
    return noise.text.format(
        contents="\n".join(noise.entry.format(head=draft.head, n=draft.n) for draft in made),
        topics="\n".join(f"* [{name}](#s{n})" for n, name in enumerate(words.sections, 1)),
        contents_word=words.contents,
        intro=words.intro,
        farewell=words.farewell,
    )


def _list_at_end(plan: Plan, made: list[Draft]) -> str:
    if plan.family == "choice":
        return multiple_choice.key_list(plan, made)
    if plan.family != "open" or not plan.style.last:
        return ""
    answers = (plan.style.last.format(n=draft.n, a=draft.text) for draft in made)
    return "\n\n".join([plan.style.before.format(**plan.words.labels), "\n".join(answers)])


def _body(plan: Plan, made: list[Draft]) -> str:
    outside = plan.format.between if plan.format and plan.format.between != "\n\n" else plan.gap.outside
    text, section = "", 0
    for draft in made:
        begins = draft.s != section
        if text:
            text += "\n\n" if begins and plan.sections.forms else outside
        text += "".join(_headings(plan, draft)) if begins else ""
        text, section = text + _with_noise(plan, draft, is_last=draft is made[-1], total=len(made)), draft.s
    return f"{plan.format.head.format(**plan.words.labels)}{text}{plan.format.foot}" if plan.format else text


def _headings(plan: Plan, draft: Draft) -> Iterator[str]:
    name = plan.words.sections[draft.s - 1]
    for form in plan.sections.forms:
        yield form.format(name=name, s=draft.s, roman=_ROMAN[draft.s]) + "\n\n"


def _with_noise(plan: Plan, draft: Draft, *, is_last: bool, total: int) -> str:
    """A card, and what stands below each."""
    text = _formatted(plan.format, plan, draft) if plan.format else _marked(plan, draft, total)
    line = plan.between.text.format(n=draft.n)
    if not line or (is_last and "rules" in plan.between.tags.split()):
        return text
    is_close = "attached" in plan.between.tags.split() and not text.rsplit("\n", 1)[-1].startswith(_BLOCKS)
    inner = "" if plan.format else _inner(plan, draft)
    return text + ("\n" if is_close else "\n\n") + _indented(line, "" if inner.strip() else inner)


def _formatted(form: Format, plan: Plan, draft: Draft) -> str:
    if not isinstance(form.card, str):
        return form.card(draft)
    return form.card.format(
        q=draft.question,
        a=draft.text,
        n=draft.n,
        user=plan.words.roles[0],
        assistant=plan.words.roles[1],
        cloze_anki=draft.hidden("{{c1::", "}}"),
        cloze_marked=draft.hidden("==", "=="),
        cloze_square=draft.hidden("[", "]"),
        **plan.words.labels,
    )


def _marked(plan: Plan, draft: Draft, total: int) -> str:
    """A card whose question has a mark."""
    mark = plan.mark
    inner = _inner(plan, draft)
    below = plan.gap.inside.join(_indented(part, inner) for part in _below(plan, draft) if part)
    text = mark.open.format(head=_head(plan, draft, total), n=draft.n, **plan.words.labels)
    if below:
        text += _gap(plan, inner) + below
    return f"{text}\n\n{mark.close}" if mark.close else text


def _below(plan: Plan, draft: Draft) -> Iterator[str]:
    """What stands below the line of a question."""
    if plan.level.lines:
        yield plan.level.lines[draft.at % 3]
    yield from draft.more
    if plan.is_choice:
        yield from multiple_choice.blocks(plan, draft)
    else:
        yield plan.style.wrapped(draft.answer, {**plan.words.labels, "n": str(draft.n)})


def _gap(plan: Plan, inner: str) -> str:
    """What parts a question from the lines below it: in a quote or a definition no blank line that is empty."""
    if not inner.strip():
        return plan.gap.inside
    return f"\n{inner.rstrip()}\n" if plan.mark.name == "callout" else "\n"


def _inner(plan: Plan, draft: Draft) -> str:
    """What the lines below a question begin with: in a list as many blanks as its number takes."""
    mark = plan.mark
    marker = _MARKER.match(mark.open.format(head="", n=draft.n, **plan.words.labels))
    return " " * max(len(mark.inner), len(marker[0])) if marker and not mark.inner.strip(" ") else mark.inner


def _head(plan: Plan, draft: Draft, total: int) -> str:
    """The line of a question with its level, its number, and the key where that stands in it."""
    head = plan.level.forms[draft.at % 3].format(q=draft.head) if plan.level.forms else draft.head
    if plan.family == "choice":
        head = plan.key.stem.format(head=head, l=multiple_choice.letters(plan, draft), **plan.words.labels)
    return plan.numbering.form.format(q=head, n=draft.n, s=draft.s, i=draft.i, total=total, **plan.words.labels)


def _indented(text: str, by: str) -> str:
    """Lines that begin further right, or in a quote."""
    if not by or by == ": ":
        return by + text
    return "\n".join(by + line if line else by.rstrip() for line in text.split("\n"))
