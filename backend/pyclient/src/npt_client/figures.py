"""What is a plot: figures, and all that the plotting functions of matplotlib, pandas, seaborn and
scikit-learn return.

Promises that no figure is made, closed or left open, and that pyplot's current one stays current.
"""

import collections
import collections.abc
import contextlib
import itertools
from typing import Any, Dict, Iterator, List

from .aside import same_random_numbers
from .drawing import drawn, too_much
from .errors import Unsendable
from .limits import MAX_FIGURES, MAX_LOOKED_AT
from .payload import Payload, library, safe_repr, text_payload
from .pixels import encoded
from .plotted import plot_summary
from .words import BLANK_FIGURE, FIRST_FIGURES, NO_FIGURE, TOO_MUCH_TO_DRAW

# Where what is no artist has its figure, its axes or something that is drawn there: colour bars and
# contours, animations, the grids of seaborn, scikit-learn's displays.
HOLDERS = ("figure_", "figure", "_figure", "fig", "_fig", "ax_", "axes_", "ax", "axes", "lines")


def is_artist(value: Any) -> bool:
    """Tells whether value is something that matplotlib draws: a figure, axes, a line."""
    return any(
        base.__name__ == "Artist" and str(base.__module__).startswith("matplotlib.")
        for base in type(value).__mro__
    )


def figures_of(value: Any) -> List[Any]:
    """Returns the figures on which a value is drawn, or what it contains, each once, in order.

    Bounds: the first MAX_LOOKED_AT values are looked at.
    """
    if library("matplotlib") is None:
        return []
    found: Dict[int, Any] = {}
    waiting, looked_at = collections.deque([value]), 0
    while waiting and looked_at < MAX_LOOKED_AT:
        item, looked_at = waiting.popleft(), looked_at + 1
        if is_artist(item):
            figure = figure_of_artist(item)
            if figure is not None:
                found[id(figure)] = figure
        else:
            with contextlib.suppress(Exception):  # a student's class may raise anything
                waiting.extend(itertools.islice(parts_of(item), MAX_LOOKED_AT))
    return list(found.values())


def figure_of_artist(artist: Any) -> Any:
    """Returns the whole figure on which an artist is drawn; None if it is on none."""
    figure: Any = getattr(artist, "figure", None)
    while getattr(figure, "figure", figure) is not figure:  # of a SubFigure
        figure = figure.figure
    return figure


def parts_of(value: Any) -> Iterator[Any]:
    """Yields what may be drawn of a container, or of an object that holds what it has drawn."""
    if isinstance(value, collections.abc.Mapping):
        yield from value.values()
    elif isinstance(value, (list, tuple)):
        yield from value
    elif str(getattr(value, "dtype", "")) == "object":  # axes in an array or a Series
        yield from (value.flat if hasattr(value, "flat") else iter(value))
    else:
        held: Any = getattr(value, "__dict__", None)
        for name in HOLDERS if isinstance(held, dict) else ():
            if name in held:
                yield held[name]
                return


def is_plot(value: Any) -> bool:
    """Tells whether a value that is no container was drawn on a figure."""
    return bool(figures_of(value))


def are_plots(values: Any) -> bool:
    """Tells whether all values are drawn, as of the dict that boxplot returns; some of its lists are
    empty.
    """
    drawn_on_some = False
    for value in (value for value in values if not is_empty(value)):
        drawn_on_some = bool(figures_of(value))
        if not drawn_on_some:
            break
    return drawn_on_some


def is_empty(value: Any) -> bool:
    """Tells whether value is an empty list or tuple."""
    return isinstance(value, (list, tuple)) and not value


def capture_plot(value: Any) -> Payload:
    """Figures, axes, a line, what a plotting function returns: all figures on which it is drawn.

    Bounds: those of capture_figures.
    """
    figures = figures_of(value)
    return capture_figures(figures) if figures else text_payload(safe_repr(value))


def capture_current_figure(pyplot: Any) -> Payload:
    """`plt`: the current figure. Raises Unsendable if there is none or nothing is on it: that would
    take the place of a good answer.

    Bounds: those of capture_figures.
    """
    if not pyplot.get_fignums() or is_blank(pyplot.gcf()):
        raise Unsendable(NO_FIGURE)
    return capture_figures([pyplot.gcf()])


def capture_animation(animation: Any) -> Payload:
    """An animation: its first frame; the figure as it is if the student's function fails on that.

    Bounds: those of capture_figures.
    """
    with contextlib.suppress(Exception), same_random_numbers():
        draw_first_frame(animation)
    return capture_plot(animation)


def draw_first_frame(animation: Any) -> None:
    """Puts the first frame on the figure, as displaying the animation does; not if its frames come
    from an iterator, which would be used up.
    """
    frames = animation.new_frame_seq()
    if frames is animation.new_frame_seq():
        return
    first = next(frames)
    prepare = getattr(animation, "_init_func", None)
    if prepare:
        prepare()
    if figures_of(first):  # the frames are lists of artists, which are on the figure all the time
        for artist in itertools.chain(*animation.new_frame_seq()):
            artist.set_visible(False)
    animation._draw_frame(first)


def capture_figures(figures: List[Any]) -> Payload:
    """Figures as one picture, with a summary; as text if matplotlib cannot draw them.

    Bounds: MAX_PIXELS wide and high, the first MAX_FIGURES, MAX_DRAWN points; a summary of
    MAX_PLOTTED bytes.
    """
    warning = BLANK_FIGURE if all(is_blank(figure) for figure in figures) else ""
    if figures[MAX_FIGURES:]:
        warning = FIRST_FIGURES % (MAX_FIGURES, len(figures))
    figures = figures[:MAX_FIGURES]
    if too_much(figures):
        titles = [axes.get_title() for figure in figures for axes in figure.get_axes()[:40]]
        text = "A figure with too much on it to be drawn: %s" % ", ".join(filter(None, titles))
        return text_payload(text)._replace(warning=TOO_MUCH_TO_DRAW)
    try:
        file = encoded(drawn(figures))
    except Exception as trouble:  # say, a formula in a title that does not parse
        text = "A figure that could not be drawn: %s\n%s" % (trouble, plot_summary(*figures))
        return text_payload(text)
    return Payload("image", file=file, plotted=plot_summary(*figures), warning=warning)


def is_blank(figure: Any) -> bool:
    """Tells whether nothing is drawn on the figure: no text, no image, no axes but empty ones."""
    if figure.texts or figure.images or figure.lines or figure.patches:
        return False
    return not any(axes.has_data() or axes.texts or axes.tables for axes in figure.get_axes())
