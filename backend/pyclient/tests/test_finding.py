"""How a notebook finds its teacher's computer, and only that one."""

import builtins
import contextlib
import ipaddress
import json
import os
import pathlib
import random
import socket
import struct
import threading
import time
from typing import Any, Callable, Iterator, List

import client as npt_client
import pytest
from conftest import DEADLINE, Student, Teacher, outbox_files

Enrol = Callable[..., Student]
Places = Callable[[], Any]


@pytest.fixture
def neighbour() -> Iterator[Teacher]:
    """Another teacher of the same name, whose computer has another id."""
    running = Teacher(id="OTHER")
    yield running
    running.stop()


@pytest.fixture
def nobody_announces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(npt_client, "servers_announced", lambda ids: iter(()))


def whereto(*servers: str, id: str = "K7Q", **more: Any) -> npt_client.Whereto:
    return npt_client.Whereto(servers, "prof", (id,), search=True, **more)


# Only the right one


def test_a_record_never_goes_to_the_teacher_next_door(
    quick: None, nobody_announces: None, enrol: Enrol, neighbour: Teacher, home: pathlib.Path
) -> None:
    student = enrol(neighbour.url, id="K7Q")
    student.send(1)
    student.wait_until(lambda: "another teacher's computer" in student.client.courier.trouble)
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
    monkeypatch.setattr(student.client.voice, "say_below", said.append)
    student.send(1)
    student.wait_until(lambda: "or a new one of prof's" in student.client.courier.trouble)
    student.wait_until(lambda: student.client.courier._waiting_told)
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
    assert not neighbour.received and not neighbour.queries  # nor does it tell who listens


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
    teacher.owner = "dupont"  # the name was changed, the computer is the one of the first cell
    teacher.refuse(404, "no_such_owner")
    student = enrol(teacher.url, id="K7Q")
    student.send(1)
    student.wait_until(lambda: "teacher 'prof' is not known there" in capsys.readouterr().out)


@contextlib.contextmanager
def answering(answer: Callable[[socket.socket], None]) -> Iterator[socket.socket]:
    """Yields a connection to somebody who answers anything."""
    ours, theirs = socket.socket(), socket.socket()
    with ours, theirs:
        theirs.bind(("127.0.0.1", 0))
        theirs.listen()

        def run() -> None:
            taken, _ = theirs.accept()
            with taken, contextlib.suppress(OSError):
                taken.recv(1000)
                answer(taken)

        thread = threading.Thread(target=run)
        thread.start()
        ours.connect(theirs.getsockname())
        yield ours
        ours.close()
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
def test_who_is_there_whatever_answers(answer: bytes, id: Any) -> None:
    with answering(lambda taken: taken.sendall(answer)) as connection:
        who = npt_client.who_is_there(connection, 0.5)
        assert (who.id if who else None) == id


def test_who_drips_is_not_waited_for() -> None:
    def drip(taken: socket.socket) -> None:
        for _ in range(100):
            taken.sendall(b"x")
            time.sleep(0.05)

    with answering(drip) as connection:
        began = time.monotonic()
        assert npt_client.who_is_there(connection, 0.3) is None
        assert time.monotonic() - began < 1


# The address that worked last


def test_where_it_was_last_is_known_to_the_next_kernel(
    enrol: Enrol, teacher: Teacher, nobody_announces: None, nobody: str, home: pathlib.Path
) -> None:
    enrol(teacher.url, id="K7Q").answer(1, teacher)
    assert (home / "places.json").stat().st_mode & 0o077 == 0
    enrol(nobody, id="K7Q").answer(2, teacher)


def test_another_who_has_got_that_address_is_passed_by(
    quick: None, enrol: Enrol, teacher: Teacher, neighbour: Teacher, home: pathlib.Path
) -> None:
    places = npt_client.Places(str(home))
    places.remember("K7Q", neighbour.url)
    enrol(teacher.url, id="K7Q").answer(1, teacher)
    assert not neighbour.received
    assert npt_client.Places(str(home)).last(whereto()) == [teacher.url]


@pytest.mark.parametrize("content", ["", "[]", "{", '{"servers": [], "probed_at": 1}', "\x00" * 99])
def test_a_damaged_memory_is_none(content: str, home: pathlib.Path) -> None:
    home.mkdir()
    (home / "places.json").write_text(content)
    places = npt_client.Places(str(home))
    assert places.last(whereto()) == []
    places.remember("K7Q", "http://192.0.2.1:6780")
    assert npt_client.Places(str(home)).last(whereto()) == ["http://192.0.2.1:6780"]


def test_the_memory_is_bounded(home: pathlib.Path) -> None:
    for number in range(100):
        npt_client.Places(str(home)).remember(str(number), "http://192.0.2.1:%d" % (number + 1))
    kept = json.loads((home / "places.json").read_text())["servers"]
    assert list(kept) == [str(number) for number in range(80, 100)]
    assert os.listdir(home) == ["places.json"]


# Multicast DNS


def record(name: bytes, kind: int, data: bytes) -> bytes:
    return name + struct.pack("!HHIH", kind, 0x8001, 120, len(data)) + data


def text(*pairs: str) -> bytes:
    return b"".join(bytes([len(pair.encode())]) + pair.encode() for pair in pairs)


def announcement(id: str, port: int, address: str = "127.0.0.1") -> bytes:
    """What zeroconf answers to a browse, with names that point at others."""
    instance, host = b"\x08npt-prof\xc0\x0c", b"\x08npt-prof\x05local\0"
    records = [
        record(npt_client.MDNS_SERVICE, 12, instance),
        record(instance, 33, struct.pack("!3H", 0, 0, port) + host),
        record(instance, 16, text("owner=prof", "id=" + id, "open=1")),
        record(b"\x08NPT-prof\x05local\0", 1, socket.inet_aton(address)),
    ]
    return struct.pack("!6H", 0, 0x8400, 0, len(records), 0, 0) + b"".join(records)


@contextlib.contextmanager
def announced(monkeypatch: pytest.MonkeyPatch, *packets: bytes) -> Iterator[None]:
    """Has somebody answer questions by multicast DNS with these packets."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as responder:
        responder.bind(("127.0.0.1", 0))
        monkeypatch.setattr(npt_client, "MDNS_GROUP", responder.getsockname())

        def answer() -> None:
            with contextlib.suppress(OSError):
                while True:
                    query, address = responder.recvfrom(9000)
                    if not query:
                        return
                    assert query[12:] == npt_client.MDNS_SERVICE + b"\0\x0c\x80\x01"
                    for packet in packets:
                        responder.sendto(packet, address)

        thread = threading.Thread(target=answer)
        thread.start()
        yield
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as ending:
            ending.sendto(b"", responder.getsockname())
        thread.join(DEADLINE)


def test_it_is_found_where_it_announces_itself(
    enrol: Enrol,
    teacher: Teacher,
    neighbour: Teacher,
    nobody: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    packets = [
        b"",
        announcement("OTHER", neighbour.port),
        announcement("K7Q", 9)[:-9],
        announcement("K7Q", teacher.port),
    ]
    with announced(monkeypatch, *packets):
        enrol(nobody, id="K7Q").answer(1, teacher)
    assert not neighbour.received


def test_who_lies_about_the_id_gets_nothing(
    quick: None,
    enrol: Enrol,
    neighbour: Teacher,
    nobody: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with announced(monkeypatch, announcement("K7Q", neighbour.port)):
        student = enrol(nobody, id="K7Q")
        student.send(1)
        student.wait_until(lambda: "another teacher's" in student.client.courier.trouble)
    assert neighbour.asked_who and not neighbour.received


def test_hostile_packets_do_no_harm() -> None:
    """A fuzzer of one second: what anybody may send costs no exception and bounded memory."""
    chance = random.Random(5)
    good = announcement("K7Q", 6780)
    heard = npt_client.Heard()
    deadline = time.monotonic() + 1
    count = 0
    while time.monotonic() < deadline:
        packet = bytearray(good)
        for _ in range(chance.randrange(1, 12)):
            packet[chance.randrange(len(packet))] = chance.choice((0, 0xC0, 0xC1, 0xFF, 12, 33, 16))
        if chance.random() < 0.3:
            packet = packet[: chance.randrange(len(packet))]
        heard.take(bytes(packet), "192.0.2.%d" % chance.randrange(256))
        assert len(heard.servers(["K7Q"])) <= npt_client.MAX_PLACES
        count += 1
    assert count > 100
    facts = len(heard._ids) + len(heard._at) + len(heard._addresses)
    assert facts <= npt_client.MAX_HEARD


def test_names_that_lead_in_circles_end() -> None:
    head = struct.pack("!6H", 0, 0x8400, 0, 1, 0, 0)
    for name in (b"\xc0\x0c", b"\x01a\xc0\x0c", b"\x3f" + b"a" * 63 + b"\xc0\x0c"):
        with pytest.raises(ValueError):
            list(npt_client.mdns_records(head + name + b"\0" * 20))


# The neighbours, one by one


@pytest.fixture
def small_network(monkeypatch: pytest.MonkeyPatch, nobody_announces: None) -> None:
    monkeypatch.setattr(npt_client, "PROBE_SECONDS", 0.2)
    networks = [ipaddress.IPv4Network("127.0.0.0/29")]
    monkeypatch.setattr(npt_client, "own_networks", lambda: networks)


@pytest.fixture
def two_at_one_port() -> Iterator[List[Teacher]]:
    first = Teacher(host="127.0.0.2")
    both = [first, Teacher(first.port, id="OTHER", host="127.0.0.5")]
    yield both
    for teacher in both:
        teacher.stop()


def test_the_right_neighbour_is_found(
    enrol: Enrol, small_network: None, two_at_one_port: List[Teacher]
) -> None:
    ours, other = two_at_one_port
    enrol("http://127.0.0.6:%d" % ours.port, id="K7Q", probe=True).answer(1, ours)
    assert not other.received


def test_neighbours_are_left_alone_when_told_so(
    quick: None, enrol: Enrol, small_network: None, two_at_one_port: List[Teacher]
) -> None:
    ours, other = two_at_one_port
    away = "http://127.0.0.6:%d" % ours.port
    switched_off = enrol(away, id="K7Q", probe=True)
    switched_off.namespace["npt_config"]["probe"] = False
    ordinary = enrol(away, id="K7Q")
    for student in (switched_off, ordinary):
        student.send(1)
        student.wait_until(lambda: student.client.courier.trouble != "")
    assert not ours.asked_who and not other.asked_who


def test_neighbours_are_tried_once_in_a_while(
    small_network: None, two_at_one_port: List[Teacher], home: pathlib.Path
) -> None:
    _, other = two_at_one_port
    away = whereto("http://127.0.0.6:%d" % other.port, id="NOWHERE", probe=True)
    assert npt_client.Places(str(home)).probed(away) == []
    assert other.asked_who == 1
    assert npt_client.Places(str(home)).probed(away) == []  # another kernel, a moment later
    assert other.asked_who == 1


@pytest.mark.parametrize(
    "address, mask, network",
    [
        ("192.168.7.20", "255.255.255.0", "192.168.7.0/24"),
        ("10.3.200.9", "255.0.0.0", "10.3.200.0/24"),
        ("172.20.1.130", "255.255.255.192", "172.20.1.128/26"),
        ("129.104.3.4", "255.255.255.0", None),
        ("127.0.0.1", "255.0.0.0", None),
    ],
)
def test_only_private_networks_and_never_large_ones(
    address: str, mask: str, network: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(npt_client, "own_addresses", lambda: [(address, mask)])
    assert [str(found) for found in npt_client.own_networks()] == ([network] if network else [])


def test_own_addresses_are_of_this_computer() -> None:
    for address, mask in npt_client.own_addresses():
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as own:
            own.bind((address, 0))
        assert ipaddress.IPv4Network("0.0.0.0/" + mask).prefixlen > 0


# The question


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
    assert npt_client.server_written(text, 6780) == server


class Board:
    """Answers of a student to the question, and what was asked."""

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
    board = Board("board", nobody[7:], wrong, right)
    monkeypatch.setattr(builtins, "input", board)
    student = enrol(nobody, id="K7Q")
    student.send(0, "before")
    student.client.join()
    assert board.asked == ["Address on the board: "] * 4
    said = capsys.readouterr().out
    for part in ("that is no address", "nobody answers at " + nobody, "another teacher's"):
        assert part in said
    assert "found it at " + teacher.url in said
    assert teacher.wait(1)[0].fields["question_nb"] == "before"
    assert not neighbour.received
    student.client.join()  # the cell run again asks nothing
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
    for answer, ends in ((RuntimeError("no front end"), ""), (EOFError(), ""), ("", "are kept")):
        monkeypatch.setattr(builtins, "input", Board(answer))
        student.client.join()
        assert ends in capsys.readouterr().out
    board = Board(*["Alice"] * 99)  # a program that answers every question alike
    monkeypatch.setattr(builtins, "input", board)
    student.client.join()
    assert len(board.asked) == npt_client.ASKED_AT_MOST


def test_nothing_is_asked_when_it_is_found(
    student: Student, teacher: Teacher, enrol: Enrol, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    monkeypatch.setattr(builtins, "input", Board())
    for found in (student, enrol(teacher.url, id="K7Q")):
        found.client.join()
    assert capsys.readouterr().out == ""


# Silence


def test_a_slow_answer_is_waited_for_and_a_dead_computer_is_not(
    quick: None, enrol: Enrol, teacher: Teacher, black_hole: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(npt_client, "PATIENCE_SECONDS", 0.1)
    student = enrol(teacher.url, id="K7Q")
    student.answer(1, teacher)
    teacher.silent.set()
    student.send(2, "slow")
    teacher.wait(2)
    time.sleep(0.5)
    teacher.speak()
    student.wait_until(lambda: student.client.courier.delivered == 2)
    assert teacher.labels() == ["1", "slow"]  # it was not sent again
