"""What a student sees of the client where something is unusual: help, an interrupt, an old Python."""

# mypy: allow-untyped-calls

import pathlib
import pydoc
import subprocess
import sys
import threading
import types
from typing import Any, Dict, List

import pytest
from conftest import Student, Teacher
from forms import npt_client
from deadline import DEADLINE, PATIENT_PY
from test_versions import installed, served

CONFIG = {"session_name": "l", "session_owner": "p", "sender_name": "n"}
FIRST_CELL = "import sys\nexec(sys.stdin.buffer.read())\nnpt_config = %r\n" % CONFIG


def run(python: str, code: str, server: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [python, "-c", code],
        input=served(PATIENT_PY, "x", server).decode(),
        capture_output=True,
        encoding="utf-8",
        timeout=DEADLINE,
    )


def test_help_tells_how_to_send() -> None:
    for thing in (npt_client.send, npt_client.npt):
        text = pydoc.plain(pydoc.render_doc(thing))
        assert "object at 0x" not in text
    text = pydoc.plain(pydoc.render_doc(npt_client.send))
    for part in ("send(x, 3)", "send(plt, 4)", "Returns None", "npt.status()"):
        assert part in text


@pytest.mark.parametrize("value", [None, "text"])
def test_none_is_sent_with_a_hint(
    student: Student, teacher: Teacher, capsys: Any, value: Any
) -> None:
    student.send(value, 3)
    fields = teacher.wait()[0].fields
    assert (fields["type"], fields["data"]) == ("str", str(value))
    assert capsys.readouterr().out == ("" if value else npt_client.NONE_SENT + "\n")
    assert "plt.show()" in npt_client.NONE_SENT and "lst.sort()" in npt_client.NONE_SENT


def test_an_answer_that_was_not_given_is_asked_for(
    student: Student, teacher: Teacher, capsys: Any
) -> None:
    student.send(npt_client.MISSING, 3)
    assert capsys.readouterr().out == npt_client.NO_QUESTION + "\n"


def test_a_line_is_written_at_once(student: Student, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another thread that prints meanwhile comes before it or after it."""
    written: List[str] = []
    stream: Any = types.SimpleNamespace(write=written.append, encoding="ascii")
    monkeypatch.setattr(sys, "stdout", stream)
    student.client.output.say("NPT: Zoë")
    assert list(filter(None, written)) == ["NPT: Zoë\n"]


INTERRUPTED = """
class Slow:
    def __repr__(self):
        raise KeyboardInterrupt
send(Slow(), 1)
"""


def test_an_interrupt_shows_no_insides_of_the_client(teacher: Teacher) -> None:
    lines = run(sys.executable, FIRST_CELL + INTERRUPTED, teacher.url).stderr.splitlines()
    frames = [line.rpartition(" in ")[2] for line in lines if line.startswith("  File ")]
    assert frames == ["<module>", "send"] and lines[-1] == "KeyboardInterrupt"


@pytest.mark.parametrize("python", installed([(2, 7), (3, 5), (3, 6), (3, 7)]))
def test_an_old_python_says_what_it_needs(python: str, tmp_path: pathlib.Path) -> None:
    path = tmp_path / "served.py"
    path.write_bytes(served(PATIENT_PY, "x", "http://127.0.0.1:1"))
    done = subprocess.run(
        [python, "-c", "import sys; exec(open(sys.argv[1], 'rb').read())", str(path)],
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 1 and "NPT needs Python 3.8 or newer" in done.stderr
    assert len(done.stderr.splitlines()) <= 6


# In 3.12, an import of hashlib is enough to abort one that has a subinterpreter.
SUBINTERPRETER = """
import sys
import _interpreters as interpreters
code = "served = %r\\n" % sys.stdin.buffer.read() + "exec(served)\\nnpt_config = %r\\nsend('inside', 1)"
print(interpreters.run_string(interpreters.create(), code))
"""


@pytest.mark.parametrize("python", installed([(3, 13)]))
def test_a_subinterpreter_sends_in_the_call_itself(python: str, teacher: Teacher) -> None:
    done = run(python, SUBINTERPRETER.replace("%r\\nsend", repr(CONFIG) + "\\nsend"), teacher.url)
    assert (done.stdout, done.stderr) == ("None\n", "")
    assert teacher.wait(1)[0].fields["data"] == "inside"


def test_daemon_threads_that_are_not_allowed_are_no_news(
    monkeypatch: pytest.MonkeyPatch, teacher: Teacher, capfd: Any
) -> None:
    def refuse(*args: Any, **more: Any) -> None:
        raise RuntimeError("daemon threads are disabled for this (sub)interpreter")

    with monkeypatch.context() as broken:
        broken.setattr(threading.Thread, "__init__", refuse)
        namespace: Dict[str, Any] = {"npt_config": CONFIG}
        client = npt_client.Client({"servers": [teacher.url], "messages": True}, namespace)
        client.start()
    assert client.inbox._thread is None and client.courier._thread is None
    client.shut_down()
    assert capfd.readouterr() == ("", "")
