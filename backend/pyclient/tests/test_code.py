"""Functions, classes and models are sent as source code."""

# mypy: allow-untyped-calls

import dataclasses
import functools
from typing import Any, Dict, List
from unittest import mock

import numpy as np
import pandas as pd
import pytest
import torch
from conftest import sent
from forms import npt_client

FORMS = ("client.py", "package")


@dataclasses.dataclass
class Point:
    x: int
    y: float


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
    """Stands for libraries that are not installed: classes with the names of theirs."""

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

    def dataset(values: Any, loaded: bool = True) -> Any:
        variable = mock.Mock(dims=("x",), values=values, attrs={"unit": "K"}, _in_memory=loaded)
        members = {"variables": {"t": variable}, "attrs": {}, "__repr__": lambda self: "t ..."}
        return made("Dataset", "xarray.core.dataset", **members)()

    digests = [npt_client.capture(dataset(np.arange(n))).digest for n in (3, 3, 4)]
    assert digests[0] == digests[1] != digests[2] and len(digests[0]) == 32
    on_disk = npt_client.capture(dataset(np.arange(3), loaded=False))
    assert (on_disk.data, on_disk.digest, on_disk.shortened) == ("t ...", "", True)

    class Column(list):  # type: ignore[type-arg]
        """As a Series of polars."""

        dtype = "String"

        def slice(self, start: int, count: int) -> Any:
            return Column(self[start : start + count])

        def to_list(self) -> Any:
            return list(self)

    def large_polars(cells: Any) -> Any:
        return made(
            "DataFrame",
            "polars.dataframe.frame",
            **{"height": len(cells), "width": 1, "columns": ["a"], "dtypes": ["String"]},
            get_columns=lambda self: [Column(cells)],
            row=lambda self, at: (cells[at],),
        )()

    words = ["w"] * 50 + ["x"] + ["w"] * 50
    assert (
        npt_client.capture(large_polars(words)).digest
        == npt_client.capture(pd.DataFrame({"a": words})).digest
        != npt_client.capture(large_polars(["w"] * 101)).digest
    )

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
