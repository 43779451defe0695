"""What a run does to what stands: the plan, the conflicts, and files that come again."""

from datetime import date
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import pytest

from tests.store.runs import (
    FIRST,
    LUSHAN,
    SECOND,
    THIRD,
    blank,
    came,
    codes,
    current,
    files,
    query,
    take,
    target,
    value,
)
from zhaoshang_cli.domain.finding import Finding, Severity
from zhaoshang_cli.errors import Place
from zhaoshang_cli.store.answers.ledger import open_ledger
from zhaoshang_cli.workspace import Workspace


def test_a_file_becomes_a_submission_with_its_values(workspace: Workspace) -> None:
    run = take(workspace, came("叶县.xlsx", value("55.5"), value(7, "fdi_used"), target(100)))

    (outcome,) = run.outcomes
    assert (outcome.submission, outcome.added, outcome.changed, outcome.unchanged) == (1, 3, 0, 0)
    assert current(workspace) == [("fdi_used", Decimal(7)), ("oos_funds", Decimal("55.5"))]
    assert query(workspace, "SELECT region, level, value FROM ledger.target") == [
        ("410422", "市定", Decimal(100))
    ]


def test_a_submission_tells_who_when_and_how(workspace: Workspace) -> None:
    data = b"whatever the county sent"
    run = take(workspace, came("叶县.xlsx", value(1), data=data))

    assert run.entry is not None
    assert query(workspace, "SELECT * EXCLUDE (recorded_at) FROM ledger.submission") == [
        (
            1, 1, "returns", "叶县.xlsx", sha256(data).hexdigest(), len(data), "utf-8",
            '{"sheets": ["表1"]}', '{"填报人": "张三"}', "李四", FIRST, "zs ingest 来文",
            run.entry.hash,
        )
    ]  # fmt: skip


def test_taking_the_same_file_twice_changes_no_byte(workspace: Workspace) -> None:
    take(workspace, came("叶县.xlsx", value(1)))
    before = files(workspace)

    run = take(workspace, came("叶县.xlsx", value(1), on=SECOND))

    (outcome,) = run.outcomes
    assert (outcome.submission, outcome.unchanged, run.entry) == (None, 1, None)
    assert files(workspace) == before


def test_a_file_saved_again_with_the_same_values_is_no_news(workspace: Workspace) -> None:
    take(workspace, came("叶县.xlsx", value(1)))
    before = files(workspace)

    take(workspace, came("叶县.xlsx", value("1.00"), data=b"saved again"))

    assert files(workspace) == before


def test_only_changed_cells_become_new_versions(workspace: Workspace) -> None:
    take(workspace, came("叶县.xlsx", value(1), value(7, "fdi_used")))

    run = take(workspace, came("叶县2.xlsx", value(2), value(7, "fdi_used"), on=SECOND))

    (outcome,) = run.outcomes
    assert (outcome.added, outcome.changed, outcome.unchanged) == (0, 1, 1)
    assert query(
        workspace, "SELECT submission, value, retired_by FROM ledger.observation ORDER BY ALL"
    ) == [(1, Decimal(1), 2), (1, Decimal(7), None), (2, Decimal(2), None)]


def test_a_county_that_goes_back_to_an_earlier_file_is_heard(workspace: Workspace) -> None:
    take(workspace, came("叶县.xlsx", value(1)))
    take(workspace, came("叶县2.xlsx", value(2), on=SECOND))

    run = take(workspace, came("叶县.xlsx", value(1), on=THIRD))

    assert codes(run) == ["earlier-version"]
    assert current(workspace) == [("oos_funds", Decimal(1))]


def test_two_values_for_one_cell_in_one_run_are_both_left_out(workspace: Workspace) -> None:
    run = take(
        workspace, came("甲.xlsx", value(1)), came("乙.xlsx", value(2), value(3, "fdi_used"))
    )

    assert current(workspace) == [("fdi_used", Decimal(3))]
    told = [outcome.findings[0] for outcome in run.outcomes]
    assert [finding.place for finding in told] == [
        Place("乙.xlsx", "表1", "B4"),
        Place("甲.xlsx", "表1", "B4"),
    ]
    assert told[0].message == (
        "同一个数这一批里有不同的值，都没有收：乙.xlsx!表1!B4 为 2，甲.xlsx!表1!B4 为 1"
    )
    assert codes(run) == ["cell-conflict", "cell-conflict"]


def test_a_conflict_among_many_files_names_a_few(workspace: Workspace) -> None:
    run = take(workspace, *(came(f"{n}.xlsx", value(n)) for n in range(9)))

    assert run.outcomes[8].findings[0].message.endswith("3.xlsx!表1!B4 为 3 等 9 处")


def test_two_cells_of_one_file_may_disagree_too(workspace: Workspace) -> None:
    run = take(workspace, came("叶县.xlsx", value(1, cell="B4"), value(2, cell="B9")))

    assert codes(run) == ["cell-conflict", "cell-conflict"]
    assert current(workspace) == []


def test_files_that_agree_are_no_conflict(workspace: Workspace) -> None:
    run = take(workspace, came("甲.xlsx", value(1)), came("乙.xlsx", value("1.0"), data=b"2"))

    assert codes(run) == []
    assert [outcome.submission for outcome in run.outcomes] == [1, None]


def test_known_files_of_a_folder_stand_back_before_a_new_one(workspace: Workspace) -> None:
    old = came("叶县.xlsx", value(1))
    take(workspace, old)
    new = came("叶县更正.xlsx", value(2))

    run = take(workspace, old, new)

    assert codes(run) == []
    assert current(workspace) == [("oos_funds", Decimal(2))]


def test_a_folder_taken_in_again_changes_no_byte(workspace: Workspace) -> None:
    old, new = came("叶县.xlsx", value(1)), came("叶县更正.xlsx", value(2))
    take(workspace, old)
    take(workspace, old, new)
    before = files(workspace)

    run = take(workspace, old, new)

    assert run.entry is None
    assert files(workspace) == before


def test_a_conflict_that_comes_again_changes_no_byte(workspace: Workspace) -> None:
    both = came("甲.xlsx", value(1)), came("乙.xlsx", value(2))
    take(workspace, *both)
    before = files(workspace)

    take(workspace, *both)

    assert files(workspace) == before


def test_one_of_two_that_disagreed_is_heard_when_it_comes_alone(workspace: Workspace) -> None:
    first, second = came("甲.xlsx", value(1)), came("乙.xlsx", value(2))
    take(workspace, first, second)

    take(workspace, first)

    assert current(workspace) == [("oos_funds", Decimal(1))]


def test_copies_of_a_faulty_file_are_stored_once(workspace: Workspace) -> None:
    fault = Finding("amount-unreadable", Severity.ERROR, "不是数", Place("x", "表1", "B4"))
    copies = [came(name, findings=[fault], data=b"same") for name in ("甲.xlsx", "乙.xlsx")]

    run = take(workspace, *copies)

    assert [outcome.submission for outcome in run.outcomes] == [1, None]


def test_a_later_day_replaces_an_earlier_one_in_the_same_run(workspace: Workspace) -> None:
    run = take(workspace, came("甲.xlsx", value(2), on=SECOND), came("乙.xlsx", value(1), on=FIRST))

    assert [(one.filed.file, one.submission) for one in run.outcomes] == [
        ("乙.xlsx", 1),
        ("甲.xlsx", 2),
    ]
    assert codes(run) == []
    assert current(workspace) == [("oos_funds", Decimal(2))]


def test_a_value_that_goes_and_comes_back_within_a_run_is_three_versions(
    workspace: Workspace,
) -> None:
    days = (FIRST, SECOND, THIRD)
    run = take(workspace, *(came(f"{n}", value(n % 2), on=day) for n, day in enumerate(days)))

    assert [(one.added, one.changed) for one in run.outcomes] == [(1, 0), (0, 1), (0, 1)]
    assert query(
        workspace, "SELECT submission, value, retired_by FROM ledger.observation ORDER BY ALL"
    ) == [(1, Decimal(0), 2), (2, Decimal(1), 3), (3, Decimal(0), None)]


def test_a_blank_after_a_value_of_the_same_run_is_told(workspace: Workspace) -> None:
    run = take(
        workspace,
        came("一", value(1), on=FIRST),
        came("二", value(2), on=SECOND),
        came("三", blank(), on=THIRD),
    )

    (finding,) = run.outcomes[2].findings
    assert finding.message == "这一格是空的，台账里原有 2，保留原数"


def test_a_blank_before_a_value_of_the_same_run_is_no_finding(workspace: Workspace) -> None:
    run = take(workspace, came("一", blank(), on=FIRST), came("二", value(2), on=SECOND))

    assert codes(run) == []


def test_numbers_are_consecutive_by_day_and_name(workspace: Workspace) -> None:
    take(
        workspace,
        came("丙.xlsx", value(3, period=202203), on=SECOND),
        came("a.xlsx", value(1, period=202201), on=SECOND),
        came("z.xlsx", value(2, period=202202), on=FIRST),
    )
    take(workspace, came("b.xlsx", value(4, period=202204), on=FIRST))

    assert query(workspace, "SELECT id, run, file FROM ledger.submission ORDER BY id") == [
        (1, 1, "z.xlsx"),
        (2, 1, "a.xlsx"),
        (3, 1, "丙.xlsx"),
        (4, 2, "b.xlsx"),
    ]


def test_the_same_dated_arrival_is_no_news_even_after_a_correction(workspace: Workspace) -> None:
    dated = came("叶县.xlsx", value(1), on=FIRST, dated=True)
    take(workspace, dated)
    take(workspace, came("更正.xlsx", value(2), on=FIRST))
    before = files(workspace)

    run = take(workspace, dated)

    (outcome,) = run.outcomes
    assert (outcome.submission, outcome.unchanged, outcome.findings) == (None, 1, ())
    assert files(workspace) == before


def test_a_dated_file_does_not_replace_what_came_later(workspace: Workspace) -> None:
    take(workspace, came("更正.xlsx", value(2), on=SECOND))

    old = came("叶县.xlsx", value(1), value(7, "fdi_used"), on=FIRST, dated=True)
    run = take(workspace, old)

    assert [finding.message for finding in run.outcomes[0].findings] == [
        "台账现有的 2 是 2022-12-08 收到的，比这个文件晚，保留现有的数"
    ]
    assert current(workspace) == [("fdi_used", Decimal(7)), ("oos_funds", Decimal(2))]


def test_a_folder_of_dated_files_taken_again_changes_no_byte(workspace: Workspace) -> None:
    county = came("叶县.xlsx", value(1), on=FIRST, dated=True)
    collated = came("全市.xlsx", value(1), on=SECOND, dated=True, data=b"collated")
    correction = came("更正.xlsx", value(2), on=THIRD, dated=True)
    take(workspace, county, collated)
    take(workspace, correction)
    before = files(workspace)

    take(workspace, county, collated, correction)

    assert files(workspace) == before


def test_a_blank_leaves_the_value_and_is_told(workspace: Workspace) -> None:
    take(workspace, came("叶县.xlsx", value("12.50")))

    run = take(workspace, came("叶县2.xlsx", blank(), on=SECOND))

    (finding,) = run.outcomes[0].findings
    assert (finding.code, finding.severity) == ("blank-over-value", Severity.WARNING)
    assert finding.message == "这一格是空的，台账里原有 12.5，保留原数"
    assert finding.place == Place("叶县2.xlsx", "表1", "B4")
    assert current(workspace) == [("oos_funds", Decimal("12.5"))]
    assert query(workspace, "SELECT submission, code FROM ledger.finding") == [
        (2, "blank-over-value")
    ]


def test_a_blank_where_nothing_stood_is_no_finding(workspace: Workspace) -> None:
    assert codes(take(workspace, came("叶县.xlsx", blank()))) == []


def test_a_known_file_is_not_told_again_of_its_blanks(workspace: Workspace) -> None:
    old = came("叶县.xlsx", blank(), value(1, "fdi_used"))
    take(workspace, old)
    take(workspace, came("补报.xlsx", value(2), on=SECOND))

    assert codes(take(workspace, old)) == []


def test_a_file_without_a_value_is_kept_for_its_faults(workspace: Workspace) -> None:
    fault = Finding(
        "amount-unreadable", Severity.ERROR, "“约５”不是数", Place("叶县.xlsx", "表1", "B4"),
        "改成数", "约５", "410422", 202211, "oos_funds", "ytd",
    )  # fmt: skip
    take(workspace, came("叶县.xlsx", findings=[fault]))

    assert query(workspace, "SELECT * FROM ledger.finding") == [
        (
            1, "amount-unreadable", "error", "“约５”不是数", "改成数", "表1", "B4", "约５",
            "410422", 202211, "oos_funds", "ytd",
        )
    ]  # fmt: skip


def test_nothing_of_nothing_is_no_run(workspace: Workspace) -> None:
    run = take(workspace)

    assert (run.outcomes, run.entry) == ((), None)


@pytest.mark.parametrize(
    "amount", ["1000000000000", "-1000000000000", "999999999999.9999999", "NaN"]
)
def test_a_number_too_large_is_quarantined(workspace: Workspace, amount: str) -> None:
    run = take(workspace, came("叶县.xlsx", value(amount), value(1, "fdi_used")))

    (finding,) = run.outcomes[0].findings
    assert (finding.code, finding.severity) == ("number-out-of-range", Severity.ERROR)
    assert finding.raw == amount
    assert current(workspace) == [("fdi_used", Decimal(1))]


@pytest.mark.parametrize(
    ("amount", "held"),
    [("0.1234565", "0.123457"), ("-0.0000005", "-0.000001"), ("3271.71549999999", "3271.715500")],
)
def test_more_decimals_than_fit_are_rounded_and_told(
    workspace: Workspace, amount: str, held: str
) -> None:
    run = take(workspace, came("叶县.xlsx", value(amount)))

    assert codes(run) == ["number-rounded"]
    assert query(workspace, "SELECT value, raw FROM ledger.observation") == [
        (Decimal(held), amount)
    ]


@pytest.mark.parametrize("amount", ["999999999999.999999", "-999999999999.999999", "0.000001"])
def test_the_largest_and_smallest_values_are_exact(workspace: Workspace, amount: str) -> None:
    take(workspace, came("叶县.xlsx", value(amount), target(amount)))

    assert query(workspace, "SELECT value FROM ledger.observation") == [(Decimal(amount),)]
    assert query(workspace, "SELECT value FROM ledger.target") == [(Decimal(amount),)]


def test_file_names_of_another_encoding_are_kept_readable(workspace: Workspace) -> None:
    name = b"\xd2\xb6\xcf\xd8.csv".decode("utf-8", "surrogateescape")

    run = take(workspace, came(name, value(1, raw="\ud800")))

    assert run.outcomes[0].filed.file == name
    assert query(workspace, "SELECT file FROM ledger.submission") == [("Ҷ??.csv",)]


def test_a_preview_shows_the_store_to_be_and_writes_nothing(workspace: Workspace) -> None:
    take(workspace, came("叶县.xlsx", value(1)))
    before = files(workspace)
    seen: list[int] = []

    def look(store: Path) -> None:
        with open_ledger(workspace, store=store) as ledger:
            seen.append(ledger.as_of)

    new = came("叶县2.xlsx", value(2), value(3, region=LUSHAN), on=SECOND)
    run = take(workspace, new, preview=look)

    assert seen == [2]
    assert [(one.region, one.previous, one.value) for one in run.outcomes[0].changes] == [
        ("410422", Decimal(1), Decimal(2)),
        ("410423", None, Decimal(3)),
    ]
    assert files(workspace) == before


def test_a_run_may_hold_many_days(workspace: Workspace) -> None:
    days = [date(2022, 1 + n // 28, 1 + n % 28) for n in range(60)]
    held = [value(n, period=202200 + 1 + n % 12) for n in range(60)]

    run = take(workspace, *(came(f"{n:02}", held[n], on=day) for n, day in enumerate(days)))

    assert [outcome.submission for outcome in run.outcomes] == list(range(1, 61))
    assert query(workspace, "SELECT count(*) FROM ledger.observation WHERE retired_by IS NULL") == [
        (12,)
    ]
