"""The folder in which records wait, so that the end of a kernel does not lose them.

Promises never to raise: a record that cannot be written waits in memory.
"""

import os
import re
import time
from typing import List, Optional, Set

from .processes import has_ended
from .records import Record
from .storage import private_file, private_folder


class Outbox:
    """The folder in which records wait, one file each, whose names sort by time and end in the id of
    the process that sends them.
    """

    def __init__(self, folder: str) -> None:
        self._folder = os.path.join(folder, "outbox")
        self._known: Set[str] = set()  # the paths of records that this process has written or read

    def save(self, record: Record) -> None:
        """Writes a record and sets its path. Never raises."""
        moment = re.sub("[^0-9]", "", record.fields["sent_at"])[:20]
        path = os.path.join(self._folder, "%s-%s-p%d.npt" % (moment, record.id, os.getpid()))
        self._known.add(path)
        try:
            if not os.path.isdir(self._folder):
                private_folder(self._folder)
            self._write(path, record.to_bytes())
            record.path = path
        except OSError:  # a full disk, a home that cannot be written
            pass

    def _write(self, path: str, content: bytes) -> None:
        with os.fdopen(private_file(path + ".part"), "wb") as file:
            file.write(content)
        os.replace(path + ".part", path)  # no other kernel reads half a record

    def delete(self, record: Record) -> None:
        """Deletes the file of a record, if it has one. Never raises."""
        if record.path:
            try:
                os.unlink(record.path)
            except OSError:
                pass
            record.path = ""

    def sent_by_other_kernel(self, record: Record) -> bool:
        """Tells whether the kernel that wrote an adopted record has sent it itself meanwhile."""
        return record.adopted and not os.path.exists(record.path)

    def left_by_others(self, older_than: float) -> List[Record]:
        """Returns the records of processes that have ended, and those of others that are older than so
        many seconds, the oldest first, each once. Never raises.
        """
        records = [
            self._adopt(os.path.join(self._folder, name), older_than) for name in self._names()
        ]
        return [record for record in records if record is not None]

    def _adopt(self, path: str, older_than: float) -> Optional[Record]:
        if path in self._known:
            return None
        try:
            young = 0.0 <= time.time() - os.stat(path).st_mtime < older_than
            if young and not sender_has_ended(path):
                return None  # one from the future was written before the clock was set back
            self._known.add(path)
            with open(path, "rb") as file:
                record = Record.from_bytes(file.read())
        except OSError:  # delivered in this very moment
            return None
        except (ValueError, KeyError, TypeError, AttributeError):  # damaged, or not ours
            return None
        record.path, record.adopted = path, True
        return record

    def _names(self) -> List[str]:
        try:
            return sorted(name for name in os.listdir(self._folder) if name.endswith(".npt"))
        except OSError:
            return []


def sender_has_ended(path: str) -> bool:
    """Tells whether the process that wrote a record's file has ended. It may be wrong where computers
    share a folder: then a record is sent twice, and counts once.
    """
    sender = re.search(r"-p([0-9]{1,10})\.npt$", path)
    return sender is not None and has_ended(int(sender[1]))
