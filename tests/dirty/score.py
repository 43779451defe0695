"""How well zs reads dirty sheets: ``python -m tests.dirty.score 3000``.

A value is **right**, **flagged** (left out, or doubtful, with a finding that says so), **silently
wrong** or **silently missing**. A fault planted on purpose is **found** or **missed**. An error or a
warning that nothing planted accounts for is a **false alarm**.
"""

import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

from tests.dirty.catalogue import CATALOGUE, Mess
from tests.dirty.generator import variant
from tests.dirty.judging import context, judge
from tests.dirty.model import DirtySheet

__all__ = ["Score", "by_mess", "context", "counts", "score", "table"]

_SHOWN = 6


@dataclass(slots=True)
class Score:
    """Counts over many sheets, and the first failures."""

    sheets: int = 0
    right: int = 0
    flagged: int = 0
    wrong: int = 0
    missing: int = 0
    found: int = 0
    missed: int = 0
    alarms: int = 0
    clean_cells: int = 0
    failures: list[str] = field(default_factory=list)
    rows: dict[int, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    """What was counted in the sheets that have one line of the catalogue, by its number."""

    def add(self, sheet: DirtySheet) -> None:
        """Read a sheet and count."""
        self.sheets += 1
        messes = [one for one in CATALOGUE if one.is_in(sheet)]
        for one in messes:
            self.rows[one.number]["sheets"] += 1
        for kind, detail in judge(sheet):
            name, _, what = kind.partition(" ")
            setattr(self, name, getattr(self, name) + 1)
            for one in messes:
                if name not in {"found", "missed"} or what in one.plants:
                    self.rows[one.number][name] += 1
            if name in {"wrong", "missing", "missed", "alarms"}:
                self.failures.append(
                    f"{sheet.number} {kind} {detail} [{' '.join(sheet.description)}] {sheet.name}"
                )
        self.clean_cells += len(sheet.truth)

    @property
    def alarm_rate(self) -> Decimal:
        """False alarms a value that could be read."""
        return Decimal(self.alarms) / max(1, self.clean_cells)


def score(numbers: range) -> Score:
    """Read the variants of these numbers."""
    total = Score()
    for number in numbers:
        total.add(variant(number))
    return total


def counts(total: Score) -> tuple[tuple[str, int], ...]:
    """Return what was counted, by its Chinese name."""
    return (
        ("表", total.sheets),
        ("读对的数", total.right),
        ("说明了原因没收的数", total.flagged),
        ("悄悄读错的数", total.wrong),
        ("悄悄漏掉的数", total.missing),
        ("找到的毛病", total.found),
        ("漏掉的毛病", total.missed),
        ("误报", total.alarms),
    )


def table(total: Score) -> str:
    """Return the score as aligned lines."""
    return "\n".join(f"{name:　<10}{number:>8}" for name, number in counts(total))


def by_mess(total: Score) -> tuple[str, ...]:
    """Return a line for each line of the catalogue: what was found, missed, told in vain."""
    return tuple(f"{one.number:>2} {one.title}：{_told(total, one)}" for one in CATALOGUE)


def _told(total: Score, mess: Mess) -> str:
    row = total.rows[mess.number]
    if not row["sheets"]:
        return "一份表里看不出，另有检验" if mess.ledger else "没有种"
    return (
        f"{row['sheets']} 份，读对 {row['right']}，说明了没收 {row['flagged']}，"
        f"悄悄错漏 {row['wrong'] + row['missing']}；"
        f"毛病找到 {row['found']}、漏掉 {row['missed']}；误报 {row['alarms']}"
    )


def main() -> None:
    """Print the score of so many variants, and the first failures."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    first = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    total = score(range(first, first + count))
    print(table(total))
    print(f"误报占 {total.alarm_rate:.2%}")
    print(*by_mess(total), sep="\n")
    seen: Counter[str] = Counter()
    for failure in total.failures:
        number, name, code, _ = failure.split(" ", 3)
        seen[f"{name} {code}" if name != "wrong" else name] += seen[f"{number} {name}"] == 0
        seen[f"{number} {name}"] += 1
        if (
            seen[f"{number} {name}"] == 1
            and seen[f"{name} {code}" if name != "wrong" else name] <= _SHOWN
        ):
            print(failure)


if __name__ == "__main__":
    main()
