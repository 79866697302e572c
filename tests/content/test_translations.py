from __future__ import annotations

from pathlib import Path

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodia.content import load, shipped, update_po
from prodia.content.packs import read_pack
from prodia.content.spoken import spoken_digest
from prodia.content.translations import HEAD, Locale, _by_polib, _plain, read_po, update_all
from prodia.model.protocol import Cutoff, Protocol
from prodia.model.texts import texts, translated
from tests.content.packs import PROTOCOL, VALID, said, write

P = "lezen/1.0.0/protocol.yaml"
PO = "lezen/locale/en.po"
SHARED = "shared/locale/en.po"


def english(folder) -> tuple[dict[str, str], str]:
    """The sources of the protocol, and a complete translation of them: every text with EN before it."""
    source = load(write(folder, VALID)).catalogue.texts("lezen@1.0.0")
    po = polib.pofile(update_po(None, source.items(), "en"))
    for entry in po:
        entry.msgstr = f"EN {entry.msgid}"
    return source, str(po)


class TestTexts:
    """Every text has a stable key: the path in the file, and for a cell its rule and column."""

    def test_keys(self, tmp_path):
        source, _ = english(tmp_path)
        assert "Percentiel" == source["fields.pc.ask"]
        assert "geef hulp aan {naam}" == source["decisions.besluit.outcomes.hulp.texts.team"]
        assert "het is niet ernstig" == source["decisions.besluit.table.2.omdat"]
        assert "er ontbreekt iets" == source["decisions.besluit.otherwise.omdat"]
        assert not [k for k in source if k.endswith((".voorstel", ".ref", ".id", ".type", ".met"))]

    def test_replacing_every_text_replaces_every_text(self, tmp_path):
        protocol = load(write(tmp_path, VALID)).catalogue.entry("lezen@1.0.0").definition
        other = translated(protocol, lambda key, text: f"<{text}>")
        assert [(k, f"<{t}>") for k, t in texts(protocol)] == list(texts(other))
        assert protocol.criteria["ernst"].met == other.criteria["ernst"].met
        assert isinstance(other, Protocol) and protocol.title == "Leesprotocol"

    def test_a_figure_that_was_read_before_is_translated_too(self):
        cited = {"ref": "s", "confidence": "seen", "at": "bladzijde 3"}
        known = {"says": "laag", "type": "percentile", "is": 10, "source": [cited], "owner": "prodia"}
        one = Cutoff.model_validate({**known, "valid": {"from": "2026-01-01"}})
        assert "bladzijde 3" == one.figures[0].source[0].at
        assert "<bladzijde 3>" == translated(one, lambda key, text: f"<{text}>").figures[0].source[0].at

    def test_no_translation_changes_nothing(self, tmp_path):
        protocol = load(write(tmp_path, VALID)).catalogue.entry("lezen@1.0.0").definition
        assert protocol is translated(protocol, lambda key, text: None)


class TestPlanInEnglish:
    """A plan in English is the same plan with the texts of the PO file."""

    def test_texts(self, tmp_path):
        _, po = english(tmp_path / "a")
        files = {**VALID, PO: po}
        result = load(write(tmp_path / "b", files))
        assert [] == said(result, tmp_path / "b")
        plan = result.catalogue.plan("lezen@1.0.0", "en")
        assert "en" == plan.lang
        assert "EN Percentiel" == plan.fields["pc"].ask == plan.labels["pc"]
        decided = plan.tables["besluit"].decide_named({"ernst": "met"})
        assert (("hulp", "EN het is ernstig"),) == decided.rows
        dutch = result.catalogue.plan("lezen@1.0.0")
        assert dutch.digest == plan.digest
        assert "Percentiel" == dutch.fields["pc"].ask

    def test_shared(self, tmp_path):
        sources = {"sources.bron.title": "Een bron"}
        po = (
            update_po(None, sources.items(), "en")
            .replace('msgstr ""\n', 'msgstr "A source"\n')
            .replace('msgid ""\nmsgstr "A source"', 'msgid ""\nmsgstr ""', 1)
        )
        result = load(write(tmp_path, {**VALID, "shared/locale/en.po": po}))
        assert [] == said(result, tmp_path)
        assert "A source" == result.catalogue.shared("en").sources["bron"].title
        assert "Een bron" == result.catalogue.shared().sources["bron"].title


class TestFindings:
    """Missing, stale, left over and mangled translations are found, each at its place."""

    def found(self, tmp_path, po: str, protocol: str = PROTOCOL, name: str = PO) -> list[str]:
        folder = tmp_path / "b"
        return said(load(write(folder, {**VALID, P: protocol, name: po})), folder)

    def line(self, po: str, text: str) -> int:
        """The line polib gives an entry: that of its msgctxt or msgid."""
        return next(e.linenum for e in polib.pofile(po) if e.msgid == text)

    def test_complete(self, tmp_path):
        assert [] == self.found(tmp_path, english(tmp_path / "a")[1])

    def test_not_in_the_file(self, tmp_path):
        _, po = english(tmp_path / "a")
        text = PROTOCOL.replace(
            "    says: meet het lezen\n", "    says: meet het lezen\n    texts: {team: nieuw}\n"
        )
        assert [f"{P}:54:19 PRD-N02"] == self.found(tmp_path, po, text)

    def test_a_cell_not_in_the_file(self, tmp_path):
        _, po = english(tmp_path / "a")
        row = "      not met | geen        | het is niet ernstig\n"
        text = PROTOCOL.replace(row, row + "      judgement | geen      | eerst oordelen\n")
        assert [f"{P}:45:31 PRD-N02"] == self.found(tmp_path, po, text)

    def test_empty(self, tmp_path):
        _, po = english(tmp_path / "a")
        po = po.replace('msgstr "EN Percentiel"', 'msgstr ""')
        assert [f"{PO}:{self.line(po, 'Percentiel')}:1 PRD-N02"] == self.found(tmp_path, po)

    def test_stale(self, tmp_path):
        _, po = english(tmp_path / "a")
        text = PROTOCOL.replace("ask: Percentiel", "ask: Percentiel woordlezen")
        assert [f"{PO}:{self.line(po, 'Percentiel')}:1 PRD-N03"] == self.found(tmp_path, po, text)

    def test_placeholder(self, tmp_path):
        _, po = english(tmp_path / "a")
        po = po.replace("EN geef hulp aan {naam}", "EN help {name}")
        place = self.line(po, "geef hulp aan {naam}")
        assert [f"{PO}:{place}:1 PRD-N04"] == self.found(tmp_path, po)

    def test_left_over(self, tmp_path):
        _, po = english(tmp_path / "a")
        po += '\nmsgid "weg"\nmsgstr "gone"\n\nmsgctxt "fields.weg"\nmsgid "Percentiel"\nmsgstr "gone"\n'
        lines = [self.line(po, "weg"), po.count("\n") - 2]
        assert [f"{PO}:{line}:1 PRD-N05" for line in lines] == self.found(tmp_path, po)

    def test_twice(self, tmp_path):
        _, po = english(tmp_path / "a")
        po += '\nmsgid "Percentiel"\nmsgstr "x"\n'
        assert ["PRD-N18"] == [f.split()[1] for f in self.found(tmp_path, po)]

    def test_another_language(self, tmp_path):
        name = "lezen/locale/nl_BE.po"
        assert [f"{name}:1:1 PRD-N06"] == self.found(tmp_path, "", name=name)

    @pytest.mark.parametrize(
        ("more", "codes"),
        [
            ("", []),
            ('msgid "Percentiel"\nmsgstr "Percentile"\n', ["PRD-N05"]),
            ('msgid "geef hulp aan {naam}"\nmsgstr "aidez {naam}"\n', ["PRD-N05"]),
        ],
    )
    def test_french_is_the_title_and_the_summary(self, tmp_path, more, codes):
        """Nothing else of a protocol is asked in French, and what else is there has no place."""
        head = {key: text for key, text in english(tmp_path / "a")[0].items() if key in HEAD}
        assert set(HEAD) == set(head)
        po = "".join(f'msgid "{text}"\nmsgstr "FR {text}"\n\n' for text in head.values()) + more
        name = "lezen/locale/fr.po"
        assert codes == [f.split()[1] for f in self.found(tmp_path, po, name=name)]
        catalogue = load(write(tmp_path / "b", {**VALID, name: po})).catalogue
        assert {"fr": {key: f"FR {text}" for key, text in head.items()}} == catalogue.plan("lezen@1.0.0").also

    def test_french_that_is_begun_is_finished(self, tmp_path):
        po = 'msgid "Leesprotocol"\nmsgstr "Lecture"\n'
        assert ["PRD-N02"] == [f.split()[1] for f in self.found(tmp_path, po, name="lezen/locale/fr.po")]

    @pytest.mark.parametrize("po", ['msgctxt "a"\nmsgid x\n', "onzin\n", 'msgid "a\n'])
    def test_unreadable(self, tmp_path, po):
        codes = {f.split()[1] for f in self.found(tmp_path, po)}
        assert "PRD-N17" in codes

    @given(
        st.text(max_size=200)
        | st.lists(
            st.sampled_from(
                ["msgid", "msgstr", "msgctxt", ' "a"', ' "', "\n", "#~ ", "#, fuzzy", "[1]", "\\", "#|"]
            ),
            max_size=30,
        ).map(lambda entries: "".join(['msgid ""\nmsgstr ""\n', *entries]))
    )
    def test_never_an_exception(self, text):
        said, problems = read_po(Locale("lezen@1.0.0", "en", "en.po", text))
        lines = 1 + text.count("\n") + text.count("\r")
        assert all(1 <= p.place.line <= lines for p in problems)
        # whatever is said stands in the file, on the line that is named
        assert all(1 <= one.place.line <= lines and one.text.split("\n")[0] in text for one in said)

    def test_a_name_of_a_file_is_not_opened(self, tmp_path):
        write(tmp_path, {"secret.po": 'msgctxt "k"\nmsgid "a"\nmsgstr "SECRET"\n'})
        said, _ = read_po(Locale("x", "en", "en.po", str(tmp_path / "secret.po")))
        assert () == said


class TestOnce:
    """The same Dutch is translated once for every place, every version and every protocol where it stands."""

    SECOND = PROTOCOL.replace("version: 1.0.0", "version: 2.0.0")
    OTHER = PROTOCOL.replace("id: lezen", "id: ander")

    def english(self, folder: Path, files: dict[str, str], *references: str) -> list[str | None]:
        result = load(write(folder, VALID | files))
        assert [] == [one for one in said(result, folder) if "PRD-N" in one]
        found = result.catalogue
        return [found.plan(one, "en").fields["pc"].ask for one in references]

    def test_a_copied_version_needs_nothing_more(self, tmp_path):
        files = {PO: english(tmp_path / "a")[1], "lezen/2.0.0/protocol.yaml": self.SECOND}
        asked = self.english(tmp_path / "b", files, "lezen@1.0.0", "lezen@2.0.0")
        assert ["EN Percentiel", "EN Percentiel"] == asked

    @pytest.mark.parametrize("where", ["2.0.0", "2.0.0.fields", "2.0.0.fields.pc.ask"])
    def test_one_version_says_it_otherwise(self, tmp_path, where):
        po = english(tmp_path / "a")[1] + f'\nmsgctxt "{where}"\nmsgid "Percentiel"\nmsgstr "other"\n'
        files = {PO: po, "lezen/2.0.0/protocol.yaml": self.SECOND}
        asked = self.english(tmp_path / "b", files, "lezen@1.0.0", "lezen@2.0.0")
        assert ["EN Percentiel", "other"] == asked

    def test_what_fits_a_place_best_counts(self, tmp_path):
        more = ("fields", "fields.pc", "fields.pc.ask")
        po = english(tmp_path / "a")[1]
        for number, where in enumerate(more):
            po += f'\nmsgctxt "{where}"\nmsgid "Percentiel"\nmsgstr "{number}"\n'
        result = load(write(tmp_path / "b", VALID | {PO: po}))
        assert "2" == result.catalogue.plan("lezen@1.0.0", "en").fields["pc"].ask

    def test_what_is_shared_serves_every_protocol_and_the_own_file_comes_first(self, tmp_path):
        own = 'msgid "Percentiel"\nmsgstr "mine"\n'
        files = {
            SHARED: english(tmp_path / "a")[1] + '\nmsgid "Een bron"\nmsgstr "A source"\n',
            "ander/1.0.0/protocol.yaml": self.OTHER,
            "ander/locale/en.po": own,
        }
        assert ["EN Percentiel", "mine"] == self.english(tmp_path / "b", files, "lezen@1.0.0", "ander@1.0.0")

    def test_what_a_tool_guessed_is_not_shown(self, tmp_path):
        po = english(tmp_path / "a")[1].replace('msgid "Percentiel"', '#, fuzzy\nmsgid "Percentiel"')
        result = load(write(tmp_path / "b", VALID | {PO: po}))
        assert "Percentiel" == result.catalogue.plan("lezen@1.0.0", "en").fields["pc"].ask
        assert ["PRD-N03"] == [one.split()[1] for one in said(result, tmp_path / "b")]

    def test_a_file_in_the_folder_of_a_version_is_named(self, tmp_path):
        found = said(load(write(tmp_path, VALID | {"lezen/1.0.0/locale/en.po": ""})), tmp_path)
        assert ["lezen/1.0.0/locale/en.po:1:1 PRD-Y11"] == found

    def test_what_was_released_stays_in_english_too(self, tmp_path):
        released = {
            P: PROTOCOL.replace("status: concept", "status: released"),
            PO: english(tmp_path / "a")[1],
        }
        pack = read_pack(write(tmp_path / "b", VALID | released))
        entry = pack.entry(Protocol, "lezen@1.0.0")
        lines = [f"lezen@1.0.0 {entry.digest}", f"lezen@1.0.0 en {spoken_digest(pack, entry.name, 'en')}"]
        released["released.lock"] = "\n".join([*lines, ""])
        assert [] == said(load(write(tmp_path / "b", released)), tmp_path / "b")
        released[PO] = released[PO].replace("EN Percentiel", "Percentile")
        found = said(load(write(tmp_path / "b", released)), tmp_path / "b")
        assert [f"{P}:3:10 PRD-L90"] == found

    def test_of_what_is_shipped_as_well(self):
        lock = (shipped() / "released.lock").read_text("utf-8").split("\n")
        names = {line.rpartition(" ")[0] for line in lock if line}
        spoken = {name for name in names if name.endswith(" en")}
        assert spoken == {f"{name} en" for name in names if " " not in name}


class TestUpdate:
    """Writing a PO file anew loses no translation."""

    def test_unchanged(self, tmp_path):
        source, po = english(tmp_path)
        assert po == update_po(po, source.items(), "en")

    def written(self, texts: str, old: str | None = None) -> polib.POFile:
        return polib.pofile(update_po(old, [(f"k{n}", t) for n, t in enumerate(texts.split("|"))], "en"))

    def translated(self, texts: str) -> str:
        po = self.written(texts)
        for entry in po:
            entry.msgstr = f"EN {entry.msgid}"
        return str(po)

    def test_changed_new_and_gone(self):
        new = self.written("de tweede tekst!|iets nieuws|een", self.translated("een|de tweede tekst|drie"))
        live = {e.msgid: (e.msgstr, e.fuzzy, e.previous_msgid) for e in new if not e.obsolete}
        assert {
            "de tweede tekst!": ("EN de tweede tekst", True, "de tweede tekst"),
            "iets nieuws": ("", False, None),
            "een": ("EN een", False, None),
        } == live
        assert [("drie", "EN drie")] == [(e.msgid, e.msgstr) for e in new.obsolete_entries()]

    def test_what_comes_back_is_found_again(self):
        gone = str(self.written("iets anders", self.translated("een")))
        assert "EN een" == self.written("een", gone)[0].msgstr

    def test_two_places_with_the_same_words_are_one_entry(self):
        assert ["ja"] == [e.msgid for e in self.written("ja|ja")]

    def test_what_several_protocols_say_moves_to_what_is_shared(self):
        old = {"a": self.translated("ja|alleen a"), "b": None, "shared": None}
        wanted = {
            "a": [("1.0.0.x", "ja"), ("1.0.0.y", "alleen a"), ("1.0.0.z", "nieuw")],
            "b": [("1.0.0.x", "ja"), ("1.0.0.z", "nieuw")],
            "shared": [],
        }
        made = {owner: polib.pofile(text) for owner, text in update_all(old, wanted, "en").items()}
        assert {
            "a": [("alleen a", "EN alleen a")],
            "b": [],
            "shared": [("ja", "EN ja"), ("nieuw", "")],
        } == {owner: [(e.msgid, e.msgstr) for e in po] for owner, po in made.items()}
        again = {owner: str(po) for owner, po in made.items()}
        assert again == update_all(again, wanted, "en")

    SOURCE = st.dictionaries(
        st.text("abc.", min_size=1, max_size=5), st.text('ab é"\\\n{}', min_size=1).filter(str.strip)
    )

    @given(SOURCE)
    def test_reading_what_was_written(self, source):
        said, problems = read_po(Locale("x", "en", "en.po", update_po(None, source.items(), "en")))
        assert () == problems
        assert set(source.values()) == {one.source for one in said}


ENTRY = """
#: weg
{flag}msgctxt "{key}"
msgid "een \\"tekst\\" {source}\\n"
"en meer"
msgstr "a text {text}\\t\\\\n"
"""
FLAGS = ["", "#, fuzzy\n", "#, c-format, fuzzy\n", "#, fuzzyer\n", "#~ weg\n", "# a\n", "#,fuzzy\n"]
PIECE = st.text('ab {}\\\\"nt#~\n', max_size=6)


class TestTwoWaysToRead:
    """A file as plain as we write it is read without polib, and comes out as polib reads it."""

    def test_of_what_is_shipped(self):
        for path in Path(shipped()).rglob("*.po"):
            locale = Locale("x", "en", "f", path.read_text("utf-8"))
            assert _plain(locale) is not None
            assert _by_polib(locale) == (_plain(locale), [])

    @given(
        st.lists(
            st.builds(
                ENTRY.format,
                flag=st.sampled_from(FLAGS),
                key=st.sampled_from(["a", "b.c", ""]),
                source=PIECE,
                text=PIECE,
            ),
            max_size=3,
        ).map(lambda entries: "".join(['msgid ""\nmsgstr ""\n', *entries]))
    )
    def test_of_any_entries(self, text):
        locale = Locale("x", "en", "f", text)
        plain = _plain(locale)
        if plain is not None:
            assert (plain, []) == _by_polib(locale)
