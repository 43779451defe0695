"""One cell with its plan into a value in the canonical unit, or into findings."""

from decimal import Decimal

from zhaoshang_cli.domain.finding import Severity
from zhaoshang_cli.domain.quantity import convert, round_half_up
from zhaoshang_cli.readers.cells.amount import PLAIN, Amount, Fault
from zhaoshang_cli.readers.layout.frame import Frame, Spot
from zhaoshang_cli.readers.layout.plan import Plan
from zhaoshang_cli.readers.sheet import CellType

_PLACES = 6
_TOO_LARGE = Decimal(10) ** 12
_TYPE_FAULTS = {
    CellType.ERROR: Fault("cell-error", "公式出错"),
    CellType.DATE: Fault("amount-unreadable", "这一格是日期，这一列应是数额"),
    CellType.BOOLEAN: Fault("amount-unreadable", "这一格是真假值，这一列应是数额"),
}
_HINTS = {
    "cell-error": "请报送单位在原表里改正公式后重报",
    "percent-in-amount": "请报送单位填数额，百分数另列",
    "too-many-digits": "请核对这个数，金额最多15位有效数字",
    "count-fraction": "个数应是整数，请报送单位更正",
    "cell-merged": "请报送单位取消合并，每格各填各的数",
    "unit-mismatch": "请报送单位更正单位",
}


class CellReader:
    """Reads the amounts of one table."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self._types = frame.table.grid.sheet.types
        self._shared = frame.table.grid.shared
        self._amounts = frame.context.amounts
        self._units = frame.context.words.units

    def read(
        self, text: str, at: tuple[int, int], plan: Plan, spot: Spot
    ) -> Decimal | Fault | None:
        """Read a cell: its value in the canonical unit, a fault, or None where there is nothing."""
        if (self._shared or self._types) and (fault := self._unfit(text, at)):
            return fault
        if PLAIN.fullmatch(text) and self._clean(text, plan):
            return Decimal(text)
        amount = self._amounts.read(text)
        if not isinstance(amount, Amount):
            return amount
        value = self._kept(amount, text, plan)
        if isinstance(value, Fault):
            return value
        self._tell(amount, value, at, plan, spot)
        exponent = value.as_tuple().exponent
        places = -exponent if isinstance(exponent, int) else 0
        return round_half_up(value, _PLACES) if places > _PLACES else value

    def _clean(self, text: str, plan: Plan) -> bool:
        """Whether a plain number needs neither converting nor a word of explanation."""
        if plan.unit != plan.indicator.unit or plan.assumed or text[0] == "-":
            return False
        return "." not in text or not self._units.counts(plan.unit)

    def _unfit(self, text: str, at: tuple[int, int]) -> Fault | None:
        """Tell what is wrong with a cell before its text is looked at."""
        if at in self._shared and self._amounts.read(text) is not None:
            return Fault("cell-merged", f"“{text.strip()}”占了合并的几格，看不出各是多少")
        return _TYPE_FAULTS.get(self._types.get(at, CellType.NUMBER))

    def compared(self, text: str, plan: Plan) -> Decimal | None:
        """Read a value that is only compared, without telling of what is wrong with it."""
        amount = self._amounts.read(text)
        value = self._converted(amount, plan) if isinstance(amount, Amount) else None
        return value if isinstance(value, Decimal) else None

    def _kept(self, amount: Amount, text: str, plan: Plan) -> Decimal | Fault:
        value = self._converted(amount, plan)
        if isinstance(value, Fault):
            return value
        if abs(value) >= _TOO_LARGE:
            return Fault(
                "amount-too-large", f"“{text.strip()}”换算后超过一万亿{plan.indicator.unit}"
            )
        if self._units.counts(plan.indicator.unit) and value != value.to_integral_value():
            return Fault(
                "count-fraction",
                f"“{text.strip()}”不是整数，{plan.indicator.name}应按{plan.indicator.unit}计",
            )
        return value

    def _converted(self, amount: Amount, plan: Plan) -> Decimal | Fault:
        unit, canonical = amount.unit, plan.indicator.unit
        if unit is None:
            unit = plan.unit
        elif unit == "":
            unit = self._single(canonical)
        if not self._units.fits(unit, canonical):
            return Fault(
                "unit-mismatch", f"这一格写的是{unit}，{plan.indicator.name}应按{canonical}计"
            )
        if unit == canonical or self._units.counts(unit):
            return amount.value
        return convert(amount.value, unit, canonical)

    def _single(self, canonical: str) -> str:
        """Return what 万 and 亿 without a currency count: 元, 美元 or 个."""
        kept = self._units.kept_in(canonical)
        return {"万元": "元", "万美元": "美元"}.get(kept, canonical)

    def _tell(
        self, amount: Amount, value: Decimal, at: tuple[int, int], plan: Plan, spot: Spot
    ) -> None:
        """Tell of values that are kept and need a word of explanation."""
        frame = self.frame
        shown = frame.table.grid.rows[at[0]][at[1]].strip()
        doubts = []
        if amount.about:
            message, hint = f"“{shown}”只是约数，暂按所写的数收下", "请报送单位补报准确数"
            doubts.append(frame.finding("approximate", Severity.WARNING, message, at, hint))
        if value < 0:
            message = f"{plan.indicator.name}是负数（{shown}）"
            doubts.append(
                frame.finding("negative-value", Severity.WARNING, message, at, "核减请附说明")
            )
        frame.harvest.findings += [frame.of_value(one, plan, spot) for one in doubts]
        exponent = value.as_tuple().exponent
        if isinstance(exponent, int) and exponent < -_PLACES:
            message = f"“{shown}”换算成{plan.indicator.unit}超过6位小数，四舍五入到6位"
            found = frame.finding(
                "value-rounded", Severity.INFO, message, at, "像是公式算出来的数，请核对"
            )
            frame.harvest.once(("value-rounded", self._sheet), found)
        if plan.assumed:
            message = f"没有写单位，{plan.indicator.name}等按{plan.unit}读"
            found = frame.finding(
                "unit-assumed",
                Severity.INFO,
                message,
                at,
                f"请在表头写“单位：{plan.unit}”，或用 --unit 指明",
            )
            frame.harvest.once(("unit-assumed", f"{self._sheet}:{frame.table.header.start}"), found)

    @property
    def _sheet(self) -> str:
        return self.frame.table.grid.sheet.name


def remedy(fault: Fault) -> str:
    """Return the remedy that goes with a fault."""
    return _HINTS.get(fault.code, "请报送单位改成数字后重报")
