"""Files: this user's folder, private files in it, and the sender's id.

Promises that no other user of the machine can read them. Where no home can be written, the folder is a
temporary one, and the id follows from the machine and the user. Where no file can be written and the
machine cannot be told again, the id lasts as long as the process.
"""

import os
import platform
import re
import stat
import sys
import time
import uuid

from .home import folder_at_home

# How the names of folders begin that the next start of the machine may not find again.
TEMPORARY = "npt-temporary-"
NOWHERE = os.path.join(os.devnull, TEMPORARY + "nowhere")  # nothing can be kept there


def own_folder() -> str:
    """Returns this user's folder for the client's files; NOWHERE if there is none. NPT_HOME overrides
    it.
    """
    if os.environ.get("NPT_HOME"):
        return os.environ["NPT_HOME"]
    for find in (folder_at_home, temporary_folder):
        folder = find()
        try:
            if folder and os.access(private_folder(folder), os.W_OK | os.X_OK):
                return folder
        except OSError:  # it cannot be made there
            pass
    return NOWHERE


def temporary_folder() -> str:
    """Makes this user's folder among the temporary ones, if it is missing, and returns its path; '' if
    that is not possible, or if the folder is another user's or a link.
    """
    import tempfile

    try:
        folder = os.path.join(tempfile.gettempdir(), TEMPORARY + user_id())
        try:
            os.mkdir(folder, 0o700)
        except FileExistsError:
            pass
        found = os.lstat(folder)
    except OSError:
        return ""
    # On Windows each user has temporary folders of their own.
    own = os.name != "posix" or found.st_uid == os.getuid()
    return folder if own and stat.S_ISDIR(found.st_mode) else ""


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
    """Returns this user's id on this machine, without personal data: random, and kept in a file at home;
    else from the ids of machine and user; else random, and kept in the folder if that is possible.

    The operating system's machine id is mixed in, so that machines with a copy of one disk have
    different ids.
    """
    lasts = not os.path.basename(folder).startswith(TEMPORARY)
    kept = kept_sender_id(folder if lasts else folder_at_home()) or id_of_user()
    kept = kept or kept_sender_id(folder) or uuid.uuid4().hex
    return uuid.uuid5(uuid.UUID(kept), machine_id()).hex


def kept_sender_id(folder: str) -> str:
    """Returns the random id that a folder keeps, a new one the first time; '' if it can keep none."""
    path = os.path.join(folder, "sender-id")
    for _ in range(3 if folder else 0):
        try:
            with open(path, encoding="ascii") as file:
                kept = file.read().strip()
            if re.fullmatch("[0-9a-f]{32}", kept):
                return kept
            if abs(time.time() - os.stat(path).st_mtime) > 5:  # a full disk cut it short
                os.unlink(path)
            time.sleep(0.02)  # another kernel is just writing it
        except FileNotFoundError:
            write_sender_id(path)
        except (OSError, ValueError):
            break
    return ""


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


def id_of_user() -> str:
    """Returns 32 hex digits that tell this user of this machine from others, and nothing else about
    them; '' if the machine cannot be told again.
    """
    machine = host_uuid() if sys.platform == "darwin" else machine_id()
    name = "" if sys.platform == "darwin" else platform.node()  # a Mac takes that of its network
    if not machine:
        node = uuid.getnode()
        machine = "" if node >> 40 & 1 else str(node)  # no address of a card, but a random number
    if not machine:
        return ""
    return uuid.uuid5(uuid.NAMESPACE_OID, "npt %s %s %s" % (machine, name, user_id())).hex


def user_id() -> str:
    """Returns what tells the users of this machine apart: a number, or on Windows a name."""
    if os.name == "posix":
        return str(os.getuid())
    try:
        return re.sub(r"[^\w.-]", "_", os.getlogin())
    except OSError:
        return "user"


def host_uuid() -> str:
    """Returns the id that macOS gives the machine, by gethostuuid(3); '' if there is none."""
    import ctypes

    found, at_once = ctypes.create_string_buffer(16), (ctypes.c_long * 2)(0, 0)
    try:
        failed = ctypes.CDLL(None).gethostuuid(found, at_once)
    except (OSError, AttributeError):
        return ""
    return "" if failed else found.raw.hex()
