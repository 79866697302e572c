"""Items that matter by themselves: which shipped instruments have them, and that many people are as one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodia.errors import UnknownName
from prodia.scoring.answers import AnswerColumn
from prodia.scoring.key import ScoringKey
from prodia.scoring.many import score_columns
from prodia.scoring.person import People
from tests.scoring.made import instrument
from tests.shipped import CATALOGUE

SCORED = {one.id: one for e in CATALOGUE.instruments() if (one := CATALOGUE.instrument(e).definition).items}

# Every shipped instrument with a key was gone through; what is not here has no such item on the form that its
# key is of (docs/design/flags.md says why, one by one).
SHIPPED = {
    "phq-9": {"q9": 1},
    "phq-a": {"q9": 1},
    "rcads-47": {"q37": 1},
    "rcads-47-p": {"q37": 1},
    "nichq-vanderbilt-parent": {"q31": 2, "q34": 1, "q35": 2, "q36": 1, "q39": 1, "q40": 1},
    "nichq-vanderbilt-teacher": {"q26": 2},
}


class TestShipped:
    """Each is told from the first answer that says something, whatever else is on the form."""

    def test_which(self) -> None:
        found = {id: {f.item: f.from_ for f in one.flags.values()} for id, one in SCORED.items() if one.flags}
        assert SHIPPED == found

    def test_a_slip_in_the_name_of_an_item_is_no_empty_answer(self) -> None:
        with pytest.raises(UnknownName, match="q_9"):
            ScoringKey.of(SCORED["phq-9"]).flags({"q_9": 3})

    def test_the_page_names_every_instrument_with_a_key(self, root) -> None:
        page = (root / "docs/design/flags.md").read_text("utf-8")
        assert [] == [id for id in SCORED if f"`{id}`" not in page]

    @pytest.mark.parametrize("id", SHIPPED)
    def test_every_answer(self, id: str) -> None:
        one = SCORED[id]
        for name, flag in one.flags.items():
            for answer in one.every_item[flag.item].answers or ():
                found = ScoringKey.of(one).score({flag.item: answer})
                assert (answer >= (flag.from_ or 0)) is found.flags[name]
                assert all(found[scale].raw is None for scale in found if flag.item not in read(one, scale))


def read(one, scale: str) -> tuple[str, ...]:
    """The items of a scale that has a score though others are empty: one that counts or fills in."""
    found = one.scales[scale]
    return found.item_ids if found.missing is not None and found.missing.rule != "refuse" else ()


MADE = instrument(
    {"q1": {"answers": "0..3"}, "q2": {"answers": [0.0, 1.0, 3.0, 5.0]}, "maat": {"type": "number 1..9"}},
    {"som": {"title": "som", "items": ["q1", "q2"], "score": "sum", "missing": {"rule": "refuse"}}},
    reverse=["q1"],
    most_empty=1,
    flags={
        name: {"says": name, "do": "kijk", "source": [{"ref": "eigen", "confidence": "seen"}], **more}
        for name, more in {
            "hoog": {"item": "q1", "from": 2.0},
            "laag": {"item": "q2", "to": 1.0},
            "midden": {"item": "maat", "from": 3.5, "to": 4.5},
        }.items()
    },
)
KEY = ScoringKey.of(MADE)
ANSWERS = st.lists(
    st.fixed_dictionaries(
        {},
        optional={
            "q1": st.sampled_from([0.0, 1.0, 2.0, 3.0, 4.0, -1.0]),
            "q2": st.sampled_from([0.0, 1.0, 2.0, 3.0, 5.0]),
            "maat": st.floats(0, 10),
        },
    ),
    min_size=1,
)


class TestRules:
    """A flag looks at the answer as it stands on the form, and at nothing else."""

    @pytest.mark.parametrize(
        ("answers", "expected"),
        [
            ({"q1": 2.0}, (True, None, None)),  # turned in the score, not here
            ({"q1": 1.0}, (False, None, None)),
            ({"q1": 4.0}, (None, None, None)),  # off its scale
            ({"q1": True}, (None, None, None)),
            ({"q2": 1.0}, (None, True, None)),
            ({"q2": 2.0}, (None, None, None)),
            ({"q2": 3.0, "maat": 4.0}, (None, False, True)),
            ({"maat": 3.4}, (None, None, False)),
            ({"maat": float("nan")}, (None, None, None)),
        ],
    )
    def test_one(self, answers, expected) -> None:
        assert expected == tuple(KEY.score(answers).flags.values())

    @given(ANSWERS)
    def test_many(self, people) -> None:
        items = {item for form in people for item in form}
        columns = {i: AnswerColumn(np.array([f.get(i, np.nan) for f in people])) for i in items}
        found = score_columns(KEY, columns, People(len(people)))
        for row, form in enumerate(people):
            assert KEY.score(form).flags == {name: found.flag(name, row) for name in MADE.flags}
