"""Whether a sum is the number that was printed."""

from decimal import Decimal

import pytest

from zhaoshang_cli.domain.agreement import alike


@pytest.mark.parametrize(
    ("ours", "theirs", "printed", "same"),
    [
        ("6078000", "6078000", "607.8", True),
        ("6078499", "6078000", "607.8", True),
        ("6078501", "6078000", "607.8", False),
        ("6078000", "6078000", "6,078,000", True),
        ("6078001", "6078000", "6,078,000", False),
        ("0", "0", "0", True),
        ("1", "0", "0", False),
        ("5", "6", "约六", False),
    ],
)
def test_only_printed_digits_count(ours: str, theirs: str, printed: str, *, same: bool) -> None:
    assert alike(Decimal(ours), Decimal(theirs), printed) is same
