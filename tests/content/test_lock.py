from __future__ import annotations

from prodia.content import load
from tests.content.packs import PROTOCOL, VALID, said, write

P = "lezen/1.0.0/protocol.yaml"
RELEASED = {**VALID, P: PROTOCOL.replace("status: concept", "status: released")}


def lock_line(folder) -> str:
    entry = load(write(folder, RELEASED)).catalogue.entry("lezen@1.0.0")
    return f"lezen@1.0.0 {entry.digest}\n"


class TestLock:
    """What is released is fixed: released.lock holds its digest, and lines are only ever added."""

    def test_the_hint_names_the_command_and_the_line(self, tmp_path):
        problem = load(write(tmp_path, RELEASED)).problems[0]
        assert "PRD-V14" == problem.code
        line = f"de regel «{lock_line(tmp_path / 'b').strip()}»"
        assert all(words in problem.hint("nl") for words in (line, "«status: concept»", "«prodia release»"))

    def test_unchanged(self, tmp_path):
        files = {**RELEASED, "released.lock": "# vast\n" + lock_line(tmp_path / "b")}
        assert [] == said(load(write(tmp_path / "a", files)), tmp_path / "a")

    def test_another_layout_is_unchanged(self, tmp_path):
        files = {**RELEASED, P: "# nieuw\n" + RELEASED[P], "released.lock": lock_line(tmp_path / "b")}
        assert [] == said(load(write(tmp_path / "a", files)), tmp_path / "a")

    def test_changed(self, tmp_path):
        files = {
            **RELEASED,
            P: RELEASED[P].replace("pc < 10", "pc < 12"),
            "released.lock": lock_line(tmp_path / "b"),
        }
        assert [f"{P}:3:10 PRD-V01"] == said(load(write(tmp_path / "a", files)), tmp_path / "a")

    def test_a_changed_status_does_not_open_it(self, tmp_path):
        files = {**VALID, "released.lock": lock_line(tmp_path / "b")}
        assert [f"{P}:3:10 PRD-V01"] == said(load(write(tmp_path / "a", files)), tmp_path / "a")

    def test_gone(self, tmp_path):
        files = {
            "shared/sources.yaml": VALID["shared/sources.yaml"],
            "released.lock": lock_line(tmp_path / "b"),
        }
        assert ["released.lock:1:1 PRD-V17"] == said(load(write(tmp_path / "a", files)), tmp_path / "a")

    def test_lines(self, tmp_path):
        line = lock_line(tmp_path / "b")
        files = {**RELEASED, "released.lock": line + "onzin\n" + line}
        found = said(load(write(tmp_path / "a", files)), tmp_path / "a")
        assert ["released.lock:2:1 PRD-V15", "released.lock:3:1 PRD-V16"] == found
