"""Make the blank return that goes out to a county."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from zhaoshang_cli.domain.form import Form, Question
from zhaoshang_cli.domain.indicator import Indicator
from zhaoshang_cli.domain.period import Period
from zhaoshang_cli.domain.target_form import Aim, TargetForm
from zhaoshang_cli.errors import Place, ZsError
from zhaoshang_cli.store.catalogue import load_metric
from zhaoshang_cli.store.ledger import open_ledger
from zhaoshang_cli.workflows.asking import indicator_asked, region_asked
from zhaoshang_cli.workspace import Workspace
from zhaoshang_cli.workspace.files import require_folder, write_whole


def blank_form(
    workspace: Workspace, region_text: str, period_text: str, wanted: Sequence[str] = ()
) -> Form:
    """Lay out a form for one child region.

    Args:
        workspace: Whose counties.
        region_text: A name, an alias or a code.
        period_text: The month it asks for.
        wanted: The indicators it asks for; else those reported within a year, else the headline.

    Raises:
        ZsError: ``period-wrong``, ``region-not-found``, ``region-not-child`` or
            ``indicator-not-found``.
    """
    period = _period(period_text)
    region = region_asked(workspace.regions, region_text)
    if region not in workspace.regions.children:
        raise ZsError(
            "region-not-child",
            f"{region.name}不是下级地区，不报县区月报",
            hint="名单见 zs region list",
        )
    with open_ledger(workspace) as ledger:
        values = {"region": region.code, "period": period.number}
        rows = ledger.ask(load_metric("reported_by_region"), values)
    known = {row["indicator"]: row for row in rows}
    asked = [indicator_asked(workspace.indicators, text).code for text in wanted]
    codes = asked or list(known) or list(workspace.settings.prose.headline)
    return Form(
        region,
        period,
        tuple(_question(workspace.indicators[code], period, known.get(code, {})) for code in codes),
    )


@dataclass(frozen=True, slots=True)
class Made:
    """A blank form, ready to be written."""

    document: bytes
    next_step: str


def blank_document(
    workspace: Workspace,
    kind: str,
    region: str | None,
    period: str,
    indicators: Sequence[str],
    output: Path,
) -> Made:
    """Make the blank sheet that is asked for.

    Raises:
        ZsError: ``value-wrong`` for another kind, ``region-missing`` where a return has no county,
            ``output-format``; and as for ``blank_form`` and ``blank_targets``.
    """
    from zhaoshang_cli.render.form import form_document
    from zhaoshang_cli.render.target_form import target_document

    if kind in {"targets", "年度目标", "目标"}:
        targets = blank_targets(workspace, region, period, indicators)
        return Made(target_document(targets, output), "填好后 zs ingest 文件")
    if kind not in {"returns", "县区月报", "月报"}:
        raise ZsError(
            "value-wrong",
            f"没有“{kind}”这种空白表",
            hint="写 returns（县区月报）或 targets（年度目标）",
        )
    if region is None:
        first = next(iter(workspace.regions.children), workspace.regions.own).label
        hint = f"例如加上 --region {first}"
        raise ZsError("option-value-missing", "没有写月报是给哪个县区的", hint=hint)
    blank = blank_form(workspace, region, period, indicators)
    label = blank.region.label
    return Made(form_document(blank, output), f"发给{label}；填好交回后 zs ingest 文件")


def write_new(output: Path, document: bytes) -> None:
    """Write a blank form where no other file stands: the one there may have been filled in.

    Raises:
        ZsError: ``output-over-input``, or ``file-refused`` where there is no such folder.
    """
    require_folder(output)
    if output.exists() and output.read_bytes() != document:
        raise ZsError(
            "output-over-input",
            "已经有这个文件，可能是填好的，没有覆盖",
            Place(str(output)),
            "用 -o 另起一个文件名，或先把它移走",
        )
    write_whole(output, document)


def blank_targets(
    workspace: Workspace, region_text: str | None, year_text: str, wanted: Sequence[str] = ()
) -> TargetForm:
    """Lay out the table of a year's targets.

    Args:
        workspace: Whose regions.
        region_text: One region; else the own one and all its children.
        year_text: The year.
        wanted: The indicators; else the headline.

    Raises:
        ZsError: ``year-unknown``, ``region-not-found`` or ``indicator-not-found``.
    """
    year, tree, levels = _year(year_text), workspace.regions, workspace.settings.targets.levels
    asked = region_text and region_asked(tree, region_text)
    regions = (asked,) if asked else (tree.own, *tree.children)
    codes = [indicator_asked(workspace.indicators, text).code for text in wanted]
    with open_ledger(workspace) as ledger:
        rows = ledger.ask(load_metric("targets_of_year"), {"year": year - 1})
    before = {(one["region"], one["indicator"], one["level"]): one["annual_target"] for one in rows}
    aims = []
    for region in regions:
        level = levels[0] if region == tree.own else levels[-1]
        for code in codes or workspace.settings.prose.headline:
            indicator = workspace.indicators[code]
            known = before.get((region.code, code, level))
            alike = indicator.comparable(year * 100 - 88, year * 100 + 12)
            aims.append(Aim(region, indicator, level, known if alike else None))
    return TargetForm(year, tuple(levels), tuple(aims))


def _year(text: str) -> int:
    match = re.fullmatch(r"((?:19|20)[0-9]{2})年?度?", text.strip())
    if match is None:
        raise ZsError("year-unknown", f"看不出“{text}”是哪一年", hint="年度目标表写年份，例如 2023")
    return int(match[1])


def _question(indicator: Indicator, period: Period, row: Mapping[str, Decimal | None]) -> Question:
    """Print beside a question only what was counted under the same caliber."""
    before, base = period.after(-1), period.a_year_ago
    return Question(
        indicator,
        row.get("before_ytd") if indicator.comparable(before.number, period.number) else None,
        row.get("base_ytd") if indicator.comparable(base.number, period.number) else None,
    )


def _period(text: str) -> Period:
    try:
        return Period.parse(text)
    except ValueError as error:
        raise ZsError("period-wrong", str(error), hint="例如 2022-12、2022年12月") from error
