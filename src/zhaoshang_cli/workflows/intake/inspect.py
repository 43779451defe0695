"""Read files and say how they were understood; nothing is taken in."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from zhaoshang_cli.domain.finding import Finding, Severity
from zhaoshang_cli.domain.inspection import Inspection
from zhaoshang_cli.errors import Place, ZsError
from zhaoshang_cli.readers.context import Decisions
from zhaoshang_cli.workflows.intake.files import find_files
from zhaoshang_cli.workflows.intake.profiles import keep, learned, require_saveable
from zhaoshang_cli.workflows.intake.reading import Read, readings
from zhaoshang_cli.workspace import Workspace

_LISTED = 1_000
"""So many findings of a text of millions of rows are listed; the others are counted."""


def inspect(
    workspace: Workspace,
    paths: Sequence[Path],
    decisions: Decisions,
    *,
    profile: str | None = None,
) -> tuple[tuple[Inspection, ...], tuple[ZsError, ...]]:
    """Read files as ``zs ingest`` would.

    Args:
        workspace: Whose regions, indicators and profiles.
        paths: The files.
        decisions: What the user decided of them.
        profile: The name under which that is kept for the sender's next file.

    Returns:
        How each file was understood, and why the others could not be.

    Raises:
        ZsError: ``file-missing``; what ``require_saveable`` and ``learned`` raise.
    """
    if profile is not None:
        require_saveable(workspace, profile, decisions)
    found, _ = find_files(paths)
    understood: list[Inspection] = []
    refused: list[ZsError] = []
    held = []
    for read in readings(workspace, found, decisions):
        try:
            understood.append(_inspection(read))
        except ZsError as error:
            refused.append(error)
        else:
            held.append(read.outline)
    if profile is not None and held:
        keep(workspace, learned(profile, held, decisions))
    return tuple(understood), tuple(refused)


def next_step(found: Sequence[Inspection], refused: Sequence[ZsError]) -> str:
    """Say what to do after a look."""
    if not found and not refused:
        return "把报表放进这个文件夹，或直接写出文件名；现在没有一个能读的表格文件"
    if not found:
        return "按上面的办法加上选项或改好文件，再看一次"
    return "认得不对的，加 --kind、--period、--map 等再看；对了就用同样的选项 zs ingest"


def _inspection(read: Read) -> Inspection:
    """Go through a whole file; its last part tells of all of it.

    Raises:
        ZsError: Why it cannot be read.
    """
    findings: list[Finding] = []
    more: Counter[tuple[str, Severity]] = Counter()
    for part in read.parts:
        room = len(part.findings) if read.long is None else max(_LISTED - len(findings), 0)
        findings += part.findings[:room]
        more.update((one.code, one.severity) for one in part.findings[room:])
    findings += [
        Finding(code, severity, f"另有 {count} 处也是这样", Place(part.file))
        for (code, severity), count in more.items()
    ]
    sheets = part.layout["sheets"]
    return Inspection(
        part.file,
        part.encoding,
        part.kind,
        sheets if isinstance(sheets, list) else [],
        part.signatures,
        tuple(findings),
    )
