"""Look up what was published, and what stands adjusted."""

from collections.abc import Collection, Iterator, Sequence

from zhaoshang_cli.domain.adjusted import Adjusted
from zhaoshang_cli.domain.period import Period
from zhaoshang_cli.domain.release import Release
from zhaoshang_cli.store.answers.catalogue import load_metric
from zhaoshang_cli.store.answers.ledger import Ledger


def releases(ledger: Ledger) -> tuple[Release, ...]:
    """Return everything that was published, by period and edition."""
    return tuple(
        Release(
            period=Period.from_number(row["period"]),
            edition=row["edition"],
            run=row["run"],
            vintage=row["vintage"],
            released_on=row["released_on"],
            approver=row["approver"],
            recorded_at=row["recorded_at"],
            version=row["version"],
            journal_hash=row["journal_hash"] or "",
        )
        for row in ledger.ask(load_metric("releases_by_period"))
    )


def release_of(ledger: Ledger, period: Period) -> Release | None:
    """Return the newest publication of a period; None where there is none."""
    return newest(releases(ledger), period)


def newest(known: Sequence[Release], period: Period) -> Release | None:
    """Return the newest of these that is of ``period``."""
    found = [one for one in known if one.period == period]
    return found[-1] if found else None


def adjusted(ledger: Ledger, period: Period, regions: Collection[str]) -> Iterator[Adjusted]:
    """Return the adjustments that stand in the 累计 of a period, of these regions."""
    for row in ledger.ask(load_metric("adjustments_by_cell"), {"period": period.number}):
        if row["basis"] != "month" and row["region"] in regions:
            yield Adjusted(
                row["region"], row["indicator"], row["submission"], row["amount"], row["kind"],
                row["reason"], row["document"], row["approver"],
            )  # fmt: skip
