"""Equal values have equal digests, whatever they are made of; other kinds, shapes and names have others.
"""

# mypy: allow-untyped-calls

import collections
import hashlib
import math
import os
import subprocess
import sys
from typing import Any, Callable, Dict, List

import numpy as np
import pandas as pd
import pytest
import torch
from forms import npt_client
from large_values import AGES, GRID, N, Point, REALS, TIMES, WORDS, chart, digest
from scipy import sparse


HALVES = np.arange(N) / 2
WHOLE = np.arange(N) - 100
TEN_FRAME = pd.DataFrame({"n": range(N), "r": REALS, "w": WORDS, "m": np.arange(N).astype("M8[s]")})

# By name, values that are equal, whatever they are made of.
EQUAL: Dict[str, Callable[[], List[Any]]] = {
    "dtypes": lambda: [WHOLE.astype(kind) for kind in ("i4", "i8", ">i4", "f4", "<f8", ">f8", "g")],
    "small dtypes": lambda: [
        (np.arange(N) % 100).astype(kind) for kind in ("u1", "i1", "i2", "u8", "f2", "f8", "g")
    ],
    "halves": lambda: [HALVES, HALVES.astype("f4"), HALVES.astype(">f8"), HALVES.tolist()],
    "layouts": lambda: [
        REALS.reshape(100, 700),
        np.asfortranarray(REALS.reshape(100, 700)),
        np.repeat(REALS, 2)[::2].reshape(100, 700),
        REALS.reshape(100, 700).T.copy().T,
        np.matrix(REALS.reshape(100, 700)),
        torch.tensor(REALS.reshape(100, 700)),
        REALS.reshape(100, 700).tolist(),
    ],
    "zeros and nan": lambda: [
        np.array([0.0, math.nan] * N),
        np.array([-0.0, -math.nan] * N),
        np.frombuffer(b"\0\0\0\0\1\0\xc0\xff" * N, "<f4"),
        [-0.0, math.nan] * N,
    ],
    "beyond 2**53": lambda: [
        np.arange(2**60, 2**60 + N),
        np.arange(2**60, 2**60 + N).astype("u8"),
        list(range(2**60, 2**60 + N)),
        range(2**60, 2**60 + N),
    ],
    "beyond 2**53, as floats": lambda: [
        np.arange(N) * 2**45,
        np.arange(N) * 2.0**45,
        [n * 2**45 for n in range(N)],
        [n * 2.0**45 for n in range(N)],
    ],
    "lists": lambda: [
        list(range(N)),
        tuple(range(N)),
        range(N),
        collections.deque(range(N)),
        [float(n) for n in range(N)],
        [np.int32(n) for n in range(N)],
        [*range(N - 1), np.float64(N - 1)],
        np.arange(N),
        np.arange(N).astype(object),
    ],
    "sets": lambda: [set(WORDS), frozenset(reversed(WORDS)), {*WORDS[5000:], *WORDS[:9000]}],
    "sets of all kinds": lambda: [
        {1, 2.5, "a", (1, 2), None, frozenset({1}), *map(float, range(N))},
        {*range(N), frozenset({1.0}), None, (1.0, 2), "a", 2.5},
    ],
    "dicts": lambda: [
        {word: int(word) for word in WORDS},
        {word: float(word) for word in reversed(WORDS)},
        collections.OrderedDict((word, int(word)) for word in WORDS),
        collections.defaultdict(int, {word: int(word) for word in reversed(WORDS)}),
        collections.Counter({word: int(word) for word in reversed(WORDS)}),
    ],
    "grids": lambda: [
        GRID,
        dict(reversed(list(GRID.items()))),
        {(x, y): v for (x, y), v in GRID.items()},
    ],
    "named parts": lambda: [
        [Point(n, 1) for n in range(N)],
        [{"y": 1.0, "x": n} for n in range(N)],
    ],
    "texts": lambda: [np.array(WORDS), np.array(WORDS, object), WORDS],
    "moments": lambda: [
        np.arange(N).astype("M8[D]"),
        np.arange(N).astype("M8[D]").astype("M8[s]"),
        np.arange(N).astype("M8[D]").astype(">M8[ns]"),
    ],
    "frames": lambda: [
        TEN_FRAME,
        TEN_FRAME.astype({"n": float, "w": "string"}),
        TEN_FRAME.astype({"n": "Int64", "w": "category"}),
        TEN_FRAME.iloc[::-1].iloc[::-1],
        TEN_FRAME[["w", "n", "m", "r"]][["n", "r", "w", "m"]],
        TEN_FRAME.set_index(pd.Index(np.arange(N, dtype="f8"))),
    ],
    "frame of one dtype": lambda: [
        pd.DataFrame(REALS.reshape(100, 700)),
        pd.DataFrame({at: REALS.reshape(100, 700)[:, at] for at in range(700)}),
        pd.concat(
            [
                pd.DataFrame(REALS.reshape(100, 700)).iloc[:50],
                pd.DataFrame(REALS.reshape(100, 700)).iloc[50:],
            ]
        ),
    ],
    "zones": lambda: [
        pd.Series(TIMES.tz_localize("UTC").tz_convert("Europe/Paris")),
        pd.Series(list(TIMES.tz_localize("UTC").tz_convert("Europe/Paris"))),
    ],
    "sparse": lambda: [
        sparse.eye(90, format=form) for form in ("csr", "csc", "coo", "dia", "lil", "dok", "bsr")
    ]
    + [sparse.coo_matrix(([0.5, 0.5, *[1] * 89], ([0, 0, *range(1, 90)],) * 2), (90, 90))],
    "whole numbers": lambda: [math.factorial(5000), math.factorial(5000) * 1],
    "text": lambda: ["é" * 10**6, "".join(["é"] * 10**6), np.str_("é" * 10**6)],
    "altair": lambda: [chart(AGES), chart(np.array(AGES, "f8").tolist()), chart(AGES)],
}


@pytest.mark.filterwarnings("ignore:the matrix subclass")
@pytest.mark.parametrize("name", EQUAL)
def test_equal_values_have_equal_digests(name: str) -> None:
    digests = [digest(value) for value in EQUAL[name]()]
    assert len(digests) > 1 and len(digests[0]) == 32
    assert digests == digests[:1] * len(digests)


# What looks alike and is not.
KINDS_APART = {
    "numbers": lambda: [1] * N,
    "bools": lambda: [True] * N,
    "texts": lambda: ["1"] * N,
    "complex": lambda: np.ones(N, complex),
    "NaN": lambda: [math.nan] * N,
    "None": lambda: [None] * N,
    "lists": lambda: [[1]] * N,
    "moments": lambda: np.ones(N, "M8[us]"),
    "spans": lambda: np.ones(N, "m8[us]"),
    "a shape": lambda: np.ones((N // 2, 2)),
    "another shape": lambda: np.ones((2, N // 2)),
    "bytes": lambda: b"\1" * N,
    "text": lambda: "1" * 4 * N,
    "set": lambda: set(range(N)),
    "dict": lambda: dict.fromkeys(range(N), 1),
    "series": lambda: pd.Series([1] * N),
    "a name": lambda: pd.Series([1] * N, name="a"),
    "name of an index": lambda: pd.Series([1] * N, index=pd.RangeIndex(N, name="n")),
    "name of columns": lambda: pd.Series([1] * N).to_frame().rename_axis(columns="c"),
    "named fields": lambda: np.ones(N, [("f", "i4")]),
    "another name of a field": lambda: np.ones(N, [("g", "i4")]),
    "named fields of two axes": lambda: np.ones((2, N // 2), [("f", "i4")]),
    "sparse": lambda: sparse.csr_matrix(np.ones((2, N // 2))),
    "another shape, sparse": lambda: sparse.csr_matrix(np.ones((N // 2, 2))),
    "stored zeros": lambda: sparse.csr_matrix((np.zeros(3), ([0, 0, 0], [1, 2, 3])), (2, N // 2)),
    "no stored zeros": lambda: sparse.csr_matrix((2, N // 2)),
}


def test_kinds_shapes_and_names_are_told_apart() -> None:
    digests = [digest(make()) for make in KINDS_APART.values()]
    assert "" not in digests and len(set(digests)) == len(KINDS_APART)


def test_of_lists_of_every_small_shape_no_two_have_one_digest() -> None:
    values = [
        [],
        [[]],
        [[], []],
        [[[]]],
        [0],
        [[0]],
        [0, 0],
        [[0, 0]],
        [[0], [0]],
        [[0], 0],
        [0, [0]],
    ]
    values += [["a", "b"], ["ab"], ["", "ab"], [["a"], "b"], [b"ab"], [b"a", b"b"], {"a": "b"}]
    values += [
        {"a": ["b"]},
        {"a": {"b": None}},
        {"ab": None},
        [None],
        [{}],
        [set()],
        {0},
        [{0}],
        {(): 0},
    ]
    values += [
        {(0,): 0},
        [0, False],
        [False, 0],
        [0, None],
        [None, 0],
        [1e308],
        [2**1023],
        [2**1024],
    ]
    digests = [npt_client.digest_of_whole(value) for value in values]
    assert "" not in digests and len(set(digests)) == len(values)


def test_the_digest_is_what_the_protocol_says() -> None:
    """Written by hand from the page, byte by byte."""
    example = "6e707431 01000000 61 01 0300000000000000 03000000 2a 6e6e74 66 0000803f 00002040"
    example += "42 01 61 00000000 00000000"
    assert npt_client.digest_of_whole([1, 2.5, "a"]) == by_hand(example)
    frame = pd.DataFrame({"a": [True, False]}, index=pd.Index([7, 300], name="i"))
    table = "6e707431 01000000 66 0200000000000000 0100000000000000"
    table += "01 0100000030 00000000 0100000074 42 01 61 00000000"  # the labels of the columns
    table += "02000000 3f 01 00 00000000"  # the column
    table += "0100000030 00000000"  # its time zone
    table += "01 0100000074 42 01 69 00000000 020000006e 68 0700 2c01 00000000"  # the rows
    assert npt_client.digest_of_whole(frame) == by_hand(table + "00000000")
    assert npt_client.digest_of_whole({"b": None, "a": -0.5}) == by_hand(
        "6e707431 01000000 6d 42 02 02000000 74 42 0101 6162 00000000"
        "02000000 2a 6e30 66 000000bf 00000000 00000000"
    )
    large = [2**53 + 1, 2**1024]
    assert npt_client.digest_of_whole(large) == by_hand(
        "6e707431 01000000 61 01 0200000000000000 02000000 2a 6e77"
        "78 0000000000004043 42 01 68 0101" + b"1".hex() + (b"0" * 256).hex() + "00000000 00000000"
    )


def by_hand(bytes_in_hex: str) -> str:
    return hashlib.blake2b(bytes.fromhex(bytes_in_hex), digest_size=16).hexdigest()


WITHOUT_NUMPY = """
import math, sys
sys.path.insert(0, sys.argv[1])
import client
values = {
    "bytes": [n % 256 for n in range(70_000)], "h": [-5, *range(20_000)], "i": list(range(70_000)),
    "halves": [n / 2 for n in range(70_000)], "reals": [n / 7 for n in range(70_000)],
    "nan": [math.nan, -0.0, math.inf] * 30_000, "large": [2**60 + n for n in range(70_000)],
    "mixed": [1, 2.5, "a", None, True] * 9000, "bools": [True, False] * 40_000,
    "floats that are whole": [float(n) for n in range(70_000)], "texts": list(map(str, range(70_000))),
    "pairs": [[n, -n] for n in range(40_000)], "set": set(range(70_000)), "empty": [[]] * 70_000,
}
assert "numpy" not in sys.modules
print({name: client.digest_of_whole(value) for name, value in values.items()})
"""


def test_numpy_and_python_write_the_same() -> None:
    """What Python alone says of lists, and numpy of the same as arrays."""
    told = subprocess.run(
        [sys.executable, "-I", "-c", WITHOUT_NUMPY, os.path.dirname(npt_client.__file__)],
        capture_output=True,
        check=True,
    )
    n = np.arange(70_000)
    arrays = {
        "bytes": (n % 256).astype("u1"),
        "h": np.array([-5, *range(20_000)]),
        "i": n,
        "halves": n / 2,
        "reals": n / 7,
        "nan": np.array([math.nan, -0.0, math.inf] * 30_000),
        "large": n + 2**60,
        "mixed": np.array([1, 2.5, "a", None, True] * 9000, dtype=object),
        "bools": np.array([True, False] * 40_000),
        "floats that are whole": n.astype("f4"),
        "texts": n.astype(str),
        "pairs": np.stack([n, -n], 1)[:40_000],
        "set": {float(each) for each in n},
        "empty": np.zeros((70_000, 0)),
    }
    digests = {name: npt_client.digest_of_whole(array) for name, array in arrays.items()}
    assert "" not in digests.values() and digests == eval(told.stdout)
