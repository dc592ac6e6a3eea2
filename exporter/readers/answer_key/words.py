"""The words and signs of answer keys, in the languages that we know, as patterns."""

from __future__ import annotations

import re

_WORDS = (
    "the|both|only|option|options|choice|choices|alternative|letter|letters|answer|answers|ans|solution|correct|right|best"
    "|key|is|are|die|der|das|richtige|richtigen|korrekte|antwort|antworten|lösung|buchstabe|ist|sind|lautet|beide|la|le"
    "|les|bonne|bonnes|réponse|réponses|correcte|correctes|lettre|est|sont|respuesta|respuestas|opción|opciones"
    "|alternativa|letra|correcta|correctas|es|son|risposta|risposte|opzione|lettera|corretta|corrette|è|sono|resposta"
    "|respostas|opção|opções|correta|corretas|é|são|вариант|варианты|ответ|ответы|правильный|правильные|верный|верные"
    "|буква|उत्तर|विकल्प"
)
_WIDE = "正确答案|答案|选项|是|正解|正答|答え|정답"  # words that need no blank behind them
_AND = "and|und|et|y|e|och|og|en|i|и|та|і|ve|dan|và|ja|és|și|και|و|和|及|と|와|과|및|और"
_BE = "is|are|was|were|ist|sind|est|sont|es|son|è|sono|é|são"
_CORRECT = "correct|right|true|richtig|korrekt|correcte?s?|correct[oa]s?|corrett[oaie]"
_NOUNS = "option|choice|letter|antwort|réponse|opción|letra|opção|risposta|opzione|вариант|选项"

INTRO = re.compile(  # what may stand before the first name
    rf"(?:(?:[ao]s?\s+(?=\w{{4}}))?(?:(?:{_WORDS})(?:\s*[:：=—–-]\s*|\s+)|(?:{_WIDE})\s*[:：]?\s*)){{1,8}}",
    re.IGNORECASE,
)
NAME = re.compile(  # a label, or letters that may be several
    rf"(?P<open>[(\[（［【「『\"“«]*)\s*(?:(?:{_NOUNS})\s+)?"
    r"(?P<label>\d{1,2}|[A-Za-z]{1,8}|[\u2460-\u24ff\u2776-\u2793]|[^\W_A-Za-z]{1,8})(?P<shut>[)\]）］】」』\"”»]*)",
    re.IGNORECASE,
)
SEPARATOR = re.compile(  # few blanks: it is looked for anywhere in a line
    rf"[)\]）］]?(?:\s{{0,3}}[,，、;；]\s{{0,3}}(?:(?:{_AND})\s+)?|\s{{0,3}}(?:[/&+／＆]|[和及と와과])\s{{0,3}}"
    rf"|\s{{1,3}}(?:{_AND})\s{{1,3}})",
    re.IGNORECASE,
)
OR = re.compile(
    r"\s{0,3}[,(（]?\s{0,3}(?:(?:or|oder|ou|o|u|или|або|veya|lub|of|eller|atau|hoặc|या)\s+|(?:或|または|또는)\s*)",
    re.IGNORECASE,
)
OUTRO = re.compile(  # "B is correct"
    rf"\s+(?:only|both|(?:{_BE})\s+(?:the\s|die\s|la\s)?(?:{_CORRECT})(?:\s(?:answer|option|choice)s?)?)(?!\w)",
    re.IGNORECASE,
)
ARTICLE = re.compile(  # "D / A day …": the slash stands for the next line
    rf"\s/\s+(?=A\s(?!(?:{_AND}|{_BE}|or|but)\b)[a-z]{{2}})"
)
_EXPLANATION = (
    "explanation|rationale|reason|reasoning|why|reference|erklärung|begründung|explication|explicación|justificación"
    "|spiegazione|explicação|justificativa|пояснение|объяснение|解析|解説|해설"
)
SMALL_ARTICLE = re.compile(rf"[,;]\s+(?=a\s(?!(?:{_AND}|{_BE}|or|but)\b)[a-z]{{2}})")  # "B, a dog …"
STOP = re.compile(  # where a key may end
    rf"{ARTICLE.pattern}|\s+(?=(?:{_EXPLANATION})\s?[:：])|\s{{0,3}}<br\s?/?>\s*|\s{{0,3}}[✅✔☑]\ufe0f?\s*|"
    r"\s*(?:[.!:;,)\]]+(?=\s|$|[\"“(])|[。．！：；，、）］】]+|\s[-–—]+(?=\s)|—+|(?=[(（［【\[])|$)\s*",
    re.IGNORECASE,
)
LABELS = re.compile(r"\**(?:[(\[]*(?:[^\W\d_]|\d{1,2})(?!\w)[\s.,:;)\]*–—/&-]*)+")  # nothing else
MARK = re.compile(r"\s*(?:[.):：．、）=–—-]\s*)?")  # between a label and the option's own text
DENIED = re.compile(rf"(?:{_BE}|isn't|aren't|not|no|never|nicht|kein|n'est|non|não|не|нет)\b", re.IGNORECASE)
TARGET = re.compile(r"\([^()\s]{0,500}\)")  # of a link whose text was the key
EMPHASIS = re.compile(
    r"</?(?:b|strong|i|em|u|span|code|mark)\b[^<>]{0,200}>|`+|\\(?=\W)|(?<![^\W_])[*_]+(?!\s)|(?<!\s)[*_]+(?![^\W_])"
)
BOLD = re.compile(r"\*\*|__|</(?:b|strong)\b", re.IGNORECASE)
WIDE_SCRIPT = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
SENTENCE_ENDS = ".!:;。！：；-–—"
# emphasis that may be open where a key ends
OPENED = {"**": r"\*\*", "__": "__", "`": "`", "*": r"(?<!\*)\*(?!\*)", "_": "(?<!_)_(?!_)"}
