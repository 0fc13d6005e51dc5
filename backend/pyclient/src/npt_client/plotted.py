"""A summary of what figures show, by which the teacher's computer tells which plots are alike.

Promises that equal plots have equal summaries, and that different values, however many, have different
ones.
"""

import hashlib
import json
import math
from typing import Any, Dict, List, Optional

from .limits import MAX_PLOTTED
from .payload import library

MAX_AXES = 40  # with their titles
BLOCK = 1_000_000  # values that are hashed at a time
MAX_SERIES = 20  # of each kind, with their points; the others are counted, with one digest


def plot_summary(*figures: Any) -> str:
    """Returns what figures show as JSON of at most MAX_PLOTTED bytes; '' if matplotlib's insides
    are not as expected. Made after they are drawn: then what is computed when it is needed is there.
    """
    axes = [axes for figure in figures for axes in figure.get_axes()]
    for points in (60, 20, 6, 0):
        try:
            titles = [figure._suptitle.get_text() for figure in figures if figure._suptitle]
            said = [axes_summary(each, points) for each in axes[:MAX_AXES]]
            if axes[MAX_AXES:]:
                rest = [axes_summary(each, 0) for each in axes[MAX_AXES:]]
                said.append({"series": [rest_summary([one["series"] for one in rest])]})
            text = json.dumps({"title": "; ".join(titles)[:200], "axes": said})
        except Exception:  # the picture goes without
            return ""
        if len(text) <= MAX_PLOTTED:
            return text
    series = [one["series"] for one in said]
    return json.dumps({"title": "", "axes": [{"series": [rest_summary(series)]}]})


def rest_summary(summaries: Any) -> Dict[str, Any]:
    """Returns the summary of what is too much to be told: how many there are, and a digest."""
    text = json.dumps(summaries, sort_keys=True)
    return {
        "kind": "more",
        "n": len(summaries),
        "digest": hashlib.sha256(text.encode()).hexdigest()[:12],
    }


def axes_summary(axes: Any, points: int) -> Dict[str, Any]:
    """Returns titles, labels, legend and series of axes, of each series at most so many points."""
    lines, collections, images = list(axes.lines), list(axes.collections), list(axes.images)
    series = [line_summary(line, points) for line in lines[:MAX_SERIES]]
    series += [collection_summary(each, points) for each in collections[:MAX_SERIES]]
    series += patches_summaries(axes.patches, points)
    series += [image_summary(image) for image in images[:MAX_SERIES]]
    rest = [line_summary(line, 0) for line in lines[MAX_SERIES:]]
    rest += [collection_summary(each, 0) for each in collections[MAX_SERIES:]]
    rest += [image_summary(image) for image in images[MAX_SERIES:]]
    legend = axes.get_legend()
    return {
        "title": axes.get_title()[:200],
        "x": {"label": axes.get_xlabel()[:200], "scale": axes.get_xscale()},
        "y": {"label": axes.get_ylabel()[:200], "scale": axes.get_yscale()},
        "legend": [text.get_text()[:100] for text in legend.get_texts()[:20]] if legend else [],
        "series": series + ([rest_summary(rest)] if rest else []),
    }


def series_summary(kind: str, label: Any, xs: Any, ys: Any, points: int) -> Dict[str, Any]:
    """Returns kind, label, size, digest and at most so many points of one series."""
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
    """Returns the points of a scatter plot, the values of a mesh, or the values, places and corners
    of areas and segments.
    """
    kinds = {"PathCollection": "points", "PolyCollection": "area", "QuadMesh": "mesh"}
    name, numpy = type(collection).__name__, library("numpy")
    values, offsets = collection.get_array(), collection.get_offsets()
    scatter = any(base.__name__ == "PathCollection" for base in type(collection).__mro__)
    if scatter and len(collection.get_sizes()):  # the areas of contours have no sizes
        xs, ys = offsets[:, 0], offsets[:, 1]
    elif name == "QuadMesh" and values is not None:  # it makes its paths on request, and slowly
        xs, ys = numpy.arange(values.size), values.ravel()
    else:
        told = [path.vertices for path in collection.get_paths()]
        if len(offsets) > 1:
            told.append(offsets)
        if values is not None:
            told.append(numpy.column_stack((numpy.arange(values.size), values.ravel())))
        pairs = numpy.ma.concatenate(told) if told else numpy.zeros((0, 2))
        name = "area" if scatter else name
        xs, ys = pairs[:, 0], pairs[:, 1]
    return series_summary(kinds.get(name, name), collection.get_label(), xs, ys, points)


def patches_summaries(patches: Any, points: int) -> List[Dict[str, Any]]:
    """Returns a summary of all bars, one of all wedges of a pie, and a count of other patches."""
    patches = list(patches)
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
    """Returns shape and digest of an image."""
    values = image.get_array()
    return {"kind": "image", "shape": list(values.shape), "digest": digest_of(values.ravel())}


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
    """Returns 12 hex digits of a SHA-256 over all values of each series to six significant figures of
    its largest, as 32-bit whole numbers, little-endian, of which the smallest stands for no number;
    bytes, as images have them, over themselves.
    """
    numpy, digest = library("numpy"), hashlib.sha256()
    for values in series:
        numbers = numpy.ma.asarray(values).ravel()
        blocks = [numbers[at : at + BLOCK] for at in range(0, len(numbers), BLOCK)]
        if numbers.dtype == "uint8":
            hashed = [block.filled(0) for block in blocks]
        else:
            largest = max((largest_of(block) for block in blocks), default=0.0)
            exponent = int(("%.5e" % largest).partition("e")[2])
            digest.update(b"%d;" % exponent)
            hashed = (whole_numbers(block, 10.0 ** min(5 - exponent, 300)) for block in blocks)
        for block in hashed:
            digest.update(block.tobytes())
        digest.update(b"%d;" % len(numbers))
    return digest.hexdigest()[:12]


def real_numbers(block: Any) -> Any:
    """Returns values as floats, nan where one is masked or infinite."""
    numpy = library("numpy")
    numbers = numpy.ma.filled(block.astype("float64"), numpy.nan)
    numbers[numpy.isinf(numbers)] = numpy.nan
    return numbers


def largest_of(block: Any) -> float:
    """Returns the largest absolute value; 0.0 if there is none."""
    numpy = library("numpy")
    numbers = numpy.abs(real_numbers(block))
    return float(numpy.fmax.reduce(numbers, initial=0.0))


def whole_numbers(block: Any, factor: float) -> Any:
    """Returns values times factor as whole numbers."""
    numpy = library("numpy")
    numbers = numpy.rint(real_numbers(block) * factor)
    numbers[numpy.isnan(numbers)] = -(2.0**31)
    return numbers.astype("<i4")
