"""``zs adjust``: 核减、补报、更正 of one reported value, with who approved it and in which document."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from zhaoshang_cli.domain.indicator import Indicator
from zhaoshang_cli.domain.period import Period
from zhaoshang_cli.domain.quantity import convert
from zhaoshang_cli.domain.region import Region
from zhaoshang_cli.errors import ZsError
from zhaoshang_cli.render.answer import Answer, Cell, Column, Table
from zhaoshang_cli.render.tables.cells import BASES, exact, span
from zhaoshang_cli.store.answers.catalogue import load_metric
from zhaoshang_cli.store.answers.ledger import open_ledger
from zhaoshang_cli.store.decisions.adjusting import Adjustment, adjust as record_adjustment
from zhaoshang_cli.workflows.answers.asking import indicator_asked, period_asked, region_asked
from zhaoshang_cli.workflows.history.withdraw import Done, effect_of
from zhaoshang_cli.workflows.intake.reading import actor
from zhaoshang_cli.workspace import Workspace, open_workspace

KINDS = ("核减", "补报", "更正")
_AMOUNT = re.compile(r"[+-]?\d{1,3}(,\d{3})*(\.\d+)?|[+-]?\d+(\.\d+)?")
_LARGEST = Decimal(10) ** 12
_PLACES = Decimal("0.000001")
_DECEMBER = 12
_COLUMNS = (
    Column("地区"),
    Column("期间"),
    Column("指标"),
    Column("口径"),
    Column("报数", numeric=True),
    Column("调整", numeric=True),
    Column("认定数", numeric=True),
    Column("单位"),
)


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be adjusted, in the user's words."""

    region: str
    period: str
    indicator: str
    amount: str
    reason: str
    document: str
    approver: str
    unit: str | None = None
    kind: str | None = None
    through: str | None = None
    """The last period that it holds for; None for the end of the year."""


@dataclass(frozen=True, slots=True)
class _Cell:
    """A reported value, and what is confirmed of it before."""

    period: int
    basis: str
    reported: Decimal
    confirmed: Decimal


def adjust(order: Order, command: str) -> Done:
    """Record the adjustment, and say what it does.

    Raises:
        ZsError: ``adjust-amount``, ``adjust-total``, ``adjust-nothing``, ``adjust-below-zero``, a
            word that is not known, or whatever writing the ledger raises.
    """
    workspace = open_workspace()
    region = _county(workspace, order.region)
    indicator = indicator_asked(workspace.indicators, order.indicator)
    amount = _amount(order, indicator)
    with open_ledger(workspace) as ledger:
        period = period_asked(ledger, order.period)
        last = period_asked(ledger, order.through).number if order.through else None
        rows = ledger.ask(
            load_metric("confirmed_by_cell"), {"region": region.code, "indicator": indicator.code}
        )
    cells = [_Cell(row["period"], row["basis"], row["reported"], row["confirmed"]) for row in rows]
    touched = [one for one in cells if _touches(one, period.number, last)]
    _check(region, period, indicator, touched, amount)
    adjustment = Adjustment(
        region.code, period.number, indicator.code, amount, _kind(order, amount), order.reason,
        order.document, order.approver, tuple(_places(period, last, indicator)),
    )  # fmt: skip
    number = record_adjustment(workspace, adjustment, actor=actor(), command=command)
    return _told(workspace, adjustment, number, touched)


def _county(workspace: Workspace, text: str) -> Region:
    region = region_asked(workspace.regions, text)
    if region.code not in {child.code for child in workspace.regions.children}:
        raise ZsError("adjust-total", f"{region.name}的数不能直接调整", hint="写是哪个下级地区的数")
    return region


def _amount(order: Order, indicator: Indicator) -> Decimal:
    """Read the amount, in the indicator's canonical unit."""
    text = order.amount.strip().replace("，", ",")
    try:
        number = Decimal(text.replace(",", "")) if _AMOUNT.fullmatch(text) else None
        amount = (
            None
            if number is None
            else convert(number, order.unit or indicator.unit, indicator.unit)
        )
    except (InvalidOperation, ValueError) as error:
        raise ZsError(
            "adjust-amount", str(error), hint=f"{indicator.name}按{indicator.unit}计"
        ) from error
    if (
        amount is None
        or amount == 0
        or abs(amount) >= _LARGEST
        or amount != amount.quantize(_PLACES)
    ):
        raise ZsError(
            "adjust-amount",
            f"“{order.amount}”不能作调整的数",
            hint=f"写不为 0 的数，例如 -1200，单位{indicator.unit}",
        )
    if order.kind is not None and order.kind not in KINDS:
        raise ZsError(
            "adjust-amount", f"没有“{order.kind}”这种调整", hint=f"可以写{'、'.join(KINDS)}"
        )
    return amount


def _kind(order: Order, amount: Decimal) -> str:
    return order.kind or ("核减" if amount < 0 else "补报")


def _places(period: Period, last: int | None, indicator: Indicator) -> Iterator[tuple[int, str]]:
    """Yield every cell that it holds for, reported yet or not."""
    for month in range(period.month, _DECEMBER + 1):
        number = period.year * 100 + month
        if last is None or number <= max(last, period.number):
            yield number, "stock" if indicator.stock else "ytd"
    if not indicator.stock:
        yield period.number, "month"


def _touches(cell: _Cell, period: int, last: int | None) -> bool:
    end = period - period % 100 + _DECEMBER if last is None else max(last, period)
    if cell.basis == "month":
        return cell.period == period
    return period <= cell.period <= end


def _check(
    region: Region, period: Period, indicator: Indicator, touched: list[_Cell], amount: Decimal
) -> None:
    if not any(one.period == period.number and one.basis != "month" for one in touched):
        raise ZsError(
            "adjust-nothing",
            f"{region.label} {period} 没有报{indicator.name}",
            hint=f"看这一期有哪些数：zs show {period} --region {region.label}",
        )
    low = min((one for one in touched if one.basis != "month"), key=lambda one: one.confirmed)
    if amount < 0 and low.confirmed + amount < 0:
        raise ZsError(
            "adjust-below-zero",
            f"{region.label} {span(low.period)} 的{indicator.name}现为"
            f"{exact(low.confirmed).text}{indicator.unit}，减{exact(-amount).text}就小于零了",
            hint="核对金额和单位",
        )


def _told(workspace: Workspace, adjustment: Adjustment, number: int, touched: list[_Cell]) -> Done:
    effect, shown, notes = effect_of(workspace, number)
    indicator = workspace.indicators[adjustment.indicator]
    cells = [replace(one, confirmed=one.confirmed + adjustment.amount) for one in touched]
    rows = tuple(_row(workspace, adjustment, indicator, one) for one in cells)
    by = f"{adjustment.document}，{adjustment.approver}批准，{adjustment.reason}"
    title = f"已记为第 {number} 次：{adjustment.kind}（{by}）"
    told: dict[str, object] = {
        "submission": number,
        "kind": adjustment.kind,
        "region": adjustment.region,
        "period": span(adjustment.period),
        "indicator": adjustment.indicator,
        "amount": adjustment.amount,
        "unit": indicator.unit,
        "reason": adjustment.reason,
        "document": adjustment.document,
        "approver": adjustment.approver,
        "confirmed": [
            {
                "period": span(one.period),
                "basis": one.basis,
                "reported": one.reported,
                "confirmed": one.confirmed,
            }
            for one in cells
        ],
    }
    answer = Answer("adjust", told | effect, (Table(title, _COLUMNS, rows), *shown))
    then = f"看认定数：zs show {span(adjustment.period)}；撤销：zs withdraw {number}"
    return Done(answer, then, notes)


def _row(
    workspace: Workspace, adjustment: Adjustment, indicator: Indicator, one: _Cell
) -> tuple[Cell, ...]:
    return (
        Cell(workspace.regions.by_code[adjustment.region].label),
        Cell(span(one.period)),
        Cell(indicator.name),
        Cell(BASES.get(one.basis, one.basis)),
        exact(one.reported),
        exact(one.confirmed - one.reported),
        exact(one.confirmed),
        Cell(indicator.unit),
    )
