"""Words and signs of answer keys, in all languages of the lexicon, as patterns."""

from __future__ import annotations

import re
from functools import lru_cache

from exporter import lexicon
from exporter.lexicon.wording import LETTER

WIDE_SCRIPT = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_LABELS = ("answer", "plural", "answers", "solution")
_WORD = re.compile(rf"({LETTER}{{2,20}}|[èé])(?:\s*[:：=—–-]\s*|\s+)")
_PREPOSITION = re.compile(r"[ao]s?\s+(?=\w{4})", re.IGNORECASE)  # Portuguese articles
_MOST = 8  # words before the first name
_NO_WORD = {"a"}  # "and" in Czech, and the first option


def _any(*fields: str, least: int = 1) -> str:
    """A pattern of the words of these fields, the longest first; single letters count in small ones only."""
    words = sorted((word for word in lexicon.names(*fields) if least <= len(word) and word not in _NO_WORD), key=len)
    return "|".join(rf"(?-i:{word})" if len(word) == 1 else re.escape(word) for word in reversed(words))


def intro(text: str) -> int:
    """Where what may stand before the first name ends: "The correct answer is", `正确答案是`; 0 where nothing does."""
    at = 0
    for _ in range(_MOST):
        article = _PREPOSITION.match(text, at)
        start = article.end() if article else at
        word = _WORD.match(text, start)
        found = word if word and lexicon.folded(word[1]) in _words() else _unspaced().match(text, start)
        if not found:
            break
        at = found.end()
    return at


@lru_cache(maxsize=1)
def _words() -> frozenset[str]:
    names = lexicon.names("article", "option", "right", "be", *_LABELS)
    return frozenset(word for name in names for word in name.split() if len(word) > 1 or word in "èé是は")


@lru_cache(maxsize=1)
def _unspaced() -> re.Pattern[str]:
    """Words that need no blank behind them."""
    words = sorted((word for word in _words() if WIDE_SCRIPT.match(word)), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(words)})\s*[:：]?\s*")


_AND = _any("conjunction")
_BE = _any("be")
NAME = re.compile(  # a label, or letters that may be several
    rf"(?P<open>[(\[（［【「『\"“«]*)\s*(?:(?:{_any('option', 'answer', least=3)})\s+)?"
    r"(?P<label>\d{1,6}|[A-Za-z]{1,8}|[\u2460-\u24ff\u2776-\u2793]{1,6}|[^\W_A-Za-z]{1,8})(?P<shut>[)\]）］】」』\"”»]*)",
    re.IGNORECASE,
)
SEPARATOR = re.compile(  # few blanks: it is looked for anywhere in a line
    rf"[)\]）］]?(?:\s{{0,3}}[,，、;；،؛]\s{{0,3}}(?:(?:{_AND})\s+)?|\s{{0,3}}(?:[/&+／＆]|[和及與与と와과])\s{{0,3}}"
    rf"|\s{{1,3}}(?:{_AND})\s{{1,3}})",
    re.IGNORECASE,
)
OR = re.compile(
    rf"\s{{0,3}}[,(（]?\s{{0,3}}(?:(?:{_any('alternative')})\s+|(?:或|或者|または|又は|또는)\s*)", re.IGNORECASE
)
OUTRO = re.compile(  # "B is correct"
    rf"\s+(?:only|both|(?:{_BE})\s+(?:the\s|die\s|la\s)?(?:{_any('right')})(?:\s(?:answer|option|choice)s?)?)(?!\w)|\s?(?:です|である|번|입니다|이다|번입니다)(?!\w)",
    re.IGNORECASE,
)
ARTICLE = re.compile(  # "D / A day …": the slash stands for the next line
    rf"\s/\s+(?=A\s(?!(?:{_AND}|{_BE}|or|but)\b)[a-z]{{2}})"
)
SMALL_ARTICLE = re.compile(rf"[,;]\s+(?=a\s(?!(?:{_AND}|{_BE}|or|but)\b)[a-z]{{2}})")  # "B, a dog …"
STOP = re.compile(  # where a key may end
    rf"{ARTICLE.pattern}|\s+(?=(?:{_any('explanation')})\s?[:：])|\s+(?=(?:{_any('reason')})\s\w)|\s{{0,3}}<br\s?/?>\s*"
    r"|\s{0,3}[✅✔☑\u2600-\u26ff\U0001f300-\U0001faff]\ufe0f?\s*|"
    r"\s*(?:[.!:;,)\]]+(?=\s|$|[\"“(])|[。．！：；，、）］】]+|\s[-–—]+(?=\s)|—+|(?=[(（［【\[])|$)\s*",
    re.IGNORECASE,
)
LABELS = re.compile(r"\**(?:[(\[]*(?:[^\W\d_]|\d{1,2})(?!\w)[\s.,:;)\]*–—/&-]*)+")  # nothing else
MARK = re.compile(r"\s*(?:[.):：．、）=–—-]\s*)?")  # between a label and the option's own text
DENIED = re.compile(rf"(?:{_BE}|{_any('denial')})\b", re.IGNORECASE)
TARGET = re.compile(r"\([^()\s]{0,500}\)")  # of a link whose text was the key
EMPHASIS = re.compile(
    r"</?(?:b|strong|i|em|u|span|code|mark)\b[^<>]{0,200}>|`+|\\(?=\W)|(?<![^\W_])[*_]+(?!\s)|(?<!\s)[*_]+(?![^\W_])"
)
BOLD = re.compile(r"\*\*|__|</(?:b|strong)\b", re.IGNORECASE)
SENTENCE_ENDS = ".!:;。！：；-–—"
# emphasis that may be open where a key ends
OPENED = {"**": r"\*\*", "__": "__", "`": "`", "*": r"(?<!\*)\*(?!\*)", "_": "(?<!_)_(?!_)"}
