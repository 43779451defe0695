"""What a file holds once it has been understood: values with their places, and what is amiss."""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from zhaoshang_cli.domain.finding import Finding
from zhaoshang_cli.errors import Place


class Kind(StrEnum):
    """What sort of sheet it is, told by its content."""

    RETURNS = "returns"
    """County returns (县区月报), of one county or collated by the city."""

    PROVINCE = "province"
    """The province's table of its cities (全省通报表)."""

    TARGETS = "targets"
    """Yearly targets (年度目标)."""


class Basis(StrEnum):
    """Over what span a value counts."""

    YTD = "ytd"
    """本年累计."""

    MONTH = "month"
    """本月."""

    STOCK = "stock"
    """期末数."""


class Source(StrEnum):
    """Whose figure it is."""

    COUNTY = "county"
    PROVINCE = "province"


@dataclass(frozen=True, slots=True)
class Observation:
    """One value of one region, period and indicator, in the indicator's canonical unit."""

    region: str
    period: int
    """As ``202211``."""

    indicator: str
    basis: Basis
    source: Source
    value: Decimal
    raw: str
    """The text of the cell as it stood."""

    sheet: str
    cell: str


@dataclass(frozen=True, slots=True)
class Target:
    """A yearly target, in the indicator's canonical unit."""

    region: str
    year: int
    indicator: str
    level: str
    """省定, 市定, or 自报 for one that a county's own return names."""

    value: Decimal
    raw: str
    sheet: str
    cell: str


@dataclass(frozen=True, slots=True)
class Blank:
    """A cell that had room for a value and held none (empty, ``-``, ``—``, ``/``, 无)."""

    region: str
    period: int
    indicator: str
    basis: Basis
    source: Source
    raw: str
    sheet: str
    cell: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One file, understood."""

    file: str
    """The name as the user gave it."""

    sha256: str
    size: int
    """Bytes."""

    kind: Kind
    encoding: str
    """``utf-8``, ``gb18030`` … for text, ``xlsx``, ``xls`` … for workbooks."""

    observations: tuple[Observation, ...] = ()
    targets: tuple[Target, ...] = ()
    blanks: tuple[Blank, ...] = ()
    findings: tuple[Finding, ...] = ()
    layout: dict[str, object] = field(default_factory=dict)
    """How the file was understood, plain JSON: sheets, header rows, unit, columns, rows left out."""

    signatures: dict[str, str] = field(default_factory=dict)
    """填报人, 审核人, 负责人, 填报日期 … as they stand on the sheet."""

    @property
    def regions(self) -> tuple[str, ...]:
        """The regions it speaks of, sorted."""
        named = {entry.region for entry in self.observations}
        return tuple(sorted(named | {entry.region for entry in self.targets}))

    @property
    def periods(self) -> tuple[int, ...]:
        """The periods it speaks of, sorted; none for targets."""
        return tuple(sorted({entry.period for entry in self.observations}))

    @property
    def quarantined(self) -> int:
        """How many cells could not be read or placed."""
        return sum(finding.severity == "error" for finding in self.findings)

    def place(self, entry: Observation | Target | Blank) -> Place:
        """Say where an entry stands."""
        return Place(self.file, entry.sheet, entry.cell)
