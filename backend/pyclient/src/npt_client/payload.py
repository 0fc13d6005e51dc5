"""A captured value, and the capture of single values: text, numbers, bytes, exceptions.

Promises that a payload is a copy, which does not change when the student's variable does, and that
its text is valid UTF-8.
"""

import json
import math
import numbers
import re
import sys
import traceback
from typing import Any, Callable, NamedTuple

from .limits import MAX_DIGITS, MAX_NESTED_TEXT, MAX_NODES, MAX_TEXT, SAFE_INTEGER


class Payload(NamedTuple):
    """A captured value: its type and text, or a picture's file with a summary of what was plotted.
    A warning is for the student. capture.py replaces the value of which this shows only a part by its
    digest.
    """

    type: str
    data: str = ""
    file: bytes = b""
    plotted: str = ""
    calls: str = ""  # what a function gives for some inputs
    warning: str = ""
    whole: Any = None  # the value of which this shows only a part; None if nothing is left out
    digest: str = ""  # of the whole
    shortened: bool = False  # whether this shows only a part


# <object object at 0x7f…>, a generator of numpy at 0X7F…, <Thread(T, started 140…)>, <Mock id='140…'>
ADDRESS = re.compile(
    r"""\ at\ 0[xX][0-9a-fA-F]{4,}(?=[>;,\ )\]}]|$)
    | (?<=\ started)\ \d{6,}(?=\)>) | (?<=\ started\ daemon)\ \d{6,}(?=\)>) | \ id='\d{6,}'(?=>)""",
    re.VERBOSE | re.MULTILINE,
)

Encoder = Callable[[Any], Payload]


def library(name: str) -> Any:
    """Returns a module if the student has imported it, else None. Never imports it."""
    return sys.modules.get(name)


def cut(text: str, limit: int = MAX_TEXT) -> str:
    """Returns at most limit characters of text, with a note of how many there were; '?' replaces
    what UTF-8 cannot write.
    """
    whole = len(text)
    if whole > limit:
        text = text[:limit] + "\n… (%s characters in all)" % format(whole, ",")
    return text.encode("utf-8", "replace").decode("utf-8")


def written_by(value: Any) -> str:
    """Returns repr(value); its str if its class writes only that itself. Raises what these raise."""
    kind, plain = type(value), object  # type: Any, Any
    only_str = kind.__repr__ is plain.__repr__ and kind.__str__ is not plain.__str__
    return str(value) if only_str else repr(value)


def safe_repr(value: Any) -> str:
    """Returns what a value writes of itself, without addresses; the name of its class if that raises."""
    try:
        return without_addresses(written_by(value))
    except KeyboardInterrupt:
        raise
    except BaseException as trouble:
        return "<%s object; its repr raised %s>" % (type(value).__name__, type(trouble).__name__)


def safe_str(value: Any) -> str:
    """Returns str(value) without addresses, if it is no text itself; its safe_repr if that raises."""
    try:
        return str(value) if isinstance(value, str) else without_addresses(str(value))
    except Exception:
        return safe_repr(value)


def without_addresses(text: str) -> str:
    """Returns what Python or a library wrote about an object without where it is in memory, and
    without numbers made of that: they differ between equal values.
    """
    if any(sign in text for sign in (" at 0", " started ", " id=")):  # quick, where text is long
        return ADDRESS.sub("", text)
    return text


def text_payload(text: str, kind: str = "str", limit: int = MAX_TEXT) -> Payload:
    """Returns a payload of this type. Bounds: limit characters."""
    return Payload(kind, cut(text, limit), whole=text if len(text) > limit else None)


def json_payload(kind: str, value: Any, whole: Any = None) -> Payload:
    """Returns a payload of this type with value as JSON, which the caller has bounded; whole is what
    it shows a part of.
    """
    return Payload(kind, json.dumps(value), whole=whole)


def capture_text(value: Any) -> Payload:
    """What its str() says best. Bounds: MAX_TEXT characters."""
    return text_payload(str(value))


def capture_repr(value: Any) -> Payload:
    """What nothing else fits. Bounds: MAX_TEXT characters."""
    text = safe_repr(value)
    return text_payload(text)._replace(shortened=leaves_out(text))


def leaves_out(text: str) -> bool:
    """Tells whether numpy, torch or pandas wrote dots in a repr for most of what an array holds."""
    return ".." in text and re.search(r"[\d.\]],?\s+\.\.\.[,\s]|\n\s*\.\.\s", text) is not None


def capture_bytes(value: Any) -> Payload:
    """Bytes, as Python writes them. Bounds: the first MAX_TEXT / 4 bytes."""
    shown = bytes(memoryview(value)[: MAX_TEXT // 4])
    size = memoryview(value).nbytes
    if len(shown) == size:
        return text_payload(repr(shown))
    more = "\n… (%s bytes in all)" % format(size, ",")
    return text_payload(repr(shown) + more)._replace(whole=value)


def is_long(value: int) -> bool:
    """Tells whether a whole number has more than MAX_DIGITS digits."""
    return value.bit_length() > MAX_DIGITS * 3 and abs(value) >= 10**MAX_DIGITS


def digits(value: int) -> str:
    """Returns a whole number as text; how large it is, if it is long.

    Python 3.11 and later write out 4,300 digits at most, or what the student has set, but never
    refuse 640. So this writes 600 at a time.
    """
    value = int(value)
    if is_long(value):
        return magnitude(value)
    rest, pieces = abs(value), []
    while rest >= 10**600:
        rest, piece = divmod(rest, 10**600)
        pieces.append("%0600d" % piece)
    return "-" * (value < 0) + str(rest) + "".join(reversed(pieces))


def magnitude(value: int) -> str:
    """Returns about how large a whole number is, to six digits, which takes no time."""
    shift = value.bit_length() - 64
    power = math.log10(abs(value) >> shift) + shift * math.log10(2)
    first = "%.5e" % 10 ** (power % 1)  # 9.999999 is written as 1.00000e+01
    exponent = int(power) + int(first.partition("e")[2])
    about = "%s%se+%d" % ("-" * (value < 0), first.partition("e")[0], exponent)
    return "about %s (a whole number of some %s digits)" % (about, format(exponent + 1, ","))


def capture_number(value: Any) -> Payload:
    """A number, as an array of one; as text if JavaScript would round it or JSON has none such.

    Bounds: MAX_DIGITS digits, else MAX_NESTED_TEXT characters.
    """
    if isinstance(value, float):
        return json_payload("ndarray", [float(value)])
    if not isinstance(value, int):
        return text_payload(str(value), limit=MAX_NESTED_TEXT)
    if abs(value) <= SAFE_INTEGER:
        return json_payload("ndarray", [int(value)])
    return text_payload(digits(value))._replace(whole=int(value) if is_long(value) else None)


def capture_ratio(value: Any) -> Payload:
    """A fraction. Bounds: MAX_DIGITS digits above and below."""
    above, below = int(value.numerator), int(value.denominator)
    if is_long(above) or is_long(below):
        return text_payload(digits(above) + "/" + digits(below))._replace(whole=[above, below])
    return text_payload(digits(above) + ("/" + digits(below) if below != 1 else ""))


def capture_exception(value: BaseException) -> Payload:
    """An exception, with its traceback. Bounds: MAX_TEXT characters."""
    lines = traceback.format_exception(type(value), value, value.__traceback__)
    return text_payload(without_addresses("".join(lines).rstrip("\n")))


def python_scalar(value: Any) -> Any:
    """Returns a numpy scalar as bool, int, float or complex; as text if it is none of these."""
    if value.dtype.kind in "mMV":
        return str(value)
    if value.dtype.kind in "fc":  # .item() of a long double is one again
        return float(value) if value.dtype.kind == "f" else complex(value)
    return value.item()


def capture_numpy_scalar(value: Any) -> Payload:
    """A number of numpy's as Python's would go; a date or bool as text.

    Bounds: MAX_NESTED_TEXT characters of a number, MAX_TEXT of text.
    """
    item = python_scalar(value)
    if isinstance(item, numbers.Number) and not isinstance(item, bool):
        return capture_number(item)
    return text_payload(str(value))


def is_nothing(value: Any) -> bool:
    """Tells whether value is what functions return that only do something, or a list of that."""
    if isinstance(value, (list, tuple)) and value:
        return all(item is None for item in value[:MAX_NODES])
    return value is None
