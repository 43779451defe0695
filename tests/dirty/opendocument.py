"""Pages of cells into an OpenDocument spreadsheet, as LibreOffice and WPS save it."""

from collections.abc import Iterator, Sequence
from html import escape

from tests.dirty.model import Block, Cell, Page
from tests.readers.files.making import zipped

_NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text", "style")
)
_CALC = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
_UNSEEN = (
    "<office:automatic-styles>"
    '<style:style style:name="unseen" style:family="table">'
    '<style:table-properties table:display="false"/></style:style></office:automatic-styles>'
)
_ERRORS = ("#REF!", "#DIV/0!", "#VALUE!", "#NAME?")


def ods(pages: Sequence[Page]) -> bytes:
    """Write a spreadsheet."""
    tables = "".join(map(_table, pages))
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": "<m/>",
            "content.xml": (
                f"<office:document-content {_NAMES} {_CALC}>{_UNSEEN}<office:body>"
                f"<office:spreadsheet>{tables}</office:spreadsheet></office:body>"
                "</office:document-content>"
            ),
        }
    )


def _table(page: Page) -> str:
    block = page.block.squared()
    style = ' table:style-name="unseen"' if page.hidden else ""
    columns = "".join(
        f"<table:table-column{_collapsed(at in block.hidden_columns)}/>"
        for at in range(block.width)
    )
    rows = "".join(
        f"<table:table-row{_collapsed(at in block.hidden)}>{''.join(_cells(block, at))}"
        "</table:table-row>"
        for at in range(len(block.rows))
    )
    name = escape(page.name, quote=True)
    return f'<table:table table:name="{name}"{style}>{columns}{rows}</table:table>'


def _collapsed(hidden: bool) -> str:  # noqa: FBT001
    return ' table:visibility="collapse"' if hidden else ""


def _cells(block: Block, row: int) -> Iterator[str]:
    starts = {(top, left): (bottom, right) for top, left, bottom, right in block.merged}
    covered = {
        (below, beside)
        for top, left, bottom, right in block.merged
        for below in range(top, bottom + 1)
        for beside in range(left, right + 1)
    } - starts.keys()
    for column, cell in enumerate(block.rows[row]):
        if (row, column) in covered:
            yield "<table:covered-table-cell/>"
            continue
        bottom, right = starts.get((row, column), (row, column))
        spans = f' table:number-rows-spanned="{bottom - row + 1}"' if bottom > row else ""
        spans += f' table:number-columns-spanned="{right - column + 1}"' if right > column else ""
        yield _cell(cell, spans)


def _cell(cell: Cell, spans: str) -> str:
    formula = f' table:formula="of:{escape(cell.formula, quote=True)}"' if cell.formula else ""
    shown = f"<text:p>{escape(cell.text)}</text:p>"
    if "\n" in cell.text:
        shown = "".join(f"<text:p>{escape(line)}</text:p>" for line in cell.text.split("\n"))
    if cell.number is not None:
        kind = "percentage" if cell.fraction else "float"
        value = f' office:value-type="{kind}" office:value="{cell.number}"'
    elif cell.day is not None:
        value = f' office:value-type="date" office:date-value="{cell.day.isoformat()}"'
    elif cell.text in _ERRORS:
        value = ' office:value-type="string" office:string-value="" calcext:value-type="error"'
    elif cell.text:
        value = ' office:value-type="string"'
    else:
        return f"<table:table-cell{spans}{formula}/>"
    return f"<table:table-cell{spans}{formula}{value}>{shown}</table:table-cell>"
