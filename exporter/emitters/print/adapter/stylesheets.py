"""Style sheets, parsed once in a process: WeasyPrint (version 70) reads those of a document again for every layout."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import weasyprint
import weasyprint.css

_KEPT = 16  # sheets, and what follows them at each size


def remember() -> None:
    """Has WeasyPrint take what it made of the same style sheet before."""
    weasyprint.css.CSS = _sheet


def _sheet(*, string: str | None = None, **others: Any) -> Any:
    """The sheet of a `style` element, to whose document its counter styles are told; one of a link is read anew."""
    if string is None:
        return weasyprint.CSS(**others)
    sheet, counters = _parsed(string, others["media_type"], others["url_fetcher"], others["font_config"])
    if sheet.layers:  # their order is that in all sheets of a document
        return weasyprint.CSS(string=string, **others)
    others["counter_style"].update(counters)
    return sheet


@lru_cache(maxsize=_KEPT)
def _parsed(text: str, media: str, fetcher: Any, font_config: Any) -> tuple[Any, dict[str, Any]]:
    """A sheet and the counter styles in it."""
    counters: dict[str, Any] = {}
    chosen = {"media_type": media, "url_fetcher": fetcher, "font_config": font_config, "counter_style": counters}
    return weasyprint.CSS(string=text, **chosen), counters
