"""Pictures and formulas of PIL, plotly, altair, IPython and sympy.

Promises to wait for another library's picture no longer than PICTURE_SECONDS.
"""

import copy
import io
import json
import re
import sys
import threading
from typing import Any, Callable, List

from .limits import CHART_ROWS, MAX_ELEMENTS, PICTURE_SECONDS
from .nested import capture_nested
from .payload import Payload, capture_number, capture_repr, library, text_payload
from .pixels import picture_file
from .quiet import unwarned


def capture_drawn(value: Any) -> Payload:
    """What draws itself for Jupyter: a seaborn.objects Plot, an IPython Image.

    Bounds: its own size as PNG; else MAX_TEXT characters of its repr.
    """
    png = value._repr_png_()
    png = png[0] if isinstance(png, tuple) else png
    return Payload("image", file=png) if isinstance(png, bytes) else capture_repr(value)


def capture_image(image: Any) -> Payload:
    """A PIL image of any mode, as PNG; a photo as JPEG. Bounds: those of picture_file."""
    return Payload("image", file=picture_file(image))


def capture_plotly(figure: Any) -> Payload:
    """A plotly figure, as PNG if kaleido is installed, else as the values of its traces.

    Bounds: PICTURE_SECONDS and 900 pixels for the PNG; MAX_ELEMENTS values.
    """
    if importable("kaleido"):
        picture = run_with_timeout(
            PICTURE_SECONDS, lambda: figure.to_image(format="png", width=900)
        )
        if isinstance(picture, bytes):
            return Payload("image", file=picture)
    telling = ("type", "name", "x", "y", "z", "labels", "values")
    traces = [trace.to_plotly_json() for trace in figure.data]  # figure.to_plotly_json is base64
    said = [{name: trace[name] for name in telling if name in trace} for trace in traces]
    content = {"plotly": figure.layout.title.text or "", "traces": said}
    return capture_nested("dict", content, MAX_ELEMENTS)


def capture_altair(chart: Any) -> Payload:
    """An altair chart, as PNG if vl_convert is installed, else as its specification.

    Bounds: PICTURE_SECONDS for the PNG; CHART_ROWS rows a data set, MAX_ELEMENTS values.
    """
    if importable("vl_convert"):
        buffer = io.BytesIO()
        run_with_timeout(PICTURE_SECONDS, lambda: chart.save(buffer, format="png"))
        if buffer.getvalue():
            return Payload("image", file=buffer.getvalue())
    data: List[Any] = []
    parts = with_first_rows(chart, data).to_dict()
    datasets = {name: first_rows(rows, data) for name, rows in parts.pop("datasets", {}).items()}
    for noise in ("config", "$schema"):
        parts.pop(noise, None)
    payload = capture_nested("dict", {"altair": parts, "data": datasets}, MAX_ELEMENTS)
    if payload.whole is None and not data:
        return payload
    # altair names a data set by a hash of what is shown of it, dtypes included.
    told = re.sub('"data-[0-9a-f]+"', '"data"', json.dumps(parts, sort_keys=True))
    return payload._replace(whole={"altair": told, "data": data or list(datasets.values())})


def with_first_rows(chart: Any, data: List[Any]) -> Any:
    """Returns a copy of an altair chart with the first rows of its data alone, and of the data of the
    charts in it: altair refuses to tell more than 5,000. Data that had more is appended to data.
    """
    parts = dict(getattr(chart, "_kwds", {}))
    for name, part in parts.items():
        if name == "data" and hasattr(part, "iloc"):
            parts[name] = first_rows(part, data)
        elif name == "spec" and hasattr(part, "_kwds"):
            parts[name] = with_first_rows(part, data)
        elif name in ("layer", "concat", "hconcat", "vconcat") and isinstance(part, list):
            parts[name] = [with_first_rows(each, data) for each in part]
    other = copy.copy(chart)
    vars(other)["_kwds"] = parts
    return other


def first_rows(rows: Any, data: List[Any]) -> Any:
    """Returns the first CHART_ROWS of a frame or list; appends it to data if it has more."""
    if len(rows) > CHART_ROWS:
        data.append(rows)
    return rows[:CHART_ROWS]


def importable(name: str) -> bool:
    """Tells whether a library is installed. Does not load it."""
    import importlib.util

    return name in sys.modules or importlib.util.find_spec(name) is not None


def run_with_timeout(seconds: float, work: Callable[[], Any]) -> Any:
    """Returns what work returns; None if it fails or takes longer. It then goes on, unheard."""
    results: List[Any] = []

    def run() -> None:
        try:
            with unwarned():
                results.append(work())
        except Exception:
            pass

    try:
        helper = threading.Thread(target=run, name="npt-picture", daemon=True)
        helper.start()
        helper.join(seconds)
    except RuntimeError:  # no more threads, or a subinterpreter
        pass
    return results[0] if results else None


def capture_sympy(expression: Any) -> Payload:
    """A sympy expression or matrix, as LaTeX. Bounds: MAX_TEXT characters."""
    if getattr(expression, "is_Integer", False):  # which sympy would let Python write out
        return capture_number(int(expression))._replace(type="latex")
    return text_payload(library("sympy").latex(expression), "latex")


def capture_formula(formula: Any) -> Payload:
    """IPython's Latex and Math. Bounds: MAX_TEXT characters."""
    return text_payload(str(formula.data), "latex")
