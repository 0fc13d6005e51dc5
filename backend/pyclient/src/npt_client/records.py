"""Records, the settings that they are made with, and what the teacher's computer answers.

Promises that the bytes of a record can be read by every version of the client, and that an attempt is
counted once, whichever of the records that stand for it arrive, and how often.
"""

import dataclasses
import datetime
import json
import time
import uuid
from typing import Any, Dict, List, NamedTuple, Optional, Tuple

from .clock import next_moment, next_reading, steady
from .limits import MAX_ATTEMPTS, MAX_REPLACED
from .payload import Payload

HELP = "help"  # the type of a record that answers no question but asks for help
PARKED_CODES = (
    *("no_such_owner", "no_such_session", "session_closed", "no_such_part"),
    *("too_many_senders", "too_many_questions"),
)


class Settings(NamedTuple):
    """What npt_config said when send was called."""

    owner: str
    session: str
    part: str
    sender: str
    sender_uuid: str
    log: bool
    servers: Tuple[str, ...]
    server_id: str = ""
    server_key: str = ""
    probe: bool = False

    def sender_fields(self) -> Dict[str, str]:
        """Returns the fields that say who sends, and to which part of which session."""
        return {
            "session_owner": self.owner,
            "session_name": self.session,
            "part_name": self.part,
            "sender_name": self.sender,
            "sender_uuid": self.sender_uuid,
        }


@dataclasses.dataclass(frozen=True)
class Answer:
    """What the teacher's computer said to a record."""

    status: int
    code: str
    message: str
    messages: Tuple[Dict[str, Any], ...] = ()
    retry_after: float = 0.0
    shown: str = ""  # when the answer was sent that is shown in place of this one
    receipt: str = ""  # the proof that it was taken
    attempts: int = 0  # of its sender at its question; 0 from an earlier version of the app
    language: str = ""  # of the app, with a preflight

    @property
    def accepted(self) -> bool:
        """Whether the record has arrived."""
        return self.status == 200

    @property
    def parked(self) -> bool:
        """Whether the record waits for its session to open, or to have room."""
        return self.code in PARKED_CODES

    @property
    def busy(self) -> bool:
        """Whether to send the record again later."""
        return self.status in (408, 425, 429) or self.status >= 500

    @property
    def refused(self) -> bool:
        """Whether the record is never taken."""
        return not self.accepted and not self.parked and not self.busy

    @property
    def text(self) -> str:
        """The answer as the original tracker words it, like 'Success: Record inserted'."""
        head = "Success: " if self.accepted else "Error: "
        return self.message if self.message.startswith(head) else head + self.message

    def why_parked(self, owner: str, session: str, part: str) -> str:
        """Returns why records of a part of a session wait, in words of a student."""
        return {
            "no_such_owner": "teacher '%s' is not known there" % owner,
            "no_such_session": "session '%s' is not open" % session,
            "session_closed": "session '%s' is closed" % session,
            "no_such_part": "session '%s' has no part '%s'" % (session, part),
            "too_many_senders": "session '%s' is full" % session,
            "too_many_questions": "session '%s' is full" % session,
        }.get(self.code, self.message)


@dataclasses.dataclass(eq=False)
class Outcome:
    """What became of a record. It may be held for long, where a record may be large."""

    answer: Optional[Answer] = None
    dropped: bool = False
    ids: List[str] = dataclasses.field(default_factory=list)  # by which the server knows it


@dataclasses.dataclass(eq=False)
class Record:
    """One answer to one question, or a request for help; fields as they are sent."""

    fields: Dict[str, str]
    file: bytes
    servers: Tuple[str, ...]
    server_id: str = ""  # of the computer that it is for
    server_key: str = ""  # the hash of its key; '' if it has none
    path: str = ""  # its file in the outbox; '' where it waits in memory only
    adopted: bool = False  # from another kernel, which may still send it
    tried: bool = False  # whether it may have arrived although nobody said so
    replaced: bool = False  # whether a later answer stands for it
    moment: float = 0.0  # by steady(), when send was called
    since: float = dataclasses.field(default_factory=time.monotonic)
    outcome: Outcome = dataclasses.field(default_factory=Outcome)

    @property
    def id(self) -> str:
        """The random id, by which the server counts a record once that is sent twice."""
        return self.fields["record_id"]

    @property
    def question(self) -> str:
        """The label of the question; '' of a request for help."""
        return self.fields.get("question_nb", "")

    @property
    def part(self) -> str:
        """The part of the session."""
        return self.fields["part_name"]

    @property
    def asks_for_help(self) -> bool:
        """Whether this is a request for help."""
        return self.fields.get("type") == HELP

    @property
    def ends_help(self) -> bool:
        """Whether this takes back what was asked for before."""
        return self.asks_for_help and "done" in self.fields

    @property
    def is_update(self) -> bool:
        """Whether the answer is there already, and this says what its function gives for other inputs."""
        return "updates" in self.fields

    @property
    def queue_key(self) -> Tuple[str, ...]:
        """The queue that the record belongs to: one sender's for one part of a session."""
        names = ("session_owner", "session_name", "part_name", "sender_name", "sender_uuid")
        return tuple(self.fields[name] for name in names)

    @property
    def size(self) -> int:
        """The size of text and picture, about in bytes."""
        return len(self.fields["data"]) + len(self.file)

    @property
    def attempts(self) -> int:
        """How many calls of send it stands for: itself and those that it replaces."""
        return int(self.fields.get("attempts") or 1)

    def read_moment(self, clock: str, latest: float) -> None:
        """Finds out by steady() when it was sent: from its reading of this clock, else from what the
        computer's clock showed then and shows now, which may have been set. It was sent at latest then.
        """
        name, _, reading = self.fields.get("clock", "").partition(":")
        if reading and name == clock:
            self.moment = float(reading)
        else:
            sent_at = datetime.datetime.fromisoformat(self.fields["sent_at"]).timestamp()
            self.moment = min(steady() - max(0.0, time.time() - sent_at), latest)

    def order(self) -> Tuple[float, str]:
        """Returns a key that sorts records in the order in which they were sent."""
        return self.moment, self.fields["sent_at"]

    def follows(self, other: "Record") -> bool:
        """Tells whether it was sent after another, as the server does."""
        mine, theirs = self._start(), other._start()
        if mine[0] and mine[0] == theirs[0] and mine[1] != theirs[1]:
            return mine[1] > theirs[1]
        return self.order() >= other.order()

    def _start(self) -> Tuple[str, int]:
        """Returns the series of its computer's starts and the number in it; ('', 0) if not known."""
        parts = self.fields.get("clock", "").split("-")
        return (parts[0], int(parts[1])) if len(parts) == 3 else ("", 0)

    def _replaces(self) -> List[Tuple[str, int]]:
        """Returns the ids of records that it replaces and that may have arrived, with their attempts."""
        pairs = [one.partition(":") for one in self.fields.get("replaces", "").split(",") if one]
        return [(id, int(count)) for id, _, count in pairs]

    def _own(self) -> int:
        """Returns the attempts that are counted by its own id."""
        return max(0, self.attempts - sum(count for _, count in self._replaces()))

    def replace(self, older: "Record", may_have_arrived: bool) -> None:
        """Takes over the attempts of an earlier answer to the same question, which is not sent any
        more. If that may have arrived, or this one may have, the server is told by which ids.
        """
        replaces = older._replaces()
        if may_have_arrived:
            replaces.append((older.id, older._own()))
        replaces += self._replaces()
        if self.tried:  # by its id the server would not count it again
            replaces.append((self.id, self._own()))
            self.fields["record_id"] = uuid.uuid4().hex
            self.outcome.ids.append(self.id)
            self.tried = False
        span = self.moment - older.moment + float(older.fields.get("span") or 0)
        self.fields["span"] = "%.3f" % max(span, float(self.fields.get("span") or 0))
        named = dict(replaces)  # what two kernels found is counted once
        twice = sum(count for _, count in replaces) - sum(named.values())
        attempts = min(self.attempts + older.attempts - twice, MAX_ATTEMPTS)
        last = list(named.items())[-MAX_REPLACED:]
        self.fields["attempts"] = str(attempts)
        self.fields["replaces"] = ",".join("%s:%d" % pair for pair in last)
        older.replaced = True

    def forget(self, arrived: "Record") -> None:
        """Leaves out the attempts of an earlier answer that has arrived meanwhile: they are counted."""
        counted = {arrived.id, *(id for id, _ in arrived._replaces())}
        left = [pair for pair in self._replaces() if pair[0] not in counted]
        attempts = self._own() + sum(count for _, count in left)
        self.fields["attempts"] = str(attempts)
        self.fields["replaces"] = ",".join("%s:%d" % pair for pair in left)

    def form(self) -> Dict[str, str]:
        """Returns the fields as they are sent now."""
        return {**self.fields, "age": "%.6f" % max(0.0, steady() - self.moment)}

    def waited(self) -> float:
        """Returns the seconds that the record has waited in this process. What the computer's clock
        says of earlier ones is not counted: it may have been set meanwhile.
        """
        return time.monotonic() - self.since

    def to_bytes(self) -> bytes:
        """Returns what a file of the outbox holds: a line of JSON, then the picture if any."""
        head = {
            "fields": self.fields,
            "servers": self.servers,
            "server_id": self.server_id,
            "server_key": self.server_key,
        }
        return json.dumps(head).encode("ascii") + b"\n" + self.file

    @classmethod
    def from_bytes(cls, content: bytes) -> "Record":
        """Returns the record that to_bytes wrote. Raises ValueError, KeyError, TypeError or
        AttributeError for other bytes.
        """
        head, _, file = content.partition(b"\n")
        read = json.loads(head.decode("ascii"))
        fields = {str(name): str(value) for name, value in read["fields"].items()}
        servers = tuple(str(server) for server in read["servers"])
        computer = (str(read.get("server_id") or ""), str(read.get("server_key") or ""))
        record = cls(fields, file, servers, *computer)
        record.tried = True
        record.read_moment("", steady())
        # All must be there, and well-formed.
        record.queue_key, record.id, record.size, record.attempts, record._replaces()
        float(fields.get("span") or 0), float(fields.get("clock", ":0").partition(":")[2])
        record._start()
        return record


def update_of(record: Record, calls: str, number: int) -> Record:
    """Returns a record that has arrived once more, with what its function gives for other inputs, for
    the number-th time. It is as old as the record, but for so many millionths of a second, and counts
    as no attempt.
    """
    moment = record.moment + number * 1e-6
    fields = {name: text for name, text in record.fields.items() if name != "span"}
    fields.update(calls=calls, record_id=uuid.uuid4().hex, attempts="1")
    fields.update(updates=record.id, replaces="%s:1" % record.id)
    fields["clock"] = "%s:%.6f" % (fields["clock"].partition(":")[0], moment)
    computer = (record.server_id, record.server_key)
    return Record(fields, record.file, record.servers, *computer, moment=moment)


def new_record(settings: Settings, question: str, payload: Payload, clock: str) -> Record:
    """Returns a record with an id and a moment of its own; clock is the name of that of steady()."""
    fields = {
        **settings.sender_fields(),
        "question_nb": question,
        "type": payload.type,
        "data": payload.data,
        "record_id": uuid.uuid4().hex,
        "sent_at": next_moment().isoformat(timespec="microseconds"),
    }
    if payload.digest:
        fields["digest"] = payload.digest
    elif payload.shortened:
        fields["shortened"] = "1"
    if payload.plotted:
        fields["plotted"] = payload.plotted
    if payload.calls:
        fields["calls"] = payload.calls
    moment = next_reading()
    fields["clock"] = "%s:%.6f" % (clock, moment)
    computer = (settings.server_id, settings.server_key)
    outcome = Outcome(ids=[fields["record_id"]])
    return Record(fields, payload.file, settings.servers, *computer, moment=moment, outcome=outcome)
