"""Courses over time: single ones, faint; the room that half and nine tenths of them take; medians on request."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from withinreach.figures.axes import LEADING, apart, band, dots, joined, line, ticks_across, ticks_up
from withinreach.figures.drawing import Drawing
from withinreach.figures.style import ACCENT, ANX, AVOID, INK, PAPER, QUIET, Sheet, panel, rule, write
from withinreach.figures.trajectories_words import alt, caption, columns, finding, rows

SHOWN = 30
"""Single courses drawn: the first of each group, which are as good as any since people are simulated in no order."""
FEWEST = 10
"""People still there whom a band or a median needs."""
COLOURS = (ACCENT, AVOID, ANX)
LEFT, RIGHT, BETWEEN = 36, 92, 24
TOP, BOTTOM, UNDER = 62, 50, 92
"""Room over the first panel, under the last one, and in the narrow edition between two."""
WIDE_PANEL, NARROW_PANEL = 272, 216
PERCENTILES = (5, 25, 50, 75, 95)

Values = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Courses:
    """Simulated courses of one group.

    Attributes
    ----------
    name : of the group, as it stands above its panel
    values : (n_persons, n_occasions), NaN from the occasion on from which a person has left
    """

    name: str
    values: Values

    @cached_property
    def summary(self) -> Values:
        """5th, 25th, 50th, 75th and 95th percentile of those still there, (5, n_occasions).

        NaN where fewer than ten are.
        """
        there = (~np.isnan(self.values)).sum(axis=0) >= FEWEST
        found = np.full((len(PERCENTILES), self.values.shape[1]), np.nan)
        found[:, there] = np.nanpercentile(self.values[:, there], PERCENTILES, axis=0)
        return found


@dataclass(frozen=True)
class Measure:
    """What is followed.

    Attributes
    ----------
    name : with its unit, as above the axis
    low, high : ends of the axis
    ticks : numbers on it
    time : what one occasion is, as under the axis: "Week"
    at : when each occasion was, in that unit, increasing
    """

    name: str
    low: float
    high: float
    ticks: tuple[float, ...]
    time: str
    at: tuple[float, ...]


def trajectories(
    groups: Sequence[Courses], measure: Measure, *, source: str, medians: bool = False, narrow: bool = False
) -> Drawing:
    """One panel a group, side by side, or one under the other where the page is narrow.

    Parameters
    ----------
    groups : one, two or three, ten people or more in each
    measure : what is followed, and when
    source : a sentence for the caption: from which model, and what in it is author-set
    medians : draw the middle line too
    narrow : the edition for 340 pixels

    Raises
    ------
    ValueError : too many groups, too few people, or courses that do not fit the occasions
    """
    _check(groups, measure)
    sheets = _sheets(len(groups), narrow=narrow)
    figure = Figure(figsize=(sheets[0].width / 72, sheets[0].height / 72), dpi=72, facecolor="none")
    figure.patch.set_visible(False)
    for place, (group, sheet) in enumerate(zip(groups, sheets, strict=True)):
        axes = panel(figure, sheet)
        axes.set(xlim=(measure.at[0], measure.at[-1]), ylim=(measure.low, measure.high))
        _frame(axes, measure, sheet, numbers=narrow or not place)
        _group(axes, group, measure, sheet, COLOURS[place], medians=medians)
        if place == 0:
            write(axes, measure.at[0], measure.high, measure.name, size=sheet.text, colour=INK, nudge=(10 - LEFT, 38))
        if place == (0 if narrow else len(groups) - 1):
            _names(axes, group, measure, sheet, medians=medians)
    return Drawing(
        figure=figure,
        finding=finding(groups, measure),
        alt=alt(groups, measure, SHOWN, medians=medians),
        caption=caption(groups, SHOWN, source),
        columns=columns(measure),
        rows=rows(groups, measure),
    )


def _check(groups: Sequence[Courses], measure: Measure) -> None:
    if not 1 <= len(groups) <= len(COLOURS):
        raise ValueError(f"There are {len(groups)} groups of courses. Give one to {len(COLOURS)}, a panel each.")
    for group in groups:
        people, occasions = group.values.shape
        if people < FEWEST:
            raise ValueError(f"{group.name!r} has {people} people; a band needs {FEWEST} or more.")
        if occasions != len(measure.at) or occasions < 2:
            raise ValueError(
                f"{group.name!r} has {occasions} occasions and the measure names {len(measure.at)} times. Give one "
                "time for each occasion, two or more."
            )


def _sheets(count: int, *, narrow: bool) -> list[Sheet]:
    """Where each panel stands on the one drawing."""
    if narrow:
        height = TOP + BOTTOM + count * NARROW_PANEL + (count - 1) * UNDER
        tops = [TOP + place * (NARROW_PANEL + UNDER) for place in range(count)]
        bottoms = [height - top - NARROW_PANEL for top in tops]
        return [Sheet(340, height, LEFT, RIGHT, top, low, 14, 13) for top, low in zip(tops, bottoms, strict=True)]
    height, across = TOP + WIDE_PANEL + BOTTOM, (720 - LEFT - RIGHT - BETWEEN * (count - 1)) / count
    lefts = [LEFT + place * (across + BETWEEN) for place in range(count)]
    return [Sheet(720, height, left, 720 - left - across, TOP, BOTTOM, 14, 13) for left in lefts]


def _frame(axes: Axes, measure: Measure, sheet: Sheet, *, numbers: bool) -> None:
    ends = (measure.at[0], measure.at[-1])
    if numbers:
        ticks_up(axes, sheet, measure.ticks, ends)
    else:
        for tick in measure.ticks:
            rule(axes, ends, (tick, tick))
    middle = measure.at[len(measure.at) // 2]
    ticks_across(axes, sheet, sorted({ends[0], middle, ends[1]}), measure.low)
    write(axes, sum(ends) / 2, measure.low, measure.time, size=sheet.text, colour=INK, across="center", nudge=(0, -40))


def _group(axes: Axes, group: Courses, measure: Measure, sheet: Sheet, colour: str, *, medians: bool) -> None:
    """Bands, thirty single courses over them, and an open ring where one of them ends early."""
    write(axes, measure.at[0], measure.high, group.name, size=sheet.text, colour=colour, bold=True, nudge=(0, 12))
    low, first, middle, third, high = group.summary
    band(axes, measure.at, low, high, colour=colour, strength=0.14)
    band(axes, measure.at, first, third, colour=colour, strength=0.2)
    courses = group.values[:SHOWN]
    line(axes, joined(np.tile(measure.at, (len(courses), 1))), joined(courses), colour=INK, width=0.9, strength=0.34)
    there = ~np.isnan(courses)
    early = np.flatnonzero(there.any(axis=1) & ~there.all(axis=1))
    if len(early):
        ends = there.shape[1] - 1 - there[early, ::-1].argmax(axis=1)
        dots(axes, np.take(measure.at, ends), courses[early, ends], colour=QUIET, size=5, hollow=PAPER, above=3.5)
    if medians:
        line(axes, measure.at, middle, colour=colour, width=3.2, above=4)


def _names(axes: Axes, group: Courses, measure: Measure, sheet: Sheet, *, medians: bool) -> None:
    """What the bands hold, at their right end."""
    there = np.flatnonzero(~np.isnan(group.summary[2]))[-1]
    ends = group.summary[:, there]
    named = [(ends[4], "nine tenths", QUIET), (ends[3], "middle half", INK)]
    if medians:
        named.append((ends[2], "median", INK))
    pixel = (measure.high - measure.low) / sheet.inner_height
    for place, (_, words, colour) in zip(apart([at for at, _, _ in named], LEADING * pixel), named, strict=True):
        write(
            axes, measure.at[-1], place, words, size=sheet.small, colour=colour, bold=words == "median", nudge=(8, -4)
        )
