"""The records that wait for one sender in one part of a session, and which of them goes next.

Promises that the last answer to a question is never behind an earlier one to the same or another. The
earlier ones go last: the teacher's computer counts them as attempts, and shows them no more.
"""

import collections
import dataclasses
import math
from typing import Deque, Dict, Iterator, List, NamedTuple, Optional, Tuple

from .limits import EARLIER_PAUSE
from .records import Record


@dataclasses.dataclass
class SendQueue:
    """The records of one sender for one part of a session: all wait when one cannot go out."""

    last: Deque[Record] = dataclasses.field(default_factory=collections.deque)  # of each question
    earlier: Deque[Record] = dataclasses.field(default_factory=collections.deque)
    due: float = 0.0  # by time.monotonic, as all moments here
    earlier_due: float = 0.0  # for those of `earlier`
    tried_at: float = -math.inf
    failures: int = 0
    last_added: float = 0.0
    told_to_wait: bool = False  # by a Retry-After
    delivered: int = 0
    refused: int = 0
    trouble: str = ""  # of the last attempt

    def __iter__(self) -> Iterator[Record]:
        yield from self.last
        yield from self.earlier

    @property
    def is_ours(self) -> bool:
        """Whether this kernel has added a record, not only adopted those of others."""
        return self.last_added > 0.0

    @property
    def moment(self) -> float:
        """When a record may go out; infinity if there is none."""
        if self.last:
            return self.due
        return max(self.due, self.earlier_due) if self.earlier else math.inf

    def next(self) -> Optional[Record]:
        """Returns the record that goes first; None if there is none."""
        return next(iter(self), None)

    def add(self, record: Record) -> None:
        """Adds a record behind the others, and puts the one that it replaces among the earlier."""
        if not record.asks_for_help:
            for one in self.last:
                if one.question == record.question and not one.asks_for_help:
                    self.last.remove(one)
                    self.earlier.append(one)
                    break
        self.last.append(record)

    def sort(self) -> None:
        """Puts the records in the order in which they were sent."""
        records: List[Record] = sorted(self, key=lambda record: record.fields["sent_at"])
        self.last.clear()
        self.earlier.clear()
        for record in records:
            self.add(record)

    def remove(self, record: Record) -> None:
        """Takes a record out, if it is there."""
        for records in (self.last, self.earlier):
            if record in records:
                records.remove(record)

    def answered(self) -> None:
        """Notes that the server answered: earlier ones leave its rate to what the student sends."""
        self.earlier_due = self.tried_at + EARLIER_PAUSE

    def let_others_pass(self, record: Record) -> None:
        """Puts a record that the server stumbles over behind the others."""
        for records in (self.last, self.earlier):
            if record in records:
                records.remove(record)
                records.append(record)


class Tally(NamedTuple):
    """What became of the records of a session in this kernel."""

    delivered: int
    refused: int
    waiting: int  # last answers
    earlier: int  # those that they replace
    elsewhere: int  # last answers that wait for other sessions
    trouble: str  # why they wait; '' if none was tried


def tally_of(queues: Dict[Tuple[str, ...], SendQueue], session: Tuple[str, str]) -> Tally:
    """Returns the tally of a session, named with its owner, whose senders and parts have queues."""
    ours = [queue for key, queue in queues.items() if key[:2] == session]
    waiting = sum(len(queue.last) for queue in ours)
    return Tally(
        delivered=sum(queue.delivered for queue in ours),
        refused=sum(queue.refused for queue in ours),
        waiting=waiting,
        earlier=sum(len(queue.earlier) for queue in ours),
        elsewhere=sum(len(queue.last) for queue in queues.values()) - waiting,
        trouble=next((queue.trouble for queue in ours if queue.last), ""),
    )
