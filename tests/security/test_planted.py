"""What another program plants in the store works no mischief: it is not obeyed, and is named."""

from pathlib import Path

import duckdb
import pytest

from tests.support import Zs
from tests.workflows.office import open_office, sheet
from zhaoshang_cli.store.files.disk import digest
from zhaoshang_cli.store.files.generation import sums_of
from zhaoshang_cli.workspace.opening import load

PLANTED = (
    "CREATE MACRO main.sum(x) AS count(x)",
    "CREATE MACRO ledger.coalesce(a, b) AS b",
    "CREATE MACRO main.max(x) AS min(x)",
    "CREATE MACRO main.duckdb_functions() AS TABLE SELECT 1 WHERE false",
    "CREATE VIEW main.reported AS SELECT 1 AS value",
    'CREATE TABLE ledger."x""; DROP TABLE y" (i INTEGER)',
)
NAMED = ("函数 sum", "函数 coalesce", "函数 max", "函数 duckdb_functions", "视图 reported")


def plant(folder: Path) -> None:
    """Put functions and views into the store with any DuckDB tool, and cover it up."""
    store = load(folder).store
    with duckdb.connect(str(store)) as connection:
        for statement in PLANTED:
            connection.execute(statement)
    sums_of(store).write_text(f"{digest(store)}\n", encoding="ascii")


@pytest.fixture
def office(zs: Zs, tmp_path: Path) -> Zs:
    """Make a small office's ledger."""
    open_office(zs, tmp_path)
    return zs


@pytest.mark.parametrize(
    "words",
    [
        ("show", "2022-11"),
        ("rank", "2022-11"),
        ("history",),
        ("sql", "SELECT sum(value), coalesce(1, 2), max(value) FROM observation"),
    ],
)
def test_no_answer_obeys_it(office: Zs, tmp_path: Path, words: tuple[str, ...]) -> None:
    expected = office(*words)
    plant(tmp_path)

    assert office(*words) == expected


def test_an_audit_names_it(office: Zs, tmp_path: Path) -> None:
    plant(tmp_path)

    run = office("audit", "verify")

    assert run.status == 1
    for name in NAMED:
        assert f"台账里多出一个{name}，不是 zs 建的" in run.out


def test_nothing_is_written_into_such_a_store_and_rebuilding_mends_it(
    office: Zs, tmp_path: Path
) -> None:
    plant(tmp_path)
    before = load(tmp_path).store.read_bytes()
    sheet(tmp_path / "改.csv", "2022年11月", {"宝丰县": 970})

    run = office("ingest", "改.csv")

    assert run.status == 6
    assert "台账里有别的程序加进去的函数 coalesce" in run.err
    assert load(tmp_path).store.read_bytes() == before
    assert office("rebuild").status == 0
    assert office("ingest", "改.csv").status == 0
    assert office("audit", "verify").status == 0
