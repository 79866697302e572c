"""A decision table that is a staircase: each step asks a criterion, and who has a yes on each comes up.

Told as a table of steps, with the worked cases that stopped on each: what a long table hides in its dashes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from prodia.language import Name
from prodia.model.events import CaseFile
from prodia.model.plan import Plan
from prodia.pictures.stairs import Tread, staircase
from prodia.telling import blocks as b
from prodia.telling import values
from prodia.words import Lang, Words
from prodia.words.lists import upper

if TYPE_CHECKING:
    from prodia.telling.shelf import Shelf

__all__ = ["stairs"]

_FEWEST = 3  # steps; a shorter one is read at once
_MOST = 8  # worked cases
_YES = "met"
_ON = Words("naar trede {n}", "on to step {n}")
_RULE = Words(" (regel {n})", " (rule {n})")
_NEVER = Words("komt op deze trede niet voor", "does not occur on this step")
_LEAD = Words(
    "Trede voor trede: wie op elke trede «voldaan» krijgt, komt boven. Ontbreekt een gegeven, dan is er nog "
    "niets te zeggen: geen antwoord is nooit een nee.",
    "Step by step: who has «met» on every step comes up. Where something is not known, there is nothing to "
    "tell yet: no answer is never a no.",
)
_PICTURE = Words("{title} De trap", "{title} The staircase")
_DRAWN = Words(
    "Een trap van {n} treden. Onder elke trede staat wat er volgt als het antwoord nee is; een ruit: hier "
    "kan een mens moeten oordelen. Bovenaan: {top}.",
    "A staircase of {n} steps. Below each stands what follows where the answer is no; a diamond: here a "
    "person may have to judge. At the top: {top}.",
)
_SHOWN = Words("Uitgewerkte voorbeelden op de trap", "Worked examples on the stairs")


def stairs(shelf: Shelf, plan: Plan, id: str, told: b.Table, lang: Lang) -> tuple[b.Block, ...]:
    """The steps and the worked cases on them; nothing where ``told``, the table, is no staircase.

    ``told``: in each row a number, a cell for each criterion and the outputs; last what holds otherwise.
    """
    trees = [column.tree for column in plan.decisions[id].table.inputs]
    names = [tree.id for tree in trees if isinstance(tree, Name) and tree.id in plan.criteria]
    count = len(names)
    if count < _FEWEST or count != len(trees):
        return ()
    steps: list[dict[str, b.Inline]] = [{} for _ in names]
    outcomes: list[dict[str, str]] = [{} for _ in names]
    for number, *cells in told.rows[: len(plan.decisions[id].table.rules)]:
        found = _step(cells[:count])
        if found is None or found[1] in steps[found[0]]:
            return ()
        at, verdict = found
        outcomes[at][verdict] = str(cells[count])
        steps[at][verdict] = b.joined((_inline(cells[count]), _RULE.fill(lang, {"n": str(number)})), "")
    if any(_YES in step for step in steps[:-1]) or _YES not in steps[-1]:
        return ()
    for at, step in enumerate(steps[:-1], 2):
        step[_YES] = _ON.fill(lang, {"n": str(at)})
    verdicts = [word for word in ("not met", "judgement", _YES) if any(word in step for step in steps)]
    if any(word not in verdicts for step in steps for word in step):
        return ()
    rows = tuple(
        (
            b.joined((f"{at}. ", _inline(told.columns[at])), ""),
            *(step.get(word, b.Mark("verdict", "any", _NEVER[lang])) for word in verdicts),
        )
        for at, step in enumerate(steps, 1)
    )
    first: tuple[b.Inline, ...] = values.heads(lang, "trede", "step")
    columns = first + tuple(values.marked("verdict", word, lang) for word in verdicts)
    title = plan.decisions[id].title
    shown = _cases(shelf.cases.get(plan.reference, ()), plan, id, names, lang)
    table = b.Table(columns, rows, title, outputs=len(verdicts))
    treads = [
        Tread(
            upper(str(told.columns[at])),
            next((found[word] for word in verdicts if word in found and word != _YES), ""),
            "judgement" in found,
        )
        for at, found in enumerate(outcomes, 1)
    ]
    says = _DRAWN.fill(lang, {"n": str(count), "top": outcomes[-1][_YES]})
    name = _PICTURE.fill(lang, {"title": title})
    drawn = staircase(name, says, treads, outcomes[-1][_YES], name="trap", lang=lang)
    return (b.Paragraph(_LEAD[lang]), b.Picture(name, says, drawn), table, *shown)


def _step(cells: Sequence[b.Cell]) -> tuple[int, str] | None:
    """On which step a rule stops and with which verdict; None for a rule that is none of a staircase."""
    keys = [cell.key if isinstance(cell, b.Mark) else "" for cell in cells]
    at = next((n for n, key in enumerate(keys) if key != _YES), len(keys) - 1)
    if not keys[at] or keys[at] == "any" or any(key != "any" for key in keys[at + 1 :]):
        return None
    return at, keys[at]


def _inline(cell: b.Cell) -> b.Inline:
    assert not isinstance(cell, b.Lines)
    return cell


def _cases(
    cases: Iterable[CaseFile], plan: Plan, id: str, names: Sequence[str], lang: Lang
) -> Iterator[b.Block]:
    """Worked cases that say themselves where they stop: each way of stopping once."""
    rows: dict[tuple[int, str], tuple[b.Cell, ...]] = {}
    for case in cases:
        proposed = case.expect.proposes.get(id)
        said = [case.expect.verdicts.get(name) for name in names]
        at = next((n for n, word in enumerate(said) if word != _YES), len(names) - 1)
        word = said[at]
        outcome = plan.decisions[id].outcomes.get(proposed or "")
        if outcome is not None and word and (at, word) not in rows:
            link = b.Link(case.title, b.Ref(plan.reference, "cases", part=case.case))
            rows[at, word] = (link, str(at + 1), values.marked("verdict", word, lang), outcome.title)
    columns = values.heads(lang, "voorbeeld|trede|daar|voorstel", "example|step|there|proposal")
    chosen = [row for _, row in sorted(rows.items(), key=lambda pair: pair[0])][:_MOST]
    if len(chosen) > 1:
        yield b.Table(columns, tuple(chosen), _SHOWN[lang])
