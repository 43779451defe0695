"""Who has reported, held against a day."""

from datetime import date
from pathlib import Path

import pytest

from tests.ledgers import COUNTIES, arrival, observations, send, take, workspace_in
from tests.support import Zs
from zhaoshang_cli.domain.status import State
from zhaoshang_cli.render.tables.status import Reported
from zhaoshang_cli.workflows.answers.status import status
from zhaoshang_cli.workspace import Workspace

AFTER = date(2022, 12, 6)


@pytest.fixture
def city(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    workspace = workspace_in(tmp_path)
    monkeypatch.chdir(tmp_path)
    return workspace


def one(code: str, amount: int, period: int = 202211) -> tuple[str, int, str, int]:
    return (code, period, "oos_funds", amount)


def states(reported: Reported) -> dict[str, State]:
    return {row.region: row.state for row in reported.rows}


def test_every_child_has_a_state(city: Workspace) -> None:
    take(city, [
        arrival("在期", observations([one("410402", 1)]), on=date(2022, 12, 5)),
        arrival("迟到", observations([one("410403", 1)]), on=date(2022, 12, 6)),
        arrival("先报", observations([one("410421", 1)]), on=date(2022, 12, 2)),
    ])  # fmt: skip
    send(city, "改报", observations([one("410421", 2)]), on=date(2022, 12, 8))

    reported = status("2022-11", today=AFTER)

    assert states(reported) == dict(
        zip(COUNTIES, ("reported", "late", "revised", "missing", "missing"), strict=True)
    )
    revised = reported.rows[2]
    assert (revised.submissions, revised.received_on) == (2, date(2022, 12, 8))
    assert revised.first_received_on == date(2022, 12, 2)


def test_before_the_deadline_nothing_is_missing(city: Workspace) -> None:
    send(city, "a", observations([one("410402", 1)]))

    reported = status("2022-12", today=date(2023, 1, 5))

    assert set(states(reported).values()) == {State.NOT_DUE}
    assert set(states(status("2022-12", today=date(2023, 1, 6))).values()) == {State.MISSING}


def test_a_second_file_with_other_indicators_is_no_revision(city: Workspace) -> None:
    send(city, "a", observations([one("410402", 1)]))
    send(city, "b", observations([("410402", 202211, "fdi_used", 1)]))

    row = status(None, today=AFTER).rows[0]

    assert (row.state, row.submissions) == (State.REPORTED, 2)


@pytest.mark.usefixtures("city")
def test_a_merged_january_is_not_due(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZS_REPORT_JANUARY", "merged")

    assert set(states(status("2022-01", today=AFTER)).values()) == {State.NOT_DUE}


def test_a_merged_january_has_no_deadline(
    city: Workspace, zs: Zs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZS_REPORT_JANUARY", "merged")
    send(city, "a", observations([one("410402", 1, 202201)]), on=date(2022, 6, 1))

    run = zs("-C", city.path, "status", "2022-01")

    assert run.out == (
        "2022年1月报送情况　与2月合并，不单报\n"
        "地区    情况    报送次数  最近收到    问题\n"
        "------------------------------------------\n"
        "新华区  已报           1  2022-06-01     0\n"
        "卫东区  不单报         0  —              0\n"
        "宝丰县  不单报         0  —              0\n"
        "汝州市  不单报         0  —              0\n"
        "高新区  不单报         0  —              0\n"
        "已到1家\n"
    )


def test_the_status_can_be_asked_as_of_an_earlier_submission(city: Workspace) -> None:
    send(city, "a", observations([one("410402", 1)]))
    send(city, "b", observations([one("410403", 1)]))

    assert states(status("2022-11", today=AFTER, as_of="1"))["410403"] is State.MISSING


def test_the_command_prints_a_table(city: Workspace, zs: Zs) -> None:
    send(city, "a", observations([one("410402", 1)]), on=date(2022, 12, 3))

    run = zs("-C", city.path, "status")

    assert run.status == 0
    assert run.out.startswith(
        "2022年11月报送情况　截止2022-12-05\n"
        "地区    情况  报送次数  最近收到    问题\n"
        "----------------------------------------\n"
        "新华区  已报         1  2022-12-03     0\n"
        "卫东区  未报         0  —              0\n"
    )
    assert run.err == "下一步：催报卫东区、宝丰县、汝州市、高新区；收到后 zs ingest 文件\n"


def test_a_period_that_nobody_has_reported_yet_waits_for_the_first(city: Workspace, zs: Zs) -> None:
    send(city, "a", observations([one("410402", 1)]))

    assert zs("-C", city.path, "status", "2099-11").err == (
        "下一步：收到报表后：zs ingest 文件或文件夹\n"
    )
