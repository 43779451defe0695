"""Coverage-guided fuzzing of the whole way from bytes to values: ``python -m tests.dirty.fuzz``.

Needs atheris (``pip install atheris``), which is no part of the development tools. Arguments go to
libFuzzer; without any, it runs for a minute, starting from dirty sheets. What may come out of any
bytes is a reading or a ``ZsError``; anything else, and anything slower than ten seconds or larger
than two gigabytes, is a fault, and libFuzzer keeps the bytes in a file.
"""

import importlib
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import Any

from tests.dirty.damage import damaged

_LIMITS = ("-timeout=10", "-rss_limit_mb=2048", "-max_len=65536")
_MINUTE = "-max_total_time=60"
_SEEDS = 200
_BY_LIBFUZZER = 0.5
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
        mutator = _mutator(atheris)
        atheris.Setup([sys.argv[0], *_LIMITS, *arguments, folder], target, custom_mutator=mutator)
        atheris.Fuzz()


def _target(atheris: Any) -> Any:
    """Import zs with its branches counted, and return what is to be called with bytes."""
    with atheris.instrument_imports(include=["zhaoshang_cli"]):
        books = importlib.import_module("zhaoshang_cli.readers.files.books")
        archive = importlib.import_module("zhaoshang_cli.readers.files.archive")
        understanding = importlib.import_module("zhaoshang_cli.readers.understand")
        errors = importlib.import_module("zhaoshang_cli.errors")
        context = importlib.import_module("tests.dirty.judging").context("410400")

    def read(data: bytes) -> None:
        name = _NAMES[len(data) % len(_NAMES)]
        for source in archive.sources_in(books.Source.of(name, data)):
            if isinstance(source, books.Rejected):
                continue
            book = books.read_book(source)
            if isinstance(book, books.Rejected):
                continue
            with suppress(errors.ZsError):
                understanding.understand(book, context)

    return read


def _mutator(atheris: Any) -> Any:
    """Return what changes bytes: libFuzzer's own ways, and wounds below an archive's packing."""

    def mutate(data: bytes, longest: int, seed: int) -> bytes:
        dice = Random(seed)  # noqa: S311
        if dice.random() < _BY_LIBFUZZER:
            return bytes(atheris.Mutate(data, longest))
        return damaged(data, dice)[:longest]

    return mutate


def _seed(folder: Path) -> None:
    variant = importlib.import_module("tests.dirty.generator").variant
    for number in range(_SEEDS):
        (folder / f"{number}").write_bytes(variant(number).data)


if __name__ == "__main__":
    main()
