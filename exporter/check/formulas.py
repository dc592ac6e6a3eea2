"""Formulas that cannot be set where there is no MathJax: in print and in the preview."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from exporter import markup
from exporter.model import Document, Problem, Severity


def unset(documents: Sequence[Document]) -> Iterator[Problem]:
    """Formulas that are shown as their source, with the reason."""
    for document in documents:
        for item in document.items:
            for tex in dict.fromkeys(formula for text in item.texts for formula in markup.formulas(text)):
                if reason := markup.fault(tex):
                    shown = " ".join(tex.split())[:60]
                    message = f"{shown}: {reason}; print and preview show its source. Write it in plainer TeX."
                    yield Problem(Severity.WARNING, "formula", message, item.where)
