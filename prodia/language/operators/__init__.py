"""The one operator table: one row per operator or function, with every face in the row.

Interpreter, columns, JavaScript, prose, type inference, printer and the language page
all read :data:`ROWS`; there is no second list of operators anywhere.
"""

from prodia.language.operators import compare, logic, numbers, texts
from prodia.language.operators.row import Case, Row, fits, stretched

ROWS: dict[str, Row] = {row.key: row for family in (logic, compare, numbers, texts) for row in family.ROWS}
CALLS: dict[str, Row] = {row.symbol: row for row in ROWS.values() if row.shape == "call"}

__all__ = ["CALLS", "ROWS", "Case", "Row", "fits", "stretched"]
