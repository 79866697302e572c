"""The digest of a definition: what it says, not how it is laid out.

The stated form: the file is read as strict YAML (see :mod:`prodia.content.yaml`)
and written as JSON in UTF-8, without spaces, non-ASCII characters as themselves,
keys in the order of the file (the order of steps and options has a meaning), a
whole number without a decimal point. ``sha256:`` and 64 hexadecimal digits of
that text. Comments, quotes, line breaks between values and flow or block style
do not matter; every character of a value, and a table's layout, does.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any


def canonical(data: Any) -> str:
    """The stated form, as text."""
    return json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def digest(data: Any) -> str:
    """``sha256:...`` of the stated form."""
    return "sha256:" + hashlib.sha256(canonical(data).encode()).hexdigest()
