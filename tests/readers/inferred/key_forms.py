"""Ways to write options and the key to them, as exams, question pools and pages have them: a table of templates."""

from __future__ import annotations

from dataclasses import dataclass

CARDS = (  # question, options, indexes of the right ones
    ("Which tool cuts wood?", ("Hammer", "Saw", "Level", "Glue"), (1,)),
    ("Which joint needs no glue?", ("Butt", "Miter", "Wedge", "Lap"), (2,)),
    ("Which woods are soft?", ("Pine", "Oak", "Spruce", "Beech"), (0, 2)),
    ("What smooths a board?", ("Plane", "Nail", "Clamp", "Chisel"), (0,)),
    ("What holds boards while glue dries?", ("Rasp", "File", "Drill", "Clamp"), (3,)),
    ("What measures an angle?", ("Ruler", "Protractor", "Awl", "Vise"), (1,)),
    ("Which finishes are oils?", ("Wax", "Tung", "Linseed", "Paint"), (1, 2)),
    ("What drives a screw?", ("Mallet", "Plane", "Screwdriver", "Gouge"), (2,)),
    ("Which wood comes from the tropics?", ("Teak", "Ash", "Maple", "Larch"), (0,)),
    ("What is made of steel?", ("Dowel", "Biscuit", "Tenon", "Bolt"), (3,)),
    ("Which are saws?", ("Rip", "Jack", "Coping", "Block"), (0, 2)),
    ("What marks a line?", ("Sander", "Pencil", "Router", "Lathe"), (1,)),
)
Question = tuple[str, tuple[str, ...], tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write a document of multiple choice, as templates.

    In `head`, `below` and `last`: {n} number, {q} question, {l} labels of the right options, {lo} the same in small
    letters, {o} and {t} the text of the first and of all of them, {ol} the first as it is written, {i0} and {i1} their
    indexes from 0 and from 1. In `opt`, `right` and `wrong`: {l} label, {o} text, {x} a cross where it is right.
    """

    name: str
    head: str = "{n}. {q}"
    opt: str = "{l}. {o}"
    letters: str | list[str] = "ABCD"
    right: str = ""  # of a right option, where it is marked
    wrong: str = ""  # of a wrong one
    below: str = ""  # a line below the options, or what follows the last one where it begins with a blank
    sep: str = ", "  # between the labels of several right options
    single: bool = False  # whether only questions with one right option are written
    opts_sep: str = "\n"
    gap: str = "\n\n"
    last: str = ""  # an entry of a list at the end
    last_between: str = "\n"
    title: str = ""  # of that list
    number: bool = True  # whether the number in the head is the card's

    def cards(self) -> list[Question]:
        """The questions that are written."""
        return [card for card in CARDS if not self.single or len(card[2]) == 1]

    def text(self) -> str:
        """The document."""
        numbered = list(enumerate(self.cards(), 1))
        text = self.gap.join(self._question(n, card) for n, card in numbered)
        entries = [self.last.format(**self._fields(n, card)) for n, card in numbered] if self.last else []
        return f"{text}\n\n{self.title}\n\n{self.last_between.join(entries)}\n" if entries else f"{text}\n"

    def _fields(self, n: int, card: Question) -> dict[str, object]:
        question, options, right = card
        said = self.sep.join(self.letters[m] for m in right)
        first = options[right[0]]
        return {
            "n": n,
            "q": question,
            "l": said,
            "lo": said.lower(),
            "o": first,
            "t": ", ".join(options[m] for m in right),
            "ol": self.opt.format(l=self.letters[right[0]], o=first, x="x"),
            "i0": ", ".join(map(str, right)),
            "i1": ", ".join(str(m + 1) for m in right),
        }

    def _question(self, n: int, card: Question) -> str:
        _, options, right = card
        lines = []
        for m, option in enumerate(options):
            template = self.right if m in right and self.right else self.wrong or self.opt
            lines.append(template.format(l=self.letters[m], o=option, x="x" if m in right else " "))
        fields = self._fields(n, card)
        below = self.below.format(**fields)
        below = below if not below or below[0] in " \n" else f"\n{below}"
        return f"{self.head.format(**fields)}\n{self.opts_sep.join(lines)}{below}"


FORMS: dict[str, Form] = {}


def form(name: str, **templates: object) -> None:
    """Adds a row."""
    FORMS[name] = Form(name, **templates)  # type: ignore[arg-type]


form("dump", head="Question {n}\n\n{q}", below="\nCorrect Answer: {l}\nSection: Wood\nExplanation:\nSee page 3.")
form(
    "dump-ref",
    head="QUESTION {n}\n{q}",
    below="\nCorrect Answer: {l}\nSection: (none)\nExplanation\n\nExplanation/Reference:\nReference: page 3",
    sep="",
)
form("dump-hash", head="Question #{n}\n{q}", below="Correct Answer: {l}", sep="")
form("b-text", below="Answer: {ol}", single=True)
form("ans-dash", opt="({l}) {o}", letters="abcd", below="Ans - ({l})")
form("ans-colon-dash", opt="({l}) {o}", letters="abcd", below="Ans:- ({l})")
form("ans-tight", opt="({l}) {o}", letters="abcd", below="Ans.({l})")
form("ANS", opt="{l}) {o}", letters="abcd", below="ANS: {l}", sep=" and ")
form("ans-b-tail", opt="({l}) {o}", letters="abcd", below="Ans: ({l}) {o}", single=True)
form("is-correct", below="({l}) is correct", single=True)
form("is-correct2", below="{l} is correct.", sep=" and ", single=True)
form("tick-B", below="✔ {l}")
form("solution-option", below="Solution: Option {l}", sep=" and ")
form("sol", opt="({l}) {o}", letters="abcd", below="Sol. ({l})")
form("rpta", opt="{l}) {o}", letters="abcd", below="Rpta.: {l}")
form("rpta2", opt="{l}) {o}", below="Rpta: {l}")
form("resp", opt="{l}) {o}", letters="abcd", below="Resp.: {l}")
form("letra", opt="{l}) {o}", letters="abcd", below="Resposta: letra {l}")
form("gab-letra", opt="{l}) {o}", below="Gabarito: Letra {l}", sep=" e ")
form("alternativa", opt="{l}) {o}", letters="abcd", below="Alternativa correta: {l}")
form("rep-et", opt="{l}) {o}", below="Réponse : {l}", sep=" et ")
form("bonnes", opt="{l}. {o}", letters="abcd", below="Bonne(s) réponse(s) : {l}")
form("bonne", opt="{l}. {o}", letters="abcd", below="Bonne réponse : {l}")
form("antwort-a", opt="{l}) {o}", letters="abcd", below="Antwort: {l})", sep=") und ")
form("richtig", opt="{l}) {o}", letters="abcd", below="Richtig: {l}", sep=" und ")
form("richtige", opt="{l}) {o}", letters="abcd", below="Richtige Antwort(en): {l}", sep=", ")
form("lösung", opt="{l}) {o}", letters="abcd", below="Lösung: {l}", sep=" + ")
form("ru", opt="{l}) {o}", letters="АБВГ", below="Ответ: {l}")
form("ru-small", opt="{l}) {o}", letters="абвг", below="Ответ: {l}", sep="")
form("ru-dash", opt="{l}) {o}", letters="абвг", below="Правильный ответ — {l}", sep=" и ")
form("ru-vern", opt="{l}) {o}", letters="1234", below="Верный ответ: {l}")
form("uk", opt="{l} {o}", letters="АБВГ", below="Відповідь: {l}")
form("zh", opt="{l}．{o}", below="答案：{l}", sep="")
form("zh-box", opt="{l}．{o}", below="【答案】{l}", sep="")
form("zh-box-why", opt="{l}. {o}", below="【答案】{l}\n【解析】See page 3.", sep="")
form("zh-right", opt="{l}、{o}", below="正确答案：{l}", sep="")
form("zh-ref", opt="{l}.{o}", below="参考答案: {l}", sep="")
form("zh-stem", head="{n}、{q}（ {l} ）", opt="{l}、{o}", sep="")
form("zh-stem2", head="{n}. {q} ({l})", opt="{l}. {o}", sep="")
form("zh-inline", head="{n}. {q}（{l}）", opt="{l}. {o}", sep="", opts_sep="  ")
form("zh-before", head="（{l}）{n}. {q}", opt="({l}) {o}", sep="", opts_sep=" ")
form("ko", opt="{l} {o}", letters="①②③④", below="정답: {l}")
form("ko2", opt="{l} {o}", letters="①②③④", below="정답 {l}")
form("ko3", opt="{l} {o}", letters="①②③④", below="[정답] {l}")
form("ko4", opt="{l}. {o}", letters="가나다라", below="답: {l}")
form("ko-num", opt="{l}) {o}", letters="1234", below="정답 : {l}번", single=True)
form("ja", opt="{l} {o}", letters="アイウエ", below="正解：{l}", sep="、")
form("ja2", opt="{l}．{o}", letters="アイウエ", below="【正解】{l}", sep="、")
form("ja3", opt="{l}. {o}", letters="アイウエ", below="答え：{l}", sep="、")
form("ja-num", opt="{l}. {o}", letters="1234", below="正解: {l}")
form("ar", opt="{l}) {o}", letters="أبجد", below="الإجابة: {l}", sep=" و ")
form("ar2", opt="{l}- {o}", letters="أبجد", below="الإجابة الصحيحة: ({l})", single=True)
form("fa", opt="{l}) {o}", letters=["الف", "ب", "ج", "د"], below="پاسخ: {l}", sep=" و ")
form("fa-num", opt="{l}) {o}", letters="۱۲۳۴", below="گزینه {l}", single=True)
form("he", opt="{l}. {o}", letters="אבגד", below="תשובה: {l}")
form("hi", opt="({l}) {o}", letters="कखगघ", below="उत्तर: ({l})")
form("hi2", opt="({l}) {o}", letters="अबसद", below="उत्तर – ({l})")
form("hi3", opt="({l}) {o}", letters="ABCD", below="सही उत्तर: {l}")
form("bn", opt="{l}) {o}", letters="কখগঘ", below="উত্তর: {l}")
form("th", opt="{l}. {o}", letters="กขคง", below="เฉลย: {l}")
form("th2", opt="{l}. {o}", letters="กขคง", below="คำตอบ {l}", single=True)
form("el", opt="{l}. {o}", letters="ΑΒΓΔ", below="Σωστή απάντηση: {l}", sep=" και ")
form("tr", opt="{l}) {o}", below="Cevap: {l}", sep=" ve ")
form("pl", opt="{l}) {o}", letters="abcd", below="Prawidłowa odpowiedź: {l}", sep=" i ")
form("vi", opt="{l}. {o}", below="Đáp án: {l}", sep=" và ")
form("id", opt="{l}. {o}", letters="abcd", below="Kunci jawaban: {l}", sep=" dan ")
form("nl", opt="{l}) {o}", below="Juiste antwoord: {l}", sep=" en ")
form("sv", opt="{l}) {o}", below="Rätt svar: {l}", sep=" och ")
form("cs", opt="{l}) {o}", letters="abcd", below="Správná odpověď: {l}", sep=", ")
form("hu", opt="{l}) {o}", letters="abcd", below="Helyes válasz: {l}", sep=" és ")
form("fi", opt="{l}) {o}", below="Oikea vastaus: {l}", sep=" ja ")
form("ro", opt="{l}) {o}", letters="abcd", below="Răspuns corect: {l}", sep=" și ")
form("ge", opt="{l}) {o}", letters="აბგდ", below="პასუხი: {l}")
form("am", opt="{l}) {o}", letters="ԱԲԳԴ", below="Պատասխան՝ {l}")
form("unknown-word", opt="{l}) {o}", below="Freagra: {l}")
form("unknown-two", opt="{l}) {o}", letters="abcd", below="Freagra ceart - {l}")
form("unknown-arrow", opt="{l}) {o}", letters="abcd", below="=> {l}")
form("xbox", opt="[{x}] {l}. {o}")
form("xbox2", opt="[{x}] {o}")
form("edx", opt="({x}) {o}", single=True)
form("edx2", opt="- ({x}) {o}", single=True)
form("oracle", opt="{l}. {o}", right="{l}. {o} (*)")
form("oracle2", opt="- {o}", right="- {o} (*)")
form("plus", opt="- {o}", right="+ {o}")
form("arrow-right", opt="{l}) {o}", right="-> {l}) {o}")
form("left-arrow", opt="{l}) {o}", right="{l}) {o} <--")
form("left-arrow2", opt="{l}) {o}", right="{l}) {o} ← correct")
form("b-correct", opt="{l}) {o}", right="{l}) {o} [correct]")
form("b-Correct", opt="{l}) {o}", right="{l}) {o} (Correct Answer)")
form("b-star2", opt="{l}) {o}", right="{l}) {o}*")
form("b-star3", opt="{l}) {o}", right="{l}) {o} **")
form("b-tick", opt="{l}) {o}", right="{l}) {o} ✓")
form("b-tick2", opt="{l}) {o}", right="✓ {l}) {o}")
form("b-root", opt="{l}) {o}", right="{l}) {o} √")
form("b-bold", opt="- {l}) {o}", right="- **{l}) {o}**")
form("b-bold2", opt="{l}. {o}", right="**{l}. {o}**")
form("b-bold3", opt="{l}. {o}", right="{l}. **{o}**")
form("b-u", opt="{l}. {o}", right="<u>{l}. {o}</u>")
form("b-mark", opt="{l}. {o}", right="=={l}. {o}==")
form("b-htmlb", opt="{l}. {o}", right="<b>{l}. {o}</b>")
form("b-hash", opt="{l}. {o}", right="#{l}. {o}")
form("b-star-paren", opt="{l}) {o}", right="*{l}) {o}")
form("b-star-a", opt="{l}. {o}", letters="abcd", right="*{l}. {o}")
form("b-star-list", opt="- {l}. {o}", right="- *{l}. {o}")
form("b-star-sp", opt="{l}. {o}", right="* {l}. {o}")
form("cross-after", opt="{l}. {o}", right="{l}. {o} ✅", wrong="{l}. {o} ❌")
form("cross-before", opt="{l}. {o}", right="✅ {l}. {o}", wrong="❌ {l}. {o}")
form("cross-v", opt="{l}. {o}", right="{l}. {o} (True)", wrong="{l}. {o} (False)")
form("cross-colon", opt="{l}. {o}", right="{l}. {o}: correct", wrong="{l}. {o}: incorrect")
form("tf-each", opt="- {o}", right="- {o} - True", wrong="- {o} - False")
form("aiken", opt="{l}) {o}", below="ANSWER: {l}", single=True)
form("answer-is", below="Answer is: {l}", sep=" and ")
form("the-answer", below="The answer is option {l}.", sep=" and ")
form("choice", below="Correct choice: {l}")
form("right", below="Right answer: {l}")
form("eq", below="Answer = {l}")
form("to", below="Answer -> {l}")
form("br", below="Answer [{l}]")
form("no-colon", below="Answer {l}")
form("no-colon2", below="Correct Answer {l}")
form("plural", below="Correct answer(s): {l}")
form("Answers", below="Answers: {l}", sep=" ")
form("A-colon", below="A: {l}")
form("A-colon2", letters="abcd", opt="{l}) {o}", below="A: {l}")
form("because", below="Answer: {l}, because it is so.", single=True)
form("spoiler", below="\n>! {l} !<")
form("spoiler2", below="\n||{l}||")
form("spoiler3", below="\nAnswer: ||{l}||")
form("details", below="\n<details>\n<summary>Click to see the answer</summary>\n\n{l}\n\n</details>")
form("head-answer", head="### Question {n}\n\n{q}\n", below="\n#### Answer\n\n{l}")
form("head-answer2", head="### {n}. {q}\n", opt="- {l}) {o}", below="\n**Correct Answer:** {l}")
form("quote", below="\n> {l}")
form("quote2", below="\n> Answer: {l}")
form("italic", below="\n*Answer: {l}*")
form("italic2", below="\n_Answer: {l}_")
form("paren-ans", below="(Answer: {l})")
form("bracket-ans", below="[Ans: {l}]")
form("bracket-ans2", opt="({l}) {o}", letters="abcd", below="[Ans. ({l})]")
form("same-line", opt="{l}. {o}", below=" Answer: {l}")
form("same-line3", opt="({l}) {o}", letters="abcd", below="  [Ans. {l}]", opts_sep="\n")
form("same-line4", opt="{l}) {o}", below=" (Answer: {l})")
form("stem-ans", head="{n}. {q} (Answer: {l})")
form("stem-ans2", head="{n}. {q} [Ans: {l}]", opt="({l}) {o}", letters="abcd")
form("stem-low", head="{n}. {q} ({l})", opt="{l}) {o}", letters="abcd")
form("stem-comma", head="{n}. {q} [{l}]", opt="{l}) {o}")
form("stem-bold", head="**{n}. {q}** [{l}]\n", opt="- {l}) {o}", sep="")
form("stem-h", head="### {n}. {q} ({l})\n", opt="- {l}) {o}", sep="")
form("above", head="{n}. {q}\nAnswer: {l}")
form("above2", head="### {n}. {q}\n\n**Answer: {l}**\n", opt="- {l}. {o}")
form("head-ham", head="T{n}A01 ({l})\n{q}", sep="", number=False)
form("head-q", head="Q{n} [{l}]\n{q}", sep="")
form("head-q2", head="{n}. ({l}) {q}", sep="")
form("head-q3", head="{l}  {n}. {q}", sep="")
form("list-end", last="{n}. {l}", title="Answer Key")
form("list-end-h", last="{n}. {l}", title="### Answer Key:")
form("list-paren", last="{n}) {l}", title="Answers:", last_between=" ", opt="{l}) {o}", letters="abcd")
form("list-tight", last="{n}.{l}", title="Answers", last_between=" ", sep="")
form("list-sp2", last="{n} {l}", title="Key", last_between=" ", sep="")
form("list-bb", last="{n}. ({l})", title="ANSWERS", last_between="  ", opt="({l}) {o}", letters="abcd")
form("list-dash", last="{n} - {l}", title="## Solutions")
form("list-hyphen", last="{n}-{l}", title="Answers:", last_between="; ", sep="")
form("list-colon", last="{n}: {l}", title="**Answer key**", last_between=", ", sep="")
form("list-fr", last="{n}-{l}", title="Corrigé :", last_between=" ; ", sep="")
form("list-es", last="{n}. {l}", title="Respuestas correctas", last_between="\n", opt="{l}) {o}", letters="abcd")
form("list-gab", last="{n} – {l}", title="GABARITO", last_between="\n", opt="{l}) {o}", sep=", ")
form("list-zh", last="{n}. {l}", title="参考答案", last_between="  ", sep="")
form("list-ko", last="{n}. {l}", title="정답", last_between="\n", opt="{l} {o}", letters="①②③④")
form("list-q", last="Q{n}: {l}", title="Answers", last_between="\n")
form("list-question", last="Question {n}: {l}", title="# Answers", last_between="\n")
form("list-bullets", last="- {n}: {l}", title="# Answers", last_between="\n")
form("list-bold", last="**{n}.** {l}", title="# Answers", last_between="\n\n")
form("list-why", last="{n}. {l} – see page {n}", title="# Answers", last_between="\n")
form("list-why2", last="{n}. {l}. It is so.", title="# Answers and explanations", last_between="\n", single=True)
form("list-text", last="{n}. {l}) {o}", title="# Answers", last_between="\n", single=True)
form("list-details", last="{n}. {l}", title="<details><summary>Answers</summary>", last_between="\n")
form(
    "table-end",
    last="| {n} | {l} |",
    title="## Answers\n\n| Question | Answer |\n| --- | --- |".replace("\n\n", "\n\n"),
    last_between="\n",
)
form("rules", gap="\n\n---\n\n", below="\nAnswer: {l}")
form("underscore", opt="{l}_ {o}", below="Answer: {l}")
form("tabs", opt="{l}.\t{o}", below="Answer:\t{l}")
form("indent", opt="   {l}. {o}", below="   Answer: {l}")
form("indent2", opt="   {l}) {o}", letters="abcd", below="\n   **Answer: {l}**")
form("roman", opt="({l}) {o}", letters=["i", "ii", "iii", "iv"], below="Ans: ({l})")
form("roman2", opt="{l}. {o}", letters=["I", "II", "III", "IV"], below="Answer: {l}")
form("sub-num", opt="{l}. {o}", letters="1234", below="Answer: {l}")
form("option-word", opt="Option {l}: {o}", below="Answer: Option {l}", sep=" and Option ")
form("option-word2", opt="- Option {l}: {o}", letters="1234", below="Correct Answer: Option {l}", single=True)
form("text-key", opt="- {o}", below="Correct answer: {t}")
form("labels", head="Question: {q}", opt="{l}: {o}", below="Answer: {l}")
form("labels2", head="Q: {q}", opt="{l}) {o}", below="A: {l}")
form("labels3", head="Q{n}: {q}", opt="{l}: {o}", below="Correct: {l}")
form("records", head="Question: {q}", opt="Option {l}: {o}", below="Correct Answer: {l}")
form("records2", head="Question: {q}", opt="Answer {l}: {o}", below="Correct: {l}\nExplanation: It is so.")
form(
    "records3",
    head="id: {n}\nquestion: {q}",
    opt="option_{l}: {o}",
    letters="abcd",
    below="answer: {l}\ndifficulty: easy",
)
form("records-es", head="Número: {n}\nPregunta: {q}", opt="Opción{l}: {o}", letters="1234", below="Correcta: {l}")
form("records-de", head="Nr: {n}\nFrage: {q}", opt="Antwort{l}: {o}", letters="1234", below="Richtig: {l}")
form("records-bold", head="**Question:** {q}\n", opt="**Option {l}:** {o}\n", below="\n**Correct option:** {l}")
form("camel", head="Question: {q}", opt="Answer{l}: {o}", letters="1234", below="CorrectAnswer: {l}")
form("topics", head="Question #{n} Topic 1\n\n{q}", below="\nSuggested Answer: {l} 🗳️", sep="")
form("ja-is", opt="{l}. {o}", below="正解は{l}です。", sep="と")
form("because2", below="Answer: {l} because it is so", single=True)
form("all-because", below="The correct answer is {l} because it is so.", single=True)
form("details2", below="\n<details><summary>Answer</summary>{l}</details>")
form(
    "details3",
    below="\n<details><summary>Answer</summary><p>The correct answer is <b>{l}</b>.</p></details>",
    sep="</b> and <b>",
)
form("same-line2", opt="({l}) {o}", letters="abcd", below="  Ans: ({l})", opts_sep=" ")
form("same-line5", opt="({l}) {o}", letters="abcd", below=" Ans. ({l})", opts_sep="  ")
form("list-sp", last="{n} {l}", title="Answers", sep="")
form("list-key-line", last="{n} {l}", title="", last_between=", ", sep="", gap="\n\n")
form("list-b", last="{n}{lo}", title="Answers", last_between=", ", sep="")
form("list-ru", last="{n}-{l}", title="Ответы:", last_between=", ", sep="", opt="{l}) {o}", letters="АБВГ")
form("list-ru2", last="{n} — {l}", title="Ключи", last_between="; ", sep="", opt="{l}) {o}", letters="абвг")
form("list-ru3", last="{n}{l}", title="Ключ к тесту", last_between=" ", sep="", opt="{l}) {o}", letters="абвг")
form("list-de", last="{n}{l}", title="Lösungen:", last_between=", ", sep="", opt="{l}) {o}", letters="abcd")
form("list-claves", last="{n}) {l}", title="Claves", last_between=" ", opt="{l}) {o}", letters="abcd", sep="")
form("list-zh2", last="{n}、{l}", title="答案：", last_between=" ", sep="")
form("list-ko2", last="{n} {l}", title="정답", last_between=" ", opt="{l} {o}", letters="①②③④", single=True)
form("list-num", opt="{l}) {o}", letters="1234", last="{n}. {l}", title="## Answers")
form("list-num-run", opt="{l}) {o}", letters="1234", last="{n}-{l}", title="Ответы:", last_between=", ", single=True)
form("table-end2", last="| {n} | {l} |", title="| # | Key |\n| --- | --- |", last_between="\n")
form("text-key2", opt="{o}", below="Answer: {t}")
form("idx1", opt="- {o}", below="Answer: {i1}")
form("idx0", opt="- {o}", below="Correct index: {i0}")
