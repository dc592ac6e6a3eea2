"""What stands around cards: titles, contents, sections, what pages repeat, endings, blank lines; how many there are."""

from __future__ import annotations

from dataclasses import dataclass

from tests.readers.dialects.rows import Row, table
from tests.readers.dialects.subjects import languages


@dataclass(frozen=True, slots=True, kw_only=True)
class Language(Row):
    """A language, by its code."""


_SCRIPTS = ("ru", "ar", "ja")  # those with letters of their own for options
LANGUAGES = table(
    Language(name=code, tags=" ".join(["foreign"] * (code != "en") + [f"not-{own}" for own in _SCRIPTS if own != code]))
    for code in languages()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Text(Row):
    """Which subjects are asked, in which order, and where right options stand: a number that seeds it."""


TEXTS = table(Text(name=str(number)) for number in range(12))


@dataclass(frozen=True, slots=True, kw_only=True)
class Count(Row):
    """How many cards a document has."""

    cards: int


COUNTS = table(
    [
        Count(name="six", cards=6),
        Count(name="three", cards=3, tags="few3"),
        Count(name="many", cards=18, bars="foreign"),
        Count(name="two", cards=2, tags="few", bars="weak sectioned repeated-lines"),
        Count(name="one", cards=1, tags="few", bars="weak sectioned repeated-lines item at-end counted-noise"),
    ]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap(Row):
    """Blank lines: between a question and what follows, and between cards."""

    inside: str = "\n\n"
    outside: str = "\n\n"


GAPS = table(
    [
        Gap(name="blank"),
        Gap(name="tight", inside="\n", tags="tight", bars="level-line"),
        Gap(  # right below an item Markdown takes a question for a part of it
            name="tightest",
            inside="\n",
            outside="\n",
            tags="tight tightest",
            bars="blocks weak html box boxed quoted"
            " ruled-off code-like unmarked-weak level-line own-line quoting lead-only at-rule loose-only item-answer",
        ),
        Gap(name="airy", inside="\n\n\n", outside="\n\n\n\n", tags="airy"),
    ]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Title(Row):
    """How a document is named."""

    form: str


TITLES = table(
    [
        Title(name="h1", form="# {title}"),
        Title(name="none", form="", tags="untitled"),
        Title(name="setext", form="{title}\n=========="),
        Title(name="html", form='<h1 align="center">{title}</h1>'),
        Title(name="front-matter", form='---\ntitle: "{title}"\ntags: [notes]\n---'),
        Title(name="bold", form="**{title}**", bars="bold untitled plain weak", tags="bold-section"),
    ]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section(Row):
    """How sections are headed; `{name}` alone is what cards stand under."""

    forms: tuple[str, ...] = ()  # a template; two for sections in sections
    told: str = "{name}"


SECTIONS = table(
    [
        Section(name="none", tags="sectionless"),
        Section(name="h2", forms=("## {name}",), tags="sectioned", bars="h2"),
        Section(name="h2-number", forms=("## {s}. {name}",), tags="sectioned", bars="h2"),
        Section(name="h2-hash", forms=("## # {s}. {name}",), tags="sectioned", bars="h2"),
        Section(name="h2-roman", forms=("## {roman}. {name}",), tags="sectioned", bars="h2"),
        Section(name="h2-emoji", forms=("## 🍞 {name}",), told="🍞 {name}", tags="sectioned", bars="h2"),
        Section(name="h2-closed", forms=("## {name} ##",), tags="sectioned", bars="h2"),
        Section(name="h2-bold", forms=("## **{name}**",), tags="sectioned", bars="h2"),
        Section(name="h2-anchor", forms=('## <a id="s{s}"></a>{name}',), tags="sectioned", bars="h2"),
        Section(name="h2-top", forms=("## [[⬆]](#toc) {name}",), tags="sectioned", bars="h2"),
        Section(name="h2-count", forms=("## {name} (12)",), told="{name} (12)", tags="sectioned", bars="h2"),
        Section(name="setext", forms=("{name}\n-----",), tags="sectioned", bars="h2"),
        # in our own format such a heading begins another document
        Section(name="h1", forms=("# {name}",), tags="sectioned", bars="untitled canonical"),
        Section(name="nested", forms=("## {name}", "### {name} 2"), tags="sectioned", bars="h2 h3"),
        Section(name="bold", forms=("**{name}**",), tags="sectioned shallow bold-section", bars="bold weak plain"),
        Section(name="banner", forms=("=== {name} ===",), tags="sectioned shallow", bars="weak bold item"),
        Section(name="html", forms=("<h2>{name}</h2>",), tags="sectioned", bars="h2"),
    ]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Noise(Row):
    """Lines that belong to no card."""

    text: str = ""  # a template with words of the language; {contents} the questions
    entry: str = ""  # a template of each question in the contents: {head}, {n}


_BADGES = (
    '<p align="center">\n  <a href="https://example.org/ci"><img src="https://example.org/ci.svg" alt="build"></a>\n'
    '  <img src="https://example.org/l.svg">\n</p>'
)

OPENINGS = table(
    [
        Noise(name="none"),
        Noise(name="intro", text="{intro}"),
        Noise(name="badges", text=_BADGES),
        Noise(
            name="sponsor", text="> Our sponsor bakes for you: [Loaf & Co](https://example.org/?utm=readme). No ads."
        ),
        Noise(
            name="contents-links", text="## {contents_word}\n\n{contents}", tags="contents", entry="- [{head}](#q{n})"
        ),
        Noise(
            name="contents-numbered",
            text="## {contents_word}\n\n{contents}",
            tags="contents",
            entry="{n}. [{head}](#q-{n})",
        ),
        Noise(
            name="contents-plain", text="## {contents_word}\n\n{contents}\n\n---", tags="contents", entry="{n}. {head}"
        ),
        Noise(
            name="contents-table",
            text="| No. | Questions |\n| --- | --- |\n{contents}",
            tags="contents",
            entry="| {n} | [{head}](#q{n}) |",
        ),
        Noise(
            name="contents-details",
            text="<details>\n<summary>{contents_word}</summary>\n\n{contents}\n\n</details>",
            tags="contents",
            entry="* [{head}](#q{n})",
        ),
        Noise(name="topics", text="{topics}\n\n---"),
        Noise(name="comment", text="<!-- written by a script: do not edit -->"),
        Noise(name="legend", text="Legend: 👶 easy ‍⭐️ medium 🚀 expert"),
        Noise(name="follow", text="- [Site](https://example.org)\n- [Videos](https://example.org/v)\n\n---"),
        Noise(name="chapter", text="## Introduction\n\n{intro}", bars="sectionless shallow"),
        Noise(name="image", text="![cover](img/cover.png)"),
    ]
)

BETWEENS = table(
    [
        Noise(name="none"),
        Noise(name="rule", text="---", tags="rules ruled-off"),
        Noise(name="stars", text="***", tags="rules ruled-off"),
        Noise(name="break", text="<br>", tags="ruled-off"),
        Noise(name="top-bold", text="**[⬆ Back to Top](#toc)**", tags="repeated-lines ruled-off"),
        Noise(
            name="top-html",
            text='<div align="right">\n    <b><a href="#">↥ back to top</a></b>\n</div>',
            tags="repeated-lines ruled-off",
        ),
        Noise(name="top-plain", text="[back to top](#top)", tags="repeated-lines ruled-off"),
        Noise(
            name="detailed",
            text="[Read the detailed answer](https://example.org/long)",
            tags="repeated-lines ruled-off",
        ),
        Noise(name="useful", text="Was this helpful? 👍 👎", tags="repeated-lines ruled-off", bars="plain foreign"),
        Noise(name="share", text="*Share this question*", tags="repeated-lines ruled-off", bars="bold foreign"),
        Noise(
            name="ad",
            text="> **Ad:** Learn to sail in a week. [Book now](https://example.org/ad)",
            tags="ruled-off repeated-lines",
            bars="quoted",
        ),
        Noise(name="schedule", text="<!--SR:!2025-12-22,229,284-->", tags="attached"),
        Noise(name="anki-id", text="<!--ID: 17107961665{n:02d}-->", tags="attached"),
        Noise(name="block-id", text="^card{n}", tags="attached"),
    ]
)

ENDINGS = table(
    [
        Noise(name="none"),
        Noise(name="license", text="## License\n\nMIT. Use them as you like."),
        Noise(name="contributing", text="## Contributing\n\nOpen an issue first. Thanks to everybody who helped!"),
        Noise(name="rule", text="---"),
        Noise(name="farewell", text="---\n\n{farewell}"),
        Noise(name="copyright", text="---\n\n© 2024 The harbor bakers. All rights reserved."),
        Noise(name="more", text="## Resources\n\n- [A book](https://example.org/b)\n- [A film](https://example.org/f)"),
        Noise(name="star", text="---\n\n⭐ If this helped you, give the repository a star!"),
        Noise(name="comment", text="<!-- the end -->", bars="canonical"),
    ]
)
