"""What a value of each kind costs however large it is, and the hint where nothing was sent."""

# mypy: allow-untyped-calls

import array
import collections
import contextlib
import functools
import io
import random
import time
import tracemalloc
import types
from typing import Any, Callable, Dict

import IPython.display as ipd
import numpy as np
import pandas as pd
import pytest
from conftest import Enrol, Teacher
from forms import npt_client
from large_values import Lab
from test_code import square

N = 100_000

# How a value is made of so many parts.
COSTS: Dict[str, Callable[[int], Any]] = {
    "range": range,
    "RangeIndex": pd.RangeIndex,
    "array": lambda n: array.array("d", range(n)),
    "view": lambda n: memoryview(array.array("d", range(n))),
    "bytes": bytes,
    "bytearray": bytearray,
    "text": lambda n: "x" * n,
    "HTML": lambda n: ipd.HTML("x" * n),
    "JSON": lambda n: ipd.JSON({"a": list(range(n))}),
    "audio": lambda n: ipd.Audio(bytes(n), rate=1),
    "deque": lambda n: collections.deque(range(n)),
    "UserList": lambda n: collections.UserList(range(n)),
    "keys": lambda n: dict.fromkeys(range(n)).keys(),
    "namespace": lambda n: types.SimpleNamespace(a=list(range(n))),
    "dataclass": lambda n: Lab("a", list(range(n))),
    "iterator": lambda n: iter(list(range(n))),
    "objects": lambda n: np.array([{"a": 1}] * n),
    "ragged": lambda n: np.array([[1], [1, 2]] * (n // 2), dtype=object),
    "categories": lambda n: pd.Categorical.from_codes(np.zeros(n, dtype="i1"), ["a", "b"]),
    "Int64": lambda n: pd.array(np.arange(n), dtype="Int64"),
    "sparse": lambda n: pd.arrays.SparseArray(np.zeros(n)),
    "times": lambda n: pd.date_range("2026-01-01", periods=n, freq="s"),
    "exception": lambda n: ValueError("x" * n),
    "frame of lists": lambda n: pd.DataFrame({"a": [list(range(n // 60))] * 60}),
    "arguments of a partial": lambda n: functools.partial(square, list(range(n))),
}


@pytest.mark.parametrize("name", COSTS)
def test_a_large_value_costs_little(name: str) -> None:
    """The measure is what it takes in the same run to write the numbers up to N."""
    value = COSTS[name](N)
    measure = max(cpu_of(lambda: repr(list(range(N)))) for _ in range(2))
    assert min(cpu_of(lambda: npt_client.capture(value)) for _ in range(2)) < 40 * measure
    tracemalloc.start()
    try:
        payload = npt_client.capture(value)
        assert tracemalloc.get_traced_memory()[1] < 15_000_000
    finally:
        tracemalloc.stop()
    assert len(payload.data) + len(payload.file) < 1_500_000


@pytest.mark.parametrize(
    "make",
    [range, pd.RangeIndex, lambda n: [range(n)], lambda n: np.broadcast_to(np.float64(1), (n,))],
    ids=["range", "RangeIndex", "inside", "one number"],
)
def test_what_is_told_by_its_ends_costs_the_same_at_any_length(make: Callable[[int], Any]) -> None:
    tracemalloc.start()
    try:
        small, large = npt_client.capture(make(3 * 10**7)), npt_client.capture(
            make(10**11 // 2)
        )
        assert tracemalloc.get_traced_memory()[1] < 10_000_000
    finally:
        tracemalloc.stop()
    assert (small.data, small.digest) != (large.data, large.digest)


def cpu_of(work: Callable[[], Any]) -> float:
    started = time.thread_time()
    work()
    return time.thread_time() - started


WORDS = ["a"]
FRAME = pd.DataFrame({"a": [1.0, np.nan]})

# Calls whose value is None, or a list of such: what was meant is another value.
NOTHING: Dict[str, Callable[[], Any]] = {
    "print": lambda: print("x"),
    "sort": lambda: [2, 1].sort(),
    "in place": lambda: FRAME.dropna(inplace=True),
    "shuffle": lambda: random.shuffle([1, 2]),
    "append": lambda: WORDS.append("b"),
    "a list of prints": lambda: [print(each) for each in "ab"],
}


@pytest.mark.parametrize("name", NOTHING)
def test_a_call_that_returns_nothing_is_told(
    name: str, enrol: Enrol, teacher: Teacher, capsys: pytest.CaptureFixture[str]
) -> None:
    student = enrol(teacher.url)
    student.send(NOTHING[name](), 3)
    assert "None was sent" in capsys.readouterr().out
    student.send([None, 1], 4)
    student.send([], 5)
    assert capsys.readouterr().out == ""


def test_a_handle_is_told(
    enrol: Enrol, teacher: Teacher, capsys: pytest.CaptureFixture[str]
) -> None:
    with contextlib.redirect_stdout(io.StringIO()):
        handle = ipd.DisplayHandle()
    enrol(teacher.url).send(handle, 3)
    assert "send the figure or table itself" in capsys.readouterr().out
