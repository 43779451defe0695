"""The provincial tables as files: separated text in 2021, workbooks in 2022."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from .figures import CENT
from .numbers import NOTHING, exact, grouped, half_up, in_yi
from .periods import FDI_BREAK, Period
from .province import Table, rank
from .sheets import Book, Cell, Parcel, text_bytes
from .targets import Aims


def table_parcel(period: Period, table: Table) -> Parcel:
    """Write one month's table, as the province did it at the time."""
    received = period.day_after(12 + period.month % 3)
    if period.after_turn:
        return Parcel(f"province/{period}.xlsx", _as_workbook(period, table), received)
    return Parcel(f"province/{period}.csv", _as_text(period, table), received)


def _title(period: Period) -> str:
    return f"{period.span}全省各省辖市招商引资主要指标完成情况"


def _as_text(period: Period, table: Table) -> bytes:
    """Write 万元 with thousands apart; GB18030 until June, UTF-8 from July."""
    header = ["省辖市", "实际到位省外资金年度目标", "实际到位省外资金本年累计"]
    header += [
        "合同省外资金本年累计",
        "实际使用外资年度目标（万美元）",
        "实际使用外资本年累计（万美元）",
    ]
    rows = [[_title(period), *[""] * 5], [*[""] * 5, "单位：万元"], header]
    for name, aims, values in _lines(table):
        oos, contract, fdi = map(grouped, values)
        row = [name, grouped(aims.oos * CENT), oos, contract, grouped(aims.fdi * CENT), fdi]
        rows.append(row)
    return text_bytes(rows, encoding="utf-8-sig" if period.in_second_half else "gb18030")


def _lines(table: Table) -> list[tuple[str, Aims, tuple[int, int, int]]]:
    lines = [(s.city.name, s.aims, (s.oos, s.contract, s.fdi)) for s in table]
    aims = Aims(sum(s.aims.oos for s in table), sum(s.aims.fdi for s in table))
    sums = (sum(s.oos for s in table), sum(s.contract for s in table), sum(s.fdi for s in table))
    return [("全省", aims, sums), *lines]


def _as_workbook(period: Period, table: Table) -> bytes:
    """Write 亿元 under a heading of two levels; targets of 外资 only on its new scope."""
    book = Book()
    page = book.sheet("全省")
    blocks = _blocks(period, table)
    last = chr(ord("A") + sum(len(block.headings) for block in blocks))
    page.merge(f"A1:{last}1", _title(period), title=True)
    page.merge("A2:A3", "省辖市")
    page.row(3, ["全省"])
    for at, standing in enumerate(table, 4):
        page.row(at, [standing.city.name])
    first = 1
    for block in blocks:
        page.group(1, first, len(block.headings), block.name)
        for at, row in enumerate((block.headings, *block.rows), 2):
            page.row(at, row, first=first)
        first += len(block.headings)
    return book.content()


@dataclass(frozen=True, slots=True)
class Block:
    """The columns that stand under one group of the heading."""

    name: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def _blocks(period: Period, table: Table) -> list[Block]:
    lines = _lines(table)
    contracts = [[in_yi(values[1])] for _, _, values in lines]
    fdi_values = [values[2] for _, _, values in lines]
    oos = Block(
        "实际到位省外资金（亿元）",
        _headings(period),
        _rows(period, [(v[0], a.oos) for _, a, v in lines], in_yi),
    )
    if period < FDI_BREAK:
        rows: Sequence[Sequence[Cell]] = [[exact(value)] for value in fdi_values]
        fdi = Block("实际使用外资（万美元）", ("本年累计",), rows)
    else:
        rows = _rows(period, [(v[2], a.fdi) for _, a, v in lines], exact)
        fdi = Block("实际使用外资（万美元）", _headings(period), rows)
    return [oos, Block("合同省外资金（亿元）", ("本年累计",), contracts), fdi]


def _headings(period: Period) -> tuple[str, ...]:
    """Every third month, and in the last one, the province prints progress and place."""
    plain = ("年度目标", "本年累计")
    return (*plain, "完成进度（%）", "位次") if period.month in {6, 9, 11} else plain


def _rows(
    period: Period, pairs: Sequence[tuple[int, int]], write: Callable[[int], Decimal]
) -> list[list[Cell]]:
    """Write target and value of 全省 and every city, with progress and place if printed.

    Args:
        period: The month of the table.
        pairs: Value in hundredths and target in units, 全省 first.
        write: Turns hundredths into the unit of the table.
    """
    rows: list[list[Cell]] = [[write(target * CENT), write(value)] for value, target in pairs]
    if len(_headings(period)) > 2:  # noqa: PLR2004
        places: list[Cell] = [NOTHING, *rank(pairs[1:])]
        for row, (value, target), place in zip(rows, pairs, places, strict=True):
            row += [Decimal(half_up(value, target * CENT)), place]
    return rows
