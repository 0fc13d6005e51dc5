"""Pyodide: Python in a browser, where the browser sends requests and nothing runs in the background.

Promises to hold a cell for DIRECT_SECONDS a request at most.
"""

import sys
import urllib.error
import urllib.request
from typing import Optional

from .limits import DIRECT_SECONDS, MAX_ANSWER
from .wire import Reply, Request


def threadless() -> bool:
    """Tells whether this is Pyodide: Python in a browser, without threads and sockets."""
    return sys.platform == "emscripten"


def ask_through_browser(server: str, request: Request) -> Optional[Reply]:
    """Returns the reply to a request that the browser sends for Pyodide's urllib; None if there is
    none.
    """
    asked = urllib.request.Request(
        server + request.path, request.body or None, request.headers, method=request.method
    )
    try:
        with urllib.request.urlopen(asked, timeout=DIRECT_SECONDS) as answer:
            return Reply(answer.status, answer.headers, answer.read(MAX_ANSWER))
    except urllib.error.HTTPError as refusal:
        with refusal:
            return Reply(refusal.code, refusal.headers, refusal.read(MAX_ANSWER))
    except OSError:
        return None
