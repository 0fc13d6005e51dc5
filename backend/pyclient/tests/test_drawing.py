"""A plot arrives as the student sees it, at about the price of a plain savefig, whatever is on it."""

# mypy: allow-untyped-calls

import io
import subprocess
import sys
from typing import Any, Callable, Dict

import matplotlib
import numpy as np
import pytest
from forms import npt_client
from deadline import DEADLINE
from PIL import Image

matplotlib.use("Agg")
import matplotlib.pyplot as plt  # noqa: E402
from mpl_toolkits.axes_grid1 import make_axes_locatable  # noqa: E402
from mpl_toolkits.axes_grid1.inset_locator import inset_axes  # noqa: E402


@pytest.fixture(autouse=True)
def closed() -> Any:
    yield
    plt.close("all")


def picture(payload: Any) -> Any:
    assert payload.type == "image", payload.data
    image = Image.open(io.BytesIO(payload.file))
    image.load()
    return image


def pixels(image: Any) -> Any:
    return np.asarray(image.convert("L"), dtype="float64")


def saved(figure: Any, **how: Any) -> bytes:
    buffer = io.BytesIO()
    figure.savefig(buffer, **{"format": "png", **how})
    return buffer.getvalue()


def noise(*shape: int) -> Any:
    return np.random.default_rng(0).random(shape)


def line() -> Any:
    figure, axes = plt.subplots()
    axes.plot([0, 1, 4], label="squares")
    axes.set(title="T", xlabel="x", ylabel="y")
    axes.legend()
    return figure


def four_images() -> Any:
    figure, grid = plt.subplots(2, 2)
    for axes in grid.flat:
        axes.imshow(noise(64, 64))
    return figure


def beside_an_image() -> Any:
    figure, axes = plt.subplots()
    beside = make_axes_locatable(axes).append_axes("right", "5%", pad=0.05)
    figure.colorbar(axes.imshow(noise(10, 20)), cax=beside)
    return figure


def with_insets() -> Any:
    figure, axes = plt.subplots()
    inset_axes(axes, 1, 1, loc=2).plot([2, 1])
    axes.inset_axes([0.5, 0.1, 0.3, 0.3]).imshow(noise(3, 4))
    return figure


def one_axes(draw: Callable[[Any], Any], **how: Any) -> Callable[[], Any]:
    """Returns a function that makes a figure with one axes and draws on it."""

    def make() -> Any:
        figure, axes = plt.subplots(**how)
        draw(axes)
        return figure

    return make


FIGURES: Dict[str, Callable[[], Any]] = {
    "line": line,
    "image": one_axes(lambda axes: plt.colorbar(axes.imshow(noise(10, 20)))),
    "four images": four_images,
    "image and axes beside it": beside_an_image,
    "insets": with_insets,
    "equal": one_axes(lambda axes: (axes.plot([0, 1], [0, 3]), axes.axis("equal"))),
    "twins": one_axes(lambda axes: (axes.plot([1, 10]), axes.twinx().plot([1, 2]))),
    "pie": one_axes(lambda axes: axes.pie([1, 2, 3], labels=["a", "b", "c"])),
    "polar": one_axes(lambda axes: axes.plot([0, 2], [1, 3]), subplot_kw={"projection": "polar"}),
    "3d": one_axes(lambda axes: axes.plot([1, 2], [1, 2], [1, 2]), subplot_kw={"projection": "3d"}),
    "constrained": one_axes(lambda axes: axes.imshow(noise(9, 20)), layout="constrained"),
    "tight": one_axes(lambda axes: axes.plot([1, 2]), layout="tight"),
    "odd size": one_axes(lambda axes: axes.plot([1, 3, 2]), figsize=(5.333, 3.777), dpi=93),
    "to its edge": one_axes(
        lambda axes: (axes.set_position([0, 0, 1, 1]), axes.imshow(noise(6, 8)), axes.axis("off"))
    ),
    "dark": one_axes(lambda axes: axes.plot([1, 2]), facecolor="black"),
    "transparent": one_axes(lambda axes: axes.plot([1, 2]), facecolor="none"),
}


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_of_which_nothing_is_cut_looks_as_a_plain_savefig_and_stays_as_it_was(
    name: str,
) -> None:
    figure = FIGURES[name]()
    ours = picture(npt_client.capture(figure))
    paper = Image.new("RGBA", ours.size, "white")
    paper.alpha_composite(Image.open(io.BytesIO(saved(FIGURES[name]()))).convert("RGBA"))
    assert ours.format == "PNG"
    assert abs(pixels(ours) - pixels(paper)).mean() < 1, "a label moved by a pixel at most"
    before = saved(figure, dpi=40), saved(figure, dpi=40, bbox_inches="tight")
    npt_client.capture(figure)
    after = saved(figure, dpi=40), saved(figure, dpi=40, bbox_inches="tight")
    assert after == before


def many_lines(axes: Any) -> None:
    for start in range(100):
        axes.plot([start, 3, 2])


COSTS: Dict[str, Callable[[], Any]] = {
    "line": line,
    "four images": four_images,
    "noise": one_axes(lambda axes: axes.imshow(noise(500, 500, 3)), figsize=(10, 8)),
    "many lines": one_axes(many_lines),
    "bars": one_axes(lambda axes: axes.hist(noise(5_000), bins=300)),
    "long line": one_axes(lambda axes: axes.plot(np.linspace(0, 1, 200_000) ** 2)),
    "large image": one_axes(lambda axes: axes.imshow(noise(1_000, 1_000))),
    "mesh": one_axes(lambda axes: axes.pcolormesh(noise(300, 300))),
    "text far away": one_axes(lambda axes: (axes.plot([0, 1]), axes.text(100, 100, "label"))),
}


@pytest.mark.parametrize("name", COSTS)
def test_a_figure_is_drawn_once(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that it costs about as much as a plain savefig, as build/bench.sh measures."""
    figure = COSTS[name]()
    figure.axes[0].set(xlim=(0, 1)) if name == "text far away" else None
    draw, pixels = type(figure).draw, []

    def counted(self: Any, renderer: Any) -> Any:
        pixels.append(renderer.width * renderer.height)
        return draw(self, renderer)

    monkeypatch.setattr(type(figure), "draw", counted)
    npt_client.capture(figure)
    width, height = figure.get_size_inches() * figure.get_dpi()
    assert len(pixels) == 1 and pixels[0] < 4 * width * height


@pytest.mark.parametrize("place", [(40, 40), (100, 100), (60, 0.5), (-1e9, 1e9), (0.5, 3)])
def test_what_stands_far_outside_is_not_in_the_picture(place: Any) -> None:
    plt.plot([0, 1])
    plain = saved(plt.gcf())
    plt.text(*place, "label")
    plt.xlim(0, 1)
    plt.ylim(0, 1)
    plt.plot([0, 1], color="red")
    image = picture(npt_client.capture(plt))
    assert image.size == Image.open(io.BytesIO(plain)).size
    assert (255, 0, 0) in {colour for _, colour in image.getcolors(10**6)}


def test_texts_outside_take_no_time_and_no_memory() -> None:
    """They took up to 289 s and 14 GB. A process of its own tells its peak."""
    code = """
import io, resource, sys, time
sys.path[:0] = %r
import matplotlib; matplotlib.use("Agg")
import matplotlib.pyplot as plt, client
peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
plt.plot([0, 1]); plt.xlim(0, 1); plt.ylim(0, 1)
client.capture(plt)
before = peak()
def cpu(work):
    started = time.process_time(); work(); return time.process_time() - started
plain = max(cpu(lambda: plt.savefig(io.BytesIO())) for _ in range(2))
for place in (40, 40), (100, 100), (60, .5):
    plt.text(*place, "label")
    sent = []
    print(cpu(lambda: sent.append(client.capture(plt))) / plain, peak() - before)
    assert sent[0].type == "image"
"""
    code %= (sys.path,)
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=DEADLINE
    )
    assert done.returncode == 0, done.stderr
    for row in done.stdout.splitlines():
        ratio, megabytes = map(float, row.split())
        assert ratio < 3 and megabytes < 30


@pytest.mark.parametrize(
    "draw, larger",
    [
        (lambda axes: axes.legend(["beside"], bbox_to_anchor=(1.05, 1), loc="upper left"), "width"),
        (lambda axes: axes.figure.legend(["beside"], bbox_to_anchor=(1.2, 0.9)), "width"),
        (
            lambda axes: axes.set_xticks([1, 2], ["a long name", "another long name"], rotation=90),
            "height",
        ),
        (lambda axes: axes.set_title("above", y=1.2), "height"),
        (lambda axes: axes.set_title("inside"), ""),
        (lambda axes: axes.set_title("far above", y=9), ""),
    ],
)
def test_what_stands_near_is_in_the_picture(draw: Any, larger: str) -> None:
    figure, axes = plt.subplots()
    axes.plot([1, 2])
    draw(axes)
    width, height = picture(npt_client.capture(figure)).size
    assert (width > 640, height > 480) == (larger == "width", larger == "height")


@pytest.mark.parametrize(
    "how, size",
    [
        ({"figsize": (60, 5), "dpi": 300}, (1600, 133)),
        ({"figsize": (6.4, 4.8), "dpi": 10_000}, (1600, 1200)),
        ({"figsize": (640, 480)}, (1600, 1200)),  # somebody thought of pixels
        ({"figsize": (1, 50)}, (32, 1600)),
    ],
)
def test_the_size_of_the_picture_is_known_before_it_is_drawn(how: Any, size: Any) -> None:
    figure = plt.figure(**how)
    figure.add_axes((0.1, 0.1, 0.8, 0.8), xticks=[], yticks=[]).plot([1, 2], color="red")
    before = tuple(figure.get_size_inches()), figure.dpi, figure.canvas
    payload = npt_client.capture(figure)
    assert picture(payload).size == size
    assert (tuple(figure.get_size_inches()), figure.dpi, figure.canvas) == before


@pytest.mark.parametrize(
    "draw",
    [
        lambda axes: [axes.add_artist(plt.Line2D([0, 1], [0, 1])) for _ in range(1_010)],
        lambda axes: axes.plot([str(name) for name in range(120)], range(120)),
        lambda axes: axes.plot(np.broadcast_to(0.0, 400_000)),
        lambda axes: axes.scatter(*np.zeros((2, 11_000)), c=np.zeros(11_000)),
        lambda axes: axes.text(0.5, 0.5, "x" * 1_000, fontsize=200),
        lambda axes: axes.figure.text(0.5, 0.5, "x" * 1_000, fontsize=200),
        lambda axes: axes.imshow(np.broadcast_to(0.0, (2_000, 2_000))),
        lambda axes: axes.pcolormesh(np.zeros((600, 600))),
        lambda axes: axes.vlines(range(5_000), 0, 1),
    ],
    ids="artists names points markers letters letters-of-the-figure image mesh segments".split(),
)
def test_what_would_take_long_is_not_drawn(draw: Any, monkeypatch: Any) -> None:
    figure, axes = plt.subplots()
    draw(axes)
    axes.set_title("T")
    monkeypatch.setattr(npt_client, "MAX_DRAWN", npt_client.MAX_DRAWN / 100)
    assert npt_client.capture(line()).type == "image"
    monkeypatch.setattr(matplotlib.figure.Figure, "savefig", None)
    payload = npt_client.capture(figure)
    assert (payload.type, payload.data) == ("str", "A figure with too much on it to be drawn: T")
    assert payload.warning == npt_client.TOO_MUCH_TO_DRAW


@pytest.mark.parametrize(
    "setting, value",
    [
        ("savefig.dpi", 1e6),
        ("savefig.bbox", "tight"),
        ("savefig.pad_inches", 1e5),
        ("savefig.transparent", True),
        ("savefig.format", "svg"),
        ("savefig.edgecolor", "red"),
    ],
)
def test_settings_of_savefig_do_not_count(setting: str, value: Any) -> None:
    expected = picture(npt_client.capture(line()))
    with matplotlib.rc_context({setting: value}):
        image = picture(npt_client.capture(line()))
        assert matplotlib.rcParams[setting] == value
    assert np.array_equal(pixels(image), pixels(expected))


def test_noise_is_small_and_its_title_can_be_read() -> None:
    figure = COSTS["noise"]()
    title = figure.axes[0].set_title("Noise, 500 x 500")
    payload = npt_client.capture(figure)
    assert len(payload.file) < 1.5 * len(saved(figure, format="jpeg")) < 0.4 * len(saved(figure))
    assert picture(payload).size == (1000, 800), "its own size: not drawn smaller"
    box = title.get_window_extent().extents.round().astype(int)
    part = (slice(800 - box[3], 800 - box[1]), slice(box[0], box[2]))
    plain = pixels(Image.open(io.BytesIO(saved(figure))))
    assert abs(pixels(picture(payload))[part] - plain[part]).mean() < 5
