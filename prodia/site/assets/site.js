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
const drawer = document.querySelector("#__drawer"), opener = document.querySelector(".md-header label[for='__drawer']");
if (drawer && opener) {
  const open = yes => {
    drawer.checked = yes;
    opener.setAttribute("aria-expanded", yes);
  };
  opener.tabIndex = 0;
  opener.setAttribute("role", "button");
  opener.setAttribute("aria-label", "Menu");
  drawer.addEventListener("change", () => open(drawer.checked));
  open(drawer.checked);
  document.addEventListener("keydown", event => {
    if (event.target === opener && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      open(!drawer.checked);
      if (drawer.checked) document.querySelector(".md-sidebar--primary a")?.focus();
    } else if (event.key === "Escape" && drawer.checked) {
      open(false);
      opener.focus();
    }
  });
}
// Parts of the theme that have no name, or one in another language.
const names = document.documentElement.lang === "en" ? ["Header"] : ["Kop"];
[".md-header__inner"].forEach((part, at) => {
  document.querySelector(part)?.setAttribute("aria-label", names[at]);
});
// Each outcome of a page for parents, pupils or school can be printed by itself, on one sheet.
for (const outcome of document.querySelectorAll(".told.audience > section[id^='decision-'] > section")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "print";
  button.textContent = document.documentElement.lang === "en" ? "Print this" : "Druk dit af";
  button.addEventListener("click", () => {
    location.hash = outcome.id;
    setTimeout(() => print());
  });
  outcome.append(button);
}
// A long table shows only the rows with some words, when a person asks for it; without a script it is whole.
for (const table of document.querySelectorAll(".told table.data")) {
  const rows = [...table.tBodies[0].rows], english = document.documentElement.lang === "en";
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
