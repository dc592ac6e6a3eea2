"""GIFT and Moodle XML, read as Moodle reads them: its rules for GIFT stand in `questions`, in a strict form."""

from __future__ import annotations

import base64
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporter import readers
from exporter.emitters import exercises, gift
from exporter.model import Card, Choice, Cloze, Location
from exporter.sources import formats
from tests.test_cli import run

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
TEXT = r"""# Bread / rolls

<!-- canonical -->

## Dough

### Q: Which flour is {dark} = strong? `beginner`

- [ ] 50% wheat
- [x] rye: a ~ grain # 1
- [ ] [html] is no flour

**Answer:**

Rye has *more* minerals.

### Q: What is in dough?

- [x] flour
- [x] water
- [ ] gravel
- [ ] glass

**Answer:**

Both.

### Q: Is salt a mineral?

- [x] True
- [ ] False

**Answer:**

It is mined.

### Q: Where was the croissant born?

Vienna

### Q: Why knead?

It builds \(a_{1} = b\) and:

```python
for i in {1: "a"}:
    print(i)
```

![a loaf](loaf.png)

### C: Yeast

Yeast makes ==gas== of sugar.

### C: Two

First ==water==, then ==flour #1 / rye==.

### Q: Which oven?

- [ ] gas
- [ ] wood

**Answer:**

That depends.
"""


@pytest.fixture
def dist(tmp_path: Path) -> Path:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "bread.md").write_text(TEXT, "utf-8")
    (tmp_path / "docs" / "loaf.png").write_bytes(PIXEL)
    for n in (1, 2):
        out = tmp_path / f"dist{n}"
        result = run("build", tmp_path / "docs", "--out", out, "--only", "gift,moodle")
        assert result.exit_code == 0, result.stderr
    for name in ("gift/bread-rolls.gift", "moodle/bread-rolls.xml"):
        assert (tmp_path / "dist1" / name).read_bytes() == (tmp_path / "dist2" / name).read_bytes()
    assert result.stderr.count("[no-room]") == 2
    return tmp_path / "dist1"


# ── as Moodle reads GIFT ─────────────────────────────────────────────────────────────────────────────────────────────

SIGNS = {"\\": "\\", ":": ":", "#": "#", "=": "=", "{": "{", "}": "}", "~": "~", "n": "\n"}


def held(text: str) -> str:
    """The text with each escaped sign as a character that means nothing."""
    return re.sub(r"\\(.)", lambda found: chr(0xE100 + ord(found[1])), text)


def shown(text: str) -> str:
    return re.sub("[\ue100-\ue1ff]", lambda found: SIGNS[chr(ord(found[0]) - 0xE100)], text).strip()


def questions(text: str) -> Iterator[dict[str, object]]:
    category = ""
    for block in re.split(r"\n[ \t]*\n", text):
        lines = [line for line in block.split("\n") if not line.strip().startswith("//")]
        body = held("\n".join(lines).strip())
        if body.startswith("$CATEGORY:"):
            category = body[10:].strip()
        elif body:
            found = re.fullmatch(r"::(.*?)::\[html\](.*?)\{(.*?)\}(.*)", body, re.DOTALL)
            assert found, body
            assert "{" not in found[2] + found[4]
            answers, _, feedback = found[3].partition("####")
            yield {
                "category": category,
                "name": shown(found[1]),
                "text": shown(found[2]) + ("_____" + shown(found[4]) if found[4] else ""),
                "answers": [shown(each) for each in re.split(r"(?=[~=])", answers.strip()) if each.strip()],
                "feedback": shown(feedback),
            }


def test_gift_holds_every_kind_of_card(dist: Path) -> None:
    found = list(questions((dist / "gift" / "bread-rolls.gift").read_text("utf-8")))
    assert {each["category"] for each in found} == {"$course$/top/Bread // rolls/Dough"}
    flour, parts, salt, croissant, knead, yeast, two, oven = found
    assert flour["name"] == "Which flour is {dark} = strong?"
    assert flour["text"] == "<p>Which flour is {dark} = strong?</p>"
    assert flour["answers"] == ["~50% wheat", "=rye: a ~ grain # 1", "~&#91;html] is no flour"]
    assert flour["feedback"] == "<p>Rye has <em>more</em> minerals.</p>"
    assert parts["answers"] == ["~%50%flour", "~%50%water", "~%-50%gravel", "~%-50%glass"]
    assert (salt["answers"], salt["feedback"]) == (["TRUE"], "<p>It is mined.</p>")
    assert (croissant["answers"], croissant["feedback"]) == (["=Vienna"], "")
    assert knead["answers"] == []
    code = '<pre><code class="language-python">for i in {1: &quot;a&quot;}:\n    print(i)</code></pre>'
    assert code in str(knead["feedback"])
    assert r"\(a_{1} = b\)" in str(knead["feedback"])
    assert "a loaf" in str(knead["feedback"])
    assert (yeast["text"], yeast["answers"]) == ("<p>Yeast makes_____of sugar.</p>", ["=gas"])
    assert "[…]" in str(two["text"])
    assert "<strong>water</strong>" in str(two["feedback"])
    assert "<li>wood</li>" in str(oven["text"])


def test_gift_says_the_id_and_the_tags_of_a_question(dist: Path) -> None:
    text = (dist / "gift" / "bread-rolls.gift").read_text("utf-8")
    assert re.search(r"^// \[id:[0-9a-f]{16}\] \[tag:beginner\]$", text, re.MULTILINE)


@given(st.text())
def test_any_text_is_escaped_so_that_moodle_shows_just_it(text: str) -> None:
    legal = exercises.legal(text).replace("\r", "")
    made = gift._escaped(legal)
    assert "\n" not in made
    assert shown(held(made)) == legal.strip()


@pytest.mark.parametrize(("options", "right"), [(n, k) for n in range(2, 15) for k in range(1, n + 1)])
def test_what_options_earn_is_what_moodle_takes(options: int, right: int) -> None:
    earned = exercises._fractions(Choice(tuple("x" * options), tuple(range(right))))
    known = {0, 5, 10, 11.11111, 12.5, 14.28571, 16.66667, 20, 25, 33.33333, 50, 100}
    assert {abs(each) for each in earned} <= known
    assert sum(each for each in earned if each > 0) <= 100.001
    assert all(each > 0 for each in earned[:right])
    assert all(each <= 0 for each in earned[right:])


# ── Moodle XML ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_moodle_xml_holds_every_kind_of_card(dist: Path) -> None:
    root = ET.parse(dist / "moodle" / "bread-rolls.xml").getroot()
    found = [each for each in root if each.get("type") != "category"]
    assert [each.findtext("category/text") for each in root if each.get("type") == "category"] == [
        "$course$/top/Bread // rolls/Dough"
    ]
    kinds = ["multichoice", "multichoice", "truefalse", "shortanswer", "essay", "cloze", "cloze", "essay"]
    assert [each.get("type") for each in found] == kinds
    flour, parts, salt, croissant, knead, yeast, two, _ = found
    answers = [(each.get("fraction"), each.findtext("text")) for each in flour.findall("answer")]
    assert answers == [("0", "50% wheat"), ("100", "rye: a ~ grain # 1"), ("0", "[html] is no flour")]
    assert [flour.findtext("single"), parts.findtext("single")] == ["true", "false"]
    assert [each.get("fraction") for each in parts.findall("answer")] == ["50", "50", "-50", "-50"]
    assert [each.get("fraction") for each in salt.findall("answer")] == ["100", "0"]
    assert croissant.findtext("answer/text") == "Vienna"
    file = knead.find("generalfeedback/file")
    assert file is not None
    assert base64.b64decode(file.text or "") == PIXEL
    assert f'src="@@PLUGINFILE@@/{file.get("name")}"' in (knead.findtext("generalfeedback/text") or "")
    assert yeast.findtext("questiontext/text") == "<p>Yeast makes {1:SHORTANSWER:=gas} of sugar.</p>"
    assert (two.findtext("questiontext/text") or "").count("{1:SHORTANSWER:=") == 2
    assert flour.findtext("tags/tag/text") == "beginner"
    assert re.fullmatch(r"[0-9a-f]{16}", flour.findtext("idnumber") or "")


# ── read back ────────────────────────────────────────────────────────────────────────────────────────────────────────


def bare(card: Card) -> Card:
    return replace(card, where=Location("", 0), id=None, origin=None, number=None)


@pytest.mark.parametrize("name", ["gift/bread-rolls.gift", "moodle/bread-rolls.xml"])
def test_our_readers_read_the_same_cards_back(name: str, dist: Path) -> None:
    before = readers.read(formats.source("bread.md", TEXT.encode())).cards
    after = readers.read(formats.source(name, (dist / name).read_bytes())).cards
    assert len(after) == len(before)
    for old, new in zip(before, after, strict=True):
        if isinstance(old.kind, Choice) and not old.kind.correct:
            continue  # an essay that shows the options
        if isinstance(old.kind, Cloze):
            is_essay = name.startswith("gift") and old.answer.count("==") > 2
            assert is_essay or (new.kind, new.answer) == (old.kind, old.answer)
            continue
        picture = re.search(r"!\[a loaf\]\([^)]*\)", new.answer)
        answer = new.answer.replace(picture[0], "![a loaf](loaf.png)") if picture else new.answer
        words = old.answer.replace("![a loaf](loaf.png)", "a loaf") if "gift" in name else old.answer
        tags = tuple(filter(None, [*old.tags, str(old.level or "")]))
        section = ("Bread / rolls", *old.section)
        assert bare(replace(new, answer=answer)) == bare(
            replace(old, answer=words, tags=tags, level=None, section=section)
        )
