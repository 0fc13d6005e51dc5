"""The teacher's messages: a background thread waits for them and shows them.

Promises to show each message once, restarts included, to mark what the teacher took back where this
kernel shows it and the front end can replace it, and never to try the neighbours: that is for records
only.
"""

import collections
import json
import os
import threading
import urllib.parse
import uuid
from typing import Any, Callable, Deque, Dict, Iterable, List, NamedTuple, Optional

from .clock import own_random
from .errors import Unsendable
from .known_servers import KnownServers
from .limits import (
    LONG_POLL_SECONDS,
    MAX_NAME,
    MAX_SHOWN_AT,
    MAX_RECEIVED,
    MAX_SEEN,
    MAX_SEEN_BYTES,
)
from .network import Network
from .notebook import Notebook
from .output import Output, ShownAt
from .storage import private_file, private_folder
from .wire import Request, seconds_of


class Received(NamedTuple):
    """A message that this kernel has shown."""

    owner: str
    session: str
    message: Dict[str, Any]
    places: List[ShownAt]  # where it can be written anew


class Cursor(NamedTuple):
    """What was heard of a session: the id of its last message, and the app's own word for what was
    taken back and for the inputs of functions. All are '' at first.
    """

    owner: str = ""
    session: str = ""
    last: str = ""
    back: str = ""
    asked: str = ""


class Inbox:
    """Shows the teacher's messages, those that it waits for and those that come with answers."""

    def __init__(
        self, notebook: Notebook, output: Output, known_servers: KnownServers, folder: str
    ) -> None:
        self.output = output
        self._notebook = notebook
        self._known_servers = known_servers
        self._path = os.path.join(folder, "messages-seen")
        self._seen: Dict[str, None] = {}  # in the order in which they were shown
        self._received: Deque[Received] = collections.deque([], MAX_RECEIVED)
        self._lock = threading.Lock()
        self._stopped = threading.Event()
        self._thread: Optional[threading.Thread] = None
        self._cursor = Cursor()
        # Told the inputs of a session's functions, in the thread, when there are others.
        self.tell_inputs: Callable[[str, str, Any], None] = lambda owner, session, inputs: None

    def start(self) -> None:
        """Starts the thread if none runs. Never raises."""
        if self._thread is None or not self._thread.is_alive():
            try:
                self._thread = threading.Thread(target=self._run, name="npt-inbox", daemon=True)
                self._thread.start()
            except RuntimeError:  # no more threads: messages still come with answers
                self._thread = None

    def after_fork(self) -> None:
        """Renews the lock in a child process, in which nobody listens."""
        self._lock, self._thread = threading.Lock(), None

    def stop(self) -> None:
        """Ends the thread after its present request."""
        self._stopped.set()

    def show(self, owner: str, session: str, messages: Iterable[Any]) -> int:
        """Shows the messages of a session that this user has not seen. Returns how many."""
        shown = 0
        for message in messages:
            if isinstance(message, dict) and self._is_new([owner, session, str(message.get("id"))]):
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

    def received(self, owner: str, session: str) -> List[Dict[str, Any]]:
        """Returns the messages of a session that this kernel has shown, the latest MAX_RECEIVED."""
        return [one.message for one in list(self._received) if one[:2] == (owner, session)]

    def _is_new(self, name: List[str]) -> bool:
        """Tells whether a message is asked about for the first time, by any kernel. Never raises."""
        line = json.dumps([part[:MAX_NAME] for part in name])
        with self._lock:
            self._seen = self._seen or self._seen_before()
            if line in self._seen:
                return False
            self._seen[line] = None
            try:
                private_folder(os.path.dirname(self._path))
                if len(self._seen) > 2 * MAX_SEEN:
                    self._forget_oldest()
                else:
                    with open(self._path, "a", encoding="ascii") as file:
                        file.write(line + "\n")
            except OSError:  # it may be shown again after a restart
                pass
            return True

    def _forget_oldest(self) -> None:
        """Keeps the last MAX_SEEN messages, in memory and in the file. Raises OSError."""
        self._seen = dict.fromkeys(list(self._seen)[-MAX_SEEN:])
        fresh = "%s.%s" % (self._path, uuid.uuid4().hex)
        with os.fdopen(private_file(fresh), "w", encoding="ascii") as file:
            file.write("".join(line + "\n" for line in self._seen))
        os.replace(fresh, self._path)

    def _seen_before(self) -> Dict[str, None]:
        """Returns the messages that any kernel has shown, the oldest first."""
        try:
            with open(self._path, "rb") as file:
                file.seek(max(0, os.fstat(file.fileno()).st_size - MAX_SEEN_BYTES))
                lines = file.read(MAX_SEEN_BYTES).decode("ascii", "replace").split("\n")
            return dict.fromkeys([line for line in lines if line][-2 * MAX_SEEN :])
        except OSError:
            return {}

    def _run(self) -> None:
        network, pause, self._cursor = Network(self._known_servers), 0.0, Cursor()
        while not self._stopped.wait(pause):
            try:
                pause = self._listen(network)
            except Unsendable:  # npt_config is not filled in yet
                pause = 1.0
            except Exception:
                pause = min(max(1.0, pause * 2), 30.0) * own_random.uniform(0.7, 1.0)
        network.close()

    def _listen(self, network: Network) -> float:
        """Waits for messages after the last one and shows them. Returns the seconds to pause."""
        settings = self._notebook.settings()
        of = (settings.owner, settings.session)
        if (
            self._cursor[:2] != of
        ):  # ids of one session say nothing of another's, which may be elsewhere
            self._cursor = Cursor(*of)
        at = self._cursor
        query = {**settings.sender_fields(), "after": at.last, "heard": at.back, "asked": at.asked}
        path = "/messages?" + urllib.parse.urlencode(query)
        target = self._notebook.target_now(settings)._replace(probe=False)
        reply, read = network.ask(target, Request("GET", path, LONG_POLL_SECONDS, long=True))
        messages = [one for one in read.get("messages") or () if isinstance(one, dict)]
        shown = self.show(*of, messages)
        if reply.status != 200:
            return max(seconds_of(reply.headers.get("Retry-After")), 30.0)
        gone = read.get("taken_back")
        self.take_back(*of, gone if isinstance(gone, list) else ())
        last = str(messages[-1].get("id"))[:MAX_NAME] if messages else at.last
        back = str(read.get("heard") or at.back)[:MAX_NAME]
        if read.get("asked"):
            self.tell_inputs(*of, read.get("inputs"))
        asked = str(read.get("asked") or at.asked)[:MAX_NAME]
        self._cursor = at._replace(last=last, back=back, asked=asked)
        return 0.0 if shown else 0.5
