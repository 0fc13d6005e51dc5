"""How a teacher's message looks: in a notebook as HTML, in a terminal as text.

Promises that whatever is in a message is only text, but for links to http and https, and that the
four types are told apart without colour.
"""

import html
import re
from typing import Any, Dict, NamedTuple

from .limits import MAX_MESSAGE_CODE, MAX_MESSAGE_TEXT, MAX_MESSAGE_TITLE
from .payload import safe_str
from .plain import one_line, printable
from .words import TAKE_HINT


class Look(NamedTuple):
    """How messages of a type begin, and their colour."""

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
# A link ends before what a sentence adds to it.
LINK = re.compile(r"(https?://[^\s<>\"'`\\^{|}]*[^\s<>\"'`\\^{|}.,;:!?)\]*_])", re.IGNORECASE)


class Message(NamedTuple):
    """What is shown of a message."""

    look: Look
    title: str
    text: str
    code: str


def read_message(message: Dict[str, Any]) -> Message:
    """Returns a message as it came off the wire, where anything may stand, as text of bounded
    length. A type that is not known here is info.
    """
    title, text, code = (safe_str(message.get(key) or "") for key in ("title", "text", "code"))
    return Message(
        LOOKS.get(safe_str(message.get("type")), LOOKS["info"]),
        one_line(title, MAX_MESSAGE_TITLE),
        printable(text, MAX_MESSAGE_TEXT),
        printable(code, MAX_MESSAGE_CODE),
    )


def taken_back_text(message: Dict[str, Any]) -> str:
    """Returns a message that the teacher took back as plain text, without its code."""
    shown = read_message(message)
    words = " ".join(part for part in (shown.title, shown.text) if part)
    return TAKEN_BACK.words + (": " + words if words else "")


def taken_back_html(message: Dict[str, Any]) -> str:
    """Returns a message that the teacher took back as HTML: its words are struck out, its code is gone."""
    shown = read_message(message)
    words = "".join(
        "<div style='white-space:pre-wrap'><s>%s</s></div>" % html.escape(part)
        for part in (shown.title, shown.text)
        if part
    )
    return framed(TAKEN_BACK, heading(TAKEN_BACK, "") + words)


def message_text(message: Dict[str, Any]) -> str:
    """Returns a message as plain text: a first line that says what it is, then text and code, and how
    to take that.
    """
    shown = read_message(message)
    head = shown.look.words + (": " + shown.title if shown.title else "")
    hint = TAKE_HINT if shown.code.strip() else ""
    return "\n".join(part for part in (head, shown.text, shown.code, hint) if part)


def message_html(message: Dict[str, Any]) -> str:
    """Returns a message as HTML, in which its text is only text and links. A click selects the code."""
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
    """Returns the first line of a message as HTML."""
    sign = "<span aria-hidden='true' style='color:%s'>%s</span>" % (look.colour, look.sign)
    words = html.escape(look.words + (": " + title if title else ""))
    return "<div style='font-weight:bold'>%s %s</div>" % (sign, words)


def framed(look: Look, content: str) -> str:
    """Returns HTML in the frame of a message."""
    style = "border:1px solid %s;border-left-width:6px;padding:.5em 1em;margin:.5em 0"
    return "<div role='note' style='%s'>%s</div>" % (style % look.colour, content)


def linked(text: str) -> str:
    """Returns text as HTML, in which addresses of http and https are links."""
    link = "<a href='%s' target='_blank' rel='noopener noreferrer'>%s</a>"
    return "".join(
        link % (html.escape(part), html.escape(part)) if place % 2 else html.escape(part)
        for place, part in enumerate(LINK.split(text))
    )
