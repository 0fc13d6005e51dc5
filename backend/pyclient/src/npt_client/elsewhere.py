"""Where this Python runs, if that is no computer of the room: on Google's (Colab), or on a hub.

From there nobody is looked for: the neighbours are strangers, and nobody reads an address off a board
for a computer that is far away.
"""

import ipaddress
import os
import sys
import urllib.parse

from .words import ELSEWHERE

COLAB, HUB = "colab", "hub"
# What the environment has on hubs. KAGGLE_USERNAME and KAGGLE_KEY are on anybody's own computer.
OF_HUBS = ("JUPYTERHUB_USER", "BINDER_", "KAGGLE_KERNEL", "KAGGLE_URL_BASE", "KAGGLE_CONTAINER")
# How names end that only a room or a house knows.
OF_ROOMS = (".local", ".lan", ".home", ".home.arpa", ".internal", ".localdomain")


def elsewhere() -> str:
    """Returns COLAB or HUB; '' for a computer that may be in the room."""
    if "google.colab" in sys.modules:
        return COLAB
    on_hub = os.environ.get("CODESPACES") or any(name.startswith(OF_HUBS) for name in os.environ)
    return HUB if on_hub else ""


def is_public(server: str) -> bool:
    """Tells whether the address of a server may be reached from outside of its room."""
    host = urllib.parse.urlsplit(server).hostname or ""
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        return "." in host and not host.endswith(OF_ROOMS)


def elsewhere_words(language: str) -> str:
    """Returns what to do where the teacher's computer is out of reach; '' in a room. The language is that
    of the computer if the teacher's has not said one.
    """
    place = elsewhere()
    if not place:
        return ""
    here = (os.environ.get("LC_ALL") or os.environ.get("LANG") or "")[:2].lower()
    return ELSEWHERE.get(language or here, ELSEWHERE["en"])[place]
