"""Flowing pages: WeasyPrint fills the columns, from the same units in the same order; nothing is moved or recorded."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import BinaryIO

from exporter.emitters.print.adapter.flowing import FlowingAdapter, FlowingPages
from exporter.emitters.print.document import PrintedDocument
from exporter.emitters.print.fitting import FLOWING_PROBES, fit, narrow_tables, room
from exporter.emitters.print.flowing_widths import COLUMN, Places, column, narrowed
from exporter.emitters.print.units import Unit
from exporter.model import Problem

_STYLE = "flowing.css"
_END = "end"  # the id of what stands below the last unit
_NUMBERS = re.compile(r"\{(pages?)\}")


class FlowingSheet:
    """A sheet laid out at one size and spacing."""

    def __init__(self, printed: PrintedDocument, adapter: FlowingAdapter) -> None:
        units = [*printed.units(), printed.imprint()]
        self._flow = Flow(printed, units, printed.contents(units), adapter)

    @property
    def laid(self) -> FlowingPages:
        """Its pages."""
        return self._flow.laid

    @property
    def pages(self) -> int:
        """How many pages it takes."""
        return self.laid.pages

    @property
    def filled(self) -> float:
        """Pages that it takes, the last one counted by how far it is filled."""
        page, across, down = self.laid.place(_END)
        columns = self._flow.printed.columns
        column = min(columns - 1, int(across * columns))
        if self._flow.printed.from_right:
            column = columns - 1 - column
        return page + (column + down) / columns

    def problems(self) -> Iterator[Problem]:
        """What was not printed as it is."""
        return self._flow.problems()


@dataclass(frozen=True)
class Flow:
    """Units of a document on pages of their own."""

    source: PrintedDocument
    units: Sequence[Unit]
    contents: Sequence[str]
    adapter: FlowingAdapter

    @cached_property
    def printed(self) -> PrintedDocument:
        """The document with the style of pages that fill themselves."""
        design = self.source.design
        variables = {**design.variables, "folio": _folio(self.source.words.page)}
        return replace(self.source, design=replace(design, styles=(*design.styles, _STYLE), variables=variables))

    @cached_property
    def laid(self) -> FlowingPages:
        """Its pages."""
        texts = [*self.contents, *(html for html, _ in self._fitted), f'<div id="{_END}"></div>']
        return self.adapter.lay_out(self.printed.page(texts, [self.printed.opening]))

    @cached_property
    def _fitted(self) -> list[tuple[str, bool]]:
        """The units as narrow as a column, and whether something is printed smaller for that."""
        probes = self.adapter.lay_out(self.printed.page([COLUMN, *FLOWING_PROBES], [""]))
        marks = probes.marks()
        pairs = zip(marks[::3], marks[1::3], marks[2::3], strict=True)  # where characters begin and end, and a column
        space = room([(edge - start) / (end - start) for start, end, edge in pairs])
        left, right = column(probes.lines())
        tables = [narrow_tables(fit(unit.html, space), space) for unit in self.units]
        made = narrowed([html for html, _ in tables], partial(self._measured, (probes.width - right + left) / 2))
        return [(html, is_wide or is_table) for (html, is_wide), (_, is_table) in zip(made, tables, strict=True)]

    def _measured(self, margin: float, units: Sequence[str]) -> Places:
        """Where the lines of links stand in one column with so many pixels at its sides."""
        settings, design = replace(self.printed.settings, columns=1, binding=0.0), self.printed.design
        design = replace(design, variables={**design.variables, "margin-side": f"{margin}px"})
        printed = replace(self.printed, settings=settings, design=design)
        return self.adapter.lay_out(printed.page([COLUMN, *units], [""])).lines()

    def problems(self) -> Iterator[Problem]:
        """What was not printed as it is."""
        failed: Collection[str] = self.adapter.failed
        for unit, (_, is_wide) in zip(self.units, self._fitted, strict=True):
            yield from unit.problems(shrunk=False, failed=failed, wide=is_wide)


def print_flowing(parts: Sequence[tuple[PrintedDocument, Sequence[Unit]]], out: BinaryIO) -> Iterator[Problem]:
    """Writes parts, each of which begins on the front of a sheet of paper; what was not printed as it is."""
    adapter = FlowingAdapter()
    flows = [Flow(printed, units, (), adapter) for printed, units in parts]
    laid: list[FlowingPages] = []
    for flow in flows:
        if sum(part.pages for part in laid) % 2:
            laid.append(adapter.lay_out(flow.printed.page(['<div class="void"></div>'], [""])))
        laid.append(flow.laid)
    out.write(adapter.print(laid))
    for flow in flows:
        yield from flow.problems()


def _folio(words: str) -> str:
    """What a page says of its number, as CSS that counts, from words such as `page {page} of {pages}`."""
    parts = _NUMBERS.split(words)
    return " ".join(f"counter({part})" if number % 2 else f'"{part}"' for number, part in enumerate(parts) if part)
