"""Figures and pictures are sent as PNG or JPEG, figures with a summary."""

# mypy: allow-untyped-calls

import io
import json
import math
import time
from typing import Any

import matplotlib
import numpy as np
import pytest
from PIL import Image
from forms import npt_client

matplotlib.use("Agg")
import matplotlib.pyplot as plt  # noqa: E402

FORMS = ("client.py", "package")


@pytest.fixture
def figure() -> Any:
    figure, axes = plt.subplots(figsize=(4, 3))
    axes.plot([0, 1, 2], [0, 1, 4], label="squares")
    axes.set_title("T")
    axes.set_xlabel("time")
    axes.legend()
    yield figure
    plt.close("all")


def picture(payload: Any) -> Any:
    image = Image.open(io.BytesIO(payload.file))
    image.load()
    return image


def test_a_figure_goes_as_png_with_a_summary(figure: Any) -> None:
    payload = npt_client.capture(figure)
    assert (payload.type, payload.warning) == ("image", "")
    assert picture(payload).format == "PNG"
    summary = json.loads(payload.plotted)["axes"][0]
    assert (summary["title"], summary["x"]["label"], summary["legend"]) == (
        "T",
        "time",
        ["squares"],
    )
    series = summary["series"][0]
    assert (series["kind"], series["n"], series["x"], series["y"]) == (
        "line",
        3,
        [0.0, 1.0, 2.0],
        [0.0, 1.0, 4.0],
    )


def test_what_stands_for_a_figure(figure: Any) -> None:
    axes = figure.axes[0]
    whole = npt_client.capture(figure)
    grid = np.array([axes, axes], dtype=object)
    for value in (plt, axes, axes.lines, axes.lines[0], grid, (figure, axes), list(axes.lines)):
        payload = npt_client.capture(value)
        assert (payload.type, payload.plotted) == ("image", whole.plotted)
    bars = axes.bar([1, 2], [3, 4])
    assert npt_client.capture(bars).type == "image"
    assert npt_client.capture(axes.hist([1, 2, 2])).type == "image"


def test_a_blank_figure_warns_and_is_not_left_open() -> None:
    plt.close("all")
    for value in (plt, plt.figure(), plt.subplots()[0]):
        payload = npt_client.capture(value)
        assert payload.type == "image" and payload.warning == npt_client.BLANK_FIGURE
    plt.close("all")
    npt_client.capture(plt)
    assert plt.get_fignums() == []


def test_a_figure_that_cannot_be_drawn(figure: Any) -> None:
    figure.axes[0].set_title("$\\frac{$")
    payload = npt_client.capture(figure)
    assert payload.type == "str" and payload.data.startswith("A figure that could not be drawn")


def test_a_closed_figure_is_still_drawn(figure: Any) -> None:
    plt.close(figure)
    assert npt_client.capture(figure).type == "image"


def test_a_huge_figure_is_of_sane_size() -> None:
    figure = plt.figure(figsize=(60, 5), dpi=300)
    figure.add_subplot().plot([1, 2])
    assert max(picture(npt_client.capture(figure)).size) <= npt_client.MAX_PIXELS + 50
    plt.close("all")


def test_plots_of_every_kind_have_a_capped_summary() -> None:
    rng = np.random.default_rng(0)
    figure, axes = plt.subplots(2, 3)
    axes[0, 0].scatter(rng.normal(size=5000), rng.normal(size=5000), c=rng.normal(size=5000))
    axes[0, 1].bar(["a", "b"], [1, 2])
    axes[0, 2].imshow(rng.normal(size=(50, 50)))
    axes[1, 0].pie([1, 2, 3])
    axes[1, 1].fill_between([1, 2, 3], [1, math.nan, 3])
    axes[1, 2].pcolormesh(rng.normal(size=(20, 20)))
    for row in axes:
        for one in row:
            one.plot(rng.normal(size=100_000))
    text = npt_client.capture(figure).plotted
    assert 100 < len(text) <= npt_client.MAX_PLOTTED
    kinds = [[series["kind"] for series in one["series"]] for one in json.loads(text)["axes"]]
    assert kinds == [
        ["line", "points"],
        ["line", "bars"],
        ["line", "image"],
        ["line", "pie"],
        ["line", "area"],
        ["line", "mesh"],
    ]
    plt.close("all")


@pytest.mark.filterwarnings("ignore:Warning. converting a masked element")
def test_the_summary_of_a_large_plot_takes_no_time() -> None:
    figure, (left, right) = plt.subplots(1, 2)
    left.scatter(np.arange(10**6), np.arange(10**6))
    right.pcolormesh(np.ma.masked_less(np.random.default_rng(0).normal(size=(1000, 1000)), 0))
    started = time.perf_counter()
    series = json.loads(npt_client.plot_summary(figure))["axes"][1]["series"][0]
    assert time.perf_counter() - started < 2.0
    assert series["n"] == 10**6 and None in series["y"]
    plt.close("all")


def test_equal_plots_have_equal_summaries_and_others_have_not() -> None:
    def summary(values: Any) -> str:
        figure = plt.figure()
        figure.add_subplot().plot(values)
        return npt_client.plot_summary(figure)

    values = np.linspace(0, 1, 1000)
    other = values.copy()
    other[3] += 0.01
    assert summary(values) == summary(values + 1e-12) != summary(other)
    plt.close("all")


@pytest.mark.parametrize(
    "mode",
    ["1", "L", "LA", "P", "PA", "RGB", "RGBA", "CMYK", "YCbCr", "HSV", "LAB", "I", "F", "I;16"],
)
def test_pictures_of_any_mode(mode: str) -> None:
    image = Image.new(mode, (20, 10))
    payload = npt_client.capture(image)
    assert payload.type == "image" and picture(payload).size == (20, 10)


def test_a_large_photo_goes_as_a_smaller_jpeg() -> None:
    noise = np.random.default_rng(0).integers(0, 255, (2000, 3000, 3), dtype="uint8")
    image = picture(npt_client.capture(Image.fromarray(noise)))
    assert image.format == "JPEG" and max(image.size) == npt_client.MAX_PIXELS


def test_a_float_picture_keeps_its_range() -> None:
    ramp = Image.fromarray(np.linspace(-1, 1, 256, dtype="float32").reshape(16, 16), mode="F")
    assert picture(npt_client.capture(ramp)).getextrema() == (0, 255)
