"""Progress through the real store and the real SQL."""

from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.ledgers import COUNTIES, Value, observations, send, targets, workspace_in
from zhaoshang_cli.domain import reasons
from zhaoshang_cli.domain.light import Light
from zhaoshang_cli.domain.period import Period
from zhaoshang_cli.domain.progress import Progress, measure
from zhaoshang_cli.domain.returns import Basis, Source
from zhaoshang_cli.domain.rules import Rules
from zhaoshang_cli.store.answers.catalogue import load_metric
from zhaoshang_cli.store.answers.ledger import open_ledger
from zhaoshang_cli.workflows.answers.measuring import Measures
from zhaoshang_cli.workspace import Workspace

OWN = "410400"
NOVEMBER, OCTOBER, LAST_YEAR = 202211, 202210, 202111


@pytest.fixture
def city(tmp_path: Path) -> Workspace:
    return workspace_in(tmp_path / "city")


def every(period: int, indicator: str, amounts: Iterable[object]) -> list[Value]:
    return [
        (code, period, indicator, amount)
        for code, amount in zip(COUNTIES, amounts, strict=True)
        if amount is not None
    ]


def measured(
    city: Workspace,
    period: int = NOVEMBER,
    indicator: str = "oos_funds",
    *,
    level: str | None = None,
    as_of: int | None = None,
    among: str = "children",
) -> dict[str, Progress]:
    with open_ledger(city, as_of=as_of) as ledger:
        measures = Measures(ledger, city, among, level)
        rows = measures.progress(Period.from_number(period), indicator)
    return {row.region: row for row in rows}


def test_the_own_region_is_the_sum_of_its_counted_children(city: Workspace) -> None:
    send(city, "a", observations(every(NOVEMBER, "oos_funds", (10, 20, 30, 40, 50.5))))

    rows = measured(city)

    assert list(rows) == [OWN, *COUNTIES]
    assert rows[OWN].ytd == Decimal("150.5")
    assert (rows[OWN].total, rows[OWN].complete) == (True, True)


def test_a_county_that_is_switched_off_is_shown_and_not_counted(tmp_path: Path) -> None:
    city = workspace_in(tmp_path / "city", counts=False)
    send(city, "a", observations(every(NOVEMBER, "oos_funds", (10, 20, 30, 40, 50))))

    rows = measured(city)

    assert [rows[OWN].ytd, rows["410482"].ytd] == [110, 40]


def test_a_missing_county_is_named_and_takes_the_rates_away(city: Workspace) -> None:
    held = every(NOVEMBER, "oos_funds", (10, 20, 30, 40, None))
    send(city, "a", observations([*held, *every(LAST_YEAR, "oos_funds", (1, 2, 3, 4, 5))]))
    send(city, "t", aims=targets([(OWN, 2022, "oos_funds", "省定", 200)]))

    row = measured(city)[OWN]

    assert [row.ytd, row.missing] == [100, ("高新区",)]
    assert (row.yoy_pct, row.completion_pct, row.gap_pp, row.light) == (None,) * 4
    assert {row.reasons["yoy_pct"], row.reasons["light"]} == {reasons.INCOMPLETE}


def test_a_county_without_a_base_takes_the_growth_of_the_total_away(city: Workspace) -> None:
    held = every(NOVEMBER, "oos_funds", (10, 20, 30, 40, 50))
    send(city, "a", observations([*held, *every(LAST_YEAR, "oos_funds", (1, 2, 3, 4, None))]))

    rows = measured(city)

    assert rows[OWN].reasons["yoy_pct"] == reasons.BASE_INCOMPLETE
    assert rows["410402"].yoy_pct == Decimal("900.0")


def test_the_month_is_as_reported_or_the_difference_of_two_totals(city: Workspace) -> None:
    send(city, "a", observations(every(OCTOBER, "oos_funds", (8, 18, 28, 38, 48))))
    send(city, "b", observations(every(NOVEMBER, "oos_funds", (10, 20, 30, 40, 50))))
    send(city, "c", observations([("410402", NOVEMBER, "oos_funds", 2.5)], Basis.MONTH))

    rows = measured(city)

    assert [rows["410402"].month, rows["410403"].month] == [Decimal("2.5"), 2]
    assert rows[OWN].month == Decimal("10.5")


def test_january_is_its_own_month_and_february_needs_it(city: Workspace) -> None:
    send(city, "a", observations([("410402", 202201, "oos_funds", 7)]))
    send(city, "b", observations([("410402", 202202, "oos_funds", 9),
                                  ("410403", 202202, "oos_funds", 9)]))  # fmt: skip

    assert measured(city, 202201)["410402"].month == 7
    february = measured(city, 202202)
    assert february["410402"].month == 2
    assert february["410403"].month is None
    assert february["410403"].reasons["month"] == reasons.JANUARY_UNREPORTED


def test_what_january_reported_as_its_month_is_its_year_to_date(city: Workspace) -> None:
    send(city, "a", observations([("410402", 202201, "oos_funds", 7)], Basis.MONTH))
    send(city, "b", observations([("410403", 202201, "oos_funds", 6)]))
    send(city, "c", observations([("410403", 202201, "oos_funds", 5)], Basis.MONTH))
    send(city, "d", observations([(code, 202202, "oos_funds", 9) for code in COUNTIES[:2]]))
    send(city, "e", observations([("410402", 202301, "oos_funds", 14)]))

    january, february = measured(city, 202201), measured(city, 202202)

    assert [january["410402"].ytd, january["410402"].month] == [7, 7]
    assert [january["410403"].ytd, january["410403"].month] == [6, 5]
    assert january[OWN].ytd == 13
    assert february["410402"].month == 2
    assert measured(city, 202301)["410402"].yoy_pct == 100


def test_a_month_alone_is_no_year_to_date_after_january(city: Workspace) -> None:
    send(city, "a", observations([("410402", 202202, "oos_funds", 7)], Basis.MONTH))

    assert measured(city, 202202)["410402"].ytd is None


def test_the_month_before_january_is_not_december(city: Workspace) -> None:
    send(city, "a", observations([("410402", 202112, "oos_funds", 90)]))
    send(city, "b", observations([("410402", 202201, "oos_funds", 7)]))

    assert measured(city, 202201)["410402"].month == 7


def test_across_a_change_of_caliber_nothing_is_compared(city: Workspace) -> None:
    for period in (202104, 202105, 202204, 202205):
        send(city, str(period), observations(every(period, "fdi_used", (10, 20, 30, 40, 50))))
    send(city, "t", aims=targets([(OWN, 2022, "fdi_used", "省定", 300)]))

    april, may = measured(city, 202204, "fdi_used")[OWN], measured(city, 202205, "fdi_used")[OWN]

    assert april.yoy_pct == 0
    assert april.reasons["completion_pct"] == reasons.CALIBER  # the target is on the new one
    assert (may.completion_pct, may.month, may.yoy_pct) == (Decimal("50.0"), None, None)
    assert {may.reasons["month"], may.reasons["yoy_pct"]} == {reasons.CALIBER}


def test_a_month_that_was_reported_stands_at_a_change_of_caliber(city: Workspace) -> None:
    send(city, "a", observations([("410402", 202205, "fdi_used", 10)]))
    send(city, "b", observations([("410402", 202205, "fdi_used", 3)], Basis.MONTH))

    assert measured(city, 202205, "fdi_used")["410402"].month == 3


def test_a_year_after_the_change_all_is_comparable_again(city: Workspace) -> None:
    for period in (202204, 202205, 202304, 202305):
        send(city, str(period), observations(every(period, "fdi_used", (10, 20, 30, 40, 50))))

    assert measured(city, 202304, "fdi_used")[OWN].reasons["yoy_pct"] == reasons.CALIBER
    assert measured(city, 202305, "fdi_used")[OWN].yoy_pct == 0


def test_the_level_of_the_target_is_the_first_that_exists(city: Workspace) -> None:
    send(city, "a", observations(every(NOVEMBER, "oos_funds", (10, 20, 30, 40, 50))))
    aims = [
        (OWN, 2022, "oos_funds", "市定", 400), (OWN, 2022, "oos_funds", "省定", 200),
        ("410402", 2022, "oos_funds", "市定", 20), ("410402", 2022, "oos_funds", "自报", 5),
        ("410403", 2021, "oos_funds", "省定", 20),
    ]  # fmt: skip
    send(city, "t", aims=targets(aims))

    rows = measured(city)

    assert [rows[OWN].target, rows[OWN].target_level] == [200, "省定"]
    assert [rows["410402"].target, rows["410402"].target_level] == [20, "市定"]
    assert rows["410403"].target is None
    assert measured(city, level="市定")[OWN].target == 400
    assert measured(city, level="自报")["410402"].completion_pct == Decimal("200.0")


def test_a_total_without_a_target_takes_the_sum_if_all_children_have_one(city: Workspace) -> None:
    send(city, "a", observations(every(NOVEMBER, "oos_funds", (10, 20, 30, 40, 50))))
    some = [(code, 2022, "oos_funds", "市定", 40) for code in COUNTIES]
    send(city, "t", aims=targets(some[:-1]))
    assert measured(city)[OWN].reasons["completion_pct"] == reasons.NO_TARGET

    send(city, "u", aims=targets(some[-1:]))

    row = measured(city)[OWN]
    assert [row.target, row.target_level] == [200, reasons.SUM_OF_CHILDREN]
    assert (row.completion_pct, row.light) == (Decimal("75.0"), Light.RED)


def test_the_arrival_rate_is_over_the_contracts_of_the_same_counties(city: Workspace) -> None:
    funds = every(NOVEMBER, "oos_funds", (10, 20, 30, 40, 50))
    send(city, "a", observations([*funds, *every(NOVEMBER, "oos_contract", (20, 40, 60, 80, 90))]))

    assert measured(city)[OWN].arrival_rate_pct == Decimal("51.7")

    again = workspace_in(city.path.parent / "again")
    send(
        again, "a", observations([*funds, *every(NOVEMBER, "oos_contract", (20, 40, 60, 80, None))])
    )
    assert measured(again)[OWN].arrival_rate_pct is None


def test_the_province_knows_every_city(city: Workspace) -> None:
    send(city, "a", observations([(OWN, NOVEMBER, "oos_funds", 607), ("410100", NOVEMBER, "oos_funds", 900)],
                                 source=Source.PROVINCE))  # fmt: skip

    rows = measured(city, among="province")

    assert [rows[OWN].ytd, rows["410100"].ytd] == [607, 900]
    assert not rows[OWN].total
    assert measured(city)[OWN].ytd is None


def test_an_answer_can_be_asked_as_of_an_earlier_submission(city: Workspace) -> None:
    send(city, "a", observations(every(NOVEMBER, "oos_funds", (10, 20, 30, 40, 50))))
    send(city, "b", observations([("410402", NOVEMBER, "oos_funds", 11)]))

    assert [measured(city)[OWN].ytd, measured(city, as_of=1)[OWN].ytd] == [151, 150]


@pytest.mark.parametrize(
    ("ytd", "target", "base", "completion", "growth"),
    [
        ("6078000", "6585000", "5861000", "92.3", "3.7"),
        ("4262000", "5020000", "4006000", "84.9", "6.4"),
        ("2117000", "2100000", None, "100.8", None),
        ("3708000", "2962000", None, "125.2", None),
        ("82821700", "80000000", None, "103.5", None),
    ],
)
def test_what_was_published_comes_out_of_the_ledger(
    city: Workspace, ytd: str, target: str, base: str | None, completion: str, growth: str | None
) -> None:
    held: list[Value] = [("410402", NOVEMBER, "oos_funds", ytd)]
    held += [("410402", LAST_YEAR, "oos_funds", base)] if base else []
    send(city, "a", observations(held))
    send(city, "t", aims=targets([("410402", 2022, "oos_funds", "市定", target)]))

    row = measured(city)["410402"]

    assert row.completion_pct == Decimal(completion)
    assert row.yoy_pct == (None if growth is None else Decimal(growth))


def test_the_rates_are_those_that_the_header_declares(city: Workspace) -> None:
    held = every(NOVEMBER, "oos_funds", (10, 20, 33, 41, 57))
    held += every(LAST_YEAR, "oos_funds", (7, 21, 31, 40, 55))
    held += every(NOVEMBER, "oos_contract", (31, 47, 60, 80, 90))
    send(city, "a", observations(held))
    send(city, "t", aims=targets((code, 2022, "oos_funds", "市定", 61) for code in COUNTIES))
    metric = load_metric("progress_by_region")
    values = {"period": NOVEMBER, "indicator": "oos_funds", "among": "children", "level_1": "市定",
              "level_2": "", "level_3": "", "level_4": ""}  # fmt: skip

    with open_ledger(city) as ledger:
        asked: list[dict[str, Any]] = ledger.ask(metric, values)

    rows = measured(city)
    for raw in asked:
        for rate in metric.rates:
            assert getattr(rows[raw["region"]], rate.name) == rate.of(raw), rate.name


def test_children_add_up_to_the_total_of_every_column(city: Workspace) -> None:
    held = every(NOVEMBER, "oos_funds", ("0.1", "0.2", "0.3", "0.123456", "99.999999"))
    held += every(LAST_YEAR, "oos_funds", (1, 2, 3, 4, 5))
    held += every(OCTOBER, "oos_funds", ("0.01", 0, 0, 0, 50))
    send(city, "a", observations(held))

    rows = measured(city)

    for name in ("ytd", "month", "base_ytd"):
        summed = sum(getattr(rows[code], name) for code in COUNTIES)
        assert getattr(rows[OWN], name) == summed


def test_measure_is_pure() -> None:
    from tests.domain.test_progress import parts

    assert measure(parts(), Rules()) == measure(parts(), Rules())
