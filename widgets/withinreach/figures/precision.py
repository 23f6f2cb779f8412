"""How sharply the questionnaire sees along the trait: information, and the blur of one standard error."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache, partial

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import to_rgba
from matplotlib.patches import Rectangle
from numpy.typing import NDArray

from withinreach.figures.axes import band, line, ticks_across, ticks_up
from withinreach.figures.drawing import Drawing
from withinreach.figures.style import ANX, AVOID, INK, QUIET, Sheet, blank, panel, rule, write
from withinreach.psychometrics.calibration import Name
from withinreach.psychometrics.calibration import calibration as item_model
from withinreach.psychometrics.information import expected_score, information
from withinreach.psychometrics.instrument import SCALES

WIDE = Sheet(width=720, height=478, left=44, right=24, top=266, bottom=92, text=14, small=13)
NARROW = Sheet(width=340, height=528, left=36, right=18, top=300, bottom=92, text=14, small=13)
"""The lower panel; the upper one stands above it."""
UPPER_TOP, GAP = 34, 62
"""Pixels from the drawing's top to the upper panel, and between the two panels."""
REACH = 3.0
NAMED_AT = 0.7
"""The trait at which the two curves of information carry their names: the upper one above it, the lower one below."""
MOST = 0.6
"""Half the height of the lower panel, in SDs of the trait."""
POINTS = 121
COLOURS = (ANX, AVOID)
DASHES = ((5.0, 2.0), ())
"""Anxiety is dashed, avoidance drawn through."""


@dataclass(frozen=True, eq=False)
class Curves:
    """What one scale tells along its trait.

    Attributes
    ----------
    theta : (n,) trait in SDs of the calibration sample, increasing
    score : (n,) expected mean score, 1 to 7, increasing
    information : (n,) test information, above 0
    """

    theta: NDArray[np.float64]
    score: NDArray[np.float64]
    information: NDArray[np.float64]

    @property
    def error(self) -> NDArray[np.float64]:
        """Standard error of the trait: one over the root of the information."""
        return np.asarray(1.0 / np.sqrt(self.information))


@cache
def curves(calibration: Name = "english") -> tuple[Curves, Curves]:
    """Anxiety's and avoidance's curves over the trait from -3 to 3."""
    theta = np.linspace(-REACH, REACH, POINTS)
    scores, told = expected_score(theta, calibration), information(theta, calibration)
    made = [Curves(theta, scores[:, scale], told[:, scale]) for scale in range(len(SCALES))]
    return made[0], made[1]


def precision(
    at: float = 2.0,
    scale: int = 1,
    *,
    both: tuple[Curves, Curves] | None = None,
    narrow: bool = False,
) -> Drawing:
    """Information along the trait, and one standard error to both sides, with a place that the reader chooses.

    Parameters
    ----------
    at : a mean score of the chosen scale, inside what its curve reaches between -3 and 3 on the trait
    scale : 0 for anxiety, 1 for avoidance: whose scores stand below the trait and whose blur is filled
    both : the two scales' curves; None takes the English-language calibration's
    narrow : the edition for 340 pixels

    Raises
    ------
    ValueError : a score beyond the curve's ends
    """
    pair = both or curves()
    chosen = pair[scale]
    if not chosen.score[0] <= at <= chosen.score[-1]:
        raise ValueError(
            f"A mean score of {at:g} lies beyond what the {SCALES[scale]} curve shows. Choose one between "
            f"{chosen.score[0]:.1f} and {chosen.score[-1]:.1f}."
        )
    sheet = NARROW if narrow else WIDE
    figure, blur = blank(sheet)
    upper = panel(figure, replace(sheet, top=UPPER_TOP, bottom=sheet.height - sheet.top + GAP))
    _information(upper, pair, scale, sheet)
    _blur(blur, chosen, scale, sheet)
    _place(upper, blur, at, chosen, sheet)
    return Drawing(
        figure=figure,
        finding=finding(at, chosen, scale),
        alt=_alt(pair, scale, at),
        caption=_caption(),
        columns=("Trait, SD", "Anxiety: mean score", "±1 SE, SD", "Avoidance: mean score", "±1 SE, SD"),
        rows=tuple(_row(pair, place) for place in np.arange(-REACH, REACH + 0.5, 0.5)),
    )


def span(at: float, chosen: Curves) -> tuple[float, float, float]:
    """Standard error at a mean score, in SDs of the trait, and the scores one of it below and above.

    Beyond the ends of the curve the score is the end's.
    """
    theta = float(np.interp(at, chosen.score, chosen.theta))
    error = float(np.interp(theta, chosen.theta, chosen.error))
    low, high = np.interp([theta - error, theta + error], chosen.theta, chosen.score)
    return error, float(low), float(high)


def finding(at: float, chosen: Curves, scale: int) -> str:
    """The blur at the chosen score beside the sharpest place of the same scale."""
    error, low, high = span(at, chosen)
    best = int(chosen.information.argmax())
    said = (
        f"A mean score of {at:.1f} on {SCALES[scale]} stands for {low:.1f} to {high:.1f}, one standard error each way"
    )
    times = error / float(chosen.error[best])
    if times < 1.15:
        return f"{said}: about as sharp as this form gets."
    return f"{said}: {times:.1f} times the blur at its sharpest, around {chosen.score[best]:.1f}."


def _information(upper: Axes, pair: tuple[Curves, Curves], scale: int, sheet: Sheet) -> None:
    top = 10 * np.ceil(max(one.information.max() for one in pair) / 10)
    upper.set(xlim=(-REACH, REACH), ylim=(0, top))
    ticks_up(upper, sheet, np.arange(0, top + 1, 10), (-REACH, REACH))
    write(upper, -REACH, top, "Information", size=sheet.text, colour=INK, nudge=(0, 12))
    heights = [float(np.interp(NAMED_AT, one.theta, one.information)) for one in pair]
    for number, one in enumerate(pair):
        colour = COLOURS[number]
        line(upper, one.theta, one.information, colour=colour, width=2.2, dashes=DASHES[number])
        up = 8 if heights[number] == max(heights) else -19
        name = partial(write, upper, NAMED_AT, heights[number], SCALES[number], size=sheet.small, colour=colour)
        name(bold=number == scale, across="center", halo=True, nudge=(0, up))


def _blur(blur: Axes, chosen: Curves, scale: int, sheet: Sheet) -> None:
    blur.set(xlim=(-REACH, REACH), ylim=(-MOST, MOST))
    ticks_up(blur, sheet, (-0.5, 0, 0.5), (-REACH, REACH), _signed)
    title = f"±1 standard error on {SCALES[scale]}, in SDs"
    write(blur, -REACH, MOST, title, size=sheet.text, colour=INK, nudge=(0, 10))
    band(blur, chosen.theta, -chosen.error, chosen.error, colour=COLOURS[scale], strength=0.28)
    for sign in (-1, 1):
        line(blur, chosen.theta, sign * chosen.error, colour=COLOURS[scale], width=1.8, dashes=DASHES[scale])
    _readings(blur, chosen, scale, sheet, -MOST)


def _place(upper: Axes, blur: Axes, at: float, chosen: Curves, sheet: Sheet) -> None:
    """The chosen score: a line through both panels, and one standard error each way as a strip."""
    theta = float(np.interp(at, chosen.score, chosen.theta))
    error = float(np.interp(theta, chosen.theta, chosen.error))
    for axes in (upper, blur):
        low, high = axes.get_ylim()
        strip = Rectangle((theta - error, low), 2 * error, high - low, clip_on=True, zorder=1.5)
        strip.set(facecolor=to_rgba(QUIET, 0.16), edgecolor="none")
        axes.add_patch(strip)
        rule(axes, (theta, theta), (low, high), dotted=True)
    words = f"mean score {at:.1f}, ±{error:.2f} SD"
    half = 0.27 * sheet.small * len(words) * 2 * REACH / (sheet.width - sheet.left - sheet.right)
    middle = float(np.clip(theta, half - REACH, REACH - half))
    write(upper, middle, 0, words, size=sheet.small, colour=INK, across="center", nudge=(0, -19))


def _readings(blur: Axes, chosen: Curves, scale: int, sheet: Sheet, bottom: float) -> None:
    """Two rows of numbers under the axis: the trait, and the mean score that goes with it."""
    ticks = range(-int(REACH), int(REACH) + 1)
    ticks_across(blur, sheet, ticks, bottom)
    for tick in ticks:
        score = float(np.interp(tick, chosen.theta, chosen.score))
        write(
            blur, tick, bottom, f"{score:.1f}", size=sheet.small, colour=COLOURS[scale], across="center", nudge=(0, -58)
        )
    write(
        blur,
        0,
        bottom,
        "Trait, SDs from the sample's mean",
        size=sheet.text,
        colour=INK,
        across="center",
        nudge=(0, -38),
    )
    name = f"Mean score, {SCALES[scale]}"
    write(blur, 0, bottom, name, size=sheet.text, colour=COLOURS[scale], bold=True, across="center", nudge=(0, -78))


def _signed(value: float) -> str:
    return "0" if value == 0 else f"{value:+.1f}".replace("-", "\N{MINUS SIGN}")


def _alt(pair: tuple[Curves, Curves], scale: int, at: float) -> str:
    said = []
    for name, one in zip(SCALES, pair, strict=True):
        best = int(one.information.argmax())
        said.append(
            f"On {name} information is highest, {one.information[best]:.0f}, at a mean score of {one.score[best]:.1f} "
            f"and falls to {one.information[0]:.0f} at {one.score[0]:.1f}"
        )
    error, low, high = span(at, pair[scale])
    return (
        f"Two panels over the trait from {-REACH:.0f} to {REACH:.0f} SDs. Above, the information of each scale. "
        f"{said[0]}. {said[1]}. Below, the band of one standard error to both sides on {SCALES[scale]}: the less "
        f"information, the wider. A dotted line marks a mean score of {at:.1f}; the strip around it is ±{error:.2f} SD "
        f"wide, scores of {low:.1f} to {high:.1f}."
    )


def _caption() -> str:
    people = item_model("english").persons
    return (
        f"From the item model of the ECR-R's English-language sample ({people:,} people). In the model answers depend "
        "on the trait alone; real answers to similar items go together more than that, and the real blur is about a "
        "fifth larger."
    )


def _row(pair: tuple[Curves, Curves], place: float) -> tuple[str, ...]:
    cells = [f"{place:.1f}".replace("-", "\N{MINUS SIGN}")]
    for one in pair:
        cells += [f"{np.interp(place, one.theta, column):.2f}" for column in (one.score, one.error)]
    return tuple(cells)
