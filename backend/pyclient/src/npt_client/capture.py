"""capture(value) returns what is sent of a value; the tables say which function captures which type.

Promises never to raise, and to import no other library: a library is recognised by the names of its
classes, as a value of it exists only once the student has imported it.

How a value travels (the `type` of its record):

    ndarray  int and float as [42]; arrays, tensors and numpy numbers as nested lists, with text
             where JSON has no number (complex, dates); over 2,000 elements or 200 kB of JSON as
             {"shape", "dtype", "stats", "corners"}, where the statistics of more than 16 million
             elements come from an even sample and say so ("sampled"); sparse ones always like this,
             with "sparse", the number of elements that they store
    str      text, and what has no better form: bool and None as 'True' and 'None'; complex,
             Fraction, Decimal, and whole numbers beyond 2**53 (which JavaScript would round) as
             digits, 10,000 at most; bytes, dates, paths; an exception as its traceback; the rest as its repr
    list     list, tuple, set, range and the like
    dict     dict, dataclass, named tuple; plotly and altair figures that cannot make a picture
    table    pandas and polars frames, series and indexes, arrays with named fields: the first and
             last 30 rows, 25 columns
    code     functions, classes, torch and keras models, scikit-learn estimators
    latex    sympy expressions
    image    matplotlib figures, axes, artists and plt; seaborn; PIL images; as PNG, a photo as JPEG

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
from .figures import (
    capture_artist,
    capture_current_figure,
    capture_figure,
    capture_seaborn,
    is_artist,
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
    """Returns value as it is sent; its repr if the function for its type fails. Never raises.

    Bounds: those of the function for its type; of the repr, MAX_TEXT characters.
    """
    with _capturing, unwarned():  # libraries warn as they convert and draw
        try:
            return with_digest(encoder_of(value)(value))
        except KeyboardInterrupt:
            raise
        except BaseException:  # a student's __repr__ or __len__ may raise anything, SystemExit too
            return text_payload(safe_repr(value))._replace(whole=None, shortened=True)


def capture_after_fork() -> None:
    """Makes a new lock in a child process: a thread of the parent may hold the old one for ever."""
    global _capturing
    _capturing = threading.RLock()


def capture_list(value: Any) -> Payload:
    """A list, tuple or set; the figure if one of its first 50 items is drawn on one.

    Bounds: MAX_NODES values, MAX_DEPTH levels, MAX_NESTED_TEXT characters a text; those of
    capture_figure.
    """
    if isinstance(value, (list, tuple)) and any(is_artist(item) for item in value[:50]):
        return capture_artist(next(item for item in value if is_artist(item)))
    return capture_nested("list", value)


def capture_dict(value: Any) -> Payload:
    """A mapping, dataclass or named tuple.

    Bounds: MAX_NODES values, MAX_DEPTH levels, MAX_NESTED_TEXT characters a text, 200 a key.
    """
    return capture_nested("dict", value)


def capture_module(value: types.ModuleType) -> Payload:
    """matplotlib.pyplot as its current figure, any other module as its repr.

    Bounds: those of capture_figure; MAX_TEXT characters.
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
        ("matplotlib", "FigureBase"): capture_figure,
        ("matplotlib", "Figure"): capture_figure,
        ("matplotlib", "Artist"): capture_artist,
        ("matplotlib", "Container"): capture_artist,
        ("matplotlib", "ArtistList"): lambda artists: capture_list(list(artists)),
        ("seaborn", "Grid"): capture_seaborn,
        ("seaborn", "JointGrid"): capture_seaborn,
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
    )
)
