"""The teacher's messages: a background thread waits for them and shows them.

Promises to show each message once, restarts included, to mark what the teacher took back where this
kernel shows it and the front end can replace it, to hand on what the app tells of answers, to tell whose
code the student took, and never to try the neighbours: that is for records only.
"""

import collections
import threading
import urllib.parse
from typing import Any, Callable, Deque, Dict, Iterable, List, NamedTuple, Optional, Tuple

from .browser import threadless
from .calling import Calling
from .clock import own_random, steady
from .errand import Errand, Pause, Replied
from .errors import Unsendable
from .known_servers import KnownServers
from .ledger import sender_in
from .limits import (
    LONG_POLL_SECONDS,
    MAX_NAME,
    MAX_SHOWN_AT,
    MAX_RECEIVED,
    MAX_TAKEN,
    OTHER_KERNEL_SECONDS,
    TELL_SECONDS,
    TOLD_PAUSE,
    UNREADY_PAUSE,
)
from .network import carry_out, network_of
from .notebook import Notebook
from .output import Output, ShownAt
from .records import Settings
from .seen import Seen
from .told import Told
from .wire import Request, seconds_of


class Received(NamedTuple):
    """A message that this kernel has shown."""

    owner: str
    session: str
    message: Dict[str, Any]
    places: List[ShownAt]  # where it can be written anew


class Took(NamedTuple):
    """A message whose code the student took, and when."""

    owner: str
    session: str
    id: str
    at: float


class Cursor(NamedTuple):
    """What a sender has heard: the id of the last message, and the app's own words for what was taken
    back, what was told of answers, and the inputs of functions. All are '' at first.
    """

    sender: Tuple[str, ...] = ()  # see sender_in
    last: str = ""
    back: str = ""
    told: str = ""
    asked: str = ""


class Inbox:
    """Shows the teacher's messages, those that it waits for and those that come with answers."""

    def __init__(
        self,
        notebook: Notebook,
        output: Output,
        known_servers: KnownServers,
        seen: Seen,
        told: Told,
    ) -> None:
        self.output = output
        self._notebook = notebook
        self._known_servers = known_servers
        self._seen = seen
        self._told = told
        self.calling = Calling(notebook, output, told)
        self._received: Deque[Received] = collections.deque([], MAX_RECEIVED)
        self._taken: Deque[Took] = collections.deque([], MAX_TAKEN)  # of which nobody was told yet
        self._stopped = threading.Event()
        self._thread: Optional[threading.Thread] = None
        self._cursor = Cursor()
        # Told the inputs of a session's functions, in the thread, when there are others.
        self.tell_inputs: Callable[[str, str, Any], None] = lambda owner, session, inputs: None

    def start(self) -> None:
        """Starts the thread if none runs; in a browser, asks in its loop. Never raises."""
        if threadless():
            carry_out(network_of(self._known_servers), self._rounds())
            return
        if self._thread is None or not self._thread.is_alive():
            try:
                self._thread = threading.Thread(target=self._run, name="npt-inbox", daemon=True)
                self._thread.start()
            except RuntimeError:  # no more threads: messages still come with answers
                self._thread = None

    def after_fork(self) -> None:
        """Renews the locks in a child process, in which nobody listens."""
        self._thread = None
        self._seen.after_fork()
        self._told.after_fork()
        self.calling.after_fork()

    def stop(self) -> None:
        """Ends the thread after its present request."""
        self._stopped.set()

    def show(self, owner: str, session: str, messages: Iterable[Any]) -> int:
        """Shows the messages of a session that this user has not seen. Returns how many."""
        shown = 0
        for message in messages:
            if not isinstance(message, dict):
                continue
            if self._seen.is_new([owner, session, str(message.get("id"))]):
                place = self.output.show(message)
                self._received.append(Received(owner, session, message, [place] if place else []))
                shown += 1
        return shown

    def show_again(self, owner: str, session: str, message: Dict[str, Any]) -> None:
        """Shows a message of a session under the running cell, shown before or not."""
        place = self.output.show_again(message)
        if place is None:
            return
        for one in list(self._received):
            if one[:2] == (owner, session) and one.message.get("id") == message.get("id"):
                one.places.append(place)
                del one.places[:-MAX_SHOWN_AT]
                return
        self._received.append(Received(owner, session, message, [place]))

    def take_back(self, owner: str, session: str, ids: Iterable[Any]) -> None:
        """Marks the messages of a session that the teacher took back, where this kernel shows them, and
        forgets them.
        """
        gone = {str(one) for one in ids}
        for one in list(self._received):
            if (one.owner, one.session) == (owner, session) and str(one.message.get("id")) in gone:
                self._received.remove(one)
                for place in one.places:
                    self.output.take_back(one.message, place)

    def took(self, owner: str, session: str, message: Dict[str, Any]) -> None:
        """Notes that the student took a message's code, and tells the teacher's computer. Never raises."""
        self._taken.append(Took(owner, session, str(message.get("id"))[:MAX_NAME], steady()))
        try:
            if threadless():
                raise RuntimeError
            threading.Thread(target=self._tell, name="npt-taken", daemon=True).start()
        except RuntimeError:  # no more threads, or none at all
            self._tell()

    def _tell(self) -> None:
        """Says at once what was taken: the request of the inbox may wait for a message yet."""
        network = network_of(self._known_servers)
        carry_out(network, self._say_taken())
        network.close()

    def _say_taken(self) -> Errand[None]:
        try:
            settings = self._notebook.settings()
            is_same = self._cursor.sender == sender_in(settings.sender_fields())
            last = self._cursor.last if is_same else ""
            yield from self._ask(settings, {"after": last}, TELL_SECONDS)
        except Exception:  # the next request for messages says it
            pass

    def received(self, owner: str, session: str) -> List[Dict[str, Any]]:
        """Returns the messages of a session that this kernel has shown, the latest MAX_RECEIVED."""
        return [one.message for one in list(self._received) if one[:2] == (owner, session)]

    def _run(self) -> None:
        network = network_of(self._known_servers)
        carry_out(network, self._rounds(), self._stopped.wait)
        network.close()

    def _rounds(self) -> Errand[None]:
        """Listens until it is stopped."""
        pause, self._cursor = 0.0, Cursor()
        while not self._stopped.is_set():
            try:
                pause = yield from self._listen()
            except Unsendable:  # npt_config is not filled in yet
                pause = UNREADY_PAUSE
            except Exception:
                pause = min(max(1.0, pause * 2), 30.0) * own_random.uniform(0.7, 1.0)
            yield Pause(pause)

    def _listen(self) -> Errand[float]:
        """Waits for messages after the last one and shows them. Returns the seconds to pause."""
        settings = self._notebook.settings()
        of, sender = (settings.owner, settings.session), sender_in(settings.sender_fields())
        if self._cursor.sender != sender:  # ids of one session say nothing of another's
            self._cursor = Cursor(sender)
        at = self._cursor
        query = {"after": at.last, "heard": at.back, "told": at.told, "asked": at.asked}
        query["help"] = self.calling.cursor(sender)
        reply, read = yield from self._ask(settings, query, LONG_POLL_SECONDS)
        messages = [one for one in read.get("messages") or () if isinstance(one, dict)]
        shown = self.show(*of, messages)
        if reply.status != 200:
            return max(seconds_of(reply.headers.get("Retry-After")), 30.0)
        gone = read.get("taken_back")
        self.take_back(*of, gone if isinstance(gone, list) else ())
        if read.get("asked"):
            self.tell_inputs(*of, read.get("inputs"))
        news = self._told.hear(sender, read.get("feedback"), read.get("language"))
        if news:
            yield Pause(OTHER_KERNEL_SECONDS)
            if not self._stopped.is_set():
                self._told.show_unclaimed(news)
        called = self.calling.hear(sender, read.get("help"))
        last = str(messages[-1].get("id"))[:MAX_NAME] if messages else at.last
        back = str(read.get("heard") or at.back)[:MAX_NAME]
        told = str(read.get("told") or at.told)[:MAX_NAME]
        asked = str(read.get("asked") or at.asked)[:MAX_NAME]
        self._cursor = Cursor(sender, last, back, told, asked)
        if told != at.told or called:
            return TOLD_PAUSE
        return 0.0 if shown else 0.5

    def _ask(self, settings: Settings, query: Dict[str, str], seconds: float) -> Errand[Replied]:
        """Asks for messages, and says what was taken. Raises what Network.ask does."""
        of = (settings.owner, settings.session)
        taken = [one for one in list(self._taken) if one[:2] == of]
        query = {**settings.sender_fields(), **query}
        version = self._notebook.version()
        if version:
            query["notebook_version"] = version
        if taken:
            now = steady()
            query["taken"] = ",".join("%s:%d" % (one.id, max(0.0, now - one.at)) for one in taken)
        path = "/messages?" + urllib.parse.urlencode(query)
        target = self._notebook.target_now(settings)._replace(probe=False)
        reply, read = yield target, Request("GET", path, seconds, long=True)
        if reply.status == 200:
            self._forget(taken)
        return reply, read

    def _forget(self, told: List[Took]) -> None:
        """Forgets what was told."""
        for one in told:
            try:
                self._taken.remove(one)
            except ValueError:  # another request told it too
                pass
