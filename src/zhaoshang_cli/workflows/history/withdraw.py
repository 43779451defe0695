"""``zs withdraw``: take one submission back, and say what that does."""

import re
from dataclasses import dataclass

from zhaoshang_cli.errors import ZsError
from zhaoshang_cli.render.answer import Answer, Cell, Column, Table
from zhaoshang_cli.render.tables.cells import count
from zhaoshang_cli.store.decisions.withdrawing import Withdrawn, withdraw as take_back
from zhaoshang_cli.workflows.history.diff import payload, tables
from zhaoshang_cli.workflows.history.differing import differences
from zhaoshang_cli.workflows.intake.reading import actor
from zhaoshang_cli.workspace import Workspace, open_workspace

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
    notes: tuple[str, ...] = ()
    """What could not be told; it is done all the same."""


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
    told = {
        "submission": done.submission,
        "withdrawn": done.withdrawn,
        "file": done.file,
        "reason": reason,
        "restored": done.restored,
        "erased": done.erased,
    }
    effect, shown, notes = effect_of(workspace, done.submission)
    answer = Answer("withdraw", told | effect, (_table(done, reason), *shown))
    return Done(answer, f"改好的文件再收一次：zs ingest {done.file}", notes)


def effect_of(
    workspace: Workspace, number: int
) -> tuple[dict[str, object], tuple[Table, ...], tuple[str, ...]]:
    """Say what a decision changed: for scripts, as tables, and why it cannot be said.

    The decision is on record by now: that its effect cannot be shown is no failure.
    """
    try:
        # What is restored is told by further submissions of the same run.
        found = differences(workspace, number - 1, None)
        return payload(workspace, found), tuple(tables(workspace, found)), ()
    except Exception as error:  # noqa: BLE001 - a failure told now would be taken for one to record
        why = f"：{error.message}" if isinstance(error, ZsError) else ""
        note = f"已经记下；影响没有算出来{why}，以后看：zs diff {number - 1}"
        return {}, (), (note,)


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
