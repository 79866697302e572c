"""Where is kept on this machine what can be worked out again."""

from __future__ import annotations

import os
from pathlib import Path


def cached(name: str) -> Path:
    """The place of a file or folder by its name; it need not be there.

    A relative XDG_CACHE_HOME is passed over, as its specification says. Who has no home keeps nothing.
    """
    places = os.environ.get("XDG_CACHE_HOME", ""), os.path.expanduser("~/.cache")
    return Path(next(filter(os.path.isabs, places), os.devnull), "prodia", name)
