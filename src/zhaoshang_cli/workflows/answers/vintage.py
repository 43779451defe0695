"""From the words of ``--as-of`` to the submission after which nothing is to be known."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from zhaoshang_cli.domain.period import Period
from zhaoshang_cli.domain.release import Release
from zhaoshang_cli.errors import ZsError
from zhaoshang_cli.render.answer import Answer
from zhaoshang_cli.store.answers.catalogue import load_metric
from zhaoshang_cli.store.answers.ledger import Ledger, open_ledger
from zhaoshang_cli.workflows.answers.releases import releases
from zhaoshang_cli.workspace import Workspace, open_workspace

_NOW = ("现在", "now")
_RELEASED = re.compile(r"(?:发布|release)[:：](?P<period>[^:：#]+)(?:[:：#](?P<edition>\d+))?")
_HINT = "写第几次报送（12）、日期（2022-12-05）或 发布:2022-11"


def vintage_asked(workspace: Workspace, text: str | None) -> int | None:
    """Return the submission after which nothing is to be known; None for now.

    Args:
        workspace: Whose ledger.
        text: The number of a submission; a day, for what was known before the first submission
            that came after it (the order is that of the numbers, whatever the clock said); or ``发布:2022-11``, for what that period was published from.

    Raises:
        ZsError: ``as-of-wrong`` for what is none of these, ``as-of-unknown`` for what does not
            exist, naming what does.
    """
    if text is None or text.strip() in _NOW:
        return None
    with open_ledger(workspace) as ledger:
        return vintage_of(ledger, text.strip())


def dated(answer: Answer, text: str | None) -> Answer:
    """Say below an answer that it is not of now; as it is where no vintage was asked for."""
    if text is None or text.strip() in _NOW or not answer.tables or "as_of" not in answer.payload:
        return answer
    said = f"时点：第 {answer.payload['as_of']} 次报送时（--as-of {text.strip()}），以后的没有用"
    passed = _passed_over(text.strip())
    if passed:
        said += f"；另有 {passed} 次收到日期更早，但排在后面才记下，也没有用，见 zs history"
    last = replace(answer.tables[-1], notes=(*answer.tables[-1].notes, said))
    return replace(answer, tables=(*answer.tables[:-1], last))


def _passed_over(text: str) -> int:
    """Count what came by a day, and was recorded only after what came later."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return 0
    with open_ledger(open_workspace()) as ledger:
        (row,) = ledger.ask(load_metric("vintages_by_day"), {"day": day})
    return int(row["passed_over"])


def vintage_of(ledger: Ledger, text: str) -> int:
    """Return the submission that ``text`` means in an open ledger, which must be at its newest."""
    if release := release_in(releases(ledger), text):
        return release.vintage
    if text.isdecimal() and len(text) < len("20221205"):
        return _number(ledger, int(text))
    try:
        return _day(ledger, date.fromisoformat(text))
    except ValueError as error:
        raise ZsError("as-of-wrong", f"看不出“{text}”是什么时候", hint=_HINT) from error


def release_in(known: Sequence[Release], text: str) -> Release | None:
    """Return the publication that ``text`` names; None where it names something else.

    Raises:
        ZsError: ``as-of-wrong`` or ``as-of-unknown``.
    """
    match = _RELEASED.fullmatch(text.strip())
    if match is None:
        return None
    edition = match["edition"]
    return release_asked(known, match["period"], int(edition) if edition else None)


def release_asked(known: Sequence[Release], text: str, edition: int | None = None) -> Release:
    """Return the publication of a period that was asked for, the newest unless said otherwise.

    Raises:
        ZsError: ``as-of-wrong`` or ``as-of-unknown``.
    """
    try:
        period = Period.parse(text)
    except ValueError as error:
        raise ZsError("as-of-wrong", str(error), hint=_HINT) from error
    found = [one for one in known if one.period == period and edition in (None, one.edition)]
    if found:
        return found[-1]
    which = f" 的第 {edition} 次发布" if edition else ""
    exist = "、".join(str(one) for one in known)
    hint = f"发布过的：{exist}" if exist else "发布时用 zs freeze 期间 --by 姓名 记下"
    raise ZsError("as-of-unknown", f"没有发布过 {period}{which}", hint=hint)


def _number(ledger: Ledger, number: int) -> int:
    if 1 <= number <= ledger.as_of:
        return number
    exist = f"现有第 1 至 {ledger.as_of} 次" if ledger.as_of else "先收表：zs ingest 文件或文件夹"
    raise ZsError("as-of-unknown", f"没有第 {number} 次报送", hint=exist)


def _day(ledger: Ledger, day: date) -> int:
    (row,) = ledger.ask(load_metric("vintages_by_day"), {"day": day})
    first_later, last = row["first_later"], int(row["submissions"])
    vintage = last if first_later is None else int(first_later) - 1
    if vintage:
        return vintage
    if not last:
        raise ZsError("as-of-unknown", "台账里还没有报送", hint="先收表：zs ingest 文件或文件夹")
    span = f"{row['first_received_on']} 至 {row['last_received_on']}"
    raise ZsError("as-of-unknown", f"到 {day} 还没有收到报送", hint=f"收到日期在 {span} 之间")
