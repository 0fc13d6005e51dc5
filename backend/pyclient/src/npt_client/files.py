"""npt.get() and npt.hand_in(): files that the session hands out, and the notebook that is handed in.

Promises that a file goes to and comes from the computer that the first cell means, as records do; that
neither takes memory by its size; and that what is said is in the student's language.
"""

import http.client
import os
import time
import urllib.parse
import uuid
from typing import Any, Callable, Dict, Iterator, List, Tuple

from .browser import threadless
from .downloads import Offered, Part, has_content, with_number, read_offered, sum_of
from .errors import Unreachable, Unsendable
from .known_servers import KnownServers
from .limits import (
    ANSWER_SECONDS,
    FILE_PIECE,
    FILE_SECONDS,
    FILE_TRIES,
    MAX_ANSWER,
    MAX_HANDED_IN,
    MAX_SAID,
    PROGRESS_SECONDS,
    UNSAVED_SECONDS,
    WHO_SECONDS,
)
from .network import Network
from .notebook import Notebook
from .output import Line, Output, ask
from .own_file import NOTEBOOK, file_by_jupyter, notebooks_that_fit, saved_at
from .payload import safe_str
from .plain import one_line
from .records import Settings
from .told import Told
from .wire import Reply, Request, seconds_of
from .words import FILE_WORDS

CLOSED = ("no_such_owner", "no_such_session", "session_closed")


class Progress:
    """A line that says how far a file is, where a line can change."""

    def __init__(self, line: Line, text: Callable[[int], str]) -> None:
        self._line, self._text = line, text
        self._next = time.monotonic() + PROGRESS_SECONDS

    def tell(self, done: int) -> None:
        """Says it, now and then."""
        if self._line.can_change and time.monotonic() >= self._next:
            self._next = time.monotonic() + PROGRESS_SECONDS
            self._line.write(self._text(done))


class Files:
    """The files of one notebook's session."""

    def __init__(
        self, notebook: Notebook, known_servers: KnownServers, output: Output, told: Told
    ) -> None:
        self._notebook = notebook
        self._known_servers = known_servers
        self._output = output
        self._told = told

    def get(self, names: Any) -> None:
        """Fetches the data files, or those that are named. Raises Unsendable with what to say."""
        settings = self._settings()
        offered = self._offered(settings)
        wanted = [file for file in offered if not file.is_notebook]
        if names:
            by_name = {file.name: file for file in offered}
            for name in map(safe_str, names):
                if name not in by_name:
                    there = ", ".join(map(one_line, by_name, [MAX_SAID] * len(by_name)))
                    raise self._trouble("unknown", one_line(name, MAX_SAID), there or "-")
            wanted = [by_name[name] for name in map(safe_str, names)]
        if not wanted:
            raise self._trouble("none")
        for file in wanted:
            self._fetch(file, settings)

    def _fetch(self, file: Offered, settings: Settings) -> None:
        """Fetches one file, in a few goes if it is cut off."""
        path = os.path.join(os.getcwd(), file.file_name)
        line = self._output.line()
        number = 1
        while os.path.lexists(with_number(path, number)):
            if has_content(with_number(path, number), file):
                line.write(self._say("same", os.path.basename(with_number(path, number))))
                return
            number += 1
        part = Part(os.path.dirname(path), file)
        progress = Progress(
            line,
            lambda done: self._say("going", file.file_name, size_text(done), size_text(file.size)),
        )
        try:
            for _ in range(FILE_TRIES):
                if part.size >= file.size and part.size:
                    break
                self._go_on(part, settings, progress)
            if part.size < file.size:
                raise self._trouble("cut", file.file_name)
            if part.size > file.size or sum_of(part.path) != file.sha256:
                part.throw_away()
                raise self._trouble("damaged", file.file_name)
            placed = os.path.basename(part.finish(path))
        except OSError as reason:
            raise self._trouble("unwritable", file.file_name, reason.strerror or reason) from None
        if placed == file.file_name:
            line.write(self._say("got", placed, size_text(file.size)))
        else:
            line.write(self._say("got_as", file.file_name, placed, size_text(file.size)))

    def _go_on(self, part: Part, settings: Settings, progress: Progress) -> None:
        """Fetches what is missing of a file, as far as it comes. Raises OSError of the disk only."""
        begin = part.size if part.size < part.offered.size else 0
        query = {**settings.sender_fields(), "name": part.offered.name}
        headers = {"Accept": "application/octet-stream"}
        if begin:
            headers["Range"] = "bytes=%d-" % begin
            headers["If-Range"] = '"%s"' % part.offered.sha256
        connection, root = self._connect(settings)
        try:
            try:
                connection.request("GET", root + path_of("/handout/file", query), headers=headers)
                answer = connection.getresponse()
            except (OSError, http.client.HTTPException):
                return
            if answer.status not in (200, 206):
                raise self._refused(Reply(answer.status, answer.headers, answer.read(MAX_ANSWER)))
            part.take(reading(answer), begin if answer.status == 206 else 0, progress.tell)
        finally:
            connection.close()

    def _offered(self, settings: Settings) -> List[Offered]:
        network = Network(self._known_servers)
        path = path_of("/handout/list", settings.sender_fields())
        try:
            target = self._notebook.target_now(settings)
            reply, read = network.ask(target, Request("GET", path, ANSWER_SECONDS))
        except Unreachable:
            raise self._trouble("no_answer") from None
        finally:
            network.close()
        if reply.status != 200 or not isinstance(read.get("files"), list):
            raise self._refused(reply)
        offered = []
        for item in read["files"]:
            try:
                offered.append(read_offered(item))
            except ValueError:  # of another shape
                pass
        return offered

    def hand_in(self, path: Any) -> None:
        """Hands in the notebook. Raises Unsendable with what to say."""
        settings = self._settings()
        file = self._own_file(path, settings)
        name, saved = os.path.basename(file), saved_at(file)
        length = os.path.getsize(file)
        if length > MAX_HANDED_IN:
            raise self._trouble("too_large", size_text(length))
        query = {
            **settings.sender_fields(),
            "name": name,
            "record_id": uuid.uuid4().hex,
            "sha256": sum_of(file),
        }
        line = self._output.line()
        progress = Progress(
            line, lambda done: self._say("sending", name, size_text(done), size_text(length))
        )
        reply = self._bring(file, length, path_of("/hand-in", query), settings, progress)
        read = reply.read() or {}
        if reply.status != 200 or read.get("status") != "success":
            raise self._refused(reply)
        receipt = one_line(safe_str(read.get("receipt") or ""), MAX_SAID)
        said = self._say("receipt", receipt) if receipt else ""
        line.write(self._say("handed_in", name, self._ago(time.time() - saved), said))
        if time.time() - saved >= UNSAVED_SECONDS:
            self._output.say(self._say("unsaved"))

    def _bring(
        self, file: str, length: int, path: str, settings: Settings, progress: Progress
    ) -> Reply:
        """Returns the answer to a notebook that was brought, in a few goes. A repeat counts once."""
        for last in [False] * (FILE_TRIES - 1) + [True]:
            connection, root = self._connect(settings)
            try:
                headers = {
                    "Accept": "application/json",
                    "Content-Type": "application/x-ipynb+json",
                    "Content-Length": str(length),
                }
                connection.request("POST", root + path, pieces(file, progress.tell), headers)
                answer = connection.getresponse()
                reply = Reply(answer.status, answer.headers, answer.read(MAX_ANSWER))
            except (OSError, http.client.HTTPException):
                if last:
                    raise self._trouble("no_answer") from None
                continue
            finally:
                connection.close()
            if reply.status not in (429, 503) or last:
                return reply
            time.sleep(min(5.0, seconds_of(reply.headers.get("Retry-After")) or 1.0))
        raise self._trouble("no_answer")

    def _own_file(self, path: Any, settings: Settings) -> str:
        """Returns the notebook's file: the one that is named, that of the front end, or the one that
        fits; of several, the one that the student chooses.
        """
        folder = os.getcwd()
        if path is not None:
            named = os.path.abspath(os.path.expanduser(safe_str(path)))
            for file in (named, named + NOTEBOOK):
                if file.lower().endswith(NOTEBOOK) and os.path.isfile(file):
                    return file
            raise self._trouble("not_there", one_line(safe_str(path), MAX_SAID))
        of_vs_code = self._notebook.file_by_front_end()
        if of_vs_code.lower().endswith(NOTEBOOK) and os.path.isfile(of_vs_code):
            return of_vs_code
        found = file_by_jupyter(folder)
        if found:
            return found
        fitting = notebooks_that_fit(folder, settings)
        if not fitting:
            raise self._trouble("no_file", folder)
        return fitting[0] if len(fitting) == 1 else self._chosen(fitting)

    def _chosen(self, files: List[str]) -> str:
        names = [one_line(os.path.basename(file), MAX_SAID) for file in files]
        lines = [
            "%d  %s, %s" % (n + 1, name, self._ago(time.time() - saved_at(files[n])))
            for n, name in enumerate(names)
        ]
        self._output.say("\n".join(lines))
        typed = ask(self._say("which", len(files))) or ""
        if not typed.isdigit() or not 1 <= int(typed) <= len(files):
            raise self._trouble("say_which", ", ".join(names))
        return files[int(typed) - 1]

    def _connect(self, settings: Settings) -> Tuple[http.client.HTTPConnection, str]:
        """Returns a connection to the teacher's computer, and what its paths begin with. Raises Unsendable
        if it is not reached.
        """
        network = Network(self._known_servers)
        try:
            network.ask(self._notebook.target_now(settings), Request("GET", "/who", WHO_SECONDS))
            connection = network.take_connection()
        except Unreachable:
            connection = None
        finally:
            network.close()
        if connection is None or connection.sock is None:
            raise self._trouble("no_answer")
        connection.sock.settimeout(FILE_SECONDS)
        return connection, urllib.parse.urlsplit(network.server).path

    def _settings(self) -> Settings:
        settings = self._notebook.settings()
        if threadless():
            raise self._trouble("not_here", (settings.servers or ("",))[0])
        return settings

    def _refused(self, reply: Reply) -> Unsendable:
        read: Dict[str, Any] = reply.read() or {}
        if read.get("code") in CLOSED:
            return self._trouble("closed")
        message = one_line(safe_str(read.get("message") or reply.status), MAX_SAID)
        if reply.status in (429, 503) and not read.get("message"):
            return self._trouble("busy")
        return self._trouble("refused", message)

    def _say(self, key: str, *values: Any) -> str:
        text = FILE_WORDS.get(self._told.language, FILE_WORDS["en"])[key]
        return text % values if values else text

    def _trouble(self, key: str, *values: Any) -> Unsendable:
        return Unsendable(self._say(key, *values))

    def _ago(self, seconds: float) -> str:
        for unit, length, least in (("days", 86_400, 2 * 86_400), ("hours", 3_600, 7_200)):
            if seconds >= least:
                return self._say(unit, seconds // length)
        if seconds >= 120:
            return self._say("minutes", seconds // 60)
        return self._say("seconds", max(0, round(seconds)))


def reading(answer: http.client.HTTPResponse) -> Callable[[int], bytes]:
    """Returns what reads an answer; it gives b"" where the answer is cut off."""

    def read(most: int) -> bytes:
        try:
            return answer.read(most)
        except (OSError, http.client.HTTPException):
            return b""

    return read


def pieces(file: str, tell: Callable[[int], None]) -> Iterator[bytes]:
    """Yields the content of a file, and tells how much that was."""
    done = 0
    with open(file, "rb") as content:
        for piece in iter(lambda: content.read(FILE_PIECE), b""):
            yield piece
            done += len(piece)
            tell(done)


def path_of(path: str, query: Dict[str, str]) -> str:
    """Returns a path with its query."""
    return "%s?%s" % (path, urllib.parse.urlencode(query))


def size_text(count: int) -> str:
    """Returns a number of bytes as people read it."""
    if count < 1_000:
        return "%d B" % count
    return "%d kB" % round(count / 1e3) if count < 1e6 else "%.1f MB" % (count / 1e6)
