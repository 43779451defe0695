"""What a county's workbook held that the copy sent back does not: openpyxl keeps no pictures."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class _Sort:
    """One sort of thing that may be lost."""

    name: str
    parts: re.Pattern[str]
    """The parts of a workbook that hold it."""

    mark: re.Pattern[bytes] | None = None
    """What stands in the part once for each; None where every part is one."""


_SORTS = tuple(
    _Sort(name, re.compile(parts), None if mark is None else re.compile(mark))
    for name, parts, mark in (
        ("图片", r"xl/media/.+", None),
        ("文本框和图形", r"xl/drawings/drawing\d+\.xml", rb"<(?:\w+:)?(?:sp|cxnSp)[\s>]"),
        ("图表", r"xl/(?:charts/chart\d+|charts/chartEx\d+|chartsheets/\w+)\.xml", None),
        ("下拉框和输入检查", r"xl/worksheets/\w+\.xml", rb"<(?:\w+:)?dataValidation[\s>]"),
        ("条件格式", r"xl/worksheets/\w+\.xml", rb"<(?:\w+:)?cfRule[\s>]"),
        ("迷你图", r"xl/worksheets/\w+\.xml", rb"<(?:\w+:)?sparkline[\s>]"),
        ("批注的回复", r"xl/threadedComments/.+", None),
        ("宏", r"xl/vbaProject\.bin", None),
        ("按钮和控件", r"xl/(?:ctrlProps|activeX)/[^/]+\.xml", None),
        ("嵌入的文件", r"xl/embeddings/.+", None),
        ("切片器", r"xl/slicers/.+", None),
        ("电子签名", r"_xmlsignatures/.+\.xml", None),
    )
)


def lost(original: bytes, made: bytes) -> tuple[str, ...]:
    """Name what fewer of is left in the second workbook than was in the first."""
    before, after = _counted(original), _counted(made)
    return tuple(sort.name for sort in _SORTS if after[sort.name] < before[sort.name])


def _counted(workbook: bytes) -> dict[str, int]:
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        parts = archive.namelist()
        return {sort.name: sum(_counts(archive, parts, sort)) for sort in _SORTS}


def _counts(archive: zipfile.ZipFile, parts: list[str], sort: _Sort) -> Iterator[int]:
    for part in parts:
        if sort.parts.fullmatch(part):
            yield 1 if sort.mark is None else len(sort.mark.findall(archive.read(part)))
