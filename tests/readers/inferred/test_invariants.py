"""What holds of any text at all: it is read or it is not, nothing is lost, nothing points outside of it."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exporter.readers import inferred
from exporter.readers.source import Source
from tests.bench.hostile import MARKDOWN as HOSTILE

MARKS = """# ## ### #### Q: A: C: **Q:** **A:** **Answer:** **What** What Why? is Explain ? 1. 2. 3. 1) - * + > ``` ~~~
<details> </details> <summary> </summary> <br> | |-|-| :: == [a] [x] [ ] (#a) ]: : --- === <!-- --> %% A) B) a. `x`
#card TBD {{c1:: }} <h3> </h3> <p> </p> _ __ ??? !!! ::: ? 👶 1️⃣ что 什么"""
PIECES = st.sampled_from(MARKS.split())
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(st.tuples(PIECES, st.sampled_from([" ", "\n", "\n\n", "\n    ", "\t", ""])), max_size=50).map(
        lambda pairs: "".join(piece + gap for piece, gap in pairs)
    ),
)
QUIET = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@QUIET
@given(TEXTS)
def test_any_text_has_a_reading_within_its_lines(text: str) -> None:
    source = Source("questions.md", text)
    reading = inferred.read(source)
    if reading is None:
        return
    count = len(source.lines)
    assert all(1 <= card.where.line <= count for card in reading.cards)
    assert all(card.question.strip() for card in reading.cards)
    assert all(0 <= span.first < span.end <= count for span in reading.spans)
    assert not reading.cards or not reading.unexplained(source)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_has_a_reading_within_its_lines(text: str) -> None:
    source = Source("notes.md", text)
    reading = inferred.read(source)
    assert reading is None or not reading.cards or not reading.unexplained(source)
