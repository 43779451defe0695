"""How a file was understood, as plain data for ``zs inspect``."""

from collections.abc import Sequence

from zhaoshang_cli.readers.layout.facets import Heading, Match, Role
from zhaoshang_cli.readers.layout.frame import Frame
from zhaoshang_cli.readers.layout.plan import Plan, RowWords
from zhaoshang_cli.readers.layout.rows import RowKind
from zhaoshang_cli.readers.layout.table import Column, Table
from zhaoshang_cli.readers.sheet import column_letters

_MOST_LISTED = 200
"""Rows left out that are listed one by one."""


def described(frame: Frame) -> dict[str, object]:
    """Describe one table: where its parts are, and what was made of them."""
    table = frame.table
    left_out = [
        {"row": row.index + 1, "label": row.label.strip(), "why": row.why}
        for row in frame.rows
        if row.kind is not RowKind.DATA
    ]
    return {
        "kind": frame.kind.value,
        "orientation": orientation(table),
        "header_rows": [row + 1 for row in table.header],
        "rows": [table.body.start + 1, table.body.stop],
        "unit": _unit(frame),
        "period": _period(frame),
        "region": frame.region,
        "columns": [_column(frame, column) for column in table.columns if column.path],
        "left_out": left_out[:_MOST_LISTED],
        "cells": frame.tally.as_json(),
    }


def orientation(table: Table) -> str:
    """Name the way a table is laid out."""
    if table.of(Role.INDICATOR):
        if any(column.heading.region for column in table.columns):
            return "regions_across"
        if _months(table) > 1:
            return "months_across"
        return "long" if table.of(Role.REGION) or table.of(Role.PERIOD) else "vertical"
    return "months_across" if _months(table) > 2 else "wide"  # noqa: PLR2004


def _months(table: Table) -> int:
    return len({column.heading.month for column in table.columns} - {None})


def _unit(frame: Frame) -> dict[str, object]:
    units = frame.planner.units
    return {"units": list(units.given or units.written), "cell": units.cell or None}


def _period(frame: Frame) -> dict[str, object]:
    when = frame.when
    return {
        "year": when.year,
        "month": when.month,
        "from": [
            {"what": source.name, "text": source.text, "cell": source.place.cell}
            for source in when.sources
        ],
    }


def _column(frame: Frame, column: Column) -> dict[str, object]:
    heading = column.heading
    wordless = heading.role.labels or heading.role is Role.UNKNOWN
    plan = None if wordless else frame.planner.plan(heading, RowWords())
    taken = plan if isinstance(plan, Plan) else None
    found: dict[str, object] = {
        "letter": column_letters(column.index),
        "heading": "/".join(" ".join(text.split()) for text in column.path),
        "role": heading.role.value,
        "indicator": taken.indicator.code if taken else heading.indicator,
        "basis": taken.basis.value if taken and taken.role is Role.VALUE else heading.basis,
        "unit": taken.unit if taken and not taken.role.checked_only else heading.unit,
        "match": _match(frame, heading, taken),
    }
    if heading.role is Role.UNKNOWN:
        found["suggestions"] = list(frame.context.indicator_names.nearest(heading.rest))
    if heading.region:
        found["region"] = list(heading.region)
    if heading.month:
        found["month"] = heading.month
    return found


def _match(frame: Frame, heading: Heading, plan: Plan | None) -> str | None:
    if heading.role is Role.UNKNOWN:
        return Match.SUGGESTED.value
    if heading.match is not None:
        return heading.match.value
    return Match.TITLE.value if plan is not None and frame.planner.about.only else None


def skipped(name: str, why: str) -> dict[str, object]:
    """Describe a sheet from which nothing was taken."""
    return {"name": name, "tables": [], "skipped": why}


def used(name: str, tables: Sequence[dict[str, object]]) -> dict[str, object]:
    """Describe a sheet with its tables."""
    return {"name": name, "tables": list(tables), "skipped": None}
