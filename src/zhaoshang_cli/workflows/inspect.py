"""Read files and say how they were understood; nothing is taken in."""

from collections.abc import Sequence
from pathlib import Path

from zhaoshang_cli.domain.inspection import Inspection
from zhaoshang_cli.errors import ZsError
from zhaoshang_cli.readers.context import Decisions
from zhaoshang_cli.workflows.files import find_files
from zhaoshang_cli.workflows.reading import readings
from zhaoshang_cli.workspace import Workspace


def inspect(
    workspace: Workspace, paths: Sequence[Path], decisions: Decisions
) -> tuple[tuple[Inspection, ...], tuple[ZsError, ...]]:
    """Read files as ``zs ingest`` would.

    Returns:
        How each file was understood, and why the others could not be.

    Raises:
        ZsError: ``file-missing``.
    """
    found, _ = find_files(paths)
    understood: list[Inspection] = []
    refused: list[ZsError] = []
    for read in readings(workspace, found, decisions):
        if isinstance(read.result, ZsError):
            refused.append(read.result)
            continue
        reading = read.result
        sheets = reading.layout["sheets"]
        understood.append(
            Inspection(
                reading.file,
                reading.encoding,
                reading.kind,
                sheets if isinstance(sheets, list) else [],
                reading.signatures,
                reading.findings,
            )
        )
    return tuple(understood), tuple(refused)
