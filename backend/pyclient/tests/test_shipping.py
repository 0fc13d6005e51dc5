"""Functions that use send go to other processes: by joblib, loky, cloudpickle, dill and pickle."""

import pathlib
import subprocess
import sys
from typing import Any, Dict

import pytest
from conftest import Teacher, config, outbox_files
from deadline import DEADLINE, PATIENT_PY
from test_versions import ends, pythons

CONFIG = config(sender_uuid="device-1", part_name="b")

NOTEBOOK = """
import json, subprocess, sys
exec(sys.stdin.buffer.read())
npt_config = {**%r, 'odd': object()}
def work(number):
    send(number, number)
    npt.status
    return number
def elsewhere(pickled, last='thing(7)'):
    code = 'import pickle, sys; thing = pickle.load(sys.stdin.buffer); ' + last
    done = subprocess.run([sys.argv[1], '-c', code], input=pickled, capture_output=True)
    print((done.stdout + done.stderr).decode(), end='')
%s
"""

# How a function comes to another process, and which questions it answers there.
WAYS: Dict[str, Any] = {
    "joblib": (
        "import joblib\n"
        "print(joblib.Parallel(n_jobs=2)(joblib.delayed(work)(n) for n in range(8)))\n"
        "print(joblib.Parallel(n_jobs=2)(joblib.delayed(send)(n, n) for n in range(8, 10)))",
        range(10),
        "[0, 1, 2, 3, 4, 5, 6, 7]\n[None, None]\n",
    ),
    "joblib, by processes of multiprocessing": (
        "import joblib\n"
        "joblib.Parallel(n_jobs=2, backend='multiprocessing')(joblib.delayed(work)(n) for n in range(8))",
        range(8),
        "",
    ),
    "joblib, in the workers' workers": (
        "import joblib\n"
        "def many(n):\n"
        "    joblib.Parallel(n_jobs=2)(joblib.delayed(work)(10 * n + m) for m in range(2))\n"
        "joblib.Parallel(n_jobs=2)(joblib.delayed(many)(n) for n in range(2))",
        (0, 1, 10, 11),
        "",
    ),
    "cloudpickle": (
        "from joblib.externals import cloudpickle\nelsewhere(cloudpickle.dumps(work))",
        (7,),
        "",
    ),
    "dill": ("import dill\nelsewhere(dill.dumps(work, recurse=True))", (7,), ""),
    "dill, the whole notebook": (
        "import dill\ndel npt_config['odd']\ndill.dump_session(sys.argv[2])\n"
        "elsewhere(b'N.', 'import dill; dill.load_session(%r); work(7)' % sys.argv[2])",
        (7,),
        "",
    ),
    "pickle": ("import pickle\nelsewhere(pickle.dumps(send), 'thing(7, 7)')", (7,), ""),
    "pickle of a pickle": (
        "import pickle\nelsewhere(pickle.dumps(send), "
        "'thing = pickle.loads(pickle.dumps(thing)); thing(7, 7)')",
        (7,),
        "",
    ),
    "pickle of npt": ("import pickle\nelsewhere(pickle.dumps(npt), 'thing.help(\"\")')", (), None),
}


def run(
    teacher: Teacher, last_lines: str, tmp_path: pathlib.Path, python: str = sys.executable
) -> "subprocess.CompletedProcess[bytes]":
    served = b"_npt_served = " + repr({"servers": [teacher.url], "id": "K7Q"}).encode() + b"\n"
    return subprocess.run(
        [
            sys.executable,
            "-c",
            NOTEBOOK % (CONFIG, last_lines),
            python,
            str(tmp_path / "session.pkl"),
        ],
        input=served + PATIENT_PY,
        capture_output=True,
        timeout=3 * DEADLINE,
    )


@pytest.mark.parametrize("way", WAYS)
def test_send_works_where_it_is_sent_to(
    way: str, teacher: Teacher, tmp_path: pathlib.Path, home: pathlib.Path
) -> None:
    last_lines, questions, said = WAYS[way]
    done = run(teacher, last_lines, tmp_path)
    assert (done.returncode, done.stderr) == (0, b"")
    assert said is None or done.stdout.decode() == said
    wanted = sorted(map(str, questions))
    received = teacher.wait(len(wanted) or 1)
    # What a worker was ended over may come twice, and counts once.
    labels = {each.fields["record_id"]: each.fields.get("question_nb", "") for each in received}
    assert sorted(labels.values()) == (wanted or [""])
    keys = ("session_name", "part_name", "sender_name", "sender_uuid")
    students = {tuple(each.fields[key] for key in keys) for each in received}
    assert students == {tuple(CONFIG[key] for key in keys)}
    assert outbox_files(home) == []


@pytest.mark.parametrize("python", ends(pythons()[1:]))
def test_another_version_of_python_does_nothing(
    python: str, teacher: Teacher, tmp_path: pathlib.Path
) -> None:
    of_send = "print(thing(7, 7)); print(pickle.loads(pickle.dumps(thing))(8, 8))"
    of_npt = "print(thing.status(), thing.help('x'))"
    lines = "import pickle\nelsewhere(pickle.dumps(send), %r)\nelsewhere(pickle.dumps(npt), %r)"
    done = run(teacher, lines % (of_send, of_npt), tmp_path, python)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"None\nNone\nNone None\n", b"")
    assert teacher.received == []


def test_settings_that_change_are_told_to_workers(teacher: Teacher, tmp_path: pathlib.Path) -> None:
    lines = (
        "from joblib.externals.loky import get_reusable_executor\n"
        "executor = get_reusable_executor(1)\n"
        "executor.submit(work, 1).result()\n"
        "npt_config['sender_name'] = 'Zoé'\n"
        "executor.submit(work, 2).result()"
    )
    done = run(teacher, lines, tmp_path)
    assert (done.returncode, done.stderr) == (0, b"")
    names = {each.fields["question_nb"]: each.fields["sender_name"] for each in teacher.wait(2)}
    assert names == {"1": CONFIG["sender_name"], "2": "Zoé"}
