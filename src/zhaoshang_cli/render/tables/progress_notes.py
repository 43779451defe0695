"""The lines below a table of progress: what the total contains, and the reason of every dash."""

from collections.abc import Iterator, Sequence

from zhaoshang_cli.domain.indicator import Indicator
from zhaoshang_cli.domain.period import Period
from zhaoshang_cli.domain.progress import Progress
from zhaoshang_cli.domain.reasons import CALIBER, UNREPORTED
from zhaoshang_cli.render.words import listed

_EXPLAINED = (
    ("month", "本月"),
    ("completion_pct", "完成率"),
    ("yoy_pct", "同比"),
    ("arrival_rate_pct", "到位率"),
)
"""差距 and light go with 完成率."""

_APART = "省直管"
"""Counties of this panel are in some cities' totals and not in others': a total says which."""


def notes(indicator: Indicator, rows: Sequence[Progress], *, contracted: bool) -> Iterator[str]:
    """Yield the notes of one table; ``contracted`` when it has a column for 到位率."""
    total = next((row for row in rows if row.total), None)
    children = [row for row in rows if not row.total]
    if total is not None:
        yield from _contents(total, children)
    yield from _levels(rows)
    yield from _dashes(rows, _EXPLAINED if contracted else _EXPLAINED[:-1])
    if any(why == CALIBER for row in rows for why in row.reasons.values()):
        yield from _calibers(indicator, rows[0].period)


def _contents(total: Progress, children: Sequence[Progress]) -> Iterator[str]:
    if not children:
        if total.missing:
            yield f"合计缺{len(total.missing)}家：{listed(total.missing)}"
        return
    counted = [row for row in children if row.counted]
    if len(total.missing) == len(counted):
        return  # where there is no total, the dashes below say why
    within = [row.name for row in counted if row.panel.startswith(_APART) and row.ytd is not None]
    without = [row.name for row in children if not row.counted]
    said = [f"合计为{total.full_name}{len(counted) - len(total.missing)}家之和"]
    if within:
        said.append(f"含{listed(within)}")
    if without:
        said.append(f"不含{listed(without)}")
    if total.missing:
        said.append(f"缺{len(total.missing)}家：{listed(total.missing)}")
    yield "，".join(said)


def _levels(rows: Sequence[Progress]) -> Iterator[str]:
    levels: dict[str, list[str]] = {}
    for row in rows:
        if row.target_level is not None:
            levels.setdefault(row.target_level, []).append("合计" if row.total else row.name)
    if len(levels) == 1:
        yield f"目标：{next(iter(levels))}"
    elif levels:
        usual = max(levels, key=lambda level: len(levels[level]) - ("合计" in levels[level]))
        said = [f"{listed(names)}为{level}" for level, names in levels.items() if level != usual]
        rest = "其余" if len(levels[usual]) > 1 else levels[usual][0]
        yield f"目标：{'，'.join(said)}，{rest}为{usual}"


def _dashes(rows: Sequence[Progress], explained: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Say of every dash why: ``—（口径不同）：各地的同比``."""
    valued = [row for row in rows if row.ytd is not None]
    silent = [row for row in rows if row.ytd is None]
    if silent:
        yield f"—（{UNREPORTED}）：{_whose(silent, rows)}"
    groups: dict[tuple[str, tuple[int, ...]], list[str]] = {}
    for name, heading in explained:
        reasons = dict.fromkeys(row.reasons[name] for row in valued if name in row.reasons)
        for why in reasons:
            places = tuple(n for n, row in enumerate(valued) if row.reasons.get(name) == why)
            groups.setdefault((why, places), []).append(heading)
    for (why, places), headings in groups.items():
        whose = _whose([valued[place] for place in places], valued)
        yield f"—（{why}）：{whose}的{listed(headings)}"


def _whose(group: Sequence[Progress], rows: Sequence[Progress]) -> str:
    if len(rows) > 1 and len(group) == len(rows):
        return "各地"
    children = [row for row in rows if not row.total]
    if len(children) > 1 and list(group) == children:
        return "下级各地"
    return listed(["合计" if row.total else row.name for row in group])


def _calibers(indicator: Indicator, period: Period) -> Iterator[str]:
    for change in indicator.breaks:
        since = Period.from_number(change.since)
        if abs(since.year - period.year) <= 1:
            note = change.note or f"{since.year}年{since.month}月起为{change.caliber}"
            yield f"口径：{note}"
