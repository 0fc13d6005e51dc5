"""What a digest sees in a value: its kind, and what is written of it.

The kinds are those of the protocol's Digests. Promises to call the student's code only for what is sent
as its text, and for the parts of a class that makes one of Python's own.
"""

import collections.abc
import enum
from typing import Any, Callable, Dict, Tuple

from .arrays import (
    array_of_foreign,
    array_of_tensor,
    capture_array,
    capture_foreign_array,
    capture_sparse,
    capture_tensor,
    capture_xarray,
    is_sparse,
    whole_xarray,
)
from .errors import NoDigest
from .nested import SEQUENCES, encoder_of, has_named_parts, named_parts
from .payload import (
    Encoder,
    capture_bytes,
    capture_numpy_scalar,
    capture_ratio,
    capture_text,
    is_long,
    leaves_out,
    python_scalar,
)
from .runs import NO_DOUBLE
from .tables import (
    capture_frame,
    capture_index,
    capture_polars,
    capture_polars_series,
    capture_series,
    whole_frame,
    whole_index,
    whole_polars,
    whole_structured,
)

# The kinds of the protocol's Digests, by type; of numpy arrays, by the kind of their dtype.
KINDS = {
    **{type(None): "0", bool: "?", int: "n", float: "n", complex: "c", str: "t", bytes: "y"},
    **{bytearray: "y", list: "l", tuple: "l", range: "l", dict: "m", set: "s", frozenset: "s"},
}
ARRAY_KINDS = {
    "b": "?",
    "i": "n",
    "u": "n",
    "f": "n",
    "c": "c",
    "M": "d",
    "m": "e",
    "U": "t",
    "S": "y",
}
COARSE_UNITS = ("Y", "M", "W", "D", "h", "m", "s", "ms", "us", "ns")  # of moments

# What is taken of a value that is no type of Python's own: its kind, and what is written of it.
TAKEN = {
    capture_array: lambda value: (
        ("f", whole_structured(value)) if value.dtype.names else ("a", value)
    ),
    capture_tensor: lambda value: (
        ("p", value) if is_sparse(value) else ("a", array_of_tensor(value))
    ),
    capture_foreign_array: lambda value: ("a", array_of_foreign(value)),
    capture_sparse: lambda value: ("p", value),
    capture_xarray: lambda value: ("m", whole_xarray(value)),
    capture_frame: lambda value: ("f", whole_frame(value)),
    capture_series: lambda value: ("f", whole_frame(value.to_frame())),
    capture_index: lambda value: ("f", whole_index(value)),
    capture_polars: lambda value: ("f", whole_polars(value)),
    capture_polars_series: lambda value: ("f", whole_polars(value.to_frame())),
    capture_numpy_scalar: lambda value: kind_of(python_scalar(value)),
    capture_bytes: lambda value: ("y", bytes(value)),
    capture_text: lambda value: ("t", str(value)),
    capture_ratio: lambda value: ratio_kind(value),
}  # type: Dict[Encoder, Callable[[Any], Tuple[str, Any]]]


def kind_of(value: Any) -> Tuple[str, Any]:
    """Returns the kind of a value, and the value as the kind's writer takes it."""
    kind = KINDS.get(type(value))
    if kind:
        return ("w" if type(value) is int and abs(value) >= NO_DOUBLE else kind), value
    if type(value).__name__ in ("NAType", "NaTType"):
        return "0", None
    if isinstance(value, (str, enum.Enum)):
        return "t", str(value)
    if isinstance(value, int):
        return kind_of(int(value))
    if isinstance(value, float):
        return "n", float(value)
    if has_named_parts(value):
        return "m", dict(named_parts(value))
    encoder = encoder_of(value)
    if (
        isinstance(value, collections.abc.Mapping) and encoder not in TAKEN
    ):  # one of scipy is a dict
        return "m", dict(value.items())
    if isinstance(value, SEQUENCES):
        return ("s" if isinstance(value, (set, frozenset)) else "l"), value
    taken = TAKEN.get(encoder)
    return taken(value) if taken else ("t", repr_of(value))


def ratio_kind(value: Any) -> Tuple[str, Any]:
    """Returns the kind of a fraction, and what is written of it."""
    above, below = int(value.numerator), int(value.denominator)
    if is_long(above) or is_long(below):
        return "l", [above, below]
    return "t", capture_ratio(value).data


def repr_of(value: Any) -> str:
    """Returns the repr of a value. Raises NoDigest if it is an address in memory or leaves something
    out, and what the value raises.
    """
    text = repr(value)
    if " at 0x" in text or leaves_out(text):
        raise NoDigest
    return text


def array_kind(block: Any) -> str:
    """Returns the kind of all elements of a numpy array of one axis; '' if each has its own."""
    if block.dtype.kind in "mM":
        unit = str(block.dtype).partition("[")[2].rstrip("]").lstrip("0123456789")
        return ARRAY_KINDS[block.dtype.kind] if unit in COARSE_UNITS else "t"
    return ARRAY_KINDS.get(block.dtype.kind, "")
