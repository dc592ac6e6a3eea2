r"""Plain pasted prose -> Markdown that renders as exactly that text, with names of code as inline code.

`markdown` takes one paragraph, list item, heading or cell; `items` takes the items of one list together, because only
the whole list tells whether "Docker Image — a template" starts with a term. Neither may be applied to its own output.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Final

from .words import LIVELY, SHAPES, VALUE, listed

# -- Names of code ------------------------------------------------------------------------------------------------

_TOOLS: Final = listed(
    "ansible apk apt apt-get aws az brew cargo choco composer conda curl dnf docker docker-compose dotnet gcloud gem"
    " git gradle helm java javac kubectl minikube mvn npm npx openssl pip pip3 pipenv pnpm podman poetry pytest python"
    " python3 rustup systemctl terraform tox uvicorn vagrant virtualenv wget yarn yum"
)
_SUITES: Final = listed("cargo docker git helm kubectl minikube npm pip podman systemctl terraform")  # of subcommands
_COMMENT = re.compile(r"(?:^|\s)(?:#|//|--\s|<!--).*")
_TOKEN = re.compile(r"[^\s\"'`,;()\[\]{}]+")
_NAMED = re.compile(
    r"\b(?:class|const|def|enum|fn|from|func|function|import|interface|let|struct|trait|type|var)\s+([A-Za-z_$][\w$]*)"
    r"|\b([A-Za-z_$][\w$]{0,60})\(|^\s*([a-z]+(?:-[a-z]+)+):"
)
_FLAG = re.compile(r"--?[A-Za-z][\w=-]*")
_CALLED = re.compile(r"\b[A-Za-z_$][\w$]{0,60}\(")
_PROMPT = re.compile(r"\s*(?:(?:[$>%]|RUN|CMD|sudo)\s+)*")


def _plain(word: str) -> bool:
    """Whether `word` may be ordinary by its letters alone: a lexicon knows better."""
    return word[1:].islower() and word.isalpha()


@dataclass(frozen=True, slots=True)
class Names:
    """What is code in a card: the words that its code blocks and those of its document hold."""

    tokens: frozenset[str] = frozenset()  # every word of the code, cut at quotes, brackets and commas
    named: frozenset[str] = frozenset()  # what the code defines, imports or calls, without ordinary words
    commands: frozenset[tuple[str, str]] = frozenset()  # neighbors in a command line: ("docker", "run")
    heads: frozenset[str] = frozenset()  # first words of command lines

    @classmethod
    def of(cls, codes: Iterable[str], ordinary: Callable[[str], bool] = _plain) -> "Names":
        """Read the names from the text of code blocks; `ordinary` tells words of everyday language, never names."""
        tokens: set[str] = set()
        named: set[str] = set()
        commands: set[tuple[str, str]] = set()
        for line in (line for code in codes for line in code.splitlines()):
            bare = _COMMENT.sub("", line)
            tokens.update(_TOKEN.findall(bare))
            tokens.update(_CALLED.findall(bare))
            named.update(name for names in _NAMED.findall(bare) for name in names)
            words = _PROMPT.sub("", bare, count=1).split()
            if words and words[0] in _TOOLS:
                commands.update(pairwise(words))
            elif words[1:] and _FLAG.fullmatch(words[1]):
                commands.add((words[0], words[1]))
        tokens |= {token.strip(".:=") for token in tokens} | {token.partition(":")[0] for token in tokens}
        kept = (name for name in named if len(name) > 2 and not name.isupper() and not ordinary(name))
        heads = {head for head, word in commands if head in _TOOLS or word[0] == "-"}
        return cls(frozenset(tokens), frozenset(kept), frozenset(commands), frozenset(heads))


# -- Code in a sentence -------------------------------------------------------------------------------------------

NO_NAMES: Final = Names()
_END = re.compile(r"(?=[\s,)\]}\"'”’»—–/|…;]|[.:?!…]+(?:[\s)\]}\"'”’»—]|$)|$)")
_CHUNK = re.compile(r"\$(?=\S)[^$\n]{1,200}(?<=\S)\$(?!\w)|\S+")  # a formula is one word
_WORD = re.compile(r"\S+")
_START = re.compile(r"""(?<=[(\[{"'“‘«—–,;|/])(?=[\w$@.\-/*:<~=!&?])|(?<=[("'“‘«—–;|/])(?=[\[{])""")
_FOREIGN = re.compile(r"://|^www\.|\w@[\w-]+\.\w|\$.*\$|\\[a-z]+\{|[_^]\{")  # addresses and formulas stay text
_HEAD = re.compile(r"([a-z][a-z0-9-]*) \S")
_ARGUMENT = re.compile(r"--?[a-z][\w=-]*|[a-z]+-name|<\w+>|[\w-]*[./:=]\S*")
_HUMP = re.compile(r"[a-z]+[A-Z_]|__")
_CLOSE = re.compile(r"[.,;:?!)](?:\s|$)| [—–-] | (?:and|or|vs\.?) [a-z]+ |$")
_TAIL = re.compile(  # a name and its value are one: `readOnly: true`, `__name__ == "__main__"`
    rf"(?:: | (?:[=!]==?|[<>]=?|=) )(?:{VALUE}|true|false|null|None|True|False)"
)
_TYPE = re.compile(r"\w+(?=\W|$)(?<!and)(?<!or)")
_SURE_TYPE = re.compile(r"int|str|bool|dict|frozenset|bytearray|memoryview|NoneType")
_TYPE_NAMES = "int|float|complex|bool|str|bytes|bytearray|memoryview|list|tuple|dict|set|frozenset|range|object"
_TYPES = re.compile(rf"\b(?:{_TYPE_NAMES})(?:(?:, (?:and |or )?| (?:and|or) | ?/ ?)(?:{_TYPE_NAMES})\b)+")
_LIVELY: Final = LIVELY.union(_TYPE_NAMES.split("|"))


def _starts(text: str, names: Names) -> Iterator[tuple[int, str]]:
    """Where a name may start, and the kind of its first character; addresses and endless words are passed."""
    for chunk in _CHUNK.finditer(text):
        word, at = chunk[0], chunk.start()
        bare = word.rstrip(".,;:!?")
        if bare.isalpha():
            if not bare[1:].islower() or bare in _LIVELY or bare in names.named or bare in names.heads:
                yield at, "w"
        elif len(word) < 200 and not _FOREIGN.search(word):
            yield at, "a" if word[0].isalpha() else word[0]
            for inner in islice(_START.finditer(word), 12):
                char = word[inner.start()]
                yield at + inner.start(), "a" if char.isalpha() else char


def _command(text: str, start: int, names: Names) -> int:
    """End of a command line that stands in a sentence: its words follow each other in the code, too; or 0."""
    end, last = 0, ""
    for word in _WORD.finditer(text, start):
        bare = word[0].rstrip(".,;:!?)")
        known = (last, bare) in names.commands or ((end or bare[:1] == "-") and _ARGUMENT.fullmatch(bare))
        closing = bare.isalpha() and _CLOSE.match(text, word.start() + len(bare))
        if last and not known and not (closing and (bare in names.tokens if end else last in _SUITES)):
            break
        end, last = (word.start() + len(bare) if last else 0), bare
        if bare != word[0]:
            break
    return end


def _code_at(text: str, start: int, first: str, names: Names) -> int:
    """End of the code that starts here with a character of that kind, or 0."""
    head = _HEAD.match(text, start) if first in "aw" else None
    if head and head[1] in names.heads and (end := _command(text, start, names)):
        return end
    for pattern, test in SHAPES.get(first, ()):
        match = pattern.match(text, start)
        if match and (name := match[0].rstrip(".,:;")) and _END.match(text, start + len(name)) and test(name, names):
            return start + len(name)
    return 0


def _type_spans(text: str, names: Names) -> Iterator[tuple[int, int]]:
    """Names of types beside each other (`int, str or list`): one that is no word of English vouches for the rest."""
    for row in _TYPES.finditer(text):
        words = [(row.start() + word.start(), row.start() + word.end()) for word in _TYPE.finditer(row[0])]
        sure = [text[start:end] for start, end in words if _SURE_TYPE.fullmatch(text, start, end)]
        if len(words) > 1 and sure:
            yield from words


def code_spans(text: str, names: Names) -> list[tuple[int, int]]:
    """Where `text` holds names of code for certain: start and end of each, in order, none in another."""
    spans: list[tuple[int, int]] = []
    types = dict(_type_spans(text, names))
    done = 0
    for start, first in _starts(text, names):
        inside = start and text[start - 1] == "/" and done != start - 1  # the rest of a path
        if start < done or inside:
            continue
        if end := types.get(start) or _code_at(text, start, first, names):
            tail = _TAIL.match(text, end) if _HUMP.match(text, start, end) else None
            done = tail.end() if tail and _END.match(text, tail.end()) else end
            spans.append((start, done))
    return spans


# -- What Markdown would interpret --------------------------------------------------------------------------------

# `\(` and `\[` are math in our Markdown: their backslash doubles, and a bracket is never escaped from the left.
_MARK = re.compile(r"\\(?=[!-/:-@\[-`{-~]|$)|`|\*+|_+|~~+|\](?=\()|<(?=[A-Za-z/!?])|&(?=#?[A-Za-z0-9]{1,31};)|\|")
_BLOCK = re.compile(
    r"(?=>|\#{1,6}(?:\s|$)|[-+*](?:\s|$)|=+\s*$|:{3}|(?:\*\s*){3,}$|(?:_\s*){3,}$)"  # CommonMark 4.1-4.3, 5.1, 5.2
    r"|(?=[-:|][-:|\s]*$)(?=[:|\s]*-)"  # the second row of a table (GFM), an underlined heading, a break
    r"|\d{1,9}(?=[.)](?:\s|$))"
)
_BLANK: Final = frozenset("\t\n\v\f\r \u00a0\u1680\u202f\u205f\u3000") | {chr(c) for c in range(0x2000, 0x200B)}
_SPAN = re.compile(r"(?<!`)(`+)(?!`)(.{1,300}?)(?<!`)\1(?!`)")


def _escape(text: str, before: str, after: str, cell: bool) -> str:
    """Escape what has a meaning inside a line; `before` and `after` are the characters around `text`."""

    def mark(match: re.Match[str]) -> str:
        run, (start, end) = match[0], match.span()
        left = text[start - 1] if start else before
        right = text[end] if end < len(text) else after
        alone = left in _BLANK and right in _BLANK
        inert = {"|": not cell, "*": alone, "_": alone or (left.isalnum() and right.isalnum())}
        return run if inert.get(run[0]) else "".join("\\" + char for char in run)

    return _MARK.sub(mark, text)


def _escape_start(line: str) -> str:
    """Escape what has a meaning only where a block starts, and the closing `#` of a heading."""
    if block := _BLOCK.match(line):
        line = f"{line[: block.end()]}\\{line[block.end() :]}"
    if line.startswith("[!"):  # the kind of an alert
        line = f"[\\{line[1:]}"
    return re.sub(r"(?<=\s)(?=#+$)", r"\\", line)


def _code(name: str, cell: bool) -> str:
    """A code span; its fence is longer than any run of backticks inside (CommonMark 6.1)."""
    fence = "`" * (1 + max(map(len, re.findall("`+", name)), default=0))
    pad = " " if "`" in (name[0], name[-1]) or (name[0] == name[-1] == " " and name.strip()) else ""
    return fence + pad + (name.replace("|", r"\|") if cell else name) + pad + fence


def _spans(line: str, names: Names, backticks: bool) -> Iterator[tuple[int, int, str]]:
    """Start, end and content of each code span to be: the ones that are marked already, and the certain ones."""
    at = 0
    for marked in (*_SPAN.finditer(line),) if backticks else ():
        yield from ((at + a, at + b, line[at + a : at + b]) for a, b in code_spans(line[at : marked.start()], names))
        yield *marked.span(), marked[2][1:-1] if re.fullmatch(r" .*\S.* ", marked[2]) else marked[2]
        at = marked.end()
    yield from ((at + a, at + b, line[at + a : at + b]) for a, b in code_spans(line[at:], names))


def _line(line: str, names: Names, cell: bool = False, backticks: bool = True, edge: str = " ") -> str:
    """A line without what matters at the start of a block; `edge` is the character on both sides of it."""
    done, parts = 0, []
    reference = line.startswith("[")
    for start, end, name in (*_spans(line, names, backticks), (len(line), len(line), "")):
        prose = _escape(line[done:start], "`" if done else edge, "`" if name else edge, cell)
        parts += [prose.replace("]:", r"]\:") if reference else prose, _code(name, cell) if name else ""]
        done = end
    return "".join(parts)


def markdown(text: str, names: Names = NO_NAMES, *, cell: bool = False, backticks: bool = True) -> str:
    """One paragraph, list item, heading or (`cell`) table cell of plain text as Markdown that renders as that text.

    `backticks`: code spans that the text already holds between backticks stay code spans.
    """
    lines = (line.strip(" \t") for line in re.split(r"\r\n?|\n", text))
    if cell:
        return " ".join(_line(line, names, cell, backticks) for line in lines)
    return "\n".join(_escape_start(_line(line, names, cell, backticks)) for line in lines)


# -- Terms --------------------------------------------------------------------------------------------------------

_TERM = re.compile(r"(?P<term>\S[^:—–\n]{0,60}?)(?P<mark>:| [—–-])(?= \S)")
_LONG = 6  # words; a term that is longer is a sentence


def _term(text: str) -> re.Match[str] | None:
    match = _TERM.match(text)
    short = match and len(match["term"].split()) <= _LONG and not re.search(r"[.!?;] ", match["term"])
    return match if short else None


def _marked(text: str, match: re.Match[str], names: Names) -> str:
    colon = match["mark"] == ":"
    term, rest = _line(match["term"].strip(), names, edge="*"), markdown(text[match.end() :].lstrip(), names)
    if re.fullmatch(r"`[^`]+`", term):
        return f"{term}{match['mark']} {rest}"
    return f"**{term}:** {rest}" if colon else f"**{term}**{match['mark']} {rest}"


def term(text: str, names: Names = NO_NAMES) -> str:
    """One list item whose term is marked bold, or as code: "Stack — last in, first out" -> "**Stack** — …"."""
    text = text.strip()
    match = _term(text)
    return _marked(text, match, names) if match else markdown(text, names)


def items(texts: Sequence[str], names: Names = NO_NAMES) -> list[str]:
    """The items of one list; terms are marked where most items start with a short one before the same kind of mark."""
    texts = [text.strip() for text in texts]
    found = [_term(text) for text in texts]
    kinds = [match["mark"] == ":" for match in found if match]
    colon = sum(kinds) * 2 > len(kinds)
    most = kinds.count(colon) * 3 >= len(texts) * 2 and kinds.count(colon) > 1
    terms = [match if most and match and (match["mark"] == ":") is colon else None for match in found]
    return [
        _marked(text, match, names) if match else markdown(text, names)
        for text, match in zip(texts, terms, strict=True)
    ]
