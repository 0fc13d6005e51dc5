"""A notebook finds its own teacher's computer, and sends to no other."""

import builtins
import contextlib
import json
import os
import pathlib
import socket
import threading
import time
from typing import Any, Callable, Iterator, List

import pytest
from conftest import Enrol, Student, Teacher, outbox_files, target
from forms import npt_client
from deadline import DEADLINE

FORMS = ("client.py", "package")


def test_a_record_never_goes_to_the_teacher_next_door(
    quick: None, nobody_announces: None, enrol: Enrol, neighbour: Teacher, home: pathlib.Path
) -> None:
    student = enrol(neighbour.url, id="K7Q")
    student.send(1)
    student.wait_until(lambda: "another teacher's computer" in student.tally().trouble)
    assert not neighbour.received and len(outbox_files(home)) == 1
    assert student.waiting() == ["1"]


def test_a_student_is_told_that_another_computer_is_there(
    quick: None,
    nobody_announces: None,
    enrol: Enrol,
    neighbour: Teacher,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    student = enrol(neighbour.url, id="K7Q")
    said: List[str] = []
    monkeypatch.setattr(student.client.output, "say_below", said.append)
    student.send(1)
    student.wait_until(lambda: "or a new one of prof's" in student.tally().trouble)
    student.wait_until(lambda: student.client.courier._waiting_said)
    assert not neighbour.received
    student.client.move({"servers": [neighbour.url], "id": "OTHER"}, student.namespace)
    assert neighbour.wait(1)[0].fields["question_nb"] == "1"
    assert any("run the notebook's first cell again" in line for line in said)


def test_the_right_one_of_two_addresses_is_taken(
    quick: None, nobody_announces: None, enrol: Enrol, teacher: Teacher, neighbour: Teacher
) -> None:
    student = enrol(neighbour.url, teacher.url, id="K7Q", messages=True)
    student.answer(1, teacher)
    teacher.wait_for_listener()
    assert not neighbour.received and not neighbour.queries  # nor does it ask there for messages


def test_what_one_lab_left_does_not_go_to_another_teacher_of_that_name(
    quick: None, nobody_announces: None, enrol: Enrol, teacher: Teacher, nobody: str
) -> None:
    first = enrol(nobody, id="LAST WEEK")
    first.namespace["npt_config"]["session_name"] = "lab-0"
    first.send(1, "old")
    first.leave()
    second = enrol(teacher.url, id="K7Q")
    second.send(1, "new")
    teacher.wait(1)
    second.wait_until(lambda: second.waiting() == ["old"])
    assert teacher.labels() == ["new"]


def test_the_same_session_may_move_to_a_new_computer(
    quick: None, nobody_announces: None, enrol: Enrol, teacher: Teacher, nobody: str
) -> None:
    enrol(nobody, id="BROKEN LAPTOP").send(1, "old")
    enrol(teacher.url, id="K7Q")
    assert teacher.wait(1)[0].fields["question_nb"] == "old"


def test_an_owner_who_is_not_known_there_is_told_so(
    enrol: Enrol, teacher: Teacher, capsys: Any
) -> None:
    teacher.owner = "dupont"  # another name, on the computer of the first cell
    teacher.refuse(404, "no_such_owner")
    student = enrol(teacher.url, id="K7Q")
    student.send(1)
    student.wait_until(lambda: "teacher 'prof' is not known there" in capsys.readouterr().out)


@contextlib.contextmanager
def answering(answer: Callable[[socket.socket], None]) -> Iterator[socket.socket]:
    """Yields a connection to a server that answers in this way."""
    is_ours, theirs = socket.socket(), socket.socket()
    with is_ours, theirs:
        theirs.bind(("127.0.0.1", 0))
        theirs.listen()

        def run() -> None:
            taken, _ = theirs.accept()
            with taken, contextlib.suppress(OSError):
                taken.recv(1000)
                answer(taken)

        thread = threading.Thread(target=run)
        thread.start()
        is_ours.connect(theirs.getsockname())
        yield is_ours
        is_ours.close()
        thread.join(DEADLINE)


def http(body: bytes, length: int = -1, status: bytes = b"200 OK") -> bytes:
    size = len(body) if length < 0 else length
    return b"HTTP/1.1 %s\r\nContent-Length: %d\r\n\r\n%s" % (status, size, body)


GOOD = b'{"app": "npt", "id": "K7Q", "owners": ["prof"]}'


@pytest.mark.parametrize(
    "answer, id",
    [
        (http(GOOD), "K7Q"),
        (http(GOOD, status=b"404 Not Found"), None),
        (http(GOOD, length=10_000), None),
        (http(b"[" * 5000), None),
        (http(b"\xff\xfe"), None),
        (http(b"[]"), None),
        (http(b'{"app": "npt", "id": 1, "owners": {}}'), None),
        (http(b'{"app": "apache", "id": "K7Q", "owners": ["prof"]}'), None),
        (b"HTTP/1.1 200 OK\r\n\r\n" + GOOD, None),
        (b"SSH-2.0-OpenSSH_9.2\r\n", None),
        (b"x" * 1_000_000, None),
        (b"", None),
    ],
    ids=[str(number) for number in range(12)],
)
def test_an_answer_to_who_is_read_only_if_it_is_npts(answer: bytes, id: Any) -> None:
    with answering(lambda taken: taken.sendall(answer)) as connection:
        who = npt_client.who_is_there(connection, DEADLINE)
        assert (who.id if who else None) == id


def test_a_server_that_drips_is_not_waited_for() -> None:
    def drip(taken: socket.socket) -> None:
        for _ in range(1000):
            taken.sendall(b"x")
            time.sleep(0.05)

    with answering(drip) as connection:
        began = time.monotonic()
        assert npt_client.who_is_there(connection, 0.3) is None
        assert time.monotonic() - began < DEADLINE


# The address that worked last


def test_where_it_was_last_is_known_to_the_next_kernel(
    enrol: Enrol, teacher: Teacher, nobody_announces: None, nobody: str, home: pathlib.Path
) -> None:
    enrol(teacher.url, id="K7Q").answer(1, teacher)
    assert (home / "places.json").stat().st_mode & 0o077 == 0
    enrol(nobody, id="K7Q").answer(2, teacher)


def test_another_computer_at_that_address_is_passed_by(
    quick: None, enrol: Enrol, teacher: Teacher, neighbour: Teacher, home: pathlib.Path
) -> None:
    places = npt_client.KnownServers(str(home))
    places.remember("K7Q", neighbour.url)
    enrol(teacher.url, id="K7Q").answer(1, teacher)
    assert not neighbour.received
    assert npt_client.KnownServers(str(home)).last(target()) == [teacher.url]


@pytest.mark.parametrize("content", ["", "[]", "{", '{"servers": [], "probed_at": 1}', "\x00" * 99])
def test_a_damaged_file_of_servers_is_ignored(content: str, home: pathlib.Path) -> None:
    home.mkdir()
    (home / "places.json").write_text(content)
    places = npt_client.KnownServers(str(home))
    assert places.last(target()) == []
    places.remember("K7Q", "http://192.0.2.1:6780")
    assert npt_client.KnownServers(str(home)).last(target()) == ["http://192.0.2.1:6780"]


def test_the_file_of_servers_is_bounded(home: pathlib.Path) -> None:
    for number in range(100):
        npt_client.KnownServers(str(home)).remember(
            str(number), "http://192.0.2.1:%d" % (number + 1)
        )
    kept = json.loads((home / "places.json").read_text())["servers"]
    assert list(kept) == [str(number) for number in range(80, 100)]
    assert os.listdir(home) == ["places.json"]


@pytest.mark.parametrize(
    "text, server",
    [
        ("192.168.1.20", "http://192.168.1.20:6780"),
        (" 192.168.1.20:6781 ", "http://192.168.1.20:6781"),
        ("http://192.168.1.20:6780/", "http://192.168.1.20:6780"),
        ("npt-prof.local", "http://npt-prof.local:6780"),
        ("192.168.1", ""),
        ("192.168.1.300", ""),
        ("192.168.1.20:0", ""),
        ("192.168.1.20:99999", ""),
        ("192.168.1.20:", "http://192.168.1.20:6780"),
        ("the board", ""),
        ("file:///etc/passwd", ""),
        ("a" * 10_000 + "!", ""),
    ],
)
def test_addresses_that_students_write(text: str, server: str) -> None:
    assert npt_client.parse_server(text, 6780) == server


class PromptAnswers:
    """Gives a student's answers to input(), and notes the prompts."""

    def __init__(self, *answers: Any) -> None:
        self.answers = list(answers)
        self.asked: List[str] = []

    def __call__(self, prompt: str = "") -> Any:
        self.asked.append(prompt)
        answer = self.answers.pop(0)
        if isinstance(answer, BaseException):
            raise answer
        return answer


def test_the_address_on_the_board(
    enrol: Enrol,
    nobody_announces: None,
    teacher: Teacher,
    neighbour: Teacher,
    nobody: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: Any,
) -> None:
    right, wrong = teacher.url[7:], neighbour.url[7:]
    board = PromptAnswers("board", nobody[7:], wrong, right)
    monkeypatch.setattr(builtins, "input", board)
    student = enrol(nobody, id="K7Q")
    student.send(0, "before")
    student.client.join()
    assert board.asked == ["Address on the board: "] * 4
    said = capsys.readouterr().out
    for part in ("that is not an address", "nobody answers at " + nobody, "another teacher's"):
        assert part in said
    assert "found it at " + teacher.url in said
    assert teacher.wait(1)[0].fields["question_nb"] == "before"
    assert not neighbour.received
    student.client.join()  # the cell, run again, asks nothing
    assert len(board.asked) == 4


def test_nobody_is_asked_where_nobody_answers(
    enrol: Enrol,
    nobody_announces: None,
    nobody: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: Any,
) -> None:
    student = enrol(nobody, id="K7Q")
    student.client.join()  # Python's own input, and standard input is no terminal
    assert "board" not in capsys.readouterr().out
    for answer, head_and_tail in (
        (RuntimeError("no front end"), ""),
        (EOFError(), ""),
        ("", "are kept"),
    ):
        monkeypatch.setattr(builtins, "input", PromptAnswers(answer))
        student.client.join()
        assert head_and_tail in capsys.readouterr().out
    board = PromptAnswers(*["Alice"] * 99)  # a program may answer every prompt
    monkeypatch.setattr(builtins, "input", board)
    student.client.join()
    assert len(board.asked) == npt_client.ASK_ADDRESS_TIMES


def test_nothing_is_asked_when_it_is_found(
    student: Student, teacher: Teacher, enrol: Enrol, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    monkeypatch.setattr(builtins, "input", PromptAnswers())
    for found in (student, enrol(teacher.url, id="K7Q")):
        found.client.join()
    assert capsys.readouterr().out == ""


def test_a_slow_answer_is_waited_for_and_a_dead_computer_is_not(
    quick: None, enrol: Enrol, teacher: Teacher, black_hole: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(npt_client, "ALIVE_CHECK_SECONDS", 0.1)
    student = enrol(teacher.url, id="K7Q")
    student.answer(1, teacher)
    teacher.silent.set()
    asked = teacher.asked_who
    student.send(2, "slow")
    teacher.wait(2)
    student.wait_until(lambda: teacher.asked_who > asked)  # whether it is still there
    teacher.speak()
    student.wait_until(lambda: student.client.courier.delivered == 2)
    assert teacher.labels() == ["1", "slow"]  # it was not sent again
