"""Arrays and tables: large ones are sent in part."""

# mypy: allow-untyped-calls

import math
import time
from typing import Any

import numpy as np
import pandas as pd
import pytest
from conftest import sent
from forms import npt_client

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


def test_a_two_gigabyte_array_takes_no_time_and_no_memory() -> None:
    huge = np.broadcast_to(np.float64(1.5), (16_384, 16_384))
    started = time.perf_counter()
    kind, data = sent(huge)
    assert time.perf_counter() - started < 2.0
    assert data["stats"]["max"] == 1.5 and data["stats"]["sampled"] > 900_000


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
