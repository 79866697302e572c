"""The command line: exit codes 0 fine, 1 findings, 2 wrong use or nothing matched."""

# `prodia --version` must answer before anything heavy is imported, so this file imports
# nothing but the version; the commands themselves are imported once we know there is one.

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress

from prodia._version import __version__


def main() -> None:
    """Run the command line on ``sys.argv`` and leave with its exit code."""
    if sys.argv[1:] == ["--version"]:
        with suppress(OSError):  # what can not be written is told below, as of every verb
            print(__version__, flush=True)
            return
    gc.set_threshold(1_000_000)  # a short life: looking for circles in what was read costs a fifth of it
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # looking for them reads every package
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # NumPy starts in half the time
    from prodia.cli.app import main as start

    start()
