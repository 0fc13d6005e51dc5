"""A process that ends loses no record, and ends soon."""

import pathlib
import signal
import subprocess
import sys

from conftest import Enrol, Teacher, outbox_files
from deadline import DEADLINE, PATIENT_PY, SHIPPED, with_seconds


SCRIPT = """
import os, signal, sys
exec(sys.stdin.buffer.read())
npt_config = {'session_name': 'lab-1', 'session_owner': 'prof', 'sender_name': 'A'}
send('last words', 9)
%s
"""


def run_script(
    last_line: str, server: str, client: bytes = PATIENT_PY
) -> "subprocess.CompletedProcess[bytes]":
    served = b"_npt_served = " + repr({"servers": [server]}).encode() + b"\n"
    code = served + client
    return subprocess.run(
        [sys.executable, "-c", SCRIPT % last_line],
        input=code,
        capture_output=True,
        timeout=DEADLINE,
    )


def test_a_process_that_ends_at_once_still_delivers(teacher: Teacher, home: pathlib.Path) -> None:
    done = run_script("", teacher.url)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert teacher.wait(1)[0].fields["data"] == "last words"
    assert outbox_files(home) == []


def test_a_kill_right_after_send_loses_nothing(
    enrol: Enrol, teacher: Teacher, black_hole: str
) -> None:
    done = run_script("os.kill(os.getpid(), signal.SIGKILL)", black_hole)
    assert done.returncode == -signal.SIGKILL
    student = enrol(teacher.url)
    assert teacher.wait(1)[0].fields["data"] == "last words"
    student.wait_until(lambda: student.client.courier.delivered == 1)


def test_the_end_of_a_process_waits_only_a_moment(black_hole: str) -> None:
    client = with_seconds(PATIENT_PY, EXIT_SECONDS=0.3, ANSWER_SECONDS=2 * DEADLINE)
    assert run_script("", black_hole, client).returncode == 0
    assert 0 < SHIPPED["EXIT_SECONDS"] < SHIPPED["ANSWER_SECONDS"]
