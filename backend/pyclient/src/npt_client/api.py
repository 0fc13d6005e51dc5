"""send and npt, and how they come into a notebook.

Promises that a notebook gains the names send, npt and _npt_config and nothing else, and that a first
cell that is run again, with this client or one of another version, loses no record.
"""

import builtins
import sys
from typing import Any, Callable, Dict, Optional

from .client import Client
from .notebook import MISSING
from .records import Record

MODULE_NAME = "npt_client"
# What the first cell brought. Types of globals are in comments, as client.py is exec'd in a
# student's namespace first: an annotation would stay in its __annotations__.
SERVED = globals().get("_npt_served", {})  # type: Dict[str, Any]
_client = None  # type: Optional[Client]


def interrupted(call: Callable[[Client], None]) -> bool:
    """Makes a call for the student, if there is a client. Tells whether a KeyboardInterrupt ended it:
    who asks raises another, without the frames inside, which are not the student's.
    """
    try:
        if _client is not None:
            call(_client)
        return False
    except KeyboardInterrupt:
        return True


def send(data: Any = MISSING, q_nb: Any = MISSING, *more: Any, **options: Any) -> None:
    """Hands in data as your answer to question q_nb. Your teacher sees it at once.

        send(x, 3)            the value of x, as the answer to question 3
        send("because", "2b") a label need not be a number
        send(plt, 4)          the plot of this cell; a figure or axes will do too
        send(my_function, 5)  the source code of a function or class

    data can be a number, text, list, dict, array, tensor, table, plot, picture, formula, function or
    class; of anything else its text is sent, and of what is very large a summary. Send again as often
    as you like: your teacher sees your last answer, and how many there were.

    Returns None, at once, and prints nothing unless you must do something, or npt_config['log'] is
    True. An answer that cannot be delivered now is kept and goes out by itself. See npt.status().
    """
    if interrupted(lambda client: client.send(data, q_nb)):
        raise KeyboardInterrupt


class Npt:
    """Your connection to your teacher's Notebook Progress Tracker: npt.help("what is wrong"),
    npt.messages(), npt.status(), npt.test().
    """

    def status(self) -> None:
        """Prints who sends where, and what was sent and what waits for this session."""
        if interrupted(lambda client: client.status()):
            raise KeyboardInterrupt

    def test(self) -> None:
        """Asks whether your answers would arrive now, and prints what your teacher's computer says.
        Nothing is sent: your teacher sees no test.
        """
        if interrupted(lambda client: client.test()):
            raise KeyboardInterrupt

    def messages(self) -> None:
        """Shows your teacher's messages again, the latest at the end."""
        if interrupted(lambda client: client.messages()):
            raise KeyboardInterrupt

    def help(self, text: Any = "", *more: Any, **options: Any) -> None:
        """Asks your teacher for help, like npt.help("my loop never ends")."""
        if interrupted(lambda client: client.help(text)):
            raise KeyboardInterrupt

    def join(self) -> None:
        """Looks for your teacher's computer, and asks for its address where it is not found."""
        if interrupted(lambda client: client.join()):
            raise KeyboardInterrupt

    def __repr__(self) -> str:
        return (
            "Notebook Progress Tracker: send(answer, question), npt.help(text), npt.messages(), "
            "npt.status(), npt.test()"
        )


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
    home._client.greet()


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
