"""What a workbook says of its cells beside their values: errors, percentages, what is hidden."""

from dataclasses import dataclass, field

from zhaoshang_cli.readers.sheet import CellType

UNCALCULATED = "=公式未计算"
"""Stands in a cell whose formula has no result in the file, so that nobody reads it as 0 or blank."""


@dataclass(slots=True)
class Marks:
    """What was noticed on one sheet; rows and columns from 0."""

    cells: dict[tuple[int, int], tuple[CellType, str | None]] = field(default_factory=dict)
    """``ERROR`` with the text to show in the cell, or ``PERCENT`` without one."""

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)

    def error(self, row: int, column: int, text: str) -> None:
        """Note a cell that holds an error instead of a value."""
        self.cells[row, column] = (CellType.ERROR, text)

    def percent(self, row: int, column: int) -> None:
        """Note a number that is shown as a percentage."""
        self.cells[row, column] = (CellType.PERCENT, None)
