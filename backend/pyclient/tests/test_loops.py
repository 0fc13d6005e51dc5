"""Many sends at once: in a loop, to one question or to many, up to the end of the process."""

import math
import os
import pathlib
import subprocess
import sys
import time
from typing import Any, Dict, Iterator, List, Tuple

import pytest
from conftest import CLIENT_PY, DEADLINE, Enrol, Student, Teacher, config, outbox_files, refusal
from forms import npt_client

FORMS = ("client.py", "package")


class Strict(Teacher):
    """Takes so many records at once and then so many a second, as the app does."""

    at_once, per_second = 60.0, 2.0

    def __init__(self, *args: Any, **more: Any) -> None:
        self._tokens, self._counted_at = self.at_once, time.monotonic()
        self.taken: List[Tuple[float, Dict[str, str]]] = []
        super().__init__(*args, **more)

    def next_answer(self) -> Tuple[int, Dict[str, Any], Dict[str, str]]:
        with self.changed:
            now = time.monotonic()
            more = (now - self._counted_at) * self.per_second
            self._tokens, self._counted_at = min(self.at_once, self._tokens + more), now
            if self._tokens < 1:
                seconds = math.ceil((1 - self._tokens) / self.per_second)
                return refusal(429, "rate_limited", headers={"Retry_After": str(seconds)})
            self._tokens -= 1
        return super().next_answer()

    def values(self) -> Dict[str, str]:
        """Returns the answer to each question that the app shows: the one that was sent last."""
        in_order = sorted(self.received, key=lambda each: each.fields["sent_at"])
        return {each.fields["question_nb"]: each.fields["data"] for each in in_order}

    def wait_for_values(self, wanted: Dict[str, str], seconds: float) -> bool:
        """Waits until these are shown. Tells whether they are."""

        def shown() -> bool:
            values = self.values()
            return all(values.get(question) == data for question, data in wanted.items())

        with self.changed:
            return self.changed.wait_for(shown, seconds)


@pytest.fixture
def strict() -> Iterator[Strict]:
    running = Strict()
    yield running
    running.stop()


def test_a_loop_shows_its_last_value_and_what_comes_next_at_once(
    enrol: Enrol, strict: Strict
) -> None:
    student = enrol(strict.url)
    for number in range(300):
        student.send(number, "loss")
        time.sleep(0.002)
    student.send("x", "next")
    assert strict.wait_for_values({"loss": "[299]", "next": "x"}, 2.0)
    student.wait_until(lambda: student.tally().waiting == 0)


def test_the_earlier_answers_follow_as_attempts(
    quick: None, enrol: Enrol, teacher: Teacher, nobody: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(npt_client, "EARLIER_PAUSE", 0.01)
    student = enrol(nobody)
    for number in range(20):
        student.send(number, number % 2)
    student.client.move({"servers": [teacher.url]}, student.namespace)
    received = teacher.wait(20)
    student.wait_until(lambda: student.client.courier.delivered == 20)
    order = [int(each.fields["data"][1:-1]) for each in received]
    assert sorted(order[:2]) == [18, 19] and order[2:] == list(range(18))
    assert len({each.fields["record_id"] for each in teacher.received}) == 20


def test_the_earlier_answers_leave_the_rate_to_new_ones(
    quick: None, enrol: Enrol, teacher: Teacher, nobody: str, capsys: Any
) -> None:
    student = enrol(nobody)
    for number in range(5):
        student.send(number, 1)
    tally = student.tally()
    assert (tally.waiting, tally.earlier) == (1, 4)
    student.client.status()
    said = capsys.readouterr().out
    assert "waiting   1\nearlier   4 that later answers replace" in said
    student.client.move({"servers": [teacher.url]}, student.namespace)
    teacher.wait(1)
    student.wait_until(lambda: student.tally()[2:4] == (0, 4))
    student.send("new", 2)
    assert teacher.wait(2)[1].fields["data"] == "new"


def test_requests_for_help_replace_nothing(student: Student, nobody: str) -> None:
    queue = npt_client.SendQueue()
    settings = student.client.notebook.settings()
    for _ in range(2):
        payload = npt_client.Payload(npt_client.HELP, "help")
        queue.add(npt_client.new_record(settings, "", payload))
    assert len(queue.last) == 2 and not queue.earlier


def test_what_other_kernels_left_goes_with_the_last_value_first(
    enrol: Enrol, teacher: Teacher, nobody: str
) -> None:
    first = enrol(nobody)
    for number in range(6):
        first.send(number, number % 2)
    first.leave()
    enrol(teacher.url)
    assert [each.fields["data"] for each in teacher.wait(2)[:2]] == ["[4]", "[5]"]


SCRIPT = """
import sys
exec(sys.stdin.buffer.read())
npt_config = %r
for number in range(%d):
    send(number, number %% %d)
"""


def run_script(server: str, *numbers: int) -> float:
    """Runs a script of sends. Returns the seconds that it took."""
    started = time.monotonic()
    served = b"_npt_served = " + repr({"servers": [server]}).encode() + b"\n"
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT % (config(), *numbers)],
        input=served + CLIENT_PY,
        capture_output=True,
        timeout=DEADLINE,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    return time.monotonic() - started


def test_the_end_waits_for_a_retry_that_is_due_within_its_time(
    strict: Strict, home: pathlib.Path
) -> None:
    strict.per_second = 40.0
    run_script(strict.url, 100, 100)
    assert set(strict.values()) == {str(number) for number in range(100)}
    assert outbox_files(home) == []


def test_the_end_does_not_wait_for_a_retry_that_is_due_later(
    teacher: Teacher, home: pathlib.Path
) -> None:
    teacher.refuse(429, "rate_limited", Retry_After="30")
    assert run_script(teacher.url, 3, 3) < npt_client.EXIT_SECONDS
    assert len(outbox_files(home)) == 3


def test_the_end_delivers_a_short_loop_with_all_its_attempts(
    teacher: Teacher, home: pathlib.Path
) -> None:
    run_script(teacher.url, 30, 1)
    assert len(teacher.received) == 30 and outbox_files(home) == []


def test_the_client_of_a_later_first_cell_gets_them_in_order(
    enrol: Enrol, nobody: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NPT_HOME", os.devnull + "/nowhere")
    student = enrol(nobody)
    for number in range(4):
        student.send(number, 1)
    left = [npt_client.Record.from_bytes(content) for content in student.client.shut_down()]
    assert [record.fields["data"] for record in left] == ["[0]", "[1]", "[2]", "[3]"]
