"""The student's process stays as it was, whatever is sent and whatever the teacher's computer does."""

# mypy: allow-untyped-calls

import datetime
import decimal
import locale
import logging
import os
import random
import signal
import socket
import ssl
import sys
import threading
import warnings
from typing import Any, Callable, Dict, List

import altair
import matplotlib
import numpy as np
import pandas as pd
import pytest
import seaborn
import sympy
import torch
from PIL import Image
from conftest import Enrol, Teacher
from forms import npt_client
from deadline import DEADLINE

matplotlib.use("Agg")
import matplotlib.animation  # noqa: E402
import matplotlib.pyplot as plt  # noqa: E402

FORMS = ("client.py", "package")
SEEDED_42 = 0.6394267984578837  # random.seed(42); random.random()


def plot() -> Any:
    plt.plot([0, 1, 4])
    plt.title("Räksmörgås \N{SNAKE}")  # no font has it: matplotlib warns
    return plt


def missing_font() -> Any:
    figure, axes = plt.subplots()
    axes.set_title("No such font", fontfamily="No Such Font")
    axes.plot([1, 2])
    return figure


def animation() -> Any:
    """An animation that has an effect on random numbers, as a student's may."""
    figure, axes = plt.subplots()
    moves = matplotlib.animation.FuncAnimation(
        figure, lambda frame: axes.plot(np.random.random(3)), frames=3
    )
    moves._draw_was_started = True  # or it warns that nobody looked at it
    return moves


class Warns:
    """A value that warns when it is read."""

    def __repr__(self) -> str:
        warnings.warn("of a repr")
        return "Warns()"


VALUES: Dict[str, Callable[[], Any]] = {
    "number": lambda: 1,
    "long number": lambda: 3**9_000,
    "text": lambda: "é" * 300_000,
    "nested": lambda: {"a": [1, 2.5, None, {"b": {3}}]},
    "decimal": lambda: decimal.Decimal("1.10"),
    "date": lambda: datetime.date(2026, 1, 2),
    "function": lambda: plot,
    "class": lambda: Warns,
    "warns": Warns,
    "exception": lambda: KeyError("k"),
    "array": lambda: np.arange(5_000_000.0),
    "array with nan": lambda: np.array([np.nan, 1.0]),
    "tensor": lambda: torch.ones(3),
    "model": lambda: torch.nn.Linear(2, 3),
    "frame": lambda: pd.DataFrame({"a": range(500), "b": list("xy") * 250}),
    "series": lambda: pd.Series([1.5, 2.5]),
    "plot": plot,
    "missing font": missing_font,
    "bars": lambda: plt.bar([1, 2], [3, 4]),
    "pie": lambda: plt.pie([1, 2]),
    "figures": lambda: [plt.figure(), missing_font()],
    "animation": animation,
    "seaborn": lambda: seaborn.scatterplot(x=[1, 2], y=[3, 4]),
    "altair": lambda: altair.Chart(pd.DataFrame({"a": [1, 2]})).mark_point().encode(x="a"),
    "picture": lambda: Image.new("RGB", (3_000, 20)),
    "formula": lambda: sympy.sqrt(sympy.Symbol("x")),
}


def global_state() -> Dict[str, Any]:
    """Returns what belongs to the whole process and a client might touch."""
    np_state: Any = np.random.get_state()
    loggers = [logging.getLogger(), *logging.Logger.manager.loggerDict.values()]
    return {
        "random": random.getstate(),
        "numpy": (np_state[0], np_state[1].tobytes(), *np_state[2:]),
        "torch": torch.random.get_rng_state().tolist(),
        "np.errstate": np.geterr(),
        "np.printoptions": np.get_printoptions(),
        "torch grad": torch.is_grad_enabled(),
        "pandas": pd.get_option("display.max_rows"),
        "rcParams": dict(matplotlib.rcParams),
        "figures": (plt.get_fignums(), plt._pylab_helpers.Gcf.get_active()),
        "warnings": (id(warnings.filters), list(warnings.filters), warnings.showwarning),
        "logging": [
            (one.name, one.level, one.disabled, list(one.filters), list(one.handlers))
            for one in loggers
            if isinstance(one, logging.Logger)
        ],
        "logging all": (logging.root.manager.disable, logging.raiseExceptions),
        "socket": (socket.getdefaulttimeout(), socket.socket, socket.getaddrinfo),
        "ssl": (ssl.create_default_context, getattr(ssl, "_create_default_https_context")),
        "locale": locale.setlocale(locale.LC_ALL),
        "decimal": repr(decimal.getcontext()),
        "signals": [(number, signal.getsignal(number)) for number in signal.valid_signals()],
        "folder": os.getcwd(),
        "environment": dict(os.environ),
        "hooks": (sys.excepthook, sys.displayhook, threading.excepthook, sys.unraisablehook),
        "tracing": (sys.gettrace(), sys.getprofile()),
        "interpreter": (sys.getswitchinterval(), sys.getrecursionlimit(), threading.stack_size()),
        "streams": (sys.stdin, sys.stdout, sys.stderr),
        "path": (list(sys.path), list(sys.meta_path), list(sys.path_hooks)),
        "digits": getattr(sys, "get_int_max_str_digits", int)(),
    }


@pytest.fixture(params=["up", "away", "not open", "busy"])
def student_in(request: Any, quick: None, enrol: Enrol, teacher: Teacher, nobody: str) -> Any:
    """A student whose teacher's computer is in each of these states, and has been tried often."""
    if request.param == "not open":
        teacher.refuse(404, "no_such_session")
    if request.param == "busy":
        teacher.refuse(429, "rate_limited", Retry_After="0.05")
    student: Any = enrol(nobody if request.param == "away" else teacher.url)
    student.state = request.param
    return student


def until_tried(student: Any) -> None:
    """Returns once the courier has drawn the length of a pause, or has sent everything."""
    queues = student.client.courier._queues
    student.wait_until(
        lambda: (
            any(queue.failures > 2 for queue in queues.values())
            if student.state != "up"
            else not student.waiting()
        )
    )


def test_the_students_globals_stay_as_they_were(student_in: Any, capfd: Any) -> None:
    made = {name: make() for name, make in VALUES.items()}
    npt_client.capture(plt)  # matplotlib loads parts of itself, with their loggers, when it draws
    random.seed(42)
    before = global_state()
    for name, value in made.items():
        student_in.send(value, name[:20])
        after = global_state()
        assert {key: after[key] for key in after if after[key] != before[key]} == {}, name
    until_tried(student_in)
    after = global_state()
    assert {key: after[key] for key in after if after[key] != before[key]} == {}
    assert random.random() == SEEDED_42
    assert capfd.readouterr().err == ""
    plt.close("all")


@pytest.mark.parametrize("name", VALUES)
def test_a_warning_in_a_loop_is_shown_once(name: str) -> None:
    value, registry, shown = VALUES[name](), {}, []  # type: Any, Dict[Any, int], List[Any]
    with warnings.catch_warnings():
        warnings.simplefilter("default")
        warnings.showwarning = lambda *said, **more: shown.append(said)
        for _ in range(3):
            warnings.warn_explicit("the student's", UserWarning, "cell", 1, registry=registry)
            npt_client.capture(value)
    assert len(shown) == 1
    plt.close("all")


@pytest.mark.parametrize("first_out", ["the student's thread", "the client"])
def test_threads_that_catch_warnings_meanwhile_keep_theirs(first_out: str) -> None:
    """The student's thread enters while the client captures, or the other way round."""
    inside, leave = threading.Event(), threading.Event()
    shown: List[Any] = []

    def catch() -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("always")
            warnings.showwarning = lambda *said, **more: shown.append(said)
            inside.set()
            leave.wait(DEADLINE)
            warnings.warn("said in the student's thread")

    thread = threading.Thread(target=catch)

    class Meets:
        def __repr__(self) -> str:
            thread.start()
            inside.wait(DEADLINE)
            if first_out == "the student's thread":
                leave.set()
                thread.join(DEADLINE)
            return "Meets()"

    before = list(warnings.filters)
    assert npt_client.capture(Meets()).data == "Meets()"
    leave.set()
    thread.join(DEADLINE)
    assert list(warnings.filters) == before
    assert [str(said[0]) for said in shown] == ["said in the student's thread"]
    with pytest.warns(UserWarning, match="afterwards"):
        warnings.warn("afterwards")


@pytest.mark.parametrize("where", ["of one title", "of everything"])
def test_a_missing_font_is_not_logged(caplog: Any, where: str) -> None:
    everything = {} if where == "of one title" else {"font.family": "No Such Font"}
    level = logging.getLogger("matplotlib.font_manager").level
    with matplotlib.rc_context(everything):
        figure = missing_font()
        for value in (figure, figure.axes, [figure, figure.axes[0].title]):
            assert npt_client.capture(value).type == "image"
        assert caplog.records == []
        assert logging.getLogger("matplotlib.font_manager").level == level
        figure.savefig(os.devnull, format="png")  # the student's own drawing still says so
    assert "No Such Font" in caplog.text
    plt.close("all")
