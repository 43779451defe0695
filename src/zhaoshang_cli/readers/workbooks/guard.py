"""Limits that no honest workbook reaches, checked before anything is unpacked or laid out.

A workbook of five kilobytes can name a cell in the last row and column of the sheet, and makes a
reader that lays out the whole rectangle abort the process. So the parts are counted and the cells
are measured first.
"""

import zipfile
from dataclasses import dataclass

from zhaoshang_cli.errors import ZsError

ENTRIES = 2_000
UNPACKED = 512 << 20
RATIO = 200
_RATIO_MATTERS_FROM = 8 << 20
ROWS = 200_000
COLUMNS = 300
CELLS = 5_000_000

_HINT = "这样的文件不是正常填报的；请向报送单位核实来源，或只把表格部分复制到新工作簿"


def dangerous(message: str) -> ZsError:
    """Return the error for a file that would exhaust the machine."""
    return ZsError("file-dangerous", f"为保护本机没有打开：{message}", hint=_HINT)


def require_bounded(archive: zipfile.ZipFile) -> None:
    """Check the table of contents of an archive, without unpacking anything.

    Declared sizes may be trusted this far: ``zipfile`` never unpacks more than was declared.

    Raises:
        ZsError: ``file-dangerous``.
    """
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    if len(parts) > ENTRIES:
        raise dangerous(f"压缩包里有 {len(parts)} 个部分，上限是 {ENTRIES}")
    if unpacked > UNPACKED:
        raise dangerous(f"解压后有 {unpacked >> 20} MB，上限是 {UNPACKED >> 20} MB")
    if unpacked > _RATIO_MATTERS_FROM and unpacked > RATIO * packed:
        raise dangerous(f"压缩比高达 {unpacked // max(packed, 1)} 倍，上限是 {RATIO} 倍")


@dataclass(slots=True)
class Extent:
    """How far the cells of a sheet reach; rows and columns from 0."""

    sheet: str
    rows: int = 0
    columns: int = 0

    def reach(self, row: int, column: int) -> None:
        """Take in one cell that is not empty.

        Raises:
            ZsError: ``file-dangerous``: the sheet is larger than any return.
        """
        if row < self.rows and column < self.columns:
            return
        self.rows = max(self.rows, row + 1)
        self.columns = max(self.columns, column + 1)
        if self.rows > ROWS or self.columns > COLUMNS or self.rows * self.columns > CELLS:
            raise dangerous(
                f"工作表 {self.sheet} 大到 {self.rows} 行 × {self.columns} 列，"
                f"上限是 {ROWS} 行、{COLUMNS} 列、{CELLS} 个单元格"
            )
