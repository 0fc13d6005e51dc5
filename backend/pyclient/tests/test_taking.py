"""npt.take(): the code of a message, and how the teacher hears that it was taken."""

import threading
import types
from typing import Any, Dict, List, Optional, Tuple

import pytest
from conftest import Enrol, Student, Teacher, refusal
from forms import npt_client
from deadline import DEADLINE

CODE: Dict[str, Any] = {"id": 3, "text": "try this", "code": "x = 1"}


class Shell:
    """A shell of IPython, with its attributes, that keeps what is put at its next input."""

    def __init__(self, **attributes: Any) -> None:
        self.__dict__.update(attributes)
        self.next: List[Tuple[str, bool]] = []

    def set_next_input(self, text: str, replace: bool = True) -> None:
        self.next.append((text, replace))


class Broken(Shell):
    def set_next_input(self, text: str, replace: bool = True) -> None:
        raise SystemExit if text == "exit" else RuntimeError


@pytest.mark.parametrize(
    "shell,said",
    [
        (Shell(kernel=object()), "cell"),
        (Shell(kernel=None, simple_prompt=False), "prompt"),
        (Shell(simple_prompt=True), ""),  # it reads lines as plain Python does
        (Shell(), ""),
        (Broken(kernel=object()), ""),
        (types.SimpleNamespace(kernel=object()), ""),
        (None, ""),  # plain Python
    ],
)
def test_code_goes_where_it_can(
    monkeypatch: pytest.MonkeyPatch, shell: Optional[Shell], said: str
) -> None:
    monkeypatch.setattr(npt_client, "running_shell", lambda: shell)
    for language, words in npt_client.TAKES.items():
        wanted = words[said] if said else words["printed"] % "x = 1"
        assert npt_client.offer_code(CODE, language) == wanted
    assert getattr(shell, "next", []) == ([("x = 1", False)] * 2 if said else [])


@pytest.mark.parametrize(
    "messages,id",
    [
        ([], None),
        ([{"id": 1, "text": "x"}, {"id": 2, "code": " \n"}, {"id": 3, "code": None}], None),
        ([CODE, {"id": 4, "code": ""}], 3),
        ([CODE, {"id": 4, "code": ["of", "another", "shape"]}], 4),
    ],
)
def test_the_newest_that_has_code(messages: List[Dict[str, Any]], id: Optional[int]) -> None:
    found = npt_client.newest_with_code(messages)
    assert (found and found["id"]) == id


def test_code_that_is_taken_is_as_it_was_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    shell = Shell(kernel=object())
    monkeypatch.setattr(npt_client, "running_shell", lambda: shell)
    npt_client.offer_code({"code": "a\x1b[2J\tb\n\u202ec" + "x" * 9_000}, "en")
    assert len(shell.next[0][0]) == 5_000 - 2 and shell.next[0][0].startswith("a[2J\tb\ncx")


def test_only_a_message_with_code_says_how_to_take_it() -> None:
    cases: List[Tuple[Dict[str, Any], bool]] = [(CODE, True), ({"text": "x"}, False)]
    for message, has in [*cases, ({"code": " "}, False)]:
        for shown in (npt_client.message_text(message), npt_client.message_html(message)):
            assert (npt_client.TAKE_HINT in shown) == has
    assert npt_client.TAKE_HINT not in npt_client.taken_back_html(CODE)


def test_who_took_it_is_told_once(student: Student, teacher: Teacher, capsys: Any) -> None:
    cases: List[Tuple[List[Dict[str, Any]], Any, str]] = [
        ([{"id": 1}], None, npt_client.TAKES["en"]["none"]),
        ([], refusal(404, "no_such_session"), "NPT: session 'lab-1' is not open."),
        (
            [{**CODE, "id": "3&x=,4:" + "9" * 200}],
            None,
            npt_client.TAKES["en"]["printed"] % "x = 1",
        ),
        ([CODE], None, npt_client.TAKES["en"]["printed"] % "x = 1"),
    ]
    for latest, answer, said in cases:
        teacher.latest, teacher.default = latest, answer
        student.client.take()
        assert capsys.readouterr().out.startswith(said)
    teacher.language = "fr"
    student.client.take()
    assert capsys.readouterr().out == npt_client.TAKES["fr"]["printed"] % "x = 1" + "\n"
    wait_until_told()
    said_taken = teacher.taken()
    assert said_taken[-1].endswith("3:0") and all(len(said) < 200 for said in said_taken)
    assert not student.client.inbox._taken


def wait_until_told() -> None:
    """Waits for the threads that say at once what was taken."""
    for thread in threading.enumerate():
        if thread.name == "npt-taken":
            thread.join(DEADLINE)


def test_what_could_not_be_told_goes_with_the_next_request(
    enrol: Enrol, teacher: Teacher, nobody: str
) -> None:
    student = enrol(nobody)
    inbox = student.client.inbox
    inbox.took("prof", "lab-2", {"id": 8})  # of another session
    inbox.took("prof", "lab-1", CODE)
    wait_until_told()
    assert [one.id for one in inbox._taken] == ["8", "3"]
    teacher.hears_taken = False  # an earlier version of the app, which waits for a message
    student.client.move({"servers": [teacher.url]}, student.namespace)
    inbox.start()
    with teacher.changed:
        assert teacher.changed.wait_for(teacher.taken, DEADLINE)
        teacher.messages = [{"id": 4, "text": "go on"}]
        teacher.changed.notify_all()
        assert teacher.changed.wait_for(lambda: "after=4" in teacher.queries[-1], DEADLINE)
    assert len(teacher.taken()) == 1 and [one.id for one in inbox._taken] == ["8"]


@pytest.mark.parametrize(
    "version,said",
    [("3f9a1c2e", "notebook_version=3f9a1c2e"), ("x" * 99, "=" + "x" * 16), ("", ""), (None, "")],
)
def test_the_version_of_the_notebook_goes_with_requests(
    student: Student, teacher: Teacher, version: Any, said: str
) -> None:
    if version is not None:
        student.namespace["npt_config"]["notebook_version"] = version
    student.client.inbox.start()
    teacher.wait_for_listener()
    query = teacher.queries[-1]
    assert query.endswith(said) if said else "notebook_version" not in query
