const english = document.documentElement.lang === "en", root = new URL("..", document.currentScript.src);
// Light or dark as the reader's machine is, and on paper always light. The theme's own switch keeps a key in the
// browser; this keeps nothing.
const dark = matchMedia("(prefers-color-scheme: dark)");
const shade = paper => {
  const slate = dark.matches && paper !== true;
  document.body.dataset.mdColorScheme = slate ? "slate" : "default";
  document.body.dataset.mdColorPrimary = slate ? "black" : "white";
};
dark.addEventListener("change", shade);
addEventListener("beforeprint", () => shade(true));
addEventListener("afterprint", shade);
shade();
// On a phone the menu is a drawer that is opened with a key, too: Enter or a space, and Escape closes it.
const drawer = document.querySelector("#__drawer"), label = document.querySelector(".md-header label[for='__drawer']");
if (drawer && label) {
  const opener = document.createElement("button"); // which a label can not be; the theme knows it by its attributes
  opener.type = "button";
  for (const { name, value } of label.attributes) opener.setAttribute(name, value);
  opener.append(...label.childNodes);
  label.replaceWith(opener);
  const open = yes => {
    drawer.checked = yes;
    opener.setAttribute("aria-expanded", yes);
  };
  opener.setAttribute("aria-label", "Menu");
  drawer.addEventListener("change", () => open(drawer.checked));
  open(drawer.checked);
  opener.addEventListener("click", () => {
    open(!drawer.checked);
    if (drawer.checked) document.querySelector(".md-sidebar--primary a")?.focus();
  });
  document.addEventListener("keydown", event => {
    if (event.key === "Escape" && drawer.checked) {
      open(false);
      opener.focus();
    }
  });
}
// Whether a version holds on the day that its page is read.
const told = document.querySelector(".told[data-from]");
if (told && !told.querySelector("h1 + .admonition.warning, h1 + .jump + .admonition.warning")) {
  const now = new Date(), two = n => String(n).padStart(2, "0");
  const today = [now.getFullYear(), two(now.getMonth() + 1), two(now.getDate())].join("-"), { from, to } = told.dataset;
  if (today < from || (to && today > to)) {
    const shown = new Date(`${today < from ? from : to}T12:00`).toLocaleDateString(english ? "en-GB" : "nl-BE", { day: "numeric", month: "long", year: "numeric" });
    const note = document.createElement("div"), title = document.createElement("p"), text = document.createElement("p"), way = document.createElement("a");
    note.className = "admonition warning";
    title.className = "admonition-title";
    title.textContent = english ? "Does not hold today" : "Geldt vandaag niet";
    way.href = new URL("protocollen/index.html", root).href;
    way.textContent = english ? "Which version holds, and when?" : "Welke versie geldt, en wanneer?";
    text.append((today < from ? (english ? "This version holds from " : "Deze versie geldt pas vanaf ") : (english ? "This version held until " : "Deze versie gold tot en met ")) + shown + ". ", way);
    note.append(title, text);
    told.querySelector("h1").after(note);
  }
}
// Parts of the theme that have no name, or one in another language.
const names = english ? ["Header"] : ["Kop"];
[".md-header__inner"].forEach((part, at) => {
  document.querySelector(part)?.setAttribute("aria-label", names[at]);
});
// Each outcome of a page for parents, pupils or school can be printed by itself, on one sheet.
for (const outcome of document.querySelectorAll(".told.audience > section[id^='decision-'] > section")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "print";
  button.textContent = english ? "Print this" : "Druk dit af";
  button.addEventListener("click", () => {
    location.hash = outcome.id;
    setTimeout(() => print());
  });
  outcome.append(button);
}
// A table that does not fit a narrow screen, or only with broken words, is shown as cards, each cell under the head of its column.
for (const box of document.querySelectorAll(".md-content .scrolling:not(.cards)")) {
  const heads = [...box.querySelectorAll("thead th")].map(head => head.textContent);
  const broken = [...box.querySelectorAll(":is(th, td) code")].some(one => one.getClientRects().length > 1 && !/\s/.test(one.textContent));
  if (innerWidth > 700 || heads.length < 3 || (box.scrollWidth <= box.clientWidth && !broken)) continue;
  for (const cell of box.querySelectorAll("td")) cell.dataset.of = heads[cell.cellIndex];
  box.classList.add("cards");
}
// A long table shows only the rows with some words, when a person asks for it; without a script it is whole.
for (const table of document.querySelectorAll(".told table.data")) {
  const rows = [...table.tBodies[0].rows];
  if (rows.length < 20) continue;
  const label = document.createElement("label"), input = document.createElement("input"), count = document.createElement("span");
  label.className = "filter";
  label.append(english ? "Only rows with " : "Alleen rijen met ", input, " ", count);
  input.type = "search";
  count.setAttribute("role", "status");
  const simple = text => text.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f]/g, "");
  const texts = rows.map(row => simple(row.textContent));
  input.addEventListener("input", () => {
    const words = simple(input.value).split(/\s+/);
    rows.forEach((row, at) => { row.hidden = !words.every(word => texts[at].includes(word)); });
    count.textContent = `${rows.filter(row => !row.hidden).length} / ${rows.length}`;
  });
  table.parentElement.before(label);
}
