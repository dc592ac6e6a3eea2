"""Documents with headings of our format that somebody else wrote: read with all that tidies a foreign document."""

from __future__ import annotations

import pytest

from exporter import readers
from exporter.readers.source import Source

FOREIGN = """# Quiz

## 2. Common questions

#### Q1: What is a gaff?

**A:**
A spar.

---

#### Q2: What is a sprit?

**A:**
A pole across a sail.

---

## 3. Others

**What is it for?**
"""


def test_sections_labels_and_rules_are_no_part_of_cards() -> None:
    cards = readers.read(Source("notes.md", FOREIGN)).cards
    assert [(card.question, card.answer, card.section) for card in cards] == [
        ("What is a gaff?", "A spar.", ("Common questions",)),
        ("What is a sprit?", "A pole across a sail.", ("Common questions",)),
    ]


@pytest.mark.parametrize("mark", ["<!-- canonical -->\n", ""])
def test_a_rule_at_the_end_is_meant_where_we_wrote_it(mark: str) -> None:
    text = f"# Quiz\n{mark}\n### Q: What is a gaff?\n\nA spar.\n\n---\n"
    [card] = readers.read(Source("notes.md", text)).cards
    assert card.answer == ("A spar.\n\n---" if mark else "A spar.")
