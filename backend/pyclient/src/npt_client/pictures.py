"""Pictures and formulas of PIL, plotly, altair, IPython and sympy.

Promises to wait for another library's picture no longer than PICTURE_SECONDS.
"""

import io
import sys
import threading
from typing import Any, Callable, List

from .limits import MAX_ELEMENTS, PICTURE_SECONDS
from .nested import Simplifier
from .payload import Payload, capture_repr, cut, json_payload, library
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
    return json_payload("dict", Simplifier(MAX_ELEMENTS).simple(content))


def capture_altair(chart: Any) -> Payload:
    """An altair chart, as PNG if vl_convert is installed, else as its specification.

    Bounds: PICTURE_SECONDS for the PNG; 20 rows a data set, MAX_ELEMENTS values.
    """
    if importable("vl_convert"):
        buffer = io.BytesIO()
        run_with_timeout(PICTURE_SECONDS, lambda: chart.save(buffer, format="png"))
        if buffer.getvalue():
            return Payload("image", file=buffer.getvalue())
    parts = chart.to_dict()
    datasets = {name: rows[:20] for name, rows in parts.pop("datasets", {}).items()}
    for noise in ("config", "$schema"):
        parts.pop(noise, None)
    return json_payload(
        "dict", Simplifier(MAX_ELEMENTS).simple({"altair": parts, "data": datasets})
    )


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
    return Payload("latex", cut(library("sympy").latex(expression)))


def capture_formula(formula: Any) -> Payload:
    """IPython's Latex and Math. Bounds: MAX_TEXT characters."""
    return Payload("latex", cut(str(formula.data)))
