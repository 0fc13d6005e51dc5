"""The digest of a value of which only a part is sent: equal for equal values, different for others.

The protocol's Digests say how it is computed. Promises to copy no more than a block of an array or a
table at a time, to end within DIGEST_SECONDS of CPU, and never to raise.
"""

import contextlib
import hashlib
import itertools
import struct
import time
from typing import Any, Callable, Dict, Iterable, List, Tuple

from .arrays import stored_of
from .errors import NoDigest
from .kinds import KINDS, array_kind, kind_of
from .limits import (
    BLOCK,
    DIGEST_SECONDS,
    MAX_DIGEST_DEPTH,
    MAX_DIGESTED,
    MAX_LISTED,
    MAX_SORTED,
)
from .payload import Payload, library
from .runs import NO_DOUBLE, blocks_of, write_array_numbers, write_bytes, write_numbers, write_texts
from .tables import Labels, WholeTable

cpu_seconds = getattr(time, "thread_time", time.perf_counter)  # not every system has the first
CHECKED_BYTES = 1_000_000  # are hashed before a look at the time
CHECKED = 100  # values of mixed types are taken before a look at the time


def with_digest(payload: Payload) -> Payload:
    """Returns a payload that shows a part of a value with the digest of it, and without the value."""
    if payload.whole is None:
        return payload
    return payload._replace(whole=None, digest=digest_of_whole(payload.whole), shortened=True)


def digest_of_whole(value: Any) -> str:
    """Returns 32 hexadecimal digits; '' if there is no digest. Never raises.

    Bounds: DIGEST_SECONDS of CPU, MAX_DIGEST_DEPTH levels.
    """
    numpy = library("numpy")
    try:
        with numpy.errstate(all="ignore") if numpy else contextlib.nullcontext():
            return Digester(cpu_seconds() + DIGEST_SECONDS).of(value).hex()
    except KeyboardInterrupt:
        raise
    except BaseException:  # what a student's class raises; too deep, too long
        return ""


def regular(values: Any) -> Tuple[List[int], Iterable[Any]]:
    """Returns the lengths of the axes of nested lists, and their elements: as deep as all lists of a
    level are as long as each other.
    """
    lengths = [len(values)]
    if lengths[0] > MAX_LISTED:
        raise NoDigest
    while lengths[-1] and len(lengths) < MAX_DIGEST_DEPTH:
        if set(map(type, values)) - {list, tuple}:
            break
        found = set(map(len, values))
        if len(found) > 1:
            break
        lengths.append(found.pop())
        if lengths[-1] * len(values) > MAX_LISTED:  # more than there is memory, if lists are shared
            raise NoDigest
        values = list(itertools.chain.from_iterable(values))
    return lengths, values


class Digester:
    """Computes one digest, until a moment of cpu_seconds()."""

    def __init__(self, deadline: float, depth: int = 0) -> None:
        self._deadline = deadline
        self._depth = depth
        self._hash = hashlib.blake2b(b"npt1", digest_size=16)
        self._unchecked = 0
        self._writers = {
            "0": lambda values: None,
            "?": lambda values: self._write(bytes(values)),
            "a": self._arrays,
            "c": self._complex,
            "f": self._tables,
            "l": self._lists,
            "m": self._mappings,
            "n": lambda values: write_numbers(self._write, values),
            "p": self._sparse,
            "s": self._sets,
            "t": lambda values: write_texts(self._write, values),
            "w": lambda values: write_texts(self._write, [format(each, "x") for each in values]),
            "y": lambda values: write_bytes(self._write, values),
        }  # type: Dict[str, Callable[[List[Any]], None]]

    def of(self, value: Any) -> bytes:
        """Returns the digest of a value. Raises NoDigest, and what the value's class raises."""
        kind, taken = kind_of(value)
        if kind == "l":  # the value itself: like the array of its elements
            lengths, elements = regular(taken)
            self._head(1, "a")
            self._lengths(lengths)
            self._items(elements)
            self._end()
        else:
            self._head(1, kind)
            self._writers[kind]([taken])
            self._end()
        return self._hash.digest()

    def _write(self, data: Any) -> None:
        """Takes in bytes, or another buffer."""
        self._unchecked += len(data)
        if self._unchecked > CHECKED_BYTES:
            self._unchecked = 0
            self._check()
        self._hash.update(data)

    def _check(self) -> None:
        """Raises NoDigest if there is no time left."""
        if cpu_seconds() > self._deadline:
            raise NoDigest

    def _head(self, count: int, kinds: str) -> None:
        self._check()
        self._write(struct.pack("<I", count) + kinds.encode("ascii"))

    def _end(self) -> None:
        self._write(bytes(4))

    def _lengths(self, lengths: Iterable[int]) -> None:
        """Writes the lengths of axes."""
        packed_lengths = [struct.pack("<Q", length) for length in lengths]
        self._write(bytes([len(packed_lengths)]) + b"".join(packed_lengths))

    def _items(self, values: Iterable[Any]) -> None:
        """Writes values in their order."""
        iterator = iter(values)
        self._blocks(iter(lambda: list(itertools.islice(iterator, BLOCK)), []))

    def _blocks(self, blocks: Iterable[Any]) -> None:
        """Writes values that come in blocks: lists, and numpy arrays of one axis."""
        self._depth += 1
        if self._depth > MAX_DIGEST_DEPTH:
            raise NoDigest
        for block in filter(len, blocks):
            kind = "" if isinstance(block, list) or hasattr(block, "mask") else array_kind(block)
            if kind:
                self._array_block(block, kind)
            else:
                self._block(block if isinstance(block, list) else block.tolist())
        self._depth -= 1
        self._end()

    def _block(self, values: List[Any]) -> None:
        types = set(map(type, values))
        kind = KINDS.get(next(iter(types)), "") if len(types) == 1 else ""
        if kind and not (int in types and max(max(values), -min(values)) >= NO_DOUBLE):
            self._head(len(values), kind)
            self._writers[kind](values)
            return
        taken: List[Tuple[str, Any]] = []
        for start in range(0, len(values), CHECKED):
            self._check()
            taken.extend(map(kind_of, values[start : start + CHECKED]))
        kinds = sorted({kind for kind, _ in taken})
        letters = kinds[0] if len(kinds) == 1 else "*" + "".join(kind for kind, _ in taken)
        self._head(len(values), letters)
        for kind in kinds:
            self._writers[kind]([value for its_kind, value in taken if its_kind == kind])

    def _array_block(self, block: Any, kind: str) -> None:
        letters = kind
        if kind in "de":
            missing = block != block  # NaT
            if missing.any():
                letters = (
                    "0"
                    if missing.all()
                    else "*" + "".join("0" if each else kind for each in missing.tolist())
                )
                block = block[~missing]
        self._head(len(missing) if kind in "de" else len(block), letters)
        if letters == "0":
            return
        if kind == "n":
            write_array_numbers(self._write, block)
        elif kind == "c":
            numpy = library("numpy")
            write_array_numbers(self._write, numpy.stack([block.real, block.imag], -1).reshape(-1))
        elif kind in "de":
            self._moments(block)
        elif kind == "?":
            self._write(block.tobytes())
        else:
            self._writers[kind]((block if block.dtype.kind in "US" else block.astype(str)).tolist())

    def _moments(self, block: Any) -> None:
        """Writes moments, or spans of time."""
        letter = block.dtype.kind
        if str(block.dtype).endswith("ns]"):
            count = block.astype(letter + "8[ns]").astype("int64")
            whole = count // 1000
            rest = count - whole * 1000
        else:
            whole = block.astype(letter + "8[us]").astype("int64")
            rest = whole * 0
        write_array_numbers(self._write, whole)
        write_array_numbers(self._write, rest)

    def _arrays(self, arrays: List[Any]) -> None:
        for each in arrays:
            if each.nbytes > MAX_DIGESTED:  # it would end in the middle
                raise NoDigest
            self._lengths(each.shape)
            self._blocks(blocks_of(each))

    def _complex(self, values: List[complex]) -> None:
        write_numbers(self._write, [part for value in values for part in (value.real, value.imag)])

    def _tables(self, tables: List[WholeTable]) -> None:
        for table in tables:
            self._write(struct.pack("<QQ", *table.shape))
            self._labels(table.column_labels)
            for column in table.cells:
                self._blocks(column)
            self._items(table.zones)
            self._labels(table.row_labels)
            if table.axes is not None:
                self._items(table.axes)

    def _labels(self, labels: Labels) -> None:
        self._write(bytes([len(labels.levels)]))
        self._items(labels.names)
        for level in labels.levels:
            self._blocks(level)

    def _lists(self, lists: List[Any]) -> None:
        write_numbers(self._write, list(map(len, lists)))
        self._items(itertools.chain.from_iterable(lists))

    def _sets(self, sets: List[Any]) -> None:
        write_numbers(self._write, list(map(len, sets)))
        self._items(itertools.chain.from_iterable(map(self._ordered, sets)))

    def _mappings(self, mappings: List[Dict[Any, Any]]) -> None:
        write_numbers(self._write, list(map(len, mappings)))
        keys, values = [], []  # type: List[Any], List[Any]
        for mapping in mappings:
            ordered = self._ordered(mapping)
            keys.extend(ordered)
            values.extend(map(mapping.__getitem__, ordered))
        self._items(keys)
        self._items(values)

    def _sparse(self, arrays: List[Any]) -> None:
        for each in arrays:
            stored = stored_of(each)
            self._lengths(stored.shape)
            for places in stored.places:
                self._blocks(blocks_of(places))
            self._blocks(blocks_of(stored.values))

    def _ordered(self, values: Any) -> List[Any]:
        """Returns members of a set or keys in the order in which they are written."""
        if len(values) > MAX_SORTED:
            raise NoDigest
        if set(map(type, values)) in ({str}, {int}):
            return sorted(values)
        return sorted(values, key=self._order)

    def _order(self, value: Any) -> Tuple[str, bool, Any]:
        """Returns what says where among others a member or key is written."""
        kind, taken = kind_of(value)
        if kind in "nw":
            return "n", taken != taken, taken if taken == taken else 0
        if kind == "t":
            return kind, False, taken
        self._check()
        if kind == "l":
            return kind, False, [self._order(item) for item in taken]
        return kind, False, Digester(self._deadline, self._depth + 1).of(value)
