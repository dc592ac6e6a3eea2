"""Font families: those of the settings before those of the style sheet, and those of Chinese, Japanese and Korean.

These languages draw the same letter in different ways. Fontconfig finds the font of the right one for a letter, but not
for a comma that stands behind a Latin word: so the families are named.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from exporter.settings import PrintSettings

_NAMES = {  # what families are called that have the letters of a language, in Noto; a later row is more precise
    "zh": "SC",
    "zh-TW": "TC",
    "zh-Hant": "TC",
    "zh-HK": "HK",
    "zh-Hant-HK": "HK",
    "ja": "JP",
    "ko": "KR",
}
_LETTERS = re.compile("[\u3000-\u30ff\u3400-\u9fff\uac00-\ud7af\uff01-\uff60]")


def variables(sheet: str, settings: PrintSettings) -> dict[str, str]:
    """The variables of a style sheet that list families, where settings name some."""
    chosen = {"text": settings.fonts, "mono": settings.code_fonts}
    return {name: ", ".join([*_quoted(names), *_own(sheet, name)]) for name, names in chosen.items() if names}


def rules(sheet: str, settings: PrintSettings, texts: Sequence[str]) -> str:
    """Rules of a style sheet for documents and cards in languages of East Asia; "" where no text is in one."""
    if not any(_LETTERS.search(text) for text in texts if not text.isascii()):
        return ""
    return "".join(
        f"html:lang({tag}), section:lang({tag}) {{ "
        f"--text: {_among(sheet, 'text', settings.fonts, f'Noto Sans CJK {name}', f'Noto Sans {name}')}; "
        f"--mono: {_among(sheet, 'mono', settings.code_fonts, f'Noto Sans Mono CJK {name}', f'Noto Sans CJK {name}')}; "
        "font-family: var(--text) }\n"
        for tag, name in _NAMES.items()
    )


def _among(sheet: str, variable: str, chosen: Sequence[str], *names: str) -> str:
    """Families with some before the last one, which stands for all that there are."""
    *own, last = [*_quoted(chosen), *_own(sheet, variable)] or ["sans-serif"]
    return ", ".join([*own, *_quoted(names), last])


def _quoted(names: Sequence[str]) -> list[str]:
    return [f'"{name}"' for name in names]


def _own(sheet: str, variable: str) -> list[str]:
    """The families that a style sheet lists itself."""
    found = re.search(rf"--{variable}:([^;}}]+)", sheet)
    return [name.strip() for name in found[1].split(",")] if found else []
