"""The same for machines: each plan as JSON, a Markdown twin of each page, a list, a site map, a feed."""

from __future__ import annotations

import html
from collections.abc import Container, Iterable, Iterator, Mapping

from prodia.site.addresses import address
from prodia.site.pages import Page
from prodia.telling.blocks import Ref
from prodia.telling.plain import to_markdown
from prodia.telling.shelf import Shelf
from prodia.telling.values import said_by_all
from prodia.words import Lang, Words
from prodia.words.labels import label

__all__ = ["data", "twin"]

_NAMED = Words("Protocollen als JSON", "Protocols as JSON")
_PAGES = Words("Bladzijden als Markdown", "Pages as Markdown")
_ABOUT = Words(
    "Diagnostische protocollen voor leerlingenbegeleiding. De beslissing blijft bij mensen.",
    "Diagnostic protocols for pupil guidance. Decisions stay with people.",
)


_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'


def data(
    shelf: Shelf,
    runs: Mapping[str, str],
    made: Iterable[Page],
    name: str,
    base: str,
    lang: Lang,
    same: Container[str] = (),
) -> Iterator[tuple[str, str]]:
    """Path below the site and text of each file. ``runs``: by ``id@version`` each compiled plan. ``same``:
    of which pages the twin is there.

    ``base``: the address of the site, with a slash; empty where it is not known, and then there is no site
    map, which needs one.
    """
    pages = [page for page in made if not page.path.startswith("python/")]
    plans = {plan_file(reference): shelf.plans[reference] for reference in runs}
    for reference, one in runs.items():
        yield plan_file(reference), one
    for page in (page for page in pages if page.path not in same):
        yield twin(page.path), to_markdown(page.told)
    titles = {path: f"{plan.protocol.title} {plan.protocol.version}" for path, plan in plans.items()}
    about = f"{_ABOUT[lang]} {_line(said_by_all(shelf, 'team'))}".rstrip()
    yield "llms.txt", _listed(pages, titles, name, about, base, lang)
    if base:
        yield "sitemap.xml", _site_map(pages, base)
    yield "feed.xml", _feed(shelf, name, base, lang)


def twin(path: str) -> str:
    """Where a page stands as Markdown."""
    return path.removesuffix(".md") + ".html.md"


def plan_file(reference: str) -> str:
    """Where the plan of a protocol stands."""
    return address(Ref(reference, "protocol")).replace("index.html", "plan.json")


def _listed(
    pages: Iterable[Page], plans: Mapping[str, str], name: str, about: str, base: str, lang: Lang
) -> str:
    """``llms.txt``: what there is, for a reader that is a program."""
    lines = [f"# {_line(name)}", "", f"> {about}", "", f"## {_NAMED[lang]}", ""]
    lines += [f"- [{_line(title)}]({base}{path})" for path, title in plans.items()]
    lines += ["", f"## {_PAGES[lang]}", ""]
    shown = (page for page in pages if page.menu is not None)
    lines += [f"- [{_line(page.title)}]({base}{twin(page.path)})" for page in shown]
    return "\n".join(lines) + "\n"


def _line(text: str) -> str:
    return " ".join(text.split()).replace("[", "(").replace("]", ")")


def _site_map(pages: Iterable[Page], base: str) -> str:
    rows = "".join(
        f"<url><loc>{html.escape(base + page.path.removesuffix('.md'))}.html</loc></url>\n" for page in pages
    )
    head = f'{_XML}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return f"{head}{rows}</urlset>\n"


def _feed(shelf: Shelf, name: str, base: str, lang: Lang) -> str:
    """An Atom feed: an entry for each version on its first day, the newest first."""
    ordered = sorted(shelf.plans.values(), key=lambda p: (p.protocol.valid.from_, p.reference), reverse=True)
    entries = []
    for plan in ordered:
        p, before = plan.protocol, shelf.previous(plan)
        to = Ref(p.reference, "changes", before.version) if before else Ref(p.reference, "protocol")
        entries.append(
            f"<entry><id>urn:prodia:{html.escape(p.reference)}</id>"
            f"<title>{html.escape(_line(f'{p.title} {p.version}'))}</title>"
            f"<updated>{p.valid.from_.isoformat()}T00:00:00Z</updated>"
            f'<link href="{html.escape(base + address(to))}"/>'
            f"<summary>{html.escape(label('status', p.status, lang))}</summary></entry>\n"
        )
    newest = ordered[0].protocol.valid.from_.isoformat() if ordered else "1970-01-01"
    head = f'{_XML}<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{lang}">\n'
    about = (
        f"<id>urn:prodia:site:{lang}</id><title>{html.escape(_line(name))}</title>"
        f"<updated>{newest}T00:00:00Z</updated><author><name>{html.escape(_line(name))}</name></author>\n"
    )
    return f"{head}{about}{''.join(entries)}</feed>\n"
