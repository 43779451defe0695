"""``zs status``: who has reported, who has not."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from zhaoshang_cli.domain.period import Period
from zhaoshang_cli.domain.status import Deadline, Reporting, state_of
from zhaoshang_cli.render.tables.status import Reported
from zhaoshang_cli.store.answers.catalogue import load_metric
from zhaoshang_cli.store.answers.ledger import Ledger, open_ledger
from zhaoshang_cli.workflows.answers.asking import period_asked
from zhaoshang_cli.workflows.answers.releases import release_of
from zhaoshang_cli.workflows.answers.vintage import vintage_asked
from zhaoshang_cli.workspace import open_workspace


def status(period: str | None, *, today: date, as_of: str | None = None) -> Reported:
    """Say where every child stands with its return of a period.

    Args:
        period: As typed; None for the latest with data. It may be one that nobody reported yet.
        today: Against which the deadline is held.
        as_of: A vintage, as typed.

    Raises:
        ZsError: ``no-data`` in an empty ledger, or a word is not known.
    """
    workspace = open_workspace()
    report = workspace.settings.report
    deadline = Deadline(report.deadline_day, january_merged=report.january == "merged")
    with open_ledger(workspace, as_of=vintage_asked(workspace, as_of)) as ledger:
        asked = _period(ledger, period)
        rows = ledger.ask(load_metric("status_by_region"), {"period": asked.number})
        due, owed = deadline.of(asked), deadline.owed(asked, today)
        reporting = tuple(_reporting(row, due, owed=owed) for row in rows)
        released = release_of(ledger, asked)
        return Reported(asked, due, reporting, ledger.as_of, ledger.head, released)


def _period(ledger: Ledger, text: str | None) -> Period:
    """Take any period that is written in full: nobody may have reported it yet."""
    if text is not None:
        try:
            return Period.parse(text)
        except ValueError:
            pass  # a month without its year, or not a period: the ledger knows the year
    return period_asked(ledger, text)


def _reporting(row: Mapping[str, Any], due: date | None, *, owed: bool) -> Reporting:
    state = state_of(
        known=row["known"],
        revised=row["revised"],
        first=row["first_received_on"],
        due=due,
        owed=owed,
    )
    return Reporting(
        region=row["region"],
        name=row["short"] or row["name"],
        full_name=row["name"],
        panel=row["panel"] or "",
        state=state,
        submissions=row["submissions"],
        first_received_on=row["first_received_on"],
        received_on=row["last_received_on"],
        findings=row["findings"],
    )
