// A browser gives no search worker to a page from a folder: hide the field instead of letting it fail.
if (location.protocol === "file:") document.documentElement.classList.add("from-folder");
// Parts of the theme that have no name, or one in another language.
const names = document.documentElement.lang === "en" ? ["Search results", "Search", "Header"] : ["Zoekresultaten", "Zoeken", "Kop"];
[".md-search__scrollwrap", ".md-search", ".md-header__inner"].forEach((part, at) => {
  document.querySelector(part)?.setAttribute("aria-label", names[at]);
});
// The theme names a part of the menu by a label that assistive technology takes as empty.
for (const part of document.querySelectorAll(".md-nav[aria-labelledby]")) {
  const title = part.querySelector(":scope > .md-nav__title");
  if (title) part.setAttribute("aria-label", title.textContent.trim());
  part.removeAttribute("aria-labelledby");
}
