"""What is a plot, how plots are told apart, and what a student is told of them."""

# mypy: allow-untyped-calls

import io
import json
import math
from typing import Any, Callable, Dict

import matplotlib
import numpy as np
import pandas as pd
import pytest
import seaborn
from PIL import Image
from conftest import Student, Teacher
from forms import npt_client

matplotlib.use("Agg")
import matplotlib.animation  # noqa: E402
import matplotlib.pyplot as plt  # noqa: E402


@pytest.fixture(autouse=True)
def closed() -> Any:
    yield
    plt.close("all")


def picture(payload: Any) -> Any:
    image = Image.open(io.BytesIO(payload.file))
    image.load()
    return image


def made(name: str, package: str, **attributes: Any) -> Any:
    """Returns an object of a class of this name, as a library defines it that is not here."""
    one = type(name, (), {"__module__": package})()
    vars(one).update(attributes)
    return one


def axes_of(payload: Any) -> Any:
    return json.loads(payload.plotted)["axes"]


FRAME = pd.DataFrame({"g": list("aabb"), "v": [1, 2, 3, 5], "w": [2, 1, 4, 3]})
GRID = np.arange(12.0).reshape(3, 4)

# What a student may well send: what the function that plots returns.
RETURNED: Dict[str, Callable[[], Any]] = {
    "plot": lambda: plt.plot([1, 2]),
    "bar": lambda: plt.bar([1, 2], [3, 4]),
    "pie": lambda: plt.pie([1, 2]),
    "boxplot": lambda: plt.boxplot([1, 2, 4]),
    "violinplot": lambda: plt.violinplot([1, 2, 4]),
    "hist": lambda: plt.hist([1, 2, 2]),
    "hist of two": lambda: plt.hist([[1, 2], [2, 3]]),
    "hist2d": lambda: plt.hist2d([1, 2], [1, 2]),
    "contour": lambda: plt.contour(GRID),
    "contourf": lambda: plt.contourf(GRID),
    "colorbar": lambda: plt.colorbar(plt.imshow(GRID)),
    "errorbar": lambda: plt.errorbar([1, 2], [2, 3], yerr=1),
    "stem": lambda: plt.stem([1, 2]),
    "stackplot": lambda: plt.stackplot([1, 2], [1, 2], [3, 4]),
    "streamplot": lambda: plt.streamplot(np.arange(4), np.arange(3), GRID, GRID),
    "quiver": lambda: plt.quiver([1], [2]),
    "title": lambda: (plt.plot([1, 2]), plt.title("T"))[1],
    "legend": lambda: (plt.plot([1, 2], label="l"), plt.legend())[1],
    "subplots": lambda: [(figure, axes) for figure, axes in [plt.subplots()] if axes.plot([1, 2])][
        0
    ],
    "df.plot": lambda: FRAME.plot(),
    "df.plot, subplots": lambda: FRAME.plot(subplots=True),
    "df.hist": lambda: FRAME.hist(),
    "df.boxplot": lambda: FRAME.boxplot(by="g"),
    "df.boxplot, both": lambda: FRAME.boxplot(return_type="both"),
    "groupby.plot": lambda: FRAME.groupby("g")["v"].plot(),
    "scatter_matrix": lambda: pd.plotting.scatter_matrix(FRAME),
    "relplot": lambda: seaborn.relplot(x=[1, 2], y=[2, 3]),
    "jointplot": lambda: seaborn.jointplot(x=[1, 2], y=[2, 3]),
    "clustermap": lambda: seaborn.clustermap(GRID),
    "a display of scikit-learn": lambda: made(
        "RocCurveDisplay",
        "sklearn.metrics",
        line_=plt.plot([1, 2])[0],
        ax_=plt.gca(),
        figure_=plt.gcf(),
    ),
    "a student's own class": lambda: made("Lab", "__main__", fig=plt.plot([1, 2])[0].figure),
}


@pytest.mark.parametrize("name", RETURNED)
def test_what_a_plotting_function_returns_is_its_plot(name: str) -> None:
    value = RETURNED[name]()
    before = plt.get_fignums(), plt.gcf()
    payload = npt_client.capture(value)
    assert (payload.type, payload.warning) == ("image", "")
    assert payload.plotted == npt_client.plot_summary(plt.gcf())
    assert len(np.unique(np.asarray(picture(payload)))) > 2, "blank"
    assert (plt.get_fignums(), plt.gcf()) == before


@pytest.mark.parametrize("value", [[1, 2], {"a": 1}, [GRID], {"plot": None}, (1, "x")], ids=str)
def test_what_has_no_plot_in_it_goes_as_it_is(value: Any) -> None:
    plt.plot([1, 2])
    assert npt_client.capture(value).type == ("dict" if isinstance(value, dict) else "list")


def test_a_dict_of_which_only_a_part_is_a_plot_keeps_the_rest() -> None:
    payload = npt_client.capture({"axes": plt.gca(), "error": 0.25})
    assert payload.type == "dict" and json.loads(payload.data)["error"] == 0.25


def figures(count: int) -> Any:
    """Returns so many figures; on each a line, and red in a colour of its own share."""
    made = [plt.figure(figsize=(4, 3), facecolor=(1, 0, number / 255)) for number in range(count)]
    for number, figure in enumerate(made):
        figure.add_subplot(yticks=[]).plot([0, number])
    return made


@pytest.mark.parametrize(
    "value, count, size",
    [
        (lambda: figures(2), 2, (800, 300)),
        (lambda: tuple(figures(3)), 3, (800, 600)),
        (lambda: dict(enumerate(figures(4))), 4, (800, 600)),
        (lambda: [figure.axes for figure in figures(2)], 2, (800, 300)),
        (lambda: figures(2) * 3, 2, (800, 300)),
        (lambda: figures(15), 12, (1600, 900)),
    ],
)
def test_several_figures_are_one_picture(value: Any, count: int, size: Any) -> None:
    payload = npt_client.capture(value())
    assert payload.warning == ("" if count < 12 else npt_client.FIRST_FIGURES % (12, 15))
    image = picture(payload)
    assert image.size == size
    reds = {blue for _, (red, green, blue) in image.getcolors(10**6) if (red, green) == (255, 0)}
    assert set(range(count)) <= reds
    assert [axes["series"][0]["y"][1] for axes in axes_of(payload)] == list(range(count))


class Moves:
    """Draws the frames of an animation, as a student writes it."""

    def __init__(self) -> None:
        self.frames = []  # type: ignore[var-annotated]
        self.figure, self.axes = plt.subplots()
        (self.line,) = self.axes.plot([], [])

    def __call__(self, frame: Any) -> Any:
        self.frames.append(frame)
        self.line.set_data([0, 1, 2], [frame, np.random.random(), 7])
        return [self.line]


@pytest.mark.parametrize(
    "frames, prepare, drawn",
    [
        (5, None, [0]),
        ([3, 4], None, [3]),
        (None, lambda: None, [0]),
        (lambda: iter([8, 9]), None, [8]),
    ],
    ids=["number", "list", "endless", "generator"],
)
def test_an_animation_goes_as_its_first_frame(frames: Any, prepare: Any, drawn: Any) -> None:
    moves = Moves()
    animation = matplotlib.animation.FuncAnimation(
        moves.figure, moves, frames=frames, init_func=prepare, cache_frame_data=False
    )
    before = repr(np.random.get_state())
    y = axes_of(npt_client.capture(animation))[0]["series"][0]["y"]
    assert (y[0], y[2], moves.frames) == (drawn[0], 7, drawn)
    assert repr(np.random.get_state()) == before
    assert not animation._draw_was_started
    animation._draw_was_started = True  # or it warns that nobody looked at it


def test_frames_that_can_be_had_once_are_left_to_the_student() -> None:
    moves, frames = Moves(), iter([1, 2])
    animation = matplotlib.animation.FuncAnimation(
        moves.figure, moves, frames=frames, repeat=False, cache_frame_data=False
    )
    assert npt_client.capture(animation).type == "image"
    assert (moves.frames, list(frames)) == ([], [1, 2])
    animation._draw_was_started = True


def test_an_animation_of_artists_shows_those_of_the_first_frame() -> None:
    figure, axes = plt.subplots()
    frames = [axes.plot([1, 2]), axes.plot([2, 1])]
    animation = matplotlib.animation.ArtistAnimation(figure, frames)
    assert npt_client.capture(animation).type == "image"
    assert [line.get_visible() for line in axes.lines] == [True, False]
    animation._draw_was_started = True


@pytest.mark.parametrize("figure", ["none is open", "a blank one is open"])
def test_a_blank_figure_never_takes_the_place_of_a_good_plot(
    student: Student, teacher: Teacher, capsys: Any, figure: str
) -> None:
    plt.plot([1, 2])
    student.send(plt, 4)
    plt.close("all")
    if figure == "a blank one is open":
        plt.figure()
    before = plt.get_fignums()
    student.send(plt, 4)
    student.send("last", 5)
    sent = [(record.fields["question_nb"], record.fields["type"]) for record in teacher.wait(2)]
    assert sent == [("4", "image"), ("5", "str")]
    assert capsys.readouterr().out == npt_client.NO_FIGURE + "\n"
    assert plt.get_fignums() == before


def test_a_blank_figure_that_is_sent_itself_is_said_to_be() -> None:
    for value in (plt.figure(), plt.subplots()[0]):
        payload = npt_client.capture(value)
        assert payload.type == "image" and payload.warning == npt_client.BLANK_FIGURE


def test_a_figure_that_cannot_be_drawn() -> None:
    plt.plot([1, 2])
    plt.title("$\\frac{$")
    payload = npt_client.capture(plt)
    assert payload.type == "str" and payload.data.startswith("A figure that could not be drawn")


def test_a_closed_figure_is_still_drawn() -> None:
    figure = figures(1)[0]
    plt.close(figure)
    assert npt_client.capture(figure).type == "image"


def test_a_figure_goes_with_a_summary() -> None:
    figure, axes = plt.subplots(figsize=(4, 3))
    axes.plot([0, 1, 2], [0, 1, 4], label="squares")
    axes.set_title("T")
    axes.set_xlabel("time")
    axes.legend()
    payload = npt_client.capture(figure)
    assert picture(payload).format == "PNG"
    (summary,) = axes_of(payload)
    assert (summary["title"], summary["x"]["label"], summary["legend"]) == (
        "T",
        "time",
        ["squares"],
    )
    (series,) = summary["series"]
    assert (series["kind"], series["n"], series["x"], series["y"]) == (
        "line",
        3,
        [0.0, 1.0, 2.0],
        [0.0, 1.0, 4.0],
    )


@pytest.mark.filterwarnings("ignore:Warning. converting a masked element")
def test_plots_of_every_kind_have_a_capped_summary() -> None:
    rng = np.random.default_rng(0)
    figure, axes = plt.subplots(2, 4)
    axes[0, 0].scatter(rng.normal(size=5000), rng.normal(size=5000), c=rng.normal(size=5000))
    axes[0, 1].bar(["a", "b"], [1, 2])
    axes[0, 2].imshow(rng.normal(size=(50, 50)))
    axes[0, 3].contourf(GRID, levels=[0, 12])
    axes[1, 0].pie([1, 2, 3])
    axes[1, 1].fill_between([1, 2, 3], [1, math.nan, 3])
    axes[1, 2].pcolormesh(np.ma.masked_less(rng.normal(size=(20, 20)), 0))
    axes[1, 3].fill([0, 1, 1], [0, 0, 1])
    for row in axes:
        for one in row:
            one.plot(rng.normal(size=100_000))
    text = npt_client.plot_summary(figure)
    assert 100 < len(text) <= npt_client.MAX_PLOTTED
    kinds = [[series["kind"] for series in one["series"]] for one in json.loads(text)["axes"]]
    assert kinds == [
        ["line", "points"],
        ["line", "bars"],
        ["line", "image"],
        ["line", "area"],
        ["line", "pie"],
        ["line", "area"],
        ["line", "mesh"],
        ["line", "patches"],
    ]


ROOTS = np.sqrt(np.arange(5_000) + 0.5)
OTHER = np.where(np.arange(5_000) == 2_501, 9, ROOTS)


# Each draws values of which one, far from both ends, may be another.
PLOTS: Dict[str, Callable[[Any, Any], Any]] = {
    "line": lambda axes, values: axes.plot(values),
    "scatter": lambda axes, values: axes.scatter(values, values),
    "bars": lambda axes, values: axes.bar(range(100), values[2_450:2_550]),
    "step": lambda axes, values: axes.hist(values, histtype="step"),
    "lines": lambda axes, values: [axes.plot([0, value]) for value in values[2_445:2_505]],
    "collections": lambda axes, values: [axes.scatter([1], [v]) for v in values[2_445:2_505]],
    "image": lambda axes, values: axes.imshow(values.reshape(50, 100)),
    "mesh": lambda axes, values: axes.pcolormesh(values.reshape(50, 100)),
    "area": lambda axes, values: axes.fill_between(range(5_000), values),
    "contourf": lambda axes, values: axes.contourf(values.reshape(50, 100)),
    "segments": lambda axes, values: axes.vlines(range(5_000), 0, values),
    "in space": lambda axes, values: axes.figure.add_subplot(projection="3d").scatter(
        values, values, values
    ),
}


@pytest.mark.parametrize("name", PLOTS)
def test_plots_have_equal_summaries_only_if_all_their_values_are_equal(name: str) -> None:
    def summary(values: Any) -> str:
        figure, axes = plt.subplots(dpi=20)
        PLOTS[name](axes, values)
        text = npt_client.capture(figure).plotted
        plt.close(figure)
        return str(text)

    assert summary(ROOTS) == summary(ROOTS * (1 + 1e-12)) != summary(OTHER)


def test_of_many_axes_none_is_left_out_of_the_summary() -> None:
    figure = plt.figure()
    lines = [
        figure.add_axes((0, 0, 1, 1), label=str(number)).plot([0, number])[0]
        for number in range(42)
    ]
    summary = npt_client.plot_summary(figure)
    assert len(summary) <= npt_client.MAX_PLOTTED
    lines[-1].set_ydata([0, 99])
    assert npt_client.plot_summary(figure) != summary


def test_the_digest_of_a_summary_counts_six_figures_of_the_largest() -> None:
    digest = npt_client.digest_of
    assert len(digest([1, 2])) == 16  # one of 12 digits is taken as an earlier client's
    assert digest([1, 2]) == digest((1.0, 2.0)) == digest(np.array([1, 2.000001]))
    assert (
        digest([math.nan, -0.0]) == digest([math.inf, 0]) == digest(np.ma.masked_equal([9, 0], 9))
    )
    assert digest([0.0, 0.0]) == digest([0, 0]) != digest([0])
    assert len({digest([1, 2]), digest([1, 2.0001]), digest([10, 20]), digest([1], [2])}) == 4
    assert digest(np.array([1, 2], "uint8")) != digest(np.array([1, 3], "uint8"))
    assert digest([5e-324]) == digest([5e-324])
