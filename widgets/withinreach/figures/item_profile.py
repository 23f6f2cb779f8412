"""One person's 36 answers by what the items are about, beside what a sample answers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, partial

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.polynomial.hermite_e import hermegauss
from numpy.typing import ArrayLike, NDArray

from withinreach.figures.axes import dots, joined, line
from withinreach.figures.drawing import Drawing
from withinreach.figures.item_profile_words import alt, caption, finding, rows
from withinreach.figures.style import ANX, AVOID, INK, LINE, QUIET, Sheet, panel, write
from withinreach.psychometrics.answers import MISSING, read_answers
from withinreach.psychometrics.calibration import Name
from withinreach.psychometrics.calibration import calibration as item_model
from withinreach.psychometrics.grm import probabilities
from withinreach.psychometrics.information import trait_of_score
from withinreach.psychometrics.instrument import SCALES, ecr_r
from withinreach.psychometrics.scores import recode
from withinreach.psychometrics.simulate import answers_of

COLOURS = (ANX, AVOID)
ROW = 21
"""Pixels from one item to the next."""
HEAD, FOOT = 56, 54
"""Room over a scale's first item (its name, and the numbers 1 to 7) and under its last (what the signs mean)."""
WIDE_TOPIC, NARROW_TOPIC = 202, 214
"""Pixels for what an item is about."""
WIDE_ANSWERS, NARROW_ANSWERS, GUTTER = 142, 112, 20
NODES = 61
SEED = 69
"""One of the seeds whose six people score nearest to where they stand, at three places of the plane."""

Numbers = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class ItemSample:
    """What a sample answers, after recoding.

    Attributes
    ----------
    mean : (36,) mean answer to each item, 1 to 7
    low, high : (36,) ends of the middle half of the answers; None where not known
    words : who they are: "what the item model expects of its 538 people"
    """

    mean: Numbers
    low: Numbers | None
    high: Numbers | None
    words: str


@cache
def expected_sample(calibration: Name = "english") -> ItemSample:
    """Item means and middle halves of the calibration's population, from its item model.

    The share of each answer is its probability averaged over a standard normal trait (Gauss-Hermite); the middle half
    runs from the answer at which a quarter of the people have answered to the one at which three quarters have.
    """
    model = item_model(calibration)
    nodes, weights = hermegauss(NODES)
    shares = np.einsum("n,nik->ik", weights / weights.sum(), probabilities(nodes, model.a, model.b))
    below = shares.cumsum(axis=1)
    low, high = ((below < quarter - 1e-9).sum(axis=1) + 1.0 for quarter in (0.25, 0.75))
    return ItemSample(
        shares @ np.arange(1.0, 8.0), low, high, f"what the item model expects of its sample ({model.persons:,} people)"
    )


def simulated_answers(anxiety: float, avoidance: float, person: int) -> NDArray[np.int8]:
    """36 answers, as ticked, of one of several simulated people who stand at these mean scores (1 to 7).

    `person` is a whole number from 1; the same one answers the same way, and none lower when a score rises.
    """
    return np.asarray(answers_of(trait_of_score([[anxiety, avoidance]]), SEED, occasion=person).raw[0])


def item_profile(
    answers: ArrayLike,
    sample: ItemSample | None = None,
    *,
    who: str = "This person",
    simulated: bool = True,
    narrow: bool = False,
) -> Drawing:
    """A row for each item, grouped by scale: the sample's middle half and mean, and the person's answer.

    Parameters
    ----------
    answers : (36,) as ticked, 1 to 7, published order, NaN where there is none; recoded here
    sample : to compare with; None takes `expected_sample`
    who : how the sentences begin
    simulated : whether nobody gave these answers
    narrow : the edition for 340 pixels: one scale under the other

    Raises
    ------
    ValueError : not 36 answers, or one that is no answer
    """
    given = recode(read_answers(np.asarray(answers, dtype=np.float64)[None]))[0].astype(float)
    given[given == MISSING] = np.nan
    beside = sample or expected_sample()
    figure, sheets = _sheets(narrow=narrow)
    for scale, sheet in enumerate(sheets):
        axes = panel(figure, sheet)
        _scale(axes, given, beside, scale, sheet)
        if scale == 0:
            _signs(axes, sheet, beside)
    return Drawing(
        figure=figure,
        finding=finding(given, beside, who),
        alt=alt(given, beside, who, simulated=simulated),
        caption=caption(beside, who, simulated=simulated),
        columns=("Item", "Scale", "Answer, recoded", "Sample's mean", "Middle half"),
        rows=rows(given, beside),
    )


def _sheets(*, narrow: bool) -> tuple[Figure, list[Sheet]]:
    """The drawing and where each scale's answers stand on it."""
    tall = HEAD + 18 * ROW + FOOT
    if narrow:
        width, height = 340, 2 * tall
        places = [(NARROW_TOPIC, tall * scale) for scale in range(len(SCALES))]
        across = NARROW_ANSWERS
    else:
        width, height = 720, tall
        places = [(WIDE_TOPIC + scale * (WIDE_TOPIC + WIDE_ANSWERS + GUTTER), 0) for scale in range(len(SCALES))]
        across = WIDE_ANSWERS
    figure = Figure(figsize=(width / 72, height / 72), dpi=72, facecolor="none")
    figure.patch.set_visible(False)
    sheets = [
        Sheet(width, height, left, width - left - across, down + HEAD, height - down - HEAD - 18 * ROW, 14, 13)
        for left, down in places
    ]
    return figure, sheets


def _scale(axes: Axes, given: Numbers, sample: ItemSample, scale: int, sheet: Sheet) -> None:
    """One scale: the sample's middle halves and means, and the person's answers on stalks from those means."""
    own = ecr_r().columns(scale)
    middles = np.arange(len(own)) + 0.5
    axes.set(xlim=(1, 7), ylim=(len(own), 0))
    _head(axes, scale, sheet)
    _topics(axes, given, own, sheet)
    level = joined(np.column_stack([middles, middles]))
    if sample.low is not None and sample.high is not None:
        ends = joined(np.column_stack([sample.low[own] - 0.16, sample.high[own] + 0.16]))
        line(axes, ends, level, colour=LINE, width=9, above=2)
    dots(axes, sample.mean[own], middles, colour=QUIET, marker="|", size=13, hollow=QUIET, above=4)
    stalks = joined(np.column_stack([sample.mean[own], given[own]]))
    line(axes, stalks, level, colour=COLOURS[scale], width=1.6, above=4)
    dots(axes, given[own], middles, colour=COLOURS[scale], size=9.5)


def _head(axes: Axes, scale: int, sheet: Sheet) -> None:
    """The scale's name, the numbers 1 to 7 and a line down from each."""
    name = partial(write, axes, 1, 0, f"Attachment {SCALES[scale]}", size=sheet.text, colour=COLOURS[scale])
    name(bold=True, across="right", nudge=(-14, 30))
    ticks = np.arange(1.0, 8.0)
    bottom = np.tile([0.0, axes.get_ylim()[0]], (len(ticks), 1))
    line(axes, joined(np.column_stack([ticks, ticks])), joined(bottom), colour=LINE, width=1, above=1)
    for tick in range(1, 8):
        write(axes, tick, 0, str(tick), size=sheet.small, across="center", nudge=(0, 8))


def _topics(axes: Axes, given: Numbers, own: NDArray[np.intp], sheet: Sheet) -> None:
    """What each item is about, and where there is no answer."""
    key = ecr_r()
    for row, item in enumerate(own):
        topic = key.topics[item] + (", turned" if key.reverse[item] else "")
        write(axes, 1, row + 0.5, topic, size=sheet.small, colour=INK, across="right", nudge=(-14, -4))
        if np.isnan(given[item]):
            write(axes, 7, row + 0.5, "no answer", size=sheet.small, across="right", halo=True, nudge=(0, -4))


def _signs(axes: Axes, sheet: Sheet, sample: ItemSample) -> None:
    """What dot, tick and band are, under the first scale's items, drawn as they are drawn there."""
    last, word = 18 + 22 / ROW, partial(write, axes, size=sheet.small, halo=True)
    step = 6 / (sheet.width - sheet.left - sheet.right)
    start = 1 - (sheet.left - 14) * step
    dots(axes, start + 8 * step, last, colour=INK, size=9.5)
    word(start, last, "answer", nudge=(20, -4))
    dots(axes, start + 86 * step, last, colour=QUIET, marker="|", size=13, hollow=QUIET)
    word(start, last, "sample's mean", nudge=(96, -4))
    if sample.low is not None:
        line(axes, [start + 196 * step, start + 222 * step], [last, last], colour=LINE, width=9)
        word(start, last, "its middle half", nudge=(230, -4))
