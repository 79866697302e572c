"""A small case of one event and an answer to it, as mappings."""

from __future__ import annotations

from typing import Any

OPENED: dict[str, Any] = {
    "kind": "opened",
    "on": "2026-09-01",
    "by": "clb-contact",
    "protocol": "algemeen@1.0.0",
    "mode": "consultative",
    "question": "q",
}
ANSWER: dict[str, Any] = {"on": "2026-09-02", "by": "zorgteam", "field": "co_zorgwekkend", "value": False}
