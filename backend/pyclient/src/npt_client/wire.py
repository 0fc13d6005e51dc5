"""What goes over the wire: requests, replies, who answers, and whose computer is meant.

Anybody may answer anything. Promises to take an answer for NPT's only if it looks like one.
"""

import json
import re
import socket
import time
import unicodedata
from typing import Any, Dict, NamedTuple, Optional, Tuple

from .errors import Replaced, Unreachable
from .limits import LONGEST_RETRY_AFTER, MAX_WHO
from .proof import new_challenge, proven_key


class Who(NamedTuple):
    """What a teacher's computer says of itself."""

    id: str
    owners: Tuple[str, ...]
    key: str = ""  # the SHA-256 of the key that it proved to have; '' if it proved none

    def knows(self, owner: str) -> bool:
        """Tells whether it has sessions of this owner, or of one who is written in other letters."""
        return folded(owner) in map(folded, self.owners)


def folded(name: str) -> str:
    """Returns a name without case and accents, as the teacher's computer finds names."""
    parts = unicodedata.normalize("NFD", name)
    return "".join(part for part in parts if not unicodedata.combining(part)).casefold()


def who_is_there(connected: socket.socket, seconds: float) -> Optional[Who]:
    """Asks by an open connection whose computer this is, and has it prove that. Leaves the
    connection open.

    Returns None if it is not NPT, or does not answer within so many seconds and MAX_WHO bytes.
    """
    deadline, answer, challenge = time.monotonic() + seconds, b"", new_challenge()
    try:
        host = "%s:%d" % connected.getpeername()[:2]
        connected.settimeout(seconds)
        asked = "GET /who?challenge=%s HTTP/1.1\r\nHost: %s\r\n\r\n" % (challenge, host)
        connected.sendall(asked.encode("ascii"))
        while len(answer) < MAX_WHO and time.monotonic() < deadline:
            connected.settimeout(max(0.01, deadline - time.monotonic()))
            piece = connected.recv(MAX_WHO)
            answer += piece
            head, whole, body = answer.partition(b"\r\n\r\n")
            length = re.search(
                rb"\r\nContent-Length: *([0-9]{1,5})\s", head + b"\r\n", re.IGNORECASE
            )
            if whole and length and len(body) >= int(length[1]):
                return who_says(head, body, challenge)
            if not piece or whole and not length:
                break
    except (OSError, ValueError, RecursionError):
        pass
    return None


def who_says(head: bytes, body: bytes, challenge: str = "") -> Optional[Who]:
    """Returns what an answer to GET /who says; None, or raises ValueError, if it is not NPT's."""
    return who_reads(body, challenge) if re.match(rb"HTTP/1\.[01] 200 ", head) else None


def who_reads(body: bytes, challenge: str) -> Optional[Who]:
    """Returns what the body of that answer says; None, or raises ValueError, if it is not NPT's."""
    read = json.loads(body.decode("utf-8"))
    if not isinstance(read, dict):
        return None
    owners = read.get("owners")
    if read.get("app") != "npt" or not isinstance(owners, list):
        return None
    id = str(read.get("id") or "")
    signed = "npt who %s %s" % (id, challenge)
    key = proven_key(read["key"], read.get("proof"), signed) if read.get("key") else ""
    return Who(id, tuple(str(owner) for owner in owners), key)


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
        if not isinstance(read, dict):
            return None
        if not isinstance(read.get("messages", []), list):
            read["messages"] = []
        known = read.get("status") in ("success", "error") or "messages" in read
        return read if known else None


class Target(NamedTuple):
    """Whose computer a request is for, and where it may be."""

    servers: Tuple[str, ...]  # from the first cell
    owner: str = ""
    ids: Tuple[str, ...] = ()  # it has one of them; empty if no first cell has given one
    search: bool = False  # whether to look for it elsewhere, which needs an id to recognise it
    probe: bool = False  # whether neighbours may be tried one by one
    keys: Tuple[Tuple[str, str], ...] = ()  # ids whose first cell gave the hash of a key, and that

    def recognises(self, who: Optional[Who]) -> bool:
        """Tells whether a computer has one of the ids, and the key of that id if there is one."""
        if who is None or who.id not in self.ids:
            return False
        key = dict(self.keys).get(who.id)
        return key is None or key == who.key

    def accepts(self, who: Optional[Who], given: bool) -> bool:
        """Tells whether the computer that answers is meant. At an address that a first cell gave,
        the id is enough: if the owner is not known there, its answer says so.
        """
        if who is None:
            return not self.ids and given
        return self.recognises(who) and (given or who.knows(self.owner))


def unreached(target: Target, rejected: Dict[str, Who]) -> Unreachable:
    """Returns why a target was not reached; rejected are the other computers that answered."""
    others = "".join("; %s is another teacher's computer" % server for server in rejected)
    reason = "no answer from " + ", ".join(target.servers) + others
    # It may be the teacher's new computer or a namesake's: only a first cell can tell.
    if any(
        server in target.servers and who.knows(target.owner) for server, who in rejected.items()
    ):
        return Replaced(reason + ", or a new one of %s's" % target.owner)
    return Unreachable(reason)


def seconds_of(retry_after: Optional[str]) -> float:
    """Returns the seconds of a Retry-After, at most LONGEST_RETRY_AFTER; 0.0 if there is none."""
    try:
        seconds = float(retry_after or 0)
    except ValueError:  # a date, which NPT never sends
        return 0.0
    return min(seconds, LONGEST_RETRY_AFTER) if seconds > 0 else 0.0  # NaN is not above 0
