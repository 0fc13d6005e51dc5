"""The Python that runs in students' notebooks: send(value, question) and npt.

A notebook's first cell fetches this file from the teacher's computer and execs it; the line before
it assigns `_npt_served`, a dict with the addresses of that computer.

    send(value, 3)   hands the value in as the answer to question 3. It returns None, never raises
                     and never waits for the network; only with npt_config['log'] does it wait up
                     to a second for the answer, to print it.
    npt.status()     prints who sends where, and what was sent and what waits
    npt.test()       sends a test record and prints what happened
    npt.help("...")  asks the teacher for help: goes the way of a record, and never waits either

    npt.join()       looks for the teacher's computer, and asks for its address where it cannot be
                     found; the last line of a first cell that has this file in it

`npt_config`, in the notebook, is read at every call: session_name, session_owner, sender_name,
part_name ('default'), log (False), probe (True) and sender_uuid (made here, at random). Old
notebooks may put server_url and sender_uuid in `_npt_config`.

The way of a record: send -> capture (what becomes of a value) -> Outbox (on disk) -> Courier (one
background thread) -> Network -> the teacher's computer. Each has a section below.

The way to the teacher's computer, each step only where those before it failed: the address that
worked last, and those of the first cell; a question by multicast DNS; for a first cell that has
this file in it, a try at each neighbour, once in a while, unless npt_config['probe'] is False; and
a question to the student, by npt.join(). What was found is asked for its id before anything is sent
to it: a record never goes to the teacher next door.

How a value travels (`type` of the record):

    ndarray  int and float as [42]; arrays, tensors and numpy numbers as nested lists, with text
             where JSON has no number (complex, dates); over 2,000 elements or 200 kB of JSON as
             {"shape", "dtype", "stats", "corners"}, where the statistics of more than 4 million
             elements come from an even sample and say so ("sampled")
    str      text, and what has no better form: bool and None as 'True' and 'None'; complex,
             Fraction, Decimal, and whole numbers beyond 2**53 (which JavaScript would round) as
             digits; bytes, dates, paths; an exception as its traceback; the rest as its repr
    list     list, tuple, set, range and the like
    dict     dict, dataclass, named tuple; plotly and altair figures that cannot make a picture
    table    pandas and polars frames, series and indexes: the first and last 30 rows, 25 columns
    code     functions, classes, torch and keras models, scikit-learn estimators
    latex    sympy expressions
    image    matplotlib figures, axes, artists and plt; seaborn; PIL images; as PNG, a photo as JPEG

Standard library only, Python 3.8 and later. Other libraries are recognised by the names of their
classes and never imported: a value of theirs exists only once the student has imported them.
"""

import builtins as _npt_builtins

if __name__ != "npt_client" and "_npt_served" in _npt_builtins.globals():
    # This is the student's namespace. Remember it, to give it back as it was (see the last lines of
    # this file), and get a student's `list = [1, 2]` out of the way of the definitions below.
    _npt_before = _npt_builtins.dict(_npt_builtins.globals())
    for _npt_name in _npt_builtins.vars(_npt_builtins):
        if _npt_name in _npt_before and not _npt_name.startswith("__"):
            del _npt_builtins.globals()[_npt_name]
    del _npt_before["_npt_served"], _npt_before["_npt_builtins"]

import ast
import atexit
import builtins
import collections
import collections.abc
import dataclasses
import datetime
import enum
import functools
import hashlib
import html
import http.client
import inspect
import io
import ipaddress
import itertools
import json
import linecache
import math
import numbers
import os
import random
import re
import selectors
import socket
import struct
import sys
import textwrap
import threading
import time
import traceback
import types
import urllib.error
import urllib.parse
import urllib.request
import uuid
import warnings
from typing import (
    Any,
    Callable,
    Deque,
    Dict,
    Iterable,
    Iterator,
    List,
    NamedTuple,
    Optional,
    Sequence,
    Set,
    Tuple,
)

MODULE_NAME = "npt_client"
# Types of globals are in comments: an annotation would land in the student's __annotations__.
SERVED = globals().get("_npt_served", {})  # type: Dict[str, Any]

# What a record may weigh. The server takes bodies of up to 8 MB; a classroom's Wi-Fi likes less.
MAX_TEXT = 200_000  # characters of a str, code or latex record
MAX_JSON = 200_000  # bytes of JSON of an array that is sent whole
MAX_NODES = 20_000  # values in a nested list or dict
NODE_CHARACTERS = 20  # of text count as one more value
MAX_NESTED_TEXT = 10_000  # characters of one text in a list, dict or table
MAX_DEPTH = 20  # levels of a nested list or dict
MAX_ELEMENTS = 2_000  # elements of an array that is sent whole
MAX_EXACT_STATS = 4_000_000  # elements of an array whose statistics are taken from all of it
CORNER = 6  # of a large array, along each dimension: the first 3 and the last 3
TABLE_ROWS = 60  # of a large table: the first 30 and the last 30
TABLE_COLUMNS = 50
MAX_TABLE_NODES = 100_000
MAX_PIXELS = 1_600  # the longer side of a picture
MAX_IMAGE = 2_000_000  # bytes of a PNG; a larger photo goes as JPEG
MAX_PLOTTED = 16_000  # bytes of the summary of a plot
MAX_ANSWER = 1_000_000  # bytes that are read of what a server says
MAX_WHO = 8_000  # bytes that are read of what it says of itself
HELP = "help"  # the type of a record that answers no question but asks for help
MAX_HELP = 500  # characters of what a student asks
MAX_LABEL = 20  # characters of a question's label, as the server has it
MDNS_GROUP = ("224.0.0.251", 5353)
MDNS_SERVICE = b"\x04_npt\x04_tcp\x05local\x00"
MAX_HEARD = 200  # facts that are read from the answers to one question by multicast DNS
MAX_PLACES = 20  # teachers' computers that are remembered
DEFAULT_PORT = 6780

# Where neighbours are tried.
MAX_NETWORKS = 2
PROBE_AT_ONCE = 24  # neighbours
PRIVATE_NETWORKS = [
    ipaddress.IPv4Network(private)
    for private in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16")
]
NO_CLASSROOM = "lo|docker|br-|veth|virbr|vmnet|vbox|lxc|tun|tap|utun|wg|ppp|tailscale|zt|awdl|llw"
SAFE_INTEGER = 2**53  # beyond it JavaScript, and so the teacher's window, would round

# How long things take, in seconds.
STAGGER = 0.25  # between the first tries of two addresses
CONNECT_SECONDS = 3.0
ANSWER_SECONDS = 10.0
SLOW_NETWORK = 100_000.0  # bytes a second
DIRECT_SECONDS = 2.0  # where there are no threads, a cell waits for the network
IDLE_CONNECTION_SECONDS = 10.0  # an older one may have died in a laptop's sleep
MDNS_SECONDS = 0.7  # to wait for the answer to a question to the neighbours
BROWSE_SECONDS = 2.0  # to wait for all that announce themselves
PATIENCE_SECONDS = 1.5  # for an answer, before it is asked whether anybody is still there
WHO_SECONDS = 2.0  # to wait for who is there: all of it, connecting too
KEEPALIVE = (10, 3, 3)  # an idle connection is asked after so long, so often, so many times
UNHEARD_SECONDS = 4  # after which what was sent and not confirmed breaks the connection
PROBE_SECONDS = 0.6  # to try so many neighbours as are tried at once
PROBE_AT_MOST_SECONDS = 20.0  # to try all of them
PROBE_EVERY_SECONDS = 120.0
FIRST_PAUSE = 1.0
LONGEST_PAUSE = 15.0
LONGEST_OBEYED_PAUSE = 600.0  # of a Retry-After
FIRST_SLOW_PAUSE = 5.0  # for a session that is not open
LONGEST_SLOW_PAUSE = 60.0
KEEP_PARKED_SECONDS = 24 * 3600.0
KEEP_SECONDS = 30 * 24 * 3600.0
LOOK_AROUND_SECONDS = 60.0  # between two looks for what another kernel left behind
EXIT_SECONDS = 3.0
LOG_SECONDS = 1.0
PICTURE_SECONDS = 5.0  # for another library to draw one
TEST_SECONDS = 6.0
QUIET_SECONDS = 60.0  # between two lines that say that records are waiting
LONG_POLL_SECONDS = 70.0
MAX_SEEN = 2_000  # messages that are remembered over a restart of the kernel

# What may wait in the outbox.
MAX_WAITING = 1_000
MAX_WAITING_BYTES = 64_000_000

PARKED_CODES = ("no_such_owner", "no_such_session", "no_such_part")
BLANK_FIGURE = (
    "! Warning, your figure is blank !\n"
    "Make sure the send function is in the same cell as the plot, or send the matplotlib figure "
    "itself."
)
NO_CONFIG = "NPT: npt_config is missing. Please run the notebook's first cell, then this one again."
NO_SESSION = "NPT: npt_config['%s'] is missing. Your teacher knows what it should be."
NO_NAME = "NPT: who are you? Please set npt_config['sender_name'] = 'your name', then try again."
NO_ADDRESS = "NPT: the teacher's address is missing. Please run the notebook's first cell again."
NO_QUESTION = "NPT: which question is this? Please call send(answer, number), like send(x, 3)."
LONG_LABEL = (
    "NPT: the question must be a number or a short label, like send(x, 3); this one has %d "
    "characters. The answer comes first, then the question."
)
REFUSED = "NPT: your answer to question %s was not taken: %s"
HELP_ASKED = "NPT: your teacher will see that you need help. Go on meanwhile, if you can."
HELP_REFUSED = "NPT: your request for help was not taken: %s"
PARKED = "NPT: %s. Your answers are kept for a day and go out by themselves once it is."
WAITING = (
    "NPT: %s, because your teacher's computer %s. Go on working: it is kept and goes out by itself."
)
WAITING_REPLACED = (
    "NPT: %s, because another computer is at your teacher's address now. If it is your teacher's "
    "new one, please run the notebook's first cell again: what waits then goes there."
)
ALL_ARRIVED = "NPT: all your answers have now arrived."
STILL_WAITING = "Waiting: the answer is kept and will be sent"
LOOKING = "NPT: looking for your teacher's computer..."
FOUND = "NPT: found it at %s."
ASK_ADDRESS = "Address on the board: "
NO_SUCH_ADDRESS = "NPT: that is no address. It looks like 192.168.1.20, or 192.168.1.20:6780."
NOBODY_THERE = "NPT: nobody answers at %s. Is it what the board says, and are you on that network?"
ANOTHER_TEACHER = "NPT: %s is another teacher's computer. Please look at the board again."
OFFLINE = (
    "NPT: go on without it. Your answers are kept, and sent once your teacher's computer is found."
)
ASKED_AT_MOST = 10  # times: what answers may be a program
NO_TEST = "NPT: no answer from %s. The test record is kept and goes out later."
GOOD_TEST = "NPT: it works. %s answered in %d ms: %s"
NO_SOURCE = "...  # its source text is not available"
MISSING = object()  # type: Any


# ---- Errors -------------------------------------------------------------------------------------


class NptError(Exception):
    """The root of what goes wrong in here; none of it ever leaves send, npt.status or npt.test."""


class Unsendable(NptError):
    """The student must do something first; the text says what, in one friendly line."""


class Unreachable(NptError):
    """No address of the teacher's computer answered as NPT does."""


class Replaced(Unreachable):
    """One did, with the teacher's name but another id: a new computer, or a namesake's."""


# ---- What becomes of a value --------------------------------------------------------------------


class Payload(NamedTuple):
    """A captured value: nothing of it changes when the student's variable does."""

    type: str
    data: str = ""
    file: bytes = b""
    plotted: str = ""
    warning: str = ""


Encoder = Callable[[Any], Payload]


_capturing = threading.RLock()  # catch_warnings is for one thread at a time


def capture(value: Any) -> Payload:
    """Returns value in the form in which it is sent; what fails goes as its repr. Never raises."""
    with _capturing, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # libraries warn as they convert and draw; nobody asked
        try:
            return encoder_of(value)(value)
        except KeyboardInterrupt:
            raise
        except BaseException:  # a student's __repr__ or __len__ may raise anything, SystemExit too
            return text_payload(safe_repr(value))


def encoder_of(value: Any) -> Encoder:
    """Returns the function that captures values such as this one."""
    if isinstance(value, type):
        return capture_class
    for base in type(value).__mro__:
        library = str(base.__module__).partition(".")[0]
        encoder = OF_LIBRARIES.get((library, base.__name__))
        if encoder is not None:
            return encoder
    for kind, encoder in OF_BUILTINS:
        if isinstance(value, kind):
            return encoder
    if callable(value) and hasattr(value, "__wrapped__"):
        return capture_function  # functools.lru_cache, and jit compilers that keep the function
    return capture_dict if has_named_parts(value) else capture_repr


def library(name: str) -> Any:
    """Returns a module that the student has imported, or None. Never imports it."""
    return sys.modules.get(name)


def cut(text: str, limit: int = MAX_TEXT) -> str:
    """Returns text, in UTF-8's range, of at most limit characters and a note of how many there
    were.
    """
    whole = len(text)
    if whole > limit:
        text = text[:limit] + "\n… (%s characters in all)" % format(whole, ",")
    return text.encode("utf-8", "replace").decode("utf-8")


def safe_repr(value: Any) -> str:
    """Returns repr(value), or, when that raises, what can be said without it."""
    try:
        return repr(value)
    except KeyboardInterrupt:
        raise
    except BaseException as trouble:
        return "<%s object; its repr raised %s>" % (type(value).__name__, type(trouble).__name__)


def text_payload(text: str) -> Payload:
    return Payload("str", cut(text))


def json_payload(kind: str, value: Any) -> Payload:
    return Payload(kind, json.dumps(value))


def capture_text(value: Any) -> Payload:
    return text_payload(str(value))


def capture_repr(value: Any) -> Payload:
    return text_payload(safe_repr(value))


def capture_bytes(value: Any) -> Payload:
    shown = bytes(memoryview(value)[: MAX_TEXT // 4])
    more = "" if len(shown) == len(value) else "\n… (%s bytes in all)" % format(len(value), ",")
    return text_payload(repr(shown) + more)


def capture_number(value: Any) -> Payload:
    simple = Simplifier().simple(value)
    return text_payload(simple) if isinstance(simple, str) else json_payload("ndarray", [simple])


def capture_list(value: Any) -> Payload:
    if isinstance(value, (list, tuple)) and any(is_artist(item) for item in value[:50]):
        return capture_artist(next(item for item in value if is_artist(item)))
    return json_payload("list", Simplifier().simple(value))


def capture_dict(value: Any) -> Payload:
    return json_payload("dict", Simplifier().simple(value))


def capture_exception(value: BaseException) -> Payload:
    lines = traceback.format_exception(type(value), value, value.__traceback__)
    return text_payload("".join(lines).rstrip("\n"))


def capture_module(value: types.ModuleType) -> Payload:
    if value.__name__ in ("matplotlib.pyplot", "pylab", "matplotlib.pylab"):
        return capture_current_figure(value)
    return capture_repr(value)


def has_named_parts(value: Any) -> bool:
    """Tells whether value is a dataclass or a named tuple, and not the class of one."""
    if isinstance(value, type):
        return False
    return dataclasses.is_dataclass(value) or isinstance(value, tuple) and hasattr(value, "_fields")


class Simplifier:
    """Turns nested values into what JSON can carry, within limits of count, depth and text."""

    def __init__(self, nodes: int = MAX_NODES) -> None:
        self._left = nodes
        self._open: Set[int] = set()

    def simple(self, value: Any, depth: int = 0) -> Any:
        """Returns None, bool, int, float, str, list or dict.

        '…' stands for what is too deep, or contains itself.
        """
        self._left -= 1
        if value is None or isinstance(value, bool):
            return value
        if isinstance(value, (str, enum.Enum)):
            return self._text(str(value))
        if isinstance(value, int):
            return int(value) if abs(value) <= SAFE_INTEGER else self._text(digits(value))
        if isinstance(value, float):
            return float(value)
        if depth >= MAX_DEPTH or id(value) in self._open:
            return "…"
        self._open.add(id(value))
        try:
            return self._compound(value, depth + 1)
        finally:
            self._open.discard(id(value))

    def _text(self, text: str) -> str:
        self._left -= len(text) // NODE_CHARACTERS
        return cut(text, MAX_NESTED_TEXT)

    def _compound(self, value: Any, depth: int) -> Any:
        if has_named_parts(value):
            return self._dict(named_parts(value), depth)
        if isinstance(value, collections.abc.Mapping):
            return self._dict(value.items(), depth)
        if isinstance(value, SEQUENCES):
            return self._list(value, depth)
        encoder = encoder_of(value)
        if encoder is capture_numpy_scalar:
            return self.simple(python_scalar(value), depth)
        if encoder in NESTABLE:
            payload = encoder(value)
            self._left -= len(payload.data) // NODE_CHARACTERS
            return json.loads(payload.data)
        return self._text(str(value) if encoder is capture_text else safe_repr(value))

    def _dict(self, items: Iterable[Tuple[Any, Any]], depth: int) -> Dict[str, Any]:
        result: Dict[str, Any] = {}
        for key, value in items:
            if self._left <= 0:
                result["…"] = "more"
                break
            name = cut(key if isinstance(key, str) else safe_str(key), 200)
            result[repr(key) if name in result else name] = self.simple(value, depth)
        return result

    def _list(self, values: Any, depth: int) -> List[Any]:
        if isinstance(values, (set, frozenset)):
            values = in_some_order(values)
        result = []
        for value in values:
            if self._left <= 0:
                result.append("… (%s items in all)" % format(len(values), ","))
                break
            result.append(self.simple(value, depth))
        return result


SEQUENCES = (
    list,
    tuple,
    set,
    frozenset,
    range,
    collections.deque,
    collections.abc.KeysView,
    collections.abc.ValuesView,
    collections.abc.ItemsView,
)


def safe_str(value: Any) -> str:
    try:
        return str(value)
    except Exception:
        return safe_repr(value)


def digits(value: int) -> str:
    """Returns a whole number as text; beyond what Python cares to write out, its size."""
    try:
        return str(int(value))
    except ValueError:  # Python 3.11 and later refuse more than 4,300 digits
        return "about 2**%d" % value.bit_length()


def named_parts(value: Any) -> List[Tuple[str, Any]]:
    if isinstance(value, tuple):
        return list(zip(value._fields, value))  # type: ignore[attr-defined]
    return [(field.name, getattr(value, field.name)) for field in dataclasses.fields(value)]


def in_some_order(values: Any) -> List[Any]:
    """Returns a set's items, sorted where they can be: two equal answers should look alike."""
    if len(values) > MAX_NODES:
        return list(itertools.islice(values, MAX_NODES))
    try:
        return sorted(values)
    except TypeError:
        return sorted(values, key=lambda item: (type(item).__name__, safe_repr(item)))


# ---- Arrays, tensors and tables -----------------------------------------------------------------


def capture_array(array: Any) -> Payload:
    """A numpy array: whole when it is small, else shape, dtype, statistics and corners."""
    if array.dtype == object and any(is_artist(item) for item in array.flat[:50]):
        return capture_artist(next(item for item in array.flat if is_artist(item)))
    if array.dtype.names and array.ndim == 1:
        return capture_structured(array)
    if array.size <= MAX_ELEMENTS:
        data = json.dumps(nested(array))
        if len(data) <= MAX_JSON:
            return Payload("ndarray", data)
    return json_payload("ndarray", summary_of(array))


def nested(array: Any) -> Any:
    """Returns the elements as nested lists of numbers, or of text where JSON has no number."""
    if array.dtype.kind in "mM":
        array = array.astype(str)
    if array.dtype.kind == "f" and array.dtype.itemsize > 8:
        array = array.astype("float64")
    elements = array.tolist()
    if array.dtype.kind in "bfiu" and (array.dtype.kind in "bf" or array.dtype.itemsize <= 4):
        return elements  # as they are: the common case, and quick
    return Simplifier().simple(elements)


def summary_of(array: Any) -> Dict[str, Any]:
    """Returns what a teacher wants to know of an array that is too large to send."""
    summary: Dict[str, Any] = {"shape": list(array.shape), "dtype": str(array.dtype)}
    if array.dtype.kind in "bfiu":
        summary["stats"] = stats_of(array)
    sample = array
    for axis in sorted(range(array.ndim), key=lambda axis: -int(array.shape[axis])):
        edge = corner_width(array.ndim) // 2
        length = array.shape[axis]
        if length > 2 * edge:
            both = list(range(max(edge, 1))) + list(range(length - edge, length))
            sample = sample[(slice(None),) * axis + (both,)]  # take() would copy all of it first
    corners = nested(sample)
    summary["corners"] = corners if len(json.dumps(corners)) <= MAX_JSON else "…"
    return summary


def corner_width(dimensions: int) -> int:
    """Returns how many elements of each dimension fit: CORNER, or fewer when there are many
    dimensions.
    """
    for width in (CORNER, 4, 2):
        if width**dimensions <= MAX_ELEMENTS:
            return width
    return 1


def even_sample(shape: Tuple[int, ...], surplus: float) -> Tuple[slice, ...]:
    """Returns the slices that leave out so much of an array, without a copy of it."""
    steps = [1] * len(shape)
    for axis in sorted(range(len(shape)), key=lambda axis: -shape[axis]):
        steps[axis] = max(1, min(shape[axis] // CORNER, math.ceil(surplus)))
        surplus /= steps[axis]
    return tuple(slice(None, None, step) for step in steps)


def stats_of(array: Any) -> Dict[str, Any]:
    """Returns min, max, mean, std and the number of nan, of a numeric array; of a sample if it is
    huge.
    """
    stats: Dict[str, Any] = {}
    if array.size > MAX_EXACT_STATS:
        array = array[even_sample(array.shape, array.size / 1_000_000)]
        stats["sampled"] = int(array.size)
    if array.dtype.kind == "f":
        missing = array != array
        stats["nan"] = int(missing.sum())
        array = array[~missing]
    else:
        stats["nan"] = 0
    wide = array.astype("float64")
    if wide.size:
        stats.update(min=array.min().item(), max=array.max().item())
        stats.update(mean=float(wide.mean()), std=float(wide.std()))
    return stats


def capture_numpy_scalar(value: Any) -> Payload:
    item = python_scalar(value)
    if isinstance(item, numbers.Number) and not isinstance(item, bool):
        return capture_number(item)
    return text_payload(str(value))


def python_scalar(value: Any) -> Any:
    """Returns a numpy number as bool, int, float or complex; what is none of these as text."""
    if value.dtype.kind in "mMV":
        return str(value)
    if value.dtype.kind in "fc":  # .item() of a long double is one again
        return float(value) if value.dtype.kind == "f" else complex(value)
    return value.item()


def capture_tensor(tensor: Any) -> Payload:
    """A torch tensor, on any device, requiring grad or not."""
    tensor = tensor.detach()
    if tensor.is_sparse or str(tensor.layout) != "torch.strided":
        tensor = tensor.to_dense() if tensor.numel() <= MAX_EXACT_STATS else tensor.values()
    if tensor.is_quantized:
        tensor = tensor.dequantize()
    for resolve in ("resolve_conj", "resolve_neg"):
        tensor = getattr(tensor, resolve, lambda same=tensor: same)()
    tensor = tensor.cpu()
    if str(tensor.dtype) == "torch.bfloat16":  # numpy has none
        tensor = tensor.float()
    return capture_array(tensor.numpy())


def capture_foreign_array(value: Any) -> Payload:
    """A tensorflow, jax or cupy array; all of them bring numpy along."""
    for bring in ("numpy", "get"):  # tensorflow's, cupy's; jax needs neither
        if hasattr(value, bring):
            value = getattr(value, bring)()
            break
    array = library("numpy").asarray(value)
    if str(array.dtype) == "bfloat16":
        array = array.astype("float32")
    return capture_array(array)


def capture_table(
    columns: List[str],
    rows: List[List[Any]],
    shape: Tuple[int, int],
    dtypes: List[str],
    index: List[Any],
) -> Payload:
    simplifier = Simplifier(MAX_TABLE_NODES)
    table = {
        "columns": columns,
        "rows": simplifier.simple(rows),
        "shape": list(shape),
        "dtypes": dtypes,
        "index": simplifier.simple(index),
    }
    return json_payload("table", table)


def ends(length: int, limit: int) -> List[int]:
    """Returns the positions of the head and the tail: all of them when there are at most limit."""
    if length <= limit:
        return list(range(length))
    return list(range(limit // 2)) + list(range(length - limit // 2, length))


def label_of(name: Any) -> str:
    return ", ".join(map(safe_str, name)) if isinstance(name, tuple) else safe_str(name)


def cell_of(value: Any) -> Any:
    """Returns what JSON can show of one cell of a table: a number, text, or None for pandas'
    missing values.
    """
    if type(value).__name__ in ("NAType", "NaTType"):
        return None
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if encoder_of(value) is capture_numpy_scalar:
        value = python_scalar(value)
    return value if isinstance(value, (bool, int, float)) else cut(safe_str(value), 200)


def capture_frame(frame: Any) -> Payload:
    rows, columns = ends(frame.shape[0], TABLE_ROWS), ends(frame.shape[1], TABLE_COLUMNS)
    part = frame.iloc[rows, columns]
    by_column = [
        [cell_of(cell) for cell in part.iloc[:, at].tolist()] for at in range(len(columns))
    ]
    return capture_table(
        [label_of(name) for name in part.columns],
        [[column[row] for column in by_column] for row in range(len(rows))],
        frame.shape,
        [str(dtype) for dtype in part.dtypes],
        [
            cell_of(label) if not isinstance(label, tuple) else label_of(label)
            for label in part.index
        ],
    )


def capture_structured(array: Any) -> Payload:
    """A numpy array of records with named fields, as genfromtxt reads a file: a table."""
    names = array.dtype.names
    rows, columns = ends(len(array), TABLE_ROWS), ends(len(names), TABLE_COLUMNS)
    part = array[rows]
    by_column = []
    for at in columns:
        field = part[names[at]]
        field = field.astype(str) if field.dtype.kind in "mM" else field
        by_column.append([cell_of(cell) for cell in field.tolist()])
    return capture_table(
        [names[at] for at in columns],
        [[column[row] for column in by_column] for row in range(len(rows))],
        (len(array), len(names)),
        [str(array.dtype[at]) for at in columns],
        list(rows),
    )


def capture_series(series: Any) -> Payload:
    """A pandas Series or Index, as a table of one column."""
    if hasattr(series, "to_frame") and hasattr(series, "iloc"):
        return capture_frame(series.to_frame())
    return capture_frame(series.to_frame(index=False))


def capture_polars(frame: Any) -> Payload:
    rows, columns = ends(frame.height, TABLE_ROWS), ends(frame.width, TABLE_COLUMNS)
    shown = [frame.row(at) for at in rows]
    return capture_table(
        [str(frame.columns[at]) for at in columns],
        [[cell_of(row[at]) for at in columns] for row in shown],
        (frame.height, frame.width),
        [str(frame.dtypes[at]) for at in columns],
        list(rows),
    )


def capture_polars_series(series: Any) -> Payload:
    return capture_polars(series.to_frame())


# ---- Code ---------------------------------------------------------------------------------------


def code_payload(text: str) -> Payload:
    return Payload("code", cut(text.rstrip("\n")))


def capture_code_repr(value: Any) -> Payload:
    """A torch Module or a scikit-learn estimator: its repr is written like code."""
    return code_payload(str(value))


def capture_keras(model: Any) -> Payload:
    lines: List[str] = []
    try:
        model.summary(print_fn=lambda line, *more, **options: lines.append(str(line)))
    except Exception:  # a layer has no summary, nor a model that was not built
        return capture_code_repr(model)
    return code_payload("\n".join(lines))


def capture_function(function: Any) -> Payload:
    """A function, lambda, method or partial, as its source text with its decorators."""
    note = ""
    while isinstance(function, functools.partial):
        fixed = [safe_repr(value) for value in function.args]
        fixed += ["%s=%s" % (name, safe_repr(value)) for name, value in function.keywords.items()]
        note = "# partial: %s\n" % ", ".join(fixed) + note
        function = function.func
    return code_payload(cut(note, 2_000) + function_source(function))


def function_source(function: Any) -> str:
    """Returns the text of a function, or its signature where the text is not to be had."""
    function = inspect.unwrap(getattr(function, "__func__", function))
    code = getattr(function, "__code__", None)
    if code is None:
        return safe_repr(function)
    text = text_of_file(code.co_filename)
    found = [node for node in nodes_of(text) if first_line(node) == code.co_firstlineno]
    if code.co_name == "<lambda>":
        return lambda_source(text, [node for node in found if isinstance(node, ast.Lambda)], code)
    for node in found:
        if getattr(node, "name", None) == code.co_name:
            return lines_of(text, node)
    return "def %s%s: %s" % (function.__name__, signature_of(function), NO_SOURCE)


def lambda_source(text: str, candidates: List[ast.Lambda], code: types.CodeType) -> str:
    """Returns the one lambda of a line that compiles to this code, or has its arguments.

    One that uses variables of a surrounding function compiles differently on its own.
    """
    for matches in (compiles_to, has_the_arguments_of):
        for node in candidates:
            if matches(node, code):
                return ast.get_source_segment(text, node) or ""
    return "lambda %s: %s" % (", ".join(code.co_varnames[: code.co_argcount]), NO_SOURCE)


def compiles_to(node: ast.Lambda, code: types.CodeType) -> bool:
    alone = compile(ast.Expression(node), code.co_filename, "eval").co_consts
    traits = ("co_code", "co_consts", "co_names", "co_varnames")
    return any(
        all(getattr(one, trait, None) == getattr(code, trait) for trait in traits) for one in alone
    )


def has_the_arguments_of(node: ast.Lambda, code: types.CodeType) -> bool:
    names = tuple(argument.arg for argument in node.args.args)
    return names == code.co_varnames[: code.co_argcount]


def capture_class(kind: type) -> Payload:
    """A class, as its source text; one that comes from a compiled library, as its repr."""
    for text, line in texts_of_class(kind):
        inside = [
            node
            for node in nodes_of(text)
            if isinstance(node, ast.ClassDef) and node.name == kind.__name__
            if line is None or first_line(node) <= line <= last_line(node)
        ]
        if inside:
            return code_payload(lines_of(text, inside[-1]))
    try:
        return code_payload(inspect.getsource(kind))
    except (OSError, TypeError):
        return code_payload(repr(kind))


def texts_of_class(kind: type) -> Iterator[Tuple[str, Optional[int]]]:
    """Yields texts where the class may be written, and a line inside of it where one is known.

    A class does not know its file when that is a notebook, but its methods do. One without methods
    is looked for in what was typed, the latest first.
    """
    for member in vars(kind).values():
        member = getattr(member, "fget", None) or getattr(member, "__func__", member)
        code = getattr(inspect.unwrap(member) if callable(member) else member, "__code__", None)
        if code is not None and not code.co_filename.startswith("<string"):
            yield text_of_file(code.co_filename), code.co_firstlineno
    if kind.__module__ == "__main__":
        history = getattr(running_shell(), "history_manager", None)
        for typed in reversed(getattr(history, "input_hist_parsed", [])):
            yield typed, None


def text_of_file(name: str) -> str:
    linecache.checkcache(name)
    return "".join(linecache.getlines(name))  # IPython keeps its cells there


def nodes_of(text: str) -> List[ast.AST]:
    try:
        return list(ast.walk(ast.parse(text)))
    except (SyntaxError, ValueError):
        return []


def first_line(node: ast.AST) -> int:
    lines = [decorator.lineno for decorator in getattr(node, "decorator_list", [])]
    return int(min(lines + [getattr(node, "lineno", 0)]))


def last_line(node: ast.AST) -> int:
    return int(getattr(node, "end_lineno", None) or 0)


def lines_of(text: str, node: ast.AST) -> str:
    start, end = first_line(node) - 1, last_line(node)
    return textwrap.dedent("".join(text.splitlines(True)[start:end]))


def signature_of(function: Any) -> str:
    try:
        return str(inspect.signature(function))
    except (TypeError, ValueError):
        return "(...)"


# ---- Figures and pictures -----------------------------------------------------------------------


def is_artist(value: Any) -> bool:
    return any(
        base.__name__ in ("Artist", "Container") and str(base.__module__).startswith("matplotlib.")
        for base in type(value).__mro__
    )


def capture_artist(artist: Any) -> Payload:
    """Axes, a line, bars ... stand for the figure that they are drawn on."""
    while not hasattr(artist, "figure") and isinstance(artist, (tuple, list)):
        artist = next(item for item in artist if is_artist(item))
    figure = getattr(artist, "figure", None)
    return capture_figure(figure) if figure is not None else capture_repr(artist)


def capture_current_figure(pyplot: Any) -> Payload:
    """`plt` means the current figure. Without one, a blank one is sent, and not left for the
    notebook to show.
    """
    existing = bool(pyplot.get_fignums())
    figure = pyplot.gcf()
    try:
        return capture_figure(figure)
    finally:
        if not existing:
            pyplot.close(figure)


def capture_figure(figure: Any) -> Payload:
    while getattr(figure, "figure", figure) is not figure:  # a SubFigure is drawn with its whole
        figure = figure.figure
    warning = BLANK_FIGURE if is_blank(figure) else ""
    try:
        picture = picture_of(figure)
    except Exception as trouble:  # say, a formula in a title that does not parse
        text = "A figure that could not be drawn: %s\n%s" % (trouble, plot_summary(figure))
        return text_payload(text)
    return Payload("image", file=picture, plotted=plot_summary(figure), warning=warning)


def picture_of(figure: Any) -> bytes:
    """Returns the figure as PNG, at its own resolution but at most MAX_PIXELS wide and high."""
    longest = max(float(side) for side in figure.get_size_inches())
    dpi = min(float(figure.get_dpi()), MAX_PIXELS / max(longest, 0.1))
    picture = b""
    for resolution in (dpi, dpi / 2, dpi / 4):
        buffer = io.BytesIO()
        figure.savefig(buffer, format="png", dpi=resolution, bbox_inches="tight")
        picture = buffer.getvalue()
        if len(picture) <= MAX_IMAGE:
            break
    return picture


def is_blank(figure: Any) -> bool:
    """Tells whether nothing is drawn on the figure: no axes, or only empty ones, and no text or
    image.
    """
    if figure.texts or figure.images or figure.lines or figure.patches:
        return False
    return not any(axes.has_data() or axes.texts or axes.tables for axes in figure.get_axes())


def capture_seaborn(grid: Any) -> Payload:
    return capture_figure(getattr(grid, "figure", None) or grid.fig)


def capture_drawn(value: Any) -> Payload:
    """What draws itself for Jupyter: a seaborn.objects Plot, an IPython Image."""
    png = value._repr_png_()
    png = png[0] if isinstance(png, tuple) else png
    return Payload("image", file=png) if isinstance(png, bytes) else capture_repr(value)


def capture_image(image: Any) -> Payload:
    """A PIL image of any mode: as PNG, and a large photo as JPEG."""
    pillow = library("PIL.Image")
    if image.mode == "F":  # real numbers of any range; PNG holds bytes
        low, high = image.getextrema()
        image = image.point(
            lambda value: value * (255 / ((high - low) or 1)) + -low * (255 / ((high - low) or 1))
        )
        image = image.convert("L")
    elif image.mode not in ("1", "L", "LA", "I", "I;16", "P", "RGB", "RGBA"):
        image = image.convert("RGBA" if "A" in image.mode or "a" in image.mode else "RGB")
    if max(image.size) > MAX_PIXELS:
        scale = MAX_PIXELS / max(image.size)
        size = tuple(max(1, round(side * scale)) for side in image.size)
        image = (image.convert("RGBA") if image.mode == "P" else image).resize(size, pillow.NEAREST)
    buffer = io.BytesIO()
    image.save(buffer, format="PNG")
    if len(buffer.getvalue()) > MAX_IMAGE and image.mode in ("L", "RGB", "RGBA"):
        buffer = io.BytesIO()
        image.convert("RGB").save(buffer, format="JPEG", quality=85)
    return Payload("image", file=buffer.getvalue())


def capture_plotly(figure: Any) -> Payload:
    if importable("kaleido"):
        picture = within(PICTURE_SECONDS, lambda: figure.to_image(format="png", width=900))
        if isinstance(picture, bytes):
            return Payload("image", file=picture)
    telling = ("type", "name", "x", "y", "z", "labels", "values")
    traces = [trace.to_plotly_json() for trace in figure.data]  # the figure's own would be base64
    said = [{name: trace[name] for name in telling if name in trace} for trace in traces]
    content = {"plotly": figure.layout.title.text or "", "traces": said}
    return json_payload("dict", Simplifier(MAX_ELEMENTS).simple(content))


def capture_altair(chart: Any) -> Payload:
    if importable("vl_convert"):
        buffer = io.BytesIO()
        within(PICTURE_SECONDS, lambda: chart.save(buffer, format="png"))
        if buffer.getvalue():
            return Payload("image", file=buffer.getvalue())
    parts = chart.to_dict()
    datasets = {name: rows[:20] for name, rows in parts.pop("datasets", {}).items()}
    for noise in ("config", "$schema"):
        parts.pop(noise, None)
    return json_payload(
        "dict", Simplifier(MAX_ELEMENTS).simple({"altair": parts, "data": datasets})
    )


def importable(name: str) -> bool:
    """Tells whether a library is loaded or installed, without loading it."""
    import importlib.util

    return name in sys.modules or importlib.util.find_spec(name) is not None


def within(seconds: float, work: Callable[[], Any]) -> Any:
    """Returns what work returns, or None when it fails or takes longer. It is then left to end by
    itself.
    """
    results: List[Any] = []

    def run() -> None:
        try:
            results.append(work())
        except Exception:
            pass

    helper = threading.Thread(target=run, name="npt-picture", daemon=True)
    helper.start()
    helper.join(seconds)
    return results[0] if results else None


def capture_sympy(expression: Any) -> Payload:
    return Payload("latex", cut(library("sympy").latex(expression)))


def capture_formula(formula: Any) -> Payload:
    """IPython's Latex and Math."""
    return Payload("latex", cut(str(formula.data)))


# ---- What was plotted ---------------------------------------------------------------------------


def plot_summary(figure: Any) -> str:
    """Returns, as JSON of at most MAX_PLOTTED bytes, what a figure shows; equal plots have equal
    summaries.
    """
    for points in (60, 20, 6, 0):
        try:
            title = figure._suptitle.get_text() if figure._suptitle else ""
            axes = [axes_summary(axes, points) for axes in figure.get_axes()[:40]]
            text = json.dumps({"title": title, "axes": axes})
        except Exception:  # the insides of matplotlib are not ours; the picture goes without
            return ""
        if len(text) <= MAX_PLOTTED:
            return text
    return json.dumps({"title": title[:200], "axes": [], "count": len(axes)})


def axes_summary(axes: Any, points: int) -> Dict[str, Any]:
    series = [line_summary(line, points) for line in axes.lines[:20]]
    series += [collection_summary(collection, points) for collection in axes.collections[:20]]
    series += patches_summaries(axes.patches, points)
    series += [image_summary(image) for image in axes.images[:10]]
    legend = axes.get_legend()
    return {
        "title": axes.get_title()[:200],
        "x": {"label": axes.get_xlabel()[:200], "scale": axes.get_xscale()},
        "y": {"label": axes.get_ylabel()[:200], "scale": axes.get_yscale()},
        "legend": [text.get_text()[:100] for text in legend.get_texts()[:20]] if legend else [],
        "series": series,
    }


def series_summary(kind: str, label: Any, xs: Any, ys: Any, points: int) -> Dict[str, Any]:
    label = str(label)
    return {
        "kind": kind,
        "label": "" if label.startswith("_") else label[:100],
        "n": len(xs),
        "digest": digest_of(xs, ys),
        "x": rounded(xs, points),
        "y": rounded(ys, points),
    }


def line_summary(line: Any, points: int) -> Dict[str, Any]:
    bare = line.get_linestyle() in ("None", "none", " ", "")
    xs, ys = line.get_xdata(orig=False), line.get_ydata(orig=False)
    return series_summary("points" if bare else "line", line.get_label(), xs, ys, points)


def collection_summary(collection: Any, points: int) -> Dict[str, Any]:
    """Returns the places of a scatter plot, the values of a mesh, or the corners of areas."""
    kinds = {"PathCollection": "points", "PolyCollection": "area", "QuadMesh": "mesh"}
    name, values = type(collection).__name__, collection.get_array()
    xs: Any
    ys: Any
    if name == "PathCollection":
        places = collection.get_offsets()
        xs, ys = places[:, 0], places[:, 1]
    elif values is not None:  # the paths of a mesh are made on request, and slowly
        xs, ys = range(values.size), values.ravel()
    else:
        corners = [corner for path in collection.get_paths()[:20] for corner in path.vertices[:200]]
        xs, ys = [corner[0] for corner in corners], [corner[1] for corner in corners]
    return series_summary(kinds.get(name, name), collection.get_label(), xs, ys, points)


def patches_summaries(patches: Any, points: int) -> List[Dict[str, Any]]:
    bars = [patch for patch in patches if hasattr(patch, "get_width") and hasattr(patch, "get_x")]
    wedges = [patch for patch in patches if hasattr(patch, "theta1")]
    found = []
    if bars:
        xs = [bar.get_x() + bar.get_width() / 2 for bar in bars]
        found.append(
            series_summary("bars", "", xs, [bar.get_y() + bar.get_height() for bar in bars], points)
        )
    if wedges:
        shares = [(wedge.theta2 - wedge.theta1) / 360 for wedge in wedges]
        found.append(series_summary("pie", "", list(range(len(shares))), shares, points))
    if len(bars) + len(wedges) < len(patches):
        found.append({"kind": "patches", "n": len(patches) - len(bars) - len(wedges)})
    return found


def image_summary(image: Any) -> Dict[str, Any]:
    values = image.get_array()
    flat = values.ravel()[:: max(1, values.size // MAX_ELEMENTS)]
    return {"kind": "image", "shape": list(values.shape), "digest": digest_of(flat, ())}


def evenly(values: Any, count: int) -> List[Any]:
    if not count:
        return []
    step = max(1, math.ceil(len(values) / count))
    return [values[at] for at in range(0, len(values), step)]


def rounded(values: Any, count: int, figures: int = 4) -> List[Optional[float]]:
    """Returns at most count of the values, to so many significant figures of the largest of them.

    None stands for what is no number: nan, inf, masked.
    """
    numeric = [number_or_none(value) for value in evenly(values, count)]
    largest = max((abs(number) for number in numeric if number is not None), default=0.0)
    places = figures - 1 - (math.floor(math.log10(largest)) if largest else 0)
    return [None if number is None else round(number, places) + 0.0 for number in numeric]


def number_or_none(value: Any) -> Optional[float]:
    try:
        number = float(value)
    except (TypeError, ValueError):
        return None
    return number if math.isfinite(number) else None


def digest_of(*series: Any) -> str:
    """Returns a short fingerprint of at most MAX_ELEMENTS values of each series."""
    values = [rounded(values, MAX_ELEMENTS, figures=6) for values in series]
    return hashlib.sha256(json.dumps(values).encode()).hexdigest()[:12]


# ---- Which value is captured by which function --------------------------------------------------

OF_LIBRARIES = {
    ("numpy", "ndarray"): capture_array,
    ("numpy", "generic"): capture_numpy_scalar,
    ("torch", "Tensor"): capture_tensor,
    ("torch", "Module"): capture_code_repr,
    ("tensorflow", "EagerTensor"): capture_foreign_array,
    ("tensorflow", "Variable"): capture_foreign_array,
    ("tensorflow", "Module"): capture_keras,
    ("keras", "Variable"): capture_foreign_array,
    ("keras", "Layer"): capture_keras,
    ("keras", "Model"): capture_keras,
    ("jax", "Array"): capture_foreign_array,
    ("jax", "ArrayImpl"): capture_foreign_array,
    ("jaxlib", "Array"): capture_foreign_array,
    ("jaxlib", "ArrayImpl"): capture_foreign_array,
    ("cupy", "ndarray"): capture_foreign_array,
    ("pandas", "DataFrame"): capture_frame,
    ("pandas", "Series"): capture_series,
    ("pandas", "Index"): capture_series,
    ("pandas", "Styler"): lambda styler: capture_frame(styler.data),
    ("polars", "DataFrame"): capture_polars,
    ("polars", "Series"): capture_polars_series,
    ("matplotlib", "FigureBase"): capture_figure,
    ("matplotlib", "Figure"): capture_figure,
    ("matplotlib", "Artist"): capture_artist,
    ("matplotlib", "Container"): capture_artist,
    ("matplotlib", "ArtistList"): lambda artists: capture_list(list(artists)),
    ("seaborn", "Grid"): capture_seaborn,
    ("seaborn", "JointGrid"): capture_seaborn,
    ("seaborn", "Plot"): capture_drawn,
    ("IPython", "Image"): capture_drawn,
    ("IPython", "Latex"): capture_formula,
    ("IPython", "Math"): capture_formula,
    ("PIL", "Image"): capture_image,
    ("plotly", "BaseFigure"): capture_plotly,
    ("altair", "TopLevelMixin"): capture_altair,
    ("sklearn", "BaseEstimator"): capture_code_repr,
    ("sympy", "Basic"): capture_sympy,
    ("sympy", "Printable"): capture_sympy,
}  # type: Dict[Tuple[str, str], Encoder]

# These make JSON of what is in a list or a dict; of other things, text stands there.
NESTABLE = (
    capture_array,
    capture_tensor,
    capture_foreign_array,
    capture_frame,
    capture_series,
    capture_polars,
    capture_polars_series,
)

OF_BUILTINS = (
    ((bool, type(None), str, enum.Enum), capture_text),
    ((int, float), capture_number),
    (numbers.Number, capture_text),
    ((bytes, bytearray, memoryview), capture_bytes),
    (BaseException, capture_exception),
    (types.ModuleType, capture_module),
    (
        (types.FunctionType, types.MethodType, types.BuiltinFunctionType, functools.partial),
        capture_function,
    ),
    (collections.abc.Mapping, capture_dict),
    (tuple, lambda value: (capture_dict if has_named_parts(value) else capture_list)(value)),
    (SEQUENCES, capture_list),
    ((datetime.date, datetime.time, datetime.timedelta, uuid.UUID, os.PathLike), capture_text),
)  # type: Tuple[Tuple[Any, Encoder], ...]


# ---- Saying things to the student ---------------------------------------------------------------


def running_shell() -> Any:
    """Returns IPython's shell, or None in plain Python."""
    get_ipython = getattr(library("IPython"), "get_ipython", None)
    return get_ipython() if get_ipython else None


class Voice:
    """Prints lines and shows messages under the cell that called send last."""

    def __init__(self) -> None:
        self._cell: Any = None

    def remember_cell(self) -> None:
        """Notes which cell is running: what is said later belongs under it. Never raises."""
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
        """Tells whether a Jupyter kernel took the output, to be shown under the remembered cell."""
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
    """Returns a message as HTML in which nothing of the message is markup. A click selects the
    code.
    """
    head = "<b>%s</b><br>" % html.escape(title) if title else ""
    body = html.escape(text).replace("\n", "<br>")
    block = "<pre style='user-select:all;padding:.5em;overflow:auto'>%s</pre>"
    tail = block % html.escape(code) if code else ""
    style = "border-left:4px solid #4263eb;padding:.5em 1em;margin:.5em 0"
    return "<div style='%s'>%s%s%s</div>" % (style, head, body, tail)


# ---- Who sends, and where to --------------------------------------------------------------------


def own_folder() -> str:
    """Returns this user's folder for what NPT keeps: the sender's id and the outbox. NPT_HOME
    overrides it.
    """
    home = os.path.expanduser("~")
    if os.environ.get("NPT_HOME"):
        return os.environ["NPT_HOME"]
    if not os.path.isabs(home):
        return os.path.join(os.devnull, "npt")  # nobody is at home: nothing can be kept there
    if sys.platform == "win32":
        return os.path.join(os.environ.get("LOCALAPPDATA") or home, "npt")
    if sys.platform == "darwin":
        return os.path.join(home, "Library", "Application Support", "npt")
    return os.path.join(
        os.environ.get("XDG_STATE_HOME") or os.path.join(home, ".local", "state"), "npt"
    )


def private_folder(*parts: str) -> str:
    """Makes a folder that only its user can enter, if it is missing, and returns its path; or
    OSError.
    """
    path = os.path.join(*parts)
    os.makedirs(path, mode=0o700, exist_ok=True)
    if os.name == "posix" and os.stat(path).st_mode & 0o077:
        os.chmod(path, 0o700)
    return path


def private_file(path: str) -> int:
    """Creates a file that only its user can read, and returns its descriptor; or FileExistsError,
    OSError.
    """
    return os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600)


def own_sender_uuid(folder: str) -> str:
    """Returns this user's id on this machine: random, kept in a file, without personal data.

    The operating system's machine id is mixed in, so that a file that was cloned along with a disk
    image does not make two machines one. Where no file can be kept, the id lasts as long as the
    process.
    """
    path = os.path.join(folder, "sender-id")
    for _ in range(3):
        try:
            with open(path, encoding="ascii") as file:
                kept = file.read().strip()
            if re.fullmatch("[0-9a-f]{32}", kept):
                return uuid.uuid5(uuid.UUID(kept), machine_id()).hex
            if time.time() - os.stat(path).st_mtime > 5:  # a full disk cut it short
                os.unlink(path)
            time.sleep(0.02)  # another kernel is just writing it
        except FileNotFoundError:
            write_sender_id(path)
        except (OSError, ValueError):
            break
    return uuid.uuid4().hex


def write_sender_id(path: str) -> None:
    try:
        private_folder(os.path.dirname(path))
        with os.fdopen(private_file(path), "w") as file:
            file.write(uuid.uuid4().hex)
    except OSError:  # no home, or another kernel was first
        pass


def machine_id() -> str:
    """Returns what tells this machine from its clones, or ''. It is only ever used hashed."""
    try:
        if sys.platform == "win32":
            import winreg

            with winreg.OpenKey(
                winreg.HKEY_LOCAL_MACHINE, r"SOFTWARE\Microsoft\Cryptography"
            ) as key:
                return str(winreg.QueryValueEx(key, "MachineGuid")[0])
        with open("/etc/machine-id", encoding="ascii") as file:
            return file.read().strip()
    except (OSError, ValueError, ImportError):
        return ""


class Settings(NamedTuple):
    """What npt_config said when send was called."""

    owner: str
    session: str
    part: str
    sender: str
    sender_uuid: str
    log: bool
    servers: Tuple[str, ...]
    server_id: str = ""
    probe: bool = False


class Notebook:
    """The student's namespace, of which only npt_config and _npt_config are ever read."""

    def __init__(self, sender_uuid: str) -> None:
        self._sender_uuid = sender_uuid
        self.move({}, {})

    def move(self, namespace: Dict[str, Any], served: Dict[str, Any]) -> None:
        """Takes what a first cell brings, the first one or a later one with new addresses."""
        self._namespace = namespace
        self._servers = tuple(str(server).rstrip("/") for server in served.get("servers") or ())
        self._server_id = clean(served.get("id"))
        self._probe = bool(served.get("probe"))

    def old_config(self) -> Dict[str, str]:
        """Returns what old notebooks know as _npt_config; what they change in it counts."""
        return {
            "server_url": self._servers[0] if self._servers else "",
            "sender_uuid": self._sender_uuid,
        }

    def settings(self) -> Settings:
        """Returns what npt_config says now; Unsendable when something in it is missing."""
        config = self._namespace.get("npt_config")
        if not isinstance(config, collections.abc.Mapping):
            raise Unsendable(NO_CONFIG)
        old = self._namespace.get("_npt_config")
        old = old if isinstance(old, collections.abc.Mapping) else {}
        sender_uuid = clean(config.get("sender_uuid")) or clean(old.get("sender_uuid"))
        servers = self._servers_now(clean(old.get("server_url")).rstrip("/"))
        return Settings(
            owner=required(config, "session_owner", NO_SESSION % "session_owner"),
            session=required(config, "session_name", NO_SESSION % "session_name"),
            part=clean(config.get("part_name")) or "default",
            sender=required(config, "sender_name", NO_NAME),
            sender_uuid=sender_uuid or self._sender_uuid,
            log=bool(config.get("log")),
            servers=servers,
            # Who writes another address into an old notebook means whoever is there.
            server_id=self._server_id if servers == self._servers else "",
            probe=self._probe and bool(config.get("probe", True)),
        )

    def _servers_now(self, old_server: str) -> Tuple[str, ...]:
        if old_server and old_server != self.old_config()["server_url"]:
            return (old_server,)
        if not self._servers:
            raise Unsendable(NO_ADDRESS)
        return self._servers

    def way_to(self, settings: Settings) -> "Whereto":
        """Returns where the teacher's computer may be, by what npt_config says now."""
        ids = (settings.server_id,) if settings.server_id else ()
        return Whereto(settings.servers, settings.owner, ids, bool(ids), settings.probe)

    def way_of(self, record: "Record") -> "Whereto":
        """Returns where to bring a record: also where its teacher is now, when that has changed
        since.
        """
        owner, session = record.fields["session_owner"], record.fields["session_name"]
        kept = Whereto(record.servers, owner, (record.server_id,) if record.server_id else ())
        try:
            settings = self.settings()
        except Unsendable:
            return kept._replace(search=bool(kept.ids))
        if settings.owner != owner:
            return kept._replace(search=bool(kept.ids), probe=settings.probe)
        # That the same session is elsewhere now, on a new computer, only a first cell can say.
        anew = settings.session == session or not kept.ids
        ids = kept.ids + ((settings.server_id,) if anew and settings.server_id else ())
        servers = tuple(dict.fromkeys(settings.servers + record.servers))
        return Whereto(servers, owner, tuple(dict.fromkeys(ids)), bool(ids), settings.probe)


def required(config: Any, name: str, otherwise: str) -> str:
    text = clean(config.get(name))
    if not text:
        raise Unsendable(otherwise)
    return text


def clean(value: Any) -> str:
    return "" if value is None else cut(safe_str(value).strip(), 1_000)


def label_of_question(question: Any) -> str:
    """Returns the label of a question: 2, 2.0 and ' 2' are all '2'; Unsendable when there is none
    or it is too long.
    """
    if isinstance(question, float) and question.is_integer():
        question = int(question)
    label = "" if question is None or question is MISSING else clean(question)
    if not label:
        raise Unsendable(NO_QUESTION)
    if len(label) > MAX_LABEL:
        raise Unsendable(LONG_LABEL % len(label))
    return label


# ---- Records, and where they wait ---------------------------------------------------------------


@dataclasses.dataclass(frozen=True)
class Answer:
    """What the teacher's computer said to a record."""

    status: int
    code: str
    message: str
    messages: Tuple[Dict[str, Any], ...] = ()
    retry_after: float = 0.0

    @property
    def accepted(self) -> bool:
        return self.status == 200

    @property
    def parked(self) -> bool:
        return self.code in PARKED_CODES

    @property
    def busy(self) -> bool:
        return self.status in (408, 425, 429) or self.status >= 500

    @property
    def refused(self) -> bool:
        return not self.accepted and not self.parked and not self.busy

    @property
    def text(self) -> str:
        """The answer in the words of the original, like 'Success: Record inserted'."""
        head = "Success: " if self.accepted else "Error: "
        return self.message if self.message.startswith(head) else head + self.message


@dataclasses.dataclass(eq=False)
class Record:
    """One answer to one question, ready to be sent, by the names of the wire."""

    fields: Dict[str, str]
    file: bytes
    servers: Tuple[str, ...]
    server_id: str = ""  # of the computer that it is for
    path: str = ""  # its file in the outbox; '' where it waits in memory only
    adopted: bool = False  # written by another kernel, which may still deliver it
    answer: Optional[Answer] = None
    dropped: bool = False

    @property
    def id(self) -> str:
        return self.fields["record_id"]

    @property
    def question(self) -> str:
        return self.fields["question_nb"]

    @property
    def asks_for_help(self) -> bool:
        return self.fields["type"] == HELP

    @property
    def lane(self) -> Tuple[str, ...]:
        """Records of one lane share their fate: they are sent in order, and wait when the first one
        waits.
        """
        names = ("session_owner", "session_name", "part_name", "sender_name", "sender_uuid")
        return tuple(self.fields[name] for name in names)

    @property
    def size(self) -> int:
        return len(self.fields["data"]) + len(self.file)

    def age(self) -> float:
        """Returns the seconds since send was called, by the clock on the wall."""
        sent_at = datetime.datetime.fromisoformat(self.fields["sent_at"])
        return (datetime.datetime.now(datetime.timezone.utc) - sent_at).total_seconds()

    def to_bytes(self) -> bytes:
        head = {"fields": self.fields, "servers": self.servers, "server_id": self.server_id}
        return json.dumps(head).encode("ascii") + b"\n" + self.file

    @classmethod
    def from_bytes(cls, content: bytes) -> "Record":
        """Returns the record that to_bytes wrote; ValueError, KeyError or TypeError for anything
        else.
        """
        head, _, file = content.partition(b"\n")
        read = json.loads(head.decode("ascii"))
        fields = {str(name): str(value) for name, value in read["fields"].items()}
        servers = tuple(str(server) for server in read["servers"])
        record = cls(fields, file, servers, str(read.get("server_id") or ""))
        record.age(), record.lane, record.id, record.size  # they must be there
        return record


_last_moment = datetime.datetime.min.replace(tzinfo=datetime.timezone.utc)


def next_moment() -> datetime.datetime:
    """Returns the time in UTC, later than at any call before: of two records of a question the
    later one counts.
    """
    global _last_moment
    now = datetime.datetime.now(datetime.timezone.utc)
    _last_moment = max(now, _last_moment + datetime.timedelta(microseconds=1))
    return _last_moment


def new_record(settings: Settings, question: str, payload: Payload) -> Record:
    fields = {
        "session_owner": settings.owner,
        "session_name": settings.session,
        "part_name": settings.part,
        "sender_name": settings.sender,
        "sender_uuid": settings.sender_uuid,
        "question_nb": question,
        "type": payload.type,
        "data": payload.data,
        "record_id": uuid.uuid4().hex,
        "sent_at": next_moment().isoformat(timespec="microseconds"),
    }
    if payload.plotted:
        fields["plotted"] = payload.plotted
    return Record(fields, payload.file, settings.servers, settings.server_id)


class Outbox:
    """The folder in which records wait, one file each, whose names sort by time.

    What fails here costs only safety: the record waits in memory all the same.
    """

    def __init__(self, folder: str) -> None:
        self._folder = os.path.join(folder, "outbox")
        self._known: Set[str] = set()  # the paths of records that this process has had in hand

    def keep(self, record: Record) -> None:
        """Writes the record, so that the end of this process does not lose it. Never raises."""
        moment = re.sub("[^0-9]", "", record.fields["sent_at"])[:20]
        path = os.path.join(self._folder, "%s-%s.npt" % (moment, record.id))
        self._known.add(path)
        try:
            if not os.path.isdir(self._folder):
                private_folder(self._folder)
            self._write(path, record.to_bytes())
            record.path = path
        except OSError:  # a full disk, a home that cannot be written
            pass

    def _write(self, path: str, content: bytes) -> None:
        with os.fdopen(private_file(path + ".part"), "wb") as file:
            file.write(content)
        os.replace(path + ".part", path)  # so that nobody reads half a record

    def discard(self, record: Record) -> None:
        if record.path:
            try:
                os.unlink(record.path)
            except OSError:
                pass
            record.path = ""

    def delivered_by_another(self, record: Record) -> bool:
        """Tells whether the kernel that wrote an adopted record has brought it there itself."""
        return record.adopted and not os.path.exists(record.path)

    def left_behind(self, older_than: float) -> List[Record]:
        """Returns what other kernels left, the oldest first, each once. Never raises."""
        records = [
            self._adopt(os.path.join(self._folder, name), older_than) for name in self._names()
        ]
        return [record for record in records if record is not None]

    def _adopt(self, path: str, older_than: float) -> Optional[Record]:
        if path in self._known:
            return None
        try:
            if time.time() - os.stat(path).st_mtime < older_than:
                return None
            self._known.add(path)
            with open(path, "rb") as file:
                record = Record.from_bytes(file.read())
        except OSError:  # delivered in this very moment
            return None
        except (ValueError, KeyError, TypeError, AttributeError):  # damaged, or not ours
            return None
        record.path, record.adopted = path, True
        return record

    def _names(self) -> List[str]:
        try:
            return sorted(name for name in os.listdir(self._folder) if name.endswith(".npt"))
        except OSError:
            return []


# ---- The network --------------------------------------------------------------------------------


class Whereto(NamedTuple):
    """Whose computer a request is for, and where that may be."""

    servers: Tuple[str, ...]  # from the first cell
    owner: str = ""
    ids: Tuple[str, ...] = ()  # one of which it has; empty where nobody has told one
    search: bool = False  # whether it may be looked for elsewhere: only what has an id can be known
    probe: bool = False  # whether neighbours may be tried one by one

    def is_at(self, who: "Optional[Who]", given: bool) -> bool:
        """Tells whether what answers there is meant. What a first cell gave need not have the owner
        any more: it says so itself, and the student is told.
        """
        if who is None:
            return not self.ids and given
        return who.id in self.ids and (given or self.owner in who.owners)


class Request(NamedTuple):
    method: str
    path: str
    seconds: float  # to wait for the answer
    body: bytes = b""
    kind: str = ""  # the Content-Type
    long: bool = False  # whether it is right that no answer comes for a while

    @property
    def headers(self) -> Dict[str, str]:
        return {"Accept": "application/json", **({"Content-Type": self.kind} if self.kind else {})}


class Reply(NamedTuple):
    status: int
    headers: Any
    body: bytes

    def read(self) -> Optional[Dict[str, Any]]:
        """Returns the JSON of an NPT server; None when this is the answer of something else."""
        try:
            read = json.loads(self.body.decode("utf-8"))
        except (ValueError, RecursionError):
            return None
        known = isinstance(read, dict) and ("status" in read or "messages" in read)
        return read if known else None


class Network:
    """Reaches the teacher's computer, without any proxy, at the one of its addresses that answers
    first; looks for it where none does.
    """

    def __init__(self, places: "Places") -> None:
        self._places = places
        self._winner = ""
        self._connection: Optional[http.client.HTTPConnection] = None
        self._who: Optional[Who] = None  # who is at the other end of it
        self._used_at = 0.0

    @property
    def server(self) -> str:
        """The address that answered last, or ''."""
        return self._winner

    def afresh(self) -> "Network":
        """Returns another one, for a child process, with nothing open and no lock held."""
        return Network(self._places.afresh())

    def ask(self, whereto: Whereto, request: Request) -> Tuple[Reply, Dict[str, Any]]:
        """Returns the reply of the first that answers as it should, and its JSON; or
        Unreachable.
        """
        strangers: Dict[str, "Who"] = {}
        for servers in self._ways(whereto):
            left = sorted(servers, key=lambda server: server != self._winner)
            while left:
                try:
                    server, reply = self._exchange(left, whereto, request, strangers)
                except OSError:
                    break
                read = reply.read() if reply is not None else None
                if reply is not None and read is not None:
                    self._winner = server
                    return reply, read
                left.remove(server)  # silent, or another machine that has got this address
        self._winner = ""
        others = "".join("; %s is another teacher's computer" % server for server in strangers)
        silence = "no answer from " + ", ".join(whereto.servers) + others
        # Only a first cell may say that what is there now is meant: a namesake would say the same.
        if any(
            server in whereto.servers and whereto.owner in who.owners
            for server, who in strangers.items()
        ):
            raise Replaced(silence + ", or a new one of %s's" % whereto.owner)
        raise Unreachable(silence)

    def _ways(self, whereto: Whereto) -> Iterator[List[str]]:
        """Yields the addresses to try, one way of knowing them after the other."""
        yield list(dict.fromkeys(self._places.last(whereto) + list(whereto.servers)))
        if whereto.search:
            yield from servers_announced(whereto.ids)
        if whereto.search and whereto.probe:
            yield self._places.probed(whereto)

    def _exchange(
        self,
        servers: Sequence[str],
        whereto: Whereto,
        request: Request,
        strangers: Dict[str, "Who"],
    ) -> Tuple[str, Optional[Reply]]:
        """Returns who was asked and the reply, or None; OSError when none takes a connection."""
        if threadless():
            return servers[0], ask_through_browser(servers[0], request)
        if self._winner == servers[0] and self._is_fit_for(whereto):
            reply = self._try(servers[0], request)
            if reply is not None:
                return servers[0], reply
        self.hang_up()
        server, self._connection = connect(servers, CONNECT_SECONDS)
        if not self._is_meant(server, whereto):
            if self._who is not None:
                strangers[server] = self._who
            self.hang_up()
            return server, None
        return server, self._try(server, request)

    def _is_fit_for(self, whereto: Whereto) -> bool:
        """Tells whether the open connection leads where a request is to go, and still may be
        alive.
        """
        young = time.monotonic() - self._used_at <= IDLE_CONNECTION_SECONDS
        known = not whereto.ids or (self._who is not None and self._who.id in whereto.ids)
        return self._connection is not None and young and known

    def _is_meant(self, server: str, whereto: Whereto) -> bool:
        """Asks who took the connection, and tells whether it is the one that is meant, which is
        then remembered.
        """
        if not whereto.ids or self._connection is None:
            return True
        self._who = who_is_there(self._connection.sock, WHO_SECONDS)
        if self._who is None or not whereto.is_at(self._who, server in whereto.servers):
            return False
        self._places.remember(self._who.id, numeric(server, self._connection.sock))
        return True

    def _try(self, server: str, request: Request) -> Optional[Reply]:
        """Returns the reply on the open connection; None when it is broken or silent."""
        connection = self._connection
        if connection is None or connection.sock is None:
            return None
        path = urllib.parse.urlsplit(server).path + request.path
        try:
            connection.sock.settimeout(request.seconds)
            connection.request(request.method, path, request.body or None, request.headers)
            if not self._is_worth_waiting(connection.sock, request):
                raise OSError("nobody is there any more")
            answer = connection.getresponse()
            reply = Reply(answer.status, answer.headers, answer.read(MAX_ANSWER))
        except (OSError, http.client.HTTPException):
            self.hang_up()
            return None
        self._used_at = time.monotonic()
        if not answer.isclosed():  # more than MAX_ANSWER: nothing that NPT would say
            self.hang_up()
        return reply

    def _is_worth_waiting(self, connected: socket.socket, request: Request) -> bool:
        """Tells whether an answer has begun, or whoever is to give it is only slow. A computer that
        has left the network does not say so: this finds out long before the time is up.
        """
        if self._who is None or request.long or is_readable(connected, PATIENCE_SECONDS):
            return True
        with socket.socket(connected.family, socket.SOCK_STREAM) as second:
            second.settimeout(WHO_SECONDS)
            second.connect(connected.getpeername())
            return who_is_there(second, WHO_SECONDS) is not None

    def hang_up(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection, self._who = None, None


def threadless() -> bool:
    """Tells whether this is Pyodide: Python in a browser, with neither threads nor sockets."""
    return sys.platform == "emscripten"


def ask_through_browser(server: str, request: Request) -> Optional[Reply]:
    """Pyodide's urllib asks the browser, which decides on proxies itself."""
    asked = urllib.request.Request(
        server + request.path, request.body or None, request.headers, method=request.method
    )
    try:
        with urllib.request.urlopen(asked, timeout=DIRECT_SECONDS) as answer:
            return Reply(answer.status, answer.headers, answer.read(MAX_ANSWER))
    except urllib.error.HTTPError as refusal:
        with refusal:
            return Reply(refusal.code, refusal.headers, refusal.read(MAX_ANSWER))
    except OSError:
        return None


def connect(servers: Sequence[str], seconds: float) -> Tuple[str, http.client.HTTPConnection]:
    """Returns a connection to the first address that takes one; OSError when none does in time.

    Names are looked up meanwhile, because that may block for long.
    """
    numbers = [server for server in servers if re.fullmatch(r"[0-9.]+|.*:.*", host_of(server))]
    lookup = Lookup([server for server in servers if server not in numbers])
    targets = [(server, target) for server in numbers for target in targets_of(server)]
    found = race(targets, lookup, seconds)
    if found:
        return found[0], http_connection(*found)
    raise OSError("no address takes a connection")


class Lookup:
    """Looks names up side by side, each in a thread of its own."""

    _busy: Set[str] = set()  # the servers that some thread still looks up

    def __init__(self, servers: Sequence[str]) -> None:
        self._found: Deque[Tuple[str, List[Tuple[Any, ...]]]] = collections.deque()
        self._pending = 0
        for server in servers:
            if server in self._busy:
                continue
            self._pending += 1
            self._busy.add(server)
            try:
                threading.Thread(target=self._look_up, args=(server,), daemon=True).start()
            except RuntimeError:  # no more threads
                self._look_up(server)

    def _look_up(self, server: str) -> None:
        try:
            self._found.append((server, targets_of(server)))
        finally:
            self._busy.discard(server)

    def ready(self) -> List[Tuple[str, Tuple[Any, ...]]]:
        """Returns the targets that have been found since the last call."""
        targets = []
        while self._found:
            server, found = self._found.popleft()
            self._pending -= 1
            targets += [(server, target) for target in found]
        return targets

    @property
    def pending(self) -> bool:
        return self._pending > 0


def host_of(server: str) -> str:
    return urllib.parse.urlsplit(server).hostname or ""


def targets_of(server: str) -> List[Tuple[Any, ...]]:
    """Returns what socket.getaddrinfo knows of a server; [] when there is nothing."""
    parts = urllib.parse.urlsplit(server)
    try:
        host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
        # Where the system does not know mDNS it would look a .local name up elsewhere, for long.
        hosts = ask_neighbours(host) if host.endswith(".local") else []
        return [
            target
            for name in hosts or [host]
            for target in socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)
        ]
    except (OSError, ValueError):
        return []


def ask_neighbours(host: str) -> List[str]:
    """Returns the IPv4 addresses that a .local name has now, by one-shot mDNS (RFC 6762, 5.1).

    This is how a teacher's computer is found again when its address changes in the midst of a lab.
    """
    labels = [label.encode("idna") for label in host.split(".")]
    name = b"".join(bytes([len(label)]) + label for label in labels) + b"\0"
    question = name + struct.pack("!2H", 1, 0x8001)  # type A; an answer straight to us, please
    query = os.urandom(2) + struct.pack("!5H", 0, 1, 0, 0, 0) + question
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        asking.bind(("", 0))
        asking.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_TTL, 255)
        for _ in range(2):  # the network may lose one
            ask_on_every_interface(asking, query)
            found = addresses_answered(asking, name, time.monotonic() + MDNS_SECONDS)
            if found:
                return found
    return []


def ask_on_every_interface(asking: socket.socket, query: bytes) -> None:
    """Sends a question by each interface: without a default route there is none to choose."""
    for index, _ in [(0, "")] + socket.if_nameindex():
        by_index = struct.pack("@4s4si", b"", b"", index)
        interface = struct.pack("!I", index) if sys.platform == "win32" else by_index
        try:
            asking.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, interface)
            asking.sendto(query, MDNS_GROUP)
        except OSError:  # an interface that is down
            continue


def addresses_answered(asking: socket.socket, name: bytes, deadline: float) -> List[str]:
    """Returns the addresses in the first answer about this name, or [] at the deadline."""
    while time.monotonic() < deadline:
        asking.settimeout(max(0.01, deadline - time.monotonic()))
        try:
            answer = asking.recv(9_000)
        except OSError:
            return []
        # Each address of the name is a record: the name, or a pointer to where it stands; type A,
        # class IN, time to live, length 4; then the address.
        owner = b"(?:" + re.escape(name) + rb"|\xc0[\x00-\xff])"
        pattern = owner + rb"\x00\x01[\x00\x80]\x01[\x00-\xff]{4}\x00\x04([\x00-\xff]{4})"
        if name.lower() in answer.lower():
            found = re.findall(pattern, answer[12:], re.IGNORECASE)
            if found:
                return [socket.inet_ntoa(address) for address in found]
    return []


def race(
    targets: Sequence[Tuple[str, Tuple[Any, ...]]], lookup: Lookup, seconds: float
) -> Optional[Tuple[str, socket.socket]]:
    """Returns the server and the socket that was connected first (RFC 8305), or None in the end.

    The next target starts STAGGER after the one before, or at once when all before it have failed.
    """
    waiting, deadline, next_start = collections.deque(targets), time.monotonic() + seconds, 0.0
    with selectors.DefaultSelector() as selector:
        try:
            while time.monotonic() < deadline:
                waiting.extend(lookup.ready())
                if waiting and (time.monotonic() >= next_start or not selector.get_map()):
                    begin(selector, *waiting.popleft())
                    next_start = time.monotonic() + STAGGER
                    continue
                until = min(deadline, next_start) if waiting else deadline
                if lookup.pending:
                    until = min(until, time.monotonic() + 0.02)
                if not selector.get_map():
                    if not lookup.pending and not waiting:
                        break
                    time.sleep(0.01)
                    continue
                for key, _ in selector.select(max(0.0, until - time.monotonic())):
                    if is_connected(selector.unregister(key.fileobj).fileobj):
                        return key.data, key.fileobj  # type: ignore[return-value]
            return None
        finally:
            for key in list(selector.get_map().values()):
                key.fileobj.close()  # type: ignore[union-attr]


def is_connected(candidate: Any) -> bool:
    """Tells whether an attempt has succeeded; closes the socket when it has failed."""
    if candidate.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR) == 0:
        return True
    candidate.close()
    return False


def begin(selector: selectors.BaseSelector, server: str, target: Tuple[Any, ...]) -> None:
    """Starts to connect to one address."""
    family, kind, protocol, _, address = target
    try:
        candidate = socket.socket(family, kind, protocol)
    except OSError:  # no IPv6 here
        return
    candidate.setblocking(False)
    try:
        candidate.connect(address)
    except BlockingIOError:
        pass
    except OSError:  # no network at all
        candidate.close()
        return
    selector.register(candidate, selectors.EVENT_WRITE, server)


def http_connection(server: str, connected: socket.socket) -> http.client.HTTPConnection:
    parts = urllib.parse.urlsplit(server)
    connected.settimeout(ANSWER_SECONDS)
    connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    watch(connected)
    if parts.scheme == "https":
        import ssl

        connected = ssl.create_default_context().wrap_socket(
            connected, server_hostname=parts.hostname
        )
    connection = http.client.HTTPConnection(
        parts.hostname or "", parts.port, timeout=ANSWER_SECONDS
    )
    connection.sock = connected
    return connection


def watch(connected: socket.socket) -> None:
    """Has the system break a connection whose other end has left the network without a word."""
    names = ("TCP_KEEPIDLE", "TCP_KEEPINTVL", "TCP_KEEPCNT")
    options = [("TCP_KEEPALIVE", KEEPALIVE[0])] if sys.platform == "darwin" else []
    options += list(zip(names, KEEPALIVE)) + [("TCP_USER_TIMEOUT", UNHEARD_SECONDS * 1000)]
    try:
        connected.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        for name, value in options:
            if hasattr(socket, name):
                connected.setsockopt(socket.IPPROTO_TCP, getattr(socket, name), value)
    except OSError:  # a system that knows the name and not the option
        pass


def is_readable(connected: socket.socket, seconds: float) -> bool:
    with selectors.DefaultSelector() as selector:
        selector.register(connected, selectors.EVENT_READ)
        return bool(selector.select(seconds))


def deliver(network: Network, whereto: Whereto, record: Record, seconds: float) -> Answer:
    """Sends one record and returns the answer; Unreachable when there is none."""
    body, kind = form_of(record)
    seconds += record.size / SLOW_NETWORK  # a picture takes its time
    path = "/help" if record.asks_for_help else "/add-record"
    reply, read = network.ask(whereto, Request("POST", path, seconds, body, kind))
    return Answer(
        reply.status,
        str(read.get("code") or ""),
        str(read.get("message") or read.get("status") or reply.status),
        tuple(message for message in read.get("messages") or () if isinstance(message, dict)),
        seconds_of(reply.headers.get("Retry-After")),
    )


def seconds_of(retry_after: Optional[str]) -> float:
    try:
        return min(max(float(retry_after or 0), 0.0), LONGEST_OBEYED_PAUSE)
    except ValueError:  # a date; nobody here sends one
        return 0.0


def form_of(record: Record) -> Tuple[bytes, str]:
    """Returns the body of the request and its Content-Type."""
    if record.fields["type"] != "image":
        return (
            urllib.parse.urlencode(record.fields).encode("ascii"),
            "application/x-www-form-urlencoded",
        )
    boundary = uuid.uuid4().hex
    head = '--%s\r\nContent-Disposition: form-data; name="%s"'
    parts = [
        (head + "\r\n\r\n%s\r\n") % (boundary, name, value)
        for name, value in record.fields.items()
        if name != "data"
    ]
    kind = "Content-Type: application/octet-stream"
    parts.append((head + '; filename="picture"\r\n%s\r\n\r\n') % (boundary, "file", kind))
    tail = "\r\n--%s--\r\n" % boundary
    body = "".join(parts).encode("utf-8") + record.file + tail.encode("ascii")
    return body, "multipart/form-data; boundary=" + boundary


# ---- Finding the teacher's computer -------------------------------------------------------------


class Who(NamedTuple):
    """What a teacher's computer says of itself."""

    id: str
    owners: Tuple[str, ...]


def who_is_there(connected: socket.socket, seconds: float) -> Optional[Who]:
    """Asks by an open connection whose computer this is, and leaves it open for more; None when it
    is not NPT, or does not answer in time, or at length.
    """
    deadline, answer = time.monotonic() + seconds, b""
    try:
        host = "%s:%d" % connected.getpeername()[:2]
        connected.settimeout(seconds)
        connected.sendall(b"GET /who HTTP/1.1\r\nHost: %s\r\n\r\n" % host.encode("ascii"))
        while len(answer) < MAX_WHO and time.monotonic() < deadline:
            connected.settimeout(max(0.01, deadline - time.monotonic()))
            piece = connected.recv(MAX_WHO)
            answer += piece
            head, whole, body = answer.partition(b"\r\n\r\n")
            length = re.search(
                rb"\r\nContent-Length: *([0-9]{1,5})\s", head + b"\r\n", re.IGNORECASE
            )
            if whole and length and len(body) >= int(length[1]):
                return who_says(head, body)
            if not piece or whole and not length:
                break
    except (OSError, ValueError, RecursionError):
        pass
    return None


def who_says(head: bytes, body: bytes) -> Optional[Who]:
    """Reads the answer to GET /who, which may be anybody's; ValueError, or None, when it is not
    NPT's.
    """
    read = json.loads(body.decode("utf-8"))
    if not re.match(rb"HTTP/1\.[01] 200 ", head) or not isinstance(read, dict):
        return None
    owners = read.get("owners")
    if read.get("app") != "npt" or not isinstance(owners, list):
        return None
    return Who(str(read.get("id") or ""), tuple(str(owner) for owner in owners))


def numeric(server: str, connected: socket.socket) -> str:
    """Returns a server by the address to which its name has led, for a time when the name is not
    known.
    """
    parts, peer = urllib.parse.urlsplit(server), connected.getpeername()
    if parts.scheme != "http" or parts.path.strip("/") or ":" in peer[0]:
        return server
    return "http://%s:%d" % peer[:2]


class Places:
    """Where teachers' computers were found last, by their ids, kept in a file for the next kernel.

    What fails here costs only time: the computer is looked for again.
    """

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._path = os.path.join(folder, "places.json")
        self._lock = threading.Lock()
        self._probing = threading.Lock()  # held by the one thread that does
        self._servers, self._probed_at = self._read()

    def afresh(self) -> "Places":
        return Places(self._folder)

    def last(self, whereto: Whereto) -> List[str]:
        """Returns where the computer answered last, by any of its ids."""
        with self._lock:
            return [self._servers[id] for id in whereto.ids if id in self._servers]

    def remember(self, id: str, server: str) -> None:
        """Notes where a computer is. Writes only what is new."""
        with self._lock:
            if self._servers.get(id) == server:
                return
            self._servers.update(self._read()[0])  # what other kernels found
            self._servers.pop(id, None)
            self._servers[id] = server
            for oldest in list(self._servers)[:-MAX_PLACES]:
                del self._servers[oldest]
            self._write()

    def probed(self, whereto: Whereto) -> List[str]:
        """Returns where the computer is found among the neighbours, who are tried only once in a
        while.
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
                return self.last(whereto)  # another thread may have found it just now
            found = probe(own_networks(), ports_of(whereto.servers), whereto)
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


def servers_announced(ids: Sequence[str]) -> Iterator[List[str]]:
    """Yields where computers with one of these ids say that they are, as they answer to a one-shot
    question by multicast DNS (RFC 6762, 5.1). It is not believed but tried, and others may follow.
    """
    question = MDNS_SERVICE + struct.pack("!2H", 12, 0x8001)  # PTR; an answer to us alone, please
    query = os.urandom(2) + struct.pack("!5H", 0, 1, 0, 0, 0) + question
    heard, again, deadline = Heard(), 0.0, time.monotonic() + BROWSE_SECONDS
    tried: Set[str] = set()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        asking.bind(("", 0))
        asking.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_TTL, 255)
        while time.monotonic() < deadline:
            if time.monotonic() >= again:  # the network may lose one
                ask_on_every_interface(asking, query)
                again = time.monotonic() + MDNS_SECONDS
            asking.settimeout(max(0.01, min(again, deadline) - time.monotonic()))
            try:
                packet, source = asking.recvfrom(9_000)
            except OSError:
                continue
            heard.take(packet, source[0])
            found = [server for server in heard.servers(ids) if server not in tried]
            if found and len(tried) < MAX_PLACES:
                tried.update(found)
                yield found


class Heard:
    """What was said of NPT's service by multicast DNS. Anybody may say anything: it is bounded, and
    good for a hint where to look.
    """

    def __init__(self) -> None:
        # By who said it, and of what: the instance of the service, or the host.
        self._ids: Dict[Tuple[str, bytes], str] = {}
        self._at: Dict[Tuple[str, bytes], Tuple[bytes, int]] = {}
        self._addresses: Dict[Tuple[str, bytes], Set[str]] = {}

    def take(self, packet: bytes, source: str) -> None:
        """Takes in what a packet says, and forgets the rest of one that is damaged."""
        try:
            for name, kind, start, end in mdns_records(packet):
                if len(self._ids) + len(self._at) + len(self._addresses) >= MAX_HEARD:
                    return
                self._take(packet, (source, name), kind, start, end)
        except (IndexError, ValueError, struct.error):
            pass

    def _take(
        self, packet: bytes, what: Tuple[str, bytes], kind: int, start: int, end: int
    ) -> None:
        of_service = what[1].endswith(MDNS_SERVICE)
        if kind == 1 and end - start == 4:
            addresses = self._addresses.setdefault(what, set())
            if len(addresses) < 8:
                addresses.add(socket.inet_ntoa(packet[start:end]))
        elif kind == 16 and of_service:
            self._ids[what] = text_pairs(packet[start:end]).get("id", "")
        elif kind == 33 and of_service and end - start > 6:
            host, _ = mdns_name(packet, start + 6)
            self._at[what] = host, struct.unpack_from("!H", packet, start + 4)[0]

    def servers(self, ids: Sequence[str]) -> List[str]:
        """Returns where one of these ids is, as far as was heard."""
        found: List[str] = []
        for (source, name), (host, port) in self._at.items():
            if self._ids.get((source, name)) in ids and port:
                addresses = [source, *sorted(self._addresses.get((source, host), ()))]
                found += ["http://%s:%d" % (address, port) for address in addresses]
        return list(dict.fromkeys(found))[:MAX_PLACES]


def mdns_records(packet: bytes) -> Iterator[Tuple[bytes, int, int, int]]:
    """Yields the records of an answer: name, type, and where its data begin and end. IndexError,
    ValueError or struct.error when it is damaged.
    """
    _, flags, questions, *counts = struct.unpack_from("!6H", packet)
    at = 12
    if not flags & 0x8000:
        return
    for _ in range(min(questions, MAX_HEARD)):
        at = mdns_name(packet, at)[1] + 4
    for _ in range(min(sum(counts), MAX_HEARD)):
        name, at = mdns_name(packet, at)
        kind, _, _, length = struct.unpack_from("!HHIH", packet, at)
        at += 10
        if at + length > len(packet):
            raise ValueError("cut short")
        yield name, kind, at, at + length
        at += length


def mdns_name(packet: bytes, at: int) -> Tuple[bytes, int]:
    """Returns the name at a place, in lower case and as it would be written without pointers, and
    where it ends.
    """
    name, end = b"", 0
    for _ in range(128):  # a pointer may lead back
        length = packet[at]
        if length >= 0xC0:
            end = end or at + 2
            at = (length & 0x3F) << 8 | packet[at + 1]
        elif length and len(name) < 255:
            name += packet[at : at + 1 + length]
            at += 1 + length
        elif length:
            break
        else:
            return (name + b"\0").lower(), end or at + 1
    raise ValueError("not a name")


def text_pairs(data: bytes) -> Dict[str, str]:
    """Returns what stands as key=value in the data of a TXT record."""
    pairs, at = {}, 0
    while at < len(data):
        text = data[at + 1 : at + 1 + data[at]].decode("utf-8", "replace")
        key, _, value = text.partition("=")
        pairs[key] = value
        at += 1 + data[at]
    return pairs


def ports_of(servers: Sequence[str]) -> List[int]:
    """Returns the ports at which the app may be: those of its addresses that were given."""
    ports = [urllib.parse.urlsplit(server).port or DEFAULT_PORT for server in servers]
    return list(dict.fromkeys(ports))[:2] or [DEFAULT_PORT]


def probe(networks: Sequence[Any], ports: Sequence[int], whereto: Whereto) -> str:
    """Tries the neighbours slowly and in no order, so that a class that does so at once is no
    storm; returns where the computer is, or ''.
    """
    targets = [(str(host), port) for net in networks for host in net.hosts() for port in ports]
    random.shuffle(targets)
    deadline = time.monotonic() + PROBE_AT_MOST_SECONDS
    for first in range(0, len(targets), PROBE_AT_ONCE):
        if time.monotonic() >= deadline:
            break
        found = try_neighbours(targets[first : first + PROBE_AT_ONCE], whereto)
        if found:
            return found
    return ""


def try_neighbours(targets: Sequence[Tuple[str, int]], whereto: Whereto) -> str:
    """Tries some for PROBE_SECONDS, and returns where the computer is, or ''."""
    deadline = time.monotonic() + PROBE_SECONDS
    with selectors.DefaultSelector() as selector:
        try:
            for target in targets:
                server = "http://%s:%d" % target
                begin(selector, server, (socket.AF_INET, socket.SOCK_STREAM, 0, "", target))
            while selector.get_map() and time.monotonic() < deadline:
                for key, _ in selector.select(max(0.0, deadline - time.monotonic())):
                    candidate: Any = selector.unregister(key.fileobj).fileobj
                    if not is_connected(candidate):
                        continue
                    with candidate:
                        left = deadline - time.monotonic()
                        if whereto.is_at(who_is_there(candidate, max(left, 0.05)), given=False):
                            return str(key.data)
            time.sleep(max(0.0, deadline - time.monotonic()))
            return ""
        finally:
            for key in list(selector.get_map().values()):
                key.fileobj.close()  # type: ignore[union-attr]


def own_networks() -> List[Any]:
    """Returns the private networks that this computer is in: of a large one the 256 addresses
    around its own.
    """
    found = []
    for address, mask in own_addresses():
        try:
            network = ipaddress.IPv4Network("%s/%s" % (address, mask), strict=False)
        except ValueError:
            continue
        if network.prefixlen < 24:
            network = ipaddress.IPv4Network(address + "/24", strict=False)
        if any(network.subnet_of(private) for private in PRIVATE_NETWORKS):
            found.append(network)
    return list(dict.fromkeys(found))[:MAX_NETWORKS]


def own_addresses() -> Iterator[Tuple[str, str]]:
    """Yields the IPv4 addresses of this computer with their masks, but for those of interfaces that
    lead to no classroom.
    """
    try:
        import fcntl
    except ImportError:  # Windows, which does not say how large its networks are
        for own in socket.gethostbyname_ex(socket.gethostname())[2]:
            yield own, "255.255.255.0"
        return
    get_address, get_mask = (
        (0xC0206921, 0xC0206925) if sys.platform == "darwin" else (0x8915, 0x891B)
    )
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        for _, name in socket.if_nameindex():
            if re.match(NO_CLASSROOM, name):
                continue
            request = struct.pack("256s", name.encode("utf-8")[:15])  # a struct ifreq
            try:
                address = fcntl.ioctl(asking.fileno(), get_address, request)[20:24]
                mask = fcntl.ioctl(asking.fileno(), get_mask, request)[20:24]
            except OSError:  # it has none
                continue
            yield socket.inet_ntoa(address), socket.inet_ntoa(mask)


# ---- Messages from the teacher ------------------------------------------------------------------


class Inbox:
    """Holds one connection on which the teacher's messages arrive, where the server offers it."""

    def __init__(self, notebook: Notebook, voice: Voice, places: Places, folder: str) -> None:
        self.voice = voice
        self._notebook = notebook
        self._places = places
        self._path = os.path.join(folder, "messages-seen")
        self._seen: Set[str] = set()
        self._lock = threading.Lock()
        self._stopped = threading.Event()
        self._thread: Optional[threading.Thread] = None

    def start(self) -> None:
        if self._thread is None or not self._thread.is_alive():
            self._thread = threading.Thread(target=self._run, name="npt-inbox", daemon=True)
            try:
                self._thread.start()
            except RuntimeError:  # no more threads: messages come with the answers to records
                self._thread = None

    def stop(self) -> None:
        self._stopped.set()

    def show(self, owner: str, session: str, messages: Iterable[Any]) -> int:
        """Shows the messages of a session that this user has not seen, and returns how many."""
        shown = 0
        for message in messages:
            if isinstance(message, dict) and self._is_new([owner, session, str(message.get("id"))]):
                self.voice.show(message)
                shown += 1
        return shown

    def _is_new(self, name: List[str]) -> bool:
        """Tells whether a message was never asked about before, in this kernel or an earlier."""
        line = json.dumps(name)
        with self._lock:
            self._seen = self._seen or self._seen_before()
            if line in self._seen:
                return False
            self._seen.add(line)
            try:
                private_folder(os.path.dirname(self._path))
                with open(self._path, "a", encoding="ascii") as file:
                    file.write(line + "\n")
            except OSError:  # it may be shown once more, after a restart
                pass
            return True

    def _seen_before(self) -> Set[str]:
        try:
            with open(self._path, encoding="ascii", errors="replace") as file:
                return set(file.read().split("\n")[-MAX_SEEN:])
        except OSError:
            return set()

    def _run(self) -> None:
        network, pause, last = Network(self._places), 0.0, ""
        while not self._stopped.wait(pause):
            try:
                last, pause = self._listen(network, last)
            except Unsendable:  # npt_config is not filled in yet
                pause = 1.0
            except Exception:
                pause = min(max(1.0, pause * 2), 30.0) * random.uniform(0.7, 1.0)
        network.hang_up()

    def _listen(self, network: Network, last: str) -> Tuple[str, float]:
        """Waits for messages after the last one, shows them, and returns the last one's id and the
        seconds until the next time.
        """
        settings = self._notebook.settings()
        query = {
            "session_owner": settings.owner,
            "session_name": settings.session,
            "part_name": settings.part,
            "sender_name": settings.sender,
            "sender_uuid": settings.sender_uuid,
            "after": last,
        }
        path = "/messages?" + urllib.parse.urlencode(query)
        # To try the neighbours is for the courier, and only when there is something to deliver.
        whereto = self._notebook.way_to(settings)._replace(probe=False)
        reply, read = network.ask(whereto, Request("GET", path, LONG_POLL_SECONDS, long=True))
        messages = [one for one in read.get("messages") or () if isinstance(one, dict)]
        shown = self.show(settings.owner, settings.session, messages)
        if reply.status != 200:
            return last, max(seconds_of(reply.headers.get("Retry-After")), 30.0)
        last = str(messages[-1].get("id")) if messages else last
        return last, 0.0 if shown else 0.5


# ---- The courier --------------------------------------------------------------------------------


@dataclasses.dataclass
class Lane:
    """The records of one sender to one part of a session, in order."""

    records: Deque[Record] = dataclasses.field(default_factory=collections.deque)
    due: float = 0.0  # by time.monotonic
    tried_at: float = -math.inf
    failures: int = 0
    last_put: float = 0.0
    obeying: bool = False  # a Retry-After

    @property
    def ours(self) -> bool:
        """Whether this kernel sends here, or only carries on what an earlier one has left."""
        return self.last_put > 0.0


def growing(first: float, failures: int, longest: float) -> float:
    """Returns a pause that doubles with every failure, and differs from one student to the next."""
    return min(math.ldexp(first, min(failures - 1, 30)), longest) * random.uniform(0.7, 1.0)


class Courier:
    """Brings records to the teacher's computer, from one background thread, each until it is
    answered.
    """

    def __init__(self, outbox: Outbox, network: Network, notebook: Notebook, inbox: Inbox) -> None:
        self._outbox = outbox
        self._network = network
        self._notebook = notebook
        self._inbox = inbox
        self._told: Set[Tuple[str, ...]] = set()
        self._start_afresh()

    def _start_afresh(self) -> None:
        self._changed = threading.Condition()
        self._lanes: Dict[Tuple[str, ...], Lane] = {}
        self._thread: Optional[threading.Thread] = None
        self._looked_around = -math.inf
        self._stopping = False
        self._waiting_told = False
        self._quiet_until = 0.0
        self._replaced = False  # another computer is where the teacher's was
        self.delivered = 0
        self.refused = 0
        self.trouble = ""

    def after_fork(self) -> None:
        """In a child process, the parent keeps its records and its connection; the child starts
        afresh.
        """
        self._network = self._network.afresh()
        self._start_afresh()

    # What other threads call.

    def put(self, record: Record) -> None:
        """Takes a record over. Returns at once, except where there are no threads."""
        with self._changed:
            self._add(record)
            self._make_room()
            self._changed.notify_all()
        self.start()

    def start(self) -> None:
        """Starts the thread if there is none, or it has died."""
        if threadless():
            self._attempt_all()
            return
        with self._changed:
            if self._stopping or (self._thread is not None and self._thread.is_alive()):
                return
            self._thread = threading.Thread(target=self._run, name="npt-courier", daemon=True)
            try:
                self._thread.start()
                return
            except RuntimeError:  # no more threads, or the interpreter is ending
                self._thread = None
        self._attempt_all()

    def wait_for(self, record: Record, seconds: float) -> Optional[Answer]:
        """Returns the answer to a record, or None when there is none after so many seconds."""
        with self._changed:
            self._changed.wait_for(lambda: record.answer is not None or record.dropped, seconds)
        return record.answer

    def hurry(self) -> None:
        """Tries again now what waits because nobody was reached."""
        with self._changed:
            for lane in self._lanes.values():
                if not lane.obeying:
                    lane.due = 0.0
            self._changed.notify_all()

    def waiting(self) -> List[Record]:
        with self._changed:
            return [record for lane in self._lanes.values() for record in lane.records]

    def flush(self, seconds: float) -> None:
        """Returns when nothing is left that could go out now, or after so many seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self._thread is None or not self._promising(), seconds)

    def retire(self) -> List[bytes]:
        """Ends the thread after its present attempt; returns what waits in memory only."""
        with self._changed:
            self._stopping = True
            self._changed.notify_all()
        return [record.to_bytes() for record in self.waiting() if not record.path]

    # What the thread does. `_changed` is held by the caller wherever lanes are touched.

    def _promising(self) -> bool:
        return any(lane.records and not lane.failures for lane in self._lanes.values())

    def _add(self, record: Record) -> None:
        now = time.monotonic()
        lane = self._lanes.setdefault(record.lane, Lane())
        lane.records.append(record)
        if record.adopted:
            return
        lane.last_put = now
        if not lane.obeying:  # there is reason to try again, but not more than once a second
            lane.due = min(lane.due, max(now, lane.tried_at + FIRST_PAUSE))

    def _make_room(self) -> None:
        """Drops what is too much: first what a later answer to the same question replaces, then the
        oldest.
        """
        everything = [record for lane in self._lanes.values() for record in lane.records]
        surplus = len(everything) - MAX_WAITING
        surplus_bytes = sum(record.size for record in everything) - MAX_WAITING_BYTES
        if surplus <= 0 and surplus_bytes <= 0:
            return
        everything.sort(key=lambda record: record.fields["sent_at"])
        newest = set({(record.lane, record.question): record for record in everything}.values())
        everything.sort(key=lambda record: record in newest)
        for record in everything:
            if surplus <= 0 and surplus_bytes <= 0:
                break
            surplus, surplus_bytes = surplus - 1, surplus_bytes - record.size
            self._finish(self._lanes[record.lane], record, None)

    def _run(self) -> None:
        while True:
            try:
                if not self._work_once():
                    self._network.hang_up()
                    return
            except Exception as trouble:  # a mistake in here must not end the thread, nor spin
                self.trouble = repr(trouble)
                time.sleep(FIRST_PAUSE)

    def _work_once(self) -> bool:
        """Makes one attempt, or waits until there is something to do; returns False to end the
        thread.
        """
        if time.monotonic() - self._looked_around >= LOOK_AROUND_SECONDS:
            self._look_around()
        with self._changed:
            if self._stopping:
                return False
            now = time.monotonic()
            due = [lane for lane in self._lanes.values() if lane.records and lane.due <= now]
            if not due:
                self._changed.wait(self._seconds_to_wait(now))
                return True
            lane = max(due, key=lambda lane: lane.last_put)  # what the student does now comes first
            record = lane.records[0]
        self._attempt(lane, record)
        return True

    def _attempt_all(self) -> None:
        """Makes one attempt at all that is due, in the caller's thread, which cannot wait long."""
        for lane in list(self._lanes.values()):
            while lane.records and lane.due <= time.monotonic():
                self._attempt(lane, lane.records[0], DIRECT_SECONDS)

    def _seconds_to_wait(self, now: float) -> float:
        moments = [lane.due for lane in self._lanes.values() if lane.records]
        return max(0.0, min(moments + [self._looked_around + LOOK_AROUND_SECONDS]) - now)

    def _look_around(self) -> None:
        """Adopts what other kernels of this user left behind: everything at first, later only what
        is old.
        """
        first = self._looked_around == -math.inf
        self._looked_around = time.monotonic()
        adopted = self._outbox.left_behind(0.0 if first else 2 * LOOK_AROUND_SECONDS)
        with self._changed:
            for record in adopted:
                self._add(record)
            for lane in self._lanes.values() if adopted else ():
                in_order = sorted(lane.records, key=lambda record: record.fields["sent_at"])
                lane.records = collections.deque(in_order)
            self._make_room()

    def _attempt(self, lane: Lane, record: Record, seconds: float = ANSWER_SECONDS) -> None:
        """Sends one record, and settles what follows from the answer."""
        if self._outbox.delivered_by_another(record) or record.age() > KEEP_SECONDS:
            with self._changed:
                self._finish(lane, record, None)
            return
        try:
            whereto = self._notebook.way_of(record)
            if seconds <= DIRECT_SECONDS:  # a cell waits
                whereto = whereto._replace(search=False)
            answer: Optional[Answer] = deliver(self._network, whereto, record, seconds)
        except Unreachable as silence:
            answer, self.trouble = None, str(silence)
            self._replaced = isinstance(silence, Replaced)
        except Exception as mistake:  # a damaged record would come up again and again
            answer = Answer(400, "broken", repr(mistake))
        with self._changed:
            self._settle(lane, record, answer)
            told = self._lines_for(lane, record, answer)
            self._changed.notify_all()
        for line in told:
            self._inbox.voice.say_below(line)
        if answer is not None and answer.messages:
            owner, session = record.fields["session_owner"], record.fields["session_name"]
            self._inbox.show(owner, session, answer.messages)

    def _settle(self, lane: Lane, record: Record, answer: Optional[Answer]) -> None:
        """Takes the record off its lane, or puts the lane off."""
        lane.tried_at, lane.obeying = time.monotonic(), False
        outdated = record.age() > KEEP_PARKED_SECONDS
        if answer is None or answer.busy or answer.parked and not outdated:
            self._put_off(lane, record, answer)
            return
        lane.failures, self.trouble = 0, ""
        if answer.accepted:
            self.delivered += 1
        else:
            self.refused += 1
        self._finish(lane, record, answer)

    def _put_off(self, lane: Lane, record: Record, answer: Optional[Answer]) -> None:
        lane.failures += 1
        parked = answer is not None and answer.parked
        if parked or not lane.ours:
            pause = growing(FIRST_SLOW_PAUSE, lane.failures, LONGEST_SLOW_PAUSE)
        else:
            pause = growing(FIRST_PAUSE, lane.failures, LONGEST_PAUSE)
        if answer is not None:
            self.trouble = answer.text
            record.answer = answer if parked else None
            if answer.status == 500 and lane.failures > 2:  # the server stumbles over this record
                lane.records.rotate(-1)
            if answer.retry_after:
                pause, lane.obeying = answer.retry_after + random.uniform(0.0, 0.3), True
        lane.due = lane.tried_at + pause

    def _finish(self, lane: Lane, record: Record, answer: Optional[Answer]) -> None:
        if record in lane.records:
            lane.records.remove(record)
        record.answer, record.dropped = answer, answer is None
        self._outbox.discard(record)

    def _lines_for(self, lane: Lane, record: Record, answer: Optional[Answer]) -> List[str]:
        """Returns what the student should now be told: mostly nothing."""
        if answer is not None and answer.refused:
            if record.asks_for_help:
                return [HELP_REFUSED % answer.message]
            return [REFUSED % (record.question, answer.message)]
        if not lane.ours:  # perhaps of another lab, another week
            return []
        if answer is not None and answer.parked:
            reason = (answer.code,) + record.lane
            if reason in self._told:
                return []
            self._told.add(reason)
            return [parked_line(record, answer)]
        count = sum(len(each.records) for each in self._lanes.values() if each.ours)
        if lane.failures >= 2 and not self._waiting_told and time.monotonic() >= self._quiet_until:
            self._waiting_told, self._quiet_until = True, time.monotonic() + QUIET_SECONDS
            return [waiting_line(count, answer, self._replaced)]
        if self._waiting_told and answer is not None and answer.accepted and not count:
            self._waiting_told = False
            return [ALL_ARRIVED]
        return []


def waiting_line(count: int, answer: Optional[Answer], replaced: bool) -> str:
    what = "1 answer waits" if count == 1 else "%d answers wait" % count
    if answer is None and replaced:
        return WAITING_REPLACED % what
    return WAITING % (what, "cannot be reached" if answer is None else "is busy")


def parked_line(record: Record, answer: Answer) -> str:
    session = "session '%s'" % record.fields["session_name"]
    return PARKED % {
        "no_such_owner": "teacher '%s' is not known there" % record.fields["session_owner"],
        "no_such_session": session + " is not open",
        "no_such_part": session + " has no part '%s'" % record.fields["part_name"],
    }.get(answer.code, answer.message)


# ---- send and npt -------------------------------------------------------------------------------


class Client:
    """What stands behind send and npt."""

    def __init__(self, served: Dict[str, Any], namespace: Dict[str, Any], folder: str = "") -> None:
        folder = folder or own_folder()
        self.fingerprint = served.get("client")
        self.voice = Voice()
        self.notebook = Notebook(own_sender_uuid(folder))
        self._places = Places(folder)
        self.network = Network(self._places)
        self.inbox = Inbox(self.notebook, self.voice, self._places, folder)
        self._outbox = Outbox(folder)
        self.courier = Courier(self._outbox, self.network, self.notebook, self.inbox)
        self.move(served, namespace)

    def move(self, served: Dict[str, Any], namespace: Dict[str, Any]) -> None:
        """Takes what a first cell, run for the first time or again, brings."""
        self._has_messages = bool(served.get("messages"))
        self.notebook.move(namespace, served)
        self.voice.remember_cell()

    def send(self, value: Any, question: Any) -> None:
        self._guarded(lambda: self._send(value, question))

    def status(self) -> None:
        self._guarded(self._status)

    def test(self) -> None:
        self._guarded(self._test)

    def help(self, text: Any) -> None:
        self._guarded(lambda: self._help(text))

    def _guarded(self, work: Callable[[], None]) -> None:
        """Does the work; whatever goes wrong becomes one line, and never a traceback."""
        try:
            self.voice.remember_cell()
            work()
        except KeyboardInterrupt:
            raise
        except Unsendable as reason:
            self.voice.say(str(reason))
        except BaseException as trouble:
            self.voice.say("NPT: this did not work (%s)." % type(trouble).__name__)

    def _send(self, value: Any, question: Any) -> None:
        record, settings = self._hand_in(value, question)
        if settings.log:
            answer = self.courier.wait_for(record, LOG_SECONDS)
            self.voice.say(answer.text if answer else STILL_WAITING)

    def _hand_in(self, value: Any, question: Any) -> Tuple[Record, Settings]:
        settings = self.notebook.settings()
        label = label_of_question(question)
        payload = capture(value)
        if payload.warning:
            self.voice.say(payload.warning)
        record = new_record(settings, label, payload)
        self._outbox.keep(record)
        self.courier.put(record)
        return record, settings

    def _help(self, text: Any) -> None:
        payload = Payload(HELP, cut(safe_str(text).strip()[:MAX_HELP]))
        record = new_record(self.notebook.settings(), "", payload)
        self._outbox.keep(record)
        self.voice.say(HELP_ASKED)
        self.courier.put(record)

    def _status(self) -> None:
        settings = self.notebook.settings()
        waiting = len(self.courier.waiting())
        server = self.network.server or "not reached yet, tried: " + ", ".join(settings.servers)
        lines = [
            "name      %s" % settings.sender,
            "session   %s of %s, part %s" % (settings.session, settings.owner, settings.part),
            "server    %s" % server,
            "sent      %d" % self.courier.delivered,
            "waiting   %d" % waiting,
        ]
        if self.courier.refused:
            lines.append("refused   %d" % self.courier.refused)
        if waiting and self.courier.trouble:
            lines.append("because   %s" % self.courier.trouble)
        self.voice.say("\n".join(lines))

    def _test(self) -> None:
        python = "Python %d.%d" % sys.version_info[:2]
        started = time.monotonic()
        record, settings = self._hand_in("A test from %s on %s" % (python, sys.platform), "test")
        answer = self.courier.wait_for(record, TEST_SECONDS)
        seconds, server = time.monotonic() - started, self.network.server
        if answer is None:
            self.voice.say(NO_TEST % ", ".join(settings.servers))
        elif answer.accepted:
            self.voice.say(GOOD_TEST % (server, seconds * 1000, answer.text))
        else:
            self.voice.say("NPT: %s answered: %s" % (server, answer.text))

    def join(self) -> None:
        self._guarded(self._join)

    def _join(self) -> None:
        whereto = self.notebook.way_to(self.notebook.settings())
        if threadless() or not whereto.ids:
            return
        if self._reach(whereto._replace(search=False)):
            return
        self.voice.say(LOOKING)
        if not self._reach(whereto) and may_ask():
            self._ask_for_address(whereto)

    def _reach(self, whereto: Whereto) -> str:
        """Returns where the teacher's computer answers, or ''. Its address is remembered then."""
        network = Network(self._places)
        try:
            network.ask(whereto, Request("GET", "/who", WHO_SECONDS))
        except Unreachable:
            return ""
        finally:
            network.hang_up()
        return network.server

    def _ask_for_address(self, whereto: Whereto) -> None:
        """Asks the student, until an address is right or there is none."""
        for _ in range(ASKED_AT_MOST):
            try:
                text = builtins.input(ASK_ADDRESS).strip()
            except Exception:  # nobody there to ask: no end of input, but no front end either
                return
            if not text:
                break
            server = server_written(text, ports_of(whereto.servers)[0])
            trouble = self._try_written(server, whereto) if server else NO_SUCH_ADDRESS
            if not trouble:
                self.voice.say(FOUND % server)
                self.courier.hurry()
                return
            self.voice.say(trouble)
        self.voice.say(OFFLINE)

    def _try_written(self, server: str, whereto: Whereto) -> str:
        """Returns what is wrong with an address that a student has written, or ''."""
        try:
            _, connection = connect([server], CONNECT_SECONDS)
        except OSError:
            return NOBODY_THERE % server
        with connection.sock:
            who = who_is_there(connection.sock, WHO_SECONDS)
            if who is None:
                return NOBODY_THERE % server
            if not whereto.is_at(who, given=False):
                return ANOTHER_TEACHER % server
            self._places.remember(who.id, numeric(server, connection.sock))
            return ""

    def begin(self) -> None:
        """Starts what runs in the background; the courier adopts what an earlier kernel left."""
        self.courier.start()
        if self._has_messages and not threadless():
            self.inbox.start()
        atexit.register(self.end)
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=self.after_fork)

    def after_fork(self) -> None:
        """In a child process, where the threads and the locks of the parent mean nothing."""
        global _capturing
        _capturing = threading.RLock()
        self.courier.after_fork()

    def end(self) -> None:
        """At the end of the process: gives what was sent last a moment to go out."""
        self.courier.flush(EXIT_SECONDS)

    def retire(self) -> List[bytes]:
        """Ends everything in the background, and returns the records that wait in memory only."""
        atexit.unregister(self.end)
        self.inbox.stop()
        return self.courier.retire()


def may_ask() -> bool:
    """Tells whether input() reaches a person, or at least returns at once: a Jupyter kernel puts
    its own in place of Python's.
    """
    if not isinstance(builtins.input, types.BuiltinFunctionType):
        return True
    return sys.stdin is not None and sys.stdin.isatty()


def server_written(text: str, port: int) -> str:
    """Returns the server that a student has written, like 192.168.1.20 or 192.168.1.20:6780, with
    the app's port where there is none; '' when it is no address.
    """
    text = re.sub("^https?://", "", text.strip(), flags=re.IGNORECASE).partition("/")[0]
    host, _, written = text.partition(":")
    if written and not (re.fullmatch("[0-9]{1,5}", written) and 0 < int(written) < 65536):
        return ""
    if re.fullmatch("[0-9.]+", host):
        try:
            host = str(ipaddress.IPv4Address(host))
        except ValueError:
            return ""
    elif not re.fullmatch(r"([A-Za-z0-9-]{1,63}\.)+[A-Za-z][A-Za-z0-9-]*", host):
        return ""
    return "http://%s:%s" % (host, written or port)


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
    """Does nothing. Some notebooks made for the original tracker call it once.

    It lives in builtins, so that the student's namespace stays clean.
    """


# ---- Moving into a notebook ---------------------------------------------------------------------


def move_in(student: Dict[str, Any], before: Dict[str, Any], here: Any) -> None:
    """Gives a student's namespace back as it was before this file was exec'd, with send and npt.

    When an earlier first cell has left a client running, that one stays, unless its code differs.
    """
    for name in list(student):
        if name not in before:
            del student[name]
    student.update(before)
    home = sys.modules[MODULE_NAME] = settle_down(student, here)
    student.update(send=home.send, npt=home.npt, _npt_config=home._client.notebook.old_config())
    setattr(builtins, "npt_init_pusher", home.npt_init_pusher)


def settle_down(student: Dict[str, Any], here: Any) -> Any:
    """Returns the module whose client serves this notebook: the one that runs already, or here,
    this one.
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
    _client.begin()
    return here


if "_npt_before" in globals():
    # Run this very code once more, in a module of its own, where nothing that the student does can
    # reach it.
    _npt_module = types.ModuleType(MODULE_NAME)
    # A first cell that checks what it runs assigns this itself, and not in this code.
    setattr(_npt_module, "_npt_served", globals()["_npt_served"])
    exec(sys._getframe().f_code, _npt_module.__dict__)
    _npt_module.move_in(globals(), globals()["_npt_before"], _npt_module)
