"""并列, the way to the next, and the money that would draw level."""

from decimal import Decimal

import pytest

from zhaoshang_cli.domain.period import Period
from zhaoshang_cli.domain.ranking import RankBasis, Ranked, Ranking, Standing, arrange


def standing(
    name: str, rank: int | None, top: str | None, bottom: str = "1", **more: object
) -> Standing:
    previous, panel = more.get("previous"), str(more.get("panel", ""))
    return Standing(
        region=name,
        name=name,
        full_name=name,
        panel=panel,
        numerator=None if top is None else Decimal(top),
        denominator=Decimal(bottom),
        rank=rank,
        previous_rank=previous if isinstance(previous, int) else None,
        reason=None if rank else "未报",
    )


def completion(*standings: Standing) -> dict[str, Ranked]:
    rows = arrange(standings, RankBasis.COMPLETION, "万元", 1)
    return {row.name: row for row in rows}


def test_equal_ratios_share_a_rank_and_the_next_is_skipped() -> None:
    rows = completion(
        standing("甲", 1, "90", "100"), standing("乙", 2, "40", "50"),
        standing("丙", 2, "80", "100"), standing("丁", 4, "10", "100"),
    )  # fmt: skip

    assert [(row.rank, row.tied) for row in rows.values()] == [
        (1, False), (2, True), (2, True), (4, False),
    ]  # fmt: skip


def test_the_way_to_the_next_is_taken_from_exact_ratios_and_rounded_once() -> None:
    rows = completion(standing("甲", 1, "1", "3"), standing("乙", 2, "1", "7"))

    assert rows["乙"].value == Decimal("14.3")
    assert rows["乙"].to_next_above == Decimal("19.0")  # 33.3 - 14.3 happens to agree
    assert rows["甲"].to_next_below == Decimal("19.0")
    assert rows["甲"].to_next_above is None


def test_those_who_share_a_rank_look_past_each_other() -> None:
    rows = completion(
        standing("甲", 1, "90", "100"), standing("乙", 2, "80", "100"), standing("丙", 2, "8", "10")
    )

    assert rows["丙"].to_next_above == Decimal("10.0")
    assert rows["乙"].to_next_below is None


def test_the_money_that_draws_level_is_enough() -> None:
    rows = completion(standing("甲", 1, "2", "3"), standing("乙", 2, "50", "100"))

    assert rows["乙"].money_to_next_above == Decimal("16.67")  # 16.666… would not do
    assert rows["甲"].money_to_next_above is None


def test_for_growth_the_money_is_in_the_numerator_too() -> None:
    rows = arrange(
        [standing("甲", 1, "50", "100"), standing("乙", 2, "10", "200")],
        RankBasis.GROWTH, "万元", 1,
    )  # fmt: skip

    assert rows[1].money_to_next_above == Decimal("90.00")


def test_totals_are_compared_in_their_own_unit() -> None:
    rows = arrange(
        [standing("甲", 1, "100.25"), standing("乙", 2, "90.5")], RankBasis.TOTAL, "万元", 1
    )

    assert (rows[0].value, rows[0].unit) == (Decimal("100.25"), "万元")
    assert rows[1].to_next_above == rows[1].money_to_next_above == Decimal("9.75")


def test_change_counts_places_gained() -> None:
    rows = completion(
        standing("甲", 1, "9", "10", previous=3),
        standing("乙", 2, "8", "10", previous=1),
        standing("丙", 3, "7", "10", previous=2),
        standing("丁", None, None),
    )

    assert [row.change for row in rows.values()] == [2, -1, -1, None]


def test_among_fewer_than_before_nobody_has_moved() -> None:
    rows = completion(
        standing("甲", 1, "9", "10", previous=3),
        standing("乙", None, None, previous=1),
        standing("丙", None, None, previous=2),
    )

    assert [row.change for row in rows.values()] == [None, None, None]


def test_a_newcomer_moves_nobody() -> None:
    rows = completion(
        standing("甲", 1, "9", "10"),
        standing("乙", 2, "8", "10", previous=1),
    )

    assert [row.change for row in rows.values()] == [None, None]


def test_a_region_without_a_value_stands_last_and_says_why() -> None:
    rows = completion(standing("甲", None, None), standing("乙", 1, "8", "10"))

    assert list(rows) == ["乙", "甲"]
    assert (rows["甲"].rank, rows["甲"].value, rows["甲"].reason) == (None, None, "未报")


def test_panels_keep_the_order_in_which_they_appear() -> None:
    rows = completion(
        standing("甲", 1, "1", panel="县区"), standing("乙", 1, "5", panel="功能区"),
        standing("丙", 2, "0.5", panel="县区"),
    )  # fmt: skip

    assert [(row.panel, row.name) for row in rows.values()] == [
        ("县区", "甲"), ("县区", "丙"), ("功能区", "乙"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("total", RankBasis.TOTAL), ("总量", RankBasis.TOTAL), ("进度", RankBasis.COMPLETION),
        ("完成率", RankBasis.COMPLETION), ("增速", RankBasis.GROWTH), ("到位率", RankBasis.ARRIVAL),
    ],
)  # fmt: skip
def test_a_basis_has_chinese_names(text: str, basis: RankBasis) -> None:
    assert RankBasis.named(text) is basis


def test_an_unknown_basis_is_refused() -> None:
    with pytest.raises(ValueError, match="随便"):
        RankBasis.named("随便")


def test_a_region_is_found_in_its_ranking() -> None:
    rows = arrange([standing("甲", 1, "1")], RankBasis.TOTAL, "个", 1)
    ranking = Ranking(Period(2022, 11), "proj_signed", RankBasis.TOTAL, "children", "个", rows)

    assert ranking.of("甲") == rows[0]
    assert ranking.of("乙") is None
