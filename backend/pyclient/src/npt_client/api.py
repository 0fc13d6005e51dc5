"""send and npt, and how they come into a notebook.

Promises that a notebook gains the names send, npt and _npt_config, and those that the original left
there if its first cell has the original's form, and none that it has already; and that a first cell
that is run again, with this client or one of another version, loses no record.
"""

import builtins
import importlib
import inspect
import sys
from typing import Any, Callable, Dict, List, Optional, Tuple

from .client import Client
from .limits import CALL_SECONDS
from .notebook import MISSING
from .payload import library
from .records import Record
from .response import Response
from .shipping import shipment

MODULE_NAME = "npt_client"
CODE = globals().get("_npt_code")  # type: Any # that of client.py
# The modules that the original's client imported into the notebook, where cells may lean on them.
LEFT_BY_ORIGINAL = ("hashlib", "inspect", "io", "json", "platform", "sys", "uuid")
_client = None  # type: Optional[Client]
_arrived = False  # whether the client came in a pickle


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


class Shipped:
    """What a pickle brings to other processes: see shipping.py."""

    NAME = ""

    def __reduce__(self) -> Tuple[Any, ...]:
        served, student = ({}, {}) if _client is None else _client.shipped()
        return shipment(self.NAME, CODE, served, student)


class Send(Shipped):
    """The function send, as an object, since Python pickles a function as the name of its module."""

    NAME = "send"

    def __init__(self) -> None:
        self.__name__ = self.NAME
        self.__doc__ = inspect.cleandoc(Send.send.__doc__ or "")

    def send(
        self,
        data: Any = MISSING,
        q_nb: Any = MISSING,
        *more: Any,
        at: Any = None,
        seconds: Any = CALL_SECONDS,
        **options: Any,
    ) -> Optional[Response]:
        """Hands in data as your answer to question q_nb. Your teacher sees it at once.

            send(x, 3)            the value of x, as the answer to question 3
            send("because", "2b") a label need not be a number
            send(plt, 4)          the plot of this cell; a figure or axes will do too
            send(my_function, 5)  the source code of a function or class
            send(my_function, 5, at=[(2, 3), (0, 1)])
                                  and what it gives for these arguments

        data can be a number, text, list, dict, array, tensor, table, plot, picture, formula, function
        or class; of anything else its text is sent, and of what is very large a summary. Send again as
        often as you like: your teacher sees your last answer, and how many there were.

        Returns None, at once, and prints nothing unless you must do something, or npt_config['log'] is
        True. After a first cell of the original tracker's form it returns what that returned, with
        status_code and text, which a notebook does not show. An answer that cannot be delivered now is
        kept and goes out by itself. See npt.status().
        """
        responses: List[Any] = []
        if interrupted(lambda client: responses.append(client.send(data, q_nb, at, seconds))):
            raise KeyboardInterrupt
        return responses[0] if responses else None

    __call__ = send  # under this name in a traceback

    def __repr__(self) -> str:
        return "send(answer, question)"


send = Send()


class Npt(Shipped):
    """Your connection to your teacher's Notebook Progress Tracker: npt.help("what is wrong"),
    npt.help_done(), npt.messages(), npt.take(), npt.get(), npt.hand_in(), npt.mine(), npt.status(), npt.test().
    """

    NAME = "npt"

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

    def mine(self, path: Any = None, *more: Any, **options: Any) -> None:
        """Lists your own answers, each with its receipt, the proof that it arrived; with the name of a
        file, like npt.mine("answers.json"), writes them whole into it.
        """
        if interrupted(lambda client: client.mine(path)):
            raise KeyboardInterrupt

    def messages(self) -> None:
        """Shows your teacher's messages again, the latest at the end."""
        if interrupted(lambda client: client.messages()):
            raise KeyboardInterrupt

    def take(self) -> None:
        """Puts the code of your teacher's newest message into a new cell, for you to read and run."""
        if interrupted(lambda client: client.take()):
            raise KeyboardInterrupt

    def help(
        self, text: Any = "", *more: Any, question: Any = None, seat: Any = None, **options: Any
    ) -> None:
        """Asks your teacher for help, like npt.help("my loop never ends"). The line below says how it
        goes. seat="C4" says where you sit, once; question=3 what it is about, if not your last answer.
        """
        if interrupted(lambda client: client.help(text, question, seat)):
            raise KeyboardInterrupt

    def help_done(self, *more: Any, **options: Any) -> None:
        """Tells your teacher that you need no help any more."""
        if interrupted(lambda client: client.help_done()):
            raise KeyboardInterrupt

    def get(self, *names: Any, **options: Any) -> None:
        """Fetches the data files of your lab into the folder of your notebook: all of them, or those that
        you name, like npt.get("data.csv"). It never writes over a file of yours.
        """
        if interrupted(lambda client: client.get(names)):
            raise KeyboardInterrupt

    def hand_in(self, path: Any = None, *more: Any, **options: Any) -> None:
        """Hands in this notebook, as it was saved last, or the one that you name, like
        npt.hand_in("lab.ipynb"). As often as you like: the last one counts.
        """
        if interrupted(lambda client: client.hand_in(path)):
            raise KeyboardInterrupt

    def join(self) -> None:
        """Looks for your teacher's computer, and asks for its address where it is not found."""
        if interrupted(lambda client: client.join()):
            raise KeyboardInterrupt

    def __repr__(self) -> str:
        return (
            "Notebook Progress Tracker: send(answer, question), npt.help(text), npt.help_done(), "
            "npt.messages(), npt.take(), npt.get(), npt.hand_in(), npt.mine(), npt.status(), npt.test()"
        )


npt = Npt()


def npt_init_pusher(*ignored: Any, **options: Any) -> None:
    """Does nothing. Some notebooks made for the original tracker call it once, and find it in
    builtins.
    """


def install(student: Dict[str, Any], served: Dict[str, Any], here: Any) -> None:
    """Gives a student's namespace send and npt.

    served is what the first cell brought; its "original" says whether that cell has the original's form:
    it exec's all that was served. here is the module that this is called of.
    """
    home = sys.modules[MODULE_NAME] = reuse_client(student, served, here)
    student.update(send=home.send, npt=home.npt, _npt_config=home._client.notebook.old_config())
    setattr(builtins, "npt_init_pusher", home.npt_init_pusher)
    home._client.greet()
    if served.get("original"):
        for name, left in left_by_original().items():
            student.setdefault(name, left)


def left_by_original() -> Dict[str, Any]:
    """Returns what the original's client left in a notebook, by its names. It needed requests and
    IPython: without them, what it took from there is left out.
    """
    left: Dict[str, Any] = {name: importlib.import_module(name) for name in LEFT_BY_ORIGINAL}
    left["requests"] = library("requests")
    left["extract_symbols"] = getattr(library("IPython.core.magics.code"), "extract_symbols", None)
    return {name: value for name, value in left.items() if value is not None}


def arrive(served: Dict[str, Any], student: Dict[str, Any]) -> None:
    """Starts the client of a process that it came to in a pickle, or tells it the settings of now. Does
    nothing where a first cell has started it.
    """
    global _client, _arrived
    if _client is None:
        _client, _arrived = Client(served, student), True
        _client.after_fork()  # as there: what waits is the notebook's, who looks for what this leaves
        _client.start()
    elif _arrived:
        _client.move(served, student)


def reuse_client(student: Dict[str, Any], served: Dict[str, Any], here: Any) -> Any:
    """Returns the module whose client serves this notebook: the one of an earlier first cell if it
    is of this version, else here, with the records that the earlier one has in no file.

    Two versions may meet in one kernel, the older before or after the newer. They know each other
    by these names, which never change: MODULE_NAME, _client with fingerprint, move and retire, and
    Record.from_bytes.
    """
    global _client
    running: Any = sys.modules.get(MODULE_NAME)
    client = getattr(running, "_client", None)
    if client is not None and client.fingerprint == served.get("client"):
        client.move(served, student)
        return running
    left = client.retire() if client is not None else []
    _client = Client(served, student)
    for content in left:
        _client.courier.take_over(Record.from_bytes(content))
    _client.start()
    return here
