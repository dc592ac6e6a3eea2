"""French, Spanish, Italian, Portuguese, Romanian."""

from __future__ import annotations

from exporter.lexicon.language import Language

FRENCH = Language(
    "French",
    accents="stripped",
    question="question",
    questions="questions, questions et réponses, questions réponses",
    task="exercice, énigme, problème, devinette",
    answer="réponse,"
    " {bonne /la bonne /la /courte /}réponse{ correcte/ exacte/ juste/ attendue/ possible/ modèle/ courte/},"
    " réponse type",
    solution="solution, correction, corrigé, rép",
    loose="correct, juste, exact",
    short="Q R",
    roles="{utilisateur/utilisatrice/vous} > {assistant/chatgpt/claude/ia}, animateur > invité,"
    " {recruteur/intervieweur/recruteuse} > {candidat/candidate}, élève > professeur, {terme/mot} >"
    " {définition/signification}",
    front="recto",
    back="verso",
    plural="réponses, {bonnes /}réponses{ correctes/}",
    answers="réponses, réponse, solutions, solution, corrigé{s/}, correction{s/}, {bonnes/les} réponses,"
    " réponses {correctes/exactes/aux questions/et explications}, solutionnaire, corrigé type, corrigé des exercices",
    explanation="explication{s/}, justification{s/}",
    hint="indice{s/}, astuce",
    reveal="voir, afficher, affiche, montrer, montre, révéler, dévoiler, découvrir, ouvrir, déplier, consulter,"
    " masquer, afficher plus",
    more="cliquer, cliquez, clique, détails, détail, plus, lire la suite",
    around="la, le, les, l, ici, pour, de, du, des, d, un, une, et, avec, bonne, correcte, bonnes, correctes, est,"
    " sont, sur, lire, suite, en, savoir, complète, cachée, moi, vers",
    option="option{s/}, choix, proposition{s/}, lettre{s/}",
    right="correcte{s/}, correct{s/}, juste{s/}, bonne{s/}, bon{s/}, exacte{s/}, vrai, vraie",
    wrong="fausse, faux, incorrect{/e}, mauvaise",
    article="la, le, les, seulement, uniquement, tous les deux, seule",
    be="est, sont, était",
    conjunction="et",
    alternative="ou",
    denial="ne, n'est, pas, non, aucun, aucune, jamais",
    reason="parce que, car, puisque",
    beginner="débutant{s/}, débutante{s/}, facile{s/}, élémentaire",
    intermediate="intermédiaire{s/}, moyen{s/}, moyenne{s/}",
    advanced="avancé{s/}, avancée{s/}, difficile{s/}, expert{s/}, confirmé{s/}, expérimenté{s/}",
    level="niveau, difficulté, questions, pour, de, les",
    faq="foire aux questions, questions fréquentes, questions fréquemment posées",
    exam="entretien d'embauche, questions d'entretien, examen{s/}, interrogation, cartes mémoire, flashcards,"
    " exercices, questionnaire, qcm, devinettes, annales",
    contents="sommaire, table des matières",
    resources="{quelques /autres /}{liens/ressources/références/sources}{ utiles/ externes/ supplémentaires/},"
    " référence, source, bibliographie, voir aussi, en savoir plus, pour aller plus loin",
    part="introduction, présentation, aperçu, résumé, conclusion{s/}, licence, préface, avant-propos, annexe,"
    " glossaire, installation, remerciements",
    advice="conseils, astuces",
    top="{retour /revenir /}{en haut/au sommaire/à la table des matières/au début/haut de page/en haut de page}",
    missing="à compléter, à venir, en cours, pas encore de réponse, réponse à venir",
    farewell="voulez-vous que, veux-tu que, souhaitez-vous, dites-moi si, bonne chance, merci d'avoir lu, j'espère que",
    published="date, publié, publié le, mis à jour, mis à jour le, dernière mise à jour, temps de lecture, auteur,"
    " autrice, catégorie, difficulté",
    share="partagez cet article, partager cet article, suivez-{moi/nous}, laisser un commentaire,"
    " articles {similaires/connexes/liés}",
    button="partager, abonnez-vous, s'abonner, infolettre",
    asking="quoi, quel, quelle, quels, quelles, comment, pourquoi, quand, où, qui, que, quest, combien",
    auxiliary="est, sont",
    order="expliquez, expliquer, explique, décrivez, décrire, définissez, définir, citez, citer, comparez, comparer,"
    " énumérez, nommez, justifiez",
    task_order="écrivez, calculez",
)

SPANISH = Language(
    "Spanish",
    accents="stripped",
    question="pregunta, cuestión",
    questions="preguntas, preguntas y respuestas, cuestiones",
    task="ejercicio, problema, acertijo, tarea",
    answer="respuesta{ correcta/ corta/ breve/ esperada/ modelo/ posible/ sugerida/}, {la/posible} respuesta",
    plural="respuestas{ correctas/}",
    solution="solución, contestación, resp",
    loose="correcto, correcta",
    short="P R",
    roles="{usuario/usuaria/tú} > {asistente/chatgpt/claude/ia}, presentador > invitado,"
    " {entrevistador/entrevistadora} > {candidato/candidata/entrevistado}, alumno > profesor,"
    " {término/palabra} > {definición/significado}",
    front="anverso",
    back="reverso",
    answers="respuestas, respuesta, soluciones, solución, solucionario, clave, clave de {respuestas/respuesta},"
    " {las/hoja de} respuestas, respuestas {correctas/a las preguntas}, respuestas y explicaciones,"
    " clave de corrección, plantilla de respuestas",
    explanation="explicación, explicaciones, justificación, razón",
    hint="pista{s/}",
    reveal="ver, mostrar, muestra, muestre, revelar, revela, desplegar, despliega, expandir, abrir, haz clic,"
    " haga clic, pulsa, pulse, presiona, ocultar, descubrir, descubre",
    more="clic, clica, detalles, más, leer más",
    around="la, las, el, los, lo, aquí, para, de, del, un, una, y, con, correcta, correctas, es, son, haz, haga, en,"
    " leer, completa, posible, al, por",
    option="opción, opciones, alternativa{s/}, letra{s/}, inciso{s/}",
    right="correcta{s/}, correcto{s/}, verdadera{s/}, verdadero{s/}, cierto, cierta, acertada",
    wrong="fals{o/a}, incorrect{o/a}, mal",
    article="la, las, el, los, solo, solamente, sólo, únicamente, ambas, ambos",
    be="es, son, era, sería",
    conjunction="y, e",
    alternative="o, u",
    denial="no, ninguna, ninguno, nunca",
    reason="porque, ya que, pues",
    beginner="principiante{s/}, básico{s/}, básica{s/}, fácil, fáciles, elemental, inicial",
    intermediate="intermedio{s/}, intermedia{s/}, medio, media, regular",
    advanced="avanzado{s/}, avanzada{s/}, difícil, difíciles, experto{s/}, experta{s/}",
    level="nivel, dificultad, preguntas, para, de",
    faq="preguntas frecuentes, preguntas más frecuentes",
    exam="entrevista{s/}, entrevista de trabajo, preguntas de {entrevista/examen}, examen, exámenes,"
    " cuestionario{s/}, tarjetas, ejercicios, trivia, acertijos, oposiciones, autoevaluación",
    contents="índice, tabla de contenido{s/}, sumario, índice de contenido{s/}",
    resources="{enlaces/recursos/referencias/fuentes/lecturas}{ útiles/ externos/ adicionales/ recomendadas/},"
    " referencia, fuente, bibliografía, ver también, véase también, leer más, más información",
    part="introducción, presentación, resumen, conclusión, conclusiones, licencia, prólogo, anexo, apéndice,"
    " glosario, instalación, agradecimientos",
    advice="consejos, trucos",
    top="{volver /regresar /ir /}{arriba/al inicio/al índice/al principio/al contenido/a la tabla de contenidos}",
    missing="pendiente, a completar, por completar, en construcción, sin respuesta, aún sin respuesta",
    farewell="quieres que, te gustaría que, quiere que, avísame, dime si, buena suerte, gracias por leer, espero que",
    published="fecha, publicado, publicado el, actualizado, actualizado el, última actualización, tiempo de lectura,"
    " autor, autora, categoría, dificultad, etiquetas",
    share="comparte {este/esto}, deja un comentario, artículos relacionados, entradas relacionadas",
    button="compartir, síguenos, sígueme, suscríbete, suscribirse, boletín",
    asking="qué, que, cómo, como, cuál, cual, cuáles, cuándo, cuando, dónde, donde, quién, quiénes, cuánto, cuántos,"
    " cuánta, cuántas",
    auxiliary="es, son, puede",
    order="explique, explica, describa, describe, defina, define, compara, compare, enumere, enumera, mencione,"
    " menciona, nombra",
    task_order="escribe, escriba, calcula, calcule",
)

ITALIAN = Language(
    "Italian",
    accents="stripped",
    question="domanda, quesito",
    questions="domande, quesiti, domande e risposte",
    task="esercizio, problema, indovinello, compito",
    answer="risposta{ corretta/ esatta/ giusta/ breve/ modello/ possibile/ attesa/}, {la/possibile} risposta",
    solution="soluzione, svolgimento, risp",
    loose="corretto, corretta",
    short="D R",
    roles="{utente/tu} > {assistente/chatgpt/claude}, conduttore > ospite, {intervistatore/selezionatore} >"
    " {candidato/candidata/intervistato}, studente > {insegnante/professore}, {termine/parola} >"
    " {definizione/significato}",
    front="fronte",
    back="retro",
    plural="risposte{ corrette/ esatte/}",
    answers="risposte, risposta, soluzioni, soluzione, chiave, {chiave delle/le} risposte,"
    " risposte {corrette/esatte/giuste/alle domande}, soluzioni e spiegazioni, correttore, griglia di correzione,"
    " chiavi",
    explanation="spiegazione, spiegazioni, motivazione, giustificazione",
    hint="suggerimento, suggerimenti, indizio, indizi, aiuto",
    reveal="mostra, mostrare, vedi, vedere, visualizza, rivela, rivelare, scopri, scoprire, apri, espandi, premi,"
    " nascondi, guarda",
    more="clicca, clic, dettagli, altro, leggi, leggi tutto",
    around="la, le, il, lo, l, i, gli, qui, per, di, della, delle, un, una, e, con, corretta, corrette, giusta,"
    " esatta, è, sono, su, tutto, fai, completa, di più, più, del, ai",
    option="opzione, opzioni, alternativa, alternative, lettera, lettere, scelta, scelte",
    right="corrett{a/o/e/i}, giust{a/o/e/i}, esatt{a/o/e/i}, ver{a/o/e/i}",
    wrong="fals{o/a}, errat{o/a}, sbagliat{o/a}, scorrett{o/a}",
    article="la, le, il, solo, soltanto, entrambe, entrambi",
    be="è, sono, era, sarebbe",
    conjunction="e, ed",
    alternative="o, oppure",
    denial="non, nessuna, nessuno, mai",
    reason="perché, poiché",
    beginner="principiante, principianti, di base, livello base, facile, facili, elementare, semplice, semplici",
    intermediate="intermedio, intermedi, intermedia, medio, medi, media",
    advanced="avanzato, avanzati, avanzata, avanzate, difficile, difficili, esperto, esperti",
    level="livello, difficoltà, domande, per, di",
    faq="domande frequenti, domande più frequenti",
    exam="colloquio, colloqui, domande di colloquio, esame, esami, flashcard, esercizi, questionario, indovinelli,"
    " interrogazione, autovalutazione, quiz a risposta multipla",
    contents="indice, sommario, indice dei contenuti",
    resources="{link/collegamenti/risorse/riferimenti/fonti/letture}{ utili/ esterni/ aggiuntive/ consigliate/},"
    " fonte, bibliografia, vedi anche, per approfondire, leggi anche",
    part="introduzione, panoramica, riassunto, riepilogo, conclusione, conclusioni, licenza, prefazione, appendice,"
    " glossario, installazione, ringraziamenti",
    advice="consigli, suggerimenti, trucchi",
    top="{torna /ritorna /}{su/all'inizio/all'indice/al sommario/in alto/in cima}",
    missing="in arrivo, da completare, ancora nessuna risposta",
    farewell="vuoi che, vuole che, fammi sapere, buona fortuna, grazie per aver letto, spero che",
    published="data, pubblicato, pubblicato il, aggiornato, aggiornato il, ultimo aggiornamento, tempo di lettura,"
    " autore, autrice, categoria, difficoltà",
    share="condividi {questo/articolo}, lascia un commento, articoli correlati",
    button="condividi, seguimi, seguici, iscriviti, newsletter",
    asking="cosa, che, perché, come, quando, dove, chi, quale, quali, quanto, quanti, quanta, quante, cos",
    order="spiega, spiegare, spieghi, descrivi, descrivere, definisci, definire, confronta, elenca, elencare, cita,"
    " illustra",
    task_order="scrivi, calcola",
)

PORTUGUESE = Language(
    "Portuguese",
    accents="stripped",
    question="pergunta, questão",
    questions="perguntas, questões, perguntas e respostas",
    task="exercício, problema, enigma, tarefa",
    answer="resposta{ correta/ certa/ curta/ esperada/ modelo/ possível/ sugerida/}, {a/possível} resposta, gabarito",
    plural="respostas{ corretas/ certas/}",
    solution="solução, resolução, resp",
    loose="correto, correta, certo",
    short="P R",
    roles="{usuário/utilizador/você} > {assistente/chatgpt/claude}, apresentador > convidado, entrevistador >"
    " {candidato/entrevistado}, aluno > professor, {termo/palavra} > {definição/significado}",
    front="frente",
    back="verso",
    answers="respostas, resposta, gabarito{s/}, soluções, solução, resoluções, {as/folha de} respostas,"
    " chave de {respostas/correção}, respostas {corretas/certas/das perguntas}, gabarito comentado,"
    " gabarito oficial, soluções e explicações, chave",
    inflected="gabarito",
    explanation="explicação, explicações, justificativa{s/}, justificação",
    hint="dica{s/}, pista{s/}",
    reveal="ver, veja, mostrar, mostre, exibir, exiba, revelar, revele, expandir, abrir, ocultar, descobrir,"
    " conferir, confira",
    more="clique, clicar, toque, detalhes, mais, leia mais, saiba mais",
    around="a, as, o, os, aqui, para, de, da, das, do, um, uma, e, com, correta, corretas, certa, é, são, no, na,"
    " leia, saiba, completa, possível, em",
    option="opção, opções, alternativa{s/}, letra{s/}",
    right="correta{s/}, correto{s/}, certa{s/}, certo{s/}, verdadeira{s/}, verdadeiro{s/}",
    wrong="fals{o/a}, incorret{o/a}, errad{o/a}",
    article="a, as, o, os, só, somente, apenas, ambas, ambos",
    be="é, são, era, seria",
    conjunction="e",
    alternative="ou",
    denial="não, nenhuma, nenhum, nunca",
    reason="porque, pois, já que",
    beginner="iniciante{s/}, principiante{s/}, básico{s/}, básica{s/}, fácil, fáceis, elementar",
    intermediate="intermediário{s/}, intermediária{s/}, intermédio{s/}, médio, média, médios",
    advanced="avançado{s/}, avançada{s/}, difícil, difíceis, especialista{s/}, experiente{s/}",
    level="nível, dificuldade, perguntas, questões, para, de",
    faq="perguntas frequentes, dúvidas frequentes, perguntas mais frequentes",
    exam="entrevista{s/}, entrevista de emprego, perguntas de entrevista, exame{s/}, simulado{s/}, questionário{s/},"
    " flashcards, exercícios, vestibular, autoavaliação, charadas",
    contents="índice, sumário, tabela de conteúdo{s/}, tabela de conteúdos",
    resources="{links/recursos/referências/fontes/leituras}{ úteis/ externos/ adicionais/ recomendadas/}, ligações,"
    " referência, fonte, bibliografia, veja também, ver também, saiba mais, leia mais",
    part="introdução, apresentação, visão geral, resumo, conclusão, conclusões, licença, prefácio, anexo, apêndice,"
    " glossário, instalação, agradecimentos",
    advice="dicas, conselhos, truques",
    top="{voltar /}{ao topo/ao início/ao índice/ao sumário/para o topo/para cima}",
    missing="a completar, por completar, em breve, em construção, sem resposta, ainda sem resposta",
    farewell="você gostaria, gostaria que, quer que, me avise, boa sorte, obrigado por ler, espero que",
    published="data, publicado, publicado em, atualizado, atualizado em, última atualização, tempo de leitura,"
    " autor, autora, categoria, dificuldade",
    share="siga-{me/nos}, deixe um comentário, {artigos/posts} relacionados",
    button="compartilhe, compartilhar, partilhar, inscreva-se, assine, newsletter",
    asking="o que, por, quais, qual, como, quando, onde, quem, porquê, quanto, quantos, quanta, quantas",
    order="descreva, explique, defina, compare, enumere, mencione, diferencie",
    task_order="escreva, calcule",
)

ROMANIAN = Language(
    "Romanian",
    accents="stripped",
    question="întrebare, întrebarea",
    questions="întrebări, întrebări și răspunsuri, întrebările",
    task="exercițiu, exercițiul, problemă, problema, ghicitoare, sarcină",
    answer="răspuns, răspunsul, răspuns{ corect/ scurt/ posibil/ model/ așteptat/}, răspunsul corect",
    solution="soluție, soluția, rezolvare, rezolvarea, răsp",
    loose="corect",
    short="Î R",
    roles="{utilizator/tu} > {asistent/chatgpt/claude}, gazdă > invitat, intervievator > candidat,"
    " {termen/cuvânt} > {definiție/explicație}",
    front="față",
    back="verso",
    plural="răspunsuri{ corecte/}, răspunsurile",
    answers="răspunsuri, răspuns, răspunsurile, soluții, soluție, soluțiile, rezolvări, barem, barem de corectare,"
    " răspunsuri corecte, cheia răspunsurilor, cheie, grila de răspunsuri, grilă de răspunsuri",
    inflected="răspunsul, răspunsului, răspunsurile, soluția, soluției, rezolvarea, explicația, indiciul",
    explanation="explicație, explicația, explicații, justificare",
    hint="indiciu, indicii, indicație, sugestie",
    reveal="arată, afișează, afișare, vezi, dezvăluie, deschide, extinde, apasă, ascunde, descoperă, vizualizează",
    more="clic, click, detalii, mai mult, mai multe, citește",
    around="aici, pentru, a, pe, de, la, un, o, și, cu, corect, corecte, este, sunt, vedea, mai, mult, multe, fă, dă",
    option="opțiune, opțiunea, opțiuni, variantă, varianta, variante, variantele, literă, litera",
    right="corect, corectă, corecte, corecți, adevărat, adevărată",
    wrong="fals, greșit, incorect",
    article="numai, doar, ambele, ambii",
    be="este, sunt, e, era",
    conjunction="și",
    alternative="sau, ori",
    denial="nu, niciun, nicio, niciodată",
    reason="pentru că, deoarece",
    beginner="începător, începători, de bază, ușor, ușoare, elementar, simplu",
    intermediate="intermediar, intermediari, mediu, medie, medii",
    advanced="avansat, avansați, avansate, dificil, dificile, expert, experți, greu, grele",
    level="nivel, nivelul, dificultate, întrebări, pentru",
    faq="întrebări frecvente, întrebări des întâlnite",
    exam="interviu, interviuri, întrebări de interviu, examen, examene, chestionar, teste grilă, exerciții, cartonașe",
    contents="cuprins, sumar",
    resources="{linkuri/legături/resurse/referințe/surse}{ utile/ externe/ suplimentare/}, sursă, bibliografie,"
    " vezi și, citește mai mult",
    part="introducere, prezentare, rezumat, concluzie, concluzii, licență, prefață, anexă, glosar, instalare,"
    " mulțumiri",
    advice="sfaturi, trucuri",
    top="{înapoi /}{sus/la început/la cuprins/în sus}",
    missing="în curând, de completat, fără răspuns, încă fără răspuns",
    farewell="vrei să, doriți să, anunță-mă, mult succes, sper că",
    published="data, publicat, publicat la, actualizat, actualizat la, ultima actualizare, timp de citire, autor,"
    " autoare, categorie, dificultate",
    share="urmărește-{mă/ne}, lasă un comentariu, articole similare, articole asemănătoare",
    button="distribuie, distribuiți, abonează-te, newsletter",
    asking="cum, de ce, unde, cine, cât, câți, câte, câtă",
    order="explică, explicați, descrie, descrieți, definește, definiți, compară, comparați, enumeră, enumerați,"
    " numește, numiți",
    task_order="scrie, scrieți, calculează, calculați",
)

LANGUAGES = (FRENCH, SPANISH, ITALIAN, PORTUGUESE, ROMANIAN)
