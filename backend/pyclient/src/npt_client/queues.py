"""The records that wait for one sender in one part of a session, and which of them goes next.

Promises that of each question only the last answer waits. It stands for those that it replaces: they
are counted as attempts, and never sent.
"""

import dataclasses
import math
from typing import Dict, Iterator, List, NamedTuple, Optional, Tuple

from .records import Record


@dataclasses.dataclass
class SendQueue:
    """The records of one sender for one part of a session: all wait when one cannot go out."""

    records: Dict[Tuple[str, str], Record] = dataclasses.field(default_factory=dict)  # next first
    in_flight: List[Record] = dataclasses.field(default_factory=list)  # may be replaced meanwhile
    due: float = 0.0  # by time.monotonic, as all moments here
    tried_at: float = -math.inf
    failures: int = 0
    last_added: float = 0.0
    told_to_wait: bool = False  # by a Retry-After
    delivered: int = 0
    refused: int = 0
    trouble: str = ""  # of the last attempt

    def __iter__(self) -> Iterator[Record]:
        return iter(self.records.values())

    @property
    def is_ours(self) -> bool:
        """Whether this kernel has added a record, not only adopted those of others."""
        return self.last_added > 0.0

    @property
    def moment(self) -> float:
        """When a record may go out; infinity if there is none."""
        return self.due if self.next() is not None else math.inf

    def next(self) -> Optional[Record]:
        """Returns the record that goes first, of those that are not on their way; None if there is none."""
        return next((record for record in self if record not in self.in_flight), None)

    def begin(self) -> Record:
        """Returns the record that goes first, which is on its way from now on. There must be one."""
        record = self.next()
        assert record is not None  # moment would be infinity
        self.in_flight.append(record)
        return record

    def other(self, record: Record) -> Optional[Record]:
        """Returns the record that waits for the same question; None if there is none."""
        return self.records.get(slot_of(record))

    def add(self, record: Record) -> Tuple[Record, Optional[Record]]:
        """Adds a record behind the others. Returns the last answer to its question, and the one that
        this replaces if there is one.
        """
        other = self.records.pop(slot_of(record), None)
        if other is None:
            self.records[slot_of(record)] = record
            return record, None
        older, last = (other, record) if record.follows(other) else (record, other)
        self.records[slot_of(last)] = last
        if last in self.in_flight:  # what is on its way cannot be changed
            self.records[older.question, older.id] = older
            return older, None
        last.replace(older, older.tried or older in self.in_flight)
        return last, older

    def sort(self) -> None:
        """Puts the records in the order in which they were sent."""
        self.records = dict(sorted(self.records.items(), key=lambda item: item[1].order()))

    def remove(self, record: Record) -> None:
        """Takes a record out, if it is there."""
        self.records = {key: each for key, each in self.records.items() if each is not record}

    def let_others_pass(self, record: Record) -> None:
        """Puts a record that the server stumbles over behind the others."""
        for key, each in list(self.records.items()):
            if each is record:
                self.records[key] = self.records.pop(key)


def slot_of(record: Record) -> Tuple[str, str]:
    """Returns what a record has for itself in a queue: its question; a request for help, itself."""
    return record.question, record.id if record.asks_for_help else ""


class Tally(NamedTuple):
    """What became of the records of a session in this kernel."""

    delivered: int
    refused: int
    waiting: int
    replaced: int  # by those that wait, which count as so many attempts more
    elsewhere: int  # that wait for other sessions
    trouble: str  # why they wait; '' if none was tried


def tally_of(queues: Dict[Tuple[str, ...], SendQueue], session: Tuple[str, str]) -> Tally:
    """Returns the tally of a session, named with its owner, whose senders and parts have queues."""
    ours = [queue for key, queue in queues.items() if key[:2] == session]
    waiting = [record for queue in ours for record in queue]
    return Tally(
        delivered=sum(queue.delivered for queue in ours),
        refused=sum(queue.refused for queue in ours),
        waiting=len(waiting),
        replaced=sum(record.attempts - 1 for record in waiting),
        elsewhere=sum(len(queue.records) for queue in queues.values()) - len(waiting),
        trouble=next((queue.trouble for queue in ours if queue.records), ""),
    )
