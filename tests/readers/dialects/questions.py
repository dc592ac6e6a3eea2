"""How questions are written: their marks, numbers, words and levels."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from exporter.model import Level
from tests.readers.dialects.rows import Row, table
from tests.readers.dialects.subjects import Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark(Row):
    """What makes a line a question.

    Tags: `own` has a number of its own, `label` says that it is a question, `weak` could be anything, `item` begins a
    list item, `box` closes around the answer, `line` takes an answer of one line, `h2` … a heading.
    """

    open: str  # a template of the question's lines: {head}, {n}, words of the language
    close: str = ""
    inner: str = ""  # what every line below it begins with
    stem: bool = True  # whether options may stand below it


_LACKS = {"label": "unnamed", "plain": "unplain", "tabbed": "untabbed", "own": "not-own", "dotted-label": "undotted"}


def _completed(mark: Mark) -> Mark:
    """A mark with what follows from its tags: one number is enough, and a topic is a question where it is named one."""
    words = mark.tags.split()
    lacks = "".join(f" {lack}" for word, lack in _LACKS.items() if word not in words)
    return replace(mark, tags=mark.tags + lacks, bars=mark.bars + " numbered numberless" * ("own" in words))


MARKS = table(
    _completed(mark)
    for mark in [
        Mark(name="h3", open="### {head}", tags="h3"),
        Mark(name="h2", open="## {head}", tags="h2"),
        Mark(name="h4", open="#### {head}", tags="h4"),
        Mark(name="h6", open="###### {head}", tags="h6"),
        Mark(name="h2-dot", open="## Q. {head}", tags="h2 label dotted-label", bars="numbered"),
        Mark(name="h3-closed", open="### {head} ###", tags="h3"),
        Mark(name="h3-bold", open="### **{head}**", tags="h3 bolded"),
        Mark(name="h3-short", open="### {Q}{colon} {head}", tags="h3 label canonical", bars="numbered"),
        Mark(name="h3-word", open="### {question}{colon} {head}", tags="h3 label canonical", bars="numbered"),
        Mark(
            name="h3-word-closed", open="### {question}{colon} {head} ###", tags="h3 label canonical", bars="numbered"
        ),
        Mark(name="h3-Q", open="### Q{n}: {head}", tags="h3 label own canonical"),
        Mark(name="h2-word", open="## {question} {n}{colon} {head}", tags="h2 label own"),
        Mark(name="bold-word", open="**{question} {n}{colon} {head}**", tags="bold label own"),
        Mark(name="h3-anchor", open='### <a name="q{n}"></a>{head}', tags="h3"),
        Mark(name="h3-html", open="<h3>{head}</h3>", tags="h3 html"),
        Mark(name="setext", open="{head}\n----------------", tags="h2", bars="blocked tightest"),
        Mark(name="bold", open="**{head}**", tags="bold"),
        Mark(name="bold-br", open="**{head}**<br>", tags="bold", bars="airy"),
        Mark(name="bold-low", open="__{head}__", tags="bold"),
        Mark(name="bold-html", open="<b>{head}</b>", tags="bold html"),
        Mark(name="bold-emoji", open="🔹 **{head}**", tags="bold"),
        Mark(name="italic", open="*{head}*", tags="bold weak"),
        Mark(name="bold-item", open="- **{head}**", inner="  ", tags="item bold", bars="dotted"),
        Mark(name="bullet", open="- {head}", inner="  ", tags="item weak", bars="dotted"),
        Mark(name="bullet-four", open="*   {head}", inner="    ", tags="item weak", bars="dotted"),
        Mark(name="ordered", open="{n}. {head}", inner="   ", tags="own item"),
        Mark(name="ordered-four", open="{n}. {head}", inner="    ", tags="own item"),
        Mark(name="ordered-paren", open="{n}) {head}", inner="   ", tags="own item"),
        Mark(name="ordered-bold", open="{n}. **{head}**", inner="   ", tags="own item bold"),
        Mark(name="ordered-word", open="{n}. **{question}{colon}** {head}", inner="   ", tags="own item label"),
        Mark(name="ordered-short", open="{n}. **{Q}{colon}** {head}", inner="   ", tags="own item label"),
        Mark(name="ordered-heading", open="{n}. ### {head}", inner="   ", tags="own item h3"),
        Mark(name="plain", open="{head}", tags="weak plain"),
        Mark(name="emoji", open="❓ {head}", tags="label plain", bars="numbered"),
        Mark(name="short", open="{Q}{colon} {head}", tags="label", bars="numbered"),
        Mark(name="word", open="{question}{colon} {head}", tags="label", bars="numbered"),
        Mark(name="short-bold", open="**{Q}{colon}** {head}", tags="label bold", bars="numbered"),
        Mark(name="word-bold", open="**{question}{colon}** {head}", tags="label bold", bars="numbered"),
        Mark(name="short-whole", open="**{Q}{colon} {head}**", tags="label bold", bars="numbered"),
        Mark(name="short-dot", open="{Q}. {head}", tags="label dotted-label", bars="numbered"),
        Mark(name="short-tab", open="{Q}\t{head}", tags="label tabbed", bars="numbered colons"),
        Mark(name="word-alone", open="**{question}**\n\n{head}", tags="label bold", bars="numbered tight own-line"),
        Mark(name="item-word", open="- **{question}**{colon} {head}", inner="    ", tags="item label", bars="numbered"),
        Mark(name="indented", open="  {n}. {head}", inner="      ", tags="own item"),
        Mark(name="number-above", open="{n:02d}\n{head}", tags="own weak", bars="tight badge html"),
        Mark(
            name="summary",
            open="<details>\n<summary>{head}</summary>",
            close="</details>",
            tags="box html",
            bars="tight",
            stem=False,
        ),
        Mark(
            name="summary-bold",
            open="<details><summary><b>{head}</b></summary><br>",
            close="</details>",
            tags="box html bolded",
            bars="tight",
            stem=False,
        ),
        Mark(
            name="summary-lines",
            open="<details>\n<summary>\n{head}\n</summary>",
            close="</details>",
            tags="box html",
            bars="tight",
            stem=False,
        ),
        Mark(name="callout", open="> [!question] {head}", inner="> ", tags="box quoted", bars="blocked", stem=False),
        Mark(name="callout-fold", open="> [!faq]- {head}", inner="> ", tags="box quoted", stem=False),
        Mark(name="quote-bold", open="> **{head}**", tags="bold", bars="tight level-line", stem=False),
        Mark(name="admonition", open='??? question "{head}"', inner="    ", tags="box", bars="level-line", stem=False),
        Mark(
            name="definition",
            open="{head}",
            inner=": ",
            tags="line plain weak",
            bars="blocks marked level-line airy",
            stem=False,
        ),
        Mark(name="tagged", open="- {head} #card", inner="\t", tags="item label", bars="dotted levelled", stem=False),
        Mark(name="h2-tagged", open="## {head} #card", tags="h2 label", bars="levelled", stem=False),
    ]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbering(Row):
    """What stands before a question whose mark has no number of its own."""

    form: str  # {q} the question, {n} its number, {s} and {i} those of its section and within it
    counted: bool = True  # whether it can be read as one number


NUMBERINGS = table(
    [
        Numbering(name="none", form="{q}", counted=False, tags="numberless"),
        Numbering(name="own", form="{q}", tags="own-number", bars="not-own"),
        Numbering(name="dot", form="{n}. {q}", tags="numbered dotted"),
        Numbering(name="paren", form="{n}) {q}", tags="numbered dotted"),
        Numbering(name="round", form="({n}) {q}", tags="numbered"),
        Numbering(name="tight", form="{n}.{q}", tags="numbered close"),
        Numbering(name="spaced", form="{n} . {q}", tags="numbered"),
        Numbering(name="dots", form="{n}...... {q}", tags="numbered"),
        Numbering(name="padded", form="{n:02d}. {q}", tags="numbered dotted"),
        Numbering(name="dash", form="{n} - {q}", tags="numbered"),
        Numbering(name="escaped", form="{n}\\. {q}", tags="numbered"),
        Numbering(name="comma", form="{n}、{q}", tags="numbered close"),
        Numbering(name="colon", form="{n}: {q}", tags="numbered"),
        Numbering(name="bold-dot", form="**{n}.** {q}", tags="numbered", bars="bold bolded box"),
        Numbering(name="bold-paren", form="**{n})** {q}", tags="numbered", bars="bold bolded box"),
        Numbering(name="bracket", form="[{n}] {q}", tags="numbered"),
        Numbering(name="hash", form="#{n} {q}", tags="numbered"),
        Numbering(name="Q-dot", form="Q{n}. {q}", tags="numbered label latin"),
        Numbering(name="Q-colon", form="Q{n}: {q}", tags="numbered label latin canonical"),
        Numbering(name="Q.n", form="Q.{n} {q}", tags="numbered label latin"),
        Numbering(name="(Q)", form="(Q{n}) {q}", tags="numbered label latin"),
        Numbering(name="Q-space", form="Q {n}. {q}", tags="numbered label latin"),
        Numbering(name="Q-paren", form="Q{n}) {q}", tags="numbered label latin"),
        Numbering(name="Q-dash", form="Q{n} - {q}", tags="numbered label latin"),
        Numbering(name="word-colon", form="{question} {n}{colon} {q}", tags="numbered label"),
        Numbering(name="word-dot", form="{question} {n}. {q}", tags="numbered label"),
        Numbering(name="word-dash", form="{question} {n} - {q}", tags="numbered label"),
        Numbering(name="word-of", form="{question} {n}/{total}{colon} {q}", tags="numbered label"),
        Numbering(name="No", form="No. {n}: {q}", tags="numbered latin"),
        Numbering(name="section", form="{s}.{i} {q}", counted=False, tags="numbered twice"),
        Numbering(name="section-dot", form="{s}.{i}. {q}", counted=False, tags="numbered twice"),
    ]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Order(Row):
    """How numbers run."""

    number: Callable[[int, int, int], int]  # of the index in the document, in the section, and the count of all


ORDERS = table(
    [
        Order(name="on", number=lambda at, inside, count: at + 1),
        Order(name="restart", number=lambda at, inside, count: inside + 1, tags="repeated", bars="sectionless"),
        Order(name="late", number=lambda at, inside, count: at + 41, bars="numberless"),
        Order(name="gap", number=lambda at, inside, count: at + 1 + (at > 1), bars="few numberless"),
        Order(name="twice", number=lambda at, inside, count: at + (at < 2), tags="repeated", bars="few numberless"),
        Order(name="back", number=lambda at, inside, count: count - at, bars="few numberless"),
    ]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked(Row):
    """The words of a question: the line of it, and what of it stands below."""

    make: Callable[[Subject, int], tuple[str, tuple[str, ...]]]


def _mixed(subject: Subject, at: int) -> tuple[str, tuple[str, ...]]:
    return ((subject.asked, subject.order, subject.asked, subject.topic)[at % 4]), ()


def _code(at: int) -> str:
    return f"```python\ntides = [{at}, {at + 2}]\nprint(sum(tides))  # a comment\n```"


ASKED = table(
    [
        Asked(name="asked", make=lambda s, at: (s.asked, ())),
        Asked(name="order", make=lambda s, at: (s.order, ()), bars="weak", tags="markless"),
        Asked(name="mixed", make=_mixed, bars="weak few", tags="markless"),
        Asked(name="topic", make=lambda s, at: (s.topic, ()), bars="weak unnamed", tags="markless"),
        Asked(name="bare", make=lambda s, at: (s.asked.rstrip(" ?？؟"), ()), bars="weak", tags="markless"),
        Asked(
            name="inline",
            make=lambda s, at: (f"What does `tide({at}, [])` return?", ()),
            tags="pointing",
            bars="foreign",
        ),
        Asked(name="colons", make=lambda s, at: (f"{s.topic}: {s.asked}", ())),
        Asked(name="prose", make=lambda s, at: (f"{s.more} {s.asked}", ()), bars="plain"),
        Asked(name="follow-up", make=lambda s, at: (f"{s.asked} {s.order}", ()), bars="plain", tags="markless"),
        Asked(  # behind `Q. ` or `1、` a number is that of the question
            name="number",
            make=lambda s, at: (f"{at + 2} points on this: {s.asked}", ()),
            bars="foreign dotted-label tabbed close",
        ),
        Asked(name="strong", make=lambda s, at: (f"Is it **true** about {s.topic}?", ()), bars="foreign bold bolded"),
        Asked(
            name="code",
            make=lambda s, at: (s.asked, (_code(at),)),
            tags="blocked level-line",
            bars="box line unmarked tightest item-answer",
        ),
        Asked(
            name="output",
            make=lambda s, at: ("What's the output?", (_code(at),)),
            tags="blocked level-line",
            bars="contents foreign box line unmarked tightest item-answer",
        ),
        Asked(
            name="text",
            make=lambda s, at: (s.asked, (s.more,)),
            tags="blocked level-line told-below",
            bars="box line unmarked tightest item-answer",
        ),
    ]
)

LEVELS_IN_TURN = (Level.BEGINNER, Level.INTERMEDIATE, Level.ADVANCED)


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelMark(Row):
    """How a document says how hard a question is."""

    forms: tuple[str, ...] = ()  # templates of the question with {q}, for each level
    lines: tuple[str, ...] = ()  # lines below it, for each level


def _each(form: str, *words: str) -> tuple[str, ...]:
    return tuple(form.replace("@", word) for word in words)


_PICTURE = "![@](https://example.org/badges/@.svg)"
_THREE = ("Easy", "Medium", "Hard")

LEVELS = table(
    [
        LevelMark(name="none", tags="levelless"),
        LevelMark(
            name="word",
            forms=_each("{q} @", "Beginner", "Intermediate", "Advanced"),
            tags="levelled",
            bars="foreign markless",
        ),
        LevelMark(name="round", forms=_each("{q} (@)", *_THREE), tags="levelled", bars="foreign"),
        LevelMark(name="square", forms=_each("{q} [@]", *_THREE), tags="levelled", bars="foreign"),
        LevelMark(name="code", forms=_each("{q} `@`", "easy", "medium", "hard"), tags="levelled", bars="foreign"),
        LevelMark(name="emoji", forms=_each("{q} @", "👶", "⭐️", "🚀"), tags="levelled"),
        LevelMark(name="circle", forms=_each("@ {q}", "🟢", "🟡", "🔴"), tags="levelled"),
        LevelMark(name="before", forms=_each("[@] {q}", *_THREE), tags="levelled", bars="foreign numbered"),
        LevelMark(name="badge", lines=_each(_PICTURE, *_THREE), tags="levelled level-line badge"),
        LevelMark(name="line", lines=_each("**Difficulty:** @", *_THREE), tags="levelled level-line", bars="foreign"),
        LevelMark(name="italic", lines=_each("_Level: @_", *_THREE), tags="levelled level-line", bars="foreign"),
    ]
)
