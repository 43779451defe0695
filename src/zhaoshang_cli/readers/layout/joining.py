"""What the heading of a column and the label of a row say together."""

from zhaoshang_cli.readers.layout.facets import Heading, Role
from zhaoshang_cli.readers.layout.plan import Refusal


def joined(column: Heading, label: Heading | None) -> Heading | Refusal:
    """Join a column's heading with the label of a row."""
    if label is None:
        return column
    if column.indicator and label.indicator and column.indicator != label.indicator:
        return Refusal(
            "reading-ambiguous",
            "表头和行名说的不是同一个指标",
            "用 --map 指明这一列",
            Role.INDICATOR,
        )
    rated = column.role is Role.TOTAL and label.role.checked_only
    role = label.role if column.role is Role.VALUE or rated else column.role
    basis, by_month = column.basis, column.basis_by_month
    if label.basis and (basis is None or by_month):
        basis, by_month = label.basis, label.basis_by_month
    clash = bool(
        column.clash
        or label.clash
        or (label.basis and not label.basis_by_month and basis is not label.basis)
    )
    return Heading(
        role,
        indicator=label.indicator or column.indicator,
        match=label.match or column.match,
        basis=basis,
        basis_by_month=by_month,
        unit=label.unit or column.unit,
        year=column.year or label.year,
        month=column.month or label.month,
        region=column.region or label.region,
        level=column.level or label.level,
        clash=clash and role in {Role.VALUE, Role.TARGET},
        also=column.also,
        rate=label.rate or column.rate,
        rest=label.rest,
    )
