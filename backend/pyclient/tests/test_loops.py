"""Many sends at once: in a loop, to one question or to many, up to the end of the process."""

import math
import os
import pathlib
import time
from typing import Any, Dict, Iterator, Tuple

import pytest
from conftest import Enrol, Student, Teacher, outbox_files, refusal
from forms import npt_client
from deadline import DEADLINE

FORMS = ("client.py", "package")


class Strict(Teacher):
    """Takes so many records at once and then so many a second, as the app of an earlier version."""

    at_once, per_second = 60.0, 2.0

    def __init__(self, *args: Any, **more: Any) -> None:
        self._tokens, self._counted_at = self.at_once, time.monotonic()
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
        taken = [each for each in self.received if each.status == 200]
        in_order = sorted(taken, key=lambda each: each.fields["sent_at"])
        return {each.fields["question_nb"]: each.fields["data"] for each in in_order}

    def attempts(self, question: str) -> int:
        """Returns the attempts that the app counts: once for each id, alone or in another's list."""
        counted: Dict[str, int] = {}
        total = 0
        for fields in [each.fields for each in self.received if each.status == 200]:
            if fields["question_nb"] != question or fields["record_id"] in counted:
                continue
            attempts = int(fields.get("attempts", 1))
            for one in filter(None, fields.get("replaces", "").split(",")):
                id, _, count = one.partition(":")
                attempts -= int(count) if id in counted else 0
                counted[id] = int(count)
            counted[fields["record_id"]] = attempts
            total += attempts
        return total

    def wait_for_values(self, wanted: Dict[str, str]) -> None:
        """Waits until these are shown."""

        def shown() -> bool:
            values = self.values()
            return all(values.get(question) == data for question, data in wanted.items())

        with self.changed:
            assert self.changed.wait_for(shown, DEADLINE), self.values()


@pytest.fixture
def strict() -> Iterator[Strict]:
    running = Strict()
    yield running
    running.stop()


def test_a_loop_shows_its_last_value_and_what_comes_next_with_a_few_requests(
    enrol: Enrol, strict: Strict
) -> None:
    student = enrol(strict.url)
    for number in range(300):
        student.send(number, "loss")
        time.sleep(0.002)
    student.send("x", "next")
    before = len(strict.received)
    strict.wait_for_values({"loss": "[299]", "next": "x"})
    # One may be on its way, one is refused for a second; 300 would take two minutes.
    assert len(strict.received) - before <= 8
    student.wait_until(lambda: student.tally()[2:4] == (0, 0))
    assert strict.attempts("loss") == 300


def test_what_a_later_answer_replaces_is_counted_and_never_sent(
    quick: None, enrol: Enrol, teacher: Teacher, nobody: str, home: pathlib.Path, capsys: Any
) -> None:
    student = enrol(nobody)
    for number in range(20):
        student.send(number, number % 2)
    assert student.tally()[2:4] == (2, 18)
    assert len(outbox_files(home)) == 2
    student.client.status()
    assert "waiting   2\nreplaced  18 by later answers" in capsys.readouterr().out
    student.client.move({"servers": [teacher.url]}, student.namespace)
    student.wait_until(lambda: student.client.courier.delivered == 2)
    received = [each.fields for each in teacher.received]
    assert [fields["data"] for fields in received] == ["[18]", "[19]"]
    assert [fields["attempts"] for fields in received] == ["10", "10"]
    assert outbox_files(home) == []


def test_one_that_may_have_arrived_is_named_by_the_one_that_replaces_it(
    quick: None, enrol: Enrol, teacher: Teacher
) -> None:
    student = enrol(teacher.url)
    teacher.silent.set()
    student.send("first", 1)
    (first,) = teacher.wait(1)
    student.send("second", 1)
    student.send("third", 1)
    (waiting,) = student.client.courier.waiting()
    assert (waiting.fields["data"], waiting.fields["attempts"]) == ("third", "3")
    assert waiting.fields["replaces"] == first.fields["record_id"] + ":1"
    # Once it is known to have arrived it is counted, and named no more.
    teacher.speak()
    last = teacher.wait(2)[-1].fields
    assert (last["data"], last["attempts"], last["replaces"]) == ("third", "2", "")
    assert float(last["span"]) >= 0.0 and "span" not in first.fields


def test_one_that_was_refused_for_the_moment_is_not_named(
    quick: None, enrol: Enrol, teacher: Teacher
) -> None:
    student = enrol(teacher.url)
    teacher.refuse(503, "unavailable")
    student.send("first", 1)
    teacher.wait(1)
    student.wait_until(lambda: student.tally().trouble != "")
    with student.client.courier._changed:
        student.client.courier._changed.wait_for(
            lambda: all(not queue.in_flight for queue in student.client.courier._queues.values())
        )
        student.send("second", 1)
    teacher.accept()
    student.wait_until(lambda: student.client.courier.delivered == 1)
    last = teacher.received[-1].fields
    assert (last["data"], last["attempts"], last["replaces"]) == ("second", "2", "")


def test_requests_for_help_replace_nothing(student: Student, nobody: str) -> None:
    queue = npt_client.SendQueue()
    settings = student.client.notebook.settings()
    for _ in range(2):
        payload = npt_client.Payload(npt_client.HELP, "help")
        queue.add(npt_client.new_record(settings, "", payload, "clock"))
    assert len(queue.records) == 2


def test_what_other_kernels_left_is_one_record_a_question(
    enrol: Enrol, strict: Strict, nobody: str, home: pathlib.Path
) -> None:
    for kernel in range(3):
        student = enrol(nobody)
        for number in range(6):
            student.send(10 * kernel + number, number % 2)
        student.leave()
        thread = student.client.courier._thread
        assert thread is not None
        thread.join(DEADLINE)  # else it could find, and keep, what the next one leaves
    assert 2 <= len(outbox_files(home)) <= 6  # a kernel may have found those before it, or not
    last = enrol(strict.url)
    last.wait_until(lambda: last.client.courier.delivered == 2)
    assert strict.values() == {"0": "[24]", "1": "[25]"}
    assert (strict.attempts("0"), strict.attempts("1")) == (9, 9)
    assert outbox_files(home) == []


def test_what_two_kernels_send_is_counted_once(
    quick: None, enrol: Enrol, strict: Strict, nobody: str, home: pathlib.Path
) -> None:
    first = enrol(nobody)
    first.send("a", 1)
    second = enrol(strict.url)  # finds what the first has not sent yet
    second.wait_until(lambda: second.client.courier.delivered == 1)
    first.send("b", 1)
    first.client.move({"servers": [strict.url]}, first.namespace)
    first.wait_until(lambda: first.client.courier.delivered == 1)
    assert strict.values() == {"1": "b"} and strict.attempts("1") == 2
    assert outbox_files(home) == []


def test_the_end_does_not_wait_for_a_retry_that_is_due_later(
    enrol: Enrol, teacher: Teacher, home: pathlib.Path
) -> None:
    teacher.refuse(429, "rate_limited", Retry_After="600")
    student = enrol(teacher.url)
    for number in range(3):
        student.send(number, number)
    started = time.monotonic()
    student.client.courier.flush(2 * DEADLINE)
    assert time.monotonic() - started < DEADLINE and len(teacher.labels()) == 1
    assert len(outbox_files(home)) == 3


def test_the_client_of_a_later_first_cell_gets_them_in_order(
    enrol: Enrol, nobody: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NPT_HOME", os.devnull + "/nowhere")
    student = enrol(nobody)
    for number in range(4):
        student.send(number, number)
    left = [npt_client.Record.from_bytes(content) for content in student.client.shut_down()]
    assert [record.fields["data"] for record in left] == ["[0]", "[1]", "[2]", "[3]"]
