"""Cells, months and names for the oracle: nothing here knows the product or the generator."""

import csv
import io
import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from openpyxl import load_workbook

Grid = Sequence[Sequence[str]]

COUNTY_CODES = {
    "新华区": "410402",
    "卫东区": "410403",
    "石龙区": "410404",
    "湛河区": "410411",
    "宝丰县": "410421",
    "叶县": "410422",
    "鲁山县": "410423",
    "郏县": "410425",
    "舞钢市": "410481",
    "汝州市": "410482",
    "平顶山高新技术产业开发区": "410471",
    "平顶山市城乡一体化示范区": "410472",
}

CITY_CODES = {
    "全省": "410000",
    "郑州市": "410100",
    "开封市": "410200",
    "洛阳市": "410300",
    "平顶山市": "410400",
    "安阳市": "410500",
    "鹤壁市": "410600",
    "新乡市": "410700",
    "焦作市": "410800",
    "濮阳市": "410900",
    "许昌市": "411000",
    "漯河市": "411100",
    "三门峡市": "411200",
    "南阳市": "411300",
    "商丘市": "411400",
    "信阳市": "411500",
    "周口市": "411600",
    "驻马店市": "411700",
    "济源示范区": "419001",
}

NOTHING = {"", "-", "—"}
_MONTH = re.compile(r"(20\d\d)[年.-]?(?:1-)?(\d{1,2})(?!\d)")


def read_grid(path: Path) -> Grid:
    """Return the first sheet of a file as stripped text cells."""
    if path.suffix == ".xlsx":
        sheet = load_workbook(path, data_only=True).worksheets[0]
        return [[_text(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
    text, separator = _decode(path.read_bytes())
    return [
        [_text(cell) for cell in row] for row in csv.reader(io.StringIO(text), delimiter=separator)
    ]


def _decode(content: bytes) -> tuple[str, str]:
    if content.startswith(b"\xff\xfe"):
        return content.decode("utf-16"), "\t"
    try:
        return content.decode("utf-8-sig"), ","
    except UnicodeDecodeError:
        return content.decode("gb18030"), ","


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float):
        # A binary number carries 15 digits; what lies beyond is not the county's.
        return f"{Decimal(f'{cell:.15g}'):f}"
    return unicodedata.normalize("NFKC", str(cell)).strip()


def number(text: str) -> Decimal | None:
    """Return a cell's number, or nothing for a cell that says so."""
    return None if text in NOTHING else Decimal(text.replace(",", ""))


def month(text: str) -> str:
    """Return the month that a title, a name or a cell speaks of, as ``2022-11``.

    Raises:
        ValueError: If it names none.
    """
    found = _MONTH.search(unicodedata.normalize("NFKC", text))
    if found is None:
        raise ValueError(f"no month in {text!r}")
    return f"{found[1]}-{int(found[2]):02d}"
