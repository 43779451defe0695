"""Lay out the blank sheets: what each asks, and what is printed beside."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from zhaoshang_cli.domain.form import Form, Question
from zhaoshang_cli.domain.indicator import Indicator
from zhaoshang_cli.domain.period import Period
from zhaoshang_cli.domain.province_form import Known, ProvinceForm
from zhaoshang_cli.domain.target_form import Aim, TargetForm
from zhaoshang_cli.errors import ZsError
from zhaoshang_cli.store.answers.catalogue import load_metric
from zhaoshang_cli.store.answers.ledger import open_ledger
from zhaoshang_cli.workflows.answers.asking import indicator_asked, region_asked
from zhaoshang_cli.workspace import Workspace


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


def blank_province(
    workspace: Workspace, period_text: str, wanted: Sequence[str] = ()
) -> ProvinceForm:
    """Lay out the table of the province's figures of all regions of the own level.

    Args:
        workspace: Whose province.
        period_text: The month it asks for.
        wanted: The indicators; else those published within a year, else the headline.

    Raises:
        ZsError: ``period-wrong``, ``indicator-not-found``, or ``region-not-found`` where the
            workspace knows of no province.
    """
    period, tree = _period(period_text), workspace.regions
    if len(tree.peers) < 2:  # noqa: PLR2004 - the own region alone is no table
        hint = "在 zs.toml 里写上 [[peer]]，名单见 zs region list"
        raise ZsError("region-not-found", "没有同级的地区，排不出全省通报表", hint=hint)
    with open_ledger(workspace) as ledger:
        rows = ledger.ask(load_metric("published_by_region"), {"period": period.number})
    asked = [indicator_asked(workspace.indicators, text).code for text in wanted]
    codes = asked or list(dict.fromkeys(row["indicator"] for row in rows))
    indicators = [workspace.indicators[code] for code in codes or workspace.settings.prose.headline]
    known = {}
    for row in rows:
        if row["indicator"] in codes:
            indicator = workspace.indicators[row["indicator"]]
            known[row["region"], row["indicator"]] = Known(*_past(indicator, period, row))
    return ProvinceForm(tree.province, period, tree.peers, tuple(indicators), known)


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
    return Question(indicator, *_past(indicator, period, row))


def _past(
    indicator: Indicator, period: Period, row: Mapping[str, Decimal | None]
) -> tuple[Decimal | None, Decimal | None]:
    """Return what is printed beside a question: only what was counted under the same caliber."""
    before, base = period.after(-1), period.a_year_ago
    return (
        row.get("before_ytd") if indicator.comparable(before.number, period.number) else None,
        row.get("base_ytd") if indicator.comparable(base.number, period.number) else None,
    )


def _period(text: str) -> Period:
    try:
        return Period.parse(text)
    except ValueError as error:
        raise ZsError("period-wrong", str(error), hint="例如 2022-12、2022年12月") from error
