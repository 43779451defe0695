"""Whatever comes and is taken back, the last value that was not taken back stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings, strategies as st

from tests.store.runs import LUSHAN, YEXIAN, came, new_workspace, query, take, value
from zhaoshang_cli.errors import ZsError
from zhaoshang_cli.store.decisions.withdrawing import withdraw
from zhaoshang_cli.store.files.lock import writing
from zhaoshang_cli.store.runs.recover import rebuild
from zhaoshang_cli.workspace import Workspace

SENDS = st.dictionaries(st.sampled_from((YEXIAN, LUSHAN)), st.integers(1, 3), min_size=1)
STEPS = st.lists(st.one_of(SENDS, st.integers(1, 8)), min_size=1, max_size=7)
"""A file with amounts by region, or the number of a submission to take back."""


@dataclass
class Model:
    """The ledger as a child would keep it."""

    versions: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    gone: set[int] = field(default_factory=set)

    def standing(self, region: str) -> int | None:
        alive = [
            amount for number, amount in self.versions.get(region, ()) if number not in self.gone
        ]
        return alive[-1] if alive else None

    def state(self) -> dict[str, int]:
        found = {region: self.standing(region) for region in self.versions}
        return {region: amount for region, amount in found.items() if amount is not None}


def held(workspace: Workspace, as_of: int | None = None) -> dict[str, int]:
    newest = 2**31 - 1 if as_of is None else as_of
    rows = query(
        workspace,
        "SELECT region, value FROM ledger.observation WHERE value IS NOT NULL"  # noqa: S608
        f" AND submission <= {newest} AND (retired_by IS NULL OR retired_by > {newest})",
    )
    assert len(rows) == len({region for region, _ in rows})
    return {region: int(amount) for region, amount in rows}


def last(workspace: Workspace) -> int:
    return int(query(workspace, "SELECT coalesce(max(id), 0) FROM ledger.submission")[0][0])


def sends(workspace: Workspace, model: Model, step: int, amounts: Mapping[str, int]) -> None:
    entries = [value(Decimal(one), region=region) for region, one in amounts.items()]
    new = [region for region, one in amounts.items() if model.standing(region) != one]
    (outcome,) = take(workspace, came(f"{step}.csv", *entries)).outcomes
    assert outcome.submission == (last(workspace) if new else None)
    for region in new:
        assert outcome.submission is not None
        model.versions.setdefault(region, []).append((outcome.submission, amounts[region]))


def takes_back(workspace: Workspace, model: Model, number: int) -> None:
    try:
        withdraw(workspace, number, reason="误报", actor="李四", command="zs withdraw")
    except ZsError as error:
        codes = ("submission-unknown", "already-withdrawn", "not-withdrawable")
        assert error.code in codes  # noqa: PT017
    else:
        model.gone.add(number)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(STEPS)
def test_the_last_value_that_was_not_taken_back_stands(steps: list[dict[str, int] | int]) -> None:
    with TemporaryDirectory() as folder:
        workspace, model = new_workspace(Path(folder, "工作区")), Model()
        known: dict[int, dict[str, int]] = {}

        for number, step in enumerate(steps):
            if isinstance(step, int):
                takes_back(workspace, model, step)
            else:
                sends(workspace, model, number, step)
            assert held(workspace) == model.state()
            known[last(workspace)] = model.state()

        assert {number: held(workspace, number) for number in known} == known
        with writing(workspace.lock, wait=1, what="检查"):
            rebuild(workspace)
        assert {number: held(workspace, number) for number in known} == known
