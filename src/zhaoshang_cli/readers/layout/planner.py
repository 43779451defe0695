"""What the cells of a column beside a label are: which indicator, basis, unit and level."""

from collections.abc import Hashable, Mapping
from dataclasses import replace

from zhaoshang_cli.domain.indicator import Indicator
from zhaoshang_cli.domain.returns import Basis
from zhaoshang_cli.readers.cells.text import plain
from zhaoshang_cli.readers.context import Context
from zhaoshang_cli.readers.layout.facets import Heading, Role
from zhaoshang_cli.readers.layout.joining import joined
from zhaoshang_cli.readers.layout.plan import About, Aims, Plan, Refusal, RowWords, Units


class Planner:
    """Joins what a column's heading and a row's label say."""

    def __init__(
        self,
        context: Context,
        units: Units,
        aims: Aims,
        about: About,
        given: Mapping[str, Heading],
    ) -> None:
        self.context, self.units, self.aims, self.given = context, units, aims, given
        self.about = about

    def facts(self) -> Hashable:
        """Return all of the table, beside headings and labels, that a plan depends on."""
        units = self.units
        beside = tuple(sorted(units.beside.items()))
        given = tuple(self.given.items())
        return units.written, units.given, units.noted, beside, self.aims, self.about, given

    def plan(self, column: Heading, words: RowWords) -> Plan | Refusal | None:
        """Say how the cells are read; None where a label holds no values, such as a caption."""
        both = self._said(column, words)
        if isinstance(both, Refusal) or both.role is Role.IGNORED:
            return both if isinstance(both, Refusal) else None
        code = both.indicator or self.about.only
        if code is None:
            if both.role.checked_only:
                return self._of_two(both)
            return self._unknown("/".join(text.strip() for text in (*words.over, words.label)))
        indicator = self.context.indicators[code]
        basis = self._basis(both, words, indicator)
        if both.role.checked_only:
            return self._compared(both, words, indicator, basis)
        return (
            basis if isinstance(basis, Refusal) else self._with_unit(both, words, indicator, basis)
        )

    def _of_two(self, both: Heading) -> Plan | None:
        """Plan a rate of one indicator to another, such as 履约率; None for any other rate."""
        rates = self.context.vocabulary.rates
        tops = [way.partition("/")[0] for word in rates for way in rates[word]]
        known = [self.context.indicators[code] for code in tops if code in self.context.indicators]
        if not both.rate or both.rest or not known:
            return None
        return Plan(both.role, known[0], both.basis or Basis.YTD, known[0].unit, both)

    def _said(self, column: Heading, words: RowWords) -> Heading | Refusal:
        """Join what the heading and the label say; a label to be skipped says so alone."""
        label = self._label(words)
        if isinstance(label, Refusal) or (label is not None and label.role is Role.IGNORED):
            return label
        both = joined(column, label)
        if isinstance(both, Refusal) or not both.unit or both.unit in self.units.given:
            return both
        unit, fits = both.unit, self.context.words.units.fits
        apart = any(fits(unit, one) and unit != one for one in words.around)
        return _two_units(unit, words.around) if apart else both

    def _compared(
        self, both: Heading, words: RowWords, indicator: Indicator, basis: Basis | Refusal
    ) -> Plan | None:
        """Plan a column whose numbers are only compared; None where even that cannot be."""
        if isinstance(basis, Refusal):
            return None
        if both.role not in {Role.BASE, Role.TOTAL}:
            return Plan(both.role, indicator, basis, indicator.unit, both)
        plan = self._with_unit(both, words, indicator, basis)
        return None if isinstance(plan, Refusal) else plan

    def _label(self, words: RowWords) -> Heading | Refusal | None:
        if not words.label:
            return None
        path = (*words.over, words.label)
        for name in ("".join(path), "/".join(path), words.label):
            if given := self.given.get(plain(name)):
                return given
        heading = self.context.words.read(path)
        if heading.role is Role.UNKNOWN:
            return self._unknown("/".join(text.strip() for text in path))
        if heading.role is Role.TOTAL:
            # 合计 below 实际到位内资, with 其中：省外资金 next, is its value.
            heading = replace(heading, role=min(heading.also, default=Role.VALUE), also=frozenset())
        return replace(heading, role=Role.BASE) if self._past(heading) else heading

    def _past(self, label: Heading) -> bool:
        """Whether a row holds an earlier year's value than the table's."""
        if label.role is not Role.VALUE or label.year is None or self.about.year is None:
            return False
        return label.year < self.about.year

    def _unknown(self, text: str) -> Refusal:
        """Refuse a label that names no indicator, or a column where no word names any."""
        if not text:
            return Refusal("indicator-unknown", "", "")
        near = self.context.indicator_names.nearest(text)
        hint = f"是不是{'、'.join(near)}？" if near else "没有相近的指标"
        name = text.replace("\n", "").strip()
        hint += (
            f'可在 zs.toml 里给指标加同义词，或用 --map "{name}=指标"；不要的列写 --map "{name}=-"'
        )
        return Refusal("indicator-unknown", f"不认识的指标“{name}”", hint, Role.INDICATOR)

    def _basis(self, both: Heading, words: RowWords, indicator: Indicator) -> Basis | Refusal:
        if both.clash:
            return Refusal(
                "basis-ambiguous",
                "说不清是本月还是本年累计",
                f'用 --map "列名={indicator.name}/本月" 或 --map "列名={indicator.name}/本年累计" 指明',
            )
        if indicator.stock:
            return Basis.STOCK
        if words.basis:
            return self._written(words.basis)
        return self._unwritten(both)

    def _unwritten(self, both: Heading) -> Basis | Refusal:
        """Say the basis of a value that its heading and label tell, or leave to the table."""
        if self.about.lone_month and both.basis_by_month and both.basis is Basis.MONTH:
            return _of_lone_month(both)
        if both.basis is None and self.about.months_summed:
            return _of_summed_months()
        return both.basis or Basis.YTD

    def _written(self, word: str) -> Basis | Refusal:
        """Read the basis that a row's own cell names."""
        found = self.context.words.basis(word)
        hint = "写成 本月 或 本年累计"
        return found or Refusal("basis-unknown", f"不认识的口径“{word}”", hint, Role.BASIS)

    def _with_unit(
        self, both: Heading, words: RowWords, indicator: Indicator, basis: Basis
    ) -> Plan | Refusal | None:
        units = self.context.words.units
        unit, assumed = both.unit, False
        if words.unit:
            if words.unit.strip() in {"%", "％"}:
                return None
            unit = units.find(words.unit)
            if unit is None:
                return Refusal(
                    "unit-unknown",
                    f"不认识的单位“{words.unit}”",
                    "写成 万元、万美元、个 等",
                    Role.UNIT,
                )
        if unit is None:
            unit, assumed = self._default(indicator, words.around or self.units.written)
        if unit is None or not units.fits(unit, indicator.unit):
            shown = unit or "、".join(self.units.written)
            return Refusal(
                "unit-mismatch",
                f"“{indicator.name}”的单位是{indicator.unit}，这里写的是{shown}",
                f"请在表头写明单位，或用 --unit {indicator.unit} 指明",
                Role.UNIT if words.unit else Role.INDICATOR if words.label else None,
            )
        kept = indicator.unit if units.counts(unit) else unit
        level = self._level(both, words)
        if isinstance(level, Refusal):
            return level
        return Plan(both.role, indicator, basis, kept, both, level, assumed)

    def _level(self, both: Heading, words: RowWords) -> str | Refusal | None:
        """Find the level of a target; None for a value."""
        if both.role is not Role.TARGET and not self.aims.all:
            return None
        if not words.level:
            return both.level or self.aims.level or self._unlevelled("没有写目标的级别")
        found = self.context.words.level(words.level)
        return found or self._unlevelled(f"不认识的目标级别“{words.level}”")

    def _unlevelled(self, message: str) -> Refusal:
        names = "、".join(self.context.vocabulary.levels.names)
        return Refusal("level-unknown", message, f"写成 {names} 之一，或加上 --level", Role.LEVEL)

    def _default(self, indicator: Indicator, written: tuple[str, ...]) -> tuple[str | None, bool]:
        """Find the unit for a column that names none; None where the sheet's is of another sort."""
        units = self.context.words.units
        for said in (self.units.given, written, self.units.noted):
            fitting = {unit for unit in said if units.fits(unit, indicator.unit)}
            if fitting:
                # 单位：美元、万美元 leaves open which of the two a column is in.
                clear = len(fitting) == 1 or units.counts(indicator.unit)
                return (min(fitting) if clear else None), False
        if units.counts(indicator.unit):
            return indicator.unit, False
        if any(not units.counts(unit) for unit in written):
            return None, False
        beside = self.units.beside.get(indicator.code)
        if beside and units.fits(beside, indicator.unit):
            return beside, True
        declared = {"万元": self.context.money_unit, "万美元": self.context.foreign_unit}
        return declared.get(units.kept_in(indicator.unit), indicator.unit), True


def _of_lone_month(both: Heading) -> Basis | Refusal:
    """2022年12月 names the period; 12月 alone may be the month or the year to it."""
    if both.year is not None or both.month == 1:
        return Basis.YTD
    return Refusal(
        "basis-ambiguous",
        f"“{both.month}月”可能是{both.month}月当月的数，也可能是1-{both.month}月累计的数",
        '用 --map "列名=本月" 或 --map "列名=本年累计" 指明，列名照表上的写',
    )


def _of_summed_months() -> Refusal:
    """Refuse numbers of several months that a row adds up, although no word says they are months'."""
    message = "有一行把几个月的数相加，像是各月当月的数；没有写明是本月还是本年累计"
    hint = '用 --map "列名=本月" 或 --map "列名=本年累计" 指明，列名照表上的写'
    return Refusal("basis-ambiguous", message, hint)


def _two_units(unit: str, around: tuple[str, ...]) -> Refusal:
    """Refuse a column in rows below a line that names another unit than its heading."""
    message = f"表头写的是{unit}，上面一行写的是{'、'.join(around)}"
    return Refusal("unit-mismatch", message, f"请报送单位核对单位，或用 --unit {unit} 指明")
