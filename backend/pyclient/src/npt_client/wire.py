"""What goes over the wire: requests, replies, who answers, and whose computer is meant.

Anybody may answer anything. Promises to take an answer for NPT's only if it looks like one.
"""

import json
import re
import socket
import time
import unicodedata
from typing import Any, Dict, NamedTuple, Optional, Tuple

from .limits import LONGEST_RETRY_AFTER, MAX_WHO


class Who(NamedTuple):
    """What a teacher's computer says of itself."""

    id: str
    owners: Tuple[str, ...]

    def knows(self, owner: str) -> bool:
        """Tells whether it has sessions of this owner, or of one who is written in other letters."""
        return folded(owner) in map(folded, self.owners)


def folded(name: str) -> str:
    """Returns a name without case and accents, as the teacher's computer finds names."""
    parts = unicodedata.normalize("NFD", name)
    return "".join(part for part in parts if not unicodedata.combining(part)).casefold()


def who_is_there(connected: socket.socket, seconds: float) -> Optional[Who]:
    """Asks by an open connection whose computer this is, and leaves the connection open.

    Returns None if it is not NPT, or does not answer within so many seconds and MAX_WHO bytes.
    """
    deadline, answer = time.monotonic() + seconds, b""
    try:
        host = "%s:%d" % connected.getpeername()[:2]
        connected.settimeout(seconds)
        connected.sendall(b"GET /who HTTP/1.1\r\nHost: %s\r\n\r\n" % host.encode("ascii"))
        while len(answer) < MAX_WHO and time.monotonic() < deadline:
            connected.settimeout(max(0.01, deadline - time.monotonic()))
            piece = connected.recv(MAX_WHO)
            answer += piece
            head, whole, body = answer.partition(b"\r\n\r\n")
            length = re.search(
                rb"\r\nContent-Length: *([0-9]{1,5})\s", head + b"\r\n", re.IGNORECASE
            )
            if whole and length and len(body) >= int(length[1]):
                return who_says(head, body)
            if not piece or whole and not length:
                break
    except (OSError, ValueError, RecursionError):
        pass
    return None


def who_says(head: bytes, body: bytes) -> Optional[Who]:
    """Returns what an answer to GET /who says; None, or raises ValueError, if it is not NPT's."""
    read = json.loads(body.decode("utf-8"))
    if not re.match(rb"HTTP/1\.[01] 200 ", head) or not isinstance(read, dict):
        return None
    owners = read.get("owners")
    if read.get("app") != "npt" or not isinstance(owners, list):
        return None
    return Who(str(read.get("id") or ""), tuple(str(owner) for owner in owners))


class Request(NamedTuple):
    """One HTTP request."""

    method: str
    path: str
    seconds: float  # to wait for the answer
    body: bytes = b""
    kind: str = ""  # the Content-Type
    long: bool = False  # whether the answer may take long: a long poll

    @property
    def headers(self) -> Dict[str, str]:
        """The headers that NPT needs."""
        return {"Accept": "application/json", **({"Content-Type": self.kind} if self.kind else {})}


class Reply(NamedTuple):
    """One HTTP answer."""

    status: int
    headers: Any
    body: bytes

    def read(self) -> Optional[Dict[str, Any]]:
        """Returns the JSON of an NPT server; None if the answer is something else's."""
        try:
            read = json.loads(self.body.decode("utf-8"))
        except (ValueError, RecursionError):
            return None
        known = isinstance(read, dict) and ("status" in read or "messages" in read)
        return read if known else None


class Target(NamedTuple):
    """Whose computer a request is for, and where it may be."""

    servers: Tuple[str, ...]  # from the first cell
    owner: str = ""
    ids: Tuple[str, ...] = ()  # it has one of them; empty if no first cell has given one
    search: bool = False  # whether to look for it elsewhere, which needs an id to recognise it
    probe: bool = False  # whether neighbours may be tried one by one

    def accepts(self, who: Optional[Who], given: bool) -> bool:
        """Tells whether the computer that answers is meant. At an address that a first cell gave,
        the id is enough: if the owner is not known there, its answer says so.
        """
        if who is None:
            return not self.ids and given
        return who.id in self.ids and (given or who.knows(self.owner))


def seconds_of(retry_after: Optional[str]) -> float:
    """Returns the seconds of a Retry-After, at most LONGEST_RETRY_AFTER; 0.0 if there is none."""
    try:
        return min(max(float(retry_after or 0), 0.0), LONGEST_RETRY_AFTER)
    except ValueError:  # a date, which NPT never sends
        return 0.0
