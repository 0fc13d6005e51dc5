"""Records, the settings that they are made with, and what the teacher's computer answers.

Promises that the bytes of a record can be read by every version of the client.
"""

import dataclasses
import datetime
import json
import time
import uuid
from typing import Any, Dict, NamedTuple, Optional, Tuple

from .clock import next_moment
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


@dataclasses.dataclass(frozen=True)
class Answer:
    """What the teacher's computer said to a record."""

    status: int
    code: str
    message: str
    messages: Tuple[Dict[str, Any], ...] = ()
    retry_after: float = 0.0

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
    def asks_for_help(self) -> bool:
        """Whether this is a request for help."""
        return self.fields.get("type") == HELP

    @property
    def queue_key(self) -> Tuple[str, ...]:
        """The queue that the record belongs to: one sender's for one part of a session."""
        names = ("session_owner", "session_name", "part_name", "sender_name", "sender_uuid")
        return tuple(self.fields[name] for name in names)

    @property
    def size(self) -> int:
        """The size of text and picture, about in bytes."""
        return len(self.fields["data"]) + len(self.file)

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
        datetime.datetime.fromisoformat(fields["sent_at"])
        record.queue_key, record.id, record.size  # they must be there
        return record


def new_record(settings: Settings, question: str, payload: Payload) -> Record:
    """Returns a record with an id and a moment of its own."""
    fields = {
        "session_owner": settings.owner,
        "session_name": settings.session,
        "part_name": settings.part,
        "sender_name": settings.sender,
        "sender_uuid": settings.sender_uuid,
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
    return Record(fields, payload.file, settings.servers, settings.server_id, settings.server_key)
