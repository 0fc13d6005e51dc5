"""The student's own answers that arrived, each with its receipt, to list and to show.

Promises never to raise, and to keep of each question the last answer that arrived. It keeps a file for
each, as the outbox had it, and in memory those for which there can be no file.
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


class Ledger:
    """The folder of the answers that arrived."""

    def __init__(self, folder: str) -> None:
        self._folder = os.path.join(folder, "answers")
        self._unwritten: Dict[str, Kept] = {}

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
        try:
            private_folder(self._folder)
            os.replace(record.path, os.path.join(self._folder, name))
            record.path = ""
        except OSError:
            self._unwritten[key] = kept
            while sum(kept.record.size for kept in self._unwritten.values()) > MAX_KEPT_BYTES:
                del self._unwritten[next(iter(self._unwritten))]
        self._prune(key, name)

    def _prune(self, key: str, latest: str) -> None:
        """Deletes the earlier answers to the same question, and the oldest over the limits."""
        left: List[os.DirEntry[str]] = []
        try:
            with os.scandir(self._folder) as entries:
                left = [entry for entry in entries if NAME.fullmatch(entry.name)]
            left.sort(key=lambda entry: entry.stat().st_mtime, reverse=True)
            room, number = MAX_KEPT_BYTES, 0
            for entry in left:
                room, number = room - entry.stat().st_size, number + 1
                outdated = entry.name.startswith(key) and entry.name != latest
                if outdated or number > MAX_KEPT or room < 0:
                    os.unlink(entry.path)
        except OSError:  # another kernel was first, or there is no folder
            pass

    def read(self, sender: Tuple[str, ...]) -> List[Kept]:
        """Returns the answers of a sender, see sender_in, that arrived, in the order in which they
        were sent.
        """
        found = dict(self._unwritten)
        try:
            names = os.listdir(self._folder)
        except OSError:
            names = []
        for name in names:
            match = NAME.fullmatch(name)
            record = self._read(name) if match else None
            if match and record is not None:
                found.setdefault(match[1], Kept(record, int(match[2]), match[3]))
        own = [kept for kept in found.values() if sender_in(kept.record.fields) == sender]
        return sorted(own, key=lambda kept: kept.record.fields["sent_at"])

    def _read(self, name: str) -> Optional[Record]:
        try:
            with open(os.path.join(self._folder, name), "rb") as file:
                return Record.from_bytes(file.read())
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None


def sender_in(fields: Dict[str, str]) -> Tuple[str, ...]:
    """Returns which session fields are sent to, and by whom."""
    names = ("session_owner", "session_name", "sender_name", "sender_uuid")
    return tuple(fields[name] for name in names)


def key_of_answer(record: Record) -> str:
    """Returns a name for a sender's answer to a question of a part."""
    key = json.dumps(record.queue_key + (record.question,))
    return uuid.uuid5(uuid.NAMESPACE_OID, key).hex
