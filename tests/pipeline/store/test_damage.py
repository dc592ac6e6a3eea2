"""Damaged caches: whatever happens to a hidden file of DIST, the next build makes what it makes from nothing.

`EXAMPLES=200` tries more damage of each kind.
"""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from exporter.pipeline.store import cache, card_cache, emitter_cache, reading_cache, render_cache
from exporter.pipeline.store.manifest import FILE as MANIFEST
from tests.test_cli import run
from tests.tools import needs

ROUNDS = int(os.environ.get("EXAMPLES", "2"))
PLATES = f"{emitter_cache.FOLDER}/print/notes-sheet.pdf.json"
HIDDEN = (MANIFEST, reading_cache.FILE, render_cache.FILE, card_cache.FILE, PLATES)
NOTES = """\
# Notes

Words above all questions.

## Part one

### Q1: What is a **formula**, such as \\(x^2\\)? `beginner`
<!-- tags: b, a -->

A `code` and a number, 1234567890.

| a | b |
| - | - |
| c | d |

### Q2: Which of these is right?

- [ ] one
- [x] two
- [ ] three

**Answer:**

The second, since it is marked.

### C:

A cloze of ==hidden== words.

## Part two

### Q3: What does this print?

```python
print("text", 42)
```

**Answer:**

It prints `text 42`. {more}

### Note: Commands

A note with a title.
"""
ARTICLE = "".join(
    f"Q{n}. What is thing number {n}? {level}\nThing {n} is one of many things, and it has a value of {n * 37}.\n\n"
    for n, level in enumerate(["Beginner", "Intermediate", "Advanced", "Beginner"], 1)
)

Damage = Callable[[bytes, random.Random], bytes]


def flip(data: bytes, dice: random.Random) -> bytes:
    """Another bit somewhere."""
    at = dice.randrange(len(data))
    return data[:at] + bytes([data[at] ^ 1 << dice.randrange(8)]) + data[at + 1 :]


def another(kind: bytes) -> Damage:
    """Another letter or digit of the same kind: JSON stays sound."""

    def change(data: bytes, dice: random.Random) -> bytes:
        at = dice.choice([n for n, byte in enumerate(data) if byte in kind])
        other = dice.choice([byte for byte in kind if byte != data[at]])
        return data[:at] + bytes([other]) + data[at + 1 :]

    return change


def truncate(data: bytes, dice: random.Random) -> bytes:
    return data[: dice.randrange(len(data))]


def lose(data: bytes, dice: random.Random) -> bytes:
    """Some bytes fewer in the middle."""
    at = dice.randrange(len(data))
    return data[:at] + data[at + dice.randrange(1, 40) :]


def repeat(data: bytes, dice: random.Random) -> bytes:
    """Some bytes twice."""
    at = dice.randrange(len(data))
    return data[:at] + data[max(0, at - dice.randrange(1, 400)) :]


def exchange(data: bytes, dice: random.Random) -> bytes:
    """The texts of two places exchanged."""
    first, second = sorted(dice.sample(range(len(data)), 2))
    size = min(dice.randrange(1, 60), second - first)
    head, one, middle = data[:first], data[first : first + size], data[first + size : second]
    return head + data[second : second + size] + middle + one + data[second + size :]


def blank(data: bytes, dice: random.Random) -> bytes:
    """A block of zeros, as a disk leaves it that lost power."""
    at = dice.randrange(len(data))
    return data[:at] + bytes(len(data[at : at + 512])) + data[at + 512 :]


DAMAGES: dict[str, Damage] = {
    "a bit": flip,
    "a letter": another(b"abcdefghijklmnopqrstuvwxyz"),
    "a digit": another(b"0123456789"),
    "cut off": truncate,
    "lost": lose,
    "twice": repeat,
    "exchanged": exchange,
    "zeros": blank,
    "empty": lambda data, dice: b"",
    "reversed": lambda data, dice: b"\n".join(reversed(data.split(b"\n"))),
}


def build(place: Path, moment: int, only: str) -> None:
    os.environ["SOURCE_DATE_EPOCH"] = str(moment)
    result = run("build", place / "docs", "--out", place / "dist", "--only", only, "--jobs", "1")
    assert result.exit_code == 0, result.output


def made(place: Path) -> dict[str, bytes]:
    """The ledger and all outputs."""
    paths = [path for path in (place / "dist").rglob("*") if path.is_file() and "/." not in path.as_posix()]
    lock = place / "docs" / "cards.lock"
    return {path.relative_to(place).as_posix(): path.read_bytes() for path in [*paths, lock]}


def edit(place: Path) -> None:
    (place / "docs" / "notes.md").write_text(NOTES.format(more="And nothing else."), encoding="utf-8")


QUICK, PRINTED = "anki,csv,markdown,preview", "sheet"
CASES = [*((QUICK, name) for name in HIDDEN if name != PLATES), pytest.param(PRINTED, PLATES, marks=needs("pdf"))]


@pytest.fixture(scope="module")
def built(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, dict[str, bytes], str]:
    """A build; what the next one makes after an edit without any cache, and after one in which all are sound."""
    root, only = tmp_path_factory.mktemp("damage"), request.param
    place = root / "old"
    (place / "docs").mkdir(parents=True)
    (place / "docs" / "notes.md").write_text(NOTES.format(more=""), encoding="utf-8")
    (place / "docs" / "article.txt").write_text(ARTICLE, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1700000000")
        build(place, 1_700_000_000, only)
        wanted = []
        for name in ("clean", "sound"):
            shutil.copytree(place, root / name)
            for hidden in HIDDEN if name == "clean" else ():
                (root / name / "dist" / hidden).unlink(missing_ok=True)
            edit(root / name)
            build(root / name, 1_700_000_100, only)
            wanted.append(made(root / name))
    assert wanted[0] == wanted[1]
    return place, wanted[0], only


@pytest.mark.parametrize("kind", DAMAGES)
@pytest.mark.parametrize(("built", "name"), CASES, indirect=["built"])
def test_no_damage_is_believed(
    built: tuple[Path, dict[str, bytes], str], name: str, kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, wanted, only = built
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "")
    sound = (old / "dist" / name).read_bytes()
    for number in range(ROUNDS):
        damaged = DAMAGES[kind](sound, random.Random(f"{name} {kind} {number}"))
        place = tmp_path / str(number)
        shutil.copytree(old, place)
        (place / "dist" / name).write_bytes(damaged)
        edit(place)
        build(place, 1_700_000_100, only)
        assert made(place) == wanted, f"{kind} {number}: {damaged!r:.400}"
        shutil.rmtree(place)


@pytest.mark.parametrize(("built", "name"), CASES, indirect=["built"])
def test_what_was_made_for_something_else_is_not_believed(
    built: tuple[Path, dict[str, bytes], str], name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, wanted, only = built
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "")
    shutil.copytree(old, tmp_path / "new")
    caches = [path for path in (old / "dist" / each for each in HIDDEN) if path.exists()]
    (tmp_path / "new" / "dist" / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / "new" / "dist" / name).write_bytes(b"".join(path.read_bytes() for path in caches))
    edit(tmp_path / "new")
    build(tmp_path / "new", 1_700_000_100, only)
    assert made(tmp_path / "new") == wanted


def test_damage_costs_a_line_and_no_more(tmp_path: Path) -> None:
    table = {f"key {n}": "a long text" * n for n in range(200)}
    cache.save(tmp_path, "a", table.items())
    data = bytearray((tmp_path / "a").read_bytes())
    assert cache.load(tmp_path, "a") == table
    data[len(data) // 2] ^= 1
    (tmp_path / "a").write_bytes(data)
    left = cache.load(tmp_path, "a")
    assert 150 <= len(left) < 200
    assert left.items() <= table.items()


def test_any_text_is_kept_as_it_is(tmp_path: Path) -> None:
    table = {"a\n\r\u2028b": ["\ud800", "\0", "\u0085", {"c": None, "d": 1.5}], "": "", "é": "\U0001f600\x1c\x1d"}
    cache.save(tmp_path, "a", table.items(), "this version")
    assert cache.load(tmp_path, "a", "this version") == table
    for other in ((), ("that version",), ("this version", ""), ("this", " version")):
        assert cache.load(tmp_path, "a", *other) == {}
    shutil.copyfile(tmp_path / "a", tmp_path / "b")
    assert cache.load(tmp_path, "b", "this version") == {}


@pytest.mark.parametrize("body", [b"[]", b"7", b'"text"', b"{", b"[" * 100_000, b'{"a": 7, "b": [], "csv/a.csv": [1]}'])
@pytest.mark.parametrize("name", HIDDEN)
def test_what_somebody_made_up_breaks_nothing(body: bytes, name: str, tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    edit(tmp_path)
    (tmp_path / "dist" / name).parent.mkdir(parents=True)
    for purpose in ((), (cache.tool(),)):
        line = b"%b %b\n" % (cache._checksum(cache._seed(name, purpose), body), body)
        (tmp_path / "dist" / name).write_bytes(line)
        result = run("build", tmp_path / "docs", "--out", tmp_path / "dist", "--only", "csv", "--retire-tag")
        assert result.exit_code == 0, result.output
