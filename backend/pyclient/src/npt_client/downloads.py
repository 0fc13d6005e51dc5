"""A file on its way into the student's folder.

Promises that no file of the student's is written over or removed; that a file has its name only once it
is whole and what the teacher's computer said; and that one that was cut off goes on where it stopped.
"""

import hashlib
import os
import re
from typing import Any, Callable, NamedTuple

from .limits import FILE_PIECE, MAX_FILE_NAME, MAX_NAME
from .payload import safe_str
from .plain import one_line

RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)


class Offered(NamedTuple):
    """A file that the session hands out."""

    name: str  # as the teacher's computer has it
    size: int
    sha256: str
    is_notebook: bool

    @property
    def file_name(self) -> str:
        """The name that it gets here: of one file, in this folder, whoever answers."""
        name = re.sub(r'[<>:"/\\|?*\x00-\x1f\x7f]', "_", one_line(self.name, MAX_FILE_NAME))
        name = name.strip(" .") or "file"
        return "_" + name if RESERVED.fullmatch(name) else name


def read_offered(item: Any) -> Offered:
    """Returns the file that an item off the wire describes. Raises ValueError if it does not."""
    if not isinstance(item, dict):
        raise ValueError
    sha256, size = safe_str(item.get("sha256")), item.get("size")
    if not re.fullmatch("[0-9a-f]{64}", sha256) or not isinstance(size, int) or size < 0:
        raise ValueError
    name = safe_str(item.get("name") or "")[: 4 * MAX_NAME]
    return Offered(name, size, sha256, bool(item.get("notebook")))


def sum_of(path: str) -> str:
    """Returns the SHA-256 of a file in hex; '' if it cannot be read."""
    digest = hashlib.sha256()
    try:
        with open(path, "rb") as file:
            for piece in iter(lambda: file.read(FILE_PIECE), b""):
                digest.update(piece)
    except OSError:
        return ""
    return digest.hexdigest()


def has_content(path: str, offered: Offered) -> bool:
    """Tells whether a file is the one that is offered."""
    try:
        return os.stat(path).st_size == offered.size and sum_of(path) == offered.sha256
    except OSError:
        return False


def with_number(path: str, number: int) -> str:
    """Returns a path with a number before its ending: data (2).csv."""
    stem, end = os.path.splitext(path)
    return path if number == 1 else "%s (%d)%s" % (stem, number, end)


class Part:
    """What has come of a file, in a file of its own beside the place where it will stand."""

    def __init__(self, folder: str, offered: Offered) -> None:
        self.offered = offered
        self.path = os.path.join(folder, ".npt-%s.part" % offered.sha256[:16])

    @property
    def size(self) -> int:
        """How many bytes have come."""
        try:
            return os.stat(self.path).st_size
        except OSError:
            return 0

    def take(self, read: Callable[[int], bytes], begin: int, tell: Callable[[int], None]) -> None:
        """Writes what read gives from so many bytes on, and tells how many there are. Raises OSError."""
        with open(self.path, "r+b" if begin else "wb") as file:
            file.seek(begin)
            at = begin
            while at < self.offered.size:
                piece = read(min(FILE_PIECE, self.offered.size - at))
                if not piece:
                    break
                file.write(piece)
                at += len(piece)
                tell(at)

    def throw_away(self) -> None:
        """Removes it. Never raises."""
        try:
            os.unlink(self.path)
        except OSError:
            pass

    def finish(self, path: str) -> str:
        """Gives it its name, or the first free one with a number, and returns that. Raises OSError."""
        for number in range(1, 10_000):
            place = with_number(path, number)
            try:
                # A name that is there already makes this fail; only then is it ours to replace.
                os.close(os.open(place, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
            except FileExistsError:
                continue
            try:
                os.replace(self.path, place)
            except OSError:
                os.unlink(place)
                raise
            return place
        raise FileExistsError(path)
