"""What one table reports twice, brought together cell by cell while its rows are read."""

from decimal import Decimal

from zhaoshang_cli.readers.layout.cells import CellReader
from zhaoshang_cli.readers.layout.check import Checks, Entry
from zhaoshang_cli.readers.layout.facets import Role
from zhaoshang_cli.readers.layout.frame import Frame, Spot
from zhaoshang_cli.readers.layout.plan import Plan, RowWords
from zhaoshang_cli.readers.layout.rates import Rates
from zhaoshang_cli.readers.layout.rows import RowKind
from zhaoshang_cli.readers.layout.table import Column
from zhaoshang_cli.readers.layout.totals import Across

_SUMS = (RowKind.TOTAL, RowKind.SUBTOTAL)


class Comparing:
    """Remembers values, sums and rates for the checks that they belong to."""

    def __init__(self, frame: Frame, cells: CellReader, checks: Checks) -> None:
        self.frame, self.cells, self.checks = frame, cells, checks
        self.across = Across(frame)
        self.rates = Rates(frame)
        self._down = any(row.kind in _SUMS or frame.is_whole(row) for row in frame.rows)

    @property
    def needed(self) -> bool:
        """Whether anything is reported twice at all."""
        return self._down or self.across.needed or self.rates.needed

    def keep(self, entry: Entry) -> None:
        """Remember a kept value."""
        self.across.add(entry)
        if self._down:
            self.checks.add(entry)
        if self.rates.needed:
            self.rates.add(entry)

    def miss(self, column: int) -> None:
        """Remember that a value is missing from the sums it stands with."""
        self.checks.hole(column)
        self.across.hole()

    def hear(self, at: tuple[int, int], spot: Spot, column: Column, plan: Plan, text: str) -> None:
        """Remember what is only compared: a rate, last year's value, a sum."""
        if plan.role in {Role.COMPLETION, Role.GROWTH, Role.RATE}:
            self.rates.rate(at, spot, plan, text)
        elif (value := self._amount(plan, text)) is not None:
            if plan.role is Role.TOTAL:
                self.across.total(column, Entry(*at, RowWords(), 0, "", plan, value))
            else:
                self.rates.value(spot, plan, value)

    def _amount(self, plan: Plan, text: str) -> Decimal | None:
        return self.cells.compared(text, plan) if plan.role in {Role.TOTAL, Role.BASE} else None

    def row(self) -> None:
        """Compare what belongs to one row."""
        findings = self.frame.harvest.findings
        if self.rates.needed:
            findings.extend(self.rates.row())
        if self.across.needed:
            findings.extend(self.across.compare())

    def rest(self) -> None:
        """Compare what belongs to the whole table."""
        self.checks.totals()
        self.frame.harvest.findings.extend(self.rates.rest())
