"""The functions that this kernel sent, called for the inputs that the teacher writes.

Promises to call a function where it was sent, and when other inputs came since, at the end of a cell:
never in the middle of one, never in another thread, and once for the same inputs. A script has no
cells: there its next send does it. What comes then is an update of the answer, and only of one that
has arrived. Never raises.
"""

import dataclasses
import threading
import time
from typing import Any, Callable, Dict, Optional, Tuple

from .browser import threadless
from .calls import calls_of, is_called, read_inputs
from .errors import Unsendable
from .inputs import Asked, NotAccepted, inputs_of, read_asked
from .limits import CALL_SECONDS, MAX_TRIED
from .output import call_at, do_not_call_at
from .records import Record, Settings, update_of
from .words import AT_NOT_HERE


@dataclasses.dataclass
class Sent:
    """A function that was sent."""

    function: Any
    record: Record
    tried: Optional[Asked]  # for which inputs of the teacher's last
    updates: int = 0


class Tries:
    """What the teacher asks of functions, and the functions that were sent last to each question."""

    def __init__(self, put: Callable[[Record], None], say: Callable[[str], None]) -> None:
        self._put = put
        self._say = say
        self._asked: Dict[Tuple[str, str], Dict[str, Asked]] = {}
        self._sent: Dict[Tuple[str, ...], Sent] = {}
        self._running = 0  # cells, of which one may run another
        self._has_cells = False

    def watch_cells(self) -> None:
        """Has each cell's end try what is to be tried."""
        begins = call_at("pre_run_cell", self._cell_begins)
        self._has_cells = call_at("post_run_cell", self._cell_ends) and begins

    def stop_watching(self) -> None:
        """Takes watch_cells back."""
        do_not_call_at("pre_run_cell", self._cell_begins)
        do_not_call_at("post_run_cell", self._cell_ends)

    def hear(self, owner: str, session: str, read: Any) -> None:
        """Takes what an app asks of the functions of a session, in place of what it asked before."""
        self._asked = {(owner, session): read_asked(read)}

    def calls_of(self, value: Any, settings: Settings, label: str, at: Any, seconds: Any) -> str:
        """Returns what a value that is sent gives for the teacher's inputs; where there are none, for
        those of at. Returns '' if it is no function, or none can be read, which it says of at.
        """
        asked = self._asked_of((settings.owner, settings.session), label)
        try:
            if asked is not None and is_called(value) and not threadless():
                return calls_of(value, inputs_of(asked.lines), asked.seconds)
        except NotAccepted:  # of a later version of the app
            pass
        if at is None:
            return ""
        try:
            if threadless():  # nothing could end one that never ends
                raise Unsendable(AT_NOT_HERE)
            return calls_of(value, *read_inputs(value, at, seconds))
        except Unsendable as reason:
            self._say(str(reason))
            return ""

    def note(self, value: Any, record: Record) -> None:
        """Notes a value as the last one that was sent to its question, and for what it was tried."""
        key = (*record.queue_key, record.question)
        self._sent.pop(key, None)
        if is_called(value) and not threadless():
            asked = self._asked_of(record.queue_key, record.question)
            self._sent[key] = Sent(value, record, asked)
            while len(self._sent) > MAX_TRIED:
                del self._sent[next(iter(self._sent))]

    def after_send(self) -> None:
        """Tries what is to be tried where no cell will end, as in a script."""
        in_main = threading.current_thread() is threading.main_thread()
        if not self._has_cells and not self._running and in_main:
            self._try()

    def after_fork(self) -> None:
        """Leaves what the parent sent to the parent, in a child process."""
        self._sent = {}

    def _asked_of(self, session: Tuple[str, ...], question: str) -> Optional[Asked]:
        """Returns what is asked of a question of a session, which is named with its owner."""
        return self._asked.get((session[0], session[1]), {}).get(question)

    def _cell_begins(self, info: Any = None) -> None:
        self._running += 1

    def _cell_ends(self, result: Any = None) -> None:
        self._running = max(0, self._running - 1)
        if not self._running:
            self._try()

    def _try(self) -> None:
        try:
            self._try_again()
        except (Exception, KeyboardInterrupt):  # the student ends it; it is not tried again
            pass

    def _try_again(self) -> None:
        """Tries the functions for which other inputs came, until CALL_SECONDS are over; the others
        after the next cell.
        """
        deadline = time.monotonic() + CALL_SECONDS
        for sent in list(self._sent.values()):
            asked = self._asked_of(sent.record.queue_key, sent.record.question)
            answer = sent.record.outcome.answer
            if (
                asked is None
                or asked == sent.tried
                or answer is None
                or time.monotonic() > deadline
            ):
                continue
            if not answer.accepted or answer.code == "attempt":
                continue
            sent.tried = asked
            try:
                calls = calls_of(sent.function, inputs_of(asked.lines), asked.seconds)
            except NotAccepted:
                continue
            sent.updates += 1
            self._put(update_of(sent.record, calls, sent.updates))
