// The search of the site. The index is scripts beside the site's own, so that it works from a folder too: the pages,
// fetched when a person first searches, and the stems of each letter that a word of the question needs. Words are matched by stem: the longest known stem a word begins with, or any
// known stem that begins with the word; a joined word that is not known is looked for by its two parts.
(() => {
const script = document.currentScript, english = document.documentElement.lang === "en";
const said = english ? { label: "Search this site", none: "Nothing found.", near: "Did you mean {word}? ", one: "1 page", many: "{n} pages", old: "no longer in force, or for builders" }
  : { label: "Zoek op deze site", none: "Niets gevonden.", near: "Bedoelde je {word}? ", one: "1 pagina", many: "{n} pagina's", old: "geldt niet meer, of voor bouwers" };
const header = document.querySelector(".md-header__inner");
if (!header) return;
const root = new URL(script.dataset.root || "..", script.src);
const make = (name, attributes, ...inside) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...inside);
  return made;
};
const input = make("input", { type: "search", id: "zoek", class: "prodia-search__input", placeholder: said.label, autocomplete: "off",
  "aria-label": said.label, "aria-controls": "zoekresultaten" });
const count = make("p", { class: "prodia-search__count", role: "status", "aria-live": "polite" });
const list = make("ul", { class: "prodia-search__list" });
const panel = make("div", { id: "zoekresultaten", class: "prodia-search__panel", hidden: "" }, count, list);
const box = make("div", { class: "prodia-search", role: "search" }, input, panel);
header.append(box);

let index = null;
const stemsOf = {}, loads = {};
globalThis.prodiaSearch = found => { index = found; };
globalThis.prodiaStems = (letter, found) => {
  for (const codes of Object.values(found)) for (let at = 1; at < codes.length; at++) codes[at] += codes[at - 1];
  stemsOf[letter] = found;
};
const load = name => loads[name] ??= new Promise(done => {
  const one = make("script", { src: new URL(`assets/search-index${name}.js`, root).href });
  one.addEventListener("load", done);
  one.addEventListener("error", done);
  document.head.append(one);
});
const letters = async some => {
  await load("");
  await Promise.all([...new Set(some)].filter(one => index?.letters.includes(one)).map(one => load(`-${one}`)));
};
const plain = text => text.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f]/g, "").match(/[a-z0-9]+/g) || [];
const SHORT = { pc: "percentiel", kr: "kritiek" };
const known = stem => Object.prototype.hasOwnProperty.call(stemsOf[stem[0]] ?? {}, stem);
const fold = word => word.replace(/([aeou])\1/g, "$1"); // as the index is: «continuüm» and its stem alike
const last = stem => english ? stem : stem.replace(/v$/, "f").replace(/z$/, "s"); // «brieven» is a form of «brief»
const begins = (unfolded, least = 3) => {
  const word = fold(unfolded);
  // the longest known stem that a word begins with, of which it is a form
  for (let at = word.length; at >= Math.max(least, word.length - 5); at--) {
    const stem = at === word.length || word[at] === "e" ? last(word.slice(0, at)) : word.slice(0, at);
    if (known(stem)) return stem;
  }
  return null;
};
const stems = unfolded => {
  const word = fold(unfolded);
  const found = new Set();
  if (known(word)) found.add(word);
  const form = /^\d+$/.test(word) ? null : begins(word);
  if (form) found.add(form);
  if (word.length >= 3 && !/^\d+$/.test(word)) for (const stem of Object.keys(stemsOf[word[0]] ?? {})) if (stem.startsWith(word)) found.add(stem);
  return [...found];
};
const parts = word => {
  for (let at = word.length - 4; at >= 4; at--) {
    const rest = begins(word.slice(at), 4);
    if (!rest) continue;
    for (const head of [word.slice(0, at), word.slice(0, at).replace(/s$/, "")]) {
      const first = begins(head, Math.min(4, fold(head).length)); // no «mis» in «mishandeling»
      if (first) return [first, rest];
    }
  }
  return null;
};
const WEIGHT = [12, 4, 1];
let named = new Set(); // pages that have a word of the question in their title
const pages = word => { // page to weight, for one word
  const found = [...stems(word), ...(SHORT[word] ? stems(SHORT[word]) : [])];
  const weights = new Map();
  const add = (stem, scale) => {
    const codes = stemsOf[stem[0]][stem], rare = Math.log(2 + index.pages.length / codes.length);
    for (const code of codes) {
      const page = Math.floor(code / 3), weight = WEIGHT[code % 3] * scale * rare;
      if (weight > (weights.get(page) ?? 0)) weights.set(page, weight);
      if (code % 3 === 0) named.add(page);
    }
  };
  for (const stem of found) add(stem, stem === fold(word) || stem === begins(word) || SHORT[word] ? 1 : 0.5);
  return weights;
};
const both = sets => {
  const [first, ...rest] = sets, found = new Map();
  for (const [page, weight] of first) if (rest.every(one => one.has(page)))
    found.set(page, rest.reduce((sum, one) => sum + one.get(page), weight));
  return found;
};
const EMPTY = new Set((english ? "who what where when which how may must can is are the an my of in on and or with for to do does use from it"
  : "wie wat waar wanneer welke hoe mag moet kan is zijn er de het een ik mijn je van in op en of met voor bij te dan wil wordt aan om gebruik gebruiken vanuit").split(" "));
const wordsOf = text => {
  const all = plain(text).filter((word, at, every) => word.length > 1 || /\d/.test(word) || every.length === 1);
  const full = all.filter(word => !EMPTY.has(word));
  return full.length ? full : all;
};
// A word that is known nowhere: the known word that sounds alike, or that differs in one or two letters.
const sound = word => word.replace(/y/g, "i").replace(/x/g, "ks").replace(/c(?!h)/g, "k").replace(/ph/g, "f").replace(/(.)\1/g, "$1");
const apart = (one, other) => {
  let row = [...Array(other.length + 1).keys()];
  for (let i = 1; i <= one.length; i++) row = row.reduce((made, above, j) =>
    [...made, j ? Math.min(made[j - 1] + 1, above + 1, row[j - 1] + (one[i - 1] !== other[j - 1])) : i], []);
  return row[other.length];
};
const near = word => {
  const own = sound(word), far = own.length > 7 ? 2 : 1;
  const known = Object.keys(stemsOf[word[0]] ?? {}).filter(stem => stem.length > 3 && word.length > 3 && /^[a-z]+$/.test(stem));
  return known.map(stem => [apart(own, sound(stem)), stem]).filter(([by]) => by <= far).sort((a, b) => a[0] - b[0])[0]?.[1];
};
let meant = [];
const ready = async asked => { // what these words need: their own letters, then those of the parts of what is not known
  await letters(asked.flatMap(word => [word[0], ...(SHORT[word] ?? "").slice(0, 1)]));
  await letters(asked.filter(word => word.length >= 8 && !stems(word).length).flatMap(word => [...word.slice(4, -3)]));
};
const search = async text => {
  let asked = wordsOf(text);
  if (!asked.length) return [];
  await ready(asked);
  const parted = asked.flatMap(word => pages(word).size ? word : (word.length >= 8 && parts(word)) || word.match(/[a-z]+|\d+/g)); // «pc10»
  if (parted.length > asked.length) await ready(parted);
  meant = [];
  asked = parted.map(word => {
    const other = pages(word).size ? null : near(word);
    if (other) meant.push(other);
    return other ?? word;
  });
  named = new Set();
  const sets = asked.map(pages);
  let found = both(sets);
  if (![...found.keys()].some(page => named.has(page))) { // no page that is about it has every word: pages that have some, the most first
    const all = found;
    found = new Map();
    for (const one of sets) for (const [page, weight] of one) found.set(page, (found.get(page) ?? 0) + weight * (all.has(page) ? 3 : 1));
  }
  const whole = asked.join(" ");
  const weight = ([page, sum]) => {
    const [, title, , behind] = index.pages[page];
    return sum * (plain(title).filter(word => !/^\d+$/.test(word)).join(" ") === whole ? 3 : 1) * [1, 0.4, 0.2][behind];
  };
  return [...found].map(one => [one[0], weight(one)]).sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(one => one[0]);
};
globalThis.prodiaFind = async text => (await search(text)).map(page => index.pages[page][0]);
const show = async () => {
  const text = input.value.trim();
  panel.hidden = !text;
  if (!text) return;
  const found = await search(text);
  if (text !== input.value.trim()) return; // more was typed meanwhile
  count.textContent = (meant.length ? said.near.replace("{word}", meant.join(" ")) : "") + (!found.length ? said.none : found.length === 1 ? said.one : said.many.replace("{n}", found.length));
  list.replaceChildren(...found.slice(0, 12).map(page => {
    const [address, title, above, behind] = index.pages[page];
    const link = make("a", { href: new URL(address, root).href }, title);
    return make("li", {}, link, make("small", {}, [above, behind === 2 ? said.old : ""].filter(Boolean).join(" · ")));
  }));
};
input.addEventListener("focus", () => { load(""); show(); });
input.addEventListener("input", show);
box.addEventListener("keydown", event => {
  const links = [...list.querySelectorAll("a")], at = links.indexOf(document.activeElement);
  if (event.key === "Escape") { input.value = ""; show(); input.focus(); }
  else if (event.key === "Enter" && document.activeElement === input && links[0]) links[0].click();
  else if (event.key === "ArrowDown" && links.length) { links[Math.min(at + 1, links.length - 1)].focus(); event.preventDefault(); }
  else if (event.key === "ArrowUp" && at >= 0) { (links[at - 1] ?? input).focus(); event.preventDefault(); }
});
box.addEventListener("focusout", event => { if (!box.contains(event.relatedTarget)) setTimeout(() => { if (!box.contains(document.activeElement)) panel.hidden = true; }, 150); });
document.addEventListener("keydown", event => {
  if (event.key === "/" && !/^(input|textarea|select)$/i.test(document.activeElement.tagName)) { input.focus(); event.preventDefault(); }
});
})();
