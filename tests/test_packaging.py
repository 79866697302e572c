"""The library as others get it: a wheel, a source archive, an editable install.

Each is built and installed offline into an environment of its own, which borrows the libraries of the one
that runs the tests, and is tried from a folder that is not the checkout.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

# What a user's program sees: where the library stands, and every protocol it finds without being told where.
LOOK = """
import json, pathlib, sys
import prodia
from prodia.content.folder import shipped
found = shipped()
ids = sorted({p.parts[-3] for p in found.glob("*/*/protocol.yaml")})
print(json.dumps({"library": prodia.__file__, "protocols": str(found.resolve()), "ids": ids}))
"""


def run(*command: object, cwd: Path) -> str:
    """Output of a command that must succeed."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("PIP_", "PYTHON"))}
    done = subprocess.run([str(c) for c in command], cwd=cwd, capture_output=True, text=True, env=clean)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def ids_in(protocols: Path) -> list[str]:
    return sorted({p.parts[-3] for p in protocols.glob("*/*/protocol.yaml")})


@pytest.fixture(scope="session")
def built(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the source archive."""
    folder = tmp_path_factory.mktemp("built")
    for target in ("wheel", "sdist"):
        run(sys.executable, "-m", "hatchling", "build", "-t", target, "-d", folder, cwd=root)
    return folder


@pytest.fixture(params=["wheel", "sdist", "editable"])
def installed(request: pytest.FixtureRequest, root: Path, built: Path, tmp_path: Path) -> tuple[Path, bool]:
    """The interpreter of a fresh environment with the library installed in one of three ways; editable?"""
    what = {"wheel": next(built.glob("*.whl")), "sdist": next(built.glob("*.tar.gz")), "editable": root}
    home = tmp_path / "environment"
    venv.EnvBuilder(symlinks=os.name != "nt").create(home)
    interpreter = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    packages = run(interpreter, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=tmp_path)
    borrowed = dict.fromkeys(sysconfig.get_path(which) for which in ("purelib", "platlib"))
    (Path(packages.strip()) / "borrowed.pth").write_text("\n".join(borrowed), "utf-8")
    editable = ["--editable"] if request.param == "editable" else []
    offline = ["--no-index", "--no-deps", "--no-build-isolation", "--ignore-installed", "--no-compile"]
    pip = [sys.executable, "-m", "pip", "--isolated", "--disable-pip-version-check", "--python", interpreter]
    run(*pip, "install", "--quiet", *offline, *editable, what[request.param], cwd=tmp_path)
    return interpreter, bool(editable)


EXAMPLE = "prodia/checks/examples/base/basis/1.0.0"  # what the examples of the rules are edits of


class TestInstalled:
    """Wheel, source archive and editable install all find the shipped protocols, from anywhere."""

    def test_it_works_elsewhere(self, installed: tuple[Path, bool], root: Path, tmp_path: Path) -> None:
        python, editable = installed
        seen = json.loads(run(python, "-I", "-c", LOOK, cwd=tmp_path))
        library, protocols = Path(seen["library"]).resolve(), Path(seen["protocols"]).resolve()
        assert ids_in(root / "protocols") == seen["ids"] != []
        home = python.parents[1].resolve()
        if editable:  # what an author edits is what is read
            assert (root / "prodia", root / "protocols") == (library.parent, protocols)
        else:
            assert library.is_relative_to(home)
            assert library.parent / "protocols" == protocols
        script = python.with_name("prodia.exe" if os.name == "nt" else "prodia")
        assert run(python, "-I", "-m", "prodia", "--version", cwd=tmp_path) == run(
            script, "--version", cwd=tmp_path
        )


class TestBuilt:
    """The archives hold what they must and nothing by accident."""

    def test_the_wheel(self, built: Path, root: Path) -> None:
        with zipfile.ZipFile(next(built.glob("*.whl"))) as wheel:
            names = set(wheel.namelist())
        content = {f"prodia/{p.relative_to(root).as_posix()}" for p in (root / "protocols").rglob("*.yaml")}
        assert set() == ({"prodia/py.typed", "prodia/__main__.py"} | content) - names
        licences = {name.rpartition("/")[2] for name in names if "/licenses/" in name}
        assert {"LICENSE", "LICENSE-CONTENT"} == licences
        assert {"prodia"} == {top for n in names if not (top := n.partition("/")[0]).endswith(".dist-info")}

    def test_the_source_archive(self, built: Path) -> None:
        with tarfile.open(next(built.glob("*.tar.gz"))) as archive:
            names = {name.partition("/")[2] for name in archive.getnames()}
        assert set() == {"pyproject.toml", "Makefile", "prodia/py.typed", "tests/conftest.py"} - names
        packs = {n.partition("/protocol.yaml")[0] for n in names if n.endswith("/protocol.yaml")}
        assert {"protocols"} == {pack.partition("/")[0] for pack in packs - {EXAMPLE}}
        assert set() == {n for n in names if n.startswith((".venv", "dist/", "build/"))}
