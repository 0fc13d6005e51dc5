"""What IPython.display shows: pictures, formulas, text, code and JSON, as what they hold.

Promises that nothing is fetched, opened or executed: HTML and JavaScript go as their text.
"""

import io
from typing import Any

from .limits import MAX_FILE
from .nested import capture_nested
from .payload import Payload, library, safe_repr, text_payload
from .pixels import picture_file
from .source import code_payload
from .words import HANDLE_SENT

PICTURE_MARKS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")  # how a PNG and a JPEG file begin


def content_of(value: Any) -> Any:
    """Returns what IPython.display was given to show: a text, list, dict or bytes; the address of what
    is elsewhere; its repr if it has neither.
    """
    for name in ("data", "url", "src", "filename"):
        content = getattr(value, name, None)
        if isinstance(content, (str, list, dict, bytes, bytearray)):
            return content
    return safe_repr(value)


def capture_displayed(value: Any) -> Payload:
    """What IPython.display made: JSON as its list or dict, HTML, Markdown and the like as their text,
    sound and film as how much there is of it, what is elsewhere as its address.

    Bounds: MAX_TEXT characters; those of a Simplifier.
    """
    content = content_of(value)
    if isinstance(content, str):
        return text_payload(content)
    if isinstance(content, (list, dict)):
        return capture_nested("dict" if isinstance(content, dict) else "list", content)
    size = "%s of %s bytes" % (type(value).__name__, format(len(content), ","))
    return text_payload(size)._replace(whole=content)


def capture_displayed_code(value: Any) -> Payload:
    """IPython's Code. Bounds: MAX_TEXT characters."""
    return code_payload(str(content_of(value)))


def capture_displayed_image(value: Any) -> Payload:
    """IPython's Image: the file that it holds, if that is a PNG or JPEG, or if Pillow is loaded and
    reads it; else as capture_displayed does.

    Bounds: files up to MAX_FILE bytes go as they are; those of picture_file.
    """
    content = content_of(value)
    if not isinstance(content, (bytes, bytearray)):
        return capture_displayed(value)
    file = bytes(content)
    known = file.startswith(PICTURE_MARKS)
    pillow = library("PIL.Image")
    if pillow is not None and not (known and len(file) <= MAX_FILE):
        try:
            return Payload("image", file=picture_file(pillow.open(io.BytesIO(file))))
        except Exception:  # no picture, or one that Pillow cannot read
            pass
    return Payload("image", file=file) if known else capture_displayed(value)


def capture_formula(formula: Any) -> Payload:
    """IPython's Latex and Math. Bounds: MAX_TEXT characters."""
    return text_payload(str(formula.data), "latex")


def capture_handle(handle: Any) -> Payload:
    """What display(..., display_id=True) returns: it does not know what it shows.

    Bounds: a few characters; its id, which is drawn by lot, is left out.
    """
    return Payload("str", "<%s>" % type(handle).__name__, warning=HANDLE_SENT)
