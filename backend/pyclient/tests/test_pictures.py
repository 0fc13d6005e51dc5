"""Pictures of PIL arrive as they look: in every mode, upright, on white paper, with their thin lines."""

# mypy: allow-untyped-calls

import io
import subprocess
import sys
from typing import Any

import numpy as np
import pytest
from conftest import sent
from forms import npt_client
from deadline import DEADLINE
from PIL import Image, ImageDraw

RAMP = np.linspace(0, 1, 256).reshape(16, 16)
NAN, INF = float("nan"), float("inf")


def arrived(image: Any) -> Any:
    payload = npt_client.capture(image)
    assert payload.type == "image", payload.data
    picture = Image.open(io.BytesIO(payload.file))
    picture.load()
    return picture


def grey(image: Any) -> Any:
    return np.asarray(arrived(image).convert("L"), dtype="float64")


MODES = [
    "1",
    "L",
    "LA",
    "P",
    "PA",
    "RGB",
    "RGBA",
    "RGBX",
    "CMYK",
    "YCbCr",
    "HSV",
    "LAB",
    "I",
    "F",
    "I;16",
]


@pytest.mark.parametrize("mode", MODES)
def test_pictures_of_any_mode(mode: str) -> None:
    assert arrived(Image.new(mode, (20, 10))).size == (20, 10)


@pytest.mark.parametrize(
    "mode", ["1", "L", "LA", "P", "PA", "RGB", "RGBA", "CMYK", "YCbCr", "I", "F"]
)
def test_a_gradient_is_one_in_any_mode(mode: str) -> None:
    steps = np.repeat([0, 85, 170, 255], 4).reshape(4, 4).astype("uint8")
    image = Image.fromarray(steps).convert("RGB" if mode in ("CMYK", "YCbCr") else "L")
    if mode in ("PA", "1"):
        image = image.convert("P" if mode == "PA" else "1", dither=0)
    expected = np.where(steps > 127, 255, 0) if mode == "1" else steps
    assert abs(grey(image.convert(mode)) - expected).max() <= 2


@pytest.mark.parametrize("numpy", ["with numpy", "without"])
@pytest.mark.parametrize("scale", [255, 4_095, 65_535])
@pytest.mark.parametrize("mode, dtype", [("I;16", "<u2"), ("I;16B", ">u2"), ("I;16L", "<u2")])
def test_a_picture_of_16_bits_is_neither_black_nor_white(
    mode: str, dtype: str, scale: int, numpy: str, monkeypatch: Any
) -> None:
    if numpy == "without":
        known = npt_client.library
        monkeypatch.setattr(
            npt_client, "library", lambda name: known(name) if name != "numpy" else None
        )
    numbers = (RAMP * scale).astype(dtype)
    image = Image.frombytes(mode, (16, 16), numbers.tobytes())
    assert abs(grey(image) - RAMP * 255).max() <= 2


@pytest.mark.parametrize(
    "numbers, expected",
    [
        ([[-1.0, 0.0, 1.0]], [[0, 128, 255]]),
        ([[0.0, NAN, 10.0]], [[0, 0, 255]]),
        ([[NAN, 5.0, 10.0]], [[0, 0, 255]]),
        ([[-INF, 0.0, 5.0, 10.0, INF]], [[0, 0, 128, 255, 255]]),
        ([[1e6, 1e6 + 1, 1e6 + 2]], [[0, 128, 255]]),
        ([[NAN, NAN]], [[0, 0]]),
        ([[0.0, 0.0]], [[0, 0]]),
        ([[1.0, 1.0]], [[255, 255]]),
    ],
    ids=str,
)
def test_numbers_go_from_black_to_white(numbers: Any, expected: Any) -> None:
    image = Image.fromarray(np.array(numbers, dtype="float32"))
    assert image.mode == "F"
    assert abs(grey(image) - expected).max() <= 1


def drawing(mode: str, side: int) -> Any:
    """Returns a white drawing with thin black lines, of which no 17 pixels in a row are free."""
    image = Image.new(mode, (side, side // 4), 1 if mode == "1" else "white")
    pen = ImageDraw.Draw(image)
    for at in range(0, side, 16):
        pen.line([(at, 0), (at, side)], fill=0 if mode in "1LP" else "black", width=1)
    return image


@pytest.mark.parametrize("side", [1_700, 4_000, 9_000])
@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA"])
def test_thin_lines_of_a_large_drawing_stay(mode: str, side: int) -> None:
    image = drawing("L" if mode == "P" else mode, side)
    shown = grey(image.convert("P") if mode == "P" else image)
    assert shown.shape == (400, 1600)
    assert abs(shown.mean() - 255 * 15 / 16) < 3
    assert shown.min() < 215, "a line is still a line"


def test_what_shines_through_shows_white_paper() -> None:
    image = Image.new("RGBA", (3, 1))
    image.putdata([(0, 0, 0, 0), (0, 0, 0, 128), (0, 0, 0, 255)])
    for mode in ("RGBA", "LA", "RGBa", "La"):
        assert (
            abs(grey(image.convert("LA") if mode == "La" else image) - [[255, 127, 0]]).max() <= 1
        )
    palette = Image.new("P", (2, 1))
    palette.putpalette([0, 0, 0, 9, 9, 9])
    palette.putdata([0, 1])
    palette.info["transparency"] = 0
    assert grey(palette).tolist() == [[255, 9]]


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photo_is_upright(orientation: int) -> None:
    from PIL import ImageOps

    seen = Image.fromarray((RAMP[:, :8] * 255).astype("uint8"))
    held, exif = io.BytesIO(), Image.Exif()
    exif[0x0112] = orientation
    seen.save(held, format="PNG", exif=exif)
    photo = Image.open(held)
    photo.load()
    expected = np.asarray(ImageOps.exif_transpose(photo))
    picture = arrived(photo)
    assert np.array_equal(np.asarray(picture), expected)
    assert picture.getexif().get(0x0112, 1) == 1, "no one turns it once more"


def test_a_photo_goes_as_a_smaller_jpeg_and_a_drawing_as_png() -> None:
    noise = np.random.default_rng(0).integers(0, 255, (2000, 3000, 3), dtype="uint8")
    photo = arrived(Image.fromarray(noise))
    assert (photo.format, photo.size) == ("JPEG", (1600, 1066))
    dots = np.random.default_rng(0).integers(0, 2, (800, 800), dtype="uint8") * 255
    for image in (drawing("RGB", 1_600), Image.fromarray(dots)):
        assert arrived(image).format == "PNG"
        assert np.array_equal(grey(image), np.asarray(image.convert("L")))


@pytest.mark.parametrize("size", [(1, 1), (1, 3000), (3000, 1), (0, 5)], ids=str)
def test_pictures_of_odd_sizes(size: Any) -> None:
    payload = npt_client.capture(Image.new("RGB", size, "red"))
    if 0 in size:
        assert payload.type == "str"
    else:
        assert max(arrived(Image.new("RGB", size, "red")).size) == min(1600, max(size))


def test_an_image_in_an_array_stays_an_array() -> None:
    assert sent(np.zeros((2, 2, 3), dtype="uint8")) == ("ndarray", [[[0, 0, 0]] * 2] * 2)


def test_the_students_picture_stays_as_it_was() -> None:
    image = drawing("L", 4_000).convert("P")
    before = image.tobytes(), image.mode, image.size, dict(image.info)
    arrived(image)
    assert (image.tobytes(), image.mode, image.size, dict(image.info)) == before


@pytest.mark.parametrize("mode", ["1", "L", "I;16", "I;16B", "I", "F", "CMYK", "RGBA"])
def test_of_a_huge_picture_not_all_pixels_are_looked_at(mode: str, monkeypatch: Any) -> None:
    monkeypatch.setattr(npt_client, "MAX_SOURCE", 10_000)
    steps = np.repeat([0, 255], 100).repeat(100).reshape(200, 100).astype("uint8")
    image = Image.fromarray(steps)
    if mode == "I;16B":
        image = Image.frombytes(mode, image.size, (steps * 257).astype(">u2").tobytes())
    elif mode == "CMYK":
        image = image.convert("RGB").convert(mode)
    else:
        image = image.convert("I").convert(mode) if mode == "I;16" else image.convert(mode)
    shown = grey(image)
    assert 9_000 < shown.size <= 10_000
    assert (shown[0, 0], shown[-1, -1]) == (0, 255)


HUGE = """
import resource, sys, time
sys.path[:0] = %r
from PIL import Image
import client
def peak(): return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
for mode in ("1", "P"):
    image = Image.new(mode, (20_000, 15_000))
    before = peak()
    assert client.capture(image).type == "image"
    print(peak() - before)
    del image
assert time.process_time() < %d
"""


def test_a_huge_picture_costs_no_more_than_a_large_one() -> None:
    """300 million pixels are 900 MB of RGB."""
    code = HUGE % (sys.path, 2 * DEADLINE)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=9 * DEADLINE)
    assert done.returncode == 0, done.stderr
    assert max(map(int, done.stdout.split())) < 250, "MB more at the peak"
