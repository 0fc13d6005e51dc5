"""Quiet while the client converts and draws: what libraries warn of then is no news for the student.

Promises to concern the calling thread alone and to leave nothing behind. warnings.catch_warnings can
do neither: it swaps a list of the whole process, which another thread may swap at the same time, and
makes Python forget which warnings it has shown.
"""

import contextlib
import sys
import threading
import warnings
from typing import Any, Iterator


class ThreadFilter:
    """Stands in warnings.filters and in a logger's filters, and concerns one thread only."""

    def __init__(self) -> None:
        self._thread = threading.get_ident()

    def match(self, text: str) -> bool:
        """Tells warnings whether to ignore what is said now: by whom, whatever the text."""
        return threading.get_ident() == self._thread

    def __call__(self, record: Any) -> bool:
        """Tells logging whether to pass a record on."""
        return not self.match("")

    def end(self) -> None:
        """Lets everything pass: a copy of warnings.filters may keep this one."""
        self._thread = -1


@contextlib.contextmanager
def unwarned() -> Iterator[None]:
    """Ignores the warnings of this thread for as long as the block runs."""
    one, filters = ThreadFilter(), warnings.filters  # type: Any, Any
    entry = ("ignore", one, Warning, None, 0)
    filters.insert(0, entry)
    try:
        yield
    finally:
        one.end()
        for each in (filters, warnings.filters):
            with contextlib.suppress(ValueError):
                each.remove(entry)


@contextlib.contextmanager
def unlogged(library_name: str) -> Iterator[None]:
    """Drops what this thread logs to a library's loggers for as long as the block runs."""
    logging: Any = sys.modules.get("logging")
    known = list(logging.root.manager.loggerDict.items()) if logging else []
    loggers = [
        logger
        for name, logger in known
        if name.partition(".")[0] == library_name and hasattr(logger, "addFilter")
    ]
    one = ThreadFilter()
    for logger in loggers:
        logger.addFilter(one)
    try:
        yield
    finally:
        one.end()
        for logger in loggers:
            logger.removeFilter(one)
