"""Which reader opens which format; runs in the worker process only."""

from zhaoshang_cli.readers.files.kinds import Kind
from zhaoshang_cli.readers.sheet import Sheet
from zhaoshang_cli.readers.workbooks.opendocument import read_opendocument
from zhaoshang_cli.readers.workbooks.spreadsheetml import read_spreadsheetml
from zhaoshang_cli.readers.workbooks.webpage import read_webpage
from zhaoshang_cli.readers.workbooks.workbook import read_workbook


def read_format(kind: str, data: bytes) -> tuple[Sheet, ...]:
    """Return the sheets of a file.

    Args:
        kind: A value of ``Kind`` for a workbook; ``html`` and ``spreadsheetml`` for a text, whose
            bytes are then UTF-8.
        data: The file.
    """
    match kind:
        case "html":
            return read_webpage(data.decode())
        case "spreadsheetml":
            return read_spreadsheetml(data.decode())
        case "ods":
            return read_opendocument(data)
        case _:
            return read_workbook(Kind(kind), data)
