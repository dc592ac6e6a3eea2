"""Hungarian, Greek, Turkish."""

from __future__ import annotations

from exporter.lexicon.language import Language

HUNGARIAN = Language(
    "Hungarian",
    accents="stripped",
    question="{vizsga/kvíz/teszt/ellenőrző /}kérdés",
    questions="{vizsga/kvíz/teszt/ellenőrző /interjú/}kérdések, kérdések és válaszok",
    task="feladat, gyakorlat, feladvány, rejtvény",
    answer="{helyes /rövid /lehetséges /minta/}válasz, helyes",
    solution="megoldás, vál",
    loose="helyesen",
    short="K V",
    roles="{felhasználó/te} > {asszisztens/chatgpt/claude}, műsorvezető > vendég, interjúztató > jelölt,"
    " {fogalom/kifejezés} > {meghatározás/jelentés}",
    front="előlap, előoldal",
    back="hátlap, hátoldal",
    plural="válaszok, helyes válaszok",
    answers="válaszok, válasz, megoldások, megoldás, megoldókulcs, megoldási kulcs, kulcs,"
    " helyes {válaszok/megoldások}, javítókulcs, válaszok és magyarázatok, megoldólap",
    inflected="választ, válaszért, válaszhoz, válaszokat, megoldást, megoldásért, megoldáshoz, megoldásokat,"
    " megoldása, magyarázatot, tippet",
    explanation="magyarázat, magyarázatok, indoklás",
    hint="tipp, tippek, segítség, súgó",
    reveal="mutat, mutasd, mutassa, megjelenítés, megjelenítése, megtekintés, megtekintése, megnyitás, megnéz,"
    " nézd meg, felfedés, felfedése, kinyit, kibontás, elrejtés, lásd",
    more="kattints, kattintson, részletek, több, tovább, bővebben",
    around="a, az, ide, itt, és, helyes, megtekintéséhez, megjelenítéséhez, nézd, meg, ért, olvass, teljes,"
    " magyarázattal",
    option="lehetőség, lehetőségek, opció, betű, válaszlehetőség",
    right="helyes, helyesek, igaz, jó",
    wrong="hamis, helytelen",
    article="a, az, csak, mindkettő",
    be="van, vannak",
    conjunction="és, valamint",
    alternative="vagy",
    denial="nem, nincs, egyik sem, soha",
    reason="mert",
    beginner="kezdő, kezdők, kezdőknek, alapszint, alapszintű, könnyű, egyszerű",
    intermediate="középhaladó, középhaladók, középszint, középszintű, közepes, középfokú",
    advanced="haladó, haladók, haladóknak, nehéz, szakértő, szakértők, felsőfokú, emelt szint, emelt szintű, profi",
    level="szint, nehézség, nehézségi szint, kérdések",
    faq="gyakori kérdések, gyakran ismételt kérdések, gyik",
    exam="állásinterjú, interjú, interjúk, vizsga, vizsgák, dolgozat, felmérő, kvíz, teszt, tanulókártyák,"
    " gyakorlatok, feladványok",
    contents="tartalom, tartalomjegyzék",
    resources="{hasznos /további /külső /}{linkek/hivatkozások/források}, forrás, irodalom, irodalomjegyzék,"
    " lásd még, bővebben",
    part="bevezetés, bevezető, áttekintés, összefoglalás, összefoglaló, összegzés, következtetés, licenc, előszó,"
    " függelék, szójegyzék, telepítés, köszönetnyilvánítás",
    advice="tippek, tanácsok",
    top="{vissza /}{a tetejére/az elejére/fel/a tartalomhoz/a tartalomjegyzékhez/az oldal tetejére}",
    missing="még nincs válasz, nincs válasz",
    farewell="szeretnéd, szeretné, szólj, sok sikert, remélem",
    published="dátum, megjelent, közzétéve, frissítve, utoljára frissítve, olvasási idő, szerző, kategória, nehézség",
    share="oszd meg, kövess minket, iratkozz fel, szólj hozzá, kapcsolódó cikkek, hasonló cikkek",
    button="megosztás, feliratkozás, hírlevél",
    asking="miért, hogyan, mikor, hol, hova, honnan, melyik, melyek, milyen, mennyi, hány, mire, miben",
    order="magyarázd, magyarázza, ismertesd, ismertesse, írd le, nevezd, sorold, sorolja, hasonlítsd, definiáld,"
    " jellemezd, mutasd be",
    task_order="írj, számítsd, számold",
)

GREEK = Language(
    "Greek",
    accents="stripped",
    question="ερώτηση, ερώτημα",
    questions="ερωτήσεις, ερωτήματα, ερωτήσεις και απαντήσεις, ερωτήσεις απαντήσεις",
    task="άσκηση, πρόβλημα, γρίφος",
    answer="{σωστή /σύντομη /πιθανή /ορθή /η /}απάντηση",
    solution="λύση, επίλυση, απ",
    loose="σωστό, ορθό",
    short="Ε Α",
    roles="{χρήστης/εσύ} > {βοηθός/chatgpt/claude}, παρουσιαστής > καλεσμένος, {όρος/έννοια} > {ορισμός/σημασία}",
    front="μπροστινή όψη, μπροστά όψη",
    back="πίσω όψη",
    plural="απαντήσεις, σωστές απαντήσεις",
    answers="απαντήσεις, απάντηση, λύσεις, λύση, {σωστές/οι} απαντήσεις, κλειδί, κλειδί {απαντήσεων/λύσεων},"
    " απαντήσεις και εξηγήσεις, απαντήσεις ερωτήσεων, απαντήσεις στις ερωτήσεις",
    inflected="απάντησης, απαντήσεων, λύσης, λύσεων, εξήγησης, υπόδειξης",
    explanation="εξήγηση, εξηγήσεις, επεξήγηση, αιτιολόγηση, δικαιολόγηση",
    hint="υπόδειξη, βοήθεια, στοιχείο",
    reveal="εμφάνιση, εμφάνισε, δείξε, δείτε, δες, προβολή, αποκάλυψη, άνοιγμα, άνοιξε, απόκρυψη, ανάπτυξη",
    more="κλικ, πατήστε, πάτησε, λεπτομέρειες, περισσότερα, διάβασε",
    around="εδώ, για, να, την, τη, το, τις, της, των, και, με, σωστής, σωστή, σωστών, είναι, κάντε, κάνε, δείτε, στο",
    option="επιλογή, επιλογές, γράμμα",
    right="σωστ{ή/ό/ές/ά/ός}, ορθ{ή/ό/ές}, αληθές, αληθής",
    wrong="λάθος",
    article="η, το, οι, τα, μόνο, και τα δύο",
    be="είναι, ήταν",
    conjunction="και, κι",
    alternative="ή, είτε",
    denial="όχι, δεν, μη, κανένα, καμία, ποτέ",
    reason="γιατί, επειδή",
    beginner="αρχάριος, αρχάριοι, αρχάριους, αρχαρίων, βασικό, βασικές, βασικά, εύκολο, εύκολη, εύκολες, εύκολα",
    intermediate="μεσαίο, μεσαίος, μεσαίες, μέτριο, μέτρια, μέτριες, ενδιάμεσο",
    advanced="προχωρημένος, προχωρημένοι, προχωρημένους, προχωρημένο, προχωρημένες, δύσκολο, δύσκολη, δύσκολες,"
    " δύσκολα, ειδικός, ειδικοί",
    level="επίπεδο, δυσκολία, βαθμός δυσκολίας, ερωτήσεις, για",
    faq="συχνές ερωτήσεις, συχνές απορίες",
    exam="συνέντευξη, συνεντεύξεις, εξετάσεις, εξέταση, διαγώνισμα, κουίζ, τεστ, κάρτες, ασκήσεις, γρίφοι,"
    " αυτοαξιολόγηση",
    contents="περιεχόμενα, πίνακας περιεχομένων",
    resources="{χρήσιμοι /περισσότεροι /εξωτερικοί /}{σύνδεσμοι/πόροι}, πηγές, πηγή, βιβλιογραφία, αναφορές,"
    " δείτε επίσης, δες επίσης, διαβάστε περισσότερα",
    part="εισαγωγή, επισκόπηση, περίληψη, σύνοψη, συμπέρασμα, συμπεράσματα, άδεια, πρόλογος, παράρτημα, γλωσσάρι,"
    " εγκατάσταση, ευχαριστίες",
    advice="συμβουλές",
    top="{επιστροφή /πίσω /}{στην αρχή/στην κορυφή/στα περιεχόμενα/πάνω}",
    missing="έρχεται σύντομα, δεν υπάρχει απάντηση ακόμη",
    farewell="θέλετε να, θέλεις να, πείτε μου, πες μου, καλή επιτυχία, ελπίζω",
    published="ημερομηνία, δημοσιεύτηκε, δημοσιεύθηκε, ενημερώθηκε, τελευταία ενημέρωση, χρόνος ανάγνωσης,"
    " συγγραφέας, κατηγορία, δυσκολία",
    share="μοιραστείτε το, ακολουθήστε {με/μας}, αφήστε ένα σχόλιο, σχετικά άρθρα",
    button="κοινοποίηση, εγγραφείτε",
    asking="τι, πώς, γιατί, πότε, πού, ποιος, ποια, ποιο, ποιοι, ποιες, πόσο, πόσοι, πόσες, πόσα",
    order="εξηγήστε, εξήγησε, περιγράψτε, περίγραψε, αναφέρετε, ανάφερε, συγκρίνετε, ορίστε, απαριθμήστε",
    task_order="γράψτε, γράψε, υπολογίστε",
)

TURKISH = Language(
    "Turkish",
    accents="stripped",
    question="{test /sınav /alıştırma /}soru{/su}",
    questions="sorular, soru cevap, sorular ve cevaplar, sorular ve yanıtlar, {sınav/mülakat/test} soruları",
    task="problem, alıştırma, bilmece, görev",
    answer="{doğru /kısa /örnek /olası /}{cevap/yanıt}",
    solution="çözüm, cvp",
    loose="doğru",
    short="S C, S Y",
    roles="{kullanıcı/sen} > {asistan/chatgpt/claude}, sunucu > konuk, mülakatçı > aday, {terim/kavram} >"
    " {tanım/açıklama}",
    front="ön yüz",
    back="arka yüz",
    plural="cevaplar, yanıtlar, doğru {cevaplar/yanıtlar}",
    answers="cevaplar, yanıtlar, cevap, yanıt, çözümler, çözüm, {cevap/yanıt/çözüm} anahtarı,"
    " doğru {cevaplar/yanıtlar}, soruların cevapları, soruların yanıtları, cevaplar ve açıklamalar, anahtar",
    inflected="cevabı, yanıtı, çözümü, cevapları, yanıtları, çözümleri, cevabını, yanıtını, çözümünü, açıklamayı,"
    " ipucunu, cevaba, yanıta, çözüme",
    explanation="açıklama, açıklamalar, açıklaması, gerekçe",
    hint="ipucu, ipuçları",
    reveal="göster, gösterin, görüntüle, gör, görün, bak, aç, açın, genişlet, gizle, görmek, göstermek",
    more="tıkla, tıklayın, tıklayınız, ayrıntılar, detaylar, daha fazla, devamı, oku",
    around="buraya, burada, için, ve, ile, doğru, daha, fazla, tam, üzerine",
    option="seçenek, seçenekler, şık, şıkkı, harf",
    right="doğru, doğrudur, doğrusu",
    wrong="yanlış",
    article="yalnızca, sadece, her ikisi",
    be="dir, dır, olur",
    conjunction="ve, ile",
    alternative="veya, ya da",
    denial="değil, değildir, hiçbiri, asla",
    reason="çünkü",
    beginner="başlangıç, yeni başlayan, yeni başlayanlar, temel, kolay, basit",
    intermediate="orta, orta düzey, orta seviye",
    advanced="ileri, ileri düzey, ileri seviye, zor, uzman, uzmanlar, gelişmiş",
    level="seviye, düzey, zorluk, sorular, soruları, için",
    faq="sık sorulan sorular, sıkça sorulan sorular, sss",
    exam="mülakat, mülakatlar, iş görüşmesi, sınav, sınavlar, bilgi kartları, alıştırmalar, bilmeceler",
    contents="içindekiler",
    resources="{faydalı /yararlı /ek /diğer /}{bağlantılar/kaynaklar/linkler}, kaynak, kaynakça, ayrıca bakınız,"
    " daha fazla bilgi",
    part="giriş, genel bakış, özet, sonuç, sonuçlar, lisans, önsöz, ek, sözlük, kurulum, teşekkür",
    advice="ipuçları, tavsiyeler, öneriler",
    top="{başa/yukarı/en başa/içindekilere} {dön/git/çık}, başa dön",
    missing="henüz cevap yok, henüz yanıt yok, cevap yok",
    farewell="ister misiniz, ister misin, bana bildir, bol şans, umarım",
    published="tarih, yayınlandı, yayımlandı, güncellendi, son güncelleme, okuma süresi, yazar, kategori, zorluk",
    share="bunu paylaş, takip et, bizi takip edin, abone ol, yorum yap, yorum bırak, benzer yazılar, ilgili yazılar",
    button="paylaş, bülten",
    asking="neden, nedir, nasıl, niçin, niye, hangi, hangisi, kaç, nerede, nereden",
    order="açıkla, açıklayın, açıklayınız, tanımla, tanımlayın, tanımlayınız, karşılaştır, karşılaştırın, sırala,"
    " belirt, anlat, anlatın",
    task_order="yaz, yazın, hesapla, hesaplayın",
)

LANGUAGES = (HUNGARIAN, GREEK, TURKISH)
