"""How answers are written: what stands around them, and what is in them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from tests.readers.dialects.rows import Row, table
from tests.readers.dialects.subjects import Subject

_LIST = ("- ", "1. ", "```", "|", ">", "#", "<", "!", "$$", "**Start**")


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerStyle(Row):
    """What stands around an answer.

    Tags: `marked` is seen without its question, `line` is a label before its first words, `own-line` a label alone.
    """

    before: str = ""  # a template: lines before the answer
    lead: str = ""  # a template: before its first words, on their line
    last: str = ""  # a template of an entry of a list at the end, where all answers stand
    every: str = ""  # what each line of it begins with
    after: str = ""

    def wrapped(self, blocks: Sequence[str], labels: dict[str, str]) -> str:
        """The answer's lines."""
        if not blocks or self.last:
            return ""
        lead, first = self.lead.format(**labels), blocks[0]
        if self.lead:  # a list, a table or code begins on a line of its own
            first = f"{lead.rstrip()}\n\n{first}" if first.startswith(_LIST) else f"{lead}{first}"
        text = "\n\n".join([first, *blocks[1:]])
        if self.every:
            text = "\n".join((self.every + line) if line else self.every.rstrip() for line in text.split("\n"))
        return "".join([self.before.format(**labels), text, self.after.format(**labels)])


def _label(name: str, lead: str, tags: str = "", bars: str = "") -> AnswerStyle:
    return AnswerStyle(name=name, lead=lead, tags=f"marked lead {tags}", bars=bars)


STYLES = table(
    [
        AnswerStyle(name="below", tags="unmarked"),
        _label("short", "{A}{colon} ", bars="tabbed"),
        _label("word", "{answer}{colon} "),
        _label("short-bold", "**{A}{colon}** "),
        _label("word-bold", "**{answer}{colon}** "),
        _label("word-bold-out", "**{answer}**{colon} "),
        _label("word-italic", "*{answer}{colon}* "),
        _label("short-dot", "{A}. ", bars="undotted"),
        _label("Ans", "Ans. ", "", "foreign"),
        _label("Ans-dash", "Ans - ", "", "foreign"),
        _label("Solution", "**Solution:** ", "", "foreign"),
        _label("Sample", "**Sample answer:** ", "", "foreign"),
        _label("emoji", "💡 **{answer}{colon}** "),
        # a paragraph above an arrow is a part of the answer to whoever reads it
        _label("arrow", "→ ", bars="told-below list-only"),
        _label("fat-arrow", "=> ", bars="told-below list-only"),
        # a letter without its tab is a line of text
        AnswerStyle(name="tab", lead="{A}\t", tags="marked lead for-tab", bars="untabbed list-only"),
        AnswerStyle(name="line", before="{answer}{colon}\n", tags="marked own-line", bars="html"),
        AnswerStyle(name="line-bold", before="**{answer}{colon}**\n\n", tags="marked own-line", bars="tightest"),
        AnswerStyle(name="line-plain", before="**{answer}**\n\n", tags="marked own-line", bars="tightest"),
        AnswerStyle(name="heading", before="#### {answer}\n\n", tags="marked headed", bars="h4 h6 item line quoted"),
        AnswerStyle(
            name="heading-low",
            before="##### {answer}{colon}\n\n",
            tags="marked headed heading-low",
            bars="h6 item line",
        ),
        AnswerStyle(name="bullet", lead="- ", tags="marked item-answer", bars="blocks line tabbed"),
        AnswerStyle(name="bullet-word", lead="- **{answer}**{colon} ", tags="marked item-answer", bars="blocks line"),
        AnswerStyle(name="quote", every="> ", tags="marked quoting", bars="quoted line blocked"),
        AnswerStyle(
            name="details",
            before="<details>\n<summary>{show}</summary>\n\n",
            after="\n\n</details>",
            tags="marked boxed",
            bars="box line tight",
        ),
        AnswerStyle(
            name="details-bold",
            before="<details><summary><b>{answer}</b></summary>\n<p>\n\n",
            after="\n\n</p>\n</details>",
            tags="marked boxed",
            bars="box line tight",
        ),
        AnswerStyle(
            name="details-quote",
            before="<details><summary>{show}</summary>\n\n<blockquote>\n\n",
            after="\n\n</blockquote>\n\n</details>",
            tags="marked boxed",
            bars="box line tight",
        ),
        AnswerStyle(
            name="details-emoji",
            before="<details>\n  <summary>👉 {show} 👈</summary>\n\n",
            after="\n\n</details>",
            tags="marked boxed",
            bars="box line tight",
        ),
        AnswerStyle(
            name="fold",
            before='??? success "{show}"\n\n',
            every="    ",
            tags="marked boxed admonished",
            bars="box line item",
        ),
        AnswerStyle(
            name="colons", before=":::details {show}\n\n", after="\n\n:::", tags="marked boxed", bars="box line"
        ),
        AnswerStyle(
            name="callout",
            before="> [!success]- {answer}\n",
            every="> ",
            tags="marked boxed called",
            bars="box line html",
        ),
        AnswerStyle(name="spoiler", before="||", after="||", tags="marked", bars="blocks line table foreign"),
        AnswerStyle(name="html-bold", lead="<b>{answer}{colon}</b> ", tags="marked lead", bars="box"),
        AnswerStyle(name="A-number", lead="A{n}. ", tags="marked lead latin", bars="numberless twice"),
        AnswerStyle(name="A-colon", lead="A{n}: ", tags="marked lead latin", bars="numberless twice"),
        AnswerStyle(
            name="at-end",
            last="{n}. {a}",
            before="## {answer}",
            tags="marked at-end",
            bars="numberless twice repeated few blocks box line sectioned parted",
        ),
        # below code it is code
        AnswerStyle(
            name="indented", every="    ", tags="marked code-like", bars="unplain blocks blocked line foreign tight"
        ),
    ]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Content(Row):
    """What an answer holds: its blocks.

    Tags: `blocks` more than a line, and what could be taken for a mark.
    """

    make: Callable[[Subject, int], tuple[str, ...]]


def _points(subject: Subject, form: str) -> str:
    lines = (form.format(n=n, name=name, text=text) for n, (name, text) in enumerate(subject.points, 1))
    return "\n".join(lines)


def _table(subject: Subject) -> str:
    return "| A | B |\n| --- | --- |\n" + _points(subject, "| {name} | {text} |")


def _mixed(subject: Subject, at: int) -> tuple[str, ...]:
    rows = ("word", "paragraphs", "list", "sentence", "code")
    return CONTENTS[rows[at % len(rows)]].make(subject, at)


_CODE = "```python\n# feed it\nfor day in range(7):\n    feed(flour={at})\n```"


def _completed(content: Content) -> Content:
    """Several lines do not fit where one does, nor blank ones where a blank line ends a card."""
    is_long = "blocks" in content.tags.split()
    is_gapped = is_long and content.name != "wrapped"
    return replace(content, tags=content.tags + " gapped" * is_gapped, bars=content.bars + " line" * is_long)


CONTENTS = table(
    _completed(content)
    for content in [
        Content(name="sentence", make=lambda s, at: (s.told,)),
        Content(name="word", make=lambda s, at: (s.word,)),
        Content(name="paragraphs", make=lambda s, at: (s.told, s.more), tags="blocks"),
        Content(name="list", make=lambda s, at: (s.told, _points(s, "- {name}: {text}")), tags="blocks listed"),
        Content(
            name="list-first",
            make=lambda s, at: (_points(s, "- {name}: {text}"),),
            tags="blocks listed list-only",
            bars="formatted",
        ),
        Content(
            name="numbered",
            make=lambda s, at: (s.told, _points(s, "{n}. {name}: {text}")),
            tags="blocks counted",
            bars="plain",
        ),
        Content(
            name="numbered-bold",
            make=lambda s, at: (s.told, _points(s, "{n}. **{name}**: {text}")),
            tags="blocks counted bolds",
            bars="plain",
        ),
        Content(
            name="bold-items",
            make=lambda s, at: (s.told, _points(s, "- **{name}**: {text}")),
            tags="blocks listed bolds",
        ),
        Content(
            name="bold-paragraphs",
            make=lambda s, at: (s.told, *(f"**{name}**: {text}." for name, text in s.points)),
            tags="blocks bolds",
        ),
        Content(
            name="bold-titles",
            make=lambda s, at: (s.told, *(b for name, text in s.points for b in (f"**{name}**", f"{text}."))),
            tags="blocks bold-titles",
            bars="bold",
        ),
        Content(
            name="nested", make=lambda s, at: (s.told, f"- {s.more}\n  - {s.word}\n  - {s.told}"), tags="blocks listed"
        ),
        Content(name="code", make=lambda s, at: (s.told, _CODE.replace("{at}", str(at))), tags="blocks fenced"),
        Content(
            name="code-first",
            make=lambda s, at: (_CODE.replace("{at}", str(at)), s.told),
            tags="blocks fenced list-only",
            bars="formatted pointing",
        ),
        Content(
            name="code-spaced",
            make=lambda s, at: (s.told, f"```\nQ: {at}\n\n## {at}. no?\n```", s.more),
            tags="blocks fenced",
        ),
        Content(name="table", make=lambda s, at: (s.told, _table(s)), tags="blocks table"),
        Content(
            name="headings",
            make=lambda s, at: (s.told, *(b for name, text in s.points[:2] for b in (f"##### {name}", f"{text}."))),
            tags="blocks subheads",
            bars="h6 heading-low",
        ),
        Content(
            name="references",
            make=lambda s, at: (
                s.told,
                "##### References",
                f"- <https://example.org/{at}>\n- <https://example.org/a-{at}>",
            ),
            tags="blocks subheads",
            bars="h6 heading-low",
        ),
        Content(name="questions", make=lambda s, at: (f"{s.told} But is that all? {s.more}",)),
        Content(
            name="rhetoric",
            make=lambda s, at: (s.told, "And why is that so?", s.more),
            tags="blocks asking",
            bars="plain",
        ),
        Content(name="colons", make=lambda s, at: (f"Note: {s.told}",)),
        Content(name="numbers", make=lambda s, at: (f"{at + 2} parts of ten, or {at}.5 of a hundred: {s.told}",)),
        Content(name="year", make=lambda s, at: (f"{1900 + at}, as far as anybody knows.",), bars="foreign"),
        Content(
            name="quote",
            make=lambda s, at: (s.told, f"> {s.more}"),
            tags="blocks quoted-in",
            bars="quoting quoted called",
        ),
        Content(
            name="alert",
            make=lambda s, at: (s.told, f"> [!TIP]\n> {s.more}"),
            tags="blocks quoted-in",
            bars="quoting quoted called",
        ),
        Content(name="rule", make=lambda s, at: (s.told, "---", s.more), tags="blocks ruled", bars="rules"),
        # a gap of their last word would cut a formula or a link in two
        Content(name="formula", make=lambda s, at: (f"{s.told} $a_{at} = b + {at}$",), bars="clozes"),
        Content(name="scope", make=lambda s, at: (f"`tide::{at}` and `a::b` say so. {s.told}",), tags="signs"),
        Content(
            name="link",
            make=lambda s, at: (f"{s.told} See [the page](https://example.org/{at}?q=a).",),
            tags="signs",
            bars="clozes",
        ),
        Content(name="wrapped", make=lambda s, at: (f"{s.told}\n{s.more}",), tags="blocks lines"),
        Content(name="image", make=lambda s, at: (s.told, f"![a picture](img/{at}.png)"), tags="blocks"),
        # above the next question it looks as a section in bold does
        Content(
            name="bold-last",
            make=lambda s, at: (s.told, f"**{s.word}**"),
            tags="blocks bold-titles",
            bars="bold bold-section",
        ),
        Content(
            name="some",
            make=lambda s, at: (s.told,) if at % 3 != 1 else (),
            tags="unanswered",
            # code below an unanswered question may be its answer, in our own format all that follows it is
            bars="few box boxed formatted at-end blocked canonical",
        ),
        Content(
            name="none",
            make=lambda s, at: (),
            tags="unanswered",
            # in our own format what follows an unanswered question is its answer
            bars="weak box boxed formatted line blocked at-end tagged-mark canonical",
        ),
        Content(name="mixed", make=_mixed, tags="blocks listed fenced"),
    ]
)
