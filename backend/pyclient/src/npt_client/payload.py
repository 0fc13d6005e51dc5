"""A captured value, and the capture of single values: text, numbers, bytes, exceptions.

Promises that a payload is a copy, which does not change when the student's variable does, and that
its text is valid UTF-8.
"""

import json
import numbers
import sys
import traceback
from typing import Any, Callable, NamedTuple

from .limits import MAX_NESTED_TEXT, MAX_TEXT, SAFE_INTEGER


class Payload(NamedTuple):
    """A captured value: its type and text, or a picture's file with a summary of what was plotted.
    A warning is for the student.
    """

    type: str
    data: str = ""
    file: bytes = b""
    plotted: str = ""
    warning: str = ""


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


def safe_repr(value: Any) -> str:
    """Returns repr(value); the name of its class if that raises."""
    try:
        return repr(value)
    except KeyboardInterrupt:
        raise
    except BaseException as trouble:
        return "<%s object; its repr raised %s>" % (type(value).__name__, type(trouble).__name__)


def safe_str(value: Any) -> str:
    """Returns str(value); its safe_repr if that raises."""
    try:
        return str(value)
    except Exception:
        return safe_repr(value)


def text_payload(text: str) -> Payload:
    """Returns a payload of type str. Bounds: MAX_TEXT characters."""
    return Payload("str", cut(text))


def json_payload(kind: str, value: Any) -> Payload:
    """Returns a payload of this type with value as JSON, which the caller has bounded."""
    return Payload(kind, json.dumps(value))


def capture_text(value: Any) -> Payload:
    """What its str() says best. Bounds: MAX_TEXT characters."""
    return text_payload(str(value))


def capture_repr(value: Any) -> Payload:
    """What nothing else fits. Bounds: MAX_TEXT characters."""
    return text_payload(safe_repr(value))


def capture_bytes(value: Any) -> Payload:
    """Bytes, as Python writes them. Bounds: the first MAX_TEXT / 4 bytes."""
    shown = bytes(memoryview(value)[: MAX_TEXT // 4])
    more = "" if len(shown) == len(value) else "\n… (%s bytes in all)" % format(len(value), ",")
    return text_payload(repr(shown) + more)


def digits(value: int) -> str:
    """Returns a whole number as text; its size if Python refuses to write it out."""
    try:
        return str(int(value))
    except ValueError:  # Python 3.11 and later refuse more than 4,300 digits
        return "about 2**%d" % value.bit_length()


def capture_number(value: Any) -> Payload:
    """A number, as an array of one; as text if JavaScript would round it or JSON has none such.

    Bounds: MAX_NESTED_TEXT characters.
    """
    if isinstance(value, float):
        return json_payload("ndarray", [float(value)])
    if not isinstance(value, int):
        return text_payload(cut(str(value), MAX_NESTED_TEXT))
    if abs(value) <= SAFE_INTEGER:
        return json_payload("ndarray", [int(value)])
    return text_payload(cut(digits(value), MAX_NESTED_TEXT))


def capture_exception(value: BaseException) -> Payload:
    """An exception, with its traceback. Bounds: MAX_TEXT characters."""
    lines = traceback.format_exception(type(value), value, value.__traceback__)
    return text_payload("".join(lines).rstrip("\n"))


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
