"""``zs metric``: the catalogue of questions that zs itself asks, and one of them answered."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from zhaoshang_cli.domain.metric import Metric, Param
from zhaoshang_cli.errors import ZsError
from zhaoshang_cli.render.answer import Answer, Cell, Column, Table
from zhaoshang_cli.render.formats.json_text import number
from zhaoshang_cli.render.tables.cells import words
from zhaoshang_cli.store.answers.catalogue import load_metric, metric_names
from zhaoshang_cli.store.answers.ledger import open_ledger
from zhaoshang_cli.workflows.answers.asking import indicator_asked, period_asked, region_asked
from zhaoshang_cli.workflows.answers.vintage import vintage_asked
from zhaoshang_cli.workspace import Workspace, open_workspace

_NEWEST = "newest"
"""A period that only the ledger can tell."""

_NAMED = tuple(map(Column, ("名称", "类型", "意思")))


def list_metrics() -> Answer:
    """List every metric with its title and grain."""
    metrics = [load_metric(name) for name in metric_names()]
    rows = tuple((Cell(one.name), Cell(one.title), Cell(one.grain)) for one in metrics)
    table = Table("指标查询", tuple(map(Column, ("名称", "题目", "一行是什么"))), rows)
    return Answer("metric", {"metrics": [_entry(one) for one in metrics]}, (table,))


def show_metric(name: str) -> Answer:
    """Say what a metric takes and gives, how its rates are divided, and its SQL.

    Raises:
        ZsError: ``metric-unknown``.
    """
    metric = load_metric(name)
    about = (f"{metric.about}（{metric.grain}）",)
    params = tuple((Cell(one.name), Cell(one.type), Cell(one.about)) for one in metric.params)
    columns = tuple((Cell(one.name), Cell(one.type), Cell(_meaning(one))) for one in metric.columns)
    rates = tuple(
        (Cell(one.name), Cell(_formula(one)), Cell(f"{one.places} 位小数，四舍五入一次"))
        for one in metric.rates
    )
    shown = (
        Table(f"{metric.name}　{metric.title}", (), (), about),
        Table("参数", _NAMED, params),
        Table("列", _NAMED, columns),
        Table("率", tuple(map(Column, ("名称", "公式", "舍入"))), rates),
        Table("SQL", (), (), tuple(metric.sql.splitlines())),
    )
    kept = tuple(table for table in shown if table.rows or table.notes)
    return Answer("metric", {**_entry(metric), "sql": metric.sql}, kept)


def run_metric(name: str, pairs: Sequence[str], *, as_of: str | None) -> Answer:
    """Answer one metric.

    Args:
        name: Which.
        pairs: Its params, as ``period=2022-11``.
        as_of: The vintage, as typed.

    Raises:
        ZsError: ``metric-unknown``, ``metric-param-missing``, ``metric-param-wrong``, or whatever
            the words for a period, a region or an indicator raise.
    """
    metric, workspace = load_metric(name), open_workspace()
    given = _given(metric, pairs)
    values = {param.name: _value(workspace, param, given) for param in metric.params}
    _require(metric, values)
    vintage = vintage_asked(workspace, as_of)
    with open_ledger(workspace, as_of=vintage) as ledger:
        if values.get("period") == _NEWEST:
            values["period"] = period_asked(ledger, given.get("period")).number
        rows = [_with_rates(metric, row) for row in ledger.ask(metric, values)]
        known, head = ledger.as_of, ledger.head
    payload = {
        "metric": metric.name,
        "params": {key: _plain(value) for key, value in values.items()},
        "as_of": known,
        "head": head,
        "rows": [{key: _plain(value) for key, value in row.items()} for row in rows],
    }
    return Answer("metric", payload, (_table(metric, rows),))


def _value(workspace: Workspace, param: Param, given: Mapping[str, str]) -> object:
    """Return what the words of a command line mean; None where nothing goes without them."""
    text = given.get(param.name)
    if text is None:
        return _unsaid(workspace, param)
    if param.name == "period" and text != "0":
        return _NEWEST
    if param.name == "region" and text:
        return region_asked(workspace.regions, text).code
    if param.name in {"indicator", "contract"} and text:
        return indicator_asked(workspace.indicators, text).code
    return _typed(param, text)


def _unsaid(workspace: Workspace, param: Param) -> object:
    if param.name.startswith("level_"):
        levels = workspace.settings.targets.levels
        place = int(param.name.removeprefix("level_")) - 1
        return levels[place] if place < len(levels) else ""
    if re.search(r"0 为|为 0", param.about):
        return 0
    if re.search("空为|没有为空", param.about):
        return ""
    return {"period": _NEWEST, "among": "children"}.get(param.name)


def _given(metric: Metric, pairs: Sequence[str]) -> dict[str, str]:
    given: dict[str, str] = {}
    names = [param.name for param in metric.params]
    for pair in pairs:
        name, equals, text = pair.partition("=")
        if not equals or name not in names:
            what = f"没有参数“{name}”" if equals else f"“{pair}”里没有等号"
            hint = f"参数有 {'、'.join(names)}" if names else "这个查询没有参数"
            raise ZsError("metric-param-wrong", what, hint=hint)
        given[name] = text
    return given


def _require(metric: Metric, values: Mapping[str, object]) -> None:
    lacking = [param for param in metric.params if values[param.name] is None]
    if lacking:
        listed = "；".join(f"{param.name}（{param.about}）" for param in lacking)
        given = " ".join(f"{param.name}=值" for param in lacking)
        hint = f"写成 zs metric run {metric.name} {given}"
        raise ZsError("metric-param-missing", f"还缺 {listed}", hint=hint)


def _typed(param: Param, text: str) -> object:
    try:
        if param.type == "INTEGER":
            return int(text)
        return date.fromisoformat(text) if param.type == "DATE" else text
    except ValueError as error:
        wanted = "整数" if param.type == "INTEGER" else "日期，如 2022-12-20"
        raise ZsError(
            "metric-param-wrong", f"{param.name} 不能是“{text}”", hint=f"要写{wanted}"
        ) from error


def _with_rates(metric: Metric, row: Mapping[str, Any]) -> dict[str, Any]:
    return {**row, **{rate.name: rate.of(row) for rate in metric.rates}}


def _entry(metric: Metric) -> dict[str, object]:
    return {
        "name": metric.name,
        "title": metric.title,
        "about": metric.about,
        "grain": metric.grain,
        "key": list(metric.key),
        "params": [
            {"name": one.name, "type": one.type, "about": one.about} for one in metric.params
        ],
        "columns": [
            {"name": one.name, "type": one.type, "unit": one.unit, "about": one.about}
            for one in metric.columns
        ],
        "rates": [
            {"name": one.name, "places": one.places, "formula": _formula(one)}
            for one in metric.rates
        ],
    }


def _meaning(column: Any) -> str:
    return f"{column.about}（{column.unit}）" if column.unit else str(column.about)


def _formula(rate: Any) -> str:
    top = f"({rate.numerator} - {rate.less})" if rate.less else rate.numerator
    return f"{top} / {rate.denominator} × 100%"


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _table(metric: Metric, rows: Sequence[Mapping[str, Any]]) -> Table:
    columns = [
        *(Column(one.name, numeric=_counts(one.type)) for one in metric.columns),
        *(Column(one.name, numeric=True) for one in metric.rates),
    ]
    lines = tuple(tuple(_cell(row[column.heading]) for column in columns) for row in rows)
    return Table(f"{metric.title}　{len(rows)} 行", tuple(columns), lines, tuple(_notes(metric)))


def _counts(kind: str) -> bool:
    return kind.startswith(("INTEGER", "BIGINT", "DECIMAL"))


def _notes(metric: Metric) -> Iterator[str]:
    yield from (f"{one.name}：{_meaning(one)}" for one in metric.columns)
    yield from (f"{one.name}：{_formula(one)}" for one in metric.rates)


def _cell(value: Any) -> Cell:
    match value:
        case bool():
            return Cell("是" if value else "否")
        case int() | Decimal():
            text = number(Decimal(value))
            return Cell(text, value, len(text.partition(".")[2]))
        case None:
            return words(None)
        case _:
            return words(str(_plain(value)))
