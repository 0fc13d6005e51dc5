"""Reaches the teacher's computer from a browser, which sends the requests: nothing else can be asked
there, neither multicast DNS nor the neighbours.

Promises what Network does: that a record never goes to another teacher's computer if the first cell
gave an id, nor to one that only says it has that id if the cell gave a key. All addresses are asked at
the same time who is there, as each may take long to fail.
"""

import time
from typing import Any, ClassVar, Dict, List, Optional, Tuple

from .browser import begin, ffi, page, sleep
from .errand import NOTHING, Wanted, Errand, Pause, Replied, Result
from .known_servers import KnownServers
from .limits import MAX_ANSWER, PROVEN_SECONDS, WHO_SECONDS
from .proof import new_challenge
from .relay import Relay
from .wire import Reply, Request, Target, Who, unreached, who_reads


class BrowserNetwork:
    """The requests of one errand or several, to the address that answers first."""

    relay: ClassVar[Relay] = Relay()
    # Who was where, and when it was asked: of all errands, as there is no connection to trust.
    _proven: ClassVar[Dict[str, Tuple[Who, float]]] = {}

    def __init__(self, known_servers: KnownServers) -> None:
        self._known_servers = known_servers
        self._winner = ""
        self.asked = True  # whether anybody took the last request: a browser does not tell

    @property
    def server(self) -> str:
        """The address that answered last, or ''."""
        return self._winner

    def for_child(self) -> "BrowserNetwork":
        """Returns one for a child process, which a browser has not."""
        return BrowserNetwork(self._known_servers)

    def close(self) -> None:
        """Does nothing: no connection is kept."""

    def start(self, errand: Errand[Any]) -> None:
        """Runs an errand as far as it gets now; the rest as replies come."""
        begin(self._carry(errand))

    def prove(self, target: Target) -> None:
        """Asks who is at the addresses of a target, so that a later request need not wait for that."""
        begin(self._prove(target))

    async def _prove(self, target: Target) -> None:
        await self._find(list(target.servers), target, {})

    async def _carry(self, errand: Errand[Result]) -> Result:
        try:
            asked = next(errand)
            while True:
                asked = await self._step(errand, asked)
        except StopIteration as end:
            result: Result = end.value
            return result

    async def _step(self, errand: Errand[Result], asked: Wanted) -> Wanted:
        """Does what an errand asked for, and returns what it asks for next."""
        if isinstance(asked, Pause):
            await sleep(asked.seconds)
            return errand.send(NOTHING)
        try:
            replied = await self.ask(*asked)
        except Exception as reason:
            return errand.throw(reason)
        return errand.send(replied)

    async def ask(self, target: Target, request: Request) -> Replied:
        """Returns the reply of the first computer that is meant, and its JSON.

        Raises Unreachable if none answers; Replaced if a computer with the teacher's name and
        another id is at an address of the first cell.
        """
        rejected: Dict[str, Who] = {}
        candidates = list(dict.fromkeys(self._known_servers.last(target) + list(target.servers)))
        candidates.sort(key=lambda server: server != self._winner)
        if target.ids:
            proven = [one for one in candidates if self._is_proven(one, target)]
            candidates = proven[:1] or await self._find(candidates, target, rejected)
        for server in candidates:
            reply = await self._fetch(server, request)
            read = reply.read() if reply is not None else None
            if reply is not None and read is not None:
                self._winner = server
                return reply, read
            self._proven.pop(server, None)  # it may be another computer's address now
        self._winner = ""
        raise unreached(target, rejected)

    async def _fetch(self, server: str, request: Request) -> Optional[Reply]:
        if self.relay.carries(server):
            return await self.relay.ask(request)
        return await fetch(server, request)

    async def _who_is_at(self, server: str) -> Optional[Who]:
        """Asks whose computer is at an address, and has it prove that. Returns None if it is not NPT."""
        challenge = new_challenge()
        asked = Request("GET", "/who?challenge=" + challenge, WHO_SECONDS)
        reply = await self._fetch(server, asked)
        try:
            return who_reads(reply.body, challenge) if reply and reply.status == 200 else None
        except (ValueError, RecursionError):
            return None

    def _is_proven(self, server: str, target: Target) -> bool:
        """Tells whether the target was at an address a short time ago."""
        who, when = self._proven.get(server, (None, 0.0))
        young = time.monotonic() - when <= PROVEN_SECONDS
        return young and target.recognises(who) and target.accepts(who, server in target.servers)

    async def _find(
        self, servers: List[str], target: Target, rejected: Dict[str, Who]
    ) -> List[str]:
        """Asks all addresses at the same time who is there. Returns the first one at which the target
        is; [] if it is at none.
        """
        left, found = set(servers), []  # type: Any, List[str]

        async def ask(server: str) -> None:
            who = await self._who_is_at(server)
            if who is not None and target.accepts(who, server in target.servers):
                self._proven[server] = who, time.monotonic()
                self._known_servers.remember(who.id, server)
                found.append(server)
            elif who is not None:
                rejected[server] = who
            left.discard(server)

        for server in servers:
            begin(ask(server))
        while left and not found:
            await sleep(0.005)
        return found[:1]


async def fetch(server: str, request: Request) -> Optional[Reply]:
    """Returns the reply to a request that the browser sends; None if there is none."""
    js, to_js = page(), ffi().to_js
    options = {
        "method": request.method,
        "headers": request.headers,
        "signal": js.AbortSignal.timeout(int(request.seconds * 1000)),
        "cache": "no-store",
        "redirect": "error",
    }
    if request.body:
        options["body"] = to_js(request.body)
    asked = to_js(options, dict_converter=js.Object.fromEntries)
    try:
        answer = await js.fetch(server + request.path, asked)
        body = (await answer.arrayBuffer()).to_bytes()[:MAX_ANSWER]
    except Exception:  # no network, too late, or a page that the browser lets ask nobody
        return None
    return Reply(answer.status, {"Retry-After": answer.headers.get("Retry-After")}, body)
