"""The fixed sample: combinations, and whether each is read exactly right. What is right must stay so.

`sample.txt` has a line for each. `pytest tests/readers/dialects --rewrite` marks as right what has become so, and never
the other way round; `python -m tests.readers.dialects --extend` adds the rows that are new.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from tests.readers.dialects.blaming import judged
from tests.readers.dialects.choosing import alone, chosen
from tests.readers.dialects.families import FAMILIES
from tests.readers.dialects.rows import Combination, parsed

FILE = Path(__file__).with_name("sample.txt")
_MIXED = 150  # combinations of several unusual rows, beside those with one


def load() -> dict[Combination, bool]:
    """The sample: whether each is known to be right; raises KeyError for a row that is in no table."""
    lines = (line.split(" ", 1) for line in FILE.read_text(encoding="utf-8").splitlines())
    return {parsed(text, FAMILIES): word == "right" for word, text in lines}


def save(sample: Iterable[tuple[Combination, bool]]) -> None:
    """Writes it."""
    lines = (f"{'right' if is_right else 'wrong'} {combination}\n" for combination, is_right in sample)
    FILE.write_text("".join(lines), encoding="utf-8")


def extend() -> int:
    """Adds what the tables have and the sample has not, as it is read today; how many that were."""
    known = load() if FILE.exists() else {}
    mixed = () if known else chosen(_MIXED, seed=1)
    new = [combination for combination in dict.fromkeys([*alone(), *mixed]) if combination not in known]
    save([*known.items(), *((combination, not judged(combination).differs) for combination in new)])
    return len(new)
