"""The client in real notebooks: fetched and exec'd in IPython's kernel."""

# mypy: allow-untyped-calls

import builtins
import gc
import os
import pathlib
import pickle
import signal
import subprocess
import sys
import threading
import time
import warnings
from typing import Any, Dict, Iterator, List, Set

import jupyter_client
import nbclient.client
import nbformat
import pytest
from traitlets.config.loader import Config
from conftest import Enrol, Teacher, outbox_files
from forms import npt_client
from deadline import DEADLINE, PATIENT_PY

FIRST_CELL = """\
import requests
exec(requests.get("%s/get-send-code").content)
npt_config = {'session_name': 'lab-1', 'session_owner': 'prof'}
npt_config['sender_name'] = "Zoë"
"""


# Jupyter's own clients leave sockets open, which would fail a test, or a later one.
pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")


@pytest.fixture(scope="module", autouse=True)
def swept() -> Iterator[None]:
    """Collects them after the last test."""
    yield
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()


@pytest.fixture
def clean_process() -> Iterator[None]:
    """Waits until the couriers of earlier tests have ended, and ends this test's client."""
    for thread in couriers():
        thread.join(DEADLINE)
    yield
    running = sys.modules.pop(npt_client.MODULE_NAME, None)
    if running is not None:
        running._client.shut_down()


def served(*servers: str, **more: Any) -> bytes:
    more["servers"] = list(servers)
    return b"_npt_served = " + repr(more).encode() + b"\n" + PATIENT_PY


def couriers() -> List[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "npt-courier"]


def run(teacher: Teacher, *cells: str) -> Any:
    """Runs a notebook in a kernel that ends right after it."""
    cells = (FIRST_CELL % teacher.url, *cells)
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    nbclient.client.NotebookClient(
        book,
        kernel_name="python3",
        timeout=2 * int(DEADLINE),
        iopub_timeout=int(DEADLINE),  # what comes later would be left out
        config=Config(KernelManager={"shutdown_wait_time": DEADLINE}),
    ).execute()
    return book


@pytest.fixture(scope="module")
def notebook(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A kernel for all tests of a file that need none of their own."""
    env = {**os.environ, "NPT_HOME": str(tmp_path_factory.mktemp("npt-home"))}
    manager, channels = jupyter_client.manager.start_new_kernel(kernel_name="python3", env=env)
    yield channels
    channels.stop_channels()
    manager.shutdown_kernel(now=True)


def outputs(channels: Any, teacher: Teacher, *cells: str) -> List[str]:
    """Runs a first cell and these, and returns what these wrote."""
    written: List[str] = []
    kinds = [""]

    def on_output(message: Any) -> None:
        kind, content = message["msg_type"], message["content"]
        if kind == "stream" == kinds[-1]:
            written[-1] += content["text"]
        elif kind in ("stream", "error", "execute_result", "display_data"):
            written.append(content.get("text") or str(content.get("data") or content))
            kinds.append(kind)

    execute(channels, FIRST_CELL % teacher.url)
    for cell in cells:
        kinds.append("")
        channels.execute_interactive(cell, timeout=DEADLINE, output_hook=on_output)
    return written


# In this process


LEFT_BY_ORIGINAL = {"hashlib", "inspect", "io", "json", "platform", "sys", "uuid"}


@pytest.mark.parametrize("form, more", [("the original's", LEFT_BY_ORIGINAL), ("checked", set())])
def test_the_namespace_gains_send_and_npt_and_what_the_original_left(
    form: str, more: Set[str], teacher: Teacher, clean_process: None
) -> None:
    shadowed = [name for name in dir(builtins) if not name.startswith("_")]
    theirs = {name: name + " is mine" for name in shadowed + ["json", "os", "Record", "send"]}
    annotations: Dict[str, Any] = {}
    student: Dict[str, Any] = {"__name__": "__main__", "__annotations__": annotations, **theirs}
    student["__doc__"] = None
    if form == "checked":
        student["_npt_served"] = {"servers": [teacher.url]}
        exec(PATIENT_PY, student)
    else:
        exec(served(teacher.url), student)
    gained = {name for name in student if name not in theirs} - {"requests", "extract_symbols"}
    ours = {"npt", "_npt_config", "__name__", "__annotations__", "__builtins__", "__doc__"}
    assert gained == ours | (more - {"json"})
    assert all(student[name] == theirs[name] for name in theirs if name != "send")
    assert all(student[name] is sys.modules[name] for name in more - {"json"})
    assert callable(student["send"]) and annotations == {}
    assert set(student["_npt_config"]) == {"server_url", "sender_uuid"}
    assert student["_npt_config"]["server_url"] == teacher.url + "/"


def test_nothing_that_a_student_does_reaches_the_client(
    teacher: Teacher, clean_process: None
) -> None:
    student: Dict[str, Any] = {"__name__": "__main__"}
    exec(served(teacher.url), student)
    for name in ("json", "os", "threading", "npt", "capture", "Record", "SERVED", "str"):
        student[name] = None
    student["npt_config"] = {"session_name": "l", "session_owner": "p", "sender_name": "n"}
    assert student["send"]([1], 1).status_code == 200
    student["send"](data="named", q_nb=2)
    assert [received.fields["data"] for received in teacher.wait(2)] == ["[1]", "named"]
    assert eval("npt_init_pusher()", student) is None


def test_what_the_notebook_gained_can_be_pickled(teacher: Teacher, clean_process: None) -> None:
    student: Dict[str, Any] = {"__name__": "__main__"}
    exec(served(teacher.url), student)
    assert pickle.loads(pickle.dumps(student["send"])) is student["send"]
    assert repr(pickle.loads(pickle.dumps(student["npt"]))) == repr(student["npt"])
    assert sys.modules["npt_client"].__dict__["send"] is student["send"]


def test_the_first_cell_run_again_is_harmless(
    teacher: Teacher, clean_process: None, monkeypatch: pytest.MonkeyPatch, nobody: str
) -> None:
    student: Dict[str, Any] = {"__name__": "__main__"}
    exec(served(nobody), student)
    student["npt_config"] = {"session_name": "l", "session_owner": "p", "sender_name": "n"}
    student["send"]("waits", 1)
    first = student["send"]
    threads = couriers()
    exec(served(teacher.url), student)
    assert couriers() == threads and len(threads) == 1
    assert student["send"] is first
    assert teacher.wait(1)[0].fields["data"] == "waits"


def test_a_newer_client_takes_over(
    teacher: Teacher, clean_process: None, nobody: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NPT_HOME", "/dev/null/nowhere")  # so that it waits in memory
    student: Dict[str, Any] = {"__name__": "__main__"}
    exec(served(nobody, client="old"), student)
    student["npt_config"] = {"session_name": "l", "session_owner": "p", "sender_name": "n"}
    student["send"]("waits", 1)
    (old,) = couriers()
    exec(served(teacher.url, client="new"), student)
    assert teacher.wait(1)[0].fields["data"] == "waits"
    old.join(DEADLINE)
    assert len(couriers()) == 1


# In a kernel


def test_a_notebook_that_ends_after_its_last_cell_delivers(
    teacher: Teacher, home: pathlib.Path
) -> None:
    book = run(
        teacher,
        "import numpy as np\nsend(np.arange(3), 1)",
        "import matplotlib.pyplot as plt\nplt.plot([1, 2]); send(plt, 2)",
        "sorted(name for name in globals() if 'npt' in name or name == 'send')",
        "import multiprocessing\ndef work(n):\n    send(n, n)\nsend('last', 3)\n"
        "with multiprocessing.Pool(4) as pool:\n    pool.map(work, range(4, 8))",
    )
    received = {each.fields["question_nb"]: each for each in teacher.wait(7)}
    assert set(received) == set("1234567") and outbox_files(home) == []
    assert [received[label].fields["data"] for label in "1347"] == [
        "[0, 1, 2]",
        "last",
        "[4]",
        "[7]",
    ]
    assert received["2"].file.startswith(b"\x89PNG")
    texts = [cell.outputs for cell in book.cells]
    assert texts[1] == texts[4] == []
    assert "['_npt_config', 'npt', 'npt_config', 'send']" in str(texts[3])


def test_what_send_returns_shows_nothing(teacher: Teacher, notebook: Any) -> None:
    assert outputs(
        notebook,
        teacher,
        "send(1, 1)",
        "send(2, 2);",
        "r = send(3, 3)\nr",
        "print(r.status_code, r.text)",
        "if send(4, 4): print('sent')",
    ) == ["200 Success: Record inserted\n", "sent\n"]


def test_code_of_cells_that_were_run_again(teacher: Teacher, notebook: Any) -> None:
    outputs(
        notebook,
        teacher,
        "def f(x):\n    return 1",
        "%matplotlib inline\ndef f(x):\n    return 2\ng = lambda y: (y,\n  3)",
        "class A:\n    def m(self):\n        return 1",
        "class A:\n    def m(self):\n        return 2\n\nclass B(A):\n    x = 1",
        "@staticmethod\ndef s(): pass",
        "from dataclasses import dataclass\n@dataclass\nclass P:\n    x: int",
        "send(f, 1); send(g, 2); send(A, 3); send(B, 4); send(P, 5); send(A().m, 6)",
    )
    assert [received.fields["data"] for received in teacher.wait(6)] == [
        "def f(x):\n    return 2",
        "lambda y: (y,\n  3)",
        "class A:\n    def m(self):\n        return 2",
        "class B(A):\n    x = 1",
        "@dataclass\nclass P:\n    x: int",
        "def m(self):\n    return 2",
    ]


def test_log_shows_under_its_cell_and_a_plot_of_an_earlier_cell_is_asked_for(
    teacher: Teacher, notebook: Any
) -> None:
    log, plot, _, no_plot, _, shown = outputs(
        notebook,
        teacher,
        "npt_init_pusher()\nnpt_config['log'] = True\nsend(42, 1)",
        "%matplotlib inline\nimport matplotlib.pyplot as plt\nplt.plot([1, 2])\nsend(plt, 2)",
        "send(plt, 2)\nprint(plt.get_fignums())",
        "plt.plot([1, 2])\nplt.show()\nsend(plt, 2)",
    )
    assert log == plot == "Success: Record inserted\n"
    assert no_plot == npt_client.NO_FIGURE + "\n[]\n"
    assert shown == npt_client.NO_FIGURE + "\n"
    sent = [(record.fields["question_nb"], record.fields["type"]) for record in teacher.received]
    assert sent == [("1", "ndarray"), ("2", "image")]


@pytest.fixture
def kernel() -> Iterator[Any]:
    manager, channels = jupyter_client.manager.start_new_kernel(kernel_name="python3")
    yield manager, channels
    channels.stop_channels()
    manager.shutdown_kernel(now=True)


def execute(channels: Any, code: str) -> str:
    """Runs a cell to its end and returns the id of its message."""
    return str(channels.execute_interactive(code, timeout=DEADLINE)["parent_header"]["msg_id"])


def next_output(channels: Any, kind: str) -> Any:
    deadline = time.monotonic() + DEADLINE
    while True:
        message = channels.get_iopub_msg(timeout=max(0.1, deadline - time.monotonic()))
        if message["msg_type"] == kind:
            return message


def test_a_killed_kernel_loses_nothing(
    teacher: Teacher, kernel: Any, home: pathlib.Path, nobody: str, enrol: Enrol
) -> None:
    manager, channels = kernel
    execute(channels, FIRST_CELL % teacher.url)
    execute(channels, "_npt_config['server_url'] = %r" % nobody)
    channels.execute(
        "send('before the kill', 1); import os; os.kill(os.getpid(), %d)" % signal.SIGKILL
    )
    deadline = time.monotonic() + DEADLINE
    while manager.provisioner.process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.01)  # a killed process cannot tell
    assert len(outbox_files(home)) == 1 and not teacher.received
    enrol(teacher.url)
    assert teacher.wait(1)[0].fields["data"] == "before the kill"


def test_what_is_said_later_shows_under_the_cell_that_sent(teacher: Teacher, notebook: Any) -> None:
    execute(notebook, FIRST_CELL % teacher.url)
    teacher.refuse(400, "bad_field", "no such thing")
    with teacher.changed:
        teacher.silent.set()
    sender = execute(notebook, "send(1, 1)")
    teacher.wait(1)
    execute(notebook, "1 + 1")
    teacher.speak()
    line = next_output(notebook, "stream")
    assert line["content"]["text"] == npt_client.REFUSED % (1, "no such thing") + "\n"
    assert line["parent_header"]["msg_id"] == sender


def test_plain_ipython(teacher: Teacher, tmp_path: pathlib.Path) -> None:
    script = tmp_path / "cells.ipy"
    script.write_text(FIRST_CELL % teacher.url + "def f():\n    return 1\nsend(f, 1)\n", "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "IPython", "--no-banner", str(script)],
        capture_output=True,
        timeout=DEADLINE,
        env={"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "NPT_HOME": str(tmp_path / "npt")},
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == b""  # a script has no cells, and so no line under the first
    assert teacher.wait(1)[0].fields["data"] == "def f():\n    return 1"
