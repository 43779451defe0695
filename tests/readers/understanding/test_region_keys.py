"""Whose row it is, where a code, a name or an office's name says so, and where two of them differ."""

from decimal import Decimal

import pytest

from tests.readers.understanding.making import TREE, codes, read, values
from zhaoshang_cli.domain.finding import Severity

D = Decimal
TABLE = "2022年1-11月||\n区划代码|县区|实际到位省外资金（万元）\n{}|{}|5\n990102|东城区|7"


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("990121", "河口县"),
        ("990121000", "河口县"),
        ("990121000000", "河 口 县"),
        ("990121", ""),
        ("", "河口县"),
        ("02", "河口县"),
        ("990121", "河口县商务局"),
        ("990121", "江东省临江市河口县*"),
    ],
)
def test_a_code_and_a_name_that_agree_are_one_region(code: str, name: str) -> None:
    reading = read(TABLE.format(code, name))

    assert values(reading)["河口县", 202211, "oos_funds", "ytd"] == D(5)
    assert reading.findings == ()


@pytest.mark.parametrize(
    ("code", "name", "message"),
    [
        ("990121", "白石县", "“990121”（河口县）和“白石县”对不上，说不清这一行是哪个地区的"),
        ("130104", "河口县", "“河口县”和“130104”（不认识）对不上，说不清这一行是哪个地区的"),
        (
            "990121",
            "河囗县",
            "“990121”（河口县）和“河囗县”（不认识）对不上，说不清这一行是哪个地区的",
        ),
        ("990121", "合计", "“990121”（河口县）和“合计”（不认识）对不上，说不清这一行是哪个地区的"),
        ("990200", "河口县", "“990200”（海平市）和“河口县”对不上，说不清这一行是哪个地区的"),
        ("990100", "河口县", "“990100”（临江市）和“河口县”对不上，说不清这一行是哪个地区的"),
    ],
)
def test_a_code_and_a_name_that_disagree_are_nobodys_row(
    code: str, name: str, message: str
) -> None:
    reading = read(TABLE.format(code, name))

    assert [one.region for one in reading.observations] == ["990102"]
    told = [(one.code, one.severity, one.place.cell, one.message) for one in reading.findings]
    assert told == [("region-ambiguous", Severity.ERROR, "B3", message)]


@pytest.mark.parametrize("code", ["990100", "999999", "", "合计"])
def test_a_sum_may_have_the_citys_code_or_one_that_nobody_knows(code: str) -> None:
    reading = read(TABLE.format(code, "合计").replace("|5", "|7"))

    assert [one.region for one in reading.observations] == ["990102"]
    assert reading.findings == ()


def test_an_unknown_county_beside_its_city_is_not_the_city() -> None:
    reading = read(
        "2022年11月||\n市|县区|实际到位省外资金（万元）\n临江市|河口县|5\n临江市|河囗县|6"
    )

    assert [one.region for one in reading.observations] == ["990121"]
    assert [(one.code, one.message) for one in reading.findings] == [
        ("region-unknown", "不认识的地区“河囗县”")
    ]


def test_a_part_of_the_country_beside_a_county_changes_nothing() -> None:
    reading = read("2022年11月||\n区域|县区|实际到位省外资金（万元）\n东部|河口县|5\n|东城区|6")

    assert [TREE.by_code[one.region].label for one in reading.observations] == ["河口县", "东城区"]


@pytest.mark.parametrize(
    "name",
    [
        "河口县商务局",
        "河口县人民政府",
        "河口县商务局（盖章）",
        "河口县※",
        "河口县①",
        "河口县(1)",
        "江东省河口县",
    ],
)
def test_an_office_a_footnotes_mark_or_the_province_change_no_name(name: str) -> None:
    reading = read(f"2022年11月|\n填报单位|实际到位省外资金（万元）\n{name}|5\n东城区|6")

    assert values(reading)["河口县", 202211, "oos_funds", "ytd"] == D(5)
    assert reading.findings == ()


@pytest.mark.parametrize("name", ["河口县产业集聚区", "河口县（含开发区）", "江西省河口县"])
def test_a_part_of_a_county_or_another_provinces_is_not_the_county(name: str) -> None:
    reading = read(f"2022年11月|\n县区|实际到位省外资金（万元）\n{name}|5\n东城区|6")

    assert [one.region for one in reading.observations] == ["990102"]
    assert codes(reading) == ["region-unknown"]
