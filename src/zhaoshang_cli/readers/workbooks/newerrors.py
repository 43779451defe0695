"""Errors that Excel learnt after calamine did: one ``#SPILL!`` would cost the whole workbook."""

import zipfile
from collections.abc import Iterable
from io import BytesIO

from zhaoshang_cli.readers.sheet import CellType
from zhaoshang_cli.readers.workbooks.marks import UNCALCULATED, Marks

_KNOWN = frozenset(
    {"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#ERROR", UNCALCULATED}
)
_STAND_IN = b">#VALUE!<"


def with_known_errors(data: bytes, sheets: Iterable[Marks]) -> bytes:
    """Return an XLSX workbook in which every error is one that calamine knows.

    The marks keep the true names, which are put back into the cells afterwards.
    """
    errors = {
        text
        for marks in sheets
        for kind, text in marks.cells.values()
        if kind is CellType.ERROR and text is not None
    }
    unknown = [f">{text}<".encode() for text in sorted(errors - _KNOWN)]
    return _replaced(data, unknown) if unknown else data


def _replaced(data: bytes, unknown: list[bytes]) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(target, "w") as new:
        for name in dict.fromkeys(old.namelist()):
            content = old.read(name)
            if name.startswith("xl/worksheets/"):
                for text in unknown:
                    content = content.replace(text, _STAND_IN)
            new.writestr(name, content)
    return target.getvalue()
