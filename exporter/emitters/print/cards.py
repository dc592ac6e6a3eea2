"""The HTML of a card and of a note: what the templates' placeholders stand for."""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape

from exporter import markup
from exporter.emitters.print.linebreaks import names_whole, whole
from exporter.lexicon import cardwords
from exporter.lexicon.printwords import PrintWords, words_of
from exporter.model import Card, Choice, Cloze, Level, Note

_HEAD = re.compile(r"<(/?)h([1-6])\b([^>]*)>")
_JOINED = re.compile(r"(<[^>]*>)|([^\s<>&-]{1,20}-[^\s<>&]{1,20})")  # a tag, or a word with a hyphen
_CALLOUT = re.compile(rf'(<p class="callout-title">)({"|".join(markup.CALLOUTS.values())})(</p>)')
_WORDLESS = re.compile(r'(<img\b[^<>]*?) alt=""')
_BLOCK = re.compile(r"^(\d{1,9})?([.)](?=\s|$)|(?<![\d])(?:#{1,6}(?=\s|$)|[>+*-](?=\s|$)|[-*_=]{3}|[`~]{3}))")
_DEEPEST = 6  # headings end there in HTML


def card(item: Card, anchor: str, tag: str) -> dict[str, object]:
    """What fills a template of a card in a language."""
    number = "" if item.number is None else str(item.number)
    rank = heading(1 + len(item.section))
    question = names_whole(markup.html(item.question))
    head, _, more = (
        question.partition("</p>") if question.startswith("<p>") else (f"<p>{words_of(tag).question}", "", question)
    )
    more += _options(item.kind) if isinstance(item.kind, Choice) else ""
    answer = names_whole(markup.html(item.answer, cloze=isinstance(item.kind, Cloze)))
    return {
        "anchor": anchor,
        "heading": rank,
        "numbered": " numbered" if number else "",
        "bookmark": escape(f"{number} {markup.plain(item.question)}".partition("\n")[0].strip()),
        "number": f'<span class="number">{number}</span>' if number else "",
        "question": _JOINED.sub(lambda found: found[1] or whole(found[2]), head[3:]),
        "badge": badge(item.level, tag),
        "more": f'<div class="more">{more}</div>' if more.strip() else "",
        "answer": _demote(answer, rank),
    }


def note(item: Note, anchor: str) -> dict[str, object]:
    """What fills the template of a note."""
    rank, title = heading(1 + len(item.section)), names_whole(markup.inline_html(titled(item.title)))
    bookmark = escape(markup.plain(titled(item.title)))
    head = f'<h{rank} class="title" data-bookmark="{bookmark}">{title}</h{rank}>' if title else ""
    text = _demote(names_whole(markup.html(item.text)), rank if title else rank - 1)
    return {"anchor": anchor, "kind": "boxed" if title else "plain", "head": head, "text": text}


def titled(text: str) -> str:
    """A title as Markdown of one line: what would begin a block, as in `# 2. Moorings`, is text."""
    return _BLOCK.sub(lambda found: f"{found[1] or ''}\\{found[2]}", text.strip(), count=1)


def solved(item: Card) -> Card:
    """A card whose answer begins with the right options, where it is multiple choice."""
    if not isinstance(item.kind, Choice) or not item.kind.correct:
        return item
    rows = (_lettered(chr(65 + index), item.kind.options[index]) for index in item.kind.correct)
    return replace(item, answer="\n\n".join([*rows, item.answer]))


def _lettered(letter: str, option: str) -> str:
    """An option behind its letter; below it where it begins with a block of its own, such as code."""
    first = markup.block_tokens(option)[:1]
    begins_a_line = bool(first) and first[0].type != "paragraph_open"
    return f"**{letter}.**\n\n{option}" if begins_a_line else f"**{letter}.** {option}"


def heading(depth: int) -> int:
    """The rank of a heading so many levels below the title, which has rank 1."""
    return min(_DEEPEST, 1 + depth)


def badge(level: Level | None, tag: str) -> str:
    """A level in a language; the badges differ in border and ground, not only in color."""
    words = cardwords.words_of(tag) or cardwords.BY_TAG["en"]
    word = words.of_templates[level] if level else ""
    return f'<span class="level {level}">{word[:1].upper()}{word[1:]}</span>' if level else ""


def worded(html: str, words: PrintWords) -> str:
    """HTML whose callouts are called as in a language, and whose images have words (PDF/UA wants them for each)."""
    titles = dict(zip(markup.CALLOUTS.values(), words.callouts, strict=True))
    html = _CALLOUT.sub(lambda found: f"{found[1]}{titles[found[2]]}{found[3]}", html)
    return _WORDLESS.sub(rf'\1 alt="{words.image}"', html)


def _options(choice: Choice) -> str:
    """The options of multiple choice, the right ones marked."""
    marks = (" right" if index in choice.correct else "" for index in range(len(choice.options)))
    rows = (
        f'<li class="option{mark}">{names_whole(markup.inline_html(text))}</li>'
        for mark, text in zip(marks, choice.options, strict=True)
    )
    return f'<ol class="options">{"".join(rows)}</ol>'


def _demote(html: str, rank: int) -> str:
    """Headings in a text come below its own heading, and none skips a level (PDF/UA)."""
    ranks: list[int] = []

    def lower(found: re.Match[str]) -> str:
        if not found[1]:
            while ranks and ranks[-1] >= int(found[2]):
                ranks.pop()
            ranks.append(int(found[2]))
        return f"<{found[1]}h{heading(rank - 1 + len(ranks))}{found[3]}>"

    return _HEAD.sub(lower, html)
