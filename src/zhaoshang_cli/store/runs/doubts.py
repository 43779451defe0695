"""What the ledger finds in a run: cells that disagree, went blank, leap, or come too late."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import chain, islice
from typing import Any

from zhaoshang_cli.domain.finding import Finding, Severity
from zhaoshang_cli.errors import Place

_NAMED = 4
"""How many disagreeing places one message names: hundreds of files may disagree on one cell."""


def conflict(
    group: Iterable[Mapping[str, Any]], files: Sequence[str]
) -> Iterator[tuple[int, Finding]]:
    """Say of every row of a group that the others disagree: none of them is stored.

    Args:
        group: Rows for one cell of the ledger, with different values; each says how many
            ``places`` there are.
        files: The name of every file of the run.

    Yields:
        The file's place in the run, and what to tell of it.
    """
    rows = iter(group)
    first = list(islice(rows, _NAMED))
    told = "，".join(f"{_place(row, files)} 为 {row['raw']}" for row in first)
    places = first[0]["places"]
    more = f" 等 {places} 处" if places > _NAMED else ""
    for row in chain(first, rows):
        yield row["file"], Finding(
            "cell-conflict", Severity.ERROR,
            f"同一个数这一批里有不同的值，都没有收：{told}{more}", _place(row, files),
            "与报送单位核实，去掉不对的一份再收；分先后收时以后收的为准", **_about(row),
        )  # fmt: skip


def _place(row: Mapping[str, Any], files: Sequence[str]) -> Place:
    return Place(files[row["file"]], row["sheet"], row["cell"])


def blank_over_value(row: Mapping[str, Any], file: str) -> Finding:
    """Say that a cell is blank where a value stands: the value stays."""
    return Finding(
        "blank-over-value",
        Severity.WARNING,
        f"这一格是空的，台账里原有 {_plain(row['value'])}，保留原数",
        Place(file, row["sheet"], row["cell"]),
        "漏填的请补报；确实要核减的，用 zs adjust；原来报错的，用 zs withdraw 撤回那一次",
        **_about(row),
    )


def leap(row: Mapping[str, Any], file: str, unit: str) -> Finding:
    """Say that a year to date is less than the month before's, or ten times as much and more.

    上月止累计＋本月＝本月止累计, so that a year to date falls only where something was taken back; and
    one that is ten times as much was mostly written in another unit.
    """
    fell = row["value"] < row["before_value"]
    code, what = ("ytd-fell", "比上月还少") if fell else ("ytd-leapt", "是上月的十倍以上")
    remedy = "确实核减的，用 zs adjust 记下；" if fell else ""
    return Finding(
        code,
        Severity.WARNING,
        f"累计 {_plain(row['value'])}{unit}，{what}：上月累计 {_plain(row['before_value'])}{unit}",
        Place(file, row["sheet"], row["cell"]),
        f"请报送单位核对单位和列；{remedy}数照收",
        **_about(row),
    )


def overtaken(row: Mapping[str, Any], file: str) -> Finding:
    """Say that a value came on a later day than the file is of: the value stays."""
    return Finding(
        "overtaken",
        Severity.INFO,
        f"台账现有的 {_plain(row['previous'])} 是 {row['standing_since']} 收到的，"
        f"比这个文件晚，保留现有的数",
        Place(file, row["sheet"], row["cell"]),
        "确以这个文件为准的，去掉 --received 再收一次",
        **_about(row),
    )


def came_before(file: str) -> Finding:
    """Say that the same bytes had come before, and bring other values than stand."""
    return Finding(
        "earlier-version",
        Severity.WARNING,
        "这个文件以前收过，内容与台账现在的数不同，按再次报送收下",
        Place(file),
        "若不是报送单位又改回去了，用 zs withdraw 撤回这一次",
    )


def _about(row: Mapping[str, Any]) -> dict[str, Any]:
    about = {name: row.get(name) for name in ("raw", "region", "period", "indicator")}
    return {**about, "basis": row.get("basis") or row.get("level")}


def _plain(value: Decimal | None) -> str:
    return "空" if value is None else format(value.normalize(), "f")
