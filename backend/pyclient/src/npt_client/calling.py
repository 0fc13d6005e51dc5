"""What became of a request for help: one line under the cell that asked, which changes.

Promises that the line is written anew where the front end can do that, and else is printed only when
somebody comes, the queue is paused or the request has ended. Nothing here raises, and nothing waits.
"""

import threading
from typing import Any, Dict, Tuple

from .ledger import sender_in
from .limits import MAX_HELP, MAX_NAME, MAX_PLACE, MAX_SEAT
from .notebook import Notebook, label_of_question
from .output import Line, Output, running_cell
from .payload import Payload, cut, safe_str
from .plain import one_line
from .records import HELP, Record, new_record
from .told import Told
from .words import HELP_WORDS

ASKED = "asked"  # what a notebook shows whose student has just asked
PRINTED = ("coming", "helped", "done", "closed")  # where a line cannot be written anew


class Calling:
    """The lines of the requests for help of this notebook's senders."""

    def __init__(self, notebook: Notebook, output: Output, told: Told) -> None:
        self._notebook = notebook
        self._output = output
        self._told = told  # which knows the language
        self._lines: Dict[Tuple[str, ...], Line] = {}
        self._cursors: Dict[Tuple[str, ...], str] = {}
        self._said: Dict[Tuple[str, ...], str] = {}
        self._lock = threading.Lock()

    def after_fork(self) -> None:
        """Renews the lock in a child process, which shows nothing."""
        self._lock = threading.Lock()
        self._lines, self._cursors = {}, {}

    def ask(self, text: Any, question: Any, seat: Any, clock: str) -> Record:
        """Returns a request for help, and begins its line under the running cell: that of an earlier
        request changes no more. Raises Unsendable.
        """
        payload = Payload(HELP, cut(safe_str(text).strip()[:MAX_HELP]))
        label = "" if question is None else label_of_question(question)
        record = new_record(self._notebook.settings(), label, payload, clock)
        sits = one_line(self._notebook.seat() if seat is None else safe_str(seat), MAX_SEAT).strip()
        if sits:
            record.fields["seat"] = sits
        sender = sender_in(record.fields)
        with self._lock:
            line = Line(self._output, running_cell())
            self._lines[sender], self._cursors[sender] = line, ASKED
            self._said[sender] = HELP_WORDS[self._told.language]["asked"]
            line.write(self._said[sender])
        return record

    def take_back(self, clock: str) -> Record:
        """Returns what takes a request back, and says so under the running cell. Raises Unsendable."""
        record = new_record(self._notebook.settings(), "", Payload(HELP, ""), clock)
        record.fields["done"] = "1"
        with self._lock:
            said = HELP_WORDS[self._told.language]["done"]
            line = self._lines.get(sender_in(record.fields))
            if line is not None and line.can_change:
                line.write(said)
            self._said[sender_in(record.fields)] = said
            self._output.say(said)
        return record

    def cursor(self, sender: Tuple[str, ...]) -> str:
        """Returns what the app is told of the line that is shown."""
        return self._cursors.get(sender, "")

    def hear(self, sender: Tuple[str, ...], told: Any) -> bool:
        """Shows what the app tells of a request. Tells whether it told anything."""
        if not isinstance(told, dict):
            return False
        with self._lock:
            self._cursors[sender] = safe_str(told.get("cursor") or "")[:MAX_NAME]
            line = self._lines.get(sender)
            text = self._text(told)
            if line is None or not text or text == self._said.get(sender):
                return True
            self._said[sender] = text
            if line.can_change or told.get("state") in PRINTED or told.get("paused") is True:
                line.write(text)
        return True

    def _text(self, told: Dict[str, Any]) -> str:
        """Returns the line in words; '' for a state that is not known here."""
        words = HELP_WORDS[self._told.language]
        state, place = safe_str(told.get("state")), told.get("place")
        if state == "waiting" and told.get("paused") is True:
            return words["paused"]
        if state == "waiting":
            if not isinstance(place, int) or not 0 < place < MAX_PLACE:
                return words["asked"]
            text = words.get("place%d" % place) or words["place"] % place
            if told.get("seat") is not True:
                text += " " + words["seat"]
            return text
        return words.get(state, "") if state in ("answered", *PRINTED) else ""
