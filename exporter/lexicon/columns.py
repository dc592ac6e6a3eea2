"""What columns of spreadsheets and keys of data are called, in the notation of `exporter.lexicon.language`.

Questions, answers, options and explanations have their words in each language's own data; here is what only columns
are called. Words are those of all languages together: a header is a word or two, and rarely one of two languages.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from exporter.lexicon.spelling import phrases

# Sides of a card. Both of a pair have to be there: "word" alone asks nothing.
QUESTION = (
    "question{ text/ title/ content/ body/ stem/ name/}, stem, item stem, prompt text, enunciado, énoncé,"
    " domanda{ testo/}, вопрос{ текст/}, 题干, 题目, 題目, 试题, 問題文, 문제, câu hỏi, pertanyaan, soal,"
    " prašanje, pergunta, preguntas, Fragetext, Fragestellung, vraagtekst, treść pytania, treść, anverso, recto,"
    " anverso de la tarjeta, przód, awers, лицевая сторона, voorkant, framsida, forside, fronte, frente, ön yüz,"
    " 正面, 表面, 앞면, mặt trước, depan"
)
ANSWER = (
    "answer{ text/ content/ body/}, answers, response text, risposta{ testo/}, ответ{ текст/}, 答案, 回答,"
    " 解答, 정답, đáp án, câu trả lời, jawaban, kunci jawaban, Antworttext, reverso, verso, dorso, retro, tył,"
    " rewers, оборотная сторона, обратная сторона, achterkant, baksida, bakside, bagside, verso de la tarjeta,"
    " arka yüz, 反面, 背面, 裏面, 뒷면, mặt sau, belakang"
)
TERM = (
    "term{s/}, word{s/}, vocabulary, vocab, expression, phrase, concept, keyword, headword, lemma, acronym,"
    " abbreviation, Begriff, Wort, Vokabel, Ausdruck, Abkürzung, terme, mot, concept, término, palabra,"
    " concepto, termine, parola, concetto, termo, palavra, conceito, begrip, woord, termin, pojęcie, słowo,"
    " hasło, термин, слово, понятие, термін, поняття, pojem, slovo, begrepp, ord, begreb, begrep, termi, sana,"
    " käsite, fogalom, szó, termen, cuvânt, terim, kelime, kavram, όρος, λέξη, 术语, 词语, 单词, 词, 名词, 用語,"
    " 単語, 言葉, 용어, 단어, thuật ngữ, từ, từ vựng, istilah, kata, مصطلح, كلمة, शब्द"
)
DEFINITION = (
    "definition{s/}, meaning, translation, gloss, Definition, Bedeutung, Übersetzung, définition,"
    " signification, traduction, definición, significado, traducción, definizione, significato, traduzione,"
    " definição, tradução, definitie, betekenis, vertaling, definicja, znaczenie, tłumaczenie, определение,"
    " значение, перевод, визначення, переклад, definice, význam, překlad, betydelse, översättning, betydning,"
    " oversættelse, oversettelse, määritelmä, käännös, merkitys, jelentés, meghatározás, fordítás, definiție,"
    " traducere, tanım, anlam, çeviri, ορισμός, μετάφραση, 定义, 释义, 含义, 翻译, 定義, 意味, 翻訳, 訳, 정의,"
    " 뜻, 의미, 번역, định nghĩa, nghĩa, dịch, definisi, arti, makna, terjemahan, تعريف, معنى, ترجمة, परिभाषा,"
    " अर्थ"
)
# What other data call them, too: read where somebody names the file.
ASKED = (
    "prompt, instruction, input, query, problem, source, key, name, title, heading, subject, clue, user, human,"
    " front, text, sentence, kanji, hanzi, country, state, Land, Bundesland, pays, país, paese, kraj, страна,"
    " 国家, 国, q"
)
TOLD = (
    "completion, output, response, target, reply, value, description, content, body, details, assistant, gpt,"
    " back, summary, reading, pinyin, capital, Hauptstadt, capitale, stolica, столица, 首都, notes, a"
)
CONTEXT = "input, context text"  # what a question is asked about
CODE = "code, code snippet, snippet, code block, source code"
CLOZE = "cloze, cloze text, text, Lückentext, texte à trous, testo, texto, sentence, 填空, 挖空"

OPTION = (
    "option, choice, alternative, opt, ans, answer, response, possible answer, answer choice, answer option,"
    " distractor, Option, Antwort, Antwortmöglichkeit, Auswahl, réponse, choix, proposition, opción, respuesta,"
    " alternativa, opzione, risposta, opção, resposta, optie, antwoord, keuze, opcja, odpowiedź, вариант,"
    " вариант ответа, ответ, варіант, відповідь, možnost, odpověď, alternativ, svar, svarsalternativ, mulighed,"
    " vaihtoehto, vastaus, válasz, opció, variantă, răspuns, seçenek, şık, cevap, επιλογή, απάντηση, 选项, 選項,"
    " 選択肢, 보기, 선택지, lựa chọn, đáp án, phương án, pilihan, opsi, jawaban, خيار, إجابة, विकल्प"
)
OPTIONS = (
    "options, choices, alternatives, answers, possible answers, answer choices, answer options, responses,"
    " option list, Optionen, Antworten, Antwortmöglichkeiten, choix, réponses, propositions, opciones,"
    " respuestas, alternativas, opzioni, risposte, opções, respostas, opties, antwoorden, opcje, odpowiedzi,"
    " варианты, варианты ответов, ответы, варіанти, možnosti, odpovědi, alternativ, svarsalternativ,"
    " vaihtoehdot, seçenekler, şıklar, επιλογές, 选项, 選項, 選択肢, 보기, 선택지, các lựa chọn, pilihan, opsi,"
    " خيارات, विकल्प, multiple choice options"
)
KEY = (
    "correct{ answer{/s}/ option{/s}/ choice{/s}/ response{/s}/ letter{/s}/ index/ indices/ indexes/ key/"
    " answer index/ option index/ choice index/ answer letter/ answer key/ answer text/ ans/ idx/}, right{"
    " answer{/s}/ option{/s}/ choice/}, answer{ key/ index/ idx/ letter/ no/ number/ id/}, key, ans,"
    " solution{/s}, correct answer numbers, is correct, valid answer, gold, gold index, label, target, correto,"
    " correta, correcto, correcta, corretta, corretto, richtig, korrekt, richtige"
    " {Antwort/Antworten/Option/Lösung}, korrekte {Antwort/Antworten}, Lösung, {bonne/bonnes/réponse/réponses}"
    " {réponse/réponses/correcte/correctes/juste/exacte}, correcte, solution, respuesta{/s} correcta{/s}, opción"
    " correcta, solución, clave, risposta corretta, risposte corrette, soluzione, resposta{/s} correta{/s},"
    " {resposta certa/alternativa correta/gabarito/opção correta}, juiste antwoord, goed antwoord, correct"
    " antwoord, juist, {poprawna/prawidłowa} {odpowiedź/opcja}, poprawne odpowiedzi, poprawna, правильный ответ,"
    " правильные ответы, верный ответ, правильный, верный, правильна відповідь, správná odpověď, správně,"
    " správná, rätt svar, rätt, rigtigt svar, riktig svar, oikea vastaus, helyes válasz, răspuns corect, doğru"
    " cevap, doğru seçenek, doğru, cevap anahtarı, σωστή απάντηση, 正确答案, 正確答案, 正解, 答案, 標準答案,"
    " 标准答案, 정답, đáp án đúng, câu trả lời đúng, jawaban benar, kunci, kunci jawaban, الإجابة الصحيحة, सही"
    " उत्तर"
)
WRONG = (
    "incorrect{ answer{/s}/ option{/s}/ choice{/s}/ response{/s}/}, wrong{ answer{/s}/ option{/s}/"
    " choice{/s}/}, false answer{/s}, distractor{/s}, distracter{/s}, falsche {Antwort/Antworten}, mauvaise{/s}"
    " réponse{/s}, respuesta{/s} incorrecta{/s}, risposta sbagliata, risposte {sbagliate/errate}, resposta{/s}"
    " {errada/erradas/incorreta/incorretas}, fout antwoord, foute antwoorden, błędna odpowiedź, błędne"
    " odpowiedzi, неправильный ответ, неправильные ответы, fel svar, yanlış cevap, 错误答案, 誤答, 오답"
)
EXPLANATION = (
    "explanation{s/}, answer explanation, rationale, reasoning, feedback, general feedback, solution"
    " explanation, why, justification, comment, remark{s/}, note, back extra, extra, context explanation,"
    " Erläuterung, Anmerkung, commentaire, explication, explicación, comentario, retroalimentación, spiegazione,"
    " commento, explicação, comentário, toelichting, uitleg, wyjaśnienie, komentarz, пояснение, объяснение,"
    " комментарий, пояснення, vysvětlení, förklaring, kommentar, forklaring, selitys, magyarázat, explicație,"
    " açıklama, εξήγηση, 解析, 解释, 解説, 說明, 说明, 해설, giải thích, pembahasan, penjelasan, شرح, التفسير,"
    " व्याख्या"
)
TAGS = (
    "tag{s/}, label{s/}, keyword{s/}, Schlagwort, Schlagworte, Schlagwörter, Stichwort, Stichwörter,"
    " étiquette{s/}, mots-clés, etiqueta{s/}, palabras clave, etichetta, etichette, palavras-chave, tagi,"
    " etykiety, słowa kluczowe, теги, тег, метки, метка, ключевые слова, мітки, štítky, taggar, etiketter,"
    " tunnisteet, címkék, etichete, etiketler, ετικέτες, 标签, 標籤, タグ, 태그, thẻ, nhãn, وسوم, टैग"
)
SECTION = (
    "section, category, subcategory, sub category, topic, subtopic, chapter, subject, unit, module, domain,"
    " theme, group, area, lesson, course, skill, part, Kategorie, Unterkategorie, Thema, Themengebiet,"
    " Themenbereich, Kapitel, Fach, Bereich, Abschnitt, Lektion, catégorie, sous-catégorie, thème, chapitre,"
    " matière, domaine, leçon, categoría, subcategoría, tema, capítulo, materia, asignatura, unidad, módulo,"
    " lección, categoria, sottocategoria, argomento, capitolo, materia, assunto, tópico, disciplina, matéria,"
    " unidade, aula, categorie, onderwerp, hoofdstuk, thema, vak, kategoria, temat, rozdział, dział, przedmiot,"
    " категория, подкатегория, тема, раздел, глава, предмет, категорія, розділ, téma, kapitola, předmět, ämne,"
    " kapitel, emne, kategori, fag, aihe, luokka, kategória, fejezet, téma, subiect, capitol, konu, bölüm, ders,"
    " ünite, κατηγορία, θέμα, κεφάλαιο, 分类, 類別, 类别, 章节, 科目, 主题, カテゴリ, カテゴリー, 分野, 章,"
    " 카테고리, 분류, 주제, 과목, chủ đề, chương, danh mục, môn, kategori, topik, bab, mata pelajaran, فئة,"
    " موضوع, الوحدة, श्रेणी, विषय, अध्याय"
)
LEVEL = (
    "level, difficulty, difficulty level, Schwierigkeit, Schwierigkeitsgrad, Niveau, Stufe, difficulté, niveau,"
    " dificultad, nivel, difficoltà, livello, dificuldade, nível, moeilijkheid, moeilijkheidsgraad, poziom,"
    " trudność, сложность, уровень, складність, рівень, obtížnost, úroveň, svårighetsgrad, nivå, sværhedsgrad,"
    " vanskelighetsgrad, vaikeustaso, nehézség, dificultate, zorluk, seviye, δυσκολία, 难度, 難度, 难易度,"
    " 難易度, 난이도, độ khó, mức độ, tingkat kesulitan, kesulitan, الصعوبة, कठिनाई"
)
NUMBER = (
    "number, no, nr, num, #, question {number/no/nr/num/#}, q no, qno, sl no, s no, sno, serial, index, order,"
    " position, Nummer, lfd nr, numéro, n°, nº, número, numero, numer, номер, №, nummer, szám, număr, sıra, sıra"
    " no, αριθμός, 序号, 編號, 编号, 题号, 番号, 번호, stt, nomor, رقم, क्रमांक"
)
ID = "id, uid, uuid, question id, card id, item id, identifier, _id, note id, key id"
GUID = "guid, anki guid, note guid"
NOTE_TYPE = "notetype, note type, card type, model, anki note type"
DECK = "deck, deck name, deckname, Stapel, paquet, mazo, mazzo, baralho, talia, колода, 牌组, 牌組, デッキ, 덱, bộ thẻ"
HINT = (
    "hint{s/}, clue{s/}, Hinweis, indice, pista, suggerimento, dica, podpowiedź, подсказка, 提示, ヒント, 힌트, gợi ý"
)
MEDIA = (
    "image{s/}, picture{s/}, photo, figure{s/}, illustration, image {url/link/path}, img, media, Bild,"
    " Abbildung, imagen, immagine, imagem, afbeelding, obraz, obrazek, изображение, картинка, 图片, 圖片, 画像,"
    " 이미지, hình ảnh, gambar"
)
OTHER = (  # known to say nothing that a card could hold
    "is impossible, answer start, multiple correct answers, priority, icon, color, slug, time limit, time, time"
    " in seconds, seconds, duration, points, point, score, marks, mark, weight, max points, type, question type,"
    " kind, format, created, created at, created on, createdat, updated, updated at, modified, last modified,"
    " date, timestamp, author, creator, user id, status, active, published, language, lang, due, interval, ease,"
    " reviews, lapses, times answered, shuffle, required, version, answered, attempts, known, ease factor, last"
    " reviewed, next review, repetitions, box, queue, qtype, defaultgrade, penalty, split, source file, year"
)
# What documents tell of a question below its heading, besides what is among these already: `**Points:** 2`.
POINTS = (
    "points, point, score, marks, mark, max points, Punkte, Punktzahl, puntos, puntaje, punti, punteggio, pontos,"
    " pontuação, punten, punkty, poäng, point, pisteet, баллы, бали, body, puan, 分值, 分数, 配点, 点数, 점수, điểm,"
    " poin"
)
FACT = (
    "source, company, companies, asked by, asked at, asked in, exam, estimated time, learning objective, objective,"
    " bloom, cognitive level, frequency, importance, relevance, question format, Fragetyp, Typ, Art, Quelle, Lernziel,"
    " Zeit, type de question, source, durée, tipo, tipo de pregunta, fuente, tipo di domanda, fonte, tempo, bron,"
    " soort vraag, typ pytania, źródło, тип, источник, тип вопроса, джерело, zdroj, källa, kilde, kaynak, 题型, 類型,"
    " 题目类型, 来源, 出典, 種類, 유형, 출처, loại, nguồn, tipe, sumber"
)
ROLES: Mapping[str, str] = {
    "question": QUESTION,
    "answer": ANSWER,
    "term": TERM,
    "definition": DEFINITION,
    "asked": ASKED,
    "told": TOLD,
    "cloze": CLOZE,
    "context": CONTEXT,
    "code": CODE,
    "option": OPTION,
    "options": OPTIONS,
    "key": KEY,
    "wrong": WRONG,
    "explanation": EXPLANATION,
    "tags": TAGS,
    "section": SECTION,
    "level": LEVEL,
    "number": NUMBER,
    "id": ID,
    "guid": GUID,
    "note type": NOTE_TYPE,
    "deck": DECK,
    "hint": HINT,
    "media": MEDIA,
    "other": OTHER,
}


@lru_cache(maxsize=1)
def roles() -> Mapping[str, frozenset[str]]:
    """What each name of a column may stand for: the roles that have it, of `ROLES`."""
    found: dict[str, set[str]] = {}
    for role, field in ROLES.items():
        for phrase in (*phrases(field), *phrases(field, "stripped")):
            found.setdefault(phrase, set()).add(role)
    return {phrase: frozenset(names) for phrase, names in found.items()}


_LANGUAGES = (  # a list of words has two of them above its columns
    "english, german, french, spanish, italian, portuguese, dutch, polish, russian, ukrainian, czech, swedish,"
    " danish, norwegian, finnish, hungarian, romanian, turkish, greek, chinese, japanese, korean, vietnamese,"
    " indonesian, arabic, hindi, hebrew, latin, deutsch, englisch, französisch, spanisch, italienisch, russisch,"
    " latein, français, anglais, allemand, espagnol, español, inglés, alemán, francés, italiano, inglese,"
    " tedesco, português, inglês, nederlands, engels, duits, polski, angielski, niemiecki, русский, английский,"
    " немецкий, українська, čeština, svenska, dansk, norsk, suomi, magyar, română, türkçe, ingilizce, ελληνικά,"
    " 中文, 英文, 日本語, 英語, 한국어, 영어, tiếng việt, tiếng anh, bahasa indonesia, العربية, हिन्दी, en, de,"
    " fr, es"
)
LANGUAGES = frozenset(phrases(_LANGUAGES))
