"""A server that is broken, or means harm, costs the student a moment and no answer."""

import contextlib
import json
import pathlib
import socket
import threading
import time
from typing import Any, Callable, Iterator, List

import pytest
from conftest import Enrol, Student, Teacher, outbox_files
from forms import npt_client
from deadline import DEADLINE

FORMS = ("client.py", "package")


@contextlib.contextmanager
def serving(answer: Callable[[socket.socket], None]) -> Iterator[str]:
    """Yields the address of a server that answers each connection in this way, until it is told to
    stop.
    """
    listening = socket.create_server(("127.0.0.1", 0))

    def serve(taken: socket.socket) -> None:
        with taken, contextlib.suppress(OSError):
            taken.recv(100_000)
            answer(taken)

    def run() -> None:
        with contextlib.suppress(OSError):
            while True:
                threading.Thread(target=serve, args=(listening.accept()[0],), daemon=True).start()

    threading.Thread(target=run, daemon=True).start()
    with listening:
        yield "http://127.0.0.1:%d" % listening.getsockname()[1]
        listening.shutdown(socket.SHUT_RDWR)


def dripping(head: bytes) -> Callable[[socket.socket], None]:
    """Answers with these bytes, and then a blank every 20 ms."""

    def answer(taken: socket.socket) -> None:
        taken.sendall(head)
        deadline = time.monotonic() + DEADLINE
        while time.monotonic() < deadline:
            taken.sendall(b" ")
            time.sleep(0.02)

    return answer


@pytest.mark.parametrize(
    "head",
    [b"", b"HTTP/1.1 200 OK\r\nX:", b"HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n"],
    ids=["from the start", "in the head", "in the body"],
)
def test_an_answer_that_drips_holds_up_nobody_for_long(
    teacher: Teacher, tmp_path: pathlib.Path, head: bytes
) -> None:
    network = npt_client.Network(npt_client.KnownServers(str(tmp_path)))
    with serving(dripping(head)) as slow:
        began = time.monotonic()
        target = npt_client.Target((slow, teacher.url))
        form_kind = "application/x-www-form-urlencoded"
        request = npt_client.Request("POST", "/add-record", 0.5, b"question_nb=1", form_kind)
        while True:
            try:
                reply, _ = network.ask(target, request)
                break
            except npt_client.Unreachable:  # if this computer stands still, neither answers in time
                assert time.monotonic() - began < DEADLINE
        took = time.monotonic() - began
        network.close()
    assert reply.status == 200 and set(teacher.labels()) == {"1"}
    assert 0.5 <= took < DEADLINE  # and not as long as it drips


@pytest.mark.parametrize(
    "said, seconds",
    [
        *[("7", 7.0), ("0.5", 0.5), ("", 0.0), (None, 0.0), ("soon", 0.0), ("-5", 0.0)],
        *[("nan", 0.0), ("inf", 600.0), ("1e999", 600.0), ("9" * 5000, 600.0), ("-inf", 0.0)],
        ("Wed, 21 Oct 2026 07:28:00 GMT", 0.0),
    ],
)
def test_retry_after_is_a_number_of_seconds(said: Any, seconds: float) -> None:
    assert npt_client.seconds_of(said) == seconds


@pytest.mark.parametrize(
    "body",
    [
        *[b"", b"null", b"[]", b"7", b'"success"', b"{}", b"[" * 100_000, b'{"status": 1}'],
        *[b'{"status": "ok"}', b"<html>sign in</html>", b"\xff\xfe", b'{"status": "succ'],
    ],
)
def test_what_is_not_npts_answer_loses_no_answer(
    quick: None, enrol: Enrol, home: pathlib.Path, body: bytes
) -> None:
    head = b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: %d\r\n\r\n" % len(body)
    with serving(lambda taken: taken.sendall(head + body)) as strange:
        student = enrol(strange)
        student.send(1)
        student.wait_until(lambda: "no answer" in student.tally().trouble)
        assert student.client.courier.delivered == student.client.courier.refused == 0
        assert len(outbox_files(home)) == 1


@pytest.mark.parametrize(
    "messages", [5, "text", {"a": 1}, None, [5, None, [1]], [{"id": [1] * 999}]]
)
def test_messages_of_another_shape_are_no_trouble(
    student: Student, teacher: Teacher, messages: Any
) -> None:
    body = {"status": "success", "code": "inserted", "message": "x", "messages": messages}
    teacher.answers.append((200, body, {}))
    student.answer(1, teacher)
    student.wait_until(lambda: student.client.courier.delivered == 1)
    assert student.client.courier.refused == 0


def long_id(number: int) -> str:
    return "%04d" % number + "x" * 500


def test_what_is_remembered_of_messages_is_bounded(
    student: Student, home: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(npt_client, "MAX_SEEN", 50)
    inbox = student.client.inbox
    shown: List[Any] = []
    monkeypatch.setattr(inbox.output, "show", shown.append)
    for start in range(0, 1_000, 100):
        numbers = range(start, start + 100)
        inbox.show("prof", "lab-1", [{"id": long_id(number)} for number in numbers])
    lines = (home / "messages-seen").read_text().splitlines()
    assert len(shown) == 1_000 and 50 <= len(lines) <= 100 and len(inbox._seen._seen) <= 100
    assert max(map(len, lines)) < 200
    # The newest are known after a restart, here of another kernel.
    again = npt_client.Seen(str(home / "messages-seen"))
    assert not again.is_new(["prof", "lab-1", long_id(999)])
    assert again.is_new(["prof", "lab-1", long_id(1)])
    assert json.loads(lines[-1])[:2] == ["prof", "lab-1"]
