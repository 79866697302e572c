"""One filled-in form on the command line: its scores, each with how it was made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from prodia.batch.records import plain
from prodia.cli.commands import pairs
from prodia.cli.files import save_picture
from prodia.cli.screen import print_report
from prodia.cli.terminal import Terminal, complaint, unfit, unknown
from prodia.content.tables import date_cell, number_cell, sex_cell
from prodia.model.instrument import opened
from prodia.problems import Kind, Problem
from prodia.problems.scores import ANSWER_OUTSIDE, BEFORE_BIRTH
from prodia.scoring.person import Person
from prodia.scoring.reasons import NoScore
from prodia.telling.scores import scores as scores_told
from prodia.words import Words

if TYPE_CHECKING:
    from prodia.scoring.key import ScoringKey

EMPTY: frozenset[str] = frozenset()
NOT_NORMED = Words(
    "er is geen genormeerde score om te tekenen; kies normen met --norms.",
    "there is no normed score to draw; choose norms with --norms.",
)


def one_form(
    screen: Terminal,
    key: ScoringKey,
    answer: Sequence[str],
    person: Sequence[str],
    picture: str | None,
    format: str,
) -> int:
    """Score one form and tell every step."""
    answers = _answers(key, answer)
    scores = key.score(answers, _person(person))
    wrong = [*_off_scale(key, answers)]
    if format == "json":
        told = {
            "scores": {s: plain(key, scores[s], screen.lang) for s in scores},
            "rules": dict(scores.rules),
        }
        screen.json(told)
    else:
        print_report(screen, scores_told(key, scores, screen.lang))
    if picture is not None:
        from prodia.telling.profile import profile_of

        save_picture(screen, profile_of(key, scores, screen.lang), picture, NOT_NORMED)
    for problem in wrong:
        screen.err.print(complaint(problem, screen.lang), soft_wrap=True)
    return 1 if wrong else 0


def _answers(key: ScoringKey, said: Sequence[str]) -> dict[str, float | None]:
    found: dict[str, float | None] = {}
    every = key.instrument.every_item
    for one in said:
        written, equals, text = one.partition("=")
        value = number_cell(text, EMPTY)
        ids = opened(written) or (written,)
        if not equals or isinstance(value, Kind) or any(item in found for item in ids):
            raise unfit(
                "--answer",
                "schrijf item=getal, zoals q1=2, elk item één keer.",
                "write item=number, such as q1=2, each item once.",
            )
        for item in ids:
            if item not in every:
                raise unknown("item", "item", item, every)
            found[item] = value
    return found


def _off_scale(key: ScoringKey, answers: Mapping[str, float | None]) -> Iterator[Problem]:
    every = key.instrument.every_item
    for id, answer in answers.items():
        item = every[id]
        if answer is None or (item.type.admits(answer) if item.type else answer in (item.answers or ())):
            continue
        known = item.type.show() if item.type else ", ".join(f"{a:g}" for a in item.answers or ())
        yield Problem(ANSWER_OUTSIDE, None, item=id, scale=known)


def _person(said: Sequence[str]) -> Person:
    known = [f.name for f in fields(Person)]
    found: dict[str, Any] = {}
    for name, text in pairs(said, "--person").items():
        if name not in known:
            raise unknown("kenmerk", "key", name, known)
        read = {"born": date_cell, "tested": date_cell, "age_months": number_cell, "sex": sex_cell}.get(name)
        value = read(text, EMPTY) if read else text
        if isinstance(value, Kind):
            raise unfit(f"--person {name}", value.hint.nl, value.hint.en)
        found[name] = value
    person = Person(**found)
    if isinstance(person.completed_months("calendar"), NoScore):
        raise unfit("--person", BEFORE_BIRTH.hint.nl, BEFORE_BIRTH.hint.en)
    return person
