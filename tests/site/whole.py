"""``python -m tests.site.whole FOLDER``: a page of each template, narrow and wide, light and dark."""

from __future__ import annotations

import gzip
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.chromium import launched, violations
from tests.site.building import told_in

LOOKS = [(320, "dark"), (1280, "light"), (320, "light"), (1280, "dark")]


def faults(page: Any, address: str) -> Iterator[object]:
    """What is wrong with an open page: barriers that axe sees, too wide, or something kept.

    In the dark a page goes over from the light colours at its start: what is on its way is no contrast yet,
    and is brought to its end.
    """
    page.goto(address)
    page.evaluate("document.getAnimations().forEach(one => one.finish())")
    yield from violations(page)
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        yield "wider than the screen"
    if page.evaluate("localStorage.length + sessionStorage.length + document.cookie.length"):
        yield "something is kept"


def templates(site: Path) -> dict[str, Path]:
    """The heaviest page of each kind: of a folder, or by itself, with parts of a long one apart."""
    found: dict[str, Path] = {}
    for path in sorted(told_in(site)):
        address = path.relative_to(site).as_posix()
        kind = re.sub(r"^protocollen/[^/]+/[0-9.]+/", "versie/", re.sub(r"-deel-[0-9]+", "-deel", address))
        kind = re.sub(r"-met-[0-9.]+[0-9]", "", kind).removesuffix(".html")
        kind = f"{kind.rpartition('/')[0]}/*" if kind.count("/") and "voor/" not in kind else kind
        kind += "-deel" if "-deel-" in address and not kind.endswith("-deel") else ""
        if kind not in found or path.stat().st_size > found[kind].stat().st_size:
            found[kind] = path
    apart = ("en/", "404")  # the same in English; and what only a server shows
    return {kind: path for kind, path in found.items() if not kind.startswith(apart)}


def main(site: Path) -> None:
    with launched() as browser:
        asked: list[str] = []
        kinds = templates(site)
        for width, scheme in LOOKS:
            page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
            page.on("request", lambda request: asked.append(request.url))
            for kind, path in kinds.items():
                for fault in faults(page, path.as_uri()):
                    print(f"{kind} ({path.relative_to(site)}), {width} px, {scheme}: {fault}", flush=True)
            print(f"{width} px, {scheme}: {len(kinds)} templates looked at", flush=True)
        loaded: list[str] = []
        first = browser.new_page()
        first.on("request", lambda request: loaded.append(request.url))
        first.goto((site / "index.html").as_uri(), wait_until="networkidle")
    files = [Path(one.removeprefix("file://").partition("?")[0]) for one in loaded]
    print(
        f"{len(kinds)} templates, {len(LOOKS)} looks; asked outside: {sum('file:' not in a for a in asked)}"
    )
    print(f"first visit: {len(files)} files, {sum(map(packed, filter(Path.is_file, files)))} bytes packed")
    heavy = max(told_in(site), key=lambda one: one.stat().st_size)
    print(f"heaviest page: {heavy.relative_to(site)}, {heavy.stat().st_size} bytes")
    letters = max(packed(one) for one in (site / "assets").glob("search-index-*.js"))
    print(
        f"first word searched: {packed(site / 'assets' / 'search-index.js') + letters} bytes packed at most"
    )


def packed(file: Path) -> int:
    return len(gzip.compress(file.read_bytes()))


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
