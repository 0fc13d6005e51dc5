"""npt.get() and npt.hand_in(), against a teacher's computer that cuts off, lies and refuses."""

import hashlib
import http.server
import json
import os
import pathlib
import threading
import time
import urllib.parse
from typing import Any, Callable, Dict, Iterator, List, Optional

import pytest
from conftest import config
from forms import npt_client

NOTEBOOK = json.dumps({"cells": ["npt_config = {'session_name': 'lab-1'}"], "nbformat": 4})


class Handout(http.server.ThreadingHTTPServer):
    """Hands out files and takes notebooks."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answers)
        self.files: Dict[str, bytes] = {}
        self.lies: Dict[str, str] = {}  # the sums that are wrong, by name
        self.cut_after: List[int] = []  # bytes after which the next downloads end
        self.ranges: List[str] = []
        self.taken: List[Dict[str, str]] = []
        self.contents: List[bytes] = []
        self.answers: List[Any] = []  # what the next notebooks are told, before they are taken
        self.url = "http://127.0.0.1:%d" % self.server_address[1]


class Answers(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Handout

    def do_GET(self) -> None:
        parts = urllib.parse.urlsplit(self.path)
        query = dict(urllib.parse.parse_qsl(parts.query))
        if parts.path == "/who":
            self._json(200, {"status": "success", "app": "npt", "id": "K7Q", "owners": ["prof"]})
        elif parts.path == "/handout/list":
            files = [
                {
                    "name": name,
                    "size": len(data),
                    "sha256": self._sum(name),
                    "notebook": "ipynb" in name,
                }
                for name, data in self.server.files.items()
            ]
            self._json(200, {"status": "success", "files": [*files, {"name": 3}, "nonsense"]})
        else:
            self._file(self.server.files[query["name"]])

    def _sum(self, name: str) -> str:
        lie = self.server.lies.get(name)
        return lie or hashlib.sha256(self.server.files[name]).hexdigest()

    def _file(self, data: bytes) -> None:
        asked = self.headers.get("Range", "")
        self.server.ranges.append(asked)
        begin = int(asked[6:-1]) if asked else 0
        self.send_response(206 if asked else 200)
        self.send_header("Content-Length", str(len(data) - begin))
        self.end_headers()
        end = begin + self.server.cut_after.pop(0) if self.server.cut_after else len(data)
        self.wfile.write(data[begin:end])
        self.close_connection = True

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        query = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(self.path).query))
        status, answer = 200, {"status": "success", "code": "handed_in", "receipt": "7KQ4-M2XD"}
        if self.server.answers:
            status, answer = self.server.answers.pop(0)
        if status == 200:
            self.server.taken.append(query)
            self.server.contents.append(body)
        self._json(status, answer)

    def _json(self, status: int, answer: Dict[str, Any]) -> None:
        body = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture
def handout() -> Iterator[Handout]:
    handout = Handout()
    threading.Thread(target=handout.serve_forever, args=(0.01,), daemon=True).start()
    yield handout
    handout.shutdown()
    handout.server_close()


Say = Callable[..., str]


@pytest.fixture
def ask(
    handout: Handout,
    home: pathlib.Path,
    tmp_path: pathlib.Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: Any,
) -> Iterator[Say]:
    """Calls npt.get or npt.hand_in in a folder of the student's; returns what is said."""
    folder = tmp_path / "lab"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    space: Dict[str, Any] = {"npt_config": config()}
    served = {"servers": [handout.url], "id": "K7Q", "client": "x"}
    client = npt_client.Client(served, space, str(home / "npt"))

    def ask(method: str, *args: Any, language: str = "en", **names: Any) -> str:
        space.update(names)
        space["npt_config"]["language"] = language
        capsys.readouterr()
        getattr(client, method)(*args)
        return str(capsys.readouterr().out)

    yield ask


def test_get_never_writes_over_a_file(handout: Handout, ask: Say) -> None:
    handout.files = {"a.csv": b"1,2\n", "../b.csv": b"3", "lab.ipynb": b"{}"}
    assert ask("get", ()) == "NPT: a.csv is here now (4 B).\nNPT: _b.csv is here now (1 B).\n"
    assert sorted(os.listdir()) == ["_b.csv", "a.csv"]
    assert "a.csv is here already" in ask("get", ("a.csv",))
    pathlib.Path("a.csv").write_text("mine")
    assert "as a (2).csv" in ask("get", ("a.csv",))
    assert "a (2).csv est d\u00e9j\u00e0 l\u00e0" in ask("get", ("a.csv",), language="fr")
    assert pathlib.Path("a.csv").read_text() == "mine"
    assert pathlib.Path("a (2).csv").read_bytes() == b"1,2\n"
    assert "not handed out" in ask("get", ("c.csv",))
    handout.files = {}
    assert "no data files" in ask("get", ())


def test_get_goes_on_where_it_was_cut_off(handout: Handout, ask: Say) -> None:
    handout.files = {"large.bin": bytes(range(256)) * 2_000}
    handout.cut_after = [100_000, 1, 200_000]
    assert "large.bin is here now (512 kB)" in ask("get", ())
    assert handout.ranges == ["", "bytes=100000-", "bytes=100001-", "bytes=300001-"]
    assert pathlib.Path("large.bin").read_bytes() == handout.files["large.bin"]
    assert os.listdir() == ["large.bin"]


def test_get_goes_on_in_a_later_call(handout: Handout, ask: Say) -> None:
    handout.files = {"large.bin": b"x" * 1_000}
    handout.cut_after = [10] * 5
    assert "only in part" in ask("get", ())
    assert not os.path.exists("large.bin")
    assert "is here now" in ask("get", ())
    assert handout.ranges[-1] == "bytes=50-"


def test_get_keeps_nothing_that_is_damaged(handout: Handout, ask: Say) -> None:
    handout.files, handout.lies = {"a.csv": b"1"}, {"a.csv": "0" * 64}
    assert "damaged" in ask("get", ())
    assert os.listdir() == []


def notebook(name: str, content: str = NOTEBOOK, age: float = 0) -> str:
    pathlib.Path(name).write_text(content)
    os.utime(name, (time.time() - age,) * 2)
    return os.path.abspath(name)


@pytest.mark.parametrize("front_end", ["jupyter", "vscode", "folder", "named"])
def test_hand_in_finds_the_notebook(
    handout: Handout, ask: Say, monkeypatch: pytest.MonkeyPatch, front_end: str
) -> None:
    path = notebook("mine.ipynb", age=600)
    args: List[Optional[str]] = [None]
    names = {}
    if front_end != "folder":
        notebook("another.ipynb")  # fits too
    if front_end == "jupyter":
        monkeypatch.setenv("JPY_SESSION_NAME", path)
    elif front_end == "vscode":
        names["__vsc_ipynb_file__"] = path
    elif front_end == "named":
        args = ["mine"]
    notebook("other lab.ipynb", NOTEBOOK.replace("lab-1", "lab-2"))
    said = ask("hand_in", *args, **names)
    assert said.startswith(
        "NPT: mine.ipynb is handed in as it was saved 10 min ago. Receipt: 7KQ4-M2XD."
    )
    assert "please save" in said
    assert handout.contents == [NOTEBOOK.encode()] and handout.taken[0]["name"] == "mine.ipynb"
    assert handout.taken[0]["sha256"] == hashlib.sha256(NOTEBOOK.encode()).hexdigest()


def test_hand_in_asks_which(handout: Handout, ask: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    notebook("a.ipynb", age=100)
    notebook("b.ipynb", age=7_200)
    assert 'hand_in("NAME.ipynb")' in ask("hand_in", None)
    monkeypatch.setattr("builtins.input", lambda prompt="": "2")
    assert "b.ipynb est rendu, tel qu'il a \u00e9t\u00e9 enregistr\u00e9 il y a 2 h" in ask(
        "hand_in", None, language="fr"
    )
    assert [query["name"] for query in handout.taken] == ["b.ipynb"]


def test_hand_in_says_what_is_wrong(handout: Handout, ask: Say, nobody_announces: None) -> None:
    assert "no notebook of this lab" in ask("hand_in", None)
    assert "there is no notebook" in ask("hand_in", "x.txt")
    notebook("large.ipynb", "x" * (20 * 2**20 + 1))
    assert "21.0 MB, and 20 MB are taken" in ask("hand_in", "large.ipynb")
    notebook("a.ipynb")
    full = {"status": "error", "code": "unavailable", "message": "The teacher's disk is full"}
    handout.answers = [(400, {**full, "code": "bad_field", "message": "no\x1b[2J"})]
    assert "not taken: no[2J" in ask("hand_in", "a.ipynb")
    handout.answers = [(404, {"status": "error", "code": "no_such_session", "message": "No"})]
    assert "ferm\u00e9e" in ask("hand_in", "a.ipynb", language="fr")
    handout.answers = [(503, full)]
    assert "is handed in" in ask("hand_in", "a.ipynb")  # the second time
    handout.shutdown()
    handout.server_close()
    assert "can't be reached" in ask("hand_in", "a.ipynb")
