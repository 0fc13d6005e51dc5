"""Arrays and tables: large ones are sent in part."""

# mypy: allow-untyped-calls

import math
import time
import tracemalloc
from typing import Any

import numpy as np
import pandas as pd
import pytest
import torch
from conftest import sent
from forms import npt_client
from scipy import sparse

FORMS = ("client.py", "package")


def test_a_large_array_goes_as_statistics_and_corners() -> None:
    array = np.arange(10_000, dtype="float64").reshape(100, 100)
    array[0, 0] = math.nan
    kind, data = sent(array)
    assert kind == "ndarray"
    assert (data["shape"], data["dtype"]) == ([100, 100], "float64")
    stats = data["stats"]
    assert (stats["min"], stats["max"], stats["nan"]) == (1.0, 9999.0, 1)
    assert stats["mean"] == pytest.approx(np.nanmean(array))
    assert stats["std"] == pytest.approx(np.nanstd(array))
    assert data["corners"][1] == [100, 101, 102, 197, 198, 199]
    assert len(data["corners"]) == 6 and data["corners"][5][5] == 9999


@pytest.mark.parametrize("shape", [(2001,), (50, 50), (13, 13, 13), (7,) * 4, (3,) * 8, (2,) * 13])
def test_corners_of_any_dimension_are_few(shape: Any) -> None:
    kind, data = sent(np.ones(shape, dtype="int8"))
    assert data["shape"] == list(shape)
    assert np.array(data["corners"]).size <= npt_client.MAX_ELEMENTS


def test_a_structured_array_goes_as_a_table_of_its_fields() -> None:
    fields = [("id", "i4"), ("at", "M8[ns]"), ("xy", "f8", 2), ("name", "S3")]
    array = np.zeros(100_000, dtype=fields)
    array["at"][1] = "NaT"
    kind, data = sent(array)
    assert kind == "table" and data["columns"] == ["id", "at", "xy", "name"]
    assert data["shape"] == [100_000, 4] and data["index"][-1] == 99_999
    assert data["rows"][1] == [0, "NaT", "[0.0, 0.0]", "b''"]
    assert sent(np.ma.array([(1,), (2,)], mask=[(0,), (1,)], dtype=[("a", "i4")]))[1]["rows"] == [
        [1],
        [None],
    ]
    assert sent(np.zeros(0, dtype=fields))[1]["rows"] == []


def test_named_fields_of_two_axes_keep_their_names() -> None:
    array = np.array([[(1, 0.5), (2, 1.5)]], dtype=[("id", "i4"), ("t", "f8")])
    assert sent(array) == (
        "table",
        {
            "columns": ["id", "t"],
            "rows": [[1, 0.5], [2, 1.5]],
            "shape": [2, 2],
            "dtypes": ["int32", "float64"],
            "index": ["0, 0", "0, 1"],
            "axes": [1, 2],
        },
    )
    assert sent(np.zeros((), dtype=array.dtype))[1]["axes"] == []
    large = sent(np.zeros((50, 60), dtype=array.dtype))[1]
    assert large["shape"] == [3000, 2] and large["index"][-1] == "49, 59"


@pytest.mark.parametrize("stored_as", ["csr", "csc", "coo", "dia", "lil", "dok", "bsr"])
def test_a_sparse_matrix_tells_what_it_stores(stored_as: str) -> None:
    kind, data = sent(sparse.eye(3, format=stored_as))
    assert kind == "ndarray" and data["corners"] == [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
    assert (data["shape"], data["dtype"]) == ([3, 3], "float64")
    assert data["sparse"] == {"format": stored_as, "nnz": 3}
    assert (data["stats"]["min"], data["stats"]["max"]) == (0, 1)
    assert data["stats"]["mean"] == pytest.approx(1 / 3)
    assert data["stats"]["std"] == pytest.approx(np.eye(3).std())
    assert sent([sparse.eye(3, format=stored_as)])[1][0]["sparse"]["nnz"] == 3


def test_corners_of_what_is_sparse() -> None:
    full = np.zeros((40, 90))
    full[0, 1], full[20, 3], full[39, 89] = 5, 6, -7
    data = sent(sparse.csr_matrix(full))[1]
    assert data["corners"] == sent(full)[1]["corners"] and data["sparse"]["nnz"] == 3
    tensor = sent(torch.tensor(full).to_sparse())[1]
    assert tensor["corners"] == data["corners"]
    assert tensor["sparse"] == {"format": "coo", "nnz": 3}
    assert tensor["stats"]["min"] == -7 and tensor["shape"] == [40, 90]
    huge = sparse.coo_matrix(([1.0], ([10**6], [10**6])), (10**9, 10**9))
    assert sent(huge)[1]["shape"] == [10**9, 10**9]
    assert sent(sparse.csr_matrix((0, 3)))[1]["corners"] == []


def test_names_of_index_and_columns_are_sent() -> None:
    frame = pd.DataFrame({"a": [1, 2]}, index=pd.Index([3, 4], name="city"))
    assert sent(frame)[1]["names"] == {"index": ["city"], "columns": [None]}
    assert sent(frame["a"])[1]["names"]["index"] == ["city"]
    table = frame.pivot_table("a", "city", aggfunc=["min", "max"])
    assert sent(table.rename_axis(columns=["how", "what"]))[1]["names"]["columns"] == [
        "how",
        "what",
    ]
    assert "names" not in sent(pd.DataFrame({"a": [1, 2]}))[1]


def test_a_large_index_is_not_made_to_list_its_numbers() -> None:
    tracemalloc.start()
    kind, data = sent(pd.RangeIndex(10**8))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert data["shape"] == [10**8, 1] and data["rows"][-1] == [10**8 - 1] and peak < 10**7
    levels = pd.MultiIndex.from_product([range(100), list("ab")], names=["n", None])
    data = sent(levels)[1]
    assert data["columns"] == ["n", "1"] and data["shape"] == [200, 2]
    assert data["rows"][-1] == [99, "b"] and data["index"][-1] == 199


def test_a_two_gigabyte_array_takes_no_time_and_no_memory() -> None:
    huge = np.broadcast_to(np.float64(1.5), (16_384, 16_384))
    started = time.thread_time()
    kind, data = sent(huge)
    assert time.thread_time() - started < 2.0
    assert data["stats"]["max"] == 1.5 and data["stats"]["sampled"] > 900_000


def test_statistics_of_millions_are_exact() -> None:
    array = np.zeros(6_000_000)
    array[1], array[7] = -5, 1e6
    array[::10] = math.nan
    stats = sent(array)[1]["stats"]
    assert (stats["min"], stats["max"], stats["nan"]) == (-5.0, 1e6, 600_000)
    assert stats["mean"] == pytest.approx(np.nanmean(array))
    assert stats["std"] == pytest.approx(np.nanstd(array)) and "sampled" not in stats


@pytest.mark.parametrize(
    "array",
    [
        np.arange(9_000),
        np.arange(9_000)[::-3],
        np.arange(9_000).reshape(90, 100).T,
        np.arange(3_000) + 2**62,
        np.arange(5_000) % 7 == 0,
        np.arange(5_000, dtype="u1"),
        np.full(5_000, 1e9) + np.arange(5_000) / 1e3,
        (np.arange(5_000) / 1000).astype("f2"),
        np.arange(5_000, dtype=">f8"),
        np.arange(5_000, dtype="g"),
        np.append(np.arange(5_000.0), math.inf),
        np.broadcast_to(1.5, (100, 100)),
    ],
    ids=lambda array: str(array.dtype),
)
def test_statistics_are_numpys(array: Any) -> None:
    stats = sent(array)[1]["stats"]
    with np.errstate(all="ignore"):
        mean, std = float(array.astype("f8").mean()), float(array.astype("f8").std())
    assert (stats["min"], stats["max"], stats["nan"]) == (array.min(), array.max(), 0)
    assert stats["mean"] == pytest.approx(mean) and "sampled" not in stats
    assert stats["std"] == pytest.approx(std, rel=1e-5, nan_ok=True)


def test_statistics_take_no_copy() -> None:
    array = np.ones((2000, 1500))
    sent(array)
    tracemalloc.start()
    sent(array)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < array.nbytes / 5


def test_a_masked_array_is_what_its_mask_leaves() -> None:
    array = np.ma.array(np.arange(5_000), mask=np.arange(5_000) > 100)
    stats = sent(array)[1]["stats"]
    assert (stats["max"], stats["mean"]) == (100, 50)


def test_an_array_of_nan_only() -> None:
    assert sent(np.full(3000, math.nan))[1]["stats"] == {"nan": 3000}


def test_a_small_array_of_long_texts_is_summarised() -> None:
    assert sent(np.array(["x" * 9000] * 1000))[1]["shape"] == [1000]


def test_a_small_frame_goes_whole() -> None:
    frame = pd.DataFrame(
        {
            "a": [1, 2],
            "b": [0.5, math.nan],
            "c": ["x", None],
            "d": pd.to_datetime(["2026-02-11", None]),
        },
        index=["r1", "r2"],
    )
    kind, data = sent(frame)
    assert kind == "table"
    assert data["columns"] == ["a", "b", "c", "d"] and data["shape"] == [2, 4]
    assert data["rows"][0] == [1, 0.5, "x", "2026-02-11 00:00:00"]
    assert math.isnan(data["rows"][1][1]) and data["rows"][1][2:] == [None, None]
    assert data["dtypes"] == ["int64", "float64", "object", "datetime64[ns]"]
    assert data["index"] == ["r1", "r2"]


def test_a_large_frame_goes_as_head_and_tail() -> None:
    kind, data = sent(pd.DataFrame(np.arange(100_000).reshape(1000, 100)))
    assert data["shape"] == [1000, 100]
    assert len(data["rows"]) == 60 and len(data["columns"]) == 50
    assert data["index"][29:31] == [29, 970]
    assert data["rows"][-1][-1] == 99_999


def test_series_index_and_multi_index() -> None:
    assert sent(pd.Series([1, 2], name="s"))[1]["columns"] == ["s"]
    assert sent(pd.Index([1, 2], name="i"))[1]["rows"] == [[1], [2]]
    grouped = pd.DataFrame({"k": [1, 1], "v": [1, 3]}).groupby("k").agg(["min", "max"])
    kind, data = sent(grouped)
    assert data["columns"] == ["v, min", "v, max"] and data["rows"] == [[1, 3]]
    kind, data = sent(pd.Series([1], index=pd.MultiIndex.from_tuples([("a", 1)])))
    assert data["index"] == ["a, 1"]
    assert sent(pd.DataFrame())[1]["shape"] == [0, 0]
