"""Words: which ones are names of code, and where two of them were glued together by a paste.

A browser's plain text drops the gap between two elements: tags become one word (`PythonGraphQLTesting`), a badge
sticks to its question, a bold lead to the name of code after it. What is uncertain stays as it is.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from .prose import Names


def listed(words: str) -> frozenset[str]:
    """A table of words that are written in one string."""
    return frozenset(words.split())


# -- Shapes that nothing but code has -----------------------------------------------------------------------------

_EXTENSIONS = (
    "bat|cfg|cjs|class|conf|cpp|cs|csproj|css|csv|dll|gradle|gz|h|html|ini|ipynb|jar|java|json|jsonl|jsx|lock|log|md"
    "|mjs|php|pkl|properties|ps1|py|pyc|rb|rs|scss|service|sh|sql|svg|tar|tf|toml|ts|tsx|txt|war|whl|xml|ya?ml|zip"
)
_SCRIPTS = r"app|client|config|index|main|package|script|server|setup|test|utils|[a-z]+\.config"  # `vue.js` is a brand
_DOTFILES = r"env|git|github|vscode|ssh|aws|kube|venv|htaccess|[a-z]+ignore|[a-z]{2,}rc|[a-z]+config"
_ROOTS = "api|app|bin|data|dev|etc|home|mnt|opt|proc|root|src|srv|sys|tmp|usr|var"
_MODULES: Final = listed(  # whose members are named with them
    "Array JSON Math Number Object Promise React ReactDOM Reflect String Symbol System abc argparse asyncio bisect cls"
    " collections console contextlib csv ctypes dataclasses datetime decimal document enum exports functools gc heapq"
    " inspect io itertools json logging math module multiprocessing os pathlib pickle process props queue random re"
    " self shutil socket subprocess sys tempfile this threading time timeit typing unittest urllib uuid window"
)
_DOMAINS: Final = listed("ai app co com de dev edu gov info io js net org ru uk")
_BRANDS: Final = listed("camelCase gitHub gitLab javaScript mongoDb snake_case typeScript youTube")
_INSTRUCTIONS: Final = (
    listed("ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL ONBUILD RUN SHELL USER VOLUME WORKDIR"),
    listed("ALTER CREATE DELETE DISTINCT DROP FROM GROUP HAVING INSERT JOIN LIMIT SELECT UNION UPDATE WHERE"),
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
_BEFORE = listed("the and or use uses using between with of")  # a sign is a name after these, else part of a formula
_ALONE = "|".join(["(?:^", r"(?<=\()", *(rf"(?<=\b{word}\s)" for word in sorted(_BEFORE))]) + ")"
_ID = r"[A-Za-z_$][\w$]{0,60}"
_CHAIN = rf"{_ID}(?:\??\.{_ID}){{0,8}}"
_ARGS = r"\((?:[^()\n]|\([^()\n]{0,40}\)){0,80}\)"
_STEP = r"(?:[\w@.*:-]|\{[\w,]{1,60}\}){1,60}"
VALUE = r"""(?:"[^"\n]{0,60}"|'[^'\n]{0,60}'|-?\d+(?:\.\d+)?)"""


def _always(name: str, names: Names) -> bool:
    return name not in _BRANDS


def _held(name: str, names: Names) -> bool:
    return name.partition(" ")[0] in names.tokens


def _call(name: str, names: Names) -> bool:
    """`f()`, `f("x")`, `a.b(c)`, `range(start, stop)` of the code; not `file(s)`, `O(n)`, `Kubernetes(K8s)`."""
    head, _, args = name[:-1].partition("(")
    if len(head) < 2 or re.fullmatch(r"e?s|[A-Z]\w*", args):
        return False
    if not args or f"{head.rpartition('.')[2]}(" in names.tokens:
        return not re.search(r"[.!?;] |\b(?:and|or) ", args)
    plain = re.fullmatch(r"[^\s,]*\w[^\s,]*(?:,\s?[^\s,]+)*", args) and re.search(r"[_.]|[a-z][A-Z]", head)
    return bool(plain or (head[1:].islower() and re.match(rf"{VALUE}|\w+=|\w+(?:, ?\w+)*, ?\d", args)))


def _chain(name: str, names: Names) -> bool:
    """`collections.deque`, `this.props`: the head is a module, or the code has the whole; not `i.e`, `go.dev`."""
    head, *_, last = re.split(r"\??\.", name)
    known = name in names.tokens or head in names.named or (head in _MODULES and len(head) > 1)
    return known and len(last) > 1 and head != last and last not in _DOMAINS


def _index(name: str, names: Names) -> bool:
    """`lst[start:stop:step]`, `list[int]`, `row["id"]`; not the mark of a footnote as in `Python[1]`."""
    head, _, inner = name[:-1].partition("[")
    if head in {"dict", "list", "set", "tuple", "Optional"} or re.fullmatch(rf"{VALUE}|[\w-]*:[\w:-]*", inner):
        return not inner.isdigit()
    return head in names.tokens and not head.istitle()


def _literal(name: str, names: Names) -> bool:
    """`[1, 2, 3]`, `["a", "b"]`, `{"a": 1}`; not `[1]`, which is a reference."""
    values = [value.strip(" []") for value in name[1:-1].split(",")]
    plain = all(re.fullmatch(rf"{VALUE}(?:\s?:.+)?", value) for value in values)
    return plain and (len(values) > 2 or bool(re.match(r"[\[{]?[\"']", name[1:])))


def _image(name: str, names: Names) -> bool:
    """`nginx:latest`, `node:20-alpine`, `mysql:8.0`; not `note:this`, `chapter:3`."""
    return name in names.tokens or bool(re.search(r":(?:latest|alpine|\d+[.-][\w.-]+)$", name))


def _subscript(name: str, names: Names) -> bool:
    """`snake_case` names, but not the `x_i` of mathematics."""
    return name not in _BRANDS and not re.fullmatch(r"[A-Za-z]_\w{1,2}", name)


def _instruction(name: str, names: Names) -> bool:
    """`COPY`, `SELECT`: a word of Dockerfiles or SQL, where the code holds two of that language."""
    return any(name in words and len(words & names.tokens) > 1 for words in _INSTRUCTIONS)


Test = Callable[[str, "Names"], bool]
Shapes = tuple[tuple[re.Pattern[str], Test], ...]


def _named(name: str, names: Names) -> bool:
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


# -- Glued words --------------------------------------------------------------------------------------------------

_LEVELS = "Beginner|Intermediate|Advanced|Basic|Easy|Medium|Hard|Expert|Junior|Senior"
_ASKING = "What|Why|How|When|Where|Which|Who|Explain|Describe|Is|Are|Can|Do|Does|Write|Name|List|Define|Compare"
_STARTERS = (  # no method of a library is named so, `list.First` or `query.Where`, or an article follows
    r"(?:The|This|That|These|Those|It|It's|Its|An|You|You're|Your|We|Our|They|Their|There|Here|However|Also|What|Why|How"
    r"|Who|Which|While|If|But|So|Since|Because|Although|After|Before|Both|Some|Most|Many|Once|No|Yes|Note|Now|Unlike"
    r"|Instead|Therefore|Thus|Moreover|Additionally|Otherwise|Don't|Do|Does)\b(?!\()"
    r"|(?:A|As|At|By|For|From|In|On|To|Use|When|With)\s(?:a|an|the|this|that|it|you|your|we|our|most|example|general)\b"
)
_EMOJI = r"(?:[\U0001F300-\U0001FAFF\u231A-\u23FF\u2600-\u27BF\u2B50\u2B55\u2139]\uFE0F?|\u20E3)"
_SEAMS: Final = tuple(  # the gap belongs where group 1 ends; group 2 and 3, where they are, must be known words
    re.compile(pattern)
    for pattern in (
        rf"({_EMOJI})(?=\w)",
        rf"([?!.)\]\"”’])(?=(?:{_LEVELS})$)",
        rf"(\b(?P<left>[a-z]{{2,40}}))(?=(?:{_LEVELS})$)",
        rf"^((?:Q?\d{{1,3}}[.):]?|{_LEVELS}))(?=(?:{_ASKING})\s)",
        rf"(\b(?P<left>[A-Za-z][a-z]{{1,40}})[\"”’)]?[.:])(?={_STARTERS})",
        r"(\b(?P<left>[a-z]{2,40})\.)(?=(?P<right>[A-Z][a-z]{1,40})\s[a-z])",
        rf"(\w[\"”’)]?[?!])(?={_STARTERS})",
        rf"(\w\(\)?[.)]|[\w\"”’]\)\.|[)\]])(?={_STARTERS})",
        r"(\b(?P<left>[A-Za-z][a-z]{1,40})[?!])(?=(?P<right>[A-Z][a-z]{1,40})(?![\w=(]))",
        r"^([A-Z][a-z]{1,30}(?:\s[a-z]{1,30}){0,2}\s(?P<left>[a-z]{2,30}):)(?=(?P<right>[a-z]{2,30})(?:[\s.,]|$))",
        r"^((?P<left>[A-Z][a-z]{1,30}):)(?=(?P<right>[A-Za-z][a-z]{1,30})\s[a-z])",
        rf"^([A-Z][a-z]{{1,30}}:)(?=(?:{_LEVELS})$)",
        r"(\([^()\n]{3,60}\))(?=(?:and|are|for|in|is|of|or|that|the|to|which|with)\s)",
        r"(\w\((?:s|es|[^()\n]{3,60})?\))(?=(?P<right>[a-z]{2,30})(?:[\s.,;:!?]|$))",
    )
)
_WORD = re.compile(r"`[^`\n]*`|\S+")
_CLOSED = re.compile(r"^`.*`$|://|\\|\w@\w|^\W*www\.")  # code, addresses
_GLUED_CODE = re.compile(r"""(?<![\w./@$:-])([a-z]{4,40})(?=[:.(_=/-])(["-+\--:<->@-~]{1,60}?)(?=[.,;:!?]*(?:\s|$))""")
_LINKS: Final = listed("an and as by for from in into is like of on or the to use using via with")

Known = Callable[[str], bool]


class Seam(NamedTuple):
    """A gap that was put back: the word as it stood, and parted."""

    glued: str
    parted: str


def _code_seams(text: str, tokens: Collection[str], known: Known) -> Iterator[int]:
    """Where a word runs into a name that the code holds: `imagesnode:20-alpine`, `therun()`."""
    for match in _GLUED_CODE.finditer(text):
        word, rest = match[1], match[2] if "(" in match[2] else match[2].rstrip(")")
        if known(word) or word in tokens or word + rest in tokens:
            continue
        tail = "" if rest.startswith("()") else rest
        names = [at for at in range(2, len(word) - 2) if word[at:] + tail in tokens]
        cuts = [at for at in names if word[:at] in _LINKS or (at > 3 and known(word[:at]))]
        if len(cuts) == 1:
            yield match.start() + cuts[0]


def _seams(text: str, tokens: Collection[str], known: Known) -> Iterator[int]:
    for pattern in _SEAMS:
        for match in pattern.finditer(text):
            parts = [part.lower() for part in match.groupdict().values() if part]
            field = "." in match[1] and any(part in tokens or part in _MODULES for part in parts)
            if all(map(known, parts)) and not (field and len(parts) > 1):  # `order.Name`, where the code has an order
                yield match.end(1)
    yield from _code_seams(text, tokens, known)


def unglue(text: str, known: Known, tokens: Collection[str] = frozenset()) -> tuple[str, list[Seam]]:
    """Put the gaps back that a paste dropped between two elements, where that is certain, and tell which.

    `known` says whether a word is one of the document or its language; `tokens` are those of its code (`Names.tokens`).
    """
    cuts = sorted(set(_seams(text, tokens, known)))
    if not cuts:
        return text, []
    closed = [edge for match in _WORD.finditer(text) if _CLOSED.search(match[0]) for edge in match.span()]
    cuts = [cut for cut in cuts if bisect(closed, cut) % 2 == 0]
    seams = []
    for cut in cuts:
        left, right = text[max(0, cut - 60) : cut].rpartition(" ")[2], text[cut : cut + 60].partition(" ")[0]
        seams.append(Seam(left + right, f"{left} {right}"))
    pieces = [text[start:end] for start, end in pairwise([0, *cuts, len(text)])]
    return " ".join(pieces), seams


# -- Glued tags ---------------------------------------------------------------------------------------------------

_WHOLE: Final = listed(
    "API APIs ASP.NET AWS C# C++ CI/CD CLI CSS CSS3 DNS DSA DevOps DevSecOps FastAPI GCP GenAI GitHub GitLab GitOps"
    " GraphQL HTML HTML5 HTTP HTTPS IoT JSON JVM JWT JavaScript LINQ LLM LLMs LeetCode LinkedIn ML MLOps MariaDB"
    " MongoDB MySQL NLP NestJS Next.js NoSQL Node.js NumPy OAuth OOP OpenAI ORM PHP PostgreSQL PowerShell PyPI"
    " PyTorch QA REST RxJS SQL SQLAlchemy SRE SaaS SciPy SpringBoot TensorFlow TypeScript UI UX Vue.js WebAssembly"
    " WordPress XML YAML YouTube gRPC iOS jQuery macOS"
)
_TAG = re.compile(r"\s*(?:[A-Z]+(?:/[A-Z]+)*(?=[A-Z][a-z])|[A-Z]{2,}s?(?=[A-Z]|\s|$)|[A-Z]?[^A-Z\s]+|[A-Z]+|\S)")


def _tag_end(text: str, at: int, whole: Collection[str]) -> int:
    """End of the tag that starts here: the longest one that is known as one word, else up to the next seam."""
    for end in range(min(len(text), at + 30), at + 1, -1):
        if text[at:end] in whole and not re.match(r"[a-z0-9]", text[end : end + 1]):
            return end
    match = _TAG.match(text, at)
    return match.end() if match else len(text)


def _parted(text: str, whole: Collection[str]) -> Iterator[str]:
    start = at = 0
    while at < len(text):
        at = _tag_end(text, at + text[at].isspace(), whole)
        if not text[at : at + 1].isspace():  # a tag of several words: "Web Design"
            yield text[start:at].strip()
            start = at


def split_tags(text: str, words: Iterable[str] = ()) -> list[str]:
    """Tags glued into one word (`PythonGraphQLRESTAPIs`); `words` are those that stand alone in the document."""
    text = text.strip()
    separator = r"\s*#" if text.startswith("#") else r"\s*[,;|·•]\s*"
    parts = [part for part in re.split(separator, text) if part]
    if len(parts) != 1:
        return parts
    whole = _WHOLE | {word for word in words if len(word) < len(text)}
    return list(_parted(parts[0], whole))
