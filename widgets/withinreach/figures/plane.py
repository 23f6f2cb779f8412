"""The plane of the two mean scores, the same in every figure: anxiety across, avoidance up, 1 to 7.

The dotted lines mark the middle of the answer scale and say so; the four regions are named in quiet type.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from withinreach.figures.style import AVOID, INK, QUIET, Sheet, blank, rule, write
from withinreach.psychometrics.regions import MIDPOINT, REGIONS

LOW, HIGH = 1, 7
UP_TO_THE_LABEL = 44
"""Pixels by which the vertical dotted line of the narrow edition runs up, between the regions' labels, to its own."""
NOT_A_DIAGNOSIS = "A score is an answer to a questionnaire, not a diagnosis."
"""Last sentence of every caption under a plane."""


def plane(sheet: Sheet, *, narrow: bool) -> tuple[Figure, Axes]:
    """An empty plane: grid, numbers, both axes' names, the scale midpoint with its label."""
    figure, axes = blank(sheet)
    axes.set(xlim=(LOW, HIGH), ylim=(LOW, HIGH))
    for tick in range(LOW, HIGH + 1):
        rule(axes, (LOW, HIGH), (tick, tick), dotted=tick == MIDPOINT)
        write(axes, LOW, tick, str(tick), size=sheet.small, across="right", nudge=(-9, -4))
        write(axes, tick, LOW, str(tick), size=sheet.small, across="center", nudge=(0, -19))
    title = partial(write, axes, size=sheet.text, colour=INK)
    if narrow:
        rule(axes, (MIDPOINT, MIDPOINT), (LOW, HIGH + 6 * UP_TO_THE_LABEL / sheet.inner_height), dotted=True)
        write(axes, 4, 7, "scale midpoint, not a cut-off", size=sheet.small, across="center", nudge=(0, 50))
        title(1, 7, "Avoidance", nudge=(-16, 50))
        title(4, 1, "Anxiety", across="center", nudge=(0, -82))
        return figure, axes
    rule(axes, (MIDPOINT, MIDPOINT), (LOW, HIGH), dotted=True)
    write(axes, 7, 4, "scale midpoint,", size=sheet.small, nudge=(10, 2))
    write(axes, 7, 4, "not a cut-off", size=sheet.small, nudge=(10, -14))
    title(1, 4, "Attachment avoidance", across="center", upright=True, nudge=(-38, 0))
    title(4, 1, "Attachment anxiety", across="center", nudge=(0, -66))
    return figure, axes


def corner(axes: Axes, region: str, lines: Sequence[str], sheet: Sheet, *, marked: bool = False) -> None:
    """A region's label outside its own corner of the plane, where no cloud can run over it."""
    number = REGIONS.index(region)
    right, top = number & 1, number >> 1
    first = 10 + 17 * (len(lines) - 1) if top else -41
    for place, words in enumerate(lines):
        write(
            axes,
            HIGH if right else LOW,
            HIGH if top else LOW,
            words,
            size=sheet.small,
            colour=AVOID if marked else (INK if place else QUIET),
            bold=marked,
            across="right" if right else "left",
            nudge=(0, first - 17 * place),
        )
