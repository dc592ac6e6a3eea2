"use strict";
// Shows the cards of the page's data: renders Anki's templates, a few cards at a time, searches, filters, turns.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const $ = (id) => document.getElementById(id);
  const make = (tag, properties = {}, ...children) => {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  };
  const PORTION = 12; // cards that are rendered at once
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(data.style + "\n.card { padding: 18px 20px; } .math { font-size: 1.08em; } .math svg { vertical-align: middle; } .math.display { margin: .7em 0; } .math.display svg { max-width: 100%; height: auto; } .tex { color: var(--soft); }");

  // ── Anki's templates ──

  const section = (template, fields) =>
    template.replace(/\{\{([#^])(\w+)\}\}([^]*?)\{\{\/\2\}\}/g, (_, mark, name, inner) => ((mark === "#") === Boolean(fields[name]) ? section(inner, fields) : ""));

  const render = (template, fields, front, ordinal) =>
    section(template, fields).replace(/\{\{(cloze:)?(\w+)\}\}/g, (_, cloze, name) => {
      if (name === "FrontSide") return front;
      const value = fields[name] || "";
      return cloze ? hide(value, ordinal + 1, front === undefined) : value;
    });

  const hide = (text, number, asked) => {
    const open = [];
    return text.replace(/\{\{c(\d+)::|\}\}/g, (_, found) => {
      if (found === undefined) return open.pop() ? (asked ? "</span></template>" : "</span>") : "";
      const active = Number(found) === number;
      open.push(active);
      return !active ? "" : asked ? '<span class="cloze">[...]</span><template><span>' : '<span class="cloze">';
    });
  };

  const sides = (entry) => {
    const { note, ordinal } = entry;
    const type = data.types[note.type];
    const [front, back] = type.templates[type.cloze ? 0 : ordinal];
    const asked = render(front, note.fields, undefined, ordinal);
    return [asked, () => render(back, note.fields, asked, ordinal)];
  };

  // ── what there is, and what of it is shown ──

  const entries = data.notes.flatMap((note) => note.cards.map((ordinal) => ({ note, ordinal, turned: false, element: null })));
  const plain = (html) => new DOMParser().parseFromString(html, "text/html").body.textContent;
  const words = (note) => (note.words ??= strip(Object.entries(note.fields).map(([name, text]) => (UNSEEN.includes(name) ? "" : text)).join(" ")).toLowerCase());
  const UNSEEN = ["CardId", "Extra2"];
  const NAMES = { lt: "<", gt: ">", amp: "&", quot: '"' };
  const strip = (html) =>
    html.replace(/<[^>]*>|\{\{c\d+::|\}\}/g, "").replace(/&(?:#(\d+)|(lt|gt|amp|quot));/g, (_, code, name) => (code ? String.fromCodePoint(code) : NAMES[name]));
  for (const note of data.notes) note.flawed = note.problems?.some((flaw) => flaw.severity !== "info");
  let shown = entries;
  let answers = false;
  let current = null;

  const chosen = () => {
    const terms = $("search").value.toLowerCase().split(/\s+/).filter(Boolean);
    const [doc, part, level] = ["document", "section", "level"].map((id) => $(id).value);
    const path = part && JSON.parse(part);
    return ({ note }) =>
      (!doc || note.document === Number(doc)) &&
      (!path || path.every((name, n) => note.section[n] === name)) &&
      (!level || note.fields.Level === level) &&
      (!$("changed").checked || note.changed) &&
      (!$("problems").checked || note.flawed) &&
      terms.every((term) => words(note).includes(term));
  };

  const filter = () => {
    shown = entries.filter(chosen());
    current = null;
    $("cards").replaceChildren();
    $("nothing").hidden = shown.length > 0;
    const cards = (n) => `${n.toLocaleString("en")} card${n === 1 ? "" : "s"}`;
    const asked = data.notes.length === entries.length ? "" : ` of ${data.notes.length.toLocaleString("en")} questions`; // some are reversed, too
    $("count").textContent = shown.length === entries.length ? cards(entries.length) + asked : `${shown.length.toLocaleString("en")} of ${cards(entries.length)}`;
    more();
    remember();
  };

  // ── the list ──

  const more = (count = PORTION) => {
    const list = $("cards");
    const first = list.children.length;
    for (const [n, entry] of shown.slice(first, first + count).entries()) list.append(element(entry, first + n));
    $("more").hidden = list.children.length >= shown.length;
  };

  const element = (entry, index) => {
    entry.element ??= build(entry);
    entry.element.setAttribute("aria-posinset", index + 1);
    entry.element.setAttribute("aria-setsize", shown.length);
    turn(entry, answers);
    return entry.element;
  };

  const build = (entry) => {
    const { note } = entry;
    const face = make("div", { className: "face" });
    const root = face.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheet];
    entry.card = make("div", { className: "card" });
    root.append(entry.card);
    entry.button = make("button", { type: "button", className: "turn" });
    const facts = make("p", { className: "facts" }, make("span", { textContent: note.where }));
    if (note.changed) facts.append(make("span", { className: "changed", textContent: "changed" }));
    const made = make("article", { className: "entry", tabIndex: 0, ariaLabel: plain(note.fields.Question || note.fields.Title || "Cloze").trim().slice(0, 120) });
    made.append(facts, flaws(note.problems), face, entry.button);
    made.addEventListener("focusin", () => (current = entry));
    face.addEventListener("click", (event) => {
      const inside = event.composedPath().some((node) => ["A", "SUMMARY"].includes(node.tagName));
      if (!inside && getSelection().isCollapsed) turn(entry, !entry.turned);
    });
    entry.button.addEventListener("click", () => turn(entry, !entry.turned));
    return made;
  };

  const flaws = (problems) => {
    if (!problems?.length) return "";
    const rows = problems.map((flaw) => make("li", { className: flaw.severity }, make("b", { textContent: `${flaw.severity} [${flaw.code}] ` }), flaw.message));
    return make("ul", { className: "flaws", ariaLabel: "Problems" }, ...rows);
  };

  const turn = (entry, turned) => {
    const [asked, answered] = sides(entry);
    entry.turned = turned;
    entry.card.className = `card card${entry.ordinal + 1}${document.documentElement.classList.contains("night") ? " nightMode night_mode" : ""}`;
    entry.card.innerHTML = turned ? answered() : asked;
    for (const node of entry.card.querySelectorAll("template, script")) node.remove();
    shuffleOptions(entry.card);
    for (const node of entry.card.querySelectorAll(".math:not(.display) > [data-drop]")) node.style.verticalAlign = node.dataset.drop;
    for (const node of entry.card.querySelectorAll("a[href]")) Object.assign(node, { target: "_blank", rel: "noopener noreferrer" });
    for (const node of entry.card.querySelectorAll("pre, .table")) node.tabIndex = node.scrollWidth > node.clientWidth ? 0 : -1;
    entry.button.textContent = turned ? "Hide answer" : "Show answer";
    entry.button.setAttribute("aria-expanded", turned);
  };

  const go = (step) => {
    const at = current ? shown.indexOf(current) + step : 0;
    if (at >= $("cards").children.length) more();
    const next = shown[Math.max(0, Math.min(at, shown.length - 1))];
    next?.element?.focus({ preventScroll: true });
    next?.element?.scrollIntoView({ block: "nearest" });
  };

  // ── around it ──

  const about = () => {
    const link = ([kind, file]) => make("a", { href: file.split("/").map(encodeURIComponent).join("/"), textContent: kind, title: file, ariaLabel: file });
    const row = (title, origin, files, problems) =>
      make("li", { className: "document" }, make("strong", { textContent: title }), make("span", { className: "origin", textContent: origin }), make("span", { className: "files" }, ...files.map(link)), flaws(problems));
    const rows = data.documents.map((doc) => row(doc.title, doc.source, doc.files, doc.problems));
    const missing = data.missing.map((one) => row(one.source, "not shown", [], one.problems));
    const all = data.files.length ? [row("All together", "", data.files)] : [];
    $("about").append(make("details", {}, make("summary", { textContent: `Documents and files${missing.length ? ` (${missing.length} not shown)` : ""}` }), make("ul", {}, ...missing, ...all, ...rows)));
  };

  const fill = (id, first, options) => $(id).replaceChildren(new Option(first, ""), ...options.map(([text, value]) => new Option(text, value)));
  const sections = () => {
    const doc = $("document").value;
    const known = new Map();
    for (const note of data.notes)
      if (!doc || note.document === Number(doc)) note.section.forEach((_, n) => known.set(JSON.stringify(note.section.slice(0, n + 1)), note.section.slice(0, n + 1)));
    fill("section", "All sections", [...known].map(([value, path]) => ["\u2003".repeat(path.length - 1) + path.at(-1), value]));
    $("section").parentNode.hidden = known.size < 2;
  };

  const dark = (night) => {
    document.documentElement.classList.toggle("night", night);
    $("night").setAttribute("aria-pressed", night);
    for (const entry of shown.slice(0, $("cards").children.length)) turn(entry, entry.turned);
  };
  const all = (show) => {
    answers = show;
    $("answers").setAttribute("aria-pressed", show);
    $("answers").textContent = show ? "Hide answers" : "Show answers";
    for (const entry of shown.slice(0, $("cards").children.length)) turn(entry, show);
  };

  // What was chosen survives a reload: so one goes on where one was when the page is made anew.
  const BOXES = ["changed", "problems"];
  const CHOICES = ["search", "document", "section", "level"];
  const remember = () => {
    const kept = new URLSearchParams();
    for (const id of CHOICES) if ($(id).value) kept.set(id, $(id).value);
    for (const id of BOXES) if ($(id).checked) kept.set(id, 1);
    history.replaceState(null, "", kept.size ? `#${kept}` : location.pathname + location.search);
  };
  const recall = () => {
    const kept = new URLSearchParams(location.hash.slice(1));
    for (const id of ["search", "document"]) $(id).value = kept.get(id) || "";
    sections();
    for (const id of ["section", "level"]) $(id).value = kept.get(id) || "";
    for (const id of BOXES) $(id).checked = kept.has(id);
  };

  addEventListener("pagehide", () => {
    sessionStorage.setItem(location.pathname, JSON.stringify([$("cards").children.length, scrollY, answers]));
  });
  const resume = () => {
    const [count, top, open] = JSON.parse(sessionStorage.getItem(location.pathname) || "[0, 0, false]");
    if (open) all(true);
    if (count > $("cards").children.length) more(Math.min(count, 300) - $("cards").children.length);
    scrollTo(0, top);
  };

  const KEYS = {
    " ": () => (current ? turn(current, !current.turned) : (go(0), current && turn(current, true))),
    j: () => go(1),
    k: () => go(-1),
    ArrowDown: () => go(1),
    ArrowUp: () => go(-1),
    "/": () => $("search").focus(),
    a: () => all(!answers),
    d: () => dark(!document.documentElement.classList.contains("night")),
  };
  document.addEventListener("keydown", (event) => {
    const target = event.composedPath()[0];
    if (event.key === "Escape" && target === $("search")) return ($("search").value = ""), filter();
    const typing = ["INPUT", "SELECT", "TEXTAREA"].includes(target.tagName);
    const own = event.key === " " && ["BUTTON", "SUMMARY", "A"].includes(target.tagName);
    const scroll = event.key.startsWith("Arrow") && !target.classList?.contains("entry");
    if (typing || own || scroll || event.ctrlKey || event.metaKey || event.altKey || !KEYS[event.key]) return;
    event.preventDefault();
    KEYS[event.key]();
  });

  fill("document", "All documents", data.documents.map((doc, n) => [doc.name, n]));
  $("document").parentNode.hidden = data.documents.length < 2;
  const levels = ["beginner", "intermediate", "advanced"].filter((level) => data.notes.some((note) => note.fields.Level === level));
  fill("level", "All levels", levels.map((level) => [level[0].toUpperCase() + level.slice(1), level]));
  $("level").parentNode.hidden = !levels.length;
  for (const name of BOXES) {
    const count = data.notes.filter((note) => note[name === "problems" ? "flawed" : name]).length;
    $(`with-${name}`).hidden = !count;
    $(`with-${name}`).querySelector("b").textContent = count;
  }
  about();
  recall();
  for (const id of [...CHOICES, ...BOXES]) $(id).addEventListener("input", () => (id === "document" && sections(), filter()));
  $("filters").addEventListener("submit", (event) => event.preventDefault());
  $("answers").addEventListener("click", () => all(!answers));
  $("night").addEventListener("click", () => dark(!document.documentElement.classList.contains("night")));
  new IntersectionObserver((seen) => seen.some((one) => one.isIntersecting) && more(), { rootMargin: "1200px" }).observe($("more"));
  dark(matchMedia("(prefers-color-scheme: dark)").matches);
  filter();
  resume();

  // The words are taken out of the fields while nobody waits, so that the first search finds them ready.
  const prepare = (from) => {
    for (const note of data.notes.slice(from, from + 200)) words(note);
    if (from < data.notes.length) setTimeout(prepare, 0, from + 200);
  };
  setTimeout(prepare, 50, 0);
})();
