"""Time: when a record was sent, and the pause after a failure.

Anybody may set a computer's clock, back or ahead, while records wait. Promises that the order of
records, and how long one has waited, hang on another clock that nobody sets; and that a record's
moment is later than that of any before it in the same kernel.
"""

import datetime
import math
import random
import sys
import time

# The client draws its own numbers: the student may have called random.seed.
own_random = random.SystemRandom()
# Linux's goes on while the computer sleeps, and is one for all processes; so is macOS's monotonic.
STEADY = getattr(time, "CLOCK_BOOTTIME", getattr(time, "CLOCK_MONOTONIC", None))
_last_moment = datetime.datetime.min.replace(tzinfo=datetime.timezone.utc)
_last_reading = 0.0


def steady() -> float:
    """Returns seconds by a clock that nobody sets."""
    try:
        return time.clock_gettime(STEADY) if STEADY is not None else time.monotonic()
    except OSError:  # a system that has the name and not the clock
        return time.monotonic()


def boot_id() -> str:
    """Returns what tells one start of this computer from another; '' if that is not known."""
    try:
        if sys.platform == "win32":
            import winreg

            memory = r"SYSTEM\CurrentControlSet\Control\Session Manager\Memory Management"
            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, memory + r"\PrefetchParameters") as key:
                return str(winreg.QueryValueEx(key, "BootId")[0])
        with open("/proc/sys/kernel/random/boot_id", encoding="ascii") as file:
            return file.read().strip()
    except (OSError, ValueError, ImportError):
        return ""


def next_reading() -> float:
    """Returns what steady() does, but more than at any call before."""
    global _last_reading
    _last_reading = max(steady(), _last_reading + 1e-6)
    return _last_reading


def next_moment() -> datetime.datetime:
    """Returns the time in UTC, later than at any call before: all that an app of an earlier version
    orders records by.
    """
    global _last_moment
    now = datetime.datetime.now(datetime.timezone.utc)
    _last_moment = max(now, _last_moment + datetime.timedelta(microseconds=1))
    return _last_moment


def backoff(first: float, failures: int, longest: float) -> float:
    """Returns seconds to pause: twice as many with every failure, a little different for each
    student.
    """
    return min(math.ldexp(first, min(failures - 1, 30)), longest) * own_random.uniform(0.7, 1.0)
