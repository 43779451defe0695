"""``zs audit``, ``zs doctor``, ``zs rebuild``, ``zs backup`` and ``zs restore``."""

import json
from pathlib import Path

import pytest

from tests.store.runs import SECOND, came, new_workspace, take, value
from tests.support import Zs
from zhaoshang_cli.errors import ExitStatus
from zhaoshang_cli.store.checks.audit import audit
from zhaoshang_cli.store.files.generation import sums_of
from zhaoshang_cli.workspace import Workspace


@pytest.fixture
def workspace(zs: Zs, tmp_path: Path) -> Workspace:
    """Fill a workspace in the folder that zs runs in."""
    assert zs is not None
    made = new_workspace(tmp_path)
    take(made, came("甲.xlsx", value("1.5")))
    take(made, came("乙.xlsx", value(2), on=SECOND))
    return made


def test_a_sound_ledger_is_told_in_numbers(zs: Zs, workspace: Workspace) -> None:
    run = zs("audit", "verify")

    assert run == (
        ExitStatus.OK,
        (
            "核对台账：全部对得上\n"
            "项目      数量\n"
            "--------------\n"
            "批次         2\n"
            "报送         2\n"
            "数据         2\n"
            "目标         0\n"
            "问题         0\n"
            "核减补报     0\n"
            "撤回         0\n"
            "发布         0\n"
            "原件         2\n"
            f"流水末行哈希：{audit(workspace).head}\n"
        ),
        "下一步：把流水末行哈希抄在别处，日后可用 --head 核对\n",
    )


def test_a_changed_journal_is_told_and_ends_with_findings(zs: Zs, workspace: Workspace) -> None:
    workspace.journal.write_bytes(workspace.journal.read_bytes().replace(b"zs", b"sz", 1))

    run = zs("audit", "verify")

    assert run.status == ExitStatus.FINDINGS
    assert run.out.startswith("核对台账：有 2 处对不上\n")
    assert "错误 journal-damaged journal.jsonl 流水第 1 行的内容被改过，或不是完整的一行" in run.out
    assert run.err == "下一步：zs doctor\n"


def test_an_audit_for_scripts(zs: Zs, workspace: Workspace) -> None:
    head = audit(workspace).head
    told = json.loads(zs("audit", "verify", "--json", "--head", "0" * 8).out)

    assert (told["schema"], told["sound"], told["head"], told["runs"], told["originals"]) == (
        "zs.audit/1",
        False,
        head,
        2,
        2,
    )
    assert told["rows"]["observation"] == 2
    assert [one["code"] for one in told["findings"]] == ["head-unknown"]
    assert zs("audit", "verify", "--head", head).status == ExitStatus.OK


def test_the_whole_ledger_goes_into_a_file(zs: Zs, workspace: Workspace) -> None:
    assert workspace.store.exists()
    for name in ("台账.xlsx", "台账.csv", "台账.json"):
        assert zs("audit", "export", "-o", name).status == ExitStatus.OK
        assert Path(name).stat().st_size > 0

    told = json.loads(Path("台账.json").read_text(encoding="utf-8"))
    assert told["schema"] == "zs.audit.export/1"
    assert [row["value"] for row in told["observation"]] == [1.5, 2]
    assert [row["retired_by"] for row in told["observation"]] == [2, None]
    assert [row["files"] for row in told["journal"]] == [1, 1]
    table = Path("台账.csv").read_text(encoding="utf-8-sig")
    assert "1,410422,202211,oos_funds,ytd,county,1.5,1.5,表1,B4,2\n" in table.replace("\r\n", "\n")


def test_a_doctor_says_what_to_do(zs: Zs, workspace: Workspace) -> None:
    sums_of(workspace.store).write_text("0\n", encoding="ascii")

    run = zs("doctor")

    assert run.status == ExitStatus.FINDINGS
    assert "store-changed" in run.out
    assert "zs rebuild" in run.out
    assert zs("rebuild").out.startswith("重建了 2 批：全部对得上\n")
    assert zs("doctor").status == ExitStatus.OK


def test_a_lost_store_is_rebuilt(zs: Zs, workspace: Workspace) -> None:
    workspace.store.unlink()

    assert zs("audit", "verify").status == ExitStatus.FINDINGS
    assert zs("rebuild")[0] == ExitStatus.OK
    assert audit(workspace).rows["observation"] == 2


def test_a_backup_is_restored_into_a_new_folder(zs: Zs, workspace: Workspace) -> None:
    made = zs("backup", "-o", "备份.zip")
    restored = zs("restore", "备份.zip", "新")

    assert (made.status, restored.status) == (ExitStatus.OK, ExitStatus.OK)
    assert made.out.startswith("备份：备份.zip\n")
    assert restored.out.startswith("恢复到 新：备份.zip\n")
    assert restored.err == "下一步：zs -C 新 status\n"
    assert zs("-C", "新", "audit", "verify", "--head", audit(workspace).head).status == 0


def test_a_backup_without_a_name_goes_to_the_documents(zs: Zs, workspace: Workspace) -> None:
    told = json.loads(zs("backup", "--json").out)

    assert told["schema"] == "zs.backup/1"
    assert Path(told["path"]).parent == workspace.output
    assert Path(told["path"]).stat().st_size == told["bytes"]


def test_a_backup_never_replaces_a_file(zs: Zs, workspace: Workspace) -> None:
    assert workspace.store.exists()
    zs("backup", "-o", "备份.zip")

    assert zs("backup", "-o", "备份.zip") == (
        ExitStatus.USAGE,
        "",
        "错误[output-exists]：这个文件已经有了，备份不覆盖\n  在 备份.zip\n  办法：换个文件名\n",
    )


def test_a_backup_makes_no_folder_by_a_typo(zs: Zs, workspace: Workspace) -> None:
    assert workspace.store.exists()

    run = zs("backup", "-o", "没有/备份.zip")

    assert run.status == ExitStatus.USAGE
    assert run.err.startswith("错误[file-refused]：没有这个文件夹\n  在 没有\n")
    assert not Path("没有").exists()


def test_a_restore_never_touches_a_workspace(zs: Zs, workspace: Workspace) -> None:
    assert workspace.store.exists()
    zs("backup", "-o", "备份.zip")

    assert zs("restore", "备份.zip", ".") == (
        ExitStatus.USAGE,
        "",
        "错误[restore-exists]：这个文件夹里已有东西，恢复不覆盖\n  在 .\n  办法：换个新的文件夹\n",
    )
