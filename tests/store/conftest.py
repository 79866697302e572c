"""What is on the shelf, read once a module."""

from __future__ import annotations

import pytest

import prodia
from tests.shipped import CATALOGUE


@pytest.fixture(scope="module")
def catalogue() -> prodia.Catalogue:
    return CATALOGUE
