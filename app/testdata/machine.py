"""A student's computer whose clock is set at will: runs kernels with the client that the app serves.

Reads commands from standard input, a line of JSON each, and answers each with a line once it is done.
Time stands still but for the command `pass`, so that a test decides what is later than what.
"""

import datetime
import json
import os
import sys
import time
import types
from typing import Any, Dict, List

sys.path.insert(0, sys.argv[1])  # the folder of client.py
import client as npt_client  # noqa: E402

START = datetime.datetime(2026, 2, 11, 14, 0, tzinfo=datetime.timezone.utc)
OUTBOX = os.path.join(os.environ["NPT_HOME"], "outbox")
DEADLINE = 30.0  # seconds; only a failing test waits so long


class Machine:
    """The computer: its two clocks, and the kernels that run."""

    def __init__(self, server: str) -> None:
        self.server = server
        self.passed = 0.0  # since START, in truth
        self.booted = -1000.0  # when it started
        self.ahead = 0.0  # how far its clock is wrong
        self.stopped_at = 0.0  # what its clock shows for ever; 0 while it goes
        self.start = 1
        self.kernels: Dict[int, Any] = {}
        self._patch()

    def wall(self) -> float:
        return self.stopped_at or START.timestamp() + self.passed + self.ahead

    def _patch(self) -> None:
        machine = self

        class Clock(datetime.datetime):
            @classmethod
            def now(cls, tz: Any = None) -> "Clock":
                return cls.fromtimestamp(machine.wall(), tz)

        dates: Any = types.SimpleNamespace(**vars(datetime))
        dates.datetime = Clock
        times: Any = types.SimpleNamespace(**vars(time))
        times.time = self.wall
        quick = {
            "FIRST_PAUSE": 0.01,
            "LONGEST_PAUSE": 0.03,
            "LOOK_EVERY_SECONDS": 0.05,
            "ADOPT_AFTER_SECONDS": 0.1,
        }
        vars(npt_client).update(quick, datetime=dates, time=times)
        npt_client.steady = lambda: self.passed - self.booted
        npt_client.boot_id = lambda: str(self.start)

    def kernel(self, number: int) -> None:
        config = {"session_name": "lab", "session_owner": "prof", "sender_name": "Zoe"}
        if number in self.kernels:
            self.end(number)
        student = npt_client.Client({"servers": [self.server]}, {"npt_config": config})
        student.courier._adopt_records()  # as its thread does first, before a student can send
        student.courier.start()
        self.kernels[number] = student

    def end(self, number: int) -> None:
        """Ends a kernel as a kill does: what it has not sent stays in its files."""
        ended = self.kernels.pop(number).courier
        ended.shut_down()
        ended._thread.join(DEADLINE)

    def boot(self) -> None:
        for number in list(self.kernels):
            self.end(number)
        self.booted, npt_client._last_reading = self.passed - 20.0, 0.0
        self.start += 1

    def send(self, kernel: int, question: str, value: int) -> None:
        self.kernels[kernel].send(str(value), question)

    def deliver_all(self) -> None:
        """Waits until all has arrived, also what kernels left that have ended."""
        deadline = time.monotonic() + DEADLINE
        while self._left():
            assert time.monotonic() < deadline, self._left()
            time.sleep(0.005)

    def _left(self) -> List[Any]:
        waiting = [student.courier.waiting() for student in self.kernels.values()]
        files = os.listdir(OUTBOX) if os.path.isdir(OUTBOX) else []
        return [record.fields for records in waiting for record in records] + files

    def do(self, command: Dict[str, Any]) -> None:
        what = command.pop("do")
        if what == "set":
            self.ahead, self.stopped_at = command["ahead"], 0.0
        elif what == "stop":
            self.stopped_at = self.wall()
        elif what == "pass":
            self.passed += command["seconds"]
        else:
            getattr(self, what)(**command)


answers, sys.stdout = sys.stdout, open(os.devnull, "w")  # what the student reads is not looked at
machine = Machine(sys.argv[2])
for line in sys.stdin:
    machine.do(json.loads(line))
    print("done", file=answers, flush=True)
