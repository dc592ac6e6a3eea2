"""The language of a block of code, as the word that its fence carries."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Final

from exporter.restore.code.votes import Votes, add

ENOUGH: Final = 3.0  # what a dialect must gain of its own before it is preferred to its base language
SAMPLE: Final = 400  # lines of a block that vote: a longer one has shown its language by then

# Names as they stand on a label above the code, in the spelling of a fence.
_NAMES: Final = """
    bash: sh shell zsh terminal cmd env  |  c: h  |  console  |  cpp: c++  |  csharp: c# cs  |  css  |  diff
    dockerfile: docker  |  elixir  |  gitignore  |  go: golang  |  graphql  |  groovy: jenkinsfile  |  hcl: terraform tf
    html: vue  |  http  |  ini  |  java  |  javascript: js node node.js nodejs  |  json  |  jsx: react  |  kotlin: kt
    lua  |  makefile: make  |  markdown: md  |  nginx: conf  |  perl  |  php  |  powershell: ps1  |  properties
    protobuf: proto  |  python: python3 py  |  r  |  ruby: rb  |  rust: rs  |  scala  |  scss: sass
    sql: mysql postgresql postgres plsql t-sql tsql  |  swift  |  text: txt plaintext  |  toml  |  tsx
    typescript: ts  |  xml  |  yaml: yml
"""
LABELS: Final = {
    label: name
    for row in re.split(r"[|\n]", _NAMES)
    for name, _, others in (row.strip().partition(":"),)
    for label in (name, *others.split())
    if label
} | {"shell script": "bash", "command line": "bash", "shell session": "console", "plain text": "text"}

# Dialects and the language that they are counted with, while languages are distinguished.
BASES: Final = {"typescript": "javascript", "jsx": "javascript", "cpp": "c", "scss": "css", "xml": "html"}

# Which is taken where two languages have as many votes: the one met more often.
_COMMON: Final = ("python", "javascript", "bash", "sql", "java", "yaml", "csharp", "c", "go", "rust", "html")
_RANK: Final = {name: at for at, name in enumerate(_COMMON)}

_IGNORED = re.compile(r"\s*(#.*|!?/?[\w.*?\[\]@{},+-]+(/[\w.*?\[\]@{},+-]*)*/?)\s*$")
_PATTERN = re.compile(r"\s*(!?/?\S*[*/]\S*|\.\w\S*|\w[\w.-]*\.(log|md|env|pyc|tmp|bak|swp|lock|json|txt)|node_modules|"
                      r"__pycache__|dist|build|venv|target|coverage)\s*$")  # fmt: skip
_PROMPT = re.compile(r"\s*(?:[$%] \S|>>> ?|In \[\d+\]: |\w+@[\w.-]+:\S*[$#] |(?:mysql|irb\S*|PS \S*)> ?|\w+=[#>] )")
_FILE_NAME = re.compile(r"(?:[\w.-]+/)*(?:[\w.-]+\.[a-z]+|Dockerfile|Jenkinsfile|Makefile)$")
_FILE = re.compile(r"(?:[\w./-]*/)?([\w-]*)\.?([\w-]*)$")


def label(line: str) -> str | None:
    """The language that a line names, if it is a label such as `Python`, `Bash` or `C++` and nothing else."""
    return LABELS.get(line.strip().rstrip(":").lower()) if len(line) < 30 else None


def is_file(line: str) -> bool:
    """Whether a line is the name of a file whose ending tells its language, and nothing else."""
    return bool(_FILE_NAME.match(line)) and named("x", line) is not None


def families(votes: Mapping[str, float]) -> Votes:
    """Votes with dialects counted for their base, the more where a line speaks for both."""
    found: Votes = {}
    for name, weight in votes.items():
        base = BASES.get(name, name)
        found[base] = max(found.get(base, weight), weight)
    return found


def named(text: str, label_or_file: str) -> str | None:
    """The language that a label or a file name in front of the code gives, if it gives one."""
    name = label(label_or_file)
    if name is None and text:
        file = _FILE.match(label_or_file.strip())
        name = file and (LABELS.get(file[2].lower()) or LABELS.get(file[1].lower()))
    return name or None


def choose(text: str, votes: Iterable[Votes]) -> str:
    """The language of a block whose lines voted like this."""
    lines = [line for line in text.split("\n") if line.strip()][:SAMPLE]
    return _by_kind(text, lines) or _by_votes(lines, votes)


def _by_kind(text: str, lines: Sequence[str]) -> str | None:
    """Kinds of block that are known as a whole: transcripts, JSON, ignore files."""
    if not lines:
        return "text"
    if any(_PROMPT.match(line) for line in lines):
        return "console"
    if text.lstrip()[:1] in ("{", "[") and _is_json(text):
        return "json"
    patterns = sum(bool(_PATTERN.match(line)) for line in lines)
    if patterns >= 2 and patterns * 2 >= len(lines) / 2 and all(_IGNORED.match(line) for line in lines):
        return "gitignore"
    return None


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _by_votes(lines: Sequence[str], votes: Iterable[Votes]) -> str:
    total: Votes = {}
    own: Votes = defaultdict(float)
    first: Votes = {}
    for vote in islice(votes, SAMPLE):
        add(own, vote)
        add(total, families(vote))
        first = first or (vote if max(vote.values(), default=0.0) >= 1 else {})
    _weigh(total, own, lines)
    main = max(first, key=lambda name: first[name], default="")
    if main != "bash" and total.get(main, 0.0) >= ENOUGH:
        total[main] += max(total.pop("bash", 0.0), 0.0)  # how it is installed, built and run, below it or within
    best = max(total, key=lambda name: (round(total[name], 3), -_RANK.get(name, len(_RANK))), default="text")
    if not total or total[best] <= 0:
        return "text"
    return _dialect(best, own)


def _weigh(total: Votes, own: Votes, lines: Sequence[str]) -> None:
    """What the first line says about languages that hold others: tags in a script, scripts in a page."""
    first = lines[0].lstrip()
    html, script, style = (max(total.get(name, 0.0), 0.0) for name in ("html", "javascript", "css"))
    if own["jsx"] < ENOUGH and first.startswith("<"):
        total["html"] = html + script + style if html else 0.0
    elif html and script >= ENOUGH:
        own["jsx"] += html
        total["javascript"] = script + own["jsx"]


def _dialect(base: str, own: Votes) -> str:
    """TypeScript rather than JavaScript, C++ rather than C, where there is enough that only the dialect has."""
    if base == "javascript":
        names = {(True, True): "tsx", (True, False): "typescript", (False, True): "jsx", (False, False): base}
        return names[own["typescript"] >= ENOUGH, own["jsx"] >= ENOUGH]
    if base == "html":
        return "html" if own["html"] >= own["xml"] / 2 else "xml"
    dialect = next((name for name, of in BASES.items() if of == base), "")
    return dialect if own[dialect] >= ENOUGH else base
