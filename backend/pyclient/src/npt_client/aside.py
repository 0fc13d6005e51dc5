"""What the student's code runs in when the client has to call it: for a while at most, and unseen.

Promises that afterwards random numbers, figures, warnings, names of the notebook and what else such
code changes by the way are as they were. It does not promise to undo what a function does to an object
of the notebook or on disk.
"""

import builtins
import contextlib
import functools
import itertools
import os
import random
import sys
import threading
import time
import types
import warnings
from typing import Any, Callable, Dict, Iterable, Iterator, List, Set

from .limits import END_AGAIN_SECONDS
from .output import running_shell
from .payload import library
from .quiet import unwarned


class TimeUp(BaseException):
    """Ends the student's code. No Exception, which such code may catch."""


@contextlib.contextmanager
def aside(function: Any) -> Iterator[None]:
    """Has the block, which calls a function, leave nothing behind."""
    namespace: Dict[str, Any] = getattr(function, "__globals__", {})
    code = getattr(function, "__code__", None)
    names = names_used_by(code, namespace) if code is not None else set()
    used = [namespace[name] for name in names if name in namespace]
    with contextlib.ExitStack() as stack:
        for same in (same_settings, same_figures, nothing_asked, nothing_shown, unwarned):
            stack.enter_context(same())
        stack.enter_context(same_random_numbers(used))
        stack.enter_context(same_names(namespace, names))
        yield


@contextlib.contextmanager
def same_random_numbers(generators: Iterable[Any] = ()) -> Iterator[None]:
    """Gives the generators of random, numpy and torch, and those among some values, back the states
    that they had.
    """
    numpy: Any = library("numpy.random")
    torch: Any = library("torch")
    undo: List[Callable[[], Any]] = []

    def keep(get: Callable[[], Any], put: Callable[[Any], Any]) -> None:
        state = get()
        undo.append(functools.partial(put, state))

    keep(random.getstate, random.setstate)
    if numpy:
        keep(numpy.get_state, numpy.set_state)
    if torch:
        keep(torch.get_rng_state, torch.set_rng_state)
    for value in generators:
        if isinstance(value, random.Random) and type(value).getstate is random.Random.getstate:
            keep(value.getstate, value.setstate)
        elif numpy and isinstance(value, numpy.Generator):
            bits = value.bit_generator
            state = bits.state
            undo.append(functools.partial(setattr, bits, "state", state))
        elif numpy and isinstance(value, numpy.RandomState):
            keep(value.get_state, value.set_state)
    try:
        yield
    finally:
        for put in undo:
            put()


@contextlib.contextmanager
def same_names(namespace: Dict[str, Any], names: Set[str]) -> Iterator[None]:
    """Gives some names of a namespace back what they stood for."""
    before = {name: namespace[name] for name in names if name in namespace}
    try:
        yield
    finally:
        for name in names:
            if name not in before:
                namespace.pop(name, None)
            elif namespace.get(name, namespace) is not before[name]:
                namespace[name] = before[name]


def names_used_by(code: Any, namespace: Dict[str, Any]) -> Set[str]:
    """Returns the names that code uses, itself or in the functions of the namespace that it calls."""
    names = {"__warningregistry__"}  # where Python notes what it has warned of
    left = [code]
    while left:
        code = left.pop()
        new = set(code.co_names) - names
        names |= new
        left += [each for each in code.co_consts if isinstance(each, types.CodeType)]
        called = [getattr(namespace.get(name), "__code__", None) for name in new]
        left += [each for each in called if isinstance(each, types.CodeType)]
    return names


@contextlib.contextmanager
def same_figures() -> Iterator[None]:
    """Puts pyplot's figures away, and closes those that the block makes."""
    figures: Any = getattr(library("matplotlib._pylab_helpers"), "Gcf", None)
    if figures is None:
        yield
        return
    kept = dict(figures.figs)
    figures.figs.clear()
    try:
        yield
    finally:
        with contextlib.suppress(Exception):
            figures.destroy_all()
        figures.figs.clear()
        figures.figs.update(kept)


@contextlib.contextmanager
def same_settings() -> Iterator[None]:
    """Gives the folder, the filters of warnings and the settings of Python and numpy back."""
    folder, filters, limit = ".", list(warnings.filters), sys.getrecursionlimit()
    with contextlib.suppress(OSError):  # it may be gone
        folder = os.getcwd()
    shows = warnings.showwarning
    numpy: Any = library("numpy")
    errors = numpy.geterr() if numpy else {}
    decimal: Any = library("decimal")
    context = decimal.getcontext().copy() if decimal else None
    try:
        yield
    finally:
        sys.setrecursionlimit(limit)
        warnings.showwarning = shows
        if list(warnings.filters) != filters:
            warnings.resetwarnings()  # which also tells that they changed
            entries: Any = warnings.filters
            entries[:] = filters
        if numpy:
            numpy.seterr(**errors)
        if decimal:
            decimal.setcontext(context)
        with contextlib.suppress(OSError):  # it may be gone
            os.chdir(folder)


@contextlib.contextmanager
def nothing_asked() -> Iterator[None]:
    """Has input() find the end of what is typed."""
    asks, typed = builtins.input, sys.stdin

    def at_end(prompt: Any = "") -> str:
        raise EOFError("nobody answers here")

    builtins.input = at_end
    sys.stdin = open(os.devnull, encoding="utf-8")
    try:
        yield
    finally:
        sys.stdin.close()
        builtins.input, sys.stdin = asks, typed


class Unseen:
    """Stands in for a stream, and drops what one thread writes."""

    def __init__(self, stream: Any) -> None:
        self._stream, self._thread = stream, threading.get_ident()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def write(self, text: str) -> int:
        """Writes what another thread writes."""
        if threading.get_ident() != self._thread and self._stream is not None:
            self._stream.write(text)
        return len(text)

    def flush(self) -> None:
        """Flushes the stream, if there is one."""
        if self._stream is not None:
            self._stream.flush()


@contextlib.contextmanager
def nothing_shown() -> Iterator[None]:
    """Drops what this thread prints and displays."""
    streams, thread = (sys.stdout, sys.stderr), threading.get_ident()
    publisher: Any = getattr(running_shell(), "display_pub", None)

    shown = getattr(publisher, "publish", None)  # type: Any

    def publish(*data: Any, **more: Any) -> None:
        if threading.get_ident() != thread:
            shown(*data, **more)

    sys.stdout, sys.stderr = Unseen(streams[0]), Unseen(streams[1])  # type: ignore[assignment]
    if publisher is not None:
        publisher.publish = publish
    try:
        yield
    finally:
        sys.stdout, sys.stderr = streams
        if publisher is not None:
            del publisher.publish


@contextlib.contextmanager
def ended_at(deadline: float, function: Any) -> Iterator[None]:
    """Raises TimeUp in what a function of ours calls in the block, at a moment of time.monotonic(), and
    again and again until the function has ended. In the main thread of Unix a system call ends too,
    elsewhere Python's code alone.
    """
    way = ended_by_alarm if is_alarm_free() else ended_by_thread
    with way(deadline, function.__code__):
        yield


def is_alarm_free() -> bool:
    """Tells whether there is an alarm for this thread that nobody else uses, so that it can be had and
    given back.
    """
    import signal

    if threading.current_thread() is not threading.main_thread() or sys.platform == "win32":
        return False
    known = signal.getsignal(signal.SIGALRM) is not None
    return known and signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def runs_in(code: Any, frame: Any) -> bool:
    """Tells whether a frame is one of what code calls. Else nothing may be raised: the code has ended,
    and this module puts things back.
    """
    while frame is not None and frame.f_code is not code:
        frame = frame.f_back
    return frame is not None


@contextlib.contextmanager
def ended_by_alarm(deadline: float, code: Any) -> Iterator[None]:
    """Does what ended_at does by a signal."""
    import signal

    def end(signal_number: int, frame: Any) -> None:
        if not runs_in(code, frame):
            return
        inner = frame
        while inner.f_code is not code:
            inner.f_trace, inner = end_where_it_goes_on, inner.f_back
        sys.settrace(end_where_it_goes_on)
        raise TimeUp

    def end_where_it_goes_on(frame: Any, event: str, detail: Any) -> Any:
        """Raises at the next line of code that has caught what end raised."""
        if runs_in(code, frame):
            raise TimeUp

    traces = sys.gettrace()
    before = signal.signal(signal.SIGALRM, end)
    try:
        left = max(1e-4, deadline - time.monotonic())
        signal.setitimer(signal.ITIMER_REAL, left, END_AGAIN_SECONDS)
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        sys.settrace(traces)


@contextlib.contextmanager
def ended_by_thread(deadline: float, code: Any) -> Iterator[None]:
    """Does what ended_at does by another thread."""
    import ctypes

    raise_in = ctypes.pythonapi.PyThreadState_SetAsyncExc
    ident, ended = threading.get_ident(), threading.Event()
    # Mostly at once, so that code that catches it is ended where it goes on.
    pauses = itertools.cycle([0.0] * 50 + [END_AGAIN_SECONDS])
    interval, sleeps = sys.getswitchinterval(), time.sleep

    def watch() -> None:
        pause = deadline - time.monotonic()
        while not ended.wait(max(0.0, pause)):
            # Nothing runs between these two lines: this thread has the interpreter.
            if runs_in(code, sys._current_frames().get(ident)):
                raise_in(ctypes.c_ulong(ident), ctypes.py_object(TimeUp))
            sys.setswitchinterval(1e-6)
            pause = next(pauses)

    def sleep(seconds: float) -> None:
        """Sleeps in parts, between which it can be ended."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            sleeps(min(END_AGAIN_SECONDS, max(0.0, end - time.monotonic())))

    watcher = threading.Thread(target=watch, name="npt-watch", daemon=True)
    watcher.start()
    try:
        setattr(time, "sleep", sleep)
        yield
    finally:
        setattr(time, "sleep", sleeps)
        ended.set()
        watcher.join()
        sys.setswitchinterval(interval)
