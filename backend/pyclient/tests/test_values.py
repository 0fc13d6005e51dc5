"""capture, by type of value."""

# mypy: allow-untyped-calls

import collections
import dataclasses
import datetime
import decimal
import enum
import fractions
import json
import math
import pathlib
import sys
import warnings
from typing import Any, List, NamedTuple

import IPython.display
import numpy as np
import pytest
import sympy
import torch
from conftest import sent
from forms import npt_client

FORMS = ("client.py", "package")


@dataclasses.dataclass
class Point:
    x: int
    y: float


class Pair(NamedTuple):
    left: int
    right: str


class Colour(enum.Enum):
    RED = 1


RECURSIVE: List[Any] = [1]
RECURSIVE.append(RECURSIVE)


@pytest.mark.parametrize(
    "value, expected",
    [
        ("héllo\n🐍", ("str", "héllo\n🐍")),
        ("", ("str", "")),
        ("\ud800", ("str", "?")),
        (42, ("ndarray", [42])),
        (-0.5, ("ndarray", [-0.5])),
        (math.inf, ("ndarray", [math.inf])),
        (2**60, ("str", str(2**60))),
        (True, ("str", "True")),
        (None, ("str", "None")),
        (1 + 2j, ("str", "(1+2j)")),
        (fractions.Fraction(3, 4), ("str", "3/4")),
        (decimal.Decimal("0.10"), ("str", "0.10")),
        (b"a\x00", ("str", r"b'a\x00'")),
        (bytearray(b"a"), ("str", "b'a'")),
        (Colour.RED, ("str", "Colour.RED")),
        (datetime.date(2026, 2, 11), ("str", "2026-02-11")),
        (pathlib.PurePosixPath("/a"), ("str", "/a")),
        ([1, [2.5, "x"], None, True], ("list", [1, [2.5, "x"], None, True])),
        ((1, 2), ("list", [1, 2])),
        ({3, 1, 2}, ("list", [1, 2, 3])),
        (range(3), ("list", [0, 1, 2])),
        ([], ("list", [])),
        ({"a": [1]}.values(), ("list", [[1]])),
        (collections.deque([1]), ("list", [1])),
        ([1j, 2**60, decimal.Decimal(1)], ("list", ["1j", str(2**60), "1"])),
        (RECURSIVE, ("list", [1, "…"])),
        ({"a": 1, 2: {"b": None}}, ("dict", {"a": 1, "2": {"b": None}})),
        ({1: "n", "1": "s"}, ("dict", {"1": "n", "'1'": "s"})),
        (collections.Counter("aab"), ("dict", {"a": 2, "b": 1})),
        (Point(1, 2.5), ("dict", {"x": 1, "y": 2.5})),
        (Pair(1, "b"), ("dict", {"left": 1, "right": "b"})),
        ([Pair(1, "b")], ("list", [{"left": 1, "right": "b"}])),
        (sys, ("str", "<module 'sys' (built-in)>")),
        (np.float64(2.5), ("ndarray", [2.5])),
        (np.int64(7), ("ndarray", [7])),
        (np.bool_(True), ("str", "True")),
        (np.str_("x"), ("str", "x")),
        (np.datetime64("2026-02-11"), ("str", "2026-02-11")),
        (np.complex128(1j), ("str", "1j")),
        (np.arange(6).reshape(2, 3), ("ndarray", [[0, 1, 2], [3, 4, 5]])),
        (np.array(3.5), ("ndarray", 3.5)),
        (np.array([]), ("ndarray", [])),
        (np.array([True, False]), ("ndarray", [True, False])),
        (np.array([1j]), ("ndarray", ["1j"])),
        (np.array([2**60]), ("ndarray", [str(2**60)])),
        (np.array(["a", "b"]), ("ndarray", ["a", "b"])),
        (np.array(["2026-02-11"], dtype="datetime64[D]"), ("ndarray", ["2026-02-11"])),
        (np.array([{1}, None], dtype=object), ("ndarray", [[1], None])),
        (np.ma.array([1, 2], mask=[False, True]), ("ndarray", [1, None])),
        (np.zeros((1,) * 32), ("ndarray", json.loads("[" * 32 + "0.0" + "]" * 32))),
        ([np.array([1, 2]), np.float32(0.5)], ("list", [[1, 2], 0.5])),
        (torch.tensor([[1.0, 2.0]], requires_grad=True), ("ndarray", [[1.0, 2.0]])),
        (torch.tensor(5), ("ndarray", 5)),
        (torch.nn.Parameter(torch.ones(2)), ("ndarray", [1.0, 1.0])),
        (torch.ones(2, dtype=torch.bfloat16), ("ndarray", [1.0, 1.0])),
        (torch.tensor([1 + 2j]).conj(), ("ndarray", ["(1-2j)"])),
        (torch.eye(2).to_sparse(), ("ndarray", [[1.0, 0.0], [0.0, 1.0]])),
        ({"loss": torch.tensor(0.5)}, ("dict", {"loss": 0.5})),
        (sympy.Symbol("x") ** 2 / 2, ("latex", r"\frac{x^{2}}{2}")),
        (IPython.display.Math(r"\frac{1}{2}"), ("latex", r"\frac{1}{2}")),
        (IPython.display.Latex("$x$"), ("latex", "$x$")),
        (
            sympy.Matrix([[1, 2]]),
            ("latex", r"\left[\begin{matrix}1 & 2\end{matrix}\right]"),
        ),
    ],
    ids=lambda value: type(value).__name__,
)
def test_small_values(value: Any, expected: Any) -> None:
    assert sent(value) == expected


@pytest.mark.parametrize(
    "number",
    [
        math.factorial(2000),
        -math.factorial(2000) + 12345,
        10**9999,
        -(10**10_000) + 1,
        10**600,
    ],
    ids=["factorial", "negative", "zeros", "nines", "a piece"],
)
def test_whole_numbers_keep_their_digits(number: int) -> None:
    before = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(640)  # the least that Python takes
    try:
        kept = [sent(number), sent([number])[1], sent({"n": number})[1]]
        assert sys.get_int_max_str_digits() == 640
    finally:
        sys.set_int_max_str_digits(0)
        digits = str(number)
        sys.set_int_max_str_digits(before)
    assert kept == [("str", digits), [digits], {"n": digits}]


@pytest.mark.parametrize(
    "number, told",
    [
        (10**10_000, "about 1.00000e+10000 (a whole number of some 10,001 digits)"),
        (-(3**30_000), "about -4.34152e+14313 (a whole number of some 14,314 digits)"),
        (10**1_000_000, "about 1.00000e+1000000 (a whole number of some 1,000,001 digits)"),
        (
            fractions.Fraction(10**20_000, 3),
            "about 1.00000e+20000 (a whole number of some 20,001 digits)/3",
        ),
        (
            sympy.Integer(10) ** 12_000,
            "about 1.00000e+12000 (a whole number of some 12,001 digits)",
        ),
    ],
    ids=["power", "negative", "million", "fraction", "sympy"],
)
def test_longer_ones_tell_how_large_they_are(number: Any, told: str) -> None:
    payload = npt_client.capture(number)
    assert payload.data == told and len(payload.digest) == 32


def test_nan_stays_nan() -> None:
    assert npt_client.capture(np.array([math.nan, -math.inf])).data == "[NaN, -Infinity]"
    assert npt_client.capture(math.nan).data == "[NaN]"


def test_an_exception_goes_with_its_traceback() -> None:
    try:
        dict(a=1)["key"]
    except KeyError as trouble:
        kind, data = sent(trouble)
    assert kind == "str"
    assert data.startswith("Traceback") and data.endswith("KeyError: 'key'")


def test_a_library_that_warns_is_not_heard(recwarn: pytest.WarningsRecorder) -> None:
    class Warns:
        def __repr__(self) -> str:
            warnings.warn("old", FutureWarning)
            return "me"

    assert sent(Warns()) == ("str", "me")
    assert not recwarn.list


def test_capture_is_a_copy() -> None:
    array = np.array([1, 2])
    payload = npt_client.capture(array)
    array[0] = 9
    assert payload.data == "[1, 2]"
