"""What this user has been shown, in a file that all of the user's kernels share.

Promises never to raise, and to keep the last MAX_SEEN things at least, restarts included.
"""

import json
import os
import threading
import uuid
from typing import Dict, List

from .limits import MAX_NAME, MAX_SEEN, MAX_SEEN_BYTES
from .storage import private_file, private_folder


class Seen:
    """The names of what was shown."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._seen: Dict[str, None] = {}  # in the order in which they were shown
        self._lock = threading.Lock()

    def after_fork(self) -> None:
        """Renews the lock in a child process."""
        self._lock = threading.Lock()

    def reread(self) -> None:
        """Takes in what other kernels have shown meanwhile."""
        with self._lock:
            self._seen.update(self._seen_before())

    def is_new(self, name: List[str]) -> bool:
        """Tells whether a name is asked about for the first time, by any kernel that had asked by this
        one's first question, or by the last reread.
        """
        line = json.dumps([part[:MAX_NAME] for part in name])
        with self._lock:
            self._seen = self._seen or self._seen_before()
            if line in self._seen:
                return False
            self._seen[line] = None
            try:
                private_folder(os.path.dirname(self._path))
                if len(self._seen) > 2 * MAX_SEEN:
                    self._forget_oldest()
                else:
                    with open(self._path, "a", encoding="ascii") as file:
                        file.write(line + "\n")
            except OSError:  # it may be shown again after a restart
                pass
            return True

    def _forget_oldest(self) -> None:
        """Keeps the last MAX_SEEN names, in memory and in the file. Raises OSError."""
        self._seen = dict.fromkeys(list(self._seen)[-MAX_SEEN:])
        fresh = "%s.%s" % (self._path, uuid.uuid4().hex)
        with os.fdopen(private_file(fresh), "w", encoding="ascii") as file:
            file.write("".join(line + "\n" for line in self._seen))
        os.replace(fresh, self._path)

    def _seen_before(self) -> Dict[str, None]:
        """Returns what any kernel has shown, the oldest first."""
        try:
            with open(self._path, "rb") as file:
                file.seek(max(0, os.fstat(file.fileno()).st_size - MAX_SEEN_BYTES))
                lines = file.read(MAX_SEEN_BYTES).decode("ascii", "replace").split("\n")
            return dict.fromkeys([line for line in lines if line][-2 * MAX_SEEN :])
        except OSError:
            return {}
