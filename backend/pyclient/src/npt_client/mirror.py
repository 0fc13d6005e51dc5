"""A folder that outlives the kernel in a browser, where files are in memory only: a copy of each in
IndexedDB, the browser's own database.

Promises to delete no file of another notebook of the same site, and never to raise: where the browser
keeps nothing, as in a private window, records last as long as the page.
"""

import os
from typing import Any, Callable, Dict, Iterator, List, Tuple

from .browser import ffi, page, wait_until
from .limits import MIRROR_SECONDS
from .outbox import HELD, SEEN
from .storage import private_folder

DATABASE = "npt"  # of the database, and of its one table, whose keys are paths in the folder
SHARED = ("sender-id",)  # never replaced: the first kernel of this site has written it
Stamp = Tuple[int, int]  # when a file was written, and its size


class Mirror:
    """The copy of one folder."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self._copied: Dict[str, Stamp] = {}  # what stands in the database, by path
        self._database: Any = None
        self._proxies: List[Any] = []  # functions that JavaScript may call yet
        self._then: Callable[[], None] = lambda: None
        self.is_loaded = False

    def load(self) -> None:
        """Brings the files of earlier kernels into the folder: before this returns where the browser
        lets a cell wait, which takes milliseconds, and else once the cell has ended.
        """
        try:
            self._open()
            wait_until(lambda: self.is_loaded, MIRROR_SECONDS)
        except Exception:  # no IndexedDB: in Node, say
            self._end()

    def when_loaded(self, function: Callable[[], None]) -> None:
        """Calls a function once the files are there, which they are not yet."""
        self._then = function

    def _end(self) -> None:
        if not self.is_loaded:
            self.is_loaded = True
            self._then()

    def _open(self) -> None:
        opening = page().indexedDB.open(DATABASE, 1)
        opening.onupgradeneeded = self._lasting(
            lambda event: opening.result.createObjectStore(DATABASE)
        )
        opening.onerror = self._lasting(lambda event: self._end())
        opening.onsuccess = self._lasting(lambda event: self._read(opening.result))

    def _lasting(self, function: Callable[[Any], Any]) -> Any:
        """Returns a function as JavaScript may call it, as long as this lives."""
        self._proxies.append(ffi().create_proxy(function))
        return self._proxies[-1]

    def _read(self, database: Any) -> None:
        try:
            self._database = database
            table = database.transaction(DATABASE, "readonly").objectStore(DATABASE)
            paths, contents = table.getAllKeys(), table.getAll()
            contents.onerror = self._lasting(lambda event: self._end())
            contents.onsuccess = self._lasting(lambda event: self._fill(paths, contents))
        except Exception:  # a database of another shape
            self._end()

    def _fill(self, paths: Any, contents: Any) -> None:
        for path, content in zip(paths.result, contents.result):
            try:
                self._write(str(path), content.to_bytes())
            except Exception:  # damaged, or not ours
                pass
        self._end()

    def _write(self, path: str, content: bytes) -> None:
        """Writes a file of an earlier kernel. What that held is free: it has ended."""
        if os.path.isabs(path) or ".." in path.split("/"):
            return
        here = path[: -len(HELD)] + SEEN if path.endswith(HELD) else path
        full = os.path.join(self.folder, here)
        if os.path.exists(full) and here not in SHARED:
            return
        private_folder(os.path.dirname(full))
        with open(full, "wb") as file:
            file.write(content)
        os.chmod(full, 0o600)
        stat = os.stat(full)
        self._copied[path] = stat.st_mtime_ns, stat.st_size

    def save(self) -> None:
        """Copies what has changed in the folder since the last call. Never raises. What was begun is
        on the disk some milliseconds later, also while the cell goes on computing.
        """
        if self._database is None:
            return
        try:
            found = dict(self._files())
            gone = [path for path in self._copied if path not in found]
            changed = [path for path, stamp in found.items() if self._copied.get(path) != stamp]
            if not gone and not changed:
                return
            table = self._database.transaction(DATABASE, "readwrite").objectStore(DATABASE)
            for path in changed:
                self._put(table, path)
            for path in gone:
                table.delete(path)
            self._copied = found
        except Exception:  # the disk is full, or the browser has closed the database
            pass

    def _put(self, table: Any, path: str) -> None:
        with open(os.path.join(self.folder, path), "rb") as file:
            content = ffi().to_js(file.read())
        if path in SHARED:
            table.add(content, path)
        else:
            table.put(content, path)

    def _files(self) -> Iterator[Tuple[str, Stamp]]:
        """Yields the files of the folder by their paths in it."""
        for folder in ("", "outbox", "answers"):
            try:
                with os.scandir(os.path.join(self.folder, folder)) as entries:
                    for one in entries:
                        if one.is_file() and not one.name.endswith(".part"):
                            stat = one.stat()
                            path = os.path.join(folder, one.name)
                            yield path, (stat.st_mtime_ns, stat.st_size)
            except OSError:  # there is none yet
                pass
