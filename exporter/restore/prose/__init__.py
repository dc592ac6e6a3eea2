"""Prose as Markdown that renders as exactly that text, with names of code as inline code.

`markdown` takes one paragraph, list item, heading or cell; `items` takes the items of one list together, because only
the whole list tells whether "Docker Image — a template" starts with a term. Neither may be applied to its own output.
"""

from exporter.restore.prose.code_names import NO_NAMES, CodeNames
from exporter.restore.prose.escaping import markdown
from exporter.restore.prose.inline_code import code_spans
from exporter.restore.prose.terms import items, term

__all__ = ("NO_NAMES", "CodeNames", "code_spans", "items", "markdown", "term")
