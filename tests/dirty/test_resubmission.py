"""A dirty file that comes again: as it was, mended, and as it was once more."""

import json
from contextlib import chdir
from itertools import islice
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.dirty.generator import variant
from tests.dirty.model import City, DirtySheet, Plant, Spot
from tests.support import Zs
from zhaoshang_cli.domain.returns import Source
from zhaoshang_cli.workflows.office.init import make

_NOT_TO_BE_EDITED = {
    "公式有结果",
    "公式没有结果",
    "公式错误",
    "同一行两个数",
    "重复行",
    "约数",
    "另有上月的表",
}


def _fits(sheet: DirtySheet) -> bool:
    """Whether openpyxl can edit it without losing anything, and one cell of it is unreadable."""
    return (
        sheet.description[1] == "xlsx"
        and sheet.name.endswith(".xlsx")
        and sheet.source is Source.COUNTY
        and not sheet.aims
        and not set(sheet.description) & _NOT_TO_BE_EDITED
        and len(sheet.truth) > 1
        and sum(fault.plant is Plant.UNREADABLE for fault in sheet.faults) == 1
    )


NUMBERS = tuple(islice((n for n in range(2_000) if _fits(variant(n))), 6))


def settings_of(city: City) -> str:
    """Return the ``zs.toml`` of a city with its counties and zones."""
    lines = [f'format = 1\nown = "{city.tree.own.code}"\n']
    for one in city.tree.children:
        lines += ["[[region]]", f'code = "{one.code}"', f'name = "{one.name}"']
        lines += [f'short = "{one.short}"', f'kind = "{one.kind}"', f'panel = "{one.panel}"']
        lines += [f"aliases = {json.dumps(one.aliases, ensure_ascii=False)}", ""]
    return "\n".join(lines)


def _ingest(zs: Zs, file: str) -> dict[str, Any]:
    run = zs("-C", "市", "ingest", file, "--json")
    assert run.status == 0, run.err
    (told,) = json.loads(run.out)["submissions"]
    return dict(told)


def _cells_waiting(zs: Zs) -> set[str]:
    rows = json.loads(zs("-C", "市", "quarantine", "--json").out)["rows"]
    return {row["where"]["cell"] for row in rows}


def _rewritten(file: str, values: dict[Spot, float]) -> str:
    """Return the cells that were changed in a file, by their address."""
    book, places = openpyxl.load_workbook(file), {}
    for spot, value in values.items():
        assert spot.row is not None
        assert spot.column is not None
        cell = book[spot.sheet].cell(spot.row + 1, spot.column + 1)
        cell.value, places[spot] = value, cell.coordinate
    book.save(file)
    return places[next(iter(values))]


@pytest.mark.parametrize("number", NUMBERS)
def test_only_what_was_mended_is_new_and_what_was_taken_back_is_heard(
    zs: Zs, tmp_path: Path, number: int
) -> None:
    sheet = variant(number)
    make(tmp_path / "市", settings_of(sheet.city))
    bad = next(fault.spot for fault in sheet.faults if fault.plant is Plant.UNREADABLE)
    good = next(one.spot for one in sheet.truth.values())
    with chdir(tmp_path):
        Path(sheet.name).write_bytes(sheet.data)
        first = _ingest(zs, sheet.name)
        again = _ingest(zs, sheet.name)
        waiting = _cells_waiting(zs)
        mended_cell = _rewritten(sheet.name, {bad: 12, good: 34567})
        mended = _ingest(zs, sheet.name)
        left = _cells_waiting(zs)
        Path(sheet.name).write_bytes(sheet.data)
        back = _ingest(zs, sheet.name)

    kept = len(sheet.truth)
    assert (first["status"], first["added"], first["changed"]) == ("stored", kept, 0)
    assert (again["status"], again["added"], again["changed"]) == ("unchanged", 0, 0)
    assert mended_cell in waiting
    assert (mended["added"], mended["changed"], mended["unchanged"]) == (1, 1, kept - 1)
    assert left == waiting - {mended_cell}
    assert (back["added"], back["changed"], back["unchanged"]) == (0, 1, kept - 1)
    assert "earlier-version" in {one["code"] for one in back["findings"]}
