"""Counts what a test run did, for build/test.sh.

    go test -json ./... | count.py go COUNT_FILE
    count.py junit COUNT_FILE REPORT.xml

Writes "passed failed skipped" to COUNT_FILE, and under it a line for each test
that failed: where it stands, its name. For Go it also prints what -json hides: a
line for each package, the output of what failed or was skipped.
"""

import collections
import json
import os
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterable
from typing import Any


class GoReport:
    """Reads the events of go test -json; counts and prints as they come."""

    def __init__(self) -> None:
        self.counts: collections.Counter[str] = collections.Counter()
        self.output = collections.defaultdict[tuple[str, str], list[str]](list)
        self.explained = set[str]()  # packages with a test that failed
        self.failed: list[str] = []  # what failed, for a reader

    def read(self, lines: Iterable[str]) -> None:
        """Reads to the end. A line that is not JSON comes from go itself and is printed."""
        for line in lines:
            try:
                event = json.loads(line)
            except json.JSONDecodeError:
                print(line, end="")
                continue
            self.take(event)

    def take(self, event: dict[str, Any]) -> None:
        """Takes one event. Output is kept until its test or package has ended."""
        action = event["Action"]
        key = (event.get("Package", ""), event.get("Test", ""))
        if action == "build-output":
            print(event["Output"], end="")
        elif action == "output":
            self.output[key].append(event["Output"])
        elif action in ("pass", "fail", "skip"):
            self.end(action, *key)

    def end(self, action: str, package: str, test: str) -> None:
        """Counts a test that ended; prints a package's last line, or a failure."""
        output = self.output.pop((package, test), [])
        if test:
            self.counts[action] += 1
            if action == "fail":
                self.explained.add(package)
                self.failed.append(f"{package} {test}")
        elif action == "fail" and package not in self.explained:
            # It did not build, panicked or took too long: that counts as one failure.
            self.counts["fail"] += 1
            self.failed.append(f"{package} did not build, panicked or took too long")
        if action == "fail" or (test and action == "skip"):
            print("".join(output), end="")
        elif not test:
            print("".join(output[-1:]), end="")


def count_go() -> tuple[collections.Counter[str], list[str]]:
    """Counts tests and subtests of go test -json on standard input; names what failed."""
    report = GoReport()
    report.read(sys.stdin)
    return report.counts, report.failed


def count_junit(path: str) -> tuple[collections.Counter[str], list[str]]:
    """Counts the cases of a JUnit report (pytest, vitest, Playwright); names what failed."""
    counts = collections.Counter[str]()
    failed: list[str] = []
    if not os.path.exists(path):
        sys.exit(f"{path} is missing: the tests did not even start")
    for case in ElementTree.parse(path).iter("testcase"):
        if case.find("failure") is not None or case.find("error") is not None:
            counts["fail"] += 1
            failed.append(f"{case.get('classname', '')} {case.get('name', '')}")
        elif case.find("skipped") is not None:
            counts["skip"] += 1
        else:
            counts["pass"] += 1
    return counts, failed


def main() -> None:
    """Counts one run and writes the result; fails when the run was empty."""
    kind, target, *report = sys.argv[1:]
    counts, failed = count_go() if kind == "go" else count_junit(*report)
    with open(target, "w", encoding="utf-8") as file:
        print(counts["pass"], counts["fail"], counts["skip"], file=file)
        file.writelines(f"{name}\n" for name in failed)
    if not counts.total():
        sys.exit("no test ran")


if __name__ == "__main__":
    main()
