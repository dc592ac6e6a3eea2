"""Gaps that a paste dropped are put back where that is certain; nothing else is touched."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporter.restore.prose import CodeNames
from exporter.restore.words.frequencies import languages_of
from exporter.restore.words.gaps import unglue
from exporter.restore.words.tags import split_tags
from exporter.restore.words.vocabulary import Vocabulary

FIXTURES = Path(__file__).parent.parent / "fixtures" / "prose"
TOKENS = CodeNames.of([(FIXTURES / "codes.txt").read_text(encoding="utf-8")]).tokens
WORDS = frozenset((FIXTURES / "words.txt").read_text(encoding="utf-8").split())


def known(word: str) -> bool:
    return word.lower() in WORDS


@pytest.mark.parametrize("line", (FIXTURES / "whole.txt").read_text(encoding="utf-8").splitlines())
def test_what_is_whole_stays_whole(line: str) -> None:
    assert unglue(line, known, TOKENS) == (line, [])


@pytest.mark.parametrize("line", (FIXTURES / "glued.txt").read_text(encoding="utf-8").splitlines())
def test_gaps_come_back(line: str) -> None:
    """The fixture shows each gap that must come back as `|`."""
    assert unglue(line.replace("|", ""), known, TOKENS)[0] == line.replace("|", " ")


def test_every_gap_is_told() -> None:
    _, seams = unglue("💡Wash it.The peel is thin", known)
    assert [seam.glued for seam in seams] == ["💡Wash", "it.The"]
    assert [seam.parted for seam in seams] == ["💡 Wash", "it. The"]


PARTS = st.sampled_from([*sorted(WORDS)[:40], ".", "?", ":", "`", "(", ")", "The", "💡", "apples:1.2", " "])


@given(st.lists(PARTS).map("".join))
def test_only_gaps_are_added_and_only_once(text: str) -> None:
    parted, seams = unglue(text, known, TOKENS)
    assert re.sub(r"\s", "", parted) == re.sub(r"\s", "", text)
    assert len(parted) - len(text) == len(seams)
    assert unglue(parted, known, TOKENS) == (parted, [])


@pytest.mark.parametrize(
    ("text", "words", "tags"),
    [
        ("", [], []),
        ("Testing", [], ["Testing"]),
        ("GitHub", [], ["GitHub"]),
        ("testing", ["test"], ["testing"]),
        ("Rust, Go | C#", [], ["Rust", "Go", "C#"]),
        ("#rust #web-dev#ci", [], ["rust", "web-dev", "ci"]),
        ("RustTestingWeb", [], ["Rust", "Testing", "Web"]),
        ("PythonGraphQLRESTAPIsCI/CDSQLNoSQL", [], ["Python", "GraphQL", "REST", "APIs", "CI/CD", "SQL", "NoSQL"]),
        ("Node.jsC#C++Vue.jsHTML5CSS3", [], ["Node.js", "C#", "C++", "Vue.js", "HTML5", "CSS3"]),
        ("Web DesignUnit Tests2026", [], ["Web Design", "Unit Tests2026"]),
        ("Web GitHub ActionsRust", [], ["Web GitHub Actions", "Rust"]),
        ("KubeWatchRust", [], ["Kube", "Watch", "Rust"]),
        ("KubeWatchRust", ["KubeWatch", "KubeWatchRust"], ["KubeWatch", "Rust"]),
    ],
)
def test_tags(text: str, words: list[str], tags: list[str]) -> None:
    assert split_tags(text, words) == tags


@given(st.text(max_size=60))
def test_tags_lose_nothing_but_separators(text: str) -> None:
    assert re.sub(r"[\s,;|·•#]", "", "".join(split_tags(text))) == re.sub(r"[\s,;|·•#]", "", text)


@pytest.mark.parametrize("piece", ["a", "a.", "wash.", "💡", "💡a", "a?B", "(s)", "applesapples:", "`", "Aa", "It.A "])
def test_cost_grows_with_the_text_only(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    parted, _ = unglue(text, known, TOKENS)
    assert parted.replace(" ", "") == text.replace(" ", "")
    assert split_tags(text) is not None


@pytest.mark.parametrize(
    ("text", "languages"),
    [
        ("The kettle whistles.", ("en",)),
        ("Чайник свистит на плите.", ("en", "ru")),
        ("水壶在炉子上响了。", ("en", "zh")),
        ("やかんがコンロの上で鳴っている。", ("en", "ja")),
        ("주전자가 난로 위에서 운다.", ("en", "ko")),
        ("The sign 水 is read as water in a long English sentence like this one, and so is 火 as fire.", ("en",)),
    ],
)
def test_languages_of_a_text(text: str, languages: tuple[str, ...]) -> None:
    assert languages_of(text) == languages


def test_words_of_a_language_without_blanks_are_likelier_than_what_they_hold() -> None:
    vocabulary = Vocabulary.of("水壶在炉子上响了，因为水开了。")
    within, between = vocabulary.seams("数据类型")[0], vocabulary.seams("数据类型")[1]
    assert within < between
