"""The Makefile itself: its targets, its help, its `clean`."""

from __future__ import annotations

import json
import re

import pytest

from tests.make.checkout import ROOT, Checkout


def test_places_with_spaces_and_quotes_reach_the_command(checkout: Checkout) -> None:
    (checkout.root / "my 'own' notes").mkdir()
    assert checkout.builds("anki", "SOURCE=my 'own' notes", "DIST=out put", "LOCK=led ger")
    assert checkout.calls("exporter") == ["exporter build my 'own' notes --out out put --lock led ger --only anki"]
    assert (checkout.root / "led ger").exists()


def test_hard_cards_are_printed_each_time_beside_the_stamps(checkout: Checkout) -> None:
    checkout.builds("quiz")
    checkout.log.write_text("")
    for target, only in (("quiz", " --only quiz"), ("quiz", " --only quiz"), ("build", "")):
        assert checkout.builds(target, "WHERE=prop:lapses>3 tag:x", "FROM=my deck.apkg")
        command = "exporter build source --out dist --where prop:lapses>3 tag:x --from my deck.apkg"
        assert checkout.calls("exporter")[-1] == command + only
    checkout.log.write_text("")
    assert not checkout.builds("quiz")


def test_clean_takes_prints_of_hard_cards_too(checkout: Checkout) -> None:
    chosen = checkout.root / "dist" / "chosen"
    (chosen / "print").mkdir(parents=True)
    for name in ("print/tea-quiz.pdf", "report.json", "mine.txt"):
        (chosen / name).write_text("text")
    (chosen / ".manifest.json").write_text('0123456789abcdef {"print/tea-quiz.pdf": ["x", ""]}\n')
    assert checkout.make("clean").returncode == 0
    assert [path.name for path in chosen.iterdir()] == ["mine.txt"]
    assert checkout.make("clean").returncode == 0
    (chosen / "report.json").write_text("not an output: no manifest lists outputs here")
    assert checkout.make("clean").returncode == 0
    assert (chosen / "report.json").exists()


def targets() -> set[str]:
    return set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))


def test_every_target_is_phony_and_has_help(checkout: Checkout) -> None:
    phony = re.findall(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(), re.MULTILINE)[0].split()
    helped = re.findall(r"^  ([a-z-]+) +\S", checkout.make("help").stdout, re.MULTILINE)
    assert sorted(targets()) == sorted(phony) == sorted(helped)


def test_help_starts_no_python(checkout: Checkout) -> None:
    assert checkout.make("help").returncode == 0
    assert checkout.log.read_text() == ""


@pytest.mark.parametrize("is_old", [False, True])
def test_clean_removes_what_the_manifest_lists_and_nothing_else(checkout: Checkout, is_old: bool) -> None:
    dist = checkout.root / "dist"
    ours = ["anki/чай.apkg", "csv/green-tea.csv", "csv/tea-2.anki.csv", "print/tea-sheet.pdf", "report.json"]
    foreign = ["../outside.md", "sub/keep.txt", "csv/my tea.csv", "csv/.tea.csv", "csv/deep/tea.csv", "cards.lock"]
    theirs = ["anki/letter.apkg", "victim/tea.md", "csv/.md", *foreign]
    for name in ours + theirs:
        (dist / name).parent.mkdir(parents=True, exist_ok=True)
        (dist / name).write_text("text")
    (dist / "markdown").symlink_to(dist / "victim")
    escaping = ["csv/../victim/tea.md", "markdown/tea.md", "csv/../../outside.md", str(dist / "sub/keep.txt")]
    listed = dict.fromkeys([*ours[:-1], *foreign, *escaping, "markdown/gone.md"], "digest")
    lines = [f"0123456789abcdef {json.dumps({name: ['x', '']}, ensure_ascii=False)}\n" for name in listed]
    old = json.dumps({"digests": listed, "sources": {}}, indent=0, ensure_ascii=False)  # as version 0.1 wrote it
    table = old if is_old else "".join(lines)
    (dist / ".manifest.json").write_text(table, encoding="utf-8")
    assert checkout.make("clean").returncode == 0
    assert [name for name in ours if (dist / name).exists()] == []
    assert [name for name in theirs if not (dist / name).exists()] == []
    assert not (dist / "print").exists()
    assert (dist / "markdown").is_symlink()


def test_clean_without_dist_removes_nothing_here(checkout: Checkout) -> None:
    (checkout.root / "report.json").write_text("not an output")
    assert checkout.make("clean").returncode == 0
    assert (checkout.root / "report.json").exists()


def test_no_syntax_newer_than_gnu_make_3_81() -> None:
    """The features that later versions added, by their names; macOS still has 3.81."""
    newer = r"^\.ONESHELL|^undefine|\$\(file |\$\(guile |\$\(intcmp |\$\(let |&:|!=|::=|^\.SHELLFLAGS"
    assert not re.search(newer, (ROOT / "Makefile").read_text(), re.MULTILINE)
