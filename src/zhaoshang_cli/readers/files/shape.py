"""Rows of cells into a true rectangle, without the empty margin to the right and below."""

from collections.abc import Iterable, Sequence

from zhaoshang_cli.errors import ZsError
from zhaoshang_cli.readers.sheet import Span

CELLS = 3_000_000
"""No sheet is larger than this: reading one takes about 400 bytes of memory a cell."""


def rectangle(rows: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """Return the rows, all equally long; empty ones at the end and empty columns at the right go.

    Those at the top and the left stay, so that every cell keeps its address.

    Raises:
        ZsError: ``file-too-big``: one long row would make all the others as long.

    >>> rectangle([[], ["", "叶县"], ["", "1", " "], [""]])
    (('', ''), ('', '叶县'), ('', '1'))
    """
    height = len(rows)
    while height and not any(map(str.strip, rows[height - 1])):
        height -= 1
    kept = rows[:height]
    longest = max(map(len, kept), default=0)
    width = longest if _reaches(kept, longest) else max(map(width_of, kept), default=0)
    if height * width > CELLS:
        raise ZsError(
            "file-too-big",
            f"表太大：{height} 行 × {width} 列，超过 {CELLS} 个单元格",
            hint="删去表格以外的内容，或按县区、月份分成几个文件",
        )
    return tuple(fitted(row, width) for row in kept)


def within(spans: Iterable[Span], height: int, width: int) -> tuple[Span, ...]:
    """Return merged ranges, cut to a rectangle; what is left of one cell or none goes."""
    cut = (
        Span(span.top, span.left, min(span.bottom, height - 1), min(span.right, width - 1))
        for span in spans
        if span.top < height and span.left < width
    )
    return tuple(span for span in cut if (span.top, span.left) != (span.bottom, span.right))


def _reaches(rows: Sequence[Sequence[str]], width: int) -> bool:
    return any(len(row) == width and row[-1].strip() for row in rows if row)


def width_of(row: Sequence[str]) -> int:
    """Return how many cells of a row there are up to the last with text."""
    width = len(row)
    while width and not row[width - 1].strip():
        width -= 1
    return width


def fitted(row: Sequence[str], width: int) -> tuple[str, ...]:
    """Return a row with so many cells."""
    if len(row) < width:
        return (*row, *[""] * (width - len(row)))
    return tuple(row[:width])
