"""A sheet with its merged cells filled in, and the upright strips that its empty columns cut it into."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from zhaoshang_cli.readers.sheet import Sheet

_NUMERIC = re.compile(
    r"[\s'\u2019]*[-+－△▲(（]?[0-9０-９][0-9０-９,，.．\s]*(?:[eE][+-]?[0-9]+)?"
    r"(?:[千百]?[万亿]?(?:美?元)?)[%％)）]*[\s]*"
)


@dataclass(frozen=True)
class Grid:
    """The cells of a sheet, each merged range holding its text in every cell."""

    sheet: Sheet

    @cached_property
    def rows(self) -> Sequence[Sequence[str]]:
        """The texts, merged ranges filled."""
        if not self.sheet.merged:
            return self.sheet.rows
        rows = [list(row) for row in self.sheet.rows]
        for span in self.sheet.merged:
            if span.top >= len(rows) or span.left >= len(rows[span.top]):
                continue
            text = self.sheet.rows[span.top][span.left]
            for row in rows[span.top : span.bottom + 1]:
                width = min(span.right + 1, len(row)) - span.left
                row[span.left : span.left + width] = [text] * width
        return rows

    @cached_property
    def width(self) -> int:
        """The number of columns."""
        return len(self.sheet.rows[0]) if self.sheet.rows else 0

    @cached_property
    def merged_across(self) -> frozenset[int]:
        """The rows in which some range is merged sideways."""
        return frozenset(
            row
            for span in self.sheet.merged
            if span.right > span.left
            for row in range(span.top, span.bottom + 1)
        )

    @cached_property
    def shared(self) -> frozenset[tuple[int, int]]:
        """The first cells of merged ranges over several columns, or over rows with text of their own.

        A number in one stands for more than one cell, and nobody says how it is to be shared.
        """
        rows = self.sheet.rows
        return frozenset(
            (span.top, span.left)
            for span in self.sheet.merged
            if span.right > span.left
            or any("".join(row).strip() for row in rows[span.top + 1 : span.bottom + 1])
        )

    @cached_property
    def strips(self) -> tuple[tuple[int, int], ...]:
        """The runs of columns, from first to past the last, between columns without any text."""
        used = [
            any(cell and not cell.isspace() for cell in column)
            for column in zip(*self.sheet.rows, strict=True)
        ]
        strips, first = [], None
        for column, filled in enumerate([*used, False]):
            if filled and first is None:
                first = column
            elif not filled and first is not None:
                strips.append((first, column))
                first = None
        return tuple(strips)


def numeric(text: str) -> bool:
    """Whether a cell looks like a number, rightly written or not."""
    return (
        bool(text)
        and (text[-1].isdigit() or text[-1] in "%％)） .．万亿元")
        and bool(_NUMERIC.fullmatch(text))
    )
