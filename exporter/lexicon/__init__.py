"""The words of human languages, once: what all readers build their patterns from.

`language` says what each field of the data is for; the data stands in a module per family of languages. Words are
compared as `folded` makes them. `names(...)` are the phrases of some fields in all languages; `Phrases` tells whether
a text consists of words of one language only, such as "Show the answer".

A word that means something else in another language, or in running text, stands in `solution` or `loose`, if at all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache

from exporter.lexicon.language import Language
from exporter.lexicon.spelling import folded, phrases

__all__ = ("Language", "folded", "languages", "masks", "names", "pairs", "phrases", "roles")


@lru_cache(maxsize=1)
def languages() -> tuple[Language, ...]:
    """All languages, English first."""
    from exporter.lexicon import asian, cyrillic, european, germanic, nordic, romance, semitic, slavic, unspaced

    families = (germanic, nordic, romance, slavic, cyrillic, european, semitic, asian, unspaced)
    return tuple(language for family in families for language in family.LANGUAGES)


@lru_cache(maxsize=64)
def masks(*fields: str) -> Mapping[str, int]:
    """The phrases of these fields, and in which languages each is one: bit n stands for the n-th."""
    found: dict[str, int] = dict(_masks(fields[0]))
    for field in fields[1:]:
        for phrase, languages in _masks(field).items():
            found[phrase] = found.get(phrase, 0) | languages
    return found


@lru_cache(maxsize=64)
def _masks(field: str) -> Mapping[str, int]:
    found: dict[str, int] = defaultdict(int)
    for n, language in enumerate(languages()):
        for phrase in phrases(getattr(language, field), language.accents):
            found[phrase] |= 1 << n
    return found


@lru_cache(maxsize=64)
def names(*fields: str) -> frozenset[str]:
    """The phrases of these fields in all languages."""
    return frozenset(masks(*fields))


@lru_cache(maxsize=1)
def pairs() -> frozenset[tuple[str, str]]:
    """Abbreviations of "question" and "answer" that belong together: `F`, `A` in German."""
    found = (pair.split(" ") for language in languages() for pair in phrases(language.short, language.accents))
    return frozenset((asked, answered) for asked, answered in found)


@lru_cache(maxsize=1)
def roles() -> frozenset[tuple[str, str]]:
    """Who asks and who answers: `user`, `assistant`."""
    found = (pair.split(" > ") for language in languages() for pair in phrases(language.roles, language.accents))
    return frozenset((asking, answering) for asking, answering in found)
