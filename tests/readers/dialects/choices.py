"""How multiple choice is written: the options, and which of them are right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tests.readers.dialects.rows import Row, table

_LATIN = "ABCD"


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionStyle(Row):
    """How options stand below their question.

    Tags: `lettered` a key can name them, `boxes` they are ticked themselves.
    """

    form: str  # a template of one option: {l} its letter, {o} its text, {right} the mark of a right one
    letters: str | Sequence[str] = _LATIN
    between: str = "\n"
    lines: int = 1  # options on a line


OPTIONS = table(
    [
        OptionStyle(name="A.", form="{l}. {o}", tags="lettered"),
        OptionStyle(name="A)", form="{l}) {o}", tags="lettered"),
        OptionStyle(name="(A)", form="({l}) {o}", tags="lettered"),
        OptionStyle(name="a)", form="{l}) {o}", letters="abcd", tags="lettered"),
        OptionStyle(name="(a)", form="({l}) {o}", letters="abcd", tags="lettered"),
        OptionStyle(name="a.", form="{l}. {o}", letters="abcd", tags="lettered"),
        OptionStyle(name="A:", form="{l}: {o}", tags="lettered", bars="tabbed"),
        OptionStyle(name="A-comma", form="{l}、{o}", tags="lettered"),
        OptionStyle(name="A.tight", form="{l}.{o}", tags="lettered"),
        OptionStyle(name="A-dash", form="{l} - {o}", tags="lettered"),
        OptionStyle(name="list-A.", form="- {l}. {o}", tags="lettered listed-options"),
        OptionStyle(name="list-A)", form="- {l}) {o}", tags="lettered listed-options"),
        OptionStyle(name="list-A:", form="- {l}: {o}", tags="lettered listed-options"),
        OptionStyle(name="list-(A)", form="* ({l}) {o}", tags="lettered listed-options"),
        OptionStyle(name="list-bold", form="- **{l}.** {o}", tags="lettered listed-options own-bold"),
        OptionStyle(name="bold", form="**{l}.** {o}", between="  \n", tags="lettered own-bold"),
        OptionStyle(name="spaces", form="{l}. {o}", between="  \n", tags="lettered"),
        OptionStyle(name="loose", form="{l}. {o}", between="\n\n", tags="lettered", bars="tightest"),
        OptionStyle(name="deep", form="    {l}. {o}", tags="lettered", bars="plain weak own"),
        OptionStyle(name="quoted", form="> {l}. {o}", between="  \n", tags="lettered quoted-options", bars="quoted"),
        OptionStyle(name="shuffled", form="- {l}. {o}", letters="BADC", tags="lettered listed-options"),
        OptionStyle(
            name="numbers",
            form="{l}) {o}",
            letters="1234",
            tags="lettered counted-options",
            bars="dotted plain weak own item",
        ),
        OptionStyle(
            name="number-list",
            form="{l}. {o}",
            letters="1234",
            tags="lettered counted-options",
            bars="dotted plain weak",
        ),
        OptionStyle(name="circled", form="{l} {o}", letters="①②③④", tags="lettered counted-options"),
        OptionStyle(name="roman", form="({l}) {o}", letters=("i", "ii", "iii", "iv"), tags="lettered worded"),
        OptionStyle(name="word", form="Option {l}: {o}", tags="lettered", bars="foreign"),
        OptionStyle(name="bare", form="{l} {o}", tags="lettered", bars="weak own"),
        OptionStyle(name="devanagari", form="({l}) {o}", letters="कखगघ", tags="lettered"),
        OptionStyle(name="thai", form="{l}. {o}", letters="กขคง", tags="lettered"),
        OptionStyle(name="cyrillic", form="{l}) {o}", letters="АБВГ", tags="lettered", bars="not-ru"),
        OptionStyle(name="arabic", form="{l}) {o}", letters="أبجد", tags="lettered", bars="not-ar"),
        OptionStyle(name="kana", form="{l}. {o}", letters="アイウエ", tags="lettered", bars="not-ja"),
        OptionStyle(name="inline", form="{l}. {o}", between="  ", lines=4, tags="lettered inline"),
        OptionStyle(name="inline-(a)", form="({l}) {o}", letters="abcd", between=" ", lines=4, tags="lettered inline"),
        OptionStyle(name="pairs", form="{l}. {o}", between="    ", lines=2, tags="lettered inline"),
        OptionStyle(name="bullets", form="- {o}", tags="letterless listed-options"),
        OptionStyle(name="stars", form="* {o}", tags="letterless listed-options"),
        OptionStyle(name="boxes", form="- [{x}] {o}", tags="boxes listed-options"),
        OptionStyle(name="boxes-A", form="- [{x}] {l}. {o}", tags="boxes listed-options"),
        OptionStyle(name="crosses", form="- {cross} {o}", tags="boxes listed-options"),
        OptionStyle(name="circles", form="{radio} {o}", between="  \n", tags="boxes"),
    ]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Key(Row):
    """How a document says which options are right: one of these is filled."""

    below: str = ""  # a template behind the options: {l} letters, {o} the text of a right one, words of the language
    marked: str = "{option}"  # a template of a right option
    stem: str = "{head}"  # a template of the question's line
    last: str = ""  # a template for a list at the end, of one entry
    last_between: str = "\n"
    last_title: str = ""
    after: str = ""  # what closes `below`, behind the explanation
    beside: str = ""  # a template behind the last option, on its line
    tells: bool = True


def _below(name: str, below: str, tags: str = "", bars: str = "boxes letterless", after: str = "") -> Key:
    return Key(name=name, below=below, tags=f"by-letter {tags}", bars=bars, after=after)


_DETAILS = "<details>\n<summary>{show}</summary>\n\n"
_END = "\n\n</details>"
_ANY = "boxes"

KEYS = table(
    [
        _below("word", "{answer}{colon} {l}"),
        _below("word-bold", "**{answer}{colon} {l}**"),
        _below("word-lead", "**{answer}{colon}** {l}"),
        _below("round", "{answer}{colon} ({l})"),
        _below("correct", "{correct}{colon} {l}"),
        _below("correct-bold", "**{correct}{colon}** **{l}**"),
        _below("Ans", "Ans. ({l})", bars="boxes letterless foreign"),
        _below("is", "The correct answer is {l}.", bars="boxes letterless foreign"),
        _below("option", "Correct option: {l}", bars="boxes letterless foreign"),
        _below("key", "Key: {l}", bars="boxes letterless foreign"),
        _below("code", "{answer}{colon} `{l}`"),
        _below("bare", "{l}", tags="silent"),
        _below("bare-bold", "**{l}**", tags="silent"),
        _below("fence", "```\n{answer}{colon} {l}\n```"),
        Key(name="fence-both", below="```\n{l}. {o}\n```", tags="single", bars="boxes letterless"),
        _below("line", "{answer}{colon}\n\n{l}", tags="own-line"),
        _below("heading", "#### {answer}{colon} {l}", bars="boxes letterless h4 h6 item"),
        _below("arrow", "→ {l}", tags="silent"),
        _below("other-word", "Rpta.: {l}", bars="boxes letterless few counted-options"),
        _below("other-language", "Freagra ceart - ({l})", bars="boxes letterless few counted-options"),
        _below("is-right", "({l}) is correct.", tags="single", bars="boxes letterless foreign few"),
        Key(name="same-line", beside=" ({answer}{colon} {l})", tags="own-marks", bars="boxes letterless inline"),
        Key(name="stem-word", stem="{head} ({answer}{colon} {l})", tags="own-marks", bars="boxes letterless levelled"),
        _below("check", "✅ {l}", tags="silent"),
        _below("quote", "> **{answer}{colon} {l}**", bars="boxes letterless quoted"),
        _below("details", _DETAILS + "{l}", after=_END, tags="boxed", bars="boxes letterless box tight"),
        _below("details-word", _DETAILS + "**{answer}{colon}** {l}", after=_END, bars="boxes letterless box tight"),
        _below(
            "details-heading",
            "<details><summary><b>{answer}</b></summary>\n<p>\n\n#### {answer}{colon} {l}",
            after="\n\n</p>\n</details>",
            bars="boxes letterless box tight",
        ),
        _below(
            "summary",
            "<details><summary>{answer}{colon} {l}</summary>\n\n",
            after=_END,
            tags="boxed folded",
            bars="boxes letterless box tight whyless",
        ),
        Key(name="text", below="{answer}{colon} {o}", tags="single", bars=_ANY),
        Key(name="text-bold", below="**{answer}{colon}** {o}", tags="single", bars=_ANY),
        Key(name="both", below="{answer}{colon} {l}) {o}", tags="single", bars="boxes letterless"),
        Key(name="both-dot", below="**{answer}{colon} {l}. {o}**", tags="single", bars="boxes letterless"),
        Key(name="details-text", below=_DETAILS + "{o}", after=_END, tags="single boxed", bars="boxes box tight"),
        Key(name="star", marked="*{option}", tags="own-marks", bars="boxes letterless listed-options quoted-options"),
        Key(name="checked", marked="{option} ✅", tags="own-marks", bars=_ANY),
        Key(name="said", marked="{option} (correct)", tags="own-marks", bars="boxes foreign"),
        Key(name="starred", marked="{option} *", tags="own-marks", bars=_ANY),
        Key(name="bolded", marked="**{option}**", tags="own-marks", bars="boxes own-bold"),
        Key(name="underlined", marked="<u>{option}</u>", tags="own-marks", bars="boxes own-bold letterless few"),
        Key(name="bracket-star", marked="{option} (*)", tags="own-marks", bars=_ANY),
        Key(name="boxes", tags="own-marks", bars="lettered letterless"),
        Key(name="stem", stem="{head} [{l}]", tags="silent", bars="boxes letterless levelled"),
        Key(name="stem-round", stem="{head} ({l})", tags="silent", bars="boxes letterless levelled"),
        Key(
            name="list",
            last="{n}. {l}",
            last_title="## {answer}",
            tags="at-end",
            bars="boxes letterless repeated numberless twice few",
        ),
        Key(
            name="run",
            last="{n}-{l}",
            last_between=" ",
            last_title="{answer}{colon}",
            tags="at-end",
            bars="boxes letterless repeated numberless twice few",
        ),
        Key(
            name="row",
            last="{n}. {l}",
            last_between=", ",
            last_title="**{answer}**",
            tags="at-end",
            bars="boxes letterless repeated numberless twice few",
        ),
        Key(
            name="glued",
            last="{n}{l}",
            last_between=", ",
            last_title="**{answer}**",
            tags="at-end",
            bars="boxes letterless repeated numberless twice few counted-options",
        ),
        # a list of ① or 1. is as often the answer itself
        Key(name="untold", tags="at-end", tells=False, bars="boxes letterless counted-options"),
    ]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Right(Row):
    """How many options are right, and how their letters are joined."""

    count: int = 1
    joined: str = ", "


RIGHTS = table(
    [
        Right(name="one"),
        Right(name="comma", count=2, bars="single at-end inline", tags="several"),
        Right(name="and", count=2, joined=" and ", bars="single at-end foreign silent inline", tags="several"),
        Right(name="joined", count=2, joined="", bars="single at-end inline worded", tags="several"),
    ]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Why(Row):
    """How an explanation stands behind a key."""

    before: str = ""
    filled: bool = True


WHYS = table(
    [
        Why(name="none", filled=False, tags="whyless"),
        Why(name="paragraph", before="\n\n", bars="at-end"),
        Why(name="line", before="\n", bars="at-end own-marks silent"),
        Why(name="labelled", before="\n\n**{why}{colon}** ", bars="at-end"),
        Why(name="labelled-line", before="\n{why}{colon} ", bars="at-end own-marks silent"),
    ]
)
