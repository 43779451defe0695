"""Set two vintages of the ledger against each other, value by value and in what they add up to."""

from collections.abc import Sequence
from dataclasses import dataclass

from zhaoshang_cli.domain.difference import Difference
from zhaoshang_cli.domain.effect import Effect
from zhaoshang_cli.store.answers.catalogue import load_metric
from zhaoshang_cli.store.answers.ledger import Ledger, open_ledger
from zhaoshang_cli.workflows.intake.effects import Touched, effects
from zhaoshang_cli.workspace import Workspace

_AMONG = {"county": "children", "province": "province"}


@dataclass(frozen=True, slots=True)
class Differences:
    """What lies between two vintages."""

    before: int
    after: int
    rows: tuple[Difference, ...]
    unchanged: int
    effects: tuple[Effect, ...]

    def count(self, change: str) -> int:
        """How many values were added, changed or withdrawn."""
        return sum(row.change == change for row in self.rows)


def differences(workspace: Workspace, before: int, after: int | None) -> Differences:
    """Compare the ledger as of two submissions, the earlier one first; None for now."""
    with (
        open_ledger(workspace, as_of=before) as older,
        open_ledger(workspace, as_of=after) as newer,
    ):
        found = newer.ask(load_metric("changes_by_cell"), {"earlier": before})
        rows = tuple(
            Difference(
                row["region"], row["period"], row["indicator"], row["basis"], row["source"],
                row["before_value"], row["after_value"], row["before_submission"],
                row["after_submission"],
            )
            for row in found
        )  # fmt: skip
        (held,) = newer.ask(load_metric("values_by_ledger"))
        new = sum(row.after is not None for row in rows)
        touched = _touched(older, rows)
        return Differences(
            before,
            newer.as_of,
            rows,
            int(held["observations"]) + int(held["targets"]) - new,
            effects(workspace, older, newer, touched),
        )


def _touched(ledger: Ledger, rows: Sequence[Difference]) -> set[Touched]:
    """Return the periods of the older ledger whose figures may differ.

    Also a year later, where the value is the base.
    """
    known = {
        (row["period"], _AMONG[row["source"]])
        for row in ledger.ask(load_metric("periods_by_source"))
    }
    spans = set[Touched]()
    for row in rows:
        if row.source == "target":
            year = row.period // 100
            of_year = [number for number, _ in known if number // 100 == year]
            spans.update((max(of_year, default=0), among) for among in _AMONG.values())
        else:
            spans.update({(row.period, _AMONG[row.source]), (row.period + 100, _AMONG[row.source])})
    return spans & known
