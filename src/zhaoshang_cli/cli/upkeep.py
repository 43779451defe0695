"""``zs doctor``, ``zs rebuild``, ``zs backup`` and ``zs restore``: keeping a workspace whole."""

from pathlib import Path
from typing import Annotated

import typer

from zhaoshang_cli.cli.options import JsonOption, OutputOption
from zhaoshang_cli.errors import ExitStatus

EXAMPLES = (
    ("zs doctor", "看台账、流水、归档有没有坏，坏了怎么办"),
    ("zs rebuild", "从流水和归档重建台账"),
    ("zs backup -o 备份.zip", "把整个工作区备份成一个文件"),
    ("zs restore 备份.zip 新文件夹", "把备份恢复到新文件夹"),
)


def doctor(*, as_json: JsonOption = False, output: OutputOption = None) -> ExitStatus:
    """Find what is wrong with a workspace, and say what to do."""
    from zhaoshang_cli.render.formats.emit import show
    from zhaoshang_cli.render.screen.messages import show_next
    from zhaoshang_cli.render.tables.upkeep import audit_answer
    from zhaoshang_cli.workflows.upkeep.upkeep import examine

    found, named = examine()
    show(audit_answer("doctor", "体检", found, named), as_json=as_json, output=output)
    show_next("zs backup" if found.sound else "照上面的办法逐条处理，再运行一次 zs doctor")
    return ExitStatus.OK if found.sound else ExitStatus.FINDINGS


def rebuild(*, as_json: JsonOption = False) -> ExitStatus:
    """Make the store again from the journal and the archives."""
    from zhaoshang_cli.render.formats.emit import show
    from zhaoshang_cli.render.screen.messages import show_next
    from zhaoshang_cli.render.tables.upkeep import audit_answer
    from zhaoshang_cli.workflows.upkeep.upkeep import rebuild_store

    runs, found = rebuild_store()
    show(audit_answer("rebuild", f"重建了 {runs} 批", found), as_json=as_json)
    show_next("zs status" if found.sound else "zs doctor")
    return ExitStatus.OK if found.sound else ExitStatus.FINDINGS


def backup(
    *,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="文件", help="写到哪里；不写就在 输出/ 里，以日期时间为名"
        ),
    ] = None,
    as_json: JsonOption = False,
) -> ExitStatus:
    """Copy the workspace into one file, and read it back."""
    from zhaoshang_cli.render.formats.emit import show
    from zhaoshang_cli.render.screen.messages import show_next
    from zhaoshang_cli.render.tables.upkeep import backup_answer
    from zhaoshang_cli.workflows.upkeep.upkeep import write_backup

    written, found = write_backup(output)
    show(backup_answer("backup", "备份", written, found), as_json=as_json)
    show_next("把备份拷到另一台机器或移动盘" if found.sound else "zs doctor")
    return ExitStatus.OK if found.sound else ExitStatus.FINDINGS


def restore(
    source: Annotated[Path, typer.Argument(metavar="备份.zip", help="zs backup 写的文件")],
    folder: Annotated[Path, typer.Argument(metavar="文件夹", help="恢复到哪里；须是新的或空的")],
    *,
    as_json: JsonOption = False,
) -> ExitStatus:
    """Lay a backup out as a new workspace."""
    from zhaoshang_cli.render.formats.emit import show
    from zhaoshang_cli.render.screen.messages import show_next
    from zhaoshang_cli.render.tables.upkeep import backup_answer
    from zhaoshang_cli.workflows.upkeep.upkeep import restore_backup

    restored, found = restore_backup(source, folder)
    show(backup_answer("restore", f"恢复到 {folder}", restored, found), as_json=as_json)
    show_next(f"zs -C {folder} status" if found.sound else f"zs -C {folder} doctor")
    return ExitStatus.OK if found.sound else ExitStatus.FINDINGS
