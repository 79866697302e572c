"""What every test shares: Hypothesis profiles, the material next door, and a suite without network."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from tests.examples import GATE, MORE, PROFILE, QUICK

ROOT = Path(__file__).parents[1]
gc.set_threshold(50_000, 20, 20)  # what is read and made here stays: few circles are left to look for

# No deadline: a slow machine is no finding. On CI the examples are the same every time.
settings.register_profile(
    "dev", max_examples=GATE, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("ci", settings.get_profile("dev"), derandomize=True, print_blob=True)
settings.register_profile("quick", settings.get_profile("ci"), max_examples=QUICK)
settings.register_profile("long", settings.get_profile("dev"), max_examples=GATE * MORE)
settings.load_profile(PROFILE)


# What takes long and seldom fails alone: the gate runs it, `make quick` does not.
WHOLE = tuple(
    f"tests/{one}"
    for one in (
        "test_bench_smoke.py test_docs.py test_extras.py test_hostile.py test_linear.py test_manual.py "
        "test_packaging.py test_public_face.py test_schemas.py test_wrong_use.py authoring/test_cover.py "
        "authoring/test_diff.py authoring/test_mutate.py::TestSurvivors authoring/test_release.py "
        "authoring/test_testing.py batch/test_many.py batch/test_measured.py batch/test_rows.py browser "
        "case/test_check.py case/test_hostile.py checks/test_rules.py::TestExamples "
        "cli/test_authors.py cli/test_cases.py::TestTwoWriters cli/test_ci.py cli/test_clean.py "
        "cli/test_content.py cli/test_hostile.py cli/test_instruments.py "
        "cli/test_use.py::TestLooking::test_everything content/test_growth_packs.py content/test_hostile.py "
        "content/test_one_run.py content/test_shelf.py content/test_yaml.py::TestHostile faults "
        "pictures/test_growth.py psychometrics/test_profile.py psychometrics/test_profile_said.py "
        "psychometrics/test_profiles.py scoring/test_instruments.py scoring/test_monotone.py site "
        "store/test_moving.py::test_killed telling/test_definitions.py"
    ).split()
)
SITE = "tests/site/"
WIDE = ("tests/test_linear.py", "tests/test_rooms.py", "tests/test_wrong_use.py")  # much in one class
TOGETHER = (SITE, "tests/checks/test_rules.py::TestExamples")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """A browser in which the tests of one file open their pages."""
    from tests.chromium import launched

    with launched() as browser:
        yield browser


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """What takes long as a whole is not even imported where it is not asked for."""
    left = config.getoption("markexpr").endswith("not whole")
    return True if left and collection_path.relative_to(ROOT).as_posix() in WHOLE else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long goes first, so that no worker is left alone with it at the end."""
    for item in items:
        if item.nodeid.startswith(WHOLE):
            item.add_marker("whole")

    def later(item: pytest.Item) -> tuple[bool, ...]:
        at, whole = item.nodeid, item.get_closest_marker("whole") is not None
        return not at.startswith(TOGETHER), not whole, not at.startswith(WIDE)

    items.sort(key=later)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """As ``loadscope``; and all that looks at the shipped site in one worker, so that it is built once and
    read once, with the examples of the findings that stand in it."""
    from xdist.scheduler import LoadScopeScheduling

    class Together(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return SITE if nodeid.startswith(TOGETHER) else super()._split_scope(nodeid)

    return Together(config, log) if config.getvalue("dist") == "loadscope" else None


def pytest_collection_finish() -> None:
    """What is in memory by now stays there: nobody has to look through it for garbage again and again."""
    gc.collect()
    gc.freeze()


def _is_here(host: object) -> bool:
    name = host.decode("ascii", "replace") if isinstance(host, bytes) else host
    return name in (None, "", "localhost", "::1") or str(name).startswith("127.")


def _refuse_network(event: str, args: tuple[object, ...]) -> None:
    """Audit hook: this process looks up and reaches no other machine. Loopback is for browser tests."""
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        address = args[1]
        if isinstance(address, tuple) and not _is_here(address[0]):
            raise PermissionError("a test reached for the network; loopback is all there is")
    elif event in ("socket.getaddrinfo", "socket.gethostbyname") and not _is_here(args[0]):
        raise PermissionError("a test looked up a host; loopback is all there is")


sys.addaudithook(_refuse_network)


@pytest.fixture(scope="session", autouse=True)
def _cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What a command keeps for the next time is kept for these tests alone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session")
def root() -> Path:
    """The top of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with reference material beside the checkout, or the one ``PRODIA_SHARED`` names."""
    folder = Path(os.environ.get("PRODIA_SHARED") or ROOT.parent / "shared")
    if not folder.is_dir():
        pytest.skip("the reference material is not here: no ../shared, and PRODIA_SHARED names no folder")
    return folder
