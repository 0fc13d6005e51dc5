"""Two versions of the client in one kernel, and every version of Python on this computer."""

import gzip
import os
import pathlib
import shutil
import subprocess
import sys
from typing import Any, Dict, Iterator, List, Tuple

import bundle
import pytest
from conftest import Teacher, outbox_files
from deadline import DEADLINE, PATIENT_PY, SERVED_PY, UNTIL_DELIVERED

# client.py of commit 8f800c4: before it was made from modules, and before many names changed.
EARLIER = gzip.decompress(
    (pathlib.Path(__file__).parent / "testdata" / "client-before-modules.py.gz").read_bytes()
)
CONFIG = {"session_name": "l", "session_owner": "p", "sender_name": "n"}


def served(client: bytes, version: str, *servers: str, **more: Any) -> bytes:
    more.update(servers=list(servers), client=version, messages=True)
    return b"_npt_served = " + repr(more).encode() + b"\n" + client


@pytest.fixture
def clean_process() -> Iterator[None]:
    yield
    running = sys.modules.pop("npt_client", None)
    if running is not None:
        running._client.retire()


@pytest.fixture(params=["to the new one", "back to the earlier one"])
def versions(request: pytest.FixtureRequest) -> List[bytes]:
    """The client that runs first, and the client of a later first cell."""
    both = [EARLIER, PATIENT_PY]
    return both if request.param == "to the new one" else both[::-1]


def test_another_version_takes_over_what_waits_in_memory(
    versions: List[bytes],
    teacher: Teacher,
    nobody: str,
    clean_process: None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NPT_HOME", os.devnull + "/nowhere")
    student: Dict[str, Any] = {"__name__": "__main__"}
    exec(served(versions[0], "first", nobody), student)
    student["npt_config"] = CONFIG
    student["send"]("waits", 1)
    first, send = sys.modules["npt_client"], student["send"]
    exec(served(versions[1], "second", teacher.url), student)
    assert teacher.wait(1)[0].fields["data"] == "waits"
    assert student["send"] is not send and sys.modules["npt_client"] is not first
    student["send"]("new", 2)
    assert teacher.wait(2)[1].fields["data"] == "new"
    ended: Any = first
    ended._client.courier._thread.join(DEADLINE)
    assert not ended._client.courier._thread.is_alive()
    exec(served(versions[1], "second", teacher.url), student)  # the same cell once more
    student["send"]("again", 3)
    assert teacher.wait(3)[2].fields["data"] == "again"


def test_another_version_reads_the_files_of_the_earlier(
    versions: List[bytes], teacher: Teacher, nobody: str, home: pathlib.Path
) -> None:
    code = "import sys\nexec(sys.stdin.buffer.read())\nnpt_config = %r\nsend(%r, %d)\n%s"
    for client, server, value, last in (
        (versions[0], nobody, "left in a file", "import os; os._exit(0)"),
        (versions[1], teacher.url, "new", UNTIL_DELIVERED % 2),
    ):
        done = subprocess.run(
            [sys.executable, "-c", code % (CONFIG, value, len(value), last)],
            input=served(client, "x", server),
            capture_output=True,
            timeout=DEADLINE,
        )
        assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    received = {each.fields["data"]: each.fields for each in teacher.wait(2)}
    assert set(received) == {"left in a file", "new"}
    uuids = [fields["sender_uuid"] for fields in received.values()]
    assert uuids[0] == uuids[1] and outbox_files(home) == []


def pythons() -> List[str]:
    """Returns the paths of Python 3.8 to 3.13 on this computer, this one first."""
    others = installed([(3, minor) for minor in range(8, 14)])
    return [sys.executable] + [path for path in others if path != os.path.realpath(sys.executable)]


def ends(paths: List[str]) -> List[str]:
    """Returns the first and the last, which are the oldest and the newest."""
    return list(dict.fromkeys(paths[:1] + paths[-1:]))


def installed(versions: List[Tuple[int, int]]) -> List[str]:
    """Returns the paths of Pythons of these versions on this computer, in PATH and in pyenv, the oldest
    first.
    """
    names = ["%d.%d" % version for version in versions]
    found = [shutil.which("python" + name) for name in names]
    pyenv = shutil.which("pyenv")
    if pyenv:
        root = subprocess.run([pyenv, "root"], capture_output=True, text=True).stdout.strip()
        for name in names:
            found += map(str, pathlib.Path(root, "versions").glob(name + ".*/bin/python"))
    paths: Dict[str, str] = {}
    for path in filter(None, found):
        code = "import sys; print('%02d %02d' % sys.version_info[:2] + sys.executable)"
        done = subprocess.run([path, "-c", code], capture_output=True, text=True)
        if done.returncode == 0:  # some are stubs, and others lead to one that is listed too
            paths[os.path.realpath(done.stdout.strip()[5:])] = done.stdout[:5]
    return sorted(paths, key=paths.__getitem__)


# The first cell that needs no package.
ANY_PYTHON = """\
try:
    from pyodide.http import open_url as get
except ImportError:
    from urllib.request import urlopen as get
exec(get("%s/get-send-code").read())
npt_config = {'session_name': 'l', 'session_owner': 'p'}
npt_config['sender_name'] = input("Name:")"""

SCRIPT = """
def f(x):
    return x
send([1, {'a': 2.5}], 1); send(f, 2); send(lambda x: x, 3); send(2**100, 4); send(KeyError('k'), 5)
print(sorted(name for name in globals() if not name.startswith('__')))
"""


@pytest.mark.parametrize("python", pythons())
def test_every_python_runs_the_client(python: str, teacher: Teacher, home: pathlib.Path) -> None:
    cell = ANY_PYTHON % teacher.url
    written = (bundle.FOLDER / "firstcell.go").read_text("utf-8")
    assert cell.partition(teacher.url)[0] in written  # by the app
    done = subprocess.run(
        [python, "-I", "-S", "-W", "error", "-c", cell + SCRIPT],
        input=b"Zo\n",
        capture_output=True,
        timeout=DEADLINE,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    names = "_npt_config f get hashlib inspect io json npt npt_config platform send sys uuid"
    assert done.stdout.decode().strip() == "Name:" + str(names.split())
    answers = [each.fields["data"] for each in teacher.wait(5)]
    assert answers[0] == '[1, {"a": 2.5}]' and answers[3:] == [str(2**100), "KeyError: 'k'"]
    assert teacher.received[0].fields["sender_name"] == "Zo"
    assert outbox_files(home) == []


@pytest.mark.parametrize("python", ends(pythons()[1:]) or pythons())
def test_every_python_makes_the_same_client(python: str) -> None:
    code = (
        "import sys; sys.path.insert(0, %r); import bundle; "
        "sys.stdout.buffer.write(bytes().join(bundle.bundled().values()))"
    )
    done = subprocess.run([python, "-I", "-c", code % str(bundle.FOLDER)], capture_output=True)
    assert done.stderr == b"" and done.stdout == bundle.CLIENT.read_bytes() + SERVED_PY
