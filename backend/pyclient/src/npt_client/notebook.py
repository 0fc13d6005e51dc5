"""The student's notebook: npt_config, read anew at every call, and where its records go.

Promises to read npt_config, _npt_config and the name that VS Code gives the notebook's file only, and to
change nothing in the notebook but an empty sender_name, by what the student then types.
"""

import collections.abc
from typing import Any, Dict, Tuple

from .elsewhere import COLAB, elsewhere, is_public
from .errors import Unsendable
from .limits import MAX_LABEL, MAX_VERSION
from .payload import cut, safe_str
from .records import Record, Settings
from .wire import Target
from .words import LONG_LABEL, NO_ADDRESS, NO_CONFIG, NO_NAME, NO_QUESTION, NO_SESSION


class Missing:
    """Stands for an argument that was not given, as help(send) shows it."""

    def __repr__(self) -> str:
        return "..."


MISSING = Missing()  # type: Any
# The settings that a client in another process is told.
SHIPPED = (
    *("session_owner", "session_name", "part_name", "sender_name", "sender_uuid"),
    *("log", "probe", "server_url"),
)


def clean(value: Any) -> str:
    """Returns a setting as text of at most 1,000 characters without blanks around; '' for None."""
    return "" if value is None else cut(safe_str(value).strip(), 1_000)


def required(config: Any, name: str, otherwise: str) -> str:
    """Returns a setting as text; raises Unsendable(otherwise) if it is empty."""
    text = clean(config.get(name))
    if not text:
        raise Unsendable(otherwise)
    return text


def label_of_question(question: Any) -> str:
    """Returns the label of a question: '2' for 2, 2.0 and ' 2'. Raises Unsendable if there is none
    or it has more than MAX_LABEL characters.
    """
    if isinstance(question, float) and question.is_integer():
        question = int(question)
    label = "" if question is None or question is MISSING else clean(question)
    if not label:
        raise Unsendable(NO_QUESTION)
    if len(label) > MAX_LABEL:
        raise Unsendable(LONG_LABEL % len(label))
    return label


class Notebook:
    """The student's namespace, of which only npt_config, _npt_config and VS Code's name of the file are
    ever read.
    """

    def __init__(self, sender_uuid: str) -> None:
        self.sender_uuid = sender_uuid
        self.move({}, {})

    def move(self, namespace: Dict[str, Any], served: Dict[str, Any]) -> None:
        """Takes over the namespace and the addresses of a first cell, run once or again."""
        self._namespace = namespace
        self._servers = tuple(str(server).rstrip("/") for server in served.get("servers") or ())
        self._server_id = clean(served.get("id"))
        self._server_key = clean(served.get("key"))
        self._probe = bool(served.get("probe"))

    def change_sender(self, sender_uuid: str) -> None:
        """Sets the sender's id, here and where a first cell has left it."""
        left = self._namespace.get("_npt_config")
        if isinstance(left, dict) and left.get("sender_uuid") == self.sender_uuid:
            left["sender_uuid"] = sender_uuid
        self.sender_uuid = sender_uuid

    def old_config(self) -> Dict[str, str]:
        """Returns what old notebooks find as _npt_config, and may change."""
        return {
            "server_url": self._servers[0] + "/" if self._servers else "",
            "sender_uuid": self.sender_uuid,
        }

    def shipped(self) -> Tuple[Dict[str, Any], Dict[str, Any]]:
        """Returns, for move in another process of this student, a namespace and addresses that say what
        these say now, in plain values.
        """
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
        """Returns what npt_config says now. Raises Unsendable if something in it is missing."""
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
            # An address that the student wrote into _npt_config may be any computer's.
            server_id=self._server_id if servers == self._servers else "",
            server_key=self._server_key if servers == self._servers else "",
            probe=self._probe and bool(config.get("probe", True)),
        )

    def language(self) -> str:
        """Returns npt_config['language']; '' if there is none."""
        config = self._namespace.get("npt_config")
        if not isinstance(config, collections.abc.Mapping):
            return ""
        return clean(config.get("language"))

    def seat(self) -> str:
        """Returns npt_config['seat'], where the student sits; '' if it is not there."""
        config = self._namespace.get("npt_config")
        if not isinstance(config, collections.abc.Mapping):
            return ""
        return clean(config.get("seat"))

    def version(self) -> str:
        """Returns the notebook's version as its first cell says it; '' if there is none."""
        config = self._namespace.get("npt_config")
        if not isinstance(config, collections.abc.Mapping):
            return ""
        return clean(config.get("notebook_version"))[:MAX_VERSION]

    def file_by_front_end(self) -> str:
        """Returns the path of the notebook's file as VS Code gives it; '' elsewhere."""
        return clean(self._namespace.get("__vsc_ipynb_file__"))

    def has_empty_name(self) -> bool:
        """Tells whether npt_config has a sender_name, and an empty one."""
        config = self._namespace.get("npt_config")
        return (
            isinstance(config, collections.abc.MutableMapping)
            and "sender_name" in config
            and not clean(config["sender_name"])
        )

    def set_name(self, name: str) -> None:
        """Sets the sender_name of npt_config, which has one."""
        self._namespace["npt_config"]["sender_name"] = name

    def _servers_now(self, old_server: str) -> Tuple[str, ...]:
        if old_server and old_server not in self._servers[:1]:
            return (old_server,)
        if not self._servers:
            raise Unsendable(NO_ADDRESS)
        return self._servers

    def target_served(self) -> Target:
        """Returns where the teacher's computer may be, by what the first cell brought."""
        ids = (self._server_id,) if self._server_id else ()
        keys = keys_of((self._server_id, self._server_key))
        return self._within_reach(Target(self._servers, ids=ids, keys=keys))

    def target_now(self, settings: Settings) -> Target:
        """Returns where the teacher's computer may be, by what npt_config says now."""
        ids = (settings.server_id,) if settings.server_id else ()
        keys = keys_of((settings.server_id, settings.server_key))
        target = Target(settings.servers, settings.owner, ids, bool(ids), settings.probe, keys)
        return self._within_reach(target)

    def target_of(self, record: Record) -> Target:
        """Returns where to bring a record: to the address of its time, or to its teacher's of now."""
        return self._within_reach(self._target_anywhere(record))

    def _within_reach(self, target: Target) -> Target:
        """Returns a target with what can be tried from here: from elsewhere nobody is looked for, and from
        Google's computers no address of a room is tried, unless the client came from there.
        """
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
        # Only a first cell can tell that the session is on a new computer now.
        anew = settings.session == session or not kept.ids
        ids = kept.ids + ((settings.server_id,) if anew and settings.server_id else ())
        # The cell that ran last says which key an id has, or that it has none.
        keys = keys_of(its, (settings.server_id, settings.server_key))
        servers = tuple(dict.fromkeys(settings.servers + record.servers))
        return Target(servers, owner, tuple(dict.fromkeys(ids)), bool(ids), settings.probe, keys)


def keys_of(*known: Tuple[str, str]) -> Tuple[Tuple[str, str], ...]:
    """Returns ids with the hashes of their keys, of pairs of which a later one counts; none for an id
    without a key.
    """
    return tuple((id, key) for id, key in dict(known).items() if id and key)
