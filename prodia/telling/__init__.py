"""Each definition, case and score told once, as blocks, and the renderers that show blocks.

``report(state, audience, lang) -> Document``        a case, for one audience
``to_text``, ``to_markdown``, ``to_json``             a document for a file, a page or a program

>>> told = report(state, "parents")       # doctest: +SKIP
>>> print(to_text(told))                  # doctest: +SKIP
"""

from __future__ import annotations

from prodia.telling.blocks import Document, Section
from prodia.telling.case import report
from prodia.telling.plain import section_json, to_json, to_markdown, to_text

__all__ = ["Document", "Section", "report", "section_json", "to_json", "to_markdown", "to_text"]
