"""The worked cases of a protocol, run; of one that fails what made it so, and the smallest change.

>>> import prodia
>>> from prodia.authoring.testing import run_cases
>>> [one.id for one in run_cases(prodia.load().catalogue, "algemeen@1.0.0") if not one.holds]
[]
"""

# How to think about it: `case.expect` says what differs, by the path of the expectation. Here is added why:
# of a verdict the conditions with what they read, of a proposal the row that gave it and what would give the
# outcome that was wanted, each with the place in the protocol where it stands. Nothing of it is worked out
# anew: it is the trace of the case.

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from prodia.case import State
from prodia.case.expect import Runs, came, own_path
from prodia.case.trace import answers_for, smallest_change, verdict_trace
from prodia.checks.cases import case_findings
from prodia.content import Catalogue, retold
from prodia.content.catalogue import beginning_problem
from prodia.content.packs import Entry
from prodia.content.yaml.marks import Path
from prodia.errors import ContentError
from prodia.language import evaluate, names
from prodia.model.events import CaseFile, Expected, begun, whole_case
from prodia.model.plan import Plan
from prodia.problems import Place, Problem
from prodia.telling import blocks as b
from prodia.telling.outcomes import because, change_in_words
from prodia.telling.rules import cell_in_words, column_in_words, outcome_title
from prodia.telling.shelf import called
from prodia.telling.values import in_rule, marked, named_value
from prodia.words import Lang, Words
from prodia.words.labels import label
from prodia.words.lists import AND, listed, upper


@dataclass(frozen=True, slots=True)
class Differs:
    """One expectation that is not met: the finding at its line, and what made it so.

    ``part`` is the kind of expectation (``verdicts``, ``proposes``, ``values`` ...) and ``name`` what it is
    about; both are empty for a refusal. ``rule`` is where the rule stands that made it so, ``because`` what
    it read, ``change`` the smallest change that would give what was expected; each empty where there is none.
    """

    problem: Problem
    part: str
    name: str
    rule: Place | None
    because: tuple[str, ...]
    change: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ran:
    """A worked case that was run: what differs, what came out, and what could not be told.

    ``proposes``: every proposal that is an outcome of a rule, with its reason. ``otherwise``: the decisions
    for which only the declared default came out, with what they miss; ``open``: the criteria the case
    expects something of, or that a decision it expects reads, and that are not assessable.
    """

    reference: str
    id: str
    title: str
    file: str
    differs: tuple[Differs, ...]
    proposes: tuple[tuple[str, str, str], ...]
    otherwise: tuple[tuple[str, tuple[str, ...]], ...]
    open: tuple[str, ...]
    refused: str | None

    @property
    def holds(self) -> bool:
        return not self.differs

    def as_dict(self, lang: Lang = "nl") -> dict[str, Any]:
        """The same for a machine. These cases are fictitious."""
        return {
            "reference": self.reference,
            "case": self.id,
            "title": self.title,
            "file": self.file,
            "ok": self.holds,
            "refused": self.refused,
            "differs": [
                one.problem.as_dict(lang)
                | {"part": one.part, "name": one.name, "rule": str(one.rule or "") or None}
                | {"because": list(one.because), "change": list(one.change)}
                for one in self.differs
            ],
            "proposes": {decision: outcome for decision, outcome, _ in self.proposes},
            "otherwise": {decision: list(missing) for decision, missing in self.otherwise},
            "not assessable": list(self.open),
        }


def run_cases(
    catalogue: Catalogue, reference: str, *, only: Iterable[str] = (), lang: Lang = "nl"
) -> tuple[Ran, ...]:
    """Every worked case of ``id@version`` (or those that are named), run, in the order of their files.

    Raises :class:`prodia.ContentError` where there is no such protocol, or it has errors.
    """
    plan, wanted = catalogue.plan(reference, lang), frozenset(only)
    written, runs = catalogue.cases_as_written(plan.reference), Runs()
    return tuple(
        _tested(catalogue, plan, entry, written, lang, runs)
        for entry in catalogue.case_entries(plan.reference)
        if written[entry.definition.case] is entry.definition  # of two packs the first
        and (not wanted or entry.definition.case in wanted)
    )


def _tested(
    catalogue: Catalogue,
    plan: Plan,
    entry: Entry[CaseFile],
    written: Mapping[str, CaseFile],
    lang: Lang,
    runs: Runs,
) -> Ran:
    own, reference = entry.definition, plan.reference
    before = begun(own, written.get)
    plans: Callable[[str], Plan] = partial(catalogue.plan, lang=lang)
    head = (reference, own.case, own.title, entry.file)
    if isinstance(before, str):
        return Ran(*head, (_plain(beginning_problem(entry, before, written)),), (), (), (), None)
    named = (*case_findings(plan, own, partial(_known, plans), before),)
    if named:
        return Ran(*head, tuple(map(_plain, retold(named, entry.document))), (), (), (), None)
    whole = whole_case(own, written.get)
    ran = came(plans, whole, reference, runs)
    state = ran.case.state if ran.case is not None else None
    code = ran.refused.code if ran.refused is not None else None
    differs = []
    for path, problem in ran.differs:
        place = entry.document.place(own_path(path, len(before)))
        placed = Problem(problem.kind, place, **dict(problem.args))
        differs.append(_explained(catalogue, state, path, placed, own.expect, lang))
    if state is None:
        return Ran(*head, tuple(differs), (), (), (), code)
    return Ran(*head, tuple(differs), *_came(state, own.expect), code)


def _known(plans: Callable[[str], Plan], reference: str) -> Plan | None:
    try:
        return plans(reference)
    except ContentError:
        return None


def _plain(problem: Problem) -> Differs:
    return Differs(problem, "", "", None, (), ())


def _came(
    state: State, want: Expected
) -> tuple[tuple[tuple[str, str, str], ...], tuple[tuple[str, tuple[str, ...]], ...], tuple[str, ...]]:
    """What came out: proposals, those that are only the default, and what is not assessable behind them."""
    asked = [d for d in state.plan.decisions if d in want.proposes]
    every = {d: state.proposal(d) for d in asked}
    proposes = tuple((d, p.outcome or "", because(p)) for d, p in every.items() if p.complete)
    otherwise = tuple((d, every[d].missing) for d in asked if every[d].otherwise)
    read = {n for d in asked for c in state.plan.tables[d].table.inputs for n in names(c.tree)}
    criteria = [c for c in state.plan.criteria if c in want.verdicts or c in read]
    return proposes, otherwise, tuple(c for c in criteria if state.verdict(c).word == "not assessable")


def _explained(
    catalogue: Catalogue, state: State | None, path: Path, problem: Problem, want: Expected, lang: Lang
) -> Differs:
    if state is None or len(path) != 3 or path[0] != "expect":
        return _plain(problem)
    part, name = str(path[1]), str(path[2])
    group, place = _GROUPS.get(part, ""), partial(_place, catalogue, state.plan)
    if name not in getattr(state.plan, group, ()):
        return Differs(problem, part, name, None, (), ())
    told: Iterable[str] = ()
    change: tuple[str, ...] = ()
    match part:
        case "proposes":
            return _of_proposal(state, name, want.proposes[name], problem, place, lang)
        case "verdicts":
            told, change = _of_verdict(state, name, want.verdicts[name], lang)
        case "values":
            tree = state.plan.derived[name].is_.tree
            told = (in_rule(state.plan, tree, lang), *(_read(state, n, lang) for n in names(tree)))
        case "hypotheses":
            told = (_verdict(state, c, lang) for c in state.plan.hypotheses[name].criteria)
        case "steps" if (why := state.step(name).why) is not None:
            told = (why.message(lang),)
    return Differs(problem, part, name, place(group, name), tuple(told), change)


# What each kind of expectation is about, and which words it comes to.
_GROUPS = {
    "verdicts": "criteria",
    "proposes": "decisions",
    "values": "derived",
    "hypotheses": "hypotheses",
    "steps": "steps",
}
_WORDS = {"verdicts": "verdict", "steps": "step", "hypotheses": "hypothesis"}


def _place(
    catalogue: Catalogue, plan: Plan, group: str, name: str, row: tuple[int, int] | None = None
) -> Place | None:
    """Where a part stands: in the file of the protocol, or of the general one it supplements."""
    for owner in (plan.protocol, plan.parent):
        if owner is not None and name in getattr(owner, group):
            document = catalogue.entry(owner.reference).document
            if row is not None:
                return document.place((group, name, "table"), cell=row)
            return document.place((group, name), on_key=True)
    return None


def _read(state: State, name: str, lang: Lang) -> str:
    words = named_value(state.plan, name, state.value(name), lang)
    return f"{state.plan.labels.get(name, name)}: {words}"


def _verdict(state: State, name: str, lang: Lang) -> str:
    return f"{state.plan.criteria[name].says}: {marked('verdict', state.verdict(name).word, lang)}"


_PART = {"met": Words("voldaan als", "met if"), "judge": Words("oordeel als", "judgement if")}


def _of_verdict(state: State, name: str, want: str, lang: Lang) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The conditions that were looked at with what they read; the answers that would give the other word."""
    found: list[str] = []
    for part, words, seen in verdict_trace(state, name).conditions:
        held = marked("missing", "unknown", lang) if seen.value is None else label("truth", seen.value, lang)
        found.append(f"{_PART[part][lang]} {words}: {held}")
        found += [text for one in seen.reads if (text := _read(state, one.name, lang)) not in found]
    ways = next(iter(answers_for(state, name, frozenset({want}))), ())
    return tuple(found), (listed([move.needed for move in ways], lang, AND),) if ways else ()


def _of_proposal(
    state: State, name: str, want: str, problem: Problem, place: Callable[..., Place | None], lang: Lang
) -> Differs:
    plan, proposal = state.plan, state.proposal(name)
    text = plan.decisions[name].table
    found: list[str] = []
    row = None
    for number in proposal.rules:
        rule = text.rules[number - 1]
        row = row or (rule.when[0][0] if rule.when else rule.then[0]).place[:2]
        when = [
            f"{column_in_words(plan, head.tree, lang)}: {cell_in_words(tree, head.tree, plan, lang)}"
            for head, (_, tree) in zip(text.inputs, rule.when, strict=True)
            if evaluate(tree, {}) is not True
        ]
        says = Words("rij {n}: {when}", "row {n}: {when}")
        found.append(says.fill(lang, {"n": str(number), "when": "; ".join(when) or "-"}))
    if not proposal.rules:
        found.append(_NO_ROW[lang])
        found += [_read(state, n, lang) for n in proposal.missing]
    changes = sorted(smallest_change(state, name), key=lambda one: one.outcome != want)
    near = tuple(change_in_words(plan, name, one, lang) for one in changes[:1])
    return Differs(problem, "proposes", name, place("decisions", name, row), tuple(found), near)


_NO_ROW = Words(
    "geen rij geldt, dus de uitkomst van «otherwise»", "no row holds, so the outcome of «otherwise»"
)


# ---- told


def told(one: Ran, plan: Plan, lang: Lang) -> b.Section:
    """A case that fails, as a section: each difference with why and what would do, and what came out."""
    blocks: list[b.Block | None] = []
    for differs in one.differs:
        rows: list[tuple[str, b.Cell]] = []
        for nl, en, items in (("want", "because", differs.because), ("verander", "change", differs.change)):
            if items:
                rows.append((Words(nl, en)[lang], b.Lines(items)))
        if differs.rule is not None:
            rows.append((Words("staat in", "stands in")[lang], b.Code(str(differs.rule))))
        place = f"{differs.problem.place}: " if differs.problem.place else ""
        blocks += [
            b.Paragraph(b.Line((b.Code(place), b.Marked(_said(plan, differs, lang), "bad")))),
            b.facts(rows),
        ]
    blocks.append(b.facts(_facts(one, plan, lang)))
    return b.Section(one.id, f"✗ {one.id}: {one.title}", tuple(x for x in blocks if x is not None))


def _right(one: Ran, plan: Plan, lang: Lang) -> b.Cell:
    """A case that holds, in a line; below it what of it rests on no rule, or can not be told."""
    head = b.Line((b.Marked("✓ ", "good"), b.Marked(one.id, "strong"), b.Marked(f"  {one.title}", "quiet")))
    rest = [b.Line((f"  {name}: ", cell)) for name, cell in _facts(one, plan, lang, only_open=True)]
    return b.Lines((head, *rest)) if rest else head


def _said(plan: Plan, one: Differs, lang: Lang) -> str:
    """The difference in the words of the protocol."""
    args = dict(one.problem.args)
    want, got = (str(args.get(key, "")) for key in ("want", "got"))
    says = Words("{name}: verwacht «{want}», gekregen «{got}»", "{name}: expected «{want}», got «{got}»")
    if one.part == "values" and one.name in plan.labels:
        name = plan.labels[one.name]
    elif one.part != "values" and one.name in (parts := getattr(plan, _GROUPS.get(one.part, ""), {})):
        name = called(parts[one.name])
        if one.part == "proposes":
            want, got = (outcome_title(plan, one.name, w if w != "None" else None, lang) for w in (want, got))
        else:
            want, got = (label(_WORDS[one.part], w, lang) if w != "-" else w for w in (want, got))
    else:
        return one.problem.message(lang)
    return says.fill(lang, {"name": upper(name), "want": want, "got": got})


def _facts(one: Ran, plan: Plan, lang: Lang, *, only_open: bool = False) -> Iterator[tuple[str, b.Inline]]:
    for decision, outcome, reason in one.proposes if not only_open else ():
        title = outcome_title(plan, decision, outcome, lang)
        yield plan.decisions[decision].title, f"{title} ({reason})" if reason else title
    for decision, missing in one.otherwise:
        words = listed([plan.labels.get(n, n) for n in missing], lang) if missing else "-"
        says = Words("geen rij geldt; het ontbreekt aan: {words}", "no row holds; missing: {words}")
        yield plan.decisions[decision].title, b.Marked(says.fill(lang, {"words": words}), "open")
    if one.open:
        words = listed([plan.criteria[c].says for c in one.open], lang)
        yield label("verdict", "not assessable", lang), b.Marked(words, "open")
    if one.refused and not only_open:
        yield Words("geweigerd", "refused")[lang], b.Code(one.refused)


def told_all(found: Iterable[Ran], plan: Plan, lang: Lang) -> b.Document:
    """The cases of one version: a line of each that holds, then those that fail, each in full."""
    every = tuple(found)
    wrong = [one for one in every if not one.holds]
    words = Words("Gevallen: {n}, anders dan verwacht: {wrong}.", "Cases: {n}, other than expected: {wrong}.")
    said = words.fill(lang, {"n": str(len(every)), "wrong": str(len(wrong))})
    return b.document(
        plan.reference,
        lang,
        b.Ref(plan.reference, "cases"),
        b.bullets(_right(one, plan, lang) for one in every if one.holds),
        *(told(one, plan, lang) for one in wrong),
        b.Paragraph(b.Marked(said, "bad" if wrong else "good")),
    )
