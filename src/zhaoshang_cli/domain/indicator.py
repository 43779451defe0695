"""What is counted: its names, its unit, how it is printed, and where its caliber (口径) breaks."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Break:
    """From ``since`` on the indicator is counted under another caliber (口径)."""

    since: int
    """The first period of the new caliber, as ``202205``."""

    caliber: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """How values are printed in prose: unit and decimals."""

    unit: str
    places: int
    trim: bool = False
    """Drop trailing zeros: ``914.5`` for ``914.50``."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator of ``data/indicators.toml`` or of the workspace."""

    code: str
    name: str
    unit: str
    """The canonical unit its values are kept in."""

    synonyms: tuple[str, ...] = ()
    prose: Form = field(default_factory=lambda: Form("", 0))
    table: Form = field(default_factory=lambda: Form("", 0))
    contract: str | None = None
    """The indicator whose 累计 is the denominator of its 资金到位率."""

    breaks: tuple[Break, ...] = ()
    stock: bool = False
    """A count at the period's end, not a flow."""

    part_of: str | None = None
    """The indicator it is an 其中 of, which it cannot exceed."""

    def caliber(self, period: int) -> str:
        """Name the caliber in force in ``period``."""
        names = [change.caliber for change in self.breaks if change.since <= period]
        return names[-1] if names else ""

    def comparable(self, one: int, other: int) -> bool:
        """Whether values of two periods were counted under the same caliber."""
        return self.caliber(one) == self.caliber(other)


def indicators_from(table: Mapping[str, Mapping[str, object]]) -> dict[str, Indicator]:
    """Build the indicators from the ``[indicator.CODE]`` tables of a TOML file.

    Raises:
        KeyError, TypeError: A table lacks ``name`` or ``unit``, or holds a word it may not.
    """
    return {code: _indicator(code, dict(entry)) for code, entry in table.items()}


def _indicator(code: str, entry: Mapping[str, object]) -> Indicator:
    if unknown := sorted(entry.keys() - _WORDS):
        raise KeyError(unknown[0])
    unit, contract, whole = str(entry["unit"]), entry.get("contract"), entry.get("part_of")
    return Indicator(
        code=code,
        name=str(entry["name"]),
        unit=unit,
        synonyms=tuple(map(str, _list(entry.get("synonyms")))),
        prose=_form(entry.get("prose"), unit),
        table=_form(entry.get("table"), unit),
        contract=None if contract is None else str(contract),
        breaks=tuple(sorted(map(_break, _list(entry.get("breaks"))), key=lambda one: one.since)),
        stock=bool(entry.get("stock")),
        part_of=None if whole is None else str(whole),
    )


_WORDS = {"name", "unit", "synonyms", "prose", "table", "contract", "breaks", "stock", "part_of"}


def _break(entry: object) -> Break:
    if not isinstance(entry, Mapping):
        raise TypeError("breaks")
    since = int(str(entry["since"]).replace("-", ""))
    return Break(since, str(entry["caliber"]), str(entry.get("note", "")))


def _form(entry: object, unit: str) -> Form:
    if not isinstance(entry, Mapping):
        return Form(unit, 0)
    return Form(str(entry.get("unit", unit)), int(entry.get("places", 0)), bool(entry.get("trim")))


def _list(entries: object) -> list[object]:
    return entries if isinstance(entries, list) else []
