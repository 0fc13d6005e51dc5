"""Pyodide: Python in a browser, where the browser sends requests and the page's own loop does what
elsewhere a thread does.

What is used of the browser: fetch, AbortSignal.timeout, setTimeout, IndexedDB, and JavaScript Promise
Integration where there is one. Elsewhere nothing of this is called but threadless.
"""

import importlib
import sys
import time
from typing import Any, Callable, Coroutine


def threadless() -> bool:
    """Tells whether this is Pyodide: Python in a browser, without threads and sockets."""
    return sys.platform == "emscripten"


def page() -> Any:
    """Returns the global object of JavaScript, of a page or a worker."""
    return importlib.import_module("js")


def ffi() -> Any:
    """Returns Pyodide's bridge between Python and JavaScript."""
    return importlib.import_module("pyodide.ffi")


def begin(work: Coroutine[Any, Any, None]) -> None:
    """Runs a coroutine up to where it first waits, here and now: a request that it makes is on its way
    while the cell goes on computing. The rest runs once the cell has ended.
    """
    import asyncio

    loop, at_once = asyncio.get_event_loop(), {"eager_start": True}  # type: Any, Any
    try:
        asyncio.Task(work, loop=loop, **at_once)
    except TypeError:  # Python before 3.12: it starts once the cell has ended
        loop.create_task(work)


def call_later(seconds: float, function: Callable[[], None]) -> Callable[[], None]:
    """Has the loop call a function after so many seconds. Returns what cancels that."""
    import asyncio

    return asyncio.get_event_loop().call_later(seconds, function).cancel


async def sleep(seconds: float) -> None:
    """Waits in the loop."""
    import asyncio

    await asyncio.sleep(seconds)


def wait_until(has_come: Callable[[], bool], seconds: float) -> bool:
    """Waits until something has come, so many seconds at most, where the browser lets a cell wait.
    Tells whether it has.
    """
    can_run = getattr(ffi(), "can_run_sync", None)
    if has_come() or can_run is None or not can_run():
        return has_come()
    ffi().run_sync(poll(has_come, time.monotonic() + seconds))
    return has_come()


async def poll(has_come: Callable[[], bool], deadline: float) -> None:
    """Lets the loop run until something has come, or until the deadline."""
    while not has_come() and time.monotonic() < deadline:
        await sleep(0.005)
