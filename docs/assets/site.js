// A browser gives no search worker to a page from a folder: hide the field instead of letting it fail.
if (location.protocol === "file:") document.documentElement.classList.add("from-folder");
// The region with results is a stop for the keyboard and needs a name.
document.querySelector(".md-search__scrollwrap")?.setAttribute("aria-label", "Zoekresultaten");
