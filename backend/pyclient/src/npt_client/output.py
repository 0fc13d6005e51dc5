"""The notebook's output: prints lines and shows messages under the cell that called send last.

Promises never to raise, in a Jupyter kernel, in IPython and in plain Python.
"""

import html
from typing import Any, Dict

from .payload import library


def running_shell() -> Any:
    """Returns IPython's shell, or None in plain Python."""
    get_ipython = getattr(library("IPython"), "get_ipython", None)
    return get_ipython() if get_ipython else None


class Output:
    """Prints lines and shows messages under the cell that called send last."""

    def __init__(self) -> None:
        self._cell: Any = None

    def remember_cell(self) -> None:
        """Notes which cell is running, to show later lines under it. Never raises."""
        try:
            self._cell = running_shell().kernel.get_parent("shell")
        except Exception:  # plain Python, plain IPython, or a kernel of another kind
            self._cell = None

    def say(self, text: str) -> None:
        """Prints from within the student's own call of send or npt. Never raises."""
        try:
            print(text)
        except Exception:  # a closed stdout
            pass

    def say_below(self, text: str) -> None:
        """Prints from the background thread. Never raises."""
        if not self._publish("stream", {"name": "stdout", "text": text + "\n"}):
            self.say(text)

    def show(self, message: Dict[str, Any]) -> None:
        """Shows a teacher's message from the background thread. Never raises."""
        title, text, code = (str(message.get(part) or "") for part in ("title", "text", "code"))
        plain = "\n".join(part for part in (title, text, code) if part)
        data = {"text/plain": plain, "text/html": message_html(title, text, code)}
        if not self._publish("display_data", {"data": data, "metadata": {}, "transient": {}}):
            self.say(plain)

    def _publish(self, kind: str, content: Dict[str, Any]) -> bool:
        """Tells whether a Jupyter kernel took the output for the remembered cell."""
        if not self._cell:
            return False
        try:
            kernel = running_shell().kernel
            kernel.session.send(
                kernel.iopub_socket, kind, content, parent=self._cell, ident=kind.encode()
            )
            return True
        except Exception:
            return False


def message_html(title: str, text: str, code: str) -> str:
    """Returns a message as HTML, in which its text is only text. A click selects the code."""
    head = "<b>%s</b><br>" % html.escape(title) if title else ""
    body = html.escape(text).replace("\n", "<br>")
    block = "<pre style='user-select:all;padding:.5em;overflow:auto'>%s</pre>"
    tail = block % html.escape(code) if code else ""
    style = "border-left:4px solid #4263eb;padding:.5em 1em;margin:.5em 0"
    return "<div style='%s'>%s%s%s</div>" % (style, head, body, tail)
