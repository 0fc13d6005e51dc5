"""Processes that a notebook starts: what they send arrives, however they end."""

import pathlib
import subprocess
import sys
from typing import Any, Iterator, List

import pytest
from conftest import Teacher, config, outbox_files
from forms import npt_client
from deadline import DEADLINE, PATIENT_PY, with_seconds


SCRIPT = """
import os, signal, sys, time
exec(open(sys.argv[1], 'rb').read())
npt_config = %r
def work(number):
    send(number, number)
def kill_itself(number):
    send(number, number)
    os.kill(os.getpid(), signal.SIGKILL)
if __name__ == '__main__':
    import multiprocessing
%s
    print('the workers have ended', flush=True)
    %s
"""

# How eight answers are sent, by workers that end without doing anything more.
WAYS = {
    "a pool that is terminated": """
    with multiprocessing.get_context('fork').Pool(4) as pool:
        pool.map(work, range(8))
""",
    "a pool that is closed": """
    pool = multiprocessing.get_context('fork').Pool(4)
    pool.map(work, range(8))
    pool.close(); pool.join()
""",
    "a pool by spawn": """
    with multiprocessing.get_context('spawn').Pool(2) as pool:
        pool.map(work, range(8))
""",
    "a pool by forkserver": """
    with multiprocessing.get_context('forkserver').Pool(2) as pool:
        pool.map(work, range(8))
""",
    "an executor": """
    import concurrent.futures
    with concurrent.futures.ProcessPoolExecutor(4) as executor:
        list(executor.map(work, range(8)))
""",
    "workers that are killed": """
    workers = [multiprocessing.get_context('fork').Process(target=kill_itself, args=(n,)) for n in range(8)]
    for worker in workers: worker.start()
    for worker in workers: worker.join()
""",
    "os.fork, and nobody waits for the child": """
    for number in range(8):
        if os.fork() == 0:
            send(number, number)
            os._exit(0)
""",
    "a process that was there before the first answer": """
    reading, writing = os.pipe()
    if os.fork() == 0:
        os.read(reading, 1)
        for number in range(8): send(number, number)
        os._exit(0)
    send(-1, -1)
    os.write(writing, b'x'); os.wait()
""",
}


class Script:
    """A script in a process of its own, which goes on until it is let go."""

    def __init__(self, folder: pathlib.Path, server: str, way: str, last: str) -> None:
        first_cell, script = folder / "first-cell.py", folder / "script.py"
        first_cell.write_bytes(b"_npt_served = " + repr({"servers": [server]}).encode() + b"\n")
        with first_cell.open("ab") as file:
            file.write(with_seconds(PATIENT_PY, LOOK_EVERY_SECONDS=0.1))
        script.write_text(SCRIPT % (config(), way, last), "utf-8")
        self.process = subprocess.Popen(
            [sys.executable, str(script), str(first_cell)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def wait_for_workers(self) -> None:
        assert self.process.stdout is not None
        assert self.process.stdout.readline() == "the workers have ended\n", self.end()

    def end(self) -> Any:
        """Lets it go. Returns what it wrote."""
        return self.process.communicate("\n", DEADLINE)


@pytest.fixture
def scripts(tmp_path: pathlib.Path) -> Iterator[Any]:
    started: List[Script] = []

    def start(*args: str) -> Script:
        started.append(Script(tmp_path, *args))
        return started[-1]

    yield start
    for script in started:
        script.process.kill()
        script.process.communicate()


def questions(teacher: Teacher) -> List[str]:
    return sorted({label for label in teacher.labels() if label != "-1"})


def wait_for_all(teacher: Teacher) -> None:
    """Waits until all eight answers are there, for less time than after which any client looks at
    what another one has not delivered.
    """
    assert DEADLINE < npt_client.ADOPT_AFTER_SECONDS
    with teacher.changed:
        assert teacher.changed.wait_for(
            lambda: len(questions(teacher)) == 8, DEADLINE
        ), teacher.labels()


@pytest.mark.parametrize("way", WAYS)
def test_what_workers_send_arrives_within_seconds_of_their_end(
    way: str, teacher: Teacher, scripts: Any
) -> None:
    script = scripts(teacher.url, WAYS[way], "sys.stdin.readline()")
    script.wait_for_workers()
    wait_for_all(teacher)
    assert script.end() == ("", "")


@pytest.mark.parametrize("way", ["a pool that is terminated", "workers that are killed"])
def test_what_ended_workers_left_behind_arrives(
    way: str, teacher: Teacher, scripts: Any, home: pathlib.Path
) -> None:
    teacher.silent.set()  # so that they deliver nothing themselves
    script = scripts(teacher.url, WAYS[way], "sys.stdin.readline()")
    script.wait_for_workers()
    assert len(outbox_files(home)) == 8
    teacher.speak()
    wait_for_all(teacher)
    script.end()
    assert outbox_files(home) == []


def test_a_script_that_ends_right_after_its_workers_leaves_nothing(
    teacher: Teacher, scripts: Any, home: pathlib.Path
) -> None:
    scripts(teacher.url, WAYS["a pool that is terminated"], "").end()
    assert len(questions(teacher)) == 8 and outbox_files(home) == []
