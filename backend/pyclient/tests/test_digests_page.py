"""The digest computed anew from the protocol's page, the plain way, and compared on random values."""

import hashlib
import math
import random
import struct
from typing import Any, Dict, List, Tuple

import pytest
from forms import npt_client


def by_the_page(value: Any) -> str:
    """The digest of a value that is made of Python's own types. Shares no code with the client."""
    return blake2b(b"npt1" + items([value], top=True)).hex()


def blake2b(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=16).digest()


def kind(value: Any) -> str:
    if (
        isinstance(value, int)
        and not isinstance(value, bool)
        and abs(value) >= 2**1024 - 2**970
    ):
        return "w"
    kinds: Dict[type, str] = {type(None): "0", bool: "?", int: "n", float: "n", str: "t"}
    kinds.update({list: "l", tuple: "l", dict: "m", set: "s", frozenset: "s", bytes: "y"})
    kinds[complex] = "c"
    return kinds[type(value)]


def items(values: List[Any], top: bool = False) -> bytes:
    out = b""
    for start in range(0, len(values), 65_536):
        block = values[start : start + 65_536]
        kinds = ["a" if top and kind(value) == "l" else kind(value) for value in block]
        out += struct.pack("<I", len(block))
        out += (kinds[0] if len(set(kinds)) == 1 else "*" + "".join(kinds)).encode()
        for each in sorted(set(kinds)):
            out += written(each, [value for value, its in zip(block, kinds) if its == each])
    return out + bytes(4)


def written(its_kind: str, values: List[Any]) -> bytes:
    lengths = numbers([len(value) for value in values]) if its_kind in "lmsty" else b""
    if its_kind == "0":
        return b""
    if its_kind == "?":
        return bytes(values)
    if its_kind == "a":
        return b"".join(map(axes, values))
    if its_kind == "c":
        return numbers([part for value in values for part in (value.real, value.imag)])
    if its_kind == "l":
        return lengths + items([item for value in values for item in value])
    if its_kind == "m":
        pairs = [(key, value[key]) for value in values for key in sorted(value, key=order)]
        return lengths + items([key for key, _ in pairs]) + items([each for _, each in pairs])
    if its_kind == "n":
        return numbers(values)
    if its_kind == "s":
        return lengths + items([item for value in values for item in sorted(value, key=order)])
    if its_kind == "t":
        return lengths + "".join(values).encode("utf-8", "surrogatepass")
    if its_kind == "w":
        return written("t", ["%x" % value for value in values])
    return lengths + b"".join(values)


def axes(values: Any) -> bytes:
    lengths = [len(values)]
    while values and all(type(value) in (list, tuple) for value in values):
        if len(set(map(len, values))) > 1:
            break
        lengths.append(len(values[0]))
        values = [item for value in values for item in value]
    return struct.pack("<B%dQ" % len(lengths), len(lengths), *lengths) + items(list(values))


def numbers(values: List[Any]) -> bytes:
    for form in "Bhifd":
        try:
            packed = struct.pack(
                "<%d%s" % (len(values), form), *[canonical(v, form) for v in values]
            )
        except (struct.error, OverflowError, ValueError):
            continue
        held = struct.unpack("<%d%s" % (len(values), form), packed)
        if all(a == b or a != a and b != b for a, b in zip(held, values)):
            return form.encode() + packed
    nearest = [canonical(value, "d") for value in values]
    rest = [v - int(near) if type(v) is int else 0 for v, near in zip(values, nearest)]
    return b"x" + struct.pack("<%dd" % len(values), *nearest) + numbers(rest)


def canonical(value: Any, form: str) -> Any:
    if form in "Bhi":
        return int(value)
    return math.nan if value != value else float(value) + 0.0


def order(value: Any) -> Tuple[str, Any]:
    its_kind = kind(value)
    if its_kind in "nw":
        return "n", (value != value, 0 if value != value else value)
    if its_kind == "t":
        return its_kind, value
    if its_kind == "l":
        return its_kind, [order(item) for item in value]
    return its_kind, bytes.fromhex(by_the_page(value))


SCALARS: List[Any] = [
    None,
    True,
    False,
    0,
    1,
    -1,
    255,
    256,
    2**31,
    -(2**40),
    2**53 + 1,
    2**64,
]
SCALARS += [2**1030, -(2**1024), 0.0, -0.0, 0.1, 1.5, 1e300, math.inf, -math.inf, 3e38, 1e-40]
SCALARS += ["", "a", "é", "\0", "ab", "\ud800", b"", b"a", 1j, complex(0.5, 2)]


def value_of(draw: random.Random, depth: int, hashable: bool = False) -> Any:
    """Returns a random value of so many levels at most."""
    if depth == 0 or draw.random() < 0.3:
        return draw.choice(SCALARS)
    inner = [value_of(draw, depth - 1, hashable) for _ in range(draw.randrange(5))]
    if hashable:
        return draw.choice([tuple, frozenset])(inner)
    keys = [value_of(draw, min(depth - 1, 2), True) for _ in inner]
    shape = draw.choice(["list", "tuple", "dict", "set", "rows"])
    if shape == "rows":
        return [[draw.choice(SCALARS) for _ in range(3)] for _ in inner]
    return {"list": inner, "tuple": tuple(inner), "dict": dict(zip(keys, inner)), "set": set(keys)}[
        shape
    ]


def remade(value: Any) -> Any:
    """Returns an equal value of other types, and in another order where there is none."""
    if type(value) in (list, tuple):
        return [remade(item) for item in value]
    if type(value) is dict:
        return {key: remade(value[key]) for key in reversed(list(value))}
    if type(value) is set:
        return frozenset(reversed(list(value)))
    if type(value) is int and abs(value) < 2**53:
        return float(value)
    return value


@pytest.mark.parametrize("seed", range(20))
def test_the_client_computes_what_the_page_says(seed: int) -> None:
    draw = random.Random(seed)
    values = [value_of(draw, 4) for _ in range(100)]
    seen: Dict[str, str] = {}
    for value in values:
        digest = npt_client.digest_of_whole(value)
        assert digest == by_the_page(value), value
        assert npt_client.digest_of_whole(remade(value)) == digest, value
        form = repr(remade(value)).replace("-0.0", "0.0")
        if not any(each in form for each in ("frozenset", "{")):
            assert seen.setdefault(digest, form) == form


def test_of_more_than_a_block() -> None:
    draw = random.Random(7)
    many = [draw.choice(SCALARS) for _ in range(70_000)]
    for value in (many, [many, {1: many}], [[each] for each in many], list(range(70_000))):
        assert npt_client.digest_of_whole(value) == by_the_page(value)
