"""The ledger's text: whole or an error, small diffs, merged by git without a hand."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporter.errors import LedgerError
from exporter.identity import ledger
from exporter.identity.ledger import Entry, FileState, Ledger, Template, dumps, loads

A = Entry("a1", "guid-a", 16, 5, 5, "q-a-d", "Why?", "So.", "x.md", rank=10_000)
B = Entry("b2", "guid-b", 32, 5, 7, "q-b-d", "How? – “so” 🚀\n```\nx\n```", "…", "y.md", section=("S",), retired=True)
BOTH = Ledger({"a1": A, "b2": B}, {"anki": Template("anki", "t", 3)})
HEAD, TEMPLATE, LINE_A, LINE_B, _ = dumps(BOTH).split("\n")


def test_it_reads_what_it_writes() -> None:
    assert loads(dumps(BOTH), "x") == BOTH
    assert loads(dumps(BOTH).replace("\n", "\r\n"), "x") == BOTH


@given(st.text(), st.text(), st.lists(st.text()))
def test_any_text_survives(question: str, answer: str, section: list[str]) -> None:
    entry = replace(A, question=question, answer=answer, section=tuple(section))
    try:
        text = dumps(Ledger({"a1": entry})).encode().decode()
    except UnicodeEncodeError:
        return  # half a character: no document has one
    assert loads(text, "x").entries["a1"] == entry


def test_it_keeps_the_version_that_began_it() -> None:
    begun = replace(BOTH, begun="0.2.0")
    assert loads(dumps(begun), "x") == begun
    assert loads(dumps(replace(begun, begun="0.10.0")) + dumps(begun), "x").begun == "0.2.0"  # two lines of a merge
    assert loads(dumps(BOTH).replace("# exporter ledger 2:", "# exporter ledger 1:"), "x").begun == ""
    with pytest.raises(LedgerError, match=r"x:2: a damaged entry"):
        loads(f'{HEAD}\n{{"begun": 2}}\n', "x")


def test_it_keeps_what_documents_were_like() -> None:
    known = replace(BOTH, documents={"y.md": FileState("b", "s"), "x.md": FileState("a")})
    text = dumps(known)
    assert loads(text, "x") == known
    assert text.split("\n")[2:4] == [
        '{"document": "x.md", "bytes": "a"}',
        '{"document": "y.md", "bytes": "b", "settings": "s"}',
    ]
    merged = text.replace('"bytes": "a"}\n', '"bytes": "a"}\n{"document": "x.md", "bytes": "c"}\n')
    assert loads(merged, "x").documents == {"y.md": FileState("b", "s")}  # of two neither is sure
    for damaged in (
        '{"document": 1, "bytes": "a"}',
        '{"document": "x.md"}',
        '{"document": "x.md", "bytes": []}',
        '{"document": "", "bytes": "", "settings": 1}',
    ):
        with pytest.raises(LedgerError, match=r"x:2: a damaged entry"):
            loads(f"{HEAD}\n{damaged}\n", "x")


def test_entries_of_the_first_format_are_read() -> None:
    later = replace(A, note_type="basic", version="0.2.0", source="3-abc")
    assert loads(dumps(Ledger({"a1": later})), "x").entries == {"a1": later}
    assert not {"note_type", "version", "source"} & set(json.loads(LINE_A))  # as version 0.1 wrote it
    assert loads(f"{HEAD.replace('2:', '1:')}\n{LINE_A}\n", "x").entries == {"a1": A}


def test_a_line_per_card_sorted_by_key() -> None:
    assert dumps(Ledger(dict(reversed(list(BOTH.entries.items()))), BOTH.templates)) == dumps(BOTH)
    assert [line[:12] for line in (LINE_A, LINE_B)] == ['{"key": "a1"', '{"key": "b2"']


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "cards.lock:1: the ledger is empty"),
        ("\n \n", "cards.lock:1: the ledger is empty"),
        ("nonsense\n", "cards.lock:1: not a cards.lock written by exporter"),
        ("# exporter ledger 3: later\n", "cards.lock:1: a ledger of version 3"),
        (f"{HEAD}\n<<<<<<< HEAD\n{LINE_A}\n=======\n>>>>>>> x\n", "cards.lock:2: a merge conflict"),
        (f"<<<<<<< HEAD\n{HEAD}\n", "cards.lock:1: a merge conflict"),
        (f"{HEAD}\n{LINE_A[:-9]}\n", "cards.lock:2: a damaged entry"),
        (f"{HEAD}\n[1]\n", "cards.lock:2: a damaged entry"),
        (f'{HEAD}\n{{"key": "a1"}}\n', "cards.lock:2: a damaged entry"),
        (f"{HEAD}\n{LINE_A.replace('a1', '<b>')}\n", "cards.lock:2: a damaged entry (key: unexpected '<b>')"),
        (f"{HEAD}\n{LINE_A.replace('16', 'null')}\n", "cards.lock:2: a damaged entry (note_id: unexpected None)"),
        (f"{HEAD}\n{LINE_A.replace('16', '1e400')}\n", "cards.lock:2: a damaged entry (note_id: unexpected inf)"),
        (f"{HEAD}\n{LINE_A.replace('16', str(10**30))}\n", "cards.lock:2: a damaged entry (note_id: unexpected 1000"),
        (f"{HEAD}\n{LINE_A.replace('16', '-16')}\n", "cards.lock:2: a damaged entry (note_id: unexpected -16)"),
        (f"{HEAD}\n{LINE_A.replace(': 5', ': -5')}\n", "cards.lock:2: a damaged entry (first_seen: unexpected -5)"),
        (f"{HEAD}\n{TEMPLATE.replace('3', '9' * 20)}\n", "cards.lock:2: a damaged entry (changed_at: unexpected 999"),
        (f"{HEAD}\n{TEMPLATE.replace('3', 'true')}\n", "cards.lock:2: a damaged entry (changed_at: unexpected True)"),
        (
            f'{HEAD}\n{LINE_A[:-1]}, "note_type": "x"}}\n',
            "cards.lock:2: a damaged entry (note_type: unexpected 'x')",
        ),
        (f"{HEAD}\n{LINE_A}\n{LINE_B.replace('guid-b', 'guid-a')}\n", "cards a1 and b2 have the same guid"),
    ],
)
def test_damage_is_an_error_with_its_line(text: str, said: str) -> None:
    with pytest.raises(LedgerError) as caught:
        loads(text, "cards.lock")
    assert said in caught.value.message


def test_of_two_lines_for_one_card_the_later_counts() -> None:
    later = replace(A, question="Why so?", changed_at=9)
    line = dumps(Ledger({"a1": later})).split("\n")[1]
    for lines in ([LINE_A, line], [line, LINE_A]):
        assert loads("\n".join([HEAD, *lines]), "x").entries == {"a1": later}


def test_of_two_equal_times_the_card_that_is_there_counts() -> None:
    gone = dumps(Ledger({"a1": replace(A, retired=True)})).split("\n")[1]
    for lines in ([LINE_A, gone], [gone, LINE_A]):
        assert loads("\n".join([HEAD, *lines]), "x").entries == {"a1": A}


def test_ids_that_two_branches_gave_twice_are_settled() -> None:
    """The first by key keeps it, in either order of lines; ids that are no dates stay an error."""
    day = 20_000 * 86_400
    ours, theirs = (replace(each, note_id=(day - 50_000) * 1000, first_seen=day) for each in (A, B))
    for entries in ((ours, theirs), (theirs, ours)):
        text = dumps(Ledger({entry.key: entry for entry in entries}))
        found = loads("\n".join([HEAD, *text.split("\n")[:0:-1]]), "x").entries
        assert [found[key].note_id for key in ("a1", "b2")] == [ours.note_id, ours.note_id - 4]
    with pytest.raises(LedgerError, match="cards a1 and b2 have the same note_id"):
        loads(dumps(Ledger({"a1": replace(A, note_id=10**12), "b2": replace(B, note_id=10**12)})), "x")


def git(folder: Path, *arguments: str) -> None:
    name = ("-c", "user.name=x", "-c", "user.email=x@example.org")
    subprocess.run(["git", *name, *arguments], cwd=folder, check=True, capture_output=True)


def test_git_merges_two_branches_without_a_hand(tmp_path: Path) -> None:
    def write(*entries: Entry) -> None:
        text = dumps(Ledger({entry.key: entry for entry in entries}))
        (tmp_path / ledger.FILE).write_text(text, encoding="utf-8")

    git(tmp_path, "init", "-q", "-b", "main")
    (tmp_path / ".gitattributes").write_text(f"{ledger.FILE} merge=union\n")
    write(A, B)
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "one")
    git(tmp_path, "switch", "-qc", "other")
    write(replace(A, answer="Thus.", changed_at=8), B, replace(A, key="c3", guid="c", note_id=48))
    git(tmp_path, "commit", "-qam", "two")
    git(tmp_path, "switch", "-q", "main")
    write(replace(A, answer="Hence.", changed_at=9), B, replace(A, key="c4", guid="d", note_id=64))
    git(tmp_path, "commit", "-qam", "three")
    git(tmp_path, "merge", "-q", "other")
    merged = loads((tmp_path / ledger.FILE).read_text(encoding="utf-8"), "x")
    assert sorted(merged.entries) == ["a1", "b2", "c3", "c4"]
    assert merged.entries["a1"].answer == "Hence."
