"""npt.mine: a student's own answers, and the receipts that prove that they arrived."""

import base64
import json
import os
import pathlib
import re
from typing import Any, Dict, List, Tuple

import pytest
from conftest import Enrol, Student, Teacher, outbox_files
from forms import npt_client

Reply = Tuple[int, Dict[str, Any], Dict[str, str]]


def taken(receipt: str, attempts: int = 1, code: str = "inserted") -> Reply:
    """Returns what the app answers to a record that it took."""
    body = {"status": "success", "code": code, "message": "Record updated"}
    return 200, {**body, "receipt": receipt, "attempts": attempts}, {}


def arrive(student: Student, teacher: Teacher, value: Any, question: Any, reply: Reply) -> None:
    """Sends value, and returns once the client has the reply."""
    delivered = student.client.courier.delivered
    teacher.answers.append(reply)
    student.send(value, question)
    student.wait_until(lambda: student.client.courier.delivered == delivered + 1)


def listed(student: Student, capsys: Any) -> List[List[str]]:
    """Returns the rows of npt.mine() without the time, which is checked."""
    capsys.readouterr()
    student.client.mine(None)
    rows = [re.split("  +", line) for line in capsys.readouterr().out.splitlines()]
    assert rows[0] == ["question", "sent", "attempts", "receipt", "answer"]
    assert all(re.fullmatch(r"\d\d:\d\d:\d\d", row[1]) for row in rows[1:])
    return [row[:1] + row[2:] for row in rows[1:]]


def test_each_question_has_its_last_answer(
    student: Student, teacher: Teacher, capsys: Any, home: pathlib.Path
) -> None:
    student.client.mine(None)
    assert capsys.readouterr().out == npt_client.MINE_EMPTY + "\n"
    arrive(student, teacher, [1, 2], 3, taken("7KQ4-M2XD"))
    arrive(student, teacher, (1, 2), 3, taken("QQQQ-0001", 2, "updated"))
    arrive(student, teacher, "because  of\nall this, " * 5, "2b", taken("QQQQ-0002"))
    # What came late is shown nowhere, so it replaces nothing here.
    arrive(student, teacher, "too late", "2b", taken("QQQQ-0003", 2, "attempt"))
    assert listed(student, capsys) == [
        ["3", "2", "QQQQ-0001", "[1, 2]"],
        ["2b", "1", "QQQQ-0002", "because of all this, because of all t..."],
    ]
    assert outbox_files(home) == []
    student.client.status()
    assert capsys.readouterr().out.splitlines()[-2:] == [
        "receipts  QQQQ-0002 of question 2b",
        "          QQQQ-0001 of question 3",
    ]


def test_what_waits_is_among_them(
    enrol: Enrol, nobody: str, capsys: Any, tmp_path: pathlib.Path
) -> None:
    student = enrol(nobody)
    student.send(7, 1)
    student.client.help("please")
    assert listed(student, capsys) == [["1", "1", "waiting", "[7]"]]
    student.client.mine(str(tmp_path / "a.json"))
    (answer,) = json.loads((tmp_path / "a.json").read_text())["answers"]
    assert answer["receipt"] is None and answer["data"] == "[7]"


def test_they_outlive_the_kernel_and_are_nobody_else_s(
    enrol: Enrol, teacher: Teacher, capsys: Any
) -> None:
    first = enrol(teacher.url)
    arrive(first, teacher, 1, 1, taken("QQQQ-0001"))
    first.leave()
    second = enrol(teacher.url)
    arrive(second, teacher, 2, 2, taken("QQQQ-0002"))
    assert [row[2] for row in listed(second, capsys)] == ["QQQQ-0001", "QQQQ-0002"]
    for change in (
        {"sender_name": "Bob"},
        {"session_name": "lab-2"},
        {"session_owner": "other"},
        {"sender_uuid": "another"},
    ):
        kept = dict(second.namespace["npt_config"])
        second.namespace["npt_config"].update(change)
        second.client.mine(None)
        assert capsys.readouterr().out == npt_client.MINE_EMPTY + "\n", change
        second.namespace["npt_config"] = kept


def test_an_app_without_receipts_is_as_before(
    student: Student, teacher: Teacher, capsys: Any
) -> None:
    student.answer(1, teacher)
    student.wait_until(lambda: student.client.courier.delivered == 1)
    assert listed(student, capsys) == [["1", "1", "-", "[1]"]]


@pytest.mark.parametrize("receipt", ["../../x", "7KQ4/M2XD", "a" * 30, "7kq4 m2xd", ["7KQ4"]])
def test_what_is_no_receipt_names_no_file(
    student: Student, teacher: Teacher, receipt: Any, home: pathlib.Path
) -> None:
    arrive(student, teacher, 1, 1, taken(receipt))
    assert not (home / "answers").exists() and outbox_files(home) == []


def test_a_file_has_all_that_was_sent(
    student: Student, teacher: Teacher, capsys: Any, tmp_path: pathlib.Path, monkeypatch: Any
) -> None:
    import matplotlib.pyplot as plt

    monkeypatch.chdir(tmp_path)
    plt.plot([1, 2, 3])
    arrive(student, teacher, plt, 4, taken("QQQQ-0004", 3))
    plt.close("all")
    arrive(student, teacher, "é" * 300_000, 5, taken("QQQQ-0005"))
    student.client.mine("answers.json")
    path = tmp_path / "answers.json"
    assert capsys.readouterr().out.endswith(npt_client.MINE_WRITTEN % (2, path, 2) + "\n")
    assert os.stat(path).st_mode & 0o077 == 0
    document = json.loads(path.read_text())
    assert (document["format"], document["version"]) == ("npt-answers", 1)
    plot, text = document["answers"]
    sent = [received.fields for received in teacher.received]
    assert base64.b64decode(plot["file"]) == teacher.received[0].file
    assert plot["plotted"] == sent[0]["plotted"] and plot["attempts"] == 3
    assert text["data"] == sent[1]["data"] and text["digest"] == sent[1]["digest"]
    for name in ("record_id", "sent_at", "sender_name", "sender_uuid", "session_name"):
        assert [plot[name], text[name]] == [fields[name] for fields in sent]
    # It is written anew, but nothing else is overwritten.
    student.client.mine("answers.json")
    other = tmp_path / "thesis.json"
    for content in (b"{}", b"\xff\xfe", b""):
        other.write_bytes(content)
        capsys.readouterr()
        student.client.mine(str(other))
        assert capsys.readouterr().out == npt_client.MINE_OTHER_FILE % other + "\n"
        assert other.read_bytes() == content
    student.client.mine(str(tmp_path / "nowhere" / "a.json"))
    assert "was not written: No such file or directory." in capsys.readouterr().out
    assert list(tmp_path.glob("*.part")) == []


def test_where_nothing_can_be_written_they_are_in_memory(
    student: Student, teacher: Teacher, capsys: Any, home: pathlib.Path
) -> None:
    home.mkdir(exist_ok=True)
    (home / "answers").write_text("a file where the folder should be")
    arrive(student, teacher, 1, 1, taken("QQQQ-0001"))
    arrive(student, teacher, 2, 1, taken("QQQQ-0002", 2, "updated"))
    assert listed(student, capsys) == [["1", "2", "QQQQ-0002", "[2]"]]


def test_the_oldest_are_given_up(
    student: Student, teacher: Teacher, capsys: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr(npt_client, "MAX_KEPT", 2)
    for question in (1, 2, 3):
        arrive(student, teacher, question, question, taken("QQQQ-000%d" % question))
    assert [row[2] for row in listed(student, capsys)] == ["QQQQ-0002", "QQQQ-0003"]


def test_the_folder_is_looked_through_only_where_somebody_else_changed_it(
    enrol: Enrol, nobody: str, home: pathlib.Path, monkeypatch: Any
) -> None:
    settings = enrol(nobody).client.notebook.settings()
    sender = npt_client.sender_in(settings.sender_fields())
    outbox = npt_client.Outbox(str(home))
    first, second = npt_client.Ledger(str(home)), npt_client.Ledger(str(home))
    looked: List[str] = []
    scandir = os.scandir

    def noted(path: str) -> Any:
        looked.append(path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", noted)

    def keep(ledger: Any, question: str, attempts: int) -> None:
        payload = npt_client.capture(attempts)
        record = npt_client.new_record(settings, question, payload, outbox.clock_name())
        outbox.save(record)
        receipt = "QQQQ-000%d" % attempts
        ledger.keep(record, npt_client.Answer(200, "", "", receipt=receipt, attempts=attempts))

    for attempts in (1, 2, 3):
        keep(first, "1", attempts)
        keep(first, "2", attempts)
    assert len(looked) == 1
    keep(second, "1", 4)  # it knows nothing of the folder yet
    answers = home / "answers"
    os.utime(answers, ns=(1, 1))  # the clock of the file system may not have moved since
    keep(first, "1", 5)
    assert len(looked) == 3
    kept = sorted(path.name.split("-", 1)[1] for path in answers.iterdir())
    assert kept == ["3-QQQQ-0003.npt", "5-QQQQ-0005.npt"]
    # A kernel that stored one at the very same moment went unnoticed: the last one counts.
    (last,) = answers.glob("*-5-QQQQ-0005.npt")
    earlier = answers / last.name.replace("5-QQQQ-0005", "6-QQQQ-0006")
    earlier.write_bytes(last.read_bytes())
    os.utime(earlier, ns=(1, 1))
    assert [(one.record.question, one.receipt) for one in first.read(sender)] == [
        ("2", "QQQQ-0003"),
        ("1", "QQQQ-0005"),
    ]
