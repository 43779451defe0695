"""Whose values a table holds and of which sort: county returns, the provincial table, targets."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from zhaoshang_cli.domain.returns import Kind
from zhaoshang_cli.errors import Place, ZsError
from zhaoshang_cli.readers.context import Context, Decisions
from zhaoshang_cli.readers.layout.facets import Role
from zhaoshang_cli.readers.layout.rows import Row, RowKind
from zhaoshang_cli.readers.layout.spans import When
from zhaoshang_cli.readers.layout.table import Table

_CLEARLY = 2
"""One sort of regions must be so many times as frequent as the other to decide the kind."""


@dataclass(frozen=True, slots=True)
class Where:
    """The region a table is of, for rows that name none."""

    code: str | None = None
    text: str = ""
    place: Place | None = None


def settle_region(
    sources: Iterable[tuple[str, str, Place]], context: Context, decisions: Decisions
) -> Where:
    """Find the one region that all sources agree on.

    Raises:
        ZsError: ``region-ambiguous`` when two disagree or one name is that of several regions;
            ``region-unknown`` when the one the user gave is not in the workspace.
    """
    if decisions.region is not None:
        return Where(_given(decisions.region, context), decisions.region)
    children = context.children
    agreed: dict[str, None] | None = None
    heard: list[tuple[str, str, Place]] = []
    for source in sources:
        found = [code for code in context.region_names.inside(source[1]) if code in children]
        if not found:
            continue
        both = dict.fromkeys(found if agreed is None else (c for c in agreed if c in found))
        if not both:
            raise _disagree(heard[0], source)
        agreed = both
        heard.append(source)
    if agreed is None:
        return Where(None if children else context.regions.own.code)
    if len(agreed) > 1:
        raise _several(heard[0], agreed, context)
    return Where(next(iter(agreed)), heard[0][1], heard[0][2])


def settle_kind(
    table: Table, rows: Sequence[Row], context: Context, titles: str, when: When
) -> Kind:
    """Tell the kind by the columns and by whose rows there are.

    Raises:
        ZsError: ``reading-ambiguous``.
    """
    if _holds_targets(table, titles, when, context):
        return Kind.TARGETS
    named = Counter(row.regions for row in rows if row.kind is RowKind.DATA)
    return kind_by_regions(table, named, context)


def kind_by_regions(table: Table, rows: Counter[tuple[str, ...] | None], context: Context) -> Kind:
    """Tell returns from the provincial table by how many rows there are of which regions.

    Raises:
        ZsError: ``reading-ambiguous``.
    """
    children, peers = context.children, context.peers - {context.regions.own.code}
    named = Counter({codes: count for codes, count in rows.items() if codes})
    named.update(column.heading.region for column in table.columns if column.heading.region)
    of_children = sum(
        count for codes, count in named.items() if codes and not children.isdisjoint(codes)
    )
    of_peers = sum(
        count
        for codes, count in named.items()
        if codes and not peers.isdisjoint(codes) and children.isdisjoint(codes)
    )
    if of_peers > of_children * _CLEARLY:
        return Kind.PROVINCE
    if of_children > of_peers * _CLEARLY or not named:
        return Kind.RETURNS
    only_own = not of_children and not of_peers
    if only_own and not children:
        return Kind.RETURNS
    if only_own and () in rows:
        return Kind.RETURNS
    raise ZsError(
        "reading-ambiguous",
        "既可以读成县区报表，也可以读成全省通报表",
        None,
        "加上 --kind returns（县区报表）或 --kind province（全省通报表）",
    )


def narrow(codes: tuple[str, ...], kind: Kind, context: Context) -> tuple[str, ...]:
    """Of several regions that share a name, keep those that a table of this kind speaks of."""
    if len(codes) <= 1:
        return codes
    wanted = context.peers if kind is Kind.PROVINCE else context.children
    return tuple(code for code in codes if code in wanted) or codes


def _holds_targets(table: Table, titles: str, when: When, context: Context) -> bool:
    values, targets = table.of(Role.VALUE), table.of(Role.TARGET)
    if any(column.heading.basis for column in values):
        return False
    if not values or table.of(Role.LEVEL):
        return bool(targets or table.of(Role.LEVEL))
    if targets:
        return False
    named = any(word in titles for word in context.vocabulary.levels.title)
    return named and when.month is None and not table.of(Role.PERIOD)


def _given(region: str, context: Context) -> str:
    found = context.region_names.find(region)
    if len(found) == 1:
        return found[0]
    if found:
        raise _several(("--region", region, Place(region)), found, context)
    near = context.region_names.nearest(region)
    hint = f"是不是{'、'.join(near)}？" if near else "用 zs.toml 里的地区代码或名称"
    raise ZsError("region-unknown", f"没有“{region}”这个地区", None, hint)


def _disagree(one: tuple[str, str, Place], other: tuple[str, str, Place]) -> ZsError:
    message = f"{one[0]}“{one[1]}”和{other[0]}“{other[1]}”说的地区不一样"
    return ZsError("region-ambiguous", message, other[2], "加上 --region 指明是哪个地区")


def _several(source: tuple[str, str, Place], codes: Iterable[str], context: Context) -> ZsError:
    names = "、".join(f"{context.region_names.label(code)}（{code}）" for code in codes)
    message = f"{source[0]}“{source[1]}”可能是{names}"
    return ZsError("region-ambiguous", message, source[2], "加上 --region 写明代码")
