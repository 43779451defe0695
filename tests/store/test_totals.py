"""Control totals: archives, store and answers are added up apart from each other."""

from decimal import Decimal

import duckdb
import pytest

from tests.store.runs import LUSHAN, SECOND, YEXIAN, came, take, target, value
from zhaoshang_cli.domain.upkeep import Sum
from zhaoshang_cli.store.checks.audit import audit
from zhaoshang_cli.store.checks.checkup import check_up
from zhaoshang_cli.store.checks.totals import unbalanced
from zhaoshang_cli.store.decisions.adjusting import Adjustment, adjust
from zhaoshang_cli.store.decisions.withdrawing import withdraw
from zhaoshang_cli.store.files.disk import digest
from zhaoshang_cli.store.files.generation import sums_of
from zhaoshang_cli.workspace import Workspace

FUNDS = ("oos_funds", "ytd", "county")


@pytest.fixture
def filled(workspace: Workspace) -> Workspace:
    """Fill a ledger in three runs: reported, revised, and reported by another county."""
    take(workspace, came("甲.xlsx", value("1.5"), value(2, "fdi_used"), target(100)))
    take(workspace, came("乙.xlsx", value(3), on=SECOND))
    take(workspace, came("丙.xlsx", value(4, region=LUSHAN), on=SECOND))
    return workspace


def tamper(workspace: Workspace, statement: str) -> None:
    """Change the store with any DuckDB tool, and cover it up."""
    with duckdb.connect(str(workspace.store)) as connection:
        connection.execute(statement)
    sums_of(workspace.store).write_text(f"{digest(workspace.store)}\n", encoding="ascii")


def told(workspace: Workspace) -> list[tuple[str, str]]:
    return [(one.code, one.message) for one in check_up(workspace).findings]


def test_everything_is_added_up_three_times(filled: Workspace) -> None:
    withdraw(filled, 3, reason="误报", actor="李四", command="zs withdraw")
    less = Adjustment(
        YEXIAN,
        202211,
        "oos_funds",
        Decimal("-0.5"),
        "核减",
        "重复",
        "9号",
        "王",
        ((202211, "ytd"),),
    )
    adjust(filled, less, actor="李四", command="zs adjust")

    found = check_up(filled)

    assert found.sound
    assert {
        (one.indicator, one.basis, one.source): (one.archived, one.stored, one.standing)
        for one in found.totals
    } == {
        # 1.5, 3, 4 and the row without a value that took 4 back.
        FUNDS: (Sum(4, Decimal("8.5")), Sum(4, Decimal("8.5")), Sum(1, Decimal(3))),
        ("fdi_used", "ytd", "county"): (Sum(1, Decimal(2)),) * 3,
        ("oos_funds", "市定", "target"): (Sum(1, Decimal(100)),) * 3,
        ("oos_funds", "ytd", "adjustment"): (Sum(1, Decimal("-0.5")),) * 3,
    }


def test_only_the_totals_tell_of_a_row_while_another_archive_is_lost(filled: Workspace) -> None:
    tamper(filled, "UPDATE ledger.observation SET value = 1.6 WHERE value = 1.5")
    (filled.archive / "000003.zip").unlink()

    found = told(filled)

    assert ("rows-unchecked", "流水或归档有损坏，台账没有逐行核对") in found
    assert not [message for code, message in found if code.startswith("row-")]
    assert (
        "totals-differ",
        "第 1 批 oos_funds ytd county：归档里 1 个、合计 1.5，台账里 1 个、合计 1.6",
    ) in found
    assert not [one for one in found if one[0] == "totals-differ" and "第 3 批" in one[1]]


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        (
            "DELETE FROM ledger.target",
            "第 1 批 oos_funds 市定 target：归档里 1 个、合计 100，台账里 0 个、合计 0",
        ),
        (
            "INSERT INTO ledger.observation SELECT * FROM ledger.observation WHERE value = 2",
            "第 1 批 fdi_used ytd county：归档里 1 个、合计 2，台账里 2 个、合计 4",
        ),
        (
            "UPDATE ledger.submission SET run = 3 WHERE id = 2",
            "第 2 批 oos_funds ytd county：归档里 1 个、合计 3，台账里 0 个、合计 0",
        ),
    ],
)
def test_a_covered_up_change_is_told_by_run(
    filled: Workspace, statement: str, message: str
) -> None:
    tamper(filled, statement)

    assert ("totals-differ", message) in told(filled)


def test_what_stands_and_what_was_replaced_make_up_what_came() -> None:
    held = {FUNDS: Sum(3, Decimal(6))}
    standing, replaced = {FUNDS: Sum(2, Decimal(5))}, {FUNDS: Sum(1, Decimal(1))}

    assert list(unbalanced(held, standing, replaced)) == []
    (found,) = unbalanced(held, standing, {})
    assert found.message == (
        "oos_funds ytd county：现行的 2 个、合计 5，被替换的 0 个、合计 0，加起来不是收下的 3 个、合计 6"
    )


def test_an_audit_adds_nothing_up_and_an_empty_ledger_has_no_totals(workspace: Workspace) -> None:
    assert audit(workspace).totals == ()
    assert check_up(workspace).totals == ()
