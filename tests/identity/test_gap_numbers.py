"""Which number a gap has in Anki: that of its words."""

from __future__ import annotations

import pytest

from exporter.identity import gap_numbers
from exporter.identity.gap_numbers import Gap, first, kept, live, read


def gaps(*texts: str) -> list[Gap]:
    """Gaps as they are rendered; `2=so` is one to which the document gives the number 2."""
    made = []
    for place, text in enumerate(texts, 1):
        number, given, words = text.rpartition("=") if text[:1].isdigit() else ("", "", text)
        made.append(Gap(int(number or place), words, int(number) if given else None))
    return made


def after(before: tuple[str, ...], *texts: str) -> list[int]:
    return live(kept(read(before), gaps(*texts)))


KNOWN = first(gaps("Lisbon", "Tagus", "Douro"))


@pytest.mark.parametrize(
    ("texts", "numbers"),
    [
        (("Lisbon", "Tagus", "Douro"), [1, 2, 3]),
        (("Porto", "Lisbon", "Tagus", "Douro"), [4, 1, 2, 3]),
        (("Douro", "Tagus", "Lisbon"), [3, 2, 1]),
        (("Lisbon", "Douro"), [1, 3]),
        (("Lisbon", "the *Tagus*", "Douro"), [1, 2, 3]),
        (("Lisbon", "Ebro", "Douro"), [1, 2, 3]),
        (("Lisbon", "Ebro", "Minho", "Douro"), [1, 4, 5, 3]),
        (("Lisbon", "Lisbon", "Tagus", "Douro"), [1, 4, 2, 3]),
    ],
)
def test_the_words_keep_their_number(texts: tuple[str, ...], numbers: list[int]) -> None:
    assert after(KNOWN, *texts) == numbers


def test_what_is_gone_stays_with_its_words() -> None:
    without = kept(read(KNOWN), gaps("Lisbon", "Douro"))
    assert gap_numbers.gone(KNOWN, without) == [2]
    assert live(without) == [1, 3]
    assert after(without, "Lisbon", "Guadiana", "Douro") == [1, 4, 3]
    back = kept(read(without), gaps("Lisbon", "Tagus", "Douro"))
    assert live(back) == [1, 2, 3]
    assert gap_numbers.gone(without, back) == []


def test_numbers_that_the_document_gives() -> None:
    assert live(first(gaps("1=Lisbon", "1=Tagus", "2=Douro"))) == [1, 1, 2]
    together = first(gaps("1=Lisbon", "1=Tagus", "2=Douro"))
    assert after(together, "1=Lisbon", "1=Tagus", "1=Ebro", "2=Douro") == [1, 1, 1, 2]
    assert after(together, "1=Lisbon", "2=Tagus", "2=Douro") == [1, 2, 2]
    assert after(together, "3=Ebro", "1=Lisbon", "1=Tagus", "2=Douro") == [3, 1, 1, 2]


def test_numbers_of_a_version_that_counted_stay() -> None:
    """It numbered `{{c1::Lisbon}} … {{c1::Tagus}} … {{c2::Douro}}` by place."""
    now = gaps("1=Lisbon", "1=Tagus", "2=Douro")
    assert live(kept(gap_numbers.by_place([], now, whole=False), now)) == [1, 2, 3]


@pytest.mark.parametrize(("whole", "numbers"), [(True, [3, 1, 2]), (False, [4, 1, 2])])
def test_what_an_older_ledger_remembers_of_a_text(whole: bool, numbers: list[int]) -> None:
    now = gaps("Lisbon", "Tagus", "Douro")
    assert live(kept(gap_numbers.by_place(["Tagus", "Douro"], now, whole=whole), now)) == numbers


@pytest.mark.parametrize("texts", [("Lisbon",), ("1=a b", "2=c"), ("-1 x", "y = 2")])
def test_the_ledger_reads_what_it_wrote(texts: tuple[str, ...]) -> None:
    made = kept(read(first(gaps(*texts))), gaps("other"))
    assert tuple(map(str, read(made))) == made
