"""Where teachers' computers were found last, kept in a file for the next kernel.

Promises never to raise: without the file, the computer is looked for again.
"""

import json
import os
import threading
import time
import uuid
from typing import Dict, List, Tuple

from .limits import MAX_KNOWN_SERVERS, PROBE_EVERY_SECONDS
from .neighbours import own_networks, ports_of, probe
from .storage import private_file, private_folder
from .wire import Target


class KnownServers:
    """The servers of the last MAX_KNOWN_SERVERS teachers' computers, by their ids."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._path = os.path.join(folder, "places.json")
        self._lock = threading.Lock()
        self._probing = threading.Lock()  # held by the thread that probes
        self._servers, self._probed_at = self._read()

    def for_child(self) -> "KnownServers":
        """Returns one for a child process: no lock is held."""
        return KnownServers(self._folder)

    def last(self, target: Target) -> List[str]:
        """Returns the servers at which the target answered last, one an id at most."""
        with self._lock:
            return [self._servers[id] for id in target.ids if id in self._servers]

    def remember(self, id: str, server: str) -> None:
        """Notes the server of a computer. Writes the file only if that is new."""
        with self._lock:
            if self._servers.get(id) == server:
                return
            self._servers.update(self._read()[0])  # what other kernels found
            self._servers.pop(id, None)
            self._servers[id] = server
            for oldest in list(self._servers)[:-MAX_KNOWN_SERVERS]:
                del self._servers[oldest]
            self._write()

    def probe_if_due(self, target: Target) -> List[str]:
        """Returns the server of the target among the neighbours, who are tried once in
        PROBE_EVERY_SECONDS only; in between, what last returns.
        """
        with self._probing:
            with self._lock:
                now = time.time()
                if 0 <= now - self._probed_at < PROBE_EVERY_SECONDS:
                    due = False
                else:
                    due, self._probed_at = True, now
                    self._write()
            if not due:
                return self.last(target)  # another thread may have just found it
            found = probe(own_networks(), ports_of(target.servers), target)
            return [found] if found else []

    def _read(self) -> Tuple[Dict[str, str], float]:
        try:
            with open(self._path, encoding="ascii") as file:
                read = json.loads(file.read(100_000))
            return (
                {str(id): str(server) for id, server in read["servers"].items()},
                float(read["probed_at"]),
            )
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return {}, 0.0  # there is none, or it is damaged

    def _write(self) -> None:
        fresh = "%s.%s" % (self._path, uuid.uuid4().hex)
        try:
            private_folder(self._folder)
            with os.fdopen(private_file(fresh), "w", encoding="ascii") as file:
                json.dump({"servers": self._servers, "probed_at": self._probed_at}, file)
            os.replace(fresh, self._path)
        except OSError:
            pass
