"""A small workspace whose ledger holds exactly the values that a test names."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

from zhaoshang_cli.domain.returns import Basis, Kind, Observation, Reading, Source, Target
from zhaoshang_cli.store.runs.arrival import Arrival
from zhaoshang_cli.store.runs.recording import record
from zhaoshang_cli.store.runs.spool import spooling
from zhaoshang_cli.workflows.office.init import make
from zhaoshang_cli.workspace import Workspace

CITY, LEFT, RIGHT, ZONE = "320500", "320582", "320583", "320571"
"""苏州市 with two counties and one zone; nothing else of it is real."""

REGIONS = """
format = 1
own = "320500"

[[region]]
code = "320582"
name = "东县"
kind = "县"
panel = "县区"

[[region]]
code = "320583"
name = "西县"
kind = "县"
panel = "县区"

[[region]]
code = "320571"
name = "高新区"
kind = "功能区"
panel = "功能区"
"""

Values = Mapping[tuple[str, int, str], object]
"""累计 by region, period and indicator."""

Aims = Mapping[tuple[str, int, str, str], object]
"""Targets by region, year, indicator and level."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a ledger is told."""

    values: Values
    aims: Aims
    province: Values


def workspace_with(
    folder: Path,
    values: Values,
    aims: Aims | None = None,
    *,
    province: Values | None = None,
    toml: str = "",
) -> Workspace:
    """Make a workspace and put values into its ledger, a file for each kind of sheet."""
    workspace = make(folder, toml if "own =" in toml else REGIONS + toml)
    readings = [
        _reading("月报.csv", Kind.RETURNS, observations=_observed(values, Source.COUNTY)),
        _reading("目标.csv", Kind.TARGETS, targets=_aimed(aims or {})),
        _reading(
            "全省.csv", Kind.PROVINCE, observations=_observed(province or {}, Source.PROVINCE)
        ),
    ]
    with spooling(workspace) as spool:
        for one in readings:
            if one.observations or one.targets:
                spool.take(Arrival((one,), one.file.encode(), date(2022, 12, 5)))
        record(workspace, spool, actor="检查", command="zs ingest")
    return workspace


def _reading(
    file: str,
    kind: Kind,
    observations: Iterable[Observation] = (),
    targets: Iterable[Target] = (),
) -> Reading:
    data = file.encode()
    reading = Reading(file, sha256(data).hexdigest(), len(data), kind, "utf-8")
    return replace(reading, observations=tuple(observations), targets=tuple(targets))


def _observed(values: Values, source: Source) -> Iterator[Observation]:
    for row, ((region, period, indicator), value) in enumerate(values.items(), start=2):
        yield Observation(
            region=region,
            period=period,
            indicator=indicator,
            basis=Basis.YTD,
            source=source,
            value=Decimal(str(value)),
            raw=str(value),
            sheet="",
            cell=f"B{row}",
        )


def _aimed(aims: Aims) -> Iterator[Target]:
    for row, ((region, year, indicator, level), value) in enumerate(aims.items(), start=2):
        yield Target(region, year, indicator, level, Decimal(str(value)), str(value), "", f"C{row}")
