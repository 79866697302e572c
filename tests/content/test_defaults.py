"""What is said once at the top holds for every part that says nothing itself; a value by choice or band."""

from __future__ import annotations

from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from prodia import check
from prodia.authoring.fixing import lifted
from prodia.content import load, read
from prodia.content.schema import schema
from prodia.language import parse
from prodia.model.scalars import Banded, banded, expression
from tests.content.packs import PROTOCOL, VALID, said, write

P = "lezen/1.0.0/protocol.yaml"
DEFAULTS = """\
defaults:
  owner: prodia
  source: [{ref: bron, confidence: seen}]
  valid: {from: 2020-01-01}
  audience: [team]
"""


OWNER = "    owner: prodia\n"
SOURCE = "    source:\n      - {ref: bron, confidence: seen}\n"
VALID_FROM = "    valid: {from: 2020-01-01}\n"
AUDIENCE = "    audience: [team]\n"
BARE = PROTOCOL.replace(OWNER, "")
SHORT = BARE.replace(SOURCE, "").replace(VALID_FROM, "").replace(AUDIENCE, "")
SHORT = SHORT.replace("fields:\n", f"{DEFAULTS}fields:\n", 1)


class TestDefaults:
    """A part takes what the defaults of its file say where it says nothing itself."""

    def read(self, folder: Path, text: str):
        return load(write(folder, VALID | {P: text}))

    def test_it_is_the_same_protocol(self, tmp_path):
        long = self.read(tmp_path / "a", PROTOCOL).catalogue.entry("lezen@1.0.0").definition
        short = self.read(tmp_path / "b", SHORT).catalogue.entry("lezen@1.0.0").definition
        assert len(PROTOCOL) + len(DEFAULTS) - len(OWNER + SOURCE + VALID_FROM + AUDIENCE) == len(SHORT)
        assert long.model_copy(update={"defaults": short.defaults}) == short
        assert long.criteria["ernst"].source == short.criteria["ernst"].source
        assert ("team",) == short.fields["pc"].audience
        assert "prodia" == short.criteria["ernst"].owner

    def test_what_a_part_says_itself_goes_before(self, tmp_path):
        text = SHORT.replace("    says: het is ernstig\n", "    says: het is ernstig\n    owner: mijn-team\n")
        definition = self.read(tmp_path, text).catalogue.entry("lezen@1.0.0").definition
        assert "mijn-team" == definition.criteria["ernst"].owner

    @pytest.mark.parametrize(
        ("old", "new", "found"),
        [
            ("ref: bron", "ref: bronn", ["PRD-S07"]),
            ("  audience: [team]", "  audience: [teams]", ["PRD-S04"]),
            ("  owner: prodia\n  source", "  source", ["PRD-S01"]),
            ("  owner: prodia\n  source", "  owwner: prodia\n  source", ["PRD-S02", "PRD-S01"]),
        ],
    )
    def test_a_mistake_is_told_once(self, tmp_path, old, new, found):
        assert old in SHORT
        told = said(self.read(tmp_path, SHORT.replace(old, new, 1)), tmp_path)
        assert found == [one.split()[1] for one in told]

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ("confidence: seen}]\n  valid", "confidence: sen}]\n  valid"),
            ("  source: [{ref: bron, confidence: seen}]", "  source: bron"),
            ("  owner: prodia\n  source", "  owner: Prodia Zelf\n  source"),
            ("  valid: {from: 2020-01-01}\n  audience", "  valid: {from: 1-1-2020}\n  audience"),
            ("  audience: [team]\n", "  audience: team\n"),
            ("  audience: [team]\n", "  audience: [team]\n  judges: clb\n"),
        ],
    )
    def test_a_mistake_in_it_hides_no_other(self, tmp_path: Path, old: str, new: str) -> None:
        """What is wrong in a default is not wrong in every part that takes it."""
        assert old in SHORT
        (first,) = said(self.read(tmp_path / "a", SHORT.replace(old, new, 1)), tmp_path / "a")
        text = SHORT.replace(old, new, 1).replace("met: pc < 10", "met: px < 10")
        found = said(self.read(tmp_path / "b", text), tmp_path / "b")
        assert [first, "PRD-E20"] == [found[0], found[1].split()[1]]
        assert 2 == len(found)

    def test_at_the_line_of_the_default(self, tmp_path):
        text = SHORT.replace("ref: bron", "ref: bronn", 1)
        line = text[: text.index("bronn")].count("\n") + 1
        assert [f"{P}:{line}:18 PRD-S07"] == said(self.read(tmp_path, text), tmp_path)

    @pytest.mark.parametrize(("text", "right"), [(PROTOCOL, True), (SHORT, True), (BARE, False)])
    def test_an_editor_asks_what_no_default_says(self, text, right):
        document = read(text.encode(), P).document
        assert right == Draft202012Validator(schema("protocol")).is_valid(document.data)


PART = """\
  {0}:
    says: {0}
    met: pc < 10
    purpose: guide
    owner: prodia
    source:
      - {{ref: bron, confidence: seen}}
    valid: {{from: 2020-01-01}}
"""


class TestLifted:
    """What three parts or more say can be said once; never where a part would come to say something new."""

    THREE = "title: x\n\ncriteria:\n" + "".join(map(PART.format, ("een", "twee", "drie")))

    def test_it_says_the_same_in_fewer_lines(self):
        made = lifted(self.THREE)
        assert "defaults:\n  owner: prodia\n  source:\n    - {ref: bron, confidence: seen}\n" in made
        assert made.count("\n") < self.THREE.count("\n")
        assert made == lifted(made)

    def test_not_where_a_part_says_nothing(self):
        text = self.THREE.replace("    purpose: guide\n", "    purpose: guide\n    strength: may\n")
        assert "\n  strength: may" in lifted(text)
        assert "\n  strength: may" not in lifted(text.replace("    strength: may\n", "", 1))

    def test_not_for_two(self):
        two = self.THREE[: self.THREE.index("  drie:")]
        assert two == lifted(two)


class TestBands:
    """A value by a choice or a band is one expression, so that every face has it."""

    @pytest.mark.parametrize(
        ("parts", "same"),
        [
            ({"< 6": "a", ">= 6": "b"}, "if leeftijd < 6 then a else b"),
            (
                {"< 6": "a", "[6..8)": "b", ">= 8": "a"},
                "if leeftijd < 6 then a else if leeftijd in [6..8) then b else a",
            ),
            ({"< 6": "a", "> 7": "b"}, "if leeftijd < 6 then a else if leeftijd > 7 then b else null"),
            ({"lager": "a"}, 'if leeftijd = "lager" then a else null'),
        ],
    )
    def test_one_expression(self, parts, same):
        one = banded("leeftijd", {cell: expression(text) for cell, text in parts.items()})
        assert isinstance(one, Banded)
        assert parse(same) == one.tree
        assert list(parts) == [cell for cell, _ in one.bands]

    VALUE = """\
derived:
  trap:
    says: de trap
    type: percentile
    by: {by}
    is: {is_}
criteria:
"""

    @pytest.mark.parametrize(
        ("by", "is_", "found"),
        [
            ("case.age_years", '{"< 6": pc, ">= 6": pc}', []),
            ("case.age_years", '{"< 7": pc, ">= 6": pc}', ["PRD-L91"]),
            ("case.age_years", '{"< 6": pc, ">= 8": pc}', ["PRD-L92"]),
            ("case.mode", "{trajectory: pc, consultative: pc, compulsory: pc}", []),
            ("case.mode", "{trajectory: pc}", ["PRD-L92"]),
            ("case.age_years", "pc", ["PRD-L93"]),
            ("leeftijd", '{"< 6": pc}', ["PRD-E20"]),
            ("case.age_years", '{"3..6": pc}', ["PRD-E05"]),
            ("case.age_months", '{"[0..71]": pc, "[72..1560]": pc}', []),  # an age is in completed months
            ("case.age_months", '{"[0..71]": pc, "[73..1560]": pc}', ["PRD-L92"]),
        ],
    )
    def test_what_is_told(self, tmp_path, by, is_, found):
        text = PROTOCOL.replace("criteria:\n", self.VALUE.format(by=by, is_=is_), 1)
        folder = write(tmp_path, VALID | {P: text})
        codes = {p.code for p in check(load(folder))} - {"PRD-L27", "PRD-L06"}
        assert set(found) == {code for code in codes if code[4] in "EL"}
