"""From the words of a command line to what is meant: period, region, indicator."""

from collections.abc import Mapping
from difflib import get_close_matches

from zhaoshang_cli.domain.indicator import Indicator
from zhaoshang_cli.domain.period import Period
from zhaoshang_cli.domain.region import Region, RegionTree, squeeze
from zhaoshang_cli.domain.status import Gathering
from zhaoshang_cli.errors import ZsError
from zhaoshang_cli.store.answers.catalogue import load_metric
from zhaoshang_cli.store.answers.ledger import Ledger

_SOURCES = {"children": "county", "province": "province"}
_SHEETS = {"children": "县区报表", "province": "省通报表"}


def period_asked(ledger: Ledger, text: str | None, *, among: str = "children") -> Period:
    """Return the period that was asked for, or the latest that has data.

    Args:
        ledger: Where to look which periods there are.
        text: As typed; a month without a year is one of the latest year.
        among: ``children`` for periods with county data, ``province`` for the provincial table.

    Raises:
        ZsError: ``period-wrong``, or ``no-data`` naming the periods that exist.
    """
    period = None if text is None else _whole(text)
    if period is None:
        newest = _newest(ledger, among, 0)
        if newest is None:
            raise _no_data(ledger, among)
        period = newest if text is None else _period(text, newest.year)
    if text is not None and not has_period(ledger, period, among):
        raise _no_data(ledger, among, period)
    return period


def has_period(ledger: Ledger, period: Period, among: str) -> bool:
    """Whether there is data of a period."""
    return _newest(ledger, among, period.number) is not None


def gathering(ledger: Ledger, period: Period) -> Gathering | None:
    """Return how many have reported, if not all; of the newest period a user should be told."""
    rows = ledger.ask(load_metric("status_by_region"), {"period": period.number})
    reported = sum(row["known"] for row in rows)
    if not 0 < reported < len(rows):
        return None
    before = _newest(ledger, "children", period.after(-1).number)
    return Gathering(period, reported, len(rows), before)


def _newest(ledger: Ledger, among: str, number: int) -> Period | None:
    """Return the newest period with data; of one period, whether it has any."""
    values = {"source": _SOURCES[among], "period": number}
    rows = ledger.ask(load_metric("latest_period_by_source"), values)
    return Period.from_number(rows[0]["period"]) if rows else None


def _no_data(ledger: Ledger, among: str, period: Period | None = None) -> ZsError:
    rows = ledger.ask(load_metric("periods_by_source"))
    known = [row["period"] for row in rows if row["source"] == _SOURCES[among]]
    if period is None or not known:
        hint = "先收表：zs ingest 文件或文件夹"
        return ZsError("no-data", f"台账里还没有{_SHEETS[among]}", hint=hint)
    hint = f"有数的期间：{_spans(known)}"
    return ZsError("no-data", f"没有 {period} 的{_SHEETS[among]}", hint=hint)


def _whole(text: str) -> Period | None:
    """Read a period that is written with its year."""
    try:
        return Period.parse(text)
    except ValueError:
        return None


def _period(text: str, year: int) -> Period:
    try:
        return Period.parse(text, year=year)
    except ValueError as error:
        raise ZsError(
            "period-wrong", str(error), hint="例如 2022-11、2022年11月、上半年"
        ) from error


def _spans(newest_first: list[int]) -> str:
    """Name periods as unbroken spans: ``2021-01 至 2021-12、2022-02``."""
    spans: list[list[Period]] = []
    for number in reversed(newest_first):
        period = Period.from_number(number)
        if spans and spans[-1][-1].after(1) == period:
            spans[-1].append(period)
        else:
            spans.append([period])
    return "、".join(
        str(span[0]) if len(span) == 1 else f"{span[0]} 至 {span[-1]}" for span in spans
    )


def region_asked(tree: RegionTree, text: str) -> Region:
    """Return the region that ``text`` means in this workspace.

    Raises:
        ZsError: ``region-not-found`` or ``region-not-clear``.
    """
    found = tree.find(text)
    if len(found) == 1:
        return found[0]
    if found:
        names = "、".join(f"{region.name}（{region.code}）" for region in found)
        raise ZsError("region-not-clear", f"“{text}”可以是{names}", hint="写六位代码")
    near = get_close_matches(text, [region.name for region in tree], n=3, cutoff=0.3)
    hint = f"是不是想写{'、'.join(near)}" if near else "所有地区见 zs region list"
    raise ZsError("region-not-found", f"工作区里没有“{text}”这个地区", hint=hint)


def indicator_asked(indicators: Mapping[str, Indicator], text: str) -> Indicator:
    """Return the indicator called ``text``: a code, a name or a synonym.

    Raises:
        ZsError: ``indicator-not-found``.
    """
    wanted = squeeze(text)
    for one in indicators.values():
        if wanted in (one.code, squeeze(one.name)):
            return one
    for one in indicators.values():
        if wanted in one.synonyms:
            return one
    names = [one.name for one in indicators.values()]
    near = [name for name in names if wanted and name.endswith(wanted)]
    near = near or [name for name in names if wanted and wanted in name]
    near = near or get_close_matches(wanted, [*names, *indicators], n=3, cutoff=0.5)
    hint = f"是不是想写{'、'.join(near)}" if near else f"现有的指标：{'、'.join(names)}"
    raise ZsError("indicator-not-found", f"没有“{text}”这个指标", hint=hint)
