"""The sheet that goes back to a county with its doubtful cells marked, and what comes back of it."""

from dataclasses import dataclass

MARK = "zs-return/1"
"""Stands in the first cell of the hidden sheet, before the SHA-256 of the county's own file."""

SHEET = "zs"
"""The name of the hidden sheet, of forms and of sheets sent back."""

SLIP = "退回单"
"""The sheet that lists every doubt, and has room for an explanation beside it."""

SLIP_HEADINGS = ("序号", "工作表", "单元格", "原文", "性质", "代码", "问题", "办法", "说明")
EXPLANATION = "说明（请在此填写）"
"""The heading of the column that is added to the county's own sheet."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a county says of a doubtful cell."""

    sheet: str
    cell: str
    code: str
    """The finding it answers; empty for what stands in the row's 说明."""

    text: str

    doubted: str = ""
    """What stood in the cell when it was sent back; rows may have moved since."""
