"""Which tier each version of a pack reached, written down: ``tiers.lock``, beside what is released.

``id@version tier sha256:...``: a tier takes long to work out, for every mistake is tried on every case. The
digest is of all it rests on in its pack: the version with its cases and reviews, the general protocol, the
cases of those that supplement it, what is shared and decides, and for gold the translations. A line of
which that is otherwise now says nothing, so a tier is never that of another text.
"""

# What stands in another pack is released where a tier counts, and what is released does not change.

from __future__ import annotations

import hashlib
import os
import re

from prodia.content.folder import read_bytes

TIERS_FILE = "tiers.lock"
_LINE = re.compile(r"^(\S+) (bronze|silver|gold) (sha256:[0-9a-f]{64})$", re.MULTILINE)
_SUPPLEMENTS = re.compile(rb"^supplements: *[\"']?([a-z0-9.@-]+)", re.MULTILINE)
_DECIDES = ("blocks", "law", "instruments", "norms")


def tiers(folder: str | os.PathLike[str]) -> dict[str, str]:
    """By ``id@version`` the tier of what stands in a pack; nothing of what changed since it was written."""
    root = os.fspath(folder)
    text = (read_bytes(f"{root}/{TIERS_FILE}") or b"").decode("utf-8", "replace").replace("\r\n", "\n")
    seals = Seals(root)
    return {name: tier for name, tier, seal in _LINE.findall(text) if seals.of(name, tier) == seal}


class Seals:
    """What tiers rest on in a pack, each file read once."""

    def __init__(self, folder: str | os.PathLike[str]) -> None:
        self._root = os.fspath(folder)
        self._seen: dict[str, str] = {}
        self._above: dict[str, str] | None = None

    def of(self, reference: str, tier: str) -> str:
        """The digest of all that the tier of ``id@version`` rests on."""
        own = reference.replace("@", "/", 1)
        above = self._supplements()
        parent = above.get(own, "").replace("@", "/", 1)
        heirs = (one for one in sorted(above) if above[one] == reference)
        shared = (f"shared/{name}" for name in _DECIDES)
        spoken = (f"{own.partition('/')[0]}/locale", "shared/locale") if tier == "gold" else ()
        parts = (own, f"{parent}/protocol.yaml", *heirs, *shared, *spoken)
        text = "".join(f"{self._digest(part)}\n" for part in parts)
        return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"

    def _supplements(self) -> dict[str, str]:
        """By the folder of each version the ``id@version`` that it supplements, if any."""
        if self._above is None:
            self._above = {}
            for id in self._within(""):
                for version in self._within(id):
                    text = read_bytes(f"{self._root}/{id}/{version}/protocol.yaml") or b""
                    if found := _SUPPLEMENTS.search(text):
                        self._above[f"{id}/{version}"] = found[1].decode()
        return self._above

    def _within(self, place: str) -> dict[str, bool]:
        """By name, in order, what stands in a folder, and whether it is a folder itself."""
        try:
            with os.scandir(f"{self._root}/{place}") as scanned:
                found = ((one.name, one.is_dir()) for one in scanned)
                return {name: folder for name, folder in sorted(found) if not name.startswith((".", "__"))}
        except OSError:
            return {}

    def _digest(self, place: str, folder: bool = True) -> str:
        """The digest of a file, or of all that stands in a folder."""
        if place not in self._seen:
            found = self._within(place) if folder else {}
            within = [(name, self._digest(f"{place}/{name}", inner)) for name, inner in found.items()]
            text = read_bytes(f"{self._root}/{place}") if not within else repr(within).encode()
            self._seen[place] = hashlib.sha256(text or b"").hexdigest()
        return self._seen[place]
