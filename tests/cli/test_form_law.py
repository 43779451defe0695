"""A form that was filled in is read as exactly what was filled in, whatever that was."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from contextlib import chdir
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from tests.ledgers import workspace_in
from tests.sheets import put
from tests.support import Zs

BEFORE = """\
地区,期间,实际到位省外资金本年累计（万元）,实际使用外资本年累计（万美元）,新签约项目数（个）
新华区,2021年12月,500000,90,30
新华区,2022年11月,382300.5,120,24
"""
COMMANDS = {
    "returns": ("returns", "--region", "新华", "--period", "2022-12"),
    "province": ("province", "--period", "2022-12"),
    "targets": ("targets", "--period", "2022"),
}
FACTORS = {
    "元": Decimal("0.0001"), "千元": Decimal("0.1"), "万元": Decimal(1), "百万元": Decimal(100),
    "亿元": Decimal(10000), "美元": Decimal("0.0001"), "万美元": Decimal(1), "亿美元": Decimal(10000),
    "个": Decimal(1),
}  # fmt: skip
KINDS = {
    "万元": ("元", "千元", "万元", "百万元", "亿元"),
    "万美元": ("美元", "万美元", "亿美元"),
    "个": ("个",),
}
AMOUNTS = st.integers(min_value=1, max_value=10**9)


@pytest.fixture
def city(tmp_path: Path, zs: Zs) -> Iterator[None]:
    """A workspace in which one county has a past."""
    workspace_in(tmp_path / "市")
    with chdir(tmp_path):
        put(Path("以前.csv"), BEFORE)
        assert zs("-C", "市", "ingest", "以前.csv").status == 0
        yield


def blank(zs: Zs, kind: str, suffix: str) -> Path:
    """Make a form."""
    path = Path(f"{kind}{suffix}")
    assert zs("-C", "市", "form", *COMMANDS[kind], "-o", str(path)).status == 0
    return path


def read_back(zs: Zs, path: Path) -> dict[str, Decimal]:
    """Return what zs would take from which cell; all it may doubt is how that follows last month."""
    run = zs("-C", "市", "ingest", "--plan", "--json", str(path))
    answer = json.loads(run.out, parse_float=Decimal, parse_int=Decimal)
    told = {one["code"] for file in answer["submissions"] for one in file["findings"]}
    assert told <= {"ytd-fell", "ytd-leapt"}
    return {one["where"]["cell"]: one["to"] for one in answer["changes"]}


def written(amount: int, unit: str) -> tuple[Decimal, Decimal]:
    """Return an amount as it is typed in a unit, and as zs should keep it."""
    places = 0 if unit == "个" else 2
    typed = Decimal(amount).scaleb(-places)
    return typed, typed * FACTORS[unit]


def open_cells(sheet: Worksheet) -> Mapping[str, str]:
    """Return the cells that may be filled with an amount, and the cell that names its unit."""
    heading = {str(cell.value): cell for row in sheet["A1:H5"] for cell in row if cell.value}
    if "计量单位" in heading:
        unit = heading["计量单位"].column_letter
        asked = [heading[word] for word in ("本月", "本年累计", "目标值") if word in heading]
        last = max(cell.row for cell in sheet[unit] if cell.value)
        rows = range(asked[0].row + 1, last + 1)
        return {f"{one.column_letter}{row}": f"{unit}{row}" for one in asked for row in rows}
    columns = [cell.column_letter for cell in sheet[5] if cell.value == "本年累计"]
    return {f"{column}{row}": f"{column}4" for column in columns for row in range(6, 24)}


def _told(kind: str, amounts: dict[str, int]) -> dict[str, int]:
    """Let no month (C) be larger than its year to date (D): that would be doubted, and rightly."""
    for total in [where for where in amounts if kind == "returns" and where.startswith("D")]:
        month = f"C{total[1:]}"
        if month in amounts:
            amounts[month], amounts[total] = sorted((amounts[month], amounts[total]))
    return amounts


@pytest.mark.usefixtures("city")
@pytest.mark.parametrize("kind", ["returns", "province", "targets"])
def test_a_workbook_gives_back_what_was_filled_in(zs: Zs, kind: str) -> None:
    form = blank(zs, kind, ".xlsx")

    @settings(
        max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
    )
    @given(data=st.data())
    def law(data: st.DataObject) -> None:
        book = openpyxl.load_workbook(form)
        sheet, expected = book.worksheets[0], {}
        cells = open_cells(sheet)
        for where in sorted(set(cells.values())):
            sheet[where] = data.draw(st.sampled_from(KINDS[str(sheet[where].value)]))
        filled = data.draw(st.sets(st.sampled_from(sorted(cells)), min_size=1))
        amounts = _told(kind, {where: data.draw(AMOUNTS) for where in sorted(filled)})
        for where, amount in amounts.items():
            typed, expected[where] = written(amount, str(sheet[cells[where]].value))
            sheet[where] = float(typed)
        if kind == "returns":
            for cell in next(row for row in sheet.iter_rows() if row[0].value == "填报人："):
                cell.value = cell.value and f"{cell.value}王建国"
        book.save("填好.xlsx")

        assert read_back(zs, Path("填好.xlsx")) == expected

    law()


@pytest.mark.usefixtures("city")
@pytest.mark.parametrize("kind", ["returns", "province", "targets"])
def test_a_csv_gives_back_what_was_filled_in(zs: Zs, kind: str) -> None:
    rows = list(csv.reader(io.StringIO(blank(zs, kind, ".csv").read_text("utf-8-sig"))))
    top = next(at for at, row in enumerate(rows) if {"地区", "指标"} & set(row))
    asked = [
        at for at, word in enumerate(rows[top]) if "本年累计" in word or word in {"本月", "目标值"}
    ]
    body = [at for at, row in enumerate(rows) if at > top and len(row) > 1 and row[asked[0]] == ""]

    @settings(
        max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
    )
    @given(amounts=st.lists(AMOUNTS, min_size=3, max_size=3))
    def law(amounts: list[int]) -> None:
        filled, expected = [list(row) for row in rows], {}
        if kind == "returns":
            filled[-1] = [f"{word}王建国" for word in filled[-1]]
        for number, amount in enumerate(amounts):
            at, column = body[number], asked[number % len(asked)]
            unit = next(one for one in KINDS if one in (*rows[at], *_units(rows[top][column])))
            typed, value = written(amount, unit)
            filled[at][column] = f"{typed:,}"
            expected[f"{chr(ord('A') + column)}{at + 1}"] = value
        held = io.StringIO()
        csv.writer(held).writerows(filled)
        put(Path("填好.csv"), held.getvalue())

        assert read_back(zs, Path("填好.csv")) == expected

    law()


def _units(heading: str) -> tuple[str, ...]:
    return (heading.partition("（")[2].removesuffix("）"),)
