"""Which level the targets of a table are of: 省定, 市定 …, from everything round it that says so."""

from collections.abc import Iterator
from dataclasses import dataclass

from zhaoshang_cli.errors import Place, ZsError
from zhaoshang_cli.readers.layout.facets import Role
from zhaoshang_cli.readers.layout.surroundings import FileName, Surroundings
from zhaoshang_cli.readers.layout.table import Table

_HINT = "加上 --level 省定 或 --level 市定"


@dataclass(frozen=True, slots=True)
class _Source:
    """A text that names one level."""

    name: str
    text: str
    level: str
    place: Place


def level_around(surroundings: Surroundings, table: Table) -> str | None:
    """Find the level that a table's title, its sheet's or its file's name says.

    Raises:
        ZsError: ``level-unknown`` where two of them disagree, or none says it and a column of
            targets does not either.
    """
    said = list(_sources(surroundings, table))
    other = next((one for one in said if one.level != said[0].level), None)
    if other is not None:
        first = said[0]
        message = f"{first.name}“{first.text}”和{other.name}“{other.text}”说的目标级别不一样"
        raise ZsError("level-unknown", message, other.place, _HINT)
    named = [bool(one.heading.level) for one in table.of(Role.TARGET)]
    if said or table.of(Role.LEVEL) or (named and all(named)):
        return said[0].level if said else None
    raise ZsError("level-unknown", "看不出是哪一级下达的目标", surroundings.anywhere, _HINT)


def _sources(surroundings: Surroundings, table: Table) -> Iterator[_Source]:
    """Give every text that names exactly one level."""
    names = surroundings.context.vocabulary.levels.names
    file = FileName(surroundings.book.name)
    texts = [
        *(
            ("标题", one.text, surroundings.place(one.row, one.column))
            for one in surroundings.titles(table)
        ),
        ("工作表名", surroundings.grid.sheet.name, surroundings.anywhere),
        ("文件名", file.stem, Place(surroundings.book.name)),
    ]
    for what, text, place in texts:
        levels = [name for name in names if name in text]
        if len(levels) == 1:
            yield _Source(what, text, levels[0], place)
