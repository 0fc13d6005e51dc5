# The Notebook Progress Tracker's client: the Python behind send(answer, question) and npt.
#
# Where it comes from: your notebook's first cell fetched it from your teacher's computer, which runs
# the app, and exec'd it; or the cell carries it. The line before it assigns `_npt_served`, a dict with
# the addresses of that computer. What is fetched leaves comments out, to be light; this file, with all
# of them and the same lines, is at /client.py of that computer. It is made: the app's source code has
# its modules, with their tests, in backend/pyclient/src/npt_client, and joins them by
# backend/pyclient/bundle.py. Please change them there.
#
# What it promises to a student:
#
#     it never raises      whatever goes wrong becomes one line of text at most
#     it never blocks      send returns at once; one background thread does the rest
#     it loses nothing     an answer is written to a file first, and sent until it has arrived
#
# What a notebook calls:
#
#     send(value, 3)   hands the value in as the answer to question 3. It returns None, and prints
#                      nothing; only with npt_config['log'] does it wait up to a second for the
#                      teacher's computer, to print its reply. In a notebook that fetched and exec'd
#                      this file, as those of the original tracker do, it returns what that returned:
#                      an object with status_code and text, which a cell does not show.
#     npt.status()     prints who sends where, what was sent and what waits for this session
#     npt.test()       asks whether an answer would arrive now, and prints what the teacher's computer
#                      says; it sends none
#     npt.help("...")  asks the teacher for help
#     npt.messages()   shows the teacher's messages again
#     npt.take()       puts the code of the newest one into a new cell, and never runs it
#     npt.join()       looks for the teacher's computer, and asks for its address if it is not found;
#                      the last line of a first cell that carries this file
#
# After a notebook's first cell it says in one line that it is connected, or what is wrong, and asks for
# the name where that is empty.
#
# `npt_config`, in the notebook, is read at every call: session_name, session_owner, sender_name,
# part_name ('default'), log (False), probe (True) and sender_uuid (made here, at random). Old notebooks
# may put server_url and sender_uuid in `_npt_config`. Nothing else in the notebook is read, and
# nothing changed but an empty sender_name; where the notebook fetched and exec'd this file, it gets the
# modules that the original left there.
# send and npt work in other processes too: after a fork, and where joblib, loky or dill bring them.
#
# It needs Python 3.8 or later and the standard library only.

if __import__("sys").version_info < (3, 8):
    # An older Python stops here, and Python 2, which cannot read the next line, shows it.
    raise ImportError(
        f"NPT needs Python 3.8 or newer; this is {__import__('sys').version.split()[0]}"
    )

import builtins as _npt_builtins

_npt_loader = {"__name__": "npt_loader"}
_npt_builtins.exec(
    r"""
import hashlib
import marshal
import os
import sys
import types
from typing import Any, Dict









def folder_at_home() -> str:

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













NAME = "npt_client"
DIGEST = 32


def start(source: str) -> None:



    cell = sys._getframe(1)
    student, left = cell.f_globals, cell.f_locals
    served: Dict[str, Any] = left.pop("_npt_served", None) or student.pop("_npt_served", {})
    for name in ("_npt_builtins", "_npt_loader"):
        left.pop(name, None)

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



    folder = os.environ.get("NPT_HOME") or folder_at_home()
    version = sys.implementation.cache_tag
    if not folder or not version or sys.platform == "emscripten":
        return ""
    return os.path.join(folder, "code-" + version)


def code_in(path: str, key: bytes) -> Any:



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

    made = "%s-%d" % (path, os.getpid())
    try:
        content = marshal.dumps(code)
        flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(made, flags, 0o600), "wb") as file:
            file.write(hashlib.sha256(key + content).digest() + content)
        os.replace(made, path)
    except (OSError, ValueError):
        try:
            os.unlink(made)
        except OSError:
            pass
""",
    _npt_loader,
)
_npt_builtins.eval("start", _npt_loader)(
    r'''











































if __import__("sys").version_info < (3, 8):

    raise ImportError(
        f"NPT needs Python 3.8 or newer; this is {__import__('sys').version.split()[0]}"
    )

import array
import ast
import atexit
import base64
import builtins
import collections
import collections.abc
import contextlib
import copy
import dataclasses
import datetime
import enum
import functools
import hashlib
import html
import http.client
import importlib
import inspect
import io
import ipaddress
import itertools
import json
import linecache
import marshal
import math
import numbers
import os
import platform
import random
import re
import selectors
import socket
import stat
import struct
import sys
import textwrap
import threading
import time
import traceback
import types
import unicodedata
import urllib.parse
import uuid
import warnings
import zlib
from typing import (
    Any,
    Callable,
    ClassVar,
    Coroutine,
    Deque,
    Dict,
    Generator,
    Iterable,
    Iterator,
    List,
    NamedTuple,
    Optional,
    Sequence,
    Set,
    Tuple,
    TypeVar,
    Union,
)













class NptError(Exception):
    pass


class Unsendable(NptError):
    pass


class Unreachable(NptError):
    pass


class Replaced(Unreachable):
    pass


class NoDigest(NptError):
    pass










MAX_TEXT = 200_000
MAX_JSON = 200_000
MAX_NODES = 20_000
NODE_CHARACTERS = 20
MAX_NESTED_TEXT = 10_000
MAX_RANGE = 1_000_000
MAX_DEPTH = 20
MAX_ELEMENTS = 2_000
MAX_EXACT_STATS = 16_000_000
MAX_DIGITS = 10_000
CORNER = 6
TABLE_ROWS = 60
TABLE_COLUMNS = 50
MAX_TABLE_NODES = 100_000
MAX_CELLS = 1_000
MAX_FILE = 2_000_000
MAX_PIXELS = 1_600
MAX_SOURCE = 25_000_000
ENOUGH_PNG = 150_000
MAX_DRAWN = 30_000_000
MAX_INCHES = 60.0
MAX_MARGIN = 400
MAX_FIGURES = 12
MAX_LOOKED_AT = 500
CHART_ROWS = 20
MAX_CELL = 200
MAX_PLOTTED = 16_000
MAX_ANSWER = 4_000_000
MAX_WHO = 8_000
MAX_HELP = 500
MAX_SEAT = 20
MAX_PLACE = 10_000
MAX_PRINTED = 10_000
MAX_SAID = 300
MAX_MESSAGE_TITLE = 100
MAX_MESSAGE_TEXT = 2_000
MAX_MESSAGE_CODE = 5_000
MAX_HINT_TEXT = 500
MAX_HINT_CODE = 2_000
MAX_RECORD_ID = 64
MAX_TOLD = 500
MAX_SHOWN_AT = 5
MAX_RECEIVED = 100
MAX_LABEL = 20
MAX_VERSION = 16
MAX_MDNS_FACTS = 200
AT_ONCE = 6
MAX_KNOWN_SERVERS = 20
MAX_SEEN = 2_000
MAX_SEEN_BYTES = 2_000_000
MAX_NAME = 100
SAFE_INTEGER = 2**53


BLOCK = 65_536
DIGEST_SECONDS = 1.0
MAX_DIGESTED = 1_000_000_000
MAX_SORTED = 1_000_000
MAX_LISTED = 20_000_000
MAX_STORED = 10_000_000
MAX_DIGEST_DEPTH = 100


DEFAULT_PORT = 6780
MAX_NETWORKS = 2
PROBE_AT_ONCE = 24
ASK_ADDRESS_TIMES = 10
ASK_NAME_TIMES = 3


STAGGER = 0.25
CONNECT_SECONDS = 3.0
ANSWER_SECONDS = 10.0
SLOW_NETWORK = 100_000.0
DIRECT_SECONDS = 2.0
IDLE_CONNECTION_SECONDS = 10.0
MDNS_SECONDS = 0.7
BROWSE_SECONDS = 2.0
ALIVE_CHECK_SECONDS = 1.5
PROVEN_SECONDS = 300.0
MIRROR_SECONDS = 2.0
WHO_SECONDS = 2.0
KEEPALIVE = (10, 3, 3)
UNACKED_SECONDS = 4
PROBE_SECONDS = 0.6
PROBE_AT_MOST_SECONDS = 20.0
PROBE_EVERY_SECONDS = 120.0
FIRST_PAUSE = 1.0
LONGEST_PAUSE = 15.0
LONGEST_RETRY_AFTER = 600.0
FIRST_SLOW_PAUSE = 5.0
LONGEST_SLOW_PAUSE = 60.0
KEEP_PARKED_SECONDS = 24 * 3600.0
KEEP_SECONDS = 30 * 24 * 3600.0
LOOK_EVERY_SECONDS = 1.0
ADOPT_AFTER_SECONDS = 120.0
EXIT_SECONDS = 3.0
LOG_SECONDS = 1.0
RESPONSE_SECONDS = 2.0
PICTURE_SECONDS = 5.0
TEST_SECONDS = 6.0
PREFLIGHT_SECONDS = 1.0
GREETING_AT_ONCE_SECONDS = 0.2
GREETING_SECONDS = 0.9
GREETING_AT_MOST_SECONDS = 20.0
MESSAGES_SECONDS = 2.0
TELL_SECONDS = 5.0
MAX_TAKEN = 20
OTHER_KERNEL_SECONDS = 1.0
QUIET_SECONDS = 60.0
LONG_POLL_SECONDS = 70.0
UNREADY_PAUSE = 0.25
TOLD_PAUSE = 0.05


MAX_WAITING = 1_000
MAX_WAITING_BYTES = 64_000_000
MAX_ATTEMPTS = 10_000
MAX_CALLS = 20
MAX_CALL_SECONDS = 5.0
CALL_SECONDS = 1.0
END_AGAIN_SECONDS = 0.05
MAX_CALL_DATA = 2_000
MAX_CALL_MESSAGE = 200
MAX_INPUT = 200
MAX_INPUT_ELEMENTS = 10_000
MAX_TRIED = 500
MAX_GENERATED = 20
MAX_KEPT = 1_000
MAX_KEPT_BYTES = 64_000_000
MAX_RECEIPTS = 5
MAX_SHOWN_ANSWER = 40
MAX_REPLACED = 32


MAX_HANDED_IN = 20 * 2**20
MAX_READ_TO_FIT = 2_000_000
MAX_LOOKED_THROUGH = 200
MAX_FILE_NAME = 150
FILE_PIECE = 65_536
FILE_SECONDS = 30.0
FILE_TRIES = 5
PROGRESS_SECONDS = 0.5
UNSAVED_SECONDS = 30







BLANK_FIGURE = (
    "NPT: your figure was sent, but it is blank. Please draw on it first, then send it once more."
)
NO_FIGURE = (
    "NPT: nothing was sent, because no figure with a plot is open; what you sent earlier stays. A "
    "notebook closes figures at the end of their cell: please put send(plt, 3) there, or send the "
    "figure itself, like send(fig, 3)."
)
FIRST_FIGURES = "NPT: the first %d of your %d figures were sent."
TOO_MUCH_TO_DRAW = (
    "NPT: your figure has too much on it to be sent as a picture; only its title was sent. Please "
    "draw fewer points, bars or names on it, then send it once more."
)
NONE_SENT = (
    "NPT: None was sent. Functions such as plt.show(), print(x) and lst.sort() return None: send what "
    "you want to show, like send(plt, 3) or send(lst, 3)."
)
HANDLE_SENT = (
    "NPT: you sent what display(..., display_id=True) returns, which holds nothing of what it shows: "
    "send the figure or table itself, like send(plt, 3) or send(df, 3)."
)
NO_CONFIG = "NPT: npt_config is missing. Please run the notebook's first cell, then this one again."
NO_SESSION = "NPT: npt_config['%s'] is missing. Your teacher knows what it should be."
NO_NAME = "NPT: who are you? Please set npt_config['sender_name'] = 'your name', then try again."
NO_ADDRESS = "NPT: the teacher's address is missing. Please run the notebook's first cell again."
NO_QUESTION = "NPT: which question is this? Please call send(answer, number), like send(x, 3)."
LONG_LABEL = (
    "NPT: the question must be a number or a short label, like send(x, 3); this one has %d "
    "characters. The answer comes first, then the question."
)
REFUSED = (
    "NPT: your answer to question %s was not taken: %s. Please change it and send it again, or ask your "
    "teacher."
)
KEPT_AS_ATTEMPT = (
    "NPT: your answer to question %s counts as an attempt: your teacher sees the one that you sent "
    "later%s, perhaps from another notebook. If that is wrong, please send again."
)
HELP_ASKED = "NPT: your teacher will see that you need help. Go on meanwhile, if you can."
HELP_REFUSED = "NPT: your request for help was not taken: %s. Please raise your hand."
PARKED = "NPT: %s. Your answers are kept for a day and go out by themselves when that changes."
WAITING = (
    "NPT: %s, because your teacher's computer %s. Go on working: it is kept and goes out by itself."
)
WAITING_REPLACED = (
    "NPT: %s, because another computer is at your teacher's address now. If it is your teacher's "
    "new one, please run the notebook's first cell again: what waits then goes there."
)
CONNECTED = "Connected as %s to %s"
CONNECTING = (
    "NPT: looking for your teacher's computer. Go on working: your answers are kept meanwhile."
)
NOT_CONNECTED = (
    "NPT: your teacher's computer can't be reached. Go on working: your answers are kept and go out by "
    "themselves once it is."
)

ELSEWHERE = {
    "en": {
        "colab": "NPT: this notebook runs on Google's computers, which cannot reach this room. Please "
        "download it (File, Download, .ipynb) and open it in Jupyter on your own computer. What you send "
        'here is kept: npt.mine("answers.json") puts it into a file for your teacher.',
        "hub": "NPT: this notebook runs on a hub, from where your teacher's computer can't be reached. Go "
        "on working: your answers are kept. Please ask your teacher whether it has a name that the hub "
        'knows; npt.mine("answers.json") puts your answers into a file to hand in.',
    },
    "fr": {
        "colab": "NPT : ce notebook s'ex\u00e9cute sur les ordinateurs de Google, qui ne peuvent pas joindre "
        "cette salle. T\u00e9l\u00e9chargez-le (Fichier, T\u00e9l\u00e9charger, .ipynb) et ouvrez-le dans Jupyter sur "
        'votre ordinateur. Ce que vous envoyez ici est gard\u00e9 : npt.mine("answers.json") le met dans un '
        "fichier pour votre enseignant.",
        "hub": "NPT : ce notebook s'ex\u00e9cute sur un hub, d'o\u00f9 l'ordinateur de votre enseignant ne peut pas "
        "\u00eatre joint. Continuez : vos r\u00e9ponses sont gard\u00e9es. Demandez \u00e0 votre enseignant si son "
        'ordinateur a un nom que le hub conna\u00eet ; npt.mine("answers.json") met vos r\u00e9ponses dans un '
        "fichier \u00e0 rendre.",
    },
}
REPLACED = (
    "NPT: another computer is at your teacher's address. Go on working: your answers are kept. If it is "
    "your teacher's new one, please ask for the new first cell."
)
TEACHER_BUSY = "NPT: your teacher's computer is busy (%s). Go on working: your answers are kept."
WOULD_REFUSE = (
    "NPT: your answers would not be taken: %s. Please correct the first cell and run it again."
)
ASK_NAME = "Your name, please: "
NAME_AT_TOP = "NPT waits for your name (in VS Code: the box at the top of the window)."
ALL_ARRIVED = "NPT: all your answers have now arrived."
STILL_WAITING = "Waiting: the answer is kept and will be sent"
LOOKING = "NPT: looking for your teacher's computer..."
FOUND = "NPT: found it at %s."
ASK_ADDRESS = "Address on the board: "
NO_SUCH_ADDRESS = "NPT: that is not an address. It looks like 192.168.1.20, or 192.168.1.20:6780."
NOBODY_THERE = "NPT: nobody answers at %s. Is it what the board says, and are you on that network?"
ANOTHER_TEACHER = "NPT: %s is another teacher's computer. Please look at the board again."
OFFLINE = (
    "NPT: go on without it. Your answers are kept, and sent once your teacher's computer is found."
)
FAILED = "NPT: this did not work (%s). Please try again; npt.status() says what was sent."
RELAY_BUTTON = "Connect to your teacher"
RELAY_TEXT = (
    "NPT: this page came by https, from where your teacher's computer cannot be asked. Press "
    '"Connect to your teacher"; until then your answers are kept.'
)
RELAY_OPEN = (
    "A window of your teacher's computer opens. Leave it open; if it shows an error, press again."
)
RELAY_BLOCKED = "The browser opened no window: please allow pop-ups for this page, and press again."
NO_RELAY = (
    "NPT: this page came by https, from where your teacher's computer cannot be asked. Your answers are "
    "kept: ask your teacher for another address of this lab, or put them into a file by "
    'npt.mine("answers.json") and hand it in at %s/.'
)
NO_OBJECTION = "it is ready"
NO_TEST = (
    "NPT: it does not work yet: %s. Your answers are kept and go out by themselves once it does."
)
BAD_TEST = "NPT: it does not work yet. %s answered in %d ms: %s\n%s"
GOOD_TEST = "NPT: it works. %s answered in %d ms: %s"
NO_MESSAGES = "NPT: no message has come to this notebook yet."
MESSAGES_UNKNOWN = (
    "NPT: your teacher's computer can't be reached, and no message has come to this notebook. Please try "
    "again in a while."
)
TAKE_HINT = "npt.take() puts this code into a new cell."
MINE_EMPTY = "NPT: you have no answers in this session yet."
MINE_WRITTEN = "NPT: %d of your answers are in %s now, %d with a receipt."
MINE_NOT_WRITTEN = "NPT: %s was not written: %s. Please choose another name or folder."
MINE_OTHER_FILE = (
    "NPT: %s is a file that NPT did not write, so it was left alone. Please choose another name."
)
AT_NEEDS_FUNCTION = (
    "NPT: at= is for a function, like send(distance, 3, at=[(2, 3), (0, 0)]); the answer was sent "
    "without it."
)
AT_IS_NO_LIST = (
    "NPT: at= needs a list of inputs, like send(distance, 3, at=[(2, 3), (0, 0)]); the answer was sent "
    "without it."
)
AT_NOT_HERE = (
    "NPT: functions cannot be called in a browser's Python; the answer was sent without at=."
)
AT_TOO_MANY = "NPT: at= takes %d inputs at most; the answer was sent without them."
SECONDS_ARE_NO_NUMBER = (
    "NPT: seconds= takes a number up to %d; the answer was sent without what the "
    "function returns."
)

HELP_WORDS = {
    "en": {
        "asked": HELP_ASKED,
        "place1": "NPT: you are next in the queue for help.",
        "place2": "NPT: you are second in the queue for help.",
        "place3": "NPT: you are third in the queue for help.",
        "place": "NPT: you are number %d in the queue for help.",
        "seat": 'Where do you sit? npt.help(seat="C4") says it, if you like.',
        "paused": "NPT: paused: your teacher talks with everybody now. You keep your place.",
        "answered": "NPT: your teacher sees your new answer. Still stuck? npt.help() asks again.",
        "coming": "NPT: somebody is coming.",
        "helped": "NPT: you were helped. Still stuck? npt.help() asks again.",
        "done": "NPT: your teacher has been told you are done.",
        "closed": "NPT: the session is over, and with it the queue for help.",
    },
    "fr": {
        "asked": (
            "NPT : votre enseignant verra que vous demandez de l'aide. Continuez, si vous pouvez."
        ),
        "place1": "NPT : pour l'aide, c'est bient\u00f4t votre tour.",
        "place2": "NPT : pour l'aide, vous \u00eates en deuxi\u00e8me position.",
        "place3": "NPT : pour l'aide, vous \u00eates en troisi\u00e8me position.",
        "place": "NPT : pour l'aide, vous \u00eates en position %d.",
        "seat": 'O\u00f9 \u00eates-vous ? npt.help(seat="C4") le dit, si vous voulez.',
        "paused": "NPT : pause : votre enseignant parle \u00e0 tous. Vous gardez votre place.",
        "answered": (
            "NPT : votre enseignant voit votre nouvelle r\u00e9ponse. Encore bloqu\u00e9 ? npt.help()."
        ),
        "coming": "NPT : quelqu'un arrive.",
        "helped": "NPT : vous avez \u00e9t\u00e9 aid\u00e9. Encore bloqu\u00e9 ? npt.help() redemande.",
        "done": "NPT : votre enseignant sait que vous n'avez plus besoin d'aide.",
        "closed": "NPT : la s\u00e9ance est finie, et avec elle la file d'attente.",
    },
}

TAKES = {
    "en": {
        "cell": "NPT: your teacher's code is in the new cell below: please read it, then run it. "
        "Is there none? npt.messages() shows the code.",
        "prompt": "NPT: your teacher's code is at the next prompt: please read it, then press Enter.",
        "printed": "NPT: your teacher's code, to copy:\n%s",
        "none": "NPT: no message with code has come to this notebook yet.",
    },
    "fr": {
        "cell": "NPT : le code de votre enseignant est dans la nouvelle cellule ci-dessous : lisez-le, "
        "puis ex\u00e9cutez-le. Il n'y en a pas ? npt.messages() affiche le code.",
        "prompt": "NPT : le code de votre enseignant est \u00e0 la prochaine invite : lisez-le, puis "
        "appuyez sur Entr\u00e9e.",
        "printed": "NPT : le code de votre enseignant, \u00e0 copier :\n%s",
        "none": "NPT : aucun message avec du code n'est encore arriv\u00e9 dans ce notebook.",
    },
}

TELLINGS = {
    "en": {
        "question": "Question %s",
        "received": "received",
        "received_at": "received %s",
        "right": "right",
        "wrong": "not yet",
        "withdrawn": "your teacher took this back",
        "taken_back": "taken back",
    },
    "fr": {
        "question": "Question %s",
        "received": "r\u00e9ponse re\u00e7ue",
        "received_at": "r\u00e9ponse re\u00e7ue \u00e0 %s",
        "right": "juste",
        "wrong": "pas encore",
        "withdrawn": "votre enseignant a retir\u00e9 cet avis",
        "taken_back": "avis retir\u00e9",
    },
}

FILE_WORDS = {
    "en": {
        "not_here": "NPT: this needs files, which a browser's Python has not: please use the page at %s.",
        "no_answer": "NPT: your teacher's computer can't be reached now. Please try again in a while.",
        "closed": "NPT: the session is closed or not known: ask your teacher.",
        "busy": "NPT: your teacher's computer is busy. Please try again in a moment.",
        "refused": "NPT: it was not taken: %s",
        "none": "NPT: your teacher hands out no data files in this session.",
        "unknown": "NPT: %s is not handed out in this session; there is: %s.",
        "going": "NPT: %s: %s of %s",
        "got": "NPT: %s is here now (%s).",
        "got_as": "NPT: %s is here now, as %s, since you have another file of that name (%s).",
        "same": "NPT: %s is here already, with the same content.",
        "damaged": "NPT: %s came damaged, so it was thrown away. Please run npt.get() again.",
        "cut": "NPT: %s came only in part. Please run npt.get() again: it goes on from there.",
        "unwritable": "NPT: %s cannot be written here: %s.",
        "which": "Which notebook? A number from 1 to %d: ",
        "say_which": 'NPT: which notebook is this? Please call npt.hand_in("NAME.ipynb"). There is: %s.',
        "no_file": 'NPT: no notebook of this lab is in %s. Please call npt.hand_in("NAME.ipynb").',
        "not_there": "NPT: there is no notebook %s. Is it saved, and in this folder?",
        "too_large": "NPT: your notebook has %s, and 20 MB are taken. Please clear its outputs and save it.",
        "sending": "NPT: %s is on its way: %s of %s",
        "handed_in": "NPT: %s is handed in as it was saved %s.%s",
        "receipt": " Receipt: %s.",
        "unsaved": (
            "NPT: what you changed since then is not in it: if you did, please save and run npt.hand_in() "
            "again."
        ),
        "seconds": "%d s ago",
        "minutes": "%d min ago",
        "hours": "%d h ago",
        "days": "%d days ago",
    },
    "fr": {
        "not_here": (
            "NPT : cela demande des fichiers, que le Python d'un navigateur n'a pas : prenez la page %s."
        ),
        "no_answer": (
            "NPT : l'ordinateur de votre enseignant est injoignable. R\u00e9essayez dans un moment."
        ),
        "closed": "NPT : la s\u00e9ance est ferm\u00e9e ou inconnue : demandez \u00e0 votre enseignant.",
        "busy": "NPT : l'ordinateur de votre enseignant est occup\u00e9. R\u00e9essayez dans un instant.",
        "refused": "NPT : cela n'a pas \u00e9t\u00e9 pris : %s",
        "none": "NPT : votre enseignant ne distribue aucun fichier de donn\u00e9es dans cette s\u00e9ance.",
        "unknown": "NPT : %s n'est pas distribu\u00e9 dans cette s\u00e9ance ; il y a : %s.",
        "going": "NPT : %s : %s sur %s",
        "got": "NPT : %s est l\u00e0 maintenant (%s).",
        "got_as": (
            "NPT : %s est l\u00e0 maintenant, sous le nom %s, car vous avez un autre fichier de ce nom (%s)."
        ),
        "same": "NPT : %s est d\u00e9j\u00e0 l\u00e0, avec le m\u00eame contenu.",
        "damaged": "NPT : %s est arriv\u00e9 ab\u00eem\u00e9 et a \u00e9t\u00e9 jet\u00e9. Relancez npt.get().",
        "cut": "NPT : %s n'est arriv\u00e9 qu'en partie. Relancez npt.get() : la suite viendra.",
        "unwritable": "NPT : %s ne peut pas \u00eatre \u00e9crit ici : %s.",
        "which": "Quel notebook ? Un nombre de 1 \u00e0 %d : ",
        "say_which": 'NPT : quel est ce notebook ? \u00c9crivez npt.hand_in("NOM.ipynb"). Il y a : %s.',
        "no_file": 'NPT : aucun notebook de ce TP n\'est dans %s. \u00c9crivez npt.hand_in("NOM.ipynb").',
        "not_there": (
            "NPT : il n'y a pas de notebook %s. Est-il enregistr\u00e9, et dans ce dossier ?"
        ),
        "too_large": (
            "NPT : votre notebook fait %s, et 20 Mo sont pris. Effacez ses sorties et enregistrez-le."
        ),
        "sending": "NPT : %s part : %s sur %s",
        "handed_in": "NPT : %s est rendu, tel qu'il a \u00e9t\u00e9 enregistr\u00e9 %s.%s",
        "receipt": " Re\u00e7u : %s.",
        "unsaved": (
            "NPT : ce que vous avez chang\u00e9 depuis n'y est pas : si c'est le cas, enregistrez et relancez "
            "npt.hand_in()."
        ),
        "seconds": "il y a %d s",
        "minutes": "il y a %d min",
        "hours": "il y a %d h",
        "days": "il y a %d jours",
    },
}








UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]"
)


def printable(text: str, limit: int = MAX_PRINTED) -> str:



    text = text[: limit - 1] + "\u2026" if len(text) > limit else text
    return UNPRINTABLE.sub("", text).encode("utf-8", "replace").decode("utf-8")


def one_line(text: str, limit: int) -> str:

    return " ".join(printable(text, limit).split())












own_random = random.SystemRandom()

STEADY = getattr(time, "CLOCK_BOOTTIME", getattr(time, "CLOCK_MONOTONIC", None))
_last_moment = datetime.datetime.min.replace(tzinfo=datetime.timezone.utc)
_last_reading = 0.0


def steady() -> float:

    try:
        return time.clock_gettime(STEADY) if STEADY is not None else time.monotonic()
    except OSError:
        return time.monotonic()


def boot_id() -> str:

    try:
        if sys.platform == "win32":
            import winreg

            memory = r"SYSTEM\CurrentControlSet\Control\Session Manager\Memory Management"
            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, memory + r"\PrefetchParameters") as key:
                return str(winreg.QueryValueEx(key, "BootId")[0])
        with open("/proc/sys/kernel/random/boot_id", encoding="ascii") as file:
            return file.read().strip()
    except (OSError, ValueError, ImportError):
        return ""


def next_reading() -> float:

    global _last_reading
    _last_reading = max(steady(), _last_reading + 1e-6)
    return _last_reading


def next_moment() -> datetime.datetime:



    global _last_moment
    now = datetime.datetime.now(datetime.timezone.utc)
    _last_moment = max(now, _last_moment + datetime.timedelta(microseconds=1))
    return _last_moment


def backoff(first: float, failures: int, longest: float) -> float:



    return min(math.ldexp(first, min(failures - 1, 30)), longest) * own_random.uniform(0.7, 1.0)











class ThreadFilter:


    def __init__(self) -> None:
        self._thread = threading.get_ident()

    def match(self, text: str) -> bool:

        return threading.get_ident() == self._thread

    def __call__(self, record: Any) -> bool:

        return not self.match("")

    def end(self) -> None:

        self._thread = -1


@contextlib.contextmanager
def unwarned() -> Iterator[None]:

    one, filters = ThreadFilter(), warnings.filters
    entry = ("ignore", one, Warning, None, 0)
    filters.insert(0, entry)
    try:
        yield
    finally:
        one.end()
        for each in (filters, warnings.filters):
            with contextlib.suppress(ValueError):
                each.remove(entry)


@contextlib.contextmanager
def unlogged(library_name: str) -> Iterator[None]:

    logging: Any = sys.modules.get("logging")
    known = list(logging.root.manager.loggerDict.items()) if logging else []
    loggers = [
        logger
        for name, logger in known
        if name.partition(".")[0] == library_name and hasattr(logger, "addFilter")
    ]
    one = ThreadFilter()
    for logger in loggers:
        logger.addFilter(one)
    try:
        yield
    finally:
        one.end()
        for logger in loggers:
            logger.removeFilter(one)









def folder_at_home() -> str:

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












TEMPORARY = "npt-temporary-"
NOWHERE = os.path.join(os.devnull, TEMPORARY + "nowhere")


def own_folder() -> str:



    if os.environ.get("NPT_HOME"):
        return os.environ["NPT_HOME"]
    for find in (folder_at_home, temporary_folder):
        folder = find()
        try:
            if folder and os.access(private_folder(folder), os.W_OK | os.X_OK):
                return folder
        except OSError:
            pass
    return NOWHERE


def temporary_folder() -> str:



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

    own = os.name != "posix" or found.st_uid == os.getuid()
    return folder if own and stat.S_ISDIR(found.st_mode) else ""


def private_folder(*parts: str) -> str:



    path = os.path.join(*parts)
    os.makedirs(path, mode=0o700, exist_ok=True)
    if os.name == "posix" and os.stat(path).st_mode & 0o077:
        os.chmod(path, 0o700)
    return path


def private_file(path: str) -> int:

    return os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600)


def own_sender_uuid(folder: str) -> str:






    lasts = not os.path.basename(folder).startswith(TEMPORARY)
    kept = kept_sender_id(folder if lasts else folder_at_home()) or id_of_user()
    kept = kept or kept_sender_id(folder) or uuid.uuid4().hex
    return uuid.uuid5(uuid.UUID(kept), machine_id()).hex


def kept_sender_id(folder: str) -> str:

    path = os.path.join(folder, "sender-id")
    for _ in range(3 if folder else 0):
        try:
            with open(path, encoding="ascii") as file:
                kept = file.read().strip()
            if re.fullmatch("[0-9a-f]{32}", kept):
                return kept
            if abs(time.time() - os.stat(path).st_mtime) > 5:
                os.unlink(path)
            time.sleep(0.02)
        except FileNotFoundError:
            write_sender_id(path)
        except (OSError, ValueError):
            break
    return ""


def write_sender_id(path: str) -> None:

    try:
        private_folder(os.path.dirname(path))
        with os.fdopen(private_file(path), "w") as file:
            file.write(uuid.uuid4().hex)
    except OSError:
        pass


def machine_id() -> str:

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



    machine = host_uuid() if sys.platform == "darwin" else machine_id()
    name = "" if sys.platform == "darwin" else platform.node()
    if not machine:
        node = uuid.getnode()
        machine = "" if node >> 40 & 1 else str(node)
    if not machine:
        return ""
    return uuid.uuid5(uuid.NAMESPACE_OID, "npt %s %s %s" % (machine, name, user_id())).hex


def user_id() -> str:

    if os.name == "posix":
        return str(os.getuid())
    try:
        return re.sub(r"[^\w.-]", "_", os.getlogin())
    except OSError:
        return "user"


def host_uuid() -> str:

    import ctypes

    found, at_once = ctypes.create_string_buffer(16), (ctypes.c_long * 2)(0, 0)
    try:
        failed = ctypes.CDLL(None).gethostuuid(found, at_once)
    except (OSError, AttributeError):
        return ""
    return "" if failed else found.raw.hex()









class Seen:


    def __init__(self, path: str) -> None:
        self._path = path
        self._seen: Dict[str, None] = {}
        self._lock = threading.Lock()

    def after_fork(self) -> None:

        self._lock = threading.Lock()

    def reread(self) -> None:

        with self._lock:
            self._seen.update(self._seen_before())

    def is_new(self, name: List[str]) -> bool:



        line = json.dumps([part[:MAX_NAME] for part in name])
        with self._lock:
            self._seen = self._seen or self._seen_before()
            if line in self._seen:
                return False
            self._seen[line] = None
            try:
                private_folder(os.path.dirname(self._path))
                if len(self._seen) > 2 * MAX_SEEN:
                    self._forget_oldest()
                else:
                    with open(self._path, "a", encoding="ascii") as file:
                        file.write(line + "\n")
            except OSError:
                pass
            return True

    def _forget_oldest(self) -> None:

        self._seen = dict.fromkeys(list(self._seen)[-MAX_SEEN:])
        fresh = "%s.%s" % (self._path, uuid.uuid4().hex)
        with os.fdopen(private_file(fresh), "w", encoding="ascii") as file:
            file.write("".join(line + "\n" for line in self._seen))
        os.replace(fresh, self._path)

    def _seen_before(self) -> Dict[str, None]:

        try:
            with open(self._path, "rb") as file:
                file.seek(max(0, os.fstat(file.fileno()).st_size - MAX_SEEN_BYTES))
                lines = file.read(MAX_SEEN_BYTES).decode("ascii", "replace").split("\n")
            return dict.fromkeys([line for line in lines if line][-2 * MAX_SEEN :])
        except OSError:
            return {}











def threadless() -> bool:

    return sys.platform == "emscripten"


def page() -> Any:

    return importlib.import_module("js")


def ffi() -> Any:

    return importlib.import_module("pyodide.ffi")


def begin(work: Coroutine[Any, Any, None]) -> None:



    import asyncio

    loop, at_once = asyncio.get_event_loop(), {"eager_start": True}
    try:
        asyncio.Task(work, loop=loop, **at_once)
    except TypeError:
        loop.create_task(work)


def call_later(seconds: float, function: Callable[[], None]) -> Callable[[], None]:

    import asyncio

    return asyncio.get_event_loop().call_later(seconds, function).cancel


async def sleep(seconds: float) -> None:

    import asyncio

    await asyncio.sleep(seconds)


def wait_until(has_come: Callable[[], bool], seconds: float) -> bool:



    can_run = getattr(ffi(), "can_run_sync", None)
    if has_come() or can_run is None or not can_run():
        return has_come()
    ffi().run_sync(poll(has_come, time.monotonic() + seconds))
    return has_come()


async def poll(has_come: Callable[[], bool], deadline: float) -> None:

    while not has_come() and time.monotonic() < deadline:
        await sleep(0.005)










COLAB, HUB = "colab", "hub"

OF_HUBS = ("JUPYTERHUB_USER", "BINDER_", "KAGGLE_KERNEL", "KAGGLE_URL_BASE", "KAGGLE_CONTAINER")

OF_ROOMS = (".local", ".lan", ".home", ".home.arpa", ".internal", ".localdomain")


def elsewhere() -> str:

    if "google.colab" in sys.modules:
        return COLAB
    on_hub = os.environ.get("CODESPACES") or any(name.startswith(OF_HUBS) for name in os.environ)
    return HUB if on_hub else ""


def is_public(server: str) -> bool:

    host = urllib.parse.urlsplit(server).hostname or ""
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        return "." in host and not host.endswith(OF_ROOMS)


def elsewhere_words(language: str) -> str:



    place = elsewhere()
    if not place:
        return ""
    here = (os.environ.get("LC_ALL") or os.environ.get("LANG") or "")[:2].lower()
    return ELSEWHERE.get(language or here, ELSEWHERE["en"])[place]










class Payload(NamedTuple):





    type: str
    data: str = ""
    file: bytes = b""
    plotted: str = ""
    calls: str = ""
    warning: str = ""
    whole: Any = None
    digest: str = ""
    shortened: bool = False



ADDRESS = re.compile(
    r"""\ at\ 0[xX][0-9a-fA-F]{4,}(?=[>;,\ )\]}]|$)
    | (?<=\ started)\ \d{6,}(?=\)>) | (?<=\ started\ daemon)\ \d{6,}(?=\)>) | \ id='\d{6,}'(?=>)""",
    re.VERBOSE | re.MULTILINE,
)

Encoder = Callable[[Any], Payload]


def library(name: str) -> Any:

    return sys.modules.get(name)


def cut(text: str, limit: int = MAX_TEXT) -> str:



    whole = len(text)
    if whole > limit:
        text = text[:limit] + "\n… (%s characters in all)" % format(whole, ",")
    return text.encode("utf-8", "replace").decode("utf-8")


def written_by(value: Any) -> str:

    kind, plain = type(value), object
    only_str = kind.__repr__ is plain.__repr__ and kind.__str__ is not plain.__str__
    return str(value) if only_str else repr(value)


def safe_repr(value: Any) -> str:

    try:
        return without_addresses(written_by(value))
    except KeyboardInterrupt:
        raise
    except BaseException as trouble:
        return "<%s object; its repr raised %s>" % (type(value).__name__, type(trouble).__name__)


def safe_str(value: Any) -> str:

    try:
        return str(value) if isinstance(value, str) else without_addresses(str(value))
    except Exception:
        return safe_repr(value)


def without_addresses(text: str) -> str:



    if any(sign in text for sign in (" at 0", " started ", " id=")):
        return ADDRESS.sub("", text)
    return text


def text_payload(text: str, kind: str = "str", limit: int = MAX_TEXT) -> Payload:

    return Payload(kind, cut(text, limit), whole=text if len(text) > limit else None)


def json_payload(kind: str, value: Any, whole: Any = None) -> Payload:



    return Payload(kind, json.dumps(value), whole=whole)


def capture_text(value: Any) -> Payload:

    return text_payload(str(value))


def capture_repr(value: Any) -> Payload:

    text = safe_repr(value)
    return text_payload(text)._replace(shortened=leaves_out(text))


def leaves_out(text: str) -> bool:

    return ".." in text and re.search(r"[\d.\]],?\s+\.\.\.[,\s]|\n\s*\.\.\s", text) is not None


def capture_bytes(value: Any) -> Payload:

    shown = bytes(memoryview(value)[: MAX_TEXT // 4])
    size = memoryview(value).nbytes
    if len(shown) == size:
        return text_payload(repr(shown))
    more = "\n… (%s bytes in all)" % format(size, ",")
    return text_payload(repr(shown) + more)._replace(whole=value)


def is_long(value: int) -> bool:

    return value.bit_length() > MAX_DIGITS * 3 and abs(value) >= 10**MAX_DIGITS


def digits(value: int) -> str:





    value = int(value)
    if is_long(value):
        return magnitude(value)
    rest, pieces = abs(value), []
    while rest >= 10**600:
        rest, piece = divmod(rest, 10**600)
        pieces.append("%0600d" % piece)
    return "-" * (value < 0) + str(rest) + "".join(reversed(pieces))


def magnitude(value: int) -> str:

    shift = value.bit_length() - 64
    power = math.log10(abs(value) >> shift) + shift * math.log10(2)
    first = "%.5e" % 10 ** (power % 1)
    exponent = int(power) + int(first.partition("e")[2])
    about = "%s%se+%d" % ("-" * (value < 0), first.partition("e")[0], exponent)
    return "about %s (a whole number of some %s digits)" % (about, format(exponent + 1, ","))


def capture_number(value: Any) -> Payload:




    if isinstance(value, float):
        return json_payload("ndarray", [float(value)])
    if not isinstance(value, int):
        return text_payload(str(value), limit=MAX_NESTED_TEXT)
    if abs(value) <= SAFE_INTEGER:
        return json_payload("ndarray", [int(value)])
    return text_payload(digits(value))._replace(whole=int(value) if is_long(value) else None)


def capture_ratio(value: Any) -> Payload:

    above, below = int(value.numerator), int(value.denominator)
    if is_long(above) or is_long(below):
        return text_payload(digits(above) + "/" + digits(below))._replace(whole=[above, below])
    return text_payload(digits(above) + ("/" + digits(below) if below != 1 else ""))


def capture_exception(value: BaseException) -> Payload:

    lines = traceback.format_exception(type(value), value, value.__traceback__)
    return text_payload(without_addresses("".join(lines).rstrip("\n")))


def python_scalar(value: Any) -> Any:

    if value.dtype.kind in "mMV":
        return str(value)
    if value.dtype.kind in "fc":
        return float(value) if value.dtype.kind == "f" else complex(value)
    return value.item()


def capture_numpy_scalar(value: Any) -> Payload:




    item = python_scalar(value)
    if isinstance(item, numbers.Number) and not isinstance(item, bool):
        return capture_number(item)
    return text_payload(str(value))


def is_nothing(value: Any) -> bool:

    if isinstance(value, (list, tuple)) and value:
        return all(item is None for item in value[:MAX_NODES])
    return value is None










class Look(NamedTuple):


    sign: str
    words: str
    colour: str


LOOKS = {
    "info": Look("\u2709", "From your teacher", "#4263eb"),
    "success": Look("\u2714", "From your teacher (success)", "#2b8a3e"),
    "warning": Look("\u26a0", "From your teacher (warning)", "#e67700"),
    "error": Look("\u2716", "From your teacher (error)", "#e03131"),
}
TAKEN_BACK = Look("\u21a9", "Taken back by your teacher", "#868e96")

LINK = re.compile(r"(https?://[^\s<>\"'`\\^{|}]*[^\s<>\"'`\\^{|}.,;:!?)\]*_])", re.IGNORECASE)


class Message(NamedTuple):


    look: Look
    title: str
    text: str
    code: str


def read_message(message: Dict[str, Any]) -> Message:



    title, text, code = (safe_str(message.get(key) or "") for key in ("title", "text", "code"))
    return Message(
        LOOKS.get(safe_str(message.get("type")), LOOKS["info"]),
        one_line(title, MAX_MESSAGE_TITLE),
        printable(text, MAX_MESSAGE_TEXT),
        printable(code, MAX_MESSAGE_CODE),
    )


def taken_back_text(message: Dict[str, Any]) -> str:

    shown = read_message(message)
    words = " ".join(part for part in (shown.title, shown.text) if part)
    return TAKEN_BACK.words + (": " + words if words else "")


def taken_back_html(message: Dict[str, Any]) -> str:

    shown = read_message(message)
    words = "".join(
        "<div style='white-space:pre-wrap'><s>%s</s></div>" % html.escape(part)
        for part in (shown.title, shown.text)
        if part
    )
    return framed(TAKEN_BACK, heading(TAKEN_BACK, "") + words)


def message_text(message: Dict[str, Any]) -> str:



    shown = read_message(message)
    head = shown.look.words + (": " + shown.title if shown.title else "")
    hint = TAKE_HINT if shown.code.strip() else ""
    return "\n".join(part for part in (head, shown.text, shown.code, hint) if part)


def message_html(message: Dict[str, Any]) -> str:

    shown = read_message(message)
    parts = [heading(shown.look, shown.title)]
    if shown.text:
        parts.append("<div style='white-space:pre-wrap'>%s</div>" % linked(shown.text))
    if shown.code:
        style = "user-select:all;white-space:pre;padding:.5em;margin:.5em 0 0;overflow:auto"
        parts.append("<pre style='%s'>%s</pre>" % (style, html.escape(shown.code)))
    if shown.code.strip():
        parts.append("<div style='margin-top:.5em'>%s</div>" % html.escape(TAKE_HINT))
    return framed(shown.look, "".join(parts))


def heading(look: Look, title: str) -> str:

    sign = "<span aria-hidden='true' style='color:%s'>%s</span>" % (look.colour, look.sign)
    words = html.escape(look.words + (": " + title if title else ""))
    return "<div style='font-weight:bold'>%s %s</div>" % (sign, words)


def framed(look: Look, content: str) -> str:

    style = "border:1px solid %s;border-left-width:6px;padding:.5em 1em;margin:.5em 0"
    return "<div role='note' style='%s'>%s</div>" % (style % look.colour, content)


def linked(text: str) -> str:

    link = "<a href='%s' target='_blank' rel='noopener noreferrer'>%s</a>"
    return "".join(
        link % (html.escape(part), html.escape(part)) if place % 2 else html.escape(part)
        for place, part in enumerate(LINK.split(text))
    )











def running_shell() -> Any:

    get_ipython = getattr(library("IPython"), "get_ipython", None)
    return get_ipython() if get_ipython else None


def running_cell() -> Any:

    try:
        return running_shell().kernel.get_parent("shell")
    except Exception:
        return None


def running_source() -> str:

    try:
        return str(running_shell().history_manager.input_hist_raw[-1])
    except Exception:
        return ""


def publish(cell: Any, kind: str, content: Dict[str, Any]) -> bool:

    if not cell:
        return threadless() and publish_by_shell(kind, content)
    try:
        kernel = running_shell().kernel
        kernel.session.send(
            kernel.iopub_socket, kind, content, parent=cell, ident=kind.encode("ascii")
        )
        return True
    except Exception:
        return False


def publish_by_shell(kind: str, content: Dict[str, Any]) -> bool:



    try:
        if kind == "stream":
            return False
        update = kind == "update_display_data"
        running_shell().display_pub.publish(**content, update=update)
        return True
    except Exception:
        return False


def call_at(event: str, function: Callable[..., None]) -> bool:



    try:
        events = running_shell().events
        do_not_call_at(event, function)
        events.register(event, function)
        return True
    except Exception:
        return False


def do_not_call_at(event: str, function: Callable[..., None]) -> None:

    try:
        running_shell().events.unregister(event, function)
    except Exception:
        pass


class Line:


    def __init__(self, output: "Output", cell: Any) -> None:
        self._output = output
        self._cell = cell
        self._id = ""

    @property
    def can_change(self) -> bool:

        return bool(self._cell) or threadless() and running_shell() is not None

    def write(self, text: str) -> None:

        kind = "update_display_data" if self._id else "display_data"
        self._id = self._id or uuid.uuid4().hex
        content = {
            "data": {"text/plain": printable(text)},
            "metadata": {},
            "transient": {"display_id": self._id},
        }
        if not publish(self._cell, kind, content):
            self._output.say(text)


class ShownAt(NamedTuple):


    cell: Any
    display_id: str


class Output:




    def __init__(self) -> None:
        self._cell: Any = None
        self.cell_that_ran: Any = None

    def watch_cells(self) -> None:

        self.remember_cell()
        self._note_cell()
        call_at("pre_run_cell", self._note_cell)

    def stop_watching(self) -> None:

        do_not_call_at("pre_run_cell", self._note_cell)

    def _note_cell(self, info: Any = None) -> None:
        self.cell_that_ran = running_cell()

    def remember_cell(self) -> None:

        self._cell = running_cell()

    def say(self, text: str) -> None:

        line = printable(text) + "\n"
        try:
            print(line, end="")
        except UnicodeEncodeError:
            print(line.encode("ascii", "backslashreplace").decode("ascii"), end="")
        except Exception:
            pass

    def say_below(self, text: str) -> None:

        content = {"name": "stdout", "text": printable(text) + "\n"}
        if not publish(self._cell, "stream", content):
            self.say(text)

    def line(self) -> Line:

        return Line(self, running_cell())

    def show(self, message: Dict[str, Any]) -> Optional[ShownAt]:



        return self._show(message, self.cell_that_ran)

    def show_again(self, message: Dict[str, Any]) -> Optional[ShownAt]:

        return self._show(message, running_cell())

    def _show(self, message: Dict[str, Any], cell: Any) -> Optional[ShownAt]:
        place = ShownAt(cell, uuid.uuid4().hex)
        text = message_text(message)
        if self.display(place, text, message_html(message)):
            return place
        self.say(text)
        return None

    def take_back(self, message: Dict[str, Any], place: ShownAt) -> None:

        text, markup = taken_back_text(message), taken_back_html(message)
        self.display(place, text, markup, again=True)

    def display(self, place: ShownAt, text: str, markup: str, again: bool = False) -> bool:



        kind = "update_display_data" if again else "display_data"
        data = {"text/plain": text, "text/html": markup}
        transient = {"display_id": place.display_id}
        return publish(place.cell, kind, {"data": data, "metadata": {}, "transient": transient})


def ask(prompt: str) -> Optional[str]:



    if not can_ask():
        return None
    try:
        typed = builtins.input(prompt)
    except Exception:
        return None
    return typed.strip() if isinstance(typed, str) else None


def can_ask() -> bool:



    if not isinstance(builtins.input, types.BuiltinFunctionType):
        return True
    return sys.stdin is not None and sys.stdin.isatty()









def newest_with_code(messages: Iterable[Dict[str, Any]]) -> Optional[Dict[str, Any]]:

    with_code = [message for message in messages if read_message(message).code.strip()]
    return with_code[-1] if with_code else None


def offer_code(message: Dict[str, Any], language: str) -> str:



    code, words = read_message(message).code, TAKES[language]
    shell = running_shell()
    try:
        in_notebook = getattr(shell, "kernel", None) is not None
        if in_notebook or not getattr(shell, "simple_prompt", True):
            shell.set_next_input(code, replace=False)
            return words["cell" if in_notebook else "prompt"]
    except Exception:
        pass
    return words["printed"] % code











class TimeUp(BaseException):
    pass


@contextlib.contextmanager
def aside(function: Any) -> Iterator[None]:

    namespace: Dict[str, Any] = getattr(function, "__globals__", {})
    code = getattr(function, "__code__", None)
    names = names_used_by(code, namespace) if code is not None else set()
    used = [namespace[name] for name in names if name in namespace]
    with contextlib.ExitStack() as stack:
        for same in (same_settings, same_figures, nothing_asked, nothing_shown, unwarned):
            stack.enter_context(same())
        stack.enter_context(same_random_numbers(used))
        stack.enter_context(same_names(namespace, names))
        yield


@contextlib.contextmanager
def same_random_numbers(generators: Iterable[Any] = ()) -> Iterator[None]:



    numpy: Any = library("numpy.random")
    torch: Any = library("torch")
    undo: List[Callable[[], Any]] = []

    def keep(get: Callable[[], Any], put: Callable[[Any], Any]) -> None:
        state = get()
        undo.append(functools.partial(put, state))

    keep(random.getstate, random.setstate)
    if numpy:
        keep(numpy.get_state, numpy.set_state)
    if torch:
        keep(torch.get_rng_state, torch.set_rng_state)
    for value in generators:
        if isinstance(value, random.Random) and type(value).getstate is random.Random.getstate:
            keep(value.getstate, value.setstate)
        elif numpy and isinstance(value, numpy.Generator):
            bits = value.bit_generator
            state = bits.state
            undo.append(functools.partial(setattr, bits, "state", state))
        elif numpy and isinstance(value, numpy.RandomState):
            keep(value.get_state, value.set_state)
    try:
        yield
    finally:
        for put in undo:
            put()


@contextlib.contextmanager
def same_names(namespace: Dict[str, Any], names: Set[str]) -> Iterator[None]:

    before = {name: namespace[name] for name in names if name in namespace}
    try:
        yield
    finally:
        for name in names:
            if name not in before:
                namespace.pop(name, None)
            elif namespace.get(name, namespace) is not before[name]:
                namespace[name] = before[name]


def names_used_by(code: Any, namespace: Dict[str, Any]) -> Set[str]:

    names = {"__warningregistry__"}
    left = [code]
    while left:
        code = left.pop()
        new = set(code.co_names) - names
        names |= new
        left += [each for each in code.co_consts if isinstance(each, types.CodeType)]
        called = [getattr(namespace.get(name), "__code__", None) for name in new]
        left += [each for each in called if isinstance(each, types.CodeType)]
    return names


@contextlib.contextmanager
def same_figures() -> Iterator[None]:

    figures: Any = getattr(library("matplotlib._pylab_helpers"), "Gcf", None)
    if figures is None:
        yield
        return
    kept = dict(figures.figs)
    figures.figs.clear()
    try:
        yield
    finally:
        with contextlib.suppress(Exception):
            figures.destroy_all()
        figures.figs.clear()
        figures.figs.update(kept)


@contextlib.contextmanager
def same_settings() -> Iterator[None]:

    folder, filters, limit = ".", list(warnings.filters), sys.getrecursionlimit()
    with contextlib.suppress(OSError):
        folder = os.getcwd()
    shows = warnings.showwarning
    numpy: Any = library("numpy")
    errors = numpy.geterr() if numpy else {}
    decimal: Any = library("decimal")
    context = decimal.getcontext().copy() if decimal else None
    try:
        yield
    finally:
        sys.setrecursionlimit(limit)
        warnings.showwarning = shows
        if list(warnings.filters) != filters:
            warnings.resetwarnings()
            entries: Any = warnings.filters
            entries[:] = filters
        if numpy:
            numpy.seterr(**errors)
        if decimal:
            decimal.setcontext(context)
        with contextlib.suppress(OSError):
            os.chdir(folder)


@contextlib.contextmanager
def nothing_asked() -> Iterator[None]:

    asks, typed = builtins.input, sys.stdin

    def at_end(prompt: Any = "") -> str:
        raise EOFError("nobody answers here")

    builtins.input = at_end
    sys.stdin = open(os.devnull, encoding="utf-8")
    try:
        yield
    finally:
        sys.stdin.close()
        builtins.input, sys.stdin = asks, typed


class Unseen:


    def __init__(self, stream: Any) -> None:
        self._stream, self._thread = stream, threading.get_ident()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def write(self, text: str) -> int:

        if threading.get_ident() != self._thread and self._stream is not None:
            self._stream.write(text)
        return len(text)

    def flush(self) -> None:

        if self._stream is not None:
            self._stream.flush()


@contextlib.contextmanager
def nothing_shown() -> Iterator[None]:

    streams, thread = (sys.stdout, sys.stderr), threading.get_ident()
    publisher: Any = getattr(running_shell(), "display_pub", None)

    shown = getattr(publisher, "publish", None)

    def publish(*data: Any, **more: Any) -> None:
        if threading.get_ident() != thread:
            shown(*data, **more)

    sys.stdout, sys.stderr = Unseen(streams[0]), Unseen(streams[1])
    if publisher is not None:
        publisher.publish = publish
    try:
        yield
    finally:
        sys.stdout, sys.stderr = streams
        if publisher is not None:
            del publisher.publish


@contextlib.contextmanager
def ended_at(deadline: float, function: Any) -> Iterator[None]:




    way = ended_by_alarm if is_alarm_free() else ended_by_thread
    with way(deadline, function.__code__):
        yield


def is_alarm_free() -> bool:



    import signal

    if threading.current_thread() is not threading.main_thread() or sys.platform == "win32":
        return False
    known = signal.getsignal(signal.SIGALRM) is not None
    return known and signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def runs_in(code: Any, frame: Any) -> bool:



    while frame is not None and frame.f_code is not code:
        frame = frame.f_back
    return frame is not None


@contextlib.contextmanager
def ended_by_alarm(deadline: float, code: Any) -> Iterator[None]:

    import signal

    def end(signal_number: int, frame: Any) -> None:
        if not runs_in(code, frame):
            return
        inner = frame
        while inner.f_code is not code:
            inner.f_trace, inner = end_where_it_goes_on, inner.f_back
        sys.settrace(end_where_it_goes_on)
        raise TimeUp

    def end_where_it_goes_on(frame: Any, event: str, detail: Any) -> Any:

        if runs_in(code, frame):
            raise TimeUp

    traces = sys.gettrace()
    before = signal.signal(signal.SIGALRM, end)
    try:
        left = max(1e-4, deadline - time.monotonic())
        signal.setitimer(signal.ITIMER_REAL, left, END_AGAIN_SECONDS)
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        sys.settrace(traces)


@contextlib.contextmanager
def ended_by_thread(deadline: float, code: Any) -> Iterator[None]:

    import ctypes

    raise_in = ctypes.pythonapi.PyThreadState_SetAsyncExc
    ident, ended = threading.get_ident(), threading.Event()

    pauses = itertools.cycle([0.0] * 50 + [END_AGAIN_SECONDS])
    interval, sleeps = sys.getswitchinterval(), time.sleep

    def watch() -> None:
        pause = deadline - time.monotonic()
        while not ended.wait(max(0.0, pause)):

            if runs_in(code, sys._current_frames().get(ident)):
                raise_in(ctypes.c_ulong(ident), ctypes.py_object(TimeUp))
            sys.setswitchinterval(1e-6)
            pause = next(pauses)

    def sleep(seconds: float) -> None:

        end = time.monotonic() + seconds
        while time.monotonic() < end:
            sleeps(min(END_AGAIN_SECONDS, max(0.0, end - time.monotonic())))

    watcher = threading.Thread(target=watch, name="npt-watch", daemon=True)
    watcher.start()
    try:
        setattr(time, "sleep", sleep)
        yield
    finally:
        setattr(time, "sleep", sleeps)
        ended.set()
        watcher.join()
        sys.setswitchinterval(interval)












OF_LIBRARIES = {}
OF_BUILTINS = []
OF_TRAITS = []
NESTABLE = set()

SEQUENCES = (
    list,
    tuple,
    set,
    frozenset,
    range,
    collections.deque,
    collections.UserList,
    collections.abc.KeysView,
    collections.abc.ValuesView,
    collections.abc.ItemsView,
)



MARKS = ((tuple, "\t"), (set, "\t\t"), (frozenset, "\t\t\t"))
ARRAY_MARK = "\t\t\t\t"
FLAT = {type(None), bool, int, float, str}


class Marked(list):


    mark = ""


class Written(str):
    pass


def marked(values: List[Any], mark: str) -> List[Any]:

    if not mark:
        return values
    result = Marked(values)
    result.mark = mark
    return result


def with_marks(value: Any) -> str:

    if isinstance(value, list):
        mark = value.mark if isinstance(value, Marked) else ""
        if FLAT.issuperset(map(type, value)):
            return "[" + mark + json.dumps(value)[1:]
        return "[" + mark + ", ".join(map(with_marks, value)) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(with_marks(k) + ": " + with_marks(value[k]) for k in value) + "}"
    return json.dumps(value) + "\t" * isinstance(value, Written)


def encoder_of(value: Any) -> Encoder:



    if not isinstance(value, type):
        for base in type(value).__mro__:
            package = str(base.__module__).partition(".")[0]
            encoder = OF_LIBRARIES.get((package, base.__name__))
            if encoder is not None:
                return encoder
    for kind, encoder in OF_BUILTINS:
        if isinstance(value, kind):
            return encoder
    for applies, encoder in OF_TRAITS:
        if applies(value):
            return encoder
    return capture_repr


def has_named_parts(value: Any) -> bool:

    if isinstance(value, type):
        return False
    if isinstance(value, types.SimpleNamespace):
        return True
    return dataclasses.is_dataclass(value) or isinstance(value, tuple) and hasattr(value, "_fields")


def named_parts(value: Any) -> List[Tuple[str, Any]]:

    if isinstance(value, types.SimpleNamespace):
        return list(vars(value).items())
    if isinstance(value, tuple):
        return list(zip(value._fields, value))
    return [(field.name, getattr(value, field.name)) for field in dataclasses.fields(value)]


def in_stable_order(values: Any) -> List[Any]:



    if len(values) > MAX_NODES:
        return list(itertools.islice(values, MAX_NODES))
    try:
        return sorted(values)
    except TypeError:
        return sorted(values, key=lambda item: (type(item).__name__, safe_repr(item)))


def is_long_range(value: Any) -> bool:

    return isinstance(value, range) and len(value) > MAX_RANGE


def ends_of_range(value: range) -> str:

    last = value.start + len(value) * value.step
    return repr(range(value.start, last, value.step))


class Simplifier:







    def __init__(self, nodes: int = MAX_NODES) -> None:
        self.shortened = False
        self._left = nodes
        self._open: Set[int] = set()

    def simple(self, value: Any, depth: int = 0) -> Any:



        self._left -= 1
        if value is None or isinstance(value, bool):
            return value
        if isinstance(value, enum.Enum):
            return Written(self.text(str(value)))
        if isinstance(value, str):
            return self.text(str(value))
        if isinstance(value, int):
            return int(value) if abs(value) <= SAFE_INTEGER else self._digits(value)
        if isinstance(value, float):
            return float(value)
        if depth >= MAX_DEPTH or id(value) in self._open:
            self.shortened = True
            return Written("…")
        self._open.add(id(value))
        try:
            return self._compound(value, depth + 1)
        finally:
            self._open.discard(id(value))

    def text(self, text: str, limit: int = MAX_NESTED_TEXT) -> str:

        self._left -= min(len(text), limit) // NODE_CHARACTERS
        self.shortened = self.shortened or len(text) > limit
        return cut(text, limit)

    def _digits(self, value: int) -> Written:
        text = digits(value)
        self._left -= len(text) // NODE_CHARACTERS
        self.shortened = self.shortened or is_long(value)
        return Written(text)

    def _compound(self, value: Any, depth: int) -> Any:
        if has_named_parts(value):
            return self._dict(named_parts(value), depth)
        if isinstance(value, collections.abc.Mapping) and encoder_of(value) not in NESTABLE:
            return self._dict(value.items(), depth)
        if is_long_range(value):
            return Written(ends_of_range(value))
        if isinstance(value, SEQUENCES):
            return self._list(value, depth)
        encoder = encoder_of(value)
        if encoder is capture_numpy_scalar:
            item = python_scalar(value)
            simple = self.simple(item, depth)
            return (
                Written(simple) if isinstance(item, str) and value.dtype.kind in "mMV" else simple
            )
        if encoder in NESTABLE:
            payload = encoder(value)
            self.shortened = self.shortened or payload.shortened or payload.whole is not None
            if payload.file:
                return Written(self.text(safe_repr(value)))
            if payload.type in ("str", "code", "latex"):
                return Written(self.text(payload.data))
            self._left -= len(payload.data) // NODE_CHARACTERS
            content = json.loads(payload.data)
            is_array = encoder is OF_LIBRARIES.get(("numpy", "ndarray")) and isinstance(
                content, list
            )
            return marked(content, ARRAY_MARK) if is_array else content
        if encoder is capture_ratio:
            payload = encoder(value)
            self.shortened = self.shortened or payload.whole is not None
            return Written(self.text(payload.data))
        text = str(value) if encoder is capture_text else safe_repr(value)
        self.shortened = self.shortened or leaves_out(text)
        return Written(self.text(text))

    def _dict(self, items: Iterable[Tuple[Any, Any]], depth: int) -> Dict[str, Any]:
        names: List[str] = []
        values: List[Any] = []
        places: Dict[str, int] = {}
        for key, value in items:
            if self._left <= 0:
                names.append(Written("…"))
                values.append("more")
                self.shortened = True
                break
            name = self._key(key, names, places)
            places[name] = len(names)
            names.append(name)
            values.append(self.simple(value, depth))
        return dict(zip(names, values))

    def _key(self, key: Any, names: List[str], places: Dict[str, int]) -> str:



        is_text = isinstance(key, str)
        text = self.text(key if is_text else safe_str(key), MAX_CELL)
        name = text if is_text else Written(text)
        place = places.get(name)
        if place is None:
            return name
        if is_text or isinstance(names[place], Written):
            return Written(safe_repr(key))
        names[place] = Written(repr(names[place]))
        places[names[place]] = place
        return name

    def _list(self, values: Any, depth: int) -> List[Any]:
        mark = next((mark for kind, mark in MARKS if isinstance(values, kind)), "")
        if isinstance(values, (set, frozenset)):
            self.shortened = self.shortened or len(values) > MAX_NODES
            values = in_stable_order(values)
        result = []
        for value in values:
            if self._left <= 0:
                result.append(Written("… (%s items in all)" % format(len(values), ",")))
                self.shortened = True
                break
            result.append(self.simple(value, depth))
        return marked(result, mark)


def capture_nested(kind: str, value: Any, nodes: int = MAX_NODES) -> Payload:

    simplifier = Simplifier(nodes)
    content = simplifier.simple(value)
    return Payload(kind, with_marks(content), whole=value if simplifier.shortened else None)












TURNS = {2: 0, 3: 3, 4: 1, 5: 5, 6: 4, 7: 6, 8: 2}
ORIENTATION = 0x0112
SAMPLED_ROWS = 16


def picture_file(image: Any) -> bytes:

    turn = None
    with contextlib.suppress(Exception):
        turn = TURNS.get(image.getexif().get(ORIENTATION))
    image = on_white(shrunk(plain(thinned(image))))
    return encoded(image if turn is None else image.transpose(turn))


def thinned(image: Any) -> Any:

    count = image.size[0] * image.size[1]
    if count <= MAX_SOURCE:
        return image
    return image.resize(
        scaled(image.size, (MAX_SOURCE / count) ** 0.5), library("PIL.Image").NEAREST
    )


def plain(image: Any) -> Any:

    if image.mode == "F" or image.mode.startswith("I"):
        return stretched(image)
    if "transparency" in image.info or image.mode in ("LA", "La", "PA", "RGBa"):
        return image.convert("RGBA")
    if image.mode in ("L", "RGB", "RGBA"):
        return image
    return image.convert("L" if image.mode == "1" else "RGB")


def stretched(image: Any) -> Any:



    numpy = library("numpy")
    if numpy is None:
        return stretched_by_pillow(image)
    numbers = numpy.array(image, dtype="float64")
    finite = numpy.isfinite(numbers)
    low = float(numbers.min(initial=numpy.inf, where=finite))
    high = float(numbers.max(initial=-numpy.inf, where=finite))
    if not low < high:
        low, high = 0.0, max(high, 1.0 if image.mode == "F" else 65535.0)
    numbers[numpy.isnan(numbers)] = low
    numpy.clip(numbers, low, high, out=numbers)
    numbers -= low
    numbers *= 255 / (high - low)
    return library("PIL.Image").fromarray(numbers.round().astype("uint8"))


def stretched_by_pillow(image: Any) -> Any:

    numbers = image if image.mode == "F" else image.convert("I").convert("F")
    low, high = numbers.getextrema()
    if low < high and math.isfinite(high - low):
        factor = 255 / (high - low)
        numbers = numbers.point(lambda value: value * factor + (0.5 - low * factor))
    return numbers.convert("L")


def scaled(size: Tuple[int, int], factor: float) -> Tuple[int, int]:

    return max(1, int(size[0] * factor)), max(1, int(size[1] * factor))


def shrunk(image: Any, side: int = MAX_PIXELS) -> Any:

    longest = max(image.size)
    if longest <= side:
        return image
    size = scaled(image.size, side / longest)
    return image.resize(size, library("PIL.Image").LANCZOS, reducing_gap=2.0)


def on_white(image: Any) -> Any:

    if image.mode != "RGBA":
        return image
    if image.getextrema()[3][0] == 255:
        return image.convert("RGB")
    paper = library("PIL.Image").new("RGB", image.size, "white")
    paper.paste(image, mask=image.getchannel("A"))
    return paper


def encoded(image: Any) -> bytes:



    (width, height), pixels = image.size, image.tobytes()
    stride = width * len(image.getbands())
    rows = [pixels[at : at + stride] for at in range(0, len(pixels), stride)]
    some = rows[:: SAMPLED_ROWS if height > 4 * SAMPLED_ROWS else 1]
    expected = len(zlib.compress(b"".join(some), 1)) * height // max(1, len(some))
    if expected > ENOUGH_PNG:
        buffer = io.BytesIO()
        image.save(buffer, format="JPEG", quality=85)
        if buffer.tell() < expected:
            return buffer.getvalue()
    return png(width, height, 2 if image.mode == "RGB" else 0, rows)


def png(width: int, height: int, colours: int, rows: Any) -> bytes:



    head = struct.pack(">IIBBBBB", width, height, 8, colours, 0, 0, 0)
    body = zlib.compress(b"".join(b"\0" + row for row in rows), 1)
    chunks = ((b"IHDR", head), (b"IDAT", body), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(content))
        + kind
        + content
        + struct.pack(">I", zlib.crc32(kind + content))
        for kind, content in chunks
    )










CUT_PADDING = 8
SANE_INCHES = 16.0
MESHES = ("QuadMesh", "TriMesh")


class Pixels:


    rows: Any = None

    def write(self, rows: Any) -> int:

        self.rows = rows
        return len(rows)

    def seek(self, at: int) -> None:
        pass


def drawn(figures: List[Any]) -> Any:




    columns = math.ceil(math.sqrt(len(figures)))
    with unlogged("matplotlib"):
        images = [draw(figure, MAX_PIXELS // columns) for figure in figures]
    if len(images) == 1:
        return images[0]
    rows = [images[at : at + columns] for at in range(0, len(images), columns)]
    heights = [max(image.size[1] for image in row) for row in rows]
    width = max(sum(image.size[0] for image in row) for row in rows)
    paper = library("PIL.Image").new("RGB", (width, sum(heights)), "white")
    for at, row in enumerate(rows):
        left = 0
        for image in row:
            paper.paste(image, (left, sum(heights[:at])))
            left += image.size[0]
    return shrunk(paper)


def draw(figure: Any, side: int) -> Any:




    with sane_size(figure) as (width, height):
        dpi = min(float(figure.get_dpi()), side / max(width, height))
        beside, above = (min(int(part * dpi / 3), MAX_MARGIN) for part in (width, height))
        box = library("matplotlib.transforms").Bbox.from_extents(
            -beside / dpi, -above / dpi, width + beside / dpi, height + above / dpi
        )
        settle_aspects(figure)
        pixels = Pixels()
        figure.savefig(pixels, format="raw", dpi=dpi, bbox_inches=box, transparent=False)
    return shrunk(cut_out(library("numpy").asarray(pixels.rows), beside, above), side)


def cut_out(pixels: Any, beside: int, above: int) -> Any:

    left, top, right, bottom = inked(pixels, beside, above)
    part = library("numpy").ascontiguousarray(pixels[top:bottom, left:right])
    image = library("PIL.Image").fromarray(part)
    opaque = pixels[0, 0, 3] == 255
    return image.convert("RGB") if opaque else on_white(image)


@contextlib.contextmanager
def sane_size(figure: Any) -> Iterator[Tuple[float, float]]:



    size = tuple(float(part) for part in figure.get_size_inches())
    if max(size) <= MAX_INCHES:
        yield size[0], size[1]
        return
    scale = SANE_INCHES / max(size)
    figure.set_size_inches(size[0] * scale, size[1] * scale, forward=False)
    try:
        yield size[0] * scale, size[1] * scale
    finally:
        figure.set_size_inches(*size, forward=False)


def settle_aspects(figure: Any) -> None:



    agg = importlib.import_module("matplotlib.backends.backend_agg")
    renderer = agg.RendererAgg(1, 1, figure.get_dpi())
    for axes in figure.get_axes():
        locator = axes.get_axes_locator()
        axes.apply_aspect(locator(axes, renderer) if locator else None)


def inked(pixels: Any, beside: int, above: int) -> Tuple[int, int, int, int]:

    numpy = library("numpy")
    cells = pixels.view("uint32")[:, :, 0]
    ink = cells != cells[0, 0]
    edges = []
    for axis, margin in ((0, beside), (1, above)):
        length = ink.shape[1 - axis]
        places = numpy.flatnonzero(ink.any(axis=axis))
        first, last = (places[0], places[-1] + 1) if len(places) else (margin, length - margin)
        edges.append(margin if first >= margin else max(0, int(first) - CUT_PADDING))
        end = length - margin
        edges.append(end if last <= end else min(length, int(last) + CUT_PADDING))
    left, right, top, bottom = edges
    return left, top, right, bottom


def too_much(figures: List[Any]) -> bool:

    work = 0.0
    for part in (part for figure in figures for part in (figure, *figure.get_axes())):
        children = part.get_children()
        work += 300 * len(children)
        for artist in children if work <= MAX_DRAWN else ():
            with contextlib.suppress(Exception):
                work += points_of(artist)
    return work > MAX_DRAWN


def points_of(artist: Any) -> float:

    if hasattr(artist, "get_major_locator"):
        return 3_000.0 * ticks_of(artist)
    if hasattr(artist, "get_xdata"):
        return float(len(artist.get_xdata(orig=False)))
    if hasattr(artist, "get_fontsize"):
        return float(len(artist.get_text()) * artist.get_fontsize() ** 2 / 15)
    values = artist.get_array() if hasattr(artist, "get_array") else None
    if not hasattr(artist, "get_offsets"):
        return 0.0 if values is None else float(values.size / 10)
    if type(artist).__name__ in MESHES:
        return 0.0 if values is None else float(values.size)
    paths, offsets = artist.get_paths(), len(artist.get_offsets())
    alike = values is None and len(artist.get_facecolors()) < 2
    corners = sum(len(path) for path in paths[:50_000])
    return float(offsets * (3 if alike else 30) + 60 * len(paths) + corners)


def ticks_of(axis: Any) -> int:

    locator = axis.get_major_locator()
    given = getattr(locator, "locs", None)
    return len(getattr(locator, "_units", ()) if given is None else given)










MAX_AXES = 40
HASHED_AT_ONCE = 1_000_000
MAX_SERIES = 50
PLOT_DIGEST = 16
MAX_POINTS = 60


def plot_summary(*figures: Any) -> str:



    try:
        titles = [figure._suptitle.get_text() for figure in figures if figure._suptitle]
        axes = [axes_summary(axes) for figure in figures for axes in figure.get_axes()]
        keys = [[one["x"]["scale"], one["y"]["scale"], series_keys(one["series"])] for one in axes]
        rest = [{"series": [rest_summary(keys[MAX_AXES:])]}] if axes[MAX_AXES:] else []
        summary = {"title": "; ".join(titles)[:200], "axes": axes[:MAX_AXES] + rest}
    except Exception:
        return ""
    for points in (MAX_POINTS, 20, 6, 0):
        text = json.dumps(with_points(summary, points))
        if len(text) <= MAX_PLOTTED:
            return text
    return json.dumps({"title": "", "axes": [{"series": [rest_summary(keys)]}]})


def with_points(summary: Dict[str, Any], points: int) -> Dict[str, Any]:

    for series in (series for axes in summary["axes"] for series in axes["series"]):
        for name in ("x", "y"):
            if name in series:
                series[name] = every_nth(series[name], points)
    return summary


def rest_summary(parts: List[Any]) -> Dict[str, Any]:

    text = json.dumps(parts)
    return {
        "kind": "more",
        "n": len(parts),
        "digest": hashlib.sha256(text.encode()).hexdigest()[:PLOT_DIGEST],
    }


def series_keys(series: List[Dict[str, Any]]) -> List[Any]:

    names = ("kind", "n", "shape", "digest")
    return sorted(([one.get(name) for name in names] for one in series), key=repr)


def axes_summary(axes: Any) -> Dict[str, Any]:

    series = [line_summary(line) for line in axes.lines]
    series += [collection_summary(each) for each in axes.collections]
    series += patches_summaries(axes.patches)
    series += [image_summary(image) for image in axes.images]
    rest, legend = series[MAX_SERIES:], axes.get_legend()
    return {
        "title": axes.get_title()[:200],
        "x": {"label": axes.get_xlabel()[:200], "scale": axes.get_xscale()},
        "y": {"label": axes.get_ylabel()[:200], "scale": axes.get_yscale()},
        "legend": [text.get_text()[:100] for text in legend.get_texts()[:20]] if legend else [],
        "series": series[:MAX_SERIES] + ([rest_summary(series_keys(rest))] if rest else []),
    }


def series_summary(kind: str, label: Any, xs: Any, ys: Any) -> Dict[str, Any]:

    label = str(label)
    return {
        "kind": kind,
        "label": "" if label.startswith("_") else label[:100],
        "n": len(xs),
        "digest": digest_of(xs, ys),
        "x": rounded(xs, MAX_POINTS),
        "y": rounded(ys, MAX_POINTS),
    }


def line_summary(line: Any) -> Dict[str, Any]:

    bare = line.get_linestyle() in ("None", "none", " ", "")
    xs, ys = line.get_xdata(orig=False), line.get_ydata(orig=False)
    return series_summary("points" if bare else "line", line.get_label(), xs, ys)


def collection_summary(collection: Any) -> Dict[str, Any]:



    kinds = {"PathCollection": "points", "PolyCollection": "area", "QuadMesh": "mesh"}
    name, numpy = type(collection).__name__, library("numpy")
    values, offsets = collection.get_array(), collection.get_offsets()
    scatter = any(base.__name__ == "PathCollection" for base in type(collection).__mro__)
    if scatter and len(collection.get_sizes()):
        xs, ys = offsets[:, 0], offsets[:, 1]
    elif name == "QuadMesh" and values is not None:
        xs, ys = numpy.arange(values.size), values.ravel()
    else:
        told = [path.vertices for path in collection.get_paths()]
        if len(offsets) > 1:
            told.append(offsets)
        if values is not None:
            told.append(numpy.column_stack((numpy.arange(values.size), values.ravel())))
        pairs = numpy.ma.concatenate(told) if told else numpy.zeros((0, 2))
        name = "area" if scatter else name
        xs, ys = pairs[:, 0], pairs[:, 1]
    return series_summary(kinds.get(name, name), collection.get_label(), xs, ys)


def patches_summaries(patches: Any) -> List[Dict[str, Any]]:



    others = [patch for patch in patches if not hasattr(patch, "spine_type")]
    bars = [patch for patch in others if hasattr(patch, "get_width") and hasattr(patch, "get_x")]
    wedges = [patch for patch in others if hasattr(patch, "theta1")]
    arrows = [patch for patch in others if hasattr(patch, "get_arrowstyle")]
    known = {id(patch) for patch in bars + wedges + arrows}
    shapes = [patch for patch in others if id(patch) not in known]
    found = []
    if bars:
        xs = [bar.get_x() + bar.get_width() / 2 for bar in bars]
        found.append(
            series_summary("bars", "", xs, [bar.get_y() + bar.get_height() for bar in bars])
        )
    if wedges:
        shares = [(wedge.theta2 - wedge.theta1) / 360 for wedge in wedges]
        found.append(series_summary("pie", "", list(range(len(shares))), shares))
    if shapes:
        corners = library("numpy").concatenate(
            [shape.get_patch_transform().transform(shape.get_path().vertices) for shape in shapes]
        )
        found.append(series_summary("patches", "", corners[:, 0], corners[:, 1]))
    if arrows:
        found.append({"kind": "arrows", "n": len(arrows)})
    return found


def image_summary(image: Any) -> Dict[str, Any]:

    values = image.get_array()
    return {"kind": "image", "shape": list(values.shape), "digest": digest_of(values.ravel())}


def every_nth(values: Any, count: int) -> List[Any]:

    if not count:
        return []
    step = max(1, math.ceil(len(values) / count))
    return [values[at] for at in range(0, len(values), step)]


def rounded(values: Any, count: int) -> List[Optional[float]]:




    numeric = [number_or_none(value) for value in every_nth(values, count)]
    largest = max((abs(number) for number in numeric if number is not None), default=0.0)
    decimals = 3 - (math.floor(math.log10(largest)) if largest else 0)
    return [None if number is None else round(number, decimals) + 0.0 for number in numeric]


def number_or_none(value: Any) -> Optional[float]:

    try:
        number = float(value)
    except (TypeError, ValueError):
        return None
    return number if math.isfinite(number) else None


def digest_of(*series: Any) -> str:




    numpy, digest = library("numpy"), hashlib.sha256()
    for values in series:
        numbers = values.ravel() if hasattr(values, "ravel") else numpy.asarray(values)
        blocks = [
            numbers[at : at + HASHED_AT_ONCE] for at in range(0, len(numbers), HASHED_AT_ONCE)
        ]
        if numbers.dtype == "uint8":
            hashed = (numpy.ma.filled(block, 0) for block in blocks)
        else:
            largest = max((largest_of(block) for block in blocks), default=0.0)
            exponent = int(("%.5e" % largest).partition("e")[2])
            digest.update(b"%d;" % exponent)
            hashed = (whole_numbers(block, 10.0 ** min(5 - exponent, 300)) for block in blocks)
        for block in hashed:
            digest.update(block.tobytes())
        digest.update(b"%d;" % len(numbers))
    return digest.hexdigest()[:PLOT_DIGEST]


def real_numbers(block: Any) -> Any:

    numpy = library("numpy")
    numbers = numpy.array(block, dtype="float64", subok=True)
    if hasattr(numbers, "mask"):
        numbers = numbers.filled(numpy.nan)
    numbers[numpy.isinf(numbers)] = numpy.nan
    return numbers


def largest_of(block: Any) -> float:

    numpy = library("numpy")
    numbers = numpy.abs(real_numbers(block))
    return float(numpy.fmax.reduce(numbers, initial=0.0))


def whole_numbers(block: Any, factor: float) -> Any:

    numpy = library("numpy")
    numbers = numpy.rint(real_numbers(block) * factor)
    numbers[numpy.isnan(numbers)] = -(2.0**31)
    return numbers.astype("<i4")












HOLDERS = ("figure_", "figure", "_figure", "fig", "_fig", "ax_", "axes_", "ax", "axes", "lines")


def is_artist(value: Any) -> bool:

    return any(
        base.__name__ == "Artist" and str(base.__module__).startswith("matplotlib.")
        for base in type(value).__mro__
    )


def figures_of(value: Any) -> List[Any]:




    if library("matplotlib") is None:
        return []
    found: Dict[int, Any] = {}
    waiting, looked_at = collections.deque([value]), 0
    while waiting and looked_at < MAX_LOOKED_AT:
        item, looked_at = waiting.popleft(), looked_at + 1
        if is_artist(item):
            figure = figure_of_artist(item)
            if figure is not None:
                found[id(figure)] = figure
        else:
            with contextlib.suppress(Exception):
                waiting.extend(itertools.islice(parts_of(item), MAX_LOOKED_AT))
    return list(found.values())


def figure_of_artist(artist: Any) -> Any:

    figure: Any = getattr(artist, "figure", None)
    while getattr(figure, "figure", figure) is not figure:
        figure = figure.figure
    return figure


def parts_of(value: Any) -> Iterator[Any]:

    if isinstance(value, collections.abc.Mapping):
        yield from value.values()
    elif isinstance(value, (list, tuple)):
        yield from value
    elif str(getattr(value, "dtype", "")) == "object":
        yield from (value.flat if hasattr(value, "flat") else iter(value))
    else:
        held: Any = getattr(value, "__dict__", None)
        for name in HOLDERS if isinstance(held, dict) else ():
            if name in held:
                yield held[name]
                return


def is_plot(value: Any) -> bool:

    return bool(figures_of(value))


def are_plots(values: Any) -> bool:



    drawn_on_some = False
    for value in (value for value in values if not is_empty(value)):
        drawn_on_some = bool(figures_of(value))
        if not drawn_on_some:
            break
    return drawn_on_some


def is_empty(value: Any) -> bool:

    return isinstance(value, (list, tuple)) and not value


def capture_plot(value: Any) -> Payload:




    figures = figures_of(value)
    return capture_figures(figures) if figures else text_payload(safe_repr(value))


def capture_current_figure(pyplot: Any) -> Payload:





    if not pyplot.get_fignums() or is_blank(pyplot.gcf()):
        raise Unsendable(NO_FIGURE)
    return capture_figures([pyplot.gcf()])


def capture_animation(animation: Any) -> Payload:




    with contextlib.suppress(Exception), same_random_numbers():
        draw_first_frame(animation)
    return capture_plot(animation)


def draw_first_frame(animation: Any) -> None:



    frames = animation.new_frame_seq()
    if frames is animation.new_frame_seq():
        return
    first = next(frames)
    prepare = getattr(animation, "_init_func", None)
    if prepare:
        prepare()
    if figures_of(first):
        for artist in itertools.chain(*animation.new_frame_seq()):
            artist.set_visible(False)
    animation._draw_frame(first)


def capture_figures(figures: List[Any]) -> Payload:





    warning = BLANK_FIGURE if all(is_blank(figure) for figure in figures) else ""
    if figures[MAX_FIGURES:]:
        warning = FIRST_FIGURES % (MAX_FIGURES, len(figures))
    figures = figures[:MAX_FIGURES]
    if too_much(figures):
        titles = [axes.get_title() for figure in figures for axes in figure.get_axes()[:40]]
        text = "A figure with too much on it to be drawn: %s" % ", ".join(filter(None, titles))
        return text_payload(text)._replace(warning=TOO_MUCH_TO_DRAW)
    try:
        file = encoded(drawn(figures))
    except Exception as trouble:
        text = "A figure that could not be drawn: %s\n%s" % (trouble, plot_summary(*figures))
        return text_payload(text)
    return Payload("image", file=file, plotted=plot_summary(*figures), warning=warning)


def is_blank(figure: Any) -> bool:

    if figure.texts or figure.images or figure.lines or figure.patches:
        return False
    return not any(axes.has_data() or axes.texts or axes.tables for axes in figure.get_axes())









def capture_drawn(value: Any) -> Payload:




    png = value._repr_png_()
    png = png[0] if isinstance(png, tuple) else png
    return Payload("image", file=png) if isinstance(png, bytes) else capture_repr(value)


def capture_image(image: Any) -> Payload:

    return Payload("image", file=picture_file(image))


def capture_plotly(figure: Any) -> Payload:




    if importable("kaleido"):
        picture = run_with_timeout(
            PICTURE_SECONDS, lambda: figure.to_image(format="png", width=900)
        )
        if isinstance(picture, bytes):
            return Payload("image", file=picture)
    telling = ("type", "name", "x", "y", "z", "labels", "values")
    traces = [trace.to_plotly_json() for trace in figure.data]
    said = [{name: trace[name] for name in telling if name in trace} for trace in traces]
    content = {"plotly": figure.layout.title.text or "", "traces": said}
    return capture_nested("dict", content, MAX_ELEMENTS)


def capture_altair(chart: Any) -> Payload:




    if importable("vl_convert"):
        buffer = io.BytesIO()
        run_with_timeout(PICTURE_SECONDS, lambda: chart.save(buffer, format="png"))
        if buffer.getvalue():
            return Payload("image", file=buffer.getvalue())
    data: List[Any] = []
    parts = with_first_rows(chart, data).to_dict()
    datasets = {name: first_rows(rows, data) for name, rows in parts.pop("datasets", {}).items()}
    for noise in ("config", "$schema"):
        parts.pop(noise, None)
    payload = capture_nested("dict", {"altair": parts, "data": datasets}, MAX_ELEMENTS)
    if payload.whole is None and not data:
        return payload

    told = re.sub('"data-[0-9a-f]+"', '"data"', json.dumps(parts, sort_keys=True))
    return payload._replace(whole={"altair": told, "data": data or list(datasets.values())})


def with_first_rows(chart: Any, data: List[Any]) -> Any:



    parts = dict(getattr(chart, "_kwds", {}))
    for name, part in parts.items():
        if name == "data" and hasattr(part, "iloc"):
            parts[name] = first_rows(part, data)
        elif name == "spec" and hasattr(part, "_kwds"):
            parts[name] = with_first_rows(part, data)
        elif name in ("layer", "concat", "hconcat", "vconcat") and isinstance(part, list):
            parts[name] = [with_first_rows(each, data) for each in part]
    other = copy.copy(chart)
    vars(other)["_kwds"] = parts
    return other


def first_rows(rows: Any, data: List[Any]) -> Any:

    if len(rows) > CHART_ROWS:
        data.append(rows)
    return rows[:CHART_ROWS]


def importable(name: str) -> bool:

    import importlib.util

    return name in sys.modules or importlib.util.find_spec(name) is not None


def run_with_timeout(seconds: float, work: Callable[[], Any]) -> Any:

    results: List[Any] = []

    def run() -> None:
        try:
            with unwarned():
                results.append(work())
        except Exception:
            pass

    try:
        helper = threading.Thread(target=run, name="npt-picture", daemon=True)
        helper.start()
        helper.join(seconds)
    except RuntimeError:
        pass
    return results[0] if results else None


def capture_sympy(expression: Any) -> Payload:

    if getattr(expression, "is_Integer", False):
        return capture_number(int(expression))._replace(type="latex")
    return text_payload(library("sympy").latex(expression), "latex")










Write = Callable[[Any], None]


WHOLE_FORMS = {"B": (0, 2**8 - 1), "h": (-(2**15), 2**15 - 1), "i": (-(2**31), 2**31 - 1)}
FORMS = (*WHOLE_FORMS, "f", "d")
FIRST_OF_RUN = 16
NO_DOUBLE = 2**1024 - 2**970
PIECE = 1_000_000


def write_array_numbers(write: Write, block: Any) -> None:

    rest: Optional[Any] = None
    if block.dtype.kind in "iu":
        low, high = (int(block.min()), int(block.max())) if block.size else (0, 0)
        for form, (least, greatest) in WHOLE_FORMS.items():
            if least <= low and high <= greatest:
                write(form.encode() + block.astype("<" + form).tobytes())
                return
        if max(-low, high) > 2**53:
            upper = (block >> 32).astype("<f8") * 2.0**32
            lower = (block & 0xFFFFFFFF).astype("<f8")
            block = upper + lower
            rest = (upper - block) + lower
        else:
            block = block.astype("<f8")
    elif block.dtype.itemsize > 8:
        nearest = block.astype("<f8")
        rest = (block - nearest).astype("<f8")
        rest[(nearest - nearest) != 0] = 0
        block = nearest
    if rest is not None and rest.any():
        write(b"x")
        write(canonical(block, "d").data)
        write_array_numbers(write, rest)
        return
    for form in FORMS:
        if holds(block[:FIRST_OF_RUN], form) and holds(block, form):
            write(form.encode())
            write(canonical(block, form).data)
            return


def canonical(block: Any, form: str) -> Any:

    held = (block + 0.0).astype("<" + form, copy=False)
    unknown = held != held
    if unknown.any():
        held[unknown] = math.nan
    return held


def holds(block: Any, form: str) -> bool:

    if form == "d" or form == "f" and block.dtype.itemsize <= 4:
        return True
    same = block.astype(form) == block
    return bool(same.all()) or form == "f" and bool((same | (block != block)).all())


def write_numbers(write: Write, numbers: List[Any]) -> None:

    types = set(map(type, numbers))
    if float not in types:
        low, high = min(numbers, default=0), max(numbers, default=0)
        for form, (least, greatest) in WHOLE_FORMS.items():
            if least <= low and high <= greatest:
                write(form.encode() + packed(form, numbers))
                return
    nearest = [number + 0.0 for number in map(float, numbers)]
    if int in types:
        rest = [int(n) - int(f) if type(n) is int else 0 for n, f in zip(numbers, nearest)]
        if any(rest):
            write(b"x" + packed("d", nearest))
            write_numbers(write, rest)
            return
    for form in FORMS:
        if list_holds(nearest[:FIRST_OF_RUN], form) and list_holds(nearest, form):
            write(form.encode() + packed(form, nearest))
            return


def list_holds(numbers: List[float], form: str) -> bool:

    if form == "d":
        return True
    if form == "f":
        return all(a == b or a != a for a, b in zip(numbers, array.array("f", numbers)))
    least, greatest = WHOLE_FORMS[form]
    return all(least <= number <= greatest and number.is_integer() for number in numbers)


def packed(form: str, numbers: Sequence[Any]) -> bytes:

    if form in WHOLE_FORMS:
        run = array.array(form, map(int, numbers))
    else:
        run = array.array(form, [n if n == n else math.nan for n in numbers])
    if sys.byteorder == "big":
        run.byteswap()
    return run.tobytes()


def blocks_of(array: Any) -> Iterator[Any]:

    if not hasattr(array, "mask"):
        array = library("numpy").asarray(array)
    if array.ndim != 1:
        array = array.reshape(-1) if array.flags.c_contiguous else array.flat
    for start in range(0, len(array), BLOCK):
        yield array[start : start + BLOCK]


def write_texts(write: Write, texts: List[str]) -> None:

    lengths = list(map(len, texts))
    write_numbers(write, lengths)
    if sum(lengths) <= PIECE:
        write("".join(texts).encode("utf-8", "surrogatepass"))
        return
    for text in texts:
        for start in range(0, len(text), PIECE):
            write(text[start : start + PIECE].encode("utf-8", "surrogatepass"))


def write_bytes(write: Write, pieces: List[Any]) -> None:

    write_numbers(write, list(map(len, pieces)))
    for piece in map(memoryview, pieces):
        for start in range(0, len(piece), PIECE):
            write(piece[start : start + PIECE])










class Labels(NamedTuple):


    names: List[Any]
    levels: List[Iterable[Any]]


class WholeTable(NamedTuple):


    shape: Tuple[int, int]
    column_labels: Labels
    cells: Iterator[Iterable[Any]]
    zones: List[Optional[str]]
    row_labels: Labels
    axes: Optional[Tuple[int, ...]] = None


class Table:






    def __init__(self, shape: Tuple[int, int]) -> None:
        self._simplifier = Simplifier(MAX_TABLE_NODES)
        self._shape = shape
        self.rows = head_and_tail(shape[0], TABLE_ROWS)
        self.columns = head_and_tail(shape[1], TABLE_COLUMNS)

    def cell(self, value: Any) -> Any:

        if type(value).__name__ in ("NAType", "NaTType"):
            return None
        if encoder_of(value) is capture_numpy_scalar:
            value = python_scalar(value)
        if value is None or isinstance(value, (bool, int, float, str)):
            return value
        if isinstance(value, (list, tuple)) and len(value) > MAX_CELL:
            more = "\n… (%s items in all)" % format(len(value), ",")
            self._simplifier.shortened = True
            return self._simplifier.text(safe_str(value[:MAX_CELL])[:MAX_CELL]) + more
        return self._simplifier.text(safe_str(value), MAX_CELL)

    def payload(
        self,
        whole: Any,
        labels: List[str],
        columns: List[List[Any]],
        dtypes: List[str],
        index: List[Any],
        **more: Any,
    ) -> Payload:

        by_column = [[self.cell(cell) for cell in column] for column in columns]
        rows = [[column[row] for column in by_column] for row in range(len(self.rows))]
        table = {
            "columns": labels,
            "rows": self._simplifier.simple(rows),
            "shape": list(self._shape),
            "dtypes": dtypes,
            "index": self._simplifier.simple(index),
            **more,
        }
        cut = self._shape != (len(self.rows), len(self.columns)) or self._simplifier.shortened
        return json_payload("table", table, whole if cut else None)


def head_and_tail(length: int, limit: int) -> List[int]:

    if length <= limit:
        return list(range(length))
    return list(range(limit // 2)) + list(range(length - limit // 2, length))


def label_of(name: Any) -> str:

    return ", ".join(map(safe_str, name)) if isinstance(name, tuple) else safe_str(name)


def numbered(length: int) -> Labels:

    numpy = library("numpy")
    blocks = ((at, min(at + BLOCK, length)) for at in range(0, length, BLOCK))
    return Labels(
        [None], [(numpy.arange(*each) if numpy else list(range(*each)) for each in blocks)]
    )


def capture_frame(frame: Any) -> Payload:

    table = Table(frame.shape)
    part = frame.iloc[table.rows, table.columns]
    names = {
        axis: [None if name is None else label_of(name) for name in labels.names]
        for axis, labels in (("index", part.index), ("columns", part.columns))
    }
    return table.payload(
        frame,
        [label_of(name) for name in part.columns],
        [part.iloc[:, at].tolist() for at in range(len(table.columns))],
        [str(dtype) for dtype in part.dtypes],
        [
            table.cell(label) if not isinstance(label, tuple) else label_of(label)
            for label in part.index
        ],
        **({"names": names} if any(name is not None for name in sum(names.values(), [])) else {}),
    )


def whole_frame(frame: Any) -> WholeTable:

    columns = range(frame.shape[1])
    return WholeTable(
        frame.shape,
        labels_of(frame.columns),
        (column_blocks(frame.iloc[:, at]) for at in columns),
        [zone_of(dtype) for dtype in frame.dtypes],
        labels_of(frame.index),
    )


def labels_of(index: Any) -> Labels:

    levels = (index.get_level_values(at) for at in range(index.nlevels))
    return Labels(list(index.names), [column_blocks(level) for level in levels])


def zone_of(dtype: Any) -> Optional[str]:

    return str(dtype.tz) if hasattr(dtype, "tz") else None


def column_blocks(column: Any) -> Iterator[Any]:

    numpy = library("numpy")
    cells = getattr(column, "iloc", column)
    for start in range(0, len(column), BLOCK):
        block = cells[start : start + BLOCK]
        if isinstance(block.dtype, numpy.dtype):
            yield block.to_numpy()
        elif hasattr(block.dtype, "tz"):
            yield numpy.asarray(block, dtype="M8[%s]" % block.dtype.unit)
        elif type(block.dtype).__name__ in ("CategoricalDtype", "SparseDtype"):
            yield numpy.asarray(block)
        elif hasattr(block.dtype, "numpy_dtype") and not block.isna().any():
            yield block.to_numpy(dtype=block.dtype.numpy_dtype)
        else:
            yield block.tolist()


def capture_series(series: Any) -> Payload:

    return capture_frame(series.to_frame())


def capture_index(index: Any) -> Payload:

    rows = head_and_tail(len(index), TABLE_ROWS)
    if len(rows) < len(index):
        half = len(rows) // 2
        part = index[:half].append(index[-half:])
    else:
        part = index
    payload = capture_frame(part.to_frame(index=False))
    if part is index:
        return payload._replace(whole=None if payload.whole is None else index)
    table = {**json.loads(payload.data), "shape": [len(index), index.nlevels], "index": rows}
    if type(index).__name__ == "RangeIndex" and len(index) > MAX_LISTED:
        return json_payload("table", table, [index.start, len(index), index.step, *index.names])
    return json_payload("table", table, index)


def whole_index(index: Any) -> WholeTable:

    columns = range(index.nlevels)
    levels = [index.get_level_values(at) for at in columns]
    names = [at if name is None else name for at, name in enumerate(index.names)]
    return WholeTable(
        (len(index), len(levels)),
        Labels([None], [[names]]),
        (column_blocks(level) for level in levels),
        [zone_of(level.dtype) for level in levels],
        numbered(len(index)),
    )


def capture_structured(array: Any) -> Payload:




    names = array.dtype.names
    table = Table((int(array.size), len(names)))
    part = array[table.rows] if array.ndim == 1 else array.flat[table.rows]
    columns = []
    for at in table.columns:
        field = part[names[at]]
        columns.append((field.astype(str) if field.dtype.kind in "mM" else field).tolist())
    return table.payload(
        array,
        [names[at] for at in table.columns],
        columns,
        [str(array.dtype[at]) for at in table.columns],
        [place_of(row, array.shape) for row in table.rows],
        **({} if array.ndim == 1 else {"axes": list(array.shape)}),
    )


def place_of(row: int, shape: Tuple[int, ...]) -> Any:

    if len(shape) == 1:
        return row
    return ", ".join(map(str, library("numpy").unravel_index(row, shape)))


def whole_structured(array: Any) -> WholeTable:

    names = array.dtype.names
    return WholeTable(
        (int(array.size), len(names)),
        Labels([None], [[list(names)]]),
        (field_blocks(array[name], array.ndim) for name in names),
        [None] * len(names),
        numbered(int(array.size)),
        None if array.ndim == 1 else tuple(array.shape),
    )


def field_blocks(field: Any, axes: int) -> Iterable[Any]:

    return blocks_of(field) if field.ndim == axes else [[field]]


def capture_polars(frame: Any) -> Payload:

    table = Table((frame.height, frame.width))
    shown = [frame.row(at) for at in table.rows]
    return table.payload(
        frame,
        [str(frame.columns[at]) for at in table.columns],
        [[row[at] for row in shown] for at in table.columns],
        [str(frame.dtypes[at]) for at in table.columns],
        list(table.rows),
    )


def whole_polars(frame: Any) -> WholeTable:

    return WholeTable(
        (frame.height, frame.width),
        Labels([None], [[list(frame.columns)]]),
        (polars_blocks(column) for column in frame.get_columns()),
        [None] * frame.width,
        numbered(frame.height),
    )


def polars_blocks(column: Any) -> Iterator[Any]:

    for start in range(0, len(column), BLOCK):
        block = column.slice(start, BLOCK)
        numeric = block.dtype.__name__ if isinstance(block.dtype, type) else str(block.dtype)
        plain = numeric.startswith(("Int", "UInt", "Float")) and not block.null_count()
        yield block.to_numpy() if plain else block.to_list()


def capture_polars_series(series: Any) -> Payload:

    return capture_polars(series.to_frame())










def capture_array(array: Any) -> Payload:






    if array.dtype.names:
        return capture_structured(array)
    if array.dtype == object and not array.ndim:
        return encoder_of(array.item())(array.item())
    if array.size <= MAX_ELEMENTS:
        simplifier = Simplifier()
        lists = nested_lists(array, simplifier)
        if array.dtype == object and holds_nested(lists, array.ndim):
            data = with_marks(marked(lists, ARRAY_MARK))
            return Payload("list", data, whole=array if simplifier.shortened else None)
        data = json.dumps(lists)
        if array.shape == (1,):
            data = "[" + ARRAY_MARK + data[1:]
        if len(data) <= MAX_JSON:
            return Payload("ndarray", data, whole=array if simplifier.shortened else None)
    return json_payload("ndarray", summary_of(array), array)


def nested_lists(array: Any, simplifier: Simplifier) -> Any:

    if array.dtype.kind in "mM":
        array = array.astype(str)
    if array.dtype.kind == "f" and array.dtype.itemsize > 8:
        array = array.astype("float64")
    elements = array.tolist()
    if array.dtype.kind in "bfiu" and (array.dtype.kind in "bf" or array.dtype.itemsize <= 4):
        return elements
    return simplifier.simple(elements)


def holds_nested(lists: Any, axes: int) -> bool:

    for _ in range(axes - 1):
        lists = itertools.chain.from_iterable(lists)
    return any(isinstance(each, (list, dict)) for each in lists)


def summary_of(array: Any) -> Dict[str, Any]:

    summary: Dict[str, Any] = {"shape": list(array.shape), "dtype": str(array.dtype)}
    if array.dtype.kind in "bfiu":
        summary["stats"] = stats_of(array)
    sample = array
    places = corner_places(array.shape)
    for axis in sorted(range(array.ndim), key=lambda axis: -int(array.shape[axis])):
        if len(places[axis]) < array.shape[axis]:

            sample = sample[(slice(None),) * axis + (places[axis],)]
    summary["corners"] = bounded_corners(sample)
    return summary


def bounded_corners(corners: Any) -> Any:

    if corners.dtype == object:
        corners = with_text_for_nested(corners)
    lists = nested_lists(corners, Simplifier())
    return lists if len(json.dumps(lists)) <= MAX_JSON else "…"


def with_text_for_nested(corners: Any) -> Any:

    shown = corners.copy()
    for at, item in enumerate(corners.flat):
        simple = Simplifier(MAX_ELEMENTS).simple(item)
        if isinstance(simple, (list, dict)):
            simple = cut(json.dumps(simple, ensure_ascii=False), MAX_CELL)
        shown.flat[at] = simple
    return shown


def corner_places(shape: Tuple[int, ...]) -> List[List[int]]:

    edge = corner_width(len(shape)) // 2
    return [
        list(range(length))
        if length <= 2 * edge
        else list(range(max(edge, 1))) + list(range(length - edge, length))
        for length in shape
    ]


def corner_width(dimensions: int) -> int:

    for width in (CORNER, 4, 2):
        if width**dimensions <= MAX_ELEMENTS:
            return width
    return 1


def even_sample(shape: Tuple[int, ...], surplus: float) -> Tuple[slice, ...]:

    steps = [1] * len(shape)
    for axis in sorted(range(len(shape)), key=lambda axis: -shape[axis]):
        steps[axis] = max(1, min(shape[axis] // CORNER, math.ceil(surplus)))
        surplus /= steps[axis]
    return tuple(slice(None, None, step) for step in steps)


def stats_of(array: Any, zeros: int = 0) -> Dict[str, Any]:



    stats: Dict[str, Any] = {}
    if array.size > MAX_EXACT_STATS:
        array = array[even_sample(array.shape, array.size / 1_000_000)]
        stats["sampled"] = int(array.size)
    if hasattr(array, "mask"):
        array = array.compressed()
    sums = Sums(zeros)
    with library("numpy").errstate(all="ignore"):
        for block in blocks_in_memory(array):
            sums.add(block)
    return {**stats, **sums.stats()}


def blocks_in_memory(array: Any) -> Iterator[Any]:

    flags = ["external_loop", "buffered", "zerosize_ok"]
    return iter(library("numpy").nditer(array, flags=flags, order="K", buffersize=BLOCK))


class Sums:






    def __init__(self, zeros: int) -> None:
        self._count = zeros
        self._nan = 0
        self._extremes: List[Any] = [0] if zeros else []
        self._near = 0.0
        self._sum = self._squares = 0.0

    def add(self, block: Any) -> None:

        if block.dtype.kind == "f":
            known = block == block
            missing = block.size - int(known.sum())
            if missing:
                self._nan += missing
                block = block[known]
        if not block.size:
            return
        lowest, highest = block.min(), block.max()
        if block.dtype.kind == "f":
            lowest, highest = float(lowest), float(highest)
        else:
            lowest, highest = lowest.item(), highest.item()
        self._extremes = [min([lowest, *self._extremes]), max([highest, *self._extremes])]
        wide = block.astype("float64", copy=False)
        if not self._count and math.isfinite(lowest) and math.isfinite(highest):
            self._near = float(wide.mean())
        self._count += block.size
        self._sum += float(wide.sum())
        wide = wide - self._near
        self._squares += float((wide * wide).sum())

    def stats(self) -> Dict[str, Any]:

        if not self._count:
            return {"nan": self._nan}
        mean = self._sum / self._count
        beside = mean - self._near
        variance = self._squares / self._count - beside * beside
        return {
            "nan": self._nan,
            "min": self._extremes[0],
            "max": self._extremes[-1],
            "mean": mean,
            "std": math.sqrt(max(variance, 0.0)) if variance == variance else math.nan,
        }


def is_sparse(tensor: Any) -> bool:

    return str(tensor.layout) != "torch.strided"


def capture_sparse(value: Any) -> Payload:





    stored = stored_of(value)
    summary: Dict[str, Any] = {"shape": list(stored.shape), "dtype": str(stored.values.dtype)}
    summary["sparse"] = {"format": stored.format, "nnz": len(stored.values)}
    if stored.values.dtype.kind in "bfiu":
        zeros = math.prod(stored.shape) - len(stored.values)
        summary["stats"] = stats_of(stored.values, zeros)
    summary["corners"] = bounded_corners(stored.corners())
    return json_payload("ndarray", summary, value)


class Stored(NamedTuple):


    shape: Tuple[int, ...]
    format: str
    places: List[Any]
    values: Any

    def corners(self) -> Any:

        numpy = library("numpy")
        shown = numpy.ones(len(self.values), dtype=bool)
        where = []
        sent = corner_places(self.shape)
        for axis, places in enumerate(self.places):
            at = numpy.searchsorted(sent[axis], places).clip(max=max(len(sent[axis]) - 1, 0))
            shown &= numpy.asarray(sent[axis] or [-1])[at] == places
            where.append(at)
        dense = numpy.zeros([len(places) for places in sent], dtype=self.values.dtype)
        dense[tuple(at[shown] for at in where)] = self.values[shown]
        return dense


def stored_of(value: Any) -> Stored:



    if (value._nnz() if hasattr(value, "_nnz") else value.nnz) > MAX_STORED:
        raise ValueError("too many elements")
    numpy = library("numpy")
    shape = tuple(map(int, value.shape))
    if hasattr(value, "layout"):
        layout = str(value.layout).partition(".")[2].replace("sparse_", "").replace("sparse", "coo")
        tensor = value.detach().cpu()
        tensor = (tensor if tensor.is_sparse else tensor.to_sparse()).coalesce()
        return Stored(
            shape, layout, list(tensor.indices().numpy()), array_of_tensor(tensor.values())
        )
    if len(shape) == 2 and shape[0] > MAX_STORED:
        coo = value.tocoo(copy=True)
        coo.sum_duplicates()
        order = numpy.lexsort((coo.col, coo.row))
        return Stored(shape, value.format, [coo.row[order], coo.col[order]], coo.data[order])
    rows = value.tocsr() if len(shape) == 2 else value.reshape((1, -1)).tocsr()
    if not rows.has_canonical_format:
        rows = rows.copy()
        rows.sum_duplicates()
    row_of = numpy.repeat(numpy.arange(rows.shape[0]), numpy.diff(rows.indptr))
    places = [row_of, rows.indices][-len(shape) :]
    return Stored(shape, value.format, places, rows.data)


def capture_tensor(tensor: Any) -> Payload:




    if is_sparse(tensor):
        if tensor.numel() > MAX_ELEMENTS:
            return capture_sparse(tensor)
        tensor = tensor.detach().to_dense()
    return capture_array(array_of_tensor(tensor))


def array_of_tensor(tensor: Any) -> Any:

    tensor = tensor.detach()
    if tensor.is_quantized:
        tensor = tensor.dequantize()
    for resolve in ("resolve_conj", "resolve_neg"):
        tensor = getattr(tensor, resolve, lambda same=tensor: same)()
    tensor = tensor.cpu()
    if str(tensor.dtype) == "torch.bfloat16":
        tensor = tensor.float()
    return tensor.numpy()


def capture_foreign_array(value: Any) -> Payload:

    return capture_array(array_of_foreign(value))


def array_of_foreign(value: Any) -> Any:

    for bring in ("numpy", "get"):
        if hasattr(value, bring):
            value = getattr(value, bring)()
            break
    array = library("numpy").asarray(value)
    if str(array.dtype) == "bfloat16":
        array = array.astype("float32")
    return array


def capture_xarray(value: Any) -> Payload:




    payload = capture_repr(value)
    if any(not variable._in_memory for variable in variables_of(value).values()):
        return payload._replace(whole=None, shortened=True)
    return payload._replace(whole=value)


def variables_of(value: Any) -> Dict[str, Any]:

    if hasattr(value, "variables"):
        return dict(value.variables)
    own = value.variable
    return {**{name: one.variable for name, one in value.coords.items()}, "DataArray": own}


def whole_xarray(value: Any) -> Dict[str, Any]:

    variables = {
        name: [list(variable.dims), variable.values, dict(variable.attrs)]
        for name, variable in variables_of(value).items()
    }
    return {
        "name": getattr(value, "name", None),
        "variables": variables,
        "attrs": dict(value.attrs),
    }


def capture_buffer(value: Any) -> Payload:





    if is_bytes(value):
        return capture_bytes(value)
    numbers = array_of_buffer(value)
    return capture_nested("list", numbers) if isinstance(numbers, list) else capture_array(numbers)


def is_bytes(value: Any) -> bool:

    return isinstance(value, memoryview) and value.format in ("B", "b", "c") and value.ndim == 1


def array_of_buffer(value: Any) -> Any:



    numpy = library("numpy")
    if numpy is None:
        return value.tolist()
    if getattr(value, "typecode", "") in ("u", "w"):
        return numpy.array(list(value.tounicode()), dtype="U1")
    return numpy.asarray(memoryview(value))









NO_SOURCE = "...  # its source text is not available"
TRAITS = ("co_name", "co_code", "co_names", "co_varnames", "co_freevars", "co_argcount")
FIRST_NUMBER = 10_000_000


def code_payload(text: str) -> Payload:

    return text_payload(text.rstrip("\n"), "code")


def capture_code_repr(value: Any) -> Payload:




    return code_payload(safe_str(value))


def capture_keras(model: Any) -> Payload:




    lines: List[str] = []
    try:
        model.summary(print_fn=lambda line, *more, **options: lines.append(str(line)))
    except Exception:
        return capture_code_repr(model)
    return code_payload("\n".join(lines))


def capture_function(function: Any) -> Payload:




    note = ""
    function = getattr(function, "_partialmethod", getattr(function, "__partialmethod__", function))
    while isinstance(function, (functools.partial, functools.partialmethod)):
        fixed = [safe_repr(value) for value in function.args]
        fixed += ["%s=%s" % (name, safe_repr(value)) for name, value in function.keywords.items()]
        note = "# partial: %s\n" % ", ".join(fixed) + note
        function = function.func
    return code_payload(cut(note, 2_000) + function_source(function))


def function_source(function: Any) -> str:

    function = function.fget if isinstance(function, property) else function
    function = inspect.unwrap(getattr(function, "__func__", function))
    code = getattr(function, "__code__", None)
    if code is None:
        return safe_repr(function)
    place = written_at(code)
    if place is None:
        if code.co_name == "<lambda>":
            return "lambda %s: %s" % (", ".join(code.co_varnames[: code.co_argcount]), NO_SOURCE)
        return "def %s%s: %s" % (function.__name__, signature_of(function), NO_SOURCE)
    if isinstance(place.node, ast.Lambda):
        return ast.get_source_segment(place.text, place.node) or ""
    return lines_of(place.text, place.node)


class Place(NamedTuple):


    text: str
    node: ast.AST


def written_at(code: types.CodeType) -> Optional[Place]:






    own = text_of_file(code.co_filename)
    texts = [own] if own else texts_typed(code.co_name.strip("<>"))
    found = [(place, other) for text in texts for place, other in functions_of(text, code.co_name)]
    for alike in (has_same_code, has_same_place):
        for place, other in found:
            if alike(other, code):
                return place
    return None


def functions_of(text: str, name: str) -> Iterator[Tuple[Place, types.CodeType]]:



    nodes = [node for node in nodes_of(text) if name_of(node) == name]
    if not nodes:
        return
    tree = ast.parse(text)
    for number, node in enumerate(node for node in ast.walk(tree) if name_of(node) == name):

        for at in [node, *getattr(node, "decorator_list", [])]:
            at.lineno = at.end_lineno = FIRST_NUMBER + number
    try:
        with unwarned():
            codes = list(codes_in(compile(tree, "<text>", "exec", dont_inherit=True)))
    except (SyntaxError, ValueError):
        return
    for code in codes:
        if code.co_name == name and code.co_firstlineno >= FIRST_NUMBER:
            node = nodes[code.co_firstlineno - FIRST_NUMBER]
            yield Place(text, node), code.replace(co_firstlineno=first_line(node))


def name_of(node: ast.AST) -> str:

    if isinstance(node, ast.Lambda):
        return "<lambda>"
    return node.name if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) else ""


def codes_in(code: types.CodeType) -> Iterator[types.CodeType]:

    for each in code.co_consts:
        if isinstance(each, types.CodeType):
            yield each
            yield from codes_in(each)


def has_same_code(one: types.CodeType, other: types.CodeType) -> bool:

    if any(getattr(one, trait) != getattr(other, trait) for trait in TRAITS):
        return False
    pairs = list(zip(one.co_consts, other.co_consts))
    return len(one.co_consts) == len(other.co_consts) and all(
        has_same_code(a, b)
        if isinstance(a, types.CodeType) and isinstance(b, types.CodeType)
        else (type(a), repr(a)) == (type(b), repr(b))
        for a, b in pairs
    )


def has_same_place(one: types.CodeType, other: types.CodeType) -> bool:

    count = one.co_argcount + one.co_kwonlyargcount
    same = one.co_firstlineno == other.co_firstlineno
    return same and one.co_varnames[:count] == other.co_varnames[:count]


def capture_class(kind: type) -> Payload:




    possible: List[str] = []
    for text, line in texts_of_class(kind):
        for node in nodes_of(text):
            if isinstance(node, ast.ClassDef) and node.name == kind.__name__:
                if line is None and not has_values_of(node, kind):
                    possible.append(lines_of(text, node))
                elif line is None or first_line(node) <= line <= last_line(node):
                    return code_payload(lines_of(text, node))
    if possible:
        return code_payload(possible[0])
    try:
        return code_payload(inspect.getsource(kind))
    except (OSError, TypeError):
        return code_payload(safe_repr(kind))


def texts_of_class(kind: type) -> Iterator[Tuple[str, Optional[int]]]:





    for member in vars(kind).values():
        member = getattr(member, "fget", None) or getattr(member, "__func__", member)
        code = getattr(inspect.unwrap(member) if callable(member) else member, "__code__", None)
        if code is not None and not code.co_filename.startswith("<string"):
            place = written_at(code)
            if place is not None:
                yield place.text, first_line(place.node)
    if kind.__module__ == "__main__":
        for typed in texts_typed(kind.__name__):
            yield typed, None


def has_values_of(node: ast.ClassDef, kind: type) -> bool:

    for statement in node.body:
        for target in getattr(statement, "targets", [getattr(statement, "target", None)]):
            if isinstance(target, ast.Name) and getattr(statement, "value", None) is not None:
                has = vars(kind).get(target.id, NO_SOURCE)
                try:
                    said = ast.literal_eval(statement.value)
                except (ValueError, TypeError):
                    said = has
                if has is NO_SOURCE or repr(getattr(has, "value", has)) != repr(said):
                    return False
    return True


def texts_typed(word: str) -> List[str]:



    shell = running_shell()
    history = getattr(shell, "history_manager", None)
    cells = list(getattr(history, "input_hist_parsed", []))
    waiting = [cell for cell in cells[-MAX_CELLS:] if word in cell]
    texts: List[str] = []
    while waiting and len(texts) < MAX_CELLS:
        text = waiting.pop()
        inside = [
            node.value
            for node in nodes_of(text)
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        ]
        if not nodes_of(text) and shell is not None:
            inside = [shell.transform_cell(text)]
        texts.append(text)
        waiting += [each for each in reversed(inside) if word in each and each not in (text, word)]
    return texts


def text_of_file(name: str) -> str:

    linecache.checkcache(name)
    return "".join(linecache.getlines(name))


def nodes_of(text: str) -> List[ast.AST]:

    try:
        return list(ast.walk(ast.parse(text)))
    except (SyntaxError, ValueError):
        return []


def first_line(node: ast.AST) -> int:

    lines = [decorator.lineno for decorator in getattr(node, "decorator_list", [])]
    return int(min(lines + [getattr(node, "lineno", 0)]))


def last_line(node: ast.AST) -> int:

    return int(getattr(node, "end_lineno", None) or 0)


def lines_of(text: str, node: ast.AST) -> str:

    start, end = first_line(node) - 1, last_line(node)
    return textwrap.dedent("".join(text.splitlines(True)[start:end]))


def signature_of(function: Any) -> str:

    try:
        return str(inspect.signature(function))
    except (TypeError, ValueError):
        return "(...)"









PICTURE_MARKS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")


def content_of(value: Any) -> Any:



    for name in ("data", "url", "src", "filename"):
        content = getattr(value, name, None)
        if isinstance(content, (str, list, dict, bytes, bytearray)):
            return content
    return safe_repr(value)


def capture_displayed(value: Any) -> Payload:





    content = content_of(value)
    if isinstance(content, str):
        return text_payload(content)
    if isinstance(content, (list, dict)):
        return capture_nested("dict" if isinstance(content, dict) else "list", content)
    size = "%s of %s bytes" % (type(value).__name__, format(len(content), ","))
    return text_payload(size)._replace(whole=content)


def capture_displayed_code(value: Any) -> Payload:

    return code_payload(str(content_of(value)))


def capture_displayed_image(value: Any) -> Payload:





    content = content_of(value)
    if not isinstance(content, (bytes, bytearray)):
        return capture_displayed(value)
    file = bytes(content)
    known = file.startswith(PICTURE_MARKS)
    pillow = library("PIL.Image")
    if pillow is not None and not (known and len(file) <= MAX_FILE):
        try:
            return Payload("image", file=picture_file(pillow.open(io.BytesIO(file))))
        except Exception:
            pass
    return Payload("image", file=file) if known else capture_displayed(value)


def capture_formula(formula: Any) -> Payload:

    return text_payload(str(formula.data), "latex")


def capture_handle(handle: Any) -> Payload:




    return Payload("str", "<%s>" % type(handle).__name__, warning=HANDLE_SENT)











KINDS = {
    **{type(None): "0", bool: "?", int: "n", float: "n", complex: "c", str: "t", bytes: "y"},
    **{bytearray: "y", list: "l", tuple: "l", range: "l", dict: "m", set: "s", frozenset: "s"},
}
ARRAY_KINDS = {
    "b": "?",
    "i": "n",
    "u": "n",
    "f": "n",
    "c": "c",
    "M": "d",
    "m": "e",
    "U": "t",
    "S": "y",
}
COARSE_UNITS = ("Y", "M", "W", "D", "h", "m", "s", "ms", "us", "ns")


TAKEN = {
    capture_array: lambda value: (
        ("f", whole_structured(value)) if value.dtype.names else ("a", value)
    ),
    capture_tensor: lambda value: (
        ("p", value) if is_sparse(value) else ("a", array_of_tensor(value))
    ),
    capture_foreign_array: lambda value: ("a", array_of_foreign(value)),
    capture_sparse: lambda value: ("p", value),
    capture_displayed: lambda value: kind_of(content_of(value)),
    capture_displayed_code: lambda value: kind_of(content_of(value)),
    capture_displayed_image: lambda value: kind_of(content_of(value)),
    capture_formula: lambda value: kind_of(content_of(value)),
    capture_xarray: lambda value: ("m", whole_xarray(value)),
    capture_buffer: lambda value: (
        ("y", bytes(value)) if is_bytes(value) else kind_of(array_of_buffer(value))
    ),
    capture_frame: lambda value: ("f", whole_frame(value)),
    capture_series: lambda value: ("f", whole_frame(value.to_frame())),
    capture_index: lambda value: ("f", whole_index(value)),
    capture_polars: lambda value: ("f", whole_polars(value)),
    capture_polars_series: lambda value: ("f", whole_polars(value.to_frame())),
    capture_numpy_scalar: lambda value: kind_of(python_scalar(value)),
    capture_bytes: lambda value: ("y", bytes(value)),
    capture_text: lambda value: ("t", str(value)),
    capture_ratio: lambda value: ratio_kind(value),
}


def kind_of(value: Any) -> Tuple[str, Any]:

    kind = KINDS.get(type(value))
    if kind and not is_long_range(value):
        return ("w" if type(value) is int and abs(value) >= NO_DOUBLE else kind), value
    if type(value).__name__ in ("NAType", "NaTType"):
        return "0", None
    if is_long_range(value):
        return "t", ends_of_range(value)
    if isinstance(value, (str, enum.Enum)):
        return "t", str(value)
    if isinstance(value, int):
        return kind_of(int(value))
    if isinstance(value, float):
        return "n", float(value)
    if has_named_parts(value):
        return "m", dict(named_parts(value))
    encoder = encoder_of(value)
    if (
        isinstance(value, collections.abc.Mapping) and encoder not in TAKEN
    ):
        return "m", dict(value.items())
    if isinstance(value, SEQUENCES):
        return ("s" if isinstance(value, (set, frozenset)) else "l"), value
    taken = TAKEN.get(encoder)
    return taken(value) if taken else ("t", repr_of(value))


def ratio_kind(value: Any) -> Tuple[str, Any]:

    above, below = int(value.numerator), int(value.denominator)
    if is_long(above) or is_long(below):
        return "l", [above, below]
    return "t", capture_ratio(value).data


def repr_of(value: Any) -> str:



    text = written_by(value)
    if " at 0x" in text or leaves_out(text):
        raise NoDigest
    return text


def array_kind(block: Any) -> str:

    if block.dtype.kind in "mM":
        unit = str(block.dtype).partition("[")[2].rstrip("]").lstrip("0123456789")
        return ARRAY_KINDS[block.dtype.kind] if unit in COARSE_UNITS else "t"
    return ARRAY_KINDS.get(block.dtype.kind, "")










cpu_seconds = getattr(time, "thread_time", time.perf_counter)
CHECKED_BYTES = 1_000_000
CHECKED = 100


def with_digest(payload: Payload) -> Payload:

    if payload.whole is None:
        return payload
    return payload._replace(whole=None, digest=digest_of_whole(payload.whole), shortened=True)


def digest_of_whole(value: Any) -> str:




    numpy = library("numpy")
    try:
        with numpy.errstate(all="ignore") if numpy else contextlib.nullcontext():
            return Digester(cpu_seconds() + DIGEST_SECONDS).of(value).hex()
    except KeyboardInterrupt:
        raise
    except BaseException:
        return ""


def regular(values: Any) -> Tuple[List[int], Iterable[Any]]:



    lengths = [len(values)]
    if lengths[0] > MAX_LISTED:
        raise NoDigest
    while lengths[-1] and len(lengths) < MAX_DIGEST_DEPTH:
        if set(map(type, values)) - {list, tuple}:
            break
        found = set(map(len, values))
        if len(found) > 1:
            break
        lengths.append(found.pop())
        if lengths[-1] * len(values) > MAX_LISTED:
            raise NoDigest
        values = list(itertools.chain.from_iterable(values))
    return lengths, values


class Digester:


    def __init__(self, deadline: float, depth: int = 0) -> None:
        self._deadline = deadline
        self._depth = depth
        self._hash = hashlib.blake2b(b"npt1", digest_size=16)
        self._unchecked = 0
        self._writers = {
            "0": lambda values: None,
            "?": lambda values: self._write(bytes(values)),
            "a": self._arrays,
            "c": self._complex,
            "f": self._tables,
            "l": self._lists,
            "m": self._mappings,
            "n": lambda values: write_numbers(self._write, values),
            "p": self._sparse,
            "s": self._sets,
            "t": lambda values: write_texts(self._write, values),
            "w": lambda values: write_texts(self._write, [format(each, "x") for each in values]),
            "y": lambda values: write_bytes(self._write, values),
        }

    def of(self, value: Any) -> bytes:

        kind, taken = kind_of(value)
        if kind == "l":
            lengths, elements = regular(taken)
            self._head(1, "a")
            self._lengths(lengths)
            self._items(elements)
            self._end()
        else:
            self._head(1, kind)
            self._writers[kind]([taken])
            self._end()
        return self._hash.digest()

    def _write(self, data: Any) -> None:

        self._unchecked += len(data)
        if self._unchecked > CHECKED_BYTES:
            self._unchecked = 0
            self._check()
        self._hash.update(data)

    def _check(self) -> None:

        if cpu_seconds() > self._deadline:
            raise NoDigest

    def _head(self, count: int, kinds: str) -> None:
        self._check()
        self._write(struct.pack("<I", count) + kinds.encode("ascii"))

    def _end(self) -> None:
        self._write(bytes(4))

    def _lengths(self, lengths: Iterable[int]) -> None:

        packed_lengths = [struct.pack("<Q", length) for length in lengths]
        self._write(bytes([len(packed_lengths)]) + b"".join(packed_lengths))

    def _items(self, values: Iterable[Any]) -> None:

        iterator = iter(values)
        self._blocks(iter(lambda: list(itertools.islice(iterator, BLOCK)), []))

    def _blocks(self, blocks: Iterable[Any]) -> None:

        self._depth += 1
        if self._depth > MAX_DIGEST_DEPTH:
            raise NoDigest
        for block in filter(len, blocks):
            kind = "" if isinstance(block, list) or hasattr(block, "mask") else array_kind(block)
            if kind:
                self._array_block(block, kind)
            else:
                self._block(block if isinstance(block, list) else block.tolist())
        self._depth -= 1
        self._end()

    def _block(self, values: List[Any]) -> None:
        types = set(map(type, values))
        kind = KINDS.get(next(iter(types)), "") if len(types) == 1 else ""
        if kind and not (int in types and max(max(values), -min(values)) >= NO_DOUBLE):
            self._head(len(values), kind)
            self._writers[kind](values)
            return
        taken: List[Tuple[str, Any]] = []
        for start in range(0, len(values), CHECKED):
            self._check()
            taken.extend(map(kind_of, values[start : start + CHECKED]))
        kinds = sorted({kind for kind, _ in taken})
        letters = kinds[0] if len(kinds) == 1 else "*" + "".join(kind for kind, _ in taken)
        self._head(len(values), letters)
        for kind in kinds:
            self._writers[kind]([value for its_kind, value in taken if its_kind == kind])

    def _array_block(self, block: Any, kind: str) -> None:
        letters = kind
        if kind in "de":
            missing = block != block
            if missing.any():
                letters = (
                    "0"
                    if missing.all()
                    else "*" + "".join("0" if each else kind for each in missing.tolist())
                )
                block = block[~missing]
        self._head(len(missing) if kind in "de" else len(block), letters)
        if letters == "0":
            return
        if kind == "n":
            write_array_numbers(self._write, block)
        elif kind == "c":
            numpy = library("numpy")
            write_array_numbers(self._write, numpy.stack([block.real, block.imag], -1).reshape(-1))
        elif kind in "de":
            self._moments(block)
        elif kind == "?":
            self._write(block.tobytes())
        else:
            self._writers[kind]((block if block.dtype.kind in "US" else block.astype(str)).tolist())

    def _moments(self, block: Any) -> None:

        letter = block.dtype.kind
        if str(block.dtype).endswith("ns]"):
            count = block.astype(letter + "8[ns]").astype("int64")
            whole = count // 1000
            rest = count - whole * 1000
        else:
            whole = block.astype(letter + "8[us]").astype("int64")
            rest = whole * 0
        write_array_numbers(self._write, whole)
        write_array_numbers(self._write, rest)

    def _arrays(self, arrays: List[Any]) -> None:
        for each in arrays:
            if each.nbytes > MAX_DIGESTED:
                raise NoDigest
            self._lengths(each.shape)
            self._blocks(blocks_of(each))

    def _complex(self, values: List[complex]) -> None:
        write_numbers(self._write, [part for value in values for part in (value.real, value.imag)])

    def _tables(self, tables: List[WholeTable]) -> None:
        for table in tables:
            self._write(struct.pack("<QQ", *table.shape))
            self._labels(table.column_labels)
            for column in table.cells:
                self._blocks(column)
            self._items(table.zones)
            self._labels(table.row_labels)
            if table.axes is not None:
                self._items(table.axes)

    def _labels(self, labels: Labels) -> None:
        self._write(bytes([len(labels.levels)]))
        self._items(labels.names)
        for level in labels.levels:
            self._blocks(level)

    def _lists(self, lists: List[Any]) -> None:
        write_numbers(self._write, list(map(len, lists)))
        self._items(itertools.chain.from_iterable(lists))

    def _sets(self, sets: List[Any]) -> None:
        write_numbers(self._write, list(map(len, sets)))
        self._items(itertools.chain.from_iterable(map(self._ordered, sets)))

    def _mappings(self, mappings: List[Dict[Any, Any]]) -> None:
        write_numbers(self._write, list(map(len, mappings)))
        keys, values = [], []
        for mapping in mappings:
            ordered = self._ordered(mapping)
            keys.extend(ordered)
            values.extend(map(mapping.__getitem__, ordered))
        self._items(keys)
        self._items(values)

    def _sparse(self, arrays: List[Any]) -> None:
        for each in arrays:
            stored = stored_of(each)
            self._lengths(stored.shape)
            for places in stored.places:
                self._blocks(blocks_of(places))
            self._blocks(blocks_of(stored.values))

    def _ordered(self, values: Any) -> List[Any]:

        if len(values) > MAX_SORTED:
            raise NoDigest
        if set(map(type, values)) in ({str}, {int}):
            return sorted(values)
        return sorted(values, key=self._order)

    def _order(self, value: Any) -> Tuple[str, bool, Any]:

        kind, taken = kind_of(value)
        if kind in "nw":
            return "n", taken != taken, taken if taken == taken else 0
        if kind == "t":
            return kind, False, taken
        self._check()
        if kind == "l":
            return kind, False, [self._order(item) for item in taken]
        return kind, False, Digester(self._deadline, self._depth + 1).of(value)


































_capturing = threading.RLock()


def capture(value: Any) -> Payload:





    with _capturing, unwarned():
        try:
            encoder = encoder_of(value)
            if encoder in (capture_array, capture_series) and figures_of(value):
                encoder = capture_plot
            return with_digest(encoder(value))
        except (KeyboardInterrupt, Unsendable):
            raise
        except BaseException:
            return text_payload(safe_repr(value))._replace(whole=None, shortened=True)


def capture_after_fork() -> None:

    global _capturing
    _capturing = threading.RLock()


def capture_list(value: Any) -> Payload:





    if isinstance(value, (list, tuple)) and figures_of(value):
        return capture_plot(value)
    return capture_nested("list", value)


def capture_range(value: range) -> Payload:




    return text_payload(ends_of_range(value)) if is_long_range(value) else capture_list(value)


def capture_dict(value: Any) -> Payload:





    parts = dict(named_parts(value)) if has_named_parts(value) else value
    if are_plots(parts.values()):
        return capture_plot(parts)
    return capture_nested("dict", value)


def capture_module(value: types.ModuleType) -> Payload:




    if value.__name__ in ("matplotlib.pyplot", "pylab", "matplotlib.pylab"):
        return capture_current_figure(value)
    return capture_repr(value)




OF_LIBRARIES.update(
    {
        ("numpy", "ndarray"): capture_array,
        ("numpy", "generic"): capture_numpy_scalar,
        ("torch", "Tensor"): capture_tensor,
        ("torch", "Module"): capture_code_repr,
        ("tensorflow", "EagerTensor"): capture_foreign_array,
        ("tensorflow", "Variable"): capture_foreign_array,
        ("tensorflow", "Module"): capture_keras,
        ("keras", "Variable"): capture_foreign_array,
        ("keras", "Layer"): capture_keras,
        ("keras", "Model"): capture_keras,
        ("jax", "Array"): capture_foreign_array,
        ("jax", "ArrayImpl"): capture_foreign_array,
        ("jaxlib", "Array"): capture_foreign_array,
        ("jaxlib", "ArrayImpl"): capture_foreign_array,
        ("cupy", "ndarray"): capture_foreign_array,
        ("xarray", "DataArray"): capture_xarray,
        ("xarray", "Dataset"): capture_xarray,
        ("scipy", "spmatrix"): capture_sparse,
        ("scipy", "sparray"): capture_sparse,
        ("pandas", "DataFrame"): capture_frame,
        ("pandas", "Series"): capture_series,
        ("pandas", "Index"): capture_index,
        ("pandas", "ExtensionArray"): lambda own: capture_series(library("pandas").Series(own)),
        ("pandas", "Styler"): lambda styler: capture_frame(styler.data),
        ("polars", "DataFrame"): capture_polars,
        ("polars", "Series"): capture_polars_series,
        ("matplotlib", "Artist"): capture_plot,
        ("matplotlib", "Animation"): capture_animation,
        ("matplotlib", "ArtistList"): lambda artists: capture_list(list(artists)),
        ("seaborn", "Plot"): capture_drawn,
        ("IPython", "Image"): capture_displayed_image,
        ("IPython", "Latex"): capture_formula,
        ("IPython", "Math"): capture_formula,
        ("IPython", "Code"): capture_displayed_code,
        ("IPython", "DisplayHandle"): capture_handle,
        ("IPython", "DisplayObject"): capture_displayed,
        ("IPython", "IFrame"): capture_displayed,
        ("PIL", "Image"): capture_image,
        ("plotly", "BaseFigure"): capture_plotly,
        ("altair", "TopLevelMixin"): capture_altair,
        ("sklearn", "BaseEstimator"): capture_code_repr,
        ("sympy", "Basic"): capture_sympy,
        ("sympy", "Printable"): capture_sympy,
    }
)


NESTABLE.update(
    (
        capture_array,
        capture_buffer,
        capture_tensor,
        capture_foreign_array,
        capture_sparse,
        capture_xarray,
        capture_displayed,
        capture_displayed_code,
        capture_formula,
        capture_frame,
        capture_series,
        capture_index,
        capture_polars,
        capture_polars_series,
    )
)


OF_BUILTINS.extend(
    (
        (type, capture_class),
        ((bool, type(None), str, enum.Enum), capture_text),
        ((int, float), capture_number),
        (numbers.Rational, capture_ratio),
        (numbers.Number, capture_text),
        (collections.UserString, capture_text),
        ((bytes, bytearray), capture_bytes),
        ((array.array, memoryview), capture_buffer),
        (BaseException, capture_exception),
        (types.ModuleType, capture_module),
        (
            (
                types.FunctionType,
                types.MethodType,
                types.BuiltinFunctionType,
                functools.partial,
                functools.partialmethod,
                property,
            ),
            capture_function,
        ),
        (collections.abc.Mapping, capture_dict),
        (tuple, lambda value: (capture_dict if has_named_parts(value) else capture_list)(value)),
        (range, capture_range),
        (SEQUENCES, capture_list),
        ((datetime.date, datetime.time, datetime.timedelta, uuid.UUID, os.PathLike), capture_text),
    )
)


OF_TRAITS.extend(
    (

        (lambda value: callable(value) and hasattr(value, "__wrapped__"), capture_function),
        (has_named_parts, capture_dict),
        (is_plot, capture_plot),
    )
)










class Input(NamedTuple):


    text: str
    arguments: Tuple[Any, ...]
    named: Dict[str, Any]
    trouble: Optional[BaseException] = None


class Asked(NamedTuple):


    lines: Tuple[str, ...]
    seconds: float


class NotAccepted(Exception):
    pass


NUMPY = ("np", "numpy")
NUMBERS = {"pi": math.pi, "e": math.e, "inf": math.inf, "nan": math.nan}
TYPES = frozenset(
    "int float bool complex int8 int16 int32 int64 uint8 uint16 uint32 uint64"
    " float16 float32 float64 complex64 complex128".split()
)

CONSTRUCTORS = {
    "array": (("object",), 1),
    "linspace": (("start", "stop", "num", "endpoint"), 3),
    "arange": (("start", "stop", "step"), 3),
    "zeros": (("shape",), 1),
    "ones": (("shape",), 1),
    "full": (("shape", "fill_value"), 2),
    "eye": (("N", "M", "k"), 3),
    "identity": (("n",), 1),
}


def read_asked(read: Any) -> Dict[str, Asked]:

    asked = {}
    for one in read if isinstance(read, list) else ():
        lines = one.get("lines") if isinstance(one, dict) else None
        if isinstance(lines, list) and 0 < len(lines) <= MAX_CALLS:
            seconds = one.get("seconds")
            known = isinstance(seconds, (int, float)) and 0 < seconds <= MAX_CALL_SECONDS
            texts = tuple(str(line) for line in lines)
            asked[str(one.get("question"))] = Asked(texts, seconds if known else CALL_SECONDS)
    return asked


def inputs_of(lines: Tuple[str, ...]) -> List[Input]:

    with unwarned():
        return [input_of(line) for line in lines]


def input_of(line: str) -> Input:

    if line == "()":
        return Input(line, (), {})
    if len(line) > MAX_INPUT:
        raise NotAccepted(line)
    try:
        call: Any = ast.parse("f(%s\n)" % line, mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        raise NotAccepted(line) from None
    if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name):
        raise NotAccepted(line)
    reader = Reader()
    try:
        arguments = tuple(reader.value(node) for node in call.args)
        names = [keyword.arg for keyword in call.keywords]
        if None in names or len(set(names)) < len(names):
            raise NotAccepted(line)
        named = {str(keyword.arg): reader.value(keyword.value) for keyword in call.keywords}
    except NotAccepted:
        raise
    except Exception as trouble:
        return Input(line, (), {}, trouble)
    return Input(line, arguments, named)


class Reader:


    def __init__(self) -> None:
        self._room = MAX_INPUT_ELEMENTS

    def value(self, node: Any) -> Any:

        kind = type(node).__name__
        make: Optional[Callable[[Any], Any]] = getattr(self, "_" + kind.lower(), None)
        if make is None:
            raise NotAccepted(kind)
        return make(node)

    def _constant(self, node: Any) -> Any:
        if type(node.value) not in (int, float, complex, str, bool, type(None)):
            raise NotAccepted(repr(node.value))
        return node.value

    def _tuple(self, node: Any) -> Any:
        return tuple(self.value(item) for item in node.elts)

    def _list(self, node: Any) -> Any:
        return [self.value(item) for item in node.elts]

    def _set(self, node: Any) -> Any:
        return {hashable(self.value(item)) for item in node.elts}

    def _dict(self, node: Any) -> Any:
        keys = [hashable(self.value(key)) for key in node.keys]
        return dict(zip(keys, (self.value(item) for item in node.values)))

    def _unaryop(self, node: Any) -> Any:
        value = number(self.value(node.operand))
        if isinstance(node.op, ast.USub):
            return -value
        if isinstance(node.op, ast.UAdd):
            return value
        raise NotAccepted("operator")

    def _binop(self, node: Any) -> Any:
        left, right = number(self.value(node.left)), self.value(node.right)
        is_complex = isinstance(node.right, ast.Constant) and type(right) is complex
        if not is_complex or type(left) is complex or isinstance(node.left, ast.BinOp):
            raise NotAccepted("operator")
        if isinstance(node.op, ast.Add):
            return left + right
        if isinstance(node.op, ast.Sub):
            return left - right
        raise NotAccepted("operator")

    def _attribute(self, node: Any) -> Any:
        name = name_of_numpy(node)
        if name not in NUMBERS:
            raise NotAccepted(name)
        return NUMBERS[name]

    def _call(self, node: Any) -> Any:
        if isinstance(node.func, ast.Name) and node.func.id == "float" and not node.keywords:
            texts = [getattr(argument, "value", None) for argument in node.args]
            if texts in (["inf"], ["-inf"], ["nan"]):
                return float(texts[0])
        name = name_of_numpy(node.func)
        parameters, without_name = CONSTRUCTORS.get(name, ((), 0))
        if len(node.args) > without_name:
            raise NotAccepted(name)
        given: Dict[str, Any] = dict(zip(parameters, map(self.value, node.args)))
        for keyword in node.keywords:
            if keyword.arg in given or keyword.arg not in (*parameters, "dtype"):
                raise NotAccepted(name)
            is_type = keyword.arg == "dtype"
            given[keyword.arg] = type_of(keyword.value) if is_type else self.value(keyword.value)
        try:
            size = elements(name, given)
        except (KeyError, TypeError, ValueError, OverflowError, ZeroDivisionError):
            raise NotAccepted(name) from None
        if not 0 <= size <= self._room:
            raise NotAccepted(name)
        self._room -= size
        return make_array(name, given)


def make_array(name: str, given: Dict[str, Any]) -> Any:

    numpy: Any = importlib.import_module("numpy")
    if name == "arange":
        parts = [given[part] for part in ("start", "stop", "step") if part in given]
        kind = {"dtype": given["dtype"]} if "dtype" in given else {}
        return numpy.arange(*parts, **kind)
    return getattr(numpy, name)(**given)


def name_of_numpy(node: Any) -> str:

    owner = getattr(node, "value", None)
    if not isinstance(node, ast.Attribute) or not isinstance(owner, ast.Name):
        raise NotAccepted(type(node).__name__)
    if owner.id not in NUMPY:
        raise NotAccepted(owner.id)
    return node.attr


def type_of(node: Any) -> str:

    if isinstance(node, ast.Attribute):
        name: Any = name_of_numpy(node)
    else:
        name = getattr(node, "id", getattr(node, "value", None))
    if not isinstance(name, str) or name not in TYPES:
        raise NotAccepted("dtype")
    return name


def hashable(value: Any) -> Any:

    try:
        hash(value)
    except TypeError:
        raise NotAccepted("key") from None
    return value


def number(value: Any) -> Any:

    if type(value) not in (int, float, complex):
        raise NotAccepted("operator")
    return value


def whole(value: Any) -> int:

    if type(value) is not int or value < 0:
        raise ValueError
    return value


def elements(name: str, given: Dict[str, Any]) -> int:

    if name == "array":
        return size_and_shape(given["object"])[0]
    if name == "linspace":
        real(given["start"]), real(given["stop"])
        return whole(given.get("num", 50))
    if name == "arange":
        start, stop = real(given["start"]), real(given.get("stop", 0))
        start, stop = (start, stop) if "stop" in given else (0, start)
        return max(0, math.ceil((stop - start) / real(given.get("step", 1))))
    if name in ("eye", "identity"):
        rows = whole(given["N" if name == "eye" else "n"])
        columns = given.get("M")
        if type(given.get("k", 0)) is not int:
            raise ValueError
        return rows * (rows if columns is None else whole(columns))
    if name == "full" and type(given["fill_value"]) not in (int, float, complex, str, bool):
        raise ValueError
    shape = given["shape"]
    if type(shape) is int:
        return whole(shape)
    if not isinstance(shape, (tuple, list)) or len(shape) > 32 or 0 in shape:
        raise ValueError
    size = 1
    for axis in shape:
        size *= whole(axis)
    return size


def real(value: Any) -> float:

    if type(value) not in (int, float) or value != value:
        raise ValueError
    return float(value)


def size_and_shape(value: Any) -> Tuple[int, Tuple[int, ...]]:

    if type(value) in (int, float, complex, str, bool):
        return 1, ()
    if type(value) not in (list, tuple):
        raise ValueError
    parts = [size_and_shape(item) for item in value]
    shapes = {shape for _, shape in parts}
    if len(shapes) > 1:
        raise ValueError
    return sum(size for size, _ in parts), (len(parts), *(shapes.pop() if shapes else ()))










CALLED = (
    types.FunctionType,
    types.BuiltinFunctionType,
    types.MethodType,
    functools.partial,
)


def is_called(value: Any) -> bool:



    return isinstance(value, CALLED) or callable(value) and hasattr(value, "__wrapped__")


def read_inputs(function: Any, at: Any, seconds: Any) -> Tuple[List[Input], float]:



    if not is_called(function):
        raise Unsendable(AT_NEEDS_FUNCTION)
    if not isinstance(at, (list, tuple)):
        raise Unsendable(AT_IS_NO_LIST)
    if len(at) > MAX_CALLS:
        raise Unsendable(AT_TOO_MANY % MAX_CALLS)
    if not isinstance(seconds, (int, float)) or not 0 < seconds <= MAX_CALL_SECONDS:
        raise Unsendable(SECONDS_ARE_NO_NUMBER % MAX_CALL_SECONDS)
    inputs = [each if isinstance(each, tuple) else (each,) for each in at]
    return [Input(text_of(each), each, {}) for each in inputs], float(seconds)


def calls_of(function: Any, inputs: List[Input], seconds: float) -> str:

    deadline = time.monotonic() + seconds
    calls = [call(function, each, deadline) for each in inputs]
    return json.dumps({"seconds": seconds, "calls": calls})


def call(function: Callable[..., Any], given: Input, deadline: float) -> Dict[str, Any]:

    outcome: Dict[str, Any] = {}
    try:
        with aside(written(function)), ended_at(deadline, result_of):
            outcome = result_of(function, given)
    except KeyboardInterrupt:
        raise
    except TimeUp:
        pass
    except BaseException as trouble:
        message = cut(safe_str(trouble), MAX_CALL_MESSAGE)
        outcome = {"error": kind_of_trouble(trouble), "message": message}
    if time.monotonic() >= deadline:
        outcome = {"late": True}
    return {"input": given.text, **outcome}


def kind_of_trouble(trouble: BaseException) -> str:



    kinds = [kind for kind in type(trouble).__mro__ if kind.__module__ in ("__main__", "builtins")]
    return kinds[0].__name__


def written(function: Any) -> Any:

    while isinstance(function, functools.partial):
        function = function.func
    return inspect.unwrap(function)


def result_of(function: Callable[..., Any], given: Input) -> Dict[str, Any]:

    if given.trouble is not None:
        raise given.trouble
    arguments, named = given.arguments, given.named
    try:
        arguments, named = copy.deepcopy((arguments, named))
    except Exception:
        pass
    value = function(*arguments, **named)
    if inspect.isgenerator(value):
        value = list(itertools.islice(value, MAX_GENERATED))
    elif inspect.iscoroutine(value):
        value.close()
    payload = capture(value)
    data, digest = payload.data, payload.digest
    if payload.type == "image":
        data, digest = payload.plotted, ""
    if len(data) > MAX_CALL_DATA:
        data, digest = cut(data, MAX_CALL_DATA // 2), digest or digest_of_whole(value)
    outcome = {"type": payload.type, "data": data}
    return {**outcome, "digest": digest} if digest else outcome


def text_of(arguments: Tuple[Any, ...]) -> str:

    text = ", ".join(safe_repr(each) for each in arguments)
    if len(text) <= MAX_INPUT:
        return text
    return "%s... (%s)" % (text[:MAX_INPUT], digest_of_whole(list(arguments))[:8])










HELP = "help"
PARKED_CODES = (
    *("no_such_owner", "no_such_session", "session_closed", "no_such_part"),
    *("too_many_senders", "too_many_questions"),
)


class Settings(NamedTuple):


    owner: str
    session: str
    part: str
    sender: str
    sender_uuid: str
    log: bool
    servers: Tuple[str, ...]
    server_id: str = ""
    server_key: str = ""
    probe: bool = False

    def sender_fields(self) -> Dict[str, str]:

        return {
            "session_owner": self.owner,
            "session_name": self.session,
            "part_name": self.part,
            "sender_name": self.sender,
            "sender_uuid": self.sender_uuid,
        }


@dataclasses.dataclass(frozen=True)
class Answer:


    status: int
    code: str
    message: str
    messages: Tuple[Dict[str, Any], ...] = ()
    retry_after: float = 0.0
    shown: str = ""
    receipt: str = ""
    attempts: int = 0
    language: str = ""

    @property
    def accepted(self) -> bool:

        return self.status == 200

    @property
    def parked(self) -> bool:

        return self.code in PARKED_CODES

    @property
    def busy(self) -> bool:

        return self.status in (408, 425, 429) or self.status >= 500

    @property
    def refused(self) -> bool:

        return not self.accepted and not self.parked and not self.busy

    @property
    def text(self) -> str:

        head = "Success: " if self.accepted else "Error: "
        return self.message if self.message.startswith(head) else head + self.message

    def why_parked(self, owner: str, session: str, part: str) -> str:

        return {
            "no_such_owner": "teacher '%s' is not known there" % owner,
            "no_such_session": "session '%s' is not open" % session,
            "session_closed": "session '%s' is closed" % session,
            "no_such_part": "session '%s' has no part '%s'" % (session, part),
            "too_many_senders": "session '%s' is full" % session,
            "too_many_questions": "session '%s' is full" % session,
        }.get(self.code, self.message)


@dataclasses.dataclass(eq=False)
class Outcome:


    answer: Optional[Answer] = None
    dropped: bool = False
    ids: List[str] = dataclasses.field(default_factory=list)


@dataclasses.dataclass(eq=False)
class Record:


    fields: Dict[str, str]
    file: bytes
    servers: Tuple[str, ...]
    server_id: str = ""
    server_key: str = ""
    path: str = ""
    adopted: bool = False
    tried: bool = False
    replaced: bool = False
    moment: float = 0.0
    since: float = dataclasses.field(default_factory=time.monotonic)
    outcome: Outcome = dataclasses.field(default_factory=Outcome)

    @property
    def id(self) -> str:

        return self.fields["record_id"]

    @property
    def question(self) -> str:

        return self.fields.get("question_nb", "")

    @property
    def part(self) -> str:

        return self.fields["part_name"]

    @property
    def asks_for_help(self) -> bool:

        return self.fields.get("type") == HELP

    @property
    def ends_help(self) -> bool:

        return self.asks_for_help and "done" in self.fields

    @property
    def is_update(self) -> bool:

        return "updates" in self.fields

    @property
    def queue_key(self) -> Tuple[str, ...]:

        names = ("session_owner", "session_name", "part_name", "sender_name", "sender_uuid")
        return tuple(self.fields[name] for name in names)

    @property
    def size(self) -> int:

        return len(self.fields["data"]) + len(self.file)

    @property
    def attempts(self) -> int:

        return int(self.fields.get("attempts") or 1)

    def read_moment(self, clock: str, latest: float) -> None:



        name, _, reading = self.fields.get("clock", "").partition(":")
        if reading and name == clock:
            self.moment = float(reading)
        else:
            sent_at = datetime.datetime.fromisoformat(self.fields["sent_at"]).timestamp()
            self.moment = min(steady() - max(0.0, time.time() - sent_at), latest)

    def order(self) -> Tuple[float, str]:

        return self.moment, self.fields["sent_at"]

    def follows(self, other: "Record") -> bool:

        mine, theirs = self._start(), other._start()
        if mine[0] and mine[0] == theirs[0] and mine[1] != theirs[1]:
            return mine[1] > theirs[1]
        return self.order() >= other.order()

    def _start(self) -> Tuple[str, int]:

        parts = self.fields.get("clock", "").split("-")
        return (parts[0], int(parts[1])) if len(parts) == 3 else ("", 0)

    def _replaces(self) -> List[Tuple[str, int]]:

        pairs = [one.partition(":") for one in self.fields.get("replaces", "").split(",") if one]
        return [(id, int(count)) for id, _, count in pairs]

    def _own(self) -> int:

        return max(0, self.attempts - sum(count for _, count in self._replaces()))

    def replace(self, older: "Record", may_have_arrived: bool) -> None:



        replaces = older._replaces()
        if may_have_arrived:
            replaces.append((older.id, older._own()))
        replaces += self._replaces()
        if self.tried:
            replaces.append((self.id, self._own()))
            self.fields["record_id"] = uuid.uuid4().hex
            self.outcome.ids.append(self.id)
            self.tried = False
        span = self.moment - older.moment + float(older.fields.get("span") or 0)
        self.fields["span"] = "%.3f" % max(span, float(self.fields.get("span") or 0))
        named = dict(replaces)
        twice = sum(count for _, count in replaces) - sum(named.values())
        attempts = min(self.attempts + older.attempts - twice, MAX_ATTEMPTS)
        last = list(named.items())[-MAX_REPLACED:]
        self.fields["attempts"] = str(attempts)
        self.fields["replaces"] = ",".join("%s:%d" % pair for pair in last)
        older.replaced = True

    def forget(self, arrived: "Record") -> None:

        counted = {arrived.id, *(id for id, _ in arrived._replaces())}
        left = [pair for pair in self._replaces() if pair[0] not in counted]
        attempts = self._own() + sum(count for _, count in left)
        self.fields["attempts"] = str(attempts)
        self.fields["replaces"] = ",".join("%s:%d" % pair for pair in left)

    def form(self) -> Dict[str, str]:

        return {**self.fields, "age": "%.6f" % max(0.0, steady() - self.moment)}

    def waited(self) -> float:



        return time.monotonic() - self.since

    def to_bytes(self) -> bytes:

        head = {
            "fields": self.fields,
            "servers": self.servers,
            "server_id": self.server_id,
            "server_key": self.server_key,
        }
        return json.dumps(head).encode("ascii") + b"\n" + self.file

    @classmethod
    def from_bytes(cls, content: bytes) -> "Record":



        head, _, file = content.partition(b"\n")
        read = json.loads(head.decode("ascii"))
        fields = {str(name): str(value) for name, value in read["fields"].items()}
        servers = tuple(str(server) for server in read["servers"])
        computer = (str(read.get("server_id") or ""), str(read.get("server_key") or ""))
        record = cls(fields, file, servers, *computer)
        record.tried = True
        record.read_moment("", steady())

        record.queue_key, record.id, record.size, record.attempts, record._replaces()
        float(fields.get("span") or 0), float(fields.get("clock", ":0").partition(":")[2])
        record._start()
        return record


def update_of(record: Record, calls: str, number: int) -> Record:




    moment = record.moment + number * 1e-6
    fields = {name: text for name, text in record.fields.items() if name != "span"}
    fields.update(calls=calls, record_id=uuid.uuid4().hex, attempts="1")
    fields.update(updates=record.id, replaces="%s:1" % record.id)
    fields["clock"] = "%s:%.6f" % (fields["clock"].partition(":")[0], moment)
    computer = (record.server_id, record.server_key)
    return Record(fields, record.file, record.servers, *computer, moment=moment)


def new_record(settings: Settings, question: str, payload: Payload, clock: str) -> Record:

    fields = {
        **settings.sender_fields(),
        "question_nb": question,
        "type": payload.type,
        "data": payload.data,
        "record_id": uuid.uuid4().hex,
        "sent_at": next_moment().isoformat(timespec="microseconds"),
    }
    if payload.digest:
        fields["digest"] = payload.digest
    elif payload.shortened:
        fields["shortened"] = "1"
    if payload.plotted:
        fields["plotted"] = payload.plotted
    if payload.calls:
        fields["calls"] = payload.calls
    moment = next_reading()
    fields["clock"] = "%s:%.6f" % (clock, moment)
    computer = (settings.server_id, settings.server_key)
    outcome = Outcome(ids=[fields["record_id"]])
    return Record(fields, payload.file, settings.servers, *computer, moment=moment, outcome=outcome)










@dataclasses.dataclass
class SendQueue:


    records: Dict[Tuple[str, str], Record] = dataclasses.field(default_factory=dict)
    in_flight: List[Record] = dataclasses.field(default_factory=list)
    due: float = 0.0
    tried_at: float = -math.inf
    failures: int = 0
    last_added: float = 0.0
    told_to_wait: bool = False
    delivered: int = 0
    refused: int = 0
    trouble: str = ""

    def __iter__(self) -> Iterator[Record]:
        return iter(self.records.values())

    @property
    def is_ours(self) -> bool:

        return self.last_added > 0.0

    @property
    def moment(self) -> float:

        return self.due if self.next() is not None else math.inf

    def next(self) -> Optional[Record]:

        return next((record for record in self if record not in self.in_flight), None)

    def begin(self) -> Record:

        record = self.next()
        assert record is not None
        self.in_flight.append(record)
        return record

    def other(self, record: Record) -> Optional[Record]:

        return self.records.get(slot_of(record))

    def add(self, record: Record) -> Tuple[Record, Optional[Record]]:



        other = self.records.pop(slot_of(record), None)
        if other is None:
            self.records[slot_of(record)] = record
            return record, None
        older, last = (other, record) if record.follows(other) else (record, other)
        self.records[slot_of(last)] = last
        if last in self.in_flight:
            self.records[older.question, older.id] = older
            return older, None
        last.replace(older, older.tried or older in self.in_flight)
        return last, older

    def sort(self) -> None:

        self.records = dict(sorted(self.records.items(), key=lambda item: item[1].order()))

    def remove(self, record: Record) -> None:

        self.records = {key: each for key, each in self.records.items() if each is not record}

    def let_others_pass(self, record: Record) -> None:

        for key, each in list(self.records.items()):
            if each is record:
                self.records[key] = self.records.pop(key)


def slot_of(record: Record) -> Tuple[str, str]:

    return record.question, record.id if record.asks_for_help else ""


class Tally(NamedTuple):


    delivered: int
    refused: int
    waiting: int
    replaced: int
    elsewhere: int
    trouble: str


def tally_of(queues: Dict[Tuple[str, ...], SendQueue], session: Tuple[str, str]) -> Tally:

    ours = [queue for key, queue in queues.items() if key[:2] == session]
    waiting = [record for queue in ours for record in queue]
    return Tally(
        delivered=sum(queue.delivered for queue in ours),
        refused=sum(queue.refused for queue in ours),
        waiting=len(waiting),
        replaced=sum(record.attempts - 1 for record in waiting),
        elsewhere=sum(len(queue.records) for queue in queues.values()) - len(waiting),
        trouble=next((queue.trouble for queue in ours if queue.records), ""),
    )









def has_ended(pid: int) -> bool:

    if sys.platform == "win32":
        return has_ended_on_windows(pid)
    if hasattr(
        os, "waitid"
    ):
        try:
            return os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None
        except OSError:
            pass
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return True
    except OSError:
        pass
    return False


def has_ended_on_windows(pid: int) -> bool:

    import _winapi

    winapi, no_such_process = _winapi, 87
    try:
        handle = winapi.OpenProcess(winapi.SYNCHRONIZE, False, pid)
    except OSError as reason:
        return getattr(reason, "winerror", 0) == no_such_process
    try:
        return bool(winapi.WaitForSingleObject(handle, 0) == winapi.WAIT_OBJECT_0)
    finally:
        winapi.CloseHandle(handle)










SEEN = ".npt"
HELD = ".held"


class Outbox:




    def __init__(self, folder: str) -> None:
        self._folder = os.path.join(folder, "outbox")
        self._known: Set[str] = set()

    def clock_name(self) -> str:





        if not boot_id():
            return uuid.uuid4().hex[:16]

        kind = time.get_clock_info("monotonic").implementation
        start = uuid.uuid5(uuid.NAMESPACE_OID, boot_id() + kind).hex[:16]
        path = os.path.join(os.path.dirname(self._folder), "clock")
        try:
            with open(path, encoding="ascii") as file:
                series, number, last = file.read().split("-")
            following = int(number) + 1
        except (OSError, ValueError):
            series, following, last = uuid.uuid4().hex[:8], 1, ""
        name = "%s-%d-%s" % (series, following - (last == start), start)
        try:
            if last != start:
                private_folder(os.path.dirname(path))
                self._write(path, name.encode("ascii"))
        except OSError:
            return start
        return name

    def save(self, record: Record) -> None:

        held = record.path if record.path.endswith(HELD) else ""
        path = record.path
        if held or not path:
            path = self._path_of(record, "-" + uuid.uuid4().hex[:8] if held else "")
        self._known.add(path)
        try:
            if not os.path.isdir(self._folder):
                private_folder(self._folder)
            self._write(path, record.to_bytes())
            record.path = path
            if held:
                os.unlink(held)
        except OSError:
            pass

    def _path_of(self, record: Record, claim: str, end: str = SEEN) -> str:
        moment = re.sub("[^0-9]", "", record.fields["sent_at"])[:20]
        name = "%s-%s%s-p%d%s" % (moment, record.id, claim, os.getpid(), end)
        return os.path.join(self._folder, name)

    def hold(self, record: Record) -> bool:



        return self.claim(record, HELD)

    def claim(self, record: Record, end: str = SEEN) -> bool:



        path = self._path_of(record, "-" + uuid.uuid4().hex[:8], end)
        self._known.add(path)
        try:
            os.rename(record.path, path)
        except OSError:
            return False
        record.path = path
        return True

    def keep(self, records: Iterable[Record]) -> None:

        for record in records:
            try:
                os.utime(record.path)
            except OSError:
                pass

    def _write(self, path: str, content: bytes) -> None:
        part = "%s.%s.part" % (path, uuid.uuid4().hex[:8])
        with os.fdopen(private_file(part), "wb") as file:
            file.write(content)
        os.replace(part, path)

    def delete(self, record: Record) -> None:

        if record.path:
            try:
                os.unlink(record.path)
            except OSError:
                pass
            record.path = ""

    def sent_by_other_kernel(self, record: Record) -> bool:

        return record.adopted and not os.path.exists(record.path)

    def left_by_others(self, older_than: float) -> List[Record]:



        records = [
            self._adopt(os.path.join(self._folder, name), older_than) for name in self._names()
        ]
        return [record for record in records if record is not None]

    def _adopt(self, path: str, older_than: float) -> Optional[Record]:
        if path in self._known or path.endswith(HELD) and not sender_has_ended(path):
            return None
        try:
            young = 0.0 <= time.time() - os.stat(path).st_mtime < older_than
            if young and not sender_has_ended(path):
                return None
            with open(path, "rb") as file:
                record = Record.from_bytes(file.read())
        except OSError:
            return None
        except (ValueError, KeyError, TypeError, AttributeError):
            self._known.add(path)
            return None
        record.path, record.adopted = path, True
        return record if self.claim(record) else None

    def _names(self) -> List[str]:
        try:
            return sorted(name for name in os.listdir(self._folder) if name.endswith((SEEN, HELD)))
        except OSError:
            return []


def sender_has_ended(path: str) -> bool:



    sender = re.search(r"-p([0-9]{1,10})\.(npt|held)$", path)
    return sender is not None and has_ended(int(sender[1]))











DATABASE = "npt"
SHARED = ("sender-id",)
Stamp = Tuple[int, int]


class Mirror:


    def __init__(self, folder: str) -> None:
        self.folder = folder
        self._copied: Dict[str, Stamp] = {}
        self._database: Any = None
        self._proxies: List[Any] = []
        self._then: Callable[[], None] = lambda: None
        self.is_loaded = False

    def load(self) -> None:



        try:
            self._open()
            wait_until(lambda: self.is_loaded, MIRROR_SECONDS)
        except Exception:
            self._end()

    def when_loaded(self, function: Callable[[], None]) -> None:

        self._then = function

    def _end(self) -> None:
        if not self.is_loaded:
            self.is_loaded = True
            self._then()

    def _open(self) -> None:
        opening = page().indexedDB.open(DATABASE, 1)
        opening.onupgradeneeded = self._lasting(
            lambda event: opening.result.createObjectStore(DATABASE)
        )
        opening.onerror = self._lasting(lambda event: self._end())
        opening.onsuccess = self._lasting(lambda event: self._read(opening.result))

    def _lasting(self, function: Callable[[Any], Any]) -> Any:

        self._proxies.append(ffi().create_proxy(function))
        return self._proxies[-1]

    def _read(self, database: Any) -> None:
        try:
            self._database = database
            table = database.transaction(DATABASE, "readonly").objectStore(DATABASE)
            paths, contents = table.getAllKeys(), table.getAll()
            contents.onerror = self._lasting(lambda event: self._end())
            contents.onsuccess = self._lasting(lambda event: self._fill(paths, contents))
        except Exception:
            self._end()

    def _fill(self, paths: Any, contents: Any) -> None:
        for path, content in zip(paths.result, contents.result):
            try:
                self._write(str(path), content.to_bytes())
            except Exception:
                pass
        self._end()

    def _write(self, path: str, content: bytes) -> None:

        if os.path.isabs(path) or ".." in path.split("/"):
            return
        here = path[: -len(HELD)] + SEEN if path.endswith(HELD) else path
        full = os.path.join(self.folder, here)
        if os.path.exists(full) and here not in SHARED:
            return
        private_folder(os.path.dirname(full))
        with open(full, "wb") as file:
            file.write(content)
        os.chmod(full, 0o600)
        stat = os.stat(full)
        self._copied[path] = stat.st_mtime_ns, stat.st_size

    def save(self) -> None:



        if self._database is None:
            return
        try:
            found = dict(self._files())
            gone = [path for path in self._copied if path not in found]
            changed = [path for path, stamp in found.items() if self._copied.get(path) != stamp]
            if not gone and not changed:
                return
            table = self._database.transaction(DATABASE, "readwrite").objectStore(DATABASE)
            for path in changed:
                self._put(table, path)
            for path in gone:
                table.delete(path)
            self._copied = found
        except Exception:
            pass

    def _put(self, table: Any, path: str) -> None:
        with open(os.path.join(self.folder, path), "rb") as file:
            content = ffi().to_js(file.read())
        if path in SHARED:
            table.add(content, path)
        else:
            table.put(content, path)

    def _files(self) -> Iterator[Tuple[str, Stamp]]:

        for folder in ("", "outbox", "answers"):
            try:
                with os.scandir(os.path.join(self.folder, folder)) as entries:
                    for one in entries:
                        if one.is_file() and not one.name.endswith(".part"):
                            stat = one.stat()
                            path = os.path.join(folder, one.name)
                            yield path, (stat.st_mtime_ns, stat.st_size)
            except OSError:
                pass











NAME = re.compile(r"([0-9a-f]{32})-([0-9]{1,9})-([0-9A-Z-]{0,20})\.npt")


class Kept(NamedTuple):


    record: Record
    attempts: int
    receipt: str


class Filed(NamedTuple):


    name: str
    size: int
    sent_at: float


class Ledger:


    def __init__(self, folder: str) -> None:
        self._folder = os.path.join(folder, "answers")
        self._unwritten: Dict[str, Kept] = {}
        self._filed: Dict[str, Filed] = {}
        self._left_at: Optional[int] = None

    def keep(self, record: Record, answer: Answer) -> None:



        key = key_of_answer(record)
        kept = Kept(record, answer.attempts or record.attempts, answer.receipt)
        name = "%s-%d-%s.npt" % (key, kept.attempts, kept.receipt)
        if not NAME.fullmatch(name):
            return
        self._unwritten.pop(key, None)
        path = os.path.join(self._folder, name)
        try:
            private_folder(self._folder)
            self._look_if_changed()
            os.replace(record.path, path)
            record.path = ""
        except OSError:
            self._remember(key, kept)
            return
        try:
            self._replace(key, filed(name, os.stat(path)))
            self._forget_oldest()
            self._left_at = self._changed_at()
        except OSError:
            self._left_at = None

    def _remember(self, key: str, kept: Kept) -> None:

        self._unwritten[key] = kept
        while sum(kept.record.size for kept in self._unwritten.values()) > MAX_KEPT_BYTES:
            del self._unwritten[next(iter(self._unwritten))]

    def _changed_at(self) -> int:

        return os.stat(self._folder).st_mtime_ns

    def _look_if_changed(self) -> None:



        if self._changed_at() == self._left_at:
            return
        self._filed, self._left_at = {}, None
        with os.scandir(self._folder) as entries:
            found = [filed(one.name, one.stat()) for one in entries if NAME.fullmatch(one.name)]
        for one in sorted(found, key=lambda one: one.sent_at):
            self._replace(one.name.partition("-")[0], one)

    def _replace(self, key: str, latest: Filed) -> None:

        earlier = self._filed.pop(key, None)
        self._filed[key] = latest
        if earlier is not None and earlier.name != latest.name:
            self._delete(earlier)

    def _forget_oldest(self) -> None:

        over = sum(one.size for one in self._filed.values()) - MAX_KEPT_BYTES
        if len(self._filed) <= MAX_KEPT and over <= 0:
            return
        for key, one in sorted(self._filed.items(), key=lambda item: item[1].sent_at):
            if len(self._filed) <= MAX_KEPT and over <= 0:
                break
            over -= one.size
            del self._filed[key]
            self._delete(one)

    def _delete(self, one: Filed) -> None:

        try:
            os.unlink(os.path.join(self._folder, one.name))
        except OSError:
            pass

    def read(self, sender: Tuple[str, ...]) -> List[Kept]:



        found: Dict[str, Kept] = {}
        try:
            with os.scandir(self._folder) as entries:
                listed = [(one.stat().st_mtime, one.name) for one in entries]
        except OSError:
            listed = []
        for _, name in sorted(listed):
            match = NAME.fullmatch(name)
            record = self._read(name) if match else None
            if match and record is not None:
                found[match[1]] = Kept(record, int(match[2]), match[3])
        found.update(self._unwritten)
        own = [kept for kept in found.values() if sender_in(kept.record.fields) == sender]
        return sorted(own, key=lambda kept: kept.record.fields["sent_at"])

    def _read(self, name: str) -> Optional[Record]:
        try:
            with open(os.path.join(self._folder, name), "rb") as file:
                return Record.from_bytes(file.read())
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None


def filed(name: str, stat: os.stat_result) -> Filed:

    return Filed(name, stat.st_size, stat.st_mtime)


def sender_in(fields: Dict[str, str]) -> Tuple[str, ...]:

    names = ("session_owner", "session_name", "sender_name", "sender_uuid")
    return tuple(fields[name] for name in names)


def key_of_answer(record: Record) -> str:

    key = json.dumps(record.queue_key + (record.question,))
    return uuid.uuid5(uuid.NAMESPACE_OID, key).hex










RECEIVED, RIGHT, WRONG, WITHDRAWN = "received", "right", "wrong", "withdrawn"
SIGNS = {RIGHT: "\u2713 ", WRONG: "\u25cb "}
CODE_STYLE = (
    "user-select:all;white-space:pre;overflow:auto;margin:.2em 0 0;padding:0;background:none;"
    "color:inherit;border:0"
)
WHEN = re.compile("([0-9]{4}-[0-9]{2}-[0-9]{2})T([0-9]{2}:[0-9]{2})")


class Telling(NamedTuple):


    record: str
    part: str
    question: str
    title: str
    state: str
    at: str
    hint_text: str = ""
    hint_code: str = ""

    def time(self) -> str:

        when = WHEN.match(self.at)
        if when is None:
            return ""
        return when[2] if when[1] == datetime.date.today().isoformat() else " ".join(when.groups())

    def document(self) -> Dict[str, Any]:

        hint = {"text": self.hint_text, "code": self.hint_code}
        told = {"state": self.state, "at": self.at}
        return {**told, "hint": hint} if any(hint.values()) else dict(told)


def read_telling(item: Any) -> Optional[Telling]:



    if not isinstance(item, dict) or item.get("state") not in (RECEIVED, RIGHT, WRONG, WITHDRAWN):
        return None
    record, part, question, title, at = (
        one_line(safe_str(item.get(name) or ""), most)
        for name, most in (
            ("record", MAX_RECORD_ID),
            ("part", MAX_NAME),
            ("question", MAX_LABEL),
            ("title", MAX_MESSAGE_TITLE),
            ("at", MAX_NAME),
        )
    )
    if not record or not question:
        return None
    told = Telling(record, part or "default", question, title, str(item["state"]), at)
    hint = item.get("hint")
    if not isinstance(hint, dict) or told.state not in (RIGHT, WRONG):
        return told
    return told._replace(
        hint_text=printable(safe_str(hint.get("text") or ""), MAX_HINT_TEXT).strip(),
        hint_code=printable(safe_str(hint.get("code") or ""), MAX_HINT_CODE).strip("\n"),
    )


def telling_text(told: Telling, language: str) -> str:

    line = " \u00b7 ".join((*named(told, language), said(told, language)))
    return "\n".join(part for part in (line, told.hint_text, told.hint_code) if part)


def telling_html(told: Telling, language: str) -> str:

    names = "".join(html.escape(name) + " \u00b7 " for name in named(told, language))
    weight = "600" if told.state in SIGNS else "inherit"
    line = "<div><span style='opacity:.8'>%s</span><span style='font-weight:%s'>%s</span></div>"
    hint = ""
    if told.hint_text:
        hint += "<div style='white-space:pre-wrap'>%s</div>" % linked(told.hint_text)
    if told.hint_code:
        hint += "<pre style='%s'>%s</pre>" % (CODE_STYLE, html.escape(told.hint_code))
    if hint:
        style = "margin:.3em 0 .6em;padding-left:.7em;border-left:3px solid rgba(128,128,128,.4)"
        hint = "<div style='%s'>%s</div>" % (style, hint)
    frame = "<div role='status' aria-live='polite' lang='%s' style='margin:.2em 0'>%s</div>"
    return frame % (language, line % (names, weight, html.escape(said(told, language))) + hint)


def tellings_text(tellings: Iterable[Telling], language: str) -> str:

    return "\n".join(telling_text(told, language) for told in tellings)


def tellings_html(tellings: Iterable[Telling], language: str) -> str:

    return "".join(telling_html(told, language) for told in tellings)


def named(told: Telling, language: str) -> Iterable[str]:

    question = TELLINGS[language]["question"] % told.question
    return (question, told.title) if told.title else (question,)


def said(told: Telling, language: str) -> str:

    words = TELLINGS[language]
    if told.state == RECEIVED:
        return (words["received_at"] % told.time()) if told.time() else words[RECEIVED]
    return SIGNS.get(told.state, "") + words[told.state]


def said_when(told: Telling, language: str) -> str:

    word = TELLINGS[language]["taken_back" if told.state == WITHDRAWN else told.state]
    return ", ".join(part for part in (word, told.time()) if part)







ANSWERS_FORMAT = "npt-answers"
NOT_ARRIVED = "waiting"
NO_RECEIPT = "-"
COLUMNS = ("question", "title", "sent", "attempts", "receipt", "told", "answer")


def answers_in_order(arrived: List[Kept], waiting: List[Record]) -> List[Kept]:



    left = [Kept(record, record.attempts, NOT_ARRIVED) for record in waiting]
    return sorted(arrived + left, key=lambda kept: kept.record.fields["sent_at"])


def table_of(answers: List[Kept], told: Dict[str, Telling], language: str) -> str:



    if not answers:
        return MINE_EMPTY
    parts = {kept.record.part for kept in answers}
    rows = [list(COLUMNS)]
    for kept in answers:
        question = kept.record.question
        if len(parts) > 1:
            question += " (%s)" % kept.record.part
        its = told.get(kept.record.id)
        rows.append(
            [
                question,
                its.title if its else "",
                time_of(kept.record),
                str(kept.attempts),
                kept.receipt or NO_RECEIPT,
                said_when(its, language) if its else "",
                shown_answer(kept),
            ]
        )
    named = [place for place in range(len(COLUMNS)) if any(row[place] for row in rows[1:])]
    rows = [[row[place] for place in named] for row in rows]
    widths = [max(map(len, column)) for column in zip(*rows)]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths)) for row in rows]
    return "\n".join(line.rstrip() for line in lines)


def receipts_of(answers: List[Kept]) -> List[str]:

    last = [kept for kept in reversed(answers) if kept.receipt][:MAX_RECEIPTS]
    return ["%s of question %s" % (kept.receipt, kept.record.question) for kept in last]


def time_of(record: Record) -> str:

    sent = datetime.datetime.fromisoformat(record.fields["sent_at"]).astimezone()
    today = sent.date() == datetime.date.today()
    return sent.strftime("%H:%M:%S" if today else "%Y-%m-%d %H:%M:%S")


def shown_answer(kept: Kept) -> str:

    fields = kept.record.fields
    if fields["type"] == "image":
        return "a picture of %s bytes" % format(len(kept.record.file), ",")
    text = " ".join(fields["data"].replace("\t", "").split())
    return text if len(text) <= MAX_SHOWN_ANSWER else text[: MAX_SHOWN_ANSWER - 3] + "..."


def document_of(answers: List[Kept], told: Dict[str, Telling]) -> Dict[str, Any]:



    list_of = []
    for kept in answers:
        entry: Dict[str, Any] = dict(kept.record.fields)
        if kept.record.file:
            entry["file"] = base64.b64encode(kept.record.file).decode("ascii")
        its = told.get(kept.record.id)
        if its is not None:
            entry.update(title=its.title, told=its.document())
        entry["attempts"] = kept.attempts
        entry["receipt"] = None if kept.receipt in ("", NOT_ARRIVED) else kept.receipt
        list_of.append(entry)
    now = datetime.datetime.now(datetime.timezone.utc)
    return {
        "format": ANSWERS_FORMAT,
        "version": 1,
        "written_at": now.isoformat(timespec="seconds"),
        "answers": list_of,
    }


def write_answers(answers: List[Kept], told: Dict[str, Telling], path: str) -> str:



    path = os.path.abspath(os.path.expanduser(path))
    if os.path.exists(path) and not is_ours(path):
        raise Unsendable(MINE_OTHER_FILE % path)
    part = "%s.%s.part" % (path, uuid.uuid4().hex[:8])
    try:
        with os.fdopen(private_file(part), "w", encoding="ascii") as file:
            json.dump(document_of(answers, told), file, indent=1)
        os.replace(part, path)
    except OSError as reason:
        try:
            os.unlink(part)
        except OSError:
            pass
        raise Unsendable(MINE_NOT_WRITTEN % (path, reason.strerror or reason)) from None
    receipts = sum(kept.receipt not in ("", NOT_ARRIVED) for kept in answers)
    return MINE_WRITTEN % (len(answers), path, receipts)


def is_ours(path: str) -> bool:

    try:
        with open(path, encoding="ascii") as file:
            return file.read(40).startswith('{\n "format": "%s"' % ANSWERS_FORMAT)
    except (OSError, ValueError):
        return False











EXPONENT = 65537
MAX_KEY = 512

SHA256_HEAD = bytes.fromhex("3031300d060960864801650304020105000420")


def new_challenge() -> str:

    return os.urandom(16).hex()


def proven_key(key: object, signature: object, text: str) -> str:

    try:
        modulus = base64.b64decode(str(key)[: 2 * MAX_KEY], validate=True)
        signed = base64.b64decode(str(signature)[: 2 * MAX_KEY], validate=True)
    except ValueError:
        return ""
    size, number = len(modulus), int.from_bytes(modulus, "big")
    if not 256 <= size <= MAX_KEY or len(signed) != size:
        return ""
    hashed = SHA256_HEAD + hashlib.sha256(text.encode("utf-8", "replace")).digest()
    wanted = b"\x00\x01" + b"\xff" * (size - len(hashed) - 3) + b"\x00" + hashed
    found = pow(int.from_bytes(signed, "big"), EXPONENT, number)
    return hashlib.sha256(modulus).hexdigest() if found == int.from_bytes(wanted, "big") else ""









class Who(NamedTuple):


    id: str
    owners: Tuple[str, ...]
    key: str = ""

    def knows(self, owner: str) -> bool:

        return folded(owner) in map(folded, self.owners)


def folded(name: str) -> str:

    parts = unicodedata.normalize("NFD", name)
    return "".join(part for part in parts if not unicodedata.combining(part)).casefold()


def who_is_there(connected: socket.socket, seconds: float) -> Optional[Who]:





    deadline, answer, challenge = time.monotonic() + seconds, b"", new_challenge()
    try:
        host = "%s:%d" % connected.getpeername()[:2]
        connected.settimeout(seconds)
        asked = "GET /who?challenge=%s HTTP/1.1\r\nHost: %s\r\n\r\n" % (challenge, host)
        connected.sendall(asked.encode("ascii"))
        while len(answer) < MAX_WHO and time.monotonic() < deadline:
            connected.settimeout(max(0.01, deadline - time.monotonic()))
            piece = connected.recv(MAX_WHO)
            answer += piece
            head, whole, body = answer.partition(b"\r\n\r\n")
            length = re.search(
                rb"\r\nContent-Length: *([0-9]{1,5})\s", head + b"\r\n", re.IGNORECASE
            )
            if whole and length and len(body) >= int(length[1]):
                return who_says(head, body, challenge)
            if not piece or whole and not length:
                break
    except (OSError, ValueError, RecursionError):
        pass
    return None


def who_says(head: bytes, body: bytes, challenge: str = "") -> Optional[Who]:

    return who_reads(body, challenge) if re.match(rb"HTTP/1\.[01] 200 ", head) else None


def who_reads(body: bytes, challenge: str) -> Optional[Who]:

    read = json.loads(body.decode("utf-8"))
    if not isinstance(read, dict):
        return None
    owners = read.get("owners")
    if read.get("app") != "npt" or not isinstance(owners, list):
        return None
    id = str(read.get("id") or "")
    signed = "npt who %s %s" % (id, challenge)
    key = proven_key(read["key"], read.get("proof"), signed) if read.get("key") else ""
    return Who(id, tuple(str(owner) for owner in owners), key)


class Request(NamedTuple):


    method: str
    path: str
    seconds: float
    body: bytes = b""
    kind: str = ""
    long: bool = False

    @property
    def headers(self) -> Dict[str, str]:

        return {"Accept": "application/json", **({"Content-Type": self.kind} if self.kind else {})}


class Reply(NamedTuple):


    status: int
    headers: Any
    body: bytes

    def read(self) -> Optional[Dict[str, Any]]:

        try:
            read = json.loads(self.body.decode("utf-8"))
        except (ValueError, RecursionError):
            return None
        if not isinstance(read, dict):
            return None
        if not isinstance(read.get("messages", []), list):
            read["messages"] = []
        known = read.get("status") in ("success", "error") or "messages" in read
        return read if known else None


class Target(NamedTuple):


    servers: Tuple[str, ...]
    owner: str = ""
    ids: Tuple[str, ...] = ()
    search: bool = False
    probe: bool = False
    keys: Tuple[Tuple[str, str], ...] = ()

    def recognises(self, who: Optional[Who]) -> bool:

        if who is None or who.id not in self.ids:
            return False
        key = dict(self.keys).get(who.id)
        return key is None or key == who.key

    def accepts(self, who: Optional[Who], given: bool) -> bool:



        if who is None:
            return not self.ids and given
        return self.recognises(who) and (given or who.knows(self.owner))


def unreached(target: Target, rejected: Dict[str, Who]) -> Unreachable:

    others = "".join("; %s is another teacher's computer" % server for server in rejected)
    reason = "no answer from " + ", ".join(target.servers) + others

    if any(
        server in target.servers and who.knows(target.owner) for server, who in rejected.items()
    ):
        return Replaced(reason + ", or a new one of %s's" % target.owner)
    return Unreachable(reason)


def seconds_of(retry_after: Optional[str]) -> float:

    try:
        seconds = float(retry_after or 0)
    except ValueError:
        return 0.0
    return min(seconds, LONGEST_RETRY_AFTER) if seconds > 0 else 0.0










class Missing:


    def __repr__(self) -> str:
        return "..."


MISSING = Missing()

SHIPPED = (
    *("session_owner", "session_name", "part_name", "sender_name", "sender_uuid"),
    *("log", "probe", "server_url"),
)


def clean(value: Any) -> str:

    return "" if value is None else cut(safe_str(value).strip(), 1_000)


def required(config: Any, name: str, otherwise: str) -> str:

    text = clean(config.get(name))
    if not text:
        raise Unsendable(otherwise)
    return text


def label_of_question(question: Any) -> str:



    if isinstance(question, float) and question.is_integer():
        question = int(question)
    label = "" if question is None or question is MISSING else clean(question)
    if not label:
        raise Unsendable(NO_QUESTION)
    if len(label) > MAX_LABEL:
        raise Unsendable(LONG_LABEL % len(label))
    return label


class Notebook:




    def __init__(self, sender_uuid: str) -> None:
        self.sender_uuid = sender_uuid
        self.move({}, {})

    def move(self, namespace: Dict[str, Any], served: Dict[str, Any]) -> None:

        self._namespace = namespace
        self._servers = tuple(str(server).rstrip("/") for server in served.get("servers") or ())
        self._server_id = clean(served.get("id"))
        self._server_key = clean(served.get("key"))
        self._probe = bool(served.get("probe"))

    def change_sender(self, sender_uuid: str) -> None:

        left = self._namespace.get("_npt_config")
        if isinstance(left, dict) and left.get("sender_uuid") == self.sender_uuid:
            left["sender_uuid"] = sender_uuid
        self.sender_uuid = sender_uuid

    def old_config(self) -> Dict[str, str]:

        return {
            "server_url": self._servers[0] + "/" if self._servers else "",
            "sender_uuid": self.sender_uuid,
        }

    def shipped(self) -> Tuple[Dict[str, Any], Dict[str, Any]]:



        served = {"servers": self._servers, "id": self._server_id, "probe": self._probe}
        student: Dict[str, Any] = {}
        for name in ("npt_config", "_npt_config"):
            config = self._namespace.get(name)
            if isinstance(config, collections.abc.Mapping):
                settings = [(key, config.get(key)) for key in SHIPPED if key in config]
                student[name] = {
                    key: value if isinstance(value, bool) else clean(value)
                    for key, value in settings
                }
        student.setdefault("_npt_config", {}).setdefault("sender_uuid", self.sender_uuid)
        return served, student

    def settings(self) -> Settings:

        config = self._namespace.get("npt_config")
        if not isinstance(config, collections.abc.Mapping):
            raise Unsendable(NO_CONFIG)
        old = self._namespace.get("_npt_config")
        old = old if isinstance(old, collections.abc.Mapping) else {}
        sender_uuid = clean(config.get("sender_uuid")) or clean(old.get("sender_uuid"))
        servers = self._servers_now(clean(old.get("server_url")).rstrip("/"))
        return Settings(
            owner=required(config, "session_owner", NO_SESSION % "session_owner"),
            session=required(config, "session_name", NO_SESSION % "session_name"),
            part=clean(config.get("part_name")) or "default",
            sender=required(config, "sender_name", NO_NAME),
            sender_uuid=sender_uuid or self.sender_uuid,
            log=bool(config.get("log")),
            servers=servers,

            server_id=self._server_id if servers == self._servers else "",
            server_key=self._server_key if servers == self._servers else "",
            probe=self._probe and bool(config.get("probe", True)),
        )

    def language(self) -> str:

        config = self._namespace.get("npt_config")
        if not isinstance(config, collections.abc.Mapping):
            return ""
        return clean(config.get("language"))

    def seat(self) -> str:

        config = self._namespace.get("npt_config")
        if not isinstance(config, collections.abc.Mapping):
            return ""
        return clean(config.get("seat"))

    def version(self) -> str:

        config = self._namespace.get("npt_config")
        if not isinstance(config, collections.abc.Mapping):
            return ""
        return clean(config.get("notebook_version"))[:MAX_VERSION]

    def file_by_front_end(self) -> str:

        return clean(self._namespace.get("__vsc_ipynb_file__"))

    def has_empty_name(self) -> bool:

        config = self._namespace.get("npt_config")
        return (
            isinstance(config, collections.abc.MutableMapping)
            and "sender_name" in config
            and not clean(config["sender_name"])
        )

    def set_name(self, name: str) -> None:

        self._namespace["npt_config"]["sender_name"] = name

    def _servers_now(self, old_server: str) -> Tuple[str, ...]:
        if old_server and old_server not in self._servers[:1]:
            return (old_server,)
        if not self._servers:
            raise Unsendable(NO_ADDRESS)
        return self._servers

    def target_served(self) -> Target:

        ids = (self._server_id,) if self._server_id else ()
        keys = keys_of((self._server_id, self._server_key))
        return self._within_reach(Target(self._servers, ids=ids, keys=keys))

    def target_now(self, settings: Settings) -> Target:

        ids = (settings.server_id,) if settings.server_id else ()
        keys = keys_of((settings.server_id, settings.server_key))
        target = Target(settings.servers, settings.owner, ids, bool(ids), settings.probe, keys)
        return self._within_reach(target)

    def target_of(self, record: Record) -> Target:

        return self._within_reach(self._target_anywhere(record))

    def _within_reach(self, target: Target) -> Target:



        place = elsewhere()
        if not place:
            return target
        servers = target.servers
        if place == COLAB and self._probe:
            servers = tuple(server for server in servers if is_public(server))
        return target._replace(servers=servers, search=False, probe=False)

    def _target_anywhere(self, record: Record) -> Target:
        owner, session = record.fields["session_owner"], record.fields["session_name"]
        its = (record.server_id, record.server_key)
        kept = Target(record.servers, owner, its[:1] if its[0] else (), keys=keys_of(its))
        try:
            settings = self.settings()
        except Unsendable:
            return kept._replace(search=bool(kept.ids))
        if settings.owner != owner:
            return kept._replace(search=bool(kept.ids), probe=settings.probe)

        anew = settings.session == session or not kept.ids
        ids = kept.ids + ((settings.server_id,) if anew and settings.server_id else ())

        keys = keys_of(its, (settings.server_id, settings.server_key))
        servers = tuple(dict.fromkeys(settings.servers + record.servers))
        return Target(servers, owner, tuple(dict.fromkeys(ids)), bool(ids), settings.probe, keys)


def keys_of(*known: Tuple[str, str]) -> Tuple[Tuple[str, str], ...]:



    return tuple((id, key) for id, key in dict(known).items() if id and key)











Key = Tuple[str, ...]


class Block:


    def __init__(self, cell: Any) -> None:
        self.place = ShownAt(cell, uuid.uuid4().hex)
        self.lines: Dict[Key, Optional[Telling]] = {}
        self.is_shown = False


class News(NamedTuple):


    key: Key
    told: Telling


class Told:


    def __init__(self, notebook: Notebook, output: Output, seen: Seen) -> None:
        self._notebook = notebook
        self._output = output
        self._seen = seen
        self._sent: Dict[Key, List[str]] = {}
        self._heard: Dict[Key, Telling] = {}
        self._blocks: Dict[Key, Block] = {}
        self._language = ""
        self._lock = threading.Lock()

    def after_fork(self) -> None:

        self._lock = threading.Lock()
        self._sent, self._blocks = {}, {}
        self._seen.after_fork()

    def sent(self, record: Record) -> None:

        key, cell = key_of(sender_in(record.fields), record.part, record.question), running_cell()
        with self._lock:
            self._sent[key] = record.outcome.ids
            before, block = self._blocks.get(key), self._block_below(cell)
            self._place(key, block)
            if before is not None:
                was_told = before.lines.get(key) is not None
                if before is block:
                    before.lines[key] = None
                else:
                    del before.lines[key]
                if was_told:
                    self._write(before)
            block.lines.setdefault(key, None)

    def hear(self, sender: Tuple[str, ...], items: Any, language: Any) -> List[News]:



        news: List[News] = []
        self.speak(language)
        for item in items[:MAX_TOLD] if isinstance(items, list) else ():
            told = read_telling(item)
            if told is None:
                continue
            with self._lock:
                key = self._key_of(sender, told)
                self._heard.pop(key, None)
                self._heard[key] = told
                while len(self._heard) > 2 * MAX_TOLD:
                    del self._heard[next(iter(self._heard))]
                if key in self._blocks:
                    self._show(key, told)
                elif item.get("new") is True:
                    news.append(News(key, told))
        return news

    def show_unclaimed(self, news: List[News]) -> None:

        self._seen.reread()
        for key, told in news:
            with self._lock:
                if key in self._blocks or not self._seen.is_new(line_name(key, told)):
                    continue
                block = self._block_below(self._output.cell_that_ran)
                self._place(key, block)
                block.lines[key] = None
                self._show(key, told)

    def of(self, sender: Tuple[str, ...]) -> Dict[str, Telling]:

        with self._lock:
            return {
                told.record: told
                for key, told in self._heard.items()
                if key[: len(sender)] == sender
            }

    def speak(self, language: Any) -> None:

        if isinstance(language, str) and language:
            self._language = language[:MAX_NAME]

    @property
    def language(self) -> str:

        return self.heard_language or "en"

    @property
    def heard_language(self) -> str:

        for wanted in (self._notebook.language(), self._language):
            if wanted[:2].lower() in TELLINGS:
                return wanted[:2].lower()
        return ""



    def _key_of(self, sender: Tuple[str, ...], told: Telling) -> Key:

        for key, ids in self._sent.items():
            if told.record in ids and key[: len(sender)] == sender:
                return key
        return key_of(sender, told.part, told.question)

    def _place(self, key: Key, block: Block) -> None:

        self._blocks.pop(key, None)
        self._blocks[key] = block
        while len(self._blocks) > 2 * MAX_TOLD:
            oldest = next(iter(self._blocks))
            self._blocks.pop(oldest).lines.pop(oldest, None)
            self._sent.pop(oldest, None)

    def _block_below(self, cell: Any) -> Block:

        for block in self._blocks.values() if cell else ():
            if block.place.cell is cell:
                return block
        return Block(cell)

    def _show(self, key: Key, told: Telling) -> None:

        block = self._blocks[key]
        if block.lines[key] == told or told.record not in self._sent.get(key, [told.record]):
            return
        block.lines[key] = told
        self._seen.is_new(line_name(key, told))
        if not self._write(block):
            self._output.say(telling_text(told, self.language))

    def _write(self, block: Block) -> bool:

        tellings = [told for told in block.lines.values() if told is not None]
        text, markup = (write(tellings, self.language) for write in (tellings_text, tellings_html))
        done = self._output.display(block.place, text, markup, again=block.is_shown)
        block.is_shown = block.is_shown or done
        return done


def key_of(sender: Tuple[str, ...], part: str, question: str) -> Key:

    label = "".join(one for one in question if unicodedata.category(one) != "Cf")
    return (*sender, folded(part), unicodedata.normalize("NFC", label))


def line_name(key: Key, told: Telling) -> List[str]:

    return [uuid.uuid5(uuid.NAMESPACE_OID, repr((key, *told))).hex]










ASKED = "asked"
PRINTED = ("coming", "helped", "done", "closed")


class Calling:


    def __init__(self, notebook: Notebook, output: Output, told: Told) -> None:
        self._notebook = notebook
        self._output = output
        self._told = told
        self._lines: Dict[Tuple[str, ...], Line] = {}
        self._cursors: Dict[Tuple[str, ...], str] = {}
        self._said: Dict[Tuple[str, ...], str] = {}
        self._lock = threading.Lock()

    def after_fork(self) -> None:

        self._lock = threading.Lock()
        self._lines, self._cursors = {}, {}

    def ask(self, text: Any, question: Any, seat: Any, clock: str) -> Record:



        payload = Payload(HELP, cut(safe_str(text).strip()[:MAX_HELP]))
        label = "" if question is None else label_of_question(question)
        record = new_record(self._notebook.settings(), label, payload, clock)
        sits = one_line(self._notebook.seat() if seat is None else safe_str(seat), MAX_SEAT).strip()
        if sits:
            record.fields["seat"] = sits
        sender = sender_in(record.fields)
        with self._lock:
            line = Line(self._output, running_cell())
            self._lines[sender], self._cursors[sender] = line, ASKED
            self._said[sender] = HELP_WORDS[self._told.language]["asked"]
            line.write(self._said[sender])
        return record

    def take_back(self, clock: str) -> Record:

        record = new_record(self._notebook.settings(), "", Payload(HELP, ""), clock)
        record.fields["done"] = "1"
        with self._lock:
            said = HELP_WORDS[self._told.language]["done"]
            line = self._lines.get(sender_in(record.fields))
            if line is not None and line.can_change:
                line.write(said)
            self._said[sender_in(record.fields)] = said
            self._output.say(said)
        return record

    def cursor(self, sender: Tuple[str, ...]) -> str:

        return self._cursors.get(sender, "")

    def hear(self, sender: Tuple[str, ...], told: Any) -> bool:

        if not isinstance(told, dict):
            return False
        with self._lock:
            self._cursors[sender] = safe_str(told.get("cursor") or "")[:MAX_NAME]
            line = self._lines.get(sender)
            text = self._text(told)
            if line is None or not text or text == self._said.get(sender):
                return True
            self._said[sender] = text
            if line.can_change or told.get("state") in PRINTED or told.get("paused") is True:
                line.write(text)
        return True

    def _text(self, told: Dict[str, Any]) -> str:

        words = HELP_WORDS[self._told.language]
        state, place = safe_str(told.get("state")), told.get("place")
        if state == "waiting" and told.get("paused") is True:
            return words["paused"]
        if state == "waiting":
            if not isinstance(place, int) or not 0 < place < MAX_PLACE:
                return words["asked"]
            text = words.get("place%d" % place) or words["place"] % place
            if told.get("seat") is not True:
                text += " " + words["seat"]
            return text
        return words.get(state, "") if state in ("answered", *PRINTED) else ""











Result = TypeVar("Result")


class Pause(NamedTuple):


    seconds: float


Wanted = Union[Tuple[Target, Request], Pause]
Replied = Tuple[Reply, Dict[str, Any]]
Errand = Generator[Wanted, Replied, Result]
NOTHING = Reply(0, {}, b""), {}










MDNS_GROUP = ("224.0.0.251", 5353)
MDNS_SERVICE = b"\x04_npt\x04_tcp\x05local\x00"


def send_on_every_interface(asking: socket.socket, query: bytes) -> None:

    for index, _ in [(0, "")] + socket.if_nameindex():
        by_index = struct.pack("@4s4si", b"", b"", index)
        interface = struct.pack("!I", index) if sys.platform == "win32" else by_index
        try:
            asking.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, interface)
            asking.sendto(query, MDNS_GROUP)
        except OSError:
            continue


def resolve_local_name(host: str) -> List[str]:




    labels = [label.encode("idna") for label in host.split(".")]
    name = b"".join(bytes([len(label)]) + label for label in labels) + b"\0"
    question = name + struct.pack("!2H", 1, 0x8001)
    query = os.urandom(2) + struct.pack("!5H", 0, 1, 0, 0, 0) + question
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        asking.bind(("", 0))
        asking.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_TTL, 255)
        for _ in range(2):
            send_on_every_interface(asking, query)
            found = read_addresses(asking, name, time.monotonic() + MDNS_SECONDS)
            if found:
                return found
    return []


def read_addresses(asking: socket.socket, name: bytes, deadline: float) -> List[str]:

    while time.monotonic() < deadline:
        asking.settimeout(max(0.01, deadline - time.monotonic()))
        try:
            answer = asking.recv(9_000)
        except OSError:
            return []


        owner = b"(?:" + re.escape(name) + rb"|\xc0[\x00-\xff])"
        pattern = owner + rb"\x00\x01[\x00\x80]\x01[\x00-\xff]{4}\x00\x04([\x00-\xff]{4})"
        if name.lower() in answer.lower():
            found = re.findall(pattern, answer[12:], re.IGNORECASE)
            if found:
                return [socket.inet_ntoa(address) for address in found]
    return []


def servers_announced(ids: Sequence[str]) -> Iterator[List[str]]:



    question = MDNS_SERVICE + struct.pack("!2H", 12, 0x8001)
    query = os.urandom(2) + struct.pack("!5H", 0, 1, 0, 0, 0) + question
    answers, again, deadline = MdnsAnswers(), 0.0, time.monotonic() + BROWSE_SECONDS
    tried: Set[str] = set()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        asking.bind(("", 0))
        asking.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_TTL, 255)
        while time.monotonic() < deadline:
            if time.monotonic() >= again:
                send_on_every_interface(asking, query)
                again = time.monotonic() + MDNS_SECONDS
            asking.settimeout(max(0.01, min(again, deadline) - time.monotonic()))
            try:
                packet, source = asking.recvfrom(9_000)
            except OSError:
                continue
            answers.add(packet, source[0])
            found = [server for server in answers.servers(ids) if server not in tried]
            if found and len(tried) < MAX_KNOWN_SERVERS:
                tried.update(found)
                yield found


class MdnsAnswers:


    def __init__(self) -> None:

        self._ids: Dict[Tuple[str, bytes], str] = {}
        self._at: Dict[Tuple[str, bytes], Tuple[bytes, int]] = {}
        self._addresses: Dict[Tuple[str, bytes], Set[str]] = {}

    def add(self, packet: bytes, source: str) -> None:

        try:
            for name, kind, start, end in mdns_records(packet):
                if len(self._ids) + len(self._at) + len(self._addresses) >= MAX_MDNS_FACTS:
                    return
                self._add_record(packet, (source, name), kind, start, end)
        except (IndexError, ValueError, struct.error):
            pass

    def _add_record(
        self, packet: bytes, what: Tuple[str, bytes], kind: int, start: int, end: int
    ) -> None:
        of_service = what[1].endswith(MDNS_SERVICE)
        if kind == 1 and end - start == 4:
            addresses = self._addresses.setdefault(what, set())
            if len(addresses) < 8:
                addresses.add(socket.inet_ntoa(packet[start:end]))
        elif kind == 16 and of_service:
            self._ids[what] = text_pairs(packet[start:end]).get("id", "")
        elif kind == 33 and of_service and end - start > 6:
            host, _ = mdns_name(packet, start + 6)
            self._at[what] = host, struct.unpack_from("!H", packet, start + 4)[0]

    def servers(self, ids: Sequence[str]) -> List[str]:

        found: List[str] = []
        for (source, name), (host, port) in self._at.items():
            if self._ids.get((source, name)) in ids and port:
                addresses = [source, *sorted(self._addresses.get((source, host), ()))]
                found += ["http://%s:%d" % (address, port) for address in addresses]
        return list(dict.fromkeys(found))[:MAX_KNOWN_SERVERS]


def mdns_records(packet: bytes) -> Iterator[Tuple[bytes, int, int, int]]:



    _, flags, questions, *counts = struct.unpack_from("!6H", packet)
    at = 12
    if not flags & 0x8000:
        return
    for _ in range(min(questions, MAX_MDNS_FACTS)):
        at = mdns_name(packet, at)[1] + 4
    for _ in range(min(sum(counts), MAX_MDNS_FACTS)):
        name, at = mdns_name(packet, at)
        kind, _, _, length = struct.unpack_from("!HHIH", packet, at)
        at += 10
        if at + length > len(packet):
            raise ValueError("cut short")
        yield name, kind, at, at + length
        at += length


def mdns_name(packet: bytes, at: int) -> Tuple[bytes, int]:



    name, end = b"", 0
    for _ in range(128):
        length = packet[at]
        if length >= 0xC0:
            end = end or at + 2
            at = (length & 0x3F) << 8 | packet[at + 1]
        elif length and len(name) < 255:
            name += packet[at : at + 1 + length]
            at += 1 + length
        elif length:
            break
        else:
            return (name + b"\0").lower(), end or at + 1
    raise ValueError("not a name")


def text_pairs(data: bytes) -> Dict[str, str]:

    pairs, at = {}, 0
    while at < len(data):
        text = data[at + 1 : at + 1 + data[at]].decode("utf-8", "replace")
        key, _, value = text.partition("=")
        pairs[key] = value
        at += 1 + data[at]
    return pairs










def connect(servers: Sequence[str], seconds: float) -> Tuple[str, http.client.HTTPConnection]:





    numbers = [server for server in servers if re.fullmatch(r"[0-9.]+|.*:.*", host_of(server))]
    lookup = Lookup([server for server in servers if server not in numbers])
    endpoints = [(server, endpoint) for server in numbers for endpoint in endpoints_of(server)]
    found = race(endpoints, lookup, seconds)
    if found:
        return found[0], http_connection(*found)
    raise OSError("no address takes a connection")


class Lookup:


    _busy: Set[str] = set()

    def __init__(self, servers: Sequence[str]) -> None:
        self._found: Deque[Tuple[str, List[Tuple[Any, ...]]]] = collections.deque()
        self._pending = 0
        for server in servers:
            if server in self._busy:
                continue
            self._pending += 1
            self._busy.add(server)
            try:
                threading.Thread(target=self._look_up, args=(server,), daemon=True).start()
            except RuntimeError:
                self._look_up(server)

    def _look_up(self, server: str) -> None:
        try:
            self._found.append((server, endpoints_of(server)))
        finally:
            self._busy.discard(server)

    def ready(self) -> List[Tuple[str, Tuple[Any, ...]]]:

        endpoints = []
        while self._found:
            server, found = self._found.popleft()
            self._pending -= 1
            endpoints += [(server, endpoint) for endpoint in found]
        return endpoints

    @property
    def pending(self) -> bool:

        return self._pending > 0


def host_of(server: str) -> str:

    return urllib.parse.urlsplit(server).hostname or ""


def endpoints_of(server: str) -> List[Tuple[Any, ...]]:

    parts = urllib.parse.urlsplit(server)
    try:
        host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)

        hosts = resolve_local_name(host) if host.endswith(".local") else []
        return [
            endpoint
            for name in hosts or [host]
            for endpoint in socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)
        ]
    except (OSError, ValueError):
        return []


def race(
    endpoints: Sequence[Tuple[str, Tuple[Any, ...]]], lookup: Lookup, seconds: float
) -> Optional[Tuple[str, socket.socket]]:





    waiting, deadline, next_start = collections.deque(endpoints), time.monotonic() + seconds, 0.0
    with selectors.DefaultSelector() as selector:
        try:
            while time.monotonic() < deadline:
                waiting.extend(lookup.ready())
                if waiting and (time.monotonic() >= next_start or not selector.get_map()):
                    start_connecting(selector, *waiting.popleft())
                    next_start = time.monotonic() + STAGGER
                    continue
                until = min(deadline, next_start) if waiting else deadline
                if lookup.pending:
                    until = min(until, time.monotonic() + 0.02)
                if not selector.get_map():
                    if not lookup.pending and not waiting:
                        break
                    time.sleep(0.01)
                    continue
                for key, _ in selector.select(max(0.0, until - time.monotonic())):
                    if is_connected(selector.unregister(key.fileobj).fileobj):
                        return key.data, key.fileobj
            return None
        finally:
            for key in list(selector.get_map().values()):
                key.fileobj.close()


def is_connected(candidate: Any) -> bool:

    if candidate.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR) == 0:
        return True
    candidate.close()
    return False


def start_connecting(
    selector: selectors.BaseSelector, server: str, endpoint: Tuple[Any, ...]
) -> None:

    family, kind, protocol, _, address = endpoint
    try:
        candidate = socket.socket(family, kind, protocol)
    except OSError:
        return
    candidate.setblocking(False)
    try:
        candidate.connect(address)
    except BlockingIOError:
        pass
    except OSError:
        candidate.close()
        return
    selector.register(candidate, selectors.EVENT_WRITE, server)


def http_connection(server: str, connected: socket.socket) -> http.client.HTTPConnection:

    parts = urllib.parse.urlsplit(server)
    connected.settimeout(ANSWER_SECONDS)
    connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    enable_keepalive(connected)
    if parts.scheme == "https":
        import ssl

        connected = ssl.create_default_context().wrap_socket(
            connected, server_hostname=parts.hostname
        )
    connection = http.client.HTTPConnection(
        parts.hostname or "", parts.port, timeout=ANSWER_SECONDS
    )
    connection.sock = connected
    return connection


class Arriving(io.RawIOBase):


    def __init__(self, connected: socket.socket, deadline: float) -> None:
        self._connected = connected
        self._deadline = deadline
        self._arriving = connected.makefile("rb", buffering=0)

    def readable(self) -> bool:

        return True

    def readinto(self, buffer: Any) -> Optional[int]:

        left = self._deadline - time.monotonic()
        if left <= 0:
            raise socket.timeout("the answer takes too long")
        self._connected.settimeout(left)
        return self._arriving.readinto(buffer)

    def close(self) -> None:

        self._arriving.close()
        super().close()


def answer_by(connection: http.client.HTTPConnection, deadline: float) -> http.client.HTTPResponse:




    def made(connected: socket.socket, *args: Any, **more: Any) -> http.client.HTTPResponse:
        answer = http.client.HTTPResponse(connected, *args, **more)
        answer.fp.close()
        answer.fp = io.BufferedReader(Arriving(connected, deadline))
        return answer

    connection.response_class = made
    return connection.getresponse()


def enable_keepalive(connected: socket.socket) -> None:

    names = ("TCP_KEEPIDLE", "TCP_KEEPINTVL", "TCP_KEEPCNT")
    options = [("TCP_KEEPALIVE", KEEPALIVE[0])] if sys.platform == "darwin" else []
    options += list(zip(names, KEEPALIVE)) + [("TCP_USER_TIMEOUT", UNACKED_SECONDS * 1000)]
    try:
        connected.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        for name, value in options:
            if hasattr(socket, name):
                connected.setsockopt(socket.IPPROTO_TCP, getattr(socket, name), value)
    except OSError:
        pass


def is_readable(connected: socket.socket, seconds: float) -> bool:

    with selectors.DefaultSelector() as selector:
        selector.register(connected, selectors.EVENT_READ)
        return bool(selector.select(seconds))


def by_address(server: str, connected: socket.socket) -> str:



    parts, peer = urllib.parse.urlsplit(server), connected.getpeername()
    if parts.scheme != "http" or parts.path.strip("/") or ":" in peer[0]:
        return server
    return "http://%s:%d" % peer[:2]


def parse_server(text: str, port: int) -> str:



    text = re.sub("^https?://", "", text.strip(), flags=re.IGNORECASE).partition("/")[0]
    host, _, written = text.partition(":")
    if written and not (re.fullmatch("[0-9]{1,5}", written) and 0 < int(written) < 65536):
        return ""
    if re.fullmatch("[0-9.]+", host):
        try:
            host = str(ipaddress.IPv4Address(host))
        except ValueError:
            return ""
    elif not re.fullmatch(r"([A-Za-z0-9-]{1,63}\.)+[A-Za-z][A-Za-z0-9-]*", host):
        return ""
    return "http://%s:%s" % (host, written or port)










PRIVATE_NETWORKS = [
    ipaddress.IPv4Network(private)
    for private in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16")
]
NO_CLASSROOM = "lo|docker|br-|veth|virbr|vmnet|vbox|lxc|tun|tap|utun|wg|ppp|tailscale|zt|awdl|llw"


def ports_of(servers: Sequence[str]) -> List[int]:

    ports = [urllib.parse.urlsplit(server).port or DEFAULT_PORT for server in servers]
    return list(dict.fromkeys(ports))[:2] or [DEFAULT_PORT]


def probe(networks: Sequence[Any], ports: Sequence[int], target: Target) -> str:



    endpoints = [(str(host), port) for net in networks for host in net.hosts() for port in ports]
    own_random.shuffle(endpoints)
    deadline = time.monotonic() + PROBE_AT_MOST_SECONDS
    for first in range(0, len(endpoints), PROBE_AT_ONCE):
        if time.monotonic() >= deadline:
            break
        found = try_neighbours(endpoints[first : first + PROBE_AT_ONCE], target)
        if found:
            return found
    return ""


def try_neighbours(endpoints: Sequence[Tuple[str, int]], target: Target) -> str:

    deadline = time.monotonic() + PROBE_SECONDS
    with selectors.DefaultSelector() as selector:
        try:
            for endpoint in endpoints:
                server = "http://%s:%d" % endpoint
                start_connecting(
                    selector, server, (socket.AF_INET, socket.SOCK_STREAM, 0, "", endpoint)
                )
            while selector.get_map() and time.monotonic() < deadline:
                for key, _ in selector.select(max(0.0, deadline - time.monotonic())):
                    candidate: Any = selector.unregister(key.fileobj).fileobj
                    if not is_connected(candidate):
                        continue
                    with candidate:
                        left = deadline - time.monotonic()
                        if target.accepts(who_is_there(candidate, max(left, 0.05)), given=False):
                            return str(key.data)
            time.sleep(max(0.0, deadline - time.monotonic()))
            return ""
        finally:
            for key in list(selector.get_map().values()):
                key.fileobj.close()


def own_networks() -> List[Any]:



    found = []
    for address, mask in own_addresses():
        try:
            network = ipaddress.IPv4Network("%s/%s" % (address, mask), strict=False)
        except ValueError:
            continue
        if network.prefixlen < 24:
            network = ipaddress.IPv4Network(address + "/24", strict=False)
        if any(network.subnet_of(private) for private in PRIVATE_NETWORKS):
            found.append(network)
    return list(dict.fromkeys(found))[:MAX_NETWORKS]


def own_addresses() -> Iterator[Tuple[str, str]]:



    try:
        import fcntl
    except ImportError:
        for own in socket.gethostbyname_ex(socket.gethostname())[2]:
            yield own, "255.255.255.0"
        return
    get_address, get_mask = (
        (0xC0206921, 0xC0206925) if sys.platform == "darwin" else (0x8915, 0x891B)
    )
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        for _, name in socket.if_nameindex():
            if re.match(NO_CLASSROOM, name):
                continue
            request = struct.pack("256s", name.encode("utf-8")[:15])
            try:
                address = fcntl.ioctl(asking.fileno(), get_address, request)[20:24]
                mask = fcntl.ioctl(asking.fileno(), get_mask, request)[20:24]
            except OSError:
                continue
            yield socket.inet_ntoa(address), socket.inet_ntoa(mask)









class KnownServers:


    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._path = os.path.join(folder, "places.json")
        self._lock = threading.Lock()
        self._probing = threading.Lock()
        self._servers, self._probed_at = self._read()

    def for_child(self) -> "KnownServers":

        return KnownServers(self._folder)

    def last(self, target: Target) -> List[str]:

        with self._lock:
            return [self._servers[id] for id in target.ids if id in self._servers]

    def remember(self, id: str, server: str) -> None:

        with self._lock:
            if self._servers.get(id) == server:
                return
            self._servers.update(self._read()[0])
            self._servers.pop(id, None)
            self._servers[id] = server
            for oldest in list(self._servers)[:-MAX_KNOWN_SERVERS]:
                del self._servers[oldest]
            self._write()

    def probe_if_due(self, target: Target) -> List[str]:



        with self._probing:
            with self._lock:
                now = time.time()
                if 0 <= now - self._probed_at < PROBE_EVERY_SECONDS:
                    due = False
                else:
                    due, self._probed_at = True, now
                    self._write()
            if not due:
                return self.last(target)
            found = probe(own_networks(), ports_of(target.servers), target)
            return [found] if found else []

    def _read(self) -> Tuple[Dict[str, str], float]:
        try:
            with open(self._path, encoding="ascii") as file:
                read = json.loads(file.read(100_000))
            return (
                {str(id): str(server) for id, server in read["servers"].items()},
                float(read["probed_at"]),
            )
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return {}, 0.0

    def _write(self) -> None:
        fresh = "%s.%s" % (self._path, uuid.uuid4().hex)
        try:
            private_folder(self._folder)
            with os.fdopen(private_file(fresh), "w", encoding="ascii") as file:
                json.dump({"servers": self._servers, "probed_at": self._probed_at}, file)
            os.replace(fresh, self._path)
        except OSError:
            pass















SCRIPT = """(() => {
  const known = %s, channel = new BroadcastChannel(known.id)
  const [button, said] = document.getElementById(known.id).children
  let clicks = 0, relay, origin
  button.onclick = () => {
    origin = new URL(known.servers[clicks++ %% known.servers.length]).origin
    relay = window.open(origin + '/relay', 'npt-relay', 'popup,width=520,height=360')
    said.textContent = relay ? known.open : known.blocked
  }
  addEventListener('message', ({ source, origin: from, data }) => {
    if (relay && source === relay && from === origin) channel.postMessage({ ...data, server: from })
  })
  channel.onmessage = ({ data }) => {
    if (relay && data.npt === 'ask') relay.postMessage(data, origin)
  }
})()"""


def needs_relay(servers: Sequence[str]) -> bool:

    origin = str(getattr(page(), "origin", ""))
    return origin.startswith("https:") and any(one.startswith("http:") for one in servers)


class Relay:


    def __init__(self) -> None:
        self._channel: Any = None
        self._numbers = itertools.count()
        self._waiting: Dict[int, Any] = {}
        self._servers: List[str] = []
        self._server = ""
        self._when_ready: Callable[[], None] = lambda: None

    def offer(self, output: Output, servers: Sequence[str], when_ready: Callable[[], None]) -> None:



        self._servers = [one for one in servers if one.startswith("http:")]
        self._when_ready = when_ready
        if self._server in self._servers:
            return
        place = ShownAt(running_cell(), "npt-" + uuid.uuid4().hex)
        self._listen(place.display_id)
        if not output.display(place, RELAY_TEXT, self._markup(place.display_id)):
            output.say(NO_RELAY % self._servers[0])

    def _listen(self, name: str) -> None:

        if self._channel is not None:
            self._channel.close()
        self._channel = page().BroadcastChannel.new(name)
        self._channel.onmessage = ffi().create_proxy(self._hear)

    def _markup(self, name: str) -> str:
        known = {"id": name, "servers": self._servers}
        known.update(open=RELAY_OPEN, blocked=RELAY_BLOCKED)
        parts = (
            *(html.escape(RELAY_TEXT), name, html.escape(RELAY_BUTTON)),
            SCRIPT % json.dumps(known).replace("<", "\\u003c"),
        )
        return (
            '<p>%s</p><p id="%s"><button type="button">%s</button> <span></span></p>'
            "<script>%s</script>" % parts
        )

    def carries(self, server: str) -> bool:

        return bool(self._server) and server == self._server

    async def ask(self, request: Request) -> Optional[Reply]:

        import asyncio

        number = next(self._numbers)
        replied = self._waiting[number] = asyncio.get_event_loop().create_future()
        asked = {"npt": "ask", "id": number, "method": request.method, "path": request.path}
        asked.update(headers=request.headers, body=request.body or None, seconds=request.seconds)
        js, to_js = page(), ffi().to_js
        cancel = call_later(request.seconds, lambda: self._settle(number, None))
        self._channel.postMessage(to_js(asked, dict_converter=js.Object.fromEntries))
        try:
            reply: Optional[Reply] = await replied
        finally:
            cancel()
            self._waiting.pop(number, None)
        return reply

    def _settle(self, number: int, reply: Optional[Reply]) -> None:
        replied = self._waiting.get(number)
        if replied is not None and not replied.done():
            replied.set_result(reply)

    def _hear(self, event: Any) -> None:

        try:
            said = event.data
            if said.npt == "ready":
                same = [one for one in self._servers if page().URL.new(one).origin == said.server]
                self._server = same[0] if same else ""
                self._when_ready()
            elif said.npt == "gone":
                self._server = ""
            elif said.npt == "reply":
                body = said.body.to_bytes()[:MAX_ANSWER]
                reply = Reply(int(said.status), {"Retry-After": said.retryAfter}, body)
                self._settle(int(said.id), reply if reply.status else None)
        except Exception:
            pass












class BrowserNetwork:


    relay: ClassVar[Relay] = Relay()

    _proven: ClassVar[Dict[str, Tuple[Who, float]]] = {}

    def __init__(self, known_servers: KnownServers) -> None:
        self._known_servers = known_servers
        self._winner = ""
        self.asked = True

    @property
    def server(self) -> str:

        return self._winner

    def for_child(self) -> "BrowserNetwork":

        return BrowserNetwork(self._known_servers)

    def close(self) -> None:
        pass

    def start(self, errand: Errand[Any]) -> None:

        begin(self._carry(errand))

    def prove(self, target: Target) -> None:

        begin(self._prove(target))

    async def _prove(self, target: Target) -> None:
        await self._find(list(target.servers), target, {})

    async def _carry(self, errand: Errand[Result]) -> Result:
        try:
            asked = next(errand)
            while True:
                asked = await self._step(errand, asked)
        except StopIteration as end:
            result: Result = end.value
            return result

    async def _step(self, errand: Errand[Result], asked: Wanted) -> Wanted:

        if isinstance(asked, Pause):
            await sleep(asked.seconds)
            return errand.send(NOTHING)
        try:
            replied = await self.ask(*asked)
        except Exception as reason:
            return errand.throw(reason)
        return errand.send(replied)

    async def ask(self, target: Target, request: Request) -> Replied:





        rejected: Dict[str, Who] = {}
        candidates = list(dict.fromkeys(self._known_servers.last(target) + list(target.servers)))
        candidates.sort(key=lambda server: server != self._winner)
        if target.ids:
            proven = [one for one in candidates if self._is_proven(one, target)]
            candidates = proven[:1] or await self._find(candidates, target, rejected)
        for server in candidates:
            reply = await self._fetch(server, request)
            read = reply.read() if reply is not None else None
            if reply is not None and read is not None:
                self._winner = server
                return reply, read
            self._proven.pop(server, None)
        self._winner = ""
        raise unreached(target, rejected)

    async def _fetch(self, server: str, request: Request) -> Optional[Reply]:
        if self.relay.carries(server):
            return await self.relay.ask(request)
        return await fetch(server, request)

    async def _who_is_at(self, server: str) -> Optional[Who]:

        challenge = new_challenge()
        asked = Request("GET", "/who?challenge=" + challenge, WHO_SECONDS)
        reply = await self._fetch(server, asked)
        try:
            return who_reads(reply.body, challenge) if reply and reply.status == 200 else None
        except (ValueError, RecursionError):
            return None

    def _is_proven(self, server: str, target: Target) -> bool:

        who, when = self._proven.get(server, (None, 0.0))
        young = time.monotonic() - when <= PROVEN_SECONDS
        return young and target.recognises(who) and target.accepts(who, server in target.servers)

    async def _find(
        self, servers: List[str], target: Target, rejected: Dict[str, Who]
    ) -> List[str]:



        left, found = set(servers), []

        async def ask(server: str) -> None:
            who = await self._who_is_at(server)
            if who is not None and target.accepts(who, server in target.servers):
                self._proven[server] = who, time.monotonic()
                self._known_servers.remember(who.id, server)
                found.append(server)
            elif who is not None:
                rejected[server] = who
            left.discard(server)

        for server in servers:
            begin(ask(server))
        while left and not found:
            await sleep(0.005)
        return found[:1]


async def fetch(server: str, request: Request) -> Optional[Reply]:

    js, to_js = page(), ffi().to_js
    options = {
        "method": request.method,
        "headers": request.headers,
        "signal": js.AbortSignal.timeout(int(request.seconds * 1000)),
        "cache": "no-store",
        "redirect": "error",
    }
    if request.body:
        options["body"] = to_js(request.body)
    asked = to_js(options, dict_converter=js.Object.fromEntries)
    try:
        answer = await js.fetch(server + request.path, asked)
        body = (await answer.arrayBuffer()).to_bytes()[:MAX_ANSWER]
    except Exception:
        return None
    return Reply(answer.status, {"Retry-After": answer.headers.get("Retry-After")}, body)














class Network:


    def __init__(self, known_servers: KnownServers) -> None:
        self._known_servers = known_servers
        self._winner = ""
        self._connection: Optional[http.client.HTTPConnection] = None
        self._who: Optional[Who] = None
        self._used_at = 0.0
        self.asked = False

    @property
    def server(self) -> str:

        return self._winner

    def for_child(self) -> "Network":

        return Network(self._known_servers.for_child())

    def run(self, errand: Errand[Result], wait: Callable[[float], Any] = time.sleep) -> Result:

        try:
            asked = next(errand)
            while True:
                asked = self._step(errand, asked, wait)
        except StopIteration as end:
            result: Result = end.value
            return result

    def _step(self, errand: Errand[Result], asked: Wanted, wait: Callable[[float], Any]) -> Wanted:

        if isinstance(asked, Pause):
            wait(asked.seconds)
            return errand.send(NOTHING)
        try:
            replied = self.ask(*asked)
        except Exception as reason:
            return errand.throw(reason)
        return errand.send(replied)

    def ask(self, target: Target, request: Request) -> Tuple[Reply, Dict[str, Any]]:





        self.asked = False
        rejected: Dict[str, Who] = {}
        for servers in self._candidates(target):
            left = sorted(servers, key=lambda server: server != self._winner)
            while left:
                try:
                    server, reply = self._exchange(left, target, request, rejected)
                except OSError:
                    break
                read = reply.read() if reply is not None else None
                if reply is not None and read is not None:
                    self._winner = server
                    return reply, read
                left.remove(server)
        self._winner = ""
        raise unreached(target, rejected)

    def _candidates(self, target: Target) -> Iterator[List[str]]:

        yield list(dict.fromkeys(self._known_servers.last(target) + list(target.servers)))
        if target.search:
            yield from servers_announced(target.ids)
        if target.search and target.probe:
            yield self._known_servers.probe_if_due(target)

    def _exchange(
        self,
        servers: Sequence[str],
        target: Target,
        request: Request,
        rejected: Dict[str, Who],
    ) -> Tuple[str, Optional[Reply]]:



        if self._winner == servers[0] and self._is_fit_for(target):
            reply = self._try(servers[0], request)
            if reply is not None:
                return servers[0], reply
        self.close()
        server, self._connection = connect(servers, CONNECT_SECONDS)
        if not self._is_target(server, target):
            if self._who is not None:
                rejected[server] = self._who
            self.close()
            return server, None
        return server, self._try(server, request)

    def _is_fit_for(self, target: Target) -> bool:

        young = time.monotonic() - self._used_at <= IDLE_CONNECTION_SECONDS
        known = not target.ids or target.recognises(self._who)
        return self._connection is not None and young and known

    def _is_target(self, server: str, target: Target) -> bool:



        if not target.ids or self._connection is None:
            return True
        self._who = who_is_there(self._connection.sock, WHO_SECONDS)
        if self._who is None or not target.accepts(self._who, server in target.servers):
            return False
        self._known_servers.remember(self._who.id, by_address(server, self._connection.sock))
        return True

    def _try(self, server: str, request: Request) -> Optional[Reply]:

        connection = self._connection
        if connection is None or connection.sock is None:
            return None
        path = urllib.parse.urlsplit(server).path + request.path
        try:
            deadline = time.monotonic() + request.seconds
            connection.sock.settimeout(request.seconds)
            self.asked = True
            connection.request(request.method, path, request.body or None, request.headers)
            if not self._is_worth_waiting(connection.sock, request):
                raise OSError("nobody is there any more")
            answer = answer_by(connection, deadline)
            reply = Reply(answer.status, answer.headers, answer.read(MAX_ANSWER))
        except (OSError, http.client.HTTPException):
            self.close()
            return None
        self._used_at = time.monotonic()
        if not answer.isclosed():
            self.close()
        return reply

    def _is_worth_waiting(self, connected: socket.socket, request: Request) -> bool:



        if self._who is None or request.long or is_readable(connected, ALIVE_CHECK_SECONDS):
            return True
        with socket.socket(connected.family, socket.SOCK_STREAM) as second:
            second.settimeout(WHO_SECONDS)
            second.connect(connected.getpeername())
            return who_is_there(second, WHO_SECONDS) is not None

    def take_connection(self) -> Optional[http.client.HTTPConnection]:



        taken, self._connection = self._connection, None
        self._who = None
        return taken

    def close(self) -> None:

        if self._connection is not None:
            self._connection.close()
        self._connection, self._who = None, None



AnyNetwork = Union[Network, BrowserNetwork]


def reach(known_servers: KnownServers, target: Target) -> str:

    network = Network(known_servers)
    try:
        network.ask(target, Request("GET", "/who", WHO_SECONDS))
    except Unreachable:
        return ""
    finally:
        network.close()
    return network.server


def offer_relay(output: Output, servers: Sequence[str], when_ready: Callable[[], None]) -> None:

    if threadless() and needs_relay(servers):
        BrowserNetwork.relay.offer(output, servers, when_ready)


def network_of(known_servers: KnownServers) -> AnyNetwork:

    return BrowserNetwork(known_servers) if threadless() else Network(known_servers)


def carry_out(
    network: AnyNetwork, errand: Errand[Any], wait: Callable[[float], Any] = time.sleep
) -> None:

    if isinstance(network, BrowserNetwork):
        network.start(errand)
    else:
        network.run(errand, wait)


def deliver(target: Target, record: Record, seconds: float) -> Errand[Answer]:

    body, kind = form_of(record)
    seconds += record.size / SLOW_NETWORK
    path = "/help" if record.asks_for_help else "/add-record"
    if (
        record.ends_help
    ):
        path = "/help/done"
    reply, read = yield target, Request("POST", path, seconds, body, kind)
    return answer_of(reply, read)


def answer_of(reply: Reply, read: Dict[str, Any]) -> Answer:

    return Answer(
        reply.status,
        str(read.get("code") or ""),
        one_line(str(read.get("message") or read.get("status") or reply.status), MAX_SAID),
        tuple(message for message in read.get("messages") or () if isinstance(message, dict)),
        seconds_of(reply.headers.get("Retry-After")),
        str(read.get("shown") or ""),
        str(read.get("receipt") or ""),
        count_of(read.get("attempts")),
        str(read.get("language") or "")[:MAX_NAME],
    )


def count_of(read: Any) -> int:

    return read if isinstance(read, int) and 0 < read < 10**9 else 0


def form_of(record: Record) -> Tuple[bytes, str]:

    fields = record.form()
    if fields["type"] != "image":
        return (
            urllib.parse.urlencode(fields).encode("ascii"),
            "application/x-www-form-urlencoded",
        )
    boundary = uuid.uuid4().hex
    head = '--%s\r\nContent-Disposition: form-data; name="%s"'
    parts = [
        (head + "\r\n\r\n%s\r\n") % (boundary, name, value)
        for name, value in fields.items()
        if name != "data"
    ]
    kind = "Content-Type: application/octet-stream"
    parts.append((head + '; filename="picture"\r\n%s\r\n\r\n') % (boundary, "file", kind))
    tail = "\r\n--%s--\r\n" % boundary
    body = "".join(parts).encode("utf-8") + record.file + tail.encode("ascii")
    return body, "multipart/form-data; boundary=" + boundary









NOTEBOOK = ".ipynb"
OF_JUPYTER = (
    "JPY_SESSION_NAME"
)

FIRST_CELL = re.compile(rb"get-send-code|_npt_served|npt_config")


def file_by_jupyter(folder: str) -> str:



    named = os.environ.get(OF_JUPYTER, "")
    if not named.lower().endswith(NOTEBOOK):
        return ""
    for path in (named, os.path.join(folder, os.path.basename(named))):
        if os.path.isabs(path) and os.path.isfile(path):
            return path
    return ""


def notebooks_that_fit(folder: str, settings: Settings) -> List[str]:



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

    try:
        with open(path, "rb") as file:
            content = file.read(MAX_READ_TO_FIT)
    except OSError:
        return False

    name = settings.session
    written = (name.encode("utf-8"), name.encode("ascii", "backslashreplace"))
    return bool(FIRST_CELL.search(content)) and any(form in content for form in written)


def saved_at(path: str) -> float:

    try:
        return os.stat(path).st_mtime
    except OSError:
        return 0.0










RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)


class Offered(NamedTuple):


    name: str
    size: int
    sha256: str
    is_notebook: bool

    @property
    def file_name(self) -> str:

        name = re.sub(r'[<>:"/\\|?*\x00-\x1f\x7f]', "_", one_line(self.name, MAX_FILE_NAME))
        name = name.strip(" .") or "file"
        return "_" + name if RESERVED.fullmatch(name) else name


def read_offered(item: Any) -> Offered:

    if not isinstance(item, dict):
        raise ValueError
    sha256, size = safe_str(item.get("sha256")), item.get("size")
    if not re.fullmatch("[0-9a-f]{64}", sha256) or not isinstance(size, int) or size < 0:
        raise ValueError
    name = safe_str(item.get("name") or "")[: 4 * MAX_NAME]
    return Offered(name, size, sha256, bool(item.get("notebook")))


def sum_of(path: str) -> str:

    digest = hashlib.sha256()
    try:
        with open(path, "rb") as file:
            for piece in iter(lambda: file.read(FILE_PIECE), b""):
                digest.update(piece)
    except OSError:
        return ""
    return digest.hexdigest()


def has_content(path: str, offered: Offered) -> bool:

    try:
        return os.stat(path).st_size == offered.size and sum_of(path) == offered.sha256
    except OSError:
        return False


def with_number(path: str, number: int) -> str:

    stem, end = os.path.splitext(path)
    return path if number == 1 else "%s (%d)%s" % (stem, number, end)


class Part:


    def __init__(self, folder: str, offered: Offered) -> None:
        self.offered = offered
        self.path = os.path.join(folder, ".npt-%s.part" % offered.sha256[:16])

    @property
    def size(self) -> int:

        try:
            return os.stat(self.path).st_size
        except OSError:
            return 0

    def take(self, read: Callable[[int], bytes], begin: int, tell: Callable[[int], None]) -> None:

        with open(self.path, "r+b" if begin else "wb") as file:
            file.seek(begin)
            at = begin
            while at < self.offered.size:
                piece = read(min(FILE_PIECE, self.offered.size - at))
                if not piece:
                    break
                file.write(piece)
                at += len(piece)
                tell(at)

    def throw_away(self) -> None:

        try:
            os.unlink(self.path)
        except OSError:
            pass

    def finish(self, path: str) -> str:

        for number in range(1, 10_000):
            place = with_number(path, number)
            try:

                os.close(os.open(place, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
            except FileExistsError:
                continue
            try:
                os.replace(self.path, place)
            except OSError:
                os.unlink(place)
                raise
            return place
        raise FileExistsError(path)










CLOSED = ("no_such_owner", "no_such_session", "session_closed")


class Progress:


    def __init__(self, line: Line, text: Callable[[int], str]) -> None:
        self._line, self._text = line, text
        self._next = time.monotonic() + PROGRESS_SECONDS

    def tell(self, done: int) -> None:

        if self._line.can_change and time.monotonic() >= self._next:
            self._next = time.monotonic() + PROGRESS_SECONDS
            self._line.write(self._text(done))


class Files:


    def __init__(
        self, notebook: Notebook, known_servers: KnownServers, output: Output, told: Told
    ) -> None:
        self._notebook = notebook
        self._known_servers = known_servers
        self._output = output
        self._told = told

    def get(self, names: Any) -> None:

        settings = self._settings()
        offered = self._offered(settings)
        wanted = [file for file in offered if not file.is_notebook]
        if names:
            by_name = {file.name: file for file in offered}
            for name in map(safe_str, names):
                if name not in by_name:
                    there = ", ".join(map(one_line, by_name, [MAX_SAID] * len(by_name)))
                    raise self._trouble("unknown", one_line(name, MAX_SAID), there or "-")
            wanted = [by_name[name] for name in map(safe_str, names)]
        if not wanted:
            raise self._trouble("none")
        for file in wanted:
            self._fetch(file, settings)

    def _fetch(self, file: Offered, settings: Settings) -> None:

        path = os.path.join(os.getcwd(), file.file_name)
        line = self._output.line()
        number = 1
        while os.path.lexists(with_number(path, number)):
            if has_content(with_number(path, number), file):
                line.write(self._say("same", os.path.basename(with_number(path, number))))
                return
            number += 1
        part = Part(os.path.dirname(path), file)
        progress = Progress(
            line,
            lambda done: self._say("going", file.file_name, size_text(done), size_text(file.size)),
        )
        try:
            for _ in range(FILE_TRIES):
                if part.size >= file.size and part.size:
                    break
                self._go_on(part, settings, progress)
            if part.size < file.size:
                raise self._trouble("cut", file.file_name)
            if part.size > file.size or sum_of(part.path) != file.sha256:
                part.throw_away()
                raise self._trouble("damaged", file.file_name)
            placed = os.path.basename(part.finish(path))
        except OSError as reason:
            raise self._trouble("unwritable", file.file_name, reason.strerror or reason) from None
        if placed == file.file_name:
            line.write(self._say("got", placed, size_text(file.size)))
        else:
            line.write(self._say("got_as", file.file_name, placed, size_text(file.size)))

    def _go_on(self, part: Part, settings: Settings, progress: Progress) -> None:

        begin = part.size if part.size < part.offered.size else 0
        query = {**settings.sender_fields(), "name": part.offered.name}
        headers = {"Accept": "application/octet-stream"}
        if begin:
            headers["Range"] = "bytes=%d-" % begin
            headers["If-Range"] = '"%s"' % part.offered.sha256
        connection, root = self._connect(settings)
        try:
            try:
                connection.request("GET", root + path_of("/handout/file", query), headers=headers)
                answer = connection.getresponse()
            except (OSError, http.client.HTTPException):
                return
            if answer.status not in (200, 206):
                raise self._refused(Reply(answer.status, answer.headers, answer.read(MAX_ANSWER)))
            part.take(reading(answer), begin if answer.status == 206 else 0, progress.tell)
        finally:
            connection.close()

    def _offered(self, settings: Settings) -> List[Offered]:
        network = Network(self._known_servers)
        path = path_of("/handout/list", settings.sender_fields())
        try:
            target = self._notebook.target_now(settings)
            reply, read = network.ask(target, Request("GET", path, ANSWER_SECONDS))
        except Unreachable:
            raise self._trouble("no_answer") from None
        finally:
            network.close()
        if reply.status != 200 or not isinstance(read.get("files"), list):
            raise self._refused(reply)
        offered = []
        for item in read["files"]:
            try:
                offered.append(read_offered(item))
            except ValueError:
                pass
        return offered

    def hand_in(self, path: Any) -> None:

        settings = self._settings()
        file = self._own_file(path, settings)
        name, saved = os.path.basename(file), saved_at(file)
        length = os.path.getsize(file)
        if length > MAX_HANDED_IN:
            raise self._trouble("too_large", size_text(length))
        query = {
            **settings.sender_fields(),
            "name": name,
            "record_id": uuid.uuid4().hex,
            "sha256": sum_of(file),
        }
        line = self._output.line()
        progress = Progress(
            line, lambda done: self._say("sending", name, size_text(done), size_text(length))
        )
        reply = self._bring(file, length, path_of("/hand-in", query), settings, progress)
        read = reply.read() or {}
        if reply.status != 200 or read.get("status") != "success":
            raise self._refused(reply)
        receipt = one_line(safe_str(read.get("receipt") or ""), MAX_SAID)
        said = self._say("receipt", receipt) if receipt else ""
        line.write(self._say("handed_in", name, self._ago(time.time() - saved), said))
        if time.time() - saved >= UNSAVED_SECONDS:
            self._output.say(self._say("unsaved"))

    def _bring(
        self, file: str, length: int, path: str, settings: Settings, progress: Progress
    ) -> Reply:

        for last in [False] * (FILE_TRIES - 1) + [True]:
            connection, root = self._connect(settings)
            try:
                headers = {
                    "Accept": "application/json",
                    "Content-Type": "application/x-ipynb+json",
                    "Content-Length": str(length),
                }
                connection.request("POST", root + path, pieces(file, progress.tell), headers)
                answer = connection.getresponse()
                reply = Reply(answer.status, answer.headers, answer.read(MAX_ANSWER))
            except (OSError, http.client.HTTPException):
                if last:
                    raise self._trouble("no_answer") from None
                continue
            finally:
                connection.close()
            if reply.status not in (429, 503) or last:
                return reply
            time.sleep(min(5.0, seconds_of(reply.headers.get("Retry-After")) or 1.0))
        raise self._trouble("no_answer")

    def _own_file(self, path: Any, settings: Settings) -> str:



        folder = os.getcwd()
        if path is not None:
            named = os.path.abspath(os.path.expanduser(safe_str(path)))
            for file in (named, named + NOTEBOOK):
                if file.lower().endswith(NOTEBOOK) and os.path.isfile(file):
                    return file
            raise self._trouble("not_there", one_line(safe_str(path), MAX_SAID))
        of_vs_code = self._notebook.file_by_front_end()
        if of_vs_code.lower().endswith(NOTEBOOK) and os.path.isfile(of_vs_code):
            return of_vs_code
        found = file_by_jupyter(folder)
        if found:
            return found
        fitting = notebooks_that_fit(folder, settings)
        if not fitting:
            raise self._trouble("no_file", folder)
        return fitting[0] if len(fitting) == 1 else self._chosen(fitting)

    def _chosen(self, files: List[str]) -> str:
        names = [one_line(os.path.basename(file), MAX_SAID) for file in files]
        lines = [
            "%d  %s, %s" % (n + 1, name, self._ago(time.time() - saved_at(files[n])))
            for n, name in enumerate(names)
        ]
        self._output.say("\n".join(lines))
        typed = ask(self._say("which", len(files))) or ""
        if not typed.isdigit() or not 1 <= int(typed) <= len(files):
            raise self._trouble("say_which", ", ".join(names))
        return files[int(typed) - 1]

    def _connect(self, settings: Settings) -> Tuple[http.client.HTTPConnection, str]:



        network = Network(self._known_servers)
        try:
            network.ask(self._notebook.target_now(settings), Request("GET", "/who", WHO_SECONDS))
            connection = network.take_connection()
        except Unreachable:
            connection = None
        finally:
            network.close()
        if connection is None or connection.sock is None:
            raise self._trouble("no_answer")
        connection.sock.settimeout(FILE_SECONDS)
        return connection, urllib.parse.urlsplit(network.server).path

    def _settings(self) -> Settings:
        settings = self._notebook.settings()
        if threadless():
            raise self._trouble("not_here", (settings.servers or ("",))[0])
        return settings

    def _refused(self, reply: Reply) -> Unsendable:
        read: Dict[str, Any] = reply.read() or {}
        if read.get("code") in CLOSED:
            return self._trouble("closed")
        message = one_line(safe_str(read.get("message") or reply.status), MAX_SAID)
        if reply.status in (429, 503) and not read.get("message"):
            return self._trouble("busy")
        return self._trouble("refused", message)

    def _say(self, key: str, *values: Any) -> str:
        text = FILE_WORDS.get(self._told.language, FILE_WORDS["en"])[key]
        return text % values if values else text

    def _trouble(self, key: str, *values: Any) -> Unsendable:
        return Unsendable(self._say(key, *values))

    def _ago(self, seconds: float) -> str:
        for unit, length, least in (("days", 86_400, 2 * 86_400), ("hours", 3_600, 7_200)):
            if seconds >= least:
                return self._say(unit, seconds // length)
        if seconds >= 120:
            return self._say("minutes", seconds // 60)
        return self._say("seconds", max(0, round(seconds)))


def reading(answer: http.client.HTTPResponse) -> Callable[[int], bytes]:


    def read(most: int) -> bytes:
        try:
            return answer.read(most)
        except (OSError, http.client.HTTPException):
            return b""

    return read


def pieces(file: str, tell: Callable[[int], None]) -> Iterator[bytes]:

    done = 0
    with open(file, "rb") as content:
        for piece in iter(lambda: content.read(FILE_PIECE), b""):
            yield piece
            done += len(piece)
            tell(done)


def path_of(path: str, query: Dict[str, str]) -> str:

    return "%s?%s" % (path, urllib.parse.urlencode(query))


def size_text(count: int) -> str:

    if count < 1_000:
        return "%d B" % count
    return "%d kB" % round(count / 1e3) if count < 1e6 else "%.1f MB" % (count / 1e6)









class Preflight:


    def __init__(self, known_servers: KnownServers, target: Target, settings: Settings) -> None:
        self.server = ""
        self.answer: Optional[Answer] = None
        self.milliseconds = 0
        self.trouble: Optional[Unreachable] = None
        self._known_servers = known_servers
        self._target = target._replace(probe=False)
        self._settings = settings
        self._done = threading.Event()
        self._then: Callable[[], None] = lambda: None
        try:
            if threadless():
                raise RuntimeError
            threading.Thread(target=self._ask, name="npt-preflight", daemon=True).start()
        except RuntimeError:
            self._ask()

    def then(self, function: Callable[[], None]) -> None:

        self._then = function
        if self._done.is_set():
            function()

    def wait(self, seconds: float) -> bool:



        return wait_until(self._done.is_set, seconds) if threadless() else self._done.wait(seconds)

    def _ask(self) -> None:
        network = network_of(self._known_servers)
        carry_out(network, self._questions(network))

    def _questions(self, network: AnyNetwork) -> Errand[None]:
        started = time.monotonic()
        try:
            yield self._target, Request("GET", "/who", WHO_SECONDS)
            self.server = network.server
            self.answer = yield from self._inquire()
            self.milliseconds = math.ceil((time.monotonic() - started) * 1000)
        except Unreachable as reason:
            self.trouble = reason
        except Exception as mistake:
            self.trouble = Unreachable(repr(mistake))
        finally:
            network.close()
            self._done.set()
            self._then()

    def _inquire(self) -> Errand[Answer]:



        settings = self._settings
        query = {**settings.sender_fields(), "preflight": "1"}
        path = "/messages?" + urllib.parse.urlencode(query)
        there = self._target._replace(servers=(self.server,), search=False)
        try:
            return answer_of(*(yield there, Request("GET", path, PREFLIGHT_SECONDS, long=True)))
        except Unreachable:
            return Answer(200, "", NO_OBJECTION)











class Greeting:


    def __init__(
        self,
        notebook: Notebook,
        output: Output,
        inquire: Callable[[Settings], Preflight],
        told: Told,
        not_reached: Callable[[], None],
    ) -> None:
        self._notebook = notebook
        self._output = output
        self._inquire = inquire
        self._told = told
        self._not_reached = not_reached
        self._has_asked = False

    def expect(self) -> None:

        self._has_asked = False
        call_at("post_run_cell", self.after_cell)
        if "input(" in running_source():
            self._point_to_input()

    def _point_to_input(self) -> None:

        if self._notebook.file_by_front_end():
            self._output.say(NAME_AT_TOP)

    def say_elsewhere(self) -> bool:

        words = elsewhere_words(self._told.heard_language)
        if words:
            self._output.say(words)
            self.cancel()
        return bool(words)

    def cancel(self) -> None:

        do_not_call_at("post_run_cell", self.after_cell)

    def after_cell(self, result: Any = None) -> None:

        try:
            self.ask_name()
            settings = self._notebook.settings()
            self.cancel()
            self._greet(settings)
        except Unsendable:
            pass
        except BaseException:
            pass

    def again(self) -> None:

        try:
            self._greet(self._notebook.settings())
        except Exception:
            pass

    def ask_name(self) -> None:

        if self._has_asked or not self._notebook.has_empty_name():
            return
        self._has_asked = True
        for _ in range(ASK_NAME_TIMES):
            if can_ask():
                self._point_to_input()
            name = ask(ASK_NAME)
            if name:
                self._notebook.set_name(name)
                return
            if name is None:
                break
        self._output.say(NO_NAME)

    def _greet(self, settings: Settings) -> None:
        line, preflight = self._output.line(), self._inquire(settings)
        if preflight.wait(GREETING_AT_ONCE_SECONDS):
            self._end(preflight, settings, line)
            return
        if line.can_change:
            line.write(CONNECTING)
        if threadless():
            preflight.then(lambda: self._end(preflight, settings, line))
            return
        threading.Thread(
            target=self._greet_later,
            args=(preflight, settings, line),
            name="npt-greeting",
            daemon=True,
        ).start()

    def _end(self, preflight: Preflight, settings: Settings, line: Line) -> None:
        line.write(self._line(preflight, settings))
        if preflight.trouble is not None:
            self._not_reached()

    def _greet_later(self, preflight: Preflight, settings: Settings, line: Line) -> None:
        preflight.wait(GREETING_SECONDS - GREETING_AT_ONCE_SECONDS)
        said = self._line(preflight, settings)
        line.write(said)
        preflight.wait(GREETING_AT_MOST_SECONDS)
        now = self._line(preflight, settings)
        if now != said:
            line.write(now)

    def _line(self, preflight: Preflight, settings: Settings) -> str:
        said = greeting(preflight, settings)
        return elsewhere_words(self._told.heard_language) or said if said == NOT_CONNECTED else said


def greeting(preflight: Preflight, settings: Settings) -> str:

    if preflight.answer is not None:
        return answer_line(preflight.answer, settings)
    if preflight.server:
        return CONNECTED % (settings.sender, settings.session)
    return REPLACED if isinstance(preflight.trouble, Replaced) else NOT_CONNECTED


def answer_line(answer: Answer, settings: Settings) -> str:

    if answer.accepted:
        return CONNECTED % (settings.sender, settings.session)
    if answer.parked:
        return PARKED % answer.why_parked(settings.owner, settings.session, settings.part)
    return (TEACHER_BUSY if answer.busy else WOULD_REFUSE) % answer.message











class Received(NamedTuple):


    owner: str
    session: str
    message: Dict[str, Any]
    places: List[ShownAt]


class Took(NamedTuple):


    owner: str
    session: str
    id: str
    at: float


class Cursor(NamedTuple):




    sender: Tuple[str, ...] = ()
    last: str = ""
    back: str = ""
    told: str = ""
    asked: str = ""


class Inbox:


    def __init__(
        self,
        notebook: Notebook,
        output: Output,
        known_servers: KnownServers,
        seen: Seen,
        told: Told,
    ) -> None:
        self.output = output
        self._notebook = notebook
        self._known_servers = known_servers
        self._seen = seen
        self._told = told
        self.calling = Calling(notebook, output, told)
        self._received: Deque[Received] = collections.deque([], MAX_RECEIVED)
        self._taken: Deque[Took] = collections.deque([], MAX_TAKEN)
        self._stopped = threading.Event()
        self._thread: Optional[threading.Thread] = None
        self._cursor = Cursor()

        self.tell_inputs: Callable[[str, str, Any], None] = lambda owner, session, inputs: None

    def start(self) -> None:

        if threadless():
            carry_out(network_of(self._known_servers), self._rounds())
            return
        if self._thread is None or not self._thread.is_alive():
            try:
                self._thread = threading.Thread(target=self._run, name="npt-inbox", daemon=True)
                self._thread.start()
            except RuntimeError:
                self._thread = None

    def after_fork(self) -> None:

        self._thread = None
        self._seen.after_fork()
        self._told.after_fork()
        self.calling.after_fork()

    def stop(self) -> None:

        self._stopped.set()

    def show(self, owner: str, session: str, messages: Iterable[Any]) -> int:

        shown = 0
        for message in messages:
            if not isinstance(message, dict):
                continue
            if self._seen.is_new([owner, session, str(message.get("id"))]):
                place = self.output.show(message)
                self._received.append(Received(owner, session, message, [place] if place else []))
                shown += 1
        return shown

    def show_again(self, owner: str, session: str, message: Dict[str, Any]) -> None:

        place = self.output.show_again(message)
        if place is None:
            return
        for one in list(self._received):
            if one[:2] == (owner, session) and one.message.get("id") == message.get("id"):
                one.places.append(place)
                del one.places[:-MAX_SHOWN_AT]
                return
        self._received.append(Received(owner, session, message, [place]))

    def take_back(self, owner: str, session: str, ids: Iterable[Any]) -> None:



        gone = {str(one) for one in ids}
        for one in list(self._received):
            if (one.owner, one.session) == (owner, session) and str(one.message.get("id")) in gone:
                self._received.remove(one)
                for place in one.places:
                    self.output.take_back(one.message, place)

    def took(self, owner: str, session: str, message: Dict[str, Any]) -> None:

        self._taken.append(Took(owner, session, str(message.get("id"))[:MAX_NAME], steady()))
        try:
            if threadless():
                raise RuntimeError
            threading.Thread(target=self._tell, name="npt-taken", daemon=True).start()
        except RuntimeError:
            self._tell()

    def _tell(self) -> None:

        network = network_of(self._known_servers)
        carry_out(network, self._say_taken())
        network.close()

    def _say_taken(self) -> Errand[None]:
        try:
            settings = self._notebook.settings()
            is_same = self._cursor.sender == sender_in(settings.sender_fields())
            last = self._cursor.last if is_same else ""
            yield from self._ask(settings, {"after": last}, TELL_SECONDS)
        except Exception:
            pass

    def received(self, owner: str, session: str) -> List[Dict[str, Any]]:

        return [one.message for one in list(self._received) if one[:2] == (owner, session)]

    def _run(self) -> None:
        network = network_of(self._known_servers)
        carry_out(network, self._rounds(), self._stopped.wait)
        network.close()

    def _rounds(self) -> Errand[None]:

        pause, self._cursor = 0.0, Cursor()
        while not self._stopped.is_set():
            try:
                pause = yield from self._listen()
            except Unsendable:
                pause = UNREADY_PAUSE
            except Exception:
                pause = min(max(1.0, pause * 2), 30.0) * own_random.uniform(0.7, 1.0)
            yield Pause(pause)

    def _listen(self) -> Errand[float]:

        settings = self._notebook.settings()
        of, sender = (settings.owner, settings.session), sender_in(settings.sender_fields())
        if self._cursor.sender != sender:
            self._cursor = Cursor(sender)
        at = self._cursor
        query = {"after": at.last, "heard": at.back, "told": at.told, "asked": at.asked}
        query["help"] = self.calling.cursor(sender)
        reply, read = yield from self._ask(settings, query, LONG_POLL_SECONDS)
        messages = [one for one in read.get("messages") or () if isinstance(one, dict)]
        shown = self.show(*of, messages)
        if reply.status != 200:
            return max(seconds_of(reply.headers.get("Retry-After")), 30.0)
        gone = read.get("taken_back")
        self.take_back(*of, gone if isinstance(gone, list) else ())
        if read.get("asked"):
            self.tell_inputs(*of, read.get("inputs"))
        news = self._told.hear(sender, read.get("feedback"), read.get("language"))
        if news:
            yield Pause(OTHER_KERNEL_SECONDS)
            if not self._stopped.is_set():
                self._told.show_unclaimed(news)
        called = self.calling.hear(sender, read.get("help"))
        last = str(messages[-1].get("id"))[:MAX_NAME] if messages else at.last
        back = str(read.get("heard") or at.back)[:MAX_NAME]
        told = str(read.get("told") or at.told)[:MAX_NAME]
        asked = str(read.get("asked") or at.asked)[:MAX_NAME]
        self._cursor = Cursor(sender, last, back, told, asked)
        if told != at.told or called:
            return TOLD_PAUSE
        return 0.0 if shown else 0.5

    def _ask(self, settings: Settings, query: Dict[str, str], seconds: float) -> Errand[Replied]:

        of = (settings.owner, settings.session)
        taken = [one for one in list(self._taken) if one[:2] == of]
        query = {**settings.sender_fields(), **query}
        version = self._notebook.version()
        if version:
            query["notebook_version"] = version
        if taken:
            now = steady()
            query["taken"] = ",".join("%s:%d" % (one.id, max(0.0, now - one.at)) for one in taken)
        path = "/messages?" + urllib.parse.urlencode(query)
        target = self._notebook.target_now(settings)._replace(probe=False)
        reply, read = yield target, Request("GET", path, seconds, long=True)
        if reply.status == 200:
            self._forget(taken)
        return reply, read

    def _forget(self, told: List[Took]) -> None:

        for one in told:
            try:
                self._taken.remove(one)
            except ValueError:
                pass













class Courier:


    def __init__(
        self, outbox: Outbox, ledger: Ledger, network: AnyNetwork, notebook: Notebook, inbox: Inbox
    ) -> None:
        self._outbox = outbox
        self._ledger = ledger
        self._network = network
        self._notebook = notebook
        self._inbox = inbox
        self.clock = outbox.clock_name()
        self._began = steady() - 0.001
        self._said: Set[Tuple[str, ...]] = set()
        self._reset()

    def _reset(self) -> None:
        self._changed = threading.Condition()
        self._adopting = threading.Lock()
        self._queues: Dict[Tuple[str, ...], SendQueue] = {}
        self._thread: Optional[threading.Thread] = None
        self._looked_at = -math.inf
        self._kept_at = -math.inf
        self._looking = False
        self._stopping = False
        self._waiting_said = False
        self._quiet_until = 0.0
        self._replaced = False

    def after_fork(self) -> None:



        self._network = self._network.for_child()
        self._reset()
        self._looked_at = time.monotonic()



    def put(self, record: Record) -> None:

        with self._changed:
            self._add(record)
            self._make_room()
            self._changed.notify_all()
        self.start()

    def take_over(self, record: Record) -> None:

        record.read_moment(self.clock, self._began)
        self.put(record)

    def start(self) -> None:

        with self._changed:
            if self._stopping or (self._thread is not None and self._thread.is_alive()):
                return
            try:
                self._thread = threading.Thread(target=self._run, name="npt-courier", daemon=True)
                self._thread.start()
                return
            except RuntimeError:
                self._thread = None
        self._attempt_all()

    def wait_for(self, outcome: Outcome, seconds: float) -> Optional[Answer]:

        with self._changed:
            self._changed.wait_for(lambda: outcome.answer is not None or outcome.dropped, seconds)
        return outcome.answer

    def retry_now(self) -> None:

        with self._changed:
            for queue in self._queues.values():
                if not queue.told_to_wait:
                    queue.due = 0.0
            self._changed.notify_all()

    def waiting(self) -> List[Record]:

        with self._changed:
            return [record for queue in self._queues.values() for record in queue]

    def tally(self, owner: str, session: str) -> Tally:

        with self._changed:
            return tally_of(self._queues, (owner, session))

    @property
    def delivered(self) -> int:

        return sum(queue.delivered for queue in list(self._queues.values()))

    @property
    def refused(self) -> int:

        return sum(queue.refused for queue in list(self._queues.values()))

    def flush(self, seconds: float) -> None:

        deadline = time.monotonic() + seconds
        with self._changed:
            self._looking = True
            self._changed.notify_all()
            self._changed.wait_for(
                lambda: self._thread is None or not self._can_send_by(deadline), seconds
            )

    def shut_down(self) -> List[bytes]:



        with self._adopting, self._changed:
            self._stopping = True
            self._changed.notify_all()
        left = sorted(self.waiting(), key=Record.order)
        return [record.to_bytes() for record in left if not record.path]



    def _can_send_by(self, deadline: float) -> bool:

        return self._looking or any(
            queue.told_to_wait and queue.due <= deadline or not queue.failures
            for queue in self._queues.values()
            if queue.records
        )

    def _add(self, record: Record) -> None:
        now = time.monotonic()
        queue = self._queues.setdefault(record.queue_key, SendQueue())
        other = queue.other(record)
        if other is not None and other.id == record.id:
            other.path, other.tried = record.path, True
            return
        for each in (other, record) if other is not None else ():
            if each.path and not self._outbox.hold(each):
                each.tried = True
        last, replaced = queue.add(record)
        if replaced is not None:
            self._outbox.save(last)
            self._outbox.delete(replaced)
            replaced.outcome.dropped = replaced not in queue.in_flight
        for kept in (other, record):
            if kept is not None and kept is not replaced and not kept.path.endswith(SEEN):
                self._outbox.save(kept)
        if record.adopted:
            return
        queue.last_added = now
        if not queue.told_to_wait:
            queue.due = min(queue.due, max(now, queue.tried_at + FIRST_PAUSE))

    def _make_room(self) -> None:

        everything = [record for queue in self._queues.values() for record in queue]
        surplus = len(everything) - MAX_WAITING
        surplus_bytes = sum(record.size for record in everything) - MAX_WAITING_BYTES
        if surplus <= 0 and surplus_bytes <= 0:
            return
        for record in sorted(everything, key=Record.order):
            if surplus <= 0 and surplus_bytes <= 0:
                break
            surplus, surplus_bytes = surplus - 1, surplus_bytes - record.size
            self._finish(self._queues[record.queue_key], record, None)

    def _run(self) -> None:
        while True:
            try:
                if not self._work_once():
                    self._network.close()
                    return
            except Exception as trouble:
                with self._changed:
                    for queue in self._queues.values():
                        queue.trouble, queue.in_flight = repr(trouble), []
                time.sleep(FIRST_PAUSE)

    def _work_once(self) -> bool:



        if self._looking or time.monotonic() - self._looked_at >= LOOK_EVERY_SECONDS:
            self._adopt_records()
        with self._changed:
            if self._stopping:
                return False
            now = time.monotonic()
            due = [queue for queue in self._queues.values() if queue.moment <= now]
            if not due:
                self._changed.wait(self._seconds_to_wait(now))
                return True
            queue = max(due, key=lambda queue: queue.last_added)
            record = queue.begin()
        carry_out(self._network, self._attempt(queue, record))
        return True

    def _attempt_all(self) -> None:

        for queue in list(self._queues.values()):
            while queue.moment <= time.monotonic():
                carry_out(self._network, self._attempt(queue, queue.begin(), DIRECT_SECONDS))

    def _seconds_to_wait(self, now: float) -> float:
        moments = [queue.moment for queue in self._queues.values()]
        return max(0.0, min(moments + [self._looked_at + LOOK_EVERY_SECONDS]) - now)

    def _adopt_records(self) -> None:



        first = self._looked_at == -math.inf
        self._looked_at = time.monotonic()
        if self._looked_at - self._kept_at > ADOPT_AFTER_SECONDS / 4:
            self._kept_at = self._looked_at
            self._outbox.keep(self.waiting())
        age = 0.0 if first else ADOPT_AFTER_SECONDS
        with self._adopting:
            adopted = [] if self._stopping else self._outbox.left_by_others(age)
        with self._changed:
            for record in adopted:
                record.read_moment(self.clock, self._began if first else steady())
                self._add(record)
            for queue in self._queues.values() if adopted else ():
                queue.sort()
            self._make_room()
            self._looking = False
            self._changed.notify_all()

    def _attempt(
        self, queue: SendQueue, record: Record, seconds: float = ANSWER_SECONDS
    ) -> Errand[None]:

        if self._outbox.sent_by_other_kernel(record) or record.waited() > KEEP_SECONDS:
            with self._changed:
                queue.in_flight.remove(record)
                self._finish(queue, record, None)
                self._changed.notify_all()
            return
        answer: Optional[Answer] = None
        try:
            target = self._notebook.target_of(record)
            if seconds <= DIRECT_SECONDS:
                target = target._replace(search=False)
            answer = yield from deliver(target, record, seconds)
        except Unreachable as reason:
            queue.trouble = str(reason)
            record.tried = record.tried or self._network.asked
            self._replaced = isinstance(reason, Replaced)
        except Exception as mistake:
            answer = Answer(400, "broken", repr(mistake))
        with self._changed:
            self._apply_answer(queue, record, answer)
            lines = self._lines_for(queue, record, answer)
            self._changed.notify_all()
        for line in lines:
            self._inbox.output.say_below(line)
        if answer is not None and answer.messages:
            owner, session = record.queue_key[:2]
            self._inbox.show(owner, session, answer.messages)

    def _apply_answer(self, queue: SendQueue, record: Record, answer: Optional[Answer]) -> None:

        queue.tried_at, queue.told_to_wait = time.monotonic(), False
        queue.in_flight.remove(record)
        outdated = record.waited() > KEEP_PARKED_SECONDS
        if answer is None or answer.busy or answer.parked and not outdated:
            self._postpone(queue, record, answer)
            return
        queue.failures, queue.trouble = 0, ""
        if answer.accepted:
            queue.delivered += not record.is_update
            later = queue.other(record)
            if later is not None and later is not record:
                later.forget(record)
            if not (record.asks_for_help or record.is_update) and answer.code != "attempt":
                self._ledger.keep(record, answer)
        else:
            queue.refused += 1
        self._finish(queue, record, answer)

    def _postpone(self, queue: SendQueue, record: Record, answer: Optional[Answer]) -> None:

        queue.failures += 1
        parked = answer is not None and answer.parked
        if parked or not queue.is_ours:
            pause = backoff(FIRST_SLOW_PAUSE, queue.failures, LONGEST_SLOW_PAUSE)
        else:
            pause = backoff(FIRST_PAUSE, queue.failures, LONGEST_PAUSE)
        if answer is not None:
            queue.trouble = answer.text
            record.outcome.answer = answer if parked else None
            if answer.status == 500 and queue.failures > 2 or answer.code == "too_many_questions":
                queue.let_others_pass(record)
            if answer.retry_after:
                pause, queue.told_to_wait = answer.retry_after + own_random.uniform(0.0, 0.3), True
        queue.due = queue.tried_at + pause

    def _finish(self, queue: SendQueue, record: Record, answer: Optional[Answer]) -> None:

        queue.remove(record)
        record.outcome.answer, record.outcome.dropped = answer, answer is None
        self._outbox.delete(record)

    def _lines_for(self, queue: SendQueue, record: Record, answer: Optional[Answer]) -> List[str]:

        if answer is not None and answer.refused and not record.is_update:
            if record.ends_help:
                return []
            if record.asks_for_help:
                return [HELP_REFUSED % answer.message]
            return [REFUSED % (record.question, answer.message)]
        if not queue.is_ours or record.is_update:
            return []
        if answer is not None and answer.code == "attempt" and not record.replaced:
            return [] if record.adopted else [attempt_line(record, answer)]
        if answer is not None and answer.parked:
            reason = (answer.code,) + record.queue_key
            if reason in self._said:
                return []
            self._said.add(reason)
            return [PARKED % answer.why_parked(*record.queue_key[:3])]
        count = sum(len(each.records) for each in self._queues.values() if each.is_ours)
        if queue.failures >= 2 and not self._waiting_said and time.monotonic() >= self._quiet_until:
            self._waiting_said, self._quiet_until = True, time.monotonic() + QUIET_SECONDS
            return [waiting_line(count, answer, self._replaced)]
        if self._waiting_said and answer is not None and answer.accepted and not count:
            self._waiting_said = False
            return [ALL_ARRIVED]
        return []


def waiting_line(count: int, answer: Optional[Answer], replaced: bool) -> str:

    what = "1 answer waits" if count == 1 else "%d answers wait" % count
    if answer is None and replaced:
        return WAITING_REPLACED % what
    return WAITING % (what, "cannot be reached" if answer is None else "is busy")


def attempt_line(record: Record, answer: Answer) -> str:

    try:
        shown = datetime.datetime.fromisoformat(answer.shown[:19] + "+00:00").astimezone()
        return KEPT_AS_ATTEMPT % (record.question, shown.strftime(" at %H:%M:%S"))
    except ValueError:
        return KEPT_AS_ATTEMPT % (record.question, "")










class BrowserCourier(Courier):


    def __init__(self, mirror: Mirror, *parts: Any) -> None:
        super().__init__(*parts)
        self._mirror = mirror
        self._has_begun = False
        self._cancel: Callable[[], None] = lambda: None

    def start(self) -> None:



        self._mirror.save()
        if not self._has_begun:
            self._begin()
        if not self._mirror.is_loaded or self._stopping:
            return
        while self._under_way() < AT_ONCE and self._begin_next():
            pass
        self._cancel()
        self._cancel = call_later(self._seconds_to_next(), self.start)

    def _begin(self) -> None:



        self._has_begun = True
        if isinstance(self._network, BrowserNetwork):
            self._network.prove(self._notebook.target_served())
        if self._mirror.is_loaded:
            self._adopt_records()
        else:
            self._mirror.when_loaded(self._loaded)

    def _loaded(self) -> None:

        before, now = self._notebook.sender_uuid, own_sender_uuid(self._mirror.folder)
        self._notebook.change_sender(now)
        queues, self._queues = list(self._queues.values()), {}
        for record in [record for queue in queues for record in queue]:
            if record.fields["sender_uuid"] == before:
                record.fields["sender_uuid"] = now
            self._add(record)
        self._adopt_records()
        self.start()

    def _under_way(self) -> int:
        return sum(len(queue.in_flight) for queue in self._queues.values())

    def _begin_next(self) -> bool:

        now = time.monotonic()
        due = [queue for queue in self._queues.values() if queue.moment <= now]
        if not due:
            return False
        queue = max(due, key=lambda queue: queue.last_added)
        record = queue.begin()
        record.tried = True
        carry_out(self._network, self._one(queue, record))
        return True

    def _one(self, queue: SendQueue, record: Record) -> Errand[None]:
        try:
            yield from self._attempt(queue, record)
        except Exception as trouble:
            queue.trouble, queue.due = repr(trouble), time.monotonic() + LOOK_EVERY_SECONDS
            queue.in_flight = [one for one in queue.in_flight if one is not record]
        self.start()

    def _seconds_to_next(self) -> float:

        moments = [] if self._under_way() >= AT_ONCE else [q.moment for q in self._queues.values()]
        soonest = min(moments, default=0.0) - time.monotonic() if moments else LOOK_EVERY_SECONDS
        return max(0.0, min(soonest, LOOK_EVERY_SECONDS))

    def retry_now(self) -> None:

        super().retry_now()
        self.start()

    def wait_for(self, outcome: Outcome, seconds: float) -> Optional[Answer]:



        wait_until(lambda: outcome.answer is not None or outcome.dropped, seconds)
        return outcome.answer

    def flush(self, seconds: float) -> None:

        self._mirror.save()












@dataclasses.dataclass
class Sent:


    function: Any
    record: Record
    tried: Optional[Asked]
    updates: int = 0


class Tries:


    def __init__(self, put: Callable[[Record], None], say: Callable[[str], None]) -> None:
        self._put = put
        self._say = say
        self._asked: Dict[Tuple[str, str], Dict[str, Asked]] = {}
        self._sent: Dict[Tuple[str, ...], Sent] = {}
        self._running = 0
        self._has_cells = False

    def watch_cells(self) -> None:

        begins = call_at("pre_run_cell", self._cell_begins)
        self._has_cells = call_at("post_run_cell", self._cell_ends) and begins

    def stop_watching(self) -> None:

        do_not_call_at("pre_run_cell", self._cell_begins)
        do_not_call_at("post_run_cell", self._cell_ends)

    def hear(self, owner: str, session: str, read: Any) -> None:

        self._asked = {(owner, session): read_asked(read)}

    def calls_of(self, value: Any, settings: Settings, label: str, at: Any, seconds: Any) -> str:



        asked = self._asked_of((settings.owner, settings.session), label)
        try:
            if asked is not None and is_called(value) and not threadless():
                return calls_of(value, inputs_of(asked.lines), asked.seconds)
        except NotAccepted:
            pass
        if at is None:
            return ""
        try:
            if threadless():
                raise Unsendable(AT_NOT_HERE)
            return calls_of(value, *read_inputs(value, at, seconds))
        except Unsendable as reason:
            self._say(str(reason))
            return ""

    def note(self, value: Any, record: Record) -> None:

        key = (*record.queue_key, record.question)
        self._sent.pop(key, None)
        if is_called(value) and not threadless():
            asked = self._asked_of(record.queue_key, record.question)
            self._sent[key] = Sent(value, record, asked)
            while len(self._sent) > MAX_TRIED:
                del self._sent[next(iter(self._sent))]

    def after_send(self) -> None:

        in_main = threading.current_thread() is threading.main_thread()
        if not self._has_cells and not self._running and in_main:
            self._try()

    def after_fork(self) -> None:

        self._sent = {}

    def _asked_of(self, session: Tuple[str, ...], question: str) -> Optional[Asked]:

        return self._asked.get((session[0], session[1]), {}).get(question)

    def _cell_begins(self, info: Any = None) -> None:
        self._running += 1

    def _cell_ends(self, result: Any = None) -> None:
        self._running = max(0, self._running - 1)
        if not self._running:
            self._try()

    def _try(self) -> None:
        try:
            self._try_again()
        except (Exception, KeyboardInterrupt):
            pass

    def _try_again(self) -> None:



        deadline = time.monotonic() + CALL_SECONDS
        for sent in list(self._sent.values()):
            asked = self._asked_of(sent.record.queue_key, sent.record.question)
            answer = sent.record.outcome.answer
            if (
                asked is None
                or asked == sent.tried
                or answer is None
                or time.monotonic() > deadline
            ):
                continue
            if not answer.accepted or answer.code == "attempt":
                continue
            sent.tried = asked
            try:
                calls = calls_of(sent.function, inputs_of(asked.lines), asked.seconds)
            except NotAccepted:
                continue
            sent.updates += 1
            self._put(update_of(sent.record, calls, sent.updates))









ACCEPTED = 202


class Response:




    def __init__(
        self, outcome: Outcome, wait_for: Callable[[Any, float], Optional[Answer]]
    ) -> None:
        self._outcome = outcome
        self._wait_for = wait_for

    @property
    def status_code(self) -> int:

        answer = self._wait_for(self._outcome, RESPONSE_SECONDS)
        return answer.status if answer else ACCEPTED

    @property
    def text(self) -> str:

        answer = self._wait_for(self._outcome, RESPONSE_SECONDS)
        return answer.text if answer else STILL_WAITING

    @property
    def content(self) -> bytes:

        return self.text.encode("utf-8")

    @property
    def ok(self) -> bool:

        return self.status_code < 400

    def __bool__(self) -> bool:
        return self.ok

    def __repr__(self) -> str:
        answer = self._outcome.answer
        return "<Response [%d]>" % (answer.status if answer else ACCEPTED)

    def _ipython_display_(self) -> None:
        pass

    def __reduce__(self) -> Tuple[Any, ...]:
        known = {"status_code": self.status_code, "text": self.text, "ok": self.ok}
        return types.SimpleNamespace, (), known


def shows_results_as_text() -> bool:



    shell = running_shell()
    return hasattr(sys, "ps1") if shell is None else not hasattr(shell, "kernel")















LOADER = """\
class Nothing:
    def __init__(self, shipment):
        self._shipment = shipment
    def __call__(self, *given, **named):
        return None
    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        return self
    def __reduce__(self):
        return eval, self._shipment

def load():
    import sys
    module = sys.modules.get("npt_client")
    if module is None:
        import marshal, types, zlib
        if shipped["python"] != sys.version:
            raise ImportError("another Python made this")
        module = types.ModuleType("npt_client")
        module._npt_code = marshal.loads(zlib.decompress(shipped["code"]))
        exec(module._npt_code, module.__dict__)
        sys.modules["npt_client"] = module
    module.arrive(shipped["served"], shipped["student"])
    return getattr(module, shipped["name"])

try:
    arrived = load()
except Exception:
    arrived = Nothing(("exec(loader) or arrived", {"loader": loader, "shipped": shipped}))
"""
_packed = {}


def shipment(
    name: str, code: Any, served: Dict[str, Any], student: Dict[str, Any]
) -> Tuple[Any, ...]:





    if id(code) not in _packed:
        _packed[id(code)] = zlib.compress(marshal.dumps(code))
    shipped = {
        "name": name,
        "python": sys.version,
        "code": _packed[id(code)],
        "served": served,
        "student": student,
    }
    return eval, ("exec(loader) or arrived", {"loader": LOADER, "shipped": shipped})










class Client:


    def __init__(self, served: Dict[str, Any], namespace: Dict[str, Any], folder: str = "") -> None:
        folder = folder or own_folder()
        self.fingerprint = served.get("client")
        self.output = Output()
        mirror = Mirror(folder)
        if threadless():
            mirror.load()
        self.notebook = Notebook(own_sender_uuid(folder))
        self._known_servers = KnownServers(folder)
        self.network = network_of(self._known_servers)
        self._preflight: Optional[Preflight] = None
        self.told = Told(self.notebook, self.output, Seen(os.path.join(folder, "told-seen")))
        self._greeting = Greeting(
            self.notebook, self.output, self._inquire, self.told, self._not_reached
        )
        seen = Seen(os.path.join(folder, "messages-seen"))
        self.inbox = Inbox(self.notebook, self.output, self._known_servers, seen, self.told)
        self._files = Files(self.notebook, self._known_servers, self.output, self.told)
        self._ledger = Ledger(folder)
        parts = (Outbox(folder), self._ledger, self.network, self.notebook, self.inbox)
        self.courier = BrowserCourier(mirror, *parts) if threadless() else Courier(*parts)
        self._tries = Tries(self.courier.put, self.output.say)
        self.inbox.tell_inputs = self._tries.hear
        self.move(served, namespace)

    def move(self, served: Dict[str, Any], namespace: Dict[str, Any]) -> None:

        self._has_messages = bool(served.get("messages"))
        self._responds = bool(served.get("original"))
        self.notebook.move(namespace, served)
        self.output.watch_cells()
        self._tries.watch_cells()

    def greet(self) -> None:

        self._greeting.expect()

    def send(
        self, value: Any, question: Any, at: Any = None, seconds: Any = CALL_SECONDS
    ) -> Optional[Response]:



        responses: List[Response] = []
        self._guarded(lambda: responses.extend(self._send(value, question, at, seconds)))
        return responses[0] if responses else None

    def status(self) -> None:

        self._guarded(self._status)

    def test(self) -> None:



        self._guarded(self._test)

    def mine(self, path: Any) -> None:

        self._guarded(lambda: self._mine(path))

    def help(self, text: Any, question: Any = None, seat: Any = None) -> None:

        ask = self.inbox.calling.ask
        self._guarded(lambda: self.courier.put(ask(text, question, seat, self.courier.clock)))

    def help_done(self) -> None:

        take_back = self.inbox.calling.take_back
        self._guarded(lambda: self.courier.put(take_back(self.courier.clock)))

    def get(self, names: Any) -> None:

        self._guarded(lambda: self._files.get(names))

    def hand_in(self, path: Any) -> None:

        self._guarded(lambda: self._files.hand_in(path))

    def _guarded(self, work: Callable[[], None]) -> None:

        try:
            self.output.remember_cell()
            work()
        except KeyboardInterrupt:
            raise
        except Unsendable as reason:
            self.output.say(str(reason))
        except BaseException as trouble:
            self.output.say(FAILED % type(trouble).__name__)

    def _send(self, value: Any, question: Any, at: Any, seconds: Any) -> List[Response]:
        record, settings = self._hand_in(value, question, at, seconds)
        if settings.log:
            answer = self.courier.wait_for(record.outcome, LOG_SECONDS)
            self.output.say(answer.text if answer else STILL_WAITING)
        if not self._responds or shows_results_as_text():
            return []
        return [Response(record.outcome, self.courier.wait_for)]

    def _hand_in(self, value: Any, question: Any, at: Any, seconds: Any) -> Tuple[Record, Settings]:
        settings = self.notebook.settings()
        label = label_of_question(question)
        if value is MISSING:
            raise Unsendable(NO_QUESTION)
        payload = capture(value)
        warning = NONE_SENT if is_nothing(value) else payload.warning
        if warning:
            self.output.say(warning)
        calls = self._tries.calls_of(value, settings, label, at, seconds)
        record = new_record(settings, label, payload._replace(calls=calls), self.courier.clock)
        self.told.sent(record)
        self._tries.note(value, record)
        self.courier.put(record)
        self._tries.after_send()
        return record, settings

    def _mine(self, path: Any) -> None:
        sender = sender_in(self.notebook.settings().sender_fields())
        waiting = [
            record
            for record in self.courier.waiting()
            if sender_in(record.fields) == sender and not record.asks_for_help
        ]
        answers = answers_in_order(self._ledger.read(sender), waiting)
        told = self.told.of(sender)
        if path is None:
            self.output.say(table_of(answers, told, self.told.language))
        else:
            self.output.say(write_answers(answers, told, safe_str(path)))

    def _status(self) -> None:
        settings = self.notebook.settings()
        tally = self.courier.tally(settings.owner, settings.session)
        arrived = self._ledger.read(sender_in(settings.sender_fields()))
        server = self.network.server or (self._preflight.server if self._preflight else "")
        server = server or "not reached yet, tried: " + ", ".join(settings.servers)
        lines = [
            "name      %s" % settings.sender,
            "session   %s of %s, part %s" % (settings.session, settings.owner, settings.part),
            "server    %s" % server,
            "sent      %d" % tally.delivered,
            "waiting   %d" % tally.waiting,
        ]
        if tally.replaced:
            lines.append("replaced  %d by later answers: these count as attempts" % tally.replaced)
        if tally.refused:
            lines.append("refused   %d" % tally.refused)
        if tally.waiting and tally.trouble:
            lines.append("because   %s" % tally.trouble)
        if tally.elsewhere:
            lines.append("          %d more for other sessions" % tally.elsewhere)
        for name, receipt in zip(("receipts", *[""] * MAX_RECEIPTS), receipts_of(arrived)):
            lines.append("%-9s %s" % (name, receipt))
        self.output.say("\n".join(lines))

    def _test(self) -> None:
        preflight, settings = self._ask(TEST_SECONDS)
        if threadless():
            preflight.then(lambda: self._say_test(preflight, settings))
        else:
            self._say_test(preflight, settings)

    def _say_test(self, preflight: Preflight, settings: Settings) -> None:
        answer = preflight.answer
        if answer is None:
            nobody = "no answer from " + ", ".join(settings.servers)
            self.output.say(NO_TEST % (preflight.trouble or nobody))
            self._not_reached()
            return
        said = (preflight.server, preflight.milliseconds, answer.text)
        if answer.accepted:
            self.output.say(GOOD_TEST % said)
        else:
            self.output.say(BAD_TEST % (*said, answer_line(answer, settings)))

    def _not_reached(self) -> None:

        offer_relay(self.output, self.notebook.target_served().servers, self._reached)

    def _reached(self) -> None:
        self.courier.retry_now()
        self._greeting.again()

    def _ask(self, seconds: float) -> Tuple[Preflight, Settings]:

        settings = self.notebook.settings()
        preflight = self._inquire(settings)
        preflight.wait(seconds)
        return preflight, settings

    def _inquire(self, settings: Settings) -> Preflight:
        self._preflight = Preflight(
            self._known_servers, self.notebook.target_now(settings), settings
        )
        return self._preflight

    def messages(self) -> None:

        self._guarded(self._messages)

    def _messages(self) -> None:
        messages, settings, trouble = self._known_messages()
        for message in messages:
            self.inbox.show_again(settings.owner, settings.session, message)
        if not messages:
            self.output.say(trouble or NO_MESSAGES)

    def take(self) -> None:

        self._guarded(self._take)

    def _take(self) -> None:
        messages, settings, trouble = self._known_messages()
        message = newest_with_code(messages)
        if message is None:
            self.output.say(trouble or TAKES[self.told.language]["none"])
            return
        self.output.say(offer_code(message, self.told.language))
        self.inbox.took(settings.owner, settings.session, message)

    def _known_messages(self) -> Tuple[List[Dict[str, Any]], Settings, str]:



        preflight, settings = self._ask(MESSAGES_SECONDS)
        received = self.inbox.received(settings.owner, settings.session)
        answer = preflight.answer
        known = answer.messages[-MAX_RECEIVED:] if answer is not None else ()
        if answer is not None:
            self.told.speak(answer.language)
        by_id = {str(message.get("id")): message for message in (*received, *known)}
        in_order = sorted(by_id.items(), key=lambda item: (len(item[0]), item[0]))
        if answer is None:
            trouble = MESSAGES_UNKNOWN
        else:
            trouble = "" if answer.accepted else answer_line(answer, settings)
        return [message for _, message in in_order], settings, trouble

    def join(self) -> None:

        self._guarded(self._join)

    def _join(self) -> None:
        self._greeting.ask_name()
        target = self.notebook.target_now(self.notebook.settings())
        if threadless() or not target.ids:
            return
        if reach(self._known_servers, target._replace(search=False)):
            return
        if self._greeting.say_elsewhere():
            return
        self.output.say(LOOKING)
        if not reach(self._known_servers, target) and can_ask():
            self._ask_for_address(target)

    def _ask_for_address(self, target: Target) -> None:

        for _ in range(ASK_ADDRESS_TIMES):
            text = ask(ASK_ADDRESS)
            if text is None:
                return
            if not text:
                break
            server = parse_server(text, ports_of(target.servers)[0])
            trouble = self._try_address(server, target) if server else NO_SUCH_ADDRESS
            if not trouble:
                self.output.say(FOUND % server)
                self.courier.retry_now()
                return
            self.output.say(trouble)
        self.output.say(OFFLINE)
        self._greeting.cancel()

    def _try_address(self, server: str, target: Target) -> str:

        try:
            _, connection = connect([server], CONNECT_SECONDS)
        except OSError:
            return NOBODY_THERE % server
        with connection.sock:
            who = who_is_there(connection.sock, WHO_SECONDS)
            if who is None:
                return NOBODY_THERE % server
            if not target.accepts(who, given=False):
                return ANOTHER_TEACHER % server
            self._known_servers.remember(who.id, by_address(server, connection.sock))
            return ""

    def shipped(self) -> Tuple[Dict[str, Any], Dict[str, Any]]:

        served, student = self.notebook.shipped()
        return {**served, "client": self.fingerprint}, student

    def start(self) -> None:

        self.courier.start()
        if self._has_messages:
            self.inbox.start()
        atexit.register(self.flush_at_exit)
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=self.after_fork)

    def after_fork(self) -> None:

        capture_after_fork()
        self._tries.after_fork()
        self.inbox.after_fork()
        self.courier.after_fork()

    def flush_at_exit(self) -> None:

        self.courier.flush(EXIT_SECONDS)

    def shut_down(self) -> List[bytes]:

        atexit.unregister(self.flush_at_exit)
        self.output.stop_watching()
        self._tries.stop_watching()
        self._greeting.cancel()
        self.inbox.stop()
        return self.courier.shut_down()

    retire = shut_down











MODULE_NAME = "npt_client"
CODE = globals().get("_npt_code")

LEFT_BY_ORIGINAL = ("hashlib", "inspect", "io", "json", "platform", "sys", "uuid")
_client = None
_arrived = False


def interrupted(call: Callable[[Client], None]) -> bool:



    try:
        if _client is not None:
            call(_client)
        return False
    except KeyboardInterrupt:
        return True


class Shipped:


    NAME = ""

    def __reduce__(self) -> Tuple[Any, ...]:
        served, student = ({}, {}) if _client is None else _client.shipped()
        return shipment(self.NAME, CODE, served, student)


class Send(Shipped):
    """The function send, as an object, since Python pickles a function as the name of its module."""

    NAME = "send"

    def __init__(self) -> None:
        self.__name__ = self.NAME
        self.__doc__ = inspect.cleandoc(Send.send.__doc__ or "")

    def send(
        self,
        data: Any = MISSING,
        q_nb: Any = MISSING,
        *more: Any,
        at: Any = None,
        seconds: Any = CALL_SECONDS,
        **options: Any,
    ) -> Optional[Response]:
        """Hands in data as your answer to question q_nb. Your teacher sees it at once.

            send(x, 3)            the value of x, as the answer to question 3
            send("because", "2b") a label need not be a number
            send(plt, 4)          the plot of this cell; a figure or axes will do too
            send(my_function, 5)  the source code of a function or class
            send(my_function, 5, at=[(2, 3), (0, 1)])
                                  and what it gives for these arguments

        data can be a number, text, list, dict, array, tensor, table, plot, picture, formula, function
        or class; of anything else its text is sent, and of what is very large a summary. Send again as
        often as you like: your teacher sees your last answer, and how many there were.

        Returns None, at once, and prints nothing unless you must do something, or npt_config['log'] is
        True. After a first cell of the original tracker's form it returns what that returned, with
        status_code and text, which a notebook does not show. An answer that cannot be delivered now is
        kept and goes out by itself. See npt.status().
        """
        responses: List[Any] = []
        if interrupted(lambda client: responses.append(client.send(data, q_nb, at, seconds))):
            raise KeyboardInterrupt
        return responses[0] if responses else None

    __call__ = send

    def __repr__(self) -> str:
        return "send(answer, question)"


send = Send()


class Npt(Shipped):
    """Your connection to your teacher's Notebook Progress Tracker: npt.help("what is wrong"),
    npt.help_done(), npt.messages(), npt.take(), npt.get(), npt.hand_in(), npt.mine(), npt.status(), npt.test().
    """

    NAME = "npt"

    def status(self) -> None:
        """Prints who sends where, and what was sent and what waits for this session."""
        if interrupted(lambda client: client.status()):
            raise KeyboardInterrupt

    def test(self) -> None:
        """Asks whether your answers would arrive now, and prints what your teacher's computer says.
        Nothing is sent: your teacher sees no test.
        """
        if interrupted(lambda client: client.test()):
            raise KeyboardInterrupt

    def mine(self, path: Any = None, *more: Any, **options: Any) -> None:
        """Lists your own answers, each with its receipt, the proof that it arrived; with the name of a
        file, like npt.mine("answers.json"), writes them whole into it.
        """
        if interrupted(lambda client: client.mine(path)):
            raise KeyboardInterrupt

    def messages(self) -> None:
        """Shows your teacher's messages again, the latest at the end."""
        if interrupted(lambda client: client.messages()):
            raise KeyboardInterrupt

    def take(self) -> None:
        """Puts the code of your teacher's newest message into a new cell, for you to read and run."""
        if interrupted(lambda client: client.take()):
            raise KeyboardInterrupt

    def help(
        self, text: Any = "", *more: Any, question: Any = None, seat: Any = None, **options: Any
    ) -> None:
        """Asks your teacher for help, like npt.help("my loop never ends"). The line below says how it
        goes. seat="C4" says where you sit, once; question=3 what it is about, if not your last answer.
        """
        if interrupted(lambda client: client.help(text, question, seat)):
            raise KeyboardInterrupt

    def help_done(self, *more: Any, **options: Any) -> None:
        """Tells your teacher that you need no help any more."""
        if interrupted(lambda client: client.help_done()):
            raise KeyboardInterrupt

    def get(self, *names: Any, **options: Any) -> None:
        """Fetches the data files of your lab into the folder of your notebook: all of them, or those that
        you name, like npt.get("data.csv"). It never writes over a file of yours.
        """
        if interrupted(lambda client: client.get(names)):
            raise KeyboardInterrupt

    def hand_in(self, path: Any = None, *more: Any, **options: Any) -> None:
        """Hands in this notebook, as it was saved last, or the one that you name, like
        npt.hand_in("lab.ipynb"). As often as you like: the last one counts.
        """
        if interrupted(lambda client: client.hand_in(path)):
            raise KeyboardInterrupt

    def join(self) -> None:
        """Looks for your teacher's computer, and asks for its address where it is not found."""
        if interrupted(lambda client: client.join()):
            raise KeyboardInterrupt

    def __repr__(self) -> str:
        return (
            "Notebook Progress Tracker: send(answer, question), npt.help(text), npt.help_done(), "
            "npt.messages(), npt.take(), npt.get(), npt.hand_in(), npt.mine(), npt.status(), npt.test()"
        )


npt = Npt()


def npt_init_pusher(*ignored: Any, **options: Any) -> None:
    pass




def install(student: Dict[str, Any], served: Dict[str, Any], here: Any) -> None:





    home = sys.modules[MODULE_NAME] = reuse_client(student, served, here)
    student.update(send=home.send, npt=home.npt, _npt_config=home._client.notebook.old_config())
    setattr(builtins, "npt_init_pusher", home.npt_init_pusher)
    home._client.greet()
    if served.get("original"):
        for name, left in left_by_original().items():
            student.setdefault(name, left)


def left_by_original() -> Dict[str, Any]:



    left: Dict[str, Any] = {name: importlib.import_module(name) for name in LEFT_BY_ORIGINAL}
    left["requests"] = library("requests")
    left["extract_symbols"] = getattr(library("IPython.core.magics.code"), "extract_symbols", None)
    return {name: value for name, value in left.items() if value is not None}


def arrive(served: Dict[str, Any], student: Dict[str, Any]) -> None:



    global _client, _arrived
    if _client is None:
        _client, _arrived = Client(served, student), True
        _client.after_fork()
        _client.start()
    elif _arrived:
        _client.move(served, student)


def reuse_client(student: Dict[str, Any], served: Dict[str, Any], here: Any) -> Any:







    global _client
    running: Any = sys.modules.get(MODULE_NAME)
    client = getattr(running, "_client", None)
    if client is not None and client.fingerprint == served.get("client"):
        client.move(served, student)
        return running
    left = client.retire() if client is not None else []
    _client = Client(served, student)
    for content in left:
        _client.courier.take_over(Record.from_bytes(content))
    _client.start()
    return here
'''
)
