"""npt.status, npt.test and npt.help, and the teacher's messages."""

import pathlib
import threading
import time
from typing import Any, Dict, List

import pytest
from conftest import DEADLINE, Enrol, Student, Teacher, outbox_files
from forms import npt_client


def test_status(student: Student, teacher: Teacher, capsys: Any) -> None:
    student.answer(1, teacher)
    student.wait_until(lambda: student.client.courier.delivered == 1)
    student.client.status()
    assert capsys.readouterr().out.splitlines() == [
        "name      Zoë 🐍",
        "session   lab-1 of prof, part default",
        "server    " + teacher.url,
        "sent      1",
        "waiting   0",
    ]


def test_test_says_what_happened(student: Student, teacher: Teacher, capsys: Any) -> None:
    student.client.test()
    assert teacher.wait(1)[0].fields["question_nb"] == "test"
    out = capsys.readouterr().out
    assert out.startswith("NPT: it works. %s answered in" % teacher.url)
    teacher.refuse(404, "no_such_session", "Error: No such session open")
    student.client.test()
    assert "answered: Error: No such session open\n" in capsys.readouterr().out


def test_help_goes_the_way_of_a_record(student: Student, teacher: Teacher, capsys: Any) -> None:
    student.client.help("  my loop\nnever ends ")
    assert capsys.readouterr().out == npt_client.HELP_ASKED + "\n"
    asked = teacher.wait(1)[0]
    assert asked.path == "/help"
    assert asked.fields["data"] == "my loop\nnever ends"
    assert asked.fields["sender_name"] == "Zoë 🐍" and len(asked.fields["record_id"]) == 32


def test_help_waits_for_the_teacher(
    student: Student, teacher: Teacher, quick: None, home: pathlib.Path
) -> None:
    teacher.refuse(503, "unavailable")
    started = time.monotonic()
    student.client.help("x" * 1000)
    assert time.monotonic() - started < 1.0
    teacher.wait(1)
    assert len(outbox_files(home)) == 1
    teacher.accept()
    student.wait_until(lambda: student.client.courier.delivered == 1)
    assert len(teacher.received[-1].fields["data"]) <= npt_client.MAX_HELP + 1
    assert outbox_files(home) == []


def test_help_never_raises(student: Student, teacher: Teacher, capsys: Any) -> None:
    class Rude:
        def __str__(self) -> str:
            raise RuntimeError("no")

    for text in (Rude(), None, b"\xff", "\ud800", 3):
        student.client.help(text)
    assert len(teacher.wait(5)) == 5
    teacher.refuse(400, "bad_field", "it is too long")
    student.client.help("")
    student.wait_until(lambda: student.client.courier.refused == 1)
    student.wait_until(lambda: "request for help was not taken: it is" in capsys.readouterr().out)


# Messages


def test_a_message_is_shown_once_and_its_text_is_only_text(
    enrol: Enrol, teacher: Teacher, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: List[Any] = []
    came = threading.Condition()

    def show(self: Any, message: Any) -> None:
        with came:
            shown.append(message)
            came.notify_all()

    monkeypatch.setattr(npt_client.Output, "show", show)
    message: Dict[str, Any] = {"id": 1, "title": "<b>", "text": "<script>", "code": "a < b"}
    teacher.messages = [message, message]
    enrol(teacher.url, messages=True)
    with came:
        assert came.wait_for(lambda: len(shown) == 1, DEADLINE)
    with teacher.changed:
        assert teacher.changed.wait_for(lambda: len(teacher.queries) == 2, DEADLINE)
        teacher.messages = [message, {"id": 2, "text": "next"}]
        teacher.changed.notify_all()
    with came:
        assert came.wait_for(lambda: len(shown) == 2, DEADLINE)
    assert shown == [message, {"id": 2, "text": "next"}]
    markup = npt_client.message_html(message["title"], message["text"], message["code"])
    assert "<script" not in markup and "&lt;b&gt;" in markup and "a &lt; b" in markup


def test_messages_are_not_asked_for_where_the_server_has_none(
    student: Student, teacher: Teacher
) -> None:
    student.answer(1, teacher)
    assert teacher.queries == []


def test_a_message_can_come_with_an_answer(student: Student, teacher: Teacher, capsys: Any) -> None:
    body = {"status": "success", "message": "ok", "messages": [{"id": 5, "text": "well done"}]}
    teacher.answers += [(200, body, {})] * 2
    student.answer(1, teacher)
    student.answer(2, teacher)
    student.answer(3, teacher)
    assert capsys.readouterr().out == "well done\n"


def test_a_message_is_not_shown_again_after_a_restart(
    enrol: Enrol, teacher: Teacher, capsys: Any
) -> None:
    for body in ({"id": 5, "text": "well done"}, {"id": 6, "text": "go on"}):
        answer = {"status": "success", "message": "ok", "messages": [{"id": 5, "text": "5"}, body]}
        teacher.answers.append((200, answer, {}))
    for _ in range(2):
        student = enrol(teacher.url)
        student.answer(1, teacher)
        student.client.courier.flush(DEADLINE)
        student.leave()
    for thread in threading.enumerate():
        if thread.name == "npt-courier":
            thread.join(DEADLINE)
    assert capsys.readouterr().out == "5\ngo on\n"
