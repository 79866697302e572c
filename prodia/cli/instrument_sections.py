"""One instrument as sections: the same words as on its page of the site, without the links."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from prodia.errors import ContentError
from prodia.report import instrument as told
from prodia.report.normgroup import NormGroup, norm_bands, norm_facts
from prodia.report.scale import ability_said, cut_facts, cut_grid, scale_facts
from prodia.telling.blocks import Block, Bullets, Cell, Facts, Marked, Paragraph, Section
from prodia.words import Lang, Words

if TYPE_CHECKING:
    from prodia.content import Catalogue
    from prodia.model.instrument import Abilities, Erratum, Instrument
    from prodia.model.parts import Cited
    from prodia.model.shared import Source


def whole(found: Catalogue, reference: str, lang: Lang) -> tuple[Section, ...]:
    """What it is, its answers, scales, rules, errata and examples, its norms, and who asks for it.

    Raises ContentError for an instrument with faults, or public norms whose rows can not be read.
    """
    one = found.instrument(reference, lang).definition
    written = found.instrument(reference).definition
    telling = _Telling(found, one, written, lang, found.shared(lang).sources, found.abilities(lang))
    return tuple(section for section in telling.sections() if section.blocks)


@dataclass(frozen=True, slots=True)
class _Telling:
    """One instrument in one language, with what is cited and measured around it."""

    found: Catalogue
    one: Instrument
    written: Instrument
    lang: Lang
    sources: Mapping[str, Source]
    abilities: Abilities | None

    def say(self, nl: str, en: str) -> str:
        return Words(nl, en)[self.lang]

    def sections(self) -> Iterator[Section]:
        one, lang, say = self.one, self.lang, self.say
        replaced = (say("vervangen door", "replaced by"), one.replaced_by or "")
        head = self.facts(told.about(one, lang), replaced, self.cited((*one.source, *one.rating.source)))
        yield Section("instrument", one.title, (Paragraph(told.kind_said(one, lang)), head))
        answers = told.answers(one, lang)
        yield Section("answers", say("Antwoorden", "Answers"), (answers,) if answers else ())
        for id in one.scales:
            yield Section(f"scale-{id}", one.scales[id].title, tuple(self.scale(id)))
        for name in one.rules:
            yield Section(
                f"rule-{name}", say("Besluit van het formulier", "Rule of the form"), self.rule(name)
            )
        errata = tuple(block for erratum in one.errata for block in self.erratum(erratum))
        yield Section("errata", say("Anders dan gedrukt", "Other than printed"), errata)
        yield Section("examples", say("Voorbeelden", "Examples"), tuple(self.examples()))
        yield from self.norms()
        asked = tuple(self.asked())
        yield Section("used", say("Gebruikt in", "Used in"), (Bullets(asked),) if asked else ())

    def facts(self, block: Facts, *more: tuple[str, Cell]) -> Facts:
        """The facts with more below them; what has no value is left out."""
        return Facts((*block.rows, *((label, value) for label, value in more if str(value))))

    def cited(self, sources: tuple[Cited, ...]) -> tuple[str, Cell]:
        said = told.sources_said(sources, self.sources, self.lang)
        return self.say("bron", "source"), Marked(said, "quiet")

    def exact(self, text: str) -> tuple[str, Cell]:
        return self.say("precies", "exactly"), Marked(text, "quiet")

    def scale(self, id: str) -> Iterator[Block]:
        scale = self.one.scales[id]
        measured = "; ".join(ability_said(code, self.abilities) for code in scale.abilities)
        yield self.facts(
            scale_facts(self.one, id, self.lang),
            self.exact(scale.is_.text if scale.is_ is not None else ""),
            (self.say("naam in regels", "name in rules"), id),
            (self.say("brede vaardigheid", "broad ability"), measured),
            self.cited(scale.source),
        )
        for cuts in scale.cuts.values():
            yield Paragraph(cuts.says, "strong")
            yield cut_grid(cuts, self.lang)
            yield self.facts(cut_facts(cuts, self.lang), self.cited(cuts.source))

    def rule(self, name: str) -> tuple[Block, ...]:
        rule = self.one.rules[name]
        more = (
            self.exact(rule.is_.text),
            (self.say("naam in regels", "name in rules"), name),
            self.cited(rule.source),
        )
        return Paragraph(rule.says, "strong"), self.facts(told.rule_facts(self.one, rule, self.lang), *more)

    def erratum(self, erratum: Erratum) -> Iterator[Block]:
        yield Paragraph(erratum.where, "strong")
        yield self.facts(told.erratum_facts(erratum, self.lang), self.cited(erratum.source))

    def examples(self) -> Iterator[Block]:
        table = told.examples(self.one, self.lang, self.written)
        if table is None:
            return
        yield table
        cited = tuple(c for example in self.one.examples for c in example.source)
        yield from [self.facts(Facts(()), self.cited(cited))] if cited else []

    def norms(self) -> Iterator[Section]:
        titles = {id: scale.title for id, scale in self.one.scales.items()}
        for reference, norms in self.found.norms(self.lang).items():
            if norms.instrument != self.one.id:
                continue
            open_ = norms.rows == "public" and norms.kind is not None
            group = NormGroup(norms, self.found.norm_rows(reference)[1] if open_ else None)
            cited = (*norms.source, *(norms.interval.source if norms.interval else ()))
            facts = self.facts(norm_facts(group, titles, self.lang), self.cited(cited))
            bands = norm_bands(group, titles, self.lang)
            title = self.say("Normen", "Norms") + f" {reference}"
            yield Section(f"norms-{reference}", title, (facts, bands) if bands else (facts,))

    def asked(self) -> Iterator[str]:
        """Every field of a protocol that asks for this instrument."""
        for reference in self.found.references():
            try:
                protocol = self.found.plan(reference, self.lang).protocol
            except ContentError:  # a protocol with mistakes: `check` says what they are
                continue
            for name, field in protocol.fields.items():
                if field.instrument == self.one.id:
                    yield f"{field.ask} ({reference}, {name})"
