"""Parts that several figures share: ticks, bands, lines, dots and labels in lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import to_rgba
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon
from numpy.typing import ArrayLike, NDArray

from withinreach.figures.style import INK, QUIET, Sheet, rule, write

LEADING = 16
"""Pixels from one line of a label to the next."""


def plain(value: float) -> str:
    """A tick's number without decimals that say nothing: 4 and 0.5."""
    return f"{value:g}".replace("-", "\N{MINUS SIGN}")


def ticks_up(
    axes: Axes, sheet: Sheet, values: Iterable[float], x: tuple[float, float], words: Callable[[float], str] = plain
) -> None:
    """A grid line over the whole width at each value, and its number to the left."""
    for value in values:
        rule(axes, x, (value, value))
        write(axes, x[0], value, words(value), size=sheet.small, across="right", nudge=(-9, -4))


def ticks_across(
    axes: Axes, sheet: Sheet, values: Iterable[float], y: float, words: Callable[[float], str] = plain
) -> None:
    """A number below each value."""
    for value in values:
        write(axes, value, y, words(value), size=sheet.small, across="center", nudge=(0, -20))


def line(
    axes: Axes,
    x: ArrayLike,
    y: ArrayLike,
    *,
    colour: str,
    width: float = 2.0,
    strength: float = 1.0,
    dashes: tuple[float, ...] = (),
    above: float = 3.0,
) -> None:
    """A line; `dashes` are lengths on and off in line widths, `above` its place in the stack of things."""
    drawn = Line2D(np.asarray(x), np.asarray(y), color=to_rgba(colour, strength), linewidth=width, zorder=above)
    if dashes:
        drawn.set_linestyle((0, dashes))
        drawn.set_dash_capstyle("butt")
    drawn.set_clip_on(False)
    axes.add_line(drawn)


def joined(*strokes: ArrayLike) -> NDArray[np.float64]:
    """Many strokes as one line with gaps, which is drawn many times faster than so many lines.

    Parameters
    ----------
    strokes : (n_strokes, n_points) coordinates, one row a stroke

    Returns
    -------
    (n_strokes * (n_points + 1),) with NaN after each stroke
    """
    rows = np.vstack([np.atleast_2d(stroke) for stroke in strokes])
    return np.column_stack([rows, np.full(len(rows), np.nan)]).ravel()


def band(axes: Axes, x: ArrayLike, low: ArrayLike, high: ArrayLike, *, colour: str, strength: float) -> None:
    """The room between two curves, filled; places where a curve has no value are left out at the ends."""
    across, under, over = (np.asarray(values, dtype=np.float64) for values in (x, low, high))
    there = ~(np.isnan(under) | np.isnan(over))
    outline = np.column_stack(
        [np.r_[across[there], across[there][::-1]], np.r_[under[there], over[there][::-1]]],
    )
    axes.add_patch(Polygon(outline, facecolor=to_rgba(colour, strength), edgecolor="none", zorder=2))


def dots(  # noqa: PLR0913 -- how a dot looks, said by name at every call
    axes: Axes,
    x: ArrayLike,
    y: ArrayLike,
    *,
    colour: str,
    size: float = 8.0,
    strength: float = 1.0,
    hollow: str = "",
    marker: str = "o",
    above: float = 5.0,
) -> None:
    """Dots of one kind; `hollow` is the colour inside a ring, empty for filled dots."""
    drawn = Line2D(np.atleast_1d(x), np.atleast_1d(y), linestyle="none", marker=marker, markersize=size, zorder=above)
    drawn.set(markerfacecolor=hollow or to_rgba(colour, strength), clip_on=False)
    drawn.set(markeredgecolor=to_rgba(colour, strength), markeredgewidth=1.8 if hollow else 0)
    axes.add_line(drawn)


def lines_of(  # noqa: PLR0913 -- how a label looks, said by name at every call
    axes: Axes,
    x: float,
    y: float,
    lines: Sequence[str],
    *,
    size: float,
    colour: str = INK,
    rest: str = QUIET,
    across: str = "left",
    nudge: tuple[float, float] = (0.0, 0.0),
    halo: bool = False,
) -> None:
    """A label of several lines downward: the first bold in `colour`, the others in `rest`."""
    for number, words in enumerate(lines):
        write(
            axes,
            x,
            y,
            words,
            size=size,
            colour=rest if number else colour,
            bold=not number,
            across=across,
            halo=halo,
            nudge=(nudge[0], nudge[1] - LEADING * number),
        )


def apart(places: Sequence[float], gap: float) -> list[float]:
    """The same places moved up and down just so far that no two are nearer than `gap`; their order stays.

    Neighbours that are too near form a block around their common middle; blocks that meet are joined.
    """
    order = sorted(range(len(places)), key=lambda number: places[number])
    blocks: list[list[float]] = []
    for number in order:
        blocks.append([places[number]])
        while len(blocks) > 1 and _ends(blocks[-2], gap)[1] + gap > _ends(blocks[-1], gap)[0]:
            last = blocks.pop()
            blocks[-1] += last
    moved = [_ends(block, gap)[0] + gap * place for block in blocks for place in range(len(block))]
    return [place for _, place in sorted(zip(order, moved, strict=True))]


def _ends(block: Sequence[float], gap: float) -> tuple[float, float]:
    half = gap * (len(block) - 1) / 2
    middle = sum(block) / len(block)
    return middle - half, middle + half
