"""Coverage-guided fuzzing of the whole way from bytes to values: ``python -m tests.dirty.fuzz``.

Needs atheris (``pip install atheris``), which is no part of the development tools. Arguments go to
libFuzzer; without any, it runs for a minute, starting from dirty sheets. What may come out of any
bytes is a reading or a ``ZsError``; anything else, and anything slower than two seconds or larger
than two gigabytes, is a fault, and libFuzzer keeps the bytes in a file.
"""

import importlib
import sys
import tempfile
from pathlib import Path
from typing import Any

_LIMITS = ("-timeout=5", "-rss_limit_mb=2048", "-max_len=65536")
_MINUTE = "-max_total_time=60"
_SEEDS = 200
_NAMES = ("2022年11月.csv", "叶县202211.xls", "月报.xlsx")


def main() -> None:
    """Fuzz until the limits of the command line are reached."""
    try:
        atheris = importlib.import_module("atheris")
    except ImportError:
        sys.exit("没有装 atheris：pip install atheris")
    with tempfile.TemporaryDirectory(prefix="zs-fuzz-") as folder:
        arguments = sys.argv[1:] or [_MINUTE]
        target = _target(atheris)
        _seed(Path(folder))
        atheris.Setup([sys.argv[0], *_LIMITS, *arguments, folder], target)
        atheris.Fuzz()


def _target(atheris: Any) -> Any:
    """Import zs with its branches counted, and return what is to be called with bytes."""
    with atheris.instrument_imports(include=["zhaoshang_cli"]):
        books = importlib.import_module("zhaoshang_cli.readers.books")
        understanding = importlib.import_module("zhaoshang_cli.readers.understand")
        errors = importlib.import_module("zhaoshang_cli.errors")
        context = importlib.import_module("tests.dirty.score").context("410400")

    def read(data: bytes) -> None:
        name = _NAMES[len(data) % len(_NAMES)]
        book = books.read_book_bytes(name, data)
        if isinstance(book, books.Rejected):
            return
        try:
            understanding.understand(book, context)
        except errors.ZsError:
            return

    return read


def _seed(folder: Path) -> None:
    variant = importlib.import_module("tests.dirty.generator").variant
    for number in range(_SEEDS):
        (folder / f"{number}").write_bytes(variant(number).data)


if __name__ == "__main__":
    main()
