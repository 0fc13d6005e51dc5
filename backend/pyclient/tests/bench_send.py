"""How long a call of send takes, by the state of the teacher's computer, beside a plain POST; and what
CPU a plot takes, beside a plain savefig.

Prints one line each, as Go's benchmarks write them: the 50th and the 99th percentile of the call, in
milliseconds; the CPU of the plot, and its ratio to that of savefig.

    /usr/bin/python3 backend/pyclient/tests/bench_send.py [calls]
"""

import contextlib
import io
import os
import pathlib
import socket
import subprocess
import sys
import tempfile
import time
from typing import Any, Callable, Iterator, List, Tuple

FOLDER = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(FOLDER), str(FOLDER.parent), str(FOLDER.parent / "src")]

from client import capture  # noqa: E402
from conftest import Student, Teacher  # noqa: E402


def percentiles(call: Callable[[int], Any], calls: int) -> Tuple[float, float]:
    """Returns the 50th and the 99th percentile of a call's duration, in milliseconds."""
    seconds: List[float] = []
    for number in range(calls):
        started = time.perf_counter()
        call(number)
        seconds.append(time.perf_counter() - started)
        time.sleep(0.005)  # a notebook does other things between two calls
    seconds.sort()
    return seconds[calls // 2] * 1000, seconds[calls * 99 // 100] * 1000


def leave(student: Student) -> None:
    """Ends a student's client, and waits until it writes no file any more."""
    student.leave()
    thread = student.client.courier._thread
    if thread is not None:
        thread.join(10)


def measure(state: str, address: str, calls: int) -> None:
    with tempfile.TemporaryDirectory() as home:
        os.environ["NPT_HOME"] = home
        student = Student(address)
        student.send("first", 0)
        p50, p99 = percentiles(lambda number: student.send([number, "x"], number % 10), calls)
        leave(student)
        print("BenchmarkSend/%s 1 %.2f p50-ms %.2f p99-ms" % (state, p50, p99))


def measure_calls(address: str, calls: int) -> None:
    """Prints what a function costs its cell that is called for five inputs of the teacher's."""
    lines = ["%d, x=np.linspace(0, 1, 5)" % number for number in range(5)]
    with tempfile.TemporaryDirectory() as home:
        os.environ["NPT_HOME"] = home
        student = Student(address)
        asked = [{"question": "0", "lines": lines, "seconds": 1}]
        student.client._tries.hear("prof", "lab-1", asked)

        def scaled(k: int, x: Any) -> Any:
            return k * x

        p50, p99 = percentiles(lambda number: student.send(scaled, 0), calls)
        leave(student)
        print("BenchmarkSend/five-inputs 1 %.2f p50-ms %.2f p99-ms" % (p50, p99))


def measure_plots() -> None:
    """Prints the CPU that a plot takes in its cell, beside that of a plain savefig as JPEG."""
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt
    import numpy as np

    noise = np.random.default_rng(0).random((64, 64))

    def line(axes: Any) -> None:
        axes.plot([0, 1, 4], label="squares")
        axes.legend()

    kinds: List[Tuple[str, Tuple[int, int], Callable[[Any], Any]]] = [
        ("line", (1, 1), line),
        ("four-images", (2, 2), lambda axes: axes.imshow(noise)),
        ("far-text", (1, 1), lambda axes: (axes.plot([0, 1]), axes.text(100, 100, "label"))),
    ]
    for name, shape, draw in kinds:
        figure, grid = plt.subplots(*shape, squeeze=False)
        for axes in grid.flat:
            draw(axes)
            if name == "far-text":
                axes.set(xlim=(0, 1), ylim=(0, 1))
        plain, ours = (
            least_cpu(work)
            for work in (
                lambda: figure.savefig(io.BytesIO(), format="jpeg"),
                lambda: capture(figure),
            )
        )
        print("BenchmarkPlot/%s 1 %.1f cpu-ms %.2f ratio" % (name, ours * 1000, ours / plain))


def least_cpu(work: Callable[[], Any]) -> float:
    """Returns the seconds of CPU of this thread that work takes when nothing disturbs it."""
    seconds = []
    for _ in range(15):
        started = time.thread_time()
        work()
        seconds.append(time.thread_time() - started)
    return min(seconds)


@contextlib.contextmanager
def teacher_elsewhere(*how: str) -> Iterator[str]:
    """Runs a teacher's computer in a process of its own, and yields its address."""
    command = [sys.executable, __file__, "--teacher", *how]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None and process.stdin is not None
        yield process.stdout.readline().decode().strip()
        process.stdin.close()


def be_a_teacher(how: List[str]) -> None:
    """Answers until standard input ends."""
    teacher = Teacher()
    if how:
        teacher.refuse(429, "rate_limited", Retry_After="60")
    print(teacher.url, flush=True)
    sys.stdin.read()
    teacher.stop()


def main(calls: int) -> None:
    import requests

    with teacher_elsewhere() as address:
        measure("up", address, calls)
        measure_calls(address, calls)
        form = {"question_nb": "1", "type": "list", "data": "[1]"}
        p50, p99 = percentiles(lambda _: requests.post(address + "/add-record", data=form), calls)
        print("BenchmarkSend/requests.post 1 %.2f p50-ms %.2f p99-ms" % (p50, p99))
    with socket.socket() as hole, socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        measure("stopped", "http://127.0.0.1:%d" % unused.getsockname()[1], calls)
        hole.bind(("127.0.0.1", 0))
        hole.listen(8)
        measure("black-hole", "http://127.0.0.1:%d" % hole.getsockname()[1], calls)
    with teacher_elsewhere("busy") as address:
        measure("rate-limited", address, calls)
    measure_plots()
    size = (FOLDER.parent / "served.py").stat().st_size
    print("BenchmarkSend/client 1 %.1f kB" % (size / 1000))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--teacher"]:
        be_a_teacher(sys.argv[2:])
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
