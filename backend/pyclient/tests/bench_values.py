"""What large values and loops cost: digests beside one pass over the bytes, the first cell, 300 sends.

Prints one line each, as Go's benchmarks write them. NPT is the program, to which the loop sends.

    /usr/bin/python3 backend/pyclient/tests/bench_values.py NPT
"""

import contextlib
import gzip
import hashlib
import json
import math
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from typing import Any, Callable, Dict, Iterator, List, Tuple

from bench_send import FOLDER
from conftest import Student
from forms import npt_client

import numpy as np
import pandas as pd

ROUNDS = 5


def milliseconds(work: Callable[[], Any]) -> float:
    """Returns the CPU milliseconds of the quickest of some rounds."""
    rounds = []
    for _ in range(ROUNDS):
        started = time.process_time()
        work()
        rounds.append(time.process_time() - started)
    return min(rounds) * 1000


def normal(*shape: int) -> Any:
    return np.random.default_rng(1).normal(size=shape)


# Of each kind one that is large.
DIGESTED: Dict[str, Callable[[], Any]] = {
    "array100MB": lambda: normal(12_500_000),
    "with-nan": lambda: np.where(np.arange(5_000_000) % 7, 0.1, math.nan),
    "whole-numbers": lambda: np.arange(5_000_000),
    "large-whole-numbers": lambda: np.arange(5_000_000) + 2**60,
    "bytes": lambda: np.arange(40_000_000).astype("u1"),
    "bools": lambda: np.zeros(40_000_000, bool),
    "small-floats": lambda: normal(9_000_000).astype("f4"),
    "columns-first": lambda: np.asfortranarray(normal(2000, 2000)),
    "frame-of-numbers": lambda: pd.DataFrame(normal(1_000_000, 4)),
}


def digests() -> None:
    """Beside one pass over the bytes; over the rows, if they are no plain bytes."""
    for name, make in DIGESTED.items():
        value = make()
        data = np.ascontiguousarray(value).view("u1").data
        digested(name, value, lambda: hashlib.blake2b(data, digest_size=16).digest())
    frame = pd.DataFrame(
        {
            "count": np.arange(1_000_000),
            "measured": normal(1_000_000),
            "city": np.random.default_rng(1).choice(["Paris", "Lyon", "Brest"], 1_000_000),
            "at": pd.date_range("2026-01-01", periods=1_000_000, freq="s"),
        }
    )
    digested("frame1Mrows", frame, lambda: pd.util.hash_pandas_object(frame, categorize=False))


def digested(name: str, value: Any, one_pass: Callable[[], Any]) -> None:
    took, measure = milliseconds(lambda: npt_client.digest_of_whole(value)), milliseconds(one_pass)
    print("BenchmarkDigest/%s 1 %.0f cpu-ms %.2f ratio" % (name, took, took / measure))


FIRST_CELL = """
import sys, time
head = b"_npt_served = {'servers': ['http://127.0.0.1:9'], 'client': 'x'}\\n"
source = head + open(sys.argv[1], "rb").read()
if sys.argv[2]:
    started = time.process_time()
    __import__(sys.argv[2])
    print((time.process_time() - started) * 1000)
for again in range(2):
    started = time.process_time()
    exec(source)
    print((time.process_time() - started) * 1000)
"""


def first_cell() -> None:
    """The exec of a first cell in a new process each, and once more: on a computer where the client ran
    before, and where it did not; where requests is imported, beside that import, and where nothing is.
    What of the client goes over the network, compressed.
    """
    client = FOLDER.parent / "served.py"
    small = len(gzip.compress(client.read_bytes(), 6))
    print(
        "BenchmarkFirstCell/size 1 %.0f kB %.1f kB-gzip"
        % (client.stat().st_size / 1e3, small / 1e3)
    )
    command = [sys.executable, "-c", FIRST_CELL, str(client)]
    for before, name in ((False, "first"), (True, "exec")):
        imported, took, again = best_of([*command, "requests"], before)
        print("BenchmarkFirstCell/%s 1 %.0f cpu-ms %.2f x-requests" % (name, took, took / imported))
        print(
            "BenchmarkFirstCell/%s-bare 1 %.0f cpu-ms" % (name, best_of([*command, ""], before)[0])
        )
    print("BenchmarkFirstCell/again 1 %.1f cpu-ms" % again)


def best_of(command: List[str], before: bool) -> List[float]:
    """Returns the smallest of each figure that a command prints, for a student whose home has seen the
    client before, or has not.
    """
    rounds = []
    for _ in range(ROUNDS):
        with tempfile.TemporaryDirectory() as home:
            for _ in range(1 + before):
                environment = {**os.environ, "NPT_HOME": os.path.join(home, "npt")}
                printed = subprocess.check_output(command, text=True, env=environment)
        rounds.append(printed.split())
    return [min(map(float, figures)) for figures in zip(*rounds)]


def loop_of_sends(program: str) -> None:
    """300 sends to a question and one to the next, until the teacher's page has the last of both."""
    with tempfile.TemporaryDirectory() as data, served(program, data) as addresses:
        student = Student(addresses["notebooks"][0])
        started = time.monotonic()
        for epoch in range(300):
            student.send(epoch, "loss")
        student.send("x", "next")
        called = time.monotonic()
        while set(shown(addresses["console"])) != {("loss", "299"), ("next", "x")}:
            assert time.monotonic() - called < 300
            time.sleep(0.01)
        seen = time.monotonic() - called
        student.leave()
    print("BenchmarkSendLoop/300 1 %.2f s-to-call %.2f s-to-last-seen" % (called - started, seen))


@contextlib.contextmanager
def served(program: str, data: str) -> Iterator[Any]:
    """Runs the teacher's program, and yields its addresses."""
    command = [program, "serve", "--json", "--listen", "127.0.0.1:0", "--data", data]
    command += ["--owner", "prof", "--session", "lab-1"]
    environment = {**os.environ, "XDG_STATE_HOME": data}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as process:
        assert process.stdout is not None
        yield json.loads(process.stdout.readline())
        process.terminate()


def shown(console: str) -> List[Tuple[str, str]]:
    """Returns question and answer of the records that the page shows."""
    address, _, token = console.partition("/?token=")
    request = urllib.request.Request(
        address + "/api/Records",
        json.dumps([{"sessionId": 1}]).encode(),
        {"Authorization": "Bearer " + token, "Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request) as answer:
        page = json.load(answer)
    return [(record["question"], text_of(record)) for record in page["records"]]


def text_of(record: Any) -> str:
    """Returns the number or text of a record, as its row has it."""
    preview = record["preview"]
    return str(preview["rows"][0][0] if preview.get("rows") else preview["text"])


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as home:
        os.environ["NPT_HOME"] = home
        digests()
        first_cell()
        loop_of_sends(sys.argv[1])
