"""Documents of five questions in every language and shape, in the words that people use."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple


class Words(NamedTuple):
    """How one language calls the parts of a document."""

    question: str
    answer: str
    key: str  # the title of a list of answers
    show: str  # what a summary says
    short: str = ""  # abbreviations of question and answer
    columns: str = ""  # names of columns other than the two words


TOPICS = ("Tide", "Moon", "Reef", "Gulf", "Dune")
NUMBERED = tuple(enumerate(TOPICS, 1))
Shape = Callable[[Words], str]


def label(words: Words) -> str:
    return "\n\n".join(f"{words.question}: {topic} {n}\n\n{words.answer}: Text {n}." for n, topic in NUMBERED)


def tight(words: Words) -> str:
    return "\n\n".join(f"{words.question}: {topic} {n}?\n{words.answer}: Text {n}." for n, topic in NUMBERED)


def wide_colon(words: Words) -> str:
    return "\n\n".join(f"{words.question}：{topic} {n}\n\n{words.answer}：Text {n}." for n, topic in NUMBERED)


def bold(words: Words) -> str:
    return "\n\n".join(f"**{words.question}:** {topic} {n}\n\n**{words.answer}:** Text {n}." for n, topic in NUMBERED)


def numbered(words: Words) -> str:
    return "\n\n".join(f"{words.question} {n}: {topic}?\n\n{words.answer}: Text {n}." for n, topic in NUMBERED)


def capitals(words: Words) -> str:
    question, answer = words.question.upper(), words.answer.upper()
    return "\n\n".join(f"{question} {n}. {topic}?\n\n{answer}: Text {n}." for n, topic in NUMBERED)


def items(words: Words) -> str:
    return "\n".join(f"{n}. {words.question}: {topic}?\n   {words.answer}: Text {n}." for n, topic in NUMBERED)


def headings(words: Words) -> str:
    return "\n\n".join(f"## {words.question} {n}: {topic}?\n\n### {words.answer}\n\nText {n}." for n, topic in NUMBERED)


def bare_headings(words: Words) -> str:
    return "\n\n".join(
        f"## {words.question}\n\n{topic} {n}?\n\n## {words.answer}\n\nText {n}." for n, topic in NUMBERED
    )


def one_line(words: Words) -> str:
    return "\n\n".join(f"{words.question} {n}: {topic}? {words.answer}: Text {n}." for n, topic in NUMBERED)


def table(words: Words) -> str:
    rows = "\n".join(f"| {topic} | Text {n}. |" for n, topic in NUMBERED)
    return f"| {words.question} | {words.answer} |\n|---|---|\n{rows}"


def html_table(words: Words) -> str:
    rows = "\n".join(f"<tr><td>{topic}</td><td>Text {n}.</td></tr>" for n, topic in NUMBERED)
    return f"<table>\n<tr><th>{words.question}</th><th>{words.answer}</th></tr>\n{rows}\n</table>"


def wide_table(words: Words) -> str:
    rows = "\n".join(f"| {n} | {topic} | x | Text {n}. |" for n, topic in NUMBERED)
    return f"| # | {words.question} | + | {words.answer} |\n|---|---|---|---|\n{rows}"


def key(words: Words) -> str:
    asked = "\n\n".join(f"{n}. {topic}?" for n, topic in NUMBERED)
    return f"{asked}\n\n## {words.key}\n\n" + "\n".join(f"{n}. Text {n}." for n, _ in NUMBERED)


def labelled_key(words: Words) -> str:
    asked = "\n\n".join(f"{words.question} {n}: {topic}?" for n, topic in NUMBERED)
    answers = "\n\n".join(f"{words.question} {n}: Text {n}." for n, _ in NUMBERED)
    return f"{asked}\n\n**{words.key}:**\n\n{answers}"


def details(words: Words) -> str:
    return "\n\n".join(
        f"### {topic}?\n\n<details><summary>{words.show}</summary>\n\nText {n}.\n\n</details>" for n, topic in NUMBERED
    )


def short(words: Words) -> str:
    asked, answered = words.short.split()
    return "\n\n".join(f"{asked}: {topic} {n}?\n{answered}: Text {n}." for n, topic in NUMBERED)


def bold_short(words: Words) -> str:
    asked, answered = words.short.split()
    return "\n\n".join(f"**{asked}:** {topic} {n}?\n\n**{answered}:** Text {n}." for n, topic in NUMBERED)


def short_numbered(words: Words) -> str:
    asked, answered = words.short.split()
    return "\n\n".join(f"{asked}{n}: {topic}?\n{answered}{n}: Text {n}." for n, topic in NUMBERED)


SHAPES: tuple[Shape, ...] = (
    label, tight, wide_colon, bold, numbered, capitals, items, headings, bare_headings, one_line, table, html_table,
    wide_table, key, labelled_key, details,
)  # fmt: skip
SHORT: tuple[Shape, ...] = (short, bold_short, short_numbered)

LANGUAGES: Mapping[str, Words] = {
    "English": Words("Question", "Answer", "Answers", "Show answer", "Q A"),
    "German": Words("Frage", "Antwort", "Lösungen", "Antwort anzeigen", "F A"),
    "French": Words("Question", "Réponse", "Réponses", "Voir la réponse", "Q R"),
    "Spanish": Words("Pregunta", "Respuesta", "Respuestas", "Ver respuesta", "P R"),
    "Italian": Words("Domanda", "Risposta", "Soluzioni", "Mostra la risposta", "D R"),
    "Portuguese": Words("Pergunta", "Resposta", "Gabarito", "Ver resposta", "P R"),
    "Dutch": Words("Vraag", "Antwoord", "Antwoorden", "Toon antwoord", "V A"),
    "Swedish": Words("Fråga", "Svar", "Facit", "Visa svar", "F S"),
    "Danish": Words("Spørgsmål", "Svar", "Svar", "Vis svar", "S Sv"),
    "Norwegian": Words("Spørsmål", "Svar", "Fasit", "Vis svar", "S Sv"),
    "Finnish": Words("Kysymys", "Vastaus", "Vastaukset", "Näytä vastaus", "K V"),
    "Polish": Words("Pytanie", "Odpowiedź", "Odpowiedzi", "Pokaż odpowiedź", "P O"),
    "Czech": Words("Otázka", "Odpověď", "Odpovědi", "Zobrazit odpověď", "Ot Odp"),
    "Slovak": Words("Otázka", "Odpoveď", "Odpovede", "Zobraziť odpoveď", "Ot Odp"),
    "Hungarian": Words("Kérdés", "Válasz", "Megoldások", "Válasz megjelenítése", "K V"),
    "Romanian": Words("Întrebare", "Răspuns", "Răspunsuri", "Arată răspunsul", "Î R"),
    "Greek": Words("Ερώτηση", "Απάντηση", "Απαντήσεις", "Εμφάνιση απάντησης", "Ε Α"),
    "Turkish": Words("Soru", "Cevap", "Cevap Anahtarı", "Cevabı göster", "S C"),
    "Russian": Words("Вопрос", "Ответ", "Ответы", "Показать ответ", "В О"),
    "Ukrainian": Words("Питання", "Відповідь", "Відповіді", "Показати відповідь", "П В"),
    "Bulgarian": Words("Въпрос", "Отговор", "Отговори", "Покажи отговора", "В О"),
    "Serbian": Words("Питање", "Одговор", "Одговори", "Прикажи одговор", "П О"),
    "Serbian (Latin)": Words("Pitanje", "Odgovor", "Odgovori", "Prikaži odgovor", "P O"),
    "Arabic": Words("سؤال", "جواب", "الإجابات", "عرض الإجابة", "س ج"),
    "Hebrew": Words("שאלה", "תשובה", "תשובות", "הצג תשובה", "ש ת"),
    "Persian": Words("سوال", "پاسخ", "پاسخ‌ها", "نمایش پاسخ", "س ج"),
    "Hindi": Words("प्रश्न", "उत्तर", "उत्तर कुंजी", "उत्तर देखें", "प्र उ"),
    "Bengali": Words("প্রশ্ন", "উত্তর", "উত্তরমালা", "উত্তর দেখুন", "প্র উ"),
    "Indonesian": Words("Pertanyaan", "Jawaban", "Kunci Jawaban", "Lihat jawaban", "T J"),
    "Vietnamese": Words("Câu hỏi", "Trả lời", "Đáp án", "Xem đáp án", "H Đ"),
    "Thai": Words("คำถาม", "คำตอบ", "เฉลย", "ดูคำตอบ", "ถ ต"),
    "Chinese": Words("问题", "答案", "答案", "查看答案", "问 答"),
    "Chinese (traditional)": Words("問題", "解答", "參考答案", "點擊查看答案", "問 答"),
    "Japanese": Words("質問", "答え", "解答", "答えを見る", "問 答"),
    "Korean": Words("질문", "답변", "정답", "정답 보기", "문 답"),
}
