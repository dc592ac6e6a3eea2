"""What stands before a question or an answer: a label (`Q:`, `Question 5 -`, `Ответ:`), a number, emphasis."""

from __future__ import annotations

import re
from typing import NamedTuple


class Label(NamedTuple):
    """What labels an answer, and what follows."""

    word: str  # in small letters; a single letter with the dot or bracket behind it, if any: "answer", "a", "a."
    rest: str

    @property
    def is_weak(self) -> bool:
        """Whether the word has other uses: `A: ampere`, `Solution: 5 % salt`."""
        return (len(self.word.rstrip(DOTS)) == 1 and self.word.isascii()) or self.word in _WEAK


class Prefix(NamedTuple):
    """A text without what stood before it."""

    label: str  # "q", "c" (cloze) or ""
    number: int | None
    text: str  # the rest, in Markdown
    wrap: str  # what emphasis wraps: "bold" or "italic" for the whole text, "lead" for its beginning, "" for none


_QUESTION = (
    r"q|que|ques|quest|(?:(?:practice|sample|quiz|exam|interview|test|review|bonus)\s)?questions?|problem|exercise|task|puzzle|quiz|front|вопрос|задача|задание|pregunta|frage"
    r"|domanda|pergunta|questão|питання|soru|pytanie|vraag|câu(?:\shỏi)?|问题|问|題目|题目|题|問題|質問|問|질문|문제|प्रश्न"
    r"|fråga|spørsmål|spørgsmål|kysymys|otázka|întrebarea?|pertanyaan|soal|kérdés|ερώτηση|въпрос|питање|pitanje|שאלה"
    r"|(?:ال)?سؤال|سوال|پرسش|คำถาม"
)
ANSWER = (
    r"a|ans|answer|solution|response|reply|back"
    r"|(?:sample|example|model|suggested|short|correct|right|expected|possible|ideal|best|good|quick|detailed|official"
    r"|the|my|your)\s(?:answers?|solution|response)"
    r"|correct\s(?:option|choice)|correct|(?:(?:правильный|верный)\s)?ответ|решение|respuestas?(?:\scorrectas?)?"
    r"|(?:richtige\s)?antwort|lösung|(?:bonne\s)?(?:réponse|reponse)(?:\scorrecte)?|risposta(?:\s(?:corretta|esatta))?"
    r"|resposta(?:\scorreta)?|gabarito|(?:правильна\s)?відповідь|(?:doğru\s)?cevap|(?:poprawna\s)?odpowiedź|poprawn[ae]"
    r"|(?:juiste\s)?antwoord|đáp\sán|(?:câu\s)?trả\slời|正确答案|参考答案|答案|解析|解答|解説|回答|答え|正解|答"
    r"|정답|답변|답|해설|풀이|(?:सही\s)?उत्तर"
    r"|(?:rätt\s|riktig[at]?\s|rigtigt?\s)?svar|(?:oikea\s)?vastaus|(?:správn[áa]\s)?odpov[ěe][ďd]|odpoveď|răspuns(?:\scorect)?"
    r"|(?:helyes\s)?válasz|jawaban|kunci\sjawaban|(?:σωστή\s)?απάντηση|отговор|одговор|odgovor|(?:ال)?إجابة|الجواب|جواب|پاسخ"
    r"|תשובה|(?:เฉลย|คำตอบ)"
    r"|answers|(?:richtige\s)?antworten|(?:bonnes\s)?réponses(?:\scorrectes)?|risposte|respostas|(?:правильные\s)?ответы"
)
_TITLES = frozenset(("answers", "antworten", "réponses", "respuestas", "risposte", "respostas", "ответы"))
_WEAK = frozenset(("back", "reply", "response", "solution", "correct", "решение", "lösung"))
DOTS = ".)）]、"
_OPEN = r"(?P<open>\*\*\*|\*\*|__|\*(?!\s)|_|<b>|<strong>|<em>|<i>)?\s*"
_SHUT = {"<b>": "</b>", "<strong>": "</strong>", "<em>": "</em>", "<i>": "</i>"}
_ITALIC = {"*", "_", "<em>", "<i>"}
_EMOJI = r"(?:(?:[⁉▶➡\u2600-\u27bf\U0001f100-\U0001faff][\ufe0f\u200d]{0,2}){1,3}\s*|:[a-z_]{3,30}:\s*)?"
_SEP = r"[.:：)）\]、．。|/–—-]"
_DOTTED = r"(?:[.-]\d{1,3}){0,3}"
_LABELLED = re.compile(
    rf"{_OPEN}{_EMOJI}[\[(]?(?P<label>{_QUESTION})\s?[.#№_-]?\s?(?:(?:no|number|nr)\b\.?\s?)?"
    rf"(?:(?P<number>\d{{1,4}}){_DOTTED}(?:\s(?:of|/)\s\d{{1,4}})?(?:\s?{_SEP}{{1,3}}|(?=[\s*_<]|$))"
    rf"|(?=\s?[:：)）\].、]|\s[–—-]\s|\s?(?:\*\*|__|</b>|</strong>)\s?[:：.-])\s?{_SEP}{{0,3}})",
    re.IGNORECASE,
)
_ANSWERED = re.compile(  # a colon of ASCII is followed by a blank or emphasis: `a::b` and `A:\Files` have no label
    rf"{_OPEN}{_EMOJI}[\[(]?(?P<label>{ANSWER})(?:\s?[.#_-]?\s?(?P<number>\d{{1,4}}){_DOTTED})?\s?"
    rf"(?P<end>：|:(?=\s|$|[*<]|_+(?!\w))|(?<=[\u3040-\u9fff\uac00-\ud7af]):(?!:)|[)）\]、.](?=\s|\*|_|$)|[–—-](?=\s)|(?=\*\*|__|</b>|</strong>|</em>|</i>)|$|(?=[*_]\s*$))",
    re.IGNORECASE,
)
_LINK = re.compile(r"\[([^\[\]]{1,400})\]\(([^()\s]{1,2000})\)")
_AGAIN = re.compile(rf"(?:{_QUESTION})\s?#?\d{{1,4}}\W{{0,3}}", re.IGNORECASE)
_ONLY = re.compile(_QUESTION.replace("questions?", "question"), re.IGNORECASE)
_ORDINAL = re.compile(rf"{_OPEN}第\s?(?P<number>\d{{1,4}})\s?道?[题題问問](?:\s?{_SEP}{{1,3}}|(?=[\s*_]|$))")
_CLOZE = re.compile(r"(?P<open>)(?P<label>c|cloze)\s?:(?![:\\/])", re.IGNORECASE)
_NUMBERED = re.compile(
    rf"{_OPEN}{_EMOJI}[#(\[（№]?\s?(?:\d{{1,4}}\.){{0,3}}(?P<number>\d{{1,4}})"
    rf"(?:(?<=\d\.\d)(?=\s)|(?<=\d\.\d\d)(?=\s)|\\?{_SEP}{{1,3}}(?![\d.])|\s[–—-]\s)"
)
_KEYCAPS = re.compile(rf"{_OPEN}(?P<number>(?:[0-9]\ufe0f?\u20e3){{1,4}}|🔟)\s*[.:)-]?\s*")
_OPENING = re.compile(r"\*\*\*|\*\*|__|\*(?!\s)|_(?!\s)|<b>|<strong>|<em>|<i>")
_LEVELS = r"beginner|basic|easy|junior|intermediate|medium|mid|advanced|hard|expert|senior"
# what may follow emphasis that wraps a whole question: dots, emoji, a level
_REMARK = re.compile(
    rf"[\s.:：*]*(?:[^\w`<>()\[\]{{}}\"'/\\&%$#@=+-]|:\w+:|[(\[`]?(?:{_LEVELS})[)\]`]?)*[\s.:：*]*", re.I
)
# the first characters of what is looked for here, as far as they are ASCII: most texts begin otherwise
_STARTS = frozenset("*_<:#([" + "0123456789" + "qpetfdvscabmrkoQPETFDVSCABMRKO")
# the first letters of all words in labels of answers, and what may stand before them: few texts begin so
_LABEL_WORDS = frozenset(word[:3].ljust(3) for word in re.findall(r"[^\W\d_]{2,}", ANSWER))
_LABEL_SIGNS = frozenset("*_<:([")
_TABLE = ((_LABELLED, "q"), (_NUMBERED, ""), (_CLOZE, "c"))
_WIDER = ((_KEYCAPS, ""), (_ORDINAL, "q"), *_TABLE)  # no keycap is ASCII


def read(text: str) -> Prefix:
    """Takes label, number and the emphasis around the whole off a text."""
    text = text.strip()
    if text[:1].isascii() and text[:1] not in _STARTS:
        return Prefix("", None, text, "")
    if text[:1] == "[" and "](" in text:
        return _linked(text)
    for pattern, label in _TABLE if text.isascii() else _WIDER:
        found = pattern.match(text)
        if found and not _is_letter(found):
            rest, wrap = _balance(text, found)
            number = _number(found.groupdict().get("number"))
            if not label and _AGAIN.fullmatch(rest):  # "1. Question 1": the question stands below
                return Prefix("q", number, "", wrap)
            return Prefix(label, number, rest, wrap)
    opened = _OPENING.match(text)
    unwrapped = _unwrap(text[opened.end() :], opened[0]) if opened else None
    return Prefix("", None, *(unwrapped or (text, "")))


def _is_letter(found: re.Match[str]) -> bool:
    """Whether a small `q.` is just one of a list's letters."""
    parts = found.groupdict()
    return parts.get("label") == "q" and not parts.get("number") and ":" not in found[0] and not found["open"]


def _linked(text: str) -> Prefix:
    """A text that begins with a link: what stands before the question within the link, if it is one as a whole."""
    found = _LINK.fullmatch(text)
    if not found:
        return Prefix("", None, text, "")
    inner = read(found[1])
    return inner._replace(text=f"[{inner.text}]({found[2]})") if inner.text else Prefix("", None, text, "")


def answer(text: str) -> str | None:
    """What follows an answer's label at the start of a text, or None where there is no such label."""
    found = label(text)
    return None if found is None else found.rest


def label(text: str) -> Label | None:
    """The label of an answer at the start of a text. Whether it counts, the document says: see `answer_labels`."""
    found = _ANSWERED.match(text) if _may_label(text) else None
    if not found:
        return None
    word = " ".join(found["label"].casefold().split())
    if not found["number"] or not found["end"]:
        short = len(word) < 2 or word in ("correct", "back", "reply")
        if short and found["end"] in (".", ")", "）", "]", "-", "–", "—") and not found["open"]:
            return None  # `A) …` is an option, "A. …" a sentence or an option
        if short and not found["end"] and not found["open"]:
            return None
        word += found["end"] if len(word) < 2 and found["end"] in DOTS else ""
    rest = _balance(text, found)[0]
    return Label(word, rest) if rest or word not in _TITLES else None  # alone it is the title of a key


def _may_label(text: str) -> bool:
    """A cheap test before the costly one."""
    first = text[:1]
    if not first.isascii() or first in _LABEL_SIGNS:
        return True
    return text[:3].lower() in _LABEL_WORDS or (first in "Aa" and not text[1:2].isalpha())


def only_label(text: str) -> bool:
    """Whether a text is nothing but a question's label, without a number or a colon: a heading `Question`."""
    return bool(_ONLY.fullmatch(text.strip(" *_:")))


def _number(text: str | None) -> int | None:
    if not text:
        return None
    digits = "".join(letter for letter in text if letter in "0123456789")
    return int(digits) if digits else 10 if text == "🔟" else None


def _balance(text: str, found: re.Match[str]) -> tuple[str, str]:
    """The rest of a text whose prefix may have opened emphasis: closed by now, at the text's end, or to be opened."""
    mark = found["open"] or ""
    rest = text[found.end() :].lstrip()
    if not mark:
        return rest, ""
    shut = _SHUT.get(mark, mark)
    if rest.startswith(shut):
        return re.sub(r"^\s*[:：.)–—-]*\s*", "", rest[len(shut) :]), "lead"
    return _unwrap(rest, mark) or (mark + rest, "lead")


def _unwrap(rest: str, mark: str) -> tuple[str, str] | None:
    """A text whose emphasis closes at its end, but for a remark: without the emphasis."""
    shut = _SHUT.get(mark, mark)
    at = rest.find(shut)
    if at < 0:
        return None
    tail = rest[at + len(shut) :]
    if not _REMARK.fullmatch(tail[:80]) or len(tail) > 80:
        return None
    inner = f"{rest[:at].strip()} {tail.strip(' .:：*')}".strip()
    return (inner, "italic" if mark in _ITALIC else "bold") if inner else None
