"""Cloze texts: hidden parts as `==so==` or `{{c1::so}}`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from exporter import markup
from exporter.lexicon.wording import UNSPACED
from exporter.readers.inferred.candidate import Candidate, Paragraph, Signature

_HIDDEN = re.compile(  # within a word only where words have no blanks between them
    rf"(?<!=)(?:(?<!\w)|(?<={UNSPACED.pattern}))==(?=[^\s=]).{{1,500}}?(?<=[^\s=])==", re.DOTALL
)


def is_numbered(text: str) -> bool:
    """Whether a text hides something as Anki does, `{{c1::so}}`: such a text is meant as a cloze wherever it stands."""
    if "{{c" not in text:
        return False
    numbers: list[int | None] = []
    markup.replace_hidden(text, lambda gap: numbers.append(gap.number) or "")  # type: ignore[func-returns-value]
    return any(numbers)


def candidates(paragraph: Paragraph) -> Sequence[Candidate]:
    """A paragraph or an item's text that hides something."""
    text = paragraph.block.text
    if "==" not in text and "{{c" not in text:
        return ()
    numbered = is_numbered(text)
    if not numbered and not _HIDDEN.search(re.sub(r"`[^`]*`", "", text)):
        return ()
    end = len(paragraph.lines)
    sign = Signature("cloze", shape="anki" if numbered else "")
    limit = paragraph.block.end
    return (paragraph.candidate(sign, 0, end, markup.simplified(text), cloze=True, labelled=numbered, limit=limit),)
