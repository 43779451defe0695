"""Make a workspace for a city or a province."""

from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from zhaoshang_cli.errors import Place, ZsError
from zhaoshang_cli.render.answer import Answer, Cell, Column, Table
from zhaoshang_cli.store.files.generation import create_store
from zhaoshang_cli.workspace import atlas
from zhaoshang_cli.workspace.drafting import draft
from zhaoshang_cli.workspace.files import write_whole
from zhaoshang_cli.workspace.opening import Workspace, load


@dataclass(frozen=True, slots=True)
class Made:
    """A new workspace, and how to get on with it."""

    workspace: Workspace
    next: str


def init(folder: Path, region: str) -> Made:
    """Make a workspace in ``folder`` for the region of that name or code.

    Raises:
        ZsError: ``region-unknown``, ``region-ambiguous``, ``workspace-exists``, or what
            ``create_store`` raises.
    """
    workspace = make(folder.absolute(), draft(head_called(region)))
    step = "把县区报来的表放进一个文件夹，运行 zs ingest 文件夹"
    if not workspace.regions.children:
        step = (
            "没有现成的下级名单：有下级就用 zs region add 名称 --code 代码 逐个添加，"
            "没有就直接 zs ingest 本级的表"
        )
    return Made(workspace, step)


def head_called(text: str) -> atlas.Entry:
    """Return the one province, city or county of direct administration that ``text`` means.

    Raises:
        ZsError: ``region-unknown`` with the nearest names, or ``region-ambiguous``.
    """
    found = atlas.find_heads(text)
    if len(found) == 1:
        return found[0]
    if found:
        names = "、".join(f"{entry.name}（{entry.code}）" for entry in found)
        raise ZsError("region-ambiguous", f"“{text}”可以指{names}", hint="写全名或六位代码")
    near = get_close_matches(text, [entry.name for entry in atlas.heads()], 3, 0.5)
    meant = f"你是不是想写{'、'.join(near)}？" if near else ""
    raise ZsError(
        "region-unknown",
        f"没有叫“{text}”的省、市、州、盟",
        hint=f"{meant}写省或地级市的全名或六位代码",
    )


def make(folder: Path, text: str) -> Workspace:
    """Write ``zs.toml`` and an empty store into ``folder``; leave nothing behind when that fails.

    Raises:
        ZsError: ``workspace-exists``, or what ``load`` and ``create_store`` raise.
    """
    workspace = load(folder, text)
    _ = workspace.regions
    _refuse_existing(workspace, text)
    write_whole(workspace.file, text)
    try:
        create_store(workspace)
    except BaseException:
        workspace.file.unlink(missing_ok=True)
        raise
    return workspace


def _refuse_existing(workspace: Workspace, text: str) -> None:
    """A run that was killed before the store was made may be repeated; nothing else may."""
    held = workspace.file.read_text("utf-8") if workspace.file.exists() else text
    if held != text or workspace.store.exists() or workspace.journal.exists():
        raise ZsError(
            "workspace-exists",
            "这里已经有工作区",
            Place(str(workspace.path)),
            "换一个文件夹；要改设置或地区，直接改那里的 zs.toml",
        )


def made_answer(command: str, workspace: Workspace) -> Answer:
    """Say what was made."""
    tree = workspace.regions
    rows = (
        ("工作区", str(workspace.path)),
        ("本级", f"{tree.own.name}（{tree.own.code}）"),
        ("下级地区", f"{len(tree.children)}个"),
        ("同省各地", f"{len(tree.peers)}个，含本级" if tree.peers else "—"),
    )
    payload = {
        "path": str(workspace.path),
        "region": tree.own.code,
        "name": tree.own.name,
        "children": [child.code for child in tree.children],
        "peers": [peer.code for peer in tree.peers],
    }
    table = Table(
        "建好了工作区",
        (Column("项目"), Column("内容")),
        tuple(tuple(map(Cell, row)) for row in rows),
    )
    return Answer(command, payload, (table,))
