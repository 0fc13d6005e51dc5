"""Connections: to the first of several addresses that takes one, with sockets and threads.

Promises that an address that does not answer, or a name that takes long to look up, does not hold up
the others.
"""

import collections
import http.client
import io
import ipaddress
import re
import selectors
import socket
import sys
import threading
import time
import urllib.parse
from typing import Any, Deque, List, Optional, Sequence, Set, Tuple

from .limits import ANSWER_SECONDS, KEEPALIVE, STAGGER, UNACKED_SECONDS
from .mdns import resolve_local_name


def connect(servers: Sequence[str], seconds: float) -> Tuple[str, http.client.HTTPConnection]:
    """Returns a connection to the first server that takes one, and that server. Raises OSError if
    none does in time.

    Names are looked up meanwhile, in other threads, as that may block for long.
    """
    numbers = [server for server in servers if re.fullmatch(r"[0-9.]+|.*:.*", host_of(server))]
    lookup = Lookup([server for server in servers if server not in numbers])
    endpoints = [(server, endpoint) for server in numbers for endpoint in endpoints_of(server)]
    found = race(endpoints, lookup, seconds)
    if found:
        return found[0], http_connection(*found)
    raise OSError("no address takes a connection")


class Lookup:
    """Looks up names at the same time, each in a thread of its own."""

    _busy: Set[str] = set()  # the servers whose look-up has not ended

    def __init__(self, servers: Sequence[str]) -> None:
        self._found: Deque[Tuple[str, List[Tuple[Any, ...]]]] = collections.deque()
        self._pending = 0
        for server in servers:
            if server in self._busy:
                continue
            self._pending += 1
            self._busy.add(server)
            try:
                threading.Thread(target=self._look_up, args=(server,), daemon=True).start()
            except RuntimeError:  # no more threads
                self._look_up(server)

    def _look_up(self, server: str) -> None:
        try:
            self._found.append((server, endpoints_of(server)))
        finally:
            self._busy.discard(server)

    def ready(self) -> List[Tuple[str, Tuple[Any, ...]]]:
        """Returns the servers and endpoints found since the last call."""
        endpoints = []
        while self._found:
            server, found = self._found.popleft()
            self._pending -= 1
            endpoints += [(server, endpoint) for endpoint in found]
        return endpoints

    @property
    def pending(self) -> bool:
        """Whether a look-up has not ended."""
        return self._pending > 0


def host_of(server: str) -> str:
    """Returns the host of a server like http://host:port; '' if it has none."""
    return urllib.parse.urlsplit(server).hostname or ""


def endpoints_of(server: str) -> List[Tuple[Any, ...]]:
    """Returns the endpoints of a server, as socket.getaddrinfo does; [] if there are none."""
    parts = urllib.parse.urlsplit(server)
    try:
        host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
        # A system without multicast DNS asks elsewhere for a .local name, and waits long.
        hosts = resolve_local_name(host) if host.endswith(".local") else []
        return [
            endpoint
            for name in hosts or [host]
            for endpoint in socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)
        ]
    except (OSError, ValueError):
        return []


def race(
    endpoints: Sequence[Tuple[str, Tuple[Any, ...]]], lookup: Lookup, seconds: float
) -> Optional[Tuple[str, socket.socket]]:
    """Returns the server and socket of the endpoint that connects first (RFC 8305); None if none does
    in time.

    An endpoint is tried STAGGER seconds after the one before, or at once if all before it failed.
    """
    waiting, deadline, next_start = collections.deque(endpoints), time.monotonic() + seconds, 0.0
    with selectors.DefaultSelector() as selector:
        try:
            while time.monotonic() < deadline:
                waiting.extend(lookup.ready())
                if waiting and (time.monotonic() >= next_start or not selector.get_map()):
                    start_connecting(selector, *waiting.popleft())
                    next_start = time.monotonic() + STAGGER
                    continue
                until = min(deadline, next_start) if waiting else deadline
                if lookup.pending:
                    until = min(until, time.monotonic() + 0.02)
                if not selector.get_map():
                    if not lookup.pending and not waiting:
                        break
                    time.sleep(0.01)
                    continue
                for key, _ in selector.select(max(0.0, until - time.monotonic())):
                    if is_connected(selector.unregister(key.fileobj).fileobj):
                        return key.data, key.fileobj  # type: ignore[return-value]
            return None
        finally:
            for key in list(selector.get_map().values()):
                key.fileobj.close()  # type: ignore[union-attr]


def is_connected(candidate: Any) -> bool:
    """Tells whether an attempt has succeeded; closes the socket if it has failed."""
    if candidate.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR) == 0:
        return True
    candidate.close()
    return False


def start_connecting(
    selector: selectors.BaseSelector, server: str, endpoint: Tuple[Any, ...]
) -> None:
    """Starts to connect to an endpoint, if that can be done at all."""
    family, kind, protocol, _, address = endpoint
    try:
        candidate = socket.socket(family, kind, protocol)
    except OSError:  # no IPv6 here
        return
    candidate.setblocking(False)
    try:
        candidate.connect(address)
    except BlockingIOError:
        pass
    except OSError:  # no network at all
        candidate.close()
        return
    selector.register(candidate, selectors.EVENT_WRITE, server)


def http_connection(server: str, connected: socket.socket) -> http.client.HTTPConnection:
    """Returns an HTTP connection on a connected socket, encrypted for https."""
    parts = urllib.parse.urlsplit(server)
    connected.settimeout(ANSWER_SECONDS)
    connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    enable_keepalive(connected)
    if parts.scheme == "https":
        import ssl

        connected = ssl.create_default_context().wrap_socket(
            connected, server_hostname=parts.hostname
        )
    connection = http.client.HTTPConnection(
        parts.hostname or "", parts.port, timeout=ANSWER_SECONDS
    )
    connection.sock = connected
    return connection


class Arriving(io.RawIOBase):
    """What arrives on a socket until a moment, however slowly; then reading raises socket.timeout."""

    def __init__(self, connected: socket.socket, deadline: float) -> None:
        self._connected = connected
        self._deadline = deadline
        self._arriving = connected.makefile("rb", buffering=0)

    def readable(self) -> bool:
        """Returns True."""
        return True

    def readinto(self, buffer: Any) -> Optional[int]:
        """Reads what has arrived into the buffer and returns how many bytes; 0 at the end."""
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise socket.timeout("the answer takes too long")
        self._connected.settimeout(left)
        return self._arriving.readinto(buffer)

    def close(self) -> None:
        """Ends the reading; the connection stays open."""
        self._arriving.close()
        super().close()


def answer_by(connection: http.client.HTTPConnection, deadline: float) -> http.client.HTTPResponse:
    """Returns the answer on a connection. Reading it, its head here and its body later, raises
    socket.timeout at the deadline, however slowly it arrives.
    """

    def made(connected: socket.socket, *args: Any, **more: Any) -> http.client.HTTPResponse:
        answer = http.client.HTTPResponse(connected, *args, **more)
        answer.fp.close()  # nothing has been read by it
        answer.fp = io.BufferedReader(Arriving(connected, deadline))
        return answer

    connection.response_class = made  # type: ignore[assignment]
    return connection.getresponse()


def enable_keepalive(connected: socket.socket) -> None:
    """Has the system break the connection if the other computer has left the network."""
    names = ("TCP_KEEPIDLE", "TCP_KEEPINTVL", "TCP_KEEPCNT")
    options = [("TCP_KEEPALIVE", KEEPALIVE[0])] if sys.platform == "darwin" else []
    options += list(zip(names, KEEPALIVE)) + [("TCP_USER_TIMEOUT", UNACKED_SECONDS * 1000)]
    try:
        connected.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        for name, value in options:
            if hasattr(socket, name):
                connected.setsockopt(socket.IPPROTO_TCP, getattr(socket, name), value)
    except OSError:  # a system that knows the name but not the option
        pass


def is_readable(connected: socket.socket, seconds: float) -> bool:
    """Tells whether something arrives, or the connection ends, within so many seconds."""
    with selectors.DefaultSelector() as selector:
        selector.register(connected, selectors.EVENT_READ)
        return bool(selector.select(seconds))


def by_address(server: str, connected: socket.socket) -> str:
    """Returns a server with the connected IPv4 address in place of its name, which may be unknown
    later; server itself for https, a path or IPv6.
    """
    parts, peer = urllib.parse.urlsplit(server), connected.getpeername()
    if parts.scheme != "http" or parts.path.strip("/") or ":" in peer[0]:
        return server
    return "http://%s:%d" % peer[:2]


def parse_server(text: str, port: int) -> str:
    """Returns the server of an address that a student wrote, like 192.168.1.20 or
    192.168.1.20:6780, with this port if it has none; '' if it is no address.
    """
    text = re.sub("^https?://", "", text.strip(), flags=re.IGNORECASE).partition("/")[0]
    host, _, written = text.partition(":")
    if written and not (re.fullmatch("[0-9]{1,5}", written) and 0 < int(written) < 65536):
        return ""
    if re.fullmatch("[0-9.]+", host):
        try:
            host = str(ipaddress.IPv4Address(host))
        except ValueError:
            return ""
    elif not re.fullmatch(r"([A-Za-z0-9-]{1,63}\.)+[A-Za-z][A-Za-z0-9-]*", host):
        return ""
    return "http://%s:%s" % (host, written or port)
