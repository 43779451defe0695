"""Every number that zs answers, against a recomputation that shares no code with it.

The sample data goes through the command line as a user would send it; the expectation is worked out
from the oracle's plain values with Python's own fractions and a rounding of its own.
"""

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from tests.sample_data.oracle import Oracle, load_oracle
from zhaoshang_cli.cli import run

SAMPLE_DATA = Path(__file__).parents[1] / "sample_data"
PERIODS = [f"{year}-{month:02}" for year in (2021, 2022) for month in range(1, 13)][:-1]
INDICATORS = ["oos_funds", "oos_contract", "fdi_used", "proj_signed", "proj_perf", "proj_started"]
CONTRACTS = {"oos_funds": "oos_contract"}
BREAKS = {"fdi_used": "2022-05"}
BASES = ["total", "completion", "growth", "arrival"]
CITY = "410400"
PANELS = {
    "县区": ["410402", "410403", "410404", "410411", "410421", "410422", "410423", "410425", "410481"],
    "省直管": ["410482"],
    "功能区": ["410471", "410472"],
}  # fmt: skip
COUNTIES = [code for codes in PANELS.values() for code in codes]


@dataclass(frozen=True)
class Parts:
    """Exact parts of one row; ``whole`` where every county that counts has a value."""

    ytd: Decimal | None
    month: Decimal | None
    base: Decimal | None
    target: Decimal | None
    level: str | None
    contract: Decimal | None
    whole: bool = True


@dataclass(frozen=True)
class World:
    """What was ingested, and what zs and the oracle say of it."""

    folder: Path
    oracle: Oracle

    def ask(self, *words: str) -> Any:
        path = self.folder / "answer.json"
        assert run(["-C", str(self.folder), *words, "-o", str(path)]) == 0, words
        return json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal, parse_int=Decimal)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """A demo workspace with every file of the sample taken in."""
    folder = tmp_path_factory.mktemp("world") / "演示"
    assert run(["demo", str(folder)]) == 0
    assert run(["-C", str(folder), "ingest", str(folder / "来文"), "--received", "文件"]) == 0
    return World(folder, load_oracle(SAMPLE_DATA))


def test_the_oracle_and_the_demo_know_the_same_counties(world: World) -> None:
    assert {key[0] for key in world.oracle.values} == set(COUNTIES)


@pytest.mark.parametrize("period", PERIODS)
def test_every_number_of_show_is_right(world: World, period: str) -> None:
    rows = {(row["indicator"], row["region"]): row for row in world.ask("show", period)["rows"]}

    used = [one for one in INDICATORS if any(key[0] == one for key in rows)]
    assert set(rows) == {(one, code) for one in used for code in [CITY, *COUNTIES]}
    for indicator in used:
        children = {code: _child(world.oracle, code, period, indicator) for code in COUNTIES}
        parts = {CITY: _total(world.oracle, children, period, indicator), **children}
        for code, one in parts.items():
            expected = dict(_derived(one, period, indicator))
            found = {key: rows[indicator, code][key] for key in expected}
            assert found == expected, (indicator, code)


@pytest.mark.parametrize("among", ["children", "province"])
@pytest.mark.parametrize("indicator", ["oos_funds", "fdi_used"])
@pytest.mark.parametrize("period", PERIODS)
def test_every_number_of_rank_is_right(
    world: World, period: str, indicator: str, among: str
) -> None:
    for basis in BASES:
        answer = world.ask("rank", period, "-i", indicator, "--by", basis, "--among", among)
        rows = {row["region"]: row for row in answer["rows"]}
        before = _earlier(period) if not _break_in(indicator, _earlier(period), period) else None
        panels = (
            PANELS if among == "children" else {"": sorted({key[0] for key in world.oracle.peers})}
        )
        assert set(rows) == {code for codes in panels.values() for code in codes}
        for codes in panels.values():
            now = {
                code: _pair(world.oracle, code, period, indicator, basis, among) for code in codes
            }
            earlier = {
                code: before and _pair(world.oracle, code, before, indicator, basis, among)
                for code in codes
            }  # fmt: skip
            for code in codes:
                _check_rank(rows[code], code, now, earlier, basis)


def _check_rank(
    row: dict[str, Any], code: str, now: dict[str, Any], earlier: dict[str, Any], basis: str
) -> None:
    rank, previous = _rank(now, code), _rank(earlier, code)
    assert (row["rank"], row["previous_rank"]) == (rank, previous), code
    same = {one for one, pair in now.items() if pair} == {
        one for one, pair in earlier.items() if pair
    }
    assert row["change"] == (previous - rank if rank and previous and same else None)
    if rank is None:
        assert row["value"] is row["to_next_above"] is row["money_to_next_above"] is None
        return
    ratios = sorted({Fraction(a) / Fraction(b) for a, b in filter(None, now.values())})
    top, bottom = now[code]
    own = Fraction(top) / Fraction(bottom)
    assert row["tied"] == (sum(_rank(now, other) == rank for other in now) > 1)
    better = [one for one in ratios if one > own]
    worse = [one for one in ratios if one < own]
    scale, places = (1, 6) if basis == "total" else (100, 1)
    assert row["value"] == _round(own * scale, places)
    assert row["to_next_above"] == (_round((better[0] - own) * scale, places) if better else None)
    assert row["to_next_below"] == (_round((own - worse[-1]) * scale, places) if worse else None)
    money = math.ceil((better[0] - own) * Fraction(bottom) * 100) if better else None
    assert row["money_to_next_above"] == (None if money is None else Fraction(money, 100))


def _rank(pairs: dict[str, Any], code: str) -> int | None:
    if not pairs[code]:
        return None
    ratios = {one: Fraction(pair[0]) / Fraction(pair[1]) for one, pair in pairs.items() if pair}
    return 1 + sum(other > ratios[code] for other in ratios.values())


def _pair(
    oracle: Oracle, code: str, period: str, indicator: str, basis: str, among: str
) -> tuple[Decimal, Decimal] | None:
    def ytd(when: str, what: str) -> Decimal | None:
        if among == "province":
            return oracle.peers.get((code, when, what))
        return oracle.values.get((code, when, what, "ytd"))

    now, last_year = ytd(period, indicator), _last_year(period)
    if now is None:
        return None
    top, bottom = now, Decimal(1)
    if basis == "completion":
        crossed = _break_in(indicator, period, f"{period[:4]}-12")
        bottom = (
            Decimal(0) if crossed else _target(oracle, code, period, indicator)[0] or Decimal(0)
        )
    elif basis == "growth":
        crossed = _break_in(indicator, last_year, period)
        bottom = Decimal(0) if crossed else ytd(last_year, indicator) or Decimal(0)
        top = now - bottom
    elif basis == "arrival":
        bottom = ytd(period, CONTRACTS.get(indicator, "")) or Decimal(0)
    return (top, bottom) if bottom > 0 else None


def _child(oracle: Oracle, code: str, period: str, indicator: str) -> Parts:
    def ytd(when: str, what: str = indicator) -> Decimal | None:
        return oracle.values.get((code, when, what, "ytd"))

    now, before = ytd(period), ytd(_earlier(period))
    month = oracle.values.get((code, period, indicator, "month"))
    if month is None and period.endswith("-01"):
        month = now
    comparable = not _break_in(indicator, _earlier(period), period)
    if month is None and comparable and now is not None and before is not None:
        month = now - before
    target, level = _target(oracle, code, period, indicator)
    contract = ytd(period, CONTRACTS.get(indicator, ""))
    return Parts(now, month, ytd(_last_year(period)), target, level, contract)


def _total(oracle: Oracle, children: dict[str, Parts], period: str, indicator: str) -> Parts:
    here = [one for one in children.values() if one.ytd is not None]
    target, level = _target(oracle, CITY, period, indicator)
    targets = [one.target for one in children.values()]
    if target is None and None not in targets:
        target, level = _sum(targets), "分县目标合计"
    found = Parts(
        _sum([one.ytd for one in here]), _sum([one.month for one in here]),
        _sum([one.base for one in here]), target, level, _sum([one.contract for one in here]),
    )  # fmt: skip
    return replace(found, whole=len(here) == len(children))


def _sum(values: list[Decimal | None]) -> Decimal | None:
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(values) else None


def _target(
    oracle: Oracle, code: str, period: str, indicator: str
) -> tuple[Decimal | None, str | None]:
    for level in ("省定", "市定"):
        value = oracle.targets.get((code, int(period[:4]), indicator, level))
        if value is not None:
            return value, level
    return None, None


def _derived(one: Parts, period: str, indicator: str) -> Iterator[tuple[str, Any]]:
    comparable = one.whole and not _break_in(indicator, _last_year(period), period)
    judged = one.whole and not _break_in(indicator, period, f"{period[:4]}-12")
    schedule = _round(Fraction(int(period[5:]) * 100, 12), 1)
    completion = _rate(one.ytd, one.target) if judged else None
    gap = None if completion is None else completion - schedule
    growth = None
    if comparable and one.ytd is not None and one.base is not None:
        growth = _rate(one.ytd - one.base, one.base)
    yield from {
        "ytd": one.ytd, "month": one.month, "base_ytd": one.base, "yoy_pct": growth,
        "target": one.target, "target_level": one.level, "completion_pct": completion,
        "schedule_pct": schedule, "gap_pp": gap, "contract": one.contract,
        "arrival_rate_pct": _rate(one.ytd, one.contract) if one.whole else None,
        "light": _light(completion, gap),
    }.items()  # fmt: skip


def _light(completion: Decimal | None, gap: Decimal | None) -> str | None:
    if completion is None or gap is None:
        return None
    if completion >= 100:
        return "blue"
    return "green" if gap >= 0 else "yellow" if gap >= -5 else "red"


def _rate(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    if part is None or whole is None or whole <= 0:
        return None
    return _round(Fraction(part) * 100 / Fraction(whole), 1)


def _round(value: Fraction, places: int) -> Decimal:
    """Half away from zero."""
    scaled = math.floor(abs(value) * 10**places + Fraction(1, 2))
    return Decimal(scaled if value >= 0 else -scaled) / Decimal(10**places)


def _break_in(indicator: str, after: str, until: str) -> bool:
    """Whether the caliber changed after the one period and not after the other."""
    return after < BREAKS.get(indicator, "9999") <= until


def _earlier(period: str) -> str:
    """The month before in the same year; ``2022-00`` before a January, which nothing is known of."""
    return f"{period[:5]}{int(period[5:]) - 1:02}"


def _last_year(period: str) -> str:
    return f"{int(period[:4]) - 1}{period[4:]}"
