"""Files: this user's folder, private files in it, and the sender's random id.

Promises that no other user of the machine can read them. Where no file can be written, the id lasts
as long as the process.
"""

import os
import re
import sys
import time
import uuid


def own_folder() -> str:
    """Returns this user's folder for the client's files. NPT_HOME overrides it."""
    home = os.path.expanduser("~")
    if os.environ.get("NPT_HOME"):
        return os.environ["NPT_HOME"]
    if not os.path.isabs(home):
        return os.path.join(os.devnull, "npt")  # no home: nothing can be kept
    if sys.platform == "win32":
        return os.path.join(os.environ.get("LOCALAPPDATA") or home, "npt")
    if sys.platform == "darwin":
        return os.path.join(home, "Library", "Application Support", "npt")
    return os.path.join(
        os.environ.get("XDG_STATE_HOME") or os.path.join(home, ".local", "state"), "npt"
    )


def private_folder(*parts: str) -> str:
    """Makes a folder that only its user can enter, if it is missing, and returns its path. Raises
    OSError.
    """
    path = os.path.join(*parts)
    os.makedirs(path, mode=0o700, exist_ok=True)
    if os.name == "posix" and os.stat(path).st_mode & 0o077:
        os.chmod(path, 0o700)
    return path


def private_file(path: str) -> int:
    """Creates a file that only its user can read, and returns its descriptor. Raises OSError."""
    return os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600)


def own_sender_uuid(folder: str) -> str:
    """Returns this user's id on this machine: random, kept in a file, without personal data.

    The operating system's machine id is mixed in, so that machines with a copy of one disk have
    different ids.
    """
    path = os.path.join(folder, "sender-id")
    for _ in range(3):
        try:
            with open(path, encoding="ascii") as file:
                kept = file.read().strip()
            if re.fullmatch("[0-9a-f]{32}", kept):
                return uuid.uuid5(uuid.UUID(kept), machine_id()).hex
            if abs(time.time() - os.stat(path).st_mtime) > 5:  # a full disk cut it short
                os.unlink(path)
            time.sleep(0.02)  # another kernel is just writing it
        except FileNotFoundError:
            write_sender_id(path)
        except (OSError, ValueError):
            break
    return uuid.uuid4().hex


def write_sender_id(path: str) -> None:
    """Writes a new random id, unless the file exists or cannot be written."""
    try:
        private_folder(os.path.dirname(path))
        with os.fdopen(private_file(path), "w") as file:
            file.write(uuid.uuid4().hex)
    except OSError:  # no home, or another kernel was first
        pass


def machine_id() -> str:
    """Returns the operating system's id of this machine; '' if there is none. Used hashed only."""
    try:
        if sys.platform == "win32":
            import winreg

            with winreg.OpenKey(
                winreg.HKEY_LOCAL_MACHINE, r"SOFTWARE\Microsoft\Cryptography"
            ) as key:
                return str(winreg.QueryValueEx(key, "MachineGuid")[0])
        with open("/etc/machine-id", encoding="ascii") as file:
            return file.read().strip()
    except (OSError, ValueError, ImportError):
        return ""
