"""send against a teacher's computer that works, and one that does not."""

import datetime
import json
import os
import pathlib
import signal
import socket
import subprocess
import sys
import threading
import time
from typing import Any, Callable, Dict, List

import client as npt_client
import pytest
from conftest import DEADLINE, Student, Teacher, config, outbox_files, refusal

Enrol = Callable[..., Student]


def test_a_record_has_the_fields_of_the_wire(student: Student, teacher: Teacher) -> None:
    before = datetime.datetime.now(datetime.timezone.utc)
    received = student.answer("a & b = ü\n", teacher)
    fields = received.fields
    sent_at = datetime.datetime.fromisoformat(fields.pop("sent_at"))
    assert before <= sent_at <= datetime.datetime.now(datetime.timezone.utc)
    assert sent_at.utcoffset() == datetime.timedelta(0)
    assert len(fields.pop("record_id")) == 32
    assert len(fields.pop("sender_uuid")) == 32
    assert fields == {
        "session_owner": "prof",
        "session_name": "lab-1",
        "part_name": "default",
        "sender_name": "Zoë 🐍",
        "question_nb": "1",
        "type": "str",
        "data": "a & b = ü\n",
    }
    assert received.headers["Accept"] == "application/json"
    assert received.headers["Content-Type"] == "application/x-www-form-urlencoded"


def test_an_image_goes_as_a_file(student: Student, teacher: Teacher) -> None:
    from PIL import Image

    received = student.answer(Image.new("RGB", (3, 2)), teacher)
    assert received.file.startswith(b"\x89PNG") and received.file.endswith(b"IEND\xaeB`\x82")
    assert received.fields["type"] == "image" and "data" not in received.fields
    assert received.fields["sender_name"] == "Zoë 🐍"


def test_sent_at_grows_and_record_ids_differ(student: Student, teacher: Teacher) -> None:
    for number in range(50):
        student.send(number)
    fields = [received.fields for received in teacher.wait(50)]
    moments = [field["sent_at"] for field in fields]
    assert moments == sorted(set(moments))
    assert len({field["record_id"] for field in fields}) == 50
    assert [field["data"] for field in fields] == ["[%d]" % number for number in range(50)]


def test_one_connection_serves_many_records(student: Student, teacher: Teacher) -> None:
    for number in range(5):
        student.answer(number, teacher)
    assert len(teacher._server._open) == 1


def test_npt_config_is_read_at_every_call(student: Student, teacher: Teacher) -> None:
    npt_config = student.namespace["npt_config"]
    npt_config.update(part_name=" two ", sender_name=" Ada ", sender_uuid=7)
    fields = student.answer(1, teacher).fields
    assert (fields["part_name"], fields["sender_name"], fields["sender_uuid"]) == (
        "two",
        "Ada",
        "7",
    )
    student.namespace["npt_config"] = config(session_name="lab-2")
    assert student.answer(1, teacher).fields["session_name"] == "lab-2"


def test_old_config_overrides(enrol: Enrol, teacher: Teacher, nobody: str) -> None:
    student = enrol(nobody)
    old = student.namespace["_npt_config"] = student.client.notebook.old_config()
    assert old["server_url"] == nobody
    old["server_url"], old["sender_uuid"] = teacher.url + "/", "mine"
    assert student.answer(1, teacher).fields["sender_uuid"] == "mine"


@pytest.mark.parametrize(
    "question, label", [(2, "2"), (2.0, "2"), ("2b", "2b"), (" 3 ", "3"), (2.5, "2.5")]
)
def test_labels(student: Student, teacher: Teacher, question: Any, label: str) -> None:
    student.send("x", question)
    assert teacher.wait()[0].fields["question_nb"] == label


@pytest.mark.parametrize(
    "change, question, line",
    [
        ({"npt_config": None}, 1, "NPT: npt_config is missing."),
        ({"npt_config": config(session_name="")}, 1, "NPT: npt_config['session_name'] is missing."),
        ({"npt_config": config(session_owner=None)}, 1, "NPT: npt_config['session_owner'] is"),
        ({"npt_config": config(sender_name="  ")}, 1, "NPT: who are you?"),
        ({}, None, "NPT: which question is this?"),
        ({}, npt_client.MISSING, "NPT: which question is this?"),
        ({}, [1] * 50, "NPT: the question must be a number"),
    ],
)
def test_what_is_missing_is_asked_for_in_one_line(
    student: Student, teacher: Teacher, capsys: Any, change: Any, question: Any, line: str
) -> None:
    student.namespace.update(change)
    student.send("x", question)
    out = capsys.readouterr().out
    assert out.startswith(line) and out.count("\n") == 1
    assert not teacher.received


def test_silence_when_all_is_well(student: Student, teacher: Teacher, capfd: Any) -> None:
    student.answer(1, teacher)
    student.client.courier.flush(DEADLINE)
    assert capfd.readouterr() == ("", "")


def test_log_prints_the_answer(student: Student, teacher: Teacher, capsys: Any) -> None:
    student.namespace["npt_config"]["log"] = True
    teacher.answers.append((200, {"status": "success", "message": "Record updated"}, {}))
    student.answer(1, teacher)
    student.answer(2, teacher)
    assert capsys.readouterr().out == "Success: Record updated\nSuccess: Record inserted\n"


def test_log_says_that_a_record_waits(enrol: Enrol, black_hole: str, capsys: Any) -> None:
    student = enrol(black_hole)
    student.namespace["npt_config"]["log"] = True
    started = time.perf_counter()
    student.send(1)
    assert time.perf_counter() - started < npt_client.LOG_SECONDS + 0.5
    assert capsys.readouterr().out == "Waiting: the answer is kept and will be sent\n"


def test_a_blank_figure_is_warned_of(student: Student, teacher: Teacher, capsys: Any) -> None:
    import matplotlib.figure

    student.answer(matplotlib.figure.Figure(), teacher)
    assert capsys.readouterr().out == npt_client.BLANK_FIGURE + "\n"


def test_send_never_raises(student: Student, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    def broken(*args: Any) -> Any:
        raise MemoryError

    monkeypatch.setattr(npt_client, "new_record", broken)
    student.send(1)
    assert capsys.readouterr().out == "NPT: this did not work (MemoryError).\n"


# Trouble


def test_several_addresses_and_the_winner_is_remembered(
    enrol: Enrol, teacher: Teacher, nobody: str, black_hole: str
) -> None:
    stranger = Teacher()
    stranger.default = (200, {"hello": "I am no NPT"}, {})
    student = enrol(nobody, stranger.url, "http://no-such-host.invalid:1", teacher.url)
    student.answer(1, teacher)
    student.wait_until(lambda: student.client.courier.delivered == 1)
    assert student.client.network.server == teacher.url
    student.client.network.hang_up()
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
    student.wait_until(lambda: student.client.courier._waiting_told)
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
    assert first.fields == second.fields


def test_retry_after_is_obeyed(
    quick: None, student: Student, teacher: Teacher, capsys: Any
) -> None:
    teacher.answers.append(refusal(429, "rate_limited", headers={"Retry_After": "1"}))
    started = time.monotonic()
    student.send(1, 1)
    teacher.wait(1)
    student.send(2, 2)
    teacher.wait(3)
    assert time.monotonic() - started >= 1.0
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
    lanes = second.client.courier._lanes
    second.wait_until(lambda: any(lane.failures > 2 for lane in lanes.values()))
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
    assert capsys.readouterr().out == "NPT: your answer to question 1 was not taken: the reason\n"


@pytest.mark.parametrize("code", npt_client.PARKED_CODES)
def test_a_session_that_is_not_open_is_told_once_and_waited_for(
    quick: None, student: Student, teacher: Teacher, capsys: Any, code: str
) -> None:
    teacher.refuse(404, code)
    student.send(1, 1)
    student.send(2, 2)
    teacher.wait(3)
    assert set(teacher.labels()) == {"1"}
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
        lambda: not any(lane.records for lane in student.client.courier._lanes.values())
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
    student.wait_until(lambda: student.client.courier.trouble != "")
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


# The outbox


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
    first.send(1, 1)
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


SCRIPT = """
import os, signal, sys
exec(sys.stdin.buffer.read())
npt_config = {'session_name': 'lab-1', 'session_owner': 'prof', 'sender_name': 'A'}
send('last words', 9)
%s
"""


def run_script(last_line: str, server: str) -> "subprocess.CompletedProcess[bytes]":
    served = b"_npt_served = " + repr({"servers": [server]}).encode() + b"\n"
    code = served + pathlib.Path(npt_client.__file__).read_bytes()
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
    started = time.monotonic()
    run_script("", black_hole)
    assert time.monotonic() - started < npt_client.EXIT_SECONDS + 2.0


# How long it takes


@pytest.mark.parametrize("state", ["up", "stopped", "black hole", "rate limit"])
def test_send_is_quick_in_every_state(
    enrol: Enrol, teacher: Teacher, nobody: str, black_hole: str, state: str
) -> None:
    if state == "rate limit":
        teacher.refuse(429, "rate_limited", Retry_After="60")
    address = {"stopped": nobody, "black hole": black_hole}.get(state, teacher.url)
    student = enrol(address)
    student.send(0)
    seconds: List[float] = []
    for number in range(200):
        started = time.perf_counter()
        student.send([number, "x"], number % 10)
        seconds.append(time.perf_counter() - started)
        time.sleep(0.001)  # a loop of nothing but send is no notebook
    seconds.sort()
    assert seconds[100] < 0.005  # the p99 is for bench; the tests' machine is shared


# Who sends


def test_sender_uuid_is_stable_and_not_shared(home: pathlib.Path, tmp_path: pathlib.Path) -> None:
    first = npt_client.own_sender_uuid(str(home))
    assert npt_client.own_sender_uuid(str(home)) == first
    assert npt_client.own_sender_uuid(str(tmp_path / "another user")) != first


def test_a_cloned_disk_makes_another_sender(
    home: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = npt_client.own_sender_uuid(str(home))
    monkeypatch.setattr(npt_client, "machine_id", lambda: "another machine")
    assert npt_client.own_sender_uuid(str(home)) != first


# npt


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

    monkeypatch.setattr(npt_client.Voice, "show", show)
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


# Where there are no threads


def test_pyodide_sends_in_the_call_itself(
    monkeypatch: pytest.MonkeyPatch, enrol: Enrol, teacher: Teacher, nobody: str
) -> None:
    monkeypatch.setattr(npt_client, "threadless", lambda: True)
    student = enrol(nobody, teacher.url, messages=True)
    student.send("direct", 1)
    assert teacher.labels() == ["1"] and student.waiting() == []
    teacher.answers.append(refusal(503, "unavailable"))
    student.send("waits", 2)
    assert student.waiting() == ["2"]
    student.client.courier._lanes[student.client.courier.waiting()[0].lane].due = 0.0
    student.send("takes it along", 3)
    assert teacher.labels() == ["1", "2", "2", "3"] and student.waiting() == []
    assert student.client.inbox._thread is None


def test_without_another_thread_it_sends_in_the_call_itself(
    monkeypatch: pytest.MonkeyPatch, enrol: Enrol, teacher: Teacher
) -> None:
    def start(self: Any) -> None:
        raise RuntimeError("can't start new thread")

    with monkeypatch.context() as broken:
        broken.setattr(threading.Thread, "start", start)
        student = enrol(teacher.url)
        # The teacher needs threads; what is handed over here waits, and is sent by the next call.
        student.client.courier.flush(1.0)
    student.send("direct", 1)
    assert teacher.wait(1)[0].fields["data"] == "direct"


# Forks


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork")
def test_a_forked_child_can_send(student: Student, teacher: Teacher) -> None:
    student.answer("parent", teacher)
    child = os.fork()
    if child == 0:
        student.send("child", 2)
        student.client.courier.flush(5.0)
        os._exit(0)
    assert os.waitpid(child, 0)[1] == 0
    assert teacher.wait(2)[1].fields["data"] == "child"
    assert student.answer("parent again", teacher).fields["data"] == "parent again"


def test_source_needs_nothing_but_the_standard_library() -> None:
    code = "import sys; sys.path.insert(0, %r); import client; print(sorted(sys.modules))"
    folder = str(pathlib.Path(npt_client.__file__).parent)
    done = subprocess.run([sys.executable, "-I", "-S", "-c", code % folder], capture_output=True)
    assert done.returncode == 0, done.stderr
    names = {json.dumps(name.partition(".")[0]) for name in eval(done.stdout)}
    assert not names & {'"numpy"', '"requests"', '"IPython"'}
    assert socket.getdefaulttimeout() is None
