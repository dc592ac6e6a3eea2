"""Words of cards by language: its tag (BCP 47), what it is known by, what our templates say, words for places.

`common` are words by which a language is known among those of its script; one whose script no other language has needs
none. By `places` an option is named without its letter, by `together` all or none of them are: whole words, or in
unspaced scripts parts of a text.
"""

from __future__ import annotations

from typing import NamedTuple

# the levels; a link to where a card was written; what a reverse card asks
SHOWN = ("beginner", "intermediate", "advanced", "source", "ask")


class CardWords(NamedTuple):
    """The words of one language."""

    tag: str
    shown: str  # what templates say, see `SHOWN`, with ` / ` between them
    places: str
    together: str
    common: str = ""

    @property
    def of_templates(self) -> dict[str, str]:
        """What templates say, by `SHOWN`."""
        return dict(zip(SHOWN, self.shown.split(" / "), strict=True))


WORDS = (
    CardWords(
        "en",
        shown="beginner / intermediate / advanced / Source / Which question does this answer?",
        common="the of and to is that for with are what how which this does you not from",
        places="first second third fourth fifth last above below former latter previous preceding following next",
        together="both neither either all none others everything nothing top bottom middle left right-hand",
    ),
    CardWords(
        "de",
        shown="Anfänger / Mittelstufe / Fortgeschritten / Quelle / Auf welche Frage ist das die Antwort?",
        common="der die das und ist nicht ein eine von mit für auf den wie was wird sind zu wer im dem",
        places="erste ersten erster erstes zweite zweiten zweiter zweites dritte dritten dritter drittes vierte "
        "vierten letzte letzten letzter letztes oben oberen obigen obige unten unteren vorige vorigen vorherige "
        "vorherigen folgende folgenden nächste nächsten",
        together="beide beiden weder alle allen keine keiner keines übrigen anderen",
    ),
    CardWords(
        "nl",
        shown="beginner / gemiddeld / gevorderd / Bron / Op welke vraag is dit het antwoord?",
        common="de het een en van is dat niet voor met zijn wat hoe welke wordt aan op te",
        places="eerste tweede derde vierde laatste boven bovenste bovenstaande onder onderste onderstaande vorige "
        "volgende",
        together="beide alle allemaal geen overige andere",
    ),
    CardWords(
        "sv",
        shown="nybörjare / medel / avancerad / Källa / Vilken fråga är detta svaret på?",
        common="och är att det en ett som för med av vad hur inte den på till vilken",
        places="första andra tredje fjärde sista ovan ovanstående nedan föregående följande nästa",
        together="båda bägge alla alltihop inget inga ingen övriga",
    ),
    CardWords(
        "da",
        shown="begynder / øvet / avanceret / Kilde / Hvilket spørgsmål er dette svaret på?",
        common="og er at det en et som for med af hvad hvordan ikke den på til hvilken",
        places="første anden andet tredje fjerde sidste ovenfor ovenstående nedenfor nedenstående forrige "
        "følgende næste",
        together="begge alle ingen intet øvrige",
    ),
    CardWords(
        "nb",
        shown="nybegynner / middels / avansert / Kilde / Hvilket spørsmål er dette svaret på?",
        common="og er at det en et som for med av hva hvordan ikke den på til hvilken",
        places="første andre annet tredje fjerde siste ovenfor over nedenfor under forrige følgende neste",
        together="begge alle ingen intet øvrige",
    ),
    CardWords(
        "fi",
        shown="aloittelija / keskitaso / edistynyt / Lähde / Mihin kysymykseen tämä on vastaus?",
        common="ja on ei se että mikä miten mitä ovat oli kun tai joka kuin mutta",
        places="ensimmäinen ensimmäisen toinen toisen kolmas kolmannen neljäs viimeinen viimeisen yllä alla "
        "edellinen edellisen seuraava seuraavan",
        together="molemmat kumpikaan kaikki mikään muut",
    ),
    CardWords(
        "fr",
        shown="débutant / intermédiaire / avancé / Source / À quelle question est-ce la réponse ?",
        common="le la les des et est une un du que pour dans qui sur avec pas quelle quel sont",
        places="premier première deuxième second seconde troisième quatrième dernier dernière dessus dessous "
        "précédent précédente précédents précédentes suivant suivante suivants suivantes",
        together="deux tous toutes aucun aucune ni autres",
    ),
    CardWords(
        "es",
        shown="principiante / intermedio / avanzado / Fuente / ¿A qué pregunta responde esto?",
        common="el la los las de y que es en un una por con para se no del qué cómo cuál son",
        places="primer primero primera segundo segunda tercer tercero tercera cuarto cuarta último última arriba "
        "abajo anterior anteriores siguiente siguientes",
        together="ambos ambas todos todas todo ninguno ninguna ningún ni otros otras demás",
    ),
    CardWords(
        "it",
        shown="principiante / intermedio / avanzato / Fonte / A quale domanda risponde?",
        common="il di che è la e un una per in con non del della sono cosa come quale si gli",
        places="primo prima secondo seconda terzo terza quarto quarta ultimo ultima sopra sotto precedente "
        "precedenti seguente seguenti successivo successiva",
        together="entrambi entrambe ambedue tutti tutte tutto nessuno nessuna né altri altre",
    ),
    CardWords(
        "pt",
        shown="iniciante / intermediário / avançado / Fonte / A que pergunta isto responde?",
        common="o a os as de e que é em um uma para com não do da são qual como por se ao",
        places="primeiro primeira segundo segunda terceiro terceira quarto quarta último última acima abaixo "
        "anterior anteriores seguinte seguintes próximo próxima",
        together="ambos ambas todos todas tudo nenhum nenhuma nem outros outras demais",
    ),
    CardWords(
        "ro",
        shown="începător / mediu / avansat / Sursă / La ce întrebare răspunde aceasta?",
        common="și este de la în un o cu pe nu că ce care sunt din pentru se cum",
        places="primul prima doilea doua treilea treia patrulea patra ultimul ultima sus jos precedentul "
        "anterioară anterior următorul următoarea",
        together="ambele ambii toate toți niciunul niciuna nici celelalte ceilalți",
    ),
    CardWords(
        "pl",
        shown="początkujący / średni / zaawansowany / Źródło / Na jakie pytanie to odpowiada?",
        common="i w na z jest się nie to że do co jak który są dla od oraz",
        places="pierwszy pierwsza pierwsze drugi druga drugie trzeci trzecia trzecie czwarty czwarta czwarte "
        "ostatni ostatnia ostatnie powyżej powyższe powyższych poniżej poprzedni poprzednia poprzednie następny "
        "następna następne",
        together="oba obie obydwa wszystkie wszystko żaden żadna żadne pozostałe inne",
    ),
    CardWords(
        "cs",
        shown="začátečník / středně pokročilý / pokročilý / Zdroj / Na kterou otázku je toto odpověď?",
        common="a je v se na to že s co jak který jsou pro do není nebo při",
        places="první druhý druhá druhé třetí čtvrtý čtvrtá čtvrté poslední výše nahoře níže dole předchozí "
        "následující další",
        together="oba obě všechny všechno žádný žádná žádné ani ostatní jiné",
    ),
    CardWords(
        "sk",
        shown="začiatočník / mierne pokročilý / pokročilý / Zdroj / Na ktorú otázku je toto odpoveď?",
        common="a je v sa na to že s čo ako ktorý sú pre do nie alebo pri",
        places="prvý prvá prvé druhý druhá druhé tretí tretia tretie štvrtý štvrtá štvrté posledný posledná "
        "posledné vyššie hore nižšie dole predchádzajúci predchádzajúca nasledujúci nasledujúca ďalší",
        together="oba obe všetky všetko žiadny žiadna žiadne ani ostatné iné",
    ),
    CardWords(
        "sr-Latn",
        shown="početni / srednji / napredni / Izvor / Na koje pitanje je ovo odgovor?",
        common="i je u na se da od za su što kako koji ne sa ili ali",
        places="prvi prva prvo drugi druga drugo treći treća treće četvrti četvrta poslednji poslednja zadnji "
        "iznad gore ispod dole prethodni prethodna sledeći sledeća",
        together="oba obe svi sve nijedan nijedna ništa ostali ostale",
    ),
    CardWords(
        "hu",
        shown="kezdő / középhaladó / haladó / Forrás / Melyik kérdésre válasz ez?",
        common="a az és nem hogy egy is mi van milyen hogyan vagy mint ha meg de",
        places="első második harmadik negyedik utolsó fenti fentiek alsó alábbi előző következő",
        together="mindkettő mindkét egyik sem mind mindegyik összes többi",
    ),
    CardWords(
        "tr",
        shown="başlangıç / orta / ileri / Kaynak / Bu hangi sorunun cevabı?",
        common="ve bir bu için ile ne nedir olan da de nasıl değil hangi çok gibi",
        places="birinci ilk ikinci üçüncü dördüncü son yukarıdaki yukarıdakilerin yukarıda aşağıdaki aşağıda "
        "önceki sonraki",
        together="ikisi hepsi tümü hiçbiri diğer diğerleri",
    ),
    CardWords(
        "id",
        shown="pemula / menengah / lanjutan / Sumber / Ini jawaban untuk pertanyaan apa?",
        common="yang dan di adalah untuk dengan dari apa ini itu tidak bagaimana dalam pada ke atau",
        places="pertama kedua ketiga keempat terakhir atas bawah sebelumnya berikutnya berikut",
        together="keduanya semua semuanya satupun lainnya",
    ),
    CardWords(
        "vi",
        shown="cơ bản / trung bình / nâng cao / Nguồn / Đây là câu trả lời cho câu hỏi nào?",
        common="là của và các có được cho không một trong những gì như thế nào với này để",
        places="đầu nhất hai ba tư cuối trên dưới trước sau tiếp",
        together="cả tất khác",
    ),
    CardWords(
        "ru",
        shown="начальный / средний / продвинутый / Источник / На какой вопрос это ответ?",
        common="и в не на что это как с по для от какой чем или является из к",
        places="первый первая первое первого второй вторая второе второго третий третья третье четвёртый "
        "четвертый последний последняя последнее выше вышеперечисленное вышеперечисленных ниже предыдущий "
        "предыдущая предыдущие следующий следующая следующие",
        together="оба обе все всё ни никакой ничего остальные другие",
    ),
    CardWords(
        "uk",
        shown="початковий / середній / просунутий / Джерело / На яке запитання це відповідь?",
        common="і та в не на що це як з для від який або є до та й",
        places="перший перша перше другий друга друге третій третя третє четвертий четверта останній остання "
        "останнє вище нижче попередній попередня наступний наступна",
        together="обидва обидві усі всі все жоден жодна ніщо решта інші",
    ),
    CardWords(
        "bg",
        shown="начинаещ / средно напреднал / напреднал / Източник / На кой въпрос е това отговорът?",
        common="и в на е се да за не с от какво как кой са по или това че",
        places="първи първият първата първото втори вторият втората второто трети третият третата последен "
        "последният последната горе горните долу долните предишен предишният следващ следващият",
        together="двете двата всички всичко никой нито нищо останалите другите",
    ),
    CardWords(
        "sr",
        shown="почетни / средњи / напредни / Извор / На које питање је ово одговор?",
        common="и је у на се да од за су шта како који не са или али што",
        places="први прва прво други друга друго трећи трећа треће четврти четврта последњи последња изнад горе "
        "испод доле претходни претходна следећи следећа",
        together="оба обе сви све ниједан ниједна ништа остали остале",
    ),
    CardWords(
        "el",
        shown="αρχάριος / μεσαίο / προχωρημένο / Πηγή / Σε ποια ερώτηση απαντά αυτό;",
        places="πρώτο πρώτη πρώτος δεύτερο δεύτερη δεύτερος τρίτο τρίτη τρίτος τέταρτο τέταρτη τελευταίο "
        "τελευταία τελευταίος πάνω παραπάνω κάτω παρακάτω προηγούμενο προηγούμενη επόμενο επόμενη",
        together="όλα όλες όλοι κανένα καμία κανείς ούτε τίποτα υπόλοιπα άλλα",
    ),
    CardWords(
        "he",
        shown="מתחילים / בינוני / מתקדם / מקור / על איזו שאלה זו התשובה?",
        places="ראשון הראשון ראשונה הראשונה שני השני שנייה השנייה שניה השניה שלישי השלישי שלישית השלישית רביעי "
        "הרביעי אחרון האחרון אחרונה האחרונה לעיל למעלה להלן למטה הקודם הקודמת הבא הבאה",
        together="שניהם שתיהן כולם כולן הכל אף כלום האחרים האחרות",
    ),
    CardWords(
        "ar",
        shown="مبتدئ / متوسط / متقدم / المصدر / ما السؤال الذي يجيب عنه هذا؟",
        common="في من على ما هو هي هل كيف إلى عن أن لا التي الذي هذا هذه",
        places="الأول الأولى الاول الاولى الثاني الثانية الثالث الثالثة الرابع الرابعة الأخير الأخيرة أعلاه فوق "
        "أدناه تحت السابق السابقة التالي التالية",
        together="كلاهما كلتاهما كلا جميع كل الجميع الباقي غير",
    ),
    CardWords(
        "fa",
        shown="مبتدی / متوسط / پیشرفته / منبع / این پاسخ کدام پرسش است؟",
        common="و در به از که این است را با چیست برای آن یک می چه چگونه",
        places="اول اولین دوم دومین سوم سومین چهارم چهارمین آخر آخرین بالا فوق پایین زیر قبلی بعدی",
        together="هر همه هیچ هیچکدام بقیه دیگر",
    ),
    CardWords(
        "hi",
        shown="शुरुआती / मध्यम / उन्नत / स्रोत / यह किस प्रश्न का उत्तर है?",
        places="पहला पहली पहले दूसरा दूसरी दूसरे तीसरा तीसरी चौथा चौथी अंतिम आखिरी ऊपर उपरोक्त उपर्युक्त नीचे पिछला "
        "पिछली अगला अगली",
        together="दोनों सभी सब कोई इनमें अन्य",
    ),
    CardWords(
        "bn",
        shown="প্রাথমিক / মাঝারি / উন্নত / উৎস / এটি কোন প্রশ্নের উত্তর?",
        places="প্রথম প্রথমটি দ্বিতীয় দ্বিতীয়টি তৃতীয় তৃতীয়টি চতুর্থ চতুর্থটি শেষ শেষটি উপরের উপরে নিচের নিচে আগের পরের",
        together="উভয় দুটিই সব সবগুলো সবকটি কোনোটিই কোনটিই কোনটি অন্যান্য",
    ),
    CardWords(
        "zh",
        shown="初级 / 中级 / 高级 / 来源 / 这是哪个问题的答案？",
        places="第一 第二 第三 第四 最后 以上 上述 上面 下面 以下 下述 前者 后者 前面 后面",
        together="两者 都 全部 所有 均 皆 其他 其余 後者 兩者 最後 後面",
    ),
    CardWords(
        "ja",
        shown="初級 / 中級 / 上級 / 出典 / これはどの質問の答えですか。",
        places="一番目 二番目 三番目 四番目 最初 最後 第一 第二 第三 第四 上記 以上 上の 下記 以下 下の 前者 後者 "
        "前の 次の",
        together="両方 どちらも すべて 全て 全部 いずれも どれも 他の 番目 つ目",
    ),
    CardWords(
        "ko",
        shown="초급 / 중급 / 고급 / 출처 / 이것은 어떤 질문의 답입니까?",
        places="첫 번째 둘째 셋째 넷째 마지막 위의 위에 이상 아래 이하 전자 후자 이전 다음",
        together="둘 모두 모든 전부 어느 것도 나머지 다른",
    ),
    CardWords(
        "th",
        shown="เริ่มต้น / ปานกลาง / ขั้นสูง / ที่มา / นี่คือคำตอบของคำถามใด",
        places="แรก ที่หนึ่ง ที่สอง ที่สาม ที่สี่ สุดท้าย ข้างบน ด้านบน ข้างต้น ข้างล่าง ด้านล่าง ก่อนหน้า ถัดไป ต่อไปนี้",
        together="ทั้งสอง ทั้งหมด ทุกข้อ อื่น ข้อ",
    ),
)

BY_TAG = {words.tag: words for words in WORDS}
UNSPACED = frozenset({"zh", "ja", "ko", "th"})  # words are not, or not always, kept apart


def words_of(tag: str) -> CardWords | None:
    """The words of a language, by its tag or the beginning of that: `de` for `de-CH`; None where we have none."""
    found = _ALSO.get(tag, tag)
    while found and found not in BY_TAG:
        found = found.rpartition("-")[0]
    return BY_TAG.get(found)


_ALSO = {"no": "nb", "nn": "nb", "hr": "sr-Latn", "bs": "sr-Latn", "cnr": "sr-Latn"}
TAGS = (*BY_TAG, *_ALSO)
