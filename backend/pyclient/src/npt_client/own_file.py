"""The file of the notebook that runs: found by what the front end says, else by what is in the folder.

Promises to open files that end with .ipynb only, and to write none.
"""

import os
import re
from typing import List

from .limits import MAX_LOOKED_THROUGH, MAX_READ_TO_FIT
from .records import Settings

NOTEBOOK = ".ipynb"
OF_JUPYTER = (
    "JPY_SESSION_NAME"  # an environment variable: the path, or what was the path at the start
)
# What only a first cell has, of any form.
FIRST_CELL = re.compile(rb"get-send-code|_npt_served|npt_config")


def file_by_jupyter(folder: str) -> str:
    """Returns the notebook's file as the Jupyter server named it when the kernel started; '' if it says
    nothing, or has another name by now.
    """
    named = os.environ.get(OF_JUPYTER, "")
    if not named.lower().endswith(NOTEBOOK):
        return ""
    for path in (named, os.path.join(folder, os.path.basename(named))):
        if os.path.isabs(path) and os.path.isfile(path):
            return path
    return ""


def notebooks_that_fit(folder: str, settings: Settings) -> List[str]:
    """Returns the notebooks in a folder that have a first cell for this session, the one that was saved
    last first.
    """
    try:
        names = [name for name in os.listdir(folder) if name.lower().endswith(NOTEBOOK)]
    except OSError:
        return []
    found = []
    for name in sorted(names)[:MAX_LOOKED_THROUGH]:
        path = os.path.join(folder, name)
        if fits(path, settings):
            found.append(path)
    return sorted(found, key=saved_at, reverse=True)


def fits(path: str, settings: Settings) -> bool:
    """Tells whether a notebook begins with a first cell and names the session."""
    try:
        with open(path, "rb") as file:
            content = file.read(MAX_READ_TO_FIT)
    except OSError:
        return False
    # As JSON writes it, with escapes or without.
    name = settings.session
    written = (name.encode("utf-8"), name.encode("ascii", "backslashreplace"))
    return bool(FIRST_CELL.search(content)) and any(form in content for form in written)


def saved_at(path: str) -> float:
    """Returns when a file was saved; 0.0 if it is gone."""
    try:
        return os.stat(path).st_mtime
    except OSError:
        return 0.0
