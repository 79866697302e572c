"""Many people at once: a whole protocol, a change of it, people who do not exist.

Arrow, pandas and NumPy are imported when a function first needs them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from prodia.batch.many import Run, run
    from prodia.batch.people import population

_HOME = {"Run": "many", "population": "people", "run": "many"}

__all__ = ["Run", "population", "run"]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'prodia.batch' has no attribute '{name}'")
    return getattr(import_module(f"prodia.batch.{_HOME[name]}"), name)
