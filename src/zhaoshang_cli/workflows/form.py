"""Make the blank return that goes out to a county."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from zhaoshang_cli.domain.form import Form, Question
from zhaoshang_cli.domain.indicator import Indicator
from zhaoshang_cli.domain.period import Period
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
