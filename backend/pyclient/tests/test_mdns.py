"""A notebook finds its teacher's computer by multicast DNS."""

import contextlib
import random
import socket
import struct
import threading
from typing import Iterator

import pytest
from conftest import Enrol, Teacher
from forms import npt_client
from deadline import DEADLINE


def record(name: bytes, kind: int, data: bytes) -> bytes:
    return name + struct.pack("!HHIH", kind, 0x8001, 120, len(data)) + data


def text(*pairs: str) -> bytes:
    return b"".join(bytes([len(pair.encode())]) + pair.encode() for pair in pairs)


def announcement(id: str, port: int, address: str = "127.0.0.1") -> bytes:
    """Returns the answer of zeroconf to a browse, with pointers in its names."""
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
    """Answers every question by multicast DNS with these packets."""
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
    monkeypatch.setattr(npt_client, "BROWSE_SECONDS", DEADLINE)
    with announced(monkeypatch, *packets):
        enrol(nobody, id="K7Q").answer(1, teacher)
    assert not neighbour.received


def test_a_computer_that_lies_about_its_id_gets_nothing(
    quick: None,
    enrol: Enrol,
    neighbour: Teacher,
    nobody: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(npt_client, "BROWSE_SECONDS", 0.3)  # it looks again and again
    with announced(monkeypatch, announcement("K7Q", neighbour.port)):
        student = enrol(nobody, id="K7Q")
        student.send(1)
        student.wait_until(lambda: "another teacher's" in student.tally().trouble)
    assert neighbour.asked_who and not neighbour.received


def test_hostile_packets_do_no_harm() -> None:
    """No packet of many raises, and the memory stays bounded."""
    chance = random.Random(5)
    good = announcement("K7Q", 6780)
    answers = npt_client.MdnsAnswers()
    for _ in range(3_000):
        packet = bytearray(good)
        for _ in range(chance.randrange(1, 12)):
            packet[chance.randrange(len(packet))] = chance.choice((0, 0xC0, 0xC1, 0xFF, 12, 33, 16))
        if chance.random() < 0.3:
            packet = packet[: chance.randrange(len(packet))]
        answers.add(bytes(packet), "192.0.2.%d" % chance.randrange(256))
        assert len(answers.servers(["K7Q"])) <= npt_client.MAX_KNOWN_SERVERS
    facts = len(answers._ids) + len(answers._at) + len(answers._addresses)
    assert facts <= npt_client.MAX_MDNS_FACTS


def test_names_that_lead_in_circles_end() -> None:
    head = struct.pack("!6H", 0, 0x8400, 0, 1, 0, 0)
    for name in (b"\xc0\x0c", b"\x01a\xc0\x0c", b"\x3f" + b"a" * 63 + b"\xc0\x0c"):
        with pytest.raises(ValueError):
            list(npt_client.mdns_records(head + name + b"\0" * 20))
