"""Text of a page with its emphasis, code, links and pictures as Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from urllib.parse import quote

from exporter.convert.html.chrome import words_of
from exporter.convert.html.tree import Element, names
from exporter.lexicon import wording

UNSEEN = names("script style template noscript svg iframe object select input textarea head title link meta")
_WRAPS = {
    **dict.fromkeys(("strong", "b"), "**"),
    **dict.fromkeys(("em", "i", "cite", "dfn"), "*"),
    **dict.fromkeys(("del", "s", "strike"), "~~"),
}
_BREAK = "\ue000"  # of the private use area: where a line ends
_KEPT = frozenset({"sub", "sup", "kbd", "mark"})
_SPECIAL = re.compile(r"([\\`*\[\]])|(?<!\w)_|_(?!\w)|<|&(?=#?\w{1,30};)|~(?=~)")
_MATH = re.compile(r"\\\(.+?\\\)|\\\[.+?\\\]|\$\$.+?\$\$", re.DOTALL)
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_LINK_SIGNS = re.compile(r"[\s¶#§🔗⚓∞\ufe0f]*")
_PERMALINK = re.compile(
    r"\b(?:headerlink|header-?link|anchor(?:-?link)?|heading-?link|hash-?link|permalink|direct-link)\b"
)
_TITLED = re.compile(r"perma(?:nent )?link|link to this|direct link", re.IGNORECASE)
_BUTTON = re.compile(r"\b(?:copy|copybtn|clipboard|btn-copy|share|edit)\b")
_DIGITS = re.compile(r"\W{0,3}(?:Q\W?)?\d{1,3}\W{0,3}")


def markdown(nodes: list[Element | str]) -> str:
    """The text of a run of nodes, on one line but for its breaks."""
    lines = (line.strip() for line in "".join(_pieces(nodes)).split(_BREAK))
    return "\\\n".join(filter(None, lines))


def line(nodes: list[Element | str]) -> str:
    """The same on one line."""
    return " ".join("".join(_pieces(nodes)).replace(_BREAK, " ").split())


def _pieces(nodes: list[Element | str]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, str):
            yield _escaped(_BLANKS.sub(" ", node.replace(_BREAK, "")))
        elif not is_unseen(node):
            yield _piece(node)


def is_unseen(element: Element) -> bool:
    """Whether an element shows nothing of the text: scripts, links to itself, buttons, what is hidden from readers."""
    if element.tag in UNSEEN or "katex-html" in element.classes:
        return True
    if element.tag == "a":
        return is_permalink(element)
    return element.tag == "button" and not _asks(element)


def _asks(button: Element) -> bool:
    """Whether a button opens an answer."""
    if _BUTTON.search(button.classes):
        return False
    return "aria-expanded" in button.attributes or button.text().strip().endswith("?")


def is_permalink(link: Element) -> bool:
    """Whether a link only leads to where it stands: `¶`."""
    is_marked = bool(_PERMALINK.search(link.classes) or _TITLED.search(link.attributes.get("title", "")))
    if not is_marked and not link.attributes.get("href", "#").startswith("#"):
        return False
    said = link.text().strip()
    if said and wording.is_name(said, "top"):
        return True
    if any(each.tag == "img" for each in link.elements()):
        return False
    return _LINK_SIGNS.fullmatch(said) is not None or (is_marked and len(said) < _SHORT)


_SHORT = 3  # characters of such a sign


def _piece(element: Element) -> str:
    """An element as text."""
    tag = element.tag
    if tag == "br":
        return _BREAK
    if tag in _ALONE or "katex" in element.classes.split():
        return _ALONE.get(tag, _formula)(element)
    inner = "".join(_pieces(element.children))
    if tag in _WRAPS:
        return _wrapped(inner, _WRAPS[tag])
    if tag in _KEPT:
        return f"<{tag}>{inner.strip()}</{tag}>" if inner.strip() else ""
    if tag == "a":
        return _link(element, inner)
    return f" {inner} " if tag in _APART else inner


_APART = names("div p li td th section dd dt h1 h2 h3 h4 h5 h6 button option")


def _escaped(text: str) -> str:
    if not _SPECIAL.search(text):
        return text
    parts, at = [], 0
    for formula in _MATH.finditer(text):
        parts += [_SPECIAL.sub(_escape, text[at : formula.start()]), formula[0]]
        at = formula.end()
    return "".join([*parts, _SPECIAL.sub(_escape, text[at:])])


def _escape(found: re.Match[str]) -> str:
    return {"<": "&lt;", "&": "&amp;"}.get(found[0], f"\\{found[0]}")


def _wrapped(inner: str, mark: str) -> str:
    """Emphasis with the blanks outside of it; around nothing it is none."""
    said = inner.strip()
    if not said or said.startswith(mark):
        return inner
    before, after = inner[: len(inner) - len(inner.lstrip())], inner[len(inner.rstrip()) :]
    return f"{before}{mark}{said}{mark}{after}"


def _code(text: str) -> str:
    text = _BLANKS.sub(" ", text).strip()
    if not text:
        return ""
    mark = "`" * (max((len(run) for run in re.findall(r"`+", text)), default=0) + 1)
    room = " " if "`" in text else ""
    return f"{mark}{room}{text}{room}{mark}"


def _picture(image: Element) -> str:
    source = _source(image)
    alt = _BLANKS.sub(" ", image.attributes.get("alt", "")).replace("[", "\\[").replace("]", "\\]").strip()
    return f"![{alt}]({_address(source)})" if source else alt


def _source(image: Element) -> str:
    """The address of a picture; where one stands in for it until it is seen, that of the picture itself."""
    source = image.attributes.get("src", "").strip()
    if source and not source.startswith("data:"):
        return source
    given = (image.attributes.get(name, "").strip() for name in ("data-src", "data-lazy-src", "data-original"))
    among = image.attributes.get("srcset", "").split()
    return next(filter(None, given), "") or source or (among[0].rstrip(",") if among else "")


def _sound(audio: Element) -> str:
    sources = (each.attributes.get("src", "") for each in (audio, *audio.elements()))
    source = next(filter(None, sources), "")
    return f"[sound:{source}]" if source else ""


def _link(link: Element, inner: str) -> str:
    address, said = link.attributes.get("href", "").strip(), inner.strip()
    if not said or not address or address.startswith(("#", "javascript:")):
        return inner
    before, after = inner[: len(inner) - len(inner.lstrip())], inner[len(inner.rstrip()) :]
    return f"{before}[{said}]({_address(address)}){after}"


def _address(address: str) -> str:
    return quote(address, safe="/:?#@!$&'*+,;=%~-._|{}") if re.search(r"[\s()<>\\]", address) else address


def _formula(element: Element) -> str:
    """TeX that a page keeps beside its formulas, else their signs."""
    notes = (each for each in element.elements() if each.tag == "annotation")
    tex = next((each.text().strip() for each in notes if "tex" in each.attributes.get("encoding", "")), "")
    tex = tex or element.attributes.get("alttext", "")
    if not tex:
        return _escaped(_BLANKS.sub(" ", element.text()))
    shown = any(each.attributes.get("display") == "block" for each in (element, *element.elements()))
    return f"\\[{tex}\\]" if shown else f"\\({tex}\\)"


def folded(head: Element) -> str:
    """What opens an answer says, on one line; elements in it are apart, as their boxes show them."""
    said = " ".join("".join(_apart(head.children)).replace(_BREAK, " ").split())
    return _FOLDED.sub("", said)


def question(head: Element, badges: Sequence[Element] = ()) -> tuple[str, str]:
    """The same without a label of questions, and its number; with the level that a badge around it names."""
    numbers = (found[0] for each in badges if (found := re.search(r"\d+", each.text())))
    said, number = _question(head)
    level = next((text for each in badges if (text := _level(each))), "")
    return said + level, number or next(numbers, "").lstrip("0")


def _level(badge: Element) -> str:
    said = next((each for each in badge.text().split() if wording.holds(each, *_LEVELS)), "")
    return f" ({said})" if said else ""


_LEVELS = ("beginner", "intermediate", "advanced")


def _question(head: Element) -> tuple[str, str]:
    said = _OF_SECTION.sub("", _ASKED.sub("", folded(head), count=1), count=1)
    found = _NUMBERED.match(said)
    return (said[found.end() :], found[1]) if found else (said, "")


_ASKED = re.compile(r"Q(?:uestion)?\s?[:.)–—-]\s+|Q\s+(?=[A-Z])")  # a letter that stands before it
_FOLDED = re.compile(r"(?:\s*[▼▲▶►▾▸⌄˅❯›»∨]|(?<=[?.])\s*[+−–×✕-])+$")  # signs to unfold it
_NUMBERED = re.compile(r"(?:\*\*)?(?:Q(?:uestion)?\s?\.?\s?)?#?0{0,2}(\d{1,3})\s?\\?[.):–-](?!\d)(?:\*\*)?\s*(?=\S)")
_OF_SECTION = re.compile(r"(?:\*\*)?\d{1,3}(?:\.\d{1,3})+\.?(?:\*\*)?\s+(?=\S)")  # such as 1.2.


def _apart(nodes: list[Element | str]) -> Iterator[str]:
    """The text of nodes with blanks between an element and the one that follows it at once, without badges."""
    inner = without_badge(_unwrapped(nodes))
    for n, node in enumerate(inner):
        if n > 0 and isinstance(node, Element) and (badge := _badge(node)) is not None:
            yield badge
            continue
        is_next = n > 0 and (_is_box(inner[n - 1]) or isinstance(inner[n - 1], Element)) and _is_box(node)
        yield from ([" "] if is_next else [])
        yield from _pieces([node])


def _badge(element: Element) -> str | None:
    """What a badge behind a question adds to it: its level, else nothing; None where an element is none."""
    said = " ".join(element.text().split())
    if not words_of(element) & _BADGE_WORDS or len(said) > _LONGEST_BADGE:
        return None
    return f" ({said})" if wording.holds(said, *_LEVELS) else " "


_BADGE_WORDS = names("badge tag pill chip level difficulty diff category topic")
_LONGEST_BADGE = 30  # characters


def _is_box(node: Element | str) -> bool:
    return isinstance(node, Element) and node.tag in _BADGES


def without_badge(nodes: list[Element | str]) -> list[Element | str]:
    """What a heading says, with a number that stands in an element of its own as one of text."""
    inner = _unwrapped(nodes)
    first = next((node for node in inner if not isinstance(node, str) or node.strip()), None)
    rest = [node for node in inner if node is not first]
    if not isinstance(first, Element) or first.tag not in _BADGES or not _said(rest):
        return nodes
    return [f"{first.text().strip().strip('.').lstrip('Q')}. ", *rest] if _DIGITS.fullmatch(first.text()) else nodes


_BADGES = frozenset({"span", "i", "b", "em", "small", "div"})


def _unwrapped(nodes: list[Element | str]) -> list[Element | str]:
    """The nodes in the one element that holds all of them: a button in a heading."""
    while True:
        seen = [node for node in nodes if not isinstance(node, str) or node.strip()]
        if len(seen) != 1 or not isinstance(seen[0], Element) or seen[0].tag not in ("button", "span", "div", "a"):
            return nodes
        nodes = seen[0].children


def _said(nodes: list[Element | str]) -> bool:
    return any((node if isinstance(node, str) else node.text()).strip() for node in nodes)


_ALONE: dict[str, Callable[[Element], str]] = {  # elements whose content is no text with emphasis
    **dict.fromkeys(("code", "tt", "samp", "var"), lambda element: _code(element.text())),
    "img": _picture,
    "math": _formula,
    "audio": _sound,
    "video": lambda element: "",
}
