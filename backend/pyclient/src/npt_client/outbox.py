"""The folder in which records wait, so that the end of a kernel does not lose them.

Promises never to raise: a record that cannot be written waits in memory. Promises that of two kernels
that reach for a file one gets it: who has it gave it a name of its own.
"""

import os
import re
import time
import uuid
from typing import Iterable, List, Optional, Set

from .clock import boot_id
from .processes import has_ended
from .records import Record
from .storage import private_file, private_folder

SEEN = ".npt"  # how the names of files end that other kernels may take
HELD = ".held"  # and of those that they may take once the process of this one has ended


class Outbox:
    """The folder in which records wait, one file each, whose names sort by time and end in the id of
    the process that sends them.
    """

    def __init__(self, folder: str) -> None:
        self._folder = os.path.join(folder, "outbox")
        self._known: Set[str] = set()  # the paths of records that this process has written or read

    def clock_name(self) -> str:
        """Returns a name for the clock of steady(), one for all processes between two starts of the
        computer: SERIES-NUMBER-START, where the starts of one series are numbered in their order. Where
        starts cannot be told apart it is one for this process; where no file can be kept, there is no
        number. Never raises.
        """
        if not boot_id():
            return uuid.uuid4().hex[:16]
        # Windows has two such clocks: which one Python reads depends on its version.
        kind = time.get_clock_info("monotonic").implementation
        start = uuid.uuid5(uuid.NAMESPACE_OID, boot_id() + kind).hex[:16]
        path = os.path.join(os.path.dirname(self._folder), "clock")
        try:
            with open(path, encoding="ascii") as file:
                series, number, last = file.read().split("-")
            following = int(number) + 1
        except (OSError, ValueError):
            series, following, last = uuid.uuid4().hex[:8], 1, ""
        name = "%s-%d-%s" % (series, following - (last == start), start)
        try:
            if last != start:
                private_folder(os.path.dirname(path))
                self._write(path, name.encode("ascii"))
        except OSError:
            return start
        return name

    def save(self, record: Record) -> None:
        """Writes a record, for all to see, and sets its path. Never raises."""
        held = record.path if record.path.endswith(HELD) else ""
        path = record.path
        if held or not path:  # never a name that another kernel has read meanwhile
            path = self._path_of(record, "-" + uuid.uuid4().hex[:8] if held else "")
        self._known.add(path)
        try:
            if not os.path.isdir(self._folder):
                private_folder(self._folder)
            self._write(path, record.to_bytes())
            record.path = path
            if held:
                os.unlink(held)
        except OSError:  # a full disk, a home that cannot be written
            pass

    def _path_of(self, record: Record, claim: str, end: str = SEEN) -> str:
        moment = re.sub("[^0-9]", "", record.fields["sent_at"])[:20]
        name = "%s-%s%s-p%d%s" % (moment, record.id, claim, os.getpid(), end)
        return os.path.join(self._folder, name)

    def hold(self, record: Record) -> bool:
        """Takes a record's file out of sight, for as long as it is being replaced or changed: else
        another kernel could take what is about to be counted here. See claim for what is returned.
        """
        return self.claim(record, HELD)

    def claim(self, record: Record, end: str = SEEN) -> bool:
        """Takes a record's file for this kernel. Tells whether it was there: another kernel may have
        taken it, and sent the record.
        """
        path = self._path_of(record, "-" + uuid.uuid4().hex[:8], end)
        self._known.add(path)
        try:
            os.rename(record.path, path)
        except OSError:
            return False
        record.path = path
        return True

    def keep(self, records: Iterable[Record]) -> None:
        """Marks the files of records as those of a kernel that runs. Never raises."""
        for record in records:
            try:
                os.utime(record.path)
            except OSError:
                pass

    def _write(self, path: str, content: bytes) -> None:
        part = "%s.%s.part" % (path, uuid.uuid4().hex[:8])
        with os.fdopen(private_file(part), "wb") as file:
            file.write(content)
        os.replace(part, path)  # no other kernel reads half a record

    def delete(self, record: Record) -> None:
        """Deletes the file of a record, if it has one. Never raises."""
        if record.path:
            try:
                os.unlink(record.path)
            except OSError:
                pass
            record.path = ""

    def sent_by_other_kernel(self, record: Record) -> bool:
        """Tells whether another kernel has taken or sent an adopted record meanwhile."""
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
        if path in self._known or path.endswith(HELD) and not sender_has_ended(path):
            return None
        try:
            young = 0.0 <= time.time() - os.stat(path).st_mtime < older_than
            if young and not sender_has_ended(path):
                return None  # one from the future was written before the clock was set back
            with open(path, "rb") as file:
                record = Record.from_bytes(file.read())
        except OSError:  # delivered in this very moment
            return None
        except (ValueError, KeyError, TypeError, AttributeError):  # damaged, or not ours
            self._known.add(path)
            return None
        record.path, record.adopted = path, True
        return record if self.claim(record) else None

    def _names(self) -> List[str]:
        try:
            return sorted(name for name in os.listdir(self._folder) if name.endswith((SEEN, HELD)))
        except OSError:
            return []


def sender_has_ended(path: str) -> bool:
    """Tells whether the process that wrote a record's file has ended. It may be wrong where computers
    share a folder: then a record is sent twice, and counts once.
    """
    sender = re.search(r"-p([0-9]{1,10})\.(npt|held)$", path)
    return sender is not None and has_ended(int(sender[1]))
