"""Prints the results of benchmarks as tables, for build/bench.sh.

    bench_table.py LOG... < GOALS

Reads the lines of Go's benchmarks in the logs, takes the median of repeated
ones, and sets beside each figure the goal that it has, met or MISSED.
"""

import re
import statistics
import sys
from collections.abc import Iterable
from typing import NamedTuple

LINE = re.compile(r"^Benchmark(\S+?)(?:-\d+)?\s+\d+\s+(.+)$")
SAYS_NOTHING = ("ns/op", 0.0)  # a benchmark reports this to hide its time


class Goal(NamedTuple):
    """The goal of a figure: at least (>=) or at most (<=) a limit."""

    sign: str
    limit: float

    def verdict(self, value: float) -> str:
        """Returns the goal in words, and whether the value meets it."""
        met = value >= self.limit if self.sign == ">=" else value <= self.limit
        words = "at least" if self.sign == ">=" else "at most"
        return f"{words} {self.limit:g}: {'met' if met else 'MISSED'}"


Figures = dict[tuple[str, str], list[float]]  # by benchmark and unit
Goals = dict[tuple[str, str], Goal]


def read_figures(lines: Iterable[str]) -> Figures:
    """Reads the figures of every benchmark line."""
    figures: Figures = {}
    for line in lines:
        match = LINE.match(line)
        if not match:
            continue
        words = match[2].split()
        for value, unit in zip(words[::2], words[1::2]):
            if (unit, float(value)) != SAYS_NOTHING:
                figures.setdefault((match[1], unit), []).append(float(value))
    return figures


def read_goals(lines: Iterable[str]) -> Goals:
    """Reads lines of benchmark, unit, sign and limit."""
    rows = [line.split() for line in lines if line.strip()]
    return {(name, unit): Goal(sign, float(limit)) for name, unit, sign, limit in rows}


def print_table(title: str, figures: Figures, goals: Goals) -> None:
    """Prints the median of each figure, and its goal."""
    if not figures:
        return
    width = max(len(name) for name, _ in figures)
    print(f"\n{title}")
    for key, values in figures.items():
        name, unit = key
        value = statistics.median(values)
        shown = f"{value:,.0f}" if value >= 1000 else f"{value:.3g}"
        goal = goals[key].verdict(value) if key in goals else ""
        print(f"  {name:{width}}  {shown:>10} {unit:<20} {goal}".rstrip())


def main() -> None:
    """Prints both tables, and the goals without a measurement."""
    figures: Figures = {}
    for path in sys.argv[1:]:
        with open(path, encoding="utf-8") as log:
            figures.update(read_figures(log))
    goals = read_goals(sys.stdin)
    ratios = {key: values for key, values in figures.items() if key[1] == "ratio"}
    others = {key: values for key, values in figures.items() if key[1] != "ratio"}
    print_table("Ratios, each within one run", ratios, goals)
    print_table("Figures of this machine, under its load of today", others, goals)
    missing = [f"{name} {unit}" for name, unit in goals if (name, unit) not in figures]
    if missing:
        print(f"\nNOT MEASURED: {', '.join(missing)}")


if __name__ == "__main__":
    main()
