"""What is shipped, for every test of a process: a catalogue is frozen, and reads each file once."""

from __future__ import annotations

import shutil
from pathlib import Path

import prodia

ROOT = Path(__file__).parents[1] / "protocols"
CATALOGUE = prodia.load().catalogue


def copied(folder: Path, *versions: str, cases: bool = True) -> Path:
    """A pack to change: these ``id/version`` of what is shipped with what stands beside them, the general
    protocol without its cases, and of ``shared`` what they can name."""
    for version in dict.fromkeys((*versions, "algemeen/1.0.0")):
        spared = ["cases"] if not cases or version not in versions else []
        shutil.copytree(ROOT / version, folder / version, ignore=shutil.ignore_patterns(*spared))
        if cases and (changes := ROOT / version.split("/")[0] / "CHANGES.md").is_file():
            shutil.copy(changes, (folder / version).parent)
    named = "".join(file.read_text("utf-8") for file in folder.glob("*/*/protocol.yaml"))
    for file in (ROOT / "shared").rglob("*.*"):
        sort, id, *_ = (*file.relative_to(ROOT / "shared").parts, "")
        if sort == "conflicts.yaml":  # names rules of every protocol
            continue
        if sort not in ("instruments", "norms") or f"instrument: {id}" in named:
            into = folder / file.relative_to(ROOT)
            into.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, into)
    return folder
