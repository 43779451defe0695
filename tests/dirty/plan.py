"""What a sheet is to say: whose values, for when, of what, and in which unit."""

from dataclasses import dataclass, field
from decimal import Decimal
from random import Random

from tests.dirty.cities import city
from tests.dirty.model import City, Key
from tests.dirty.wording import PLACES, SUBJECTS, Subject
from zhaoshang_cli.domain.region import Region
from zhaoshang_cli.domain.returns import Basis, Source

FACTORS = {
    "元": Decimal("0.0001"), "千元": Decimal("0.1"), "万元": Decimal(1), "百万元": Decimal(100),
    "亿元": Decimal(10000), "美元": Decimal("0.0001"), "万美元": Decimal(1), "亿美元": Decimal(10000),
    "个": Decimal(1), "家": Decimal(1),
}  # fmt: skip
"""How many of the canonical unit one is; written out here so that zs's own table is tested too."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One column of values: an indicator over a span, in a unit."""

    subject: Subject
    name: str
    """The word this sheet uses for it."""

    basis: Basis
    unit: str
    places: int


@dataclass(slots=True)
class Plan:
    """All that is decided of a file before it is laid out."""

    dice: Random
    city: City
    regions: tuple[Region, ...]
    periods: tuple[int, ...]
    measures: tuple[Measure, ...]
    written: dict[Key, Decimal | None] = field(default_factory=dict)
    """Values as the sheet writes them, in the measure's unit; None where it has none."""

    messes: list[str] = field(default_factory=list)
    whole: bool = True
    """Every county of the city is on the sheet."""

    workbook: bool = False
    source: Source = Source.COUNTY

    @property
    def place(self) -> str:
        """Whose sheet it is."""
        tree = self.city.tree
        if self.source is Source.PROVINCE and tree.province is not None:
            return tree.province.name
        return self.regions[0].label if len(self.regions) == 1 else self.city.name

    @property
    def period(self) -> int:
        """The last period."""
        return self.periods[-1]

    def pick(self, *choices: str) -> str:
        """Choose one."""
        return self.dice.choice(choices)

    def chance(self, probability: float, mess: str = "") -> bool:
        """Decide whether something happens, and note it."""
        happens = self.dice.random() < probability
        if happens and mess:
            self.messes.append(mess)
        return happens

    def key(self, region: Region, period: int, measure: Measure) -> Key:
        """Name one value."""
        return Key(region.code, period, measure.subject.code, measure.basis)


def draw_plan(dice: Random) -> Plan:
    """Choose a city, its counties, months, indicators and their values."""
    where = city(dice.randrange(9))
    children = where.tree.children
    count = len(children) if dice.random() < 0.6 else dice.randint(2, len(children))
    regions = tuple(sorted(dice.sample(children, count), key=children.index))
    year, month = dice.choice((2020, 2021, 2022, 2023, 2024)), dice.randint(2, 12)
    plan = Plan(dice, where, regions, (year * 100 + month,), (), whole=count == len(children))
    plan.measures = _measures(dice)
    if any(one.name != one.subject.names[0] for one in plan.measures):
        plan.messes.append("指标别名")
    if any(one.unit != one.subject.canonical for one in plan.measures):
        plan.messes.append("别的单位")
    return plan


def with_periods(plan: Plan, periods: tuple[int, ...]) -> None:
    """Let the sheet hold several months."""
    plan.periods = periods


def only(plan: Plan, region: Region) -> None:
    """Let the sheet hold one county."""
    plan.regions, plan.whole = (region,), False


def of_province(plan: Plan) -> bool:
    """Let the sheet be the province's, with all its cities; False where there are none."""
    peers = plan.city.tree.peers
    if not peers:
        return False
    plan.regions, plan.whole, plan.source = peers, True, Source.PROVINCE
    ytd = tuple(one for one in plan.measures if one.basis is Basis.YTD)
    plan.measures = ytd or plan.measures
    return True


def draw_values(plan: Plan) -> None:
    """Draw every value: months that add up to their year to date, zeros and cuts among them."""
    kinds = {(one.subject.code, one.unit, one.places): one for one in plan.measures}
    for region in plan.regions:
        for measure in kinds.values():
            for year in sorted({period // 100 for period in plan.periods}):
                _draw_year(plan, region, measure, year)


def canonical(value: Decimal, measure: Measure) -> Decimal:
    """Convert a written value into the indicator's own unit."""
    return value * FACTORS[measure.unit]


def _draw_year(plan: Plan, region: Region, measure: Measure, year: int) -> None:
    total = Decimal(0)
    bases = [one.basis for one in plan.measures if one.subject is measure.subject]
    for month in range(1, 13):
        value = _month(plan.dice, measure, total)
        total += value
        period = year * 100 + month
        if period not in plan.periods:
            continue
        for basis, written in ((Basis.MONTH, value), (Basis.YTD, total)):
            if basis in bases:
                missing = plan.dice.random() < 0.04
                key = Key(region.code, period, measure.subject.code, basis)
                plan.written[key] = None if missing else written


def _month(dice: Random, measure: Measure, total: Decimal) -> Decimal:
    """Draw one month: often something, at times nothing, seldom a cut (核减)."""
    step = Decimal(1).scaleb(-measure.places)
    least, most = (Decimal(one) / FACTORS[measure.unit] for one in measure.subject.size)
    luck = dice.random()
    if luck < 0.08:
        return Decimal(0)
    drawn = (
        Decimal(dice.randint(int(least / step), max(int(least / step), int(most / step)))) * step
    )
    if luck < 0.11 and total > drawn:
        return -drawn
    return drawn


def _measures(dice: Random) -> tuple[Measure, ...]:
    subjects = dice.sample(SUBJECTS, dice.randint(1, 5))
    bases = dice.choice(((Basis.YTD,), (Basis.MONTH, Basis.YTD), (Basis.YTD, Basis.MONTH)))
    usual = dice.random() < 0.5
    found = []
    for subject in sorted(subjects, key=SUBJECTS.index):
        unit = subject.canonical if usual else dice.choice(subject.units)
        places, name = dice.choice(PLACES[unit]), dice.choice(subject.names)
        found += [Measure(subject, name, basis, unit, places) for basis in bases]
    return tuple(found)
