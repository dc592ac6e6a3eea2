"""How much a text looks like a question, whatever the language: its mark, its first words, what it surely is not."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from exporter import lexicon
from exporter.lexicon.wording import UNSPACED, is_name, words_of
from exporter.readers.inferred import levels

ASKED = "?？؟;՞⁇⸮፧❓"  # the question marks of scripts; the third from the left is Greek only as U+037E
NEVER = -1.0  # furniture, links, names of parts: no question at all
WEAK = 0.3  # a verb first, as in "Is …", but no question mark
PERHAPS = 0.45  # an order that manuals give, too: "Create …", "How to …"
LIKELY = 0.7  # a question or an exam's order without a mark: "What is …", "Explain …"
SURE = 1.0

_PARTS = ("contents", "resources", "part", "plural", "answers", "faq", "questions")
_TITLE = 60  # characters of a name of a part
_PART = 12  # letters of a name of a part, such as "References?"
_MARK = re.compile(f"[{ASKED}\u037e]".replace(";", ""))
_GREEK = re.compile(r"(?<=[\u0370-\u03ff\u1f00-\u1fff]);(?=[\s*_)\]»”\"]|$)")  # its question mark, as it is typed
_TAIL = re.compile(r"[\s*_`~)\]}>\"'”’»」』）】.!:,;…✅⭐★☆🔥👶🚀\ufe0f\u200d#-]+$")
_BRACKETS = re.compile(r"\s*[(（\[][^()（）\[\]]{0,160}[)）\]]\s*$")
_CODE = re.compile(r"`+[^`]*`+|<(?:code|kbd)>.{0,400}?</(?:code|kbd)>")
_TARGET = re.compile(r"\]\([^()\s]{0,500}(?:\([^()\s]{0,200}\)[^()\s]{0,300})?(?:\s[^()]{0,200})?\)")
_URL = re.compile(r"<?\bhttps?://\S+")
_ONLY_LINK = re.compile(r"^\W*(?:\[(?:[^\[\]]|\[[^\[\]]*\]){0,400}\](?:\(|\[|$)|https?://|www\.|<https?:)")
_WORD = re.compile(r"[^\W\d_]+")


_PHRASE = 3  # words of a phrase that asks: "por qué", "what is the"


@lru_cache(maxsize=1)
def _starts() -> Mapping[str, float]:
    """What the first words of a text promise; accents count here: "où" asks and "ou" does not."""
    degrees = {"auxiliary": WEAK, "task_order": PERHAPS, "order": LIKELY, "asking": LIKELY}
    return {
        phrase: degree
        for field, degree in degrees.items()
        for language in lexicon.languages()
        for phrase in lexicon.phrases(getattr(language, field))
    }


@lru_cache(maxsize=1)
def _anywhere() -> re.Pattern[str]:
    """The words of languages without blanks that ask, and the last ones of a sentence."""
    words = (word for word in _starts() if UNSPACED.match(word))
    return re.compile("|".join([*sorted(map(re.escape, words)), "吗$", "嗎$", "까$"]))


_REQUEST = re.compile(  # nothing but a question is put so politely
    r"(?:설명|비교|소개|말씀|서술)[가-힣]{0,2}\s?(?:주세요|보세요|하세요|하시오|주십시오)|설명하시오|(?:説明して|教えて)(?:ください|下さい)"
    r"|请(?:你|简单|简要)?(?:说明|解释|简述|描述|谈谈|介绍|说说|列举)"
)
_ON = re.compile(r"^(?:\.{3}|…)\s?[^\W\d_]")  # "How do I …" in a title, "… change the color?" below it
_BLANK = re.compile(r"(?<![\w_])_{3,}(?![\w_])|\[\s?(?:\.{3}|…)\s?\]")  # to be filled in
_TAGGED = re.compile(r"^\W{0,3}(?:[\[(][^\[\]()]{1,15}[\])]\s*)+")
_NAME = re.compile(r"^(\*\*|__)[^*_]{1,80}\1\W*")
_FIRST_SKIPPED = {"please", "so", "and", "but", "ok", "in", "if", "for", "with", "the", "a", "an", "в", "для", "о"}
_FURNITURE = re.compile(
    r"^\W*(?:(?:table of |the )?contents?|toc|references?|(?:useful |more |other |additional |further "
    r"|great |external )*"
    r"(?:resources?|links?|references?|readings?|answers?|sources?|materials?)|licen[sc]es?|contribut(?:ing|ors?|ions?)"
    r"(?: guide(?:lines)?)?|install(?:ation|ing)?|usage|getting started|quick ?start|introduction|intro|overview|about"
    r"(?: (?:me|us|this.{0,30}|the authors?))?|disclaimer|credits?|acknowledge?ments?|thanks|see also|notes?|examples?"
    r"|summary|conclusions?|features?|requirements?|prerequisites?|change ?log|support(?: us)?|authors?|sponsors?"
    r"|(?:correct |right )?answers?(?: key)?|solutions?|explanations?|hints?|tips?|faqs?|questions?|index"
    r"|preface|foreword"
    r"|background|appendix|glossary|bibliography|key (?:points?|takeaways?|concepts?|features?"
    r"|differences?)|roadmap|todo"
    r"|frequently asked questions?.{0,40}|(?:stars?|star) history|contact|donate|development|testing|deployment"
    r"|configuration|documentation|community|why (?:this|us)|how to (?:use|contribute|install|run|build|read)"
    r"(?: (?:this|it|the).{0,40})?|what(?:'s| is) (?:this|new|inside|included|next)(?: .{0,20})?"
    r"|参考.{0,6})\W*$",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def asks(text: str) -> float:
    """How surely a text of one paragraph asks, from NEVER to SURE; number and label are off already."""
    if not _WORD.search(text):
        return NEVER
    if _FURNITURE.match(text) or (len(text) <= _TITLE and is_name(text, *_PARTS)):
        return 0.0 if text.endswith(("?", "？")) and len(text) > _PART else NEVER
    if len(text) > 900:
        return -0.5
    bare = _URL.sub("", _TARGET.sub("]", _CODE.sub("`x`", text))) if _has_marks(text) else text
    bare = _GREEK.sub("?", bare) if ";" in bare and not bare.isascii() else bare
    link = bool(_ONLY_LINK.match(text))
    start = _start(bare)
    if _MARK.search(bare):
        return _marked(bare, start) - (0.3 if link else 0.0)
    if link:
        return NEVER
    if (bare[:1] in ".…" and _ON.match(bare)) or _BLANK.search(bare):
        return LIKELY
    if start:
        return start if len(text) < 400 else PERHAPS
    wide = 0.0 if bare.isascii() else _wide(bare)
    return wide or (-0.3 if text.endswith((":", "：", ":**", ";")) else 0.0)


def _wide(text: str) -> float:
    """What the words of languages promise that put them anywhere."""
    if _REQUEST.search(text):
        return SURE
    return (LIKELY if len(text) < 120 else 0.2) if _anywhere().search(text) else 0.0


def _has_marks(text: str) -> bool:
    return "`" in text or "](" in text or "://" in text or "<" in text


def _marked(text: str, start: float) -> float:
    """A text with a question mark: at its end, before brackets or a remark, or somewhere."""
    tail = _BRACKETS.sub("", _TAIL.sub("", levels.split(text)[0]))
    tail = _TAIL.sub("", tail)
    ends = bool(tail) and bool(_MARK.match(tail[-1]))
    if ends:
        words = len(_WORD.findall(text))
        short = words < 2 and len(text) < 12 and text.isascii()
        return 0.4 if short else SURE if len(text) < 600 else LIKELY
    return 0.9 if start else 0.6 if len(text) < 200 else 0.1


def _start(text: str) -> float:
    """What the first words promise; a word or two may stand before ("In SQL, what is …")."""
    text = _TAGGED.sub("", text) if text[:1] in "[(*" else text
    words = [word for word in words_of(text[:120].replace("'", "").replace("’", "")) if not word.isdecimal()][:6]
    if not words:
        return 0.0
    if words[:2] == ["how", "to"]:
        return 0.55
    starts = _starts()
    known = (" ".join(words[:n]) for n in range(min(_PHRASE, len(words)), 0, -1))
    if phrase := next((phrase for phrase in known if phrase in starts), ""):
        return starts[phrase]
    if text.startswith(("**", "__")) and _NAME.match(text):  # a name before the order: "**Two sum.** Given …"
        rest = _NAME.sub("", text, count=1)
        return 0.0 if rest[:1].islower() else _start(rest)
    if words[0] in _FIRST_SKIPPED and len(words) > 2:
        later = [starts[word] for word in words[1:6] if word in starts and word in _WH_SET]
        return 0.4 if later else 0.0
    return 0.0


_WH_SET = {"what", "why", "how", "which", "что", "чем", "как", "почему", "какие", "где"}
