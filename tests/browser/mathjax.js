// What tests ask of a page in which MathJax set formulas.

// Elements of these names do nothing but draw; of attributes, only these could make them do more.
const MATHML =
  /^(math|m[ions]|mrow|mfrac|msqrt|mroot|msu[bp]|msubsup|munder|mover|munderover|mmultiscripts|mprescripts|none|mtext|mspace|mstyle|mpadded|mphantom|menclose|mtable|mtr|mlabeledtr|mtd|merror)$/;
const ACTIVE =
  /^(on.*|(xlink:)?href|src.*|.*action.*|background|ping|is|slot|popover.*|autofocus|contenteditable|draggable|nonce|part)$/;
const CLASSES = /^((MathJax|MJX-TEX|TEX-[\w-]+|mjx-[\w-]+|CtxtMenu_Attached_0|MathML-Unit)(\s|$))*$/;

const isSafe = (style) =>
  [...style].every((name) => {
    const value = style.getPropertyValue(name);
    return name === "position" ? value === "relative" : !/url|image|expression|var\(/i.test(value);
  });

const isDrawn = (element) =>
  element.namespaceURI.endsWith("MathML") ? MATHML.test(element.localName) : /^(mjx-[a-z-]+|dbox)$/.test(element.localName);

const fits = (element, { name, value }) => {
  if (name === "class") return CLASSES.test(value);
  if (name === "style") return isSafe(element.style);
  if (name === "id") return value.startsWith("mjx-eqn:");
  return !ACTIVE.test(name);
};

// What is below an element and is more than a drawing; what could be clicked is clicked.
window.beyond = (root) => {
  const found = [];
  for (const box of root.querySelectorAll("mjx-container")) {
    for (const element of [box, ...box.querySelectorAll("*")]) {
      if (!isDrawn(element)) found.push(`<${element.localName}>`);
      const active = [...element.attributes].filter((attribute) => !fits(element, attribute));
      found.push(...active.map(({ name, value }) => `${element.localName} ${name}=${value}`));
    }
  }
  for (const link of root.querySelectorAll("a[href]")) {
    if (/^(https?:|mailto:)/i.test(link.getAttribute("href"))) continue;
    found.push(link.outerHTML.slice(0, 200));
    link.click();
  }
  return found;
};

// MathJax's own complaints: errors, and names that it does not know, which it shows in red.
window.faults = (root) => {
  const errors = [...root.querySelectorAll("mjx-merror")].map((element) => element.getAttribute("data-mjx-error"));
  const texts = [...root.querySelectorAll("mjx-mtext")].filter((element) => element.style.color === "red");
  return [...errors, ...texts.map((element) => element.innerText).filter((text) => text.startsWith("\\"))];
};

// TeX by MathJax's own door; where it fails, a card says "Math input error".
window.converted = (texts) => {
  const root = document.getElementById("qa");
  return texts.map((tex) => {
    root.replaceChildren();
    try {
      root.append(MathJax.tex2chtml(tex, { display: true }));
    } catch (error) {
      return [[], [`${error}`]];
    }
    return [window.beyond(root), window.faults(root)];
  });
};

// Sides of cards, set as the reviewer sets them.
window.shown = async (sides) => {
  const root = document.getElementById("qa");
  const found = [];
  for (const side of sides) {
    root.innerHTML = side;
    MathJax.typesetClear();
    const broken = [];
    await MathJax.typesetPromise([root]).catch((error) => broken.push(`${error}`));
    found.push([...broken, ...window.beyond(root)]);
  }
  return found;
};

// The names that MathJax knows, by the table they stand in.
window.known = (kind) => {
  const tables = [...MathJax.startup.document.inputJax[0].parseOptions.handlers.get(kind)._configuration];
  return Object.fromEntries(tables.map(({ item }) => [item.name, [...(item.map?.keys() ?? [])]]));
};

// What MathJax itself takes from brackets while it reads a text.
window.options = (texts) => {
  const parser = MathJax._.input.tex.TexParser.default.prototype;
  const read = parser.GetBrackets;
  const found = texts.map((tex) => {
    const options = [];
    parser.GetBrackets = function (...given) {
      const option = read.apply(this, given);
      if (option) options.push(option);
      return option;
    };
    try {
      MathJax.tex2mml(tex);
    } catch {
      // an error in the TeX: what was read until then counts
    }
    return options;
  });
  parser.GetBrackets = read;
  return found;
};

window.sung = [];
window.canary = (who) => window.sung.push(who);
