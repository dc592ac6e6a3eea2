"""Everything that stands in a document before any choice is made: blocks, marks, sections, folds, labels of answers."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

from exporter import lexicon
from exporter.readers.inferred import (
    boilerplate,
    language_versions,
    lexer,
    one_line_questions,
    prefixes,
    refrains,
    repeated_headings,
    title_cues,
)
from exporter.readers.inferred.bare_labels import completed
from exporter.readers.inferred.candidate import Candidate, Paragraph, Signature
from exporter.readers.inferred.contents_lists import without_contents
from exporter.readers.inferred.detectors import PARAGRAPHS, headings, html_definitions, inline, rows, summaries
from exporter.readers.inferred.options import answer_list
from exporter.readers.inferred.options.answer_list import Key, Mismatch
from exporter.readers.inferred.question_cues import LIKELY, asks
from exporter.readers.inferred.similarity import letters
from exporter.readers.inferred.structure import html_tables
from exporter.readers.inferred.structure.blocks import Block
from exporter.readers.inferred.structure.layout import Layout
from exporter.readers.source import Source

_LINK = re.compile(r"\W{0,4}(?:\[[^\n]{1,300}\]\([^()\s]{1,300}\)|<?https?://\S+)\W{0,4}$")
_SECOND = re.compile(r"[Bb][.:)]\s")
_LINKED = re.compile(r"[^\w\[]{0,6}\d{0,3}[^\w\[]{0,3}\[(?!!)")
_SPOILER = re.compile(r"\|\|(?:(?!\|\|).)+\|\|", re.DOTALL)
_DRILL = "drill"  # the tag of org-drill's cards
_WORDS = re.compile(r"\w|\S{2}")


class Features(Layout):
    """One document, looked over once."""

    def __init__(self, source: Source) -> None:
        super().__init__(source)
        self.candidates: list[Candidate] = []
        self.answers: list[int] = []  # lines that may label an answer
        self.label_words: dict[int, str] = {}  # the words by which they do; none where nothing else stands there
        self._letters: list[int] = []  # the line of the last `A: …`, which a `B: …` makes an option
        self._collect()
        labels = frozenset(self.answers)
        tagged = completed(self, self._tagged(self.candidates), labels)
        own = (one for one in tagged if "](" not in one.text or not boilerplate.reason(source.lines[one.first]))
        candidates = lexer.without_levels([lexer.lexed(candidate, source.lines) for candidate in own])
        divided = one_line_questions.divided(lexer.unsigned(candidates), self.blocks)
        whole = [candidate for candidate in divided if _WORDS.search(candidate.text)]
        whole = without_contents(refrains.without(whole, self, labels), source.lines, labels)
        self.candidates = repeated_headings.without(whole, self.headings, self.blocks)
        if not source.hint.question and (
            versions := language_versions.candidates(self) or language_versions.parted(self)
        ):
            self.candidates = versions
        self.apart = sorted(candidate.answer for candidate in self.candidates if candidate.answer)
        lists = answer_list.find(self, self.candidates, self.answers)
        self.keys = [key for key in lists if isinstance(key, Key)]
        self.shifted = [key for key in lists if isinstance(key, Mismatch)]
        self.keyed = {first for key in self.keys for first in key.candidates}
        self.leave_out([(key.first, key.end) for key in self.keys])

    def _tagged(self, candidates: list[Candidate]) -> list[Candidate]:
        """The marks with the tags of the heading that they are or stand under; org-drill's tag makes it a question."""
        if not self.source.tags:
            return candidates
        found = []
        for candidate in candidates:
            at = self.heading_before(candidate.first)
            tags = self.source.tags.get(self.headings[at].first, ()) if at >= 0 else ()
            is_card = candidate.level > 0 and _DRILL in tags
            own = candidate._replace(tags=(*candidate.tags, *tags), labelled=candidate.labelled or is_card)
            found.append(own)
        return found

    def leave_out(self, sections: Sequence[tuple[int, int]]) -> None:
        """Forgets the marks and the labels in these lines."""
        if sections:
            inside = bytearray(len(self.source.lines) + 1)
            for first, end in sections:
                inside[first:end] = b"\1" * (end - first)
            self.candidates = [candidate for candidate in self.candidates if not inside[candidate.first]]
            self.answers = [line for line in self.answers if not inside[line]]

    def _collect(self) -> None:
        """Asks every family about its blocks, and notes where answers are labelled."""
        said = self.summaries_of_answers
        for fold in self.folds:
            if fold.summary in said or not fold.summary:
                self.answers.append(fold.first)
            else:
                self.candidates += summaries.candidates(fold)
        table: list[Block] = []
        head: Block | None = None
        for block in self.blocks:
            if head is not None and block.kind != "row":
                self.candidates += rows.candidates(head, table)
                head, table = None, []
            if block.kind == "head":
                head = block
            elif block.kind == "row":
                table.append(block)
            else:
                self._block(block)
        if head is not None:
            self.candidates += rows.candidates(head, table)
        self._leave_out_of_summaries()
        self._pair_sides()
        self.candidates.sort(key=lambda candidate: candidate.first)
        self.answers.sort()

    def _leave_out_of_summaries(self) -> None:
        """Forgets the marks of other families within summaries of several lines."""
        inside = {line for fold in self.folds for line in range(fold.said, fold.below + 1)}
        self.candidates = [one for one in self.candidates if one.sign.family == "summary" or one.first not in inside]

    def _pair_sides(self) -> None:
        """Takes headings `Back` for labels of answers where others say `Front`, as anki-editor's cards do."""
        sides = {heading.first: lexicon.folded(heading.text.strip(" *_:")) for heading in self.headings}
        if not lexicon.names("front").isdisjoint(sides.values()):
            backs = {line for line, word in sides.items() if word in lexicon.names("back")}
            self.candidates = [one for one in self.candidates if one.first not in backs]
            self.answers += backs

    def _block(self, block: Block) -> None:
        if block.kind == "paragraph":
            self._paragraph(block)
        elif block.kind == "heading":
            self._heading(block)
        elif block.kind == "html" and (cells := list(html_tables.rows(block))):
            self.candidates += rows.candidates(cells[0], cells[1:])
        elif block.kind == "html":
            self.candidates += html_definitions.candidates(block)

    def _paragraph(self, block: Block) -> None:
        paragraph = Paragraph(block)
        for n, line in enumerate(paragraph.lines):
            if self._letters and _SECOND.match(line):
                if self.answers[-1:] == self._letters:
                    self.answers.pop()
                self._letters = []
            elif not n and _SPOILER.fullmatch(paragraph.block.text):
                self.answers.append(block.first)
            elif label := prefixes.label(line.strip()):
                self._labelled(block.first + n, label)
                self._letters = [block.first + n] if line[:1] in "Aa" and line[1:2] in ":." else []
        for family in PARAGRAPHS:
            found = family(paragraph)
            self.candidates += found
            if not all(inline.is_tight(candidate.sign) for candidate in found):  # true of none as well
                return

    def _heading(self, block: Block) -> None:
        found = headings.candidates(block)
        self.candidates += found
        if not found and (label := prefixes.label(boilerplate.unanchored(block.text))):
            self._labelled(block.first, label)

    def _labelled(self, line: int, label: prefixes.Label) -> None:
        self.answers.append(line)
        if label.rest or len(label.word) < 2:
            self.label_words[line] = label.word

    @cached_property
    def firm_answers(self) -> list[int]:
        """The lines of answers that a word for answers labels; a summary "more" is none."""
        vague = {fold.first for fold in self.folds if not summaries.says_answer(fold.summary, firmly=True)}
        return [line for line in self.answers if line not in vague]

    @cached_property
    def summaries_of_answers(self) -> set[str]:
        """Summaries that only say "answer": by their words, or because they say the same again and again."""
        counts = Counter(fold.summary for fold in self.folds)
        return {
            text
            for text, count in counts.items()
            if summaries.says_answer(text) or (count > 2 and count * 3 > len(self.folds) and asks(text) < LIKELY)
        }

    @cached_property
    def prior(self) -> float:
        """1 where title or opening promise questions, else 0."""
        return float(title_cues.whole(self.source, self.headings, self.blocks))

    @cached_property
    def records(self) -> bool:
        """Whether the document keeps records of work."""
        return title_cues.records(self.source, self.headings)

    @cached_property
    def flash(self) -> bool:
        """Whether the document says that it holds flashcards."""
        return title_cues.flashcards(self.source.text)

    def section(self, candidate: Candidate) -> int:
        """The index of the heading that the mark stands under, -1 at the top."""
        at = self.heading_before(candidate.first)
        return self.parents[at] if candidate.level and at >= 0 else at

    def barren(self, section: int, line: int) -> bool:
        """Whether the heading above a line says that something else follows; a rule below it ends that."""
        return section >= 0 and line < self._barren_ends.get(section, -1)

    def is_title(self, section: int) -> bool:
        """Whether a heading is that of the whole document: `Rules` above all questions is what they are about."""
        return section == 0 and all(heading.level > self.headings[0].level for heading in self.headings[1:])

    def advises(self, section: int) -> bool:
        """Whether the heading above says that advice follows."""
        return section >= 0 and title_cues.advice(self.headings[section].text)

    def of_product(self, section: int) -> bool:
        """Whether the heading above is one that READMEs of programs have."""
        return section >= 0 and title_cues.of_product(self.headings[section].text)

    @cached_property
    def headings_below_all(self) -> frozenset[int]:
        """The lines of headings that stand in the document several times."""
        texts = [letters(heading.text) for heading in self.headings]
        counts = Counter(texts)
        return frozenset(heading.first for heading, text in zip(self.headings, texts, strict=True) if counts[text] > 1)

    @cached_property
    def _barren_ends(self) -> dict[int, int]:
        """For each such heading the line where what it announces ends; one above every answer, or in it, is none."""
        rules = [block.first for block in self.blocks if block.kind == "rule"]
        found = {}
        of_answers = self._labels.intersection(heading.first for heading in self.headings)
        own = (of_answers if len(of_answers) > 1 else set()) | self.headings_below_all
        for n, heading in enumerate(self.headings):
            if title_cues.something_else(heading.text) and heading.first not in own:
                at = bisect_left(rules, heading.first)
                end = rules[at] if at < len(rules) else len(self.source.lines)
                found[n] = min(end, self._end_of_list(heading)) if title_cues.contents(heading.text) else end
        return found

    def _end_of_list(self, heading: Block) -> int:
        """Where the list, or table, or links below a heading end; where entries are links, items without are none."""
        root, linked = None, False
        for block, after in pairwise([*self.blocks_between(heading.end, len(self.source.lines)), None]):
            assert block
            is_linked = bool(_LINKED.match(block.text))
            root = block.item.root if root is None and block.item else root
            is_table = block.kind in ("row", "head") or (block.kind == "html" and "<t" in block.text)
            is_part = is_table or (block.item and block.item.root == root)
            links = "](" in block.text if is_table else after is not None and bool(_LINKED.match(after.text))
            is_html = block.kind == "html" and not is_table and "<details" not in block.text
            if not (is_linked or (is_part and (not linked or links)) or is_html):
                return block.first
            linked = linked or is_linked
        return len(self.source.lines)

    def promises(self, section: int) -> bool:
        """Whether the headings above say that questions follow."""
        while section >= 0:
            if title_cues.questions(self.headings[section].text):
                return True
            section = self.parents[section]
        return False

    def lists_links(self, candidate: Candidate) -> bool:
        """Whether nothing but links stands below a heading, up to the next one."""
        at = bisect_right(self._starts, candidate.first)
        end = self._starts[at] if at < len(self._starts) else len(self.source.lines)
        below = [block for block in self.blocks_between(candidate.end, end) if block.kind not in ("html", "rule")]
        return bool(below) and all(block.kind == "paragraph" and _LINK.match(block.text) for block in below)

    def next_answer(self, first: int, end: int) -> int | None:
        """The first line among these that labels an answer."""
        at = bisect_left(self.answers, first)
        return self.answers[at] if at < len(self.answers) and self.answers[at] < end else None

    def is_inner(self, heading: Block, since: int) -> bool:
        """Whether a heading labels an answer, or stands in details that began after the line `since`."""
        return heading.first in self._labels or self._folded.get(heading.first, -1) > since

    @cached_property
    def _labels(self) -> set[int]:
        return set(self.answers)

    @cached_property
    def groups(self) -> dict[Signature, list[Candidate]]:
        """The marks by their sign."""
        found: dict[Signature, list[Candidate]] = defaultdict(list)
        for candidate in self.candidates:
            found[candidate.sign].append(candidate)
        return dict(found)

    def key_after(self, line: int) -> Key | None:
        """The key of answers below a line that holds the answer of the mark there, else the first one."""
        at = bisect_right(self.breaks, line)
        below = (self.keys[n] for n in range(at, len(self.keys))) if line in self.keyed else ()
        return next((key for key in below if line in key.candidates), self.keys[at] if at < len(self.keys) else None)

    def is_apart(self, line: int) -> bool:
        """Whether a line stands in an answer that its question does not stand above."""
        at = bisect_right(self.apart, (line, len(self.source.lines))) - 1
        return at >= 0 and line < self.apart[at][1]

    def in_key(self, line: int) -> bool:
        """Whether a line stands in a key of answers."""
        at = bisect_right(self.breaks, line) - 1
        return at >= 0 and line < self.keys[at].end

    @cached_property
    def breaks(self) -> list[int]:
        """Lines that no card goes beyond: where keys of answers begin."""
        return [key.first for key in self.keys]
