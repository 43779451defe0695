"""How well dirty sheets are read: every fault in them was planted, so that the right answer is known.

Not a time but a score, kept here because it may not get worse: values read right, left out with a
reason, read wrong without a word, lost without a word; faults found and missed; false alarms.
"""

from pathlib import Path
from time import perf_counter

from benchmarks.harness import Report
from tests.dirty.score import by_mess, counts, score

ROUNDS = 1
_SHEETS = 2_000


def measure(folder: Path, rounds: int) -> Report:
    """Score 2,000 dirty sheets, other ones in every round."""
    del folder
    began = perf_counter()
    total = score(range(_SHEETS * rounds))
    spent = perf_counter() - began
    report = Report("messy", "脏表")
    report.numbers = {name: float(number) for name, number in counts(total)}
    report.notes = [f"{name} {number}" for name, number in counts(total)]
    report.notes.append(f"每份（连造带读）{spent / total.sheets * 1000:.1f} 毫秒")
    report.notes += by_mess(total)
    return report
