"""The shipped instruments, ready to score, and one row per operation of the vectors that is about one.

A vector holds answers by number; here they get the ids of the shipped form. Where a vector brings a key of
its own, the shipped key is held to be that one. Zones go by their number, for their words are Dutch.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

from prodia.language import parse_type
from prodia.model.norms import GrowthNorms
from prodia.scoring import as_printed, growth
from prodia.scoring.key import Scores, ScoringKey
from prodia.scoring.norms import with_zones
from prodia.scoring.person import NOBODY
from tests.shipped import CATALOGUE

In = Mapping[str, Any]
DEGREES = ("none", "mild", "moderate", "moderately severe", "severe")
LEVELS = ("normal", "mild", "moderate", "severe", "extremely severe")
SCARED = {
    "panic": "paniek",
    "gad": "piekeren",
    "separation": "scheiding",
    "social": "sociaal",
    "school": "school",
}
RCADS = {
    "SAD": "scheidingsangst",
    "SP": "sociale_angst",
    "GAD": "piekeren",
    "PD": "paniek",
    "OCD": "dwang",
    "MDD": "somberheid",
}
PSC = {"attention": "aandacht", "internalizing": "internaliserend", "externalizing": "externaliserend"}
DASS = {"depression": "somberheid", "anxiety": "angst", "stress": "stress"}


class Refused(Exception):
    """The library gives no score where the vector documents what another program gives."""


@cache
def keys() -> dict[str, ScoringKey]:
    """The key of every shipped instrument that is worked out from its items, by id."""
    catalogue = CATALOGUE
    ids = sorted({reference.partition("@")[0] for reference in catalogue.instruments()})
    found = (catalogue.instrument(id).definition for id in ids)
    return {one.id: ScoringKey.of(one) for one in found if one.items}


def numbered(items: Sequence[Any], first: int = 1) -> dict[str, Any]:
    return {f"q{number}": answer for number, answer in enumerate(items, first)}


def scored(id: str, items: Sequence[Any]) -> Scores:
    return keys()[id].score(numbered(items))


def zone(found: Scores, scale: str, cuts: str, words: Sequence[str]) -> str:
    """The word for a zone by its number; a score without a zone has none."""
    (number,) = [z.number for z in found[scale].zones if z.cuts == cuts]
    assert number >= 0
    return words[number]


def same_key(id: str, given: Mapping[str, Sequence[int]], names: Mapping[str, str]) -> None:
    """The subscales of the vector are those of the shipped instrument, item for item."""
    scales = keys()[id].instrument.scales
    assert given.keys() == names.keys()
    for name, numbers in given.items():
        assert {f"q{n}" for n in numbers} == set(scales[names[name]].item_ids)


def raws(found: Scores, names: Mapping[str, str]) -> dict[str, float | None]:
    return {theirs: found[ours].raw for theirs, ours in names.items()}


def phq9(i: In) -> Any:
    found = scored("phq-9", i["items"])
    names = {"total": "totaal", "n_core": "kernklachten", "n_other": "andere_klachten"}
    rules = {"mds": found.rules["depressief_beeld"], "ods": found.rules["ander_depressief_beeld"]}
    return raws(found, names) | rules | {"severity": zone(found, "totaal", "ernst", DEGREES)}


def phq9_total(i: In) -> Any:
    """With an item empty there is no total, and a reason."""
    found = scored("phq-9", i["items"])["totaal"]
    if found.raw is None and found.reason is not None:
        raise Refused
    return found.raw


def gad7(i: In) -> Any:
    found = scored("gad-7", i["items"])
    assert i["total"] == found["totaal"].raw
    return zone(found, "totaal", "ernst", ("none", "mild", "moderate", "severe"))


def ces_dc(i: In) -> Any:
    assert {f"q{n}" for n in i["reverse"]} == keys()["ces-dc"].instrument.reversed_items
    return scored("ces-dc", i["items"])["totaal"].raw


def aq10(i: In) -> Any:
    """The same answers score differently on each form: the key of the vector is that of its own form."""
    id = f"aq-10-{i['version']}"
    instrument = keys()[id].instrument
    assert {f"q{n}" for n in i["agree_items"]} == instrument.every_item.keys() - instrument.reversed_items
    return scored(id, i["answers"])["totaal"].raw


def mchat_r(i: In) -> Any:
    found = scored("m-chat-r", [int(yes) for yes in i["yes"]])
    return {"total": found["risico"].raw, "risk": zone(found, "risico", "zone", ("low", "medium", "high"))}


def scared(i: In) -> Any:
    """The key is that of both forms."""
    both = []
    for id in ("scared-c", "scared-p"):
        same_key(id, i["subscales"], SCARED)
        both.append(raws(scored(id, i["items"]), {"total": "totaal", **SCARED}))
    assert both[0] == both[1]
    return both[0]


def rcads47(i: In) -> Any:
    totals = {"total_anxiety": "totaal_angst", "total_internalizing": "totaal_internaliserend"}
    both = []
    for id in ("rcads-47", "rcads-47-p"):
        same_key(id, i["subscales"], RCADS)
        both.append(raws(scored(id, i["items"]), RCADS | totals))
    assert both[0] == both[1]
    return both[0]


def psc17(i: In) -> Any:
    found = scored("psc-17", i["items"])
    if "subscales" not in i:
        return found["totaal"].raw
    same_key("psc-17", i["subscales"], PSC)
    positive = zone(found, "totaal", "verhoogd", ("no", "yes")) == "yes"
    return raws(found, {"total": "totaal", **PSC}) | {"positive_total": positive}


def dass_y(i: In) -> Any:
    same_key("dass-y", i["subscales"], DASS)
    found, names = scored("dass-y", i["items"]), {"total": "totaal", **DASS}
    severity = {f"sev_{theirs}": zone(found, ours, "ernst", LEVELS) for theirs, ours in names.items()}
    return raws(found, names) | severity


def who5(i: In) -> Any:
    return raws(scored("who-5", i["items"]), {"raw": "som", "index": "welbevinden"})


def cries8(i: In) -> Any:
    key = keys()["cries-8"]
    ids = key.instrument.scales["totaal"].item_ids
    found = key.score(dict(zip(ids, i["items_coded_0_1_3_5"], strict=True)))
    positive = zone(found, "totaal", "verhoogd", ("no", "yes")) == "yes"
    return {"total": found["totaal"].raw, "positive": positive}


def snap_iv_26(i: In) -> Any:
    ours = {"inattention": "aandacht", "hyperactivity": "hyperactiviteit", "odd": "opstandigheid"}
    found = scored("snap-iv-26", i["items"])
    sums = raws(found, {f"{theirs}_sum": f"{scale}_som" for theirs, scale in ours.items()})
    return sums | raws(found, {f"{theirs}_mean": scale for theirs, scale in ours.items()})


def vanderbilt_parent(i: In) -> Any:
    """The vector leaves the other symptoms out, so they are empty here."""
    answers = numbered(i["symptoms_1_18"]) | numbered(i["performance_48_55"], 48)
    found = keys()["nichq-vanderbilt-parent"].score(answers)
    counts = raws(found, {"inattention_count": "aandacht", "hyperactivity_count": "hyperactiviteit"})
    return counts | {
        "inattention_positive": found.rules["aandacht_beeld"],
        "hyperactivity_positive": found.rules["hyperactief_beeld"],
        "impairment": found.rules["hinder"],
    }


def aq50(i: In) -> Any:
    names = {
        "total": "totaal",
        "social": "sociaal",
        "switching": "wisselen",
        "detail": "detail",
        "communication": "communicatie",
        "imagination": "verbeelding",
    }
    return raws(scored("aq-50", i["answers"]), names)


def printed_zone(id: str, scale: str, cuts: str, percentile: float) -> Any:
    """The zone of a percentile that was entered as printed, by the cut set of a register entry."""
    score = as_printed(parse_type("percentile"), percentile)
    stated = CATALOGUE.instrument(id).definition.scales[scale]
    return with_zones(score, stated, NOBODY, None).zone(cuts)


def cdc(measure: str, value: str, i: In, method: growth.Method) -> growth.GrowthScore:
    """A child against the shipped growth norms; CDC's program calls boys 1 and girls 2."""
    _, rows = CATALOGUE.norm_rows("cdc2000")
    assert isinstance(rows, GrowthNorms)
    sex = {1: "m", 2: "f"}[i["sex"]]
    return growth.score(rows, measure, sex, i[value], age_months=i["age_months"], method=method)


def cdc_extended(i: In) -> Any:
    found = cdc("bmi", "bmi", i, "extended")
    return {"z": found.z, "pct": found.percentile}


INSTRUMENTS: dict[str, Callable[[In], Any]] = {
    "instrument.phq9": phq9,
    "instrument.phq9.missing": phq9_total,
    "instrument.gad7.severity": gad7,
    "instrument.cesd_cesdc.total": ces_dc,
    "instrument.aq10": aq10,
    "instrument.mchat_r": mchat_r,
    "instrument.scared": scared,
    "instrument.rcads47": rcads47,
    "instrument.psc17": psc17,
    "instrument.dass_y": dass_y,
    "instrument.who5": who5,
    "instrument.cries8": cries8,
    "instrument.snap_iv_26": snap_iv_26,
    "instrument.nichq_vanderbilt_parent": vanderbilt_parent,
    "instrument.aq50": aq50,
    "lms.cdc2000": lambda i: cdc("height", "value", i, "lms").z,
    "lms.cdc2000_extended_bmi": cdc_extended,
    "zone.cito_A_E": lambda i: printed_zone("cito-lvs", "vaardigheid", "a_tot_e", i["percentile"]),
    "zone.cito_I_V": lambda i: printed_zone("cito-lvs", "vaardigheid", "i_tot_v", i["percentile"]),
    "zone.lvs_vclb_printed_percentiles": lambda i: printed_zone(
        "lvs-vclb-lezen", "lezen", "zone", i["percentile_printed_steps_of_5"]
    ),
}
