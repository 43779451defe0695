"""What is said below an answer: that its period is published, and which values are adjusted."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from zhaoshang_cli.domain.adjusted import Adjusted
from zhaoshang_cli.domain.indicator import Indicator
from zhaoshang_cli.domain.release import Release
from zhaoshang_cli.render.answer import Answer
from zhaoshang_cli.render.tables.cells import exact


def marked(answer: Answer, release: Release | None, as_of: int) -> Answer:
    """Say in an answer that its period is published; ``released`` is null where it is not."""
    entry = None if release is None else release.entry
    tables = answer.tables
    if release is not None and tables:
        last = replace(tables[-1], notes=(*tables[-1].notes, release.note(as_of)))
        tables = (*tables[:-1], last)
    return replace(answer, payload={**answer.payload, "released": entry}, tables=tables)


def adjusted_notes(
    found: Sequence[Adjusted], names: Mapping[str, str], indicator: Indicator
) -> Iterator[str]:
    """Name the confirmed values of one indicator that are not the reported ones."""
    for one in found:
        if one.indicator == indicator.code:
            yield (
                f"{names.get(one.region, one.region)}为认定数，{one.kind}"
                f"{exact(abs(one.amount)).text}{indicator.unit}（{one.document}）"
            )
