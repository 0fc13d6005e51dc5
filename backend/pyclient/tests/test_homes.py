"""One student stays one, whatever becomes of the home: kiosks, read-only homes, none at all."""

# mypy: allow-untyped-calls

import ctypes
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import types
from typing import Any, Dict, Iterator, List

import pytest
from conftest import Teacher
from forms import npt_client
from deadline import DEADLINE, PATIENT_PY, UNTIL_DELIVERED

SCRIPT = """
import os, sys
exec(sys.stdin.buffer.read())
npt_config = {'session_name': 'l', 'session_owner': 'p', 'sender_name': 'n'}
answer = %r
send(answer, answer)  # a question of its own
print(_npt_config['sender_uuid'])
"""
NOBODY = 65534  # a user without rights: root can write everywhere


@pytest.fixture
def disk() -> Iterator[pathlib.Path]:
    """A folder that every user can enter, with temporary folders in it and homes of each kind."""
    root = pathlib.Path(tempfile.mkdtemp())
    root.chmod(0o755)
    for name, mode in (("tmp", 0o1777), ("home", 0o700), ("read-only", 0o500)):
        (root / name).mkdir()
        (root / name).chmod(mode)
        if os.getuid() == 0:
            os.chown(root / name, NOBODY, NOBODY)
    yield root
    shutil.rmtree(root)


def kernel(
    disk: pathlib.Path, environment: Dict[str, str], server: str, value: str, arrive: int = 0
) -> str:
    """Sends value in a new process of the user. It ends when so many records have arrived, and is
    killed at once if none is to arrive. Returns the sender's id.
    """
    more: Dict[str, Any] = {"user": NOBODY, "group": NOBODY} if os.getuid() == 0 else {}
    last = UNTIL_DELIVERED % arrive if arrive else "\nos.kill(os.getpid(), 9)"
    done = subprocess.run(
        [sys.executable, "-u", "-c", SCRIPT % value + last],
        input=b"_npt_served = " + repr({"servers": [server]}).encode() + b"\n" + PATIENT_PY,
        capture_output=True,
        timeout=3 * DEADLINE,
        cwd=disk,
        env={name: text.replace("DISK", str(disk)) for name, text in environment.items()}
        | {"TMPDIR": str(disk / "tmp"), "PATH": os.environ["PATH"]},
        **more,
    )
    assert (done.returncode, done.stderr) == (0 if arrive else -9, b"")
    return str(done.stdout.decode())


# The environment of a user, and the folder that is used.
HOMES: Dict[str, Any] = {
    "a home": ({"HOME": "DISK/home"}, "home/.local/state/npt"),
    "a home for state": ({"HOME": "", "XDG_STATE_HOME": "DISK/home"}, "home/npt"),
    "an empty one": ({"HOME": ""}, "tmp/npt-temporary-"),
    "none that exists": ({"HOME": "/nonexistent"}, "tmp/npt-temporary-"),
    "that of a user who has none": ({}, "tmp/npt-temporary-"),
    "a relative one": ({"HOME": "home"}, "tmp/npt-temporary-"),
    "a read-only one": ({"HOME": "DISK/read-only"}, "tmp/npt-temporary-"),
    "no place for state": ({"HOME": "", "XDG_STATE_HOME": "/proc/no"}, "tmp/npt-temporary-"),
}


@pytest.mark.parametrize("home_is", HOMES)
def test_a_student_without_a_home_is_one(
    home_is: str, disk: pathlib.Path, teacher: Teacher, nobody: str
) -> None:
    environment, folder = HOMES[home_is]
    ids = [kernel(disk, environment, nobody, "first")]
    assert [path.parent.name for path in disk.rglob("*.npt")] == ["outbox"]
    (outbox,) = (str(path.parent.parent) for path in disk.rglob("*.npt"))
    assert outbox.startswith(str(disk / folder))
    ids.append(kernel(disk, environment, teacher.url, "last", arrive=2))
    assert len(set(ids)) == 1 and len(ids[0].strip()) == 32
    received = {each.fields["data"]: each.fields["sender_uuid"] for each in teacher.wait(2)}
    assert received == {"first": ids[0].strip(), "last": ids[0].strip()}
    if home_is == "an empty one":  # it outlives the temporary folders, which a restart removes
        shutil.rmtree(outbox)
        assert kernel(disk, environment, teacher.url, "last", arrive=1) == ids[0]


def test_a_temporary_folder_is_private(disk: pathlib.Path, nobody: str) -> None:
    kernel(disk, {"HOME": ""}, nobody, "first")
    paths = [path for path in (disk / "tmp").rglob("*")]
    assert {path.stat().st_mode & 0o077 for path in paths} == {0}


@pytest.mark.skipif(os.getuid() != 0, reason="only root can make what belongs to others")
@pytest.mark.parametrize("trap", ["another user's folder", "a link", "a file"])
def test_a_folder_of_others_is_not_used(trap: str, disk: pathlib.Path, nobody: str) -> None:
    path = disk / "tmp" / ("npt-temporary-%d" % NOBODY)
    if trap == "a link":
        (disk / "theirs").mkdir(mode=0o777)
        (disk / "theirs").chmod(0o777)
        path.symlink_to(disk / "theirs")
    elif trap == "a file":
        path.touch()
    else:
        path.mkdir()
        path.chmod(0o777)
    ids = {kernel(disk, {"HOME": ""}, nobody, "first") for _ in range(2)}
    assert len(ids) == 1 and not list(disk.rglob("*.npt"))


def test_an_id_that_a_read_only_home_has_is_kept(disk: pathlib.Path, nobody: str) -> None:
    first = kernel(disk, {"HOME": "DISK/home"}, nobody, "first")
    for path in (disk / "home" / ".local" / "state" / "npt").iterdir():
        path.chmod(0o500 if path.is_dir() else 0o400)
    (disk / "home" / ".local" / "state" / "npt").chmod(0o500)
    assert kernel(disk, {"HOME": "DISK/home"}, nobody, "first") == first


# Other systems, as far as this one can tell


@pytest.fixture
def ids(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Returns the id of a user of a machine of a kind."""

    def of(machine: str, node: str, user: Any, system: str = "linux", card: int = 1 << 40) -> str:
        with monkeypatch.context() as there:
            there.setattr(npt_client, "sys", types.SimpleNamespace(platform=system))
            there.setattr(npt_client, "machine_id", lambda: machine)
            there.setattr(npt_client, "host_uuid", lambda: machine)
            there.setattr(npt_client, "user_id", lambda: user)
            there.setattr("platform.node", lambda: node)
            there.setattr("uuid.getnode", lambda: card)
            return npt_client.id_of_user()

    return of


def test_machines_and_users_are_told_apart(ids: Any) -> None:
    own = ids("machine", "pc-1", "1000")
    assert ids("machine", "pc-1", "1000") == own
    others = [
        ids("machine", "pc-1", "1001"),
        ids("another", "pc-1", "1000"),
        ids("machine", "pc-2", "1000"),  # a copy of its disk
        ids("", "pc-1", "1000", card=0x02AABBCCDDEE),
        ids("", "pc-1", "1000", card=0x00AABBCCDDEE),
    ]
    assert len({own, *others}) == 6
    assert ids("mac", "name-1", "501", "darwin") == ids("mac", "name-2", "501", "darwin")
    assert ids("", "localhost", "0") == ""  # nothing tells it: the network card has no address


def test_the_id_of_a_mac_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    def gethostuuid(found: Any, at_once: Any) -> int:
        found.raw = bytes(range(16))
        return 0

    for library, id in (
        (types.SimpleNamespace(gethostuuid=gethostuuid), bytes(range(16)).hex()),
        (types.SimpleNamespace(), ""),
    ):
        with monkeypatch.context() as there:
            there.setattr(ctypes, "CDLL", lambda name, library=library: library)
            assert npt_client.host_uuid() == id


def windows(closed: List[str]) -> Any:
    """Returns what of _winapi tells whether a process runs. It notes the handles that are closed."""

    def open_process(access: int, inherit: bool, pid: int) -> str:
        name = {1: "running", 2: "ended", 3: "hidden", 4: "gone"}[pid]
        if name in ("hidden", "gone"):
            trouble = OSError()
            setattr(trouble, "winerror", 5 if name == "hidden" else 87)
            raise trouble
        return name

    return types.SimpleNamespace(
        SYNCHRONIZE=0x100000,
        WAIT_OBJECT_0=0,
        OpenProcess=open_process,
        WaitForSingleObject=lambda handle, seconds: 0 if handle == "ended" else 258,
        CloseHandle=closed.append,
    )


def test_windows_is_asked_whether_a_process_has_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    closed: List[str] = []
    monkeypatch.setitem(sys.modules, "_winapi", windows(closed))
    monkeypatch.setattr(npt_client, "sys", types.SimpleNamespace(platform="win32"))
    assert [npt_client.has_ended(pid) for pid in (1, 2, 3, 4)] == [False, True, False, True]
    assert closed == ["running", "ended"]
