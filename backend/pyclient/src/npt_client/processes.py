"""Other processes on this computer: whether the one that wrote a record has ended.

Promises to disturb none: a child that has ended still waits for whoever started it.
"""

import os
import sys
from typing import Any


def has_ended(pid: int) -> bool:
    """Tells whether a process has ended for certain, also if nobody has waited for it yet."""
    if sys.platform == "win32":
        return has_ended_on_windows(pid)
    if hasattr(
        os, "waitid"
    ):  # a child that has ended is there, for os.kill, until it is waited for
        try:
            return os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None
        except OSError:  # no child of this process
            pass
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return True
    except OSError:  # another user's
        pass
    return False


def has_ended_on_windows(pid: int) -> bool:
    """Tells the same on Windows, where os.kill would end the process."""
    import _winapi

    winapi, no_such_process = _winapi, 87  # type: Any, int
    try:
        handle = winapi.OpenProcess(winapi.SYNCHRONIZE, False, pid)
    except OSError as reason:
        return getattr(reason, "winerror", 0) == no_such_process
    try:
        return bool(winapi.WaitForSingleObject(handle, 0) == winapi.WAIT_OBJECT_0)
    finally:
        winapi.CloseHandle(handle)
