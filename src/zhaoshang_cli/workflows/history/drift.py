"""``zs drift``: what was published and is no longer so, and the correction that is due."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from zhaoshang_cli.domain.drift import Drifted, Threshold
from zhaoshang_cli.domain.period import Period
from zhaoshang_cli.domain.release import Release
from zhaoshang_cli.render.answer import Answer
from zhaoshang_cli.render.brief.phrases import load_phrases
from zhaoshang_cli.render.tables.correction import Correction, correction, drift_table
from zhaoshang_cli.store.answers.ledger import Ledger, open_ledger
from zhaoshang_cli.store.decisions.releasing import kept_of
from zhaoshang_cli.workflows.answers.releases import adjusted, releases
from zhaoshang_cli.workflows.answers.vintage import release_asked, vintage_asked
from zhaoshang_cli.workflows.briefs.publishing import FIGURES, documents_in, records, source_asked
from zhaoshang_cli.workflows.briefs.records import sentences, words_in
from zhaoshang_cli.workflows.history.correcting import terms
from zhaoshang_cli.workflows.history.drifting import Recomputed, drifted
from zhaoshang_cli.workspace import Workspace, open_workspace


@dataclass(frozen=True, slots=True)
class Drift:
    """What was found."""

    answer: Answer
    text: str
    """The draft of the correction; empty where none is due."""

    due: bool
    notes: tuple[str, ...]

    def next(self, written: Path | None) -> str:
        """Say what to do."""
        if not self.due:
            return "不必发更正说明；看变了什么：zs diff 发布:期间"
        if written is None:
            return "该发更正说明：zs drift -o 更正说明.md 起草"
        return f"核对 {written}，发出后写新稿再 zs freeze，记为下一次发布"


@dataclass(frozen=True, slots=True)
class _Found:
    release: Release
    figures: tuple[Drifted, ...]
    checked: int
    unchecked: int
    adjusted: bool
    """Whether an adjustment lies behind it, not only a new report."""


def drift(period: str | None, as_of_text: str | None = None) -> Drift:
    """Hold the newest publication of every period, or of one, against what is known since.

    Args:
        period: One period, or all that were published.
        as_of_text: Against what was known then; None for now.

    Raises:
        ZsError: ``as-of-unknown`` where that period was never published, or there is no such
            vintage; ``archive-damaged``.
    """
    workspace = open_workspace()
    vintage = vintage_asked(workspace, as_of_text)
    with open_ledger(workspace, as_of=vintage) as ledger:
        known, as_of = releases(ledger), ledger.as_of
    if period is not None:
        chosen = [release_asked(known, period)]
    else:
        chosen = list({one.period: one for one in known}.values())
    found = [_look(workspace, release, vintage) for release in chosen]
    threshold, words = terms(workspace.table.get("correction"))
    names = _names(workspace)
    due = [one for one in found if any(each.due(threshold) for each in one.figures)]
    corrections = [
        Correction(
            one.release,
            one.figures,
            "reason_adjusted" if one.adjusted else "reason_revised",
            as_of,
        )
        for one in due
    ]
    text = correction(corrections, words, names, _publisher(workspace))
    return Drift(_answer(found, threshold, names, as_of), text, bool(due), tuple(_notes(found)))


def _look(workspace: Workspace, release: Release, vintage: int | None) -> _Found:
    documents = documents_in(kept_of(workspace, release.run))
    with (
        source_asked(workspace, str(release)) as source,
        open_ledger(source.workspace, as_of=release.vintage) as older,
        open_ledger(source.workspace, as_of=vintage) as newer,
    ):
        then, now = (Recomputed(one, source.workspace) for one in (older, newer))
        results = [
            (name, one)
            for name, record in records(documents)
            for one in drifted(name.removesuffix(FIGURES), record, then, now)
        ]
        checked = sum(len(record.get("figures", ())) for _, record in records(documents))
        decided = _decided(older, newer, source.workspace, release.period)
    figures = tuple(_placed(one, documents) for _, one in results if one is not None and one.id)
    unchecked = sum(one is None for _, one in results)
    return _Found(release, figures, checked, unchecked, decided)


def _decided(older: Ledger, newer: Ledger, workspace: Workspace, period: Period) -> bool:
    codes = {one.code for one in workspace.regions}
    before, after = (
        {one.submission for one in adjusted(ledger, period, codes)} for ledger in (older, newer)
    )
    return before != after


def _placed(one: Drifted, documents: Mapping[str, bytes]) -> Drifted:
    """Return it with the first sentence of its document that says it."""
    for name in (f"{one.document}.md", f"{one.document}.html"):
        if name in documents:
            found = list(
                sentences(words_in(name, documents[name].decode("utf-8", "replace")), one.then)
            )
            return replace(one, sentence=found[0] if found else "")
    return one


def _publisher(workspace: Workspace) -> str:
    own, phrases = workspace.regions.own, load_phrases(workspace.table.get("phrases"))
    return workspace.settings.prose.publisher or phrases.word("publisher", region=own.name)


def _names(workspace: Workspace) -> dict[str, str]:
    names = {one.code: one.label for one in workspace.regions}
    return names | {one.code: one.name for one in workspace.indicators.values()}


def _answer(
    found: Sequence[_Found], threshold: Threshold, names: Mapping[str, str], as_of: int
) -> Answer:
    payload = {
        "as_of": as_of,
        "due": any(one.due(threshold) for each in found for one in each.figures),
        "releases": [
            each.release.entry
            | {
                "figures": each.checked,
                "unchecked": each.unchecked,
                "drifted": [_entry(one, threshold) for one in each.figures],
            }
            for each in found
        ],
    }
    tables = tuple(
        drift_table(each.release, each.figures, threshold, names, each.checked) for each in found
    )
    return Answer("drift", payload, tables or (drift_table(None, (), threshold, names, 0),))


def _entry(one: Drifted, threshold: Threshold) -> dict[str, object]:
    return {
        "document": one.document,
        "id": one.id,
        "from": one.then,
        "to": one.now or None,
        "value_from": one.value_then,
        "value_to": one.value_now,
        "unit": one.unit,
        "field": one.field,
        "region": one.region,
        "indicator": one.indicator,
        "period": one.period,
        "turned": one.turned,
        "due": one.due(threshold),
        "sentence": one.sentence or None,
    }


def _notes(found: Sequence[_Found]) -> Iterator[str]:
    for each in found:
        if each.unchecked:
            yield f"{each.release.period} 有 {each.unchecked} 个数没法自动重算，请人工核对"
        if not each.checked:
            yield f"{each.release.period} 发布时没有存稿子，无从核对"


def write_correction(found: Drift, path: Path) -> None:
    """Write the draft of the correction."""
    from zhaoshang_cli.workspace.files import require_folder, write_whole

    require_folder(path)
    write_whole(path, found.text)
