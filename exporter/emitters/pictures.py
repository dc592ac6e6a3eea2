"""Formulas and images as pictures, for print and the preview."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping

from exporter import markup
from exporter.model import Card, Cloze, Item, Media

Images = Mapping[tuple[str, str], Media]  # by document and address, as an edition has them


def filled(html: str, item: Item, images: Images) -> str:
    """HTML of a card or note for print: pictures in place, on the base line of their text."""
    hides = isinstance(item, Card) and isinstance(item.kind, Cloze)

    def set_formula(tex: str, display: bool) -> str:
        tex = markup.replace_hidden_in_tex(tex, _text) if hides else tex
        return _entitled(formula(tex, display, 'style="vertical-align: {}"'), tex)

    def source(address: str) -> str | None:
        return None if markup.is_sound(address) else address_of(images, item.where.path, address)

    return markup.fill(html, set_formula, source)


def _entitled(picture: str, tex: str) -> str:
    """A formula with its words as a title, where PDF/UA takes them from."""
    head, mark, body = picture.partition("<svg ")
    tag, end, inside = body.partition(">")
    return f"{head}{mark}{tag}{end}<title>{markup.escape(tex)}</title>{inside}" if mark else picture


def _text(gap: markup.Gap) -> str:
    return gap.text


def formula(tex: str, display: bool, drop: str) -> str:
    """A formula as SVG; `drop` is the attribute that says how far below the base line it reaches. Else its source."""
    made = markup.typeset(tex, display)
    if not made.svg:
        return f'<code class="tex" dir="ltr">{markup.escape(tex)}</code>'
    picture = made.svg.replace("<svg ", f"<svg {drop.format(made.drop)} ", 1)
    return f'<span class="math{" display" * display}">{picture}</span>'


def address_of(images: Images, document: str, address: str) -> str | None:
    """An image as an address that holds it; None for one that is missing or on the web."""
    found = images.get((document, address))
    if found:
        return f"data:{found.type};base64,{b64encode(found.data).decode()}"
    return address if address.startswith("data:image/") else None
