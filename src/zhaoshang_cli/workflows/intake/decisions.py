"""What the options of ``zs ingest`` decide about reading a sheet."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from zhaoshang_cli.domain.period import Period
from zhaoshang_cli.domain.quantity import UNITS
from zhaoshang_cli.domain.returns import Kind
from zhaoshang_cli.errors import ZsError
from zhaoshang_cli.readers.context import Decisions
from zhaoshang_cli.readers.understand import given_headings
from zhaoshang_cli.workflows.answers.asking import region_asked
from zhaoshang_cli.workflows.intake.reading import context_of
from zhaoshang_cli.workspace import Workspace

_KINDS = {
    "returns": Kind.RETURNS, "县区月报": Kind.RETURNS, "月报": Kind.RETURNS,
    "province": Kind.PROVINCE, "全省通报表": Kind.PROVINCE, "省通报": Kind.PROVINCE,
    "targets": Kind.TARGETS, "年度目标": Kind.TARGETS, "目标": Kind.TARGETS,
}  # fmt: skip
_BY_FILE = "文件"


@dataclass(frozen=True, slots=True)
class Options:
    """The options as they were typed; None and empty where they were not."""

    kind: str | None = None
    period: str | None = None
    region: str | None = None
    unit: str | None = None
    sheets: Sequence[str] = ()
    header_rows: str | None = None
    mapping: Sequence[str] = ()
    level: str | None = None


def decide(workspace: Workspace, options: Options) -> Decisions:
    """Understand the options.

    Raises:
        ZsError: ``value-wrong``, ``region-not-found``, ``region-not-clear`` or
            ``mapping-unknown``.
    """
    mapping = dict(map(_pair, options.mapping))
    if mapping:
        given_headings(mapping, context_of(workspace))
    region = options.region and region_asked(workspace.regions, options.region).code
    period, year = _span(options.period)
    return Decisions(
        kind=_kind(options.kind),
        period=period,
        year=year,
        region=region or None,
        unit=_unit(options.unit),
        sheets=tuple(options.sheets),
        header_rows=_rows(options.header_rows),
        mapping=mapping,
        level=options.level,
    )


def received(text: str | None) -> tuple[date | None, bool]:
    """Return the day that ``--received`` names, and whether each file's own date counts.

    Raises:
        ZsError: ``value-wrong``.
    """
    if text is None or text == _BY_FILE:
        return None, text == _BY_FILE
    try:
        return date.fromisoformat(text), False
    except ValueError as error:
        raise _wrong("--received", text, "写成 2022-12-05，或写“文件”") from error


def _kind(text: str | None) -> Kind | None:
    if text is None:
        return None
    if text not in _KINDS:
        raise _wrong(
            "--kind", text, "写 returns（县区月报）、province（全省通报表）或 targets（年度目标）"
        )
    return _KINDS[text]


def _span(text: str | None) -> tuple[Period | None, int | None]:
    if text is None:
        return None, None
    if match := re.fullmatch(r"((?:19|20)[0-9]{2})年?度?", text):
        return None, int(match[1])
    try:
        period = Period.parse(text)
    except ValueError as error:
        raise _wrong("--period", text, "写成 2022-11；年度目标写年份，例如 2022") from error
    return period, period.year


def _unit(text: str | None) -> str | None:
    parts = re.split(r"[、，,;；/ ]+", text) if text else []
    if unknown := [part for part in parts if part not in UNITS]:
        raise _wrong("--unit", unknown[0], f"认得的单位：{'、'.join(UNITS)}")
    return "、".join(parts) or None


def _rows(text: str | None) -> tuple[int, int] | None:
    if text is None:
        return None
    match = re.fullmatch(r"([1-9][0-9]{0,5})(?:-([1-9][0-9]{0,5}))?", text)
    if match is None or int(match[2] or match[1]) < int(match[1]):
        raise _wrong("--header-rows", text, "写表头所在的行，例如 3 或 3-4")
    return int(match[1]), int(match[2] or match[1])


def _pair(text: str) -> tuple[str, str]:
    heading, equals, indicator = text.rpartition("=")
    if not equals or not heading.strip() or not indicator.strip():
        raise _wrong("--map", text, "写成 列名=指标，例如 到位额=实际到位省外资金")
    return heading.strip(), indicator.strip()


def _wrong(option: str, text: str, hint: str) -> ZsError:
    return ZsError("value-wrong", f"{option} 看不懂“{text}”", hint=hint)
