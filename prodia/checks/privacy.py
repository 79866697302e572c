"""What is asked of people: no more than is needed, no more than fits, and protected as it must be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from prodia.checks.finding import Finding, Path
from prodia.checks.scope import Rule, Scope
from prodia.problems import quality as kinds
from prodia.words import Words

MOST_FIELDS, LONGEST_ASK = 20, 90


def retention(scope: Scope) -> Iterator[Finding]:
    """Where something is held about a pupil, it is known how long."""
    held = any(step.pupil and step.fields for step in scope.protocol.steps.values())
    if held and not any("bewar" in name or "bewaar" in name for name in scope.plan.shared.law):
        yield Finding(kinds.NO_RETENTION, ("fields",), on_key=True)


SENSITIVE = re.compile(
    r"\b(?:diagnoses?|ziektes?|medicatie|medicijn\w*|handicap|geloof|godsdienst|religie|afkomst|etnisch\w*"
    r"|nationaliteit|geaardheid|seksue\w*|zwanger\w*|verslaving|alcohol|drugs)\b",
    re.IGNORECASE,
)


# Words of which most questions are about somebody's health, and some are not: that is said.
HEALTH = re.compile(
    r"(?<![\w-])(?:(?:buik|hoofd|rug)?pijn|ziek|ziekenhuis|allergie\w*|epilepsie|astma|menstruatie|operatie"
    r"|arts|huisarts|dokter|psychiater|therapie|medisch\w*|syndroom|stoornis\w*|hersen\w*|adhd|autisme"
    r"|angst\w*|bang|depressie\w*|depressief|somber\w*|trauma\w*|slaap\w*|slapen|eetstoornis"
    r"|dood|zelfdoding|zelfmoord|su[iï]cid\w*|zelfverwonding)\b",
    re.IGNORECASE,
)


def sensitive(scope: Scope) -> Iterator[Finding]:
    """What the law calls special is said to be so; of what may be, it is said whether it is."""
    for name, one in scope.protocol.fields.items():
        asked = f"{one.ask} {one.help or ''}"
        found, health = SENSITIVE.search(asked), HEALTH.search(asked)
        if found and one.sensitivity != "special":
            yield Finding(kinds.SENSITIVE, ("fields", name), on_key=True, name=name, found=found[0])
        elif health and one.sensitivity is None:
            yield Finding(kinds.HEALTH, ("fields", name), on_key=True, name=name, found=health[0])


def special_shared(scope: Scope) -> Iterator[Finding]:
    """Special data go to the school only with a stated reason."""
    for name, one in scope.protocol.fields.items():
        if one.sensitivity == "special" and "school" in one.audience:
            yield Finding(kinds.SPECIAL_SHARED, ("fields", name, "audience"), name=name)


def free_text(scope: Scope) -> Iterator[Finding]:
    """Where anything can be written, help says what does not belong there."""
    for name, one in scope.protocol.fields.items():
        if one.type.kind == "text" and not one.help:
            yield Finding(kinds.FREE_TEXT, ("fields", name), on_key=True, name=name)


def paper(scope: Scope) -> Iterator[Finding]:
    """What is asked in one step fits on a page."""
    for id, step in scope.protocol.steps.items():
        if len(step.fields) > MOST_FIELDS:
            yield Finding(
                kinds.PAPER,
                ("steps", id, "fields"),
                on_key=True,
                name=id,
                count=len(step.fields),
                most=MOST_FIELDS,
            )
    for name, one in scope.protocol.fields.items():
        if len(one.ask) > LONGEST_ASK:
            yield Finding(kinds.LONG_ASK, ("fields", name, "ask"), name=name, most=LONGEST_ASK)


RULES: tuple[Rule, ...] = (retention, sensitive, special_shared, free_text, paper)


# Personal data, in any file: a definition names nobody.

_NATIONAL = re.compile(r"(?<!\d)(\d{2})[. ]?(\d{2})[. ]?(\d{2})[- ]?(\d{3})[-. ]?(\d{2})(?!\d)")
_OTHERS = (
    (
        Words("een telefoonnummer", "a telephone number"),
        re.compile(
            r"(?<![\w/.,-])(?:(?:\+32|0032|0)[ ]?[1-9]\d{0,2}(?:[ /.]\d{2,3}){2,3}(?![\w/])|04\d{8}\b)"
        ),
    ),
    (
        Words("een e-mailadres", "an e-mail address"),
        re.compile(r"\b[\w.+-]+@[\w-]+\.(?!\d)[\w.-]*[a-z]{2,}\b"),
    ),
    (Words("een geboortedag", "a date of birth"), re.compile(r"\bgeboren op \d", re.IGNORECASE)),
    (
        Words("een voornaam met een familienaam", "a first name with a family name"),
        re.compile(r"(?<=pupil: )[A-ZÀ-Þ][a-zà-þ]{2,} [A-ZÀ-Þ][a-zà-þ]{2,}"),
    ),
)
_MAY = re.compile(r"@|pupil: |geboren op \d|\d(?:.?\d){5}", re.IGNORECASE)  # whatever any of them finds
_SKIPPED = frozenset(("address", "sha256", "file"))


def personal(data: Any, path: Path = ()) -> Iterator[Finding]:
    """What looks like the data of a person, in the data of any file."""
    if isinstance(data, dict):
        for key, value in data.items():
            if key not in _SKIPPED:
                yield from personal(value, (*path, key))
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield from personal(value, (*path, number))
    elif isinstance(data, str | int) and len(text := str(data)) > 5:
        told = f"pupil: {text}" if path[-1:] == ("pupil",) else text
        if _MAY.search(told) is None:
            return
        what = _national(text) or next((words for words, pattern in _OTHERS if pattern.search(told)), None)
        if what is not None:
            yield Finding(kinds.PERSONAL, path, what=what)


def _national(text: str) -> Words | None:
    """A national number: 97 minus what is left of the first nine digits divided by 97 are its last two."""
    for found in _NATIONAL.finditer(text):
        year, month, day, order, check = found.groups()
        number = int(year + month + day + order)
        if int(check) in (97 - number % 97, 97 - (2_000_000_000 + number) % 97) and int(month) <= 12:
            return Words("een rijksregisternummer", "a national number")
    return None
