"""Of 1,000 referrals, how many of those who show a sign are dismissing, if three numbers are supposed."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from numpy.typing import NDArray

from withinreach.figures.axes import lines_of
from withinreach.figures.drawing import Drawing
from withinreach.figures.registry import FALSE_ALARMS, PREVALENCE, SENSITIVITY
from withinreach.figures.style import AVOID, INK, PAPER, QUIET, Sheet, blank
from withinreach.figures.words import spoken_share

PEOPLE = 1000
PITCH = 12
"""Pixels from one person to the next."""
WIDE = Sheet(width=720, height=388, left=6, right=226, top=10, bottom=8, text=14, small=13)
NARROW = Sheet(width=340, height=606, left=16, right=16, top=10, bottom=8, text=14, small=13)
WIDE_COLUMNS, NARROW_COLUMNS = 40, 25
ROOM = 4
"""Rows that a block takes at least, so that its label has room."""
BETWEEN, OVER = 26, 44
"""Pixels between the wide edition's two blocks, and above each of the narrow one's, where its label stands."""


@dataclass(frozen=True)
class Counts:
    """How 1,000 people fall out, whole people.

    Attributes
    ----------
    hits, misses : dismissing people with and without the sign
    alarms, rest : the other people with and without it
    """

    hits: int
    misses: int
    alarms: int
    rest: int

    @property
    def sign(self) -> int:
        """Everybody who shows the sign."""
        return self.hits + self.alarms


def counted(prevalence: float, sensitivity: float, false_alarms: float, people: int = PEOPLE) -> Counts:
    """The three supposed shares as whole people: the dismissing first, then the sign within each group.

    Raises
    ------
    ValueError : a share outside 0 to 1
    """
    given = {"prevalence": prevalence, "sensitivity": sensitivity, "false_alarms": false_alarms}
    for name, share in given.items():
        if not 0 <= share <= 1:
            raise ValueError(f"{name} is {share:g}; a share lies between 0 and 1. Write 5 in 100 as 0.05.")
    dismissing = _whole(people * prevalence)
    hits = _whole(dismissing * sensitivity)
    alarms = _whole((people - dismissing) * false_alarms)
    return Counts(hits, dismissing - hits, alarms, people - dismissing - alarms)


def base_rates(
    prevalence: float = PREVALENCE.value,
    sensitivity: float = SENSITIVITY.value,
    false_alarms: float = FALSE_ALARMS.value,
    *,
    narrow: bool = False,
) -> Drawing:
    """1,000 people as dots, those who show the sign in one block, everybody else in another.

    Parameters
    ----------
    prevalence : share of dismissing people among the referrals, supposed
    sensitivity : share of the dismissing who show the sign, supposed
    false_alarms : share of the others who show it too, supposed
    narrow : the edition for 340 pixels: 25 to a row instead of 40

    Raises
    ------
    ValueError : a share outside 0 to 1
    """
    counts = counted(prevalence, sensitivity, false_alarms)
    sheet, columns = (NARROW, NARROW_COLUMNS) if narrow else (WIDE, WIDE_COLUMNS)
    figure, axes = blank(sheet)
    axes.set(xlim=(0, sheet.width - sheet.left - sheet.right), ylim=(sheet.inner_height, 0))
    second = _block(axes, (counts.hits, counts.alarms), 0, columns, sheet, narrow=narrow)
    _block(axes, (counts.misses, counts.rest), second, columns, sheet, narrow=narrow)
    return Drawing(
        figure=figure,
        finding=finding(counts),
        alt=_alt(counts),
        caption=_caption(prevalence, sensitivity, false_alarms),
        columns=("", "Show the sign", "Do not", "Together"),
        rows=(
            _row("Dismissing", counts.hits, counts.misses),
            _row("Others", counts.alarms, counts.rest),
            _row("Together", counts.sign, counts.misses + counts.rest),
        ),
    )


def finding(counts: Counts) -> str:
    """Whom the sign finds, as counts."""
    of = f"Of {PEOPLE:,} simulated referrals,"
    if not counts.sign:
        return f"{of} nobody shows the sign."
    if counts.hits == counts.sign == 1:
        return f"{of} one shows the sign and is dismissing."
    show = f"{of} {counts.sign:,} {'shows' if counts.sign == 1 else 'show'} the sign"
    if not counts.hits:
        return f"{show}, {'but is not' if counts.sign == 1 else 'none of them'} dismissing."
    if counts.hits == counts.sign:
        return f"{show}, all of them dismissing."
    be = "is" if counts.hits == 1 else "are"
    return f"{show}; {counts.hits} of them {be} dismissing: {spoken_share(counts.hits, counts.sign)}."


def _block(axes: Axes, people: tuple[int, int], top: float, columns: int, sheet: Sheet, *, narrow: bool) -> float:
    """One block: dismissing people first, then the others, with its label. Returns where the next block begins."""
    first = top == 0
    start = top + (OVER if narrow else 0)
    lines = _label(people, sign=first, narrow=narrow)
    place = (0, top + 16) if narrow else (columns * PITCH + 12, start + 12)
    lines_of(axes, *place, lines, size=sheet.text)
    at = np.arange(sum(people))
    across, down = (at % columns + 0.5) * PITCH, start + (at // columns + 0.5) * PITCH
    dismissing = at < people[0]
    _dots(axes, across[dismissing], down[dismissing], AVOID, 9.2)
    if first:
        _dots(axes, across[~dismissing], down[~dismissing], INK, 8.8)
        _dots(axes, across[~dismissing], down[~dismissing], PAPER, 5.6)
    else:
        _dots(axes, across[~dismissing], down[~dismissing], QUIET, 4)
    rows = -(-len(at) // columns)
    return start + PITCH * (rows if narrow else max(rows, ROOM)) + (6 if narrow else BETWEEN)


def _dots(axes: Axes, across: NDArray[np.floating], down: NDArray[np.floating], colour: str, size: float) -> None:
    """Dots in rows: each row is one line whose round dashes are the dots, which keeps a thousand of them small."""
    for height in np.unique(down):
        row = across[down == height]
        dots = Line2D([row[0], row[-1] + 0.2], [height, height], color=colour, linewidth=size, zorder=3)
        dots.set_linestyle((0, (0.01 / size, (PITCH - 0.01) / size)))
        dots.set(dash_capstyle="round", clip_on=False)
        axes.add_line(dots)


def _label(people: tuple[int, int], *, sign: bool, narrow: bool) -> tuple[str, ...]:
    """What a block shows: how many, and what its dots mean."""
    total = f"{sum(people):,} {'show the sign' if sign else 'do not show it'}"
    if sum(people) == 1:
        total = f"1 {'shows the sign' if sign else 'does not show it'}"
    kinds = (f"filled: {people[0]} dismissing", f"{'rings' if sign else 'small'}: {people[1]} others")
    return (total, " \N{MIDDLE DOT} ".join(kinds)) if narrow else (total, *kinds)


def _alt(counts: Counts) -> str:
    return (
        f"{PEOPLE:,} dots, one for each simulated referral, in two blocks. Show the sign: {counts.sign:,}, of whom "
        f"{counts.hits} are dismissing (filled) and {counts.alarms} are not (rings). Do not show it: "
        f"{counts.misses + counts.rest:,}, of whom {counts.misses} are dismissing (filled) and {counts.rest} are not "
        "(small)."
    )


def _caption(prevalence: float, sensitivity: float, false_alarms: float) -> str:
    return (
        f"Simulated, and all three numbers are suppositions of yours: {100 * prevalence:.0f} % of the referrals are "
        f"dismissing, {100 * sensitivity:.0f} % of those show the sign, and so do {100 * false_alarms:.0f} % of the "
        "others. They start at one half, where the sign says nothing. Counts are rounded to whole people. A sign is a "
        "reason to ask; it does not answer."
    )


def _row(name: str, sign: int, none: int) -> tuple[str, ...]:
    return (name, str(sign), str(none), str(sign + none))


def _whole(count: float) -> int:
    """The nearest whole number, halves upward."""
    return math.floor(count + 0.5)
