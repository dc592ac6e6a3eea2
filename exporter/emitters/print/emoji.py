"""Emoji, which are drawn higher than letters: smaller, so that they do not crowd the lines above and below."""

from __future__ import annotations

import re

_BASE = (  # what is drawn in color by itself
    "[\u231a\u231b\u23e9-\u23ec\u23f0\u23f3\u25fd\u25fe\u2614\u2615\u2648-\u2653\u267f\u2693\u26a1\u26aa\u26ab\u26bd"
    "\u26be\u26c4\u26c5\u26ce\u26d4\u26ea\u26f2\u26f3\u26f5\u26fa\u26fd\u2705\u270a\u270b\u2728\u274c\u274e\u2753-"
    "\u2755\u2757\u2795-\u2797\u27b0\u27bf\u2b1b\u2b1c\u2b50\u2b55\U0001f000-\U0001f7ff\U0001f900-\U0001faff]"
)
_ANY = re.compile("[\u203c-\u3299\ufe0f\u20e3\U0001f000-\U0001faff]")  # found fast, and seldom
_ONE = (  # two letters of a flag, a sign, a key; then what changes it, and what is joined with it
    rf"(?:[\U0001f1e6-\U0001f1ff]{{2}}|{_BASE}|[\xa9\xae\u203c-\u3299]\ufe0f|[0-9#*]\ufe0f?\u20e3)"
    r"(?:[\U0001f3fb-\U0001f3ff\ufe0f\u20e3\U000e0020-\U000e007f]|\u200d.)*"
)
_EMOJI = re.compile(rf"<(?:(pre|svg)\b.*?</\1>|[^<>]*>)|(?P<emoji>(?:{_ONE})+)", re.DOTALL)
_IN_CODE = re.compile(_ONE)


def lowered(html: str) -> str:
    """HTML whose emoji stand in spans of a class for them; code is left to `columns`."""
    if not _ANY.search(html):
        return html
    return _EMOJI.sub(
        lambda found: f'<span class="emoji">{found["emoji"]}</span>' if found["emoji"] else found[0], html
    )


def columns(body: str) -> str:
    """Code whose emoji are two columns wide, as they count."""
    return _IN_CODE.sub(lambda found: f'<i class="wide">{found[0]}</i>', body) if _ANY.search(body) else body
