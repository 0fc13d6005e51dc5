"""Draws figures of matplotlib: once each, at about the price of a plain savefig.

Promises that what stands far outside a figure costs nothing, that the size of the picture is known
before it is drawn, and that the figure is afterwards as it was.
"""

import contextlib
import importlib
import math
from typing import Any, Iterator, List, Tuple

from .limits import MAX_DRAWN, MAX_INCHES, MAX_MARGIN, MAX_PIXELS
from .payload import library
from .pixels import on_white, shrunk
from .quiet import unlogged

CUT_PADDING = 8  # pixels around what stands outside the figure
SANE_INCHES = 16.0
MESHES = ("QuadMesh", "TriMesh")  # they make their paths on request, and slowly


class Pixels:
    """Takes what savefig writes as "raw": height x width x 4 bytes of RGBA, which it does not copy."""

    rows: Any = None

    def write(self, rows: Any) -> int:
        """Keeps the rows."""
        self.rows = rows
        return len(rows)

    def seek(self, at: int) -> None:
        """Does nothing. By this name matplotlib knows a file."""


def drawn(figures: List[Any]) -> Any:
    """Returns figures as one PIL image of mode RGB, in rows if there are several.

    Bounds: MAX_PIXELS wide and high. Raises what matplotlib raises if it cannot draw one.
    """
    columns = math.ceil(math.sqrt(len(figures)))
    with unlogged("matplotlib"):  # of fonts that are missing, for each text once
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
    """Returns a figure as PIL image of at most so many pixels a side, at its own resolution if that
    is not more. It is drawn with a margin, and cut to the figure and what stands near it: a legend
    beside the axes, say. To ask matplotlib for it (bbox_inches="tight") is to draw twice.
    """
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
    """Returns the figure, and what is drawn in the margin around it, as PIL image of mode RGB."""
    left, top, right, bottom = inked(pixels, beside, above)
    part = library("numpy").ascontiguousarray(pixels[top:bottom, left:right])
    image = library("PIL.Image").fromarray(part)
    opaque = pixels[0, 0, 3] == 255  # the background is, over which everything else is drawn
    return image.convert("RGB") if opaque else on_white(image)


@contextlib.contextmanager
def sane_size(figure: Any) -> Iterator[Tuple[float, float]]:
    """Yields the size of a figure in inches. One that is larger than any paper (its maker thought of
    pixels, mostly) is of SANE_INCHES meanwhile, or its text would be too small to be drawn.
    """
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
    """Gives axes of a fixed aspect their places, as drawing does first; but not savefig with a box,
    which keeps the places that they have.
    """
    agg = importlib.import_module("matplotlib.backends.backend_agg")
    renderer = agg.RendererAgg(1, 1, figure.get_dpi())
    for axes in figure.get_axes():
        locator = axes.get_axes_locator()
        axes.apply_aspect(locator(axes, renderer) if locator else None)


def inked(pixels: Any, beside: int, above: int) -> Tuple[int, int, int, int]:
    """Returns left, top, right and bottom of the figure and what is drawn in the margin around it."""
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
    """Tells whether to draw figures would take too long: as long as a line of MAX_DRAWN points."""
    work = 0.0
    for part in (part for figure in figures for part in (figure, *figure.get_axes())):
        children = part.get_children()
        work += 300 * len(children)
        for artist in children if work <= MAX_DRAWN else ():
            with contextlib.suppress(Exception):  # an artist of another kind
                work += points_of(artist)
    return work > MAX_DRAWN


def points_of(artist: Any) -> float:
    """Returns how many points of a line take as long to draw as the artist does (0.3 us each)."""
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
    """Returns how many ticks are set on an axis one by one: names, mostly, one for each."""
    locator = axis.get_major_locator()
    given = getattr(locator, "locs", None)
    return len(getattr(locator, "_units", ()) if given is None else given)
