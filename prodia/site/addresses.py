"""Where everything has its place on the site: an address for whatever a telling can lead to.

>>> address(Ref("lezen-spellen@2.0.0", "criteria", "ernst"))
'protocollen/lezen-spellen/2.0.0/criteria/ernst.html'
>>> address(Ref("algemeen@1.0.0", "roles", "ouders"))
'protocollen/algemeen/1.0.0/index.html#rol-ouders'
"""

# An address once given stays: people link to it. The words in it are Dutch, on the English site too, so that
# the same thing has the same address below `en/`.

from __future__ import annotations

import posixpath
from collections.abc import Callable, Container, Mapping
from functools import cache
from types import MappingProxyType

from prodia.telling.blocks import Anchor, Document, Ref, sections_in

__all__ = ["ABILITIES", "FOLDERS", "READERS", "SHARED", "address", "anchors", "file_of", "resolver"]

FOLDERS: Mapping[str, str] = {
    "phases": "fasen",
    "steps": "stappen",
    "criteria": "criteria",
    "cutoffs": "grenzen",
    "ensure": "samenhang",
    "decisions": "beslissingen",
    "hypotheses": "hypothesen",
}
"""The parts of a protocol that have a page each, and the folder they stand in."""
SHARED: Mapping[str, str] = {
    "sources": "bronnen",
    "terms": "begrippen",
    "law": "wet",
    "instruments": "instrumenten",
    "norms": "normen",
    "blocks": "blokken",
}
READERS: Mapping[str, str] = {
    "team": "team",
    "school": "school",
    "parents": "ouders",
    "pupil_under_12": "leerling",
    "pupil_from_12": "leerling-12",
}
"""The pages of each audience."""
ABILITIES = "vaardigheden"
_ALONE = {
    "home": "index",
    "protocols": "protocollen/index",
    "questions": "vragen",
    "choices": "keuzes",
    "conflicts": "botsingen",
    "claims": "zonder-bron",
    "story": "verhaal",
    "language": "taal",
    "findings": "bevindingen",
    "guide": "schrijven",
    "manual": "author/index",
}
_WHOLES = {
    "protocol": "index",
    "values": "waarden",
    "cases": "voorbeelden",
    "walkthrough": "doorloop",
    "letter": "voor/brief",
}
_PARTS = {"scale-": "schaal-", "rule-": "regel-"}


@cache
def address(to: Ref) -> str:
    """The address below the site, with its anchor. Raises KeyError for what has none."""
    part = f"#{_anchor(to.part)}" if to.part else ""
    if to.group == "abilities":
        return f"{ABILITIES}.html" + (f"#{to.id}" if to.id else "")
    if to.group == "python":
        return f"python/{to.id or 'reference'}.html{part}"
    if to.group == "finding":
        return f"{_ALONE['findings']}/prd-{to.id.lower()}.html"
    if to.group in _ALONE:
        return f"{_ALONE[to.group]}.html{part}"
    if to.group == "log":
        return f"protocollen/{to.id}/wijzigingen.html" if to.id else "wijzigingen.html"
    if to.group == "readers":
        return f"voor/{READERS[to.id]}.html"
    if not to.owner:
        folder = SHARED[to.group]
        return f"{folder}/{to.id.replace('@', '-')}.html{part}" if to.id else f"{folder}.html"
    id, _, version = to.owner.partition("@")
    folder = f"protocollen/{id}/{version}"
    if to.group in ("fields", "derived"):
        return f"{folder}/waarden.html#{to.id}"
    if to.group == "roles":
        return f"{folder}/index.html#rol-{to.id}"
    if to.group == "changes":
        return f"{folder}/verschil-met-{to.id}.html"
    if to.group == "audience":
        return f"{folder}/voor/{READERS[to.id]}.html{part}"
    if to.group in _WHOLES:
        return f"{folder}/{_WHOLES[to.group]}.html{part}"
    return f"{folder}/{FOLDERS[to.group]}/{to.id}.html{part}"


@cache
def file_of(to: Ref) -> str:
    """The source file (``.md``) of the page something is told on."""
    return address(to).partition("#")[0].removesuffix(".html") + ".md"


def resolver(
    path: str,
    known: Container[str],
    first: str = "",
    stands: Mapping[tuple[str, str], str] = MappingProxyType({}),
) -> Callable[[Ref | Anchor], str | None]:
    """From what a page at ``path`` (``.md``) leads to, to an address relative to it.

    None where no page of ``known`` tells it: a protocol that is supplemented and not on the shelf. ``first``:
    of a part the page it is of; ``stands``: by page and anchor the later part on which it is.
    """

    folder = posixpath.dirname(path)

    def find(to: Ref | Anchor) -> str | None:
        if isinstance(to, Anchor):
            target, anchor = first or path, to.id
        else:
            target, _, anchor = address(to).partition("#")
            target = file_of(to)
        if target not in known:
            return None
        there = stands.get((target, anchor), target)
        part = "" if anchor.startswith("deel-") and (target, anchor) in stands else anchor
        if there == path and part:
            return f"#{part}"
        at = _from(folder, there)
        return f"{at}#{part}" if part else at

    return find


@cache
def _from(folder: str, there: str) -> str:
    """The page of a file as seen from a folder."""
    return posixpath.relpath(f"{there.removesuffix('.md')}.html", folder)


def anchors(told: Document) -> Mapping[str, str]:
    """Of each section of a document that other pages lead to, its anchor."""
    group = told.about.group if told.about else ""
    found = (one.id for one in sections_in(told.blocks))
    match group:
        case "protocols":
            return {"holds": "welke-versie-wanneer-geldt"}
        case "protocol":
            return {id: id for id in found if id.startswith(("rol-", "phase-")) or id == "inspiration"}
        case "audience":
            return {id: id for id in found if id == "rights"}
        case "values" | "abilities":
            return {id: id for id in found if id not in ("what-asked", "what-computed", "general")}
        case "instruments":
            return {id: _anchor(id) for id in found if _anchor(id) != id}
        case "python" | "cases" | "findings" | "conflicts":
            return {id: id for id in found}
        case "changes":
            return {id: id for id in found if id.startswith("stap-voor-stap-")}
        case "decisions":
            return {id: id for id in found if id.startswith("uitkomst-")}
        case "language":
            return {id: id for id in found if id.startswith("reden-")}
    return {}


def _anchor(part: str) -> str:
    for begin, shown in _PARTS.items():
        if part.startswith(begin):
            return shown + part.removeprefix(begin)
    return part
