"""send, to a teacher's computer that works; in a browser, without threads, after a fork."""

import datetime
import os
import pathlib
import re
import threading
import time
from typing import Any, List

import pytest
from conftest import Enrol, Student, Teacher, config
from forms import npt_client
from deadline import DEADLINE

FORMS = ("client.py", "package")


def test_a_record_has_the_fields_of_the_wire(student: Student, teacher: Teacher) -> None:
    before, started = datetime.datetime.now(datetime.timezone.utc), time.monotonic()
    received = student.answer("a & b = ü\n", teacher)
    fields = received.fields
    sent_at = datetime.datetime.fromisoformat(fields.pop("sent_at"))
    assert before <= sent_at <= datetime.datetime.now(datetime.timezone.utc)
    assert sent_at.utcoffset() == datetime.timedelta(0)
    assert len(fields.pop("record_id")) == 32
    assert len(fields.pop("sender_uuid")) == 32
    assert 0.0 < float(fields.pop("age")) <= time.monotonic() - started + 0.001
    assert re.fullmatch(r"[0-9a-f]{8}-1-[0-9a-f]{16}:[0-9]+\.[0-9]{6}", fields.pop("clock"))
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
        student.send(number, number)
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
    assert old["server_url"] == nobody + "/"  # as the original had it: cells add "add-record"
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
        ({}, "MISSING", "NPT: which question is this?"),
        ({}, [1] * 50, "NPT: the question must be a number"),
    ],
)
def test_what_is_missing_is_asked_for_in_one_line(
    student: Student, teacher: Teacher, capsys: Any, change: Any, question: Any, line: str
) -> None:
    student.namespace.update(change)
    if question == "MISSING":
        question = npt_client.MISSING  # of the form that is tested
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


def test_log_says_that_a_record_waits(
    enrol: Enrol, black_hole: str, capsys: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(npt_client, "LOG_SECONDS", 0.1)
    student = enrol(black_hole)
    student.namespace["npt_config"]["log"] = True
    student.send(1)
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
    assert capsys.readouterr().out == npt_client.FAILED % "MemoryError" + "\n"


@pytest.mark.parametrize("state", ["up", "stopped", "black hole", "rate limit"])
def test_send_waits_for_no_network(
    enrol: Enrol, teacher: Teacher, nobody: str, black_hole: str, state: str
) -> None:
    if state == "rate limit":
        teacher.refuse(429, "rate_limited", Retry_After="60")
    address = {"stopped": nobody, "black hole": black_hole}.get(state, teacher.url)
    student = enrol(address)
    student.send(0)
    seconds: List[float] = []
    for number in range(50):
        started = time.perf_counter()
        student.send([number, "x"], number % 10)
        seconds.append(time.perf_counter() - started)
        time.sleep(0.001)  # a notebook does other things between two calls
    seconds.sort()
    # How quick it is, the benchmark measures; who waits for an answer waits far longer than this.
    assert seconds[25] < 0.1


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


def test_without_another_thread_it_sends_in_the_call_itself(
    monkeypatch: pytest.MonkeyPatch, enrol: Enrol, teacher: Teacher
) -> None:
    def start(self: Any) -> None:
        raise RuntimeError("can't start new thread")

    with monkeypatch.context() as broken:
        broken.setattr(threading.Thread, "start", start)
        student = enrol(teacher.url)
        # The teacher needs threads too: this test sends only after they can be started again.
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
