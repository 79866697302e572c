"""``prodia accuracy``: how well a protocol finds whom it should, in a population that is declared."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import click

from prodia.batch.accuracy import Population, Variant, accuracy
from prodia.case.answers import settled
from prodia.cli.commands import FORMAT, ON, Option, choice, pairs, takes
from prodia.cli.files import save_picture
from prodia.cli.packs import PACK, PROTOCOL, plan_of
from prodia.cli.screen import print_report
from prodia.cli.terminal import Terminal, WrongUse
from prodia.errors import ProdiaError, one_of
from prodia.model.plan import Plan
from prodia.problems.progress import NO_SUCH_VARIANT
from prodia.psychometrics.rules_of_scores import TRUE_CUTS
from prodia.telling.accuracy import picture, told
from prodia.words import Words

NOTHING_DRAWN = Words("er is geen criterium om te tekenen.", "there is no criterion to draw.")


@takes(
    f"""
        protocol: {PROTOCOL}
    """,
    """
        --answer*: VRAAG=ANTWOORD: wat iedereen antwoordt. | QUESTION=ANSWER: what everyone answers.
        --reliability*: TEST=GETAL: een andere betrouwbaarheid dan het protocol opgeeft.
            | TEST=NUMBER: another reliability than the protocol declares.
    """,
    """
        --correlation#: De samenhang van elke twee scores. | The correlation of every two scores.
        --mean#: Het gemiddelde van de groep, als z; 0 is de normgroep.
            | The mean of the group, as z; 0 is the norm group.
    """,
    Option("--true", "Wie gevonden moet worden.", "Who should be found.", type=choice(*TRUE_CUTS)),
    Option(
        "--pupils",
        "Hoeveel leerlingen getrokken worden.",
        "How many pupils are drawn.",
        type=click.IntRange(min=1),
    ),
    Option("--seed", "Waarmee de trekking begint.", "What the drawing begins with.", type=int),
    """
        --variant*: NAAM:grens=getal,times=3,rule=row of mean: met een andere grens, of herhaalde tests.
            | NAME:cutoff=number,times=3,rule=row or mean: with another cut-off, or tests repeated.
        --picture: Schrijf de tekening hier, als SVG. | Write the picture here, as SVG.
    """,
    ON,
    PACK,
    FORMAT,
)
def accuracy_(
    screen: Terminal,
    protocol: str,
    answer: Sequence[str],
    reliability: Sequence[str],
    variant: Sequence[str],
    on: dt.date | None,
    pack: tuple[str, ...],
    format: str,
    **given: Any,
) -> int:
    """Sensitivity, predictive values, consistency and the tests it takes: assumptions first."""
    one = plan_of(protocol, pack, screen, on or dt.date.today())
    people = Population(
        answers={name: _answer(one, name, text) for name, text in pairs(answer, "--answer").items()},
        reliability={
            name: _number(text, "--reliability") for name, text in pairs(reliability, "--reliability").items()
        },
        correlation=given["correlation"],
        mean=given["mean"] or 0.0,
        true=given["true"],
        n=given["pupils"],
        seed=given["seed"],
    )
    try:
        found = accuracy(one, people, variants=dict(map(_variant, variant)), on=on)
    except ProdiaError as error:
        screen.note([error.problem])
        return 2
    if format == "json":
        screen.json(
            {"population": asdict(people), "found": {name: asdict(each) for name, each in found.items()}}
        )
    else:
        print_report(screen, told(one, people, found, screen.lang))
    if given["picture"] is not None:
        drawn = picture(one, found, screen.lang) if any(each.criteria for each in found.values()) else None
        save_picture(screen, drawn, given["picture"], NOTHING_DRAWN)
    return 0


def _answer(plan: Plan, name: str, text: str) -> Any:
    one_of("field", name, plan.fields)
    return settled(plan.fields[name], text, name=name)


def _number(text: str, option: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise WrongUse(NO_SUCH_VARIANT, option=option, given=text) from None


def _variant(text: str) -> tuple[str, Variant]:
    """``NAME:key=value,key=value``."""
    name, colon, rest = text.partition(":")
    said: Mapping[str, str] = dict(part.partition("=")[::2] for part in rest.split(",") if "=" in part)
    if not (name and colon and said):
        raise WrongUse(NO_SUCH_VARIANT, option="--variant", given=text)
    cutoffs = {
        key: _number(value, "--variant") for key, value in said.items() if key not in ("times", "rule")
    }
    rule: Any = said.get("rule", "mean" if "times" in said else "once")
    times = said.get("times", "1")
    if rule not in ("once", "row", "mean") or not times.isdigit() or not 1 <= int(times) <= 9:
        raise WrongUse(NO_SUCH_VARIANT, option="--variant", given=text)
    return name, Variant(cutoffs=cutoffs, times=int(times), rule=rule)
