"""What stands round a table: title, unit, who reports, notes, signatures, and the file's name."""

from dataclasses import dataclass, field

from tests.dirty.columns import mixed_units
from tests.dirty.model import EMPTY, Block, Cell, Plant
from tests.dirty.plan import Plan
from tests.dirty.tables import Table
from tests.dirty.wording import NOTES, PEOPLE

_NUMERALS = "〇一二三四五六七八九"


@dataclass(slots=True)
class Frame:
    """The lines round a table, and what the file's name says."""

    above: list[list[Cell]]
    below: list[list[Cell]]
    name: str
    signed: bool = False
    unit_unsaid: bool = False
    unsaid: set[Plant] = field(default_factory=set)
    """What nothing in the file says."""


def frame(plan: Plan, table: Table) -> Frame:
    """Write the lines that say what the table leaves open, and some that need not be there."""
    said = _Said(plan, table, plan.place)
    title = said.title()
    below, signed = _below(plan, table.block.width)
    lines = Frame(title, below, said.file_name(), signed)
    lines.unit_unsaid = said.unit_unsaid
    lines.unsaid = said.unsaid
    return lines


class _Said:
    """Decides who says what."""

    def __init__(self, plan: Plan, table: Table, place: str) -> None:
        self.plan, self.table, self.place = plan, table, place
        self.width = table.block.width
        self.unit_unsaid = False
        self.by_file = set[str]()
        self.unsaid = set[Plant]()
        odd = {one.unit for one in plan.measures if one.unit != one.subject.canonical}
        self.units_needed = bool(odd) and not table.says_unit

    def title(self) -> list[list[Cell]]:
        """Return the lines above the table."""
        plan, table = self.plan, self.table
        period_by = "title" if table.says_period else self._by(Plant.NO_PERIOD)
        region_by = "title" if table.says_region else self._by(Plant.NO_REGION)
        self.by_file = {
            *(["period"] if period_by == "file" else []),
            *(["region"] if region_by == "file" else []),
        }
        lines: list[list[Cell]] = []
        needed = "title" in (period_by, region_by) or not table.says_indicator
        if needed or plan.chance(0.6):
            plan.messes.append("标题行")
            lines.append([Cell(self._title(period_by, region_by))])
        if period_by == "line":
            lines.append([Cell(f"报告期：{self._period()}")])
        if region_by == "line":
            lines.append([Cell(f"填报单位：{self.place}"), *self._date()])
        lines += self._unit_line()
        return lines

    def _by(self, plant: Plant) -> str:
        """Choose who says whose or when it is; seldom nobody."""
        if self.plan.dice.random() < 0.04:
            self.unsaid.add(plant)
            return "nobody"
        return self.plan.pick("title", "title", "line", "file")

    def _title(self, period_by: str, region_by: str) -> str:
        place = self.place if region_by == "title" else ""
        if self.table.aims:
            return f"{place}{self.plan.period // 100}年度市定招商引资目标任务分解表"
        noun = self.plan.pick("招商引资情况表", "招商引资主要指标完成情况", "招商引资统计月报表")
        if not self.table.says_indicator:
            noun = f"{self.plan.measures[0].name}完成情况表"
        if len(self.plan.periods) > 1 or not self.table.says_indicator:
            return f"{place}{self.plan.period // 100}年{noun}"
        return f"{place}{self._period() if period_by == 'title' else ''}{noun}"

    def _period(self) -> str:
        year, month = divmod(self.plan.period, 100)
        chinese = "".join(_NUMERALS[int(digit)] for digit in str(year))
        forms = [f"{year}年{month}月", f"{year}年1-{month}月", f"{year}年1—{month}月份"]
        if month == 11:
            forms.append(f"{chinese}年十一月")
        return self.plan.pick(*forms)

    def _date(self) -> list[Cell]:
        """A date of filling in, which is not the span of the values."""
        if self.plan.dice.random() < 0.5:
            return []
        year, month = divmod(self.plan.period, 100)
        after = f"{year + month // 12}.{month % 12 + 1:02}.03"
        return [*[EMPTY] * max(0, self.width - 2), Cell(f"填报日期：{after}")]

    def _unit_line(self) -> list[list[Cell]]:
        mixed = mixed_units(self.plan)
        units = [
            unit
            for unit in dict.fromkeys(one.unit for one in self.plan.measures)
            if unit not in mixed
        ]
        if not units:
            return []
        if not self.units_needed and self.plan.dice.random() < 0.5:
            self.unit_unsaid = not self.table.says_unit
            return []
        line = Cell(
            self.plan.pick("单位：{}", "单位:{}", "（单位：{}）", "计量单位：{}").format(
                "、".join(units)
            )
        )
        return (
            [[*[EMPTY] * (self.width - 1), line]]
            if self.plan.chance(0.6, "单位行靠右")
            else [[line]]
        )

    def file_name(self) -> str:
        """Return the stem of the file's name."""
        place = self.place if self._named("region", Plant.NO_REGION, 0.5) else "附件1-"
        monthly = len(self.plan.periods) == 1 and not self.table.aims
        dated = monthly and self._named("period", Plant.NO_PERIOD, 0.4)
        year, month = divmod(self.plan.period, 100)
        forms = (
            f"{year}年{month}月",
            f"{year}{month:02}",
            f"{year}.{month:02}",
            f"{year}-{month:02}",
        )
        when = self.plan.pick(*forms) if dated else ""
        tail = self.plan.pick("", "", "（最终版）", "-最终版2", "（盖章）", "(1)")
        return (
            f"{place}{when}招商引资月报{tail}"
            if self.plan.dice.random() < 0.7
            else f"{place}{when}{tail}"
        )

    def _named(self, what: str, plant: Plant, often: float) -> bool:
        """Whether the file's name says something: where it must, or by chance where it may."""
        may = plant not in self.unsaid and self.plan.dice.random() < often
        return what in self.by_file or may


def _below(plan: Plan, width: int) -> tuple[list[list[Cell]], bool]:
    lines: list[list[Cell]] = []
    if plan.chance(0.3, "附注"):
        lines.append([Cell(plan.pick(*NOTES))])
    signed = plan.chance(0.5, "签名行")
    if signed:
        year, month = divmod(plan.period, 100)
        people = [plan.pick(*PEOPLE) for _ in range(3)]
        day = f"{year + month // 12}年{month % 12 + 1}月{plan.dice.randint(1, 8)}日"
        words = [
            f"填报人：{people[0]}",
            f"审核人：{people[1]}",
            f"负责人：{people[2]}",
            f"填报日期：{day}",
        ]
        apart = width >= len(words) and plan.dice.random() < 0.5
        lines.append([Cell(word) for word in words] if apart else [Cell("    ".join(words))])
    return lines, signed


def framed(plan: Plan, table: Table, lines: Frame) -> Block:
    """Put the lines round the table; the title is merged over its width."""
    above = Block([list(line) for line in lines.above])
    if (
        above.rows
        and len(above.rows[0]) == 1
        and table.block.width > 1
        and plan.dice.random() < 0.7
    ):
        above.merged.append((0, 0, 0, table.block.width - 1))
    if above.rows and plan.chance(0.1, "标题下空行"):
        above.rows.append([EMPTY])
    below = Block([list(line) for line in lines.below])
    if below.rows and plan.chance(0.3):
        below = Block([[EMPTY]]).below(below)
    return above.below(table.block).below(below)
