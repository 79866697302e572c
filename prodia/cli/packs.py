"""The packs a verb works on, and finding in them what a person named."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from prodia import content
from prodia.cli.commands import Option
from prodia.cli.terminal import Terminal, WrongUse, unknown
from prodia.problems.commands import NO_FILE

if TYPE_CHECKING:  # a list of what there is does not wait for these
    from prodia.content import Catalogue, Header, Loaded
    from prodia.model.plan import Plan

PACK = Option(
    "--pack",
    "Een map met de vorm van protocols/, of de naam van een geïnstalleerd pakket; mag meer dan eens.",
    "A folder shaped like protocols/, or the name of an installed pack; may be said again.",
    multiple=True,
)


def folders(packs: Sequence[str]) -> list[str | os.PathLike[str]]:
    """Where what is shipped stands, and the packs a person named with it: folders, or installed packs."""
    found: list[str | os.PathLike[str]] = [content.shipped()]
    for pack in packs:
        folder = pack if os.path.isdir(pack) else content.installed_packs().get(pack)
        if folder is None or not os.path.isdir(folder):
            raise WrongUse(NO_FILE, path=pack)
        found.append(folder)
    return found


def heads(packs: Sequence[str], lang: str) -> tuple[Header, ...]:
    """What stands at the head of every protocol, without reading further."""
    return content.headers(*folders(packs), lang=lang)


def loaded(packs: Sequence[str] = (), only: str | None = None) -> Loaded:
    """What is shipped, and the packs a person named with it. ``only``: as in :func:`prodia.content.load`."""
    return content.load(*folders(packs), only=only)


def catalogue(packs: Sequence[str] = (), only: str | None = None) -> Catalogue:
    return loaded(packs, only).catalogue


def is_protocol(found: Catalogue, name: str) -> bool:
    return found.knows(name.partition("@")[0])


def plan(found: Catalogue, name: str, screen: Terminal) -> Plan:
    """The plan of ``id`` (its newest version) or ``id@version``. Raises WrongUse for a name that is none."""
    if not found.knows(name):
        references = list(found.references())
        ids = list(dict.fromkeys(r.partition("@")[0] for r in references))
        raise unknown("protocol", "protocol", name, references if "@" in name else ids)
    return found.plan(name, screen.lang)
