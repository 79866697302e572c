"""``python -m tests.browser.whole [COUNT]``: every worked case, and so many generated ones, each protocol."""

from __future__ import annotations

import sys
import time

from tests.browser.quick import Browser
from tests.browser.test_engine import CATALOGUE, REFERENCES, compared, generated, worked


def main(count: int) -> None:
    total = 0
    for reference in REFERENCES:
        began, browser = time.perf_counter(), Browser(CATALOGUE.plan(reference))
        cases = list(worked(reference))
        prefixes = compared(browser, cases)
        steps = sum(generated(browser, reference, seed) for seed in range(count))
        total += prefixes + steps
        seconds = time.perf_counter() - began
        print(f"{reference}: {prefixes} prefixes of {len(cases)} cases, {steps} steps, {seconds:.0f} s")
    print(f"{total} comparisons, all equal")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
