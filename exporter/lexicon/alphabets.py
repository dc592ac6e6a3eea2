"""Alphabets that name options and items of lists: their letters in the order in which they count."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

RINGS = "①②③④⑤⑥⑦⑧⑨⑩"
_ROWS = (  # letters; with blanks between them where one has several characters
    "ABCDEFGHIJ",
    "АБВГДЕЖЗИК",
    "АБВГҐДЕЄЖЗ",
    RINGS,
    "ΑΒΓΔΕΖΗΘΙΚ",
    "ԱԲԳԴԵԶԷԸԹԺ",
    "აბგდევზთიკ",
    "אבגדהוזחטי",
    "أبجدهوزحطي",
    "ابجدهوزحطی",
    "أبتثجحخدذر",
    "الف ب ج د ه و",
    "アイウエオカキクケコ",
    "あいうえおかきくけこ",
    "イロハニホヘト",
    "甲乙丙丁戊己庚辛壬癸",
    "가나다라마바사아자차",
    "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊ",
    "㉠㉡㉢㉣㉤㉥㉦㉧㉨㉩",
    "ⒶⒷⒸⒹⒺⒻⒼⒽⒾⒿ",
    "कखगघङचछजझञ",
    "अबसद",
    "अआइई",
    "কখগঘঙচছজঝঞ",
    "અબકડ",
    "કખગઘ",
    "ਕਖਗਘ",
    "அஆஇஈ",
    "అఆఇఈ",
    "ಅಆಇಈ",
    "กขคงจฉชซ",
    "ກຂຄງ",
    "កខគឃង",
    "ကခဂဃင",
    "I II III IV V VI VII VIII IX X",
)
ALPHABETS: tuple[tuple[str, ...], ...] = tuple(tuple(row.split() if " " in row else row) for row in _ROWS)


def _cases(letters: Sequence[str]) -> set[str]:
    """Capitals and small letters; a letter of which the other case has another length has only one."""
    return {case for x in letters for case in (x, x.lower()) if len(case) == len(x)}


_WRITTEN = [letters for letters in ALPHABETS if "".join(letters) != RINGS]
# letters that are written with a mark behind them, as a class of a pattern; capitals and small ones
LETTERS = "".join(sorted({x for letters in _WRITTEN for x in _cases(letters) if len(x) == 1 and x not in "VXvx"}))
# labels of several letters, and those that only stand among such, as a part of a pattern; the longest first
MANY = "|".join(
    sorted(
        {x for letters in _WRITTEN for x in _cases(letters) if len(x) > 1 or x in "VXvx"}, key=lambda x: (-len(x), x)
    )
)
FIRST = "".join(sorted({x[0] for letters in _WRITTEN for x in _cases(letters[:1])}))
_FIRST = frozenset(letters[0].lower() for letters in ALPHABETS)
_NEXT = frozenset((before.lower(), after.lower()) for row in ALPHABETS for before, after in pairwise(row))


def is_first(label: str) -> bool:
    """Whether an alphabet begins with this label."""
    return label.lower() in _FIRST


def follows(before: str, after: str) -> bool:
    """Whether a label comes right behind another one in an alphabet, in the same case."""
    return (before.lower(), after.lower()) in _NEXT and before.islower() == after.islower()


def is_shuffled(labels: Sequence[str]) -> bool:
    """Whether these are the first letters of an alphabet, each once, and not in their order."""
    said = {label.lower() for label in labels}
    is_ordered = all(follows(before, after) for before, after in pairwise(labels))
    return (
        not is_ordered
        and len(said) == len(labels)
        and any(said == {letter.lower() for letter in letters[: len(labels)]} for letters in ALPHABETS)
    )


def in_order(labels: Sequence[str]) -> list[int]:
    """The indexes of labels in the order of their alphabet, where they are its first letters; else as they stand."""
    said = [label.lower() for label in labels]
    for letters in ALPHABETS:
        places = {letter.lower(): n for n, letter in enumerate(letters[: len(said)])}
        if len(places) == len(said) and places.keys() == {*said}:
            return sorted(range(len(said)), key=lambda n: places[said[n]])
    return list(range(len(said)))
