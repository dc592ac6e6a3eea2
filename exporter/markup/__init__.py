"""Markdown renderer: to HTML, highlighted and sanitized, and to plain text.

Our Markdown is CommonMark with GFM tables, strikethrough, alerts (`> [!TIP]`) and math. Fences named `text` that hold
box drawing are diagrams. markdown-it-py and Pygments are imported on first use: they cost a tenth of a second.
"""

from exporter.markup.cache import CACHE, KINDS, Made
from exporter.markup.cloze_syntax import Gap, replace_hidden, replace_hidden_in_tex, simplified
from exporter.markup.footnotes import Footnote, marks, without_marks
from exporter.markup.highlighting import BOXES, escape, highlight
from exporter.markup.math_svg import Set, fault, typeset
from exporter.markup.parsing import block_tokens, footnotes_of, is_plain_line, parser, tokens
from exporter.markup.placeholders import IMAGE, Slot, emptied, fill, is_remote, is_sound, resolved, shown
from exporter.markup.rendering import CALLOUTS, html, html_and_plain, inline_html, plain
from exporter.markup.sentences import first_sentence, says_little
from exporter.markup.tex_check import refused
from exporter.markup.texts import fence, formulas, hides, images, tidy, unclosed, writable
from exporter.markup.toplevel import skeleton

__all__ = (
    "BOXES",
    "CACHE",
    "CALLOUTS",
    "IMAGE",
    "KINDS",
    "Footnote",
    "Gap",
    "Made",
    "Set",
    "Slot",
    "block_tokens",
    "emptied",
    "escape",
    "fault",
    "fence",
    "fill",
    "first_sentence",
    "footnotes_of",
    "formulas",
    "hides",
    "highlight",
    "html",
    "html_and_plain",
    "images",
    "inline_html",
    "is_plain_line",
    "is_remote",
    "is_sound",
    "marks",
    "parser",
    "plain",
    "refused",
    "replace_hidden",
    "replace_hidden_in_tex",
    "resolved",
    "says_little",
    "shown",
    "simplified",
    "skeleton",
    "tidy",
    "tokens",
    "typeset",
    "unclosed",
    "without_marks",
    "writable",
)
