"""``python -m tests.browser.whole COUNT [REFERENCE ...] [--start N]``: so many generated cases each protocol.

In Chromium, whose JavaScript is compiled; every worked case too, in QuickJS, where the start is 0.
"""

from __future__ import annotations

import argparse
import json
import time
from typing import Any

from playwright.sync_api import Page

from tests.browser.quick import Browser, script
from tests.browser.test_engine import CATALOGUE, REFERENCES, compared, drawn, worked
from tests.chromium import launched

AT_ONCE = 40
RUN = """cases => cases.map(events => { stack = []; return events.map(event => step(event)); })"""


def alike(page: Page, reference: str, seeds: range) -> int:
    """These generated cases in the page that has the engine. Gives the number of comparisons."""
    count = 0
    for first in seeds[::AT_ONCE]:
        few = seeds[first - seeds.start :][:AT_ONCE]
        cases = [[*drawn(reference, seed)] for seed in few]
        told: list[list[str]] = page.evaluate(RUN, [[json.dumps(e) for e, _ in one] for one in cases])
        for seed, one, said in zip(few, cases, told, strict=True):
            for number, ((event, python), javascript) in enumerate(zip(one, said, strict=True)):
                assert python == json.loads(javascript), (reference, seed, number, event)
                count += 1
    return count


def main(count: int, references: list[str], start: int) -> None:
    total = 0
    with launched() as chromium:
        for reference in references or REFERENCES:
            began = time.perf_counter()
            cases: list[Any] = [*worked(reference)] if start == 0 else []
            prefixes = compared(Browser(CATALOGUE.plan(reference)), cases)
            page = chromium.new_page()
            page.add_script_tag(content=script(CATALOGUE.plan(reference)))
            steps = alike(page, reference, range(start, start + count))
            page.close()
            total += prefixes + steps
            seconds = time.perf_counter() - began
            print(
                f"{reference}: {prefixes} prefixes of {len(cases)} cases, {steps} steps of {count} generated "
                f"from {start}, {seconds:.0f} s",
                flush=True,
            )
    print(f"{total} comparisons, all equal")


if __name__ == "__main__":
    asked = argparse.ArgumentParser(prog="python -m tests.browser.whole", description=__doc__)
    asked.add_argument("count", nargs="?", type=int, default=100)
    asked.add_argument("references", nargs="*")
    asked.add_argument("--start", type=int, default=0, help="the number of the first generated case")
    main(**vars(asked.parse_args()))
