"""Formats that flashcard programs, quizzes and chats write: each says how a whole card looks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from tests.readers.dialects.rows import Row, table


class Fields(Protocol):
    """What a card is, for formats that write it in a way of their own."""

    @property
    def n(self) -> int: ...
    @property
    def head(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def options(self) -> tuple[str, ...]: ...
    @property
    def right(self) -> tuple[int, ...]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Format(Row):
    """How a format writes a card.

    Tags: `whole` nothing else stands in the file, `bare` nothing but a repetition says that these are cards.
    """

    card: str | Callable[[Fields], str]  # a template with {q}, {a} and the words of the language
    head: str = ""
    foot: str = ""
    between: str = "\n\n"
    kind: str = "basic"  # or "cloze", "choice"
    counted: bool = False  # whether cards keep their number
    suffix: str = ".md"  # of its files: exports in columns are no Markdown, and named as what they are


def indented(text: str, by: str) -> str:
    """A text whose lines begin further right."""
    return text.replace("\n", "\n" + by).replace(f"\n{by}\n", "\n\n")


def _gift(draft: Fields) -> str:
    options = "\n".join("=~"[n not in draft.right] + option for n, option in enumerate(draft.options))
    return f"::Q{draft.n}:: {draft.head} {{\n{options}\n}}"


def _gift_line(draft: Fields) -> str:
    options = " ".join("=~"[n not in draft.right] + option for n, option in enumerate(draft.options))
    return f"{draft.head} {{{options}}}"


def _aiken(draft: Fields) -> str:
    options = [f"{letter}. {option}" for letter, option in zip("ABCD", draft.options, strict=False)]
    return "\n".join([draft.head, *options, f"ANSWER: {'ABCD'[draft.right[0]]}"])


def _records(draft: Fields) -> str:
    options = [f"Option{n}: {option}" for n, option in enumerate(draft.options, 1)]
    return "\n".join([f"Number: {draft.n}", f"Question: {draft.head}", *options, f"Correct: {draft.right[0] + 1}"])


def _pool(draft: Fields) -> str:
    """As pools of questions for licenses have them: a code with the key, the question, options, a line of tildes."""
    options = [f"{letter}. {option}" for letter, option in zip("ABCD", draft.options, strict=False)]
    return "\n".join([f"B1A{draft.n:02d} ({'ABCD'[draft.right[0]]})", draft.head, *options, "~~"])


def _front_matter(draft: Fields) -> str:
    return f'- id: c{draft.n}\n  front: "{draft.head}"\n  back: "{draft.text}"'


def _completed(made: Format) -> Format:
    """A format with what follows from its tags: where nothing else may stand, and what has one line for each card."""
    words = made.tags.split()
    bars = " titled opened ended parted sectioned" * ("whole" in words) + " parted" * (made.between == "\n")
    bars += " sectioned" * bool(made.head and made.name != "colons-tagged") + " few" * bool(
        {"whole", "bare"} & {*words}
    )
    is_rows = made.name in ("tab", "semicolon") or made.name.startswith("tab-")
    suffix = ".txt" if is_rows else made.suffix
    bars += " pointing signs" * is_rows  # signs of Markdown are text there
    return replace(made, tags=f"{made.tags} formatted", bars=made.bars + bars, suffix=suffix)


FORMATS = table(
    _completed(made)
    for made in [
        Format(name="q-a", card="Q: {q}\nA: {a}"),
        Format(name="hashcards", card="Q: {q}\nA: {a}", between="\n\n---\n\n"),
        Format(name="tab", card="{q}\t{a}", between="\n", tags="line whole"),
        Format(
            name="tab-anki",
            card="{q}\t{a}\tbread",
            between="\n",
            head="#separator:tab\n#html:true\n#tags column:3\n",
            tags="line whole",
        ),
        Format(
            name="tab-deck",
            card="Harbor\t{q}\t{a}",
            between="\n",
            head="#separator:tab\n#html:false\n#deck column:1\n",
            tags="line whole",
        ),
        Format(
            name="tab-guid",
            card="g{n}\tBasic\tHarbor\t{q}\t{a}",
            between="\n",
            head="#separator:tab\n#html:true\n#guid column:1\n#notetype column:2\n#deck column:3\n",
            tags="line whole",
        ),
        Format(name="semicolon", card="{q};{a}", between="\n", head="#separator:semicolon\n", tags="line whole"),
        Format(name="colons", card="{q} :: {a}", tags="line bare"),
        Format(name="colons-lines", card="{q}::{a}", between="\n", tags="line bare"),
        Format(name="colons-list", card="- {q} :: {a}", between="\n", tags="line bare"),
        Format(name="colons-bold", card="- **{q}** :: {a}\n<!--SR:!2025-12-22,229,284-->", tags="line bare bolded"),
        Format(name="colons-tagged", card="{q}::{a}", head="#flashcards/harbor\n\n", tags="line"),
        Format(name="arrows", card="- {q} >> {a}", between="\n", tags="line bare", bars="foreign"),
        Format(name="question-line", card="{q}\n?\n{a}", bars="blocked gapped tightest"),
        Format(
            name="question-line-bold",
            card="**{q}**\n?\n{a}\n<!--SR:!2025-12-22,229,284-->",
            tags="bolded",
            bars="blocked gapped tightest",
        ),
        Format(
            name="table",
            card="| {q} | {a} |",
            between="\n",
            head="| {question} | {answer} |\n| --- | --- |\n",
            tags="line",
        ),
        Format(
            name="table-number",
            card="| {n} | {q} | {a} |",
            between="\n",
            head="| # | {question} | {answer} |\n| --- | --- | --- |\n",
            tags="line",
            counted=True,
        ),
        Format(
            name="table-html",
            card="<tr><td>{q}</td><td>{a}</td></tr>",
            between="\n",
            head="<table>\n<tr><th>{question}</th><th>{answer}</th></tr>\n",
            foot="\n</table>",
            tags="line",
        ),
        Format(  # a bullet has one line: what stands below it is the answer
            name="logseq",
            card=lambda d: f"- {d.head} #card\n\t- {indented(d.text, chr(9) + '  ')}",
            between="\n",
            bars="blocked",
        ),
        Format(
            name="logseq-properties",
            card=lambda d: f"- {d.head} #card\n  card-last-interval:: 4\n  collapsed:: true\n\t- {d.text}",
            between="\n",
            tags="line",
        ),
        Format(name="start-end", card="START\nBasic\n{q}\nBack: {a}\n<!--ID: 17107961665{n:02d}-->\nEND"),
        Format(name="anki-block", card="%%ANKI\nBasic\n{q}\nBack: {a}\nEND%%"),
        Format(name="inline-start", card="STARTI [Basic] {q} Back: {a} ENDI", tags="line"),
        Format(name="front-back", card="Front: {q}\nBack: {a}"),
        Format(name="front-back-bold", card="**Front:** {q}\n\n**Back:** {a}"),
        Format(name="chat-said", card="You said:\n{q}\n\nChatGPT said:\n{a}", bars="foreign"),
        Format(name="chat-heads", card="#### You said:\n\n{q}\n\n#### ChatGPT said:\n\n{a}", bars="foreign subheads"),
        Format(name="chat-roles", card="{user}: {q}\n\n{assistant}: {a}"),
        Format(name="chat-bold", card="**{user}:** {q}\n\n**{assistant}:** {a}"),
        Format(name="chat-heading", card="## {user}\n\n{q}\n\n## {assistant}\n\n{a}", bars="sectioned"),
        Format(name="host-guest", card="Host: {q}\n\nGuest: {a}", tags="bare weak"),
        Format(name="interview-bold", card="**Interviewer:** {q}\n\n**Candidate:** {a}", tags="bare"),
        Format(name="question-line-both", card="{q}\n??\n{a}", bars="blocked gapped tightest"),
        Format(name="dash", card="{q} - {a}", between="\n", tags="line whole"),
        Format(name="flashcard", card="**Flashcard {n}**\nFront: {q}\nBack: {a}"),
        Format(name="card-list", card="**Card {n}**\n- **Front:** {q}\n- **Back:** {a}", tags="line"),
        Format(name="card-heading", card="### Card {n}\n\n**Front:** {q}\n\n**Back:** {a}", bars="h2"),
        Format(name="term", card="**Term:** {q}\n**Definition:** {a}", tags="line"),
        Format(name="one-line", card="Q: {q} A: {a}", tags="line"),
        Format(name="slashes", card="Q/ {q}\nA/ {a}", tags="line"),
        Format(name="headings", card="# {question}\n\n{q}\n\n# {answer}\n\n{a}", bars="sectioned"),
        Format(
            name="headings-deep", card="## {question} {n}\n\n{q}\n\n### {answer}\n\n{a}", counted=True, bars="sectioned"
        ),
        Format(name="headings-quote", card="## {question}\n\n> {q}\n\n### {answer}\n\n{a}", bars="sectioned"),
        Format(name="dl", card="<dt>{q}</dt>\n<dd>{a}</dd>", between="\n", head="<dl>\n", foot="\n</dl>", tags="line"),
        Format(
            name="front-matter",
            card=_front_matter,
            between="\n",
            head="---\ntitle: Harbor\ncards:\n",
            foot="\n---\n\nNotes.",
            tags="line whole",
        ),
        Format(name="mochi", card="{q}\n\n---\n\n{a}", between="\n\n***\n\n", tags="bare weak", bars="ruled"),
        # lines with gaps in one paragraph are one card
        Format(name="cloze-anki", card="{cloze_anki}", kind="cloze", tags="line clozes unmarked-weak"),
        Format(name="cloze-marked", card="{cloze_marked}", kind="cloze", tags="line clozes unmarked-weak"),
        Format(name="cloze-hashcards", card="C: {cloze_square}", kind="cloze", tags="line clozes"),
        Format(name="cloze-block", card="START\nCloze\n{cloze_anki}\nEND", kind="cloze", tags="line clozes"),
        # of GIFT a blank line is a part
        Format(name="gift", card=_gift, kind="choice", tags="line picks", bars="tightest"),
        Format(name="gift-line", card=_gift_line, between="\n\n", kind="choice", tags="line picks", bars="tightest"),
        Format(name="aiken", card=_aiken, kind="choice", tags="line picks"),
        Format(name="records", card=_records, kind="choice", tags="line whole picks", counted=True),
        Format(name="pool", card=_pool, kind="choice", tags="line picks"),
    ]
)
