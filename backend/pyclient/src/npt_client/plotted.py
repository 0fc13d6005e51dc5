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
HASHED_AT_ONCE = 1_000_000  # values that are hashed at a time
MAX_SERIES = 50  # of axes, with their points; the others are counted, with one digest
PLOT_DIGEST = 16  # hex digits; earlier clients, whose digests were of 2,000 values, sent 12
MAX_POINTS = 60  # of a series; fewer if there are many


def plot_summary(*figures: Any) -> str:
    """Returns what figures show as JSON of at most MAX_PLOTTED bytes; '' if matplotlib's insides
    are not as expected. Made after they are drawn: then what is computed when it is needed is there.
    """
    try:
        titles = [figure._suptitle.get_text() for figure in figures if figure._suptitle]
        axes = [axes_summary(axes) for figure in figures for axes in figure.get_axes()]
        keys = [[one["x"]["scale"], one["y"]["scale"], series_keys(one["series"])] for one in axes]
        rest = [{"series": [rest_summary(keys[MAX_AXES:])]}] if axes[MAX_AXES:] else []
        summary = {"title": "; ".join(titles)[:200], "axes": axes[:MAX_AXES] + rest}
    except Exception:  # the picture goes without
        return ""
    for points in (MAX_POINTS, 20, 6, 0):
        text = json.dumps(with_points(summary, points))
        if len(text) <= MAX_PLOTTED:
            return text
    return json.dumps({"title": "", "axes": [{"series": [rest_summary(keys)]}]})


def with_points(summary: Dict[str, Any], points: int) -> Dict[str, Any]:
    """Returns a summary whose series have at most so many points."""
    for series in (series for axes in summary["axes"] for series in axes["series"]):
        for name in ("x", "y"):
            if name in series:
                series[name] = every_nth(series[name], points)
    return summary


def rest_summary(parts: List[Any]) -> Dict[str, Any]:
    """Returns the summary of what is too much to be told: how many parts, and a digest of them."""
    text = json.dumps(parts)
    return {
        "kind": "more",
        "n": len(parts),
        "digest": hashlib.sha256(text.encode()).hexdigest()[:PLOT_DIGEST],
    }


def series_keys(series: List[Dict[str, Any]]) -> List[Any]:
    """Returns of each series what counts: no label, and no order in which they were drawn."""
    names = ("kind", "n", "shape", "digest")
    return sorted(([one.get(name) for name in names] for one in series), key=repr)


def axes_summary(axes: Any) -> Dict[str, Any]:
    """Returns titles, labels, legend and series of axes."""
    series = [line_summary(line) for line in axes.lines]
    series += [collection_summary(each) for each in axes.collections]
    series += patches_summaries(axes.patches)
    series += [image_summary(image) for image in axes.images]
    rest, legend = series[MAX_SERIES:], axes.get_legend()
    return {
        "title": axes.get_title()[:200],
        "x": {"label": axes.get_xlabel()[:200], "scale": axes.get_xscale()},
        "y": {"label": axes.get_ylabel()[:200], "scale": axes.get_yscale()},
        "legend": [text.get_text()[:100] for text in legend.get_texts()[:20]] if legend else [],
        "series": series[:MAX_SERIES] + ([rest_summary(series_keys(rest))] if rest else []),
    }


def series_summary(kind: str, label: Any, xs: Any, ys: Any) -> Dict[str, Any]:
    """Returns kind, label, size, digest and at most MAX_POINTS points of one series."""
    label = str(label)
    return {
        "kind": kind,
        "label": "" if label.startswith("_") else label[:100],
        "n": len(xs),
        "digest": digest_of(xs, ys),
        "x": rounded(xs, MAX_POINTS),
        "y": rounded(ys, MAX_POINTS),
    }


def line_summary(line: Any) -> Dict[str, Any]:
    """Returns the summary of a line, or of points if no line connects them."""
    bare = line.get_linestyle() in ("None", "none", " ", "")
    xs, ys = line.get_xdata(orig=False), line.get_ydata(orig=False)
    return series_summary("points" if bare else "line", line.get_label(), xs, ys)


def collection_summary(collection: Any) -> Dict[str, Any]:
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
    return series_summary(kinds.get(name, name), collection.get_label(), xs, ys)


def patches_summaries(patches: Any) -> List[Dict[str, Any]]:
    """Returns a summary of all bars, one of all wedges of a pie, one of the corners of all else, and a
    count of arrows, whose corners depend on how large they are drawn.
    """
    others = [patch for patch in patches if not hasattr(patch, "spine_type")]  # a colour bar's edge
    bars = [patch for patch in others if hasattr(patch, "get_width") and hasattr(patch, "get_x")]
    wedges = [patch for patch in others if hasattr(patch, "theta1")]
    arrows = [patch for patch in others if hasattr(patch, "get_arrowstyle")]
    known = {id(patch) for patch in bars + wedges + arrows}
    shapes = [patch for patch in others if id(patch) not in known]
    found = []
    if bars:
        xs = [bar.get_x() + bar.get_width() / 2 for bar in bars]
        found.append(
            series_summary("bars", "", xs, [bar.get_y() + bar.get_height() for bar in bars])
        )
    if wedges:
        shares = [(wedge.theta2 - wedge.theta1) / 360 for wedge in wedges]
        found.append(series_summary("pie", "", list(range(len(shares))), shares))
    if shapes:
        corners = library("numpy").concatenate(
            [shape.get_patch_transform().transform(shape.get_path().vertices) for shape in shapes]
        )
        found.append(series_summary("patches", "", corners[:, 0], corners[:, 1]))
    if arrows:
        found.append({"kind": "arrows", "n": len(arrows)})
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


def rounded(values: Any, count: int) -> List[Optional[float]]:
    """Returns at most count of the values, rounded to four significant figures of the largest.

    None stands for nan, inf and masked values.
    """
    numeric = [number_or_none(value) for value in every_nth(values, count)]
    largest = max((abs(number) for number in numeric if number is not None), default=0.0)
    decimals = 3 - (math.floor(math.log10(largest)) if largest else 0)
    return [None if number is None else round(number, decimals) + 0.0 for number in numeric]


def number_or_none(value: Any) -> Optional[float]:
    """Returns a finite number; None for anything else."""
    try:
        number = float(value)
    except (TypeError, ValueError):
        return None
    return number if math.isfinite(number) else None


def digest_of(*series: Any) -> str:
    """Returns PLOT_DIGEST hex digits of a SHA-256 over all values of each series to six
    significant figures of its largest, as 32-bit whole numbers, little-endian, of which the
    smallest stands for no number; bytes, as images have them, over themselves.
    """
    numpy, digest = library("numpy"), hashlib.sha256()
    for values in series:
        numbers = values.ravel() if hasattr(values, "ravel") else numpy.asarray(values)
        blocks = [
            numbers[at : at + HASHED_AT_ONCE] for at in range(0, len(numbers), HASHED_AT_ONCE)
        ]
        if numbers.dtype == "uint8":
            hashed = (numpy.ma.filled(block, 0) for block in blocks)
        else:
            largest = max((largest_of(block) for block in blocks), default=0.0)
            exponent = int(("%.5e" % largest).partition("e")[2])
            digest.update(b"%d;" % exponent)
            hashed = (whole_numbers(block, 10.0 ** min(5 - exponent, 300)) for block in blocks)
        for block in hashed:
            digest.update(block.tobytes())
        digest.update(b"%d;" % len(numbers))
    return digest.hexdigest()[:PLOT_DIGEST]


def real_numbers(block: Any) -> Any:
    """Returns a copy of values as floats, nan where one is masked or infinite."""
    numpy = library("numpy")
    numbers = numpy.array(block, dtype="float64", subok=True)
    if hasattr(numbers, "mask"):
        numbers = numbers.filled(numpy.nan)
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
