"""The merge of one note, without Anki."""

from __future__ import annotations

from dataclasses import replace

import pytest

from exporter.push import base, merge
from exporter.push.base import Base
from exporter.push.merge import Rules, Side

SENT = base.of(["q", "a"], ["qa::x", "qa::level::easy"], "Sea")


def merged(theirs: str, ours: str, known: Base | None = SENT, *, untouched: bool = False, side: Side = "") -> str:
    """What becomes of an answer, and how."""
    texts = ({"Question": "q", "Answer": theirs}, {"Question": "q", "Answer": ours})
    made = merge.fields(known, *texts, Rules(side, untouched))
    kinds = {"taken": made.taken, "own": made.own, "conflicts": made.conflicts}
    how = next((kind for kind, names in kinds.items() if "Answer" in names), "same")
    assert not any("Question" in names for names in kinds.values())
    return f"{how}: {made.values['Answer']}"


@pytest.mark.parametrize(
    ("theirs", "ours", "expected"),
    [
        ("a", "a", "same: a"),
        ("a", "b", "taken: b"),
        ("c", "a", "own: c"),
        ("c", "c", "same: c"),
        ("c", "b", "conflicts: c"),
        ("", "b", "conflicts: "),
        ("c", "", "conflicts: c"),
    ],
)
def test_a_field(theirs: str, ours: str, expected: str) -> None:
    assert merged(theirs, ours) == expected


def test_without_a_base_everything_that_differs_is_a_conflict_unless_nobody_touched_the_note() -> None:
    assert merged("a", "b", None) == "conflicts: a"
    assert merged("a", "a", None) == "same: a"
    assert merged("a", "b", None, untouched=True) == "taken: b"


def test_two_unicode_forms_of_a_text_are_the_same() -> None:
    assert merged("e\u0301", "\xe9") == "same: e\u0301"


def test_a_side_ends_conflicts_and_nothing_else() -> None:
    assert merged("c", "b", side="ours") == "taken: b"
    assert merged("c", "a", side="ours") == "own: c"
    assert merged("c", "b", side="theirs") == "same: c"
    assert merged("a", "b", side="theirs") == "taken: b"


def test_what_was_sent_moves_on_but_for_conflicts_and_own_words() -> None:
    def sent(theirs: str, ours: str, side: Side = "") -> str:
        texts = ({"Question": "q", "Answer": theirs}, {"Question": "q", "Answer": ours})
        return merge.fields(SENT, *texts, Rules(side)).hashes[1]

    assert sent("a", "b") == base.digest("b")
    assert sent("c", "c") == base.digest("c")
    assert sent("c", "a") == base.digest("a")
    assert sent("c", "b") == base.digest("a"), "it is a conflict next time, too"
    assert sent("c", "b", "theirs") == base.digest("b"), "it is settled"


@pytest.mark.parametrize(
    ("theirs", "ours", "expected"),
    [
        (["qa::x", "qa::level::easy"], ["qa::x", "qa::level::easy"], ["qa::level::easy", "qa::x"]),
        (["qa::x", "qa::level::easy", "exam"], ["qa::x", "qa::level::hard"], ["exam", "qa::level::hard", "qa::x"]),
        (["exam"], ["qa::x", "qa::level::easy"], ["exam"]),
        (["QA::X", "exam"], ["qa::x"], ["QA::X", "exam"]),
        (["qa::x", "leech", "marked"], [], ["leech", "marked"]),
    ],
)
def test_tags_are_theirs_without_what_we_took_away_and_with_what_we_added(
    theirs: list[str], ours: list[str], expected: list[str]
) -> None:
    assert sorted(merge.tags(SENT, theirs, ours)) == expected


def test_tags_without_a_base() -> None:
    assert sorted(merge.tags(None, ["exam", "old"], ["qa::x"])) == ["exam", "old", "qa::x"]
    assert merge.tags(None, ["old"], ["qa::x"], untouched=True) == ("qa::x",)


def test_without_a_base_what_only_we_write_and_what_is_empty_are_ours() -> None:
    theirs, ours = {"Level": "old", "Answer": "", "Title": "hers"}, {"Level": "new", "Answer": "a", "Title": "t"}
    rules = Rules(written={"Level"})
    made = merge.fields(None, theirs, ours, rules)
    assert (made.taken, made.conflicts) == (("Level", "Answer"), ("Title",))
    known = base.of(["x", "", "z"], [], "")
    assert merge.fields(known, theirs, ours, rules).conflicts == ("Level", "Title")
    assert merge.fields(None, theirs, ours, replace(rules, closed={"Answer"})).conflicts == ("Answer", "Title")


@pytest.mark.parametrize(
    ("theirs", "ours", "expected"),
    [
        ("{{c1::a}} {{c2::b}}", "{{c1::a}} {{c2::b}}", False),
        ("{{c1::a}} {{c2::b}}", "{{c1::a}} {{c3::new}} {{c2::b}}", False),
        ("{{c1::a}} {{c2::b}}", "{{c1::a}} {{c2::new}} {{c3::b}}", True),
        ("{{c1::a}} {{c2::b}}", "{{c2::a}} {{c1::b}}", True),
        ("{{c1::a}} {{c2::b}}", "{{c1::reworded}} {{c2::b}}", False),
        ("{{c1::a}} {{c2::a}}", "{{c1::a}} a", False),
        ("{{c1::<b>a</b>::hint}} {{c2::b}}", "{{c1::c}} {{c2::a}}", True),
        ("nothing", "{{c1::a}}", False),
    ],
)
def test_gaps_that_change_their_number(theirs: str, ours: str, expected: bool) -> None:
    assert merge.moves_gaps(theirs, ours) is expected


@pytest.mark.parametrize(
    "made",
    [
        SENT,
        base.of(["", "a", ""], [], ""),
        base.of(["{{c2::a}}"], ["x"], "Sea::Shore", [2, 1, 7]),
        replace(base.of(["a"], [], "Sea"), is_put=True),
        Base((base.UNKNOWN,), frozenset(), suspended=frozenset()),
        Base(("",), frozenset(), gaps=frozenset({500}), suspended=frozenset({0, 3})),
    ],
)
def test_a_base_reads_back(made: Base) -> None:
    assert base.read(str(made)) == made


@pytest.mark.parametrize("text", ["", "my own words", "2 a b c", "1 - - -", str(SENT) + " more", "1 " + "a," * 99])
def test_what_is_not_a_base_is_none(text: str) -> None:
    assert base.read(text) is None
