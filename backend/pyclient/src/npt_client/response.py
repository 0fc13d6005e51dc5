"""What send returns in a notebook that was made for the original, where it returned what the server said.

Promises to show nothing as the last line of a cell, to wait RESPONSE_SECONDS at most, and never to raise.
"""

import sys
import types
from typing import Any, Callable, Optional, Tuple

from .limits import RESPONSE_SECONDS
from .output import running_shell
from .records import Answer, Outcome
from .words import STILL_WAITING

ACCEPTED = 202  # HTTP's number for: taken, and done later


class Response:
    """What became of one record, as the original's send returned it: status_code, text, content, ok.
    Each waits a moment for the teacher's computer.
    """

    def __init__(
        self, outcome: Outcome, wait_for: Callable[[Any, float], Optional[Answer]]
    ) -> None:
        self._outcome = outcome
        self._wait_for = wait_for

    @property
    def status_code(self) -> int:
        """The status of the teacher's computer, like 200; 202 while the answer waits."""
        answer = self._wait_for(self._outcome, RESPONSE_SECONDS)
        return answer.status if answer else ACCEPTED

    @property
    def text(self) -> str:
        """What the teacher's computer said, like 'Success: Record inserted'."""
        answer = self._wait_for(self._outcome, RESPONSE_SECONDS)
        return answer.text if answer else STILL_WAITING

    @property
    def content(self) -> bytes:
        """The text as bytes."""
        return self.text.encode("utf-8")

    @property
    def ok(self) -> bool:
        """Whether the answer has arrived or waits, and was not refused."""
        return self.status_code < 400

    def __bool__(self) -> bool:
        return self.ok

    def __repr__(self) -> str:
        answer = self._outcome.answer
        return "<Response [%d]>" % (answer.status if answer else ACCEPTED)

    def _ipython_display_(self) -> None:
        """Shows nothing: most cells end in send."""

    def __reduce__(self) -> Tuple[Any, ...]:
        known = {"status_code": self.status_code, "text": self.text, "ok": self.ok}
        return types.SimpleNamespace, (), known


def shows_results_as_text() -> bool:
    """Tells whether the last line of what is typed is shown by its repr: at a prompt, and in no
    notebook.
    """
    shell = running_shell()
    return hasattr(sys, "ps1") if shell is None else not hasattr(shell, "kernel")
