"""Answer keys, the grammar: which options of a multiple choice question a text names as right.

    key       = [intro] name {separator name} [outro] end      read from the first line of a text
    name      = ["option"] label [mark own-text] | own-text    labels may stand in emphasis, brackets or quotes
    separator = "," ";" "/" "&" "+" or "and" in many languages; nothing in `AC`, blanks in `A C`
    end       = end of line | punctuation | end of bold, of brackets, of an own text

`A and C`, `(b)`, `**B.** It is …`, `The correct answer is D`, `Robin`, `②`, or a list of such items. A label is what
the document calls an option; an own text is the whole text of an option. Letters are never looked for in running text:
`A day has …`, `not A`, `A or B`, `All but C` are no keys. A text that is none is a `Doubt`, which says why.

`words` has the words and signs, `names` what options are called, `line` the grammar of one line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from exporter.readers.answer_key.names import Doubt, Key, Names, Option

__all__ = ("Doubt", "Key", "Option", "named", "read")

_BULLET = re.compile(r"[-*+•]\s+")


def read(text: str, options: Sequence[Option]) -> Key | Doubt:
    """The key that a text begins with; the text is an answer without its label."""
    from exporter.readers.answer_key.line import of_line

    text = text.strip()
    names = Names(options)
    listed = _listed(text, names)
    if listed:
        return listed
    line, _, below = text.partition("\n")
    bare = line.rstrip(" \\")  # without a line break of Markdown
    found = of_line(bare, names)
    if isinstance(found, Doubt):
        return found
    if found.rest:
        return found._replace(rest=f"{found.rest}{line[len(bare) :]}\n{below}".rstrip())
    following = below.partition("\n")[0].strip()
    again = of_line(following, names) if following else None
    if isinstance(again, Key) and not again.rest and again.right != found.right:
        return Doubt("is followed by another key", names=True)
    return found._replace(rest=below.strip("\n"))


def named(options: Sequence[Option]) -> str:
    """What a key may name, for messages: `A–D`."""
    labels = sorted((option.label for option in options), key=str.casefold)
    labels = labels if all(labels) else [str(n) for n in range(1, len(options) + 1)]
    return f"{labels[0]}–{labels[-1]}"


def _listed(text: str, names: Names) -> Key | None:
    """A list at the beginning, each item of which is a key."""
    from exporter.readers.answer_key.line import of_line

    lines = text.split("\n")
    count = next((n for n, line in enumerate(lines) if not _BULLET.match(line)), len(lines))
    keys = [of_line(_BULLET.sub("", line, count=1).strip(), names) for line in lines[:count]]
    whole = [key for key in keys if isinstance(key, Key) and not key.rest]
    if not keys or len(whole) < len(keys):
        return None
    right = tuple(sorted({n for key in whole for n in key.right}))
    return Key(right, "\n".join(lines[count:]).strip("\n"))
