"""What a function gives for some inputs: awkward functions, and the notebook afterwards."""

import builtins
import decimal
import functools
import inspect
import json
import os
import random
import signal
import sys
import threading
import time
import types
import warnings
from typing import Any, Dict, List, Tuple

import numpy as np
import pytest
from conftest import Student, Teacher
from forms import npt_client
from deadline import DEADLINE

NAMESPACE: Dict[str, Any] = {"np": np, "random": random}
count = 0
rng = np.random.default_rng(1)
dice = random.Random(1)
old_rng = np.random.RandomState(1)
seen: List[Any] = []


def results(function: Any, *inputs: Any, seconds: float = DEADLINE) -> List[Dict[str, Any]]:
    """Returns what comes of calling a function, without the inputs."""
    read = npt_client.read_inputs(function, list(inputs), seconds)
    calls = json.loads(npt_client.calls_of(function, *read))["calls"]
    return [{key: each[key] for key in each if key != "input"} for each in calls]


def written(source: str) -> Any:
    """Returns the function f of a notebook's cell, in a namespace of its own."""
    namespace: Dict[str, Any] = dict(NAMESPACE)
    exec(source, namespace)
    return namespace["f"]


def value(type: str, data: str, **more: Any) -> Dict[str, Any]:
    return {"type": type, "data": data, **more}


def error(type: str, message: str = "") -> Dict[str, Any]:
    return {"error": type, "message": message}


LATE = {"late": True}
UNSUITABLE = (
    "ufunc 'subtract' did not contain a loop with signature matching types "
    "(dtype('int64'), dtype('<U1')) -> None"
)

# Each is a cell that defines f, the inputs, and what comes out.
AWKWARD: List[Tuple[str, Tuple[Any, ...], List[Dict[str, Any]]]] = [
    (
        "def f(a, b): return a + b",
        ((2, 3), (0.5, 1)),
        [value("ndarray", "[5]"), value("ndarray", "[1.5]")],
    ),
    (
        "def f(a): return a",
        (1, [1, 2], ([1],), "x"),
        [value("ndarray", "[1]"), value("list", "[1, 2]"), value("list", "[1]"), value("str", "x")],
    ),
    ("f = lambda: {1, 2}", ((),), [value("list", "[\t\t1, 2]")]),
    ("def f(a): return np.array(a) * 2", ([1, 2],), [value("ndarray", "[2, 4]")]),
    ("def f(a): print(a)", (1,), [value("str", "None")]),
    ("def f(a): return 1 / a", (0,), [error("ZeroDivisionError", "division by zero")]),
    ("def f(a): return f(a)", (0,), [error("RecursionError", "maximum recursion depth exceeded")]),
    ("def f():\n  import sys; sys.exit(3)", ((),), [error("SystemExit", "3")]),
    ("def f(): exit()", ((),), [error("SystemExit", "None")]),
    ("def f(): return input('? ')", ((),), [error("EOFError", "nobody answers here")]),
    ("def f():\n  import sys; return sys.stdin.read()", ((),), [value("str", "")]),
    ("def f(a):\n  while True: pass", (1, 2), [LATE, LATE]),
    ("def f(a):\n  while True:\n    try: a += 1\n    except BaseException: pass", (1,), [LATE]),
    ("def f(a):\n  import time; time.sleep(60)", (1,), [LATE]),
    ("def f(a): return a.append(4) or a", ([1],), [value("list", "[1, 4]")]),
    (
        "def f(a):\n  yield from range(a)",
        (3, 100),
        [value("list", "[0, 1, 2]"), value("list", json.dumps(list(range(20))))],
    ),
    ("def f():\n  while True: yield 1", ((),), [value("list", json.dumps([1] * 20))]),
    (
        "def f():\n  yield 1\n  raise ValueError('after one')",
        ((),),
        [error("ValueError", "after one")],
    ),
    ("async def f(): return 1", ((),), [value("str", "<coroutine object f>")]),
    (
        "class A:\n  def __eq__(self, other): raise ValueError\n"
        "  def __repr__(self): return 'A()'\ndef f(): return A()",
        ((),),
        [value("str", "A()")],
    ),
    (
        "class A:\n  def __repr__(self): raise ValueError\ndef f(): return A()",
        ((),),
        [value("str", "<A object; its repr raised ValueError>")],
    ),
    ("class A:\n  def __repr__(self):\n    while True: pass\ndef f(): return A()", ((),), [LATE]),
    ("def f(): raise BaseException('all')", ((),), [error("BaseException", "all")]),
    (
        "class E(Exception):\n  def __str__(self): raise ValueError\ndef f(): raise E",
        ((),),
        [error("E", "E()")],
    ),
    (
        "def f(a, b): return 1",
        (1,),
        [error("TypeError", "f() missing 1 required positional argument: 'b'")],
    ),
    ("def f(*a, **k): return len(a)", ((1, 2),), [value("ndarray", "[2]")]),
    (
        "def f(): return f",
        ((),),
        [value("code", "def f(): ...  # its source text is not available")],
    ),
    ("def f(): return object()", ((),), [value("str", "<object object>")]),
    ("def f(): return float('nan')", ((),), [value("ndarray", "[NaN]")]),
    ("def f(): return 2 ** 100", ((),), [value("str", "1267650600228229401496703205376")]),
    (
        "import warnings\ndef f():\n  warnings.warn('old')\n  return 1",
        ((),),
        [value("ndarray", "[1]")],
    ),
    (
        "import warnings\ndef f():\n  warnings.simplefilter('error')\n  return 1",
        ((),),
        [value("ndarray", "[1]")],
    ),
    ("def f(a): return random.random() + np.random.rand()", (1,), [value("ndarray", "[0.5]")]),
    (
        "n = 0\ndef f():\n  global n\n  n += 1\n  return n",
        ((), ()),
        [value("ndarray", "[1]"), value("ndarray", "[1]")],
    ),
    ("def f():\n  global new\n  new = 1\n  return new", ((),), [value("ndarray", "[1]")]),
    ("import os\ndef f():\n  os.chdir('/')\n  return 1", ((),), [value("ndarray", "[1]")]),
    (
        "import sys\ndef f():\n  sys.setrecursionlimit(500)\n  return 1",
        ((),),
        [value("ndarray", "[1]")],
    ),
    ("def f():\n  np.seterr(all='raise')\n  return 1", ((),), [value("ndarray", "[1]")]),
    (
        "import decimal\ndef f():\n  decimal.getcontext().prec = 3\n  return 1",
        ((),),
        [value("ndarray", "[1]")],
    ),
    (
        "import functools\n@functools.lru_cache\ndef f(a): return a + 1",
        (1,),
        [value("ndarray", "[2]")],
    ),
    ("def f(a): return np.subtract(a, 'x')", (1,), [error("TypeError", UNSUITABLE)]),
    ("def f(a): return a", (threading.Lock(),), [value("str", "<unlocked _thread.lock object>")]),
    (
        "import threading\ndef f():\n  t = threading.Thread(target=print, args=('aloud',))\n"
        "  t.start(); t.join()\n  return 1",
        ((),),
        [value("ndarray", "[1]")],
    ),
]


@pytest.fixture
def steady_random(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(random, "random", lambda: 0.25)
    monkeypatch.setattr(np.random, "rand", lambda: 0.25)


@pytest.mark.parametrize(
    "source, inputs, wanted",
    AWKWARD,
    ids=["%d %s" % (i, row[0][-25:].replace("\n", " ")) for i, row in enumerate(AWKWARD)],
)
def test_a_call_has_a_result_and_leaves_nothing_behind(
    source: str,
    inputs: Tuple[Any, ...],
    wanted: List[Dict[str, Any]],
    steady_random: None,
    capfd: Any,
) -> None:
    function = written(source)
    before = state(function)
    assert results(function, *inputs, seconds=0.1 if LATE in wanted else DEADLINE) == wanted
    assert state(function) == before
    out, err = capfd.readouterr()
    assert (out.replace("aloud\n", ""), err) == ("", "")


def state(function: Any) -> List[Any]:
    """Returns what a function may change by the way."""
    return [
        dict(inspect.unwrap(function).__globals__),
        random.getstate(),
        repr(np.random.get_state()),
        list(warnings.filters),
        warnings.showwarning,
        os.getcwd(),
        sys.getrecursionlimit(),
        np.geterr(),
        decimal.getcontext().prec,
        builtins.input,
        (sys.stdin, sys.stdout, sys.stderr),
        signal.getsignal(signal.SIGALRM),
        signal.getitimer(signal.ITIMER_REAL),
        time.sleep,
    ]


def test_what_came_in_time_stays_when_another_call_is_late(monkeypatch: Any) -> None:
    late: List[int] = []
    ahead = {**vars(time), "monotonic": lambda: time.monotonic() + 2 * DEADLINE * len(late)}
    monkeypatch.setattr(npt_client, "time", types.SimpleNamespace(**ahead))

    def f(a: int) -> int:
        late.extend([1] * a)
        return a

    assert results(f, 0, 1, 0) == [value("ndarray", "[0]"), LATE, LATE]


def draws() -> List[float]:
    return [
        rng.random(),
        dice.random(),
        float(old_rng.rand()),
        random.random(),
        float(np.random.rand()),
    ]


def test_generators_of_the_notebook_go_on_as_they_would() -> None:
    random.seed(3)
    np.random.seed(3)
    first = results(draws, (), ())
    assert first[0] == first[1]  # each call starts from the same state
    assert json.loads(first[0]["data"]) == draws()


def test_arguments_are_copied() -> None:
    given = [[3, 1, 2], np.zeros(2)]

    def f(a: Any, b: Any) -> Any:
        a.sort()
        b += 1
        return a

    assert results(f, tuple(given))[0]["data"] == "[1, 2, 3]"
    assert given[0] == [3, 1, 2] and list(given[1]) == [0, 0]


def test_figures_stay_the_student_s() -> None:
    import matplotlib.pyplot as plt

    plt.close("all")
    plt.plot([1, 2], label="mine")
    figure = plt.gcf()

    def f(n: int) -> Any:
        plt.plot(range(n))
        return plt.gcf()

    def shows(n: int) -> None:
        plt.figure()
        plt.plot(range(n))
        plt.show()

    drawn = results(f, 3)[0]
    assert drawn["type"] == "image" and '"n": 3' in drawn["data"]
    assert results(shows, 3) == [value("str", "None")]
    assert plt.get_fignums() == [figure.number] and plt.gcf() is figure
    assert len(figure.gca().lines) == 1
    plt.close("all")


def test_long_results_have_a_digest() -> None:
    long = results(lambda n: list(range(n)), 5_000, 5_001)
    assert all(len(each["data"]) <= npt_client.MAX_CALL_DATA for each in long)
    assert len({each["digest"] for each in long}) == 2
    text = results(lambda n: "x" * n, 10**6)[0]
    assert re_digest(text["digest"]) and text["data"].startswith("xxx")


def re_digest(digest: str) -> bool:
    return len(digest) == 32 and set(digest) <= set("0123456789abcdef")


def test_long_inputs_are_told_apart() -> None:
    read = npt_client.read_inputs(len, [(list(range(n)),) for n in (5_000, 5_001)], DEADLINE)
    texts = [each["input"] for each in json.loads(npt_client.calls_of(len, *read))["calls"]]
    assert texts[0] != texts[1] and all(len(text) < 230 for text in texts)


@pytest.mark.parametrize("where", ["main", "thread", "alarm in use"])
def test_all_calls_together_end_in_time(where: str) -> None:
    """An endless loop ends wherever send is called, and the student's own alarm stays."""
    rang: List[int] = []
    slow = written(
        "import time\ndef f(a):\n  try:\n    while True: time.sleep(60)\n  except Exception: pass"
    )
    took: List[float] = []

    def run() -> None:
        start = time.monotonic()
        assert results(slow, 1, 2, 3, seconds=0.3) == [LATE] * 3
        took.append(time.monotonic() - start)

    if where == "thread":
        thread = threading.Thread(target=run)
        thread.start()
        thread.join(DEADLINE)
    elif where == "main":
        run()
    else:
        before = signal.signal(signal.SIGALRM, lambda *ignored: rang.append(1))
        signal.setitimer(signal.ITIMER_REAL, 30)
        try:
            run()
            assert 0 < signal.getitimer(signal.ITIMER_REAL)[0] <= 30 and not rang
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)
    assert len(took) == 1 and took[0] < DEADLINE
    time.sleep(0.15)  # nothing is raised later


def test_a_keyboard_interrupt_is_the_student_s(student: Student) -> None:
    def f() -> None:
        signal.raise_signal(signal.SIGINT)

    out, sleeps = sys.stdout, time.sleep
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell may ignore it
    with pytest.raises(KeyboardInterrupt):
        student.client.send(f, 1, at=[()])
    signal.signal(signal.SIGINT, before)
    assert (sys.stdout, time.sleep) == (out, sleeps)


@pytest.mark.parametrize(
    "data, at, more, said",
    [
        (len, 5, {}, npt_client.AT_IS_NO_LIST),
        (len, {"a": 1}, {}, npt_client.AT_IS_NO_LIST),
        (5, [1], {}, npt_client.AT_NEEDS_FUNCTION),
        (dict, [()], {}, npt_client.AT_NEEDS_FUNCTION),
        (len, [()] * 21, {}, npt_client.AT_TOO_MANY % 20),
        (len, [()], {"seconds": DEADLINE + 1}, npt_client.SECONDS_ARE_NO_NUMBER % DEADLINE),
        (len, [()], {"seconds": "1"}, npt_client.SECONDS_ARE_NO_NUMBER % DEADLINE),
    ],
)
def test_inputs_that_cannot_be_read_are_told_and_the_answer_goes_out(
    student: Student, teacher: Teacher, capsys: Any, data: Any, at: Any, more: Any, said: str
) -> None:
    student.client.send(data, 3, at=at, **more)
    assert capsys.readouterr().out == said + "\n"
    assert "calls" not in teacher.wait(1)[0].fields


def test_where_nothing_could_end_a_call_there_is_none(
    student: Student, teacher: Teacher, capsys: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(npt_client, "threadless", lambda: True)
    student.client.send(len, 3, at=["x"])
    assert capsys.readouterr().out == npt_client.AT_NOT_HERE + "\n"
    assert "calls" not in teacher.wait(1)[0].fields


def test_a_folder_that_is_gone_is_no_result(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert results(len, "abc") == [value("ndarray", "[3]")]


def test_the_calls_go_out_with_the_function(student: Student, teacher: Teacher) -> None:
    def area(a: float, b: float = 1) -> float:
        return a * b

    student.client.send(functools.partial(area, b=2), 3, at=[3, (4,), "x"], seconds=DEADLINE)
    fields = teacher.wait(1)[0].fields
    assert fields["type"] == "code" and "return a * b" in fields["data"]
    assert json.loads(fields["calls"]) == {
        "seconds": DEADLINE,
        "calls": [
            {"input": "3", "type": "ndarray", "data": "[6]"},
            {"input": "4", "type": "ndarray", "data": "[8]"},
            {"input": "'x'", "type": "str", "data": "xx"},
        ],
    }
