"""Asks the teacher's computer what it would say to a record, without sending one.

Promises that nothing is stored there for it, whatever its version.
"""

import math
import threading
import time
import urllib.parse
from typing import Callable, Optional

from .browser import threadless, wait_until
from .errand import Errand
from .errors import Unreachable
from .known_servers import KnownServers
from .limits import PREFLIGHT_SECONDS, WHO_SECONDS
from .network import AnyNetwork, answer_of, carry_out, network_of
from .records import Answer, Settings
from .wire import Request, Target
from .words import NO_OBJECTION


class Preflight:
    """One such question, from a thread of its own. What is known by now stands in its attributes."""

    def __init__(self, known_servers: KnownServers, target: Target, settings: Settings) -> None:
        self.server = ""  # which is the teacher's; '' until it has answered
        self.answer: Optional[Answer] = None
        self.milliseconds = 0  # that it took
        self.trouble: Optional[Unreachable] = None
        self._known_servers = known_servers
        self._target = target._replace(probe=False)  # that is for records only
        self._settings = settings
        self._done = threading.Event()
        self._then: Callable[[], None] = lambda: None
        try:
            if threadless():
                raise RuntimeError
            threading.Thread(target=self._ask, name="npt-preflight", daemon=True).start()
        except RuntimeError:  # no more threads, or none at all
            self._ask()

    def then(self, function: Callable[[], None]) -> None:
        """Calls a function at the end: now, if that has come."""
        self._then = function
        if self._done.is_set():
            function()

    def wait(self, seconds: float) -> bool:
        """Waits for the end, at most so many seconds. Tells whether it has come. Some browsers let no
        cell wait.
        """
        return wait_until(self._done.is_set, seconds) if threadless() else self._done.wait(seconds)

    def _ask(self) -> None:
        network = network_of(self._known_servers)
        carry_out(network, self._questions(network))

    def _questions(self, network: AnyNetwork) -> Errand[None]:
        started = time.monotonic()
        try:
            yield self._target, Request("GET", "/who", WHO_SECONDS)
            self.server = network.server
            self.answer = yield from self._inquire()
            self.milliseconds = math.ceil((time.monotonic() - started) * 1000)
        except Unreachable as reason:
            self.trouble = reason
        except Exception as mistake:  # such as an answer of another shape
            self.trouble = Unreachable(repr(mistake))
        finally:
            network.close()
            self._done.set()
            self._then()

    def _inquire(self) -> Errand[Answer]:
        """Asks the computer that was found. An earlier version of the app answers at once if it
        would not take a record, and else waits for a message.
        """
        settings = self._settings
        query = {**settings.sender_fields(), "preflight": "1"}
        path = "/messages?" + urllib.parse.urlencode(query)
        there = self._target._replace(servers=(self.server,), search=False)
        try:
            return answer_of(*(yield there, Request("GET", path, PREFLIGHT_SECONDS, long=True)))
        except Unreachable:
            return Answer(200, "", NO_OBJECTION)
