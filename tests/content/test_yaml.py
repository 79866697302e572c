from __future__ import annotations

import re

import pytest
import yaml as pyyaml
from hypothesis import given
from hypothesis import strategies as st

from prodia.content import yaml as reader
from prodia.content.yaml import read
from prodia.content.yaml.marks import Mapping, Scalar, Sequence
from tests.counting import calls

LOADERS = [
    pytest.param(getattr(pyyaml, "CSafeLoader", None), id="libyaml"),
    pytest.param(pyyaml.SafeLoader, id="pure"),
]


@pytest.fixture(params=LOADERS)
def parser(request, monkeypatch):
    """Each of the two parsers PyYAML may have here."""
    if request.param is None:
        pytest.skip("PyYAML was built without libyaml here")
    monkeypatch.setattr(reader, "_LOADER", request.param)


def places(text: str | bytes) -> list[str]:
    """``line:col CODE`` of every problem in a file."""
    data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    return [f"{p.place.line}:{p.place.column} {p.code[4:]}" for p in read(data, "f.yaml").problems if p.place]


def value(text: str):
    document = read(text.encode(), "f.yaml").document
    return document.data if document else None


class TestMeaning:
    """A plain word is true, false, nothing, a canonical number, or the text the author typed."""

    @pytest.mark.parametrize(
        ("typed", "meant"),
        [
            ("true", True),
            ("false", False),
            ("null", None),
            ("~", None),
            ("", None),
            ("10", 10),
            ("-2.5", -2.5),
            ("0.05", 0.05),
            ("3.0", 3),
            ("0", 0),
            ("999999999999999999", 999999999999999999),
            # kept as typed: YAML 1.1 tools make False, True, 90, 8, 1000, 31 and 1.1 of these
            ("no", "no"),
            ("on", "on"),
            ("True", "True"),
            ("y", "y"),
            ("1:30", "1:30"),
            ("12:30", "12:30"),
            ("010", "010"),
            ("1_000", "1_000"),
            ("0x1F", "0x1F"),
            ("1.10", "1.10"),
            ("1e3", "1e3"),
            ("+5", "+5"),
            ("1.1.0", "1.1.0"),
            ("2026-02-30", "2026-02-30"),
            ("2018-12-02", "2018-12-02"),
            ('"10"', "10"),
            ("'true'", "true"),
            ("-", "-"),
            ("١٠", "١٠"),
        ],
    )
    def test_word(self, parser, typed, meant):
        got = value(f"[{typed}]" if typed == "-" else f"a: {typed}\n")
        got = got["a"] if isinstance(got, dict) else "-" if typed == "-" else got
        assert (type(meant), meant) == (type(got), got)

    @pytest.mark.parametrize("typed", ["no", "Yes", "off", "NULL", "True"])
    def test_what_another_reader_takes_for_a_truth_is_a_warning(self, typed):
        assert ["1:4 Y07"] == places(f"a: {typed}")
        assert [] == places(f'a: "{typed}"')

    @pytest.mark.parametrize("typed", ["1.10", "010", "12:30", "1_000", "0x1F", "+5", "1e3", "2.50"])
    def test_what_another_reader_takes_for_a_number_is_a_warning(self, typed):
        assert ["1:4 Y06"] == places(f"a: {typed}")
        assert [] == places(f"a: '{typed}'")

    @pytest.mark.parametrize("typed", ["version 1.10", "2018-12-02", "1.1.0", "so1", "a:b", "10%", "1 of 2"])
    def test_ordinary_words_are_no_finding(self, typed):
        assert [] == places(f"a: {typed}")


REFUSED = [
    ("duplicate key", "a: 1\nb: 2\na: 3\n", ["3:1 Y02"]),
    ("duplicate in flow", "x: {a: 1, a: 2}\n", ["1:11 Y02"]),
    ("number as key", "a:\n  5: x\n", ["2:3 Y03"]),
    ("truth as key", "true: x\n", ["1:1 Y03"]),
    ("list as key", "? [a, b]\n: x\n", ["1:3 Y03"]),
    ("tab", "a:\n\tb: 1\n", ["2:1 Y04"]),
    ("decimal comma", "a: 2,5\n", ["1:4 Y05"]),
    ("decimal comma in flow", "- {van: 8, tot: 20, pct: 2,5}\n", ["1:26 Y05"]),
    ("thousands", "a: 1.234,5\n", ["1:4 Y05"]),
    ("anchor", "a: &x 1\n", ["1:4 Y08"]),
    ("anchor and alias", "a: &x [1]\nb: *x\n", ["1:4 Y08", "2:4 Y08"]),
    ("a circle", "&a [1, *a]\n", ["1:1 Y08", "1:8 Y08"]),
    ("merge key", "a: {<<: {b: 1}}\n", ["1:5 Y08"]),
    ("python tag", "a: !!python/object/apply:os.system [ls]\n", ["1:4 Y08"]),
    ("timestamp tag", "a: !!timestamp nope\n", ["1:4 Y08"]),
    ("bool tag", "a: !!bool x\n", ["1:4 Y08"]),
    ("own tag", "a: !x {b: 1}\n", ["1:4 Y08"]),
    ("two documents", "a: 1\n---\nb: 2\n", ["2:1 Y15"]),
    ("UTF-16", "a: 1\n".encode("utf-16"), ["1:1 Y09"]),
    ("bad UTF-8", b"a: 1\nb: caf\xe9\n", ["2:7 Y09"]),
    ("NUL", b"a: 1\nb: \x00\n", ["2:4 Y09"]),
    ("control character", b"a: x\x07y\n", ["1:5 Y09"]),
    ("bidi override", "a: x\u202ey\n", ["1:5 Y09"]),
    ("zero width", "a: 1\nb: ab\u200bc\n", ["2:6 Y09"]),
    ("bidi in a comment", "a: 1 # \u2066\n", ["1:8 Y09"]),
    ("bidi by escape", 'a: "x\\u202ey"\n', ["1:4 Y09"]),
    ("soft hyphen", "a: lees\u00adzwak\n", ["1:8 Y09"]),
    ("loose accent", "a: cafe\u0301\n", ["1:4 Y09"]),
    ("not a number", "a: .nan\n", ["1:4 Y13"]),
    ("infinite", "a: -.inf\n", ["1:4 Y13"]),
    ("too big for a double", "a: 1e400\n", ["1:4 Y13"]),
    ("19 digits", "a: 1234567890123456789\n", ["1:4 Y13"]),
    ("5000 digits", f"a: {'9' * 5000}\n", ["1:4 Y13"]),
    ("unclosed quote", 'a: "x\nb: 1\n', ["1:4 Y01"]),
    ("colon in a text", "a: Let op: kijk\n", ["1:10 Y01"]),
    ("indentation", "a:\n   b: 1\n  c: 2\n", ["3:3 Y01"]),
    ("no colon", "a: 1\nb\nc: 2\n", ["2:1 Y01"]),
    ("unclosed list", "a: [1, 2\nb: 3\n", ["1:4 Y01"]),
    ("unclosed block", "a: {x: 1\nb: 3\n", ["1:4 Y01"]),
    ("at sign", "a: @team\n", ["1:4 Y01"]),
    ("dash in a line", "a: - b\n", ["1:4 Y01"]),
    ("text after a quote", 'a: "x" y\n', ["1:8 Y01"]),
    ("text after a bar", "a: |x\n  t\n", ["1:5 Y01"]),
    ("empty", "", ["1:1 Y16"]),
    ("only a comment", "# niets\n", ["1:1 Y16"]),
    ("too large", b"a: " + b"x" * (1 << 20), ["1:1 Y14"]),
    ("too deep", "a: " + "[" * 9999, ["1:67 Y14"]),
    ("mistakes before a broken line stay", "a: 1\na: 2\nb: {c: 1\nd: 2\n", ["2:1 Y02", "3:4 Y01"]),
]  # fmt: skip


class TestRefused:
    """What YAML lets through and we do not, and what YAML itself refuses, each at its place."""

    @pytest.mark.parametrize(("text", "wanted"), [r[1:] for r in REFUSED], ids=[r[0] for r in REFUSED])
    def test_place_and_code(self, parser, text, wanted):
        assert wanted == places(text)

    @pytest.mark.parametrize("text", [r[1] for r in REFUSED], ids=[r[0] for r in REFUSED])
    @pytest.mark.parametrize("lang", ["nl", "en"])
    def test_every_message_is_whole(self, text, lang):
        data = text if isinstance(text, bytes) else text.encode()
        for problem in read(data, "f.yaml").problems:
            line = problem.line(lang)
            assert not re.search(r"\{[a-z_]+\}", line), "a slot was left open"
            assert problem.message(lang) and problem.hint(lang)
            assert not any(w in line for w in ("Error", "scanner", "mapping values", "NoneType"))

    def test_a_byte_order_mark_and_windows_line_ends_change_nothing(self, parser):
        plain = read(b"a: 1\nb: |\n  x\n  y\n", "f.yaml")
        windows = read(b"\xef\xbb\xbfa: 1\r\nb: |\r\n  x\r\n  y\r\n", "f.yaml")
        assert () == windows.problems
        assert plain.document.data == windows.document.data
        assert plain.document.place(("b",), cell=(1, 0)) == windows.document.place(("b",), cell=(1, 0))


HOSTILE = {
    "billion laughs": b"a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b]\n"
    * 9,
    "100,000 brackets": b"[" * 100_000,
    "100,000 braces": b"{a: " * 100_000,
    "100,000 questions": b"? " * 100_000,
    "3,000 block levels": b"".join(b" " * i + b"a:\n" for i in range(1400)),
    "260,000 items": b"- a\n" * 260_000,
    "500,000 items in a line": b"[" + b"a," * 500_000 + b"]",
    "10 MB": b"a: " + b"x" * 10_000_000,
    "1 MB of colons": b"a:" * 500_000,
    "1 MB of tabs": b"\t" * 1_000_000,
    "1 MB of anchors": b"&a " * 340_000,
    "1 MB of tags": b"!" * 1_000_000,
    "200,000 times the same key": b"a: 1\n" * 200_000,
    "1 MB of digits": b"a: " + b"9" * 1_000_000,
    "digits and a letter": b"a: " + b"9" * 1_000_000 + b"x",
    "invisible": "\u200b".encode() * 300_000,
    "directive": b"%YAML 9999999999999999.1\n---\na: 1\n",
    "huge escape": b'a: "\\UFFFFFFFF"\n',
    "surrogate": b'a: "\\ud800"\n',
}


class TestHostile:
    """Hostile YAML is refused at a place, without an exception, in work that its length bounds."""

    @pytest.mark.parametrize("name", HOSTILE)
    def test_refused_in_bounds(self, name):
        found = []
        made = calls(lambda: found.append(read(HOSTILE[name], "f.yaml")))
        assert made < 20_000 + 4 * len(HOSTILE[name])
        (got,) = found
        if name != "digits and a letter":  # a silly text, and a text
            assert got.problems
        assert all(p.place is not None for p in got.problems)
        assert len(got.problems) <= 100

    @pytest.mark.parametrize("name", ["huge escape", "surrogate", "directive", "100,000 brackets"])
    def test_the_pure_parser_too(self, name, monkeypatch):
        monkeypatch.setattr(reader, "_LOADER", pyyaml.SafeLoader)
        assert read(HOSTILE[name], "f.yaml").problems


WORDS = st.sampled_from(
    ["a", "b: ", "- ", "\n", "  ", "    ", ": ", "[", "]", "{", "}", ",", "'", '"', "|\n", ">\n", "&x ", "*x", "!t ", "#",  # noqa: E501
     "---\n", "...\n", "%", "@", "\t", "2,5", "1.10", "no", "?", "<<: ", "\\", "é", "😀", "\u202e", "\r\n", "\x85", "\x00", "~", "|2-\n", ".nan"]  # noqa: E501
)  # fmt: skip


class TestFuzz:
    """Whatever the bytes, the reader answers with a document or with problems that have a place."""

    @given(st.binary(max_size=300))
    def test_bytes(self, data):
        self.answers(data)

    @given(st.lists(WORDS, max_size=40).map("".join))
    def test_yaml_shaped(self, text):
        self.answers(text.encode())

    @given(st.lists(WORDS, max_size=25).map("".join))
    def test_both_parsers_read_the_same(self, text):
        c_loader = getattr(pyyaml, "CSafeLoader", None)
        results = []
        for loader in (c_loader or pyyaml.SafeLoader, pyyaml.SafeLoader):
            before, reader._LOADER = reader._LOADER, loader
            try:
                results.append(read(text.encode(), "f.yaml"))
            finally:
                reader._LOADER = before
        first, second = results
        if first.document and second.document and not (first.problems or second.problems):
            assert first.document.data == second.document.data

    def answers(self, data: bytes) -> None:
        got = read(data, "f.yaml")
        assert got.document is not None or got.problems
        size = len(data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n"))
        for problem in got.problems:
            assert 1 <= problem.place.line <= size + 1
            assert problem.place.column >= 1


def nodes(node, path=()):
    yield path, node
    if isinstance(node, Mapping):
        for key, child in node.values.items():
            yield from nodes(child, (*path, key))
    elif isinstance(node, Sequence):
        for number, child in enumerate(node.items):
            yield from nodes(child, (*path, number))


TEXT = st.text(st.sampled_from("abc éß😀'\"\\:#-|{}[],\n\t"), max_size=40)


class TestMarks:
    """Every value and key knows its line and column, and every character of a text its place in the file."""

    def test_keys_and_values(self):
        text = "a:\n  b: [x, {c: yes!}]\nd:\n"
        document = read(text.encode(), "f.yaml").document
        assert "f.yaml:2:3" == str(document.place(("a", "b"), on_key=True))
        assert "f.yaml:2:6" == str(document.place(("a", "b")))
        assert "f.yaml:2:14" == str(document.place(("a", "b", 1, "c")))
        assert "f.yaml:3:1" == str(document.place(("d",))), "what is empty is found at its key"
        assert "f.yaml:1:1" == str(document.place(("a", "missing"))), "what is missing at the key above it"

    @pytest.mark.parametrize(
        ("text", "offset", "wanted"),
        [
            ("met: pc < 10", 5, "1:11"),
            ("met: 'it''s < 10'", 5, "1:13"),
            ('met: "a\\tb < 10"', 4, "1:12"),
            ('met: "\\u00e9 < 10"', 2, "1:14"),
            ("met: pc\n  < 10\n", 3, "2:3"),
            ("met: pc\n\n  < 10\n", 3, "3:3"),
            ("met: |\n  pc\n    < 10\n", 5, "3:5"),
            ("met: |\n\n  pc\n", 1, "3:3"),
            ("met: >-\n  pc\n  < 10\n", 3, "3:3"),
            ("met: 😀 < 10", 2, "1:8"),
        ],
    )
    def test_offset_in_a_scalar(self, parser, text, offset, wanted):
        document = read(text.encode(), "f.yaml").document
        place = document.place(("met",), span=(offset, offset + 1))
        assert wanted == f"{place.line}:{place.column}"

    def test_cell_of_a_table_in_a_block(self, parser):
        text = "d:\n  table: |\n    ernst | -> x\n    met   | ja\n"
        document = read(text.encode(), "f.yaml").document
        place = document.place(("d", "table"), cell=(1, 8))
        assert "f.yaml:4:13" == str(place)

    @given(TEXT, st.sampled_from(["'", '"', "|", ">", None]))
    def test_the_character_at_a_place_is_the_character_of_the_value(self, text, style):
        dumped = pyyaml.dump({"k": [{"v": text}]}, default_style=style, allow_unicode=True, width=20)
        got = read(dumped.encode(), "f.yaml")
        if got.document is None:
            return
        for path, node in nodes(got.document.root):
            if not isinstance(node, Scalar):
                continue
            for offset, char in enumerate(node.text):
                place = got.document.place(path, span=(offset, offset + 1))
                line = got.document.lines[place.line - 1]
                here = line[place.column - 1 : place.column]
                start = (place.line - 1, place.column - 1) == node.start
                assert start or here in (char, "\\", "") or char in " \n"


WHERE = [
    # a quote that is not closed is told where it was opened, though another quote comes further on
    ('a: "een\nb: twee\nc: {d: "drie"}\n', "1:4", "aanhalingsteken ontbreekt"),
    ("a: 'een\nb: twee\nc: it's\n", "1:4", "aanhalingsteken ontbreekt"),
    ('a: 1\nb: {c: "drie, d: vier}\ne: "vijf"\n', "2:8", "aanhalingsteken ontbreekt"),
    ('a: 1\nb: ["x", "y, "z"]\nc: "d"\n', "2:10", "aanhalingsteken ontbreekt"),
    ('a: 1\nb: {c: "x", d: "y" e: 1}\n', "2:4", "ontbreekt een komma"),
    # a line whose indentation is off is told itself, and not the line that no longer fits
    ("a:\n   b: een\n    c: twee\n    d: drie\n", "2:4", "zet er 1 spatie bij."),
    ("a:\n  b: een\n    c: twee\n    d: drie\n", "2:3", "zet er 2 spaties bij."),
    ("a:\n     b: een\n    c: twee\n    d: drie\n", "2:6", "haal 1 spatie weg."),
    ("a:\n    b: een\n      c: twee\n    d: drie\n", "3:7", "haal 2 spaties weg."),
    ("a:\n  b:\n    c: een\n d:\n    e: twee\n", "4:2", "zet er 1 spatie bij."),
    # and nothing of the kind where a colon is what is wrong
    ("a:\n  b: een: twee\n", "2:9", "dubbele punt te veel"),
    ("a: een: twee\n", "1:7", "dubbele punt te veel"),
]


@pytest.mark.parametrize(("text", "where", "says"), WHERE, ids=[f"{w} {s}" for _, w, s in WHERE])
def test_a_mistake_is_told_where_it_was_made(text: str, where: str, says: str) -> None:
    first = read(text.encode(), "f").problems[0]
    assert f"f:{where}" == str(first.place)
    assert says in f"{first.message('nl')} {first.hint('nl')}"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: b #c", "f:1:6"),
        ("- x #y", "f:1:5"),
        ("a: b c\n  d #e", "f:2:5"),
        ("a: b # c", None),
        ("a: 10 #c", None),
        ('a: "b" #c', None),
        ("a: b#c", None),
        ("a: |\n  x #y\n", None),
    ],
)
def test_a_text_that_a_sign_cuts_off(text: str, place: str | None) -> None:
    """Who writes «nr. #3» without quotes loses it; a comment has a space behind its sign."""
    found = [str(p.place) for p in read(text.encode(), "f").problems if p.code == "PRD-Y17"]
    assert ([place] if place else []) == found
