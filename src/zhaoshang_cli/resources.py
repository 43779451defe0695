"""Where the files are that came with zs: SQL, templates, tables of words, sample data.

A wheel carries all of them inside the package; a checkout keeps ``sql/``, ``templates/`` and
``sample_data/`` at the repository root. The package is looked in first.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_HOMES = (_PACKAGE, _PACKAGE.parents[1])
_first: ContextVar[tuple[Path, ...]] = ContextVar("first", default=())


@contextmanager
def instead(home: Path) -> Iterator[None]:
    """Look in ``home`` first: for what came with zs when a document was published."""
    token = _first.set((home,))
    try:
        yield
    finally:
        _first.reset(token)


def came_with_zs(home: Path) -> bool:
    """Whether a folder is one of the installation, and not what ``instead`` put before it."""
    return home.parent in _HOMES


def folder(name: str) -> Path:
    """Return the folder ``name`` that came with zs.

    Raises:
        FileNotFoundError: The installation is incomplete; no user input leads here.
    """
    for home in (*_first.get(), *_HOMES):
        if (home / name).is_dir():
            return home / name
    raise FileNotFoundError(f"zs was installed without its {name}/ folder; looked in {_HOMES}")


def text(name: str, *parts: str) -> str:
    """Read one text file below the folder ``name``, as UTF-8."""
    return folder(name).joinpath(*parts).read_text(encoding="utf-8")
