"""Nested values within bounds, and the lookup of the function that captures a value.

A Simplifier promises JSON of bounded size for any value, however deep, wide or circular, and with_marks
JSON that also tells tuples, sets and keys that are no text. The tables of functions are empty here:
capture.py fills them, so that this module needs no later one.
"""

import collections
import collections.abc
import dataclasses
import enum
import itertools
import json
import types
from typing import Any, Callable, Dict, Iterable, List, Set, Tuple

from .limits import (
    MAX_CELL,
    MAX_DEPTH,
    MAX_NESTED_TEXT,
    MAX_NODES,
    MAX_RANGE,
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
    collections.UserList,
    collections.abc.KeysView,
    collections.abc.ValuesView,
    collections.abc.ItemsView,
)

# What JSON has no form for is told by tabs, which readers of JSON skip: after the bracket of a list,
# what it was; after the quote of a text, that it is Python's writing of something else.
MARKS = ((tuple, "\t"), (set, "\t\t"), (frozenset, "\t\t\t"))
ARRAY_MARK = "\t\t\t\t"
FLAT = {type(None), bool, int, float, str}


class Marked(list):  # type: ignore[type-arg]
    """A list that stands for a tuple, a set or an array."""

    mark = ""


class Written(str):
    """What Python writes of a value that is no text."""


def marked(values: List[Any], mark: str) -> List[Any]:
    """Returns the list with its mark."""
    if not mark:
        return values
    result = Marked(values)
    result.mark = mark
    return result


def with_marks(value: Any) -> str:
    """Returns what a Simplifier made of a value as JSON, with its marks."""
    if isinstance(value, list):
        mark = value.mark if isinstance(value, Marked) else ""
        if FLAT.issuperset(map(type, value)):
            return "[" + mark + json.dumps(value)[1:]  # as quick as can be
        return "[" + mark + ", ".join(map(with_marks, value)) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(with_marks(k) + ": " + with_marks(value[k]) for k in value) + "}"
    return json.dumps(value) + "\t" * isinstance(value, Written)


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
    """Tells whether value is an instance of a dataclass, a named tuple or a namespace."""
    if isinstance(value, type):
        return False
    if isinstance(value, types.SimpleNamespace):
        return True
    return dataclasses.is_dataclass(value) or isinstance(value, tuple) and hasattr(value, "_fields")


def named_parts(value: Any) -> List[Tuple[str, Any]]:
    """Returns the fields of a dataclass, named tuple or namespace, with their names."""
    if isinstance(value, types.SimpleNamespace):
        return list(vars(value).items())
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


def is_long_range(value: Any) -> bool:
    """Tells whether value is a range of so many numbers that it is told by its ends."""
    return isinstance(value, range) and len(value) > MAX_RANGE


def ends_of_range(value: range) -> str:
    """Returns a range as Python writes it, one text for all ranges of the same numbers."""
    last = value.start + len(value) * value.step
    return repr(range(value.start, last, value.step))


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
        """Returns value as None, bool, int, float, str, Written, list, Marked or dict; '…' if it is too
        deep or contains itself.
        """
        self._left -= 1
        if value is None or isinstance(value, bool):
            return value
        if isinstance(value, enum.Enum):
            return Written(self.text(str(value)))
        if isinstance(value, str):
            return self.text(str(value))
        if isinstance(value, int):
            return int(value) if abs(value) <= SAFE_INTEGER else self._digits(value)
        if isinstance(value, float):
            return float(value)
        if depth >= MAX_DEPTH or id(value) in self._open:
            self.shortened = True
            return Written("…")
        self._open.add(id(value))
        try:
            return self._compound(value, depth + 1)
        finally:
            self._open.discard(id(value))

    def text(self, text: str, limit: int = MAX_NESTED_TEXT) -> str:
        """Returns text cut to so many characters."""
        self._left -= min(len(text), limit) // NODE_CHARACTERS
        self.shortened = self.shortened or len(text) > limit
        return cut(text, limit)

    def _digits(self, value: int) -> Written:
        text = digits(value)
        self._left -= len(text) // NODE_CHARACTERS
        self.shortened = self.shortened or is_long(value)
        return Written(text)

    def _compound(self, value: Any, depth: int) -> Any:
        if has_named_parts(value):
            return self._dict(named_parts(value), depth)
        if isinstance(value, collections.abc.Mapping) and encoder_of(value) not in NESTABLE:
            return self._dict(value.items(), depth)
        if is_long_range(value):
            return Written(ends_of_range(value))
        if isinstance(value, SEQUENCES):
            return self._list(value, depth)
        encoder = encoder_of(value)
        if encoder is capture_numpy_scalar:
            item = python_scalar(value)
            simple = self.simple(item, depth)
            return (
                Written(simple) if isinstance(item, str) and value.dtype.kind in "mMV" else simple
            )
        if encoder in NESTABLE:
            payload = encoder(value)
            self.shortened = self.shortened or payload.shortened or payload.whole is not None
            if payload.file:
                return Written(self.text(safe_repr(value)))
            if payload.type in ("str", "code", "latex"):
                return Written(self.text(payload.data))
            self._left -= len(payload.data) // NODE_CHARACTERS
            content = json.loads(payload.data)
            is_array = encoder is OF_LIBRARIES.get(("numpy", "ndarray")) and isinstance(
                content, list
            )
            return marked(content, ARRAY_MARK) if is_array else content
        if encoder is capture_ratio:
            payload = encoder(value)
            self.shortened = self.shortened or payload.whole is not None
            return Written(self.text(payload.data))
        text = str(value) if encoder is capture_text else safe_repr(value)
        self.shortened = self.shortened or leaves_out(text)
        return Written(self.text(text))

    def _dict(self, items: Iterable[Tuple[Any, Any]], depth: int) -> Dict[str, Any]:
        names: List[str] = []
        values: List[Any] = []
        places: Dict[str, int] = {}
        for key, value in items:
            if self._left <= 0:
                names.append(Written("…"))
                values.append("more")
                self.shortened = True
                break
            name = self._key(key, names, places)
            places[name] = len(names)
            names.append(name)
            values.append(self.simple(value, depth))
        return dict(zip(names, values))

    def _key(self, key: Any, names: List[str], places: Dict[str, int]) -> str:
        """Returns the name of a key; one that no key before has, if its repr is another. It renames
        a text before that has the name: {'1': …, 1: …}: whatever the order, the text has quotes.
        """
        is_text = isinstance(key, str)
        text = self.text(key if is_text else safe_str(key), MAX_CELL)
        name = text if is_text else Written(text)
        place = places.get(name)
        if place is None:
            return name
        if is_text or isinstance(names[place], Written):
            return Written(safe_repr(key))
        names[place] = Written(repr(names[place]))
        places[names[place]] = place
        return name

    def _list(self, values: Any, depth: int) -> List[Any]:
        mark = next((mark for kind, mark in MARKS if isinstance(values, kind)), "")
        if isinstance(values, (set, frozenset)):
            self.shortened = self.shortened or len(values) > MAX_NODES
            values = in_stable_order(values)
        result = []
        for value in values:
            if self._left <= 0:
                result.append(Written("… (%s items in all)" % format(len(values), ",")))
                self.shortened = True
                break
            result.append(self.simple(value, depth))
        return marked(result, mark)


def capture_nested(kind: str, value: Any, nodes: int = MAX_NODES) -> Payload:
    """A nested value, as a payload of this type. Bounds: those of a Simplifier."""
    simplifier = Simplifier(nodes)
    content = simplifier.simple(value)
    return Payload(kind, with_marks(content), whole=value if simplifier.shortened else None)
