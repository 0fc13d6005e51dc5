"""Reaches the teacher's computer: tries the addresses, looks for it, asks it.

The way, each step only if those before it failed: the address that worked last, and those of the
first cell; a question by multicast DNS; a try at each neighbour, once in a while, if the first cell
carries the client and npt_config['probe'] is not False.

Promises that a record never goes to another teacher's computer if the first cell gave an id, nor to
one that only says it has that id if the cell gave a key; and that no proxy sees it.
"""

import http.client
import socket
import time
import urllib.parse
import uuid
from typing import Any, Callable, Dict, Iterator, List, Optional, Sequence, Tuple, Union

from .browser_network import BrowserNetwork
from .browser import threadless
from .errand import NOTHING, Wanted, Errand, Pause, Result
from .errors import Unreachable
from .known_servers import KnownServers
from .limits import (
    ALIVE_CHECK_SECONDS,
    CONNECT_SECONDS,
    IDLE_CONNECTION_SECONDS,
    MAX_ANSWER,
    MAX_NAME,
    MAX_SAID,
    SLOW_NETWORK,
    WHO_SECONDS,
)
from .mdns import servers_announced
from .output import Output
from .plain import one_line
from .records import Answer, Record
from .relay import needs_relay
from .transport import answer_by, by_address, connect, is_readable
from .wire import Reply, Request, Target, Who, seconds_of, unreached, who_is_there


class Network:
    """One connection to the teacher's computer, at the address that answers first."""

    def __init__(self, known_servers: KnownServers) -> None:
        self._known_servers = known_servers
        self._winner = ""
        self._connection: Optional[http.client.HTTPConnection] = None
        self._who: Optional[Who] = None  # who is at the other end of it
        self._used_at = 0.0
        self.asked = False  # whether anybody took the last request, answered or not

    @property
    def server(self) -> str:
        """The address that answered last, or ''."""
        return self._winner

    def for_child(self) -> "Network":
        """Returns one for a child process: nothing is open, no lock is held."""
        return Network(self._known_servers.for_child())

    def run(self, errand: Errand[Result], wait: Callable[[float], Any] = time.sleep) -> Result:
        """Runs an errand in this thread, and returns its result. Raises what the errand raises."""
        try:
            asked = next(errand)
            while True:
                asked = self._step(errand, asked, wait)
        except StopIteration as end:
            result: Result = end.value
            return result

    def _step(self, errand: Errand[Result], asked: Wanted, wait: Callable[[float], Any]) -> Wanted:
        """Does what an errand asked for, and returns what it asks for next."""
        if isinstance(asked, Pause):
            wait(asked.seconds)
            return errand.send(NOTHING)
        try:
            replied = self.ask(*asked)
        except Exception as reason:
            return errand.throw(reason)
        return errand.send(replied)

    def ask(self, target: Target, request: Request) -> Tuple[Reply, Dict[str, Any]]:
        """Returns the reply of the first computer that is meant, and its JSON.

        Raises Unreachable if none answers; Replaced if a computer with the teacher's name and
        another id is at an address of the first cell.
        """
        self.asked = False
        rejected: Dict[str, Who] = {}
        for servers in self._candidates(target):
            left = sorted(servers, key=lambda server: server != self._winner)
            while left:
                try:
                    server, reply = self._exchange(left, target, request, rejected)
                except OSError:
                    break
                read = reply.read() if reply is not None else None
                if reply is not None and read is not None:
                    self._winner = server
                    return reply, read
                left.remove(server)  # silent, or another computer's address now
        self._winner = ""
        raise unreached(target, rejected)

    def _candidates(self, target: Target) -> Iterator[List[str]]:
        """Yields the addresses to try, step by step."""
        yield list(dict.fromkeys(self._known_servers.last(target) + list(target.servers)))
        if target.search:
            yield from servers_announced(target.ids)
        if target.search and target.probe:
            yield self._known_servers.probe_if_due(target)

    def _exchange(
        self,
        servers: Sequence[str],
        target: Target,
        request: Request,
        rejected: Dict[str, Who],
    ) -> Tuple[str, Optional[Reply]]:
        """Returns the address that was asked, and the reply or None. Raises OSError if no address
        takes a connection.
        """
        if self._winner == servers[0] and self._is_fit_for(target):
            reply = self._try(servers[0], request)
            if reply is not None:
                return servers[0], reply
        self.close()
        server, self._connection = connect(servers, CONNECT_SECONDS)
        if not self._is_target(server, target):
            if self._who is not None:
                rejected[server] = self._who
            self.close()
            return server, None
        return server, self._try(server, request)

    def _is_fit_for(self, target: Target) -> bool:
        """Tells whether the open connection leads to the target and is young enough to be alive."""
        young = time.monotonic() - self._used_at <= IDLE_CONNECTION_SECONDS
        known = not target.ids or target.recognises(self._who)
        return self._connection is not None and young and known

    def _is_target(self, server: str, target: Target) -> bool:
        """Asks whose computer took the connection. Tells whether it is the target; remembers where
        it is if so.
        """
        if not target.ids or self._connection is None:
            return True
        self._who = who_is_there(self._connection.sock, WHO_SECONDS)
        if self._who is None or not target.accepts(self._who, server in target.servers):
            return False
        self._known_servers.remember(self._who.id, by_address(server, self._connection.sock))
        return True

    def _try(self, server: str, request: Request) -> Optional[Reply]:
        """Returns the reply on the open connection; None if it is broken or silent."""
        connection = self._connection
        if connection is None or connection.sock is None:
            return None
        path = urllib.parse.urlsplit(server).path + request.path
        try:
            deadline = time.monotonic() + request.seconds
            connection.sock.settimeout(request.seconds)
            self.asked = True
            connection.request(request.method, path, request.body or None, request.headers)
            if not self._is_worth_waiting(connection.sock, request):
                raise OSError("nobody is there any more")
            answer = answer_by(connection, deadline)
            reply = Reply(answer.status, answer.headers, answer.read(MAX_ANSWER))
        except (OSError, http.client.HTTPException):
            self.close()
            return None
        self._used_at = time.monotonic()
        if not answer.isclosed():  # more than MAX_ANSWER, so it is not NPT's
            self.close()
        return reply

    def _is_worth_waiting(self, connected: socket.socket, request: Request) -> bool:
        """Tells whether an answer has begun, or the computer is only slow. Finds a computer that has
        left the network long before the time to answer is up.
        """
        if self._who is None or request.long or is_readable(connected, ALIVE_CHECK_SECONDS):
            return True
        with socket.socket(connected.family, socket.SOCK_STREAM) as second:
            second.settimeout(WHO_SECONDS)
            second.connect(connected.getpeername())
            return who_is_there(second, WHO_SECONDS) is not None

    def take_connection(self) -> Optional[http.client.HTTPConnection]:
        """Returns the open connection to the computer that answered last, for a file that is longer than a
        reply; None if there is none. It is the caller's then.
        """
        taken, self._connection = self._connection, None
        self._who = None
        return taken

    def close(self) -> None:
        """Closes the connection, if one is open. A later request opens another."""
        if self._connection is not None:
            self._connection.close()
        self._connection, self._who = None, None


# What sends and asks: by sockets, or by the browser.
AnyNetwork = Union[Network, BrowserNetwork]


def reach(known_servers: KnownServers, target: Target) -> str:
    """Returns the server at which the target answers, and remembers it; '' if there is none."""
    network = Network(known_servers)
    try:
        network.ask(target, Request("GET", "/who", WHO_SECONDS))
    except Unreachable:
        return ""
    finally:
        network.close()
    return network.server


def offer_relay(output: Output, servers: Sequence[str], when_ready: Callable[[], None]) -> None:
    """Shows a way out where the page that the notebook is in may not ask these addresses."""
    if threadless() and needs_relay(servers):
        BrowserNetwork.relay.offer(output, servers, when_ready)


def network_of(known_servers: KnownServers) -> AnyNetwork:
    """Returns a network for where this runs."""
    return BrowserNetwork(known_servers) if threadless() else Network(known_servers)


def carry_out(
    network: AnyNetwork, errand: Errand[Any], wait: Callable[[float], Any] = time.sleep
) -> None:
    """Runs an errand to its end; in a browser as far as it gets now, and the rest later."""
    if isinstance(network, BrowserNetwork):
        network.start(errand)
    else:
        network.run(errand, wait)


def deliver(target: Target, record: Record, seconds: float) -> Errand[Answer]:
    """Sends one record and returns the answer. Raises Unreachable if there is none."""
    body, kind = form_of(record)
    seconds += record.size / SLOW_NETWORK  # a picture takes its time
    path = "/help" if record.asks_for_help else "/add-record"
    if (
        record.ends_help
    ):  # where an app of an earlier version has nothing, which would take it for a request
        path = "/help/done"
    reply, read = yield target, Request("POST", path, seconds, body, kind)
    return answer_of(reply, read)


def answer_of(reply: Reply, read: Dict[str, Any]) -> Answer:
    """Returns what a reply says, with its message in one line of at most MAX_SAID characters."""
    return Answer(
        reply.status,
        str(read.get("code") or ""),
        one_line(str(read.get("message") or read.get("status") or reply.status), MAX_SAID),
        tuple(message for message in read.get("messages") or () if isinstance(message, dict)),
        seconds_of(reply.headers.get("Retry-After")),
        str(read.get("shown") or ""),
        str(read.get("receipt") or ""),
        count_of(read.get("attempts")),
        str(read.get("language") or "")[:MAX_NAME],
    )


def count_of(read: Any) -> int:
    """Returns a count of a reply; 0 if it is none."""
    return read if isinstance(read, int) and 0 < read < 10**9 else 0


def form_of(record: Record) -> Tuple[bytes, str]:
    """Returns the body of the request and its Content-Type."""
    fields = record.form()
    if fields["type"] != "image":
        return (
            urllib.parse.urlencode(fields).encode("ascii"),
            "application/x-www-form-urlencoded",
        )
    boundary = uuid.uuid4().hex
    head = '--%s\r\nContent-Disposition: form-data; name="%s"'
    parts = [
        (head + "\r\n\r\n%s\r\n") % (boundary, name, value)
        for name, value in fields.items()
        if name != "data"
    ]
    kind = "Content-Type: application/octet-stream"
    parts.append((head + '; filename="picture"\r\n%s\r\n\r\n') % (boundary, "file", kind))
    tail = "\r\n--%s--\r\n" % boundary
    body = "".join(parts).encode("utf-8") + record.file + tail.encode("ascii")
    return body, "multipart/form-data; boundary=" + boundary
