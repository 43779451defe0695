"""How a file was understood, told before anything is taken in: ``zs inspect``."""

from collections.abc import Mapping, Sequence
from typing import Any

from zhaoshang_cli.domain.inspection import Inspection
from zhaoshang_cli.domain.returns import Kind
from zhaoshang_cli.render.answer import Answer, Cell, Column, Table
from zhaoshang_cli.render.figures import NOTHING
from zhaoshang_cli.render.tables.intake import KINDS, finding_object

_ORIENTATIONS = {
    "wide": "一行一个地区",
    "long": "一行一个数",
    "vertical": "指标竖排",
    "months_across": "月份横排",
    "regions_across": "地区横排",
}
_ROLES = {
    "region": "地区",
    "period": "期间",
    "year": "年度",
    "indicator": "指标名称",
    "basis": "时段",
    "unit": "单位",
    "level": "目标级别",
    "value": "取数",
    "target": "年度目标",
    "region_code": "地区代码",
    "serial": "序号",
    "ignored": "不读",
    "unknown": "不认识",
    "completion": "只核对（完成率）",
    "growth": "只核对（同比）",
    "rate": "只核对（比率）",
    "rank": "只核对（位次）",
    "base": "只核对（上期）",
    "total": "只核对（合计）",
}
_UNREAD = {"serial", "ignored"}
_CHECKED = {"completion", "growth", "rate", "rank", "base", "total"}
_MATCHES = {
    "exact": "原名",
    "normalised": "去空格后相同",
    "synonym": "同义词",
    "given": "指定",
    "title": "标题里的指标",
    "suggested": "仅供参考，不取",
}
_BASES = {"ytd": "累计", "month": "本月", "stock": "期末"}
_COLUMNS = (
    Column("列"),
    Column("表头"),
    Column("作用"),
    Column("指标"),
    Column("时段"),
    Column("单位"),
    Column("认法"),
)


def inspection_answer(
    found: Sequence[Inspection], indicators: Mapping[str, str], regions: Mapping[str, str]
) -> Answer:
    """Lay out how files were read.

    Args:
        found: The files.
        indicators: The name of every indicator by its code.
        regions: The label of every region by its code.
    """
    tables = [
        table
        for one in found
        for sheet in one.sheets
        for table in _sheet(one, sheet, indicators, regions)
    ]
    return Answer("inspect", {"files": [_object(one) for one in found]}, tuple(tables))


def _sheet(
    one: Inspection,
    sheet: Mapping[str, Any],
    indicators: Mapping[str, str],
    regions: Mapping[str, str],
) -> list[Table]:
    named = f"{one.file}　{sheet['name']}".strip()
    if sheet["skipped"]:
        return [Table(f"{named}　没有读：{sheet['skipped']}", (), ())]
    return [_table(named, one, table, indicators, regions) for table in sheet["tables"]]


def _table(
    named: str,
    one: Inspection,
    table: Mapping[str, Any],
    indicators: Mapping[str, str],
    regions: Mapping[str, str],
) -> Table:
    rows = tuple(_column(column, indicators) for column in table["columns"])
    return Table(named, _COLUMNS, rows, tuple(_notes(one, table, regions)))


def _column(column: Mapping[str, Any], indicators: Mapping[str, str]) -> tuple[Cell, ...]:
    role = str(column["role"])
    if role in _UNREAD:
        texts = (str(column["letter"]), str(column["heading"]), _ROLES[role], *[NOTHING] * 4)
        return tuple(map(Cell, texts))
    suggestions = "、".join(column.get("suggestions", ()))
    match = _MATCHES.get(str(column["match"]), NOTHING)
    return (
        Cell(str(column["letter"])),
        Cell(str(column["heading"])),
        Cell(_ROLES[role]),
        Cell(indicators.get(str(column["indicator"]), suggestions or NOTHING)),
        Cell(_BASES.get(str(column["basis"]), NOTHING)),
        Cell(str(column["unit"] or NOTHING)),
        Cell(NOTHING if role in _CHECKED or (role == "unknown" and not suggestions) else match),
    )


def _notes(one: Inspection, table: Mapping[str, Any], regions: Mapping[str, str]) -> list[str]:
    cells, header = table["cells"], "、".join(map(str, table["header_rows"]))
    facts = [
        f"编码：{one.encoding}",
        f"种类：{KINDS[Kind(table['kind'])]}",
        f"排法：{_ORIENTATIONS.get(table['orientation'], table['orientation'])}",
        f"表头：第 {header} 行" if header else "没有表头",
    ]
    lines = ["；".join(facts), f"期间：{_period(table['period'])}"]
    if table["region"]:
        lines.append(f"地区：{regions.get(table['region'], table['region'])}")
    if table["unit"]["units"]:
        where = f"（{table['unit']['cell']}）" if table["unit"]["cell"] else ""
        lines.append(f"单位：{'、'.join(table['unit']['units'])}{where}")
    lines.append(
        f"格子：收 {cells['loaded']}，隔离 {cells['quarantined']}，空 {cells['blank']}，"
        f"只核对 {cells['checked']}，不读 {cells['left_out']}"
    )
    if table["left_out"]:
        told = "；".join(f"第{row['row']}行 {row['why']}" for row in table["left_out"][:12])
        more = len(table["left_out"]) - 12
        lines.append(f"没有当作数据的行：{told}" + (f"；另有 {more} 行" if more > 0 else ""))
    return lines


def _period(period: Mapping[str, Any]) -> str:
    sources = "、".join(
        f"{source['what']}“{source['text']}”" + (f"（{source['cell']}）" if source["cell"] else "")
        for source in period["from"]
    )
    year, month = period["year"], period["month"]
    when = f"{year}-{month:02}" if year and month else f"{year}年" if year else "见各行"
    return f"{when}　依据：{sources}" if sources else when


def _object(one: Inspection) -> dict[str, object]:
    return {
        "file": one.file,
        "encoding": one.encoding,
        "kind": one.kind.value,
        "sheets": list(one.sheets),
        "signatures": dict(one.signatures),
        "findings": [finding_object(finding) for finding in one.findings],
    }
