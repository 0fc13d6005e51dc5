"""What a student reads under the first cell, and where messages show: in real kernels."""

# mypy: allow-untyped-calls

import contextlib
import subprocess
import sys
from typing import Any, Dict, Iterator, List, NamedTuple, Tuple

import pexpect
import pytest
from conftest import Teacher, refusal
from forms import npt_client
from deadline import DEADLINE, PATIENT, SHIPPED
from test_notebook import FIRST_CELL, execute, kernel, next_output, notebook, pytestmark, swept

__all__ = ["kernel", "notebook", "pytestmark", "swept"]

CONNECTED = "Connected as Zoë to lab-1"
# How long the clients of this file wait, unless a test says otherwise.
DEFAULTS = {
    **dict.fromkeys(PATIENT, DEADLINE),
    "BROWSE_SECONDS": npt_client.BROWSE_SECONDS,
}
KEPT = " Your answers are kept for a day and go out by themselves when that changes."


class Ran(NamedTuple):
    """What running a cell gave."""

    id: str
    prompts: List[str]  # what input() asked
    shown: List[str]  # what stands under the cell once its line is written, each output's text


def run(channels: Any, code: str, *typed: str, lines: int = 1) -> Ran:
    """Runs a cell, types into its prompts, and waits for so many lines that are no placeholder."""
    prompts: List[str] = []
    outputs: List[Tuple[str, str]] = []  # the kind and the text of each
    places: Dict[str, int] = {}
    answers = list(typed)

    def shown() -> List[str]:
        return [
            line
            for kind, text in outputs
            for line in (text.splitlines() if kind == "stream" else [text])
        ]

    def on_input(message: Any) -> None:
        prompts.append(message["content"]["prompt"])
        channels.input(answers.pop(0))

    def on_output(message: Any) -> None:
        kind, content = message["msg_type"], message["content"]
        if kind == "stream":  # one line may come in pieces
            goes_on = bool(outputs) and outputs[-1][0] == kind
            before = outputs.pop()[1] if goes_on else ""
            outputs.append((kind, before + content["text"]))
        elif kind == "error":
            outputs.append((kind, content["ename"]))
        elif kind in ("display_data", "update_display_data"):
            place = places.setdefault(content["transient"]["display_id"], len(outputs))
            assert (place < len(outputs)) == (kind == "update_display_data")
            outputs[place : place + 1] = [("display_data", content["data"]["text/plain"])]

    reply = channels.execute_interactive(
        code,
        allow_stdin=bool(typed),
        stdin_hook=on_input,
        output_hook=on_output,
        timeout=DEADLINE,
    )
    id = str(reply["parent_header"]["msg_id"])
    while len([line for line in shown() if line != npt_client.CONNECTING]) < lines:
        message = channels.get_iopub_msg(timeout=DEADLINE)
        assert message["parent_header"]["msg_id"] == id
        on_output(message)
    assert answers == []
    return Ran(id, prompts, shown())


@contextlib.contextmanager
def waiting(channels: Any, **seconds: float) -> Iterator[str]:
    """Yields lines of a first cell that have its client wait for so long; sets that back after."""
    lines = "import npt_client\n" + "npt_client.%s = %r\n" * len(seconds)
    try:
        yield lines % tuple(part for item in seconds.items() for part in item)
    finally:
        before = [part for name in seconds for part in (name, DEFAULTS[name])]
        channels.execute_interactive(lines % tuple(before), timeout=DEADLINE)


def named(teacher: Teacher, name: str) -> str:
    """Returns a first cell in which this stands for the name."""
    return (FIRST_CELL % teacher.url).replace('"Zoë"', name)


def test_vs_code_is_told_where_it_asks(notebook: Any, teacher: Teacher) -> None:
    asks = named(teacher, 'input("Name:")')
    assert run(notebook, asks, "Zoë").shown == ["Connected as Zoë to lab-1"]
    in_vs_code = '__vsc_ipynb_file__ = "/home/zoe/lab.ipynb"\n'
    try:
        ran = run(notebook, in_vs_code + asks, "Zoë", lines=2)
        assert ran.shown == [npt_client.NAME_AT_TOP, "Connected as Zoë to lab-1"]
        ran = run(notebook, asks.replace('input("Name:")', '""'), "", "Zoë", lines=3)
        assert ran.shown == [npt_client.NAME_AT_TOP] * 2 + ["Connected as Zoë to lab-1"]
    finally:
        notebook.execute_interactive("del __vsc_ipynb_file__", timeout=DEADLINE)


GREETINGS = [
    (None, CONNECTED),
    (refusal(404, "no_such_session"), "NPT: session 'lab-1' is not open." + KEPT),
    (refusal(404, "session_closed"), "NPT: session 'lab-1' is closed." + KEPT),
    (refusal(404, "no_such_owner"), "NPT: teacher 'prof' is not known there." + KEPT),
    (refusal(404, "no_such_part"), "NPT: session 'lab-1' has no part 'default'." + KEPT),
    (
        refusal(400, "bad_field", "sender_name is longer than 100 characters"),
        npt_client.WOULD_REFUSE % "sender_name is longer than 100 characters",
    ),
    (
        refusal(503, "unavailable", "The disk is full."),
        npt_client.TEACHER_BUSY % "The disk is full.",
    ),
]


def test_the_first_cell_says_what_a_record_would_be_answered(
    teacher: Teacher, notebook: Any
) -> None:
    for answer, line in GREETINGS:
        teacher.default = answer
        assert run(notebook, FIRST_CELL % teacher.url).shown == [line]
    assert run(notebook, "1 + 1", lines=0).shown == []
    assert teacher.received == []


def test_the_first_cell_does_not_wait_for_a_teacher_who_is_away(
    teacher: Teacher, notebook: Any
) -> None:
    teacher.answers_who.clear()
    at_most = SHIPPED["GREETING_SECONDS"]
    with waiting(notebook, GREETING_SECONDS=at_most) as waits:
        ran = run(notebook, FIRST_CELL % teacher.url + waits)
    assert at_most < 1 and ran.shown == [npt_client.NOT_CONNECTED]
    teacher.answers_who.set()  # it was only slow
    message = next_output(notebook, "update_display_data")
    assert message["content"]["data"]["text/plain"] == CONNECTED
    assert message["parent_header"]["msg_id"] == ran.id


def test_nobody_and_a_new_computer_at_the_address(
    teacher: Teacher, neighbour: Teacher, notebook: Any, nobody: str
) -> None:
    away = FIRST_CELL % teacher.url + "_npt_config['server_url'] = %r\n" % nobody
    assert run(notebook, away).shown == [npt_client.NOT_CONNECTED]
    replaced = "_npt_served = %r\n" % {"servers": [neighbour.url], "id": "K7Q", "client": "x"}
    cell = (
        (FIRST_CELL % teacher.url)
        .replace("exec(", replaced + "exec(", 1)
        .replace(".content)", '.content.partition(b"\\n")[2])')
    )
    with waiting(notebook, BROWSE_SECONDS=0.2) as waits:  # it is looked for elsewhere first
        assert run(notebook, cell + waits).shown == [npt_client.REPLACED]
    assert (neighbour.received, neighbour.preflights) == ([], [])


def test_an_earlier_app_says_nothing_if_all_is_well(teacher: Teacher, notebook: Any) -> None:
    teacher.knows_preflight = False
    with waiting(notebook, PREFLIGHT_SECONDS=0.2) as waits:
        assert run(notebook, FIRST_CELL % teacher.url + waits).shown == [CONNECTED]
    teacher.refuse(404, "no_such_session")
    not_open = "NPT: session 'lab-1' is not open." + KEPT
    assert run(notebook, FIRST_CELL % teacher.url).shown == [not_open]


def test_log_is_about_sends(teacher: Teacher, notebook: Any) -> None:
    for log, said in ((False, []), (True, ["Success: Record inserted"])):
        cell = FIRST_CELL % teacher.url + "npt_config['log'] = %r" % log
        assert run(notebook, cell).shown == [CONNECTED]
        assert run(notebook, "send(1, 1)", lines=0).shown == said


def test_a_first_cell_in_two_cells_greets_after_the_second(teacher: Teacher, notebook: Any) -> None:
    lines = (FIRST_CELL % teacher.url).splitlines(True)
    assert run(notebook, "npt_config = None\n" + "".join(lines[:2]), lines=0).shown == []
    assert run(notebook, "1 + 1", lines=0).shown == []
    assert run(notebook, lines[2], lines=0).shown == []
    assert run(notebook, lines[3]).shown == [CONNECTED]
    assert run(notebook, lines[3], lines=0).shown == []


NAMES: List[Tuple[Tuple[str, ...], str]] = [
    (("Zoë",), CONNECTED),
    (("", "Zoë"), CONNECTED),
    (("  ", "", "", " Zoë "), CONNECTED),
    (("", "", "", ""), npt_client.NO_NAME),
]


@pytest.mark.parametrize("typed,line", NAMES)
def test_an_empty_name_is_asked_again(
    teacher: Teacher, notebook: Any, typed: Tuple[str, ...], line: str
) -> None:
    ran = run(notebook, named(teacher, 'input("Name:")'), *typed)
    assert ran.prompts == ["Name:"] + [npt_client.ASK_NAME] * (len(typed) - 1)
    assert ran.shown == [line]


def test_where_nobody_can_be_asked_the_line_says_what_to_do(
    teacher: Teacher, notebook: Any
) -> None:
    assert run(notebook, named(teacher, "''")).shown == [npt_client.NO_NAME]
    assert run(notebook, "1 + 1", lines=0).shown == []
    assert run(notebook, "npt_config['sender_name'] = 'Zoë'").shown == [CONNECTED]
    for name in ("None", "'  '"):
        assert run(notebook, named(teacher, name)).shown == [npt_client.NO_NAME]


def test_an_interrupted_name_is_no_error_of_the_client(teacher: Teacher, notebook: Any) -> None:
    interrupted = "def interrupted(prompt):\n    raise KeyboardInterrupt\n"
    cell = named(teacher, "''") + interrupted + "import builtins; builtins.input = interrupted"
    assert run(notebook, cell, lines=0).shown == []


def test_join_asks_for_the_name_first(teacher: Teacher, notebook: Any) -> None:
    fetched = 'requests.get("%s/get-send-code").content.partition(b"\\n")[2]' % teacher.url
    cell = (
        "import requests\n_npt_served = %r\nexec(%s)\n"
        "npt_config = {'session_name': 'lab-1', 'session_owner': 'prof', 'sender_name': ''}\n"
        "npt.join()\n"
    ) % ({"servers": [teacher.url], "id": teacher.id, "probe": True}, fetched)
    ran = run(notebook, cell, "Zoë")
    assert ran.prompts == [npt_client.ASK_NAME] and ran.shown == [CONNECTED]


def test_a_console_says_it_too(teacher: Teacher, tmp_path: Any) -> None:
    console = pexpect.spawn(
        sys.executable,
        ["-m", "IPython", "--simple-prompt", "--no-banner", "--colors=NoColor"],
        env={"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "NPT_HOME": str(tmp_path / "npt")},
        encoding="utf-8",
        timeout=DEADLINE,
    )
    console.expect_exact("In [1]:")
    first = "; ".join(named(teacher, "''").strip().splitlines())
    console.sendline(first)
    console.expect_exact(npt_client.ASK_NAME)
    console.sendline("Zoé")
    console.expect_exact("Connected as Zoé to lab-1")
    console.expect_exact("In [2]:")
    teacher.latest = [{"id": 1, "code": "print(40 + 2)"}]
    console.sendline("npt.take()")
    console.expect_exact("to copy:\r\nprint(40 + 2)\r\n")
    console.expect_exact("In [3]:")
    assert "42" not in console.before
    console.sendline("exit")
    console.expect(pexpect.EOF)
    console.close()


def test_plain_python_which_has_no_cells_says_nothing(teacher: Teacher) -> None:
    cells = named(teacher, "'Zoë'") + named(teacher, "''")
    done = subprocess.run([sys.executable, "-c", cells], capture_output=True, timeout=DEADLINE)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert teacher.preflights == []


# Messages


@pytest.fixture
def listening(teacher: Teacher, kernel: Any) -> Any:
    """The channels of a notebook that waits for messages and has sent an answer."""
    _, channels = kernel
    teacher.serves_messages = True
    run(channels, FIRST_CELL % teacher.url)
    teacher.wait_for_listener()
    execute(channels, "send(1, 1)")
    return channels


def test_messages_show_below_the_cell_that_ran_last_and_can_be_seen_again_and_taken_back(
    teacher: Teacher, listening: Any
) -> None:
    last = execute(listening, "1 + 1")
    listening.complete("n")  # the front end asks too, which is no cell
    listening.get_shell_msg(timeout=DEADLINE)
    message = {"id": 7, "title": "<b>", "text": "see http://a.b", "type": "warning", "code": "rm()"}
    with teacher.changed:
        teacher.messages = [message, {"id": 8, "text": "stands"}]
        teacher.changed.notify_all()
    first = next_output(listening, "display_data")
    assert first["parent_header"]["msg_id"] == last
    data, text = first["content"]["data"], first["content"]["data"]["text/plain"]
    assert text.startswith("From your teacher (warning): <b>\nsee http://a.b\nrm()\n")
    assert "<a href='http://a.b' " in data["text/html"]
    stands = next_output(listening, "display_data")["content"]["data"]["text/plain"]

    teacher.latest = [message, {"id": 9, "text": "new", "type": "success"}]
    asks = listening.execute("npt.messages()")
    again = [next_output(listening, "display_data") for _ in range(3)]
    assert [one["parent_header"]["msg_id"] for one in again] == [asks] * 3
    new = "From your teacher (success)\nnew"
    assert [one["content"]["data"]["text/plain"] for one in again] == [text, stands, new]

    with teacher.changed:
        teacher.taken_back = {"taken_back": [7, 10], "heard": "123"}
        teacher.changed.notify_all()
    marked = [next_output(listening, "update_display_data") for _ in range(2)]
    assert [one["parent_header"]["msg_id"] for one in marked] == [last, asks]
    assert marked[0]["content"]["transient"] == first["content"]["transient"]
    data = marked[0]["content"]["data"]
    assert data["text/plain"] == "Taken back by your teacher: <b> see http://a.b"
    assert "<s>&lt;b&gt;</s>" in data["text/html"] and "rm()" not in data["text/html"]
    with teacher.changed:  # it says how far it has heard
        assert teacher.changed.wait_for(lambda: "heard=123" in teacher.queries[-1], DEADLINE)
    assert "after=8" in teacher.queries[-1]
    teacher.latest = []
    listening.execute("npt.messages()")
    left = [next_output(listening, "display_data") for _ in range(2)]
    assert [one["content"]["data"]["text/plain"] for one in left] == [stands, new]


def test_code_of_a_message_goes_into_a_new_cell_and_is_not_run(
    teacher: Teacher, listening: Any
) -> None:
    teacher.latest = [{"id": 9, "code": "old"}, {"id": 10, "code": "seen = 1\n"}, {"id": 11}]
    said: List[Any] = []
    reply = listening.execute_interactive("npt.take()", timeout=DEADLINE, output_hook=said.append)
    lines = [one["content"]["text"] for one in said if one["msg_type"] == "stream"]
    assert lines == [npt_client.TAKES["en"]["cell"] + "\n"]
    cell = {"source": "set_next_input", "text": "seen = 1\n", "replace": False}
    assert reply["content"]["payload"] == [cell]
    with teacher.changed:
        assert teacher.changed.wait_for(lambda: teacher.taken() == ["10:0"], DEADLINE)
    reply = listening.execute_interactive("seen", timeout=DEADLINE)
    assert reply["content"]["ename"] == "NameError"
