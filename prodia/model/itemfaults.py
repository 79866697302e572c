"""Whether the items that are written somewhere in an instrument are items of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from prodia.language.syntax.parse import near
from prodia.model.finding import Finding, Path
from prodia.model.instrument import Item
from prodia.model.items import opened
from prodia.problems import instruments as kinds


def known_items(
    items: Mapping[str, Item], path: Path, written: str, *, on_key: bool = False
) -> Iterator[Finding]:
    """Every id that a run stands for is an item."""
    ids = opened(written)
    if not ids:
        yield Finding(kinds.ITEM_RUN, path, on_key=on_key, found=written)
    for id in ids:
        if id not in items:
            yield Finding(kinds.UNKNOWN_ITEM, path, near(id, items), on_key=on_key, item=id)
            return
