"""What stands around the text of a page, taken out of its elements: breadcrumbs, banners, shares, signs to fold.

A box is known by the names that generators and site builders give it, and goes only while it is a small part of the
page. Lines are kept: blank ones stand where it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache
from itertools import pairwise

from exporter.convert.html.tree import Element, Extent, extents, names

_BOX = re.compile(
    r"(?:[a-z]+[-_]+){0,3}(?:bread-?crumbs?|crumbs|toc|table-?of-?contents|pagination|pager)"
    r"(?:[-_]+(?:container|wrapper|nav|list|box|bar|block|section|mobile))?"
    r"|cookie-?(?:banner|consent|notice|bar|popup|law|message)|gdpr-?(?:banner|notice)"
    r"|(?:[a-z]+-)?share-?(?:buttons?|links?|bar|box|post|icons|this)|sharedaddy|addtoany_\w+"
    r"|social-?(?:share|sharing|links|icons|media|buttons)|(?:jp-)?related-?(?:posts|articles)"
    r"|article-?(?:votes|share|relatives|comments|meta|more-questions|footer|return-to-top)"
    r"|(?:page|md|theme|article)-?feedback|feedback-?(?:widget|form|buttons)|was-this-helpful|helpful-?(?:buttons|votes)"
    r"|(?:page-)?last-?(?:updated|modified)|page-metadata|md-source-file|md-content__button|md-tags|post-?meta|entry-?meta"
    r"|theme-(?:edit-this-page|last-updated|doc-footer)|edit-(?:this-)?(?:page|link)|edit-on-github"
    r"|search-(?:no)?results|no-results|skip-(?:link|to-content|nav)|back-(?:link|to-top)|scroll-to-top"
    r"|newsletter-?(?:signup|form|box)?|subscribe-?(?:form|box)|advert(?:isement)?s?|ad-container|adsbygoogle"
    r"|(?:site|page|main|global|app)?-?footer(?:-(?:container|content|section|bottom|wrapper|area|links|top|widgets?))?"
    r"|(?:[a-z]+-){0,2}(?:navbar|topnav|sidenav|topbar|sidebar|side-?nav|off-?canvas|mobile-?menu|nav-?(?:links|menu|list))"
    r"|(?:[a-z]+-)?(?:cta|call-to-action)(?:-(?:section|box|banner|block|content|card))?|mw-editsection|editsection|catlinks"
    r"|(?:footer|legal)notice|navheader|navfooter|prev-?next|post-navigation|nav-links|tabbed-labels|sd-tab-label"
    r"|sr-only|visually-hidden|screen-reader-text|screen-reader-only|webhelp-feedback|expand-(?:all|icon)"
)
_IDS = names("breadcrumb-section breadcrumbs likes-and-labels-container page-metadata toc table-of-contents footer")
_ROLES = names("tablist search toolbar menu menubar tooltip navigation")
_PICTURED = re.compile(r"material-(?:icons|symbols)[\w-]*|glyphicon|fa-icon")  # text that a font draws as a picture
_SIGN_WORDS = names("icon arrow chevron caret toggle indicator plus minus expand marker emoji ico")
_ANSWERING = re.compile("[✓✔✗✘✅❌☑☒]")  # signs that say what is right
_DRAWN = names(
    "arrow icon chevron caret plus minus toggle expand collapse open close down up"
)  # words of such pictures
_TOGGLES = names("summary button h1 h2 h3 h4 h5 h6")
_SIGN_TAGS = names("span i b em small div strong")
_LONGEST_SIGN = 4  # characters
_FEW = 3  # parts of such an element
_ALWAYS_SMALL = 60  # characters
_LARGE = 0.3  # share of a page's text: so large a box is no frame
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


@lru_cache(maxsize=4096)
def words(classes: str) -> frozenset[str]:
    """The words in names of classes: `faqItem_x faq-question` has faq, item, x and question."""
    return frozenset(word.lower() for word in _WORD.findall(classes))


def words_of(element: Element) -> frozenset[str]:
    """The words in the classes of an element."""
    return words(element.attributes.get("class", ""))


@lru_cache(maxsize=4096)
def _names_box(classes: str) -> bool:
    return any(_BOX.fullmatch(name) for name in classes.split())


@lru_cache(maxsize=4096)
def _names_picture(classes: str) -> bool:
    return any(_PICTURED.fullmatch(name) for name in classes.split())


class _Sizes:
    """How much of a page an element is."""

    def __init__(self, root: Element) -> None:
        self.root = root

    @cached_property
    def _extents(self) -> Mapping[int, Extent]:
        return extents(self.root)

    def is_small(self, element: Element) -> bool:
        """Whether an element has little of a page's text."""
        return self.of(element) <= max(_LARGE * self.of(self.root), _ALWAYS_SMALL)

    def of(self, element: Element) -> int:
        """The letters and signs of an element."""
        extent = self._extents[id(element)]
        return extent.end - extent.start


def without(root: Element) -> Element:
    """The same tree without such boxes and signs."""
    sizes = _Sizes(root)
    waiting = [(root, False)]
    while waiting:
        element, is_toggle = waiting.pop()
        kept: list[Element | str] = []
        for child in element.children:
            if isinstance(child, Element):
                inner = is_toggle or _is_toggle(child)
                if _is_frame(child, sizes) or _is_sign(child, is_toggle) or _is_contents(child, sizes):
                    kept.append("\n" * child.text().count("\n"))
                    continue
                if child.tag not in ("pre", "blockquote"):
                    waiting.append((child, inner))
            kept.append(child)
        element.children = kept
    return root


def lettered(root: Element) -> None:
    """Says by a class what stands beside a letter, Q or A, in a box of its own, and takes the letters away."""
    found: dict[str, list[tuple[Element, int, Element]]] = {"Q": [], "A": [], "B": []}
    for parent in (root, *root.elements()):
        for letter, n, beside in _letters(parent):
            found[letter].append((parent, n, beside))
    if found["B"] or not len(found["Q"]) == len(found["A"]) >= _FEWEST:
        return  # letters of options
    for letter, name in (("Q", "question"), ("A", "answer")):
        for parent, n, beside in found[letter]:
            parent.children[n] = ""
            beside.attributes["class"] = f"{beside.attributes.get('class', '')} {name}"


def _letters(parent: Element) -> Iterator[tuple[str, int, Element]]:
    """Letters in boxes, with their places and the elements beside them."""
    places = [(n, child) for n, child in enumerate(parent.children) if isinstance(child, Element)]
    for (n, child), (_, beside) in pairwise(places):
        letter = child.text().strip(" .:\n\t") if len(child.children) == 1 and child.tag in _LETTER_TAGS else ""
        if letter in ("Q", "A", "B") and beside.text().strip():
            yield letter, n, beside


_LETTER_TAGS = names("span div b strong i em small dt p")
_FEWEST = 2  # questions


def _is_toggle(element: Element) -> bool:
    return element.tag in _TOGGLES or "aria-expanded" in element.attributes


def _is_frame(element: Element, sizes: _Sizes) -> bool:
    """Whether an element belongs to what surrounds the text of a page."""
    given = element.attributes
    if not given and element.tag != "footer":
        return False
    if _is_tabs(element):
        return True
    if given.get("role") in _ROLES:
        return _is_bar(element, sizes)
    if given.get("id") in _IDS or element.tag == "footer":
        return sizes.is_small(element)
    return _names_box(element.classes) and sizes.is_small(element)


def _is_bar(element: Element, sizes: _Sizes) -> bool:
    """Whether an element has names to choose from and no text: themes call whole accordions `tablist`."""
    inner = [each.tag for each in element.elements()]
    names = sum(tag in _CHOSEN for tag in inner)
    return not any(tag in _TEXTS for tag in inner) and sizes.of(element) <= _LONGEST_NAME * names


_CHOSEN, _TEXTS = names("a button label li"), names("p h1 h2 h3 h4 h5 h6 pre table details dl")
_LONGEST_NAME = 40  # characters


def _is_contents(element: Element, sizes: _Sizes) -> bool:
    """Whether all that an element says are links to other places of the page."""
    if element.tag not in _LISTING:
        return False
    links = [each for each in element.elements() if each.tag == "a"]
    if len(links) < (1 if element.tag in ("ul", "ol") else _SEVERAL) or not all(map(_leads_within, links)):
        return False
    return sum(map(sizes.of, links)) == sizes.of(element) > 0


def _leads_within(link: Element) -> bool:
    given = link.attributes
    is_toggle = any(name.startswith(("data-toggle", "data-bs-", "aria-", "onclick")) for name in given)
    return len(given.get("href", "")) > 1 and given["href"].startswith("#") and not is_toggle


_LISTING = names("ul ol p dl")
_SEVERAL = 2  # links of a paragraph


def _is_tabs(element: Element) -> bool:
    """Whether an element only chooses among blocks of code."""
    if not {"tab", "tabs", "tabbed"} & words_of(element):
        return False
    inner = [each.tag for each in element.children if isinstance(each, Element)]
    return "label" in inner and all(tag in ("input", "label", "button") for tag in inner)


def _is_sign(element: Element, is_toggle: bool) -> bool:
    """Whether an element is a picture made of letters: an arrow to unfold, a symbol of a font."""
    if _names_picture(element.classes):
        return True
    if element.tag == "img":
        return _is_arrow(element)
    if element.tag not in _SIGN_TAGS or len(element.children) > _FEW:
        return False
    said = element.text().strip()
    if not said or len(said) > _LONGEST_SIGN or any(letter.isalnum() for letter in said):
        return False
    return _is_drawn(element, said, is_toggle)


def _is_arrow(image: Element) -> bool:
    """Whether an image is there to unfold something, by its own words."""
    said = frozenset(image.attributes.get("alt", "").lower().split())
    return (bool(said) and said <= _DRAWN) or (not said and bool(words_of(image) & _SIGN_WORDS))


def _is_drawn(element: Element, said: str, is_toggle: bool) -> bool:
    """Whether signs are there for the eye alone."""
    if any(each.tag in ("img", "math", "code") for each in element.elements()):
        return False
    if is_toggle or element.attributes.get("aria-hidden") == "true":
        return True
    return bool(words_of(element) & _SIGN_WORDS) and not _ANSWERING.search(said)
