"""The shipped site, built once for all tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from prodia.content import load
from prodia.content.catalogue import Catalogue
from prodia.model.instrument import Instrument
from prodia.model.plan import Plan
from tests.site.building import ROOT, Read, Skimmed, build, made_of, told_in
from tests.site.packs import write


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the built site of the shipped protocols, the English one in ``en``.

    Built once: all that looks at it is in one worker (tests/conftest.py).
    """
    out = tmp_path_factory.mktemp("site")
    build(ROOT / "protocols", out)
    build(ROOT / "protocols", out / "en", "en")
    return out


@pytest.fixture(scope="session")
def read_both(site: Path) -> dict[str, Read]:
    """Every page of both languages, read, by its address."""
    return {path.relative_to(site).as_posix(): Skimmed(path) for path in sorted(told_in(site))}


@pytest.fixture(scope="session")
def read_pages(read_both: dict[str, Read]) -> dict[str, Read]:
    """Every Dutch page, read, by its address."""
    return {address: page for address, page in read_both.items() if not address.startswith("en/")}


@pytest.fixture(scope="session")
def shipped() -> dict[str, Plan]:
    """Every plan of the shipped protocols."""
    catalogue = load(ROOT / "protocols").catalogue
    return {reference: catalogue.plan(reference) for reference in catalogue.references()}


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """What is shipped."""
    return load(ROOT / "protocols").catalogue


@pytest.fixture(scope="session")
def known(catalogue: Catalogue) -> dict[str, Instrument]:
    """The newest version of every shipped instrument, by id."""
    return dict(catalogue.shared().instruments)


@pytest.fixture
def made(tmp_path: Path) -> dict[str, str]:
    """The pages of the small pack, as they are written."""
    return made_of(write(tmp_path / "pack"))
