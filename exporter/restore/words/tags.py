"""Tags that a paste glued into one word: `PythonGraphQLTesting`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Final

from exporter.restore.words.frequencies import word_set

_WHOLE: Final = word_set(
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
