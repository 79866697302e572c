"""What was found clean, by the digest of all it rests on: who checks it again unchanged does not wait.

Only digests are kept, of what had no finding at all; nothing is told from them, so nothing stale can be. A
digest covers every byte of the packs and of the library, the day, and what was asked.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from prodia._version import __version__

LIBRARY = Path(__file__).parents[1]
MOST_BYTES = 100_000_000  # of content; who has more waits
MOST_KEPT = 100_000  # bytes of digests, some 1,500; then it begins anew


def seal(folders: Iterable[Path], *asked: object) -> str | None:
    """The digest of these folders, of the library and of what is asked; None where it can not be had."""
    whole = hashlib.sha256(repr((sys.version, __version__, asked)).encode())
    left = MOST_BYTES
    try:
        for folder in (LIBRARY, *folders):
            for file in _files(folder):
                data = (folder / file).read_bytes()
                left -= len(data)
                if left < 0:
                    return None
                whole.update(f"\0{file}\0{len(data)}\0".encode())
                whole.update(data)
            whole.update(f"\0{folder}".encode())
    except OSError:
        return None
    return whole.hexdigest()


def is_clean(digest: str | None) -> bool:
    """Was nothing found when this was last checked?"""
    with suppress(OSError):
        return digest is not None and digest in _kept().read_text("ascii", "replace").split()
    return False


def keep(digest: str | None) -> None:
    """Nothing was found; where it can not be written down, the next time takes as long."""
    if digest is None:
        return
    with suppress(OSError):
        path = _kept()
        path.parent.mkdir(parents=True, exist_ok=True)
        anew = path.exists() and path.stat().st_size > MOST_KEPT
        with path.open("w" if anew else "a", encoding="ascii") as stream:
            stream.write(f"{digest}\n")


def _kept() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path("~/.cache").expanduser()) / "prodia" / "clean"


def _files(folder: Path) -> Iterator[str]:
    """Every file by its place, in one order. A link is an error, for what it leads to may change; and so is a
    device or a pipe, which would be waited for."""
    for at, inner, names in os.walk(folder):
        inner[:] = sorted(name for name in inner if not name.startswith((".", "__pycache__")))
        for name in (*sorted(names), *inner):
            path = Path(at, name)
            if path.is_symlink() or not (path.is_file() or path.is_dir()):
                raise OSError(f"{path} is no file or folder")
            if name in names:
                yield path.relative_to(folder).as_posix()
