"""Send one of every value that a data lab produces: every_value.py < first cell.

Run as one cell in IPython, so that functions and classes have a source as in a
notebook. The label of each question names the value.
"""

import sys

from IPython.core.interactiveshell import InteractiveShell

CELL = r'''
import dataclasses, datetime, decimal, fractions, functools
import matplotlib
matplotlib.use("agg")
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import altair
import plotly.graph_objects
import scipy.sparse
import seaborn
import sklearn.linear_model, sklearn.pipeline, sklearn.preprocessing
import sympy
import torch
from PIL import Image

def double(x):
    """Twice x."""
    return 2 * x

class Shape:
    sides = 0
    def area(self):
        return 0

@dataclasses.dataclass
class Point:
    x: float
    y: float

figure, axes = plt.subplots()
axes.plot([1, 2, 3], [1, 4, 9])
axes.set_title("squares")

send("caf\u00e9 \U0001f642\nsecond line", "str")
send(42, "int")
send(2.5, "float")
send(True, "bool")
send(None, "None")
send(1 + 2j, "complex")
send(fractions.Fraction(1, 3), "Fraction")
send(decimal.Decimal("0.10"), "Decimal")
send(b"\x00raw", "bytes")
send([1, "two", [3.0, None]], "list")
send((1, 2), "tuple")
send({"a": 1, "b": [1, float("nan")]}, "dict")
send({2: 0.7, "2": (1098, 2), None: [b"x", {1, 3}, set(), (1,), 1 + 2j, -0.0, 1.0, True]}, "nested")
send(np.array([42]), "array of one")
send(Point(1.0, 2.0), "dataclass")
send(np.arange(6).reshape(2, 3), "ndarray")
send(np.array([1.5, np.nan, np.inf, -np.inf]), "nan")
send(np.float32(0.5), "numpy scalar")
send(np.arange(24).reshape(2, 3, 4), "3-D")
send(np.zeros((1000, 50)), "large")
send(torch.tensor([[1.0, 2.0]], requires_grad=True), "Tensor")
send(scipy.sparse.eye(3, format="csr"), "sparse")
send(np.array([[(1, 0.5)], [(2, 1.5)]], dtype=[("id", "i4"), ("t", "f8")]), "named fields")
send(pd.DataFrame({"n": [1, 2]}, index=pd.Index(["x", "y"], name="city")), "named index")
send(7**20_000, "long number")
send(double, "function")
send(lambda x: x + 1, "lambda")
send(functools.partial(double, 3), "partial")
send(Shape, "class")
send(torch.nn.Linear(2, 1), "Module")
send(pd.DataFrame({"n": [1, 2], "name": ["x", "y"]}), "DataFrame")
send(pd.Series([1.5, 2.5], name="s"), "Series")
send(figure, "Figure")
send(axes, "Axes")
plt.figure(); plt.plot([3, 1, 2])
send(plt, "plt")
send(Image.new("RGB", (40, 30), "red"), "PIL")
send(Image.new("RGBA", (10, 10)), "RGBA")
send({3}, "set")
send(np.array([1 + 2j]), "complex array")
send(np.array([[True, False]]), "bool array")
send(pd.Index([10, 20], name="i"), "Index")
send(Shape().area, "method")
send(sympy.Rational(1, 2) * sympy.Symbol("x"), "sympy")
scale, ridge = sklearn.preprocessing.StandardScaler(), sklearn.linear_model.Ridge(alpha=2.0)
send(sklearn.pipeline.make_pipeline(scale, ridge), "pipeline")
send(seaborn.scatterplot(x=[1, 2], y=[3, 4]), "seaborn")
send(pd.DataFrame({"n": [1, 2]}).plot(), "pandas plot")
send(plotly.graph_objects.Figure(plotly.graph_objects.Scatter(x=[1, 2], y=[3, 4])), "plotly")
send(altair.Chart(pd.DataFrame({"a": [1]})).mark_point().encode(x="a"), "altair")
try:
    1 / 0
except ZeroDivisionError as e:
    send(e, "exception")
'''


def main() -> None:
    shell = InteractiveShell.instance()
    for cell in ("input = lambda prompt='': 'Ada'\n" + sys.stdin.read(), CELL):
        shell.run_cell(cell, store_history=True).raise_error()


if __name__ == "__main__":
    main()
