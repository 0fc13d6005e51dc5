"""Scripts with the client that notebooks fetch: at their end, with a seed, in unusual settings."""

import pathlib
import subprocess
import sys

from conftest import Teacher, config, outbox_files
from deadline import DEADLINE, PATIENT_PY, with_seconds
from test_globals import SEEDED_42
from test_loops import Strict, strict

__all__ = ["strict"]

SCRIPT = """
import sys
exec(sys.stdin.buffer.read())
npt_config = %r
for number in range(%d):
    send(number, number %% %d)
"""


def run_script(server: str, *numbers: int) -> None:
    """Runs a script of sends."""
    served = b"_npt_served = " + repr({"servers": [server]}).encode() + b"\n"
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT % (config(), *numbers)],
        input=served + PATIENT_PY,
        capture_output=True,
        timeout=DEADLINE,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_the_end_waits_for_a_retry_that_is_due_within_its_time(
    strict: Strict, home: pathlib.Path
) -> None:
    strict.per_second = 40.0
    run_script(strict.url, 100, 100)
    assert set(strict.values()) == {str(number) for number in range(100)}
    assert outbox_files(home) == []


def test_the_end_delivers_a_loop_with_all_its_attempts(strict: Strict, home: pathlib.Path) -> None:
    strict.per_second = 40.0
    run_script(strict.url, 300, 1)
    assert strict.values() == {"0": "[299]"} and strict.attempts("0") == 300
    assert outbox_files(home) == []


def test_a_seeded_kernel_draws_what_it_draws_without_the_client(nobody: str) -> None:
    code = (
        "import sys\nexec(sys.stdin.buffer.read())\n"
        "npt_config = {'session_name': 'l', 'session_owner': 'p', 'sender_name': 'n'}\n"
        "import random\nrandom.seed(42); send(1, 1)\n"
        "courier = sys.modules['npt_client']._client.courier\n"
        "def is_tried(): return any(queue.failures > 2 for queue in courier._queues.values())\n"
        "with courier._changed: assert courier._changed.wait_for(is_tried, %r)\n"
        "print(random.random())" % DEADLINE
    )
    client = with_seconds(PATIENT_PY, BROWSE_SECONDS=0.1, FIRST_PAUSE=0.02)
    served = b"_npt_served = " + repr({"servers": [nobody], "id": "K7Q"}).encode() + b"\n"
    done = subprocess.run(
        [sys.executable, "-c", code],
        input=served + client,
        capture_output=True,
        timeout=2 * DEADLINE,
    )
    assert done.stdout.decode().splitlines()[-1] == str(SEEDED_42)


# What a lab may set for its whole process: a socket that gives up at once, digits, traps, signals.
SETTINGS = """
import decimal, locale, signal, socket, ssl, sys
exec(sys.stdin.buffer.read())
npt_config = {'session_name': 'l', 'session_owner': 'p', 'sender_name': 'n'}
rings = []
socket.setdefaulttimeout(0.001)
decimal.getcontext().prec = 2
decimal.getcontext().traps[decimal.Inexact] = True
ssl.create_default_context = ssl._create_default_https_context = None
signal.signal(signal.SIGALRM, lambda *given: rings.append(1))
signal.setitimer(signal.ITIMER_REAL, 0.002, 0.002)
for name in ('de_DE.UTF-8', 'fr_FR.UTF-8', 'C.UTF-8'):
    try:
        locale.setlocale(locale.LC_ALL, name)
        break
    except locale.Error:
        pass
def state():
    return (socket.getdefaulttimeout(), repr(decimal.getcontext()), ssl.create_default_context,
            signal.getsignal(signal.SIGALRM), signal.getitimer(signal.ITIMER_REAL)[1],
            locale.setlocale(locale.LC_ALL))
before = state()
for number in range(20):
    send({'d': decimal.Decimal('1.2345'), 'f': 2.5, 't': 'é'}, number)
assert state() == before and rings
signal.setitimer(signal.ITIMER_REAL, 0)
"""


def test_what_a_lab_sets_changes_nothing_that_is_sent(teacher: Teacher) -> None:
    served = b"_npt_served = " + repr({"servers": [teacher.url], "id": "K7Q"}).encode() + b"\n"
    done = subprocess.run(
        [sys.executable, "-c", SETTINGS],
        input=served + PATIENT_PY,
        capture_output=True,
        timeout=DEADLINE,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert {each.fields["data"] for each in teacher.wait(20)} == {
        '{"d": "1.2345"\t, "f": 2.5, "t": "\\u00e9"}'
    }
