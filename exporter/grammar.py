r"""Grammar of canonical Markdown, shared by its reader and its writer. The README shows it to users.

    ---                                 front matter: tags and meta of the file's first document
    tags: [docker]
    ---
    # Title                             a document; the next `# …` begins another, its meta as YAML in a comment below
    <!-- canonical -->                  below the first title: this is our format, and no other reading is weighed
    ## Section                          sections nest by their heading's level, from `##` down; an empty one closes
    Words here are a note without a title.
    ### Q3: What is a pod? `beginner`   a question: number and level may be missing (`### Q: …`)
    <!-- id: pod -->                    its attributes, directly below: id, tags, level, depth
    The answer, any Markdown.
    #### References ####                a heading of the answer: closed by hashes, since open ones are structure
    ### Note: Commands                  a note with a title; it closes sections of its heading's level and deeper
    ### C4:                             a cloze card: the text follows, its hidden parts marked ==so==

A question of several blocks has its first line in the heading, the others below it, then a line `**Answer:**`; a task
list at its end makes it multiple choice, `- [x]` is right. What would be mistaken for structure says what it is:
`<!-- section -->` below `## Q: and A:`, `<!-- structure -->` below `## C #`, `<!-- text -->` below a closed heading of
a text that such a comment follows, `<!-- options -->` before options where the question itself ends in a task list,
a backslash more in a question's line `\**Answer:**`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence

from exporter import lexicon, markup
from exporter.model import Level

ANSWER = "**Answer:**"
OPTIONS = "<!-- options -->"
TEXT = "<!-- text -->"
MARK = "canonical"  # the attribute of a first title that says so
DEEPEST = 6  # heading levels of Markdown
HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))?[ \t]*$")
CLOSED = re.compile(r"^(.*?)[ \t]#+[ \t]*$")
CARD = re.compile(r"^([QC])(\d{0,15}):(?:[ \t]+(.*))?$")
NOTE = re.compile(r"^Note:(?:[ \t]+(.*))?$")
ATTRIBUTE = re.compile(r"^<!-- (id|origin|tags|level|depth|section|structure|canonical|reverse|text)(?:: (.*?))? -->$")
_LEVEL = re.compile(rf"^(.*?)[ \t]*`({'|'.join(Level)})`$")
_NAMED = re.compile(
    r"^(.*[?？؟;.!。।…][*_)\]\"'”»」』）]{0,3})[ \t]*`([^`]{1,30})`$"
)  # where no word of the question stands
OPTION = re.compile(r"^- \[([ xX])\](?: (.*))?$")
_NAME = re.compile(r'\s*(?:("(?:[^"\\]|\\.){0,500}")\s*(?:,|$)|([^,]*))')
_ESCAPED_ANSWER = re.compile(r"^\\*\*\*Answer:\*\*$")
_FORMULA = re.compile(r"\$\$[^$]{1,2000}\$\$|\$[^$\n]{1,2000}\$|\\\([^\n]{1,2000}?\\\)")


def split_level(text: str) -> tuple[str, Level | None]:
    """A heading without the level in backticks at its end, and the level.

    `beginner`, `intermediate` and `advanced` name one anywhere; other names, such as `easy`, behind a sentence.
    """
    found = _LEVEL.match(f" {text}") if text.endswith("`") else None
    if found:
        return found[1].strip(), Level(found[2])
    named = _NAMED.match(text) if text.endswith("`") else None
    level = (
        next((level for level in Level if lexicon.folded(named[2].replace("-", " ")) in lexicon.names(level)), None)
        if named
        else None
    )
    return (named[1], level) if named and level else (text, None)


def headings(text: str) -> list[int]:
    """0-based lines of the ATX headings that stand at the top level of a Markdown text."""
    if "#" not in text:
        return []
    return [
        token.map[0]
        for token in markup.block_tokens(text)
        if token.type == "heading_open" and token.level == 0 and token.markup[0] == "#" and token.map
    ]


def close_headings(text: str) -> str:
    """Closes every top-level heading by hashes: `## A` becomes `## A ##`, so that it is text and no structure."""
    lines = text.split("\n")
    for index in headings(text):
        found = HEADING.match(lines[index])
        if found:
            says = index + 1 < len(lines) and ATTRIBUTE.match(lines[index + 1])  # the text says it, and means nothing
            lines[index] = f"{lines[index]} {found[1]}" + (f"\n{TEXT}" if says else "")
    return "\n".join(lines)


def open_heading(line: str) -> str:
    """Takes the closing hashes off again."""
    found = CLOSED.match(line)
    return found[1] if found else line


def escape_answer(text: str) -> str:
    """Adds a backslash to lines of a question that look like the answer's mark."""
    return "\n".join(f"\\{line}" if _ESCAPED_ANSWER.match(line) else line for line in text.split("\n"))


def unescape_answer(lines: Sequence[str]) -> list[str]:
    """Takes that backslash off again."""
    return [line[1:] if line[:1] == "\\" and _ESCAPED_ANSWER.match(line) else line for line in lines]


def join_names(names: Iterable[str]) -> str:
    """Names on one line, such as tags: parted by commas, and between quotes (as in JSON) where they hold one."""
    return ", ".join(name if _is_plain(name) else _quoted(name) for name in names)


def _is_plain(name: str) -> bool:
    return bool(name) and name == name.strip() and not name.startswith('"') and "," not in name and "--" not in name


def _quoted(name: str) -> str:
    return json.dumps(name, ensure_ascii=False).replace(">", "\\u003e")


def split_names(text: str) -> tuple[str, ...]:
    """Those names again."""
    found = (_unquoted(quoted) if quoted else name.strip() for quoted, name in _NAME.findall(text))
    return tuple(name for name in found if name)


def _unquoted(text: str) -> str:
    try:
        return str(json.loads(text))
    except ValueError:  # a person's quotes
        return text


def blanked(text: str) -> str:
    """A cloze text with its hidden parts as `[…]`, in a formula as dots: the question that it asks."""
    return markup.tidy(markup.replace_hidden(_FORMULA.sub(_dotted, text), _asked))


def _asked(gap: markup.Gap) -> str:
    """What stands for a hidden part; its hint helps, as in Anki."""
    return f"\\[… {gap.hint}\\]" if gap.hint else "\\[…\\]"


def _dotted(found: re.Match[str]) -> str:
    hides = ("==" in found[0] or "{{c" in found[0]) and markup.formulas(found[0])
    return markup.replace_hidden(found[0], lambda _: r"\ldots ") if hides else found[0]


def task_list(lines: Sequence[str]) -> int:
    """Where the task list that ends these lines begins; len(lines) when they do not end in one."""
    start = len(lines)
    for index in range(len(lines) - 1, -1, -1):
        if OPTION.match(lines[index]):
            start = index
        elif lines[index].strip() and not lines[index].startswith("  "):
            break
    return start


def options(lines: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """The options of a task list, and whether each is right."""
    starts = [n for n, line in enumerate(lines) if OPTION.match(line)]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=False):
        found = OPTION.match(lines[start])
        rest = [line.removeprefix("  ") for line in lines[start + 1 : end]]
        if found:
            yield "\n".join([found[2] or "", *rest]).strip("\n").rstrip(), found[1] != " "
