"""Lines that begin with a number and are no list items: `**2)** All …`, `1.1 What is …`, `**3. What is …?**`, `4️⃣ …`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from exporter.readers.inferred import prefixes
from exporter.readers.inferred.candidate import Candidate, Paragraph, Signature
from exporter.readers.inferred.splitting import divide, split_line


def candidates(paragraph: Paragraph) -> Sequence[Candidate]:
    """Every numbered line of a paragraph, if its first one is numbered, or its second below a title."""
    heads = [(n, head) for n, line in enumerate(paragraph.lines) if (head := prefixes.read(line)).number is not None]
    if not heads or heads[0][0] > 1:
        return ()
    return list(_marks(paragraph, heads, "late" if heads[0][0] else "number"))


def _marks(paragraph: Paragraph, heads: Sequence[tuple[int, prefixes.Prefix]], name: str) -> Iterator[Candidate]:
    edges = [*(n for n, _ in heads[1:]), len(paragraph.lines)]
    for (start, head), end in zip(heads, edges, strict=True):
        count, text, rest = divide(paragraph.lines[start:end])
        question = prefixes.read(text).text
        if not rest:
            question, rest = split_line(question)
        sign = Signature(name, wrap="bold" if head.wrap else "")
        yield paragraph.candidate(sign, start, start + count, question, number=head.number, rest=rest)
