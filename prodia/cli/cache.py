"""Where is kept on this machine what can be worked out again."""

from __future__ import annotations

import os
from pathlib import Path


def cached(name: str) -> Path:
    """The place of a file or folder by its name; it need not be there."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path("~/.cache").expanduser()) / "prodia" / name
