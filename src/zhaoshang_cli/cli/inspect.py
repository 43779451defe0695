"""zs inspect."""

from zhaoshang_cli.cli.options import JsonOption, OutputOption
from zhaoshang_cli.cli.reading import (
    HeaderRowsOption,
    KindOption,
    LevelOption,
    MapOption,
    PathsArgument,
    SaveProfileOption,
    SheetPeriodOption,
    SheetRegionOption,
    SheetsOption,
    UnitOption,
)
from zhaoshang_cli.errors import ExitStatus

EXAMPLES = (
    ("zs inspect 叶县.xlsx", "看它的表头、单位、期间、各列都认成了什么"),
    ("zs inspect 郏县.csv --map 到位额=省外资金", "指明一列再看"),
)


def inspect(
    paths: PathsArgument,
    *,
    kind: KindOption = None,
    period: SheetPeriodOption = None,
    region: SheetRegionOption = None,
    unit: UnitOption = None,
    sheets: SheetsOption = None,
    header_rows: HeaderRowsOption = None,
    mapping: MapOption = None,
    level: LevelOption = None,
    save_profile: SaveProfileOption = None,
    as_json: JsonOption = False,
    output: OutputOption = None,
) -> ExitStatus:
    """Show how files are understood."""
    from zhaoshang_cli.render.formats.emit import show
    from zhaoshang_cli.render.screen.messages import show_error, show_findings, show_next, show_note
    from zhaoshang_cli.render.tables.inspection import inspection_answer
    from zhaoshang_cli.workflows.intake.decisions import Options, decide
    from zhaoshang_cli.workflows.intake.inspect import inspect as look_at, next_step
    from zhaoshang_cli.workspace import open_workspace

    workspace = open_workspace()
    options = Options(kind, period, region, unit, sheets or (), header_rows, mapping or (), level)
    decided = decide(workspace, options)
    found, refused = look_at(workspace, paths, decided, profile=save_profile)
    indicators = {one.code: one.name for one in workspace.indicators.values()}
    regions = {one.code: one.label for one in workspace.regions}
    show(inspection_answer(found, indicators, regions), as_json=as_json, output=output)
    for one in found:
        show_findings(one.findings)
    for error in refused:
        show_error(error)
    if save_profile is not None and found:
        show_note(f"存下了读表设定 profiles/{save_profile}.toml")
    show_next(next_step(found, refused))
    return ExitStatus.INPUT if refused else ExitStatus.OK
