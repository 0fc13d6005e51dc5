"""How long the clients of the tests wait, so that a test on a busy computer fails only for a fault."""

import re

import bundle
from forms import npt_client

SERVED_PY = bundle.SERVED.read_bytes()
DEADLINE = 60.0  # seconds; only a failing test waits so long

# A computer may stand still for seconds at any moment, and what a client waits for comes only then.
# So a client in a test waits for long, except where what never comes is the subject.
PATIENT = (
    *("CONNECT_SECONDS", "WHO_SECONDS", "ANSWER_SECONDS", "IDLE_CONNECTION_SECONDS"),
    *("LOG_SECONDS", "RESPONSE_SECONDS", "TEST_SECONDS", "MESSAGES_SECONDS", "TELL_SECONDS"),
    *("GREETING_SECONDS", "GREETING_AT_MOST_SECONDS", "PROGRESS_SECONDS", "PICTURE_SECONDS"),
    *("PREFLIGHT_SECONDS", "EXIT_SECONDS", "MAX_CALL_SECONDS", "CALL_SECONDS"),
)


def with_seconds(client: bytes, **seconds: float) -> bytes:
    """Returns served.py with other values of these constants."""
    for name, value in seconds.items():
        line = re.compile(rb"^%s = [0-9.]+" % name.encode(), re.MULTILINE)
        client, count = line.subn(b"%s = %r" % (name.encode(), value), client)
        assert count == 1, name
    return client


SHIPPED = {name: getattr(npt_client, name) for name in PATIENT}  # in seconds
PATIENT_PY = with_seconds(SERVED_PY, **dict.fromkeys(PATIENT, DEADLINE))

# The last lines of a script that is to end only when so many of its records have arrived.
UNTIL_DELIVERED = (
    """
courier = sys.modules["npt_client"]._client.courier
with courier._changed:
    assert courier._changed.wait_for(lambda: courier.delivered >= %%d, %r), courier.waiting()
"""
    % DEADLINE
)
