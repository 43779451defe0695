"""``zs trace``: from a number in a document, or a cell of an answer, to the cells it comes from."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from zhaoshang_cli.domain.finding import Finding, Severity
from zhaoshang_cli.domain.period import Period
from zhaoshang_cli.domain.provenance import Origin, Traced
from zhaoshang_cli.errors import Place, ZsError
from zhaoshang_cli.render.answer import Answer
from zhaoshang_cli.render.tables.released import marked
from zhaoshang_cli.render.tables.trace import Names, trace_answer
from zhaoshang_cli.store.answers.ledger import open_ledger
from zhaoshang_cli.workflows.answers.asking import indicator_asked, period_asked, region_asked
from zhaoshang_cli.workflows.answers.releases import release_of
from zhaoshang_cli.workflows.answers.vintage import vintage_asked
from zhaoshang_cli.workflows.briefs.records import (
    is_figure,
    newest_with,
    number_in,
    record_beside,
    sentences,
    words_of,
)
from zhaoshang_cli.workflows.history.provenance import (
    Originals,
    adjustments,
    at,
    formula_of,
    origins,
)
from zhaoshang_cli.workspace import Workspace, open_workspace

_BASES = {
    "累计": "ytd", "ytd": "ytd", "本月": "month", "month": "month", "期末": "stock",
    "期末数": "stock", "stock": "stock",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Question:
    """What is to be traced, in the user's words: a figure of a document, or a cell."""

    figure: str | None = None
    document: Path | None = None
    region: str | None = None
    period: str | None = None
    indicator: str | None = None
    basis: str = "累计"
    as_of: str | None = None


def trace(question: Question) -> tuple[Answer, tuple[Finding, ...]]:
    """Trace it, and say where the kept originals no longer bear it out.

    Raises:
        ZsError: ``trace-incomplete``, ``trace-nothing``, ``figures-missing``, ``figures-broken``,
            ``figure-unknown``, or a word is not known.
    """
    workspace = open_workspace()
    originals = Originals(workspace)
    figures: tuple[Traced, ...]
    document = None
    if question.figure is None:
        figures = (_cell(originals, question),)
    else:
        path = question.document or newest_with(workspace.output, question.figure)
        figures, document = _figures(originals, question.figure, path), path.as_posix()
    regions = {one.code: one.label for one in workspace.regions}
    names = Names(regions, workspace.indicators)
    with open_ledger(workspace) as ledger:
        release = release_of(ledger, Period.parse(figures[0].period))
    answer = marked(trace_answer(figures, document, names), release, figures[0].as_of)
    return answer, tuple(_findings(figures, originals))


def _figures(originals: Originals, wanted: str, document: Path) -> tuple[Traced, ...]:
    """Trace every figure of a document that reads ``wanted``, or has that id."""
    record = record_beside(document)
    found = [one for one in record["figures"] if is_figure(one, wanted)]
    if not found:
        near = [one["text"] for one in record["figures"] if number_in(wanted) in one["text"]][:5]
        hint = f"稿里有：{'、'.join(dict.fromkeys(near))}" if near else "照稿里的写法写，连单位"
        raise ZsError("figure-unknown", f"稿里没有“{wanted}”", Place(str(document)), hint)
    text = words_of(document)
    return tuple(_traced(originals, one, text) for one in found)


def _cell(originals: Originals, cell: Question) -> Traced:
    """Trace a cell of an answer: a county's value, or the sum that one's own region has."""
    workspace = originals.workspace
    basis = _BASES.get(cell.basis)
    if cell.region is None or cell.indicator is None or basis is None:
        raise ZsError(
            "trace-incomplete",
            "没说清要追溯哪个数" if basis else f"没有“{cell.basis}”这种口径",
            hint="写 --region、--period、--indicator；--basis 可以是累计、本月、期末",
        )
    region = region_asked(workspace.regions, cell.region)
    indicator = indicator_asked(workspace.indicators, cell.indicator)
    codes, source = _whose(workspace, region.code)
    with open_ledger(workspace, as_of=vintage_asked(workspace, cell.as_of)) as ledger:
        among = "province" if source == "province" else "children"
        period = period_asked(ledger, cell.period, among=among)
        mine = [
            one
            for one in origins(ledger, period)
            if one.region in codes and one.indicator == indicator.code and one.source == source
        ]
        found, value = _summed(mine, period, basis)
        decided, as_of = adjustments(ledger, found), ledger.as_of
    if not found:
        what = f"{region.label} {period} 的{indicator.name}"
        raise ZsError("trace-nothing", f"没有{what}", hint=f"看有哪些数：zs show {period}")
    field = "month" if basis == "month" else "ytd"
    return Traced(
        "", format(value.normalize(), "f") + indicator.unit, value, indicator.unit, field,
        region.code, indicator.code, str(period), as_of, formula_of("progress_by_region", field),
        (), tuple(map(originals.shown, found)), (), decided,
    )  # fmt: skip


def _whose(workspace: Workspace, code: str) -> tuple[tuple[str, ...], str]:
    """Return the regions whose values make up a region's, and whose figures they are."""
    tree = workspace.regions
    if code == tree.own.code:
        return tuple(one.code for one in tree.counted), "county"
    return (code,), "county" if code in {one.code for one in tree.children} else "province"


def _summed(
    mine: Sequence[Origin], period: Period, basis: str
) -> tuple[tuple[Origin, ...], Decimal]:
    """Return the values of a basis, and their sum."""
    of = {(one.region, one.period, one.basis == "month"): one for one in mine}
    chosen, total = list[Origin](), Decimal(0)
    for code in dict.fromkeys(one.region for one in mine):
        month = of.get((code, period.number, True))
        now = _to_date(of, code, period)
        if basis != "month":
            taken = [now] if now else []
        elif month is not None:
            taken = [month]
        else:
            before = None if period.month == 1 else _to_date(of, code, period.after(-1))
            taken = _difference(now, before, first=period.month == 1)
        chosen += taken
        total += taken[0].confirmed if taken else 0
        total -= sum(one.confirmed for one in taken[1:])
    return tuple(chosen), total


def _to_date(
    of: Mapping[tuple[str, int, bool], Origin], code: str, period: Period
) -> Origin | None:
    """Return the 累计 of a period; a January that reported 本月 alone has it there."""
    found = of.get((code, period.number, False))
    return of.get((code, period.number, True)) if found is None and period.month == 1 else found


def _difference(now: Origin | None, before: Origin | None, *, first: bool) -> list[Origin]:
    """Return the two 累计 whose difference is the month, where nobody reported it."""
    if now is None or (before is None and not first):
        return []
    return [now] if first or before is None else [now, before]


def _traced(originals: Originals, figure: Mapping[str, Any], text: str) -> Traced:
    period = Period.parse(str(figure["period"]))
    with open_ledger(originals.workspace, as_of=figure.get("as_of")) as ledger:
        found, as_of = at(origins(ledger, period), set(figure["cells"])), ledger.as_of
        decided = adjustments(ledger, found)
    places = {str(one.place) for one in found}
    return Traced(
        id=figure["id"],
        text=figure["text"],
        value=figure["value"],
        unit=figure["unit"],
        field=figure["field"],
        region=figure["region"],
        indicator=figure["indicator"],
        period=str(period),
        as_of=as_of,
        formula=formula_of(figure["metric"], figure["field"]),
        sentences=tuple(sentences(text, figure["text"])),
        origins=tuple(map(originals.shown, found)),
        lost=tuple(cell for cell in figure["cells"] if cell not in places),
        adjusted=decided,
    )


def _findings(figures: Sequence[Traced], originals: Originals) -> Iterator[Finding]:
    """Say which originals cannot be read, and which cells they no longer bear out."""
    for error in originals.damaged:
        place = error.place or Place("archive")
        yield Finding(error.code, Severity.ERROR, error.message, place, error.hint)
    seen = set[str]()
    for one in (origin for figure in figures for origin in figure.origins):
        if not one.agrees and str(one.place) not in seen:
            seen.add(str(one.place))
            now = one.around.text if one.around else ""
            yield Finding(
                "trace-kept",
                Severity.WARNING,
                f"收表时记的是“{one.raw}”，原件里现在读到“{now}”",
                one.place,
                "用 zs audit 检查归档",
                raw=one.raw,
            )
