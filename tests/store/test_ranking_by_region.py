"""Ranks through the real store and the real SQL."""

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings, strategies as st

from tests.ledgers import COUNTIES, observations, send, targets, workspace_in
from zhaoshang_cli.domain import reasons
from zhaoshang_cli.domain.period import Period
from zhaoshang_cli.domain.ranking import RankBasis, Ranked
from zhaoshang_cli.domain.returns import Basis, Source
from zhaoshang_cli.resources import text
from zhaoshang_cli.store.answers.ledger import open_ledger
from zhaoshang_cli.workflows.answers.measuring import Measures
from zhaoshang_cli.workspace import Workspace

NOVEMBER, OCTOBER = 202211, 202210


@pytest.fixture
def city(tmp_path: Path) -> Workspace:
    return workspace_in(tmp_path / "city")


def ranked(
    city: Workspace,
    basis: RankBasis,
    period: int = NOVEMBER,
    *,
    indicator: str = "oos_funds",
    among: str = "children",
) -> dict[str, Ranked]:
    with open_ledger(city) as ledger:
        measures = Measures(ledger, city, among)
        ranking = measures.ranking(Period.from_number(period), city.indicators[indicator], basis)
    return {row.region: row for row in ranking.rows}


def test_each_panel_has_a_first_place_of_its_own(city: Workspace) -> None:
    send(
        city,
        "a",
        observations((code, NOVEMBER, "oos_funds", n) for n, code in enumerate(COUNTIES, 1)),
    )

    rows = ranked(city, RankBasis.TOTAL)

    assert [(row.panel, row.name, row.rank) for row in rows.values()] == [
        ("县区", "宝丰县", 1), ("县区", "卫东区", 2), ("县区", "新华区", 3),
        ("省直管", "汝州市", 1), ("功能区", "高新区", 1),
    ]  # fmt: skip


def test_a_rank_is_set_against_the_month_before(city: Workspace) -> None:
    send(
        city,
        "a",
        observations([("410402", OCTOBER, "oos_funds", 1), ("410403", OCTOBER, "oos_funds", 2)]),
    )
    send(
        city,
        "b",
        observations([("410402", NOVEMBER, "oos_funds", 9), ("410403", NOVEMBER, "oos_funds", 8)]),
    )

    rows = ranked(city, RankBasis.TOTAL)

    assert (rows["410402"].previous_rank, rows["410402"].change) == (2, 1)
    assert rows["410403"].change == -1
    assert rows["410421"].reason == reasons.UNREPORTED


def test_ranks_restart_with_the_year(city: Workspace) -> None:
    send(city, "a", observations([("410402", 202112, "oos_funds", 1)]))
    send(city, "b", observations([("410402", 202201, "oos_funds", 9)]))

    assert ranked(city, RankBasis.TOTAL, 202201)["410402"].previous_rank is None


def test_what_january_reported_as_its_month_is_ranked(city: Workspace) -> None:
    send(city, "a", observations([("410402", 202201, "oos_funds", 7)], Basis.MONTH))
    send(city, "b", observations([("410403", 202201, "oos_funds", 6)]))
    send(city, "c", observations([("410403", 202201, "oos_funds", 9)], Basis.MONTH))
    send(city, "d", observations([("410402", 202202, "oos_funds", 9)], Basis.MONTH))
    send(city, "e", observations([("410403", 202202, "oos_funds", 8)]))

    january = ranked(city, RankBasis.TOTAL, 202201)
    february = ranked(city, RankBasis.TOTAL, 202202)

    assert [january["410402"].rank, january["410403"].rank] == [1, 2]
    assert [january["410402"].value, january["410403"].value] == [7, 6]
    assert february["410402"].rank is None
    assert [february["410403"].rank, february["410403"].previous_rank] == [1, 2]


def test_where_january_is_merged_february_is_the_years_first_period(tmp_path: Path) -> None:
    city = workspace_in(tmp_path / "merged", '[report]\njanuary = "merged"')
    for period in (202201, 202202, 202203):
        send(city, str(period), observations([("410402", period, "oos_funds", period - 202200)]))
    with open_ledger(city) as ledger:
        shown = Measures(ledger, city).progress(Period(2022, 2), "oos_funds")

    assert ranked(city, RankBasis.TOTAL, 202202)["410402"].change is None
    assert ranked(city, RankBasis.TOTAL, 202203)["410402"].change == 0
    assert [shown[1].month, shown[1].reasons["month"]] == [None, reasons.MERGED]


def test_a_rank_is_not_set_against_one_of_another_caliber(city: Workspace) -> None:
    for period in (202204, 202205, 202206):
        send(city, str(period), observations([("410402", period, "fdi_used", 9)]))

    at_break = ranked(city, RankBasis.TOTAL, 202205, indicator="fdi_used")["410402"]
    after = ranked(city, RankBasis.TOTAL, 202206, indicator="fdi_used")["410402"]

    assert (at_break.rank, at_break.previous_rank) == (1, None)
    assert after.previous_rank == 1


def test_growth_across_a_change_of_caliber_is_not_ranked(city: Workspace) -> None:
    for period in (202105, 202205):
        send(city, str(period), observations([("410402", period, "fdi_used", 9)]))

    row = ranked(city, RankBasis.GROWTH, 202205, indicator="fdi_used")["410402"]

    assert (row.rank, row.reason) == (None, reasons.CALIBER)


def test_completion_before_a_change_of_caliber_is_not_ranked(city: Workspace) -> None:
    for period in (202204, 202205, 202206):
        send(city, str(period), observations([("410402", period, "fdi_used", 9)]))
    send(city, "t", aims=targets([("410402", 2022, "fdi_used", "市定", 90)]))

    def of(period: int) -> Ranked:
        return ranked(city, RankBasis.COMPLETION, period, indicator="fdi_used")["410402"]

    assert (of(202204).rank, of(202204).reason) == (None, reasons.CALIBER)
    assert (of(202205).rank, of(202205).previous_rank) == (1, None)
    assert of(202206).previous_rank == 1


def test_every_basis_has_its_own_order(city: Workspace) -> None:
    send(city, "a", observations([
        ("410402", NOVEMBER, "oos_funds", 90), ("410403", NOVEMBER, "oos_funds", 50),
        ("410402", 202111, "oos_funds", 100), ("410403", 202111, "oos_funds", 20),
        ("410402", NOVEMBER, "oos_contract", 100), ("410403", NOVEMBER, "oos_contract", 50),
    ]))  # fmt: skip
    send(city, "t", aims=targets([("410402", 2022, "oos_funds", "市定", 90), ("410403", 2022, "oos_funds", "市定", 100)]))  # fmt: skip

    first = {
        basis: next(code for code, row in ranked(city, basis).items() if row.rank == 1)
        for basis in RankBasis
    }

    assert first == {
        RankBasis.TOTAL: "410402", RankBasis.COMPLETION: "410402",
        RankBasis.GROWTH: "410403", RankBasis.ARRIVAL: "410403",
    }  # fmt: skip
    assert ranked(city, RankBasis.GROWTH)["410402"].value == Decimal("-10.0")


@pytest.mark.parametrize(
    ("basis", "why"),
    [
        (RankBasis.COMPLETION, reasons.NO_TARGET),
        (RankBasis.GROWTH, reasons.BASE_NOT_POSITIVE),
        (RankBasis.ARRIVAL, reasons.NO_CONTRACT),
    ],
)
def test_who_has_no_denominator_has_no_rank(city: Workspace, basis: RankBasis, why: str) -> None:
    send(
        city,
        "a",
        observations([("410402", NOVEMBER, "oos_funds", 9), ("410402", 202111, "oos_funds", 0)]),
    )

    row = ranked(city, basis)["410402"]

    assert (row.rank, row.value, row.reason) == (None, None, why)


def test_the_own_city_stands_among_its_peers_with_the_provinces_figure(city: Workspace) -> None:
    send(city, "a", observations([("410402", NOVEMBER, "oos_funds", 999)]))
    send(city, "b", observations([("410400", NOVEMBER, "oos_funds", 607), ("410100", NOVEMBER, "oos_funds", 900)],
                                 source=Source.PROVINCE))  # fmt: skip

    rows = ranked(city, RankBasis.TOTAL, among="province")

    assert [rows["410400"].rank, rows["410400"].value] == [2, 607]
    assert len(rows) == 18
    assert rows["410100"].rank == 1


@pytest.fixture(scope="module")
def province() -> duckdb.DuckDBPyConnection:
    """The tables that the ranking reads, bare, to be filled thousands of times."""
    connection = duckdb.connect()
    connection.execute(
        "CREATE TABLE region (code VARCHAR, name VARCHAR, short VARCHAR, panel VARCHAR,"
        " role VARCHAR, position INTEGER);"
        "CREATE TABLE observation (region VARCHAR, period INTEGER, indicator VARCHAR,"
        " basis VARCHAR, source VARCHAR, value DECIMAL(18, 6));"
        "CREATE TABLE target (submission INTEGER, region VARCHAR, year INTEGER,"
        " indicator VARCHAR, level VARCHAR, value DECIMAL(18, 6));"
    )
    return connection


AMOUNTS = st.decimals(Decimal("0.01"), 10**6, places=2)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(AMOUNTS, AMOUNTS), min_size=1, max_size=6),
    st.lists(st.integers(1, 999), min_size=6, max_size=6),
)
def test_true_ties_stay_ties_and_nothing_else_becomes_one(
    province: duckdb.DuckDBPyConnection,
    ratios: list[tuple[Decimal, Decimal]],
    factors: list[int],
) -> None:
    pairs = ratios + [(a * k, b * k) for (a, b), k in zip(ratios, factors, strict=False)]
    _fill(province, pairs)

    found = [row[7] for row in _completion(province)]

    exact = [Fraction(a) / Fraction(b) for a, b in pairs]
    assert found == [1 + sum(other > one for other in exact) for one in exact]


def _fill(connection: duckdb.DuckDBPyConnection, pairs: list[tuple[Decimal, Decimal]]) -> None:
    for table in ("region", "observation", "target"):
        connection.execute(f"DELETE FROM {table}")  # noqa: S608 - three names, written above
    numbered = list(enumerate(pairs))
    connection.executemany(
        "INSERT INTO region VALUES (?, '', '', '', 'child', ?)",
        [[f"{n:06}", n] for n, _ in numbered],
    )
    connection.executemany(
        "INSERT INTO observation VALUES (?, 202211, 'f', 'ytd', 'county', ?)",
        [[f"{n:06}", a] for n, (a, _) in numbered],
    )
    connection.executemany(
        "INSERT INTO target VALUES (1, ?, 2022, 'f', '市定', ?)",
        [[f"{n:06}", b] for n, (_, b) in numbered],
    )


def _completion(connection: duckdb.DuckDBPyConnection) -> list[tuple[object, ...]]:
    values = {"period": NOVEMBER, "previous": 0, "indicator": "f", "contract": "",
              "basis": "completion", "among": "children",
              "level_1": "市定", "level_2": "", "level_3": "", "level_4": ""}  # fmt: skip
    return connection.execute(text("sql", "metrics", "ranking_by_region.sql"), values).fetchall()


def test_counties_of_one_panel_are_ranked_however_many(city: Workspace) -> None:
    assert set(ranked(city, RankBasis.TOTAL)) == set(COUNTIES)
