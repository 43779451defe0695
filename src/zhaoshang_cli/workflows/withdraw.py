"""``zs withdraw``: take one submission back, and say what that does."""

import re
from dataclasses import dataclass

from zhaoshang_cli.errors import ZsError
from zhaoshang_cli.render.answer import Answer, Cell, Column, Table
from zhaoshang_cli.render.cells import count
from zhaoshang_cli.store.withdrawing import Withdrawn, withdraw as take_back
from zhaoshang_cli.workflows.diff import payload, tables
from zhaoshang_cli.workflows.differing import differences
from zhaoshang_cli.workflows.reading import actor
from zhaoshang_cli.workspace import open_workspace

_NUMBER = re.compile(r"第?(\d{1,9})次?")
_COLUMNS = (
    Column("撤回", numeric=True),
    Column("文件"),
    Column("恢复为原来的数", numeric=True),
    Column("不再有数", numeric=True),
    Column("记为第几次", numeric=True),
    Column("原因"),
)


@dataclass(frozen=True, slots=True)
class Done:
    """What was done, and what to do next."""

    answer: Answer
    next: str


def withdraw(text: str, *, reason: str, command: str) -> Done:
    """Take the submission called ``text`` back.

    Raises:
        ZsError: ``submission-unknown``, ``not-withdrawable``, ``already-withdrawn``; whatever
            writing the ledger raises.
    """
    workspace = open_workspace()
    match = _NUMBER.fullmatch(text.strip())
    if match is None:
        raise ZsError(
            "submission-unknown", f"“{text}”不是报送的编号", hint="编号见 zs history 第一列"
        )
    done = take_back(workspace, int(match[1]), reason=reason, actor=actor(), command=command)
    found = differences(workspace, done.submission - 1, None)
    told = {
        "submission": done.submission,
        "withdrawn": done.withdrawn,
        "file": done.file,
        "reason": reason,
        "restored": done.restored,
        "erased": done.erased,
    }
    answer = Answer(
        "withdraw",
        told | payload(workspace, found),
        (_table(done, reason), *tables(workspace, found)),
    )
    return Done(answer, f"改好的文件再收一次：zs ingest {done.file}")


def _table(done: Withdrawn, reason: str) -> Table:
    row = (
        count(done.withdrawn),
        Cell(done.file),
        count(done.restored),
        count(done.erased),
        count(done.submission),
        Cell(reason),
    )
    return Table(f"已撤回第 {done.withdrawn} 次报送，原件和记录都还在", _COLUMNS, (row,))
