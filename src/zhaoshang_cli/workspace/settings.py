"""The settings of a workspace, as everything that obeys them takes them.

The sections are named tuples: as many dataclasses would cost every command eight milliseconds.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from zhaoshang_cli.workspace.gathering import Given


class Report(NamedTuple):
    """When and how counties report."""

    deadline_day: int
    """Of the month after the period."""

    january: str
    """``reported``, or ``merged`` with February."""


class Units(NamedTuple):
    """The units of sheets that name none."""

    money: str
    foreign: str


class Rates(NamedTuple):
    """How rates are rounded."""

    places: int


class Targets(NamedTuple):
    """Which of several targets is shown."""

    levels: tuple[str, ...]
    """The first that exists."""


class Schedule(NamedTuple):
    """How far a year should be at a month's end."""

    mode: str
    """``linear_month``, ``day`` or ``curve``."""

    curve: tuple[Decimal, ...]
    """Twelve percentages for ``curve``, else empty."""


class Lights(NamedTuple):
    """The least 完成率 for blue, the least gaps in 个百分点 for green and yellow."""

    blue: Decimal
    green: Decimal
    yellow: Decimal


class Prose(NamedTuple):
    """The habits of the office's releases."""

    dash: str
    publisher: str
    """Empty: the own region's name and 商务局."""

    headline: tuple[str, ...]
    rank_basis: str
    """``total``, ``completion``, ``growth`` or ``arrival``."""


class Store(NamedTuple):
    """How the store is opened."""

    wait_seconds: int


class Settings(NamedTuple):
    """All of them."""

    report: Report
    units: Units
    rates: Rates
    targets: Targets
    schedule: Schedule
    lights: Lights
    prose: Prose
    store: Store


def settings_from(given: Mapping[str, Given]) -> Settings:
    """Arrange gathered values."""
    read = _Reader(given)
    return Settings(
        report=Report(read.whole("report.deadline_day"), read.text("report.january")),
        units=Units(read.text("units.money"), read.text("units.foreign")),
        rates=Rates(read.whole("rates.places")),
        targets=Targets(read.texts("targets.levels")),
        schedule=Schedule(read.text("schedule.mode"), read.numbers("schedule.curve")),
        lights=Lights(*map(read.number, ("lights.blue", "lights.green", "lights.yellow"))),
        prose=Prose(
            dash=read.text("prose.dash"),
            publisher=read.text("prose.publisher"),
            headline=read.texts("prose.headline"),
            rank_basis=read.text("prose.rank_basis"),
        ),
        store=Store(read.whole("store.wait_seconds")),
    )


class _Reader(NamedTuple):
    """Hands out values as the types that ``fit`` made of them."""

    given: Mapping[str, Given]

    def whole(self, name: str) -> int:
        return int(str(self.given[name].value))

    def number(self, name: str) -> Decimal:
        return Decimal(str(self.given[name].value))

    def text(self, name: str) -> str:
        return str(self.given[name].value)

    def texts(self, name: str) -> tuple[str, ...]:
        return tuple(map(str, self._many(name)))

    def numbers(self, name: str) -> tuple[Decimal, ...]:
        return tuple(Decimal(str(one)) for one in self._many(name))

    def _many(self, name: str) -> tuple[object, ...]:
        value = self.given[name].value
        return value if isinstance(value, tuple) else (value,)
