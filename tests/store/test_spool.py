"""Files that come in parts: what is kept of them, what is told, and what is left when one fails."""

import os
import signal
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from tests.store.runs import (
    FIRST,
    SECOND,
    blank,
    came,
    codes,
    contents,
    current,
    files,
    new_workspace,
    query,
    take,
    target,
    value,
)
from zhaoshang_cli.domain.finding import Finding, Severity
from zhaoshang_cli.domain.returns import Kind, Observation, Reading
from zhaoshang_cli.errors import Place, ZsError
from zhaoshang_cli.store.checks.audit import audit
from zhaoshang_cli.store.checks.checkup import check_up
from zhaoshang_cli.store.files.archive import archive_name, read_original
from zhaoshang_cli.store.runs.arrival import Arrival, Filed
from zhaoshang_cli.store.runs.recording import record
from zhaoshang_cli.store.runs.recover import rebuild
from zhaoshang_cli.store.runs.spool import LISTED_OF_FILE, LISTED_OF_RUN, spooling
from zhaoshang_cli.workspace import Workspace

DATA = b"a long table"
WHOLE = Reading("长表.csv", sha256(DATA).hexdigest(), len(DATA), Kind.RETURNS, "utf-8")
REPOSITORY = Path(__file__).parents[2]


def part(*entries: Observation, findings: Sequence[Finding] = ()) -> Reading:
    """Make a part of the long table."""
    return replace(WHOLE, observations=entries, findings=tuple(findings))


def sent(*parts: Reading, on: date = FIRST) -> Arrival:
    """Make the long table of parts."""
    return Arrival(parts, DATA, on)


def broken(*parts: Reading) -> Iterator[Reading]:
    """Fail after some parts."""
    yield from parts
    raise ZsError("file-truncated", "文件不完整", Place("长表.csv"))


def test_the_parts_of_a_file_are_one_submission(workspace: Workspace) -> None:
    run = take(
        workspace,
        sent(
            replace(part(value(1)), signatures={"填报人": "张三"}, layout={"rows": 1}),
            replace(part(value(2, "fdi_used")), signatures={"审核人": "王五"}, layout={"rows": 2}),
        ),
    )

    (outcome,) = run.outcomes
    assert (outcome.submission, outcome.added) == (1, 2)
    assert query(workspace, "SELECT file, layout, signatures FROM ledger.submission") == [
        ("长表.csv", '{"rows": 2}', '{"填报人": "张三", "审核人": "王五"}')
    ]
    assert read_original(workspace.path / archive_name(1), WHOLE.sha256) == DATA


def test_two_parts_may_disagree_on_a_cell(workspace: Workspace) -> None:
    run = take(workspace, sent(part(value(1, cell="B4")), part(value(2, cell="B99"))))

    assert codes(run) == ["cell-conflict", "cell-conflict"]
    assert current(workspace) == []


def test_of_a_value_that_stands_in_two_parts_the_first_is_kept(workspace: Workspace) -> None:
    take(workspace, sent(part(value(1, cell="B4")), part(value(1, cell="B99"))))

    assert query(workspace, "SELECT cell FROM ledger.observation") == [("B4",)]


def test_nothing_is_kept_of_a_file_that_cannot_be_read_to_its_end(workspace: Workspace) -> None:
    doubt = Finding("approximate", Severity.WARNING, "约数", Place("长表.csv", "", "B4"))
    with spooling(workspace) as spool:
        bad = spool.take(Arrival(broken(part(value(1), findings=(doubt,))), DATA, FIRST))
        good = spool.take(came("叶县.csv", value(2, "fdi_used")))

    assert isinstance(bad, ZsError)
    assert bad.code == "file-truncated"
    assert isinstance(good, Filed)
    take(
        workspace,
        Arrival(broken(part(value(1), findings=(doubt,))), DATA, FIRST),
        came("叶县.csv", value(2, "fdi_used")),
    )
    assert current(workspace) == [("fdi_used", Decimal(2))]
    assert query(workspace, "SELECT count(*) FROM ledger.finding") == [(0,)]
    assert query(workspace, "SELECT file FROM ledger.submission") == [("叶县.csv",)]


def test_a_file_without_any_part_is_refused(workspace: Workspace) -> None:
    with spooling(workspace) as spool:
        told = spool.take(sent())

    assert isinstance(told, ZsError)
    assert told.code == "file-empty"


def peak(workspace: Workspace, parts: int) -> int:
    """Return how much memory it takes to lay so many parts down."""

    def made() -> Iterator[Reading]:
        for number in range(parts):
            yield part(*(value(n, f"i{number}-{n}") for n in range(2_000)))

    with spooling(workspace) as spool:
        tracemalloc.start()
        spool.take(Arrival(made(), DATA, FIRST))
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    return most


def test_a_file_may_be_as_long_as_it_likes(workspace: Workspace) -> None:
    peak(workspace, 12)

    assert peak(workspace, 48) < 1.2 * peak(workspace, 12)


def doubts(many: int, severity: Severity = Severity.ERROR) -> tuple[Finding, ...]:
    return tuple(
        Finding("amount-unreadable", severity, f"第{n}处", Place("长表.csv", "", f"B{n}"))
        for n in range(many)
    )


def test_of_very_many_doubts_the_first_are_told_and_all_are_counted_and_kept(
    workspace: Workspace,
) -> None:
    run = take(workspace, sent(part(value(1), findings=doubts(LISTED_OF_FILE + 5))))

    (outcome,) = run.outcomes
    assert outcome.findings == doubts(LISTED_OF_FILE)
    assert outcome.filed.told.unlisted == {("amount-unreadable", Severity.ERROR): 5}
    assert query(workspace, "SELECT count(*) FROM ledger.finding") == [(LISTED_OF_FILE + 5,)]


def test_the_doubts_of_a_run_are_bounded_too(workspace: Workspace) -> None:
    many = LISTED_OF_RUN // LISTED_OF_FILE + 2
    each = doubts(LISTED_OF_FILE)

    run = take(
        workspace,
        *(came(f"{n:02}.csv", value(n, f"i{n}"), findings=each) for n in range(many)),
    )

    assert sum(len(outcome.findings) for outcome in run.outcomes) == LISTED_OF_RUN
    assert run.outcomes[-1].filed.told.unlisted == {
        ("amount-unreadable", Severity.ERROR): LISTED_OF_FILE
    }
    assert query(workspace, "SELECT count(*) FROM ledger.finding") == [(many * LISTED_OF_FILE,)]


def test_a_file_that_changes_after_it_was_read_stops_the_run(
    workspace: Workspace, tmp_path: Path
) -> None:
    original = tmp_path / "长表.csv"
    original.write_bytes(DATA)
    before = files(workspace)
    with spooling(workspace) as spool:
        spool.take(Arrival([part(value(1))], original, FIRST))
        original.write_bytes(DATA + b"!")
        with pytest.raises(ZsError) as caught:
            record(workspace, spool, actor="李四", command="zs ingest")

    assert caught.value.code == "file-changed"
    assert files(workspace) == before


@pytest.mark.parametrize("name", ["报[1]表", "a=b", "年'终", "报*表"])
def test_a_folder_may_be_called_anything(tmp_path: Path, name: str) -> None:
    if sys.platform == "win32" and "*" in name:
        pytest.skip("Windows 上文件夹不能叫这个名字")
    workspace = new_workspace(tmp_path / name)
    take(workspace, came("叶县.csv", value(1), target(2), blank("fdi_used")))
    before = contents(workspace)

    rebuild(workspace)

    assert contents(workspace) == before
    assert audit(workspace).sound


ABANDON = """
import os, signal, sys
from pathlib import Path
from tests.store.runs import came, value
from zhaoshang_cli.store.runs.spool import spooling
from zhaoshang_cli.workspace.opening import load

with spooling(load(Path(sys.argv[1]))) as spool:
    spool.take(came("叶县.csv", value(1)))
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def abandoned(workspace: Workspace) -> Path:
    """Leave the folder of a run that was killed while it read."""
    killed = subprocess.run(
        [sys.executable, "-c", ABANDON, workspace.path], check=False, cwd=REPOSITORY,
        env={**os.environ, "PYTHONPATH": f"{REPOSITORY}:{REPOSITORY / 'src'}"},
    )  # fmt: skip
    assert killed.returncode == -signal.SIGKILL
    (folder,) = workspace.path.glob(".zs-*")
    return folder


def test_what_a_killed_run_left_is_removed_by_the_next(
    workspace: Workspace, abandoned: Path
) -> None:
    assert [one.place.file for one in check_up(workspace).findings if one.code == "leftover"] == [
        abandoned.name
    ]

    take(workspace)

    assert not abandoned.exists()
    assert check_up(workspace).findings == ()


def test_what_a_running_one_works_in_is_left_alone(workspace: Workspace) -> None:
    with spooling(workspace) as spool:
        spool.take(came("叶县.csv", value(1)))
        take(workspace, came("鲁山.csv", value(2, "fdi_used")))

        assert spool.folder.is_dir()
        assert check_up(workspace).findings == ()
    assert list(workspace.path.glob(".zs-*")) == []


cells = st.lists(
    st.tuples(st.sampled_from("abc"), st.integers(1, 2)), max_size=4, unique_by=lambda one: one[0]
)
batches = st.lists(st.tuples(st.sampled_from([FIRST, SECOND]), cells), min_size=1, max_size=5)


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(runs=st.lists(batches, min_size=1, max_size=3))
def test_every_run_ends_as_the_rules_have_it(
    tmp_path_factory: pytest.TempPathFactory,
    runs: list[list[tuple[date, list[tuple[str, int]]]]],
) -> None:
    workspace = new_workspace(Path(tmp_path_factory.mktemp("w")))
    standing: dict[str, int] = {}
    known: set[bytes] = set()
    for batch in runs:
        ordered = sorted(enumerate(batch), key=lambda one: (one[1][0], one[0]))
        take(
            workspace,
            *(
                came(f"{n}.csv", *(value(v, i) for i, v in held), on=day, data=repr(held).encode())
                for n, (day, held) in enumerate(batch)
            ),
        )
        expect([(day, held) for _, (day, held) in ordered], standing, known)
        assert current(workspace) == sorted((name, Decimal(one)) for name, one in standing.items())
        stored = query(workspace, "SELECT sha256 FROM ledger.submission")
        known = {data for _, held in batch if held for data in [repr(held).encode()]} | known
        known = {data for data in known if (sha256(data).hexdigest(),) in stored}
    assert audit(workspace).sound


def expect(
    ordered: list[tuple[date, list[tuple[str, int]]]], standing: dict[str, int], known: set[bytes]
) -> None:
    """Work the rules out by hand: of one day all must agree, but for what had come before."""
    came_before = set(known)
    told: dict[tuple[date, str], list[tuple[int, bool]]] = {}
    for day, held in ordered:
        data = repr(held).encode()
        for name, one in held:
            told.setdefault((day, name), []).append((one, data in came_before))
        came_before.add(data)
    for (_, name), values in sorted(told.items()):
        found = {one for one, _ in values}
        if len(found) > 1:
            found = {one for one, old in values if not old}
        if len(found) == 1:
            standing[name] = found.pop()
