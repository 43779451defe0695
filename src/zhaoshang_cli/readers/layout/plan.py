"""How the cells of a column beside a label are to be read, or why they are not."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field

from zhaoshang_cli.domain.indicator import Indicator
from zhaoshang_cli.domain.returns import Basis
from zhaoshang_cli.readers.layout.facets import Heading, Role


@dataclass(frozen=True, slots=True)
class Plan:
    """How the cells of one column, beside one label, are read."""

    role: Role
    indicator: Indicator
    basis: Basis
    unit: str
    heading: Heading
    level: str | None = None
    assumed: bool = False
    """No unit was written anywhere; the declared one is used."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why the cells of a column are not taken."""

    code: str
    message: str
    hint: str
    by: Role | None = None
    """The label of the row that is at fault; None when it is the column's heading."""

    @property
    def nameless(self) -> bool:
        """Whether neither the heading nor the row names an indicator."""
        return self.code == "indicator-unknown" and self.by is None


@dataclass(frozen=True, slots=True)
class Units:
    """The units for columns that name none."""

    written: tuple[str, ...]
    """On the sheet."""

    cell: str
    given: tuple[str, ...] = ()
    """By the user."""

    noted: tuple[str, ...] = ()
    """In the words of a note."""

    beside: Mapping[str, str] = field(default_factory=dict)
    """By indicator, the unit of its other columns."""


@dataclass(frozen=True, slots=True)
class RowWords:
    """What the label cells of a row say beside its region and period."""

    label: str = ""
    """The indicator's name with all that stands in its cell."""

    over: tuple[str, ...] = ()
    """The labels that an 其中, or a label below a merged one, belongs to."""

    unit: str = ""
    basis: str = ""
    level: str = ""
    around: tuple[str, ...] = ()
    """The units that a line among the rows names for those below it."""


@dataclass(frozen=True, slots=True)
class Aims:
    """How the targets of a table are kept."""

    level: str | None
    """Of targets whose column and row name none."""

    all: bool = False
    """Every value is a target."""


@dataclass(frozen=True, slots=True)
class About:
    """What a table is about as a whole."""

    only: str | None = None
    """Its one indicator, where headings name none."""

    year: int | None = None
    lone_month: bool = False
    """A month in a heading may be that month, or the year to it."""

    months_summed: bool = False
    """A row adds up the months above it, as no years to date can be."""

    rated_rows: bool = False
    """Rows are labelled with rates, so that their parts stand in other rows."""


Settled = Plan | Refusal | None
"""What becomes of the cells of a column beside a label; None where they hold no values."""

_MOST_LAYOUTS, _MOST_LABELS = 256, 50_000


@dataclass(slots=True)
class Known:
    """What was worked out for the rows of tables of one layout."""

    words: dict[tuple[str, ...], tuple[RowWords, bool]] = field(default_factory=dict)
    """By the texts of the label cells: the words, and whether the label is an 其中."""

    plans: dict[RowWords, tuple[Settled, ...]] = field(default_factory=dict)
    """A plan a column."""

    def forget(self) -> None:
        """Begin anew where labels are too many: they are hardly ever the same."""
        if len(self.words) + len(self.plans) > _MOST_LABELS:
            self.words.clear()
            self.plans.clear()


class Memory:
    """What was worked out for earlier tables: the files of a month are laid out alike."""

    def __init__(self) -> None:
        self._known: dict[Hashable, Known] = {}

    def of(self, layout: Hashable) -> Known:
        """Return what is known of a layout, named by all that a plan depends on.

        Files whose every label is new must not fill the memory: it begins anew when it is large.
        """
        labels = sum(len(one.words) + len(one.plans) for one in self._known.values())
        if len(self._known) > _MOST_LAYOUTS or labels > _MOST_LABELS:
            self._known.clear()
        return self._known.setdefault(layout, Known())
