"""What Anki's editor leaves behind, as it was taken from it: the document says what its user meant, and no more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from anki.collection import Collection

from exporter.pipeline.load import load
from exporter.pipeline.options import Options
from exporter.pipeline.render import render
from exporter.pull import html
from tests.collection import take
from tests.conftest import SOURCE
from tests.pull.test_pull import Folder, export, make, pull

BREAD = """\
# Bread

### Q: Plain?

Hello world, **bold** here.

- one
- two `x`

### Q: Code?

It is short:

```python
def f(a):
    return a
```

### Q: Twice?

```python
a = 1
b = 2
```

```python
c = 3
d = 4
```

### C:

A ==sponge== of flour.
"""
CODE = '<pre class="code" data-lang="python" dir="ltr"><code>{}</code></pre>'
SHORT = "<p>It is short:</p>\n"
LISTS = "<p>Hello world, <strong>bold</strong> here.</p>"
ITEMS = "<ul><li>one</li><li>two <code>x</code></li></ul>"
NOTHING = [  # no edit at all, although the HTML is another
    ("Plain", f"{LISTS}<p><br></p>{ITEMS}"),
    ("Plain", f"<p>Hello world,&nbsp;<b>bold</b> here.&nbsp;<br><br></p>{ITEMS}<br>"),
    ("Plain", f"<div>Hello world, <strong>bold</strong> here.</div><div><br></div>{ITEMS}<div><br></div>"),
    ("Plain", f"<div>{LISTS}{ITEMS}</div>"),
    ("Plain", f"{LISTS}<ul><li>one<br></li><li>two <code>x&nbsp;</code></li></ul>"),
    (
        "Plain",
        f'<p><span style="color: rgb(0, 0, 0); font-size: 1rem;">Hello world, </span><span style="font-weight: 700;">'
        f"bold</span> here.<b></b></p>{ITEMS}",
    ),
    ("Plain", f'<font face="monospace">Hello world, <strong>bold</strong> here.</font>{ITEMS}'),
    ("short", SHORT + CODE.format('<span class="k">def</span> f(a):<br>    return&nbsp;a\n')),
    ("short", SHORT + CODE.format("def f(a):") + CODE.format("    return a")),
    ("short", SHORT + CODE.format("def f(a):\n") + "\n" + CODE.format("&nbsp;&nbsp; &nbsp;return a<br>")),
    ('"Twice?"', CODE.format("a = 1") + CODE.format("b = 2") + CODE.format("c = 3\nd = 4")),
    ('"Twice?"', CODE.format("a = 1\nb = 2") + CODE.format("c = 3") + CODE.format("d = 4")),
    ('"Twice?"', "".join(map(CODE.format, ("a = 1", "b = 2", "c = 3", "d = 4")))),
    ("sponge", "<div>A {{c1::sponge}} of flour.<br></div>"),
]
EDITS = [
    ("Plain", f"<p>Hello world</p><p>more, <strong>bold</strong> here.</p>{ITEMS}", "world, **", "world\n\nmore, **"),
    (
        "Plain",
        f"{LISTS}<p>more</p><p><br></p><p>much&nbsp; more&nbsp;</p>{ITEMS}",
        "here.",
        "here.\n\nmore\n\nmuch more",
    ),
    ("Plain", f"{LISTS[:-4]}<br><br>x</p>{ITEMS}", "here.", "here.\n\nx"),
    (
        "Plain",
        f"{LISTS}<ul><li>one</li><li>new item</li><li>two <code>x</code></li></ul>",
        "- one",
        "- one\n- new item",
    ),
    (
        "Plain",
        f"{LISTS}<ul><li>one</li></ul><div>out</div><ul><li>two <code>x</code></li></ul>",
        "- one\n",
        "- one\n\nout\n\n",
    ),
    ("Plain", f'{LISTS}{ITEMS}<div><font face="monospace">after list</font></div>', "`x`", "`x`\n\nafter list"),
    ("Plain", f"{LISTS}<ul><li>onetwo <code>x</code></li></ul>", "- one\n- two", "- onetwo"),
    ("Plain", f"{LISTS[:-4]}one</p><ul><li>two <code>x</code></li></ul>", "here.\n\n- one\n", "here.one\n\n"),
    ("Plain", f"<p><b>Hello</b> world, <strong>bold</strong> here.</p>{ITEMS}", "Hello", "**Hello**"),
    ("Plain", f"<p><u>Hello</u> world, <strong>bold</strong> here.</p>{ITEMS}", "Hello", "<u>Hello</u>"),
    ("Plain", f"<p>Hello <sup>world</sup>, <strong>bold</strong> here.</p>{ITEMS}", "world", "<sup>world</sup>"),
    (
        "Plain",
        f'<p><span style="font-style: italic; font-weight: bold">Hello</span> world, <b>bold</b> here.</p>{ITEMS}',
        "Hello",
        "***Hello***",
    ),
    ("Plain", f"{LISTS}<ul><li>one</li><ul><li>two <code>x</code></li></ul></ul>", "- two", "  - two"),
    ("Plain", f"{LISTS}one<br><ul><li>two <code>x</code></li></ul>", "- one\n", "one\n\n"),
    (
        "short",
        SHORT + CODE.format("def f(a):") + CODE.format('<span class="p"># grams\n    </span>return a'),
        "(a):",
        "(a):\n# grams",
    ),
    ("short", SHORT + CODE.format("def f(a):<br><br># grams\n    return a\n"), "(a):", "(a):\n\n# grams"),
    ("short", SHORT + CODE.format("def f(a):") + CODE.format("<br>") + CODE.format("    return a"), "(a):", "(a):\n"),
    ("short", SHORT + CODE.format("def f(a):\n    return a") + "<p>After all</p>", "a\n```", "a\n```\n\nAfter all"),
    ('"Twice?"', CODE.format("a = 1") + CODE.format("x = 0\nb = 2") + CODE.format("c = 3\nd = 4"), "1\n", "1\nx = 0\n"),
    ("sponge", "<div>A {{c1::sponge}} of</div><div>rye flour.</div>", "of flour.", "of\n\nrye flour."),
]


@pytest.fixture
def source(folder: Folder, collection: Collection) -> Path:
    place = folder(bread__md=BREAD)
    take(collection, make(place) / "anki" / "all-decks.apkg")
    return place


def left_by_editor(collection: Collection, words: str, field: str) -> None:
    """A field as the editor saves it."""
    (key,) = collection.find_notes(words)
    note = collection.get_note(key)
    note["Text" if "Text" in note else "Answer"] = field
    collection.update_note(note)


@pytest.mark.parametrize(("words", "field"), NOTHING)
def test_what_the_editor_does_by_itself_is_no_edit(
    source: Path, collection: Collection, tmp_path: Path, words: str, field: str
) -> None:
    left_by_editor(collection, words, field)
    result = pull(export(collection, tmp_path / "notes.txt"), source, "--write")
    assert "0 cards corrected, 4 unchanged, 0 left alone" in result.stderr


@pytest.mark.parametrize(("words", "field", "before", "after"), EDITS)
def test_an_edit_says_in_the_document_what_its_user_meant(
    source: Path, collection: Collection, tmp_path: Path, words: str, field: str, before: str, after: str
) -> None:
    left_by_editor(collection, words, field)
    pull(export(collection, tmp_path / "notes.txt"), source, "--write")
    assert (source / "bread.md").read_text(encoding="utf-8") == BREAD.replace(before, after, 1)
    again = pull(export(collection, tmp_path / "again.txt"), source)
    assert "0 cards corrected, 4 unchanged, 0 left alone" in again.stderr


def noisy(field: str) -> Iterator[str]:
    """A field as editors leave it where nobody changed a word."""
    yield field.replace("\n", " ", 1) if "<pre" not in field else f"{field}<br>"
    yield f"<div>{field}</div><div><br></div>"
    yield re.sub(r"(?<=\w) (?=\w+[^<>]*</(?:p|li|td)>)", "&nbsp;", field)
    yield re.sub(r"(?=</(?:p|li|td)>)", "&nbsp;<br>", field)
    yield re.sub(r"<(/?)strong>", r"<\1b>", field).replace("<em>", "<i>").replace("</em>", "</i>")
    yield re.sub(r"<p>([^<>]+)</p>", r'<p><span style="font-size: 1rem; color: #000">\1</span></p>', field)
    code = re.compile(r"(<pre[^>]*><code>)(.*?)(</code></pre>)", re.DOTALL)
    yield code.sub(lambda found: found[1] + found[2].replace("\n", "<br>") + found[3], field)
    if "</pre>\n<pre" not in field:  # what was two blocks may be divided elsewhere
        yield code.sub(lambda found: found[1] + found[2].replace("\n", f"{found[3]}{found[1]}", 1) + found[3], field)


def test_no_card_of_the_collection_looks_edited_by_an_editors_noise() -> None:
    """Each of our own cards, as Anki's editor might leave it."""
    build = render(load(Options((str(SOURCE),), Path("nowhere"))))
    edited = []
    for card, note in list(build.notes.items())[::40]:  # one takes some milliseconds
        for field in note.fields("")[:2]:
            same = html.units(field)
            edited += [(card.question, each) for each in noisy(field) if html.units(each, field) != same]
    assert edited == []
