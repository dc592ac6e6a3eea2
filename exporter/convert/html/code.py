"""Code of a page: its language as highlighters name it, its text without numbers of lines and buttons."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from exporter.convert.html.tree import NUMBERS, Element, names

_NAMED = re.compile(r"(?:language|lang|highlight-source|highlight)-([\w+#.-]{1,20})")
_BRUSH = re.compile(r"brush:\s?([\w+#.]{1,20})")
_HIGHLIGHTED = ("hljs", "sourcecode", "prettyprint", "brush:")  # names before that of the language: `hljs python`
_PLAIN_NAME = re.compile(r"[\w+#.-]{0,20}")
_NO_LANGUAGE = names("text plaintext default none plain notranslate wrapper nohighlight undefined auto copy linenums")
_LABELS = re.compile(r"(?:[a-z]+[-_]+)*(?:lang|language)(?:[-_]+(?:label|name|badge|tag))?")
_GIVEN = ("data-lang", "data-language", "data-enlighter-language")
_UNSEEN = names("button script style")
_NEAR = 3  # elements above code that may name its language
_LONGEST = 20  # characters of a language's name


def language(element: Element) -> str:
    """The language of code by the classes or data of an element; "" if they name none."""
    given = element.attributes
    return (_of_classes(given.get("class", "")) or _of_data(given)) if given else ""


@lru_cache(maxsize=4096)
def _of_classes(classes: str) -> str:
    tokens = classes.lower().split()
    found = (match[1] for token in tokens if (match := _NAMED.fullmatch(token)))
    said = (token.strip(";") for before, token in pairwise(tokens) if before in _HIGHLIGHTED)
    return next(filter(_is_language, (*found, *said)), "")


def _of_data(given: Mapping[str, str]) -> str:
    brush = _BRUSH.findall(given.get("data-syntaxhighlighter-params", ""))
    return next(filter(_is_language, (*(given.get(name, "") for name in _GIVEN), *brush)), "")


def _is_language(name: str) -> bool:
    return bool(name) and name not in _NO_LANGUAGE and _PLAIN_NAME.fullmatch(name) is not None


def named(root: Element) -> None:
    """Gives code the language of the box around it, and takes away what only shows its name."""
    waiting: list[tuple[Element, str]] = [(root, "")]
    while waiting:
        element, above = waiting.pop()
        labels: list[int] = []  # what stands above the next block of code
        for n, child in enumerate(element.children):
            if not isinstance(child, Element):
                continue
            if child.tag == "pre":
                _name(element, labels[-_NEAR:], child, above)
                labels = []
            else:
                labels.append(n)
                waiting.append((child, language(child) or above))


def _name(box: Element, labels: Sequence[int], block: Element, above: str) -> None:
    code = next((each for each in block.elements() if each.tag == "code"), block)
    found = language(code) or language(block) or above
    for n in labels:
        label = box.children[n]
        if isinstance(label, Element) and (said := _label(label, found)):
            box.children[n] = "\n" * label.text().count("\n")
            found = found or said
    if found:
        block.attributes.setdefault("data-lang", found)


def _label(element: Element, found: str) -> str:
    """The language that an element shows and nothing else; "" if it says anything else."""
    said = _text(element).strip()
    if len(said) > _LONGEST or not _PLAIN_NAME.fullmatch(said):
        return ""
    is_label = any(_LABELS.fullmatch(name) for name in element.classes.split())
    return said.lower() if is_label or (found and said.lower() == found.lower()) else ""


def text(block: Element) -> tuple[str, Element]:
    """The text of code, and the element in which it begins."""
    inner = [each for each in block.elements() if each.tag == "code"]
    if len(inner) == 1 and _text(inner[0]).strip():
        return _text(inner[0]), inner[0]
    return _text(block), block


def _text(block: Element) -> str:
    parts: list[str] = []
    waiting: list[Element | str] = [*reversed(block.children)]
    while waiting:
        each = waiting.pop()
        if isinstance(each, str):
            parts.append(each)
        elif each.tag == "br":
            parts.append("\n")
        elif each.tag not in _UNSEEN and not NUMBERS.search(each.classes):
            waiting += ["\n"] * _is_line(each)
            waiting += reversed(each.children)
    return "".join(parts)


def _is_line(element: Element) -> bool:
    """Whether an element is one line of code."""
    return element.tag == "div" and "line" in element.classes.split()


def numbered(table: Element, inner: Sequence[Element]) -> Element | None:
    """The code in a table whose first column numbers its lines."""
    is_numbered = "highlight" in table.classes or any(NUMBERS.search(each.classes) for each in inner)
    if not is_numbered:
        return None
    code = [each for each in inner if each.tag == "pre" or (each.tag == "td" and each.classes == "code")]
    return code[-1] if code else None
