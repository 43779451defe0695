"""Ledgers for tests, filled through the real store from a few words."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from zhaoshang_cli.domain.period import Period
from zhaoshang_cli.domain.returns import Basis, Kind, Observation, Reading, Source, Target
from zhaoshang_cli.store.runs.arrival import Arrival
from zhaoshang_cli.store.runs.recording import record
from zhaoshang_cli.store.runs.spool import spooling
from zhaoshang_cli.workflows.office.init import make
from zhaoshang_cli.workspace import Workspace

COUNTIES = ("410402", "410403", "410421", "410482", "410471")
"""新华区、卫东区、宝丰县; 汝州市 of the panel 省直管; 高新区 of the panel 功能区."""

TOML = """\
format = 1
own = "410400"

{settings}

[[region]]
code = "410402"
name = "新华区"
kind = "区"
panel = "县区"

[[region]]
code = "410403"
name = "卫东区"
kind = "区"
panel = "县区"

[[region]]
code = "410421"
name = "宝丰县"
panel = "县区"

[[region]]
code = "410482"
name = "汝州市"
kind = "县级市"
panel = "省直管"
counts_in_total = {counts}

[[region]]
code = "410471"
name = "平顶山高新技术产业开发区"
short = "高新区"
kind = "功能区"
panel = "功能区"
"""

ALONE = """\
format = 1
own = "419001"
"""
"""济源市, which has no counties."""

Value = tuple[str, int, str, object]
"""Region, period, indicator, amount."""


def workspace_in(folder: Path, settings: str = "", *, counts: bool = True) -> Workspace:
    """Make a workspace of five counties in ``folder``."""
    text = TOML.format(settings=settings, counts=str(counts).lower())
    return make(folder, text)


def observations(
    values: Iterable[Value], basis: Basis = Basis.YTD, source: Source = Source.COUNTY
) -> tuple[Observation, ...]:
    """Make observations, each in a cell of its own."""
    return tuple(
        Observation(
            region, period, indicator, basis, source, Decimal(str(amount)), str(amount), "表", f"B{n}"
        )
        for n, (region, period, indicator, amount) in enumerate(values, start=1)
    )  # fmt: skip


def targets(values: Iterable[tuple[str, int, str, str, object]]) -> tuple[Target, ...]:
    """Make targets of (region, year, indicator, level, amount)."""
    return tuple(
        Target(region, year, indicator, level, Decimal(str(amount)), str(amount), "表", f"C{n}")
        for n, (region, year, indicator, level, amount) in enumerate(values, start=1)
    )


def send(
    workspace: Workspace,
    name: str,
    held: Sequence[Observation] = (),
    aims: Sequence[Target] = (),
    *,
    on: date | None = None,
) -> None:
    """Take one file with these values into the ledger."""
    take(workspace, [arrival(name, held, aims, on=on)])


def arrival(
    name: str,
    held: Sequence[Observation] = (),
    aims: Sequence[Target] = (),
    *,
    on: date | None = None,
) -> Arrival:
    """Make a file with these values, in time unless ``on`` says otherwise."""
    data = repr((name, held, aims)).encode()
    kind = Kind.TARGETS if aims and not held else Kind.RETURNS
    if held and held[0].source is Source.PROVINCE:
        kind = Kind.PROVINCE
    reading = Reading(
        name, hashlib.sha256(data).hexdigest(), len(data), kind, "utf-8", tuple(held), tuple(aims)
    )
    periods = [one.period for one in held]
    day = Period.from_number(max(periods)).after(1).first_day if periods else date(2021, 1, 1)
    return Arrival((reading,), data, on or day)


def take(workspace: Workspace, arrivals: Sequence[Arrival]) -> None:
    """Take files into the ledger in one run."""
    with spooling(workspace) as spool:
        for one in arrivals:
            spool.take(one)
        record(workspace, spool, actor="测试", command="测试")


def oracle_arrivals(
    values: Mapping[tuple[str, str, str, str], Decimal],
    peers: Mapping[tuple[str, str, str], Decimal],
    aims: Mapping[tuple[str, int, str, str], Decimal],
) -> list[Arrival]:
    """Make a file a county and month, one a provincial table, and one with every target."""
    held: dict[str, list[Observation]] = {}
    for (region, period, indicator, basis), amount in values.items():
        one = (region, Period.parse(period).number, indicator, amount)
        held.setdefault(f"{period}-{region}", []).extend(observations([one], Basis(basis)))
    for (region, period, indicator), amount in peers.items():
        one = (region, Period.parse(period).number, indicator, amount)
        cell = observations([one], source=Source.PROVINCE)
        held.setdefault(f"{period}-全省", []).extend(cell)
    every = targets((*key, amount) for key, amount in aims.items())
    return [
        arrival("目标", aims=every),
        *(arrival(name, cells) for name, cells in held.items()),
    ]
