"""What an author is told of mutants and of proofs: what survives, and what does not hold, as sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from prodia.authoring.between import Meeting
from prodia.authoring.cover import MOST, shortened
from prodia.authoring.killing import Kill
from prodia.authoring.mutants import SORTS, Mutant, Sort
from prodia.authoring.mutate import Mutation
from prodia.authoring.play import as_json
from prodia.authoring.process import Proof, Property
from prodia.language import SUBJECT, Tree, names, show
from prodia.model.plan import Plan
from prodia.telling import blocks as b
from prodia.telling.rules import cell_in_words, column_in_words, outcome_title
from prodia.telling.shelf import called
from prodia.telling.values import in_rule
from prodia.words import Lang, Words
from prodia.words.lists import quoted, upper
from prodia.words.numbers import percent

SORT: Mapping[Sort, Words] = {
    "operator": Words("operator", "operator"),
    "cut-off": Words("grens", "cut-off"),
    "condition": Words("voorwaarde", "condition"),
    "outcome": Words("uitkomst", "outcome"),
    "order": Words("volgorde", "order"),
    "row": Words("rij", "row"),
    "gate": Words("poort", "gate"),
    "date": Words("datum", "date"),
}
_CHANGED = Words(
    "In {what} merkt geen geval het verschil tussen {old} en {new}.",
    "In {what} no case tells {old} from {new}.",
)
_LESS = Words(
    "In {what} merkt geen geval het als {old} wegvalt.", "In {what} no case notices when {old} is left out."
)
_OUTCOME = Words(
    "In {what} merkt geen geval het als {row} {new} voorstelt in plaats van {old}.",
    "In {what} no case notices when {row} proposes {new} instead of {old}.",
)
_ORDER = Words(
    "In {what} merkt geen geval het als {row} na de volgende komt.",
    "In {what} no case notices when {row} comes after the next.",
)
_GATES: Mapping[str, Words] = {
    "pupil": Words(
        "Geen geval merkt het als de stap {what} niet op toestemming wacht.",
        "No case notices when the step {what} does not wait for consent.",
    ),
    "after": Words(
        "Geen geval merkt het als de fase {what} niet wacht op de fase {old}.",
        "No case notices when the phase {what} does not wait for the phase {old}.",
    ),
    "required": Words(
        "Geen geval merkt het als de fase {what} overgeslagen wordt.",
        "No case notices when the phase {what} is skipped.",
    ),
}
_JUDGE = Words("de grijze zone", "the grey zone")
_OTHERWISE = Words("de uitkomst voor wat ontbreekt", "the outcome for what is missing")
_ROW = Words("rij {n}", "row {n}")


def sentence(mutant: Mutant, plan: Plan, lang: Lang) -> str:
    """What no case notices: «In de achterstand is ernstig merkt geen geval het verschil tussen ...»."""
    thing = getattr(plan, mutant.group)[mutant.name]
    slots = {"what": quoted(called(thing), lang), "old": _piece(mutant.old, mutant, plan, lang)}
    slots |= {"new": _piece(mutant.new, mutant, plan, lang), "row": _row(mutant.part, lang)}
    if mutant.sort == "gate" and mutant.part in _GATES:
        if mutant.part == "after":
            slots["old"] = quoted(plan.phases[str(mutant.old)].title, lang)
        return _GATES[mutant.part].fill(lang, slots)
    if mutant.sort == "outcome":
        for key, value in (("old", mutant.old), ("new", mutant.new)):
            slots[key] = quoted(outcome_title(plan, mutant.name, str(value), lang), lang)
        return _OUTCOME.fill(lang, slots)
    if mutant.sort == "order":
        return _ORDER.fill(lang, slots)
    where = f" ({_row(mutant.part, lang)})" if mutant.part.startswith("row ") and mutant.sort != "row" else ""
    return (_LESS if mutant.new is None else _CHANGED).fill(lang, slots | {"what": slots["what"] + where})


def _row(part: str, lang: Lang) -> str:
    row = part.partition(".")[0]
    if row == "otherwise":
        return _OTHERWISE[lang]
    return _ROW.fill(lang, {"n": row.removeprefix("row ")}) if row.startswith("row ") else ""


def _piece(piece: Tree | str | None, mutant: Mutant, plan: Plan, lang: Lang) -> str:
    if piece is None or isinstance(piece, str):
        return _JUDGE[lang] if piece == "judge" else _row(piece or "", lang)
    if SUBJECT in names(piece):
        label = mutant.part.partition(".")[2]
        column = next(c.tree for c in plan.tables[mutant.name].table.inputs if c.label == label)
        cell = cell_in_words(piece, column, plan, lang)
        return quoted(f"{column_in_words(plan, column, lang)}: {cell}", lang)
    return quoted(in_rule(plan, piece, lang), lang)


def told_mutation(
    found: Mutation, kills: Sequence[Kill], plan: Plan, lang: Lang, most: int = MOST
) -> b.Document:
    """The score by sort, then what survives, each with the case that would kill it where one was found."""
    by = {mutant: kill.written.case for kill in kills for mutant in kill.mutants}
    rows: list[tuple[b.Cell, ...]] = [
        (SORT[sort][lang], f"{killed}", f"{every}", percent(killed / every, lang, 1))
        for sort, (killed, every) in found.counts().items()
    ]
    killed, every = len(found.killed), len(found.killed) + len(found.survived)
    rows.append(
        (
            Words("alles", "all")[lang],
            str(killed),
            str(every),
            percent(killed / every if every else 1.0, lang, 1),
        )
    )
    columns = tuple(w[lang] for w in _COLUMNS)
    order = sorted(found.survived, key=lambda mutant: (mutant.sort != "cut-off", SORTS.index(mutant.sort)))
    items: list[b.Inline] = []
    for mutant in order:
        said: b.Inline = sentence(mutant, plan, lang)
        if mutant in by:
            said = b.joined((said, b.Marked(_BY.fill(lang, {"case": by[mutant]}), "quiet")), " ")
        items.append(said)
    survived = b.section("survived", _SURVIVED[lang], *shortened(items, most, lang))
    same = b.Paragraph(_SAME.fill(lang, {"n": str(len(found.same))}), "quiet") if found.same else None
    about = b.Ref(plan.reference, "cases")
    title = _TITLE.fill(lang, {"name": plan.reference})
    return b.document(title, lang, about, b.table(columns, rows), same, survived)


_COLUMNS = (
    Words("vergissing", "mistake"),
    Words("opgemerkt", "noticed"),
    Words("van", "of"),
    Words("deel", "share"),
)
_BY = Words("Het geval «{case}» zou het merken.", "The case «{case}» would notice.")
_SURVIVED = Words("Wat geen geval opmerkt", "What no case notices")
_SAME = Words(
    "{n} veranderingen geven nooit iets anders, en tellen niet mee.",
    "{n} changes never come to anything else, and do not count.",
)
_TITLE = Words("{name}: merken de gevallen een vergissing op?", "{name}: do the cases notice a mistake?")


def mutation_data(found: Mutation, kills: Sequence[Kill], plan: Plan, lang: Lang) -> dict[str, Any]:
    """The same for a machine."""
    by = {mutant: kill.written.case for kill in kills for mutant in kill.mutants}

    def one(mutant: Mutant) -> dict[str, Any]:
        pieces = (p if p is None or isinstance(p, str) else show(p) for p in (mutant.old, mutant.new))
        old, new = pieces
        return {
            "sort": mutant.sort,
            "group": mutant.group,
            "name": mutant.name,
            "part": mutant.part,
            "old": old,
            "new": new,
            "says": upper(sentence(mutant, plan, lang)),
        }

    return {
        "reference": found.reference,
        "score": round(found.score, 4),
        "counts": {sort: {"killed": k, "of": n} for sort, (k, n) in found.counts().items()},
        "survived": [{**one(m), "case": by.get(m)} for m in found.survived],
        "same": [one(m) for m in found.same],
    }


# ---- proofs

PROPERTY: Mapping[Property, Words] = {
    "consent": Words(
        "geen resultaat van een leerling voor de toestemming", "no result of a pupil before consent"
    ),
    "strategy": Words("de strategie wordt nooit overgeslagen", "the strategy is never skipped"),
    "two sources": Words(
        "geen classificatie op minder dan twee metingen of mensen",
        "no classification on fewer than two measurements or people",
    ),
    "heard": Words(
        "leerling en ouders zijn gehoord voor een besluit dat telt",
        "pupil and parents are heard before a decision that counts",
    ),
    "next event": Words("er is altijd een volgende stap", "there is always a next step"),
    "reachable": Words("elke uitkomst kan bereikt worden", "every outcome can be reached"),
    "surer": Words("minder antwoorden zeggen nooit meer", "fewer answers never say more"),
    "dated": Words("wat een datum heeft, dekt zijn periode", "what has dates covers its period"),
}
_HOLDS: Mapping[bool | None, Words] = {
    True: Words("bewezen", "proved"),
    False: Words("geldt niet", "does not hold"),
    None: Words("niet beslist", "not decided"),
}
_PROOFS = Words("{name}: is het proces wat het moet zijn?", "{name}: is the process what it must be?")
_PROOF_HEADS = (Words("eigenschap", "property"), Words("bewijs", "proof"))
_WRONG = Words("Wat niet geldt", "What does not hold")
_SHOWN_BY = Words(
    "Het geval «{case}» toont het in {n} voorvallen.", "The case «{case}» shows it in {n} events."
)
_BUT = Words("bewezen, op wat bewust anders is na", "proved, but for what is so on purpose")
_ON_PURPOSE = Words("Bewust anders: {reason}", "On purpose: {reason}")


def told_proofs(plan: Plan, proofs: Sequence[Proof], lang: Lang) -> b.Document:
    """Each property with what came of it, then what does not hold, each with the case that shows it."""
    rows: list[tuple[b.Cell, ...]] = [
        (PROPERTY[p.property][lang], (_BUT if p.holds and p.exempt else _HOLDS[p.holds])[lang])
        for p in proofs
    ]
    items: list[b.Inline] = []
    for proof in proofs:
        for problem, case in zip(proof.problems, proof.cases, strict=True):
            said = f"{problem.code}: {problem.message(lang)} {upper(problem.hint(lang))}"
            slots = {"case": case.case, "n": str(len(case.events))} if case else {}
            shown = (b.Marked(_SHOWN_BY.fill(lang, slots), "quiet"),) if case else ()
            items.append(b.joined((said, *shown), " "))
        for problem, reason in proof.exempt:
            why = b.Marked(_ON_PURPOSE.fill(lang, {"reason": reason}), "quiet")
            items.append(b.joined((f"{problem.code}: {problem.message(lang)}", why), " "))
    return b.document(
        _PROOFS.fill(lang, {"name": plan.reference}),
        lang,
        b.Ref(plan.reference, "cases"),
        b.table(tuple(one[lang] for one in _PROOF_HEADS), rows),
        b.section("wrong", _WRONG[lang], b.bullets(items)) if items else None,
    )


def proof_data(plan: Plan, proofs: Sequence[Proof], lang: Lang) -> dict[str, Any]:
    """The same for a machine."""
    return {
        "reference": plan.reference,
        "proofs": [
            {
                "property": proof.property,
                "holds": proof.holds,
                "problems": [
                    {"code": p.code, "says": p.message(lang), "case": case.case if case else None}
                    for p, case in zip(proof.problems, proof.cases, strict=True)
                ],
                "exempt": [
                    {"code": p.code, "says": p.message(lang), "reason": reason} for p, reason in proof.exempt
                ],
            }
            for proof in proofs
        ],
    }


# ---- between protocols

_TOGETHER = Words("Wat protocollen samen van een leerling zeggen", "What protocols say of one pupil together")
_LOOKED = Words(
    "{n} protocollen, twee aan twee naast elkaar gelegd.", "{n} protocols, laid beside each other two by two."
)
_ALIKE = Words("Nergens spreken ze elkaar tegen.", "Nowhere do they contradict each other.")


def told_meetings(found: Sequence[Meeting], protocols: int, lang: Lang) -> b.Document:
    """What does not go together, and what is so on purpose with its reason."""

    def items(wanted: bool) -> list[b.Inline]:
        return [
            b.joined(
                (f"{m.problem.code}: {m.problem.message(lang)}", b.Marked(_after(m, lang), "quiet")), " "
            )
            for m in found
            if (m.exempt is None) == wanted
        ]

    return b.document(
        _TOGETHER[lang],
        lang,
        None,
        b.Paragraph(_LOOKED.fill(lang, {"n": str(protocols)})),
        b.section("wrong", _WRONG[lang], b.bullets(items(True)))
        if items(True)
        else b.Paragraph(_ALIKE[lang]),
        b.section("purpose", _MEANT[lang], b.bullets(items(False))) if items(False) else None,
    )


_MEANT = Words("Wat bewust anders is", "What is so on purpose")


def _after(one: Meeting, lang: Lang) -> str:
    """The way out; or why it is so."""
    if one.exempt is None:
        return upper(one.problem.hint(lang))
    return _ON_PURPOSE.fill(lang, {"reason": one.exempt})


def meeting_data(found: Sequence[Meeting], lang: Lang) -> list[dict[str, Any]]:
    """The same for a machine."""
    return [
        {"code": m.problem.code, "says": m.problem.message(lang), "protocols": list(m.protocols)}
        | {"parts": list(m.parts), "witness": {n: as_json(v) for n, v in m.witness}, "exempt": m.exempt}
        for m in found
    ]
