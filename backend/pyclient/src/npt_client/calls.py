"""What a student's function gives for some inputs: the values that come out of it, or why none does.

Promises to call functions only, each with a copy of its arguments, all together for a while at most;
to raise nothing but KeyboardInterrupt; and that the notebook is afterwards as it was: see aside.py.
"""

import copy
import functools
import inspect
import itertools
import json
import time
import types
from typing import Any, Callable, Dict, List, Tuple

from .aside import TimeUp, aside, ended_at
from .capture import capture
from .digest import digest_of_whole
from .errors import Unsendable
from .inputs import Input
from .limits import (
    MAX_CALL_DATA,
    MAX_CALL_MESSAGE,
    MAX_CALL_SECONDS,
    MAX_CALLS,
    MAX_GENERATED,
    MAX_INPUT,
)
from .payload import cut, safe_repr, safe_str
from .words import AT_IS_NO_LIST, AT_NEEDS_FUNCTION, AT_TOO_MANY, SECONDS_ARE_NO_NUMBER

CALLED = (
    types.FunctionType,
    types.BuiltinFunctionType,
    types.MethodType,
    functools.partial,
)


def is_called(value: Any) -> bool:
    """Tells whether a value is a function, also one that a decorator such as lru_cache returned; a
    class is none, nor is an object that can be called.
    """
    return isinstance(value, CALLED) or callable(value) and hasattr(value, "__wrapped__")


def read_inputs(function: Any, at: Any, seconds: Any) -> Tuple[List[Input], float]:
    """Returns the arguments of each call, and for how long all may take. An input that is no tuple is
    the only argument. Raises Unsendable, with what to do, if they cannot be read.
    """
    if not is_called(function):
        raise Unsendable(AT_NEEDS_FUNCTION)
    if not isinstance(at, (list, tuple)):
        raise Unsendable(AT_IS_NO_LIST)
    if len(at) > MAX_CALLS:
        raise Unsendable(AT_TOO_MANY % MAX_CALLS)
    if not isinstance(seconds, (int, float)) or not 0 < seconds <= MAX_CALL_SECONDS:
        raise Unsendable(SECONDS_ARE_NO_NUMBER % MAX_CALL_SECONDS)
    inputs = [each if isinstance(each, tuple) else (each,) for each in at]
    return [Input(text_of(each), each, {}) for each in inputs], float(seconds)


def calls_of(function: Any, inputs: List[Input], seconds: float) -> str:
    """Returns what a function gives for inputs, as the protocol's calls."""
    deadline = time.monotonic() + seconds
    calls = [call(function, each, deadline) for each in inputs]
    return json.dumps({"seconds": seconds, "calls": calls})


def call(function: Callable[..., Any], given: Input, deadline: float) -> Dict[str, Any]:
    """Returns what came of one call."""
    outcome: Dict[str, Any] = {}
    try:
        with aside(written(function)), ended_at(deadline, result_of):
            outcome = result_of(function, given)
    except KeyboardInterrupt:
        raise
    except TimeUp:
        pass
    except BaseException as trouble:
        message = cut(safe_str(trouble), MAX_CALL_MESSAGE)
        outcome = {"error": kind_of_trouble(trouble), "message": message}
    if time.monotonic() >= deadline:
        outcome = {"late": True}
    return {"input": given.text, **outcome}


def kind_of_trouble(trouble: BaseException) -> str:
    """Returns the name of an exception's class: the notebook's own or Python's. A library's own, such
    as numpy's kinds of TypeError, counts as Python's that it is one of.
    """
    kinds = [kind for kind in type(trouble).__mro__ if kind.__module__ in ("__main__", "builtins")]
    return kinds[0].__name__


def written(function: Any) -> Any:
    """Returns the function that the student wrote, inside of a partial or a decorator."""
    while isinstance(function, functools.partial):
        function = function.func
    return inspect.unwrap(function)


def result_of(function: Callable[..., Any], given: Input) -> Dict[str, Any]:
    """Returns what a function gives for a copy of its arguments, as it is sent."""
    if given.trouble is not None:
        raise given.trouble
    arguments, named = given.arguments, given.named
    try:
        arguments, named = copy.deepcopy((arguments, named))
    except Exception:  # what cannot be copied, such as an open file
        pass
    value = function(*arguments, **named)
    if inspect.isgenerator(value):
        value = list(itertools.islice(value, MAX_GENERATED))
    elif inspect.iscoroutine(value):
        value.close()  # nobody will wait for it
    payload = capture(value)
    data, digest = payload.data, payload.digest
    if payload.type == "image":
        data, digest = payload.plotted, ""
    if len(data) > MAX_CALL_DATA:
        data, digest = cut(data, MAX_CALL_DATA // 2), digest or digest_of_whole(value)
    outcome = {"type": payload.type, "data": data}
    return {**outcome, "digest": digest} if digest else outcome


def text_of(arguments: Tuple[Any, ...]) -> str:
    """Returns arguments as Python writes them; of long ones the beginning and a digest."""
    text = ", ".join(safe_repr(each) for each in arguments)
    if len(text) <= MAX_INPUT:
        return text
    return "%s... (%s)" % (text[:MAX_INPUT], digest_of_whole(list(arguments))[:8])
