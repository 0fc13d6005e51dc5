"""Time: the moment of a record, and the pause after a failure.

Promises that a record's moment is later than that of any before it in the same kernel, even if the
computer's clock is set back.
"""

import datetime
import math
import random

# The client draws its own numbers: the student may have called random.seed.
own_random = random.SystemRandom()
_last_moment = datetime.datetime.min.replace(tzinfo=datetime.timezone.utc)


def next_moment() -> datetime.datetime:
    """Returns the time in UTC, later than at any call before: the teacher sees the later of two
    records of a question.
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
