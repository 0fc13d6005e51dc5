"""Starts the client in a module of its own, which nothing that a student does can reach. The student's
namespace gains send and npt.

Where the same client runs already, nothing of it is compiled again. Else its compiled code is read from
the file that an earlier notebook left in this user's folder, which spares every later one most of the
time that a first cell takes. That file is private, as is all in the folder, and counts only if it is
this user's, whole, and made of this source by this very Python.
"""

import hashlib
import marshal
import os
import sys
import types
from typing import Any, Dict

from .home import folder_at_home

NAME = "npt_client"  # of the module, in every version
DIGEST = 32  # bytes of a SHA-256


def start(source: str) -> None:
    """Starts the client, of this source, for the notebook whose first cell calls this, or has the one
    that runs serve it anew.
    """
    cell = sys._getframe(1)
    student, left = cell.f_globals, cell.f_locals
    served: Dict[str, Any] = left.pop("_npt_served", None) or student.pop("_npt_served", {})
    for name in ("_npt_builtins", "_npt_loader"):
        left.pop(name, None)
    # A first cell that checks what it runs, or carries it, assigns this itself, and not in this code.
    served["original"] = "_npt_served" in cell.f_code.co_names
    module: Any = sys.modules.get(NAME)
    client = getattr(module, "_client", None)
    if client is not None and client.fingerprint == served.get("client"):
        module.install(student, served, module)
        return
    key = hashlib.sha256(repr((sys.version, sys.flags.optimize, source)).encode("utf-8", "replace"))
    path = path_of_code()
    code = code_in(path, key.digest()) if path else None
    compiled = code or compile(source, "<%s>" % NAME, "exec", dont_inherit=True)
    module = types.ModuleType(NAME)
    module._npt_code = compiled
    exec(compiled, module.__dict__)
    module.install(student, served, module)
    if path and code is None:
        leave_code(path, key.digest(), compiled)


def path_of_code() -> str:
    """Returns the path of this Python's file of compiled code; '' if there is no folder for it. In a
    browser all files of the folder go into the browser's own store, where this one would be a burden.
    """
    folder = os.environ.get("NPT_HOME") or folder_at_home()
    version = sys.implementation.cache_tag
    if not folder or not version or sys.platform == "emscripten":
        return ""
    return os.path.join(folder, "code-" + version)


def code_in(path: str, key: bytes) -> Any:
    """Returns the code in a file of compiled code; None if it is not there, not of this key, not whole,
    or if others than this user may have written it.
    """
    try:
        with open(path, "rb") as file:
            found = os.fstat(file.fileno())
            if os.name == "posix" and (found.st_uid != os.getuid() or found.st_mode & 0o022):
                return None
            seal, content = file.read(DIGEST), file.read()
        if seal == hashlib.sha256(key + content).digest():
            return marshal.loads(content)
    except (OSError, ValueError, EOFError, TypeError):
        pass
    return None


def leave_code(path: str, key: bytes, code: types.CodeType) -> None:
    """Writes a file of compiled code, as a whole or not at all."""
    made = "%s-%d" % (path, os.getpid())
    try:
        content = marshal.dumps(code)
        flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(made, flags, 0o600), "wb") as file:
            file.write(hashlib.sha256(key + content).digest() + content)
        os.replace(made, path)
    except (OSError, ValueError):  # no folder, a full disk, another kernel of this number elsewhere
        try:
            os.unlink(made)
        except OSError:
            pass
