"""``zs --version`` and ``zs --help`` against a Python that starts and does nothing.

What a user waits for before anything happens. Neither may import DuckDB, Polars, Rich or Jinja2.
"""

from pathlib import Path

from benchmarks.harness import PYTHON, ZS, Case, Report, compare

ROUNDS = 21


def measure(folder: Path, rounds: int) -> Report:
    """Time the starts."""
    cases = [
        Case("python -c pass", (PYTHON, "-c", "pass"), folder),
        Case("zs --version", (ZS, "--version"), folder),
        Case("zs --help", (ZS, "--help"), folder),
    ]
    return Report("startup", "启动", compare(cases, rounds))
