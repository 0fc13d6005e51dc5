"""What becomes of a value: capture, by type."""

# mypy: allow-untyped-calls

import collections
import dataclasses
import datetime
import decimal
import enum
import fractions
import functools
import io
import json
import math
import pathlib
import sys
import time
import warnings
from typing import Any, Dict, List, NamedTuple
from unittest import mock

import client as npt_client
import IPython.display
import matplotlib
import numpy as np
import pandas as pd
import pytest
import sympy
import torch
from PIL import Image

matplotlib.use("Agg")
import matplotlib.pyplot as plt  # noqa: E402


@dataclasses.dataclass
class Point:
    x: int
    y: float


class Pair(NamedTuple):
    left: int
    right: str


class Colour(enum.Enum):
    RED = 1


class Grumpy:
    def __repr__(self) -> str:
        raise SystemExit("no")


def sent(value: Any) -> Any:
    """Returns (type, data) of a value, where data that is JSON is read."""
    payload = npt_client.capture(value)
    if payload.type in ("ndarray", "list", "dict", "table"):
        return payload.type, json.loads(payload.data)
    return payload.type, payload.data


class ExceptionGroupLike(Exception):
    def __str__(self) -> str:
        raise self


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


def test_nan_stays_nan() -> None:
    assert npt_client.capture(np.array([math.nan, -math.inf])).data == "[NaN, -Infinity]"
    assert npt_client.capture(math.nan).data == "[NaN]"


@pytest.mark.parametrize(
    "value, start",
    [
        (object(), "<object object at"),
        (Grumpy(), "<Grumpy object; its repr raised SystemExit>"),
        ((n for n in [1]), "<generator object"),
        (iter([1]), "<list_iterator"),
    ],
    ids=["object", "grumpy", "generator", "iterator"],
)
def test_unknown_values_go_as_their_repr(value: Any, start: str) -> None:
    kind, data = sent(value)
    assert kind == "str" and data.startswith(start)


def test_a_raising_item_does_not_hide_the_others() -> None:
    kind, data = sent([1, Grumpy()])
    assert kind == "list" and data[0] == 1 and "SystemExit" in data[1]


def test_an_exception_goes_with_its_traceback() -> None:
    try:
        dict(a=1)["key"]
    except KeyError as trouble:
        kind, data = sent(trouble)
    assert kind == "str"
    assert data.startswith("Traceback") and data.endswith("KeyError: 'key'")


@pytest.mark.parametrize(
    "value", ["x" * 10**6, b"x" * 10**6, list(range(10**6)), {n: n for n in range(10**5)}]
)
def test_long_values_are_cut_and_say_so(value: Any) -> None:
    payload = npt_client.capture(value)
    assert len(payload.data) < 300_000
    assert "in all)" in json.dumps(payload.data, ensure_ascii=False) or "more" in payload.data


def test_a_deep_list_is_cut() -> None:
    deep: List[Any] = []
    for _ in range(100_000):
        deep = [deep]
    kind, data = sent(deep)
    assert kind == "list" and json.dumps(data).count("[") == npt_client.MAX_DEPTH


def test_an_enormous_integer_tells_its_size() -> None:
    kind, data = sent(10**100_000)
    assert kind == "str" and len(data) < 11_000


class Yes:
    """Has every attribute."""

    def __getattr__(self, name: str) -> Any:
        return self

    def __call__(self, *args: Any) -> Any:
        return self


class Liar:
    @property  # type: ignore[misc]
    def __class__(self) -> Any:
        raise ZeroDivisionError


class NoText(str):
    def __str__(self) -> str:
        raise OSError


class NoItems(dict):  # type: ignore[type-arg]
    def items(self) -> Any:
        raise KeyError


class NoIter(list):  # type: ignore[type-arg]
    def __iter__(self) -> Any:
        raise StopIteration


class Endless:
    def __repr__(self) -> str:
        return repr(self)


class Meta(type):
    def __repr__(cls) -> str:
        raise ValueError


class Made(metaclass=Meta):
    __module__ = None  # type: ignore[assignment]


LOOP: Dict[str, Any] = {}
LOOP["self"] = [LOOP]


HOSTILE: List[Any] = [
    *(Yes(), Liar(), NoText("x"), NoItems(a=1), NoIter([1]), Endless(), Made, Made(), LOOP),
    *(mock.Mock(), mock.MagicMock(), mock.Mock(spec=int), mock.Mock(spec=np.ndarray)),
    *([NoText("x")], {NoText("x"): 1}, [Liar()], {"a": Endless()}, [mock.MagicMock()]),
    *(
        torch.ones(2, device="meta"),
        torch.quantize_per_tensor(torch.ones(2), 0.1, 0, torch.qint8),
    ),
    *(torch.zeros(0, 3), torch.ones(100, 100).to_sparse(), torch.float32, torch.Size([1])),
    *(np.longdouble(1), np.array([1], "g"), np.array([1j], "G"), np.void(b"x"), np.dtype("f4")),
    *(
        np.zeros(1, dtype=[("a", "i4"), ("b", "U1")]),
        np.array([b"x"]),
        np.array(None),
        np.sin,
        np.ma.masked,
    ),
    *(np.array([Endless()], dtype=object), np.float16("nan"), np.random),
    *(pd.DataFrame({"a": [Endless()]}), pd.DataFrame({"a": [1]}).groupby("a"), pd.NaT, pd.NA),
    *(pd.Categorical(["a"]), pd.Series([1]).rolling(2), pd.Timestamp(0), pd.Interval(0, 1)),
    *(pd.DataFrame([[1, 2]], columns=["a", "a"]), pd.period_range("2026", periods=2)),
    *(sympy.Eq(sympy.Symbol("x"), 1), sympy.S.true, [sympy.pi], sympy.Symbol),
    *(io.BytesIO(), open, print, property(), staticmethod(len), NotImplemented, ..., super),
    *(
        (x for x in [1]),
        iter(()),
        memoryview(b"a"),
        memoryview(np.ones((2, 2)).data),
        slice(1),
        10**5000,
    ),
    *(BaseException(), SystemExit(1), ExceptionGroupLike(), datetime.timedelta(1), type),
]


@pytest.mark.parametrize("at", range(len(HOSTILE)))
def test_no_value_makes_capture_raise(at: int) -> None:
    payload = npt_client.capture(HOSTILE[at])
    assert payload.type in ("str", "code", "list", "dict", "ndarray", "table", "latex")
    payload.data.encode("utf-8")
    assert payload.data and len(payload.data) < 1_000_000


@pytest.mark.parametrize(
    "value",
    [
        ["x" * 9_000] * 10**6,
        [np.ones(1_900)] * 10**5,
        [{"a": list(range(10))}] * 10**6,
        {n: np.ones((40, 40)) for n in range(10_000)},
        set(range(10**6)),
        [pd.DataFrame(np.ones((50, 50)))] * 1000,
    ],
    ids=["texts", "arrays", "dicts", "dict", "set", "frames"],
)
def test_what_is_nested_and_large_stays_small(value: Any) -> None:
    started = time.perf_counter()
    payload = npt_client.capture(value)
    assert payload.type in ("list", "dict") and len(payload.data) < 2_000_000
    assert time.perf_counter() - started < 5.0


# Arrays too large to send


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


# Tables


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


# Code


def decorated(function: Any) -> Any:
    @functools.wraps(function)
    def wrapper(*args: Any) -> Any:
        return function(*args)

    return wrapper


@decorated
def square(x: int) -> int:
    return x * x


@functools.lru_cache(maxsize=None)
def cached(x: int) -> int:
    return x


class Model:
    """A class."""

    factor = 2

    def run(self, x: int) -> int:
        return x * self.factor


FIRST, SECOND = (lambda x: x + 1), (lambda x=5: x + 2)


def closures() -> List[Any]:
    k = 3
    return [lambda x: x + k, lambda y: y + k]


@pytest.mark.parametrize(
    "value, text",
    [
        (square, "@decorated\ndef square(x: int) -> int:\n    return x * x"),
        (cached, "@functools.lru_cache(maxsize=None)\ndef cached(x: int) -> int:\n    return x"),
        (Model().run, "def run(self, x: int) -> int:\n    return x * self.factor"),
        (FIRST, "lambda x: x + 1"),
        (SECOND, "lambda x=5: x + 2"),
        (closures()[1], "lambda y: y + k"),
        (
            functools.partial(cached, x=3),
            "# partial: x=3\n@functools.lru_cache(maxsize=None)\n"
            "def cached(x: int) -> int:\n    return x",
        ),
        (len, "<built-in function len>"),
        (int, "<class 'int'>"),
    ],
    ids=str,
)
def test_code(value: Any, text: str) -> None:
    assert sent(value) == ("code", text)


def test_a_class_goes_as_its_source() -> None:
    kind, data = sent(Model)
    assert kind == "code" and data.startswith("class Model:\n") and data.endswith("self.factor")
    assert sent(Point)[1].endswith("class Point:\n    x: int\n    y: float")


def test_a_function_without_source() -> None:
    space: Dict[str, Any] = {}
    exec("def f(x, *, y=2): return x\ng = lambda a: a", space)
    assert sent(space["f"]) == ("code", "def f(x, *, y=2): ...  # its source text is not available")
    assert sent(space["g"]) == ("code", "lambda a: ...  # its source text is not available")


def test_torch_module() -> None:
    assert sent(torch.nn.Linear(2, 3)) == (
        "code",
        "Linear(in_features=2, out_features=3, bias=True)",
    )


def test_libraries_are_recognised_by_name() -> None:
    """For what is not installed here: classes with the names of scikit-learn's, jax', polars'."""

    def made(name: str, module: str, **members: Any) -> Any:
        return type(name, (), {"__module__": module, **members})

    base = made("BaseEstimator", "sklearn.base", __repr__=lambda self: "Ridge(alpha=2)")
    assert sent(type("Ridge", (base,), {})()) == ("code", "Ridge(alpha=2)")

    jax = made("ArrayImpl", "jaxlib.xla_extension", __array__=lambda self, *a, **k: np.array([1.5]))
    assert sent(jax()) == ("ndarray", [1.5])

    eager = made("EagerTensor", "tensorflow.python.framework.ops", numpy=lambda self: np.array([2]))
    assert sent(eager()) == ("ndarray", [2])

    polars = made(
        "DataFrame", "polars.dataframe.frame", height=2, width=1, columns=["a"], dtypes=["Int64"]
    )
    polars.row = lambda self, at: (at * 10,)
    kind, data = sent(polars())
    assert (kind, data["rows"], data["shape"]) == ("table", [[0], [10]], [2, 1])

    trace = made(
        "Bar",
        "plotly.graph_objs",
        to_plotly_json=lambda self: {"type": "bar", "x": np.arange(3), "marker": {}},
    )
    layout = mock.Mock(**{"title.text": "T"})
    plotly = made("BaseFigure", "plotly.basedatatypes", data=(trace(),), layout=layout)
    assert sent(plotly()) == ("dict", {"plotly": "T", "traces": [{"type": "bar", "x": [0, 1, 2]}]})

    altair = made("TopLevelMixin", "altair.vegalite.v5.api", to_dict=lambda self: {"mark": "bar"})
    assert sent(altair()) == ("dict", {"altair": {"mark": "bar"}, "data": {}})


# Figures and pictures


@pytest.fixture
def figure() -> Any:
    figure, axes = plt.subplots(figsize=(4, 3))
    axes.plot([0, 1, 2], [0, 1, 4], label="squares")
    axes.set_title("T")
    axes.set_xlabel("time")
    axes.legend()
    yield figure
    plt.close("all")


def picture(payload: Any) -> Any:
    image = Image.open(io.BytesIO(payload.file))
    image.load()
    return image


def test_a_figure_goes_as_png_with_a_summary(figure: Any) -> None:
    payload = npt_client.capture(figure)
    assert (payload.type, payload.warning) == ("image", "")
    assert picture(payload).format == "PNG"
    summary = json.loads(payload.plotted)["axes"][0]
    assert (summary["title"], summary["x"]["label"], summary["legend"]) == (
        "T",
        "time",
        ["squares"],
    )
    series = summary["series"][0]
    assert (series["kind"], series["n"], series["x"], series["y"]) == (
        "line",
        3,
        [0.0, 1.0, 2.0],
        [0.0, 1.0, 4.0],
    )


def test_what_stands_for_a_figure(figure: Any) -> None:
    axes = figure.axes[0]
    whole = npt_client.capture(figure)
    grid = np.array([axes, axes], dtype=object)
    for value in (plt, axes, axes.lines, axes.lines[0], grid, (figure, axes), list(axes.lines)):
        payload = npt_client.capture(value)
        assert (payload.type, payload.plotted) == ("image", whole.plotted)
    bars = axes.bar([1, 2], [3, 4])
    assert npt_client.capture(bars).type == "image"
    assert npt_client.capture(axes.hist([1, 2, 2])).type == "image"


def test_a_blank_figure_warns_and_is_not_left_open() -> None:
    plt.close("all")
    for value in (plt, plt.figure(), plt.subplots()[0]):
        payload = npt_client.capture(value)
        assert payload.type == "image" and payload.warning == npt_client.BLANK_FIGURE
    plt.close("all")
    npt_client.capture(plt)
    assert plt.get_fignums() == []


def test_a_figure_that_cannot_be_drawn(figure: Any) -> None:
    figure.axes[0].set_title("$\\frac{$")
    payload = npt_client.capture(figure)
    assert payload.type == "str" and payload.data.startswith("A figure that could not be drawn")


def test_a_closed_figure_is_still_drawn(figure: Any) -> None:
    plt.close(figure)
    assert npt_client.capture(figure).type == "image"


def test_a_huge_figure_is_of_sane_size() -> None:
    figure = plt.figure(figsize=(60, 5), dpi=300)
    figure.add_subplot().plot([1, 2])
    assert max(picture(npt_client.capture(figure)).size) <= npt_client.MAX_PIXELS + 50
    plt.close("all")


def test_plots_of_every_kind_have_a_capped_summary() -> None:
    rng = np.random.default_rng(0)
    figure, axes = plt.subplots(2, 3)
    axes[0, 0].scatter(rng.normal(size=5000), rng.normal(size=5000), c=rng.normal(size=5000))
    axes[0, 1].bar(["a", "b"], [1, 2])
    axes[0, 2].imshow(rng.normal(size=(50, 50)))
    axes[1, 0].pie([1, 2, 3])
    axes[1, 1].fill_between([1, 2, 3], [1, math.nan, 3])
    axes[1, 2].pcolormesh(rng.normal(size=(20, 20)))
    for row in axes:
        for one in row:
            one.plot(rng.normal(size=100_000))
    text = npt_client.capture(figure).plotted
    assert 100 < len(text) <= npt_client.MAX_PLOTTED
    kinds = [[series["kind"] for series in one["series"]] for one in json.loads(text)["axes"]]
    assert kinds == [
        ["line", "points"],
        ["line", "bars"],
        ["line", "image"],
        ["line", "pie"],
        ["line", "area"],
        ["line", "mesh"],
    ]
    plt.close("all")


@pytest.mark.filterwarnings("ignore:Warning. converting a masked element")
def test_the_summary_of_a_large_plot_takes_no_time() -> None:
    figure, (left, right) = plt.subplots(1, 2)
    left.scatter(np.arange(10**6), np.arange(10**6))
    right.pcolormesh(np.ma.masked_less(np.random.default_rng(0).normal(size=(1000, 1000)), 0))
    started = time.perf_counter()
    series = json.loads(npt_client.plot_summary(figure))["axes"][1]["series"][0]
    assert time.perf_counter() - started < 2.0
    assert series["n"] == 10**6 and None in series["y"]
    plt.close("all")


def test_equal_plots_have_equal_summaries_and_others_have_not() -> None:
    def summary(values: Any) -> str:
        figure = plt.figure()
        figure.add_subplot().plot(values)
        return npt_client.plot_summary(figure)

    values = np.linspace(0, 1, 1000)
    other = values.copy()
    other[3] += 0.01
    assert summary(values) == summary(values + 1e-12) != summary(other)
    plt.close("all")


@pytest.mark.parametrize(
    "mode",
    ["1", "L", "LA", "P", "PA", "RGB", "RGBA", "CMYK", "YCbCr", "HSV", "LAB", "I", "F", "I;16"],
)
def test_pictures_of_any_mode(mode: str) -> None:
    image = Image.new(mode, (20, 10))
    payload = npt_client.capture(image)
    assert payload.type == "image" and picture(payload).size == (20, 10)


def test_a_large_photo_goes_as_a_smaller_jpeg() -> None:
    noise = np.random.default_rng(0).integers(0, 255, (2000, 3000, 3), dtype="uint8")
    image = picture(npt_client.capture(Image.fromarray(noise)))
    assert image.format == "JPEG" and max(image.size) == npt_client.MAX_PIXELS


def test_a_float_picture_keeps_its_range() -> None:
    ramp = Image.fromarray(np.linspace(-1, 1, 256, dtype="float32").reshape(16, 16), mode="F")
    assert picture(npt_client.capture(ramp)).getextrema() == (0, 255)
