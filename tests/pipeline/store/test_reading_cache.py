"""The cache of readings: the same documents as a fresh reading, or none."""

from __future__ import annotations

from pathlib import Path

import pytest

from exporter import readers
from exporter.pipeline.store.reading_cache import FILE, Read, Readings, digest
from exporter.readers.source import Source
from tests.conftest import SHARED, SOURCE

DOCUMENTS = sorted([*SOURCE.glob("*.md"), *SOURCE.glob("*.txt"), *(SHARED / "seeds").glob("*.txt")])
KINDS = """\
# A

### Q3: Which? `beginner`
<!-- id: x -->
<!-- tags: b, a -->

- [ ] one
- [x] two

**Answer:**

B

### C:

==x==
"""


def read(name: str, data: bytes) -> Read:
    found = readers.read(Source.decode(name, data))
    return Read(found.documents, found.problems)


def cached(tmp_path: Path, name: str, fresh: Read, data: bytes) -> Read | None:
    cache = Readings()
    cache.keep(name, digest(name, data), fresh)
    cache.save(tmp_path)
    return Readings.load(tmp_path).find(name, digest(name, data))


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_a_cached_reading_is_the_same_to_the_letter(path: Path, tmp_path: Path) -> None:
    fresh = read(path.name, path.read_bytes())
    assert repr(cached(tmp_path, path.name, fresh, path.read_bytes())) == repr(fresh)


def test_all_kinds_of_cards(tmp_path: Path) -> None:
    fresh = read("a.md", KINDS.encode())
    assert len(list(fresh.documents[0].cards)) == 2
    assert repr(cached(tmp_path, "a.md", fresh, KINDS.encode())) == repr(fresh)


def test_another_text_or_name_is_not_known(tmp_path: Path) -> None:
    cached(tmp_path, "a.md", read("a.md", KINDS.encode()), KINDS.encode())
    assert Readings.load(tmp_path).find("a.md", digest("a.md", b"x")) is None
    assert Readings.load(tmp_path).find("b.md", digest("b.md", KINDS.encode())) is None


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"a.md": {"digest": 1}}', '{"a.md": []}'])
def test_a_damaged_cache_is_none(damage: str, tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(damage)
    assert Readings.load(tmp_path).find("a.md", digest("a.md", b"x")) is None
