"""How much somebody expected to have right, and how much she had: a sentence first, a curve from forty answers on."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike, NDArray

from withinreach.figures.axes import dots, line, ticks_across, ticks_up
from withinreach.figures.drawing import Drawing
from withinreach.figures.style import ACCENT, INK, Sheet, blank, rule, write
from withinreach.figures.words import wrapped

ENOUGH, BINS, IN_A_BIN = 40, 4, 10
"""Answers that a curve needs, bins that it has at most, and answers that each of them needs."""
SURE = 1.96
LOW_DOWN = 0.08
"""A bar that begins lower than this has no room under it for its number, which then stands over it."""
WIDE = Sheet(width=720, height=450, left=62, right=240, top=44, bottom=62, text=14, small=13)
NARROW = Sheet(width=340, height=424, left=50, right=22, top=44, bottom=112, text=14, small=13)

Shares = NDArray[np.float64]


@dataclass(frozen=True)
class Bin:
    """Answers given with about the same expectation.

    Attributes
    ----------
    expected, had : mean shares, 0 to 1
    low, high : ends of the 95 % interval of `had`
    answers : how many
    """

    expected: float
    had: float
    low: float
    high: float
    answers: int


def calibration_curve(expected: ArrayLike, had: ArrayLike, *, narrow: bool = False) -> Drawing:
    """What was expected and what was had over graded answers, in at most four bins.

    Parameters
    ----------
    expected : (n,) share that was expected of each answer, 0 to 1; answers without a tap are left out before
    had : (n,) share that was earned
    narrow : the edition for 340 pixels

    Raises
    ------
    ValueError : lists of different length, or a share outside 0 to 1
    """
    thought, earned = _checked(expected, had)
    bins = binned(thought, earned)
    sheet = NARROW if narrow else WIDE
    figure, axes = blank(sheet)
    axes.set(xlim=(0, 1), ylim=(0, 1))
    _frame(axes, sheet)
    if bins:
        _curve(axes, bins, sheet, narrow=narrow)
    else:
        _too_few(axes, len(thought), sheet)
    return Drawing(
        figure=figure,
        finding=finding(thought, earned),
        alt=_alt(bins, len(thought)),
        caption=_caption(len(thought)),
        columns=("Expected", "Had", "95 % interval", "Answers"),
        rows=tuple(_row(one) for one in bins),
    )


def binned(expected: Shares, had: Shares) -> tuple[Bin, ...]:
    """At most four bins of ten answers or more, by what was expected; none under forty answers.

    Answers with the same expectation stay together. The smallest bin is joined to its smaller neighbour until all have
    ten answers and there are four. Intervals are Wilson's for a proportion, which for shares are a little too wide
    rather than too narrow: a share between 0 and 1 varies no more than a yes or no with its mean.
    """
    if len(expected) < ENOUGH:
        return ()
    groups = [np.flatnonzero(expected == value) for value in np.unique(expected)]
    while len(groups) > 1 and (len(groups) > BINS or min(map(len, groups)) < IN_A_BIN):
        at = min(range(len(groups)), key=lambda number: len(groups[number]))
        beside = [number for number in (at - 1, at + 1) if 0 <= number < len(groups)]
        other = min(beside, key=lambda number: len(groups[number]))
        first, last = sorted((at, other))
        groups[first : last + 1] = [np.concatenate([groups[first], groups[last]])]
    return tuple(_bin(expected[group], had[group]) for group in groups)


def finding(expected: Shares, had: Shares) -> str:
    """The passport's first sentence: mean of both, their difference and its 95 % interval.

    "Over-sure" and "under-sure" are said only where the interval leaves out zero. Under ten answers there is no
    comparison.
    """
    answers = len(expected)
    if answers < IN_A_BIN:
        few = {0: "No graded answer", 1: "One graded answer"}.get(answers, f"{answers} graded answers")
        return f"{few} with a released mark so far: too few to compare what you expected with what you had."
    gap = expected - had
    middle, each_way = float(gap.mean()), _student(answers - 1) * float(gap.std(ddof=1)) / math.sqrt(answers)
    said = f"On average you expected {_percent(expected.mean())} and had {_percent(had.mean())}"
    points = round(100 * middle)
    if not points:
        return f"{said}: the same ({_from_to(middle, each_way)})."
    more = "more" if points > 0 else "fewer"
    if abs(middle) > each_way:
        sure = "over-sure" if points > 0 else "under-sure"
        return f"{said}: {sure} by {_points(points)} ({_from_to(middle, each_way)})."
    return f"{said}: {_points(points)} {more} than you had ({_from_to(middle, each_way)})."


def _from_to(middle: float, each_way: float) -> str:
    """Ends of an interval of points in words: "from 3 fewer to 15 more"."""
    ends = [round(100 * end) for end in (middle - each_way, middle + each_way)]
    said = [f"{abs(end)} {'more' if end > 0 else 'fewer'}" if end else "0" for end in ends]
    return f"from {said[0]} to {said[1]}"


def _points(points: int) -> str:
    return f"{abs(points)} point{'' if abs(points) == 1 else 's'}"


def _checked(expected: ArrayLike, had: ArrayLike) -> tuple[Shares, Shares]:
    thought, earned = np.asarray(expected, dtype=np.float64), np.asarray(had, dtype=np.float64)
    if thought.ndim != 1 or thought.shape != earned.shape:
        raise ValueError(
            f"There are expectations of shape {thought.shape} and marks of shape {earned.shape}; give two lists of the "
            "same length, one pair for each answer."
        )
    for name, shares in (("An expected", thought), ("An earned", earned)):
        odd = shares[~((shares >= 0) & (shares <= 1))]
        if odd.size:
            raise ValueError(
                f"{name} share is {odd[0]:g}; shares lie between 0 and 1. Leave out answers without a tap."
            )
    return thought, earned


def _bin(expected: Shares, had: Shares) -> Bin:
    low, high = wilson(float(had.mean()), len(had))
    return Bin(float(expected.mean()), float(had.mean()), low, high, len(had))


def wilson(share: float, answers: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a proportion (Wilson 1927): it never leaves 0 to 1 and is never a point."""
    z = SURE**2 / answers
    middle = (share + z / 2) / (1 + z)
    half = math.sqrt(share * (1 - share) * z + z**2 / 4) / (1 + z)
    return max(middle - half, 0.0), min(middle + half, 1.0)


def _student(df: int) -> float:
    """The 97.5th percentile of Student's t, 9 degrees of freedom or more, to .002: Cornish and Fisher's expansion.

    Abramowitz & Stegun 26.7.5, four terms.
    """
    z = 1.959964
    first = (z**3 + z) / 4
    second = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
    return z + first / df + second / df**2 + third / df**3


def _frame(axes: Axes, sheet: Sheet) -> None:
    quarters = (0, 0.25, 0.5, 0.75, 1)
    ticks_up(axes, sheet, quarters, (0, 1), _percent)
    ticks_across(axes, sheet, quarters, 0, _percent)
    rule(axes, (0, 1), (0, 1), dotted=True)
    write(axes, 0.5, 0, "Expected to have right", size=sheet.text, colour=INK, across="center", nudge=(0, -44))
    write(axes, 0, 1, "Had right", size=sheet.text, colour=INK, nudge=(-46, 18))


def _curve(axes: Axes, bins: Sequence[Bin], sheet: Sheet, *, narrow: bool) -> None:
    for one in bins:
        line(axes, [one.expected, one.expected], [one.low, one.high], colour=ACCENT, width=6, strength=0.3, above=2)
    line(axes, [one.expected for one in bins], [one.had for one in bins], colour=ACCENT, width=2.2, above=3)
    dots(axes, [one.expected for one in bins], [one.had for one in bins], colour=ACCENT, size=9)
    for one in bins:
        place, up = (one.high, 7) if one.low < LOW_DOWN else (one.low, -16)
        number = partial(write, axes, one.expected, place, str(one.answers), size=sheet.small, colour=ACCENT)
        number(bold=True, across="center", halo=True, nudge=(0, up))
    _notes(axes, sheet, narrow=narrow)


def _notes(axes: Axes, sheet: Sheet, *, narrow: bool) -> None:
    """What bar, number and dotted line are: beside the plane, or under its axis where there is no room."""
    notes = ("bar: 95 % interval", "number: how many answers", "dotted: as sure as right")
    for place, words in enumerate(notes):
        if narrow:
            write(axes, 0, 0, words, size=sheet.small, nudge=(0, -66 - 17 * place))
        else:
            write(axes, 1, 0.62, words, size=sheet.small, nudge=(26, -19 * place))


def _too_few(axes: Axes, answers: int, sheet: Sheet) -> None:
    there = {0: "there is none yet", 1: "there is one"}.get(answers, f"there are {answers}")
    lines = wrapped(f"A curve needs {ENOUGH} graded answers with released marks; {there}.", 220, sheet.text)
    for number, words in enumerate(lines):
        say = partial(write, axes, 0.5, 0.62, words, size=sheet.text, colour=INK)
        say(across="center", halo=True, nudge=(0, -19 * number))


def _alt(bins: Sequence[Bin], answers: int) -> str:
    frame = "Expected share across, share had up, both from 0 to 100 %, and a dotted line where they are the same."
    if not bins:
        return f"{frame} No curve: it needs {ENOUGH} graded answers with released marks, and there are {answers}."
    said = "; ".join(
        f"expected {_percent(one.expected)}, had {_percent(one.had)} ({_percent(one.low)} to {_percent(one.high)}, "
        f"{one.answers} answers)"
        for one in bins
    )
    return f"{frame} {len(bins)} point{'' if len(bins) == 1 else 's'}: {said}."


def _caption(answers: int) -> str:
    return (
        f"{answers} graded answer{'' if answers == 1 else 's'} about invented people; it knows nothing of your "
        "sessions. Only graded tasks with released marks are counted."
    )


def _row(one: Bin) -> tuple[str, ...]:
    return (_percent(one.expected), _percent(one.had), f"{_percent(one.low)} to {_percent(one.high)}", str(one.answers))


def _percent(share: float) -> str:
    return f"{round(100 * share)} %"
