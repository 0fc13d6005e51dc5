"""npt.status, npt.test and npt.help, and the teacher's messages."""

import io
import pathlib
import re
import threading
import time
from typing import Any, Dict, List, Tuple

import pytest
from conftest import Enrol, Student, Teacher, outbox_files, refusal
from forms import npt_client
from deadline import DEADLINE


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


def test_status_knows_the_server_that_the_first_cell_reached(
    student: Student, teacher: Teacher, capsys: Any
) -> None:
    student.client.status()
    assert "server    not reached yet, tried: %s\n" % teacher.url in capsys.readouterr().out
    student.client.test()
    student.client.status()
    assert "server    %s\nsent      0\n" % teacher.url in capsys.readouterr().out


def test_status_is_of_this_session(
    enrol: Enrol, nobody: str, capsys: Any, quick: None, home: pathlib.Path
) -> None:
    student = enrol(nobody)
    config = student.namespace["npt_config"]
    for session, count in (("lab-0", 3), ("lab-2", 4), ("lab-1", 2)):
        config["session_name"] = session
        for question in range(count):
            student.send(question, question)
    student.wait_until(lambda: bool(student.tally().trouble))
    student.client.status()
    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if not line.startswith("NPT: ")][3:] == [
        "sent      0",
        "waiting   2",
        "because   no answer from " + nobody,
        "          7 more for other sessions",
    ]


KEPT = "Your answers are kept for a day and go out by themselves when that changes."
ANSWERS = [
    (None, "NPT: it works. SERVER answered in MS: Success: Session open"),
    (
        refusal(404, "no_such_session", "No such session open"),
        "NPT: it does not work yet. SERVER answered in MS: Error: No such session open\n"
        "NPT: session 'lab-1' is not open. " + KEPT,
    ),
    (
        refusal(404, "session_closed", "The session is closed"),
        "NPT: it does not work yet. SERVER answered in MS: Error: The session is closed\n"
        "NPT: session 'lab-1' is closed. " + KEPT,
    ),
    (
        refusal(404, "no_such_owner", "No such owner"),
        "NPT: it does not work yet. SERVER answered in MS: Error: No such owner\n"
        "NPT: teacher 'prof' is not known there. " + KEPT,
    ),
    (
        refusal(404, "no_such_part", "No such part"),
        "NPT: it does not work yet. SERVER answered in MS: Error: No such part\n"
        "NPT: session 'lab-1' has no part 'default'. " + KEPT,
    ),
    (
        refusal(400, "bad_field", "sender_name is longer than 100 characters"),
        "NPT: it does not work yet. SERVER answered in MS: "
        "Error: sender_name is longer than 100 characters\n"
        "NPT: your answers would not be taken: sender_name is longer than 100 characters. Please "
        "correct the first cell and run it again.",
    ),
    (
        refusal(503, "unavailable", "The disk is full: free some space, then send again."),
        "NPT: it does not work yet. SERVER answered in MS: "
        "Error: The disk is full: free some space, then send again.\n"
        "NPT: your teacher's computer is busy (The disk is full: free some space, then send again.). "
        "Go on working: your answers are kept.",
    ),
]


def said_by_test(student: Student, capsys: Any) -> str:
    """Returns what npt.test() prints, with MS for the milliseconds."""
    started = time.monotonic()
    student.client.test()
    assert time.monotonic() - started < DEADLINE
    return re.sub(r"in \d+ ms", "in MS", capsys.readouterr().out)


@pytest.mark.parametrize("answer,line", ANSWERS)
def test_a_test_says_what_the_server_says_and_is_no_record(
    student: Student, teacher: Teacher, capsys: Any, answer: Any, line: str, home: pathlib.Path
) -> None:
    teacher.default = answer
    assert said_by_test(student, capsys) == line.replace("SERVER", teacher.url) + "\n"
    assert "part_name=default" in teacher.preflights[0] and len(teacher.preflights) == 1
    assert teacher.received == [] and outbox_files(home) == []


@pytest.mark.parametrize("answer,line", ANSWERS[:2])
def test_a_test_is_no_record_to_an_earlier_app_either(
    student: Student,
    teacher: Teacher,
    capsys: Any,
    answer: Any,
    line: str,
    home: pathlib.Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(npt_client, "PREFLIGHT_SECONDS", DEADLINE if answer else 0.1)
    teacher.knows_preflight, teacher.default = False, answer
    line = line.replace("SERVER", teacher.url).replace("Session open", "it is ready")
    assert said_by_test(student, capsys).split("\n")[0] == line.split("\n")[0]
    assert teacher.received == [] and outbox_files(home) == []


def test_a_test_says_that_nobody_is_there(enrol: Enrol, nobody: str, capsys: Any) -> None:
    assert said_by_test(enrol(nobody), capsys) == (
        "NPT: it does not work yet: no answer from %s. Your answers are kept and go out by themselves "
        "once it does.\n" % nobody
    )


def test_a_test_says_whose_computer_it_is(
    enrol: Enrol, neighbour: Teacher, nobody_announces: None, capsys: Any
) -> None:
    student = enrol(neighbour.url, id="K7Q")
    assert "%s is another teacher's computer" % neighbour.url in said_by_test(student, capsys)
    assert (neighbour.preflights, neighbour.received) == ([], [])


# What a hostile computer says does nothing to a terminal.
ESCAPES = "\x1b[2J\x1b]0;title\x07\x9b31m\r\x08\u202e\nNPT: line"


def test_nothing_that_a_server_says_moves_the_terminal(
    student: Student, teacher: Teacher, capsys: Any
) -> None:
    plain = "[2J]0;title31m NPT: line"
    teacher.refuse(400, "bad_field", ESCAPES * 1_000)
    student.send(1)
    student.wait_until(lambda: student.client.courier.refused == 1)
    teacher.refuse(400, "bad_field", ESCAPES)
    student.client.test()
    body = {"status": "success", "message": "ok", "messages": [{"id": 5, "text": ESCAPES}]}
    teacher.accept()
    teacher.answers.append((200, body, {}))
    student.answer(2, teacher)
    student.wait_until(lambda: student.client.courier.delivered == 1)
    student.answer(3, teacher)
    out = capsys.readouterr().out
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", out)
    assert len(out) < 2_000 and out.count(plain) >= 2


def test_a_terminal_without_the_letters_of_a_name_shows_the_rest(
    student: Student, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr("sys.stdout", screen)
    student.client.output.say("Connected as Zoë to Lab 1")
    screen.seek(0)
    assert screen.read() == "Connected as Zo\\xeb to Lab 1\n"


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
    assert time.monotonic() - started < DEADLINE  # it is refused for longer
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
    markup = npt_client.message_html(message)
    assert "<script" not in markup and "&lt;b&gt;" in markup and "a &lt; b" in markup


LINK = "<a href='%s' target='_blank' rel='noopener noreferrer'>%s</a>"


@pytest.mark.parametrize(
    "text,html",
    [
        ("see http://a.b/c?d=1&e=2.", "see " + LINK % (("http://a.b/c?d=1&amp;e=2",) * 2) + "."),
        ("(HTTPS://a.b/c)", "(" + LINK % (("HTTPS://a.b/c",) * 2) + ")"),
        (
            "two: https://a.b, https://c.d!",
            "two: %s, %s!"
            % tuple(LINK % ((address,) * 2) for address in ("https://a.b", "https://c.d")),
        ),
        ("https://été.fr/é", LINK % (("https://été.fr/é",) * 2)),
        ("javascript:alert(1)", "javascript:alert(1)"),
        ("data:text/html,<b>", "data:text/html,&lt;b&gt;"),
        ("http://", "http://"),
        ("http://a.b'onclick='x", LINK % (("http://a.b",) * 2) + "&#x27;onclick=&#x27;x"),
        ('http://a.b"><script>', LINK % (("http://a.b",) * 2) + "&quot;&gt;&lt;script&gt;"),
        ("xhttp://a.b", "x" + LINK % (("http://a.b",) * 2)),
    ],
)
def test_links_of_a_message_can_be_clicked(text: str, html: str) -> None:
    assert npt_client.linked(text) == html
    assert npt_client.message_html({"code": "http://a.b"}).count("<a ") == 0


@pytest.mark.parametrize(
    "type,sign,words",
    [
        ("info", "\u2709", "From your teacher"),
        ("success", "\u2714", "From your teacher (success)"),
        ("warning", "\u26a0", "From your teacher (warning)"),
        ("error", "\u2716", "From your teacher (error)"),
        (None, "\u2709", "From your teacher"),  # of an earlier version of the app
        ({"x": []}, "\u2709", "From your teacher"),
    ],
)
def test_types_of_messages_are_told_apart_without_colour(type: Any, sign: str, words: str) -> None:
    message = {"type": type, "title": "Hi", "text": "mind the\naxis"}
    assert npt_client.message_text(message) == words + ": Hi\nmind the\naxis"
    markup = npt_client.message_html(message)
    assert sign + "</span> " + words + ": Hi</div>" in markup


def test_messages_can_be_seen_again(student: Student, teacher: Teacher, capsys: Any) -> None:
    cases: List[Tuple[List[Dict[str, Any]], Any, str]] = [
        ([], None, npt_client.NO_MESSAGES + "\n"),
        ([], refusal(404, "no_such_session"), "NPT: session 'lab-1' is not open. %s\n" % KEPT),
        (
            [{"id": 10, "text": "ten", "type": "error"}, {"id": 9, "text": "nine"}],
            None,
            "From your teacher\nnine\nFrom your teacher (error)\nten\n",
        ),
    ]
    for latest, answer, said in cases:
        teacher.latest, teacher.default = latest, answer
        student.client.messages()
        assert capsys.readouterr().out == said


def test_what_came_to_this_notebook_can_be_seen_again_without_the_teacher(
    enrol: Enrol, nobody: str, capsys: Any
) -> None:
    student = enrol(nobody)
    student.client.messages()
    assert capsys.readouterr().out == npt_client.MESSAGES_UNKNOWN + "\n"
    student.client.inbox.show("prof", "lab-1", [{"id": 1, "text": "one"}])
    student.client.inbox.show("prof", "lab-2", [{"id": 2, "text": "of another session"}])
    capsys.readouterr()
    student.client.messages()
    assert capsys.readouterr().out == "From your teacher\none\n"


def test_where_nothing_can_be_written_anew_a_message_that_is_taken_back_gets_nothing_more(
    enrol: Enrol, nobody: str, capsys: Any
) -> None:
    inbox = enrol(nobody).client.inbox
    inbox.show("prof", "lab-1", [{"id": 1, "text": "one"}, {"id": 2, "text": "two"}])
    assert "one" in capsys.readouterr().out
    inbox.take_back("prof", "lab-2", [1])  # of another session
    inbox.take_back("prof", "lab-1", ["2", None, {}, []])
    assert capsys.readouterr().out == ""
    assert inbox.received("prof", "lab-1") == [{"id": 1, "text": "one"}]


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
    assert capsys.readouterr().out == "From your teacher\nwell done\n"


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
    assert capsys.readouterr().out == "From your teacher\n5\nFrom your teacher\ngo on\n"
