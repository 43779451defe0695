"""A whole nation to measure with: every county of the country, sixty indicators, made-up values."""

import csv
import io
from functools import cache
from pathlib import Path
from random import Random

from zhaoshang_cli.workflows.office.init import make
from zhaoshang_cli.workspace import atlas

COUNTIES = 2_844
INDICATORS = 60
_OWN = "410000"
"""A workspace must stand somewhere; its children here are the counties of all provinces."""

Places = tuple[tuple[str, str], ...]
"""Codes and names of the regions of a workspace."""

_HEADING = ("地区代码", "月份", "指标", "单位", "本年累计")


@cache
def counties() -> Places:
    """Return the codes and names of the country's counties."""
    found = [
        one for head in atlas.heads() if head.code.endswith("0000") for one in _within(head.code)
    ]
    invented = ((f"{code}", f"第{code}开发区") for code in range(910001, 999999))
    while len(found) < COUNTIES:
        code, name = next(invented)
        found.append((code, name))
    return tuple(found[:COUNTIES])


def cities() -> Places:
    """Return the codes and names of one province's cities."""
    return tuple((one.code, one.name) for one in atlas.province(_OWN) if one.parent == _OWN)


def _within(province: str) -> list[tuple[str, str]]:
    """Return the counties of a province, with their cities' names: 新华区 is in many."""
    entries = atlas.province(province)
    names = {one.code: one.name for one in entries}
    parents = {one.parent for one in entries}
    return [
        (one.code, f"{names[one.parent]}{one.name}")
        for one in entries
        if one.parent and one.code not in parents and province != _OWN
    ]


@cache
def indicators() -> tuple[str, ...]:
    """Return the names of sixty indicators."""
    return tuple(f"指标{number:02}" for number in range(1, INDICATORS + 1))


def make_workspace(folder: Path, places: Places | None = None) -> None:
    """Make an empty workspace whose children these are; the whole nation's counties if not said."""
    lines = ["format = 1", f'own = "{_OWN}"', "[store]", "wait_seconds = 5"]
    for code, name in places or counties():
        lines += [
            "[[region]]",
            f'code = "{code}"',
            f'name = "{name}"',
            'kind = "县"',
            'panel = "县区"',
        ]
    for number, name in enumerate(indicators(), 1):
        lines += [f"[indicator.x{number:02}]", f'name = "{name}"', 'unit = "万元"']
    folder.mkdir(parents=True, exist_ok=True)
    make(folder, "\n".join(lines) + "\n")


def write_month(folder: Path, period: int, *, files: int = COUNTIES, mixed: bool) -> None:
    """Write a file a county: a row an indicator.

    Args:
        folder: Where to.
        period: As ``202211``.
        files: How many counties.
        mixed: Every other file in GB18030; else all in UTF-8.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for at, (code, _) in enumerate(counties()[:files]):
        text = _month(code, period)
        encoding = "gb18030" if mixed and at % 2 else "utf-8"
        (folder / f"{code}.csv").write_bytes(text.encode(encoding))


def write_history(folder: Path, periods: list[int], places: Places, *, kinds: int) -> None:
    """Write a file a month with all regions and the first ``kinds`` indicators."""
    folder.mkdir(parents=True, exist_ok=True)
    for period in periods:
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(
            (*_HEADING[:2], *(f"{name}本年累计（万元）" for name in indicators()[:kinds]))
        )
        for code, _ in places:
            writer.writerow((code, _dated(period), *_values(code, period)[:kinds]))
        (folder / f"{period}.csv").write_text(text.getvalue(), encoding="utf-8")


def months(first: int, count: int) -> list[int]:
    """Return so many periods from ``first`` on."""
    start = first // 100 * 12 + first % 100 - 1
    return [at // 12 * 100 + at % 12 + 1 for at in range(start, start + count)]


def _month(code: str, period: int) -> str:
    lines = [",".join(_HEADING)]
    values = _values(code, period)
    lines += [
        f"{code},{_dated(period)},{name},万元,{value}"
        for name, value in zip(indicators(), values, strict=True)
    ]
    return "\n".join(lines) + "\n"


def _dated(period: int) -> str:
    return f"{period // 100}-{period % 100:02}"


def _values(code: str, period: int) -> list[str]:
    dice = Random(f"{code} {period // 100}")  # noqa: S311
    month = period % 100
    return [f"{dice.randint(100, 900_000) * month / 100:.2f}" for _ in range(INDICATORS)]
