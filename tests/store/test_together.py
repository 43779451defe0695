"""Eight at once: every file is in, none twice, and readers are answered meanwhile."""

import os
import subprocess
import sys

from tests.store.runs import query
from tests.store.test_kill import REPOSITORY
from zhaoshang_cli.store.checks.audit import audit
from zhaoshang_cli.workspace import Workspace

OFFICES, RUNS = 8, 2
WRITE = """
import sys
from pathlib import Path
from tests.store.runs import came, take, value
from zhaoshang_cli.workspace.opening import load

workspace, office = load(Path(sys.argv[1])), int(sys.argv[2])
for run in range(2):
    shared = came("全市.xlsx", value(7, "shared"), data=b"shared")
    own = came(f"{office}-{run}.xlsx", value(run, f"i{office}"), data=b"%d-%d" % (office, run))
    take(workspace, shared, own)
"""
READ = """
import sys, time
from pathlib import Path
from zhaoshang_cli.domain.metric import parse_metric
from zhaoshang_cli.errors import ZsError
from zhaoshang_cli.store.answers.ledger import open_ledger
from zhaoshang_cli.workspace.opening import load

workspace, seen, busy = load(Path(sys.argv[1])), [], 0
ask = parse_metric('''-- title: 试
-- about: 试
-- grain: 试
-- key: n
-- column n BIGINT: 试
SELECT count(*) AS n FROM submission''', "trial")
while not Path(sys.argv[2]).exists():
    try:
        with open_ledger(workspace) as ledger:
            rows = ledger.ask(ask)
            assert rows[0]["n"] == ledger.as_of
            seen.append(ledger.as_of)
    except ZsError as error:
        assert error.code == "store-busy", error
        busy += 1
assert seen == sorted(seen)
print(len(seen), busy)
"""


def test_eight_writers_and_two_readers_at_once(workspace: Workspace) -> None:
    done = workspace.path.parent / "done"
    environment = {
        **os.environ,
        "PYTHONPATH": f"{REPOSITORY}:{REPOSITORY / 'src'}",
        "ZS_STORE_WAIT_SECONDS": "600",
    }
    readers = [
        subprocess.Popen(
            [sys.executable, "-c", READ, workspace.path, done],
            stdout=subprocess.PIPE, text=True, env=environment,
        )
        for _ in range(2)
    ]  # fmt: skip
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITE, workspace.path, str(n)], env=environment)
        for n in range(OFFICES)
    ]
    assert [writer.wait() for writer in writers] == [0] * OFFICES
    done.touch()
    told = [reader.communicate()[0].split() for reader in readers]

    assert [reader.returncode for reader in readers] == [0, 0]
    assert all(int(answers) > 0 for answers, _ in told)
    assert query(
        workspace,
        "SELECT indicator, count(*) FROM ledger.observation GROUP BY indicator ORDER BY indicator",
    ) == [*((f"i{n}", RUNS) for n in range(OFFICES)), ("shared", 1)]
    assert query(workspace, "SELECT count(*), count(DISTINCT sha256) FROM ledger.submission") == [
        (OFFICES * RUNS + 1, OFFICES * RUNS + 1)
    ]
    assert audit(workspace).sound
