"""Sheets by hand, an invented city to read them against, and readings made short."""

import tomllib
from collections.abc import Sequence
from decimal import Decimal

import pytest

from zhaoshang_cli import resources
from zhaoshang_cli.domain.indicator import Indicator, indicators_from
from zhaoshang_cli.domain.region import Region, RegionTree
from zhaoshang_cli.domain.returns import Reading
from zhaoshang_cli.errors import ZsError
from zhaoshang_cli.readers.sheet import Book, CellType, Sheet, Span
from zhaoshang_cli.readers.understand import Context, Decisions, understand

CITY = Region("990100", "临江市", "市", "990000")
EAST = Region("990102", "东城区", "区", "990100", "县区")
RIVER = Region("990121", "河口县", "县", "990100", "县区")
STONE = Region("990122", "白石县", "县", "990100", "县区", aliases=("石县",))
ZONE = Region(
    "990171",
    "临江高新技术产业开发区",
    "功能区",
    "990100",
    "功能区",
    aliases=("市高新区",),
    short="高新区",
)
PEERS = (
    CITY,
    Region("990200", "海平市", "市", "990000"),
    Region("990300", "安丰市", "市", "990000"),
)
PROVINCE = Region("990000", "江东省", "省", None)
TREE = RegionTree(CITY, (EAST, RIVER, STONE, ZONE), PEERS, PROVINCE)


def indicators() -> dict[str, Indicator]:
    """Return the indicators that come with zs."""
    return indicators_from(tomllib.loads(resources.text("data", "indicators.toml"))["indicator"])


CONTEXT = Context(TREE, indicators())

Rows = Sequence[Sequence[str]]


def sheet(
    rows: Rows | str,
    name: str = "",
    merged: Sequence[str] = (),
    types: dict[tuple[int, int], CellType] | None = None,
) -> Sheet:
    """Make a sheet: of rows, or of lines with ``|`` between cells; ``A1:C1`` for merged ranges."""
    if isinstance(rows, str):
        lines = [line.strip() for line in rows.strip().splitlines()]
        rows = [[cell.strip() for cell in line.split("|")] for line in lines]
    width = max((len(row) for row in rows), default=0)
    cells = tuple((*row, *[""] * (width - len(row))) for row in rows)
    return Sheet(name, cells, tuple(map(_span, merged)), types or {})


def _span(area: str) -> Span:
    first, _, last = area.partition(":")
    top, left = _corner(first)
    bottom, right = _corner(last)
    return Span(top, left, bottom, right)


def _corner(cell: str) -> tuple[int, int]:
    return int(cell[1:]) - 1, ord(cell[0]) - ord("A")


def book(*sheets: Sheet, name: str = "报表.csv") -> Book:
    """Make a file of sheets."""
    return Book(name, "0" * 64, 1, "utf-8", sheets)


def read(
    rows: Rows | str,
    name: str = "报表.csv",
    *,
    merged: Sequence[str] = (),
    decisions: Decisions | None = None,
    context: Context = CONTEXT,
) -> Reading:
    """Read one sheet."""
    return understand(book(sheet(rows, merged=merged), name=name), context, decisions)


def refused(
    rows: Rows | str, name: str = "报表.csv", decisions: Decisions | None = None
) -> ZsError:
    """Return the error that reading ends with."""
    with pytest.raises(ZsError) as caught:
        read(rows, name, decisions=decisions)
    return caught.value


def values(reading: Reading) -> dict[tuple[str, int, str, str], Decimal]:
    """Return what was read, by region's label, period, indicator and basis."""
    return {
        (TREE.by_code[one.region].label, one.period, one.indicator, one.basis.value): one.value
        for one in reading.observations
    }


def targets(reading: Reading) -> dict[tuple[str, int, str, str], Decimal]:
    """Return the targets, by region's label, year, indicator and level."""
    return {
        (TREE.by_code[one.region].label, one.year, one.indicator, one.level): one.value
        for one in reading.targets
    }


def codes(reading: Reading) -> list[str]:
    """Return the codes of the findings."""
    return [finding.code for finding in reading.findings]


def sheets(layout: dict[str, object]) -> list[dict[str, object]]:
    """Return the sheets of a layout."""
    return _list(layout["sheets"])


def tables(layout: dict[str, object]) -> list[dict[str, object]]:
    """Return the tables of a layout."""
    return [table for one in sheets(layout) for table in _list(one["tables"])]


def _list(entry: object) -> list[dict[str, object]]:
    assert isinstance(entry, list)
    return entry
