"""capture(value) returns what is sent of a value; the tables say which function captures which type.

Promises to raise nothing but Unsendable, and to import no other library: a library is recognised by the
names of its classes, as a value of it exists only once the student has imported it.

How a value travels (the `type` of its record):

    ndarray  int and float as [42]; arrays, tensors and numpy numbers as nested lists, with text
             where JSON has no number (complex, dates); over 2,000 elements or 200 kB of JSON as
             {"shape", "dtype", "stats", "corners"}, where the statistics of more than 16 million
             elements come from an even sample and say so ("sampled"); sparse ones always like this,
             with "sparse", the number of elements that they store
    str      text, and what has no better form: bool and None as 'True' and 'None'; complex,
             Fraction, Decimal, and whole numbers beyond 2**53 (which JavaScript would round) as
             digits, 10,000 at most; bytes, dates, paths; an exception as its traceback; the rest as
             its repr
    list     list, tuple, set, range and the like
    dict     dict, dataclass, named tuple; plotly and altair figures that cannot make a picture
    table    pandas and polars frames, series and indexes, arrays with named fields: the first and
             last 30 rows, 25 columns
    code     functions, classes, torch and keras models, scikit-learn estimators
    latex    sympy expressions
    image    matplotlib's figures, whatever its plotting functions and those of pandas, seaborn and
             scikit-learn return, and plt; PIL images; as PNG, photos and noise as JPEG

What is shortened on its way carries a digest of the whole; see digest.py.
"""

import collections.abc
import datetime
import enum
import functools
import numbers
import os
import threading
import types
import uuid
from typing import Any

from .arrays import (
    capture_array,
    capture_foreign_array,
    capture_sparse,
    capture_tensor,
    capture_xarray,
)
from .digest import with_digest
from .errors import Unsendable
from .figures import (
    are_plots,
    capture_animation,
    capture_current_figure,
    capture_plot,
    figures_of,
    is_plot,
)
from .nested import (
    NESTABLE,
    OF_BUILTINS,
    OF_LIBRARIES,
    OF_TRAITS,
    SEQUENCES,
    capture_nested,
    encoder_of,
    has_named_parts,
    named_parts,
)
from .payload import (
    Payload,
    capture_bytes,
    capture_exception,
    capture_number,
    capture_numpy_scalar,
    capture_ratio,
    capture_repr,
    capture_text,
    library,
    safe_repr,
    text_payload,
)
from .pictures import (
    capture_altair,
    capture_drawn,
    capture_formula,
    capture_image,
    capture_plotly,
    capture_sympy,
)
from .quiet import unwarned
from .source import capture_class, capture_code_repr, capture_function, capture_keras
from .tables import (
    capture_frame,
    capture_index,
    capture_polars,
    capture_polars_series,
    capture_series,
)

_capturing = threading.RLock()  # matplotlib draws for one thread at a time


def capture(value: Any) -> Payload:
    """Returns value as it is sent; its repr if the function for its type fails. Raises Unsendable if
    there is nothing to send, and nothing else.

    Bounds: those of the function for its type; of the repr, MAX_TEXT characters.
    """
    with _capturing, unwarned():  # libraries warn as they convert and draw
        try:
            encoder = encoder_of(value)
            if encoder in (capture_array, capture_series) and figures_of(value):
                encoder = capture_plot  # of axes, as pandas returns them
            return with_digest(encoder(value))
        except (KeyboardInterrupt, Unsendable):
            raise
        except BaseException:  # a student's __repr__ or __len__ may raise anything, SystemExit too
            return text_payload(safe_repr(value))._replace(whole=None, shortened=True)


def capture_after_fork() -> None:
    """Makes a new lock in a child process: a thread of the parent may hold the old one for ever."""
    global _capturing
    _capturing = threading.RLock()


def capture_list(value: Any) -> Payload:
    """A list, tuple or set; the figures if one of its items is drawn on one, as of what hist returns.

    Bounds: MAX_NODES values, MAX_DEPTH levels, MAX_NESTED_TEXT characters a text; those of
    capture_figures.
    """
    if isinstance(value, (list, tuple)) and figures_of(value):
        return capture_plot(value)
    return capture_nested("list", value)


def capture_dict(value: Any) -> Payload:
    """A mapping, dataclass or named tuple; the figures if all values in it are drawn on some.

    Bounds: MAX_NODES values, MAX_DEPTH levels, MAX_NESTED_TEXT characters a text, 200 a key;
    those of capture_figures.
    """
    parts = dict(named_parts(value)) if has_named_parts(value) else value
    if are_plots(parts.values()):
        return capture_plot(parts)
    return capture_nested("dict", value)


def capture_module(value: types.ModuleType) -> Payload:
    """matplotlib.pyplot as its current figure, any other module as its repr.

    Bounds: those of capture_figures; MAX_TEXT characters.
    """
    if value.__name__ in ("matplotlib.pyplot", "pylab", "matplotlib.pylab"):
        return capture_current_figure(value)
    return capture_repr(value)


# By the library and the name of a class. The first of the value's classes (its own, then its bases)
# that is in here decides.
OF_LIBRARIES.update(
    {
        ("numpy", "ndarray"): capture_array,
        ("numpy", "generic"): capture_numpy_scalar,
        ("torch", "Tensor"): capture_tensor,
        ("torch", "Module"): capture_code_repr,
        ("tensorflow", "EagerTensor"): capture_foreign_array,
        ("tensorflow", "Variable"): capture_foreign_array,
        ("tensorflow", "Module"): capture_keras,
        ("keras", "Variable"): capture_foreign_array,
        ("keras", "Layer"): capture_keras,
        ("keras", "Model"): capture_keras,
        ("jax", "Array"): capture_foreign_array,
        ("jax", "ArrayImpl"): capture_foreign_array,
        ("jaxlib", "Array"): capture_foreign_array,
        ("jaxlib", "ArrayImpl"): capture_foreign_array,
        ("cupy", "ndarray"): capture_foreign_array,
        ("xarray", "DataArray"): capture_xarray,
        ("xarray", "Dataset"): capture_xarray,
        ("scipy", "spmatrix"): capture_sparse,
        ("scipy", "sparray"): capture_sparse,
        ("pandas", "DataFrame"): capture_frame,
        ("pandas", "Series"): capture_series,
        ("pandas", "Index"): capture_index,
        ("pandas", "ExtensionArray"): lambda array: capture_series(library("pandas").Series(array)),
        ("pandas", "Styler"): lambda styler: capture_frame(styler.data),
        ("polars", "DataFrame"): capture_polars,
        ("polars", "Series"): capture_polars_series,
        ("matplotlib", "Artist"): capture_plot,
        ("matplotlib", "Animation"): capture_animation,
        ("matplotlib", "ArtistList"): lambda artists: capture_list(list(artists)),
        ("seaborn", "Plot"): capture_drawn,
        ("IPython", "Image"): capture_drawn,
        ("IPython", "Latex"): capture_formula,
        ("IPython", "Math"): capture_formula,
        ("PIL", "Image"): capture_image,
        ("plotly", "BaseFigure"): capture_plotly,
        ("altair", "TopLevelMixin"): capture_altair,
        ("sklearn", "BaseEstimator"): capture_code_repr,
        ("sympy", "Basic"): capture_sympy,
        ("sympy", "Printable"): capture_sympy,
    }
)

# Inside a list or a dict, a value of these is JSON; any other is text.
NESTABLE.update(
    (
        capture_array,
        capture_tensor,
        capture_foreign_array,
        capture_sparse,
        capture_xarray,
        capture_frame,
        capture_series,
        capture_index,
        capture_polars,
        capture_polars_series,
    )
)

# The first type that fits decides.
OF_BUILTINS.extend(
    (
        (type, capture_class),
        ((bool, type(None), str, enum.Enum), capture_text),
        ((int, float), capture_number),
        (numbers.Rational, capture_ratio),
        (numbers.Number, capture_text),
        ((bytes, bytearray, memoryview), capture_bytes),
        (BaseException, capture_exception),
        (types.ModuleType, capture_module),
        (
            (types.FunctionType, types.MethodType, types.BuiltinFunctionType, functools.partial),
            capture_function,
        ),
        (collections.abc.Mapping, capture_dict),
        (tuple, lambda value: (capture_dict if has_named_parts(value) else capture_list)(value)),
        (SEQUENCES, capture_list),
        ((datetime.date, datetime.time, datetime.timedelta, uuid.UUID, os.PathLike), capture_text),
    )
)

# For values of other types: the first test that holds decides.
OF_TRAITS.extend(
    (
        # what functools.lru_cache returns, and jit compilers that keep the function
        (lambda value: callable(value) and hasattr(value, "__wrapped__"), capture_function),
        (has_named_parts, capture_dict),
        (is_plot, capture_plot),
    )
)
