"""What a digest costs, and what has none. Costs are told as ratios within one run, and as CPU: other
programs may slow this one down.
"""

# mypy: allow-untyped-calls

import math
import time
import tracemalloc
from typing import Any, Callable, Dict, List

import numpy as np
import pandas as pd
import pytest
import torch
from conftest import Enrol, Teacher
from forms import npt_client
from large_values import FRAME, N, REALS, WORDS, digest, nested


def test_what_is_sent_whole_has_no_digest(teacher: Teacher, enrol: Enrol) -> None:
    small = [
        1,
        "x",
        [1] * 1900,
        {"a": {1}},
        np.eye(40),
        FRAME[:50],
        10**9999,
        -(10**9999),
        None,
    ]
    for value in small:
        payload = npt_client.capture(value)
        assert (payload.digest, payload.shortened, payload.whole) == ("", False, None)
    student = enrol(teacher.url)
    assert not {"digest", "shortened"} & set(student.answer([1], teacher).fields)
    fields = student.answer(REALS, teacher).fields
    assert fields["digest"] == npt_client.digest_of_whole(REALS) and "shortened" not in fields
    fields = student.answer([object()] * N, teacher).fields
    assert fields["shortened"] == "1" and "digest" not in fields


class Unfriendly:
    def __repr__(self) -> str:
        raise SystemExit("no")


class Slow:
    """Its text takes a while."""

    def __repr__(self) -> str:
        return str(sum(range(2_000)))


def endless() -> Any:
    values: List[Any] = [1]
    values.append(values)
    return values


def doubled() -> Any:
    values: List[Any] = []
    values.extend([values, values])
    return values


class Fit:
    """Its text leaves out what numpy does."""

    def __init__(self, values: Any) -> None:
        self.values = values

    def __repr__(self) -> str:
        return "Fit(%r)" % (self.values,)


@pytest.mark.parametrize(
    "values, whole",
    [
        (np.zeros(3), True),
        ("see ... more", True),
        (np.zeros(3000), False),
        (np.zeros((3000, 20)), False),
        (torch.zeros(3000), False),
        (pd.Series(range(100)), False),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_text_from_which_a_library_left_out_values_says_so(values: Any, whole: bool) -> None:
    for value in (Fit(values), [Fit(values)], {"fit": Fit(values)}):
        payload = npt_client.capture(value)
        assert (payload.shortened, payload.digest) == (not whole, "")


# What has no canonical form, or costs too much: it is sent as ever, and says so.
NONE: Dict[str, Callable[[], Any]] = {
    "addresses": lambda: [object()] * N,
    "functions": lambda: [len] * N + [lambda: 0],
    "raises": lambda: [0] * N + [Unfriendly()],
    "itself": endless,
    "itself twice": doubled,
    "too deep": lambda: nested(5000, 1),
    "a shared row": lambda: [[0] * 10_000] * 10_000,
    "slow": lambda: [Slow()] * 10**6,
    "huge": lambda: np.broadcast_to(np.float64(1.5), (16_384, 16_384)),
}


@pytest.mark.parametrize("name", NONE)
def test_what_has_no_digest_says_so_in_time(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(npt_client, "DIGEST_SECONDS", 0.3)
    value = NONE[name]()
    started = time.thread_time()
    payload = npt_client.capture(value)
    assert payload.shortened and payload.digest == "" and payload.whole is None
    assert time.thread_time() - started < 2.0


@pytest.mark.parametrize(
    "make",
    [
        lambda: np.random.default_rng(1).normal(size=(3000, 2000)),
        lambda: np.asfortranarray(np.random.default_rng(1).normal(size=(3000, 2000))),
        lambda: pd.DataFrame(np.random.default_rng(1).normal(size=(3000, 2000))),
        lambda: pd.Series(np.arange(6_000_000)),
        lambda: "x" * 48_000_000,
        lambda: pd.RangeIndex(6_000_000),
        lambda: np.broadcast_to(np.arange(6_000.0), (1000, 6000)),
    ],
)
def test_nothing_is_copied_whole(make: Callable[[], Any]) -> None:
    value = make()
    npt_client.capture(value)
    tracemalloc.start()
    try:
        assert npt_client.capture(value).digest
        assert tracemalloc.get_traced_memory()[1] < 12_000_000  # of 48 MB
    finally:
        tracemalloc.stop()


def test_values_stay_as_they_were() -> None:
    array = np.array([0.0, -0.0, math.nan] * N)
    array.flags.writeable = False
    values = set(WORDS)
    before = array.tobytes(), list(values), np.geterr()
    with np.errstate(all="raise"):
        assert digest(array) and digest(array.astype("f4")) and digest(np.append(array, 1e300))
        assert digest(values)
    assert (array.tobytes(), list(values), np.geterr()) == before


def test_an_interrupt_ends_it() -> None:
    class Interrupts:
        def __repr__(self) -> str:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        npt_client.digest_of_whole([Interrupts()])
