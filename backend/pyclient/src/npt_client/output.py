"""The notebook's output: prints lines, shows messages, asks the student.

Promises never to raise, in a Jupyter kernel, in IPython and in plain Python, and to print no character
that could move a terminal's cursor, colour it or turn the direction of text: what the teacher's
computer says is text, whoever is at its address.
"""

import builtins
import sys
import types
import uuid
from typing import Any, Callable, Dict, NamedTuple, Optional

from .browser import threadless
from .messages import message_html, message_text, taken_back_html, taken_back_text
from .payload import library
from .plain import printable


def running_shell() -> Any:
    """Returns IPython's shell, or None in plain Python."""
    get_ipython = getattr(library("IPython"), "get_ipython", None)
    return get_ipython() if get_ipython else None


def running_cell() -> Any:
    """Returns the request that a Jupyter kernel works on, a cell's; None elsewhere. Never raises."""
    try:
        return running_shell().kernel.get_parent("shell")
    except Exception:  # plain Python, plain IPython, or a kernel of another kind
        return None


def running_source() -> str:
    """Returns the code of the running cell; '' elsewhere. Never raises."""
    try:
        return str(running_shell().history_manager.input_hist_raw[-1])
    except Exception:  # plain Python, or a kernel of another kind
        return ""


def publish(cell: Any, kind: str, content: Dict[str, Any]) -> bool:
    """Tells whether a Jupyter kernel took the output for a cell. Never raises."""
    if not cell:
        return threadless() and publish_by_shell(kind, content)
    try:
        kernel = running_shell().kernel
        kernel.session.send(
            kernel.iopub_socket, kind, content, parent=cell, ident=kind.encode("ascii")
        )
        return True
    except Exception:
        return False


def publish_by_shell(kind: str, content: Dict[str, Any]) -> bool:
    """Tells whether IPython in a browser, whose kernel has no sockets, took an output for the cell that
    ran last. Never raises.
    """
    try:
        if kind == "stream":
            return False
        update = kind == "update_display_data"
        running_shell().display_pub.publish(**content, update=update)
        return True
    except Exception:  # no IPython
        return False


def call_at(event: str, function: Callable[..., None]) -> bool:
    """Has IPython call a function at an event of every cell, like pre_run_cell; once, even if it is
    asked again. Tells whether there is IPython. Never raises.
    """
    try:
        events = running_shell().events
        do_not_call_at(event, function)
        events.register(event, function)
        return True
    except Exception:
        return False


def do_not_call_at(event: str, function: Callable[..., None]) -> None:
    """Takes call_at back. Never raises."""
    try:
        running_shell().events.unregister(event, function)
    except Exception:  # it was not registered
        pass


class Line:
    """One line under a cell, which may be written anew."""

    def __init__(self, output: "Output", cell: Any) -> None:
        self._output = output
        self._cell = cell
        self._id = ""

    @property
    def can_change(self) -> bool:
        """Whether writing again replaces the line, and does not add one."""
        return bool(self._cell) or threadless() and running_shell() is not None

    def write(self, text: str) -> None:
        """Writes the line, or replaces it where that can be done. Never raises."""
        kind = "update_display_data" if self._id else "display_data"
        self._id = self._id or uuid.uuid4().hex
        content = {
            "data": {"text/plain": printable(text)},
            "metadata": {},
            "transient": {"display_id": self._id},
        }
        if not publish(self._cell, kind, content):
            self._output.say(text)


class ShownAt(NamedTuple):
    """Where a message is shown, which may be written anew there."""

    cell: Any
    display_id: str


class Output:
    """Prints lines under the cell that called send or npt last, and shows messages under the cell
    that ran last.
    """

    def __init__(self) -> None:
        self._cell: Any = None
        self.cell_that_ran: Any = None

    def watch_cells(self) -> None:
        """Notes each cell that runs, from the present one on. Never raises."""
        self.remember_cell()
        self._note_cell()
        call_at("pre_run_cell", self._note_cell)

    def stop_watching(self) -> None:
        """Takes watch_cells back. Never raises."""
        do_not_call_at("pre_run_cell", self._note_cell)

    def _note_cell(self, info: Any = None) -> None:
        self.cell_that_ran = running_cell()

    def remember_cell(self) -> None:
        """Notes which cell is running, to print later lines under it. Never raises."""
        self._cell = running_cell()

    def say(self, text: str) -> None:
        """Prints from within the student's own cell. Never raises."""
        line = printable(text) + "\n"  # one write: print() would make two, and others print between
        try:
            print(line, end="")
        except UnicodeEncodeError:  # a terminal without these letters
            print(line.encode("ascii", "backslashreplace").decode("ascii"), end="")
        except Exception:  # a closed stdout
            pass

    def say_below(self, text: str) -> None:
        """Prints from the background thread. Never raises."""
        content = {"name": "stdout", "text": printable(text) + "\n"}
        if not publish(self._cell, "stream", content):
            self.say(text)

    def line(self) -> Line:
        """Returns a line under the running cell, which is not written yet."""
        return Line(self, running_cell())

    def show(self, message: Dict[str, Any]) -> Optional[ShownAt]:
        """Shows a teacher's message under the cell that ran last. Returns where; None if it was printed,
        which cannot be written anew. Never raises.
        """
        return self._show(message, self.cell_that_ran)

    def show_again(self, message: Dict[str, Any]) -> Optional[ShownAt]:
        """Shows a teacher's message under the running cell. Returns what show does. Never raises."""
        return self._show(message, running_cell())

    def _show(self, message: Dict[str, Any], cell: Any) -> Optional[ShownAt]:
        place = ShownAt(cell, uuid.uuid4().hex)
        text = message_text(message)
        if self.display(place, text, message_html(message)):
            return place
        self.say(text)
        return None

    def take_back(self, message: Dict[str, Any], place: ShownAt) -> None:
        """Marks a message as taken back where it is shown. Never raises."""
        text, markup = taken_back_text(message), taken_back_html(message)
        self.display(place, text, markup, again=True)

    def display(self, place: ShownAt, text: str, markup: str, again: bool = False) -> bool:
        """Shows an output that can be written anew; again, if it is shown. Tells whether a Jupyter
        kernel took it. Never raises.
        """
        kind = "update_display_data" if again else "display_data"
        data = {"text/plain": text, "text/html": markup}
        transient = {"display_id": place.display_id}
        return publish(place.cell, kind, {"data": data, "metadata": {}, "transient": transient})


def ask(prompt: str) -> Optional[str]:
    """Returns what the student types, without blanks around; None where nobody can be asked. Raises
    KeyboardInterrupt only.
    """
    if not can_ask():
        return None
    try:
        typed = builtins.input(prompt)
    except Exception:  # end of input, or a front end that cannot ask
        return None
    return typed.strip() if isinstance(typed, str) else None  # a promise of Python in a browser


def can_ask() -> bool:
    """Tells whether input() asks a person or returns at once: in a Jupyter kernel, which has its own
    input(), or at a terminal.
    """
    if not isinstance(builtins.input, types.BuiltinFunctionType):
        return True
    return sys.stdin is not None and sys.stdin.isatty()
