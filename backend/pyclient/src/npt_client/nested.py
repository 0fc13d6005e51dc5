"""Nested values within bounds, and the lookup of the function that captures a value.

A Simplifier promises JSON of bounded size for any value, however deep, wide or circular. The tables
of functions are empty here: capture.py fills them, so that this module needs no later one.
"""

import collections
import collections.abc
import dataclasses
import enum
import itertools
import json
from typing import Any, Callable, Dict, Iterable, List, Set, Tuple

from .limits import (
    MAX_CELL,
    MAX_DEPTH,
    MAX_NESTED_TEXT,
    MAX_NODES,
    NODE_CHARACTERS,
    SAFE_INTEGER,
)
from .payload import (
    Encoder,
    Payload,
    capture_numpy_scalar,
    capture_ratio,
    capture_repr,
    capture_text,
    cut,
    digits,
    is_long,
    json_payload,
    leaves_out,
    python_scalar,
    safe_repr,
    safe_str,
)

# Filled by capture.py.
OF_LIBRARIES = {}  # type: Dict[Tuple[str, str], Encoder]
OF_BUILTINS = []  # type: List[Tuple[Any, Encoder]]
OF_TRAITS = []  # type: List[Tuple[Callable[[Any], bool], Encoder]]
NESTABLE = set()  # type: Set[Encoder]

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


def encoder_of(value: Any) -> Encoder:
    """Returns the function that captures value: by the library of its class, else by its builtin
    type, else by a trait; capture_repr if nothing fits.
    """
    if not isinstance(value, type):
        for base in type(value).__mro__:
            package = str(base.__module__).partition(".")[0]
            encoder = OF_LIBRARIES.get((package, base.__name__))
            if encoder is not None:
                return encoder
    for kind, encoder in OF_BUILTINS:
        if isinstance(value, kind):
            return encoder
    for applies, encoder in OF_TRAITS:
        if applies(value):
            return encoder
    return capture_repr


def has_named_parts(value: Any) -> bool:
    """Tells whether value is an instance of a dataclass or a named tuple."""
    if isinstance(value, type):
        return False
    return dataclasses.is_dataclass(value) or isinstance(value, tuple) and hasattr(value, "_fields")


def named_parts(value: Any) -> List[Tuple[str, Any]]:
    """Returns the fields of a dataclass or named tuple, with their names."""
    if isinstance(value, tuple):
        return list(zip(value._fields, value))  # type: ignore[attr-defined]
    return [(field.name, getattr(value, field.name)) for field in dataclasses.fields(value)]


def in_stable_order(values: Any) -> List[Any]:
    """Returns the items of a set in an order that equal sets share; the first MAX_NODES items, in
    any order, of a larger one.
    """
    if len(values) > MAX_NODES:
        return list(itertools.islice(values, MAX_NODES))
    try:
        return sorted(values)
    except TypeError:
        return sorted(values, key=lambda item: (type(item).__name__, safe_repr(item)))


class Simplifier:
    """Turns nested values into what JSON can carry.

    Bounds: nodes values (a text counts as one more for every NODE_CHARACTERS), MAX_DEPTH levels,
    MAX_NESTED_TEXT characters a text. What is left out is said: '…', 'more', 'items in all'; then
    shortened is True.
    """

    def __init__(self, nodes: int = MAX_NODES) -> None:
        self.shortened = False
        self._left = nodes
        self._open: Set[int] = set()

    def simple(self, value: Any, depth: int = 0) -> Any:
        """Returns value as None, bool, int, float, str, list or dict; '…' if it is too deep or
        contains itself.
        """
        self._left -= 1
        if value is None or isinstance(value, bool):
            return value
        if isinstance(value, (str, enum.Enum)):
            return self.text(str(value))
        if isinstance(value, int):
            return int(value) if abs(value) <= SAFE_INTEGER else self._digits(value)
        if isinstance(value, float):
            return float(value)
        if depth >= MAX_DEPTH or id(value) in self._open:
            self.shortened = True
            return "…"
        self._open.add(id(value))
        try:
            return self._compound(value, depth + 1)
        finally:
            self._open.discard(id(value))

    def text(self, text: str, limit: int = MAX_NESTED_TEXT) -> str:
        """Returns text cut to so many characters."""
        self._left -= len(text) // NODE_CHARACTERS
        self.shortened = self.shortened or len(text) > limit
        return cut(text, limit)

    def _digits(self, value: int) -> str:
        text = digits(value)
        self._left -= len(text) // NODE_CHARACTERS
        self.shortened = self.shortened or is_long(value)
        return text

    def _compound(self, value: Any, depth: int) -> Any:
        if has_named_parts(value):
            return self._dict(named_parts(value), depth)
        if isinstance(value, collections.abc.Mapping) and encoder_of(value) not in NESTABLE:
            return self._dict(value.items(), depth)
        if isinstance(value, SEQUENCES):
            return self._list(value, depth)
        encoder = encoder_of(value)
        if encoder is capture_numpy_scalar:
            return self.simple(python_scalar(value), depth)
        if encoder in NESTABLE:
            payload = encoder(value)
            self.shortened = self.shortened or payload.shortened or payload.whole is not None
            if payload.type == "str":
                return self.text(payload.data)
            self._left -= len(payload.data) // NODE_CHARACTERS
            return json.loads(payload.data)
        if encoder is capture_ratio:
            payload = encoder(value)
            self.shortened = self.shortened or payload.whole is not None
            return self.simple(payload.data, depth)
        text = str(value) if encoder is capture_text else safe_repr(value)
        self.shortened = self.shortened or leaves_out(text)
        return self.text(text)

    def _dict(self, items: Iterable[Tuple[Any, Any]], depth: int) -> Dict[str, Any]:
        result: Dict[str, Any] = {}
        for key, value in items:
            if self._left <= 0:
                result["…"] = "more"
                self.shortened = True
                break
            name = self.text(key if isinstance(key, str) else safe_str(key), MAX_CELL)
            result[repr(key) if name in result else name] = self.simple(value, depth)
        return result

    def _list(self, values: Any, depth: int) -> List[Any]:
        if isinstance(values, (set, frozenset)):
            self.shortened = self.shortened or len(values) > MAX_NODES
            values = in_stable_order(values)
        result = []
        for value in values:
            if self._left <= 0:
                result.append("… (%s items in all)" % format(len(values), ","))
                self.shortened = True
                break
            result.append(self.simple(value, depth))
        return result


def capture_nested(kind: str, value: Any, nodes: int = MAX_NODES) -> Payload:
    """A nested value, as a payload of this type. Bounds: those of a Simplifier."""
    simplifier = Simplifier(nodes)
    content = simplifier.simple(value)
    return json_payload(kind, content, value if simplifier.shortened else None)
