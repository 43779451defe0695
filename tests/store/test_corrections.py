"""Taking a submission back, and adjusting a value: nothing is deleted, everything comes again."""

from decimal import Decimal
from typing import Any

import duckdb
import pytest

from tests.store.runs import (
    FIRST,
    LUSHAN,
    SECOND,
    YEXIAN,
    came,
    contents,
    current,
    query,
    take,
    target,
    value,
)
from zhaoshang_cli.errors import ZsError
from zhaoshang_cli.store.answers.catalogue import load_metric
from zhaoshang_cli.store.answers.ledger import open_ledger
from zhaoshang_cli.store.decisions.adjusting import Adjustment, adjust
from zhaoshang_cli.store.decisions.withdrawing import Withdrawn, withdraw
from zhaoshang_cli.store.files.journal import last_entry
from zhaoshang_cli.store.files.lock import writing
from zhaoshang_cli.store.runs.recover import rebuild
from zhaoshang_cli.workspace import Workspace

PLUS, LESS = Decimal(800), Decimal(-1200)


def take_back(workspace: Workspace, number: int) -> Withdrawn:
    return withdraw(workspace, number, reason="误报", actor="李四", command="zs withdraw")


def decided(amount: Decimal, *cells: tuple[int, str]) -> Adjustment:
    return Adjustment(
        YEXIAN, 202211, "oos_funds", amount, "核减", "重复统计", "平商〔2022〕9号", "王局长",
        cells or ((202211, "ytd"),),
    )  # fmt: skip


def standing(workspace: Workspace) -> list[tuple[Any, ...]]:
    return query(
        workspace,
        "SELECT submission, region, value, sheet, cell FROM ledger.observation"
        " WHERE retired_by IS NULL ORDER BY ALL",
    )


def ytd(workspace: Workspace, *, as_of: int | None = None) -> Decimal | None:
    with open_ledger(workspace, as_of=as_of) as ledger:
        rows = ledger.ask(
            load_metric("progress_by_region"),
            {
                "period": 202211, "indicator": "oos_funds", "among": "children",
                "level_1": "市定", "level_2": "", "level_3": "", "level_4": "",
            },
        )  # fmt: skip
    found: Decimal | None = next(row["ytd"] for row in rows if row["region"] == YEXIAN)
    return found


def test_the_same_adjustment_counts_once(workspace: Workspace) -> None:
    take(workspace, came("叶县.csv", value(5000)))
    adjust(workspace, decided(LESS), actor="李四", command="zs adjust")

    with pytest.raises(ZsError, match="第 2 次已经这样调整过") as caught:
        adjust(workspace, decided(LESS), actor="李四", command="zs adjust")
    assert caught.value.code == "already-adjusted"
    assert ytd(workspace) == 3800

    take_back(workspace, 2)
    assert adjust(workspace, decided(LESS), actor="李四", command="zs adjust") == 4
    assert ytd(workspace) == 3800


def test_a_first_report_that_is_withdrawn_leaves_no_value(workspace: Workspace) -> None:
    take(workspace, came("叶县.csv", value(100)))

    done = take_back(workspace, 1)

    assert done == Withdrawn(2, 1, "叶县.csv", erased=1, restored=0)
    assert current(workspace) == [("oos_funds", None)]
    assert ytd(workspace) is None
    assert ytd(workspace, as_of=1) == 100


def test_the_value_that_was_replaced_comes_back_with_its_place(workspace: Workspace) -> None:
    take(workspace, came("叶县.csv", value(100, cell="B4")))
    take(workspace, came("叶县改.csv", value(120, cell="C9"), value(7, region=LUSHAN), on=SECOND))

    done = take_back(workspace, 2)

    assert (done.erased, done.restored) == (1, 1)
    assert standing(workspace) == [
        (3, LUSHAN, None, "表1", "B4"),
        (4, YEXIAN, Decimal(100), "表1", "B4"),
    ]
    assert query(
        workspace, "SELECT kind, file, received_on FROM ledger.submission WHERE id = 4"
    ) == [("restoration", "叶县.csv", FIRST)]


def test_a_value_comes_back_only_from_a_submission_that_stands(workspace: Workspace) -> None:
    for number, amount in enumerate((10, 20, 30)):
        take(workspace, came(f"{number}.csv", value(amount)))

    take_back(workspace, 2)
    assert ytd(workspace) == 30

    take_back(workspace, 3)
    assert ytd(workspace) == 10


def test_what_came_back_is_withdrawn_with_its_first_submission(workspace: Workspace) -> None:
    take(workspace, came("一.csv", value(10)))
    take(workspace, came("二.csv", value(20)))
    take_back(workspace, 2)

    take_back(workspace, 1)

    assert ytd(workspace) is None


def test_a_target_can_be_withdrawn(workspace: Workspace) -> None:
    take(workspace, came("目标.csv", target(500)))
    take(workspace, came("目标改.csv", target(900)))

    take_back(workspace, 2)

    sql = "SELECT submission, value FROM ledger.target WHERE retired_by IS NULL"
    assert query(workspace, sql) == [(4, Decimal(500))]


@pytest.mark.parametrize("dated", [False, True])
def test_a_withdrawn_file_is_heard_when_it_comes_again(
    workspace: Workspace, *, dated: bool
) -> None:
    file = came("叶县.csv", value(100), dated=dated)
    take(workspace, file)
    take_back(workspace, 1)

    (outcome,) = take(workspace, file).outcomes

    assert (outcome.submission, outcome.added) == (3, 1)
    assert ytd(workspace) == 100


@pytest.mark.parametrize(
    ("number", "code"),
    [(9, "submission-unknown"), (1, "already-withdrawn"), (2, "not-withdrawable")],
)
def test_what_cannot_be_withdrawn_changes_nothing(
    workspace: Workspace, number: int, code: str
) -> None:
    take(workspace, came("叶县.csv", value(100)))
    take_back(workspace, 1)
    before = contents(workspace)

    with pytest.raises(ZsError) as raised:
        take_back(workspace, number)

    assert raised.value.code == code
    assert contents(workspace) == before


def test_an_adjustment_changes_the_confirmed_value_only(workspace: Workspace) -> None:
    take(workspace, came("叶县.csv", value(5000)))

    number = adjust(workspace, decided(LESS), actor="李四", command="zs adjust")

    assert number == 2
    assert ytd(workspace) == 3800
    assert ytd(workspace, as_of=1) == 5000
    assert current(workspace) == [("oos_funds", Decimal(5000))]


def test_adjustments_add_up_and_one_can_be_withdrawn(workspace: Workspace) -> None:
    take(workspace, came("叶县.csv", value(5000)))
    adjust(workspace, decided(LESS), actor="李四", command="zs adjust")
    adjust(workspace, decided(PLUS), actor="李四", command="zs adjust")
    assert ytd(workspace) == 4600

    take_back(workspace, 2)

    assert ytd(workspace) == 5800
    assert ytd(workspace, as_of=3) == 4600


def test_a_new_report_keeps_the_adjustment(workspace: Workspace) -> None:
    take(workspace, came("叶县.csv", value(5000)))
    adjust(workspace, decided(LESS), actor="李四", command="zs adjust")

    take(workspace, came("叶县改.csv", value(6000)))

    assert ytd(workspace) == 4800


def test_the_store_can_be_made_again_with_every_decision(workspace: Workspace) -> None:
    take(workspace, came("叶县.csv", value(5000)))
    take(workspace, came("叶县改.csv", value(6000)))
    adjust(workspace, decided(LESS), actor="李四", command="zs adjust")
    take_back(workspace, 2)
    take_back(workspace, 3)
    sql = "SELECT * FROM ledger.adjustment", "SELECT * FROM ledger.withdrawal ORDER BY ALL"
    before = contents(workspace), [query(workspace, one) for one in sql]

    with writing(workspace.lock, wait=1, what="检查"):
        rebuild(workspace)

    assert (contents(workspace), [query(workspace, one) for one in sql]) == before


def test_the_journal_says_what_was_decided(workspace: Workspace) -> None:
    take(workspace, came("叶县.csv", value(5000)))
    take_back(workspace, 1)

    entry = last_entry(workspace.journal)

    assert entry is not None
    assert {name: entry.body[name] for name in ("op", "withdraws", "reason", "actor")} == {
        "op": "withdraw", "withdraws": 1, "reason": "误报", "actor": "李四",
    }  # fmt: skip


def test_a_store_of_an_earlier_schema_is_brought_up_when_it_is_read(
    workspace: Workspace,
) -> None:
    take(workspace, came("叶县.csv", value(100)))
    with duckdb.connect(str(workspace.store)) as connection:
        for table in ("withdrawal", "adjustment", "release"):
            connection.execute(f"DROP TABLE ledger.{table}")
        connection.execute("UPDATE ledger.meta SET value = '1' WHERE key = 'schema'")

    assert ytd(workspace) == 100
