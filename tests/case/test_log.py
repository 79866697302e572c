"""A case as a file: what comes back is what went in, and a changed line is named."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest

from prodia.case.log import Seal, dump, line, load, seal, stored
from prodia.errors import CaseFileError
from prodia.model import events as ev
from prodia.model.events import UPGRADES, read_event
from tests.case.given import MEASURED, PLANS, case, event

WHOLE = case(*MEASURED, event("decided"), event("shared"), event("closed"))
TEXT = dump(WHOLE)
LINES = TEXT.splitlines()


def code(text: str, **more: Any) -> tuple[str, str]:
    with pytest.raises(CaseFileError) as caught:
        load(text, PLANS, **more)
    return caught.value.problem.code, dict(caught.value.problem.args).get("line", "")


class TestRoundTrip:
    """Restoring gives the same case; nothing derived is in the file."""

    def test_same(self) -> None:
        again = load(TEXT, PLANS, check=True)
        assert WHOLE == again
        assert WHOLE.state.needs == again.state.needs
        assert TEXT == dump(again)

    def test_line_by_line(self) -> None:
        text = LINES[0] + "\n"
        for one in WHOLE.events:
            text += line(text.splitlines()[-1], one)
        assert TEXT == text

    def test_plain_json(self) -> None:
        assert {"case": "case", "format": 1} == json.loads(LINES[0])
        assert all(json.loads(one).keys() == {"seq", "prev", "hash", "event"} for one in LINES[1:])

    def test_hash_by_another_hand(self) -> None:
        body = json.loads(LINES[3])
        held = body.pop("hash")
        text = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        assert hashlib.sha256(text.encode()).hexdigest() == held


class TestTampering:
    """The first line that is not as it was written is named."""

    @pytest.mark.parametrize("at", range(1, len(LINES)))
    def test_changed_value(self, at: int) -> None:
        body = json.loads(LINES[at])
        body["event"]["by"] = "school"
        changed = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        lines = [*LINES[:at], changed, *LINES[at + 1 :]]
        assert ("PRD-C80", str(at + 1)) == code("\n".join(lines))

    @pytest.mark.parametrize("what", ["NaN", "Infinity", '"\\ud800"', '"\\u00e9"', "1.0", "{}"])
    @pytest.mark.parametrize("key", ["event", "prev", "hash", "seq"])
    def test_what_is_never_written(self, key: str, what: str) -> None:
        body = {k: json.dumps(v) for k, v in json.loads(LINES[2]).items()} | {key: what}
        changed = "{" + ",".join(f'"{k}":{v}' for k, v in sorted(body.items())) + "}"
        assert ("PRD-C80", "3") == code("\n".join([*LINES[:2], changed, *LINES[3:]]))

    @pytest.mark.parametrize("at", range(1, len(LINES)))
    def test_recomputed_hash_breaks_the_next(self, at: int) -> None:
        body = json.loads(LINES[at])
        body["event"]["by"] = "school"
        body.pop("hash")
        text = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        body["hash"] = hashlib.sha256(text.encode()).hexdigest()
        changed = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        lines = "\n".join([*LINES[:at], changed, *LINES[at + 1 :]])
        if at + 1 < len(LINES):
            assert ("PRD-C80", str(at + 2)) == code(lines)
        else:
            assert "PRD-C86" == code(lines, sealed=seal(WHOLE))[0]

    @pytest.mark.parametrize("at", range(1, len(LINES) - 1))
    def test_line_gone_or_doubled(self, at: int) -> None:
        assert ("PRD-C80", str(at + 1)) == code("\n".join(LINES[:at] + LINES[at + 1 :]))
        assert ("PRD-C80", str(at + 2)) == code("\n".join(LINES[: at + 1] + LINES[at:]))

    @pytest.mark.parametrize("at", range(len(LINES)))
    def test_torn_line(self, at: int) -> None:
        lines = [*LINES[:at], LINES[at][: len(LINES[at]) // 2]]
        assert code("\n".join(lines)) == ("PRD-C81", str(at + 1))

    def test_spaces(self) -> None:
        assert ("PRD-C80", "2") == code("\n".join([LINES[0], LINES[1].replace(",", ", "), *LINES[2:]]))

    def test_tail_cut_off(self) -> None:
        shorter = "\n".join(LINES[:-1])
        assert len(WHOLE.events) - 1 == len(load(shorter, PLANS).events)
        assert "PRD-C86" == code(shorter, sealed=seal(WHOLE))[0]
        assert WHOLE == load(TEXT, PLANS, sealed=Seal(len(WHOLE.events), seal(WHOLE).head))

    @pytest.mark.parametrize("text", ["", "\n", "[]", "{}", '{"format":2,"case":"a"}', '{"format":1}'])
    def test_no_case_file(self, text: str) -> None:
        assert code(text)[0] in ("PRD-C82", "PRD-C81", "PRD-F60")

    def test_deep_json(self) -> None:
        assert "PRD-C81" == code("[" * 100_000)[0]

    def test_header_alone(self) -> None:
        assert "PRD-C80" == code(LINES[0])[0]


class TestEvents:
    """An unknown kind is an error, never skipped; an older shape is upgraded by a named function."""

    def test_shape_0(self) -> None:
        old = {"v": 0, "kind": "closed", "when": "2026-09-01", "who": "clb", "reason": "r"}
        assert ev.Closed(on="2026-09-01", by="clb", reason="r") == read_event(old)  # type: ignore[arg-type]

    def test_a_file_of_shape_0_keeps_its_hashes(self) -> None:
        def old(one: ev.Recorded) -> dict[str, Any]:
            back = {"on": "when", "by": "who"}
            return {back.get(k, k): v for k, v in stored(one).items()} | {"v": 0}

        lines = [LINES[0]]
        prev = hashlib.sha256(LINES[0].encode()).hexdigest()
        for seq, one in enumerate(WHOLE.events, 1):
            body: dict[str, Any] = {"event": old(one), "prev": prev, "seq": seq}
            text = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
            prev = hashlib.sha256(text.encode()).hexdigest()
            lines.append(
                json.dumps(body | {"hash": prev}, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
            )
        assert WHOLE == load("\n".join(lines), PLANS)

    def test_every_older_shape_has_an_upgrade(self) -> None:
        assert list(range(ev.V)) == list(UPGRADES)

    @pytest.mark.parametrize(
        ("data", "code"),
        [
            ({"kind": "promoted", "on": "2026-09-01", "by": "clb"}, "PRD-C83"),
            ({"on": "2026-09-01", "by": "clb"}, "PRD-C83"),
            ({"v": ev.V + 1, "kind": "closed"}, "PRD-C84"),
            ({"v": "1", "kind": "closed"}, "PRD-C85"),
            ({"v": -1, "kind": "closed"}, "PRD-C85"),
            ({"kind": "closed", "on": "2026-02-30", "by": "clb", "reason": "r"}, "PRD-C85"),
            ({"kind": "closed", "on": "2026-09-01", "by": "clb"}, "PRD-C85"),
            ({"kind": "closed", "on": "2026-09-01", "by": "clb", "reason": "r", "extra": 1}, "PRD-C85"),
            (
                {"kind": "decided", "on": "2026-09-01", "by": "clb", "decision": "d", "outcome": "o"},
                "PRD-C85",
            ),
            ({"kind": "answered", "on": "2026-09-01", "by": "clb", "field": "pc"}, "PRD-C85"),
            ({"kind": "answered", "on": "2026-09-01", "by": "clb", "field": "pc", "value": [1]}, "PRD-C85"),
            ({"kind": ["closed"]}, "PRD-C83"),
            (["closed"], "PRD-C85"),
        ],
    )
    def test_refused(self, data: Any, code: str) -> None:
        with pytest.raises(CaseFileError) as caught:
            read_event(data)
        assert code == caught.value.problem.code

    @pytest.mark.parametrize(
        ("data", "words"),
        [
            ({"kind": "closed", "on": "2026-09-01", "by": "clb"}, "«reason» ontbreekt."),
            (
                {"kind": "closed", "on": "1/9/2026", "by": "clb", "reason": "r"},
                "«on» is geen dag zoals 2026-09-01.",
            ),
            ({"kind": "closed", "on": "2026-09-01", "by": "Het CLB", "reason": "r"}, "«by» is geen id."),
            (
                {"kind": "opened", "on": "2026-09-01", "by": "clb", "mode": "consultative", "question": "q"}
                | {"protocol": "lezen"},
                "«protocol» is geen protocol met zijn versie, zoals id@1.0.0.",
            ),
            (["closed"], "«event» is geen object met sleutels."),
        ],
    )
    def test_said_in_words(self, data: Any, words: str) -> None:
        with pytest.raises(CaseFileError) as caught:
            read_event(data)
        assert f"event: {words}" == caught.value.problem.message("nl")

    def test_the_keys_of_the_event_are_named(self) -> None:
        with pytest.raises(CaseFileError) as caught:
            read_event({"kind": "shared", "on": "2026-09-01", "by": "clb"})
        expected = "«shared» wants on, by, audience, with; and may have person."
        assert expected == caught.value.problem.hint("en")
