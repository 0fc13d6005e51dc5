"""Send values that differ only in what is not sent: pairs.py STUDENT < first cell.

Question by question, prof sends a reference, the student "equal" the same value in another form, and
the student "other" a value that differs from it where no payload shows. The name of a question says
what differs; how its "other" has to be judged stands behind it.
"""

import collections
import decimal
import math
import sys

import matplotlib
import numpy as np
import pandas as pd
import scipy.sparse

matplotlib.use("agg")
from matplotlib import pyplot as plt  # noqa: E402

WRONG, UNKNOWN = "wrong", ""  # UNKNOWN: within a tolerance or not, nobody can tell


def with_one(array, at, value):
    """Returns a copy of an array in which one element is another."""
    array = np.array(array)
    array.flat[at] = value
    return array


def lines(count, changed=None):
    """Returns as many lines of text, of which one may be changed."""
    return "\n".join("changed" if at == changed else "line %d" % at for at in range(count))


def nested(depth, core):
    """Returns lists in lists."""
    for _ in range(depth):
        core = [core]
    return core


def plotted(values):
    """Returns a figure of a line."""
    figure, axes = plt.subplots()
    axes.plot(values)
    return figure


def structured(second):
    """Returns an array of two axes with named fields."""
    array = np.zeros((40, 50), dtype=[("x", "f8"), ("y", "i4")])
    array["y"][20, 25] = second
    return array


def frame(rows=500, **columns):
    """Returns a frame of columns of whole numbers."""
    return pd.DataFrame({"age": range(rows), **columns})


def pairs():
    """Yields for each question: its label, the reference, an equal value, another one, its verdict."""
    ages = frame()
    changed = frame()
    changed.loc[250, "age"] = -1
    yield "frame", ages, frame().astype("int16"), changed, WRONG
    yield "series", ages["age"], frame()["age"].astype("float64"), changed["age"], WRONG
    yield "index", pd.Index(range(500)), pd.Index(list(range(500))), pd.Index(changed["age"]), WRONG
    yield "rowlabel", ages, ages.copy(), ages.rename(index={250: 251}), WRONG
    yield "columns", pd.DataFrame(np.zeros((3, 80), int)), pd.DataFrame(np.zeros((3, 80), "i1")), (
        pd.DataFrame(with_one(np.zeros((3, 80), int), 40, 5))
    ), WRONG
    words = pd.DataFrame({"w": ["a"] * 100})
    yield "words", words, words.astype("category"), words.assign(
        w=["a"] * 50 + ["b"] + ["a"] * 49
    ), WRONG
    days = pd.DataFrame({"d": pd.date_range("2024-01-01", periods=90)})
    yield "days", days, days.copy(), days.assign(d=days["d"].where(days.index != 45)), WRONG
    long = pd.DataFrame({"t": ["x" * 20_000]})
    yield "celltext", long, long.copy(), pd.DataFrame({"t": ["x" * 19_999 + "y"]}), WRONG

    whole = np.arange(3000)
    yield "array", whole, whole.astype(">i8"), with_one(whole, 1500, 0), WRONG
    yield "order", whole, np.ascontiguousarray(whole[::-1])[::-1], np.r_[
        whole[:5], whole[5:-5][::-1], whole[-5:]
    ], WRONG
    yield "matrix", whole.reshape(50, 60), np.asfortranarray(whole.reshape(50, 60)), with_one(
        whole, 1500, 0
    ).reshape(50, 60), WRONG
    yield "cube", whole.reshape(10, 15, 20), whole.reshape(10, 15, 20).astype("f4"), with_one(
        whole, 1500, 0
    ).reshape(10, 15, 20), WRONG
    yield "bools", whole > 10, (whole > 10).copy(), with_one(whole > 10, 1500, False), WRONG
    yield "strings", whole.astype(str), whole.astype("U9"), with_one(
        whole.astype(str), 1500, "x"
    ), WRONG
    yield "dates", whole.astype("M8[D]"), whole.astype("M8[D]").astype("M8[s]").astype(
        "M8[D]"
    ), with_one(whole.astype("M8[D]"), 1500, "NaT"), WRONG
    yield "complex", whole * 1j, (whole * 1j).astype("c8"), with_one(whole * 1j, 1500, 1), UNKNOWN
    floats = np.linspace(0, 1, 3000)
    yield "floats", floats, floats.astype(">f8"), with_one(floats, 1500, 0.25), UNKNOWN
    yield "maximum", floats, floats.copy(), with_one(floats, 1500, 7.0), WRONG
    yield "nan", floats, floats.copy(), with_one(floats, 1500, np.nan), WRONG
    yield "million", np.zeros((1000, 1000), "i1"), np.zeros((1000, 1000)), with_one(
        np.zeros((1000, 1000), "i1"), 500_500, 1
    ), WRONG
    yield "fields", structured(0), structured(0).copy(), structured(7), UNKNOWN
    yield "ragged", [list(range(9000)), list(range(15_000))], [
        list(range(9000)),
        tuple(range(15_000)),
    ], [list(range(9000)), list(range(14_999)) + [7]], WRONG

    numbers = list(range(30_000))
    yield "list", numbers, tuple(numbers), numbers[:25_000] + [0] + numbers[25_001:], WRONG
    yield "range", range(30_000), numbers, range(0, 60_000, 2), WRONG
    yield "set", set(numbers), set(reversed(numbers)), set(numbers[:-1]) | {-1}, WRONG
    yield "deque", collections.deque(numbers), collections.deque(numbers), collections.deque(
        numbers[:-1] + [0]
    ), WRONG
    ids = {"k%d" % at: at for at in numbers}
    yield "dict", ids, dict(reversed(list(ids.items()))), dict(ids, k29999=0), WRONG
    yield "keys", ids, dict(ids), {
        ("k%d" % at if at < 29_999 else "z"): at for at in numbers
    }, WRONG
    yield "listtext", ["x" * 20_000], ["x" * 20_000], ["x" * 19_999 + "y"], WRONG
    yield "deep", nested(30, 1), nested(30, 1.0), nested(30, 2), WRONG
    yield "indict", {"w": whole}, {"w": whole.astype("f8")}, {"w": with_one(whole, 1500, 0)}, WRONG
    yield "frames", [ages], [ages.copy()], [changed], WRONG

    yield "text", lines(30_000), lines(30_000), lines(30_000, changed=29_999), WRONG
    yield "bytes", b"a" * 60_000, bytearray(b"a" * 60_000), b"a" * 59_999 + b"b", WRONG
    yield "huge", math.factorial(4000), math.factorial(4000), math.factorial(4000) - 12345, WRONG
    yield "digits", math.factorial(2000), math.factorial(2000), math.factorial(2000) - 12345, WRONG
    yield "decimal", decimal.Decimal("1." + "3" * 20_000), decimal.Decimal(
        "1." + "3" * 20_000
    ), decimal.Decimal("1." + "3" * 19_999 + "4"), WRONG
    yield "biglist", [math.factorial(2000)], [math.factorial(2000)], [
        math.factorial(2000) - 1
    ], WRONG
    eye = scipy.sparse.eye(3, format="csr")
    yield "sparse", eye, eye.tocsc(), scipy.sparse.diags([[5.0, 6.0, 7.0]], [0]).tocsr(), WRONG
    wide = scipy.sparse.random(900, 900, 0.01, random_state=1, format="csr")
    moved = wide.copy()
    moved.data[4000] = 0.5
    yield "sparse2", wide, wide.tocoo(), moved, UNKNOWN

    wave = np.sin(np.linspace(0, 9, 5000))
    yield "line", plotted(wave), plotted(wave.copy()), plotted(with_one(wave, 2501, 0.999)), WRONG
    noise = np.random.default_rng(1).random((120, 120))
    images = []
    for values in (noise, noise.copy(), with_one(noise, 7001, 0.5)):
        figure, axes = plt.subplots()
        axes.imshow(values, cmap="gray", vmin=0, vmax=1)
        images.append(figure)
    yield ("imshow", *images, WRONG)


if __name__ == "__main__":
    exec(sys.stdin.read())
    for label, reference, equal, other, verdict in pairs():
        for name, value in (("prof", reference), ("equal", equal), ("other", other)):
            npt_config["sender_name"] = name  # noqa: F821
            send(value, label)  # noqa: F821
        plt.close("all")
        print(label, verdict, flush=True)
