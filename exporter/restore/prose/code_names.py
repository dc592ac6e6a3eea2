"""Names of code: what the code blocks of an article define, call and run, for its sentences to mention."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from exporter.restore.words.frequencies import word_set

_TOOLS: Final = word_set(
    "ansible apk apt apt-get aws az brew cargo choco composer conda curl dnf docker docker-compose dotnet gcloud gem"
    " git gradle helm java javac kubectl minikube mvn npm npx openssl pip pip3 pipenv pnpm podman poetry pytest python"
    " python3 rustup systemctl terraform tox uvicorn vagrant virtualenv wget yarn yum"
)
SUITES: Final = word_set("cargo docker git helm kubectl minikube npm pip podman systemctl terraform")  # of subcommands
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
class CodeNames:
    """What is code in a card: the words that its code blocks and those of its document hold."""

    tokens: frozenset[str] = frozenset()  # every word of the code, cut at quotes, brackets and commas
    named: frozenset[str] = frozenset()  # what the code defines, imports or calls, without ordinary words
    commands: frozenset[tuple[str, str]] = frozenset()  # neighbors in a command line: ("docker", "run")
    heads: frozenset[str] = frozenset()  # first words of command lines

    @classmethod
    def of(cls, codes: Iterable[str], ordinary: Callable[[str], bool] = _plain) -> CodeNames:
        """Read the names from the text of code blocks; `ordinary` returns whether a text is a word, never a name."""
        tokens: set[str] = set()
        named: set[str] = set()
        commands: set[tuple[str, str]] = set()
        for line in "\n".join(codes).splitlines():
            bare = _COMMENT.sub("", line)
            tokens.update(_TOKEN.findall(bare))
            tokens.update(_CALLED.findall(bare))
            named.update(name for names in _NAMED.findall(bare) for name in names)
            commands.update(_commands(_PROMPT.sub("", bare, count=1).split()))
        tokens |= {token.strip(".:=") for token in tokens} | {token.partition(":")[0] for token in tokens}
        kept = (name for name in named if _may_be_mentioned(name) and not ordinary(name))
        heads = {head for head, word in commands if _is_command(head, word)}
        return cls(frozenset(tokens), frozenset(kept), frozenset(commands), frozenset(heads))


def _may_be_mentioned(name: str) -> bool:
    """Whether a name differs from a word: neither short nor in capitals."""
    return len(name) > 2 and not name.isupper()


def _is_command(head: str, word: str) -> bool:
    """Whether a line that begins with these words is surely a command."""
    return head in _TOOLS or word[0] == "-"


def _commands(words: Sequence[str]) -> Iterable[tuple[str, str]]:
    """Words of a command line that follow each other: all of a tool's, of others a flag behind the first."""
    if words and words[0] in _TOOLS:
        return pairwise(words)
    return [(words[0], words[1])] if words[1:] and _FLAG.fullmatch(words[1]) else ()


NO_NAMES: Final = CodeNames()
