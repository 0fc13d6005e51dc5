"""What the app tells of answers: one line below the cell that sent, and what npt.mine has of it."""

import datetime
import json
import pathlib
import random
from typing import Any, Dict, List, Optional, Tuple

import pytest
from conftest import Enrol, Student, Teacher
from forms import npt_client
from deadline import DEADLINE
from test_mine import arrive, taken

SENDER = ("prof", "lab-1", "Zoë 🐍", "")
TODAY = datetime.date.today().isoformat()


def item(record: Any, state: Any = "right", question: Any = "1", **more: Any) -> Dict[str, Any]:
    """Returns what the app tells of a record."""
    told = {"record": record, "part": "", "question": question, "title": "", "state": state}
    return {**told, "at": TODAY + "T14:05:00+01:00", "new": True, **more}


class Page:
    """A notebook's page: below each cell what a kernel has shown there, by display_id."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.cells: List[Dict[str, Any]] = []
        self.markup: Dict[str, str] = {}
        self.run()
        monkeypatch.setattr(npt_client, "running_cell", lambda: self.cell)
        monkeypatch.setattr(npt_client, "publish", self.publish)

    def run(self) -> None:
        """Runs a new cell."""
        self.cell = {"header": {"msg_id": str(len(self.cells))}, "outputs": {}}
        self.cells.append(self.cell)

    def publish(self, cell: Any, kind: str, content: Dict[str, Any]) -> bool:
        id = content["transient"]["display_id"]
        for each in self.cells:
            if id in each["outputs"]:
                assert kind == "update_display_data"
                each["outputs"][id] = content["data"]["text/plain"]
                break
        else:
            assert kind == "display_data"
            cell["outputs"][id] = content["data"]["text/plain"]
        self.markup[id] = content["data"]["text/html"]
        return True

    def lines(self) -> List[List[str]]:
        """Returns the lines below each cell that has any."""
        shown = ["\n".join(cell["outputs"].values()).split("\n") for cell in self.cells]
        return [lines for lines in shown if lines != [""]]


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch) -> Page:
    return Page(monkeypatch)


class Seat:
    """A student whose page is looked at, and whose app says what a test has it say."""

    def __init__(self, student: Student, page: Page) -> None:
        self.client = student.client
        self.page = page
        self.namespace = student.namespace
        self.sender = npt_client.sender_in(student.client.notebook.settings().sender_fields())

    def send(self, *questions: Any) -> List[str]:
        """Runs a cell that sends to these questions. Returns the ids of the records."""
        self.page.run()
        self.client.output._note_cell()
        waiting = []
        for question in questions:
            self.client.send(question, question)
            waiting.append(self.client.courier.waiting()[-1].id)
        return waiting

    def hear(self, *items: Any, language: Any = "en") -> None:
        news = self.client.told.hear(self.sender, list(items), language)
        self.client.told.show_unclaimed(news)


@pytest.fixture
def seat(enrol: Enrol, nobody: str, page: Page) -> Seat:
    return Seat(enrol(nobody), page)


HINT = {"text": "Mind the axis.", "code": "x.mean(axis=0)"}


def test_one_line_a_question_which_is_replaced(seat: Seat) -> None:
    (first,) = seat.send(3)
    assert seat.page.lines() == []
    seat.hear(item(first, "received", "3"))
    assert seat.page.lines() == [["Question 3 · received 14:05"]]
    seat.hear(item(first, "wrong", "3", title="Inertia", hint=HINT))
    hinted = ["Question 3 · Inertia · ○ not yet", "Mind the axis.", "x.mean(axis=0)"]
    assert seat.page.lines() == [hinted]
    (second,) = seat.send(3)  # what was told is not of this one
    assert seat.page.lines() == []
    seat.hear(item(first, "wrong", "3", hint={"text": "It is late."}))
    assert seat.page.lines() == []
    seat.hear(item(second, "right", "3"))
    assert seat.page.lines() == [["Question 3 · ✓ right"]]
    seat.hear(item(second, "withdrawn", "3"))
    assert seat.page.lines() == [["Question 3 · your teacher took this back"]]
    assert [len(cell["outputs"]) for cell in seat.page.cells] == [0, 1, 1]


def test_the_questions_of_a_cell_stand_in_their_order(seat: Seat) -> None:
    one, two, three, again = seat.send(1, 2, "b", 1)
    seat.hear(item(three, "received", "b"), item(two, "right", "2"), item(one, "right", "1"))
    assert seat.page.lines() == [["Question 2 · ✓ right", "Question b · received 14:05"]]
    seat.hear(item(again, "wrong", "1"))
    lines = ["Question 1 · ○ not yet", "Question 2 · ✓ right", "Question b · received 14:05"]
    assert seat.page.lines() == [lines]
    seat.send(2)
    assert seat.page.lines() == [[lines[0], lines[2]]]


def test_it_is_said_in_the_language_of_the_notebook_else_of_the_app(seat: Seat) -> None:
    (sent,) = seat.send(1)
    cases: List[Tuple[Any, Any, str]] = [
        (None, "fr", "Question 1 · ✓ juste"),
        (None, "de", "Question 1 · ✓ right"),
        ("en-GB", "fr", "Question 1 · ✓ right"),
        ("français", None, "Question 1 · ✓ juste"),
        (7, {}, "Question 1 · ✓ juste"),  # as the app said before
    ]
    for title, (wanted, of_the_app, line) in enumerate(cases):
        seat.namespace["npt_config"]["language"] = wanted
        seat.hear(item(sent, title=str(title)), language=of_the_app)
        (shown,) = seat.page.lines()
        assert shown == [line.replace("1 ·", "1 · %d ·" % title)]
    seat.hear(item(sent, "received"), item(sent, "withdrawn"), language="fr")
    assert seat.page.lines() == [["Question 1 · votre enseignant a retiré cet avis"]]


def test_a_screen_reader_hears_it_and_nothing_in_it_is_run(seat: Seat) -> None:
    (sent,) = seat.send(1)
    bad = "<img src=x onerror=alert(1)>\x1b[2J\u202e"
    seat.hear(item(sent, "wrong", title=bad, hint={"text": bad + " http://a.b/c", "code": bad}))
    ((_, markup),) = seat.page.markup.items()
    assert markup.startswith("<div role='status' aria-live='polite' lang='en' ")
    assert markup.count("&lt;img src=x onerror=alert(1)&gt;[2J") == 3
    assert "<img" not in markup and "\x1b" not in markup and "\u202e" not in markup
    assert "<a href='http://a.b/c' target='_blank' rel='noopener noreferrer'>" in markup


NOTHING: List[Any] = [None, "", [], {}]
HOSTILE: List[Any] = [
    *(*NOTHING, 7, "right", [[]], {"state": "right"}),
    *(item("R", state) for state in [*NOTHING, "RIGHT", {"a": 1}, 3]),
    *(item(record) for record in NOTHING),
    *(item("R", question=question) for question in NOTHING),
]


def test_what_is_no_telling_is_not_told(seat: Seat) -> None:
    (sent,) = seat.send(1)
    items = [{**one, "record": one["record"] and sent} if is_item(one) else one for one in HOSTILE]
    seat.hear(*items)
    for other in NOTHING:
        assert seat.client.told.hear(seat.sender, other, other) == []
    assert seat.page.lines() == [] and seat.client.told.of(seat.sender) == {}
    long = {"text": "t" * 10_000, "code": ["c" * 10_000]}
    seat.hear(item(sent, "wrong", title="i" * 10_000, at="at" * 10_000, hint=long))
    ((title, text, code),) = seat.page.lines()
    assert (len(title), len(text), len(code)) == (len("Question 1 ·  · ○ not yet") + 100, 500, 2000)
    seat.hear(*(item("R%d" % n, question="q%d" % n, new=False) for n in range(2_000)))
    assert len(seat.client.told.of(seat.sender)) == 501


def is_item(one: Any) -> bool:
    return isinstance(one, dict) and "record" in one


def test_a_restarted_kernel_shows_what_is_new(seat: Seat, enrol: Enrol, nobody: str) -> None:
    seat.page.run()
    seat.client.output._note_cell()
    seat.hear(item("OLD", new=False), item("NEW", "wrong", "2"))
    assert seat.page.lines() == [["Question 2 · ○ not yet"]]
    seat.page.run()
    seat.client.output._note_cell()
    seat.hear(item("NEW", "right", "2"), item("OTHER", question="3"))  # it stays where it is
    assert seat.page.lines() == [["Question 2 · ✓ right"], ["Question 3 · ✓ right"]]
    (sent,) = seat.send(2)
    seat.hear(item("NEW", "wrong", "2"))
    assert seat.page.lines() == [["Question 3 · ✓ right"]]
    seat.hear(item(sent, "wrong", "2", new=False))  # another kernel has heard it first
    assert seat.page.lines() == [["Question 3 · ✓ right"], ["Question 2 · ○ not yet"]]


def test_another_kernel_of_the_student_leaves_it_to_the_one_that_sent(
    seat: Seat, enrol: Enrol, nobody: str
) -> None:
    other = Seat(enrol(nobody), seat.page)
    (sent,) = seat.send(1)
    telling = [item(sent)]
    news = other.client.told.hear(other.sender, telling, "en")
    seat.hear(*telling)
    other.client.told.show_unclaimed(news)
    assert seat.page.lines() == [["Question 1 · ✓ right"]]
    news = other.client.told.hear(other.sender, [item("ELSEWHERE", question="9")], "en")
    other.client.told.show_unclaimed(news)
    seat.hear(item("ELSEWHERE", question="9"))
    assert seat.page.lines() == [["Question 9 · ✓ right"], ["Question 1 · ✓ right"]]


def test_names_in_other_letters_are_the_same_question(seat: Seat) -> None:
    seat.namespace["npt_config"]["part_name"] = "Été"
    (sent,) = seat.send("3\u200b")
    for part in ("ete", "ÉTÉ", "another"):
        seat.hear(item("EARLIER", question="3", part=part))
        seat.hear(item(sent, question="3", part=part, title=part))
    assert seat.page.lines() == [
        ["Question 3 · another · ✓ right", "Question 3 · ✓ right"]
    ]  # of another part this kernel sent none


def test_nothing_is_told_of_an_answer_that_was_replaced(seat: Seat) -> None:
    """Random walks against a model: which record each question's line may be of."""
    for seed in range(15):
        chance = random.Random(seed)
        ids: Dict[str, List[str]] = {"1": [], "2": [], "3": []}
        shown: Dict[str, Optional[str]] = {}
        for step in range(40):
            if chance.random() < 0.4:
                cell = [chance.choice("123") for _ in range(chance.randint(1, 3))]
                for question, id in zip(cell, seat.send(*cell)):
                    ids[question].append(id)
                    shown[question] = None
                continue
            question = chance.choice("123")
            if ids[question]:
                record = chance.choice(ids[question][-3:])
                state, mark = chance.choice(["right", "wrong", "withdrawn"]), str(step)
                seat.hear(item(record, state, question, title=mark, new=chance.random() < 0.5))
                if record == ids[question][-1]:
                    shown[question] = mark
            titles = {
                line.split(" ")[1]: line.split(" · ")[1]
                for lines in seat.page.lines()
                for line in lines
                if line
            }
            wanted = {question: mark for question, mark in shown.items() if mark}
            assert titles == wanted and len(sum(seat.page.lines(), [])) == len(wanted), seed
        seat.page.cells.clear()
        seat.client.told._blocks.clear()
        seat.client.told._sent.clear()


def test_what_is_remembered_is_bounded(seat: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(npt_client, "MAX_TOLD", 2)
    first, *_, last = seat.send(*"123456")
    seat.hear(item(last, question="6"), item(first, new=False))
    assert seat.page.lines() == [["Question 6 · ✓ right"]]
    assert len(seat.client.told._blocks) == len(seat.client.told._sent) == 4


def test_mine_says_what_was_told(
    enrol: Enrol, teacher: Teacher, page: Page, capsys: Any, tmp_path: pathlib.Path
) -> None:
    student = enrol(teacher.url)
    seat = Seat(student, page)
    for question in (1, 2, 3, 4):
        arrive(student, teacher, question, question, taken("QQQQ-000%d" % question))
    one, two, three, _ = (received.fields["record_id"] for received in teacher.received)
    seat.hear(
        item(one, "received", "1"),
        item(two, "wrong", "2", title="Inertia", at="2020-01-31T09:00:00+01:00", hint=HINT),
        item(three, "withdrawn", "3"),
    )
    page.cells.clear()
    student.client.mine(None)
    rows = [line.split("  ") for line in capsys.readouterr().out.splitlines()]
    cells = [[cell.strip() for cell in row if cell.strip()] for row in rows]
    assert cells[0] == ["question", "title", "sent", "attempts", "receipt", "told", "answer"]
    told = ["received, 14:05", "not yet, 2020-01-31 09:00", "taken back, 14:05"]
    assert [row[-2] for row in cells[1:4]] == told and cells[2][1] == "Inertia"
    assert cells[4][-2:] == ["QQQQ-0004", "[4]"]
    student.client.mine(str(tmp_path / "a.json"))
    answers = json.loads((tmp_path / "a.json").read_text())["answers"]
    assert (answers[1]["title"], answers[1]["told"]["state"]) == ("Inertia", "wrong")
    assert answers[1]["told"]["hint"] == HINT and "hint" not in answers[0]["told"]
    assert "told" not in answers[3] and "title" not in answers[3]
    seat.namespace["npt_config"]["sender_name"] = "Bob"
    assert seat.client.told.of(seat.sender[:2] + ("Bob", seat.sender[3])) == {}


# Over HTTP


def tell(teacher: Teacher, cursor: str, *items: Dict[str, Any]) -> None:
    """Has the next answer to a long poll tell these, and returns once that is acknowledged."""
    with teacher.changed:
        teacher.taken_back = {"feedback": list(items), "told": cursor, "language": "en"}
        teacher.changed.notify_all()
        acknowledged = "told=%s" % cursor
        assert teacher.changed.wait_for(lambda: acknowledged in teacher.queries[-1], DEADLINE)


def test_where_nothing_can_be_written_anew_it_is_printed(
    enrol: Enrol, teacher: Teacher, capsys: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(npt_client, "OTHER_KERNEL_SECONDS", 0.0)
    student = enrol(teacher.url, messages=True)
    student.send("first", 1)
    record = teacher.wait(1)[0].fields["record_id"]
    teacher.wait_for_listener()
    assert "told=" in teacher.queries[0]
    tell(teacher, "c1", item(record, "received"))
    tell(teacher, "c2", item(record, "received"), item("BEFORE", "wrong", "2", hint=HINT))
    student.send("second", 1)
    tell(teacher, "c3", item(record, "right"))
    said = "Question 1 · received 14:05\nQuestion 2 · ○ not yet\nMind the axis.\nx.mean(axis=0)\n"
    assert capsys.readouterr().out == said
