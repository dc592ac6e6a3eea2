"""Checks of formulas: shown as source in all outputs, or in all but Anki (MathJax)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from exporter import markup
from exporter.model import Document, Problem
from exporter.problems.texts import FORMULA

_SHOWN = 60  # characters of a formula, in a message
_LENGTH = "Give a length with its unit, of up to about 20em."
_COLOR = "Name a color, or write it as #rrggbb."
_REMEDIES = {  # by what the reason begins with
    "def edef gdef let newcommand renewcommand providecommand newenvironment renewenvironment DeclareMathOperator "
    "DeclarePairedDelimiter definecolor": "Write out what it defines wherever it is used.",
    "href url": "Put the link beside the formula, in Markdown.",
    "includegraphics": "Put the picture beside the formula, in Markdown.",
    "ref eqref autoref cite": "Write out what it refers to.",
    "require usepackage": "Remove it: formulas have the packages that Anki has.",
    "bm": r"Write \boldsymbol.",
    "verb": r"Write \texttt.",
    "hskip hspace kern mskip mspace mkern raise lower moveleft moveright above rule Rule Space \\": _LENGTH,
    "color textcolor colorbox fcolorbox cellcolor rowcolor columncolor": _COLOR,
    "enclose cancel bcancel xcancel cancelto framebox mathmakebox bbox": "Remove the options in brackets.",
}
_REMEDY = {
    **{rf"\{name}": remedy for names, remedy in _REMEDIES.items() for name in names.split()},
    "its": "Close every brace.",
    "it": "Split it into several formulas.",
}


def unset(documents: Sequence[Document]) -> Iterator[Problem]:
    """Formulas that are shown as source, with the reason; those of a section at its first item."""
    for document in documents:
        seen: set[str] = set()  # sections
        for item in document.items:
            texts = (*(part for part in item.section if part not in seen), *item.texts)
            seen.update(item.section)
            for tex in dict.fromkeys(formula for text in texts for formula in markup.formulas(text)):
                if message := _message(tex):
                    yield FORMULA.at(item.where, message)


def _message(tex: str) -> str:
    """What is wrong with a formula, where that is shown, and a remedy; empty for one that all outputs set."""
    words = " ".join(tex.split())
    shown = words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
    if reason := markup.refused(tex):
        remedy = _REMEDY.get(reason.partition(" ")[0], "Write it with the commands of amsmath.")
        return f"{shown}: {reason}; it is shown as code. {remedy}"
    reason = markup.fault(tex)
    return reason and f"{shown}: {reason}; print and preview show its source. Write it in simpler TeX."
