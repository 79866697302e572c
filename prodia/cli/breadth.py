"""How broad an instrument is, alone or with others: a section for ``prodia instruments``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prodia.batch.keys import battery
from prodia.telling.blocks import Bullets, Grid, Paragraph, Section
from prodia.words import Lang, Words

if TYPE_CHECKING:
    from prodia.content import Catalogue
    from prodia.psychometrics.coverage import Coverage

_HEADS = (Words("vaardigheid", "ability"), Words("schalen", "scales"))


def breadth(found: Catalogue, reference: str, others: list[str], lang: Lang) -> Section | None:
    """What the scales cover together; None for one instrument that does not say what it measures.

    Raises ContentError for another one that does not.
    """
    one = found.instrument(reference).definition
    if not others and not any(scale.abilities for scale in one.scales.values()):
        return None
    told = battery(found, [reference, *others])
    whole: Coverage = told if not hasattr(told, "together") else told.together
    said = found.abilities(lang)
    titles = {code: ability.title for code, ability in said.abilities.items()} if said else {}

    def named(code: str) -> str:
        return f"{code}, {titles[code]}" if code in titles else code

    scales = {c.ability: [f"{s.test}: {s.id}" if s.test else s.id for s in c.subtests] for c in whole.covered}
    rows = tuple((named(code), ", ".join(scales.get(code, ["-"]))) for code in whole.rule.abilities)
    heading = Words("Hoe breed", "How broad")[lang]
    remarks = Bullets(tuple(remark[lang] for remark in whole.remarks))
    grid = Grid(tuple(head[lang] for head in _HEADS), rows)
    return Section("breadth", heading, (Paragraph(whole.reason[lang]), grid, remarks))
