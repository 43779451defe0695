"""Rates, lights and reasons; the published rows are real and close arithmetically."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from zhaoshang_cli.domain import reasons
from zhaoshang_cli.domain.light import Light, Lights
from zhaoshang_cli.domain.period import Period
from zhaoshang_cli.domain.progress import Parts, Progress, measure
from zhaoshang_cli.domain.rules import Rules
from zhaoshang_cli.domain.schedule import Schedule

NOVEMBER = Period(2022, 11)


def parts(**given: Any) -> Parts:
    plain = Parts("410422", "叶县", "oos_funds", "万元", NOVEMBER)
    return replace(plain, **given)


def of(rules: Rules | None = None, /, **given: object) -> Progress:
    numbers = {
        key: Decimal(value) if isinstance(value, str) and key in _AMOUNTS else value
        for key, value in given.items()
    }
    return measure(parts(**numbers), rules or Rules())


_AMOUNTS = {"ytd", "month", "before_ytd", "base_ytd", "target", "contract"}


@pytest.mark.parametrize(
    ("ytd", "target", "completion"),
    [
        ("607.8", "658.5", "92.3"),  # 2022-11 省外资金
        ("5555", "4664", "119.1"),  # 2022-11 实际使用外资
        ("130", "471", "27.6"),
        ("400.6", "471.8", "84.9"),
        ("61328", "71981", "85.2"),
        ("426.2", "502", "84.9"),
        ("211.7", "210", "100.8"),
        ("4.96", "4.88", "101.6"),
        ("370.8", "296.2", "125.2"),
        ("609.3", "503.1", "121.1"),
        ("8282.17", "8000", "103.5"),
        ("5953.79", "5800", "102.7"),
    ],
)
def test_completion_is_what_was_published(ytd: str, target: str, completion: str) -> None:
    assert of(ytd=ytd, target=target, target_level="省定").completion_pct == Decimal(completion)


@pytest.mark.parametrize(
    ("ytd", "base", "growth"),
    [
        ("607.8", "586.1", "3.7"),
        ("426.2", "400.6", "6.4"),
        ("2015", "198", "917.7"),
        ("1250.50", "1000", "25.1"),
        ("900", "1000", "-10.0"),
        ("1000.5", "1000", "0.1"),  # half goes away from zero
        ("999.5", "1000", "-0.1"),
    ],
)
def test_growth_is_what_was_published(ytd: str, base: str, growth: str) -> None:
    assert of(ytd=ytd, base_ytd=base).yoy_pct == Decimal(growth)


@pytest.mark.parametrize(
    ("arrived", "contract", "places", "rate"),
    [
        ("581.72", "1303.7", 2, "44.62"),
        ("370", "1077", 0, "34"),
        ("607.8", "1146.8", 0, "53"),
    ],
)
def test_the_arrival_rate_is_what_was_published(
    arrived: str, contract: str, places: int, rate: str
) -> None:
    found = of(Rules(places=places), ytd=arrived, contract=contract)

    assert found.arrival_rate_pct == Decimal(rate)


@pytest.mark.parametrize(
    ("month", "completion", "gap"),
    [(8, "80.3", "13.6"), (11, "92.3", "0.6"), (11, "119.1", "27.4")],
)
def test_the_gap_is_that_of_the_two_rounded_percentages(
    month: int, completion: str, gap: str
) -> None:
    found = of(period=Period(2022, month), ytd=completion, target="100", target_level="省定")

    assert found.gap_pp == Decimal(gap)


def test_rates_are_rounded_to_the_places_of_the_workspace() -> None:
    found = of(Rules(places=2), period=Period(2019, 8), ytd="697.38", target="906")

    assert (found.completion_pct, found.schedule_pct) == (Decimal("76.97"), Decimal("66.67"))
    assert found.gap_pp == Decimal("10.30")


@pytest.mark.parametrize(
    ("ytd", "light"),
    [
        ("100", Light.BLUE),
        ("99.9", Light.GREEN),
        ("91.7", Light.GREEN),
        ("91.6", Light.YELLOW),
        ("86.7", Light.YELLOW),
        ("86.6", Light.RED),
        ("91.65", Light.GREEN),  # the light looks at 91.7
    ],
)
def test_lights_look_at_rounded_values(ytd: str, light: Light) -> None:
    assert of(ytd=ytd, target="100").light is light


def test_the_bounds_of_the_lights_are_the_workspaces() -> None:
    rules = Rules(lights=Lights(Decimal(110), Decimal(-10), Decimal(-30)))

    assert of(rules, ytd="105", target="100").light is Light.GREEN
    assert of(rules, ytd="70", target="100").light is Light.YELLOW


def test_a_light_is_a_word_and_a_sign() -> None:
    assert [light.text for light in Light] == ["蓝◆", "绿●", "黄▲", "红▼"]


def test_a_schedule_by_days_moves_the_gap() -> None:
    assert of(Rules(schedule=Schedule("day")), ytd="92.3", target="100").gap_pp == Decimal("0.8")


def test_what_was_not_reported_is_nothing_and_not_zero() -> None:
    found = of(target="100", base_ytd="50")

    assert (found.ytd, found.yoy_pct, found.completion_pct, found.light) == (None,) * 4
    assert set(found.reasons.values()) == {reasons.UNREPORTED, reasons.NO_CONTRACT,
                                           reasons.NO_TARGET}  # fmt: skip


def test_zero_is_a_value() -> None:
    found = of(ytd="0", month="0", target="100", target_level="市定", base_ytd="50")

    assert [found.ytd, found.completion_pct, found.yoy_pct] == [0, 0, -100]


@pytest.mark.parametrize(
    ("given", "field", "why"),
    [
        ({"ytd": "1", "base_ytd": "0"}, "yoy_pct", reasons.BASE_NOT_POSITIVE),
        ({"ytd": "1", "base_ytd": "-5"}, "yoy_pct", reasons.BASE_NOT_POSITIVE),
        ({"ytd": "1"}, "yoy_pct", reasons.NO_BASE),
        ({"ytd": "1", "base_ytd": "1", "base_comparable": False}, "yoy_pct", reasons.CALIBER),
        ({"ytd": "1"}, "completion_pct", reasons.NO_TARGET),
        ({"ytd": "1", "target": "0"}, "completion_pct", reasons.TARGET_NOT_POSITIVE),
        ({"ytd": "1", "target": "9", "target_comparable": False}, "light", reasons.CALIBER),
        ({"ytd": "1"}, "arrival_rate_pct", reasons.NO_CONTRACT),
        ({"ytd": "1", "contract": "0"}, "arrival_rate_pct", reasons.CONTRACT_NOT_POSITIVE),
        ({"ytd": "1"}, "month", reasons.BEFORE_UNREPORTED),
        ({"ytd": "1", "month_comparable": False}, "month", reasons.CALIBER),
        ({"ytd": "1", "period": Period(2022, 2)}, "month", reasons.JANUARY_UNREPORTED),
    ],
)
def test_what_cannot_be_computed_has_a_reason(
    given: dict[str, object], field: str, why: str
) -> None:
    found = of(**given)

    assert getattr(found, field) is None
    assert found.reasons[field] == why


def test_where_january_is_merged_february_says_so() -> None:
    found = of(Rules(january_merged=True), ytd="1", period=Period(2022, 2))

    assert found.reasons["month"] == reasons.MERGED


def test_a_total_without_one_child_has_no_rates_and_names_it() -> None:
    found = of(
        ytd="100", base_ytd="90", target="120", target_level="省定", contract="200",
        total=True, members=3, reported=2, months=2, bases=2, contracts=2, missing=("叶县",),
    )  # fmt: skip

    assert found.ytd == Decimal(100)
    assert (found.missing, found.complete) == (("叶县",), False)
    assert (found.yoy_pct, found.completion_pct, found.gap_pp, found.light) == (None,) * 4
    assert found.arrival_rate_pct is None
    assert found.reasons["yoy_pct"] == reasons.INCOMPLETE


def test_base_and_current_must_cover_the_same_children() -> None:
    found = of(
        ytd="100", base_ytd="60", total=True, members=2, reported=2, months=2, bases=1, contracts=2,
    )  # fmt: skip

    assert (found.base_ytd, found.yoy_pct) == (None, None)
    assert found.reasons["yoy_pct"] == reasons.BASE_INCOMPLETE


def test_a_part_of_a_total_that_not_all_have_is_no_total() -> None:
    found = of(
        ytd="100", month="5", contract="60", total=True, members=2, reported=2, months=1,
        bases=0, contracts=1,
    )  # fmt: skip

    assert (found.month, found.contract) == (None, None)
    assert found.reasons["month"] == found.reasons["arrival_rate_pct"] == reasons.INCOMPLETE
