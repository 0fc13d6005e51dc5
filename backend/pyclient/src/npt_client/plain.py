"""What may be printed: text that cannot do anything to a terminal or to the lines around it."""

import re

from .limits import MAX_PRINTED

# Control characters (ESC and its 8-bit forms among them) and marks of direction.
UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]"
)


def printable(text: str, limit: int = MAX_PRINTED) -> str:
    """Returns text of at most limit characters, without control characters but line breaks and
    tabs, and without those that turn the direction of text; '?' replaces what UTF-8 cannot write.
    """
    text = text[: limit - 1] + "\u2026" if len(text) > limit else text
    return UNPRINTABLE.sub("", text).encode("utf-8", "replace").decode("utf-8")


def one_line(text: str, limit: int) -> str:
    """Returns printable text of at most limit characters in one line."""
    return " ".join(printable(text, limit).split())
