"""Cells that are not taken because their region, their column or their label is not known."""

from zhaoshang_cli.domain.finding import Finding, Severity
from zhaoshang_cli.domain.returns import Kind
from zhaoshang_cli.readers.layout.facets import Role
from zhaoshang_cli.readers.layout.frame import Frame, RowLabels
from zhaoshang_cli.readers.layout.grid import numeric
from zhaoshang_cli.readers.layout.plan import Refusal
from zhaoshang_cli.readers.layout.rows import Row
from zhaoshang_cli.readers.layout.settle import narrow
from zhaoshang_cli.readers.layout.table import Column
from zhaoshang_cli.readers.sheet import column_letters


class Quarantine:
    """Keeps count of what one table cannot place, and tells of it once."""

    def __init__(self, frame: Frame, labels: RowLabels) -> None:
        self.frame, self.labels = frame, labels
        self._amounts = frame.context.amounts

    def region(self, row: Row) -> str | None:
        """Return the region of a row; None, and a finding, where it is not clear."""
        if row.regions is None:
            return self.frame.region
        codes = narrow(row.regions, self.frame.kind, self.frame.context)
        if len(codes) == 1 and not self._stranger(codes[0]):
            return codes[0]
        self.frame.harvest.findings.append(self._unplaced(row, codes))
        return None

    def _stranger(self, code: str) -> bool:
        """Whether a county return speaks of a region that does not report to the own one."""
        context = self.frame.context
        reports = code in context.children or not context.children
        return self.frame.kind is Kind.RETURNS and not reports

    def _unplaced(self, row: Row, codes: tuple[str, ...]) -> Finding:
        names = self.frame.context.region_names
        if row.doubt:
            at = (row.index, self._key_column())
            hint = "请报送单位核对代码和名称；换过的代码可以在 zs.toml 里给地区加成别名"
            return self.frame.finding("region-ambiguous", Severity.ERROR, row.doubt, at, hint)
        _, column = self.frame.text(row, Role.REGION)
        at = (row.index, self.frame.table.left if column is None else column.index)
        label = row.label.strip()
        if len(codes) == 1:
            message = f"“{label}”不是本级的下级，不收进县区报表"
            hint = "全省通报表请加上 --kind province"
            return self.frame.finding("region-misplaced", Severity.ERROR, message, at, hint)
        if codes:
            listed = "、".join(f"{names.label(code)}（{code}）" for code in codes)
            message = f"“{label}”可能是{listed}"
            return self.frame.finding(
                "region-ambiguous", Severity.ERROR, message, at, "请写全称或地区代码"
            )
        if not label:
            message = "这一行没有写地区"
            return self.frame.finding(
                "region-unknown", Severity.ERROR, message, at, "请报送单位补写"
            )
        near = names.nearest(label)
        # What a file holds is not put into a command that somebody may paste.
        hint = "新设的运行 zs region add 全名 --code 六位代码"
        if near:
            hint = f"是不是{'、'.join(near)}？是的话运行 zs region add {near[0]} --alias 这种写法；{hint}"
        message = f"不认识的地区“{label}”"
        return self.frame.finding("region-unknown", Severity.ERROR, message, at, hint)

    def _key_column(self) -> int:
        table = self.frame.table
        keys = (*table.of(Role.REGION), *table.of(Role.REGION_CODE))
        return keys[0].index if keys else table.left

    def homeless(self, text: str) -> bool:
        """Count a cell whose region or period is unknown, and tell whether it holds anything.

        Its row has been told of.
        """
        if not text.strip():
            return False
        if self._amounts.read(text) is None:
            self.frame.tally.blank += 1
            return False
        self.frame.tally.quarantined += 1
        return True

    def refuse(self, refusal: Refusal, row: Row, column: Column, text: str) -> bool:
        """Count a cell that is not taken, say why the first time, and tell whether it holds anything."""
        unknown = column.heading.role is Role.UNKNOWN
        if not text.strip() or (unknown and not numeric(text)):
            return False
        if self._amounts.read(text) is None:
            self.frame.tally.blank += 1
            return False
        self.frame.tally.quarantined += 1
        at, key = self._blame(refusal, row, column)
        hint = refusal.hint or self._nearest(column)
        finding = self.frame.finding(refusal.code, Severity.ERROR, refusal.message, at, hint)
        table = self.frame.table
        where = f"{table.grid.sheet.name}!{table.header.start}!{refusal.code}"
        self.frame.harvest.once((where, key), finding)
        return True

    def _blame(self, refusal: Refusal, row: Row, column: Column) -> tuple[tuple[int, int], str]:
        """Say which cell is at fault, and what else is refused for the same reason."""
        named = self.labels.column(refusal.by, row) if refusal.by is not None else None
        if named is None:
            return (self.frame.table.last_heading, column.index), str(column.index)
        return (row.index, named), self.frame.table.grid.rows[row.index][named]

    def _nearest(self, column: Column) -> str:
        """Say what an unknown heading may have meant."""
        letter = column_letters(column.index)
        name = "/".join(" ".join(text.split()) for text in column.path) or letter
        near = self.frame.context.indicator_names.nearest(column.heading.rest)
        asked = f"是不是{'、'.join(near)}？" if near else ""
        return f'{asked}可用 --map "{name}=指标" 指明，不要的列写 --map "{name}=-"'
