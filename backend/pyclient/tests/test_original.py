"""What notebooks of the original lean on: what send returned, and that it shows nothing now."""

# mypy: allow-untyped-calls

import pickle
import subprocess
import sys
from typing import Any, List

import pytest
from conftest import Enrol, Student, Teacher
from forms import npt_client
from deadline import DEADLINE, SERVED_PY, with_seconds


def original(student: Student, teacher: Teacher) -> Student:
    """Has the first cell of a student have the original's form."""
    student.client.move({"servers": [teacher.url], "original": True}, student.namespace)
    return student


# What the teacher's computer answers; status_code, text and ok of what send returns then.
ANSWERS = {
    "inserted": (None, 200, "Success: Record inserted", True),
    "no such session": ((404, "no_such_session"), 404, "Error: no", False),
    "refused": ((400, "bad_field"), 400, "Error: no", False),
    "busy": ((503, "unavailable"), 202, "Waiting: the answer is kept and will be sent", True),
}


@pytest.mark.parametrize("answer", ANSWERS)
def test_what_send_returns(
    answer: str, student: Student, teacher: Teacher, monkeypatch: pytest.MonkeyPatch
) -> None:
    refusal, status, text, ok = ANSWERS[answer]
    if refusal:
        teacher.refuse(*refusal)
    if status == 202:
        monkeypatch.setattr(npt_client, "RESPONSE_SECONDS", 0.2)
    returned: Any = original(student, teacher).client.send([1], 1)
    assert (returned.status_code, returned.text, returned.ok, bool(returned)) == (
        *(status, text, ok, ok),
    )
    assert returned.content == text.encode() and repr(returned) == "<Response [%d]>" % status
    copy = pickle.loads(pickle.dumps(returned))
    assert (copy.status_code, copy.text, copy.ok) == (status, text, ok)


@pytest.mark.parametrize(
    "owner, owners, knows",
    [
        ("prof", ["prof"], True),
        ("Prof", ["other", "prof"], True),
        ("Élan", ["elan"], True),
        ("STRASSE", ["Straße"], True),
        ("prof", ["professor"], False),
        ("prof", [], False),
    ],
)
def test_a_computer_is_found_by_its_owner_in_other_letters(
    owner: str, owners: List[str], knows: bool
) -> None:
    target = npt_client.Target((), owner, ("K7Q",))
    assert target.accepts(npt_client.Who("K7Q", tuple(owners)), given=False) == knows


def test_what_waits_says_so_later_too(
    quick: None, enrol: Enrol, teacher: Teacher, nobody: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(npt_client, "RESPONSE_SECONDS", 0.1)
    student = enrol(nobody, original=True)
    returned: Any = student.client.send([1], 1)
    assert returned.status_code == 202
    original(student, teacher)
    student.wait_until(lambda: student.client.courier.delivered == 1)
    assert (returned.status_code, returned.text) == (200, "Success: Record inserted")


def test_what_is_not_sent_returns_none(student: Student, teacher: Teacher, capsys: Any) -> None:
    assert original(student, teacher).client.send(1, None) is None
    student.namespace["npt_config"] = None
    assert student.client.send(1, 1) is None
    assert student.client.send(1, "2") is None and not teacher.received


SCRIPT = """
import sys
head, client = sys.stdin.buffer.read().split(b'\\n', 1)
exec(%s)
npt_config = {'session_name': 'l', 'session_owner': 'p', 'sender_name': 'n'}
print(send(1, 1))
sys.ps1 = '>>> '
print(send(1, 1))
"""


@pytest.mark.parametrize(
    "what, printed",
    [
        ("head + b'\\n' + client", ["<Response [202]>", "None"]),
        ("head); exec(client", ["None", "None"]),
    ],
)
def test_none_is_returned_at_a_prompt_and_after_other_first_cells(
    what: str, printed: List[str], black_hole: str
) -> None:
    served = b"_npt_served = " + repr({"servers": [black_hole]}).encode() + b"\n"
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT % what],
        input=served + with_seconds(SERVED_PY, RESPONSE_SECONDS=0.2, EXIT_SECONDS=0.2),
        capture_output=True,
        timeout=DEADLINE,
    )
    assert (done.stdout.decode().splitlines(), done.stderr) == (printed, b"")
