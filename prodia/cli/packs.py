"""The packs a verb works on, and finding in them what a person named."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence

from prodia.cli.commands import Option
from prodia.cli.terminal import Terminal, WrongUse, unknown
from prodia.content import Catalogue, Loaded, installed_packs, load, shipped
from prodia.errors import ContentError
from prodia.model.plan import Plan
from prodia.problems.commands import NO_FILE

PACK = Option(
    "--pack",
    multiple=True,
    nl="Een map met de vorm van protocols/, of de naam van een geïnstalleerd pakket; mag meer dan eens.",
    en="A folder shaped like protocols/, or the name of an installed pack; may be said again.",
)


def loaded(packs: Sequence[str] = (), only: str | None = None) -> Loaded:
    """What is shipped, and the packs a person named with it: folders, or installed packs by name.

    ``only``: as in :func:`prodia.content.load`; who asks nothing of protocols does not wait for them.
    """
    folders = []
    for pack in packs:
        folder = pack if os.path.isdir(pack) else installed_packs().get(pack)
        if folder is None or not os.path.isdir(folder):
            raise WrongUse(NO_FILE, path=pack)
        folders.append(folder)
    return load(shipped(), *folders, only=only)


def catalogue(packs: Sequence[str] = (), only: str | None = None) -> Catalogue:
    return loaded(packs, only).catalogue


def is_protocol(found: Catalogue, name: str) -> bool:
    id = name.partition("@")[0]
    return any(r == name or r.partition("@")[0] == id for r in found.references())


def plan(found: Catalogue, name: str, screen: Terminal) -> Plan:
    """The plan of ``id`` (its newest version) or ``id@version``. Raises WrongUse for a name that is none."""
    references = list(found.references())
    ids = list(dict.fromkeys(r.partition("@")[0] for r in references))
    known = name in references if "@" in name else name in ids
    if not known:
        raise unknown("protocol", "protocol", name, references if "@" in name else ids)
    return found.plan(name, screen.lang)


def plans(found: Catalogue, lang: str) -> Callable[[str], Plan]:
    """What a case asks for the plan of a reference; LookupError where there is none."""

    def one(reference: str) -> Plan:
        try:
            return found.plan(reference, lang)
        except ContentError:
            raise LookupError(reference) from None

    return one
