"""A document written into a file from the command line, and the mistakes made with it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

SHEET = ("form", "algemeen@1.1.0", "veiligheid-nagaan")


@pytest.mark.parametrize(("format", "begins"), [("pdf", b"%PDF"), ("docx", b"PK")])
def test_a_file_is_written_once(prodia: Any, tmp_path: Path, format: str, begins: bytes) -> None:
    """Only its owner reads it, and what is there already stays as it is."""
    out = tmp_path / f"blad.{format}"
    assert 0 == prodia(*SHEET, "--format", format, "--out", str(out)).code
    before = out.read_bytes()
    assert (begins, 0o600) == (before[: len(begins)], out.stat().st_mode & 0o777)
    again = prodia(*SHEET, "--format", format, "--out", str(out))
    assert (2, True, before) == (again.code, "PRD-G15" in again.err, out.read_bytes())


def test_who_fills_it_in_reads_dutch_unless_it_was_said(prodia: Any, tmp_path: Path) -> None:
    assert "Waarom we dit vragen" in prodia(*SHEET).out
    assert "Why we ask this" in prodia("--lang", "en", *SHEET).out
    page = str(tmp_path / "p.html")
    assert 0 == prodia("walkthrough", "algemeen@1.1.0", "--audience", "parents", "--out", page).code
    assert '<html lang="nl"' in Path(page).read_text("utf-8")


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ((*SHEET, "--out", "x.pdf"), "--format docx or pdf"),
        (("form", "algemeen@1.1.0", "veilig"), "veiligheid-nagaan"),
        ((*SHEET, "--format", "odt"), "«docx»"),
    ],
)
def test_a_mistake_is_said(prodia: Any, asked: tuple[str, ...], says: str) -> None:
    told = prodia(*asked)
    assert (2, True) == (told.code, says in told.err)
