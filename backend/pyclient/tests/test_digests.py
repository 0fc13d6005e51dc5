"""What is shortened carries a digest: values that differ in what is not sent differ in their digests.
"""

# mypy: allow-untyped-calls

import decimal
import fractions
import json
import math
import os
from typing import Any, Callable, Dict, Tuple

import numpy as np
import pandas as pd
import pytest
import sympy
import torch
from forms import npt_client
from large_values import (
    AGES,
    FRAME,
    GRID,
    LEVELS,
    LONG,
    Lab,
    N,
    NAMED,
    Point,
    REALS,
    TIMES,
    WORDS,
    changed,
    chart,
    nested,
    set_in,
    swapped,
)
from scipy import sparse


def in_rows(value: Any) -> Any:
    return pd.DataFrame({"age": range(500), "other": value})


def source_of(middle: str) -> Any:
    """A function with a long text in the middle of its source."""
    source = "def f():\n    '''%s'''\n" % ("x" * 250_000 + middle + "y" * 50_000)
    path = os.path.join(os.environ["NPT_HOME"] + middle + ".py")
    with open(path, "w") as file:
        file.write(source)
    names: Dict[str, Any] = {}
    exec(compile(source, path, "exec"), names)
    return names["f"]


# By name, two values that arrive alike: only their digests differ.
DIFFERENT: Dict[str, Callable[[], Tuple[Any, Any]]] = {
    # arrays
    "array of floats": lambda: (REALS, swapped(REALS)),
    "array of whole numbers": lambda: (swapped(np.arange(N)), np.arange(N)),
    "array of bytes": lambda: (swapped(np.arange(2500).astype("u1")), np.arange(2500).astype("u1")),
    "last bit": lambda: (np.full(N, 0.1), changed(np.full(N, 0.1), to=np.nextafter(0.1, 1))),
    "whole numbers near 2**63": lambda: (
        np.arange(2**62, 2**62 + N),
        swapped(np.arange(2**62, 2**62 + N)),
    ),
    "long doubles": lambda: (
        np.ones(N, "g"),
        changed(np.ones(N, "g"), to=np.nextafter(np.longdouble(1), 2)),
    ),
    "two axes": lambda: (np.eye(60), swapped(np.eye(60))),
    "three axes": lambda: (
        np.arange(8000.0).reshape(20, 20, 20),
        swapped(np.arange(8000.0).reshape(20, 20, 20)),
    ),
    "bools": lambda: (changed(np.zeros(N, bool), 30, True), changed(np.zeros(N, bool), 31, True)),
    "complex": lambda: (REALS * 1j, swapped(REALS * 1j)),
    "texts": lambda: (np.array(WORDS), swapped(np.array(WORDS))),
    "moments": lambda: (
        np.arange(N).astype("M8[s]"),
        changed(np.arange(N).astype("M8[s]"), to=np.datetime64("NaT")),
    ),
    "nanoseconds": lambda: (
        np.arange(N).astype("M8[ns]"),
        changed(np.arange(N).astype("M8[ns]"), to=np.datetime64(1, "ns")),
    ),
    "spans": lambda: (np.arange(N).astype("m8[s]"), swapped(np.arange(N).astype("m8[s]"))),
    "objects": lambda: (
        np.array([{"a": n} for n in range(3000)]),
        np.array([{"a": n if n != 1500 else -1} for n in range(3000)]),
    ),
    "masked": lambda: (
        np.ma.array(np.zeros(N), mask=np.arange(N) == 40),
        np.ma.array(np.zeros(N), mask=np.arange(N) == 50),
    ),
    "tensor": lambda: (torch.arange(9000.0), torch.tensor(swapped(np.arange(9000.0, dtype="f4")))),
    "long texts in an array": lambda: (
        np.array(["x" * 20_000 + "a"], object),
        np.array(["x" * 20_000 + "b"], object),
    ),
    # tables
    "frame": lambda: (in_rows(0), in_rows(0).replace({"age": {250: -1}})),
    "column of a wide frame": lambda: (
        pd.DataFrame(np.zeros((3, 90))),
        pd.DataFrame(changed(np.zeros((3, 90)))),
    ),
    "column of texts": lambda: (FRAME, FRAME.replace({"w": {"250": "x"}})),
    "column of moments": lambda: (FRAME, FRAME.replace({"t": {TIMES[250]: TIMES[251]}})),
    "None for NaN": lambda: (
        pd.Series([None] * 500, dtype=object),
        pd.Series([None] * 250 + [math.nan] + [None] * 249, dtype=object),
    ),
    "categories": lambda: (
        pd.Series(["a", "b"] * 250).astype("category"),
        pd.Series(swapped(np.array(["a", "b"] * 250))).astype("category"),
    ),
    "missing whole number": lambda: (
        pd.Series(AGES, dtype="Int64"),
        pd.Series(AGES, dtype="Int64").mask(pd.Series(AGES) == 250),
    ),
    "index": lambda: (
        pd.DataFrame({"a": [0] * 500}, index=AGES),
        pd.DataFrame({"a": [0] * 500}, index=swapped(np.arange(500))),
    ),
    "label of a column": lambda: (
        pd.DataFrame(np.zeros((3, 90)), columns=WORDS[:90]),
        pd.DataFrame(np.zeros((3, 90)), columns=[*WORDS[:45], "x", *WORDS[46:90]]),
    ),
    "index of levels": lambda: (
        pd.Series(0, index=LEVELS),
        pd.Series(0, index=LEVELS.append(LEVELS[:0])[[*range(200), 201, 200, *range(202, 500)]]),
    ),
    "series": lambda: (pd.Series(REALS), pd.Series(swapped(REALS))),
    "Index": lambda: (pd.Index(REALS), pd.Index(swapped(REALS))),
    "RangeIndex with a gap": lambda: (
        pd.RangeIndex(200),
        pd.Index([*range(100), 99, *range(101, 200)]),
    ),
    "long list in a cell": lambda: (
        pd.Series([[*range(200)]]),
        pd.Series([[*range(198), 199, 198]]),
    ),
    "named fields": lambda: (
        np.zeros(500, NAMED.dtype),
        changed(np.zeros(500, NAMED.dtype), to=(0, 1)),
    ),
    "named fields of two axes": lambda: (NAMED, changed(NAMED, to=(1, 0))),
    # nested
    "list": lambda: ([0] * N, set_in([0] * N, 50_000, -1)),
    "list of texts": lambda: (WORDS, set_in(list(WORDS), 60_000, "x")),
    "tuple": lambda: (tuple(range(N)), tuple(set_in(list(range(N)), 60_000, -1))),
    "type in a list": lambda: ([0] * N, set_in([0] * N, 60_000, False)),
    "list of pairs": lambda: (
        [[n, n] for n in range(N)],
        set_in([[n, n] for n in range(N)], 60_000, 1, -1),
    ),
    "where lists end": lambda: (
        [[0]] * 30_000 + [[0, 0], [0]],
        [[0]] * 30_000 + [[0], [0, 0]],
    ),
    "list of dicts": lambda: (
        [{"a": n, "b": "x"} for n in range(N)],
        set_in([{"a": n, "b": "x"} for n in range(N)], 60_000, "a", -1),
    ),
    "list of arrays": lambda: (
        [np.zeros(90)] * 4000,
        [np.zeros(90)] * 3999 + [changed(np.zeros(90))],
    ),
    "dict": lambda: (dict.fromkeys(WORDS, 0), set_in(dict.fromkeys(WORDS, 0), WORDS[60_000], -1)),
    "keys of a dict": lambda: (GRID, set_in({**GRID, (149, 149): 0}, (149, 149), -1)),
    "array in a dict": lambda: ({"x": REALS}, {"x": swapped(REALS)}),
    "frame in a list": lambda: ([FRAME], [FRAME.replace({"age": {250: -1}})]),
    "dataclass": lambda: (Lab("a", REALS), Lab("a", swapped(REALS))),
    "depth": lambda: (nested(25, 1), nested(25, 2)),
    "long text in a list": lambda: ([LONG + "a"], [LONG + "b"]),
    "named tuples": lambda: (
        [Point(1, 2)] * N,
        [Point(1, 2)] * (N - 1) + [Point(2, 1)],
    ),
    # text and numbers
    "text": lambda: (LONG + "a" + LONG, LONG + "b" + LONG),
    "bytes": lambda: (b"x" * 90_000 + b"a", b"x" * 90_000 + b"b"),
    "source": lambda: (source_of("a"), source_of("b")),
    "whole number": lambda: (math.factorial(5000), math.factorial(5000) - 12345),
    "negative": lambda: (-math.factorial(5000), -math.factorial(5000) + 1),
    "number in a list": lambda: ([math.factorial(5000)], [math.factorial(5000) - 1]),
    "fraction": lambda: (
        fractions.Fraction(1, 3**30_000),
        fractions.Fraction(1, 3**30_000 + 2),
    ),
    "sympy's whole number": lambda: (sympy.factorial(5000), sympy.factorial(5000) - 1),
    "Decimal": lambda: (decimal.Decimal("1" * 300_000), decimal.Decimal("1" * 299_999 + "2")),
    # others
    "sparse": lambda: (
        sparse.coo_matrix(([1.0, 1], ([30, 0], [40, 0])), (90, 90)),
        sparse.coo_matrix(([1.0, 1], ([40, 0], [30, 0])), (90, 90)),
    ),
    "sparse tensor": lambda: (
        torch.sparse_coo_tensor([[30, 0], [40, 0]], [1.0, 1], (90, 90)),
        torch.sparse_coo_tensor([[40, 0], [30, 0]], [1.0, 1], (90, 90)),
    ),
    "altair": lambda: (chart(AGES), chart([*range(250), -1, *range(251, 500)])),
    "altair over 5,000 rows": lambda: (chart(range(N)), chart([*range(N - 1), -1])),
}


@pytest.mark.parametrize("name", DIFFERENT)
def test_what_differs_only_in_what_is_not_sent_has_another_digest(name: str) -> None:
    one, other = map(npt_client.capture, DIFFERENT[name]())
    assert one.type == other.type and without_mean(one) == without_mean(other)
    assert one.shortened and other.shortened
    assert len(one.digest) == len(other.digest) == 32 and one.digest != other.digest
    assert npt_client.capture(DIFFERENT[name]()[0]).digest == one.digest


def without_mean(payload: Any) -> Any:
    """Returns what is shown; statistics alone may tell two values apart, but not by much."""
    try:
        data = json.loads(payload.data)
    except ValueError:
        return payload.data.replace(" 16,326 digits", " digits")
    if isinstance(data, dict):
        data.pop("stats", None)
    return data


def test_many_pairs_are_told_apart() -> None:
    assert len(DIFFERENT) >= 60
