"""The pages about the library itself: the language of rules, and every message an author can get."""

# Which results of the public test suite are answered is counted from the suite itself, by
# tests/language/feel.py; a test holds the committed counts true. Nothing here runs the suite.

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass

from prodia.language import reference
from prodia.model.plan import CASE_LABELS, CASE_TYPES
from prodia.problems.families import kinds
from prodia.telling import blocks as b
from prodia.telling.values import heads, section_in
from prodia.words import Lang, Words
from prodia.words.labels import label
from prodia.words.numbers import counted

__all__ = ["Conformance", "Reason", "group", "kinds_of_findings", "language"]


# ---- the language


@dataclass(frozen=True, slots=True)
class Reason:
    """Why some results lie outside the language, and their ids."""

    says: Words
    ids: Sequence[str]


@dataclass(frozen=True, slots=True)
class Conformance:
    """How the language stands to the public test suite of the standard (DMN TCK), group by group.

    ``answered``: group (``L3/0072-feel-in``) to the number of results that both faces give.
    """

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


def language(lang: Lang, conformance: Conformance | None = None) -> b.Document:
    """Every operator from the operator table, with its example as evaluated while this page was made."""
    rows = tuple(
        (
            b.Code(one.symbol),
            b.Line((*_coded(one.doc), b.Marked(f" {'; '.join(one.signatures)}", "quiet"))),
            b.Code(one.example),
            one.prose,
            b.Code(one.result),
        )
        for one in reference(lang)
    )
    columns = heads(
        lang,
        "teken of functie|betekenis|voorbeeld|hardop|uitkomst",
        "sign or function|meaning|example|aloud|result",
    )
    known = tuple(
        (b.Code(name), CASE_LABELS[lang][name], b.Code(type.show())) for name, type in CASE_TYPES.items()
    )
    lead = Words(
        "Gedrukt uit de tabel waarmee de regels ook gerekend worden.",
        "Printed from the table that the rules are worked out with.",
    )
    missing = Words(
        "Een antwoord dat ontbreekt is nooit nul en nooit nee. Het reist als «null» mee door de regel, en "
        "een voorwaarde die null is laat geen enkele regel gelden.",
        "An answer that is missing is never zero and never no. It travels through the rule as “null”, and a "
        "condition that is null lets no rule hold.",
    )
    signs = Words("alle tekens en functies", "all signs and functions")[lang]
    always = Words("namen die altijd bestaan", "names that always exist")[lang]
    of_case = heads(lang, "naam|betekenis|soort", "name|meaning|kind")
    of_itself = ("Wat elk traject van zichzelf weet", "What every case knows of itself")
    found = (
        section_in(
            lang, "missing", ("Ontbreken is geen nee", "Missing is not no"), b.Paragraph(missing[lang])
        ),
        section_in(
            lang, "signs", ("Tekens en functies", "Signs and functions"), b.table(columns, rows, signs)
        ),
        section_in(lang, "case", of_itself, b.table(of_case, known, always)),
        _against_the_standard(conformance, lang) if conformance else None,
    )
    title = Words("De taal van de regels", "The language of rules")[lang]
    return b.document(title, lang, b.Ref("", "language"), b.Paragraph(lead[lang], "lead"), *found)


_SAYS = Words(
    "De taal volgt S-FEEL uit de standaard DMN. De openbare proefreeks (DMN TCK) heeft {all} uitkomsten "
    "die ermee te maken hebben. De taal geeft er {answered} zoals de standaard, telkens op twee manieren "
    "gerekend: voor een leerling en voor een kolom van leerlingen. De andere {outside} vallen buiten de "
    "taal.",
    "The language follows S-FEEL of the standard DMN. The public test suite (DMN TCK) has {all} results that "
    "concern it. The language gives {answered} of them as the standard does, each worked out in two ways: "
    "for one pupil and for a column of pupils. The other {outside} lie outside the language.",
)
_REASON = Words("reden {n}", "reason {n}")


def _against_the_standard(found: Conformance, lang: Lang) -> b.Section | None:
    """The counts per group, and the reasons they point to."""
    answered, outside = sum(found.answered.values()), sum(len(one.ids) for one in found.outside)
    says = _SAYS.fill(
        lang, {"all": str(answered + outside), "answered": str(answered), "outside": str(outside)}
    )
    reasons = tuple(_reason(n, one, lang) for n, one in enumerate(found.outside, 1))
    columns = heads(
        lang,
        "groep|niveau|zoals de standaard|erbuiten|waarom erbuiten",
        "group|level|as the standard|outside|why outside",
    )
    caption = Words("aantal uitkomsten per groep", "number of results by group")[lang]
    why = ("Waarom iets erbuiten valt", "Why something lies outside")
    groups = ("Per groep van de proefreeks", "By group of the test suite")
    return section_in(
        lang,
        "standard",
        ("Tegenover de standaard", "Against the standard"),
        b.Paragraph(says),
        section_in(lang, "reasons", why, *reasons),
        section_in(lang, "groups", groups, b.table(columns, _groups(found, lang), caption)),
    )


def _reason(n: int, one: Reason, lang: Lang) -> b.Section:
    count = b.Marked(f" ({counted(len(one.ids), 'results', lang)})", "quiet")
    heading = _REASON.fill(lang, {"n": str(n)})
    return b.Section(f"reden-{n}", heading, (b.Paragraph(b.Line((*_coded(one.says[lang]), count))),))


def _groups(found: Conformance, lang: Lang) -> Iterator[tuple[b.Cell, ...]]:
    why = found.why()
    for key in sorted({*found.answered, *why}):
        level, _, name = key.partition("/")
        numbers = why.get(key, {})
        reasons = tuple(
            b.Line((b.Link(_REASON.fill(lang, {"n": str(n)}), b.Anchor(f"reden-{n}")), f": {count}"))
            for n, count in sorted(numbers.items())
        )
        yield (
            b.Code(name),
            level.removeprefix("L"),
            str(found.answered.get(key, 0)),
            str(sum(numbers.values())),
            b.Lines(reasons) if reasons else "–",
        )


def _coded(text: str) -> tuple[b.Inline, ...]:
    """A line in which what stands between backticks is code."""
    return tuple(b.Code(part) if place % 2 else part for place, part in enumerate(text.split("`")) if part)


# ---- findings


def kinds_of_findings(lang: Lang, shown: Container[str] = ()) -> b.Document:
    """Every kind by its code, those of a letter together. ``shown``: the codes that have a page of their own,
    with an example."""
    lead = Words(
        "Elke melding die een schrijver van protocollen kan krijgen. Wat tussen accolades staat, wordt in "
        "de melding zelf ingevuld. Een code die een link is, heeft een bladzijde met een voorbeeld; in de "
        "terminal toont «prodia explain» hetzelfde.",
        "Every message that an author of protocols can get. What stands between braces is filled in in the "
        "message itself. A code that is a link has a page with an example; in the terminal «prodia explain» "
        "shows the same.",
    )
    columns = heads(lang, "code|naam|soort|melding en uitweg", "code|name|kind|message and way out")
    letters: dict[str, list[tuple[b.Cell, ...]]] = {}
    for one in sorted((one for family in kinds().values() for one in family), key=lambda one: one.code):
        code = one.full_code
        to = b.Link(code, b.Ref("", "finding", one.code)) if one.code in shown else code
        said = tuple(text for text in (one.says[lang], one.hint[lang]) if text)
        severity = label("severity", one.severity, lang)
        letters.setdefault(one.code[0], []).append((to, one.name[lang], severity, b.Lines(said)))
    told = (
        b.Section(
            f"prd-{letter.lower()}",
            f"PRD-{letter}",
            (b.Table(columns, tuple(rows), f"PRD-{letter}", outputs=1),),
        )
        for letter, rows in letters.items()
    )
    title = Words("Bevindingen", "Findings")[lang]
    jump = b.Strip(tuple(b.Link(letter, b.Anchor(f"prd-{letter.lower()}")) for letter in letters))
    return b.Document(title, lang, (b.Paragraph(lead[lang], "lead"), jump, *told), b.Ref("", "findings"))
