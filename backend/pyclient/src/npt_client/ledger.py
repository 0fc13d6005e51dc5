"""The student's own answers that arrived, each with its receipt, to list and to show.

Promises never to raise, and to keep of each question the last answer that arrived. It keeps a file for
each, as the outbox had it, and in memory those for which there can be no file. Several kernels may share
the folder: it is looked through at the first arrival, and where somebody else has changed it since.
"""

import json
import os
import re
import uuid
from typing import Dict, List, NamedTuple, Optional, Tuple

from .limits import MAX_KEPT, MAX_KEPT_BYTES
from .records import Answer, Record
from .storage import private_folder

NAME = re.compile(r"([0-9a-f]{32})-([0-9]{1,9})-([0-9A-Z-]{0,20})\.npt")


class Kept(NamedTuple):
    """An answer that arrived."""

    record: Record
    attempts: int
    receipt: str  # '' if the app gives none


class Filed(NamedTuple):
    """The file of an answer that arrived."""

    name: str
    size: int
    sent_at: float  # when it was written, which is when it was sent


class Ledger:
    """The folder of the answers that arrived."""

    def __init__(self, folder: str) -> None:
        self._folder = os.path.join(folder, "answers")
        self._unwritten: Dict[str, Kept] = {}
        self._filed: Dict[str, Filed] = {}  # by key_of_answer, as the folder was left
        self._left_at: Optional[int] = None  # when the folder changed last, by this process

    def keep(self, record: Record, answer: Answer) -> None:
        """Keeps a record that has arrived, in place of the one that arrived before it. Moves its file
        out of the outbox.
        """
        key = key_of_answer(record)
        kept = Kept(record, answer.attempts or record.attempts, answer.receipt)
        name = "%s-%d-%s.npt" % (key, kept.attempts, kept.receipt)
        if not NAME.fullmatch(name):  # what no app of ours answers
            return
        self._unwritten.pop(key, None)
        path = os.path.join(self._folder, name)
        try:
            private_folder(self._folder)
            self._look_if_changed()
            os.replace(record.path, path)
            record.path = ""
        except OSError:
            self._remember(key, kept)
            return
        try:
            self._replace(key, filed(name, os.stat(path)))
            self._forget_oldest()
            self._left_at = self._changed_at()
        except OSError:  # another kernel was first
            self._left_at = None

    def _remember(self, key: str, kept: Kept) -> None:
        """Keeps an answer for which there can be no file. Bounds: MAX_KEPT_BYTES."""
        self._unwritten[key] = kept
        while sum(kept.record.size for kept in self._unwritten.values()) > MAX_KEPT_BYTES:
            del self._unwritten[next(iter(self._unwritten))]

    def _changed_at(self) -> int:
        """Returns when a file came into the folder or left it last. Raises OSError."""
        return os.stat(self._folder).st_mtime_ns

    def _look_if_changed(self) -> None:
        """Looks which answers the folder has, unless it is as this process left it. Deletes earlier
        ones to the same question. Raises OSError.
        """
        if self._changed_at() == self._left_at:
            return
        self._filed, self._left_at = {}, None
        with os.scandir(self._folder) as entries:
            found = [filed(one.name, one.stat()) for one in entries if NAME.fullmatch(one.name)]
        for one in sorted(found, key=lambda one: one.sent_at):
            self._replace(one.name.partition("-")[0], one)

    def _replace(self, key: str, latest: Filed) -> None:
        """Notes the last answer to a question, and deletes the one before it."""
        earlier = self._filed.pop(key, None)
        self._filed[key] = latest
        if earlier is not None and earlier.name != latest.name:
            self._delete(earlier)

    def _forget_oldest(self) -> None:
        """Deletes the oldest answers over the limits."""
        over = sum(one.size for one in self._filed.values()) - MAX_KEPT_BYTES
        if len(self._filed) <= MAX_KEPT and over <= 0:
            return
        for key, one in sorted(self._filed.items(), key=lambda item: item[1].sent_at):
            if len(self._filed) <= MAX_KEPT and over <= 0:
                break
            over -= one.size
            del self._filed[key]
            self._delete(one)

    def _delete(self, one: Filed) -> None:
        """Deletes the file of an answer. Never raises."""
        try:
            os.unlink(os.path.join(self._folder, one.name))
        except OSError:  # another kernel was first
            pass

    def read(self, sender: Tuple[str, ...]) -> List[Kept]:
        """Returns the answers of a sender, see sender_in, that arrived, in the order in which they
        were sent.
        """
        found: Dict[str, Kept] = {}
        try:
            with os.scandir(self._folder) as entries:
                listed = [(one.stat().st_mtime, one.name) for one in entries]
        except OSError:
            listed = []
        for _, name in sorted(listed):  # there may be an earlier one beside it, of another kernel
            match = NAME.fullmatch(name)
            record = self._read(name) if match else None
            if match and record is not None:
                found[match[1]] = Kept(record, int(match[2]), match[3])
        found.update(self._unwritten)
        own = [kept for kept in found.values() if sender_in(kept.record.fields) == sender]
        return sorted(own, key=lambda kept: kept.record.fields["sent_at"])

    def _read(self, name: str) -> Optional[Record]:
        try:
            with open(os.path.join(self._folder, name), "rb") as file:
                return Record.from_bytes(file.read())
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None


def filed(name: str, stat: os.stat_result) -> Filed:
    """Returns the file of an answer, from what the system says of it."""
    return Filed(name, stat.st_size, stat.st_mtime)


def sender_in(fields: Dict[str, str]) -> Tuple[str, ...]:
    """Returns which session fields are sent to, and by whom."""
    names = ("session_owner", "session_name", "sender_name", "sender_uuid")
    return tuple(fields[name] for name in names)


def key_of_answer(record: Record) -> str:
    """Returns a name for a sender's answer to a question of a part."""
    key = json.dumps(record.queue_key + (record.question,))
    return uuid.uuid5(uuid.NAMESPACE_OID, key).hex
