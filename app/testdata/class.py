"""Be a class of 60 with real clients: class.py PYCLIENT ADDRESS < commands.

Each student has a client and a folder of its own. Each line of standard input is a command, answered by
one line of JSON when it is done:

    first     everybody sends 41 to question 3, but the last student, who sends 42
    again     every second student sends again: 42 if the number divides by 4, else 41
    await N   waits until N students were told what the text TELLING below says of their last answer

The answer says of each student what was printed, in its order, with what was sent in between.
"""

import json
import sys
import tempfile
import threading
import time
from typing import Any, Dict, List

sys.path.insert(0, sys.argv[1])
import client as npt_client  # noqa: E402

DEADLINE = 20.0
TELLING = {
    41: "Question 3 · ○ not yet\nMind the axis.",
    42: "Question 3 · ✓ right",
}


class Student:
    """One student's notebook, at a prompt: what it prints is kept."""

    def __init__(self, number: int, folder: str) -> None:
        self.number = number
        self.answer = 0
        self.events: List[str] = []
        config = {"session_owner": "prof", "session_name": "lab-1"}
        namespace = {"npt_config": {**config, "sender_name": "student %d" % number}}
        served: Dict[str, Any] = {"servers": [sys.argv[2]], "messages": True}
        self.client = npt_client.Client(served, namespace, folder + "/%d" % number)
        self.client.output.say = self.events.append  # type: ignore[method-assign]
        self.client.start()

    def send(self, answer: int) -> None:
        self.answer = answer
        self.client.send(answer, 3)
        self.events.append("sent %d" % answer)

    def was_told(self) -> bool:
        return self.events[-1:] == [TELLING[self.answer]]


def until(students: List[Student], number: int) -> None:
    deadline = time.monotonic() + DEADLINE
    while sum(student.was_told() for student in students) < number and time.monotonic() < deadline:
        time.sleep(0.02)


def send_all(students: List[Student], answers: List[int]) -> None:
    sending = [
        threading.Thread(target=student.send, args=(answer,))
        for student, answer in zip(students, answers)
    ]
    for thread in sending:
        thread.start()
    for thread in sending:
        thread.join()
    for student in students:
        student.client.courier.flush(DEADLINE)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        students = [Student(number, folder) for number in range(60)]
        for line in sys.stdin:
            command, _, number = line.strip().partition(" ")
            if command == "first":
                send_all(students, [41] * 59 + [42])
            elif command == "again":
                some = students[::2]
                send_all(some, [41 if student.number % 4 else 42 for student in some])
            else:
                until(students, int(number))
            print(json.dumps([student.events for student in students]), flush=True)
        for student in students:
            student.client.shut_down()


if __name__ == "__main__":
    main()
