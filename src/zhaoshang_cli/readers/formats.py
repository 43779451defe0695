"""Which reader opens which format; runs in the worker process only."""

from zhaoshang_cli.readers.sheet import Sheet


def read_format(kind: str, data: bytes) -> tuple[Sheet, ...]:
    """Return the sheets of a file.

    Args:
        kind: A value of ``Kind`` for a workbook; ``html`` and ``spreadsheetml`` for a text, whose
            bytes are then UTF-8.
        data: The file.
    """
    if kind == "html":
        from zhaoshang_cli.readers.webpage import read_webpage  # noqa: PLC0415

        return read_webpage(data.decode())
    if kind == "spreadsheetml":
        from zhaoshang_cli.readers.spreadsheetml import read_spreadsheetml  # noqa: PLC0415

        return read_spreadsheetml(data.decode())
    from zhaoshang_cli.readers.kinds import Kind  # noqa: PLC0415
    from zhaoshang_cli.readers.workbook import read_workbook  # noqa: PLC0415

    return read_workbook(Kind(kind), data)
