"""What the teacher's app tells of an answer, as one quiet line: in a notebook HTML, in a terminal text.

Promises that whatever came off the wire is text of bounded length, with links to http and https in a
hint, and that right and not yet are told apart without colour.
"""

import datetime
import html
import re
from typing import Any, Dict, Iterable, NamedTuple, Optional

from .limits import (
    MAX_HINT_CODE,
    MAX_HINT_TEXT,
    MAX_LABEL,
    MAX_MESSAGE_TITLE,
    MAX_NAME,
    MAX_RECORD_ID,
)
from .messages import linked
from .payload import safe_str
from .plain import one_line, printable
from .words import TELLINGS

RECEIVED, RIGHT, WRONG, WITHDRAWN = "received", "right", "wrong", "withdrawn"
SIGNS = {RIGHT: "\u2713 ", WRONG: "\u25cb "}
CODE_STYLE = (
    "user-select:all;white-space:pre;overflow:auto;margin:.2em 0 0;padding:0;background:none;"
    "color:inherit;border:0"
)
WHEN = re.compile("([0-9]{4}-[0-9]{2}-[0-9]{2})T([0-9]{2}:[0-9]{2})")


class Telling(NamedTuple):
    """What was told of one answer."""

    record: str  # its id
    part: str
    question: str
    title: str  # of the question; '' if it has none
    state: str
    at: str  # when, as the teacher's clock showed it; '' if that is not known
    hint_text: str = ""
    hint_code: str = ""

    def time(self) -> str:
        """Returns when this was told, with its day unless that is today."""
        when = WHEN.match(self.at)
        if when is None:
            return ""
        return when[2] if when[1] == datetime.date.today().isoformat() else " ".join(when.groups())

    def document(self) -> Dict[str, Any]:
        """Returns state, time and hint for a file of JSON."""
        hint = {"text": self.hint_text, "code": self.hint_code}
        told = {"state": self.state, "at": self.at}
        return {**told, "hint": hint} if any(hint.values()) else dict(told)


def read_telling(item: Any) -> Optional[Telling]:
    """Returns what an item off the wire tells, where anything may stand; None if it tells nothing that
    is known here.
    """
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
    """Returns a line as plain text, with the hint below it."""
    line = " \u00b7 ".join((*named(told, language), said(told, language)))
    return "\n".join(part for part in (line, told.hint_text, told.hint_code) if part)


def telling_html(told: Telling, language: str) -> str:
    """Returns a line as HTML, with the hint below it. A click selects the hint's code."""
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
    """Returns the lines under one cell as plain text."""
    return "\n".join(telling_text(told, language) for told in tellings)


def tellings_html(tellings: Iterable[Telling], language: str) -> str:
    """Returns the lines under one cell as HTML."""
    return "".join(telling_html(told, language) for told in tellings)


def named(told: Telling, language: str) -> Iterable[str]:
    """Returns what a line begins with: the question, and its title if it has one."""
    question = TELLINGS[language]["question"] % told.question
    return (question, told.title) if told.title else (question,)


def said(told: Telling, language: str) -> str:
    """Returns what a line says of the answer."""
    words = TELLINGS[language]
    if told.state == RECEIVED:
        return (words["received_at"] % told.time()) if told.time() else words[RECEIVED]
    return SIGNS.get(told.state, "") + words[told.state]


def said_when(told: Telling, language: str) -> str:
    """Returns what was told and when, for a list."""
    word = TELLINGS[language]["taken_back" if told.state == WITHDRAWN else told.state]
    return ", ".join(part for part in (word, told.time()) if part)
