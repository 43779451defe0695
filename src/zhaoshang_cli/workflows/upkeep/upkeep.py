"""``zs audit``, ``zs doctor``, ``zs rebuild``, ``zs backup`` and ``zs restore``."""

from datetime import datetime
from pathlib import Path

from zhaoshang_cli.domain.upkeep import Audit, Backup
from zhaoshang_cli.store.answers.extract import Extract, extract
from zhaoshang_cli.store.checks.audit import audit
from zhaoshang_cli.store.checks.checkup import check_up
from zhaoshang_cli.store.files.disk import spoken
from zhaoshang_cli.store.files.lock import writing
from zhaoshang_cli.store.packages.backup import back_up, restore
from zhaoshang_cli.store.runs.recover import rebuild
from zhaoshang_cli.workflows.answers.vintage import vintage_asked
from zhaoshang_cli.workspace import open_workspace
from zhaoshang_cli.workspace.files import require_folder
from zhaoshang_cli.workspace.opening import load


def verify(head: str | None) -> Audit:
    """Audit the ledger."""
    return audit(open_workspace(), head=head)


def examine() -> tuple[Audit, dict[str, str]]:
    """Check a workspace up.

    Returns:
        What was found, and what the indicators are called, with their units.
    """
    workspace = open_workspace()
    named = {one.code: f"{one.name}（{one.unit}）" for one in workspace.indicators.values()}
    return check_up(workspace), named


def export(as_of: str | None) -> Extract:
    """Return the whole ledger, or what was known of it at a vintage.

    Raises:
        ZsError: The vintage is not known, or the ledger cannot be read.
    """
    workspace = open_workspace()
    return extract(workspace, as_of=vintage_asked(workspace, as_of))


def rebuild_store() -> tuple[int, Audit]:
    """Make the store again from the journal and the archives.

    Returns:
        How many runs were applied, and an audit of what came out.
    """
    workspace = open_workspace()
    wait = workspace.settings.store.wait_seconds
    with writing(workspace.lock, wait=wait, what="zs rebuild"), spoken(workspace.path):
        runs = rebuild(workspace)
    return runs, audit(workspace)


def write_backup(output: Path | None) -> tuple[Backup, Audit]:
    """Back a workspace up; one that is damaged too, as far as it can be read.

    Returns:
        The backup, and an audit of what is in it.

    Raises:
        ZsError: ``file-refused`` where the folder of ``output`` is not there.
    """
    workspace = open_workspace()
    if output is not None:
        require_folder(output)
    now = datetime.now().astimezone()
    target = output or workspace.output / f"备份-{now:%Y%m%d-%H%M%S}.zip"
    return back_up(workspace, target), audit(workspace)


def restore_backup(source: Path, folder: Path) -> tuple[Backup, Audit]:
    """Lay a backup out as a new workspace, and audit it."""
    restored = restore(source, folder)
    return restored, audit(load(folder))
