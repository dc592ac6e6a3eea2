"""English, German, Dutch."""

from __future__ import annotations

from exporter.lexicon.language import Language

ENGLISH = Language(
    "English",
    question="q, que, ques, quest, {practice /sample /quiz /exam /interview /test /review /bonus /}question, quiz,"
    " front",
    questions="questions, {interview/quiz/sample/practice/exam} questions, the questions",
    task="problem, exercise, task, puzzle",
    answer="a, ans, answer,"
    " {sample/example/model/suggested/short/correct/right/expected/possible/ideal/best/good/quick"
    "/detailed/official/the/my/your} {answer/answers/solution/response},"
    " correct {option/choice}",
    solution="solution, response",
    loose="reply, correct",
    short="Q A",
    roles="{user/human/you} > {assistant/chatgpt/claude/gemini/copilot/ai/bot/gpt/model}, host > guest,"
    " moderator > {expert/guest}, interviewer > {candidate/interviewee/applicant/guest/me}, student >"
    " {teacher/tutor}, prompt > {response/completion}, {term/concept} > {definition/explanation}, word >"
    " meaning",
    front="front, prompt, ask, question {text/title/name}, problem, exercise",
    back="back",
    plural="answers",
    answers="answers, answer,"
    " {quiz/test/exam/all/full/sample/suggested} {answers/solutions/answer key/answer/solution},"
    " {answer/answers} text, solutions, solution, key, answer key, {answer/solution} sheet,"
    " {answer /solution /}key{ and explanations/ and explanation/}",
    explanation="explanation{s/}, rationale, reason, reasoning, why, reference",
    hint="hint{s/}",
    reveal="show, reveal, spoiler{s/}",
    more="expand, click, detail{s/}, response{s/}, output, result, more, view, here, see, open, content{s/}, code",
    around="tap, press, to, the, toggle, hide, check, read, display, unfold, my, full, detailed, deep, dive,"
    " deepdive, possible, sample, suggested, example, correct, model, expected, for, me, and, with, below, key, is,"
    " a, b, c, d, e, f",
    option="option{s/}, choice{s/}, alternative, letter{s/}",
    right="correct, right, true, best",
    wrong="wrong, false, incorrect, not correct",
    article="the, both, only",
    be="is, are, was, were",
    conjunction="and",
    alternative="or",
    denial="not, no, never, isn't, aren't",
    reason="because, since, as",
    beginner="beginner{s/}, basic{s/}, easy, junior, entry, entry level, fresher{s/}, novice{s/}, fundamentals",
    intermediate="intermediate, medium, middle, mid, mid level, moderate, regular",
    advanced="advanced, hard, difficult, expert{s/}, senior, experienced, guru{s/}",
    level="level, for, the, question{s/}, sysadmin, interview, section, difficulty",
    faq="faq{s/}, frequently asked question{s/}, frequently asked",
    exam="interview, q&a, q & a, qa, quiz, exam{s/}, flashcard{s/}, flash card{s/}, exercise{s/}, trivia, mcq{s/},"
    " viva, dump, {practice/mock} test{s/}, knowledge check, self-test, self test, puzzle{s/}, riddle{s/},"
    " challenge{s/}, kata{s/}, glossary quiz, problems, assessment",
    contents="{the /table of /}contents, table of content, toc",
    resources="{useful /more /other /additional /further /great /good /external /}{resource"
    "/resources/link/links/reference/references/reading/readings/source/sources},"
    " see, see also, read more",
    part="introduction, intro, overview, summary, conclusion{s/}, license, licence, contributing, installation,"
    " usage, about, credits, acknowledgements, glossary, appendix, bibliography",
    advice="tips, advice, tricks",
    top="{go /jump /return /}{back /}to {the /}{top/content/contents/toc/table of contents/index"
    "/menu/question/questions/list/start},"
    " back, table of content{s/}, content{s/}, top, toc, {back/top} to {top/contents/the top}",
    missing="to come, coming soon, soon, later, work in progress, in progress, no answer yet, no answer, pending",
    farewell="let me know, if you'd like, would you like me, would you like more, do you want me, shall i,"
    " feel free to ask,"
    " i hope this, hope this helps, happy learning, happy coding, good luck, thanks for reading, thank you for reading,"
    " if you found this, if you like this",
    published="date, published, updated, last updated, posted, edited, reviewed, reading time, read time, author,"
    " by, category, difficulty, tags",
    share="share {it/this}, found this, {comment/comments} below, {comment/comments} section, follow {me/us},"
    " subscribe, newsletter, sign up, leave a {comment/reply}, read {more/next}, related {posts/articles},"
    " buy me a coffee, back to top",
    button="share, follow",
    asking="what, whats, why, how, when, where, which, who, whom, whose",
    auxiliary="is, are, was, were, do, does, did, can, could, should, would, will, shall, has, have, had, may,"
    " might, must, am, isnt, arent, dont, doesnt, cant, wont, shouldnt",
    order="explain, describe, define, compare, estimate, differentiate, discuss, distinguish, name, mention, contrast,"
    " elaborate, enumerate, justify, outline, summarize, illustrate, prove, tell, talk, walk, state, briefly, give",
    task_order="write, implement, design, create, find, show, list, get, given, suppose, calculate, compute, derive,"
    " solve, determine, build, add, change, make, remove, delete, convert, print, return, reverse, check, count,"
    " imagine, assume, consider, use, run, deploy, configure, select, choose, identify, complete, translate,"
    " predict, evaluate, simplify, draw, rewrite, refactor, share, generate, test, search, replace, fix, apply,"
    " update, set, sort, merge, split, rotate, validate, detect, group, save, debug, demonstrate, verify",
)

GERMAN = Language(
    "German",
    accents="spelled",
    question="{Prüfungs/Quiz/Test/Übungs/Kontroll/Verständnis/}frage",
    questions="{Prüfungs/Quiz/Test/Übungs/Kontroll/Verständnis/Interview/}fragen, Fragen und Antworten",
    task="Aufgabe, Übung, Übungsaufgabe, Rätsel",
    answer="Antwort, {richtige/korrekte/mögliche/kurze/die} Antwort, Musterantwort, Musterlösung",
    solution="Lösung, Lösungsvorschlag, Auflösung, Antw",
    loose="richtig, korrekt",
    short="F A",
    roles="{nutzer/nutzerin/benutzer/du} > {assistent/chatgpt/claude/gemini/ki}, moderator > {gast/experte},"
    " {interviewer/personaler} > {kandidat/kandidatin/bewerber/bewerberin}, schüler > {lehrer/lehrerin},"
    " {begriff/wort} > {definition/erklärung/bedeutung}",
    front="Vorderseite",
    back="Rückseite",
    plural="Antworten, {richtige /korrekte }Antworten",
    answers="Antworten, Antwort, {Antworten/Lösungen} {zu den Fragen/zu den Aufgaben/zum Quiz/zum Test}, Lösungen,"
    " Lösung, Auflösung, Auflösungen, Musterlösungen, Musterlösung, {Antwort/Lösungs}schlüssel, Lösungsteil,"
    " Lösungsblatt, {richtige/korrekte} Antworten, Lösungen und Erklärungen",
    inflected="Antworten, Lösungen, Lösungsweg, Lösungswegs",
    explanation="Erklärung{en/}, Begründung{en/}, Erläuterung{en/}",
    hint="Hinweis{e/}, Tipp{s/}",
    reveal="anzeigen, zeigen, zeige, zeig, einblenden, aufdecken, aufklappen, ausklappen, ansehen, anschauen,"
    " enthüllen, klicken Sie, öffnen, ausblenden, auflösen",
    more="klicken, klick, klicke, Details, mehr, weiterlesen",
    around="die, der, das, den, zur, zum, zu, um, für, hier, bitte, auf, sehen, lesen, und, mit, richtige,"
    " richtigen, korrekte, mögliche, ist, Sie, tippen, hierfür, vollständige, ausführliche, verstecken, Code",
    option="Option{en/}, Antwortmöglichkeit{en/}, Buchstabe{n/}, Auswahl, Möglichkeit{en/}",
    right="richtig{/e/en/er/es}, korrekt{/e/en/er/es}, wahr",
    wrong="falsch{/e/en/er/es}, inkorrekt, nicht richtig",
    article="die, der, das, nur, beide, beides",
    be="ist, sind, lautet, lauten, wäre",
    conjunction="und, sowie",
    alternative="oder",
    denial="nicht, kein, keine, nie",
    reason="weil, denn, da",
    beginner="Anfänger, Einsteiger, leicht, einfach, grundlegend",
    intermediate="mittel, mittelschwer, fortgeschritten, Fortgeschrittene",
    advanced="schwer, schwierig, Experte{n/}, Profi{s/}, anspruchsvoll, weit fortgeschritten, sehr schwer",
    level="Niveau, Stufe, Schwierigkeit, Schwierigkeitsgrad, Level, Fragen, für, Aufgaben",
    faq="häufige Fragen, häufig gestellte Fragen, häufig gestellte",
    exam="Vorstellungsgespräch, Bewerbungsgespräch, Interviewfragen, Prüfung{en/}, Klausurfragen, Karteikarten,"
    " Lernkarten, Übungen, Übungsaufgaben, Quizfragen, Wissenstest, Fragenkatalog",
    contents="Inhalt, Inhaltsverzeichnis, Inhaltsübersicht, Gliederung",
    resources="Links, {weiterführende /nützliche /weitere /}{Links/Literatur/Quellen/Ressourcen}, Quellen, Quelle,"
    " Literatur, Literaturverzeichnis, siehe, siehe auch, mehr dazu",
    part="Einleitung, Einführung, Überblick, Zusammenfassung, Fazit, Lizenz, Vorwort, Anhang, Glossar, Installation,"
    " Danksagung, Impressum, Mitwirken",
    advice="Tipps, Ratschläge",
    top="{zurück /}{nach oben/zum Anfang/zum Seitenanfang/zum Inhalt/zum Inhaltsverzeichnis/zur Übersicht}",
    missing="folgt, folgt noch, kommt noch, kommt bald, noch keine Antwort, in Arbeit, Antwort folgt",
    farewell="soll ich, möchtest du, möchten Sie, lass mich wissen, sag mir, viel Erfolg, viel Glück, ich hoffe,"
    " danke fürs Lesen",
    published="Datum, veröffentlicht, veröffentlicht am, aktualisiert, aktualisiert am, zuletzt aktualisiert,"
    " zuletzt aktualisiert am, Lesezeit, Lesedauer, Autor, Autorin, Kategorie, Schwierigkeit, Schlagwörter",
    share="teile {diesen/den} Artikel, Artikel teilen, folge {mir/uns}, folgen Sie uns,"
    " {schreib/schreibe} einen Kommentar, Kommentar hinterlassen, {ähnliche/verwandte} {Artikel/Beiträge}",
    button="abonnieren, Newsletter",
    asking="was, wie, warum, wieso, weshalb, wann, wo, wer, wen, wem, wessen, wozu, wofür, womit, wodurch, woran,"
    " woher, wohin, welche, welcher, welches, welchen, welchem",
    auxiliary="ist, sind, kann, können, hat",
    order="erkläre, erklären, beschreibe, beschreiben, nenne, nennen, erläutere, erläutern, vergleiche, vergleichen,"
    " definiere, definieren, begründe, begründen, unterscheide",
    task_order="schreibe, schreiben, berechne, berechnen",
)

DUTCH = Language(
    "Dutch",
    accents="stripped",
    question="{examen/quiz/toets/oefen/}vraag",
    questions="{examen/quiz/toets/oefen/interview/sollicitatie/}vragen, vragen en antwoorden",
    task="opgave, opdracht, oefening, vraagstuk",
    answer="antwoord, {juiste/goede/correcte/het/mogelijk/kort/voorbeeld} antwoord, modelantwoord",
    solution="oplossing, uitwerking, antw",
    loose="juist, correct, goed",
    short="V A",
    roles="{gebruiker/jij} > {assistent/chatgpt/claude}, presentator > gast, interviewer >"
    " {kandidaat/sollicitant}, {term/begrip} > {definitie/uitleg}",
    front="voorkant, voorzijde",
    back="achterkant, achterzijde",
    plural="antwoorden, juiste antwoorden",
    answers="antwoorden, antwoord, antwoorden op de vragen, antwoorden bij de {vragen/toets}, oplossingen,"
    " uitwerkingen, oplossing, {juiste/goede/correcte} antwoorden, antwoordmodel, antwoordsleutel, antwoordenblad,"
    " correctiemodel, sleutel",
    inflected="antwoorden, uitwerking, uitwerkingen",
    explanation="uitleg, toelichting, verklaring, onderbouwing",
    hint="hint{s/}, tip{s/}, aanwijzing",
    reveal="toon, tonen, laat zien, bekijk, bekijken, weergeven, onthul, onthullen, uitklappen, openen, lees meer, zie",
    more="klik, open, details, meer",
    around="de, het, een, om, te, zien, hier, op, voor, en, met, juiste, goede, correcte, is, laat, lees, u, je",
    option="optie{s/}, keuze{s/}, letter{s/}, antwoordmogelijkheid",
    right="juist{/e}, goed{/e}, correct{/e}, waar",
    wrong="fout, onjuist, verkeerd, niet juist",
    article="de, het, alleen, beide",
    be="is, zijn, luidt",
    conjunction="en, alsook",
    alternative="of",
    denial="niet, geen, nooit",
    reason="omdat, want",
    beginner="beginner{s/}, beginnend, makkelijk, gemakkelijk, eenvoudig, starter{s/}",
    intermediate="gemiddeld, gevorderd, gevorderden, middelmatig",
    advanced="moeilijk, expert{s/}, vergevorderd, vergevorderden, lastig, uitdagend",
    level="niveau, moeilijkheid, moeilijkheidsgraad, vragen, voor",
    faq="veelgestelde vragen, veel gestelde vragen",
    exam="sollicitatiegesprek, sollicitatievragen, examen{s/}, examenvragen, tentamen{s/}, flashcards, oefeningen,"
    " quizvragen, kennistoets",
    contents="inhoud, inhoudsopgave, inhoudstafel",
    resources="{nuttige /handige /meer /externe /}{links/bronnen}, bron, literatuur, zie ook, verder lezen",
    part="inleiding, introductie, overzicht, samenvatting, conclusie, licentie, voorwoord, bijlage, begrippenlijst,"
    " installatie, dankwoord",
    advice="tips, adviezen",
    top="{terug /}{naar boven/naar de inhoud/naar inhoud/naar inhoudsopgave/naar de inhoudsopgave/naar het begin}",
    missing="volgt nog, komt nog, nog geen antwoord",
    farewell="zal ik, wil je dat, laat me weten, veel succes, ik hoop dat",
    published="datum, gepubliceerd, gepubliceerd op, bijgewerkt, bijgewerkt op, laatst bijgewerkt, leestijd, auteur,"
    " categorie, moeilijkheid",
    share="deel dit, deel {dit/het} artikel, volg {mij/ons}, laat een reactie achter,"
    " gerelateerde {artikelen/berichten}",
    button="abonneer, nieuwsbrief",
    asking="wat, waarom, hoe, wanneer, waar, wie, welk, welke, hoeveel, waarvoor, waarmee, waardoor",
    order="verklaar, beschrijf, noem, benoem, vergelijk, definieer, omschrijf",
    task_order="schrijf, bereken",
)

LANGUAGES = (ENGLISH, GERMAN, DUTCH)
