"""Math to SVG, for outputs without MathJax: by ziamath, which has its own font and needs neither TeX nor a network.

A formula that it cannot typeset is reported with a reason: ziamath would print an unknown command as its name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from exporter.markup.highlighting import escape
from exporter.markup.tex_check import refused

_EM = 24.0  # ziamath's font size: one em of the text around
_IGNORED = re.compile(r"\\(?:nonumber|notag|label\{[^{}]*\})(?![A-Za-z])")
_WORDS = re.compile(r"(\\(?:text(?:bf|it|rm|sf|tt)?|mbox))\{((?:[^{}\\]|\\[^{}])*)\}")
_DOLLAR = re.compile(r"(?<!\\)\$")  # begins and ends a formula in words
_ENVIRONMENT = re.compile(r"\\begin\{([^{}]*)\}")
_ENVIRONMENTS = re.compile(
    r"(?:align|gather|equation)\*?|aligned|gathered|alignat|array|cases|split|(?:small|[bBpvV])?matrix"
)
_COLOR = re.compile(r'(fill|stroke)="([^"]*)"')
_HARMLESS_COLOR = re.compile(r"none|#[0-9a-fA-F]{3,8}|[a-zA-Z]+")
_FOREIGN = re.compile(r"[^\x00-\u052f\u1d00-\u2bff\u3000\U0001d400-\U0001d7ff]")  # letters that the font has not
_SIGN = re.compile(r"\\[A-Za-z]+|\\.|[^\s]", re.DOTALL)
_STEPS = {"{": 1, "}": -1, r"\left": 1, r"\right": -1, r"\begin": 1, r"\end": -1}
_MOST_EFFORT = 3_000  # about a second


@dataclass(frozen=True, slots=True)
class Set:
    """A formula that was set, or the reason why it could not be."""

    svg: str = ""  # an <svg> element in em, in the color of its surroundings
    drop: str = ""  # how far it reaches below the base line, as CSS: `-0.21em`
    fault: str = ""


@lru_cache(maxsize=4_000)
def typeset(tex: str, display: bool) -> Set:
    """Sets a formula; it never raises."""
    reason = fault(tex)
    if reason:
        return Set(fault=reason)
    from ziamath.config import config
    from ziamath.zmath import Latex

    config.svg2 = False  # paths in place: symbols would need ids that are unique on a page
    try:
        made = Latex(_prepared(tex), inline=not display)
        svg, low = made.svg(), made.getyofst()
    except Exception as error:  # a beta library on text of strangers raises anything
        return Set(fault=_reason(error))
    return Set(_dressed(svg, tex), f"{low / _EM:.3f}em")


@lru_cache(maxsize=4_000)
def fault(tex: str) -> str:
    """Why a formula cannot be set, or nothing; far quicker than setting it."""
    return refused(tex) or _beyond(tex) or _unset(tex)


def _beyond(tex: str) -> str:
    """Why a formula is beyond what is set: an environment, its size, a character."""
    unknown = next((name for name in _ENVIRONMENT.findall(tex) if not _ENVIRONMENTS.fullmatch(name)), None)
    if unknown is not None:
        return f"the environment {unknown} is not known"
    effort = _effort(tex)
    if not 0 <= effort <= _MOST_EFFORT:
        return "its braces do not match" if effort < 0 else "it is too long or nested too deeply"
    if sign := _FOREIGN.search(tex):
        return f"the font for formulas has no {sign[0]}"
    return ""


def _unset(tex: str) -> str:
    """What the library that sets formulas does not know in one."""
    from latex2mathml.converter import convert_to_element

    try:
        made = convert_to_element(_prepared(tex))
    except Exception as error:  # see above
        return _reason(error)
    strange = next((e.text for e in made.iter() if e.tag != "mtext" and (e.text or "").strip()[:1] in ("\\", "&")), "")
    strange = "" if strange and strange.startswith("&#") else strange
    return f"{strange.strip()[:30]} is not known" if strange else ""


def _reason(error: Exception) -> str:
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", type(error).__name__.removesuffix("Error"))
    return f"the TeX is not complete ({words.lower()})"


def _effort(tex: str) -> int:
    """How much there is to set, in signs: ziamath sets what is nested twice for every level; -1 if unbalanced."""
    depth = effort = 0
    for found in _SIGN.finditer(tex):
        depth += _STEPS.get(found[0], 0)
        effort += 1 << max(0, depth)
        if depth < 0 or effort > _MOST_EFFORT:
            return -1 if depth < 0 else effort
    return effort if depth == 0 else -1


def _prepared(tex: str) -> str:
    """TeX without what says nothing in a picture, and with words as the library takes them."""
    tex = re.sub(r"\\arg(?![A-Za-z])", r"\\operatorname{arg}", _IGNORED.sub("", tex))
    tex = re.sub(r"\\(begin|end)\{(?:aligned|split|gathered)\}", r"\\\1{align*}", tex)
    return _WORDS.sub(_words, tex)


def _words(found: re.Match[str]) -> str:
    """Words in TeX: the library puts them into XML as they are, and takes a formula in them for words."""
    parts = _DOLLAR.split(found[2])
    if not found[2]:
        return "{}"
    if len(parts) % 2 == 0 or len(parts) == 1:
        return f"{found[1]}{{{_escaped(found[2])}}}"
    set_ = (part if n % 2 else f"{found[1]}{{{_escaped(part)}}}" for n, part in enumerate(parts) if part)
    return f"{{{''.join(set_)}}}"


def _escaped(words: str) -> str:
    return re.sub(r"\\([&$%#_])", r"\1", words).replace("&", "&amp;").replace("<", "&lt;")


def _dressed(svg: str, tex: str) -> str:
    """The picture sized in em, colored like the text, and with the formula as its words for who cannot see it."""
    head, body = svg[: svg.index(">")], svg[svg.index(">") :]
    head = re.sub(r'(width|height)="([\d.]+)"', lambda found: f'{found[1]}="{float(found[2]) / _EM:.3f}em"', head)
    head = re.sub(r' xmlns:xlink="[^"]*"', "", head)
    return f'{head} role="img" aria-label="{escape(tex)}"{_COLOR.sub(_color, body)}'


def _color(found: re.Match[str]) -> str:
    known = _HARMLESS_COLOR.fullmatch(found[2]) and found[2] != "black"
    return f'{found[1]}="{found[2] if known else "currentColor"}"'
