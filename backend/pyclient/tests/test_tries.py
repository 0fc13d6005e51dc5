"""The inputs that the teacher writes: what is accepted, and functions that are called for them."""

import json
import threading
import pathlib
import sys
from typing import Any, Dict, List, Tuple

import numpy as np
import pytest
from conftest import Enrol, Received, Student, Teacher
from forms import npt_client
from deadline import DEADLINE

LISTED = pathlib.Path(__file__).parents[2] / "compare" / "testdata" / "inputs.json"
LINES: Dict[str, List[str]] = json.loads(LISTED.read_text("utf-8"))


def test_what_the_app_accepts_is_accepted() -> None:
    for line in LINES["accepted"]:
        (each,) = npt_client.inputs_of((line,))
        assert each.text == line and each.trouble is None, line


def test_nothing_else_is_accepted() -> None:
    accepted = []
    for line in LINES["refused"]:
        try:
            accepted.append(npt_client.input_of(line))
        except npt_client.NotAccepted:
            pass
    # What Python takes for what the app would not.
    known = ["'a' 'b'", "'\\x41'", "'\\N{BEL}'", "1 # 2", "1\\"]
    assert [each.text for each in accepted if each.text not in known] == []
    for line in ("(" * 190, "[" * 100 + "]" * 90, "9" * 201, "f(", "1)\nf(2", "\ud800"):
        with pytest.raises(npt_client.NotAccepted):
            npt_client.input_of(line)


def test_arguments_are_those_of_python() -> None:
    line = "[1, -2], x=np.linspace(0, 1, 5), y={(1, 2): None}, z=-1-2j, t=np.arange(3, dtype=float)"
    (each,) = npt_client.inputs_of((line,))
    assert each.arguments == ([1, -2],)
    assert each.named["y"] == {(1, 2): None} and each.named["z"] == -1 - 2j
    assert each.named["x"].tolist() == [0, 0.25, 0.5, 0.75, 1]
    assert each.named["t"].dtype == np.float64 and each.named["t"].tolist() == [0, 1, 2]
    assert npt_client.input_of("()").arguments == ()


def test_numpy_that_is_not_there_is_a_result(monkeypatch: pytest.MonkeyPatch) -> None:
    modules: Any = sys.modules
    monkeypatch.setitem(modules, "numpy", None)
    inputs = npt_client.inputs_of(("np.zeros(3)", "2"))
    assert [type(each.trouble) for each in inputs] == [ModuleNotFoundError, type(None)]
    calls = json.loads(npt_client.calls_of(abs, inputs, DEADLINE))["calls"]
    assert calls[0]["error"] == "ModuleNotFoundError" and calls[1]["data"] == "[2]"


def asked(question: str, *lines: str, **more: Any) -> List[Dict[str, Any]]:
    return [{"question": question, "lines": list(lines), "seconds": DEADLINE, **more}]


@pytest.mark.parametrize(
    "read",
    [
        None,
        "x",
        [None],
        [{}],
        asked("3"),
        asked("3", *["1"] * 21),
        [{"question": "3", "lines": "2"}],
    ],
)
def test_what_is_not_as_the_protocol_has_it_is_left_out(read: Any) -> None:
    assert npt_client.read_asked(read) == {}


def test_seconds_that_are_none_are_one() -> None:
    for seconds in (None, "2", DEADLINE + 1, -1, float("nan")):
        read = npt_client.read_asked(asked("3", "1", seconds=seconds))
        assert read["3"].seconds == npt_client.CALL_SECONDS


def came_of(received: Received) -> List[Tuple[str, str]]:
    calls = json.loads(received.fields["calls"])["calls"]
    return [(each["input"], each.get("data") or each.get("error", "late")) for each in calls]


def square(x: Any) -> Any:
    return x * x


def test_inputs_of_the_page_win_over_those_of_the_cell(student: Student, teacher: Teacher) -> None:
    tries = student.client._tries

    def arrives(value: Any, question: int, at: Any = None) -> Received:
        count = len(teacher.received)
        student.client.send(value, question, at=at, seconds=DEADLINE)
        return teacher.wait(count + 1)[count]

    assert came_of(arrives(square, 3, [5])) == [("5", "[25]")]
    tries.hear("prof", "lab-1", asked("3", "2", "x=-1"))
    assert came_of(arrives(square, 3, [5])) == [("2", "[4]"), ("x=-1", "[1]")]
    assert came_of(arrives(square, 4, [5])) == [("5", "[25]")]
    assert "calls" not in arrives(4, 3).fields
    tries.hear("prof", "lab-1", asked("3", "os.system('ls')"))  # none of it is tried
    assert came_of(arrives(square, 3, [6])) == [("6", "[36]")]


def test_other_inputs_are_tried_at_the_end_of_a_cell(student: Student, teacher: Teacher) -> None:
    tries, gone = student.client._tries, []

    def keeps(x: Any) -> Any:
        gone.append(x)
        return x + 1

    tries._cell_begins()
    student.client.send(square, 3)
    student.client.send(keeps, 4)
    teacher.wait(2)
    student.wait_until(lambda: not student.waiting())
    tries.hear("prof", "lab-1", asked("3", "2") + asked("4", "7") + asked("5", "1"))
    tries._cell_begins()  # a cell that the cell runs
    tries._cell_ends()
    assert gone == [] and len(teacher.received) == 2
    tries._cell_ends()
    tries._cell_ends()  # once for the same inputs
    both = teacher.wait(4)
    student.wait_until(lambda: not student.waiting())
    assert gone == [7]
    answers = {each.fields["question_nb"]: each.fields for each in both[:2]}
    for each in both[2:]:
        fields, answer = each.fields, answers[each.fields["question_nb"]]
        assert fields["updates"] == answer["record_id"] != fields["record_id"]
        assert fields["attempts"] == "1" and fields["replaces"] == answer["record_id"] + ":1"
        assert (fields["data"], fields["sent_at"]) == (answer["data"], answer["sent_at"])
        name, _, reading = fields["clock"].partition(":")
        assert name == answer["clock"].partition(":")[0]
        assert 0 < float(reading) - float(answer["clock"].partition(":")[2]) < 1e-5
    tries.hear("prof", "lab-1", asked("3", "3"))
    tries._cell_ends()
    (last,) = teacher.wait(5)[4:]
    assert came_of(last) == [("3", "[9]")]
    assert last.fields["updates"] == answers["3"]["record_id"]
    student.wait_until(lambda: not student.waiting())
    assert student.tally().delivered == 2  # updates are no answers more


def test_only_what_was_sent_last_and_has_arrived_is_tried(
    student: Student, teacher: Teacher, quick: None
) -> None:
    tries = student.client._tries
    teacher.refuse(404, "no_such_session")
    student.client.send(square, 3)
    student.client.send(square, 4)
    teacher.wait(1)
    tries.hear("prof", "lab-1", asked("3", "2") + asked("4", "2"))
    tries._cell_ends()  # both wait
    student.client.send("no function", 4)
    assert all("updates" not in each.fields for each in teacher.received)
    teacher.accept()
    student.wait_until(lambda: not student.waiting())
    tries._cell_ends()
    student.wait_until(lambda: not student.waiting())
    updates = [each.fields for each in teacher.received if "updates" in each.fields]
    assert [each["question_nb"] for each in updates] == ["3"]


def test_an_endless_function_ends_and_is_not_tried_again(
    student: Student, teacher: Teacher
) -> None:
    def endless(x: Any) -> Any:
        while True:
            pass

    tries = student.client._tries
    student.client.send(endless, 3)
    teacher.wait(1)
    student.wait_until(lambda: not student.waiting())
    tries.hear("prof", "lab-1", asked("3", "2", "3", seconds=0.1))
    tries._cell_ends()
    tries._cell_ends()
    assert came_of(teacher.wait(2)[1]) == [("2", "late"), ("3", "late")]
    assert len(teacher.received) == 2


def test_a_script_has_no_cells_and_tries_at_its_next_send(
    student: Student, teacher: Teacher
) -> None:
    def arrived(count: int) -> Received:
        received = teacher.wait(count)[count - 1]
        student.wait_until(lambda: not student.waiting())
        return received

    tries = student.client._tries
    student.client.send(square, 3)
    first = arrived(1)
    tries.hear("prof", "lab-1", asked("3", "2"))
    in_a_thread = threading.Thread(target=student.client.send, args=(1, 4))
    in_a_thread.start()
    in_a_thread.join()
    arrived(2)
    student.client.send(2, 4)
    arrived(4)
    updates = [each for each in teacher.received[2:] if "updates" in each.fields]
    assert [each.fields["updates"] for each in updates] == [first.fields["record_id"]]
    assert came_of(updates[0]) == [("2", "[4]")]
    student.client.send(3, 4)
    arrived(5)
    assert len(teacher.received) == 5


def test_inputs_come_with_the_messages(enrol: Enrol, teacher: Teacher) -> None:
    student = enrol(teacher.url, messages=True)
    with teacher.changed:
        assert teacher.changed.wait_for(lambda: bool(teacher.queries), DEADLINE)
        assert teacher.queries[0].endswith("&asked=&help=")
        teacher.taken_back = {"inputs": asked("3", "2"), "asked": "a1b2"}
        teacher.changed.notify_all()
        assert teacher.changed.wait_for(
            lambda: teacher.queries[-1].endswith("&asked=a1b2&help="), DEADLINE
        )
    student.client.send(square, 3)
    assert came_of(teacher.wait(1)[0]) == [("2", "[4]")]
