"""A notebook finds its teacher's computer among the neighbours."""

import ipaddress
import pathlib
import socket
import time
import types
from typing import Any, Iterator, List

import pytest
from conftest import Enrol, Teacher, target
from forms import npt_client
from deadline import DEADLINE


@pytest.fixture
def small_network(monkeypatch: pytest.MonkeyPatch, nobody_announces: None) -> None:
    """A few addresses, all of which answer or refuse: nobody waits for the rest of PROBE_SECONDS."""
    monkeypatch.setattr(npt_client, "PROBE_SECONDS", DEADLINE)
    times: Any = types.SimpleNamespace(**{**vars(time), "sleep": lambda seconds: None})
    monkeypatch.setattr(npt_client, "time", times)
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
    is_ours, other = two_at_one_port
    enrol("http://127.0.0.6:%d" % is_ours.port, id="K7Q", probe=True).answer(1, is_ours)
    assert not other.received


def test_neighbours_are_left_alone_when_told_so(
    quick: None, enrol: Enrol, small_network: None, two_at_one_port: List[Teacher]
) -> None:
    is_ours, other = two_at_one_port
    away = "http://127.0.0.6:%d" % is_ours.port
    switched_off = enrol(away, id="K7Q", probe=True)
    switched_off.namespace["npt_config"]["probe"] = False
    ordinary = enrol(away, id="K7Q")
    for student in (switched_off, ordinary):
        student.send(1)
        student.wait_until(lambda: student.tally().trouble != "")
    assert not is_ours.asked_who and not other.asked_who


def test_neighbours_are_tried_once_in_a_while(
    small_network: None, two_at_one_port: List[Teacher], home: pathlib.Path
) -> None:
    _, other = two_at_one_port
    away = target("http://127.0.0.6:%d" % other.port, id="NOWHERE", probe=True)
    assert npt_client.KnownServers(str(home)).probe_if_due(away) == []
    assert other.asked_who == 1
    another_kernel = npt_client.KnownServers(str(home))  # a moment later
    assert another_kernel.probe_if_due(away) == []
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
