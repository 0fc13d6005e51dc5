"""A teacher's computer in a thread, and clients that live in a temporary home."""

import gc
import http.server
import json
import os
import pathlib
import socket
import threading
import time
import urllib.parse
from typing import Any, Callable, Dict, Iterator, List, NamedTuple, Optional, Tuple

import pytest
from forms import choose, npt_client
from deadline import DEADLINE, PATIENT, PATIENT_PY


class Received(NamedTuple):
    """What one request to /add-record or /help carried."""

    fields: Dict[str, str]
    file: bytes
    headers: Any
    path: str
    status: int  # of the answer


class Teacher:
    """A small NPT server that keeps what it gets and can be told how to answer."""

    def __init__(
        self, port: int = 0, id: str = "K7Q", owner: str = "prof", host: str = "127.0.0.1"
    ) -> None:
        self.received: List[Received] = []
        self.queries: List[str] = []
        self.answers: List[
            Tuple[int, Dict[str, Any], Dict[str, str]]
        ] = []  # to the next requests; then success
        self.default: Optional[Tuple[int, Dict[str, Any], Dict[str, str]]] = None
        self.messages: List[Dict[str, Any]] = []
        self.taken_back: Dict[str, Any] = {}  # what the answer with the next messages has besides
        self.preflights: List[str] = []
        self.latest: List[Dict[str, Any]] = []  # messages, as a preflight brings them
        self.language: Any = None  # as a preflight names it; an earlier version names none
        self.answers_who = threading.Event()
        self.answers_who.set()
        self.serves_messages = False
        self.knows_preflight = True  # an earlier version of the app does not
        self.hears_taken = True  # an earlier version waits for a message
        self.changed = threading.Condition()
        self.silent = threading.Event()
        self.client = PATIENT_PY
        self.id = id
        self.owner = owner
        self.asked_who = 0
        handler = type("Handler", (Handler,), {"teacher": self})
        self._server = Server((host, port), handler)
        self.port = self._server.server_address[1]
        self.url = "http://%s:%d" % (host, self.port)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()

    def stop(self) -> None:
        self.speak()
        self._server.shutdown()
        self._server.close_all()
        self._thread.join()

    def speak(self) -> None:
        """Ends a silence: answers the requests that wait."""
        with self.changed:
            self.silent.clear()
            self.changed.notify_all()

    def refuse(self, status: int, code: str, message: str = "no", **headers: str) -> None:
        """Gives this answer from now on."""
        self.default = refusal(status, code, message, headers)

    def accept(self) -> None:
        self.default = None

    def next_answer(self) -> Tuple[int, Dict[str, Any], Dict[str, str]]:
        with self.changed:
            if self.answers:
                return self.answers.pop(0)
        return self.default or (
            200,
            {
                "status": "success",
                "code": "",
                "message": "Success: Record inserted",
                "messages": [],
            },
            {},
        )

    def wait(self, count: int = 1) -> List[Received]:
        """Returns all requests, once there are so many."""
        with self.changed:
            assert self.changed.wait_for(lambda: len(self.received) >= count, DEADLINE), [
                received.fields for received in self.received
            ]
            return list(self.received)

    def wait_for_listener(self) -> None:
        """Returns once a notebook waits for messages."""
        with self.changed:
            assert self.changed.wait_for(lambda: bool(self.queries), DEADLINE)

    def taken(self) -> List[str]:
        """Returns what the requests for messages said was taken."""
        with self.changed:
            asked = [urllib.parse.parse_qs(query.partition("?")[2]) for query in self.queries]
        return [said for query in asked for said in query.get("taken", [])]

    def labels(self) -> List[str]:
        return [received.fields["question_nb"] for received in self.received]


OPEN: Tuple[int, Dict[str, Any], Dict[str, str]] = (
    200,
    {"status": "success", "code": "open", "message": "Session open"},
    {},
)


def refusal(
    status: int, code: str, message: str = "no", headers: Optional[Dict[str, str]] = None
) -> Tuple[int, Dict[str, Any], Dict[str, str]]:
    headers = {name.replace("_", "-"): value for name, value in (headers or {}).items()}
    body = {"status": "error", "code": code, "message": message, "messages": []}
    return status, body, headers


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, *args: Any) -> None:
        self._open: List[socket.socket] = []
        super().__init__(*args)

    def get_request(self) -> Any:
        request, address = super().get_request()
        self._open.append(request)
        return request, address

    def close_all(self) -> None:
        self.server_close()
        for connection in self._open:
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
            connection.close()

    def handle_error(self, *args: Any) -> None:
        pass


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    teacher: Teacher

    def do_GET(self) -> None:
        teacher = self.teacher
        if self.path.startswith("/get-send-code"):
            brought = {"servers": [teacher.url], "messages": teacher.serves_messages}
            served = b"_npt_served = " + repr(brought).encode() + b"\n"
            self._reply(200, served + teacher.client, {})
            return
        if self.path.startswith("/who"):
            teacher.asked_who += 1
            assert teacher.answers_who.wait(DEADLINE)
            who = {"status": "success", "app": "npt", "id": teacher.id, "owners": [teacher.owner]}
            self._reply(200, json.dumps(who).encode(), {})
            return
        if "preflight=1" in self.path:
            teacher.preflights.append(self.path)
        if teacher.default or "preflight=1" in self.path and teacher.knows_preflight:
            status, said, headers = teacher.default or OPEN
            if not teacher.default:
                said = {**said, "messages": teacher.latest, "language": teacher.language}
            self._reply(status, json.dumps(said).encode(), headers)
            return
        with teacher.changed:
            teacher.queries.append(self.path)
            teacher.changed.notify_all()
            answer: Dict[str, Any] = {"messages": []}
            if "&taken=" not in self.path or not teacher.hears_taken:
                teacher.changed.wait_for(lambda: teacher.messages or teacher.taken_back, DEADLINE)
                answer = {"messages": teacher.messages, **teacher.taken_back}
                teacher.messages, teacher.taken_back = [], {}
        self._reply(200, json.dumps(answer).encode(), {})

    def do_POST(self) -> None:
        teacher = self.teacher
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if len(body) < int(self.headers["Content-Length"]):  # the sender was killed meanwhile
            return
        fields, file = decoded(body, self.headers["Content-Type"])
        status, answer, headers = teacher.next_answer()
        with teacher.changed:
            teacher.received.append(Received(fields, file, self.headers, self.path, status))
            teacher.changed.notify_all()
            teacher.changed.wait_for(lambda: not teacher.silent.is_set(), DEADLINE)
        self._reply(status, json.dumps(answer).encode(), headers)

    def _reply(self, status: int, body: bytes, headers: Dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        pass


def decoded(body: bytes, kind: str) -> Tuple[Dict[str, str], bytes]:
    """Returns the fields and the file of a form. Shares no code with the client."""
    if kind == "application/x-www-form-urlencoded":
        return dict(urllib.parse.parse_qsl(body.decode("ascii"), True, True)), b""
    fields, file = {}, b""
    boundary = b"--" + kind.partition("boundary=")[2].encode()
    for part in body.split(boundary)[1:-1]:
        head, _, content = part[2:-2].partition(b"\r\n\r\n")
        name = head.partition(b'name="')[2].partition(b'"')[0].decode()
        if b"filename=" in head:
            assert name == "file"
            file = content
        else:
            fields[name] = content.decode("utf-8")
    return fields, file


def pytest_collection_finish() -> None:
    """Takes what all tests import out of what each garbage collection goes through."""
    gc.collect()
    gc.freeze()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Runs the tests of a module on the forms that it names; on client.py if it names none."""
    forms = getattr(metafunc.module, "FORMS", None)
    if forms:
        metafunc.parametrize("form", forms, indirect=True)


@pytest.fixture(autouse=True)
def form(request: pytest.FixtureRequest) -> None:
    """Chooses the form of the client that a test is about."""
    choose(getattr(request, "param", "client.py"))


@pytest.fixture(autouse=True)
def patient(form: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Has the clients of this process wait for long."""
    for name in PATIENT:
        monkeypatch.setattr(npt_client, name, DEADLINE)


@pytest.fixture
def teacher() -> Iterator[Teacher]:
    running = Teacher()
    yield running
    running.stop()


@pytest.fixture
def neighbour() -> Iterator[Teacher]:
    """Another teacher of the same name, whose computer has another id."""
    running = Teacher(id="OTHER")
    yield running
    running.stop()


@pytest.fixture
def nobody_announces(patient: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(npt_client, "servers_announced", lambda ids: iter(()))


@pytest.fixture
def black_hole() -> Iterator[str]:
    """The address of a socket that takes connections and never answers."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(128)
        yield "http://127.0.0.1:%d" % listening.getsockname()[1]


@pytest.fixture
def nobody() -> str:
    """The address of a port on which nobody listens."""
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        return "http://127.0.0.1:%d" % unused.getsockname()[1]


@pytest.fixture(autouse=True)
def home(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> pathlib.Path:
    """Gives every client of a test, in any process, a folder of its own."""
    folder = tmp_path / "npt-home"
    monkeypatch.setenv("NPT_HOME", str(folder))
    return folder


@pytest.fixture
def quick(patient: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Makes pauses short."""
    monkeypatch.setattr(npt_client, "FIRST_PAUSE", 0.02)
    monkeypatch.setattr(npt_client, "LONGEST_PAUSE", 0.1)
    monkeypatch.setattr(npt_client, "FIRST_SLOW_PAUSE", 0.1)
    monkeypatch.setattr(npt_client, "LONGEST_SLOW_PAUSE", 0.1)


def config(**more: Any) -> Dict[str, Any]:
    npt_config = {"session_name": "lab-1", "session_owner": "prof", "sender_name": "Zoë 🐍"}
    npt_config.update(more)
    return npt_config


class Student:
    """A notebook: a namespace and the client that serves it."""

    def __init__(self, *servers: str, **served: Any) -> None:
        self.namespace: Dict[str, Any] = {"npt_config": config()}
        served["servers"] = list(servers)
        self.client = npt_client.Client(served, self.namespace)
        self.client.start()

    def send(self, value: Any, question: Any = 1) -> None:
        assert self.client.send(value, question) is None

    def answer(self, value: Any, teacher: Teacher) -> Received:
        """Sends value, and returns how it arrived."""
        count = len(teacher.received)
        self.send(value, count + 1)
        return teacher.wait(count + 1)[count]

    def waiting(self) -> List[str]:
        return [record.question for record in self.client.courier.waiting()]

    def tally(self) -> "npt_client.Tally":
        """Returns what became of the records of lab-1."""
        return self.client.courier.tally("prof", "lab-1")

    def wait_until(self, condition: Callable[[], bool]) -> None:
        """Waits until the courier has done or said something. For the teacher, see Teacher.wait."""
        changed = self.client.courier._changed
        deadline = time.monotonic() + DEADLINE
        with changed:
            while not condition():
                assert time.monotonic() < deadline
                changed.wait(0.05)  # nobody is notified of what is printed

    def leave(self) -> None:
        self.client.shut_down()


@pytest.fixture
def enrol() -> Iterator[Callable[..., Student]]:
    """Makes students whose threads end with the test."""
    students: List[Student] = []

    def make(*servers: str, **served: Any) -> Student:
        students.append(Student(*servers, **served))
        return students[-1]

    yield make
    for student in students:
        student.leave()


Enrol = Callable[..., Student]


@pytest.fixture
def student(enrol: Callable[..., Student], teacher: Teacher) -> Student:
    return enrol(teacher.url)


def target(*servers: str, id: str = "K7Q", **more: Any) -> npt_client.Target:
    return npt_client.Target(servers, "prof", (id,), search=True, **more)


def sent(value: Any) -> Any:
    """Returns (type, data) of a value, where data that is JSON is read."""
    payload = npt_client.capture(value)
    if payload.type in ("ndarray", "list", "dict", "table"):
        return payload.type, json.loads(payload.data)
    return payload.type, payload.data


def outbox_files(home: pathlib.Path) -> List[str]:
    folder = home / "outbox"
    return sorted(os.listdir(folder)) if folder.exists() else []
