"""Whatever text and number a cell holds comes back from the archive as it was."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings, strategies as st

from tests.store.runs import came, contents, new_workspace, take, value
from zhaoshang_cli.domain.finding import Finding, Severity
from zhaoshang_cli.errors import Place
from zhaoshang_cli.store.runs.recover import rebuild
from zhaoshang_cli.workspace import Workspace

AWKWARD = [
    "\\N", "NULL", "", '"', "'", "\0", "a\0b", "\r", "\n", "\r\n", "\u2028", "\ufeff", " x ", "\\",
    '\\"', '"",""', ",", "a\n\nb", "𬭸", "\U0010ffff", "\x1a", "\x7f", "=1+1", "\t", "#", "'\n'",
]  # fmt: skip
cells = st.text(max_size=12) | st.sampled_from(AWKWARD)
amounts = st.decimals(
    min_value=Decimal("-999999999999.999999"), max_value=Decimal("999999999999.999999"), places=6
)


@pytest.fixture(scope="module")
def used(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return new_workspace(tmp_path_factory.mktemp("roundtrip"))


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(rows=st.lists(st.tuples(cells, amounts, cells, st.none() | cells), min_size=1, max_size=30))
@example(rows=[(text, Decimal(n), text, text) for n, text in enumerate(AWKWARD)])
def test_a_rebuilt_ledger_holds_the_same_texts_and_numbers(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[tuple[str, Decimal, str, str | None]],
) -> None:
    workspace = new_workspace(Path(tmp_path_factory.mktemp("w")))
    entries = [
        value(amount, f"i{n}", raw=raw, cell=cell) for n, (raw, amount, cell, _) in enumerate(rows)
    ]
    findings = [
        Finding("x", Severity.INFO, raw, Place("f", cell, other), other, other)
        for raw, _, cell, other in rows
    ]
    take(workspace, came("叶县.xlsx", *entries, findings=findings))
    before = contents(workspace)

    rebuild(workspace)

    assert contents(workspace) == before
    assert sorted((row[7], row[6], row[9]) for row in before["observation"]) == sorted(
        (raw, amount, cell) for raw, amount, cell, _ in rows
    )
    assert sorted(row[3] for row in before["finding"]) == sorted(row[0] for row in rows)
