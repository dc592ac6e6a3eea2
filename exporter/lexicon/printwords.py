"""What printed pages say themselves, by language: its tag (BCP 47), and the words in the order of `PrintWords`.

A count stands behind its word and a colon, or before one that needs no plural, where a language has many plurals.
Levels are in `cardwords`.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

_WORDS = {
    "en": "page {page} of {pages} / 1 question / {count} questions / Answer key / Question / image / "
    "from {source} / as of {date} / set by {program} / in brief / fronts / backs / Note / Tip / Important / "
    "Warning / Caution / "
    "Name / Date / Score / Version / "
    "fold at the dotted line",
    "de": "Seite {page} von {pages} / 1 Frage / {count} Fragen / Lösungen / Frage / Bild / aus {source} / "
    "Stand {date} / gesetzt mit {program} / in Kürze / Vorderseiten / Rückseiten / Hinweis / Tipp / Wichtig / "
    "Warnung / Vorsicht / "
    "Name / Datum / Punkte / Version / "
    "an der Punktlinie falten",
    "nl": "pagina {page} van {pages} / 1 vraag / {count} vragen / Antwoorden / Vraag / afbeelding / uit {source} / "
    "stand van {date} / gezet met {program} / in het kort / voorkanten / achterkanten / Opmerking / Tip / "
    "Belangrijk / Waarschuwing / Voorzichtig / "
    "Naam / Datum / Score / Versie / "
    "vouwen langs de stippellijn",
    "sv": "sida {page} av {pages} / 1 fråga / {count} frågor / Facit / Fråga / bild / från {source} / per {date} / "
    "satt med {program} / i korthet / framsidor / baksidor / Obs / Tips / Viktigt / Varning / Försiktigt / "
    "Namn / Datum / Poäng / Version / "
    "vik längs den prickade linjen",
    "da": "side {page} af {pages} / 1 spørgsmål / {count} spørgsmål / Facit / Spørgsmål / billede / fra {source} / "
    "pr. {date} / sat med {program} / kort / forsider / bagsider / Bemærk / Tip / Vigtigt / Advarsel / Forsigtig / "
    "Navn / Dato / Point / Version / "
    "fold langs den prikkede linje",
    "nb": "side {page} av {pages} / 1 spørsmål / {count} spørsmål / Fasit / Spørsmål / bilde / fra {source} / "
    "per {date} / satt med {program} / kort / forsider / baksider / Merk / Tips / Viktig / Advarsel / Forsiktig / "
    "Navn / Dato / Poeng / Versjon / "
    "brett langs den prikkete linjen",
    "fi": "sivu {page}/{pages} / 1 kysymys / {count} kysymystä / Vastaukset / Kysymys / kuva / lähde {source} / "
    "{date} / tehty: {program} / lyhyesti / etupuolet / takapuolet / Huomaa / Vinkki / Tärkeää / Varoitus / Varo / "
    "Nimi / Päiväys / Pisteet / Versio / "
    "taita pisteviivaa pitkin",
    "fr": "page {page} sur {pages} / 1 question / {count} questions / Réponses / Question / image / "
    "d’après {source} / au {date} / composé avec {program} / en bref / rectos / versos / Note / Astuce / "
    "Important / Avertissement / Attention / "
    "Nom / Date / Note / Version / "
    "plier sur les pointillés",
    "es": "página {page} de {pages} / 1 pregunta / {count} preguntas / Respuestas / Pregunta / imagen / "
    "de {source} / a {date} / compuesto con {program} / en breve / anversos / reversos / Nota / Consejo / "
    "Importante / Advertencia / Precaución / "
    "Nombre / Fecha / Puntos / Versión / "
    "doblar por la línea de puntos",
    "it": "pagina {page} di {pages} / 1 domanda / {count} domande / Risposte / Domanda / immagine / da {source} / "
    "al {date} / composto con {program} / in breve / fronti / retri / Nota / Suggerimento / Importante / "
    "Avvertenza / Attenzione / "
    "Nome / Data / Punti / Versione / "
    "piegare lungo la linea tratteggiata",
    "pt": "página {page} de {pages} / 1 pergunta / {count} perguntas / Respostas / Pergunta / imagem / "
    "de {source} / em {date} / composto com {program} / em resumo / frentes / versos / Nota / Dica / Importante / "
    "Aviso / Cuidado / "
    "Nome / Data / Pontos / Versão / "
    "dobrar na linha pontilhada",
    "ro": "pagina {page} din {pages} / 1 întrebare / întrebări: {count} / Răspunsuri / Întrebare / imagine / "
    "din {source} / la {date} / realizat cu {program} / pe scurt / fețe / spate / Notă / Sfat / Important / "
    "Avertisment / Atenție / "
    "Nume / Data / Punctaj / Varianta / "
    "îndoiți pe linia punctată",
    "pl": "strona {page} z {pages} / 1 pytanie / pytań: {count} / Odpowiedzi / Pytanie / obraz / z {source} / "
    "stan na {date} / złożono w {program} / w skrócie / awersy / rewersy / Uwaga / Wskazówka / Ważne / "
    "Ostrzeżenie / Ostrożnie / "
    "Imię i nazwisko / Data / Punkty / Wersja / "
    "zgiąć wzdłuż kropkowanej linii",
    "cs": "strana {page} z {pages} / 1 otázka / otázek: {count} / Odpovědi / Otázka / obrázek / z {source} / "
    "ke dni {date} / vysázeno v {program} / stručně / líce / ruby / Poznámka / Tip / Důležité / Varování / Pozor / "
    "Jméno / Datum / Body / Varianta / "
    "přehnout podle tečkované čáry",
    "sk": "strana {page} z {pages} / 1 otázka / otázok: {count} / Odpovede / Otázka / obrázok / z {source} / "
    "ku dňu {date} / vysádzané v {program} / stručne / líca / ruby / Poznámka / Tip / Dôležité / Varovanie / Pozor / "
    "Meno / Dátum / Body / Variant / "
    "prehnúť pozdĺž bodkovanej čiary",
    "hu": "{page}. oldal, összesen {pages} / 1 kérdés / {count} kérdés / Megoldások / Kérdés / kép / "
    "forrás: {source} / {date} / készült: {program} / röviden / előlapok / hátlapok / Megjegyzés / Tipp / Fontos / "
    "Figyelmeztetés / Vigyázat / "
    "Név / Dátum / Pontszám / Változat / "
    "hajtsa a pontozott vonal mentén",
    "tr": "sayfa {page}/{pages} / 1 soru / {count} soru / Cevap anahtarı / Soru / resim / kaynak: {source} / "
    "{date} / dizgi: {program} / kısaca / ön yüzler / arka yüzler / Not / İpucu / Önemli / Uyarı / Dikkat / "
    "Ad / Tarih / Puan / Sürüm / "
    "noktalı çizgiden katlayın",
    "id": "halaman {page} dari {pages} / 1 pertanyaan / {count} pertanyaan / Kunci jawaban / Pertanyaan / gambar / "
    "dari {source} / per {date} / disusun dengan {program} / ringkas / sisi depan / sisi belakang / Catatan / "
    "Tips / Penting / Peringatan / Awas / "
    "Nama / Tanggal / Nilai / Versi / "
    "lipat pada garis titik-titik",
    "vi": "trang {page} trên {pages} / 1 câu hỏi / {count} câu hỏi / Đáp án / Câu hỏi / hình / từ {source} / "
    "ngày {date} / tạo bởi {program} / tóm tắt / mặt trước / mặt sau / Ghi chú / Mẹo / Quan trọng / Cảnh báo / "
    "Thận trọng / "
    "Họ tên / Ngày / Điểm / Đề / "
    "gấp theo đường chấm",
    "ru": "страница {page} из {pages} / 1 вопрос / вопросов: {count} / Ответы / Вопрос / изображение / "
    "из {source} / от {date} / набрано в {program} / кратко / лицевые стороны / обороты / Примечание / Совет / "
    "Важно / Предупреждение / Осторожно / "
    "Имя / Дата / Баллы / Вариант / "
    "согнуть по пунктиру",
    "uk": "сторінка {page} з {pages} / 1 запитання / запитань: {count} / Відповіді / Запитання / зображення / "
    "з {source} / від {date} / набрано в {program} / стисло / лицьові боки / звороти / Примітка / Порада / "
    "Важливо / Попередження / Обережно / "
    "Ім’я / Дата / Бали / Варіант / "
    "зігнути по пунктиру",
    "bg": "страница {page} от {pages} / 1 въпрос / {count} въпроса / Отговори / Въпрос / изображение / "
    "от {source} / към {date} / набрано с {program} / накратко / лица / гърбове / Бележка / Съвет / Важно / "
    "Предупреждение / Внимание / "
    "Име / Дата / Точки / Вариант / "
    "прегънете по пунктира",
    "el": "σελίδα {page} από {pages} / 1 ερώτηση / {count} ερωτήσεις / Απαντήσεις / Ερώτηση / εικόνα / "
    "από {source} / στις {date} / με το {program} / συνοπτικά / μπροστινές όψεις / πίσω όψεις / Σημείωση / "
    "Συμβουλή / Σημαντικό / Προειδοποίηση / Προσοχή / "
    "Όνομα / Ημερομηνία / Βαθμοί / Έκδοση / "
    "διπλώστε στη διακεκομμένη γραμμή",
    "he": "עמוד {page} מתוך {pages} / שאלה אחת / {count} שאלות / תשובות / שאלה / תמונה / מתוך {source} / "
    "נכון ל־{date} / נערך ב־{program} / בקצרה / צד קדמי / צד אחורי / הערה / עצה / חשוב / אזהרה / זהירות / "
    "שם / תאריך / ציון / גרסה / "
    "לקפל בקו המקווקו",
    "ar": "صفحة {page} من {pages} / سؤال واحد / عدد الأسئلة: {count} / الإجابات / سؤال / صورة / من {source} / "
    "بتاريخ {date} / أعد بواسطة {program} / باختصار / الوجوه / الظهور / ملاحظة / نصيحة / مهم / تحذير / تنبيه / "
    "الاسم / التاريخ / الدرجة / النموذج / "
    "اطوِ عند الخط المنقط",
    "fa": "صفحه {page} از {pages} / ۱ پرسش / {count} پرسش / پاسخ‌ها / پرسش / تصویر / از {source} / "
    "به تاریخ {date} / حروف‌چینی با {program} / خلاصه / روها / پشت‌ها / یادداشت / نکته / مهم / هشدار / احتیاط / "
    "نام / تاریخ / نمره / نسخه / "
    "از خط‌چین تا کنید",
    "hi": "पृष्ठ {page}/{pages} / 1 प्रश्न / {count} प्रश्न / उत्तर / प्रश्न / चित्र / स्रोत {source} / {date} / "
    "{program} से बना / संक्षेप में / सामने / पीछे / टिप्पणी / सुझाव / महत्वपूर्ण / चेतावनी / सावधान / "
    "नाम / तिथि / अंक / संस्करण / "
    "बिंदीदार रेखा पर मोड़ें",
    "zh": "第 {page} 页，共 {pages} 页 / 1 个问题 / {count} 个问题 / 答案 / 问题 / 图片 / 来自 {source} / "
    "截至 {date} / 由 {program} 排版 / 简答 / 正面 / 背面 / 注意 / 提示 / 重要 / 警告 / 小心 / "
    "姓名 / 日期 / 得分 / 版本 / "
    "沿虚线对折",
    "zh-TW": "第 {page} 頁，共 {pages} 頁 / 1 個問題 / {count} 個問題 / 答案 / 問題 / 圖片 / 來自 {source} / "
    "截至 {date} / 由 {program} 排版 / 簡答 / 正面 / 背面 / 注意 / 提示 / 重要 / 警告 / 小心 / "
    "姓名 / 日期 / 得分 / 版本 / "
    "沿虛線對折",
    "ja": "{pages} ページ中 {page} ページ / 1 問 / {count} 問 / 解答 / 問題 / 画像 / 出典 {source} / {date} 現在 / "
    "{program} で組版 / 要約 / 表 / 裏 / 注記 / ヒント / 重要 / 警告 / 注意 / "
    "名前 / 日付 / 得点 / 版 / "
    "点線で折る",
    "ko": "{pages}쪽 중 {page}쪽 / 질문 1개 / 질문 {count}개 / 정답 / 질문 / 그림 / 출처 {source} / {date} 기준 / "
    "{program}로 조판 / 요약 / 앞면 / 뒷면 / 참고 / 도움말 / 중요 / 경고 / 주의 / "
    "이름 / 날짜 / 점수 / 버전 / "
    "점선을 따라 접기",
}


class PrintWords(NamedTuple):
    """What pages say in one language; `{}` stand for what is filled in."""

    page: str  # at its foot
    one: str  # a single question
    many: str
    key: str  # the head of a quiz's answers
    question: str  # stands for a question of nothing but code
    image: str  # what an image without words is called
    source: str  # the last lines: where the text is from
    date: str  # as of when
    program: str
    brief: str  # short answers
    fronts: str  # of flashcards
    backs: str
    note: str  # titles of callouts
    tip: str
    important: str
    warning: str
    caution: str
    name: str  # a quiz's head: who sits it
    day: str
    score: str
    version: str
    fold: str  # what cards to be folded say

    def counted(self, questions: int) -> str:
        """How many questions there are."""
        return self.one if questions == 1 else self.many.format(count=questions)

    @property
    def callouts(self) -> tuple[str, ...]:
        """The titles of callouts, in the order in which there are kinds of them."""
        return self.note, self.tip, self.important, self.warning, self.caution


@lru_cache(maxsize=16)
def words_of(tag: str) -> PrintWords:
    """The words of a language, by its tag or the beginning of that; the English ones where we have none."""
    while tag and tag not in _WORDS and tag not in _ALSO:
        tag = tag.rpartition("-")[0]
    return PrintWords(*_WORDS[_ALSO.get(tag, tag) or "en"].split(" / "))


_ALSO = {"no": "nb", "nn": "nb", "zh-Hant": "zh-TW", "zh-HK": "zh-TW", "zh-MO": "zh-TW"}
TAGS = tuple(_WORDS)
