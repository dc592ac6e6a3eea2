"""Words of sentences that a paste glued, put apart by the evidence that was fitted to flattened tables.

`thecontainer` is no word, stands once in its document and comes apart into two that everyone uses, one of them a word
of grammar in which no name of code begins or ends. Compounds (`entrypoint`) have no such word: they stay.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from exporter.restore.tables import candidates
from exporter.restore.words.frequencies import word_set
from exporter.restore.words.vocabulary import Vocabulary

_WORD = re.compile(r"[a-z]{5,40}")
# Words of grammar in which no name of code begins or ends, as `fromkeys`, `startswith`, `isalpha` and `globalthis` do.
_BOTH = word_set("that the their these they those we were you")
_LEFT = _BOTH | {"this"}
_RIGHT = _BOTH | word_set("are must our should than then will your")  # `yourdomain` stands for a name
_LATER = word_set("and for from is to with")  # at the end of long words alone: `waitfor`, `startswith`
_LONG = 9  # letters
_SHORTEST = 3  # letters of the word that is linked
_WORDLIKE = -7.5  # log10 of the share of a word in its language, from which it is no two words
_COMMON = -5.5
_SURE = 1.5  # odds of a seam: a natural logarithm
_GRAMMAR = _LEFT | _RIGHT | word_set("a an and as at be by for from has if in is it not of on or to was with")
_ENGLISH = 0.08  # share of words that link others, below which a text may be in a language whose words look like two
_CODE_OR_FREE = re.compile(r"`[^`\n]*`|(?<![\w./@$:<`'\"#+=&?%~\\-])[a-z]{5,40}(?![\w/@=(<`\\-]|[.:]\w)")


def find(vocabulary: Vocabulary, tokens: Collection[str] = frozenset()) -> dict[str, str]:
    """The glued words of a document, each with its parts and a space between; tokens: those of its code."""
    if not _is_english(vocabulary):
        return {}
    unknown = [word for word, count in vocabulary.runs.items() if count == 1 and _may_be_two(word, tokens, vocabulary)]
    doubted = vocabulary.without(unknown)  # a glued word says nothing of itself
    return {word: parted for word in unknown if (parted := _parted(word, doubted))}


def _may_be_two(word: str, tokens: Collection[str], vocabulary: Vocabulary) -> bool:
    return _WORD.fullmatch(word) is not None and word not in tokens and vocabulary.share(word) < _WORDLIKE


def apart(text: str, glued: Mapping[str, str]) -> str:
    """The text with the spaces that are lost in it; glued: see `find`. Parts of names, paths and code stay."""
    if not glued:
        return text
    return _CODE_OR_FREE.sub(lambda found: glued.get(found[0], found[0]), text)


def _is_english(vocabulary: Vocabulary) -> bool:
    linking = sum(vocabulary.runs[word] for word in _GRAMMAR)
    return linking > _ENGLISH * sum(count for word, count in vocabulary.runs.items() if word.isalpha())


def _parted(word: str, vocabulary: Vocabulary) -> str:
    ways = [(odds, at) for odds, at in candidates.within(word, vocabulary) if odds > _SURE]
    ends = [at for _, at in sorted(ways, reverse=True) if _links(word[:at], word[at:])]
    parts = next(_common(word, ends, vocabulary), None)
    return " ".join(parts) if parts else ""


def _links(left: str, right: str) -> bool:
    ends = _RIGHT if len(left) < _LONG else _RIGHT | _LATER
    return (left in _LEFT and len(right) >= _SHORTEST) or (right in ends and len(left) >= _SHORTEST)


def _common(word: str, ends: Collection[int], vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """The ways to part a word into two common ones."""
    for at in ends:
        left, right = word[:at], word[at:]
        if min(vocabulary.share(left), vocabulary.share(right)) > _COMMON:
            yield left, right
