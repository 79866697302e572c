"""The case: frozen events on a pinned plan, and what follows from them.

:class:`Case` records, :class:`State` is what follows, ``needs`` says what is next.
"""

from prodia.case.case import Case
from prodia.case.state import State

__all__ = ["Case", "State"]
