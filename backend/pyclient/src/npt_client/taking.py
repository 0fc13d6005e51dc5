"""npt.take(): the code of the teacher's newest message, where the student can read and run it.

Promises never to run it.
"""

from typing import Any, Dict, Iterable, Optional

from .messages import read_message
from .output import running_shell
from .words import TAKES


def newest_with_code(messages: Iterable[Dict[str, Any]]) -> Optional[Dict[str, Any]]:
    """Returns the last of these messages, the oldest first, that has code; None if none has."""
    with_code = [message for message in messages if read_message(message).code.strip()]
    return with_code[-1] if with_code else None


def offer_code(message: Dict[str, Any], language: str) -> str:
    """Puts the code of a message into a new cell, or at the next prompt. Returns the words that say
    where; with the code, to be copied, where there is neither.
    """
    code, words = read_message(message).code, TAKES[language]
    shell = running_shell()
    try:
        in_notebook = getattr(shell, "kernel", None) is not None
        if in_notebook or not getattr(shell, "simple_prompt", True):  # that one is filled by nobody
            shell.set_next_input(code, replace=False)
            return words["cell" if in_notebook else "prompt"]
    except Exception:  # a shell of another kind
        pass
    return words["printed"] % code
