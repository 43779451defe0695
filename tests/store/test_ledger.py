"""Asking the ledger: the views, and the vintages."""

import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from tests.store.runs import FIRST, SECOND, came, new_workspace, take, target, value
from zhaoshang_cli.domain.metric import Metric, parse_metric
from zhaoshang_cli.errors import ZsError
from zhaoshang_cli.store.answers.ledger import open_ledger
from zhaoshang_cli.store.files.journal import last_entry
from zhaoshang_cli.store.files.migrate import newest
from zhaoshang_cli.workspace import Workspace

READER = """
import duckdb, sys
c = duckdb.connect(sys.argv[1], read_only=True)
print("open", flush=True)
sys.stdin.read()
print(c.execute("SELECT count(*) FROM ledger.submission").fetchall())
"""
WRITER = """
import duckdb, sys
c = duckdb.connect(sys.argv[1])
c.execute("CREATE TABLE t (i INTEGER)")
print("open", flush=True)
sys.stdin.read()
"""


def metric(select: str) -> Metric:
    """Make a metric of a bare SELECT; nothing of its header is looked at here."""
    header = "-- title: 试\n-- about: 试\n-- grain: 试\n-- key: x\n-- column x INTEGER: 试\n"
    return parse_metric(header + select, "trial")


@pytest.fixture
def twice(workspace: Workspace) -> Workspace:
    take(workspace, came("甲.xlsx", value(1), target(10), on=FIRST))
    take(workspace, came("乙.xlsx", value(2), target(20), on=SECOND))
    return workspace


@pytest.mark.parametrize(
    ("as_of", "seen"), [(None, 2), (2, 2), (9, 2), (1, 1), (0, None)]
)  # fmt: skip
def test_a_vintage_knows_what_was_known_then(
    twice: Workspace, as_of: int | None, seen: int | None
) -> None:
    with open_ledger(twice, as_of=as_of) as ledger:
        held = ledger.ask(metric("SELECT value FROM observation"))
        aimed = ledger.ask(metric("SELECT value FROM target"))
        arrived = ledger.ask(metric("SELECT id FROM submission"))

    assert [row["value"] for row in held] == ([] if seen is None else [Decimal(seen)])
    assert [row["value"] for row in aimed] == ([] if seen is None else [Decimal(seen * 10)])
    assert len(arrived) == (seen or 0)


def test_the_head_is_that_of_the_journals_last_line(twice: Workspace) -> None:
    last = last_entry(twice.journal)

    assert last is not None
    with open_ledger(twice) as ledger:
        assert (ledger.as_of, ledger.head) == (2, last.hash)


def test_an_empty_ledger_has_no_head(workspace: Workspace) -> None:
    with open_ledger(workspace) as ledger:
        assert (ledger.as_of, ledger.head) == (0, "")


def test_the_workspaces_own_words_can_be_joined(workspace: Workspace) -> None:
    with open_ledger(workspace) as ledger:
        regions = ledger.ask(
            metric("SELECT name, role FROM region WHERE role <> 'peer' ORDER BY position")
        )
        units = ledger.ask(metric("SELECT unit FROM indicator WHERE code = 'fdi_used'"))
        breaks = ledger.ask(metric("SELECT since FROM caliber WHERE indicator = 'fdi_used'"))

    assert [(row["name"], row["role"]) for row in regions] == [
        ("平顶山市", "own"),
        ("叶县", "child"),
        ("鲁山县", "child"),
        ("河南省", "province"),
    ]
    assert units == [{"unit": "万美元"}]
    assert {"since": 202205} in breaks


def test_a_reader_sees_its_own_generation_while_a_writer_replaces_it(twice: Workspace) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", READER, twice.store], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        text=True,
    ) as reader:  # fmt: skip
        assert reader.stdout is not None
        assert reader.stdout.readline() == "open\n"
        take(twice, came("丙.xlsx", value(3)))
        out, _ = reader.communicate()

    assert out == "[(2,)]\n"
    with open_ledger(twice) as ledger:
        assert ledger.as_of == 3


@pytest.mark.parametrize(
    "attack",
    [
        "SELECT * FROM read_text('/etc/hostname')",
        "SELECT * FROM '/etc/hostname.csv'",
        "COPY (SELECT 1) TO '/tmp/zs-attack.csv'",
        "ATTACH '/tmp/zs-attack.duckdb'",
        "INSERT INTO ledger.submission SELECT * FROM ledger.submission",
        "DROP TABLE ledger.submission",
        "SET enable_external_access = true",
        "SELECT nothing FROM nowhere",
    ],
)
def test_a_query_reaches_nothing_but_the_ledger(twice: Workspace, attack: str) -> None:
    with open_ledger(twice) as ledger, pytest.raises(duckdb.Error):
        ledger.ask(metric(attack))


def test_a_wrong_query_is_told(twice: Workspace) -> None:
    with pytest.raises(ZsError) as caught, open_ledger(twice) as ledger:
        ledger.ask(metric("SELECT nothing FROM nowhere"))

    assert caught.value.code == "query-failed"


def test_a_store_of_a_newer_zs_is_told(twice: Workspace) -> None:
    with duckdb.connect(str(twice.store)) as connection:
        connection.execute("UPDATE ledger.meta SET value = '999' WHERE key = 'schema'")

    for attempt in (lambda: open_ledger(twice).__enter__(), lambda: take(twice)):
        with pytest.raises(ZsError) as caught:
            attempt()
        assert (caught.value.code, caught.value.message) == (
            "store-newer",
            f"台账的格式是第 999 版，这个 zs 只认到第 {newest()} 版",
        )


def test_a_garbled_store_is_told(twice: Workspace) -> None:
    twice.store.write_bytes(b"garbled" * 1000)

    with pytest.raises(ZsError) as caught, open_ledger(twice):
        pass

    assert caught.value.code == "store-damaged"
    assert caught.value.hint == "先备份整个文件夹，再运行 zs rebuild"


def test_another_program_that_writes_the_store_is_waited_for_in_vain(tmp_path: Path) -> None:
    workspace = new_workspace(tmp_path / "w", wait=0)
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, workspace.store], stdin=subprocess.PIPE,
        stdout=subprocess.PIPE, text=True,
    ) as other:  # fmt: skip
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        with pytest.raises(ZsError) as caught, open_ledger(workspace):
            pass
        other.kill()

    assert (caught.value.code, caught.value.message) == ("store-busy", "台账正被别的程序占用")


def test_the_file_format_stays_the_pinned_one(twice: Workspace) -> None:
    with duckdb.connect(str(twice.store), read_only=True) as connection:
        (tags,) = connection.execute(
            "SELECT tags FROM duckdb_databases() WHERE NOT internal"
        ).fetchall()

    assert "v1.2.0" in str(tags)
