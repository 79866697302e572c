"""A pack as it stood at a revision of git, in a folder of its own that is gone afterwards."""

from __future__ import annotations

import io
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from prodia.cli.terminal import WrongUse
from prodia.problems.authors import NO_REVISION

MOST = 64 << 20  # bytes of an archive


@contextmanager
def at_revision(folder: Path, revision: str) -> Iterator[Path]:
    """The folder as it stood then. Raises WrongUse where git does not know the revision or the folder."""
    place = folder.resolve()
    top = _git(place, revision, "rev-parse", "--show-toplevel").decode().strip()
    inside = place.relative_to(Path(top).resolve()).as_posix()
    name = _git(place, revision, "rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}")
    data = _git(Path(top), revision, "archive", "--format=tar", name.decode().strip(), "--", inside)
    with tempfile.TemporaryDirectory(prefix="prodia-") as made:
        with tarfile.open(fileobj=io.BytesIO(data)) as archive:
            archive.extractall(made, filter="data")
        yield Path(made, inside)


def _git(at: Path, revision: str, *words: str) -> bytes:
    try:
        done = subprocess.run(["git", *words], cwd=at, capture_output=True, check=True, timeout=60)
    except (OSError, subprocess.SubprocessError):
        raise WrongUse(NO_REVISION, name=revision, path=at) from None
    if len(done.stdout) > MOST:
        raise WrongUse(NO_REVISION, name=revision, path=at)
    return done.stdout
