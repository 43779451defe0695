"""Where a printed number comes from: figure, metric, values, cells, files, and who took them in."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zhaoshang_cli.domain.adjusted import Adjusted
from zhaoshang_cli.errors import Place


@dataclass(frozen=True, slots=True)
class Around:
    """A cell of the kept original, read again, with the cells around it."""

    columns: tuple[str, ...]
    """The letters of the columns."""

    rows: tuple[tuple[int, tuple[str, ...]], ...]
    """Row numbers as spreadsheets count them, and the texts."""

    text: str
    """What stands in the cell itself."""


@dataclass(frozen=True, slots=True)
class Origin:
    """One value of the ledger, and how it came there."""

    region: str
    period: int
    """As ``202211``; the year and 00 for a target."""

    indicator: str
    basis: str
    source: str
    confirmed: Decimal
    reported: Decimal
    raw: str
    place: Place
    submission: int
    kind: str
    sha256: str
    kept_in: int | None
    """The run whose archive keeps the file."""

    actor: str
    received_on: date
    recorded_at: str
    command: str
    journal_hash: str
    around: Around | None = None

    @property
    def agrees(self) -> bool:
        """Whether the kept original still says what was taken in."""
        return self.around is None or _squeezed(self.around.text) == _squeezed(self.raw)


@dataclass(frozen=True, slots=True)
class Formula:
    """The metric that a figure comes from."""

    name: str
    title: str
    about: str
    """What the figure is: ``完成率 = 累计 ÷ 年度目标``."""

    sql: str
    """The file of the query."""


@dataclass(frozen=True, slots=True)
class Traced:
    """One figure, traced."""

    id: str
    """Empty for a cell of an answer."""

    text: str
    value: Decimal | int | None
    unit: str
    field: str
    region: str
    indicator: str
    period: str
    as_of: int
    formula: Formula
    sentences: tuple[str, ...]
    origins: tuple[Origin, ...]
    lost: tuple[str, ...] = ()
    """Cells that the record names and the ledger does not have at that vintage."""

    adjusted: tuple[Adjusted, ...] = ()


def _squeezed(text: str) -> str:
    return "".join(text.split())
