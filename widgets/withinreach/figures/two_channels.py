"""Two channels of an interview, one above the other: the calm that is said, and the skin."""

from __future__ import annotations

from dataclasses import replace
from functools import cache, partial

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import to_rgba
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from withinreach.figures.drawing import Drawing
from withinreach.figures.registry import RISE, TRACE
from withinreach.figures.style import ACCENT, INK, LINE, QUIET, Sheet, blank, panel, rule, write
from withinreach.figures.two_channels_words import COLUMNS, Mark, alt, caption, finding, meet, rows
from withinreach.figures.words import clock, wrapped
from withinreach.simulations.interviews import Interview, Topic, interviews
from withinreach.simulations.two_channels import CALMEST, LOWEST, SECONDS, SLIP, Trace, level, parted, simulate

WIDE = Sheet(width=720, height=472, left=30, right=112, top=248, bottom=54, text=14, small=13)
NARROW = Sheet(width=340, height=520, left=24, right=14, top=260, bottom=54, text=14, small=13)
"""The lower panel; the upper one stands above it, `REPORT_TOP` to `REPORT_BOTTOM` pixels from the drawing's top."""
REPORT_TOP, REPORT_BOTTOM = 92, 188
LINE_HEIGHT = 15
MOST = 4.0
"""Top of the skin's axis in µS; it is the same for every trace, and begins at 0 because a slip goes there."""
LABEL = 52
"""Pixels that the word above a mark takes."""


def two_channels(trace: int = int(TRACE.value), rise: float = RISE.value, *, narrow: bool = False) -> Drawing:
    """Reported calm and skin conductance of one simulated interview, with the stretches that a simple rule marks.

    Parameters
    ----------
    trace : 1 to 4, in the order of ``data/two-channels.yaml``
    rise : how far above its level the skin must stand to count, in µS
    narrow : the edition for 340 pixels: taller, with fewer labels
    """
    interview = list(interviews().values())[trace - 1]
    recorded = _recorded(trace)
    marks = [Mark(*found, built_in=_built_in(interview, found)) for found in parted(recorded, rise=rise)]
    sheet = NARROW if narrow else WIDE
    figure, skin = blank(sheet)
    report = panel(figure, replace(sheet, top=REPORT_TOP, bottom=sheet.height - REPORT_BOTTOM))
    skin.set(xlim=(0, SECONDS), ylim=(0, MOST))
    report.set(xlim=(0, SECONDS), ylim=(LOWEST, CALMEST))
    _frame(report, skin, sheet, narrow=narrow)
    _topics(skin, interview, sheet, narrow=narrow)
    _marks(report, skin, marks, sheet)
    _lines(report, skin, recorded)
    _threshold(skin, level(recorded), rise, sheet, narrow=narrow)
    for at in interview.recipe.slips:
        write(
            skin, at + SLIP, 0.25, "slips" if narrow else "the device slips", size=sheet.small, halo=True, nudge=(5, 0)
        )
    return Drawing(
        figure=figure,
        finding=finding(interview, recorded, marks, rise),
        alt=alt(interview, recorded, marks, rise),
        caption=caption(interview, recorded, rise),
        columns=COLUMNS,
        rows=rows(interview, recorded),
    )


@cache
def _recorded(trace: int) -> Trace:
    return simulate(list(interviews().values())[trace - 1].recipe)


def _built_in(interview: Interview, found: tuple[int, int]) -> bool:
    return any(meet(found, stretch) for stretch in interview.stretches)


def _frame(report: Axes, skin: Axes, sheet: Sheet, *, narrow: bool) -> None:
    for rating in (LOWEST, 4, CALMEST):
        rule(report, (0, SECONDS), (rating, rating))
        write(report, 0, rating, str(rating), size=sheet.small, across="right", nudge=(-8, -4))
    for tick in range(int(MOST) + 1):
        rule(skin, (0, SECONDS), (tick, tick))
        write(skin, 0, tick, str(tick), size=sheet.small, across="right", nudge=(-8, -4))
    for minute in range(0, SECONDS // 60 + 1, 2 if narrow else 1):
        write(skin, 60 * minute, 0, clock(60 * minute), size=sheet.small, across="center", nudge=(0, -20))
    title = partial(write, size=sheet.text, colour=INK, halo=True)
    title(report, 0, CALMEST, "Reported calm, 7 is quite calm", nudge=(0, 10))
    title(skin, 0, MOST, "Skin conductance, µS", nudge=(0, 30))
    title(skin, SECONDS / 2, 0, "Minutes and seconds", across="center", nudge=(0, -44))


def _topics(skin: Axes, interview: Interview, sheet: Sheet, *, narrow: bool) -> None:
    """What is asked about, above both panels, each on a thin line down to the time when it begins."""
    topics = [topic for topic in interview.topics if not narrow or _matters(interview, topic)]
    pixels = (sheet.width - sheet.left - sheet.right) / SECONDS
    ends = [topic.at for topic in topics[1:]] + [SECONDS + sheet.right / pixels]
    height = _up(sheet, REPORT_TOP)
    for topic, end in zip(topics, ends, strict=True):
        lines = wrapped(topic.words, (end - topic.at) * pixels - 8, sheet.small)
        rule(skin, (topic.at, topic.at), (0, height + 24 * MOST / sheet.inner_height))
        for place, words in enumerate(reversed(lines)):
            write(skin, topic.at, height, words, size=sheet.small, nudge=(0, 30 + LINE_HEIGHT * place))


def _matters(interview: Interview, topic: Topic) -> bool:
    """Whether something was built in while this was asked about; only such topics are named where room is scarce."""
    places = [start for start, _ in interview.stretches]
    places += [decoy.at[0] for decoy in interview.decoys if decoy.kind != "slip"]
    return topic.words in {interview.topic_at(place) for place in places}


def _marks(report: Axes, skin: Axes, marks: list[Mark], sheet: Sheet) -> None:
    """A band over both panels for each mark, and its word where it runs into no other; "parted" comes first."""
    pixels = (sheet.width - sheet.left - sheet.right) / SECONDS
    taken: list[float] = []
    for mark in sorted(marks, key=lambda mark: not mark.built_in):
        _band(report, mark, LOWEST, CALMEST)
        _band(skin, mark, 0, MOST + 24 * MOST / sheet.inner_height)
        middle = (mark.start + mark.end) / 2
        if all(abs(middle - other) * pixels >= LABEL for other in taken):
            taken.append(middle)
            word = partial(write, skin, middle, MOST, size=sheet.small, across="center", nudge=(0, 8))
            word("parted", colour=ACCENT, bold=True) if mark.built_in else word("weather", halo=True)


def _band(axes: Axes, mark: Mark, low: float, high: float) -> None:
    """Filled where something was built in, outlined where the rule marks weather."""
    band = Rectangle((mark.start, low), mark.end - mark.start, high - low, clip_on=False, zorder=2)
    if mark.built_in:
        band.set(facecolor=to_rgba(ACCENT, 0.14), edgecolor="none")
    else:
        band.set(facecolor="none", edgecolor=QUIET, linewidth=1.0, linestyle=(0, (2, 2)))
    axes.add_patch(band)


def _lines(report: Axes, skin: Axes, recorded: Trace) -> None:
    seconds = np.arange(SECONDS + 1)
    said = np.append(recorded.report, recorded.report[-1])
    report.add_line(Line2D(seconds, said, color=INK, linewidth=2.2, drawstyle="steps-post", clip_on=False, zorder=4))
    skin.add_line(Line2D(seconds[:-1], recorded.skin, color=ACCENT, linewidth=1.6, zorder=4))


def _threshold(skin: Axes, at: float, rise: float, sheet: Sheet, *, narrow: bool) -> None:
    """The level of this trace, and the dotted line from which on the skin counts as up."""
    level_line = Line2D((0, SECONDS), (at, at), color=LINE, linewidth=2.0, zorder=1.5)
    skin.add_line(level_line)
    rule(skin, (0, SECONDS), (at + rise, at + rise), dotted=True)
    if narrow:
        write(skin, 0, at + rise, "counts", size=sheet.small, halo=True, nudge=(3, 4))
        return
    write(skin, SECONDS, at + rise, f"{rise:.1f} µS above:", size=sheet.small, nudge=(8, 11))
    write(skin, SECONDS, at + rise, "counts", size=sheet.small, nudge=(8, -3))
    write(skin, SECONDS, at, "its level", size=sheet.small, nudge=(8, -16))


def _up(sheet: Sheet, pixels: float) -> float:
    """A place so many pixels below the drawing's top, in µS on the lower panel's axis."""
    return MOST + (sheet.top - pixels) * MOST / sheet.inner_height
