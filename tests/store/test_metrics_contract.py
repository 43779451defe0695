"""Every metric file, held to its own header and to what other engines understand."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pytest

from tests.ledgers import workspace_in
from tests.portable import faults, unordered
from zhaoshang_cli.domain.metric import Metric
from zhaoshang_cli.errors import ZsError
from zhaoshang_cli.store.answers.catalogue import load_metric, metric_names
from zhaoshang_cli.store.answers.ledger import open_ledger

EXAMPLES = {"DATE": date(2022, 11, 1), "INTEGER": 202211, "VARCHAR": ""}
"""A value for each type a metric may ask for; DuckDB cannot bind a bare NULL everywhere."""


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """The views that metrics read, over an empty ledger."""
    with open_ledger(workspace_in(tmp_path_factory.mktemp("empty"))) as ledger:
        ledger._views.lay_all()
        yield ledger._connection


@pytest.fixture(params=metric_names())
def metric(request: pytest.FixtureRequest) -> Metric:
    return load_metric(request.param)


def test_it_is_one_statement(metric: Metric, empty: duckdb.DuckDBPyConnection) -> None:
    assert len(empty.extract_statements(metric.sql)) == 1


def test_it_takes_the_params_it_declares(metric: Metric, empty: duckdb.DuckDBPyConnection) -> None:
    (statement,) = empty.extract_statements(metric.sql)

    assert statement.named_parameters == {param.name for param in metric.params}


def test_it_returns_the_columns_it_declares(
    metric: Metric, empty: duckdb.DuckDBPyConnection
) -> None:
    values = {param.name: EXAMPLES[param.type] for param in metric.params}
    answer = empty.sql(metric.sql, params=values)

    declared = [(column.name, column.type) for column in metric.columns]
    assert list(zip(answer.columns, map(str, answer.types), strict=True)) == declared


def test_its_rates_are_made_of_its_columns(metric: Metric) -> None:
    columns = {column.name for column in metric.columns}

    assert all(set(rate.parts) <= columns for rate in metric.rates)


def test_its_key_is_among_its_columns(metric: Metric) -> None:
    assert set(metric.key) <= {column.name for column in metric.columns}


def test_its_order_is_total(metric: Metric) -> None:
    assert unordered(metric.sql, metric.key) == []


def test_other_engines_understand_it(metric: Metric) -> None:
    assert faults(metric.sql) == []


def test_it_divides_nothing_for_display(metric: Metric) -> None:
    assert "round(" not in metric.sql.lower()


def test_a_metric_that_is_not_there_is_told_with_the_nearest() -> None:
    with pytest.raises(ZsError) as refused:
        load_metric("progress_by_regoin")

    assert (refused.value.code, refused.value.hint) == (
        "metric-unknown", "是不是想用 progress_by_region",
    )  # fmt: skip


def test_a_metric_whose_header_is_broken_is_told_with_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "metrics").mkdir()
    (tmp_path / "metrics" / "some.sql").write_text("-- colum x\nSELECT 1", encoding="utf-8")
    monkeypatch.setattr("zhaoshang_cli.store.answers.catalogue.folder", lambda _: tmp_path)

    with pytest.raises(ZsError) as refused:
        load_metric("some")

    assert refused.value.code == "metric-malformed"
    assert str(refused.value.place).endswith("some.sql")
