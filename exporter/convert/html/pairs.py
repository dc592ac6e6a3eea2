"""Questions and their answers by the structure of a page: microdata, accordions, classes that say so.

What opens an answer is known by what it controls (`aria-controls`, `data-bs-target`, `for` of a checkbox) or, with what
follows it, by names: `faq-question` and `faq-answer`, `accordion-header` and `accordion-body`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise, zip_longest
from typing import NamedTuple

from exporter.convert.html.chrome import words, words_of
from exporter.convert.html.tree import Element, Extent, extents, names
from exporter.lexicon import wording

_LAST = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_FAMILY = names(
    "faq faqs acc accordion accordions toggle collapse collapsible collapsable expand expander expandable qa"
)
_HEADS = names("header heading head title button btn trigger control toggle summary label name")
_BODIES = names("content body panel text collapse details detail pane inner description region")
_ASKS = names("question q ques")
_ANSWERS = names("answer ans a response solution")
_CARDS = names("flashcard flashcards flip card term vocab vocabulary word")
_FRONTS, _BACKS = names("front term word"), names("back definition meaning translation")
_SURELY = names("faq faqs flashcard flashcards term vocab vocabulary")
_TITLES = names("label title heading header button btn toggle")  # of an answer
_WIDE = names(
    "questions items list container wrapper group section count number num no index idx meta tag tags badge icon"
    " chevron arrow form options option score"
)
_BLOCKS = names("div section p article dd ul ol")
_TARGETS = ("aria-controls", "data-bs-target", "data-target", "href")
_COLLAPSES = ("data-toggle", "data-bs-toggle")
_OPENS = re.compile(r"\s*(?:this\.)?\w*(?:toggle|expand|accordion|faq|answer)", re.IGNORECASE)
_NO_LINE = names("ul ol dl pre table input textarea select form blockquote iframe details")  # what no question is
_MENUS = names("dropdown menu nav navbar tab modal offcanvas")
_QUESTION = re.compile(r"[?？؟]\W*$")
_HEADING = re.compile("h[1-6]")
_LONGEST = 400  # letters of a question
_DIGITS = re.compile(r"\W{0,3}(?:Q\W?)?\d{1,3}\W{0,3}")
_NUMBER = 5  # letters of a number
_GAP = 40  # letters between a question and its answer, such as a level
_FEWEST = 2  # questions of a group that nothing but names makes one


class Pair(NamedTuple):
    """A question of a page with the elements that hold its answers."""

    head: Element  # what the question stands in
    answers: tuple[Element, ...]
    body: Element | None = None  # what is said below the question's title
    rest: tuple[Element, ...] = ()  # more parts of the only answer
    text: Element | None = None  # what of the head is the question, without its number and badges
    badges: tuple[Element, ...] = ()  # its number before it, its level behind it


@dataclass
class Page:
    """The elements of a page in order, with where they stand."""

    root: Element

    @cached_property
    def elements(self) -> list[Element]:
        return [*self.root.elements()]

    @cached_property
    def by_id(self) -> Mapping[str, Element]:
        return {each.attributes["id"]: each for each in reversed(self.elements) if each.attributes.get("id")}

    @cached_property
    def parents(self) -> Mapping[int, Element]:
        return {
            id(child): parent
            for parent in (self.root, *self.elements)
            for child in parent.children
            if isinstance(child, Element)
        }

    @cached_property
    def following(self) -> Mapping[int, Element]:
        """The sibling that follows each element."""
        return {
            id(one): other
            for parent in (self.root, *self.elements)
            for one, other in pairwise(each for each in parent.children if isinstance(each, Element))
        }

    @cached_property
    def extents(self) -> Mapping[int, Extent]:
        return extents(self.root)

    @cached_property
    def lists(self) -> list[int]:
        """Where what is no text of one line begins."""
        return [self.extent(each).start for each in self.elements if each.tag in _NO_LINE and each.text().strip()]

    @cached_property
    def ordered(self) -> list[Element]:
        """The elements by their places, outer ones first."""
        return sorted(self.elements, key=lambda each: (self.extent(each).start, -self.extent(each).end))

    @cached_property
    def starts(self) -> list[int]:
        return [self.extent(each).start for each in self.ordered]

    def extent(self, element: Element) -> Extent:
        return self.extents[id(element)]


def found(root: Element) -> dict[int, Pair]:
    """The pairs of a page by the id of the element at which they are written."""
    page = Page(root)
    stated = dict(_stated(page))
    if stated:
        return stated
    pairs = _apart(page, [*_controlled(page), *_checked(page), *_named(page)])
    judged = [pair._replace(text=_text(pair.head)) for pair in _judged(page, pairs)] if pairs else []
    own = {id(each) for pair in judged for each in (pair.head, *pair.answers, *pair.rest)}
    return {id(pair.head): pair._replace(badges=_badges(page, pair, own)) for pair in judged}


# ── microdata and RDFa ───────────────────────────────────────────────────────────────────────────────────────────────


def _stated(page: Page) -> Iterator[tuple[int, Pair]]:
    """Pairs that microdata or RDFa name, the accepted answer first."""
    for element in page.elements:
        if _type(element) == "question" and (pair := _of_type(element)):
            yield id(element), pair


def _type(element: Element) -> str:
    given = element.attributes.get("itemtype") or element.attributes.get("typeof") or ""
    return re.split(r"[/:#\s]", given.strip())[-1].lower() if given else ""


def _property(element: Element) -> str:
    said = element.attributes.get("itemprop") or element.attributes.get("property") or ""
    return " ".join(name.rpartition(":")[2] for name in said.split())


def _of_type(question: Element) -> Pair | None:
    parts = [*_parts(question)]
    answers = [each for each in parts if "Answer" in _property(each) or _type(each) == "answer"]
    answers.sort(key=lambda each: "acceptedAnswer" not in _property(each))
    said = tuple(_first(_parts(each), "text") or each for each in answers)
    name, body = _first((each for each in parts if each.text().strip()), "name"), _first(parts, "text")
    head = name or body
    return Pair(head, said, body if name is not None else None) if head is not None and said else None


def _first(parts: Iterable[Element], name: str) -> Element | None:
    """The first of some elements that gives this property."""
    return next((each for each in parts if name in _property(each).split()), None)


def _parts(item: Element) -> Iterator[Element]:
    """The elements in an item that say something of it, not those in items of their own."""
    waiting: list[Element | str] = [*reversed(item.children)]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Element):
            if _property(node):
                yield node
            if not _type(node):
                waiting += reversed(node.children)


# ── what opens an answer ─────────────────────────────────────────────────────────────────────────────────────────────


def _controlled(page: Page) -> Iterator[Pair]:
    """What names the element that it opens."""
    opened: list[tuple[Element, Element]] = []
    for element in page.elements:
        target = _target(page, element)
        if target is not None and target is not element:
            opened.append((element, target))
    often = Counter(id(target) for _, target in opened)
    for element, target in opened:
        if often[id(target)] == 1 or "aria-expanded" in element.attributes:
            yield Pair(element, (target,))


def _target(page: Page, element: Element) -> Element | None:
    given = element.attributes
    if not given:
        return None
    if not _folds(element) or "aria-haspopup" in given or words_of(element) & _MENUS:
        return None
    addresses = (given.get(name, "").removeprefix("#") for name in _TARGETS)
    found = next((page.by_id[address] for address in addresses if address in page.by_id), None)
    return found or _below(page, _lifted(page, element))


def _folds(element: Element) -> bool:
    """Whether an element says that it opens something."""
    given = element.attributes
    if "aria-expanded" in given or any(given.get(name) == "collapse" for name in _COLLAPSES):
        return True
    if element.tag == "button" and words_of(element) & _FAMILY:
        return True
    return bool(_OPENS.match(given.get("onclick", "")))


def _checked(page: Page) -> Iterator[Pair]:
    """Labels of boxes that, checked, show what follows them."""
    kinds = {
        each.attributes.get("id", ""): each.attributes.get("type", "").lower()
        for each in page.elements
        if each.tag == "input"
    }
    labels = [each for each in page.elements if each.tag == "label"]
    boxed = [each for each in labels if kinds.get(each.attributes.get("for", "")) in ("checkbox", "radio")]
    pairs = [Pair(label, (block,)) for label in boxed if (block := _below(page, label)) and not _is_form(block)]
    return iter(pairs if len(pairs) == len(boxed) else ())


def _is_form(element: Element) -> bool:
    return any(each.tag in ("input", "label") for each in element.elements())


def _below(page: Page, head: Element) -> Element | None:
    """The block that follows an element."""
    found = page.following.get(id(head))
    return found if found is not None and found.tag in _BLOCKS else None


def _named(page: Page) -> Iterator[Pair]:
    """What the names of classes call question and answer, or head and body of what folds."""
    kinds = [(each, kind) for each in page.elements if (kind := _kind(each.attributes.get("class", "")))]
    if not any(kind == "body" for _, kind in kinds):
        return
    groups = _joined(page, _innermost(page, kinds))
    pairs = [Pair(head, (answers[0],), rest=tuple(answers[1:])) for head, *answers in groups if answers]
    offering = sum(map(_offers, pairs))
    if len(pairs) >= _FEWEST and len(pairs) * 2 > len(groups) and offering * 2 < len(pairs):
        yield from pairs


def _offers(pair: Pair) -> bool:
    """Whether a question seems to have several answers to choose from."""
    inner = [
        each for each in pair.answers[0].elements() if words_of(each) & _ANSWERS or each.tag in ("input", "select")
    ]
    return bool(pair.rest) or len(inner) > 1


def _innermost(page: Page, kinds: list[tuple[Element, str]]) -> Iterator[tuple[Element, str]]:
    """These elements without those that hold a whole pair, and heads that hold a body."""
    above_bodies = _above(page, (each for each, kind in kinds if kind == "body"))
    above_heads = _above(page, (each for each, kind in kinds if kind == "head"))
    for each, kind in kinds:
        if id(each) not in above_bodies or (kind == "body" and id(each) not in above_heads):
            yield each, kind


def _above(page: Page, elements: Iterable[Element]) -> set[int]:
    """The ids of what holds one of these elements."""
    found: set[int] = set()
    for each in elements:
        outer = page.parents.get(id(each))
        while outer is not None and id(outer) not in found:
            found.add(id(outer))
            outer = page.parents.get(id(outer))
    return found


def _joined(page: Page, kinds: Iterable[tuple[Element, str]]) -> list[list[Element]]:
    """Each head with the bodies behind it."""
    groups: list[list[Element]] = []
    for element, kind in kinds:
        last = groups[-1][-1] if groups else None
        if last is not None and _holds(page, last, element):
            continue
        if kind == "head":
            groups.append([element])
        elif last is not None and _is_near(page, last, element):
            groups[-1].append(element)
    return groups


def _is_near(page: Page, head: Element, body: Element) -> bool:
    """Whether there is at most a badge between two elements, and no options of a question."""
    between = Extent(page.extent(head).end - 1, page.extent(body).start)
    return between.end - between.start <= _GAP + 1 and not _spans(between, page.lists)


def _spans(extent: Extent, starts: Sequence[int]) -> bool:
    """Whether one of these places, in their order, lies within."""
    at = bisect_right(starts, extent.start)
    return at < len(starts) and starts[at] < extent.end


@lru_cache(maxsize=4096)
def _kind(classes: str) -> str:
    """What classes call an element: "head", "body" or ""."""
    return next(filter(None, map(_kind_of_name, classes.split())), "")


def _kind_of_name(name: str) -> str:
    said = words(name)
    if not said or _is_beside(said, _LAST.findall(name)[-1].lower()):
        return ""
    if said & _ANSWERS or (said & _FAMILY and said & _BODIES):
        return "body"
    if said & _ASKS or (said & _FAMILY and said & _HEADS):
        return "head"
    return _side_of_card(said) if said & _CARDS else ""


def _is_beside(said: frozenset[str], last: str) -> bool:
    """Whether a name is that of a box around a question, of its number, or of what announces an answer."""
    return last in _WIDE or bool(said & _ANSWERS and last in _TITLES)


def _side_of_card(said: frozenset[str]) -> str:
    return "body" if said & _BACKS else "head" if said & _FRONTS else ""


# ── which of them are questions ──────────────────────────────────────────────────────────────────────────────────────


def _holds(page: Page, outer: Element, inner: Element) -> bool:
    """Whether an element's text lies in that of another."""
    one, other = page.extent(outer), page.extent(inner)
    return one.start <= other.start and other.end <= one.end and one.end > other.start


def _apart(page: Page, pairs: Iterable[Pair]) -> list[Pair]:
    """Pairs whose question is one line directly above its answer, the first of those that share something."""
    taken: set[int] = set()
    kept: list[Pair] = []
    for pair in pairs:
        start = page.extent(pair.head).start
        if start not in taken and _is_pair(page, pair):
            taken.add(start)
            kept.append(pair._replace(head=_lifted(page, pair.head)))
    kept.sort(key=lambda pair: page.extent(pair.head))
    return [pair for pair, after in zip_longest(kept, kept[1:]) if not _is_group(page, pair, after)]


def _lifted(page: Page, head: Element) -> Element:
    """The outermost element that holds only this question: the heading of a button."""
    while above := page.parents.get(id(head)):
        is_heading = re.fullmatch("h[1-6]|summary", above.tag) is not None
        if above is page.root or not (is_heading or page.extent(above) == page.extent(head)):
            break
        head = above
    return head


def _is_pair(page: Page, pair: Pair) -> bool:
    head, body = page.extent(pair.head), page.extent(pair.answers[0])
    if not 1 < head.end - head.start <= _LONGEST or body.start < head.end or body.end == body.start:
        return False
    return not any(each.tag in _NO_LINE for each in pair.head.elements())


def _text(head: Element) -> Element:
    """The one element in a head that is named as the question, else all of it."""
    named = [
        each
        for each in head.elements()
        if words_of(each) & _ASKS and _kind(each.attributes.get("class", "")) == "head" and each.text().strip()
    ]
    return named[0] if len(named) == 1 else head


def _badges(page: Page, pair: Pair, own: set[int]) -> tuple[Element, ...]:
    """What stands in boxes of their own around a question: its number, and what is between it and its answer."""
    text = page.extent(pair.text or pair.head)
    answer = page.extent(pair.answers[0])
    before = (each for each in _near(page, text.start - _NUMBER, text.start) if _DIGITS.fullmatch(each.text().strip()))
    behind = _near(page, text.end, answer.start) if answer.start - text.end <= _GAP else ()
    found = [*[*before][-1:], *behind]
    return tuple(each for each in found if not any(id(part) in own for part in (each, *each.elements())))


def _near(page: Page, start: int, end: int) -> Iterator[Element]:
    """The outermost elements with text that lie within these places."""
    at = bisect_left(page.starts, start)
    while at < len(page.ordered) and page.starts[at] < end:
        extent = page.extent(page.ordered[at])
        if start <= extent.start < extent.end <= end:
            yield page.ordered[at]
            start = extent.end
        at += 1


def _is_group(page: Page, pair: Pair, after: Pair | None) -> bool:
    """Whether what it opens holds other pairs: then it is a section."""
    answer = page.extent(pair.answers[0])
    return after is not None and answer.start <= page.extent(after.head).start < answer.end


def _judged(page: Page, pairs: Sequence[Pair]) -> Iterator[Pair]:
    """The pairs of those headings below which questions are asked: other text can be folded as well."""
    starts = {id(pair.head): pair for pair in pairs}
    titles: list[tuple[str, str]] = []  # of the headings that it stands under, with their tags
    group: list[Pair] = []
    until = 0
    for element in page.elements:
        if id(element) in starts:
            group.append(starts[id(element)])
            until = page.extent(group[-1].answers[0]).end
        elif _HEADING.fullmatch(element.tag) and page.extent(element).start >= until:
            yield from _group(group, titles)
            group, titles = [], [*(each for each in titles if each[0] < element.tag), (element.tag, element.text())]
    yield from _group(group, titles)


def _group(group: Sequence[Pair], titles: Sequence[tuple[str, str]]) -> Iterator[Pair]:
    """The pairs of a group that asks questions: by themselves, or as a heading above says."""
    asking = sum(1 for pair in group if _asks(pair))
    if asking * 2 >= len(group) or any(wording.holds(said, "faq", "questions") for _, said in titles):
        yield from group


def _asks(pair: Pair) -> bool:
    said = words_of(pair.head)
    return bool(said & _ASKS or said & _SURELY) or bool(_QUESTION.search(pair.head.text().strip()))
