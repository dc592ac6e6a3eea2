"""Summaries of `<details>`: the question, where they do not just say "show the answer"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from exporter.readers.inference import prefixes
from exporter.readers.inference.folds import Fold
from exporter.readers.inference.mark import Mark

_TAGS = re.compile(r"</?(?:b|strong|i|em|h[1-6]|span|p|u|font|div|big|small|br)\b[^<>]{0,200}>", re.IGNORECASE)
_SPACE = re.compile(r"\s+")
_SAYS_ANSWER = re.compile(
    r"^\W*(?:(?:click|tap|press|here|to|the|show|see|view|open|reveal|expand|toggle|hide|check|read"
    r"|display|unfold|my|full|"
    r"detailed|deep.?dive|possible|sample|suggested|example|correct|model|expected|for|more|me|and|code|with)\W+)*"
    r"(?:answers?|solutions?|explanations?|show|reveal|expand|hints?|click|details?|responses?|output"
    r"|result|spoilers?|more|view|"
    r"here|see|open|contents?|code|ответы?|показать|решение|подсказка|respuestas?|antwort(?:en)?|lösung"
    r"|réponses?|risposte?"
    r"|respostas?|solución|答案|解答|点击.{0,8}|查看.{0,8}|展开.{0,8}|答え.{0,6}|解説|정답.{0,6}|답.{0,6}|cevap|відповідь)"
    r"(?:\W+(?:below|here|explanation|and explanation|key|is|[a-f]|\d))*\W*$",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"^\W*(?:(?:click|tap|press|here|to|the|see|view|open|expand|for|me|read)\W+)*(?:details?|output"
    r"|result|more|view|here|see|open"
    r"|contents?|code|click|expand|hints?|responses?)(?: \w+)?\W*$",
    re.IGNORECASE,
)


def says_answer(summary: str, *, firmly: bool = False) -> bool:
    """Whether a summary only says that an answer is folded below; `firmly`: by a word that nothing else has."""
    text = cleaned(summary)[:200]
    return bool(_SAYS_ANSWER.match(text)) and not (firmly and _VAGUE.match(text))


def cleaned(summary: str) -> str:
    """A summary without the tags that only make it look nice."""
    return _SPACE.sub(" ", _TAGS.sub("", summary)).strip()


def marks(fold: Fold) -> Sequence[Mark]:
    """The summary as a mark; its answer ends with the details."""
    found = prefixes.read(cleaned(fold.summary))
    if not found.text:
        return ()
    rest = _TAGS.sub("", fold.rest).strip()
    sign = ("summary", "label" if found.label else "", str(fold.depth) if fold.depth else "")
    limit = fold.end if fold.closed else None
    return (Mark(sign, fold.said, fold.below + 1, found.text, found.number, found.label == "q", rest, limit=limit),)
