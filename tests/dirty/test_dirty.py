from hypothesis import given, settings, strategies as st

from tests.dirty.catalogue import CATALOGUE
from tests.dirty.generator import variant
from tests.dirty.score import Score, score, table


def test_300_dirty_sheets_are_read_without_a_silent_mistake() -> None:
    total: Score = score(range(300))

    assert not total.failures, "\n".join([table(total), *total.failures[:10]])
    assert total.right > 10_000
    assert total.found > 150


def test_every_line_of_the_catalogue_is_planted_somewhere() -> None:
    sheets = [variant(number) for number in range(400)]

    assert [mess.number for mess in CATALOGUE] == list(range(1, 23))
    unseen = [
        mess.title
        for mess in CATALOGUE
        if not mess.ledger and not any(mess.is_in(sheet) for sheet in sheets)
    ]
    told = {plant for mess in CATALOGUE for plant in mess.plants}
    planted = {fault.plant for sheet in sheets for fault in sheet.faults}
    assert unseen == []
    assert told <= planted


@settings(max_examples=25, deadline=None)
@given(number=st.integers(min_value=0, max_value=10**6))
def test_a_number_always_gives_the_same_sheet(number: int) -> None:
    first, second = variant(number), variant(number)

    assert (first.name, first.truth, first.faults) == (second.name, second.truth, second.faults)
    assert first.data == second.data
