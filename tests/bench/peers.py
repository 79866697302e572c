"""Peers are asked for, never needed: what is not installed is left out, and said so."""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import Any

# module: the name on PyPI. polars and pandas come with the locks; the others: pip install them by hand.
NAMES = {
    "polars": "polars",
    "pandas": "pandas",
    "numpy": "numpy",
    "pyarrow": "pyarrow",
    "lark": "lark",
    "zen": "zen-engine",
    "SpiffWorkflow": "SpiffWorkflow",
    "dask": "dask",
    "pyspark": "pyspark",
}


def peer(module: str) -> Any:
    """The module, or None where it is not installed."""
    try:
        return import_module(module)
    except ImportError:
        return None


def versions() -> dict[str, str]:
    """The name on PyPI of every peer, with its version or that it is not here."""
    found = {}
    for name in NAMES.values():
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "not installed, left out"
    return found
