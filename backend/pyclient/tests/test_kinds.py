"""Values of every kind: what arrives of them.

Nothing that arrives names an address in memory, so what is equal arrives alike.
"""

# mypy: allow-untyped-calls

import array
import collections
import dataclasses
import datetime
import decimal
import enum
import fractions
import functools
import io
import itertools
import json
import pathlib
import re
import threading
import types
import uuid
import weakref
from typing import Any, Callable, Dict, Iterator, NamedTuple, Tuple
from unittest import mock

import IPython.display as ipd
import numpy as np
import pandas as pd
import PIL.Image
import pytest
from conftest import sent
from forms import npt_client

FORMS = ("client.py", "package")


class Plain:
    """Says nothing about itself."""


class Graph:
    """Says what it is in its str alone, as a graph of networkx does."""

    def __str__(self) -> str:
        return "Graph with 3 nodes and 2 edges"


class Holds:
    def __repr__(self) -> str:
        return "Holds(%r)" % Plain()


@dataclasses.dataclass
class Point:
    x: Any
    y: float = 0.5


class Pair(NamedTuple):
    left: Any
    right: str


class Colour(enum.Enum):
    RED = 1


def numbers(count: int = 3) -> Iterator[int]:
    yield from range(count)


def increased(x: int) -> int:
    return x + 1


def picture(kind: str) -> bytes:
    file = io.BytesIO()
    PIL.Image.new("RGB", (3, 2), "red").save(file, kind)
    return file.getvalue()


PNG, JPEG = picture("png"), picture("jpeg")
NAME = __name__
HERE = __file__


# By name, how a value is made, and what arrives of it.
ARRIVES: Dict[str, Tuple[Callable[[], Any], Any]] = {
    # what IPython.display shows
    "HTML": (lambda: ipd.HTML("<b>bold</b>"), ("str", "<b>bold</b>")),
    "Markdown": (lambda: ipd.Markdown("# Title"), ("str", "# Title")),
    "Javascript": (lambda: ipd.Javascript("alert(1)"), ("str", "alert(1)")),
    "SVG": (lambda: ipd.SVG("<svg><g/></svg>"), ("str", "<svg><g/></svg>")),
    "Pretty": (lambda: ipd.Pretty("as it is"), ("str", "as it is")),
    "Code": (lambda: ipd.Code("x = 1", language="python"), ("code", "x = 1")),
    "JSON dict": (lambda: ipd.JSON({"a": [1, None]}), ("dict", {"a": [1, None]})),
    "JSON list": (lambda: ipd.JSON([1, {"a": 2}]), ("list", [1, {"a": 2}])),
    "GeoJSON": (lambda: ipd.GeoJSON({"type": "Point"}), ("dict", {"type": "Point"})),
    "Math": (lambda: ipd.Math(r"\frac{1}{2}"), ("latex", r"\frac{1}{2}")),
    "Latex": (lambda: ipd.Latex("$x^2$"), ("latex", "$x^2$")),
    "Image by address": (lambda: ipd.Image(url="http://127.0.0.1:9/r.png"),)
    + (("str", "http://127.0.0.1:9/r.png"),),
    "Video by address": (lambda: ipd.Video("http://127.0.0.1:9/v.mp4"),)
    + (("str", "http://127.0.0.1:9/v.mp4"),),
    "IFrame": (lambda: ipd.IFrame("http://127.0.0.1:9/", 1, 1), ("str", "http://127.0.0.1:9/")),
    "Audio": (lambda: ipd.Audio(b"RIFF" * 500, rate=100), ("str", "Audio of 2,000 bytes")),
    "a handle": (lambda: ipd.DisplayHandle(), ("str", "<DisplayHandle>")),
    "a list of them": (
        lambda: [ipd.HTML("<i>"), ipd.JSON({"a": 1}), ipd.Math("x"), ipd.Code("y")],
        ("list", ["<i>", {"a": 1}, "x", "y"]),
    ),
    # what says little about itself
    "str alone": (Graph, ("str", "Graph with 3 nodes and 2 edges")),
    "str alone, inside": (lambda: {"g": [Graph()]},)
    + (("dict", {"g": ["Graph with 3 nodes and 2 edges"]}),),
    "nothing": (Plain, ("str", "<%s.Plain object>" % NAME)),
    "nothing, inside": (lambda: [Plain(), (Plain(),)],)
    + (("list", ["<%s.Plain object>" % NAME, ["<%s.Plain object>" % NAME]]),),
    "nothing, as key": (lambda: {Plain(): 1}, ("dict", {"<%s.Plain object>" % NAME: 1})),
    "nothing, in a repr": (Holds, ("str", "Holds(<%s.Plain object>)" % NAME)),
    "nothing, in a dataclass": (lambda: Point(Plain()),)
    + (("dict", {"x": "<%s.Plain object>" % NAME, "y": 0.5}),),
    "nothing, in a namespace": (lambda: types.SimpleNamespace(a=Plain(), b=[1]),)
    + (("dict", {"a": "<%s.Plain object>" % NAME, "b": [1]}),),
    "nothing, in an exception": (lambda: ValueError(Plain()),)
    + (("str", "ValueError: <%s.Plain object>" % NAME),),
    "nothing, in a frame": (
        lambda: pd.DataFrame({"a": [Plain(), [Plain()]]}).to_dict("list"),
        ("dict", {"a": ["<%s.Plain object>" % NAME, ["<%s.Plain object>" % NAME]]}),
    ),
    "object": (object, ("str", "<object object>")),
    "a text with an address": (lambda: "lost at 0x7fff1234>",) + (("str", "lost at 0x7fff1234>"),),
    "functions, inside": (
        lambda: [increased, len, Holds().__repr__, [].append],
        (
            "list",
            [
                "<function increased>",
                "<built-in function len>",
                "<bound method Holds.__repr__ of Holds(<%s.Plain object>)>" % NAME,
                "<built-in method append of list object>",
            ],
        ),
    ),
    "generator": (numbers, ("str", "<generator object numbers>")),
    "iterator": (lambda: iter([1]), ("str", "<list_iterator object>")),
    "map": (lambda: map(increased, [1]), ("str", "<map object>")),
    "zip, inside": (lambda: [zip([1], [2])], ("list", ["<zip object>"])),
    "count": (lambda: itertools.count(3), ("str", "count(3)")),
    "file": (io.BytesIO, ("str", "<_io.BytesIO object>")),
    "lock": (threading.Lock, ("str", "<unlocked _thread.lock object>")),
    "weak reference": (lambda: weakref.ref(increased),)
    + (("str", "<weakref; to 'function' (increased)>"),),
    "thread": (threading.main_thread, ("str", "<_MainThread(MainThread, started)>")),
    "mock": (lambda: mock.Mock(name="m"), ("str", "<Mock name='m'>")),
    "code": (lambda: increased.__code__,)
    + (
        (
            "str",
            '<code object increased, file "%s", line %d>'
            % (HERE, increased.__code__.co_firstlineno),
        ),
    ),
    "numpy's generator": (lambda: np.random.default_rng(1), ("str", "Generator(PCG64)")),
    "partial": (lambda: functools.partial(len, Plain()),)
    + (("code", "# partial: <%s.Plain object>\n<built-in function len>" % NAME),),
    # numpy's arrays of objects
    "ragged": (lambda: np.array([[1, 2], [3]], dtype=object), ("list", [[1, 2], [3]])),
    "of dicts": (lambda: np.array([{"a": 1}, {"b": [2]}]), ("list", [{"a": 1}, {"b": [2]}])),
    "of arrays": (
        lambda: np.array([np.arange(2), np.arange(3)], dtype=object),
        ("list", [[0, 1], [0, 1, 2]]),
    ),
    "of texts": (lambda: np.array(["a", None], dtype=object), ("ndarray", ["a", None])),
    "of None": (lambda: np.array([[None], [None]]), ("ndarray", [[None], [None]])),
    "of one dict": (lambda: np.array({"a": 1}), ("dict", {"a": 1})),
    "of one text": (lambda: [np.array("abc", dtype=object)], ("list", ["abc"])),
    "of objects": (lambda: np.array([Plain()]), ("ndarray", ["<%s.Plain object>" % NAME])),
    # sequences and buffers
    "array": (lambda: array.array("d", [1, 2.5]), ("ndarray", [1.0, 2.5])),
    "array of whole numbers": (lambda: array.array("b", [1, -2]), ("ndarray", [1, -2])),
    "array of text": (lambda: array.array("u", "hé"), ("ndarray", ["h", "é"])),
    "arrays, inside": (lambda: [array.array("i", [1]), b"a"], ("list", [[1], "b'a'"])),
    "view of bytes": (lambda: memoryview(b"abc"), ("str", "b'abc'")),
    "view of numbers": (lambda: memoryview(array.array("h", [5])), ("ndarray", [5])),
    "view of two axes": (lambda: memoryview(np.eye(2)), ("ndarray", [[1.0, 0.0], [0.0, 1.0]])),
    "range": (lambda: range(5, 0, -2), ("list", [5, 3, 1])),
    "huge range": (lambda: range(0, 10**9 + 1, 3), ("str", "range(0, 1000000002, 3)")),
    "huge range, inside": (lambda: [range(10**9)], ("list", ["range(0, 1000000000)"])),
    "deque": (lambda: collections.deque([1, [2]]), ("list", [1, [2]])),
    "UserList": (lambda: collections.UserList([1, "a"]), ("list", [1, "a"])),
    "UserString": (lambda: collections.UserString("text"), ("str", "text")),
    "items": (lambda: {"a": 1}.items(), ("list", [["a", 1]])),
    "mixed set": (lambda: {2, "a", None, (1, 2)}, ("list", [None, 2, "a", [1, 2]])),
    "named tuple": (lambda: Pair([1], "b"), ("dict", {"left": [1], "right": "b"})),
    "read-only dict": (lambda: types.MappingProxyType({1: 2}), ("dict", {"1": 2})),
    # single values
    "Decimal": (lambda: decimal.Decimal("0.10"), ("str", "0.10")),
    "Fraction": (lambda: fractions.Fraction(6, 8), ("str", "3/4")),
    "Enum": (lambda: Colour.RED, ("str", "Colour.RED")),
    "UUID": (lambda: uuid.UUID(int=1), ("str", "00000000-0000-0000-0000-000000000001")),
    "Path": (lambda: pathlib.PurePosixPath("a/b"), ("str", "a/b")),
    "timedelta": (lambda: datetime.timedelta(hours=1), ("str", "1:00:00")),
    "Timestamp": (lambda: pd.Timestamp("2026-01-02"), ("str", "2026-01-02 00:00:00")),
    "Timedelta": (lambda: pd.Timedelta(1, "h"), ("str", "0 days 01:00:00")),
    "Period": (lambda: pd.Period("2026-01", "M"), ("str", "Period('2026-01', 'M')")),
    "Interval": (lambda: pd.Interval(0, 1), ("str", "Interval(0, 1, closed='right')")),
    "pattern": (lambda: re.compile("a+"), ("str", "re.compile('a+')")),
    "module": (lambda: np, ("str", repr(np))),
    "type": (lambda: int, ("code", "<class 'int'>")),
    "property": (
        lambda: property(increased),
        ("code", "def increased(x: int) -> int:\n    return x + 1"),
    ),
}


@pytest.mark.parametrize("name", ARRIVES)
def test_what_arrives_and_that_equal_values_arrive_alike(name: str) -> None:
    make, expected = ARRIVES[name]
    kept = [make(), make()]  # at two places in memory
    assert [sent(value) for value in kept] == [expected, expected]


# What a table shows: the cells, and the dtype.
TABLES: Dict[str, Tuple[Callable[[], Any], Any, str]] = {
    "Categorical": (lambda: pd.Categorical(["b", None, "b"]), ["b", np.nan, "b"], "category"),
    "Int64": (lambda: pd.array([1, None], dtype="Int64"), [1, None], "Int64"),
    "boolean": (lambda: pd.array([True, None], dtype="boolean"), [True, None], "boolean"),
    "string": (lambda: pd.array(["a", None], dtype="string"), ["a", None], "string"),
    "sparse": (lambda: pd.arrays.SparseArray([0, 0, 7]), [0, 0, 7], "Sparse[int64, 0]"),
    "intervals": (lambda: pd.interval_range(0, 2), ["(0, 1]", "(1, 2]"], "interval[int64, right]"),
    "periods": (lambda: pd.period_range("2026-01", periods=1, freq="M"), ["2026-01"], "period[M]"),
    "RangeIndex": (lambda: pd.RangeIndex(2, 8, 3), [2, 5], "int64"),
    "lists": (lambda: pd.Series([[1, Plain()], {"a": 1}]),)
    + (["[1, <%s.Plain object>]" % NAME, "{'a': 1}"], "object"),
    "long lists": (lambda: pd.Series([[1] * 5000]),)
    + ([("[" + "1, " * 67)[:200] + "\n… (5,000 items in all)"], "object"),
}


@pytest.mark.parametrize("name", TABLES)
def test_what_arrives_of_pandas(name: str) -> None:
    make, cells, dtype = TABLES[name]
    kind, table = sent(make())
    assert kind == "table" and table["dtypes"] == [dtype]
    assert json.dumps([row[0] for row in table["rows"]]) == json.dumps(cells)


@pytest.mark.parametrize(
    "make, file",
    [
        (lambda: ipd.Image(data=PNG), PNG),
        (lambda: ipd.Image(data=JPEG), JPEG),
        (lambda: ipd.Image(PNG, format="png", width=10), PNG),
    ],
    ids=["PNG", "JPEG", "with a width"],
)
def test_an_image_is_its_file(make: Callable[[], Any], file: bytes) -> None:
    payload = npt_client.capture(make())
    assert (payload.type, payload.file) == ("image", file)


def test_an_image_of_a_file_or_of_another_format(tmp_path: pathlib.Path) -> None:
    (tmp_path / "r.png").write_bytes(PNG)
    assert npt_client.capture(ipd.Image(str(tmp_path / "r.png"))).file == PNG
    payload = npt_client.capture(ipd.Image(data=picture("gif"), format="gif"))
    assert PIL.Image.open(io.BytesIO(payload.file)).size == (3, 2)
    assert sent(ipd.Image(data=b"no picture")) == ("str", "Image of 10 bytes")


def test_iterators_are_not_consumed() -> None:
    for iterator in (numbers(), iter([0, 1, 2]), map(int, "012"), (n for n in range(3))):
        sent(iterator), sent([iterator]), sent({"a": iterator})
        assert list(iterator) == [0, 1, 2]


def test_a_buffer_can_grow_afterwards() -> None:
    values = array.array("d", range(5000))
    sent(values)
    values.append(1.0)
    assert len(values) == 5001


def test_many_objects_with_a_str_alone_have_a_digest() -> None:
    graphs = [npt_client.capture([Graph() for _ in range(21_000)]) for _ in range(2)]
    assert graphs[0].digest == graphs[1].digest != ""


@pytest.mark.parametrize(
    ("value", "sent"),
    (
        ({2: 0.7, "2": 1}, """{"2"|: 0.7, "'2'"|: 1}"""),
        ({"2": 1, 2: 0.7}, """{"'2'"|: 1, "2"|: 0.7}"""),
        ({"a": 1, None: 2, (1, "b"): 3}, """{"a": 1, "None"|: 2, "(1, 'b')"|: 3}"""),
        ((1098, 2), "[|1098, 2]"),
        ([(), (1,), [2], {"k": (True, None)}], """[[|], [|1], [2], {"k": [|true, null]}]"""),
        ([{3, 1}, set(), frozenset((2,))], "[[||1, 3], [||], [|||2]]"),
        ([np.array([1.5, -0.0]), np.float64(1.0)], "[[||||1.5, -0.0], 1.0]"),
        (
            [b"x", "b'x'", 1 + 2j, 2**60],
            """["b'x'"|, "b'x'", "(1+2j)"|, "1152921504606846976"|]""",
        ),
        (np.array([42]), "[||||42]"),
        (np.float64(42), "[42.0]"),
    ),
)
def test_what_json_has_no_form_for_is_told_by_tabs(value: Any, sent: str) -> None:
    """A reader of JSON sees none of it; the app writes the value as Python does."""
    payload = npt_client.capture(value)
    assert payload.data == sent.replace("|", "\t")
    json.loads(payload.data)
