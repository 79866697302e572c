"""How the language stands to the public test suite of the standard (DMN TCK), group by group."""

# Which results are answered is counted from the suite itself, by tests/language/feel.py; a test
# holds the committed counts true. Nothing here runs the suite: it is not part of the library.

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from prodia.site.book import blocks
from prodia.site.text import Html, heading, join, line, listing, paragraph, table, tag


@dataclass(frozen=True, slots=True)
class Reason:
    """Why some results lie outside the language, in Dutch, and their ids."""

    says: str
    ids: Sequence[str]


@dataclass(frozen=True, slots=True)
class Conformance:
    """``answered``: group (``L3/0072-feel-in``) to the number of results that both faces give."""

    answered: Mapping[str, int]
    outside: Sequence[Reason]

    def why(self) -> Mapping[str, Mapping[int, int]]:
        """Group to the number of results outside, by the number of the reason (from 1)."""
        found: dict[str, Counter[int]] = {}
        for number, reason in enumerate(self.outside, 1):
            for id in reason.ids:
                found.setdefault(group(id), Counter())[number] += 1
        return found


def group(id: str) -> str:
    """The folder of the suite that a result is in: ``L3/0072-feel-in``."""
    return "/".join(id.split("/")[:2])


def section(found: Conformance) -> Html:
    """The counts per group, and the reasons they point to."""
    answered, outside = sum(found.answered.values()), sum(len(one.ids) for one in found.outside)
    says = (
        "De taal volgt S-FEEL uit de standaard DMN. De openbare proefreeks (DMN TCK) heeft "
        f"{answered + outside} uitkomsten die ermee te maken hebben. De taal geeft er {answered} zoals de "
        "standaard, telkens op twee manieren gerekend: voor een leerling en voor een kolom van leerlingen. "
        f"De andere {outside} vallen buiten de taal."
    )
    reasons = [
        tag("li", join((_code(one.says), tag("small", line(_results(len(one.ids))))), " "), id=f"reden-{n}")
        for n, one in enumerate(found.outside, 1)
    ]
    head = [line(t) for t in ("Groep", "Niveau", "Zoals de standaard", "Erbuiten", "Waarom erbuiten")]
    return blocks(
        heading(2, "Tegenover de standaard"),
        paragraph(line(says)),
        heading(3, "Waarom iets erbuiten valt"),
        tag("ol", join(reasons, "\n")),
        heading(3, "Per groep van de proefreeks"),
        table("Aantal uitkomsten per groep", head, _rows(found)),
    )


def _rows(found: Conformance) -> Iterator[tuple[Html, ...]]:
    why = found.why()
    for key in sorted({*found.answered, *why}):
        level, _, name = key.partition("/")
        numbers = why.get(key, {})
        reasons = listing(
            join((tag("a", line(f"reden {n}"), href=f"#reden-{n}"), line(f": {count}")))
            for n, count in sorted(numbers.items())
        )
        yield (
            tag("code", line(name)),
            line(level.removeprefix("L")),
            line(str(found.answered.get(key, 0))),
            line(str(sum(numbers.values()))),
            reasons or line("–"),
        )


def _code(text: str) -> Html:
    """A line in which what stands between backticks is code."""
    parts = text.split("`")
    return join(tag("code", line(part)) if place % 2 else line(part) for place, part in enumerate(parts))


def _results(count: int) -> str:
    return f"({count} {'uitkomst' if count == 1 else 'uitkomsten'})"
