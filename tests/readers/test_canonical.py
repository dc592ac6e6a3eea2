from __future__ import annotations

from exporter import readers
from exporter.model import Choice, Cloze, Level
from exporter.readers.source import Source

TEXT = """\
---
tags: [bread, oven]
published: 2026
---
# Baking

Words at the top.

## Doughs

### Q3: What does yeast do? `beginner`
<!-- id: yeast -->
It eats sugar.

#### Why it matters ####

Volume.

### Note: Temperatures

240 degrees.

### C:

Bread needs ==salt==.

## Ovens

### Q: Which is hottest?

- [ ] Gas
- [x] Wood

**Answer:**

It burns.
"""


def test_by_hand() -> None:
    source = Source("bread.md", TEXT)
    reading = readers.read(source)
    (document,) = reading.documents
    assert reading.reader == "canonical"
    assert (document.title, document.tags, document.meta) == ("Baking", ("bread", "oven"), {"published": "2026"})
    yeast, salt, hottest = document.cards
    assert (yeast.number, yeast.level, yeast.id, yeast.where.line) == (3, Level.BEGINNER, "yeast", 11)
    assert yeast.answer == "It eats sugar.\n\n#### Why it matters\n\nVolume."
    assert (salt.question, salt.kind) == ("Bread needs \\[…\\].", Cloze())
    assert (hottest.kind, hottest.section) == (Choice(("Gas", "Wood"), (1,)), ("Ovens",))
    assert [note.title for note in document.notes] == ["", "Temperatures"]
    assert reading.unexplained(source) == []
