"""One-shot multicast DNS (RFC 6762, 5.1), for systems without it: names, and announced computers.

Anybody may answer anything. Promises that no packet makes it raise or fill the memory; an announced
server is a hint, which the caller checks.
"""

import os
import re
import socket
import struct
import sys
import time
from typing import Dict, Iterator, List, Sequence, Set, Tuple

from .limits import BROWSE_SECONDS, MAX_KNOWN_SERVERS, MAX_MDNS_FACTS, MDNS_SECONDS

MDNS_GROUP = ("224.0.0.251", 5353)
MDNS_SERVICE = b"\x04_npt\x04_tcp\x05local\x00"


def send_on_every_interface(asking: socket.socket, query: bytes) -> None:
    """Sends a question by each interface, as there may be no default route."""
    for index, _ in [(0, "")] + socket.if_nameindex():
        by_index = struct.pack("@4s4si", b"", b"", index)
        interface = struct.pack("!I", index) if sys.platform == "win32" else by_index
        try:
            asking.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, interface)
            asking.sendto(query, MDNS_GROUP)
        except OSError:  # an interface that is down
            continue


def resolve_local_name(host: str) -> List[str]:
    """Returns the IPv4 addresses that a .local name has now; [] if nobody answers in time.

    So a teacher's computer is found again when its address changes during a lab.
    """
    labels = [label.encode("idna") for label in host.split(".")]
    name = b"".join(bytes([len(label)]) + label for label in labels) + b"\0"
    question = name + struct.pack("!2H", 1, 0x8001)  # type A; the answer to us alone
    query = os.urandom(2) + struct.pack("!5H", 0, 1, 0, 0, 0) + question
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        asking.bind(("", 0))
        asking.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_TTL, 255)
        for _ in range(2):  # the network may lose one
            send_on_every_interface(asking, query)
            found = read_addresses(asking, name, time.monotonic() + MDNS_SECONDS)
            if found:
                return found
    return []


def read_addresses(asking: socket.socket, name: bytes, deadline: float) -> List[str]:
    """Returns the addresses in the first answer about this name; [] at the deadline."""
    while time.monotonic() < deadline:
        asking.settimeout(max(0.01, deadline - time.monotonic()))
        try:
            answer = asking.recv(9_000)
        except OSError:
            return []
        # The record of an address: the name, or a pointer to it; type A, class IN, time to live,
        # length 4; the address.
        owner = b"(?:" + re.escape(name) + rb"|\xc0[\x00-\xff])"
        pattern = owner + rb"\x00\x01[\x00\x80]\x01[\x00-\xff]{4}\x00\x04([\x00-\xff]{4})"
        if name.lower() in answer.lower():
            found = re.findall(pattern, answer[12:], re.IGNORECASE)
            if found:
                return [socket.inet_ntoa(address) for address in found]
    return []


def servers_announced(ids: Sequence[str]) -> Iterator[List[str]]:
    """Yields addresses at which computers with one of these ids say they are, for BROWSE_SECONDS and
    at most some MAX_KNOWN_SERVERS of them.
    """
    question = MDNS_SERVICE + struct.pack("!2H", 12, 0x8001)  # PTR; the answer to us alone
    query = os.urandom(2) + struct.pack("!5H", 0, 1, 0, 0, 0) + question
    answers, again, deadline = MdnsAnswers(), 0.0, time.monotonic() + BROWSE_SECONDS
    tried: Set[str] = set()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        asking.bind(("", 0))
        asking.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_TTL, 255)
        while time.monotonic() < deadline:
            if time.monotonic() >= again:  # the network may lose one
                send_on_every_interface(asking, query)
                again = time.monotonic() + MDNS_SECONDS
            asking.settimeout(max(0.01, min(again, deadline) - time.monotonic()))
            try:
                packet, source = asking.recvfrom(9_000)
            except OSError:
                continue
            answers.add(packet, source[0])
            found = [server for server in answers.servers(ids) if server not in tried]
            if found and len(tried) < MAX_KNOWN_SERVERS:
                tried.update(found)
                yield found


class MdnsAnswers:
    """What was answered about NPT's service. Bounds: MAX_MDNS_FACTS facts, 8 addresses a host."""

    def __init__(self) -> None:
        # By sender and name: that of an instance of the service, or of a host.
        self._ids: Dict[Tuple[str, bytes], str] = {}
        self._at: Dict[Tuple[str, bytes], Tuple[bytes, int]] = {}
        self._addresses: Dict[Tuple[str, bytes], Set[str]] = {}

    def add(self, packet: bytes, source: str) -> None:
        """Adds what a packet says; of a damaged one, what comes before the damage."""
        try:
            for name, kind, start, end in mdns_records(packet):
                if len(self._ids) + len(self._at) + len(self._addresses) >= MAX_MDNS_FACTS:
                    return
                self._add_record(packet, (source, name), kind, start, end)
        except (IndexError, ValueError, struct.error):
            pass

    def _add_record(
        self, packet: bytes, what: Tuple[str, bytes], kind: int, start: int, end: int
    ) -> None:
        of_service = what[1].endswith(MDNS_SERVICE)
        if kind == 1 and end - start == 4:
            addresses = self._addresses.setdefault(what, set())
            if len(addresses) < 8:
                addresses.add(socket.inet_ntoa(packet[start:end]))
        elif kind == 16 and of_service:
            self._ids[what] = text_pairs(packet[start:end]).get("id", "")
        elif kind == 33 and of_service and end - start > 6:
            host, _ = mdns_name(packet, start + 6)
            self._at[what] = host, struct.unpack_from("!H", packet, start + 4)[0]

    def servers(self, ids: Sequence[str]) -> List[str]:
        """Returns addresses of computers with one of these ids, at most MAX_KNOWN_SERVERS."""
        found: List[str] = []
        for (source, name), (host, port) in self._at.items():
            if self._ids.get((source, name)) in ids and port:
                addresses = [source, *sorted(self._addresses.get((source, host), ()))]
                found += ["http://%s:%d" % (address, port) for address in addresses]
        return list(dict.fromkeys(found))[:MAX_KNOWN_SERVERS]


def mdns_records(packet: bytes) -> Iterator[Tuple[bytes, int, int, int]]:
    """Yields the records of an answer: name, type, first byte of the data and the one after the
    last. Raises IndexError, ValueError or struct.error if the packet is damaged.
    """
    _, flags, questions, *counts = struct.unpack_from("!6H", packet)
    at = 12
    if not flags & 0x8000:
        return
    for _ in range(min(questions, MAX_MDNS_FACTS)):
        at = mdns_name(packet, at)[1] + 4
    for _ in range(min(sum(counts), MAX_MDNS_FACTS)):
        name, at = mdns_name(packet, at)
        kind, _, _, length = struct.unpack_from("!HHIH", packet, at)
        at += 10
        if at + length > len(packet):
            raise ValueError("cut short")
        yield name, kind, at, at + length
        at += length


def mdns_name(packet: bytes, at: int) -> Tuple[bytes, int]:
    """Returns the name at this byte, in lower case and without pointers, and the byte after it.
    Raises IndexError or ValueError if there is no name.
    """
    name, end = b"", 0
    for _ in range(128):  # pointers may form a circle
        length = packet[at]
        if length >= 0xC0:
            end = end or at + 2
            at = (length & 0x3F) << 8 | packet[at + 1]
        elif length and len(name) < 255:
            name += packet[at : at + 1 + length]
            at += 1 + length
        elif length:
            break
        else:
            return (name + b"\0").lower(), end or at + 1
    raise ValueError("not a name")


def text_pairs(data: bytes) -> Dict[str, str]:
    """Returns the pairs key=value in the data of a TXT record."""
    pairs, at = {}, 0
    while at < len(data):
        text = data[at + 1 : at + 1 + data[at]].decode("utf-8", "replace")
        key, _, value = text.partition("=")
        pairs[key] = value
        at += 1 + data[at]
    return pairs
