"""Figures of matplotlib and seaborn: a picture, and a summary of what was plotted.

Promises that equal plots have equal summaries, and that no figure is left open that was not.
"""

import hashlib
import io
import json
import math
from typing import Any, Dict, List, Optional

from .limits import MAX_ELEMENTS, MAX_IMAGE, MAX_PIXELS, MAX_PLOTTED
from .payload import Payload, capture_repr, text_payload
from .quiet import unlogged
from .words import BLANK_FIGURE


def is_artist(value: Any) -> bool:
    """Tells whether value is something that matplotlib draws, or a container of such."""
    return any(
        base.__name__ in ("Artist", "Container") and str(base.__module__).startswith("matplotlib.")
        for base in type(value).__mro__
    )


def capture_artist(artist: Any) -> Payload:
    """Axes, a line, bars ...: the figure on which it is drawn. Bounds: those of capture_figure."""
    while not hasattr(artist, "figure") and isinstance(artist, (tuple, list)):
        artist = next(item for item in artist if is_artist(item))
    figure = getattr(artist, "figure", None)
    return capture_figure(figure) if figure is not None else capture_repr(artist)


def capture_current_figure(pyplot: Any) -> Payload:
    """`plt`: the current figure; without one, a blank one, which the notebook does not show.

    Bounds: those of capture_figure.
    """
    existing = bool(pyplot.get_fignums())
    figure = pyplot.gcf()
    try:
        return capture_figure(figure)
    finally:
        if not existing:
            pyplot.close(figure)


def capture_figure(figure: Any) -> Payload:
    """A figure, as PNG and a summary; as text if matplotlib cannot draw it.

    Bounds: MAX_PIXELS wide and high, drawn again smaller, twice at most, while it is over MAX_IMAGE
    bytes; a summary of MAX_PLOTTED bytes.
    """
    while getattr(figure, "figure", figure) is not figure:  # of a SubFigure, the whole is drawn
        figure = figure.figure
    warning = BLANK_FIGURE if is_blank(figure) else ""
    try:
        picture = picture_of(figure)
    except Exception as trouble:  # say, a formula in a title that does not parse
        text = "A figure that could not be drawn: %s\n%s" % (trouble, plot_summary(figure))
        return text_payload(text)
    return Payload("image", file=picture, plotted=plot_summary(figure), warning=warning)


def picture_of(figure: Any) -> bytes:
    """Returns the figure as PNG, at its own resolution or what MAX_PIXELS and MAX_IMAGE allow."""
    longest = max(float(side) for side in figure.get_size_inches())
    dpi = min(float(figure.get_dpi()), MAX_PIXELS / max(longest, 0.1))
    picture = b""
    for resolution in (dpi, dpi / 2, dpi / 4):
        buffer = io.BytesIO()
        with unlogged("matplotlib"):  # of fonts that are missing, for each text once
            figure.savefig(buffer, format="png", dpi=resolution, bbox_inches="tight")
        picture = buffer.getvalue()
        if len(picture) <= MAX_IMAGE:
            break
    return picture


def is_blank(figure: Any) -> bool:
    """Tells whether nothing is drawn on the figure: no text, no image, no axes but empty ones."""
    if figure.texts or figure.images or figure.lines or figure.patches:
        return False
    return not any(axes.has_data() or axes.texts or axes.tables for axes in figure.get_axes())


def capture_seaborn(grid: Any) -> Payload:
    """A grid of seaborn. Bounds: those of capture_figure."""
    return capture_figure(getattr(grid, "figure", None) or grid.fig)


def plot_summary(figure: Any) -> str:
    """Returns what a figure shows as JSON of at most MAX_PLOTTED bytes; '' if matplotlib's insides
    are not as expected. Equal plots have equal summaries.
    """
    for points in (60, 20, 6, 0):
        try:
            title = figure._suptitle.get_text() if figure._suptitle else ""
            axes = [axes_summary(axes, points) for axes in figure.get_axes()[:40]]
            text = json.dumps({"title": title, "axes": axes})
        except Exception:  # the picture goes without
            return ""
        if len(text) <= MAX_PLOTTED:
            return text
    return json.dumps({"title": title[:200], "axes": [], "count": len(axes)})


def axes_summary(axes: Any, points: int) -> Dict[str, Any]:
    """Returns titles, labels, legend and series of axes, of each series at most so many points."""
    series = [line_summary(line, points) for line in axes.lines[:20]]
    series += [collection_summary(collection, points) for collection in axes.collections[:20]]
    series += patches_summaries(axes.patches, points)
    series += [image_summary(image) for image in axes.images[:10]]
    legend = axes.get_legend()
    return {
        "title": axes.get_title()[:200],
        "x": {"label": axes.get_xlabel()[:200], "scale": axes.get_xscale()},
        "y": {"label": axes.get_ylabel()[:200], "scale": axes.get_yscale()},
        "legend": [text.get_text()[:100] for text in legend.get_texts()[:20]] if legend else [],
        "series": series,
    }


def series_summary(kind: str, label: Any, xs: Any, ys: Any, points: int) -> Dict[str, Any]:
    """Returns kind, label, size, fingerprint and at most so many points of one series."""
    label = str(label)
    return {
        "kind": kind,
        "label": "" if label.startswith("_") else label[:100],
        "n": len(xs),
        "digest": digest_of(xs, ys),
        "x": rounded(xs, points),
        "y": rounded(ys, points),
    }


def line_summary(line: Any, points: int) -> Dict[str, Any]:
    """Returns the summary of a line, or of points if no line connects them."""
    bare = line.get_linestyle() in ("None", "none", " ", "")
    xs, ys = line.get_xdata(orig=False), line.get_ydata(orig=False)
    return series_summary("points" if bare else "line", line.get_label(), xs, ys, points)


def collection_summary(collection: Any, points: int) -> Dict[str, Any]:
    """Returns the points of a scatter plot, the values of a mesh, or the corners of areas."""
    kinds = {"PathCollection": "points", "PolyCollection": "area", "QuadMesh": "mesh"}
    name, values = type(collection).__name__, collection.get_array()
    xs: Any
    ys: Any
    if name == "PathCollection":
        offsets = collection.get_offsets()
        xs, ys = offsets[:, 0], offsets[:, 1]
    elif values is not None:  # a mesh makes its paths on request, and slowly
        xs, ys = range(values.size), values.ravel()
    else:
        corners = [corner for path in collection.get_paths()[:20] for corner in path.vertices[:200]]
        xs, ys = [corner[0] for corner in corners], [corner[1] for corner in corners]
    return series_summary(kinds.get(name, name), collection.get_label(), xs, ys, points)


def patches_summaries(patches: Any, points: int) -> List[Dict[str, Any]]:
    """Returns a summary of all bars, one of all wedges of a pie, and a count of other patches."""
    bars = [patch for patch in patches if hasattr(patch, "get_width") and hasattr(patch, "get_x")]
    wedges = [patch for patch in patches if hasattr(patch, "theta1")]
    found = []
    if bars:
        xs = [bar.get_x() + bar.get_width() / 2 for bar in bars]
        found.append(
            series_summary("bars", "", xs, [bar.get_y() + bar.get_height() for bar in bars], points)
        )
    if wedges:
        shares = [(wedge.theta2 - wedge.theta1) / 360 for wedge in wedges]
        found.append(series_summary("pie", "", list(range(len(shares))), shares, points))
    if len(bars) + len(wedges) < len(patches):
        found.append({"kind": "patches", "n": len(patches) - len(bars) - len(wedges)})
    return found


def image_summary(image: Any) -> Dict[str, Any]:
    """Returns shape and fingerprint of an image."""
    values = image.get_array()
    flat = values.ravel()[:: max(1, values.size // MAX_ELEMENTS)]
    return {"kind": "image", "shape": list(values.shape), "digest": digest_of(flat, ())}


def every_nth(values: Any, count: int) -> List[Any]:
    """Returns at most count of the values, evenly spread."""
    if not count:
        return []
    step = max(1, math.ceil(len(values) / count))
    return [values[at] for at in range(0, len(values), step)]


def rounded(values: Any, count: int, figures: int = 4) -> List[Optional[float]]:
    """Returns at most count of the values, rounded to so many significant figures of the largest.

    None stands for nan, inf and masked values.
    """
    numeric = [number_or_none(value) for value in every_nth(values, count)]
    largest = max((abs(number) for number in numeric if number is not None), default=0.0)
    decimals = figures - 1 - (math.floor(math.log10(largest)) if largest else 0)
    return [None if number is None else round(number, decimals) + 0.0 for number in numeric]


def number_or_none(value: Any) -> Optional[float]:
    """Returns a finite number; None for anything else."""
    try:
        number = float(value)
    except (TypeError, ValueError):
        return None
    return number if math.isfinite(number) else None


def digest_of(*series: Any) -> str:
    """Returns a short fingerprint of at most MAX_ELEMENTS values of each series."""
    values = [rounded(values, MAX_ELEMENTS, figures=6) for values in series]
    return hashlib.sha256(json.dumps(values).encode()).hexdigest()[:12]
