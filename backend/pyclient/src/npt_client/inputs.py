"""The inputs that the teacher writes for functions, read from the text in which they come.

Promises to run nothing of what comes but a few constructors of numpy, with literals, for arrays of at
most MAX_INPUT_ELEMENTS values together; all else is refused by its syntax tree.
"""

import ast
import importlib
import math
from typing import Any, Callable, Dict, List, NamedTuple, Optional, Tuple

from .limits import CALL_SECONDS, MAX_CALL_SECONDS, MAX_CALLS, MAX_INPUT, MAX_INPUT_ELEMENTS
from .quiet import unwarned


class Input(NamedTuple):
    """The arguments of one call."""

    text: str  # as they are written, or the beginning of that with a digest
    arguments: Tuple[Any, ...]
    named: Dict[str, Any]
    trouble: Optional[BaseException] = None  # why there are none


class Asked(NamedTuple):
    """What the functions of a question are called with."""

    lines: Tuple[str, ...]
    seconds: float


class NotAccepted(Exception):
    """A line holds something else than inputs."""


NUMPY = ("np", "numpy")
NUMBERS = {"pi": math.pi, "e": math.e, "inf": math.inf, "nan": math.nan}
TYPES = frozenset(
    "int float bool complex int8 int16 int32 int64 uint8 uint16 uint32 uint64"
    " float16 float32 float64 complex64 complex128".split()
)
# The parameters of each constructor, and how many of them may be given without their name.
CONSTRUCTORS = {
    "array": (("object",), 1),
    "linspace": (("start", "stop", "num", "endpoint"), 3),
    "arange": (("start", "stop", "step"), 3),
    "zeros": (("shape",), 1),
    "ones": (("shape",), 1),
    "full": (("shape", "fill_value"), 2),
    "eye": (("N", "M", "k"), 3),
    "identity": (("n",), 1),
}  # type: Dict[str, Tuple[Tuple[str, ...], int]]


def read_asked(read: Any) -> Dict[str, Asked]:
    """Returns what an app asks of each question; leaves out what is not as the protocol has it."""
    asked = {}
    for one in read if isinstance(read, list) else ():
        lines = one.get("lines") if isinstance(one, dict) else None
        if isinstance(lines, list) and 0 < len(lines) <= MAX_CALLS:
            seconds = one.get("seconds")
            known = isinstance(seconds, (int, float)) and 0 < seconds <= MAX_CALL_SECONDS
            texts = tuple(str(line) for line in lines)
            asked[str(one.get("question"))] = Asked(texts, seconds if known else CALL_SECONDS)
    return asked


def inputs_of(lines: Tuple[str, ...]) -> List[Input]:
    """Returns the inputs on some lines. Raises NotAccepted if one of them holds something else."""
    with unwarned():
        return [input_of(line) for line in lines]


def input_of(line: str) -> Input:
    """Returns the input on a line. Raises NotAccepted."""
    if line == "()":
        return Input(line, (), {})
    if len(line) > MAX_INPUT:
        raise NotAccepted(line)
    try:
        call: Any = ast.parse("f(%s\n)" % line, mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        raise NotAccepted(line) from None
    if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name):
        raise NotAccepted(line)
    reader = Reader()
    try:
        arguments = tuple(reader.value(node) for node in call.args)
        names = [keyword.arg for keyword in call.keywords]
        if None in names or len(set(names)) < len(names):
            raise NotAccepted(line)
        named = {str(keyword.arg): reader.value(keyword.value) for keyword in call.keywords}
    except NotAccepted:
        raise
    except Exception as trouble:  # numpy is not there, or refuses the values
        return Input(line, (), {}, trouble)
    return Input(line, arguments, named)


class Reader:
    """Makes the values of one line."""

    def __init__(self) -> None:
        self._room = MAX_INPUT_ELEMENTS

    def value(self, node: Any) -> Any:
        """Returns the value of a node. Raises NotAccepted, or what numpy raises."""
        kind = type(node).__name__
        make: Optional[Callable[[Any], Any]] = getattr(self, "_" + kind.lower(), None)
        if make is None:
            raise NotAccepted(kind)
        return make(node)

    def _constant(self, node: Any) -> Any:
        if type(node.value) not in (int, float, complex, str, bool, type(None)):
            raise NotAccepted(repr(node.value))
        return node.value

    def _tuple(self, node: Any) -> Any:
        return tuple(self.value(item) for item in node.elts)

    def _list(self, node: Any) -> Any:
        return [self.value(item) for item in node.elts]

    def _set(self, node: Any) -> Any:
        return {hashable(self.value(item)) for item in node.elts}

    def _dict(self, node: Any) -> Any:
        keys = [hashable(self.value(key)) for key in node.keys]  # None, of **, is no node
        return dict(zip(keys, (self.value(item) for item in node.values)))

    def _unaryop(self, node: Any) -> Any:
        value = number(self.value(node.operand))
        if isinstance(node.op, ast.USub):
            return -value
        if isinstance(node.op, ast.UAdd):
            return value
        raise NotAccepted("operator")

    def _binop(self, node: Any) -> Any:
        left, right = number(self.value(node.left)), self.value(node.right)
        is_complex = isinstance(node.right, ast.Constant) and type(right) is complex
        if not is_complex or type(left) is complex or isinstance(node.left, ast.BinOp):
            raise NotAccepted("operator")
        if isinstance(node.op, ast.Add):
            return left + right
        if isinstance(node.op, ast.Sub):
            return left - right
        raise NotAccepted("operator")

    def _attribute(self, node: Any) -> Any:
        name = name_of_numpy(node)
        if name not in NUMBERS:
            raise NotAccepted(name)
        return NUMBERS[name]

    def _call(self, node: Any) -> Any:
        if isinstance(node.func, ast.Name) and node.func.id == "float" and not node.keywords:
            texts = [getattr(argument, "value", None) for argument in node.args]
            if texts in (["inf"], ["-inf"], ["nan"]):
                return float(texts[0])  # type: ignore[arg-type]
        name = name_of_numpy(node.func)
        parameters, without_name = CONSTRUCTORS.get(name, ((), 0))
        if len(node.args) > without_name:
            raise NotAccepted(name)
        given: Dict[str, Any] = dict(zip(parameters, map(self.value, node.args)))
        for keyword in node.keywords:
            if keyword.arg in given or keyword.arg not in (*parameters, "dtype"):
                raise NotAccepted(name)
            is_type = keyword.arg == "dtype"
            given[keyword.arg] = type_of(keyword.value) if is_type else self.value(keyword.value)
        try:
            size = elements(name, given)
        except (KeyError, TypeError, ValueError, OverflowError, ZeroDivisionError):
            raise NotAccepted(name) from None
        if not 0 <= size <= self._room:
            raise NotAccepted(name)
        self._room -= size
        return make_array(name, given)


def make_array(name: str, given: Dict[str, Any]) -> Any:
    """Returns what a constructor of numpy makes."""
    numpy: Any = importlib.import_module("numpy")
    if name == "arange":  # which takes no names
        parts = [given[part] for part in ("start", "stop", "step") if part in given]
        kind = {"dtype": given["dtype"]} if "dtype" in given else {}
        return numpy.arange(*parts, **kind)
    return getattr(numpy, name)(**given)


def name_of_numpy(node: Any) -> str:
    """Returns the name of something of numpy, as np.name. Raises NotAccepted."""
    owner = getattr(node, "value", None)
    if not isinstance(node, ast.Attribute) or not isinstance(owner, ast.Name):
        raise NotAccepted(type(node).__name__)
    if owner.id not in NUMPY:
        raise NotAccepted(owner.id)
    return node.attr


def type_of(node: Any) -> str:
    """Returns the name of a type of numpy's arrays: of float, np.float32 or "float32"."""
    if isinstance(node, ast.Attribute):
        name: Any = name_of_numpy(node)
    else:
        name = getattr(node, "id", getattr(node, "value", None))
    if not isinstance(name, str) or name not in TYPES:
        raise NotAccepted("dtype")
    return name


def hashable(value: Any) -> Any:
    """Returns a member of a set or a key of a dict. Raises NotAccepted."""
    try:
        hash(value)
    except TypeError:
        raise NotAccepted("key") from None
    return value


def number(value: Any) -> Any:
    """Returns a number. Raises NotAccepted for anything else."""
    if type(value) not in (int, float, complex):
        raise NotAccepted("operator")
    return value


def whole(value: Any) -> int:
    """Returns a whole number of 0 or more. Raises ValueError."""
    if type(value) is not int or value < 0:
        raise ValueError
    return value


def elements(name: str, given: Dict[str, Any]) -> int:
    """Returns how many values a constructor makes. Raises what says that it cannot be called so."""
    if name == "array":
        return size_and_shape(given["object"])[0]
    if name == "linspace":
        real(given["start"]), real(given["stop"])
        return whole(given.get("num", 50))
    if name == "arange":
        start, stop = real(given["start"]), real(given.get("stop", 0))
        start, stop = (start, stop) if "stop" in given else (0, start)
        return max(0, math.ceil((stop - start) / real(given.get("step", 1))))
    if name in ("eye", "identity"):
        rows = whole(given["N" if name == "eye" else "n"])
        columns = given.get("M")
        if type(given.get("k", 0)) is not int:
            raise ValueError
        return rows * (rows if columns is None else whole(columns))
    if name == "full" and type(given["fill_value"]) not in (int, float, complex, str, bool):
        raise ValueError
    shape = given["shape"]
    if type(shape) is int:
        return whole(shape)
    if not isinstance(shape, (tuple, list)) or len(shape) > 32 or 0 in shape:
        raise ValueError
    size = 1
    for axis in shape:
        size *= whole(axis)
    return size


def real(value: Any) -> float:
    """Returns a real number. Raises ValueError for anything else."""
    if type(value) not in (int, float) or value != value:
        raise ValueError
    return float(value)


def size_and_shape(value: Any) -> Tuple[int, Tuple[int, ...]]:
    """Returns how many values nested lists have, and their shape. Raises ValueError if they have none."""
    if type(value) in (int, float, complex, str, bool):
        return 1, ()
    if type(value) not in (list, tuple):
        raise ValueError
    parts = [size_and_shape(item) for item in value]
    shapes = {shape for _, shape in parts}
    if len(shapes) > 1:
        raise ValueError
    return sum(size for size, _ in parts), (len(parts), *(shapes.pop() if shapes else ()))
