"""Writes options and keys."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tests.readers.dialects.drafts import Draft
from tests.readers.dialects.plan import Plan

_BULLET = re.compile(r"(?:[-*>] |\s+)?")


def letters(plan: Plan, draft: Draft) -> str:
    """The letters of the right options."""
    return plan.right.joined.join(plan.options.letters[n] for n in draft.right)


def blocks(plan: Plan, draft: Draft) -> Iterator[str]:
    """The options, and the key with its explanation."""
    key = plan.key.below.format(l=letters(plan, draft), o=draft.options[draft.right[0]], **plan.words.labels)
    why = plan.why.before.format(**plan.words.labels) + draft.text if draft.answer else ""
    options = _options(plan, draft)
    if key:
        yield options
        yield key + why + plan.key.after
    else:  # without a blank line an explanation would belong to the last option
        yield f"{options}\n\n{why.lstrip()}" if why else options


def _options(plan: Plan, draft: Draft) -> str:
    style = plan.options
    lines = [_option(plan, draft, n) for n in range(len(draft.options))]
    lines[-1] += plan.key.beside.format(l=letters(plan, draft), **plan.words.labels)
    if style.lines == 1:
        return style.between.join(lines)
    rows = (lines[n : n + style.lines] for n in range(0, len(lines), style.lines))
    return "\n".join(style.between.join(row) for row in rows)


def _option(plan: Plan, draft: Draft, n: int) -> str:
    is_right = n in draft.right
    text = plan.options.form.format(
        l=plan.options.letters[n],
        o=draft.options[n],
        x="x" if is_right else " ",
        cross="✅" if is_right else "❌",
        radio="◉" if is_right else "○",
    )
    start = len(found[0]) if (found := _BULLET.match(text)) else 0
    return text[:start] + plan.key.marked.format(option=text[start:]) if is_right else text


def key_list(plan: Plan, made: Sequence[Draft]) -> str:
    """The keys of all questions, where they stand at the end."""
    if not plan.key.last:
        return ""
    entries = (plan.key.last.format(n=draft.n, l=letters(plan, draft)) for draft in made)
    return f"{plan.key.last_title.format(**plan.words.labels)}\n\n{plan.key.last_between.join(entries)}"
