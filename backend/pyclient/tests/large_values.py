"""Values that are too large to be sent whole, for the tests of digests."""

# mypy: allow-untyped-calls

import dataclasses
from typing import Any, NamedTuple

import altair
import numpy as np
import pandas as pd
from forms import npt_client

N = 70_000  # more than a block of a digest


def changed(array: Any, at: Any = None, to: Any = -1) -> Any:
    """Returns a copy of an array with another value in the middle."""
    array = array.copy()
    if at is None:
        at = tuple(length // 2 for length in array.shape)
    array[at] = to
    return array


def swapped(array: Any) -> Any:
    """Returns a copy of an array with two values in the middle in the other order."""
    array = array.copy()
    middle = len(array) // 2
    array[[middle, middle + 1]] = array[[middle + 1, middle]]
    return array


def set_in(value: Any, *path: Any) -> Any:
    """Sets the value at a path, the last of path, and returns the whole."""
    inner = value
    for step in path[:-2]:
        inner = inner[step]
    inner[path[-2]] = path[-1]
    return value


class Point(NamedTuple):
    x: float
    y: float


@dataclasses.dataclass
class Lab:
    name: str
    values: Any


def nested(depth: int, inner: Any) -> Any:
    for _ in range(depth):
        inner = [inner]
    return inner


def chart(ages: Any) -> Any:
    return altair.Chart(pd.DataFrame({"age": ages})).mark_bar().encode(x="age:Q")


AGES = list(range(500))
REALS = np.random.default_rng(1).normal(size=N)
TIMES = pd.date_range("2026-01-01", periods=500, freq="s")
WORDS = [str(number) for number in range(N)]
LONG = "x" * 300_000
NAMED = np.zeros((60, 60), dtype=[("a", "i4"), ("b", "f8")])
GRID = {(x, y): x * y for x in range(150) for y in range(150)}
FRAME = pd.DataFrame({"age": AGES, "t": TIMES, "w": WORDS[:500]})
LEVELS = pd.MultiIndex.from_product([range(50), list("abcdefghij")], names=["n", "c"])


def digest(value: Any) -> str:
    payload = npt_client.capture(value)
    assert payload.whole is None and bool(payload.digest) <= payload.shortened
    return str(payload.digest)
