"""No value, however hostile or large, makes capture raise or send too much."""

# mypy: allow-untyped-calls

import datetime
import io
import json
import time
from typing import Any, Dict, List
from unittest import mock

import numpy as np
import pandas as pd
import pytest
import sympy
import torch
from conftest import sent
from forms import npt_client


class Grumpy:
    def __repr__(self) -> str:
        raise SystemExit("no")


class ExceptionGroupLike(Exception):
    def __str__(self) -> str:
        raise self


@pytest.mark.parametrize(
    "value, start",
    [
        (object(), "<object object>"),
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


@pytest.mark.parametrize(
    "value", ["x" * 10**6, b"x" * 10**6, list(range(10**6)), {n: n for n in range(10**5)}]
)
def test_long_values_are_cut_and_say_so(value: Any) -> None:
    payload = npt_client.capture(value)
    assert len(payload.data) < 320_000
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
def test_what_is_nested_and_large_stays_small(value: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(npt_client, "DIGEST_SECONDS", 0.2)
    started = time.thread_time()
    payload = npt_client.capture(value)
    assert payload.type in ("list", "dict") and len(payload.data) < 2_000_000
    assert time.thread_time() - started < 5.0


def test_keys_that_read_alike_cost_little_more_than_others() -> None:
    def seconds(value: Any) -> float:
        started = time.process_time()
        npt_client.capture_nested("dict", value)
        return time.process_time() - started

    alike: Dict[Any, int] = {str(n): n for n in range(8000)}
    alike.update({n: n for n in range(8000)})
    others = {n: n for n in range(16000)}
    assert min(seconds(alike) for _ in range(2)) < 10 * max(seconds(others) for _ in range(2))
