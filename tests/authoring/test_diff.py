"""Two versions compared in outcomes: an edit that changes nothing is told to change nothing."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from prodia.authoring.diff import _DOES, compare, next_version, taken
from prodia.authoring.difftold import told_difference
from prodia.cli.app import run
from prodia.content import read, shipped
from prodia.content.validate import validate
from prodia.model.plan import Plan, plan_of
from prodia.model.protocol import Protocol
from prodia.telling import to_text
from prodia.words.labels import LABELS
from tests.authoring.small import FIGURE, GAP, TEST
from tests.authoring.small import plan_of as small
from tests.shipped import CATALOGUE

CASES = tuple(CATALOGUE.cases("afwezigheid@1.0.0").values())

READING = "lezen-spellen@1.0.0"


def whole(reference: str) -> str:
    """The text of a protocol with that of its blocks in it, as if it had been written whole."""
    text = (shipped() / f"{reference.replace('@', '/')}/protocol.yaml").read_text("utf-8")
    for block in reversed(CATALOGUE.entry(reference).definition.blocks):
        parts = (shipped() / f"shared/blocks/{block.id}/{block.version}.yaml").read_text("utf-8")
        for group, body in re.findall(r"^([a-z]+):\n((?:  .*\n|\n)+)", parts, re.MULTILINE):
            if not re.search(rf"^{group}:\n", text, re.MULTILINE):
                text += f"\n{group}:\n"
            text = re.sub(rf"^{group}:\n", lambda m, body=body: m[0] + body, text, flags=re.MULTILINE)
    return re.sub(r"^uses: .*\n", "", text, flags=re.MULTILINE)


TEXT = whole(READING)

# What is edited, into what; and where something else may come out, the level of the version that asks for.
NOTHING = [
    ("    met: laagste_pc < 10\n", "    met: not(laagste_pc >= 10)\n"),
    ("    met: laagste_pc < 10\n", "    met: 10 > laagste_pc\n"),
    ("    met: laagste_pc < 10\n", "    met: laagste_pc < 10 and laagste_pc < 20\n"),
    ('    met: klasaanpak = "goed"\n', '    met: klasaanpak in ("goed")\n'),
    ('    met: klasaanpak = "goed"\n', '    met: not(klasaanpak != "goed")\n'),
    ("    met: nederlands_maanden < 12\n", "    met: not(nederlands_maanden >= 12)\n"),
    (
        '    met: wie_onderzoekt = "clb_team" and overleg_gehad\n',
        '    met: overleg_gehad and wie_onderzoekt = "clb_team"\n',
    ),
    (
        "    met: hulp_maanden < cutoff.hulp_maanden or minuten_per_week < cutoff.minuten\n",
        "    met: minuten_per_week < cutoff.minuten or hulp_maanden < cutoff.hulp_maanden\n",
    ),
    ('    judge: school_kan_bieden = "deels"\n', '    judge: school_kan_bieden in ("deels")\n'),
    ("    when: not(genoeg_info) and als_dan_zinvol\n", "    when: als_dan_zinvol and not(genoeg_info)\n"),
    ('domein in ("lezen", "beide")', 'domein in ("beide", "lezen")'),
    ("title: Lezen meten\n", "title: Lezen goed meten\n"),
    ("    says: de achterstand is ernstig\n", "    says: de achterstand is groot\n"),
    ("    hit: unique\n", "    hit: first\n"),  # no two rows of that table hold together
    ("# Een getal dat op een plaats", "# Een figuur dat op een plaats"),
]
SOMETHING = [
    ("    met: laagste_pc < 10\n", "    met: laagste_pc <= 10\n", "major"),
    ("    met: laagste_pc < 10\n", "    met: laagste_pc < 11\n", "major"),
    ("    met: laagste_pc < 10\n", "    met: laagste_pc < 10.5\n", "major"),
    ("    met: laagste_pc < 10\n", "    met: laagste_pc > 10\n", "major"),
    ("    is: 15\n", "    is: 16\n", "major"),
    ("    is: 6\n", "    is: 5\n", "major"),
    ("    is: 60\n", "    is: 61\n", "major"),
    ("    is: 80\n", "    is: 75\n", "major"),
    ('    met: klasaanpak = "goed"\n', '    met: klasaanpak != "zwak"\n', "major"),
    ('    judge: klasaanpak = "wisselend"\n', '    judge: klasaanpak = "zwak"\n', "major"),
    ("    met: nederlands_maanden < 12\n", "    met: nederlands_maanden <= 12\n", "major"),
    ("    met: nederlands_maanden < 12\n", "    met: nederlands_maanden < 24\n", "major"),
    ('"clb_team" and overleg_gehad', '"clb_team" or overleg_gehad', "major"),
    ('"extern" and overleg_gehad', '"extern"', "major"),
    ('    met: school_kan_bieden = "nee"\n', '    met: school_kan_bieden != "ja"\n', "major"),
    ('    met: leeskansen = "weinig"\n', '    met: leeskansen = "wat"\n', "major"),
    ('    met: leesspanning = "veel"\n', '    met: leesspanning != "geen"\n', "major"),
    ("      lager: winst <= 0\n", "      lager: winst < 0\n", "major"),
    ("      so1: winst <= 0\n", "      so1: winst <= 1\n", "major"),
    ("| niet-ernstig    | de achterstand", "| meet-opnieuw    | de achterstand", "major"),
    ("| eerst-hulp      | de hulp was niet", "| eerst-oordelen  | de hulp was niet", "major"),
    ("    when: not(genoeg_info) and als_dan_zinvol\n", "    when: not(genoeg_info)\n", "major"),
    ('    when: graad = "so2"\n', '    when: graad = "so1"\n', "major"),
    ("    when: wil_hoger\n", "", "major"),
    ('domein in ("lezen", "beide")', 'domein = "lezen"', "major"),
    ("    fields: [wil_hoger]\n", "    fields: [wil_hoger]\n    pupil: false\n", "major"),
    ("    type: count 0..14\n", "    type: count 0..20\n", "major"),
    ("otherwise: {voorstel: onvolledig", "otherwise: {voorstel: geen-labelvraag", "major"),
    ("    judges: [psycholoog, clb-team, arts]\n", "    judges: [psycholoog]\n", "major"),
    (
        "    judges: [psycholoog, clb-team, arts]\n",
        "    judges: [psycholoog, clb-team, arts, ouders]\n",
        "minor",
    ),
    (
        "    by: [clb-team, trajectbegeleider]\n",
        "    by: [clb-team, trajectbegeleider, psycholoog]\n",
        "minor",
    ),
    (
        "  als_dan_zinvol:\n",
        "  nieuwe_vraag:\n    ask: Nog iets\n    type: truth\n    from: clb-team\n    audience: [team]\n"
        "    purpose: een nieuwe vraag\n  als_dan_zinvol:\n",
        "minor",
    ),
    (
        "      so2: tweede graad secundair of hoger\n",
        "      so2: tweede graad secundair of hoger\n      so3: derde graad\n",
        "minor",
    ),
    (
        "  instructie_zwak:\n",
        '  instructie_goed:\n    says: het onderwijs was goed\n    met: klasaanpak = "goed"\n'
        "    purpose: guide\n    owner: prodia\n    source: [{ref: eigen-keuze, confidence: unverified}]\n"
        "    valid: {from: 2025-09-01}\n  instructie_zwak:\n",
        "minor",
    ),
    ("      lager: true\n", "      lager: false\n", "major"),
]


@pytest.fixture(scope="module")
def general() -> Plan:
    return CATALOGUE.plan("algemeen@1.0.0")


def plan(text: str, general: Plan) -> Plan:
    document = read(text.encode(), "protocol.yaml").document
    assert document is not None
    protocol, problems = validate(document, Protocol)
    assert [] == [p.line("nl") for p in problems if p.severity == "error"]
    assert isinstance(protocol, Protocol)
    return plan_of(protocol, general, general.shared)


@pytest.fixture(scope="module")
def before(general: Plan) -> Plan:
    return plan(TEXT, general)


class TestFiftyEdits:
    """Of fifty edits fifteen change nothing that comes out, and each is told right."""

    def test_there_are_fifty(self) -> None:
        assert (15, 50) == (len(NOTHING), len(NOTHING) + len(SOMETHING))

    @pytest.mark.parametrize(("old", "new"), NOTHING, ids=range(len(NOTHING)))
    def test_nothing(self, old: str, new: str, before: Plan, general: Plan) -> None:
        found = compare(before, plan(TEXT.replace(old, new, 1), general))
        assert found.bump in ("none", "patch")
        assert () == found.shifts

    @pytest.mark.parametrize(("old", "new", "level"), SOMETHING, ids=range(len(SOMETHING)))
    def test_something(self, old: str, new: str, level: str, before: Plan, general: Plan) -> None:
        assert old in TEXT
        found = compare(before, plan(TEXT.replace(old, new, 1), general), people=20)
        assert level == found.bump
        for effect in found.effects:
            if effect.witness:
                assert effect.was != effect.now

    @pytest.mark.parametrize(
        ("change", "level"),
        [
            ({"goal_rate": 2.0}, "major"),
            ({"standstill": 0.5}, "major"),
            ({"confidence": 0.9}, "major"),
            ({"holidays": ()}, "major"),
            ({"same_day": "mean"}, "major"),
            ({"note": "Een andere opmerking."}, "patch"),
            ({"owner": "een-ander"}, "patch"),
            ({}, "none"),
        ],
    )
    def test_how_a_series_is_read_decides(self, change: dict[str, object], level: str) -> None:
        """A criterion reads what comes of it: another goal is another answer."""
        old = CATALOGUE.plan("lezen-spellen@3.0.0")
        field = old.fields["leesreeks"]
        assert field.series is not None
        other = field.model_copy(update={"series": field.series.model_copy(update=change)})
        found = compare(old, replace(old, fields={**old.fields, "leesreeks": other}), people=0)
        assert level == found.bump

    @pytest.mark.parametrize("key", ["error", "administered"])
    def test_how_a_score_is_measured_decides(self, key: str) -> None:
        old = CATALOGUE.plan("lezen-spellen@3.0.0")
        name = next(n for n, field in old.fields.items() if getattr(field, key) is not None)
        other = old.fields[name].model_copy(update={key: None})
        found = compare(old, replace(old, fields={**old.fields, name: other}), people=0)
        assert "major" == found.bump

    def test_another_figure_of_the_law_decides(self) -> None:
        """Of one version on two shelves, as where a commit changes only what is shared."""
        old = CATALOGUE.plan("afwezigheid@1.0.0")
        law = old.shared.law["spijbel_halve_dagen"]
        more = law.model_copy(
            update={"values": tuple(v.model_copy(update={"value": 40}) for v in law.values)}
        )
        said = law.model_copy(update={"title": "anders gezegd"})
        for other, bump in ((more, "major"), (said, "none")):
            shared = replace(old.shared, law={**old.shared.law, "spijbel_halve_dagen": other})
            found = compare(old, replace(old, shared=shared), CASES, people=0)
            assert bump == found.bump
            assert (other is more) == bool(found.shifts)

    def test_another_way_to_score_a_test_decides(self) -> None:
        old = CATALOGUE.plan("lezen-spellen@3.0.0")
        name, field = next((n, f) for n, f in old.fields.items() if f.instrument)
        test = old.shared.instruments[field.instrument or ""]
        shared = replace(
            old.shared,
            instruments={**old.shared.instruments, test.id: test.model_copy(update={"most_empty": 1})},
        )
        found = compare(old, replace(old, shared=shared), people=0)
        assert ("fields", name, "instrument") in {(e.group, e.name, e.part) for e in found.effects}
        retold = test.model_copy(update={"title": "Anders", "scales": dict(test.scales)})
        shared = replace(old.shared, instruments={**old.shared.instruments, test.id: retold})
        assert "none" == compare(old, replace(old, shared=shared), people=0).bump

    @pytest.mark.parametrize("lang", ["nl", "en"])
    def test_every_key_that_does_something_has_words(self, lang: str) -> None:
        keys = {key for keys in _DOES.values() for key in keys}
        assert set() == keys - set(LABELS["part"])
        assert all(LABELS["part"][key][lang] for key in keys)

    def test_the_other_way_round_what_is_new_is_gone(self, before: Plan, general: Plan) -> None:
        old, new, _ = SOMETHING[-3]
        assert "major" == compare(plan(TEXT.replace(old, new, 1), general), before, people=0).bump


class TestOutcomes:
    """Which cases change and which share of people, from what to what, with one shown."""

    def test_cases_and_people(self) -> None:
        catalogue = CATALOGUE
        old, new = (catalogue.plan(f"lezen-spellen@{v}") for v in ("1.0.0", "2.0.0"))
        found = compare(old, new, tuple(catalogue.cases(READING).values()))
        assert "major" == found.bump
        assert found.honest()
        (effect,) = (e for e in found.effects if e.level == "major")
        assert (("laagste_pc", 10.0),) == effect.witness
        assert ("judgement", "met") == (effect.was, effect.now)
        changed = {(s.name, s.was, s.now): s.cases for s in found.shifts if s.cases}
        assert {"ernst-pc-10", "spellen-pc-10"} <= set(changed["ernst", "judgement", "met"])
        assert any(s.people and s.witness for s in found.shifts)

    @pytest.mark.parametrize("lang", ["nl", "en"])
    def test_told(self, lang: str) -> None:
        catalogue = CATALOGUE
        old, new = (catalogue.plan(f"lezen-spellen@{v}", lang) for v in ("1.0.0", "2.0.0"))
        text = to_text(told_difference(compare(old, new), old, new, lang))  # type: ignore[arg-type]
        assert ("pc 10: van «oordeel nodig» naar «voldaan»" if lang == "nl" else "pc 10: from") in text
        same = to_text(told_difference(compare(old, old), old, old, lang))  # type: ignore[arg-type]
        assert ("verandert niets" if lang == "nl" else "changes nothing") in same


class TestSteps:
    """The step of a version is at least the smallest honest one."""

    @pytest.mark.parametrize(
        ("old", "new", "level"),
        [("1.0.0", "2.0.0", "major"), ("1.0.0", "1.1.0", "minor"), ("1.0.0", "1.0.1", "patch")],
    )
    def test_taken(self, old: str, new: str, level: str) -> None:
        assert level == taken(f"x@{old}", f"x@{new}")
        assert new == next_version(old, level)  # type: ignore[arg-type]

    def test_too_small(self, before: Plan, general: Plan) -> None:
        edited = TEXT.replace("version: 1.0.0", "version: 1.1.0", 1).replace(
            "laagste_pc < 10", "laagste_pc <= 10"
        )
        assert not compare(before, plan(edited, general), people=0).honest()


class TestGit:
    """Against a revision of git the same is told."""

    def test_against(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        pack = tmp_path / "mijn" / "protocollen"
        place = pack / "lezen-spellen" / "9.0.0" / "protocol.yaml"
        place.parent.mkdir(parents=True)
        text = TEXT.replace("version: 1.0.0", "version: 9.0.0", 1).replace(
            "status: released", "status: concept"
        )
        place.write_text(text, "utf-8")
        git = ["git", "-C", str(tmp_path), "-c", "user.name=a", "-c", "user.email=a@b.example"]
        for words in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "eerst"]):
            subprocess.run([*git, *words], check=True, capture_output=True)
        place.write_text(text.replace("laagste_pc < 10", "laagste_pc <= 10"), "utf-8")
        said = ["--lang", "nl", "diff", "lezen-spellen@9.0.0", "--pack", str(pack), "--against", "HEAD"]
        run(said)
        assert "pc 10: van «oordeel nodig» naar «voldaan»" in " ".join(capsys.readouterr().out.split())
        assert 2 == run([*said[:-1], "nergens"])
        assert "PRD-K10" in capsys.readouterr().err


RULE = """ensure:
  niet_vlot_en_laag:
    that: not(vlot and pc < 5)
    answers: [vlot, pc]
    message: Wie vlot leest, leest niet zo laag. Kijk beide na.
hypotheses:
"""


class TestDatesAndContradictions:
    """Other days, other figures on them, and what answers must agree on count as what they change."""

    @pytest.mark.parametrize(
        ("was", "now", "told"),
        [
            ([(FIGURE, GAP)], [(FIGURE, GAP.replace("is: 12", "is: 13"))], ("major", "cutoffs", "grens")),
            ([], [(TEST, TEST.replace("01-01", "06-01"))], ("major", "criteria", "laag_ook")),
            ([], [(TEST, TEST.replace("2026", "2025"))], ("patch", "criteria", "laag_ook")),
            ([], [("hypotheses:\n", RULE)], ("major", "ensure", "niet_vlot_en_laag")),
            (
                [("hypotheses:\n", RULE)],
                [("hypotheses:\n", RULE.replace("pc < 5", "pc <= 5"))],
                ("major", "ensure", "niet_vlot_en_laag"),
            ),
            (
                [("hypotheses:\n", RULE)],
                [("hypotheses:\n", RULE.replace("not(vlot and pc < 5)", "not(vlot) or pc >= 5"))],
                ("patch", "ensure", "niet_vlot_en_laag"),
            ),
        ],
    )
    def test_told(
        self,
        was: list[tuple[str, str]],
        now: list[tuple[str, str]],
        told: tuple[str, str, str],
        tmp_path: Path,
    ) -> None:
        old, new = (small(tmp_path / name, *edits) for name, edits in (("was", was), ("now", now)))
        found = compare(old, new, people=20)
        assert [told] == [(e.level, e.group, e.name) for e in found.effects]
        assert "niet" in to_text(told_difference(found, old, new, "nl")) or told[1] != "ensure"
