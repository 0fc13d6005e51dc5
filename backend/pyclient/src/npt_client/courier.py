"""Brings records to the teacher's computer, from one background thread.

Promises to send each record until it is answered, and the student's present ones first; of one sender
for one part of a session the last answer to each question, in their order, unless the server fails on
one. An answer that a later one replaces is not sent any more, only counted. A record is given up only
if it is refused, one process has waited a day for its session to open or a month for anything else,
or too many wait. Nothing is given up by the calendar, which may be wrong.
"""

import datetime
import math
import threading
import time
from typing import Dict, List, Optional, Set, Tuple

from .clock import backoff, own_random, steady
from .errand import Errand
from .errors import Replaced, Unreachable
from .inbox import Inbox
from .ledger import Ledger
from .limits import (
    ADOPT_AFTER_SECONDS,
    ANSWER_SECONDS,
    DIRECT_SECONDS,
    FIRST_PAUSE,
    FIRST_SLOW_PAUSE,
    KEEP_PARKED_SECONDS,
    KEEP_SECONDS,
    LONGEST_PAUSE,
    LONGEST_SLOW_PAUSE,
    LOOK_EVERY_SECONDS,
    MAX_WAITING,
    MAX_WAITING_BYTES,
    QUIET_SECONDS,
)
from .network import AnyNetwork, carry_out, deliver
from .notebook import Notebook
from .outbox import SEEN, Outbox
from .queues import SendQueue, Tally, tally_of
from .records import Answer, Outcome, Record
from .words import (
    ALL_ARRIVED,
    HELP_REFUSED,
    KEPT_AS_ATTEMPT,
    PARKED,
    REFUSED,
    WAITING,
    WAITING_REPLACED,
)


class Courier:
    """Sends records from one background thread, each until it is answered."""

    def __init__(
        self, outbox: Outbox, ledger: Ledger, network: AnyNetwork, notebook: Notebook, inbox: Inbox
    ) -> None:
        self._outbox = outbox
        self._ledger = ledger
        self._network = network
        self._notebook = notebook
        self._inbox = inbox
        self.clock = outbox.clock_name()
        self._began = steady() - 0.001  # what is there already was sent before
        self._said: Set[Tuple[str, ...]] = set()
        self._reset()

    def _reset(self) -> None:
        self._changed = threading.Condition()
        self._adopting = threading.Lock()  # held while files are taken; before _changed
        self._queues: Dict[Tuple[str, ...], SendQueue] = {}
        self._thread: Optional[threading.Thread] = None
        self._looked_at = -math.inf
        self._kept_at = -math.inf
        self._looking = False  # whether to look now for what other processes left
        self._stopping = False
        self._waiting_said = False
        self._quiet_until = 0.0
        self._replaced = False  # whether another computer is at the teacher's address

    def after_fork(self) -> None:
        """Starts anew in a child process: the parent keeps its records and its connection, and looks
        for what the child leaves.
        """
        self._network = self._network.for_child()
        self._reset()
        self._looked_at = time.monotonic()

    # Called by other threads.

    def put(self, record: Record) -> None:
        """Adds a record and writes its file. Returns at once, except where no thread can be started."""
        with self._changed:
            self._add(record)
            self._make_room()
            self._changed.notify_all()
        self.start()

    def take_over(self, record: Record) -> None:
        """Adds a record that the client of an earlier first cell had in no file."""
        record.read_moment(self.clock, self._began)
        self.put(record)

    def start(self) -> None:
        """Starts the thread if none runs; sends what is due here if no thread can be started."""
        with self._changed:
            if self._stopping or (self._thread is not None and self._thread.is_alive()):
                return
            try:
                self._thread = threading.Thread(target=self._run, name="npt-courier", daemon=True)
                self._thread.start()
                return
            except RuntimeError:  # no more threads, a subinterpreter, or the interpreter is ending
                self._thread = None
        self._attempt_all()

    def wait_for(self, outcome: Outcome, seconds: float) -> Optional[Answer]:
        """Returns the answer to a record; None if there is none after so many seconds."""
        with self._changed:
            self._changed.wait_for(lambda: outcome.answer is not None or outcome.dropped, seconds)
        return outcome.answer

    def retry_now(self) -> None:
        """Ends all pauses, except those that the server asked for."""
        with self._changed:
            for queue in self._queues.values():
                if not queue.told_to_wait:
                    queue.due = 0.0
            self._changed.notify_all()

    def waiting(self) -> List[Record]:
        """Returns the records that are not answered yet."""
        with self._changed:
            return [record for queue in self._queues.values() for record in queue]

    def tally(self, owner: str, session: str) -> Tally:
        """Returns what became of the records of a session in this kernel."""
        with self._changed:
            return tally_of(self._queues, (owner, session))

    @property
    def delivered(self) -> int:
        """How many records have arrived, of all sessions."""
        return sum(queue.delivered for queue in list(self._queues.values()))

    @property
    def refused(self) -> int:
        """How many records were refused, of all sessions."""
        return sum(queue.refused for queue in list(self._queues.values()))

    def flush(self, seconds: float) -> None:
        """Waits until no record can go out within so many seconds, or until they are over."""
        deadline = time.monotonic() + seconds
        with self._changed:
            self._looking = True  # a worker of this process may have been ended a moment ago
            self._changed.notify_all()
            self._changed.wait_for(
                lambda: self._thread is None or not self._can_send_by(deadline), seconds
            )

    def shut_down(self) -> List[bytes]:
        """Ends the thread after its present attempt. Returns the records that are in no file, in the
        order in which they were sent. It takes no file any more: who comes after it would miss it.
        """
        with self._adopting, self._changed:
            self._stopping = True
            self._changed.notify_all()
        left = sorted(self.waiting(), key=Record.order)
        return [record.to_bytes() for record in left if not record.path]

    # Called by the thread. Who reads or changes a queue holds `_changed`.

    def _can_send_by(self, deadline: float) -> bool:
        """Tells whether a record may go out until then, as far as is known."""
        return self._looking or any(
            queue.told_to_wait and queue.due <= deadline or not queue.failures
            for queue in self._queues.values()
            if queue.records
        )

    def _add(self, record: Record) -> None:
        now = time.monotonic()
        queue = self._queues.setdefault(record.queue_key, SendQueue())
        other = queue.other(record)
        if other is not None and other.id == record.id:  # another kernel had taken our own
            other.path, other.tried = record.path, True
            return
        for each in (other, record) if other is not None else ():
            if each.path and not self._outbox.hold(each):
                each.tried = True  # by another kernel
        last, replaced = queue.add(record)
        if replaced is not None:
            self._outbox.save(last)
            self._outbox.delete(replaced)
            replaced.outcome.dropped = replaced not in queue.in_flight
        for kept in (other, record):
            if kept is not None and kept is not replaced and not kept.path.endswith(SEEN):
                self._outbox.save(kept)  # anew: the disk may have room now
        if record.adopted:
            return
        queue.last_added = now
        if not queue.told_to_wait:  # try again, but not more than once a second
            queue.due = min(queue.due, max(now, queue.tried_at + FIRST_PAUSE))

    def _make_room(self) -> None:
        """Drops the oldest records over the limits."""
        everything = [record for queue in self._queues.values() for record in queue]
        surplus = len(everything) - MAX_WAITING
        surplus_bytes = sum(record.size for record in everything) - MAX_WAITING_BYTES
        if surplus <= 0 and surplus_bytes <= 0:
            return
        for record in sorted(everything, key=Record.order):
            if surplus <= 0 and surplus_bytes <= 0:
                break
            surplus, surplus_bytes = surplus - 1, surplus_bytes - record.size
            self._finish(self._queues[record.queue_key], record, None)

    def _run(self) -> None:
        while True:
            try:
                if not self._work_once():
                    self._network.close()
                    return
            except Exception as trouble:  # a fault here must not end the thread, nor spin
                with self._changed:
                    for queue in self._queues.values():
                        queue.trouble, queue.in_flight = repr(trouble), []
                time.sleep(FIRST_PAUSE)

    def _work_once(self) -> bool:
        """Makes one attempt, or waits until there is something to do. Returns False to end the
        thread.
        """
        if self._looking or time.monotonic() - self._looked_at >= LOOK_EVERY_SECONDS:
            self._adopt_records()
        with self._changed:
            if self._stopping:
                return False
            now = time.monotonic()
            due = [queue for queue in self._queues.values() if queue.moment <= now]
            if not due:
                self._changed.wait(self._seconds_to_wait(now))
                return True
            queue = max(due, key=lambda queue: queue.last_added)  # the student's present ones first
            record = queue.begin()
        carry_out(self._network, self._attempt(queue, record))
        return True

    def _attempt_all(self) -> None:
        """Makes an attempt at all records that are due, in the caller's thread."""
        for queue in list(self._queues.values()):
            while queue.moment <= time.monotonic():
                carry_out(self._network, self._attempt(queue, queue.begin(), DIRECT_SECONDS))

    def _seconds_to_wait(self, now: float) -> float:
        moments = [queue.moment for queue in self._queues.values()]
        return max(0.0, min(moments + [self._looked_at + LOOK_EVERY_SECONDS]) - now)

    def _adopt_records(self) -> None:
        """Adds the records that other processes of this user left: all the first time; later those
        of processes that have ended, and old ones.
        """
        first = self._looked_at == -math.inf
        self._looked_at = time.monotonic()
        if self._looked_at - self._kept_at > ADOPT_AFTER_SECONDS / 4:
            self._kept_at = self._looked_at
            self._outbox.keep(self.waiting())
        age = 0.0 if first else ADOPT_AFTER_SECONDS
        with self._adopting:
            adopted = [] if self._stopping else self._outbox.left_by_others(age)
        with self._changed:
            for record in adopted:
                record.read_moment(self.clock, self._began if first else steady())
                self._add(record)
            for queue in self._queues.values() if adopted else ():
                queue.sort()
            self._make_room()
            self._looking = False
            self._changed.notify_all()

    def _attempt(
        self, queue: SendQueue, record: Record, seconds: float = ANSWER_SECONDS
    ) -> Errand[None]:
        """Sends one record and does what follows from the answer."""
        if self._outbox.sent_by_other_kernel(record) or record.waited() > KEEP_SECONDS:
            with self._changed:
                queue.in_flight.remove(record)
                self._finish(queue, record, None)
                self._changed.notify_all()
            return
        answer: Optional[Answer] = None
        try:
            target = self._notebook.target_of(record)
            if seconds <= DIRECT_SECONDS:  # a cell waits
                target = target._replace(search=False)
            answer = yield from deliver(target, record, seconds)
        except Unreachable as reason:
            queue.trouble = str(reason)
            record.tried = record.tried or self._network.asked
            self._replaced = isinstance(reason, Replaced)
        except Exception as mistake:  # a damaged record fails for ever
            answer = Answer(400, "broken", repr(mistake))
        with self._changed:
            self._apply_answer(queue, record, answer)
            lines = self._lines_for(queue, record, answer)
            self._changed.notify_all()
        for line in lines:
            self._inbox.output.say_below(line)
        if answer is not None and answer.messages:
            owner, session = record.queue_key[:2]
            self._inbox.show(owner, session, answer.messages)

    def _apply_answer(self, queue: SendQueue, record: Record, answer: Optional[Answer]) -> None:
        """Takes the record off its queue, or postpones the queue."""
        queue.tried_at, queue.told_to_wait = time.monotonic(), False
        queue.in_flight.remove(record)
        outdated = record.waited() > KEEP_PARKED_SECONDS
        if answer is None or answer.busy or answer.parked and not outdated:
            self._postpone(queue, record, answer)
            return
        queue.failures, queue.trouble = 0, ""
        if answer.accepted:
            queue.delivered += not record.is_update
            later = queue.other(record)
            if later is not None and later is not record:
                later.forget(record)
            if not (record.asks_for_help or record.is_update) and answer.code != "attempt":
                self._ledger.keep(record, answer)
        else:
            queue.refused += 1
        self._finish(queue, record, answer)

    def _postpone(self, queue: SendQueue, record: Record, answer: Optional[Answer]) -> None:
        """Sets when the queue is tried again."""
        queue.failures += 1
        parked = answer is not None and answer.parked
        if parked or not queue.is_ours:
            pause = backoff(FIRST_SLOW_PAUSE, queue.failures, LONGEST_SLOW_PAUSE)
        else:
            pause = backoff(FIRST_PAUSE, queue.failures, LONGEST_PAUSE)
        if answer is not None:
            queue.trouble = answer.text
            record.outcome.answer = answer if parked else None
            if answer.status == 500 and queue.failures > 2 or answer.code == "too_many_questions":
                queue.let_others_pass(record)
            if answer.retry_after:
                pause, queue.told_to_wait = answer.retry_after + own_random.uniform(0.0, 0.3), True
        queue.due = queue.tried_at + pause

    def _finish(self, queue: SendQueue, record: Record, answer: Optional[Answer]) -> None:
        """Ends a record: it was answered, or is dropped if answer is None."""
        queue.remove(record)
        record.outcome.answer, record.outcome.dropped = answer, answer is None
        self._outbox.delete(record)

    def _lines_for(self, queue: SendQueue, record: Record, answer: Optional[Answer]) -> List[str]:
        """Returns the lines to say to the student: mostly none."""
        if answer is not None and answer.refused and not record.is_update:
            if record.ends_help:  # an app of an earlier version knows no such thing
                return []
            if record.asks_for_help:
                return [HELP_REFUSED % answer.message]
            return [REFUSED % (record.question, answer.message)]
        if not queue.is_ours or record.is_update:  # perhaps of another lab
            return []
        if answer is not None and answer.code == "attempt" and not record.replaced:
            return [] if record.adopted else [attempt_line(record, answer)]
        if answer is not None and answer.parked:
            reason = (answer.code,) + record.queue_key
            if reason in self._said:
                return []
            self._said.add(reason)
            return [PARKED % answer.why_parked(*record.queue_key[:3])]
        count = sum(len(each.records) for each in self._queues.values() if each.is_ours)
        if queue.failures >= 2 and not self._waiting_said and time.monotonic() >= self._quiet_until:
            self._waiting_said, self._quiet_until = True, time.monotonic() + QUIET_SECONDS
            return [waiting_line(count, answer, self._replaced)]
        if self._waiting_said and answer is not None and answer.accepted and not count:
            self._waiting_said = False
            return [ALL_ARRIVED]
        return []


def waiting_line(count: int, answer: Optional[Answer], replaced: bool) -> str:
    """Returns the line that says that so many records wait, and why."""
    what = "1 answer waits" if count == 1 else "%d answers wait" % count
    if answer is None and replaced:
        return WAITING_REPLACED % what
    return WAITING % (what, "cannot be reached" if answer is None else "is busy")


def attempt_line(record: Record, answer: Answer) -> str:
    """Returns the line that says which answer is shown in place of a record."""
    try:
        shown = datetime.datetime.fromisoformat(answer.shown[:19] + "+00:00").astimezone()
        return KEPT_AS_ATTEMPT % (record.question, shown.strftime(" at %H:%M:%S"))
    except ValueError:
        return KEPT_AS_ATTEMPT % (record.question, "")
