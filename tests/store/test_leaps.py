"""A year to date against the month before's: it does not fall, and seldom grows tenfold."""

from decimal import Decimal

import pytest
from hypothesis import given, settings, strategies as st

from tests.store.runs import FIRST, SECOND, THIRD, came, codes, new_workspace, take, value
from tests.store.test_corrections import decided
from zhaoshang_cli.domain.finding import Severity
from zhaoshang_cli.domain.returns import Basis
from zhaoshang_cli.errors import Place
from zhaoshang_cli.store.decisions.adjusting import adjust
from zhaoshang_cli.workspace import Workspace

OCTOBER, NOVEMBER, DECEMBER = 202210, 202211, 202212


def _then(workspace: Workspace, amount: object, *, indicator: str = "oos_funds") -> list[str]:
    """Report November after an October of 5,000."""
    take(workspace, came("十月", value(5000, indicator, period=OCTOBER)))
    return codes(take(workspace, came("十一月", value(amount, indicator), on=SECOND)))


def test_a_year_to_date_below_last_months_is_told_with_both(workspace: Workspace) -> None:
    take(workspace, came("十月", value(5000, period=OCTOBER)))

    run = take(workspace, came("十一月", value("480.5", cell="C7"), on=SECOND))

    (finding,) = run.outcomes[0].findings
    assert (finding.code, finding.severity) == ("ytd-fell", Severity.WARNING)
    assert finding.message == "累计 480.5万元，比上月还少：上月累计 5000万元"
    assert finding.place == Place("十一月", "表1", "C7")
    assert (finding.region, finding.period, finding.raw) == ("410422", NOVEMBER, "480.5")
    assert run.outcomes[0].added == 1


@pytest.mark.parametrize(
    ("amount", "told"), [(5000, []), ("49999.99", []), (50000, ["ytd-leapt"]), (55, ["ytd-fell"])]
)
def test_ten_times_as_much_and_less_than_before_are_told(
    workspace: Workspace, amount: object, told: list[str]
) -> None:
    assert _then(workspace, amount) == told


_SLIP = st.tuples(
    st.decimals("10", "90000", places=2), st.decimals("1", "2", places=3), st.integers(0, 4)
)


@settings(max_examples=8, deadline=None)
@given(st.lists(_SLIP, min_size=1, max_size=40))
def test_a_slip_of_any_power_of_ten_is_told_and_growth_is_not(
    tmp_path_factory: pytest.TempPathFactory, slips: list[tuple[Decimal, Decimal, int]]
) -> None:
    workspace = new_workspace(tmp_path_factory.mktemp("区"))
    values = [
        one
        for year, (before, grown, power) in enumerate(slips, 1950)
        for one in (
            value(before, period=100 * year + 3),
            value(before * grown * 10**power, period=100 * year + 4),
        )
    ]

    run = take(workspace, came("多年", *values))

    told = [finding.period for finding in run.outcomes[0].findings]
    assert told == [100 * year + 4 for year, (_, _, power) in enumerate(slips, 1950) if power]
    assert set(codes(run)) <= {"ytd-leapt"}


def test_months_of_one_run_are_held_against_each_other(workspace: Workspace) -> None:
    run = take(
        workspace, came("全年", value(700, period=OCTOBER), value(70), value(7000, period=DECEMBER))
    )

    assert codes(run) == ["ytd-fell", "ytd-leapt"]


def test_the_newest_of_several_reports_of_a_month_is_what_counts(workspace: Workspace) -> None:
    take(workspace, came("十月", value(5000, period=OCTOBER), on=FIRST))
    run = take(
        workspace,
        came("十月更正", value(50, period=OCTOBER), on=SECOND),
        came("十一月", value(60), on=THIRD),
    )

    assert codes(run) == []


def test_small_counts_may_grow_tenfold(workspace: Workspace) -> None:
    take(workspace, came("十月", value(2, "proj_signed", period=OCTOBER)))

    assert codes(take(workspace, came("十一月", value(25, "proj_signed"), on=SECOND))) == []


def test_a_new_year_begins_anew(workspace: Workspace) -> None:
    take(workspace, came("十二月", value(5000, period=DECEMBER)))

    assert codes(take(workspace, came("一月", value(300, period=202301), on=SECOND))) == []


def test_a_month_by_itself_may_be_smaller(workspace: Workspace) -> None:
    take(workspace, came("十月", value(5000, basis=Basis.MONTH, period=OCTOBER)))

    run = take(workspace, came("十一月", value(30, basis=Basis.MONTH), on=SECOND))

    assert codes(run) == []


def test_another_caliber_is_not_compared(workspace: Workspace) -> None:
    take(workspace, came("四月", value(5000, "fdi_used", period=202204)))

    assert codes(take(workspace, came("五月", value(40, "fdi_used", period=202205)))) == []


def test_a_fall_that_an_adjustment_of_the_month_accounts_for_is_not_told(
    workspace: Workspace,
) -> None:
    take(workspace, came("十月", value(5000, period=OCTOBER), value(5200)))
    adjust(workspace, decided(Decimal(-700), (NOVEMBER, "ytd")), actor="李四", command="zs adjust")

    assert codes(take(workspace, came("十一月更正", value(4500), on=SECOND))) == []


def test_the_same_file_again_is_not_told_again(workspace: Workspace) -> None:
    assert _then(workspace, 60) == ["ytd-fell"]

    assert codes(take(workspace, came("十一月", value(60), on=THIRD))) == []
