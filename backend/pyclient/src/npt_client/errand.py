"""Errands: what is asked of the teacher's computer, one request after the other.

An errand is a generator. It yields whom it asks for what and gets the reply, or yields a Pause; what
it returns is its result. So it runs as well in a thread, which waits for each reply, as in the loop of a
browser, where nothing may wait.
"""

from typing import Any, Dict, Generator, NamedTuple, Tuple, TypeVar, Union

from .wire import Reply, Request, Target

Result = TypeVar("Result")


class Pause(NamedTuple):
    """Yielded by an errand that has to wait."""

    seconds: float


Wanted = Union[Tuple[Target, Request], Pause]
Replied = Tuple[Reply, Dict[str, Any]]
Errand = Generator[Wanted, Replied, Result]
NOTHING = Reply(0, {}, b""), {}  # type: Replied # sent to an errand after a pause
