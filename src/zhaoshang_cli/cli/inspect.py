"""zs inspect."""

from zhaoshang_cli.cli.options import JsonOption, OutputOption
from zhaoshang_cli.cli.reading import (
    HeaderRowsOption,
    KindOption,
    LevelOption,
    MapOption,
    PathsArgument,
    SheetPeriodOption,
    SheetRegionOption,
    SheetsOption,
    UnitOption,
)
from zhaoshang_cli.errors import ExitStatus

EXAMPLES = (
    ("zs inspect 叶县.xlsx", "看它的表头、单位、期间、各列都认成了什么"),
    ("zs inspect 叶县.xlsx --map 到位额=实际到位省外资金", "指明一列再看"),
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
    as_json: JsonOption = False,
    output: OutputOption = None,
) -> ExitStatus:
    """Show how files are understood."""
    from zhaoshang_cli.render.emit import show
    from zhaoshang_cli.render.inspection import inspection_answer
    from zhaoshang_cli.render.messages import show_error, show_findings, show_next
    from zhaoshang_cli.workflows.decisions import Options, decide
    from zhaoshang_cli.workflows.inspect import inspect as look_at
    from zhaoshang_cli.workspace import open_workspace

    workspace = open_workspace()
    options = Options(kind, period, region, unit, sheets or (), header_rows, mapping or (), level)
    found, refused = look_at(workspace, paths, decide(workspace, options))
    indicators = {one.code: one.name for one in workspace.indicators.values()}
    regions = {one.code: one.label for one in workspace.regions}
    show(inspection_answer(found, indicators, regions), as_json=as_json, output=output)
    for one in found:
        show_findings(one.findings)
    for error in refused:
        show_error(error)
    show_next("认得不对的，加 --kind、--period、--map 等再看；对了就用同样的选项 zs ingest")
    return ExitStatus.INPUT if refused else ExitStatus.OK
