"""What can be proved about a plan: tables complete and unique, texts present, rules that never fire.

A check is a plain function ``plan -> findings``; :func:`check` runs them all.
Room 3: it sees the model and the language, and no file.
"""

from prodia.checks.cases import case_findings
from prodia.checks.plan import check

__all__ = ["case_findings", "check"]
