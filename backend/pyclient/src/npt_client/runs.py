"""Many numbers or texts as bytes, for the digest of a value: the forms of the protocol's Digests.

Promises the same bytes for equal numbers, whether Python's or numpy's, of whatever type, byte order
and place in memory, and to change none of them.
"""

import array
import math
import sys
from typing import Any, Callable, Iterator, List, Optional, Sequence

from .limits import BLOCK
from .payload import library

Write = Callable[[Any], None]

# The form of a block of numbers is the first of these that holds all of them exactly.
WHOLE_FORMS = {"B": (0, 2**8 - 1), "h": (-(2**15), 2**15 - 1), "i": (-(2**31), 2**31 - 1)}
FORMS = (*WHOLE_FORMS, "f", "d")
FIRST_OF_RUN = 16  # numbers that are tried first: most forms that do not hold all fail here
NO_DOUBLE = 2**1024 - 2**970  # the least whole number that no double comes near
PIECE = 1_000_000  # characters that are encoded at a time


def write_array_numbers(write: Write, block: Any) -> None:
    """Writes a one-dimensional numpy array of integers or floats, of any dtype."""
    rest: Optional[Any] = None
    if block.dtype.kind in "iu":
        low, high = (int(block.min()), int(block.max())) if block.size else (0, 0)
        for form, (least, greatest) in WHOLE_FORMS.items():
            if least <= low and high <= greatest:
                write(form.encode() + block.astype("<" + form).tobytes())
                return
        if max(-low, high) > 2**53:
            upper = (block >> 32).astype("<f8") * 2.0**32
            lower = (block & 0xFFFFFFFF).astype("<f8")
            block = upper + lower
            rest = (upper - block) + lower
        else:
            block = block.astype("<f8")
    elif block.dtype.itemsize > 8:
        nearest = block.astype("<f8")
        rest = (block - nearest).astype("<f8")
        rest[(nearest - nearest) != 0] = 0  # infinite, or no number
        block = nearest
    if rest is not None and rest.any():
        write(b"x")
        write(canonical(block, "d").data)
        write_array_numbers(write, rest)
        return
    for form in FORMS:
        if holds(block[:FIRST_OF_RUN], form) and holds(block, form):
            write(form.encode())
            write(canonical(block, form).data)
            return


def canonical(block: Any, form: str) -> Any:
    """Returns a copy of floats in a form that holds them, with one 0 and one NaN."""
    held = (block + 0.0).astype("<" + form, copy=False)  # -0.0 + 0.0 is 0.0
    unknown = held != held
    if unknown.any():
        held[unknown] = math.nan
    return held


def holds(block: Any, form: str) -> bool:
    """Tells whether a form holds all floats of a numpy array exactly."""
    if form == "d" or form == "f" and block.dtype.itemsize <= 4:
        return True
    same = block.astype(form) == block
    return bool(same.all()) or form == "f" and bool((same | (block != block)).all())


def write_numbers(write: Write, numbers: List[Any]) -> None:
    """Writes int and float, of exactly these types, below NO_DOUBLE."""
    types = set(map(type, numbers))
    if float not in types:
        low, high = min(numbers, default=0), max(numbers, default=0)
        for form, (least, greatest) in WHOLE_FORMS.items():
            if least <= low and high <= greatest:
                write(form.encode() + packed(form, numbers))
                return
    nearest = [number + 0.0 for number in map(float, numbers)]
    if int in types:
        rest = [int(n) - int(f) if type(n) is int else 0 for n, f in zip(numbers, nearest)]
        if any(rest):
            write(b"x" + packed("d", nearest))
            write_numbers(write, rest)
            return
    for form in FORMS:
        if list_holds(nearest[:FIRST_OF_RUN], form) and list_holds(nearest, form):
            write(form.encode() + packed(form, nearest))
            return


def list_holds(numbers: List[float], form: str) -> bool:
    """Tells whether a form holds all floats of a list exactly."""
    if form == "d":
        return True
    if form == "f":
        return all(a == b or a != a for a, b in zip(numbers, array.array("f", numbers)))
    least, greatest = WHOLE_FORMS[form]
    return all(least <= number <= greatest and number.is_integer() for number in numbers)


def packed(form: str, numbers: Sequence[Any]) -> bytes:
    """Returns the bytes of numbers, all of which the form holds, the lower end first."""
    if form in WHOLE_FORMS:
        run = array.array(form, map(int, numbers))
    else:
        run = array.array(form, [n if n == n else math.nan for n in numbers])
    if sys.byteorder == "big":
        run.byteswap()
    return run.tobytes()


def blocks_of(array: Any) -> Iterator[Any]:
    """Yields the elements of a numpy array in C order, BLOCK at a time, as arrays of one axis."""
    if not hasattr(array, "mask"):
        array = library("numpy").asarray(array)  # a matrix has two axes whatever one does
    if array.ndim != 1:
        array = array.reshape(-1) if array.flags.c_contiguous else array.flat
    for start in range(0, len(array), BLOCK):
        yield array[start : start + BLOCK]


def write_texts(write: Write, texts: List[str]) -> None:
    """Writes texts; holds PIECE characters of them at a time."""
    lengths = list(map(len, texts))
    write_numbers(write, lengths)
    if sum(lengths) <= PIECE:
        write("".join(texts).encode("utf-8", "surrogatepass"))
        return
    for text in texts:
        for start in range(0, len(text), PIECE):
            write(text[start : start + PIECE].encode("utf-8", "surrogatepass"))


def write_bytes(write: Write, pieces: List[Any]) -> None:
    """Writes bytes and the like."""
    write_numbers(write, list(map(len, pieces)))
    for piece in map(memoryview, pieces):
        for start in range(0, len(piece), PIECE):
            write(piece[start : start + PIECE])
