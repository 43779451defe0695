"""Make the blank sheets that go out: county returns, the province's table, yearly targets."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from zhaoshang_cli.errors import Place, ZsError
from zhaoshang_cli.workspace import Workspace
from zhaoshang_cli.workspace.files import require_folder, write_whole


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a blank sheet is asked for, as it was typed."""

    region: str | None
    period: str
    indicators: Sequence[str]
    output: Path


@dataclass(frozen=True, slots=True)
class Made:
    """A blank form, ready to be written."""

    document: bytes
    next_step: str


def blank_document(workspace: Workspace, kind: str, wanted: Wanted) -> Made:
    """Make the blank sheet that is asked for.

    Raises:
        ZsError: ``value-wrong`` for another kind or a region that the kind does not ask for,
            ``option-value-missing`` where a return has no county, ``output-format``; and as for
            the functions of ``blank_forms``.
    """
    make = _MAKERS.get(kind)
    if make is None:
        raise ZsError(
            "value-wrong",
            f"没有“{kind}”这种空白表",
            hint="写 returns（县区月报）、province（全省通报表）或 targets（年度目标）",
        )
    return make(workspace, wanted)


def _returns(workspace: Workspace, wanted: Wanted) -> Made:
    from zhaoshang_cli.render.forms.returns import form_document
    from zhaoshang_cli.workflows.intake.blank_forms import blank_form

    if wanted.region is None:
        first = next(iter(workspace.regions.children), workspace.regions.own).label
        hint = f"例如加上 --region {first}"
        raise ZsError("option-value-missing", "没有写月报是给哪个县区的", hint=hint)
    blank = blank_form(workspace, wanted.region, wanted.period, wanted.indicators)
    document = form_document(blank, wanted.output)
    return Made(document, f"发给{blank.region.label}；填好交回后 zs ingest 文件")


def _province(workspace: Workspace, wanted: Wanted) -> Made:
    from zhaoshang_cli.render.forms.province import province_document
    from zhaoshang_cli.workflows.intake.blank_forms import blank_province

    if wanted.region is not None:
        hint = "去掉 --region；只要几个指标，用 -i 指标"
        raise ZsError("value-wrong", "全省通报表列出全省各地，不分给哪一个", hint=hint)
    blank = blank_province(workspace, wanted.period, wanted.indicators)
    return Made(province_document(blank, wanted.output), "照通报填好后 zs ingest 文件")


def _targets(workspace: Workspace, wanted: Wanted) -> Made:
    from zhaoshang_cli.render.forms.targets import target_document
    from zhaoshang_cli.workflows.intake.blank_forms import blank_targets

    blank = blank_targets(workspace, wanted.region, wanted.period, wanted.indicators)
    return Made(target_document(blank, wanted.output), "填好后 zs ingest 文件")


_MAKERS: Mapping[str, Callable[[Workspace, Wanted], Made]] = {
    "returns": _returns, "县区月报": _returns, "月报": _returns,
    "province": _province, "全省通报表": _province, "省通报": _province,
    "targets": _targets, "年度目标": _targets, "目标": _targets,
}  # fmt: skip


def write_new(output: Path, document: bytes) -> None:
    """Write a blank form where no other file stands: the one there may have been filled in.

    Raises:
        ZsError: ``output-over-input``, or ``file-refused`` where there is no such folder.
    """
    require_folder(output)
    if output.exists() and output.read_bytes() != document:
        raise ZsError(
            "output-over-input",
            "已经有这个文件，可能是填好的，没有覆盖",
            Place(str(output)),
            "用 -o 另起一个文件名，或先把它移走",
        )
    write_whole(output, document)
