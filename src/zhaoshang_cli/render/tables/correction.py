"""``zs drift``: the table of what changed since it was published, and the draft of a correction."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from zhaoshang_cli.domain.drift import Drifted, Threshold
from zhaoshang_cli.domain.release import Release
from zhaoshang_cli.render.answer import Cell, Column, Table
from zhaoshang_cli.render.brief.marks import markdown
from zhaoshang_cli.render.figures import NOTHING
from zhaoshang_cli.render.words import span

_COLUMNS = (
    Column("稿子"),
    Column("编号"),
    Column("是什么"),
    Column("发布时"),
    Column("现在"),
    Column("更正说明"),
)
_FIELDS = {
    "ytd": "累计", "month": "本月", "base_ytd": "上年同期", "completion_pct": "完成率",
    "gap_pp": "与序时进度差距", "yoy_pct": "同比", "arrival_rate_pct": "到位率",
    "remaining": "距目标还差", "contract": "合同额",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Correction:
    """What is to be corrected of one publication: all that changed, once something has to be."""

    release: Release
    figures: tuple[Drifted, ...]
    reason: str
    """A key of the correction's texts."""

    as_of: int


def drift_table(
    release: Release | None,
    figures: Sequence[Drifted],
    threshold: Threshold,
    names: Mapping[str, str],
    checked: int,
) -> Table:
    """Lay out the figures that changed; without a release, say that nothing was published."""
    if release is None:
        return Table("还没有发布过", _COLUMNS, ())
    due = sum(one.due(threshold) for one in figures)
    said = f"{len(figures)} 个变了，{due} 个该更正" if figures else "都没有变"
    title = f"{release.period} 发布（{release.released_on}）的 {checked} 个数：{said}"
    return Table(title, _COLUMNS, tuple(_row(one, threshold, names) for one in figures))


def correction(
    corrections: Sequence[Correction],
    words: Mapping[str, str],
    names: Mapping[str, str],
    publisher: str,
) -> str:
    """Write the draft of the correction as Markdown; empty where nothing is to be corrected."""
    return "\n".join(
        line for one in corrections for line in _paragraphs(one, words, names, publisher)
    )


def what(one: Drifted, names: Mapping[str, str]) -> str:
    """Name a figure: ``叶县 2022-11 实际到位省外资金 完成率``."""
    field = _FIELDS.get(one.field, "名次" if one.field.startswith("rank_") else "个数")
    region, indicator = (names.get(code, code) for code in (one.region, one.indicator))
    return f"{region} {one.period} {indicator} {field}"


def _row(one: Drifted, threshold: Threshold, names: Mapping[str, str]) -> tuple[Cell, ...]:
    due = one.due(threshold)
    turned = "（方向变了）" if one.turned else ""
    return (
        Cell(one.document),
        Cell(one.id),
        Cell(what(one, names)),
        Cell(one.then),
        Cell((one.now or NOTHING) + turned),
        Cell("要发" if due else "不必", mark="warning" if due else None),
    )


def _paragraphs(
    one: Correction, words: Mapping[str, str], names: Mapping[str, str], publisher: str
) -> Iterator[str]:
    period = span(one.release.period)
    said = {
        "period": period,
        "released": _day(one.release.released_on),
        "reason": words[one.reason],
        "vintage": str(one.release.vintage),
        "as_of": str(one.as_of),
        "publisher": publisher,
    }
    yield f"# {_filled(words['title'], said)}"
    yield ""
    yield _filled(words["opening"], said)
    yield ""
    for number, each in enumerate(_once(one.figures), start=1):
        yield f"{number}. {_line(each, words, names)}"
    yield ""
    yield _filled(words["closing"], said)
    yield ""
    yield _filled(words["signature"], said)
    yield ""
    yield _filled(words["day"], said)
    yield ""


def _once(figures: Sequence[Drifted]) -> Iterator[Drifted]:
    """Leave out what another document, or another form, says again."""
    seen = set[tuple[str, ...]]()
    for one in figures:
        key = (one.field, one.region, one.indicator, one.period, one.then)
        if key not in seen:
            seen.add(key)
            yield one


def _line(one: Drifted, words: Mapping[str, str], names: Mapping[str, str]) -> str:
    said = {
        "sentence": one.sentence.rstrip("。；！？"),
        "then": one.then,
        "now": one.now,
        "what": what(one, names),
    }
    if not one.now:
        return _filled(words["line_gone"], said)
    # A bare number of a table is in many rows: only a number with its unit is quoted in its sentence.
    quoted = one.sentence and not one.then.lstrip("-").replace(".", "").replace(",", "").isdecimal()
    if not quoted:
        return _filled(words["line_bare"], said)
    return _filled(words["line_turned" if one.turned else "line"], said)


def _filled(pattern: str, said: Mapping[str, str]) -> str:
    for name, text in said.items():
        pattern = pattern.replace(f"{{{name}}}", markdown(text))
    return pattern


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
