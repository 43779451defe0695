"""zs return."""

from pathlib import Path
from typing import Annotated

import typer

from zhaoshang_cli.cli.reading import (
    HeaderRowsOption,
    KindOption,
    MapOption,
    SheetPeriodOption,
    SheetRegionOption,
    UnitOption,
)

EXAMPLES = (("zs return 叶县.xlsx -o 叶县退回.xlsx", "标出有疑问的格子，附一张退回单"),)


def send_back(
    path: Annotated[Path, typer.Argument(metavar="文件", help="报送单位发来的报表")],
    *,
    output: Annotated[Path, typer.Option("-o", "--output", metavar="文件", help="写到哪里：.xlsx")],
    kind: KindOption = None,
    period: SheetPeriodOption = None,
    region: SheetRegionOption = None,
    unit: UnitOption = None,
    header_rows: HeaderRowsOption = None,
    mapping: MapOption = None,
) -> None:
    """Give a county its own sheet back, with every doubtful cell marked."""
    from zhaoshang_cli.render.screen.messages import show_next, show_note
    from zhaoshang_cli.render.sent_back.workbook import marked_workbook
    from zhaoshang_cli.workflows.intake.decisions import Options, decide
    from zhaoshang_cli.workflows.intake.send_back import doubtful
    from zhaoshang_cli.workspace import open_workspace
    from zhaoshang_cli.workspace.files import require_folder, write_whole

    require_folder(output)
    workspace = open_workspace()
    options = Options(kind, period, region, unit, (), header_rows, mapping or ())
    found = doubtful(workspace, path, decide(workspace, options), output=output)
    made = marked_workbook(found, output)
    write_whole(output, made.document)
    typer.echo(output)
    if made.note:
        show_note(made.note)
    show_next("发回报送单位，请在“说明”里写明或改正；交回后 zs ingest 文件")
