"""The loader: what a first cell compiles, when the client runs already or was compiled before."""

import os
import pathlib
import subprocess
import sys
from typing import Any, Callable, Dict, Tuple

import bundle
from deadline import DEADLINE, SERVED_PY

SCRIPT = """
import sys
compiled, source = [], sys.stdin.buffer.read()
sys.addaudithook(lambda event, args: compiled.append(1)
                 if event == "compile" and args[1] == "<npt_client>" else None)
exec(source)
print(len(compiled))
first = send
exec(source)
print(len(compiled), send is first)
try:
    sys.modules["npt_client"]._client._send.__func__(None, 1, 1, None, 1)
except AttributeError as error:
    print(error.__traceback__.tb_next.tb_frame.f_code.co_filename, error.__traceback__.tb_next.tb_lineno)
"""


def compiled(client: bytes = SERVED_PY) -> Tuple[int, str]:
    """Runs a first cell twice in a new process. Returns how often the client was compiled, and where an
    error in it is said to be.
    """
    head = b"_npt_served = {'servers': ['http://127.0.0.1:9'], 'client': 'x', 'messages': False}\n"
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], input=head + client, capture_output=True, timeout=DEADLINE
    )
    assert (done.returncode, done.stderr) == (0, b"")
    once, again, where = done.stdout.decode().splitlines()
    assert again == once + " True"
    return int(once), where


def code_of(home: pathlib.Path) -> pathlib.Path:
    (path,) = home.glob("code-*")
    return path


def in_its_place_a_folder(path: pathlib.Path) -> None:
    path.rename(path.with_name("was"))
    path.mkdir()


# What may become of the file of compiled code, after which it does not count.
HARM: Dict[str, Callable[[pathlib.Path], Any]] = {
    "gone": lambda path: path.unlink(),
    "cut short": lambda path: path.write_bytes(path.read_bytes()[:-100]),
    "changed": lambda path: path.write_bytes(path.read_bytes().replace(b"Your", b"Mine")),
    "empty": lambda path: path.write_bytes(b""),
    "others may write": lambda path: path.chmod(0o666),
    "a folder": in_its_place_a_folder,
}


def test_the_client_is_compiled_once_on_a_computer(home: pathlib.Path) -> None:
    assert [compiled()[0], compiled()[0]] == [1, 0]
    for harm, do in HARM.items():
        assert os.name != "posix" or code_of(home).stat().st_mode & 0o777 == 0o600
        do(code_of(home))
        assert (harm, compiled()[0]) == (harm, 1)
    assert [path.name for path in home.glob("code-*-*-*")] == []  # no half of a file is left


def test_another_client_is_compiled_and_an_error_has_the_line_of_client_py(
    home: pathlib.Path,
) -> None:
    lines = bundle.CLIENT.read_text("utf-8").splitlines()
    for client in (SERVED_PY, SERVED_PY.replace(b"Your answers", b"Your ANSWERS")):
        for count in (1, 0):
            times, where = compiled(client)
            name, line = where.split()
            assert (times, name) == (count, "<npt_client>")
            assert "self" in lines[int(line) - 1]
