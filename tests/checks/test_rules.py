"""Each rule tells its bad example and is silent about its good one; the list of rules says which is which."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prodia.authoring.finding import DAY
from prodia.authoring.planted import PACK, planted
from prodia.case.check import check
from prodia.checks.privacy import _MAY, _NATIONAL, _OTHERS
from prodia.checks.rules import RULES
from prodia.content import load
from prodia.content.examples import Example, base, examples, without
from prodia.problems import Problem, quality
from prodia.problems.families import kinds
from prodia.words import LANGS
from tests.content.packs import write
from tests.examples import examples as so_many

SLOT = re.compile(r"\{([a-z_]+)\}")
TODAY = dt.date(2026, 11, 29)
LIST = Path(__file__).parents[1] / "data" / "rules.tsv"
ROWS = [line.split("\t") for line in LIST.read_text("utf-8").splitlines()[1:]]
EVERY = [pytest.param(e, id=f"{e.code}-{e.rule}-{n}") for n, e in enumerate(examples())]


def told(folder: Path, files: dict[str, str]) -> tuple[Problem, ...]:
    return check(load(write(folder, dict(files))), today=TODAY)


def _edited(example: Example) -> set[str]:
    return {edit.file for edit in example.edits}


P, LAW = "basis/1.0.0/protocol.yaml", "shared/law/wet.yaml"
TABLE = """\
      weken   | -> voorstel | omdat
      <= 12.5 | hulp        | er was kort hulp
      > 12.5  | verder      | er was lang hulp
    otherwise: {voorstel: verder, omdat: er ontbreken nog gegevens}
"""
ENSURE = "ensure:\n  kort: {that: weken < 12.5, answers: [weken], message: Kijk de weken na.}\n\nderived:\n"


class TestBetweenScores:
    """A cut-off that nobody can have is told wherever a cut-off can stand."""

    @pytest.mark.parametrize(
        ("file", "was", "now"),
        [
            (P, "met: maanden >= 3", "met: weken >= 12.5"),
            (P, "met: maanden >= 3", "met: weken in [0..12.5]"),
            (P, "judge: mening or thuis", "judge: mening or weken > 12.5"),
            (P, "is: weken / 4}", "is: if weken > 12.5 then 2 else 1}"),
            (P, "is: weken / 4}", 'by: weken, is: {"< 12.5": "1", ">= 12.5": "2"}}'),
            (P, "derived:\n", ENSURE),
            (P, "fields: [beter]", "fields: [beter], when: weken > 12.5"),
            (
                P,
                base()[P][base()[P].index("      ernst     | hulp ") : base()[P].rindex("    source:")],
                TABLE,
            ),
            (LAW, "value: 10", "value: 10.5"),
        ],
        ids=["met", "range", "judge", "derived", "band", "ensure", "gate", "table", "law"],
    )
    def test_each_place(self, tmp_path: Path, file: str, was: str, now: str) -> None:
        assert was in base()[file]
        found = [
            p
            for p in told(tmp_path, {**base(), file: base()[file].replace(was, now, 1)})
            if p.code == "PRD-Q40"
        ]
        assert found
        for one in found:
            assert one.place is not None
            line = (tmp_path / file).read_text("utf-8").splitlines()[one.place.line - 1]
            assert "2.5" in line or "10.5" in line

    @pytest.mark.parametrize(("value", "code"), [("101", "PRD-P14"), ("tien", "PRD-P14"), ("11", None)])
    def test_a_figure_of_the_law_is_of_its_type(self, tmp_path: Path, value: str, code: str | None) -> None:
        files = {**base(), LAW: base()[LAW].replace("value: 10", f"value: {value}")}
        assert ([code] if code else []) == [p.code for p in told(tmp_path, files)]


class TestHealth:
    """A question that may be about health says whether it is."""

    @pytest.mark.parametrize(
        ("ask", "told_of"),
        [
            ("ask: Buikpijn of hoofdpijn", True),
            ("ask: Een arts keek mee", True),
            ("ask: Score op de lijst voor angst", True),
            ("ask: Slaapt uw kind goed, help: Hoe slaapt uw kind", True),
            ("ask: De NKO-arts was erbij", False),
            ("ask: Wat u thuis merkt", False),
            ("sensitivity: none, ask: Is er pijn", False),
            ("sensitivity: special, ask: Is er pijn", False),
        ],
    )
    def test_each(self, tmp_path: Path, ask: str, told_of: bool) -> None:
        files = {**base(), P: base()[P].replace("ask: Wat u thuis merkt", ask)}
        assert told_of == ("PRD-Q88" in [p.code for p in told(tmp_path, files)])


class TestDanger:
    """Who asks about danger says what happens at once, in whichever of its words it is asked."""

    @pytest.mark.parametrize(
        ("ask", "told_of"),
        [
            ("Denkt uw kind aan zelfdoding", True),
            ("Denkt uw kind soms aan de dood", True),
            ("Wil uw kind liever dood zijn", True),
            ("Doet uw kind zichzelf pijn", True),
            ("Wil uw kind niet meer leven", True),
            ("Is de hond van uw kind dood", False),
            ("Wat u thuis merkt", False),
        ],
    )
    def test_each(self, tmp_path: Path, ask: str, told_of: bool) -> None:
        now = f"ask: {ask}, sensitivity: special"
        files = {**base(), P: base()[P].replace("ask: Wat u thuis merkt", now)}
        assert told_of == ("PRD-Q32" in [p.code for p in told(tmp_path, files)])


class TestListedTwice:
    """What stands twice in a list is told once, at its second place, wherever the list stands."""

    @pytest.mark.parametrize(
        ("good", "bad", "path"),
        [
            ("fields: [mening, thuis,", "fields: [mening, thuis, mening,", "mening"),
            ("    by: [psycholoog]", "    by: [psycholoog, psycholoog]", "psycholoog"),
            ("    judges: [psycholoog]", "    judges: [psycholoog, psycholoog]", "psycholoog"),
            ("  judges: [psycholoog]", "  judges: [psycholoog, psycholoog]", "psycholoog"),
            ("audiences: [parents]", "audiences: [parents, parents]", "parents"),
            ("audience: [team, parents]", "audience: [team, parents, team]", "team"),
            ("serves: [moeilijk]", "serves: [moeilijk]", None),
        ],
    )
    def test_each(self, tmp_path: Path, good: str, bad: str, path: str | None) -> None:
        assert good in base()[P]
        found = told(tmp_path, {**base(), P: base()[P].replace(good, bad, 1)})
        named = [dict(p.args)["name"] for p in found if p.code == "PRD-Q90"]
        assert ([path] if path else []) == named


class TestOwners:
    """Whose name is not known and nearly is, is told once; a name of one's own is none of that."""

    OWNERS = "format: 1\nowners: {netwerk-zuid: Netwerk Zuid}\nsources:\n"

    @pytest.mark.parametrize(
        ("owner", "told_of"), [("netwerk-zud", True), ("netwerk-zuid", False), ("werkgroep", False)]
    )
    def test_each(self, tmp_path: Path, owner: str, told_of: bool) -> None:
        sources = base()["shared/sources.yaml"].replace("format: 1\nsources:\n", self.OWNERS)
        text = base()[P].replace("owner: werkgroep", f"owner: {owner}")
        found = told(tmp_path, {**base(), P: text, "shared/sources.yaml": sources})
        assert ["PRD-Q89"] * told_of == [p.code for p in found]


class TestExamples:
    """The smallest edit that makes a mistake is told, with its place, its cause and a way out."""

    def test_the_pack_as_it_should_be_is_silent(self, tmp_path: Path) -> None:
        assert () == told(tmp_path, dict(base()))

    @pytest.mark.parametrize("example", EVERY)
    def test_a_mistake_is_told(self, example: Example) -> None:
        found = planted(example, DAY)
        assert found
        for lang in LANGS:
            assert found[0].message(lang)
            assert found[0].hint(lang)
            said = found[0].kind.says[lang] + found[0].kind.hint[lang]
            assert set(SLOT.findall(said)) <= found[0].values(lang).keys()
        files = {one.place.file for one in found if one.place}
        assert found[0].place is None or files & {PACK, *example.files(bad=True), *_edited(example)}

    @pytest.mark.parametrize("code", ["L09", "P81", "P04", "P78", "Y01", "S01", "E03"])
    def test_it_is_told_once(self, tmp_path: Path, code: str) -> None:
        """Not also what only follows from it."""
        example = next(e for e in examples() if e.code == code)
        assert [f"PRD-{code}"] == [p.code for p in told(tmp_path, example.files(bad=True))]

    def test_every_code_has_one_or_says_why_not(self) -> None:
        stated = {one.code for family in kinds().values() for one in family}
        planted = {e.code for e in examples()}
        assert stated == planted | without().keys()
        assert set() == planted & without().keys()

    def test_every_rule_says_what_it_holds(self) -> None:
        assert [] == [rule.__name__ for rule in RULES if not rule.__doc__]


class TestPersonalData:
    """What is looked at first lets through whatever one of the patterns finds."""

    @pytest.mark.parametrize("pattern", [_NATIONAL, *(pattern for _, pattern in _OTHERS)])
    @settings(max_examples=so_many(30))
    @given(data=st.data())
    def test_nothing_is_passed_over(self, pattern: re.Pattern[str], data: st.DataObject) -> None:
        assert _MAY.search(data.draw(st.from_regex(pattern)))


class TestOneMistake:
    """A mistake in one file hides none in another."""

    def test_a_cell_that_does_more_than_compare(self, tmp_path: Path) -> None:
        files = next(e for e in examples() if e.code == "B15").files(bad=True)
        files["shared/terms.yaml"] = files["shared/terms.yaml"].replace("term: CLB", "trem: CLB")
        assert {"PRD-B15", "PRD-S02"} == {p.code for p in told(tmp_path, files)}

    def test_a_decision_in_a_condition(self, tmp_path: Path) -> None:
        """That it comes after the conditions is said once, of it and of its outcome."""
        place, files = "basis/1.0.0/protocol.yaml", dict(base())
        for number, (met, group) in enumerate(
            [("besluit = verder", "beslissing"), ("besluit.hulp", "beslissing"), ("vermoeden", "stap")]
        ):
            files[place] = base()[place].replace("    met: maanden >= 3\n", f"    met: {met}\n")
            (found,) = told(tmp_path / str(number), files)
            assert ("PRD-E20", True) == (found.code, f"is een {group}" in found.hint("nl"))

    def test_another_mistake_beside_a_decision_is_told(self, tmp_path: Path) -> None:
        """Only the outcome that the decision itself is compared with follows from it."""
        place, files = "basis/1.0.0/protocol.yaml", dict(base())
        met = "    met: besluit in (hulp, verder) and graad = verder\n"
        files[place] = files[place].replace("    met: maanden >= 3\n", met)
        first, second = told(tmp_path, files)
        assert ("PRD-E20", "besluit", "PRD-E20", "verder") == (
            *(first.code, dict(first.args)["found"]),
            *(second.code, dict(second.args)["found"]),
        )

    @pytest.mark.parametrize(
        ("first", "second", "codes"),
        [
            ("weken > 3 or weken <= 3", "weken >= 0 and leespc < 50", ["PRD-P81", "PRD-L09"]),
            ("weken >= 0", "leespc < 50 or weken < 9", ["PRD-P81"]),
            ("weken >= 0 and weken > 3 and weken <= 3", "leespc < 50 or weken < 9", ["PRD-L09", "PRD-P81"]),
        ],
    )
    def test_a_comparison_in_another_consistency_is_told(
        self, tmp_path: Path, first: str, second: str, codes: list[str]
    ) -> None:
        """A consistency that is always kept tells why of its own condition, and of no other beside it."""
        one = "a: {that: FIRST, answers: [weken], message: Kijk na.}".replace("FIRST", first)
        two = "b: {that: SECOND, answers: [weken, leespc], message: Kijk na.}".replace("SECOND", second)
        place, files = "basis/1.0.0/protocol.yaml", dict(base())
        files[place] = files[place].replace("derived:\n", f"ensure: {{{one}, {two}}}\n\nderived:\n")
        here = (p for p in told(tmp_path, files) if p.place and p.place.file.endswith(place))
        assert sorted(codes) == sorted(p.code for p in here)

    def test_a_cut_off_that_only_a_consistency_reads_is_used(self, tmp_path: Path) -> None:
        place, files = "basis/1.0.0/protocol.yaml", dict(base())
        rule = "{that: leespc <= cutoff.zwak or weken > 3, answers: [leespc, weken], message: Kijk na.}"
        files[place] = files[place].replace("derived:\n", f"ensure:\n  samen: {rule}\n\nderived:\n")
        files[place] = files[place].replace("    met: leespc <= cutoff.zwak\n", "    met: leespc <= 10\n")
        assert [] == [p.code for p in told(tmp_path, files) if dict(p.args).get("name") == "zwak"]

    def test_a_case_that_begins_with_nothing(self, tmp_path: Path) -> None:
        """Where it is the only one there, it is said what to write."""
        files = {
            name: text for name, text in base().items() if not name.endswith(("hulp.yaml", "meedenken.yaml"))
        }
        case = "basis/1.0.0/cases/verder.yaml"
        files[case] = re.sub(r"(?m)^events:", "begins: eerst\nevents:", files[case])
        found = next(p for p in told(tmp_path, files) if p.code == "PRD-K01")
        assert "cases/eerst.yaml" in found.hint("nl")

    @pytest.mark.parametrize(
        ("met", "codes", "found"),
        [
            ("maanden >= 0 and (mening or not(mening))", ["PRD-L09", "PRD-Q24"], "mening or not(mening)"),
            ("maanden >= 0 or mening", ["PRD-L09"], ""),
            ("mening or (maanden >= 0 and maanden <= 60)", ["PRD-L09", "PRD-L09"], ""),
            ("mening or not(mening)", ["PRD-Q24"], "mening or not(mening)"),
        ],
    )
    def test_what_is_always_true_without_the_comparison_that_is(
        self, tmp_path: Path, met: str, codes: list[str], found: str
    ) -> None:
        """It is a mistake of its own, told by the part that makes it so."""
        place, files = "basis/1.0.0/protocol.yaml", dict(base())
        files[place] = files[place].replace("    met: maanden >= 3\n", f"    met: {met}\n")
        here = [p for p in told(tmp_path, files) if p.code in ("PRD-L09", "PRD-Q24")]
        assert codes == [p.code for p in here]
        assert [found] * ("PRD-Q24" in codes) == [dict(p.args)["found"] for p in here if p.code == "PRD-Q24"]

    def test_a_condition_beside_one_that_is_always_true(self, tmp_path: Path) -> None:
        """What does not follow from it is told."""
        place, files = "basis/1.0.0/protocol.yaml", dict(base())
        more = "    met: maanden >= 0\n    judge: mening or not(mening)\n    judges: [psycholoog]\n"
        files[place] = files[place].replace("    met: maanden >= 3\n", more)
        assert {"PRD-L09", "PRD-Q24"} <= {p.code for p in told(tmp_path, files)}


class TestTheList:
    """Of the 150 rules of the list each is told by a code, or it is said why not."""

    def test_all_are_there(self) -> None:
        assert 150 == len({row[0] for row in ROWS}) == len(ROWS)
        assert 140 <= sum(row[2] != "-" for row in ROWS)

    @pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
    def test_its_code_is_planted_or_it_says_why(self, row: list[str]) -> None:
        rule, _, code, why = row
        planted = {e.code for e in examples() if e.rule == rule}
        assert ({code}, "") == (planted, why) if code != "-" else (not planted and why)


class TestStatus:
    """A finding weighs more as its protocol comes nearer to use."""

    @pytest.mark.parametrize(
        ("status", "severity"),
        [("concept", "info"), ("review", "warning"), ("released", "error"), ("deprecated", "error")],
    )
    def test_it_rises(self, status: str, severity: str) -> None:
        kind = quality.NO_CASES.at(status)
        assert kind is not None
        assert severity == kind.severity

    def test_not_told_yet(self, tmp_path: Path) -> None:
        files = dict(base())
        place = "basis/1.0.0/protocol.yaml"
        files[place] = files[place].replace("reviewers: [een collega van een ander centrum]\n", "")
        assert ["PRD-Q69"] == [p.code for p in told(tmp_path / "a", files)]
        files[place] = files[place].replace("status: review", "status: concept")
        assert [] == [p.code for p in told(tmp_path / "b", files)]

    def test_a_kind_without_steps_is_the_same_always(self) -> None:
        assert quality.MARKUP is quality.MARKUP.at("concept")
        assert quality.MARKUP is quality.MARKUP.at("released")


LONG = "De school " + "en nog iemand anders " * 10 + "zoeken verder."
EXEMPT = """\
format: 1
exemptions:
  - {{rule: {rule}, at: {at}, {part}reason: kan niet korter, by: werkgroep, until: 2026-11-{day}}}
"""


class TestExemptions:
    """A finding is left out with a reason, by a name, until a day; past that day it is told with an error."""

    @pytest.mark.parametrize(
        ("rule", "at", "part", "day", "codes"),
        [
            ("Q03", "basis", "", "29", []),
            ("PRD-Q03", "basis/1.0.0/protocol.yaml", "", "30", []),
            ("lange-zin", ".", "", "29", []),
            ("long-sentence", ".", "part: decisions.besluit, ", "29", []),
            ("Q03", "basis", "part: decisions.toestemming, ", "29", ["PRD-H51", "PRD-Q03"]),
            ("Q03", "shared", "", "29", ["PRD-H51", "PRD-Q03"]),
            ("Q04", "basis", "", "29", ["PRD-H51", "PRD-Q03"]),
            ("Q03", "basis", "", "28", ["PRD-H50", "PRD-Q03"]),
            ("Q3", "basis", "", "29", ["PRD-H52", "PRD-Q03"]),
        ],
    )
    def test_one(self, tmp_path: Path, rule: str, at: str, part: str, day: str, codes: list[str]) -> None:
        files = dict(base())
        place = "basis/1.0.0/protocol.yaml"
        files[place] = files[place].replace("We zoeken nog verder.", LONG)
        files["exemptions.yaml"] = EXEMPT.format(rule=rule, at=at, part=part, day=day)
        assert codes == sorted(p.code for p in told(tmp_path, files))

    @pytest.mark.parametrize(("day", "codes"), [(None, []), (TODAY, ["PRD-H51"])])
    def test_what_needs_a_day_is_not_judged_without_one(
        self, tmp_path: Path, day: dt.date | None, codes: list[str]
    ) -> None:
        """Whether a protocol is past its last day is not looked at then, so neither is its exemption."""
        files = {**base(), "exemptions.yaml": EXEMPT.format(rule="Q67", at=".", part="", day="30")}
        assert codes == [p.code for p in check(load(write(tmp_path, files)), today=day)]

    def test_without_a_day_nothing_expires(self, tmp_path: Path) -> None:
        files = {**base(), "exemptions.yaml": EXEMPT.format(rule="Q03", at=".", part="", day="01")}
        assert ["PRD-H51"] == [p.code for p in check(load(write(tmp_path, files)))]

    def test_each_of_several_is_told(self, tmp_path: Path) -> None:
        first = EXEMPT.format(rule="Q03", at="basis", part="", day="29")
        second, third = (
            EXEMPT.format(rule=r, at=".", part="", day="29").split("\n")[2] for r in ("Q04", "Q3")
        )
        found = told(tmp_path, {**base(), "exemptions.yaml": f"{first}{second}\n{third}\n"})
        assert [("PRD-H51", 3), ("PRD-H51", 4), ("PRD-H52", 5)] == sorted(
            (p.code, p.place.line) for p in found if p.place is not None
        )
