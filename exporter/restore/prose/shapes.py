"""Shapes that only names of code have: a table by their first character."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from exporter.restore.prose.code_names import CodeNames
from exporter.restore.words.frequencies import MODULES, word_set

_EXTENSIONS = (
    "bat|cfg|cjs|class|conf|cpp|cs|csproj|css|csv|dll|gradle|gz|h|html|ini|ipynb|jar|java|json|jsonl|jsx|lock|log|md"
    "|mjs|php|pkl|properties|ps1|py|pyc|rb|rs|scss|service|sh|sql|svg|tar|tf|toml|ts|tsx|txt|war|whl|xml|ya?ml|zip"
)
_SCRIPTS = r"app|client|config|index|main|package|script|server|setup|test|utils|[a-z]+\.config"  # `vue.js` is a brand
_DOTFILES = r"env|git|github|vscode|ssh|aws|kube|venv|htaccess|[a-z]+ignore|[a-z]{2,}rc|[a-z]+config"
_ROOTS = "api|app|bin|data|dev|etc|home|mnt|opt|proc|root|src|srv|sys|tmp|usr|var"
_DOMAINS: Final = word_set("ai app co com de dev edu gov info io js net org ru uk")
_BRANDS: Final = word_set("camelCase gitHub gitLab javaScript mongoDb snake_case typeScript youTube")
_INSTRUCTIONS: Final = (
    word_set("ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL ONBUILD RUN SHELL USER VOLUME WORKDIR"),
    word_set("ALTER CREATE DELETE DISTINCT DROP FROM GROUP HAVING INSERT JOIN LIMIT SELECT UNION UPDATE WHERE"),
)
_BLOCK = "async|await|break|case|catch|continue|def|elif|else|except|finally|return|switch|try"
_KEYWORDS = (
    rf"(?:{_BLOCK}|class|const|export|final|global|goto|import|lambda|let|nonlocal|pass|raise|static|super|throw|typeof"
    r"|var|yield)(?=\s(?:keyword|statement|clause|block|expression)s?\b)|(?:if|switch)(?=\sstatements?\b)"
    r"|(?:for|while)(?=\sloops?\b)|(?<=the\s)(?:new|this|with)(?=\s(?:keyword|operator|statement)s?\b)"
    rf"|(?:{_BLOCK}|for|if|while|True|False)(?:\s?/\s?(?:{_BLOCK}|for|if|while|True|False))+"
)
_RESULTS = (  # `returns true`, `is set to null`; inside a sentence, None, True and False are those of Python
    r"(?:(?:(?<=\breturn\s)|(?<=\breturns\s)|(?<=\bto\s)|(?<=\bas\s)|(?<=\bbe\s)|(?<=\bis\s))(?:false|null|true|undefined)"
    r"|(?<=[a-z]\s)(?:None|True|False))(?=[.,;)]|\s(?:and|as|because|by|for|if|in|or|otherwise|when)\b|$)|NaN"
)
_BEFORE = word_set("the and or use uses using between with of")  # a sign is a name after these, else part of a formula
_ALONE = "|".join(["(?:^", r"(?<=\()", *(rf"(?<=\b{word}\s)" for word in sorted(_BEFORE))]) + ")"
_ID = r"[A-Za-z_$][\w$]{0,60}"
_CHAIN = rf"{_ID}(?:\??\.{_ID}){{0,8}}"
_ARGS = r"\((?:[^()\n]|\([^()\n]{0,40}\)){0,80}\)"
_STEP = r"(?:[\w@.*:-]|\{[\w,]{1,60}\}){1,60}"
VALUE = r"""(?:"[^"\n]{0,60}"|'[^'\n]{0,60}'|-?\d+(?:\.\d+)?)"""


def _always(name: str, names: CodeNames) -> bool:
    return name not in _BRANDS


def _held(name: str, names: CodeNames) -> bool:
    return name.partition(" ")[0] in names.tokens


def _call(name: str, names: CodeNames) -> bool:
    """`f()`, `f("x")`, `a.b(c)`, `range(start, stop)` of the code; not `file(s)`, `O(n)`, `Kubernetes(K8s)`."""
    head, _, args = name[:-1].partition("(")
    if len(head) < 2 or re.fullmatch(r"e?s|[A-Z]\w*", args):
        return False
    if not args or f"{head.rpartition('.')[2]}(" in names.tokens:
        return not re.search(r"[.!?;] |\b(?:and|or) ", args)
    plain = re.fullmatch(r"[^\s,]*\w[^\s,]*(?:,\s?[^\s,]+)*", args) and re.search(r"[_.]|[a-z][A-Z]", head)
    return bool(plain or (head[1:].islower() and re.match(rf"{VALUE}|\w+=|\w+(?:, ?\w+)*, ?\d", args)))


def _chain(name: str, names: CodeNames) -> bool:
    """`collections.deque`, `this.props`: the head is a module, or the code has the whole; not `i.e`, `go.dev`."""
    head, *_, last = re.split(r"\??\.", name)
    known = name in names.tokens or head in names.named or (head in MODULES and len(head) > 1)
    return known and len(last) > 1 and head != last and last not in _DOMAINS


def _index(name: str, names: CodeNames) -> bool:
    """`lst[start:stop:step]`, `list[int]`, `row["id"]`; not the mark of a footnote as in `Python[1]`."""
    head, _, inner = name[:-1].partition("[")
    if head in {"dict", "list", "set", "tuple", "Optional"} or re.fullmatch(rf"{VALUE}|[\w-]*:[\w:-]*", inner):
        return not inner.isdigit()
    return head in names.tokens and not head.istitle()


def _literal(name: str, names: CodeNames) -> bool:
    """`[1, 2, 3]`, `["a", "b"]`, `{"a": 1}`; not `[1]`, which is a reference."""
    values = [value.strip(" []") for value in name[1:-1].split(",")]
    plain = all(re.fullmatch(rf"{VALUE}(?:\s?:.+)?", value) for value in values)
    return plain and (len(values) > 2 or bool(re.match(r"[\[{]?[\"']", name[1:])))


def _image(name: str, names: CodeNames) -> bool:
    """`nginx:latest`, `node:20-alpine`, `mysql:8.0`; not `note:this`, `chapter:3`."""
    return name in names.tokens or bool(re.search(r":(?:latest|alpine|\d+[.-][\w.-]+)$", name))


def _subscript(name: str, names: CodeNames) -> bool:
    """`snake_case` names, but not the `x_i` of mathematics."""
    return name not in _BRANDS and not re.fullmatch(r"[A-Za-z]_\w{1,2}", name)


def _instruction(name: str, names: CodeNames) -> bool:
    """`COPY`, `SELECT`: a word of Dockerfiles or SQL, where the code holds two of that language."""
    return any(name in words and len(words & names.tokens) > 1 for words in _INSTRUCTIONS)


Test = Callable[[str, "CodeNames"], bool]
Shapes = tuple[tuple[re.Pattern[str], Test], ...]


def _named(name: str, names: CodeNames) -> bool:
    return name in names.named


# First characters (a: a letter among signs, w: a word of letters alone), shape, and what else must hold.
_ROWS: Final[tuple[tuple[str, str, Test], ...]] = (
    ("w", r"[a-z]{2,}(?:[A-Z]+[a-z0-9]+)+", _always),
    ("w", r"(?:[A-Z][a-z]+)+(?:Error|Exception)|SIG(?:HUP|INT|KILL|TERM|STOP|CONT|CHLD|SEGV|PIPE|ALRM|QUIT)", _always),
    ("w", f"{_KEYWORDS}|{_RESULTS}", _always),
    ("w", r"[A-Z]{3,}", _instruction),
    ("w", r"const|elif|instanceof|kwargs|nonlocal|typeof|inner[A-Z]+|outer[A-Z]+|int|str|bool|dict|frozenset", _held),
    ("w", _ID, _named),
    ("a_", rf"(?:{_ID}\.){{0,4}}__[a-z][a-z0-9]*(?:_[a-z0-9]+)*__(?:\.[a-z]\w*)?(?:\(\))?", _always),
    ("a_", rf"{_CHAIN}{_ARGS}(?:\.{_ID}{_ARGS})*", _call),
    ("a_", rf"{_CHAIN}\[(?:[^\[\]\n]|\[[^\[\]\n]{{0,40}}\]){{1,60}}\]", _index),
    ("a", r"[A-Z]\w{0,40}<(?:[A-Za-z?][\w ,?\[\].]{0,40}|[A-Z]\w{0,40}<[\w ,?]{1,40}>){1,3}>", _always),
    ("a_", rf"(?=\w[\w$]){_CHAIN}=(?![=>])(?:{VALUE}|[^\s,;)\]'\"]{{1,60}})", _always),
    ("a_", rf"(?:{_ID}\.){{0,4}}_{{0,2}}[A-Za-z$][\w$]*_[\w$]*[A-Za-z0-9$](?:\.{_ID}){{0,4}}", _subscript),
    ("_", r"_{1,2}[a-z][a-z0-9]+", _always),
    ("a.*_", rf"(?:[\w@~.-]{{1,40}}/){{0,8}}[\w@*-][\w@.*-]{{0,60}}\.(?:{_EXTENSIONS})\b", _always),
    ("a", rf"(?:{_SCRIPTS})\.js\b", _always),
    ("a", r"[a-z][\w./-]{1,60}:[\w.-]{1,40}", _image),
    ("a", r"[a-z]+(?:-[a-z]+)+", _named),
    ("a_", rf"{_CHAIN}\.{_ID}", _chain),
    ("a/\\", rf"(?:[A-Z]:)?(?:[/\\]{_STEP}){{2,12}}[/\\]?", _always),
    (".~", rf"(?:~|\.{{1,2}})(?:/{_STEP}){{1,12}}/?", _always),
    ("./~", rf"[~.]?/(?:{_ROOTS})\b", _always),
    (".", rf"\.{_ID}\((?:\w+(?:, ?\w+)*)?\)", _always),
    (".", rf"\.(?:{_EXTENSIONS}|{_DOTFILES})\b(?:\.\w{{2,4}})?", _always),
    (".", r"\.[a-z]\w{1,40}", _held),
    ("[{", r"\[(?:[^\[\]\n]|\[[^\[\]\n]{0,60}\]){1,80}\]|\{[^{}\n]{1,80}\}", _literal),
    ("=!&|?:[{(", rf"{_ALONE}(?:[!=]==?|&&|\|\||\?\?|:=|=>|\[ ?\]|\{{ ?\}}|\( ?\))", _always),
    ("${", r"\$\{[^{}\s]{1,60}\}|\{\{[^{}\n]{1,60}\}\}|\$[A-Z_]{3,40}|\$[a-z]\w{1,40}", _always),
    ("<", r"</?[A-Za-z][\w-]{0,40}(?:\s[^<>\n]{0,80})?/?>", _always),
    ("-", r"--[a-z][\w-]{1,40}(?:=[^\s,;)]{1,60})?", _always),
    ("-", r"-[A-Za-z] [a-z]+:[a-z]+", _held),
    ("-*@", r"-{1,2}[A-Za-z][\w-]{0,40}|\*{1,2}[a-z_]\w{0,40}|@[\w.]{1,60}", _held),
    ("*@", r"\*{1,2}(?:args|kwargs)|@(?:classmethod|staticmethod|property|dataclass|media|Override)", _always),
    (":", r":latest|:\d+(?:\.\d+)+", _always),
)
SHAPES: Final[dict[str, Shapes]] = {  # by first character; what a plain word may be, a word among signs may be, too
    char: tuple((re.compile(shape), test) for first, shape, test in _ROWS if char in first.replace("w", "aw_"))
    for char in sorted({char for first, *_ in _ROWS for char in first})
}


# Plain words that may be code; every other one is passed at once.
_CONTEXT = re.compile(r"\(\?<?=[^()]*\)")
LIVELY: Final = frozenset(re.findall("[A-Za-z]{2,}", _CONTEXT.sub("", "|".join(shape for _, shape, _ in _ROWS[2:5]))))
