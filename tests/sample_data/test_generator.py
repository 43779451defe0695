import csv
import subprocess
import sys
import zipfile
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest

from .grids import CITY_CODES, COUNTY_CODES
from .oracle import Oracle, load_oracle

SAMPLE_DATA = Path(__file__).resolve().parents[2] / "sample_data"
MADE = ("arrivals.csv", "returns", "province", "targets", "faulty")
PERIODS = [f"{year}-{month:02d}" for year in (2021, 2022) for month in range(1, 13)][:-1]
LAST = PERIODS[-1]
CITY = "410400"


@pytest.fixture(scope="module")
def oracle() -> Oracle:
    return load_oracle(SAMPLE_DATA)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample_data")
    subprocess.run([sys.executable, SAMPLE_DATA / "generate.py", folder], check=True)
    return folder


def files(root: Path) -> dict[str, Path]:
    found = [path for name in MADE for path in (root / name, *(root / name).rglob("*"))]
    return {path.relative_to(root).as_posix(): path for path in found if path.is_file()}


def parts(path: Path) -> dict[str, bytes]:
    """Return what a file holds; a workbook's parts, because compressors differ."""
    if path.suffix != ".xlsx":
        return {"": path.read_bytes()}
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def percent(part: Decimal, whole: Decimal) -> Decimal:
    return (part * 100 / whole).quantize(Decimal("0.1"), ROUND_HALF_UP)


def places(oracle: Oracle, period: str, indicator: str) -> dict[str, int]:
    """Rank the cities by exact completion, equal ones sharing a place."""
    year = int(period[:4])
    pairs = {
        city: (oracle.peers[city, period, indicator], oracle.targets[city, year, indicator, "省定"])
        for city in CITY_CODES.values()
        if city != "410000"
    }
    return {
        city: 1 + sum(a * own_b > own_a * b for a, b in pairs.values())
        for city, (own_a, own_b) in pairs.items()
    }


def test_the_generator_names_the_committed_files(made: Path) -> None:
    assert sorted(files(made)) == sorted(files(SAMPLE_DATA))


def test_the_generator_makes_the_committed_content(made: Path) -> None:
    committed = files(SAMPLE_DATA)

    differing = [
        name for name, path in files(made).items() if parts(path) != parts(committed[name])
    ]

    assert differing == []


def test_every_unit_reports_the_three_sums_every_month(oracle: Oracle) -> None:
    wanted = {
        (code, period, indicator, "ytd")
        for code in COUNTY_CODES.values()
        for period in PERIODS
        for indicator in ("oos_funds", "oos_contract", "fdi_used")
    }

    assert wanted <= set(oracle.values)


@pytest.mark.parametrize(
    ("period", "indicator", "total"),
    [
        ("2022-11", "oos_funds", 6078000),
        ("2021-11", "oos_funds", 5861000),
        ("2022-11", "oos_contract", 11468000),
        ("2022-11", "fdi_used", 5555),
    ],
)
def test_totals_are_the_published_ones(
    oracle: Oracle, period: str, indicator: str, total: int
) -> None:
    assert oracle.total(period, indicator) == total


def test_rates_are_the_published_ones(oracle: Oracle) -> None:
    oos, fdi = (oracle.total(LAST, indicator) for indicator in ("oos_funds", "fdi_used"))
    before = oracle.total("2021-11", "oos_funds")

    assert percent(oos, oracle.targets[CITY, 2022, "oos_funds", "省定"]) == Decimal("92.3")
    assert percent(fdi, oracle.targets[CITY, 2022, "fdi_used", "省定"]) == Decimal("119.1")
    assert percent(oos - before, before) == Decimal("3.7")
    assert percent(oos, oracle.total(LAST, "oos_contract")) == Decimal("53.0")


def test_places_are_the_published_ones(oracle: Oracle) -> None:
    oos, fdi = (places(oracle, LAST, indicator) for indicator in ("oos_funds", "fdi_used"))

    assert (oos[CITY], list(oos.values()).count(3)) == (3, 1)
    assert (fdi[CITY], list(fdi.values()).count(2)) == (2, 1)


def test_two_cities_tie_on_different_amounts(oracle: Oracle) -> None:
    ranked = places(oracle, LAST, "oos_funds")

    assert ranked["410800"] == ranked["410900"] == 10
    assert oracle.peers["410800", LAST, "oos_funds"] != oracle.peers["410900", LAST, "oos_funds"]


def test_two_counties_tie_on_different_amounts(oracle: Oracle) -> None:
    one, other = (
        oracle.values[code, "2022-06", "oos_funds", "ytd"] for code in ("410402", "410411")
    )
    aims = [oracle.targets[code, 2022, "oos_funds", "市定"] for code in ("410402", "410411")]

    assert one * aims[1] == other * aims[0]
    assert one != other


@pytest.mark.parametrize("indicator", ["oos_funds", "oos_contract", "fdi_used"])
def test_the_province_knows_the_city_as_its_counties_do(oracle: Oracle, indicator: str) -> None:
    for period in PERIODS:
        assert oracle.peers[CITY, period, indicator] == oracle.total(period, indicator), period


@pytest.mark.parametrize("indicator", ["oos_funds", "oos_contract", "fdi_used"])
def test_the_row_of_the_whole_province_adds_up(oracle: Oracle, indicator: str) -> None:
    for period in PERIODS:
        cities = [v for key, v in oracle.peers.items() if key[1:] == (period, indicator)]

        assert len(cities) == 18
        assert oracle.printed["410000", period, indicator, "ytd"] == sum(cities), period


def test_the_tables_print_the_targets_that_were_set(oracle: Oracle) -> None:
    printed = {key: v for key, v in oracle.printed.items() if key[3] == "target"}

    for (city, period, indicator, _), value in printed.items():
        if city != "410000":
            assert value == oracle.targets[city, int(period[:4]), indicator, "省定"]


def test_printed_progress_and_places_are_right(oracle: Oracle) -> None:
    ranks = {key: v for key, v in oracle.printed.items() if key[3] == "rank"}

    assert {key[1] for key in ranks} == {"2022-06", "2022-09", "2022-11"}
    for (city, period, indicator, _), place in ranks.items():
        target = oracle.printed[city, period, indicator, "target"]
        progress = percent(oracle.peers[city, period, indicator], target)
        assert place == places(oracle, period, indicator)[city]
        assert oracle.printed[city, period, indicator, "progress"] == progress


def test_no_sum_falls_within_a_year_but_at_the_break(oracle: Oracle) -> None:
    for (code, period, indicator, basis), value in oracle.values.items():
        broken = (period, indicator) == ("2022-05", "fdi_used")
        if basis == "ytd" and not period.endswith("-01") and not broken:
            before = PERIODS[PERIODS.index(period) - 1]
            assert oracle.values.get((code, before, indicator, "ytd"), 0) <= value


def test_a_month_is_the_difference_of_two_sums(oracle: Oracle) -> None:
    for (code, period, indicator, basis), value in oracle.values.items():
        broken = (period, indicator) == ("2022-05", "fdi_used")
        if basis == "month" and not period.endswith("-01") and not broken:
            before = PERIODS[PERIODS.index(period) - 1]
            earlier = oracle.values[code, before, indicator, "ytd"]
            assert value == oracle.values[code, period, indicator, "ytd"] - earlier


def test_the_new_scope_is_a_tenth_of_the_old_one_or_less(oracle: Oracle) -> None:
    old, new = (oracle.total(period, "fdi_used") for period in ("2022-04", "2022-05"))

    assert 8 < old / new < 20


def test_a_correction_changes_what_was_first_sent(oracle: Oracle) -> None:
    key = ("410423", "2022-09", "oos_funds", "ytd")
    before = load_oracle(SAMPLE_DATA, through="2022-09")

    assert before.values[key] == oracle.values[key] - 1200
    assert oracle.sources[key] == "returns/2022-10/鲁山县2022年9月（更正）.csv"


def test_every_file_has_a_day_of_arrival() -> None:
    with (SAMPLE_DATA / "arrivals.csv").open(encoding="utf-8-sig", newline="") as file:
        days = {line["file"]: line["received"] for line in csv.DictReader(file)}

    expected = [name for name in files(SAMPLE_DATA) if not name.startswith(("faulty", "arrivals"))]
    assert sorted(days) == sorted(expected)
    late = [name for name, day in days.items() if name.startswith("returns") and day[8:] == "09"]
    assert late == ["returns/2022-08/石龙区招商引资月报2022.08.xlsx"]
