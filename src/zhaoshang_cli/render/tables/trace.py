"""``zs trace``: the figure, its metric, its values, and their cells in the kept originals."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from zhaoshang_cli.domain.adjusted import Adjusted
from zhaoshang_cli.domain.indicator import Indicator
from zhaoshang_cli.domain.provenance import Origin, Traced
from zhaoshang_cli.render.answer import Answer, Cell, Column, Table
from zhaoshang_cli.render.tables.cells import BASES, count, exact, span, words

_SHORT = 12
"""How much of a hash is shown."""

_PICTURES = 12
"""How many cells are shown in their surroundings."""

_FIGURE = tuple(map(Column, ("项目", "内容")))
_ORIGINS = (
    Column("地区"),
    Column("指标"),
    Column("时段"),
    Column("原文"),
    Column("数", numeric=True),
    Column("单位"),
    Column("第几次", numeric=True),
    Column("格子"),
)
_SUBMISSIONS = (
    Column("第几次", numeric=True),
    Column("收到"),
    Column("记录"),
    Column("谁"),
    Column("SHA-256"),
    Column("流水"),
    Column("文件"),
)
_ADJUSTED = (
    Column("第几次", numeric=True),
    Column("地区"),
    Column("指标"),
    Column("种类"),
    Column("数", numeric=True),
    Column("单位"),
    Column("原因"),
    Column("文号"),
    Column("谁批准的"),
)


@dataclass(frozen=True, slots=True)
class Names:
    """The words of the workspace."""

    regions: Mapping[str, str]
    indicators: Mapping[str, Indicator]

    def indicator(self, code: str) -> str:
        """Return the name of an indicator."""
        return self.indicators[code].name if code in self.indicators else code

    def unit(self, code: str) -> str:
        """Return the unit of an indicator."""
        return self.indicators[code].unit if code in self.indicators else ""


def trace_answer(figures: Sequence[Traced], document: str | None, names: Names) -> Answer:
    """Arrange what was found."""
    payload = {"document": document, "figures": [_entry(one, names) for one in figures]}
    tables = tuple(table for one in figures for table in _tables(one, names))
    return Answer("trace", payload, tables)


def _tables(figure: Traced, names: Names) -> Iterator[Table]:
    yield Table(_title(figure), _FIGURE, tuple(_lines(figure, names)))
    lost = tuple(f"台账里（第 {figure.as_of} 次时）没有这一格：{one}" for one in figure.lost)
    rows = tuple(_row(one, names) for one in figure.origins)
    title = f"来自 {len(rows)} 个数" if rows else "不出自某一格"
    yield Table(title, _ORIGINS, rows, lost)
    if rows:
        whence = {(one.submission, one.place.file): one for one in figure.origins}
        lines = tuple(_submission(one) for _, one in sorted(whence.items()))
        yield Table("谁在什么时候收的", _SUBMISSIONS, lines)
    if figure.adjusted:
        yield Table(
            "核减和补报", _ADJUSTED, tuple(_adjusted(one, names) for one in figure.adjusted)
        )
    for one in figure.origins[:_PICTURES]:
        if one.around is not None:
            yield _picture(one)
    if len(figure.origins) > _PICTURES:
        more = len(figure.origins) - _PICTURES
        yield Table(f"另有 {more} 个格子，--json 里都有", (), ())


def _title(figure: Traced) -> str:
    return f"{figure.text}（{figure.id}）" if figure.id else figure.text


def _lines(figure: Traced, names: Names) -> Iterator[tuple[Cell, Cell]]:
    for sentence in figure.sentences:
        yield Cell("句子"), Cell(sentence)
    where = names.regions.get(figure.region, figure.region)
    yield Cell("是什么"), Cell(f"{where} {figure.period} {names.indicator(figure.indicator)}")
    yield Cell("怎么算"), Cell(figure.formula.about)
    yield Cell("查询"), Cell(f"{figure.formula.title}（{figure.formula.sql}）")
    yield Cell("时点"), Cell(f"第 {figure.as_of} 次报送时")


def _row(one: Origin, names: Names) -> tuple[Cell, ...]:
    value = exact(one.confirmed)
    if one.confirmed != one.reported:
        value = Cell(f"{value.text}（报 {exact(one.reported).text}）", value.value, value.places)
    return (
        Cell(names.regions.get(one.region, one.region)),
        Cell(names.indicator(one.indicator)),
        Cell(f"{span(one.period)} {BASES.get(one.basis, one.basis)}"),
        words(one.raw),
        value,
        words(names.unit(one.indicator)),
        count(one.submission),
        words("!".join(filter(None, (one.place.sheet, one.place.cell)))),
    )


def _submission(one: Origin) -> tuple[Cell, ...]:
    return (
        count(one.submission),
        Cell(one.received_on.isoformat()),
        Cell(one.recorded_at[:16].replace("T", " ")),
        Cell(one.actor),
        Cell(one.sha256[:_SHORT]),
        Cell(one.journal_hash[:_SHORT]),
        Cell(one.place.file),
    )


def _adjusted(one: Adjusted, names: Names) -> tuple[Cell, ...]:
    return (
        count(one.submission),
        Cell(names.regions.get(one.region, one.region)),
        Cell(names.indicator(one.indicator)),
        Cell(one.kind),
        exact(one.amount),
        words(names.unit(one.indicator)),
        Cell(one.reason),
        Cell(one.document),
        Cell(one.approver),
    )


def _picture(one: Origin) -> Table:
    around = one.around
    assert around is not None  # noqa: S101 - asked by the caller
    columns = (Column("行", numeric=True), *map(Column, around.columns))
    rows = tuple(
        (
            Cell(str(number)),
            *(
                Cell(f"【{text}】" if _is(one, number, letters) else text)
                for letters, text in zip(around.columns, texts, strict=True)
            ),
        )
        for number, texts in around.rows
    )
    return Table(f"原件 {one.place}", columns, rows)


def _is(one: Origin, row: int, letters: str) -> bool:
    return one.place.cell == f"{letters}{row}"


def _entry(figure: Traced, names: Names) -> dict[str, object]:
    return {
        "id": figure.id or None,
        "text": figure.text,
        "value": figure.value,
        "unit": figure.unit,
        "field": figure.field,
        "region": figure.region,
        "name": names.regions.get(figure.region, figure.region),
        "indicator": figure.indicator,
        "period": figure.period,
        "as_of": figure.as_of,
        "metric": {
            "name": figure.formula.name,
            "title": figure.formula.title,
            "about": figure.formula.about,
            "sql": figure.formula.sql,
        },
        "sentences": list(figure.sentences),
        "rows": [_origin(one, names) for one in figure.origins],
        "lost": list(figure.lost),
        "adjustments": [one.entry for one in figure.adjusted],
    }


def _origin(one: Origin, names: Names) -> dict[str, object]:
    around = one.around
    return {
        "region": one.region,
        "name": names.regions.get(one.region, one.region),
        "period": span(one.period),
        "indicator": one.indicator,
        "basis": one.basis,
        "source": one.source,
        "value": one.confirmed,
        "reported": one.reported,
        "unit": names.unit(one.indicator),
        "raw": one.raw,
        "where": {"file": one.place.file, "sheet": one.place.sheet, "cell": one.place.cell},
        "submission": one.submission,
        "sha256": one.sha256,
        "archive_run": one.kept_in,
        "actor": one.actor,
        "received_on": one.received_on.isoformat(),
        "recorded_at": one.recorded_at,
        "command": one.command,
        "journal_hash": one.journal_hash,
        "kept": None
        if around is None
        else {
            "text": around.text,
            "columns": list(around.columns),
            "rows": [{"row": number, "cells": list(texts)} for number, texts in around.rows],
        },
    }
