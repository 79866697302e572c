from __future__ import annotations

from pathlib import Path

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodia.content import load, shipped, update_po
from prodia.content.packs import Locale
from prodia.content.translations import _by_polib, _plain, read_po
from prodia.model.protocol import Protocol
from prodia.model.texts import texts, translated
from tests.content.packs import PROTOCOL, SOURCES, VALID, said, write

P = "lezen/1.0.0/protocol.yaml"
PO = "lezen/1.0.0/locale/en.po"


def english(folder) -> tuple[dict[str, str], str]:
    """The sources of the protocol, and a complete translation of them: every text with EN before it."""
    source = load(write(folder, VALID)).catalogue.texts("lezen@1.0.0")
    po = polib.pofile(update_po(None, source, "en"))
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
        other = translated(protocol, {key: f"<{text}>" for key, text in texts(protocol)})
        assert [(k, f"<{t}>") for k, t in texts(protocol)] == list(texts(other))
        assert protocol.criteria["ernst"].met == other.criteria["ernst"].met
        assert isinstance(other, Protocol) and protocol.title == "Leesprotocol"

    def test_no_translation_changes_nothing(self, tmp_path):
        protocol = load(write(tmp_path, VALID)).catalogue.entry("lezen@1.0.0").definition
        assert protocol is translated(protocol, {})


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
            update_po(None, sources, "en")
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

    def line(self, po: str, key: str) -> int:
        """The line polib gives an entry: that of its msgctxt or msgid."""
        return next(e.linenum for e in polib.pofile(po) if e.msgctxt == key)

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
        assert [f"{PO}:{self.line(po, 'fields.pc.ask')}:1 PRD-N02"] == self.found(tmp_path, po)

    def test_stale(self, tmp_path):
        _, po = english(tmp_path / "a")
        text = PROTOCOL.replace("ask: Percentiel", "ask: Percentiel woordlezen")
        assert [f"{PO}:{self.line(po, 'fields.pc.ask')}:1 PRD-N03"] == self.found(tmp_path, po, text)

    def test_placeholder(self, tmp_path):
        _, po = english(tmp_path / "a")
        po = po.replace("EN geef hulp aan {naam}", "EN help {name}")
        place = self.line(po, "decisions.besluit.outcomes.hulp.texts.team")
        assert [f"{PO}:{place}:1 PRD-N04"] == self.found(tmp_path, po)

    def test_left_over(self, tmp_path):
        _, po = english(tmp_path / "a")
        po += '\nmsgctxt "fields.weg.ask"\nmsgid "weg"\nmsgstr "gone"\n'
        assert [f"{PO}:{self.line(po, 'fields.weg.ask')}:1 PRD-N05"] == self.found(tmp_path, po)

    def test_twice(self, tmp_path):
        _, po = english(tmp_path / "a")
        po += '\nmsgctxt "fields.pc.ask"\nmsgid "Percentiel"\nmsgstr "x"\n'
        assert ["PRD-N18"] == [f.split()[1] for f in self.found(tmp_path, po)]

    def test_another_language(self, tmp_path):
        name = "lezen/1.0.0/locale/nl_BE.po"
        assert [f"{name}:1:1 PRD-N06"] == self.found(tmp_path, "", name=name)

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
        assert all(1 <= one.line <= lines and one.text.split("\n")[0] in text for one in said.values())

    def test_a_name_of_a_file_is_not_opened(self, tmp_path):
        write(tmp_path, {"secret.po": 'msgctxt "k"\nmsgid "a"\nmsgstr "SECRET"\n'})
        said, _ = read_po(Locale("x", "en", "en.po", str(tmp_path / "secret.po")))
        assert {} == said


class TestUpdate:
    """Writing a PO file anew loses no translation."""

    def test_unchanged(self, tmp_path):
        source, po = english(tmp_path)
        assert po == update_po(po, source, "en")

    def test_changed_new_and_gone(self):
        old = update_po(None, {"a": "een", "b": "twee", "c": "drie"}, "en")
        po = polib.pofile(old)
        for entry in po:
            entry.msgstr = f"EN {entry.msgid}"
        new = polib.pofile(update_po(str(po), {"b": "twee!", "d": "vier", "a": "een"}, "en"))
        live = {e.msgctxt: (e.msgid, e.msgstr, e.fuzzy, e.previous_msgid) for e in new if not e.obsolete}
        assert {
            "b": ("twee!", "EN twee", True, "twee"),
            "d": ("vier", "", False, None),
            "a": ("een", "EN een", False, None),
        } == live
        assert [("c", "EN drie")] == [(e.msgctxt, e.msgstr) for e in new.obsolete_entries()]

    def test_what_comes_back_is_found_again(self):
        po = polib.pofile(update_po(None, {"a": "een"}, "en"))
        po[0].msgstr = "one"
        gone = update_po(str(po), {}, "en")
        assert "one" == polib.pofile(update_po(gone, {"a": "een"}, "en"))[0].msgstr

    def test_two_keys_with_the_same_words(self):
        po = polib.pofile(update_po(None, {"a": "ja", "b": "ja"}, "en"))
        assert ["a", "b"] == [e.msgctxt for e in po]

    SOURCE = st.dictionaries(
        st.text("abc.", min_size=1, max_size=5), st.text('ab é"\\\n{}', min_size=1).filter(str.strip)
    )

    @given(SOURCE)
    def test_reading_what_was_written(self, source):
        said, problems = read_po(Locale("x", "en", "en.po", update_po(None, source, "en")))
        assert () == problems
        assert source == {key: one.source for key, one in said.items()}


class TestFixture:
    """The tests above rest on this."""

    def test_sources(self):
        assert "Een bron" in SOURCES


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
            locale = Locale("x@1.0.0", "en", "f", path.read_text("utf-8"))
            assert _plain(locale.text) is not None
            assert _by_polib(locale) == (_plain(locale.text), [])

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
        plain = _plain(text)
        if plain is not None:
            assert (plain, []) == _by_polib(Locale("x@1.0.0", "en", "f", text))
