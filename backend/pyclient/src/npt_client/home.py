"""Where the home of the client's files is.

Alone, as the loader needs it too, before the client is there: see src/loader.py.
"""

import os
import sys


def folder_at_home() -> str:
    """Returns the path of the client's folder in this user's home; '' if there is no home."""
    home = os.path.expanduser("~") if os.environ.get("HOME", "~") else ""
    if not os.path.isabs(home) or not os.path.isdir(home):
        home = ""
    if sys.platform == "win32":
        parent = os.environ.get("LOCALAPPDATA") or home
    elif sys.platform == "darwin":
        parent = home and os.path.join(home, "Library", "Application Support")
    else:
        parent = os.environ.get("XDG_STATE_HOME") or ""
        if not os.path.isabs(parent):
            parent = home and os.path.join(home, ".local", "state")
    return parent and os.path.join(parent, "npt")
