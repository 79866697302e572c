"""The files of a pack laid out alike: indentation, spaces, line ends, and the columns of a decision table.

Nothing is said otherwise: comments, quotes, the order of keys and empty lines stay, and a text that would
come to mean something else is left as it was. Laying out twice is laying out once.
"""

# ruamel.yaml writes a file back with its comments; it is only used here. What it wrote is read by our own
# reader and compared, so that a slip of it can not change a protocol.

from __future__ import annotations

import io
import re
from typing import Any

from prodia.content import digest, read
from prodia.errors import ContentError, MissingExtra
from prodia.model.protocol import split_cells

_WIDE = 1 << 16  # a line of an author is never broken


def formatted(text: str, *, file: str = "", sealed: bool = False) -> str:
    """The text of a file laid out. ``sealed``: it is released, and its digest must stay what it is.

    What would come to mean something else is given back as it was. Raises
    :class:`~prodia.errors.ContentError` for what can not be read, with places in ``file``, and
    :class:`~prodia.errors.MissingExtra` without the extra ``authors``.
    """
    found = read(text.encode(), file)
    before, wrong = found.document, tuple(p for p in found.problems if p.severity == "error")
    if before is None or wrong:
        raise ContentError(wrong)
    yaml = _yaml()
    try:
        whole = text.replace("\r\n", "\n")
        bare = whole.lstrip("\n")  # of empty lines at the top ruamel drops one each time
        data = yaml.load(bare)
        _tables(data)
        out = io.StringIO()
        yaml.dump(data, out)
    except Exception:  # whatever another reader does not take, stays as the author wrote it
        return text
    made = "\n" * (len(whole) - len(bare)) + out.getvalue().rstrip("\n") + "\n"
    after = read(made.encode(), "").document
    if after is None or _plain(after.data) != _plain(before.data) or _comments(made) != _comments(text):
        return text
    return text if sealed and digest(after.data) != digest(before.data) else made


def _yaml() -> Any:
    try:
        from ruamel.yaml import YAML
    except ImportError:
        raise MissingExtra("ruamel.yaml", "authors") from None
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = _WIDE
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def aligned(table: str) -> str:
    """A decision table with its columns under each other; as it was where a line has other columns."""
    lines = table.split("\n")
    rows = {n: [c.text for c in split_cells(line, n)] for n, line in enumerate(lines) if line.strip()}
    if len({len(row) for row in rows.values()}) != 1:
        return table
    widths = [max(map(len, column)) for column in zip(*rows.values(), strict=True)]
    for n, row in rows.items():
        lines[n] = " | ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)).rstrip()
    return "\n".join("" if not line.strip() else line for line in lines)


def _tables(data: Any) -> None:
    """Every decision table in what ruamel read, aligned in its place."""
    decisions = data.get("decisions") if isinstance(data, dict) else None
    for one in decisions.values() if isinstance(decisions, dict) else ():
        text = one.get("table") if isinstance(one, dict) else None
        if isinstance(text, str) and "\n" in text.strip():
            one["table"] = type(text)(aligned(text))


def _comments(text: str) -> list[str]:
    """What may be a comment, in its order: ruamel drops some between braces."""
    return [found.rstrip() for found in re.findall(r"(?:^|(?<=\s))#.*", text, re.MULTILINE)]


def _plain(data: Any) -> Any:
    """What a file says, whatever the layout of its tables."""
    if isinstance(data, dict):
        return [(key, _table(one) if key == "table" else _plain(one)) for key, one in data.items()]
    return [_plain(one) for one in data] if isinstance(data, list) else data


def _table(text: Any) -> Any:
    if not isinstance(text, str):
        return _plain(text)
    return [[cell.text for cell in split_cells(line, 0)] for line in text.split("\n") if line.strip()]
