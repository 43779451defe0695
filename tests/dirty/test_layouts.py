import pytest

from tests.dirty.layouts import Layout, bureaus, forms
from tests.dirty.score import context
from zhaoshang_cli.domain.finding import Severity
from zhaoshang_cli.errors import ZsError
from zhaoshang_cli.readers.files.books import Rejected, read_book_bytes
from zhaoshang_cli.readers.understand import understand

LAYOUTS = (*bureaus.LAYOUTS, *forms.LAYOUTS)


def taken(layout: Layout) -> tuple[set[tuple[str, int, str, str, str]], set[tuple[str, str]]]:
    book = read_book_bytes(layout.name, layout.data)
    assert not isinstance(book, Rejected)
    reading = understand(book, context("410400"))
    told = {
        (finding.code, finding.place.cell or "")
        for finding in reading.findings
        if finding.severity is not Severity.INFO
    }
    values = {
        (one.region, one.period, one.indicator, one.basis.value, f"{one.value.normalize():f}")
        for one in reading.observations
    }
    return values, told


@pytest.mark.parametrize(
    "layout", [one for one in LAYOUTS if not one.refused], ids=lambda layout: layout.title
)
def test_a_layout_is_read_as_a_careful_clerk_would(layout: Layout) -> None:
    values, told = taken(layout)

    assert values == set(layout.right)
    assert told == set(layout.told)


@pytest.mark.parametrize(
    "layout", [one for one in LAYOUTS if one.refused], ids=lambda layout: layout.title
)
def test_a_layout_that_says_too_little_is_refused(layout: Layout) -> None:
    with pytest.raises(ZsError) as refusal:
        taken(layout)

    assert layout.refused in {"*", refusal.value.code}
