"""Records outlive the kernel, in private files."""

import datetime
import os
import pathlib
import time
import types
from typing import Any

import pytest
from conftest import Enrol, Teacher, outbox_files, refusal
from forms import npt_client

FORMS = ("client.py", "package")
UTC = datetime.timezone.utc


def test_records_of_a_dead_kernel_go_out_with_the_next(
    enrol: Enrol, teacher: Teacher, nobody: str
) -> None:
    first = enrol(nobody)
    first.send("early", 1)
    first.send("late", 2)
    first.leave()
    second = enrol(teacher.url)
    assert [received.fields["data"] for received in teacher.wait(2)] == ["early", "late"]
    second.wait_until(lambda: second.client.courier.delivered == 2)


def test_a_client_that_was_told_to_end_takes_nothing_from_the_next(
    enrol: Enrol, nobody: str, home: pathlib.Path
) -> None:
    first = npt_client.Client({"servers": [nobody]}, {})
    first.shut_down()
    second = enrol(nobody)
    second.send("waits", 1)
    files = outbox_files(home)
    first.courier._run()  # its thread gets the processor only now
    assert outbox_files(home) == files and len(files) == 1


def test_the_outbox_is_private(enrol: Enrol, nobody: str, home: pathlib.Path) -> None:
    enrol(nobody).send(1)
    (name,) = outbox_files(home)
    modes = [
        path.stat().st_mode & 0o777 for path in (home, home / "outbox", home / "outbox" / name)
    ]
    assert modes == [0o700, 0o700, 0o600]
    assert (home / "sender-id").stat().st_mode & 0o777 == 0o600


def test_a_full_outbox_drops_what_was_answered_anew_and_then_the_oldest(
    enrol: Enrol, nobody: str, home: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(npt_client, "MAX_WAITING", 3)
    student = enrol(nobody)
    for question in (1, 2, 2, 3, 4):
        student.send(question, question)
    assert student.waiting() == ["2", "3", "4"]
    assert len(outbox_files(home)) == 3


def test_without_a_folder_records_wait_in_memory(
    quick: None, monkeypatch: pytest.MonkeyPatch, enrol: Enrol, teacher: Teacher
) -> None:
    monkeypatch.setenv("NPT_HOME", os.devnull + "/nowhere")
    student = enrol(teacher.url)
    teacher.answers.append(refusal(503, "unavailable"))
    student.send(1)
    uuids = {received.fields["sender_uuid"] for received in teacher.wait(2)}
    assert len(uuids) == 1 and len(uuids.pop()) == 32


def test_a_record_that_cannot_even_be_sent_is_dropped(
    enrol: Enrol, teacher: Teacher, nobody: str, home: pathlib.Path
) -> None:
    first = enrol(nobody)
    first.send(1, 7)
    first.leave()
    (waiting,) = (home / "outbox").iterdir()
    waiting.write_bytes(waiting.read_bytes().replace(b'"type"', b'"kind"'))
    student = enrol(teacher.url)
    student.answer(2, teacher)
    courier = student.client.courier
    student.wait_until(lambda: (courier.refused, courier.delivered) == (1, 1))
    assert outbox_files(home) == []


def test_damaged_files_in_the_outbox_harm_nobody(
    enrol: Enrol, teacher: Teacher, home: pathlib.Path
) -> None:
    (home / "outbox").mkdir(parents=True)
    for number, content in enumerate(
        [b"", b"{", b'{"fields": {}}\n', b"[]\n", b"\xff\n", b'{"fields": 1}']
    ):
        (home / "outbox" / ("0%d.npt" % number)).write_bytes(content)
    student = enrol(teacher.url)
    student.answer(1, teacher)


# Clocks


def set_clock(monkeypatch: pytest.MonkeyPatch, days: float) -> None:
    """Sets the computer's clock so many days ahead, as far as records can see it."""
    ahead = datetime.timedelta(days=days)

    class Clock(datetime.datetime):
        @classmethod
        def now(cls, tz: Any = None) -> "Clock":
            return super().now(tz) + ahead

    dates: Any = types.SimpleNamespace(**vars(datetime))
    dates.datetime = Clock
    times: Any = types.SimpleNamespace(**vars(time))
    times.time = lambda: time.time() + days * 86_400
    monkeypatch.setattr(npt_client, "_last_moment", datetime.datetime.min.replace(tzinfo=UTC))
    monkeypatch.setattr(npt_client, "datetime", dates)
    monkeypatch.setattr(npt_client, "time", times)


JUMPS = [(0, 31), (0, 400), (-365, 0), (0, -31), (40, 0)]  # days ahead when sent, and later


@pytest.mark.parametrize("then, later", JUMPS)
def test_what_waits_when_the_clock_jumps_is_delivered(
    quick: None,
    enrol: Enrol,
    teacher: Teacher,
    monkeypatch: pytest.MonkeyPatch,
    then: float,
    later: float,
) -> None:
    teacher.refuse(404, "no_such_session")
    set_clock(monkeypatch, then)
    student = enrol(teacher.url)
    student.send("waits", 1)
    teacher.wait(1)
    set_clock(monkeypatch, later)
    count = len(teacher.wait(2))
    teacher.accept()
    assert teacher.wait(count + 1)[-1].fields["data"] == "waits"
    student.wait_until(lambda: student.client.courier.delivered == 1)


@pytest.mark.parametrize("then, later", JUMPS)
def test_what_another_kernel_left_is_delivered_whatever_the_calendar_says(
    quick: None,
    enrol: Enrol,
    teacher: Teacher,
    nobody: str,
    home: pathlib.Path,
    monkeypatch: pytest.MonkeyPatch,
    then: float,
    later: float,
) -> None:
    set_clock(monkeypatch, then)
    first = enrol(nobody)
    first.send("waits", 1)
    first.leave()
    (path,) = (home / "outbox").iterdir()
    os.utime(path, (time.time() + then * 86_400,) * 2)
    set_clock(monkeypatch, later)
    monkeypatch.setattr(npt_client, "LOOK_EVERY_SECONDS", 0.05)
    teacher.refuse(404, "no_such_session")
    second = enrol(teacher.url)
    teacher.wait(2)
    teacher.accept()
    second.wait_until(lambda: second.client.courier.delivered == 1)
    assert outbox_files(home) == []
