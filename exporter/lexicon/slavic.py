"""Polish, Czech, Slovak, Serbian (and Croatian, Bosnian) in Latin letters."""

from __future__ import annotations

from exporter.lexicon.language import Language

POLISH = Language(
    "Polish",
    accents="stripped",
    question="pytanie",
    questions="pytania, pytania i odpowiedzi",
    task="zadanie, ćwiczenie, zagadka, problem",
    answer="{poprawna /prawidłowa /dobra /krótka /przykładowa /możliwa /modelowa /}odpowiedź, poprawn{a/e},"
    " prawidłowa, prawidłowe",
    solution="rozwiązanie, wynik, odp",
    loose="poprawnie",
    short="P O",
    roles="{użytkownik/ty} > {asystent/chatgpt/claude}, prowadzący > gość, rekruter > {kandydat/kandydatka},"
    " {pojęcie/termin/hasło} > {definicja/wyjaśnienie}",
    front="przód, awers",
    back="tył, rewers",
    plural="odpowiedzi, {poprawne/prawidłowe} odpowiedzi",
    answers="odpowiedzi, odpowiedź, rozwiązania, rozwiązanie, klucz, klucz {odpowiedzi/rozwiązań},"
    " {poprawne/prawidłowe} odpowiedzi, odpowiedzi do pytań, odpowiedzi i wyjaśnienia, arkusz odpowiedzi",
    inflected="odpowiedzi, rozwiązania, wyjaśnienie, podpowiedzi",
    explanation="wyjaśnienie, wyjaśnienia, uzasadnienie, objaśnienie",
    hint="podpowiedź, podpowiedzi, wskazówka, wskazówki",
    reveal="pokaż, pokazać, zobacz, wyświetl, odkryj, odsłoń, rozwiń, otwórz, sprawdź, ukryj, zwiń",
    more="kliknij, szczegóły, więcej, czytaj",
    around="tutaj, tu, aby, żeby, i, z, do, poprawną, poprawna, poprawne, prawidłową, jest, są, zobaczyć, na, dla,"
    " całą, pełną, dalej",
    option="opcja, opcje, wariant, warianty, litera, litery",
    right="poprawn{a/e/y/ie}, prawidłow{a/e/y/o}, dobra, słuszna, prawda",
    wrong="fałsz, błędn{a/e/y}, nieprawidłow{a/e/y}, źle",
    article="tylko, obie, oba, wyłącznie",
    be="jest, są, to, brzmi",
    conjunction="i, oraz",
    alternative="lub, albo, czy",
    denial="nie, żadna, żaden, nigdy",
    reason="ponieważ, bo, gdyż",
    beginner="początkujący, początkujących, podstawowy, podstawowe, łatwy, łatwe, prosty, proste",
    intermediate="średniozaawansowany, średniozaawansowani, średniozaawansowanych, średni, średnie,"
    " średniozaawansowane",
    advanced="zaawansowany, zaawansowani, zaawansowanych, zaawansowane, trudny, trudne, ekspert, eksperci, ekspercki",
    level="poziom, trudność, poziom trudności, trudności, pytania, dla",
    faq="często zadawane pytania, najczęściej zadawane pytania",
    exam="rozmowa kwalifikacyjna, rozmowa rekrutacyjna, pytania rekrutacyjne, egzamin, egzaminy, sprawdzian,"
    " test wiedzy, fiszki, ćwiczenia, zagadki, kolokwium",
    contents="spis treści",
    resources="{przydatne /dodatkowe /zewnętrzne /}{linki/odnośniki/zasoby/źródła}, źródło, bibliografia,"
    " literatura, zobacz też, zobacz także, czytaj więcej",
    part="wstęp, wprowadzenie, przegląd, podsumowanie, streszczenie, wnioski, licencja, przedmowa, dodatek,"
    " słowniczek, instalacja, podziękowania",
    advice="porady, wskazówki, rady",
    top="{powrót /wróć /}{do góry/na górę/na początek/do spisu treści}",
    missing="do uzupełnienia, w trakcie, brak odpowiedzi, jeszcze bez odpowiedzi",
    farewell="czy chcesz, czy chciałbyś, daj znać, powodzenia, mam nadzieję",
    published="data, opublikowano, zaktualizowano, ostatnia aktualizacja, aktualizacja, czas czytania, autor,"
    " autorka, kategoria, trudność",
    share="obserwuj {mnie/nas}, zapisz się, zostaw komentarz, {podobne/powiązane} {artykuły/wpisy}",
    button="udostępnij, subskrybuj, newsletter",
    asking="co, jak, dlaczego, kiedy, gdzie, kto, czym, czemu, jaka, jaki, jakie, jakich, który, która, które, ile,"
    " po co, czy",
    order="wyjaśnij, opisz, wymień, porównaj, zdefiniuj, podaj, omów, nazwij, uzasadnij",
    task_order="napisz, oblicz",
)

CZECH = Language(
    "Czech",
    accents="stripped",
    question="otázka",
    questions="otázky, otázky a odpovědi",
    task="úloha, úkol, cvičení, hádanka",
    answer="{správná /krátká /vzorová /možná /}odpověď, správně je",
    solution="řešení, výsledek, odp",
    loose="správně",
    short="O Odp, Ot Odp",
    roles="{uživatel/ty} > {asistent/chatgpt/claude}, moderátor > host, tazatel > {kandidát/uchazeč},"
    " {pojem/termín} > {definice/vysvětlení}",
    front="líc, přední strana",
    back="rub, zadní strana",
    plural="odpovědi, správné odpovědi",
    answers="odpovědi, odpověď, řešení, klíč, klíč {k odpovědím/správných odpovědí/řešení}, správné odpovědi,"
    " správná řešení, odpovědi a vysvětlení, výsledky, odpovědní klíč",
    inflected="odpovědi, odpovědí, řešení, nápovědu, vysvětlení",
    explanation="vysvětlení, zdůvodnění, odůvodnění",
    hint="nápověda, nápovědy, rada",
    reveal="zobrazit, zobraz, ukázat, ukaž, odhalit, odkrýt, rozbalit, otevřít, skrýt, zjistit, viz",
    more="klikni, klikněte, klepněte, podrobnosti, více",
    around="zde, sem, pro, na, a, s, k, správnou, správná, správné, je, jsou, celou, číst, si, zobrazení",
    option="možnost, možnosti, varianta, varianty, písmeno",
    right="správn{á/é/ý/ě}, pravda, pravdivá",
    wrong="špatně, nesprávn{á/ě}",
    article="pouze, jen, obě, oba",
    be="je, jsou, zní",
    conjunction="a, i",
    alternative="nebo, či",
    denial="ne, není, žádná, žádný, nikdy",
    reason="protože",
    beginner="začátečník, začátečníci, začátečníky, základní, lehká, lehké, lehký, snadná, snadné, snadný, jednoduché",
    intermediate="středně pokročilý, středně pokročilí, středně pokročilé, střední, středně těžká, středně těžké,"
    " mírně pokročilý",
    advanced="pokročilý, pokročilí, pokročilé, pokročilá, těžká, těžké, těžký, obtížná, obtížné, obtížný, expert,"
    " experti, odborník",
    level="úroveň, obtížnost, otázky, pro",
    faq="často kladené otázky, časté otázky, časté dotazy, často kladené dotazy",
    exam="pohovor, pracovní pohovor, otázky k pohovoru, zkouška, zkoušky, test znalostí, kartičky, cvičení, hádanky,"
    " kvíz, maturitní otázky",
    contents="obsah, osnova",
    resources="{užitečné /další /externí /}{odkazy/zdroje}, zdroj, literatura, použitá literatura, viz též,"
    " viz také, více informací",
    part="úvod, přehled, shrnutí, závěr, závěry, licence, předmluva, příloha, slovníček, instalace, poděkování",
    advice="tipy, rady",
    top="{zpět /}{nahoru/na začátek/na obsah/k obsahu}",
    missing="již brzy, bude doplněno, připravuje se, zatím bez odpovědi",
    farewell="chcete, chceš, dej mi vědět, dejte mi vědět, hodně štěstí, doufám",
    published="datum, publikováno, zveřejněno, aktualizováno, naposledy aktualizováno, doba čtení, autor, autorka,"
    " kategorie, obtížnost",
    share="sledujte {mě/nás}, přihlaste se k odběru, novinky e-mailem, přidat komentář, související {články/příspěvky}",
    button="sdílet, sdílejte, odebírat",
    asking="co, jak, proč, kdy, kde, kdo, čím, čemu, jaký, jaká, jaké, který, která, které, kolik, kam, k čemu, odkud",
    order="vysvětlete, vysvětli, popište, popiš, vyjmenujte, vyjmenuj, porovnejte, porovnej, definujte, definuj,"
    " uveďte, uveď",
    task_order="napište, napiš, vypočítejte, vypočítej",
)

SLOVAK = Language(
    "Slovak",
    accents="stripped",
    question="otázka",
    questions="otázky, otázky a odpovede",
    task="úloha, cvičenie, hádanka",
    answer="{správna /krátka /vzorová /možná /}odpoveď, správne je",
    solution="riešenie, výsledok, odp",
    loose="správne",
    short="O Odp, Ot Odp",
    roles="{používateľ/ty} > {asistent/chatgpt/claude}, moderátor > hosť, {pojem/termín} > {definícia/vysvetlenie}",
    front="líce, predná strana",
    back="rub, zadná strana",
    plural="odpovede, správne odpovede",
    answers="odpovede, odpoveď, riešenia, riešenie, kľúč, kľúč {k odpovediam/správnych odpovedí/riešení},"
    " správne odpovede, odpovede a vysvetlenia, výsledky",
    inflected="odpovede, odpovedí, riešenia, nápovedu, vysvetlenie",
    explanation="vysvetlenie, vysvetlenia, zdôvodnenie, odôvodnenie",
    hint="nápoveda, pomôcka, rada",
    reveal="zobraziť, zobraz, ukázať, ukáž, odhaliť, odkryť, rozbaliť, otvoriť, skryť, zistiť, pozri",
    more="klikni, kliknite, podrobnosti, viac",
    around="tu, sem, pre, na, a, s, k, správnu, správna, správne, je, sú, celú, čítať, si, zobrazenie",
    option="možnosť, možnosti, variant, varianty, písmeno",
    right="správn{a/e/y}, pravda, pravdivá",
    article="iba, len, obe, oba",
    be="je, sú, znie",
    conjunction="a, aj",
    alternative="alebo, či",
    denial="nie, žiadna, žiadny, nikdy",
    beginner="začiatočník, začiatočníci, začiatočníkov, základné, základný, základná, ľahká, ľahké, ľahký, jednoduché",
    intermediate="stredne pokročilý, stredne pokročilí, stredne pokročilých, stredné, stredný, stredná, stredne ťažké",
    advanced="pokročilý, pokročilí, pokročilých, pokročilé, pokročilá, ťažká, ťažké, ťažký, náročné, expert,"
    " experti, odborník",
    level="úroveň, obtiažnosť, náročnosť, otázky, pre",
    faq="často kladené otázky, časté otázky, najčastejšie otázky",
    exam="pohovor, pracovný pohovor, otázky na pohovor, skúška, skúšky, test vedomostí, kartičky, cvičenia, hádanky,"
    " kvíz, maturitné otázky",
    contents="obsah, osnova",
    resources="{užitočné /ďalšie /externé /}{odkazy/zdroje}, zdroj, literatúra, použitá literatúra, pozri aj,"
    " pozri tiež, viac informácií",
    part="úvod, prehľad, zhrnutie, záver, závery, licencia, predslov, príloha, slovníček, inštalácia, poďakovanie",
    advice="tipy, rady",
    top="{späť /}{hore/nahor/na začiatok/na obsah/k obsahu}",
    missing="bude doplnené, pripravuje sa, zatiaľ bez odpovede",
    farewell="chcete, chceš, daj mi vedieť, dajte mi vedieť, veľa šťastia, dúfam",
    published="dátum, publikované, zverejnené, aktualizované, naposledy aktualizované, čas čítania, autor, autorka,"
    " kategória, obtiažnosť",
    share="sledujte {ma/nás}, prihláste sa na odber, pridať komentár, súvisiace {články/príspevky}",
    button="zdieľať, zdieľajte, odoberať",
    asking="čo, ako, prečo, kedy, kde, kto, čím, čomu, aký, aká, aké, ktorý, ktorá, ktoré, koľko, kam, odkiaľ",
    order="vysvetlite, vysvetli, popíšte, popíš, opíšte, vymenujte, vymenuj, porovnajte, porovnaj, definujte,"
    " definuj, uveďte",
    task_order="napíšte, napíš, vypočítajte, vypočítaj",
)

SERBIAN = Language(
    "Serbian (Latin), Croatian, Bosnian",
    accents="stripped",
    question="pitanje",
    questions="pitanja, pitanja i odgovori",
    task="zadatak, vežba, vježba, zagonetka",
    answer="{tačan /točan /ispravan /kratak /mogući /}odgovor",
    solution="rešenje, rješenje, odg",
    loose="tačno, točno, ispravno",
    short="P O",
    roles="{korisnik/ti} > {asistent/pomoćnik/chatgpt/claude}, voditelj > gost, {pojam/termin} >"
    " {definicija/objašnjenje}",
    front="prednja strana",
    back="zadnja strana, poleđina",
    plural="odgovori, {tačni/točni/ispravni} odgovori",
    answers="odgovori, odgovor, rešenja, rešenje, rješenja, rješenje, ključ, {tačni/točni/ispravni} odgovori,"
    " ključ {odgovora/za odgovore/rešenja}, odgovori na pitanja, odgovori i objašnjenja",
    inflected="odgovora, odgovore, rešenja, rješenja, objašnjenja",
    explanation="objašnjenje, objašnjenja, obrazloženje",
    hint="pomoć, nagoveštaj, savet, savjet",
    reveal="prikaži, pokaži, pogledaj, pogledajte, vidi, vidite, otkrij, otvori, proširi, sakrij",
    more="klikni, kliknite, pritisni, detalji, detaljnije, više, pročitaj",
    around="ovde, ovdje, za, da, i, sa, na, tačan, točan, tačne, ispravan, je, su, vidiš, vidite, biste, ceo",
    option="opcija, opcije, mogućnost, slovo",
    right="tač{an/ni/na/no}, toč{an/ni/na/no}, isprav{an/ni/na/no}",
    article="samo, oba, obe",
    be="je, su, glasi",
    conjunction="i, te",
    alternative="ili",
    denial="ne, nije, nijedan, nikad",
    beginner="početnik, početnici, početnike, početni, osnovni, osnovno, lako, lak, laka, lagano",
    intermediate="srednji, srednje, srednja, srednje teško",
    advanced="napredni, napredno, napredna, teško, težak, teška, teški, stručnjak, stručnjaci, ekspert, eksperti",
    level="nivo, razina, težina, pitanja, za",
    faq="često postavljana pitanja, najčešća pitanja, česta pitanja",
    exam="intervju, razgovor za posao, ispit, ispiti, kviz, vežbe, vježbe, zagonetke, kolokvij, kolokvijum",
    contents="sadržaj",
    resources="{korisni /dodatni /spoljni /vanjski /}{linkovi/izvori/resursi}, korisne veze, poveznice, izvor,"
    " literatura, pogledajte još, vidi još",
    part="uvod, pregled, rezime, sažetak, zaključak, licenca, predgovor, dodatak, rečnik, instalacija, zahvalnost",
    advice="saveti, savjeti",
    top="{nazad /natrag /povratak /}{na vrh/na početak/na sadržaj}",
    missing="još nema odgovora, nema odgovora, u pripremi",
    published="datum, objavljeno, ažurirano, poslednje ažuriranje, vreme čitanja, autor, kategorija, težina",
    share="prati {me/nas}, pratite nas, pretplati se, ostavi komentar, slični članci",
    button="podeli, podelite, podijeli",
    asking="šta, što, kako, zašto, kada, kad, gde, gdje, ko, tko, koji, koja, koje, koliko, čime, čemu",
    order="objasni, objasnite, opiši, opišite, navedi, navedite, uporedi, uporedite, usporedi, definiši, definišite,"
    " nabroj",
    task_order="napiši, napišite, izračunaj, izračunajte",
)

LANGUAGES = (POLISH, CZECH, SLOVAK, SERBIAN)
