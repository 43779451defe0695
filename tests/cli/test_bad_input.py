"""What goes wrong around a run: one Chinese error, the right status, and the store as it was."""

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from pathlib import Path

import duckdb
import pytest

from tests.ledgers import workspace_in
from tests.sheets import csv_of, files_of, put
from tests.support import Run, Zs

REPOSITORY = Path(__file__).parents[2]
HOLD_LOCK = """
import sys
from pathlib import Path
from zhaoshang_cli.store.files.lock import writing
with writing(Path(sys.argv[1]), wait=5, what="zs ingest 别的.csv"):
    print("held", flush=True)
    sys.stdin.read()
"""
HOLD_STORE = """
import sys
import duckdb
with duckdb.connect(sys.argv[1]) as connection:
    print("held", flush=True)
    sys.stdin.read()
"""
LIMITED = """
import resource, runpy, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
limit = int(sys.argv.pop(1))
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
sys.argv[0] = "zs"
runpy.run_module("zhaoshang_cli", run_name="__main__")
"""


@pytest.fixture
def city(tmp_path: Path, zs: Zs) -> Iterator[Path]:
    """A workspace that holds one value; a newer sheet lies beside it."""
    workspace_in(tmp_path / "市", "[store]\nwait_seconds = 1")
    with chdir(tmp_path):
        put(Path("先.csv"), csv_of({"新华区": 382300}))
        assert zs("-C", "市", "ingest", "先.csv").status == 0
        put(Path("后.csv"), csv_of({"新华区": 382301}))
        yield tmp_path / "市"


@contextmanager
def holding(program: str, path: Path) -> Iterator[subprocess.Popen[str]]:
    """Run a program that holds something until its input ends."""
    with subprocess.Popen(
        [sys.executable, "-c", program, path],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=_environment(),
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.communicate()


def elsewhere(*arguments: object, limit: int) -> Run:
    """Run zs in a process that may write no file beyond ``limit`` bytes."""
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(limit), *map(str, arguments)],
        capture_output=True, text=True, check=False, env=_environment(),
    )  # fmt: skip
    return Run(done.returncode, done.stdout, done.stderr)


def _environment() -> dict[str, str]:
    paths = f"{REPOSITORY / 'src'}:{REPOSITORY}"
    return {**os.environ, "PYTHONPATH": paths, "PYTHONUTF8": "1"}


def _held(folder: Path) -> dict[str, bytes]:
    """Return every file but for the lock and the note of who holds it."""
    return {
        name: data
        for name, data in files_of(folder).items()
        if not name.endswith((".lock", ".holder"))
    }


def test_a_store_that_another_zs_writes_is_waited_for_and_then_named(city: Path, zs: Zs) -> None:
    before = _held(city)

    with holding(HOLD_LOCK, city / "zs.lock") as process:
        run = zs("-C", city, "ingest", "后.csv")

    first, place, remedy = run.err.splitlines()
    assert (run.status, run.out) == (4, "")
    assert first.startswith(f"错误[store-busy]：另一个程序正在写台账（进程 {process.pid}，")
    assert first.endswith("：zs ingest 别的.csv），等了 1 秒")
    assert place == f"  在 {city}"
    assert remedy == "  办法：等它做完再试；要多等一会儿，设置 ZS_STORE_WAIT_SECONDS"
    assert _held(city) == before


def test_a_store_held_for_writing_by_another_tool_can_still_be_written(city: Path, zs: Zs) -> None:
    with holding(HOLD_STORE, city / "zs.duckdb"):
        run = zs("-C", city, "ingest", "后.csv")

    assert run.status in {0, 4}
    if run.status == 4:
        assert run.err.startswith("错误[store-busy]：")
        assert len(run.err.splitlines()) == 3


def test_a_store_held_for_writing_by_another_tool_is_told_to_who_reads(city: Path, zs: Zs) -> None:
    with holding(HOLD_STORE, city / "zs.duckdb"):
        run = zs("-C", city, "show")

    assert run == (
        4,
        "",
        (
            f"错误[store-busy]：台账正被别的程序占用\n  在 {city}/zs.duckdb\n"
            "  办法：关掉打开它的程序再试\n"
        ),
    )


def test_a_workspace_of_a_newer_zs_is_left_alone(city: Path, zs: Zs) -> None:
    settings = city / "zs.toml"
    put(settings, settings.read_text(encoding="utf-8").replace("format = 1", "format = 2"))
    before = _held(city)

    run = zs("-C", city, "ingest", "后.csv")

    assert run == (
        6,
        "",
        (
            "错误[workspace-newer]：工作区是更新的 zs 建的（format = 2，这里只认到 1）\n"
            f"  在 {settings}\n  办法：升级 zs 后再用\n"
        ),
    )
    assert _held(city) == before


def test_a_store_of_a_newer_zs_is_left_alone(city: Path, zs: Zs) -> None:
    with duckdb.connect(str(city / "zs.duckdb")) as connection:
        connection.execute("UPDATE ledger.meta SET value = '999' WHERE key = 'schema'")
        assert connection.execute("SELECT count(*) FROM ledger.meta WHERE value = '999'").fetchone()
    before = _held(city)

    run = zs("-C", city, "ingest", "后.csv")

    assert (run.status, run.out) == (6, "")
    assert run.err.startswith("错误[store-newer]：")
    assert len(run.err.splitlines()) == 3
    assert _held(city)["zs.duckdb"] == before["zs.duckdb"]


@pytest.mark.parametrize("limit", [1_000, 100_000, 600_000])
def test_a_full_disk_is_one_sentence_and_everything_is_as_it_was(city: Path, limit: int) -> None:
    before = _held(city)

    run = elsewhere("-C", city, "ingest", "后.csv", limit=limit)

    assert run.out == ""
    assert run.err.startswith("错误[disk-full]：磁盘空间不足，没有写入\n"), run.err
    assert "办法：腾出空间后重来" in run.err
    after = _held(city)
    assert {name: after.get(name) for name in before if name != "zs.sum"} == {
        name: data for name, data in before.items() if name != "zs.sum"
    }


def test_a_small_disk_that_is_full_is_told_and_the_next_run_goes_on(zs: Zs) -> None:
    with tempfile.TemporaryDirectory() as folder:
        mounting = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", folder]
        if subprocess.run(mounting, capture_output=True, check=False).returncode:
            pytest.skip("只有管理员能挂一个小磁盘")
        try:
            workspace_in(Path(folder, "市"))
            with chdir(folder):
                put(Path("报.csv"), csv_of({"新华区": 382300}))
                ballast = Path("沙袋")
                ballast.write_bytes(b"0" * (os.statvfs(folder).f_bavail * 4096 - 200_000))
                full = zs("-C", "市", "ingest", "报.csv")
                ballast.unlink()
                again = zs("-C", "市", "ingest", "报.csv")
        finally:
            subprocess.run(["umount", folder], check=True)

    assert full.err.startswith("错误[disk-full]："), full.err
    assert again.status == 0


def test_ctrl_c_while_waiting_ends_quietly(city: Path) -> None:
    before = _held(city)
    with holding(HOLD_LOCK, city / "zs.lock"):
        waiting = subprocess.Popen(
            [sys.executable, "-m", "zhaoshang_cli", "-C", city, "ingest", "后.csv"],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            env={**_environment(), "ZS_STORE_WAIT_SECONDS": "60"},
        )  # fmt: skip
        with pytest.raises(subprocess.TimeoutExpired):
            waiting.wait(4)
        waiting.send_signal(signal.SIGINT)
        _, told = waiting.communicate(timeout=20)

    assert waiting.returncode == 130
    assert "Traceback" not in told
    assert _held(city) == before


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("空.csv", "", "file-empty"),
        ("其实是PDF.csv", "%PDF-1.7\n1 0 obj\n", "file-kind"),
        ("没有列.csv", "品种,产量（吨）\n小麦,好\n", "no-known-column"),
        ("没有月份.csv", "地区,实际到位省外资金本年累计（万元）\n新华区,5\n", "period-unknown"),
        (
            "没有年份.csv",
            "地区,级别,实际到位省外资金年度目标（万元）\n新华区,市定,5\n",
            "year-unknown",
        ),
    ],
)
def test_a_bad_file_among_good_ones_changes_nothing_for_them(
    city: Path, zs: Zs, name: str, text: str, code: str
) -> None:
    put(Path(name), text)

    run = zs("-C", city, "ingest", name, "后.csv", "--json")

    bad, good = json.loads(run.out)["submissions"]
    assert run.status == 3
    assert (bad["status"], [one["code"] for one in bad["findings"]]) == ("rejected", [code])
    assert (good["status"], good["changed"]) == ("revised", 1)
    assert run.err.splitlines()[0].startswith(f"错误[{code}] {name}：")


def test_a_name_that_two_regions_bear_is_told_where_it_is_declared(city: Path, zs: Zs) -> None:
    settings = city / "zs.toml"
    text = settings.read_text(encoding="utf-8")
    for name in ("新华区", "卫东区"):
        text = text.replace(f'name = "{name}"', f'name = "{name}"\naliases = ["老城"]')
    put(settings, text)
    before = _held(city)

    run = zs("-C", city, "ingest", "后.csv")

    assert run.status == 2
    assert run.err.startswith("错误[region-alias-ambiguous]：")
    assert f"  在 {settings}\n" in run.err
    assert _held(city) == before
