"""The line that says what becomes of a request for help."""

from typing import Any, ClassVar, Dict, List

import pytest
from conftest import Student, Teacher
from forms import npt_client

SENDER = ("prof", "lab", "Zoë", "u")


class Cell:
    """A line that can be written anew, as under a cell of a notebook."""

    can_change = True
    last: ClassVar["Cell"]

    def __init__(self, *_: Any) -> None:
        self.said: List[str] = []
        Cell.last = self

    def write(self, text: str) -> None:
        self.said.append(text)


def told(state: str, place: int = 0, **more: Any) -> Dict[str, Any]:
    return {"state": state, "place": place, "seat": True, "cursor": state, **more}


@pytest.mark.parametrize(
    "language, answers, lines",
    [
        ("en", [told("waiting", 1)], ["NPT: you are next in the queue for help."]),
        (
            "en",
            [told("waiting", 3, seat=False), told("waiting", 12), told("waiting", 2, paused=True)],
            [
                "NPT: you are third in the queue for help. Where do you sit? "
                'npt.help(seat="C4") says it, if you like.',
                "NPT: you are number 12 in the queue for help.",
                "NPT: paused: your teacher talks with everybody now. You keep your place.",
            ],
        ),
        (
            "fr",
            [told("waiting", 2), told("coming"), told("coming"), told("helped")],
            [
                "NPT : pour l'aide, vous êtes en deuxième position.",
                "NPT : quelqu'un arrive.",
                "NPT : vous avez été aidé. Encore bloqué ? npt.help() redemande.",
            ],
        ),
        ("en", [told("answered"), told("closed")], ["sees your new answer", "session is over"]),
        # Of what a stranger's computer may say, nothing is shown that is not one of these lines.
        ("en", [told("<b>"), told("asked"), {"state": 3}, {}, {"state": None, "place": "1"}], []),
        ("en", [told("waiting", -1), told("waiting", 10**9), {"state": "waiting"}], []),
    ],
)
def test_one_line_says_how_it_goes(
    student: Student, monkeypatch: pytest.MonkeyPatch, language: str, answers: Any, lines: Any
) -> None:
    student.namespace["npt_config"]["language"] = language
    monkeypatch.setattr(npt_client, "Line", Cell)
    calling = student.client.inbox.calling
    record = calling.ask("why?", None, None, "c")
    sender = npt_client.sender_in(record.fields)
    assert calling.cursor(sender) == "asked"
    for answer in answers:
        assert calling.hear(sender, answer)
    said = Cell.last.said[1:]  # after what it says at once
    assert len(said) == len(lines) and all(line in text for line, text in zip(lines, said)), said
    assert calling.cursor(sender) == str(answers[-1].get("cursor") or "")


def test_what_no_queue_says_changes_nothing(student: Student, capsys: Any) -> None:
    calling = student.client.inbox.calling
    strange: List[Any] = [None, [], "coming", 7]
    for answer in strange:
        assert not calling.hear(SENDER, answer)
    assert calling.hear(SENDER, told("coming")) and calling.cursor(SENDER) == "coming"
    assert capsys.readouterr().out == ""  # this kernel has not asked


def test_seat_and_question_are_sent_and_taking_back_is_another_request(
    student: Student, teacher: Teacher, capsys: Any
) -> None:
    student.client.help("why?", 3, " C4\n")
    student.namespace["npt_config"]["seat"] = "B" * 30
    student.client.help("and this?")
    student.client.help_done()
    first, second, done = teacher.wait(3)
    assert (first.path, first.fields["question_nb"], first.fields["seat"]) == ("/help", "3", "C4")
    assert second.fields["question_nb"] == "" and len(second.fields["seat"]) <= 20
    assert (done.path, done.fields["done"]) == ("/help/done", "1")
    assert npt_client.HELP_WORDS["en"]["done"] in capsys.readouterr().out


def test_an_app_that_knows_no_taking_back_is_no_trouble(
    student: Student, teacher: Teacher, capsys: Any
) -> None:
    teacher.refuse(404, "", "404 page not found")
    student.client.help_done()
    student.wait_until(lambda: student.client.courier.refused == 1)
    assert "not taken" not in capsys.readouterr().out


def test_the_app_is_told_which_line_is_shown(
    student: Student, teacher: Teacher, capsys: Any
) -> None:
    student.client.help("why?")
    student.client.inbox.start()
    teacher.wait_for_listener()
    assert "help=asked" in teacher.queries[-1]
    with teacher.changed:
        teacher.taken_back = {"help": told("coming")}
        teacher.changed.notify_all()
    student.wait_until(lambda: "help=coming" in teacher.queries[-1])
    assert "NPT: somebody is coming." in capsys.readouterr().out
