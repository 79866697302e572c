"""``prodia site``: the site of what is shipped and of a pack: built, served while one writes, or packed.

``site.yaml`` in the folder where it is built says what the site is called, where it will stand and where
mistakes are reported; an option says it for once.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import click

from prodia import content
from prodia.cli.commands import Option, takes
from prodia.cli.files import not_written, write_whole, writing
from prodia.cli.packs import PACK, folders
from prodia.cli.terminal import Terminal, WrongUse
from prodia.content.packs import read_definition
from prodia.errors import ContentError
from prodia.problems import Problem
from prodia.problems.commands import EXISTS, MISSING_ARGUMENT, NO_SITE_ADDRESS
from prodia.site.build import NOTHING, About, build, packed, serve
from prodia.telling.blocks import Web

NAMED = "site.yaml"
ABOUT = """
    --name: De naam van de site. | The name of the site.
    --address: Waar de site zal staan, zoals https://voorbeeld.be/protocollen; dan is er ook een sitemap.
        | Where the site will stand, like https://example.org/protocols; then there is a site map too.
    --report: Waarheen wie een fout ziet: een adres of mailto:, waar de bladzijde achter komt.
        | Where whoever sees a mistake goes: an address or mailto:, to which the page is added.
"""
ALONE = Option("--alone", "Zonder wat er meegeleverd is.", "Without what is shipped.", is_flag=True)
MARK = "assets/search-index.js"  # in every site that was built


def _folders(pack: Sequence[str], alone: bool) -> list[str]:
    """The folders of protocols of a site. Raises what is wrong in them."""
    if alone and not pack:
        raise WrongUse(MISSING_ARGUMENT, command="prodia site --alone", name="--pack")
    found = [str(one) for one in folders(pack)][1 if alone else 0 :]
    _refuse(content.load(*found).problems)
    return found


def _about(given: Mapping[str, str | None]) -> About:
    """What the site says of itself: what ``site.yaml`` in this folder says, and options above it."""
    found = NOTHING
    if os.path.isfile(NAMED):
        entry, problems = read_definition(Path(NAMED), NAMED, About, NAMED)
        _refuse(problems)
        found = entry.definition if entry is not None else found
    for name, value in given.items():
        if value and name != "name" and not Web(value).safe:
            raise WrongUse(NO_SITE_ADDRESS, found=value)
    return found.model_copy(update={name: value for name, value in given.items() if value})


def _refuse(problems: Iterable[Problem]) -> None:
    if errors := tuple(p for p in problems if p.severity == "error"):
        raise ContentError(errors)


@takes(
    "--out: Schrijf in deze map; zonder: site. | Write into this folder; without: site.", ABOUT, ALONE, PACK
)
def build_site(
    screen: Terminal, out: str | None, alone: bool, pack: tuple[str, ...], **about: str | None
) -> None:
    """Build the site in both languages."""
    to = out or "site"
    new = not os.path.isfile(os.path.join(to, MARK))
    if new and os.path.lexists(to) and (not os.path.isdir(to) or os.listdir(to)):
        raise WrongUse(EXISTS, path=to)
    said, found = _about(about), _folders(pack, alone)
    with writing(to):
        Path(to).mkdir(parents=True, exist_ok=True)
    try:
        build(found, Path(to), said)
    except OSError as error:
        if new:  # half a site would be taken for somebody's own folder
            shutil.rmtree(to, ignore_errors=True)
        raise not_written(to, error) from None
    screen.tell(f"Gebouwd: {to}/index.html.", f"Built: {to}/index.html.", "good")


@takes(
    "--out: Schrijf naar dit bestand; zonder: site.zip. | Write to this file; without: site.zip.",
    ABOUT,
    ALONE,
    PACK,
)
def zip_site(
    screen: Terminal, out: str | None, alone: bool, pack: tuple[str, ...], **about: str | None
) -> None:
    """The same in one file."""
    to = out or "site.zip"
    if os.path.lexists(to):
        raise WrongUse(EXISTS, path=to)
    with tempfile.TemporaryDirectory() as scratch:  # nothing half written
        made = packed(_folders(pack, alone), Path(scratch, "site.zip"), _about(about))
        write_whole(to, made.read_bytes(), new=True)
    screen.tell(f"Geschreven: {to}.", f"Written: {to}.", "good")


@takes(Option("--port", "De poort.", "The port.", type=click.IntRange(1, 65535), default=8000), ALONE, PACK)
def serve_site(screen: Terminal, port: int, alone: bool, pack: tuple[str, ...]) -> None:
    """Show the site on this machine alone, anew at every change."""

    def ready(address: str) -> None:
        screen.tell(f"Open {address} in een browser.", f"Open {address} in a browser.", "good")

    def wrong(mistakes: Sequence[Problem]) -> None:
        screen.complain(ContentError(tuple(mistakes)))

    serve(_folders(pack, alone), _about({}), "127.0.0.1", port, screen.lang, ready, wrong)
