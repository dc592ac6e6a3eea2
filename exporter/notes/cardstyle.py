"""Words of our templates in the language of a card, as rules of style: fields are too few for them."""

from __future__ import annotations

from collections.abc import Iterator

from exporter.lexicon import cardwords

_PLACES = {"source": ".source a", "ask": ".ask"}  # others are levels


def words() -> str:
    """Rules that show other words than the English ones, on sides in a language that we know."""
    return "\n".join(_rules())


def _rules() -> Iterator[str]:
    yield "/* the words of the templates in other languages, by the side's own */"
    known = {tag: cardwords.words_of(tag) for tag in cardwords.TAGS}
    for tag in sorted(known, key=lambda tag: (tag.count("-"), tag)):  # `sr` is `sr-Latn`, too: the later rule counts
        found = known[tag]
        if found is None or tag == "en":
            continue
        side = f'.qa[lang|="{tag}"]'
        yield f"{side} .level > span, {side} .source a > span, {side} .ask > span {{ display: none; }}"
        for name, word in found.of_templates.items():
            yield f'{side} {_PLACES.get(name, f".level.{name}")}::after {{ content: "{word}"; }}'
