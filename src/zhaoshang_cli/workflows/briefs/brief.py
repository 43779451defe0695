"""Write a briefing: gather what is known of a period, compose it, and put it into files."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from zhaoshang_cli.domain.brief import Brief, Facts
from zhaoshang_cli.domain.figure import Figure
from zhaoshang_cli.domain.finding import Finding
from zhaoshang_cli.domain.release import Release
from zhaoshang_cli.errors import Place, ZsError
from zhaoshang_cli.render.answer import Answer
from zhaoshang_cli.render.brief.document import Setting, figures_of, write_html, write_markdown
from zhaoshang_cli.render.brief.phrases import Phrases, load_phrases
from zhaoshang_cli.render.brief.press import press
from zhaoshang_cli.render.brief.sources import with_head, with_sources
from zhaoshang_cli.store.answers.ledger import open_ledger
from zhaoshang_cli.workflows.answers.asking import period_asked
from zhaoshang_cli.workflows.answers.releases import release_of
from zhaoshang_cli.workflows.briefs.briefing import Gathering, Rows
from zhaoshang_cli.workflows.briefs.files import write_documents
from zhaoshang_cli.workflows.briefs.publishing import source_asked
from zhaoshang_cli.workspace import Workspace
from zhaoshang_cli.workspace.files import require_folder

NAME = "新闻稿"
"""What the files are called when no name is given."""

FORMATS = {".md": write_markdown, ".html": write_html}
_DATE = re.compile(r"(\d{4})[-年./]?(\d{1,2})[-月./]?(\d{1,2})日?")


@dataclass(frozen=True, slots=True)
class Request:
    """What to write, and where to."""

    period: str | None = None
    released: date | None = None
    partial: bool = False
    """Write although a total lacks a county."""

    as_of: str | None = None
    output: Path | None = None
    """One file; None for every format, in the workspace's folder."""

    sources: bool = False
    """List every figure with its cells in an appendix."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A briefing that was written."""

    files: tuple[Path, ...]
    answer: Answer
    """For ``--json``."""

    notes: tuple[str, ...]
    """What was left out and why, for stderr."""


def write_press(workspace: Workspace, request: Request) -> Draft:
    """Draft the press release of a period.

    Raises:
        ZsError: ``brief-incomplete`` when a counted child has no value, ``brief-empty``,
            ``output-format``, ``phrase-…``, ``template-broken``; whatever asking the ledger raises.
    """
    _check_format(request.output)
    with source_asked(workspace, request.as_of) as source:
        again = source.release is not None
        released = request.released or source.released_on
        wanted = replace(
            request,
            released=released,
            partial=request.partial or again,
            sources=request.sources or source.sources,
        )
        return _write_press(source.workspace, wanted, source.vintage)


def _write_press(workspace: Workspace, request: Request, vintage: int | None) -> Draft:
    phrases = load_phrases(workspace.table.get("phrases"))
    with open_ledger(workspace, as_of=vintage) as ledger:
        period = period_asked(ledger, request.period)
        gathering = Gathering(workspace, ledger, period, phrases)
        rows = gathering.rows(period)
        _check(gathering, rows, partial=request.partial)
        facts, doubts = gathering.facts(rows, request.released), gathering.doubts(rows)
        brief = press(facts, phrases)
        brief = with_head(brief, phrases, head=ledger.head, as_of=ledger.as_of)
        record = _record(brief, facts, head=ledger.head, as_of=ledger.as_of)
        release, as_of = release_of(ledger, period), ledger.as_of
    if request.sources:
        brief = with_sources(brief, _names(facts), phrases, _about)
        record["sources"] = True
    texts = _compose(workspace, brief, facts, phrases, request.output)
    files, kept = write_documents(texts, record)
    notes = (
        *_published(release, as_of),
        *_disagreements(doubts),
        *_notes(facts, rows),
        *(f"原来的稿子改动过，另存为 {path}" for path in kept),
    )
    told = {"kind": brief.kind, "title": str(brief.title), "files": [str(path) for path in files]}
    return Draft(files, Answer("brief", told | record, ()), notes)


def parse_date(text: str) -> date:
    """Read the day of the release: ``2022-12-20``, ``20221220``, ``2022年12月20日``.

    Raises:
        ZsError: ``brief-date``.
    """
    match = _DATE.fullmatch(text.strip())
    try:
        return date(*map(int, match.groups())) if match else date.fromisoformat(text)
    except ValueError as error:
        raise ZsError("brief-date", f"“{text}”不是日期", hint="写成 --date 2022-12-20") from error


def _check_format(output: Path | None) -> None:
    if output is not None and output.suffix.lower() not in FORMATS:
        raise ZsError(
            "output-format",
            f"新闻稿不会写成“{output.suffix}”文件" if output.suffix else "文件名没有扩展名",
            Place(str(output)),
            "可以写的有 md、html",
        )
    if output is not None:
        require_folder(output)


def _check(gathering: Gathering, rows: Rows, *, partial: bool) -> None:
    """Refuse a release whose totals lack a county, or that would say nothing."""
    told = [row for code in gathering.headline if (row := rows.get((gathering.own, code)))]
    known = [row for row in told if row.ytd is not None]
    names = {code: one.name for code, one in gathering.workspace.indicators.items()}
    if not known:
        what = "、".join(names[code] for code in gathering.headline)
        raise ZsError(
            "brief-empty",
            f"{gathering.period} 没有{what}的数",
            hint=f"用 zs status {gathering.period} 看各单位报了没有",
        )
    if partial or not any(row.missing for row in known):
        return
    lacking: dict[tuple[str, ...], list[str]] = {}
    for row in known:
        if row.missing:
            lacking.setdefault(row.missing, []).append(names[row.indicator])
    lacks = "；".join(
        f"{'、'.join(whose)}缺 {len(missing)} 家：{'、'.join(missing)}"
        for missing, whose in lacking.items()
    )
    raise ZsError(
        "brief-incomplete",
        f"{gathering.period} 的合计不全，{lacks}",
        hint="收齐后再写；先出一稿就加 --partial，合计会注明缺哪几家",
    )


def _record(brief: Brief, facts: Facts, *, head: str, as_of: int) -> dict[str, object]:
    """Say where every printed number comes from."""
    return {
        "head": head,
        "period": str(facts.period),
        "as_of": as_of,
        "released": None if facts.released is None else facts.released.isoformat(),
        "assumptions": [str(one) for one in brief.assumptions],
        "figures": [_plain(figure) for figure in figures_of(brief)],
    }


def _plain(figure: Figure) -> dict[str, object]:
    return {
        "id": figure.id,
        "text": figure.text,
        "value": figure.value,
        "unit": figure.unit,
        "metric": figure.metric,
        "field": figure.field,
        "region": figure.region,
        "indicator": figure.indicator,
        "period": figure.period,
        "as_of": figure.as_of,
        "cells": list(figure.cells),
    }


def _compose(
    workspace: Workspace, brief: Brief, facts: Facts, phrases: Phrases, output: Path | None
) -> dict[Path, str]:
    """Write every format that was asked for, before the first file is put down."""
    setting = Setting(phrases, workspace.templates, _names(facts))
    home = workspace.output / str(facts.period)
    paths = [home / f"{NAME}{suffix}" for suffix in FORMATS] if output is None else [output]
    return {path: FORMATS[path.suffix.lower()](brief, setting) for path in paths}


def _about(figure: Figure) -> str:
    # Tracing reads workbooks, and a document without the appendix has no need of that.
    from zhaoshang_cli.workflows.history.provenance import formula_of

    return formula_of(figure.metric, figure.field).about


def _names(facts: Facts) -> dict[str, str]:
    names = {one.code: one.label for one in facts.regions}
    return names | {one.code: one.name for one in facts.indicators}


def _notes(facts: Facts, rows: Rows) -> Iterator[str]:
    """Say what the clerk might look for in the draft and not find."""
    own = facts.regions.own.code
    for indicator in facts.indicators:
        row = rows.get((own, indicator.code))
        if row is None:
            continue
        if indicator.code in facts.headline:
            if row.ytd is None:
                yield f"{indicator.name}没有 {facts.period} 的数，稿中未写"
        elif row.ytd is not None and row.missing:
            yield f"{indicator.name}的合计缺 {len(row.missing)} 家，稿中未写"
    yield from _unranked(facts)


def _published(release: Release | None, as_of: int) -> Iterator[str]:
    """Say that the period is published: what is written now is another document."""
    if release is not None:
        yield release.note(as_of)
        if as_of != release.vintage:
            yield (
                f"这份用到第 {as_of} 次报送，是新稿；发布过的变了哪些：zs drift {release.period}"
            )


def _disagreements(doubts: Iterable[Finding]) -> Iterator[str]:
    for doubt in doubts:
        yield f"{doubt.message}，位次按省通报排定，请核实"


def _unranked(facts: Facts) -> Iterator[str]:
    told = [one for code in facts.headline if (one := facts.own(code))]
    if len(facts.regions.peers) > 1 and told and not any(one.rank for one in told):
        yield "没有这一期的全省通报表，位次未写"
