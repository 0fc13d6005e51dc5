"""send, to a teacher's computer that does not answer, or refuses."""

import pathlib
import socket
import threading
import time
from typing import Any

import pytest
from conftest import Enrol, Student, Teacher, config, outbox_files, refusal
from forms import npt_client
from deadline import DEADLINE

FORMS = ("client.py", "package")


def test_several_addresses_and_the_winner_is_remembered(
    enrol: Enrol, teacher: Teacher, nobody: str, black_hole: str
) -> None:
    stranger = Teacher()
    stranger.default = (200, {"hello": "I am no NPT"}, {})
    student = enrol(nobody, stranger.url, "http://no-such-host.invalid:1", teacher.url)
    student.answer(1, teacher)
    student.wait_until(lambda: student.client.courier.delivered == 1)
    assert student.client.network.server == teacher.url
    student.client.network.close()
    student.answer(2, teacher)
    assert len(stranger.received) == 1
    stranger.stop()


def test_a_record_waits_until_the_server_is_back(
    quick: None, enrol: Enrol, teacher: Teacher, home: pathlib.Path, capsys: Any
) -> None:
    port = teacher.port
    student = enrol(teacher.url)
    teacher.stop()
    for number in range(1, 4):
        student.send(number, number)
    student.wait_until(lambda: student.client.courier._waiting_said)
    assert len(outbox_files(home)) == 3
    back = Teacher(port)
    assert [received.fields["question_nb"] for received in back.wait(3)] == ["1", "2", "3"]
    student.wait_until(lambda: student.client.courier.delivered == 3)
    assert outbox_files(home) == []
    back.stop()
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("NPT: ") and "kept" in lines[0]
    assert lines[1:] == ["NPT: all your answers have now arrived."]


def test_a_lost_answer_is_asked_for_again_with_the_same_id(
    quick: None, student: Student, teacher: Teacher
) -> None:
    teacher.answers.append(refusal(503, "unavailable"))
    student.send(1)
    first, second = teacher.wait(2)
    waited = float(second.fields.pop("age")) - float(first.fields.pop("age"))
    assert first.fields == second.fields and waited > 0.0


def test_retry_after_is_obeyed(
    quick: None, student: Student, teacher: Teacher, capsys: Any
) -> None:
    teacher.answers.append(refusal(429, "rate_limited", headers={"Retry_After": "0.4"}))
    started = time.monotonic()
    student.send(1, 1)
    teacher.wait(1)
    student.send(2, 2)
    teacher.wait(3)
    assert time.monotonic() - started >= 0.4
    assert teacher.labels() == ["1", "1", "2"]
    assert capsys.readouterr().out == ""


def test_a_record_that_the_server_stumbles_over_lets_others_pass(
    quick: None, student: Student, teacher: Teacher
) -> None:
    teacher.answers += [refusal(500, "internal")] * 3
    student.send(1, 1)
    teacher.wait(1)
    student.send(2, 2)
    teacher.wait(5)
    assert teacher.labels() == ["1", "1", "1", "2", "1"]


def test_what_another_lab_left_behind_is_no_news(
    quick: None, enrol: Enrol, teacher: Teacher, nobody: str, capsys: Any
) -> None:
    first = enrol(nobody)
    first.namespace["npt_config"] = config(session_owner="another teacher")
    first.send(1, 1)
    first.namespace["npt_config"] = config(session_name="a lab of last week")
    first.send(2, 2)
    first.leave()
    capsys.readouterr()
    teacher.answers += [refusal(404, "no_such_session")] * 2
    second = enrol(teacher.url)
    queues = second.client.courier._queues
    second.wait_until(lambda: any(queue.failures > 2 for queue in queues.values()))
    second.answer(2, teacher)
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("code", ["bad_field", "too_large", "not_an_image", "missing_key"])
def test_a_refused_record_is_dropped_with_one_line(
    student: Student, teacher: Teacher, home: pathlib.Path, capsys: Any, code: str
) -> None:
    teacher.answers.append(refusal(400, code, "the reason"))
    student.answer(1, teacher)
    student.answer(2, teacher)
    student.wait_until(lambda: student.client.courier.delivered == 1)
    assert teacher.labels() == ["1", "2"] and outbox_files(home) == []
    assert capsys.readouterr().out == npt_client.REFUSED % (1, "the reason") + "\n"


@pytest.mark.parametrize("code", npt_client.PARKED_CODES)
def test_a_session_that_is_not_open_is_told_once_and_waited_for(
    quick: None, student: Student, teacher: Teacher, capsys: Any, code: str
) -> None:
    teacher.refuse(404, code)
    student.send(1, 1)
    student.send(2, 2)
    teacher.wait(3)
    # Only where a new label is the trouble may the next answer be taken.
    assert ("2" in teacher.labels()) == (code == "too_many_questions")
    teacher.accept()
    student.wait_until(lambda: student.client.courier.delivered == 2)
    out = capsys.readouterr().out
    assert out.count("\n") == 1 and "kept for a day" in out


def test_a_parked_record_is_dropped_after_a_day(
    quick: None, student: Student, teacher: Teacher, monkeypatch: pytest.MonkeyPatch
) -> None:
    teacher.refuse(404, "no_such_session")
    student.send(1, 1)
    teacher.wait(2)
    monkeypatch.setattr(npt_client, "KEEP_PARKED_SECONDS", 0.0)
    student.wait_until(
        lambda: not any(queue.records for queue in student.client.courier._queues.values())
    )


def test_a_parked_session_does_not_hold_up_another(student: Student, teacher: Teacher) -> None:
    teacher.answers.append(refusal(404, "no_such_session"))
    student.send(1, 1)
    teacher.wait(1)
    student.namespace["npt_config"] = config(session_name="lab-2")
    student.send(2, 2)
    teacher.wait(2)
    student.wait_until(lambda: student.client.courier.delivered == 1)
    assert student.waiting() == ["1"]


def test_a_record_follows_its_teacher_to_a_new_address(
    quick: None, enrol: Enrol, teacher: Teacher, nobody: str
) -> None:
    student = enrol(nobody)
    student.send(1)
    student.wait_until(lambda: student.tally().trouble != "")
    student.client.move({"servers": [teacher.url]}, student.namespace)
    teacher.wait(1)


def test_proxies_are_bypassed(
    student: Student, teacher: Teacher, nobody: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, nobody)
    student.answer(1, teacher)


def test_a_local_name_is_asked_of_the_neighbours(
    enrol: Enrol, teacher: Teacher, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as neighbour:
        neighbour.bind(("127.0.0.1", 0))
        monkeypatch.setattr(npt_client, "MDNS_GROUP", neighbour.getsockname())
        monkeypatch.setattr(npt_client, "MDNS_SECONDS", DEADLINE)

        def answer() -> None:
            query, address = neighbour.recvfrom(9000)
            assert query[2:12] == b"\0\0\0\1\0\0\0\0\0\0"
            assert query[12:] == b"\x08npt-prof\x05local\0\0\1\x80\1"
            head = query[:2] + b"\x84\0\0\0\0\2\0\0\0\0"
            record = b"\0\1\x80\1\0\0\0\x78\0\4"
            for wrong in (b"", head, head + b"\x05other\x05local\0" + record + b"\1\2\3\4"):
                neighbour.sendto(wrong, address)
            name = b"\x08NPT-prof\x05local\0"
            dead, alive = b"\x7f\0\0\x02", b"\x7f\0\0\x01"
            neighbour.sendto(head + name + record + dead + b"\xc0\x0c" + record + alive, address)

        answering = threading.Thread(target=answer)
        answering.start()
        student = enrol("http://npt-prof.local:%d" % teacher.port)
        student.answer(1, teacher)
        answering.join(DEADLINE)
