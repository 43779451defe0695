"""``zs rank``: who stands where, on which basis."""

from dataclasses import dataclass

from zhaoshang_cli.domain.ranking import RankBasis
from zhaoshang_cli.domain.reasons import UNREPORTED
from zhaoshang_cli.errors import ZsError
from zhaoshang_cli.render.tables.ranking import Placed
from zhaoshang_cli.store.answers.ledger import open_ledger
from zhaoshang_cli.workflows.answers.asking import gathering, indicator_asked, period_asked
from zhaoshang_cli.workflows.answers.measuring import Measures
from zhaoshang_cli.workflows.answers.releases import release_of
from zhaoshang_cli.workflows.answers.vintage import vintage_asked
from zhaoshang_cli.workspace import open_workspace

_AMONG = {"children": "children", "下级": "children", "县区": "children",
          "province": "province", "全省": "province"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked, in the user's words; None where nothing was said."""

    period: str | None = None
    indicator: str | None = None
    by: str = "completion"
    among: str = "children"
    panel: str | None = None
    level: str | None = None
    as_of: str | None = None


def rank(question: Question) -> Placed:
    """Answer it; without an indicator, by the first one of ``prose.headline``.

    Raises:
        ZsError: Nothing is known, or a word is not.
    """
    workspace = open_workspace()
    basis, among = _basis(question.by), _among(question.among)
    if workspace.regions.province is None:
        among = "children"  # a province's own cities are its children
    if among == "children" and not workspace.regions.children:
        raise ZsError(
            "region-childless",
            f"{workspace.regions.own.name}没有下级地区可以排名",
            hint="看全省各地的名次：zs rank --among province；有下级地区的，用 zs region add 添加",
        )
    named = question.indicator or workspace.settings.prose.headline[0]
    indicator = indicator_asked(workspace.indicators, named)
    vintage = vintage_asked(workspace, question.as_of)
    with open_ledger(workspace, as_of=vintage) as ledger:
        period = period_asked(ledger, question.period, among=among)
        measures = Measures(ledger, workspace, among, question.level)
        ranking = measures.ranking(period, indicator, basis)
        panel = _panel(question.panel, {row.panel for row in ranking.rows})
        released = release_of(ledger, period)
        latest = question.period is None and among == "children"
        lacking = latest and any(row.reason == UNREPORTED for row in ranking.rows)
        part = gathering(ledger, period) if lacking else None
        return Placed(ranking, indicator, panel, ledger.as_of, ledger.head, released, part)


def _basis(text: str) -> RankBasis:
    try:
        return RankBasis.named(text)
    except ValueError as error:
        raise ZsError(
            "value-wrong",
            f"不能按“{text}”排名",
            hint="可以按 total 总量、completion 进度、growth 增速、arrival 到位率",
        ) from error


def _among(text: str) -> str:
    if text not in _AMONG:
        raise ZsError(
            "value-wrong", f"没有“{text}”这个范围", hint="可以是 children 下级、province 全省"
        )
    return _AMONG[text]


def _panel(asked: str | None, known: set[str]) -> str | None:
    if asked is not None and asked not in known:
        names = "、".join(sorted(name for name in known if name)) or "（没有分组）"
        raise ZsError("value-wrong", f"没有“{asked}”这一组", hint=f"现有的组：{names}")
    return asked
