"""Small county sheets for tests of the whole way: a few words in, a file on the disk out."""

from collections.abc import Mapping
from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

FUNDS = "2022年11月实际到位省外资金本年累计（万元）"


def csv_of(values: Mapping[str, object], heading: str = FUNDS) -> str:
    """Write a sheet of one column, a county a line."""
    return f"地区,{heading}\n" + "".join(f"{name},{value}\n" for name, value in values.items())


def put(path: Path, text: str) -> Path:
    """Write a text file, with the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def county_workbook(path: Path, funds: str | int = 382300, fdi: str | int = 120) -> Worksheet:
    """Write a county's workbook with a merged title, widths and a formula; return its sheet."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "月报"
    sheet.append(["新华区2022年11月招商引资月报表"])
    sheet.append(
        ["地区", "实际到位省外资金本年累计（万元）", "实际使用外资本年累计（万美元）", "备注"]
    )
    sheet.append(["新华区", funds, fdi, "=B3&C3"])
    sheet.merge_cells("A1:D1")
    sheet.column_dimensions["B"].width = 33
    book.save(path)
    return sheet


def files_of(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder, by name."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
