"""send and npt, and how they come into a notebook.

Promises that a notebook gains the names send, npt and _npt_config and nothing else, and that a first
cell that is run again, with this client or one of another version, loses no record.
"""

import builtins
import sys
from typing import Any, Dict, Optional

from .client import Client
from .notebook import MISSING
from .records import Record

MODULE_NAME = "npt_client"
# What the first cell brought. Types of globals are in comments, as client.py is exec'd in a
# student's namespace first: an annotation would stay in its __annotations__.
SERVED = globals().get("_npt_served", {})  # type: Dict[str, Any]
_client = None  # type: Optional[Client]


def send(data: Any = MISSING, q_nb: Any = MISSING, *more: Any, **options: Any) -> None:
    """Hands data in as the answer to question q_nb, like send(x, 3).

    Works with numbers, text, lists, dicts, arrays, tensors, tables, plots, pictures, functions and
    classes. Returns at once and prints nothing, unless you must do something or npt_config['log']
    is True.
    """
    if _client is not None:
        _client.send(data, q_nb)


class Npt:
    """Your connection to your teacher's Notebook Progress Tracker: npt.status(), npt.test(),
    npt.help("what is wrong").
    """

    def status(self) -> None:
        """Prints who sends where, and what was sent and what waits."""
        if _client is not None:
            _client.status()

    def test(self) -> None:
        """Sends a test record and prints what happened."""
        if _client is not None:
            _client.test()

    def help(self, text: Any = "", *more: Any, **options: Any) -> None:
        """Asks your teacher for help, like npt.help("my loop never ends")."""
        if _client is not None:
            _client.help(text)

    def join(self) -> None:
        """Looks for your teacher's computer, and asks for its address where it is not found."""
        if _client is not None:
            _client.join()

    def __repr__(self) -> str:
        return "Notebook Progress Tracker: send(answer, question), npt.help(text), npt.status(), npt.test()"


npt = Npt()


def npt_init_pusher(*ignored: Any, **options: Any) -> None:
    """Does nothing. Some notebooks made for the original tracker call it once, and find it in
    builtins.
    """


def install(student: Dict[str, Any], before: Dict[str, Any], here: Any) -> None:
    """Gives a student's namespace back as it was before client.py was exec'd, with send and npt.

    here is the module in which client.py was exec'd for itself.
    """
    for name in list(student):
        if name not in before:
            del student[name]
    student.update(before)
    home = sys.modules[MODULE_NAME] = reuse_client(student, here)
    student.update(send=home.send, npt=home.npt, _npt_config=home._client.notebook.old_config())
    setattr(builtins, "npt_init_pusher", home.npt_init_pusher)


def reuse_client(student: Dict[str, Any], here: Any) -> Any:
    """Returns the module whose client serves this notebook: the one of an earlier first cell if it
    is of this version, else here, with the records that the earlier one has in no file.

    Two versions may meet in one kernel, the older before or after the newer. They know each other
    by these names, which never change: MODULE_NAME, _client with fingerprint, move and retire, and
    Record.from_bytes.
    """
    global _client
    running: Any = sys.modules.get(MODULE_NAME)
    client = getattr(running, "_client", None)
    if client is not None and client.fingerprint == SERVED.get("client"):
        client.move(SERVED, student)
        return running
    left = client.retire() if client is not None else []
    _client = Client(SERVED, student)
    for content in left:
        _client.courier.put(Record.from_bytes(content))
    _client.start()
    return here
