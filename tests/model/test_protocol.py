"""A protocol is made of groups of parts, and that list stands in one place."""

from __future__ import annotations

from typing import get_args

import pytest

from prodia.model.plan import Plan
from prodia.model.protocol import NAMED, PARTS, Protocol
from prodia.model.scalars import Definition
from prodia.words.labels import LABELS


class TestParts:
    """``PARTS``: every group of definitions by id, but for the chapters, which are texts about phases."""

    def test_are_those_of_a_protocol(self) -> None:
        groups = {
            name
            for name, field in Protocol.model_fields.items()
            if (args := get_args(field.annotation)) and isinstance(args[-1], type)
            if issubclass(args[-1], Definition)
            and len(args) == 2
            and name not in ("supplements", "chapters", "faq")
        }
        assert groups - {"disclaimer", "consent", "rights"} == set(PARTS)
        assert len(PARTS) == len(set(PARTS))

    def test_are_those_of_a_plan(self) -> None:
        assert set(PARTS) <= set(Plan.__annotations__)

    def test_named_ones_are_parts(self) -> None:
        assert set(NAMED) < set(PARTS)

    @pytest.mark.parametrize("family", ["thing", "things"])
    def test_have_words(self, family: str) -> None:
        assert set(PARTS) <= set(LABELS[family])
