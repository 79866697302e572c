"""Broad cognitive abilities told: what each is, which scales measure it, and how broad a test is.

``abilities(shelf, lang)``      all of them, and the rule by which a test may be called general
``breadth(found, known, lang)`` how broad one test is, or several together
"""

from __future__ import annotations

from prodia.model.instrument import Abilities
from prodia.psychometrics.coverage import Coverage, CrossBattery
from prodia.telling.blocks import (
    Block,
    Document,
    Lines,
    Link,
    List,
    Paragraph,
    Ref,
    Section,
    Table,
    authored,
    facts,
    section,
)
from prodia.telling.shelf import Shelf
from prodia.telling.values import cited
from prodia.words import Lang, Words
from prodia.words.labels import label
from prodia.words.lists import upper

__all__ = ["abilities", "breadth"]


def abilities(shelf: Shelf, lang: Lang) -> Document:
    """Each ability, and when a test may be called general. Raises ValueError on a shelf that has none."""
    known = shelf.abilities
    if known is None:
        raise ValueError("there are no abilities on this shelf")
    blocks: list[Block | None] = []
    source = Words("bron", "source")[lang]
    for code, one in known.abilities.items():
        rows = facts(
            [
                (Words("wat het is", "what it is")[lang], authored(one.means)),
                (Words("gemeten door", "measured by")[lang], _measured(shelf, code)),
                (source, cited(shelf.shared, one.source, lang)),
            ]
        )
        blocks.append(section(code, f"{upper(one.title)} ({code})", rows))
    rule = known.coverage
    titles = (f"{known.abilities[code].title} ({code})" for code in rule.required if code in known.abilities)
    heading = Words("Wanneer een test algemeen mag heten", "When a test may be called general")[lang]
    rows = facts(
        [
            (Words("nooit zonder", "never without")[lang], ", ".join(titles)),
            (Words("minstens", "at least")[lang], str(rule.least)),
            (Words("opmerking", "note")[lang], authored(rule.note or "")),
            (source, cited(shelf.shared, rule.source, lang)),
        ]
    )
    blocks.append(section("general", heading, rows))
    kept = tuple(block for block in blocks if block is not None)
    return Document(label("things", "abilities", lang), lang, kept, Ref("", "abilities"))


def _measured(shelf: Shelf, code: str) -> Lines | str:
    found = tuple(
        Link(f"{one.title}: {scale.title}", Ref("", "instruments", id, f"scale-{name}"))
        for id, one in shelf.shared.instruments.items()
        for name, scale in one.scales.items()
        if code in scale.abilities
    )
    return Lines(found) if found else ""


def breadth(found: Coverage | CrossBattery, known: Abilities | None, lang: Lang) -> Section:
    """What scales cover, alone or with those of other instruments, and what to know of it."""
    whole = found if isinstance(found, Coverage) else found.together
    titles = {code: ability.title for code, ability in known.abilities.items()} if known else {}
    scales = {c.ability: [f"{s.test}: {s.id}" if s.test else s.id for s in c.subtests] for c in whole.covered}
    rows = tuple(
        (f"{code}, {titles[code]}" if code in titles else code, ", ".join(scales.get(code, ["-"])))
        for code in whole.rule.abilities
    )
    columns = (Words("vaardigheid", "ability")[lang], Words("schalen", "scales")[lang])
    remarks = List(tuple(remark[lang] for remark in whole.remarks))
    heading = Words("Hoe breed", "How broad")[lang]
    return Section("breadth", heading, (Paragraph(whole.reason[lang]), Table(columns, rows), remarks))
