"""Word frequencies in the languages of a document.

The word lists are wordfreq's: forty languages with inflected forms, and technical words among the English ones. They
are read late, once, and only when something looks like a flattened table: about 0.1 s for English.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType

_WORD = re.compile(r"[^\W\d_]+")
_CYRILLIC = re.compile(r"[а-яё]")
_UKRAINIAN = re.compile(r"[іїєґ]")
_HAN = re.compile(r"[\u3400-\u9fff]")
_KANA = re.compile(r"[\u3040-\u30ff]")
_HANGUL = re.compile(r"[\uac00-\ud7af]")


def word_set(words: str) -> frozenset[str]:
    """Words written with spaces between, as a set: a table of words that stays readable."""
    return frozenset(words.split())


MODULES = word_set(  # whose members are named with them
    "Array JSON Math Number Object Promise React ReactDOM Reflect String Symbol System abc argparse asyncio bisect cls"
    " collections console contextlib csv ctypes dataclasses datetime decimal document enum exports functools gc heapq"
    " inspect io itertools json logging math module multiprocessing os pathlib pickle process props queue random re"
    " self shutil socket subprocess sys tempfile this threading time timeit typing unittest urllib uuid window"
)

# Words of grammar that make up a good part of any text, and of few texts in another language.
_GRAMMAR = {
    "de": "der und die ist nicht ein mit von das was zwischen",
    "es": "el los una que para las por con cuál es",
    "fr": "le les une des est pour dans avec la quelle",
    "it": "il di che una per gli sono della quali le",
    "nl": "het een van niet zijn voor wat de",
    "pl": "nie jest się że oraz czym jak",
    "pt": "o não uma para os com são qual é",
}
_SHARE = 0.04
_LARGE = frozenset({"en", "ru"})  # the small lists lack `subclass` and most inflected forms of Russian

# Words of programming that stand in code more than in language, names of the libraries everyone knows among them.
CODE_WORDS = word_set(
    "api args async await bool boolean char config const constexpr def del dict elif enum env eval exec extends"
    " finally float func init instanceof int iter kwargs lambda len namespace nil nonlocal null nullptr param params"
    " printf readonly regex repo repr sizeof stderr stdin stdout str strcmp struct substr throws tuple typedef typeof"
    " undefined unsigned uri url varchar void"
    " arraylist hashmap hashset hashtable linkedlist stringbuilder treemap treeset dataframe ndarray"
    " clusterip configmap cronjob daemonset nodeport loadbalancer replicaset statefulset kubectl kubelet"
    " addeventlistener innerhtml localstorage sessionstorage settimeout setinterval xmlhttprequest"
    " classmethod conftest deepcopy dockerfile dockerignore getattr gitignore hasattr isinstance issubclass kubeconfig"
    " makefile pyproject setattr staticmethod tsconfig"
    " github gitlab javascript jquery mongodb mysql nosql postgresql sqlite typescript youtube"
)


def languages_of(text: str) -> tuple[str, ...]:
    """English, which no technical document does without, and whatever else the text is written in."""
    lower = text.lower()
    found = ["en"]
    if len(_CYRILLIC.findall(lower)) > len(lower) * 0.05:
        found.append("uk" if len(_UKRAINIAN.findall(lower)) > len(lower) * 0.01 else "ru")
    found += _east_asian(lower)
    words = Counter(_WORD.findall(lower))
    for language, grammar in _GRAMMAR.items():
        if sum(words[word] for word in grammar.split()) > _SHARE * words.total():
            found.append(language)
    return tuple(found)


def _east_asian(text: str) -> list[str]:
    kana = len(_KANA.findall(text))
    han = len(_HAN.findall(text))
    if kana > max(len(text) * 0.02, han * 0.1):
        return ["ja"]
    if len(_HANGUL.findall(text)) > len(text) * 0.05:
        return ["ko"]
    return ["zh"] if han > len(text) * 0.05 else []


@cache
def lexicon(languages: tuple[str, ...]) -> MappingProxyType[str, float]:
    """Word in lower case -> log10 of its probability; the best of the languages where several have it."""
    scores: dict[str, float] = {}
    for language in languages:
        words: dict[str, float] = {}
        for centibels, bucket in enumerate(_buckets(language)):
            words.update(dict.fromkeys(bucket, -centibels / 100))
        for word in words.keys() & scores.keys():
            words[word] = max(words[word], scores[word])
        scores.update(words)
    return MappingProxyType(scores)


def known(words: frozenset[str], language: str) -> frozenset[str]:
    """Those of some words in lower case that a language has; its list is not kept."""
    return frozenset(word for bucket in _buckets(language) for word in bucket if word in words)


def _buckets(language: str) -> list[list[str]]:
    """The words of a language by their probability: the nth list has those of -n centibels (wordfreq's cBpack).

    The file is read without wordfreq itself, whose import takes as long again: it prepares to take text apart.
    """
    import gzip

    import msgpack

    package = find_spec("wordfreq")
    if not (package and package.origin):
        raise ModuleNotFoundError("wordfreq")
    size = "large" if language in _LARGE else "small"
    with gzip.open(Path(package.origin).with_name("data") / f"{size}_{language}.msgpack.gz") as file:
        buckets: list[list[str]] = msgpack.load(file)[1:]
    return buckets
