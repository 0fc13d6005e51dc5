"""Pictures as files: pixels of any kind become a PNG, or a JPEG where that is much smaller.

Promises that a picture is shown as it is: upright, on white paper, its thin lines paler but not gone;
and that MAX_SOURCE pixels at most are worked on, however large it is.
"""

import contextlib
import io
import math
import struct
import zlib
from typing import Any, Dict, Tuple

from .limits import ENOUGH_PNG, MAX_PIXELS, MAX_SOURCE
from .payload import library

# What turns a photo upright, by its EXIF orientation (CIPA DC-008, 4.6.5): the values of Pillow's
# Image.Transpose, which earlier versions have not.
TURNS = {2: 0, 3: 3, 4: 1, 5: 5, 6: 4, 7: 6, 8: 2}  # type: Dict[int, int]
ORIENTATION = 0x0112
SAMPLED_ROWS = 16  # one of so many tells how a picture compresses


def picture_file(image: Any) -> bytes:
    """Returns a PIL image of any mode as PNG or JPEG, at most MAX_PIXELS wide and high."""
    turn = None
    with contextlib.suppress(Exception):  # damaged EXIF
        turn = TURNS.get(image.getexif().get(ORIENTATION))
    image = on_white(shrunk(plain(thinned(image))))
    return encoded(image if turn is None else image.transpose(turn))


def thinned(image: Any) -> Any:
    """Returns an image of at most MAX_SOURCE pixels, which costs no look at the others."""
    count = image.size[0] * image.size[1]
    if count <= MAX_SOURCE:
        return image
    return image.resize(
        scaled(image.size, (MAX_SOURCE / count) ** 0.5), library("PIL.Image").NEAREST
    )


def plain(image: Any) -> Any:
    """Returns an image as L, RGB or RGBA."""
    if image.mode == "F" or image.mode.startswith("I"):
        return stretched(image)
    if "transparency" in image.info or image.mode in ("LA", "La", "PA", "RGBa"):
        return image.convert("RGBA")
    if image.mode in ("L", "RGB", "RGBA"):
        return image
    return image.convert("L" if image.mode == "1" else "RGB")


def stretched(image: Any) -> Any:
    """Returns an image of numbers as L: its smallest number black, its largest white, as matplotlib
    shows it. What is no number counts as the smallest, an infinite one as the nearest finite one.
    """
    numpy = library("numpy")
    if numpy is None:
        return stretched_by_pillow(image)
    numbers = numpy.array(image, dtype="float64")
    finite = numpy.isfinite(numbers)
    low = float(numbers.min(initial=numpy.inf, where=finite))
    high = float(numbers.max(initial=-numpy.inf, where=finite))
    if not low < high:  # of one number only, the type tells what white is
        low, high = 0.0, max(high, 1.0 if image.mode == "F" else 65535.0)
    numbers[numpy.isnan(numbers)] = low
    numpy.clip(numbers, low, high, out=numbers)
    numbers -= low
    numbers *= 255 / (high - low)
    return library("PIL.Image").fromarray(numbers.round().astype("uint8"))


def stretched_by_pillow(image: Any) -> Any:
    """Returns the same as stretched where there is no numpy, but for what is no number or infinite."""
    numbers = image if image.mode == "F" else image.convert("I").convert("F")
    low, high = numbers.getextrema()
    if low < high and math.isfinite(high - low):
        factor = 255 / (high - low)
        numbers = numbers.point(lambda value: value * factor + (0.5 - low * factor))
    return numbers.convert("L")


def scaled(size: Tuple[int, int], factor: float) -> Tuple[int, int]:
    """Returns width and height, multiplied, in whole pixels."""
    return max(1, int(size[0] * factor)), max(1, int(size[1] * factor))


def shrunk(image: Any, side: int = MAX_PIXELS) -> Any:
    """Returns an image of at most so many pixels a side, each the mean of those that it stands for."""
    longest = max(image.size)
    if longest <= side:
        return image
    size = scaled(image.size, side / longest)
    return image.resize(size, library("PIL.Image").LANCZOS, reducing_gap=2.0)


def on_white(image: Any) -> Any:
    """Returns an image that lets nothing shine through, as on white paper."""
    if image.mode != "RGBA":
        return image
    if image.getextrema()[3][0] == 255:
        return image.convert("RGB")
    paper = library("PIL.Image").new("RGB", image.size, "white")
    paper.paste(image, mask=image.getchannel("A"))
    return paper


def encoded(image: Any) -> bytes:
    """Returns an image of mode L or RGB as PNG; as JPEG if the PNG would have over ENOUGH_PNG bytes
    and the JPEG has fewer: it is then a photo, or noise, which no PNG makes small.
    """
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
    """Returns rows of 8 bits a sample as PNG (ISO/IEC 15948), none of them filtered: Pillow tries five
    filters on each row, which takes four times as long and saves a tenth of a plot.
    """
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
