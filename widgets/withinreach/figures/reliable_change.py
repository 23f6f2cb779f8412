"""Two scores of one person, each with its band, and how far apart error alone could put them."""

from __future__ import annotations

from functools import partial

from matplotlib.axes import Axes

from withinreach.figures.axes import LEADING, apart, band, dots, line, lines_of, ticks_up
from withinreach.figures.drawing import Drawing
from withinreach.figures.registry import AFTER, BEFORE, RELIABILITY
from withinreach.figures.style import ACCENT, INK, PAPER, Sheet, blank, write
from withinreach.psychometrics.change import LIMIT, Change, Kind
from withinreach.psychometrics.change import reliable_change as compared
from withinreach.psychometrics.instrument import SCALES
from withinreach.psychometrics.norms import norm

SAMPLE = "ecr-r-english"
"""Whose spread is used unless another is given."""
WIDE = Sheet(width=720, height=420, left=44, right=196, top=44, bottom=48, text=14, small=13)
NARROW = Sheet(width=340, height=486, left=26, right=14, top=44, bottom=112, text=14, small=13)
FIRST, SECOND, END = 0.0, 1.0, 1.45
"""Where the two measurements stand across; the axes end a little further right, where labels begin."""
TIMES = ("first time", "second time")


def reliable_change(
    before: float = BEFORE.value,
    after: float = AFTER.value,
    reliability: float = RELIABILITY.value,
    *,
    sd: float | None = None,
    kind: Kind = "alpha",
    measure: str = "avoidance",
    times: tuple[str, str] = TIMES,
    narrow: bool = False,
) -> Drawing:
    """Two mean scores with their 95 % bands, and the band that a change has to leave to be more than error.

    Each score's band is 1.96 standard errors of measurement each way; the smallest reliable change is
    `psychometrics.change`'s.

    Parameters
    ----------
    before, after : mean scores, 1 to 7
    reliability : from 0 to below 1
    sd : spread of the score in the sample that the reliability comes from, above 0; None takes the English-language one
    kind : what the reliability is, said beside it
    measure : the scale
    times : names of the two measurements
    narrow : the edition for 340 pixels

    Raises
    ------
    ValueError : a score, a reliability or an SD outside these ranges
    """
    _check(before, after)
    spread = norm(SAMPLE).sd[SCALES.index(measure)] if sd is None else sd
    found = compared(before, after, sd=spread, reliability=reliability, kind=kind)
    each_way = LIMIT * found.error.sem
    sheet = NARROW if narrow else WIDE
    figure, axes = blank(sheet)
    axes.set(xlim=(-0.3, END), ylim=(1, 7))
    ticks_up(axes, sheet, range(1, 8), (-0.3, END))
    write(axes, -0.3, 7, f"Attachment {measure}, mean of 18 answers", size=sheet.text, colour=INK, nudge=(-18, 20))
    _times(axes, sheet, times)
    _change_band(axes, before, found.band)
    _scores(axes, (before, after), each_way, sheet, reliable=found.reliable)
    _notes(axes, (before, after), found, sheet, narrow=narrow)
    return Drawing(
        figure=figure,
        finding=finding(before, after, found),
        alt=_alt(before, after, found, measure),
        caption=_caption(found),
        columns=("", "Mean score", "95 % band"),
        rows=(
            (times[0].capitalize(), f"{before:.1f}", _reach(before, each_way)),
            (times[1].capitalize(), f"{after:.1f}", _reach(after, each_way)),
            ("Change", _signed(found.difference), f"smallest reliable: {found.band:.2f}"),
        ),
    )


def finding(before: float, after: float, found: Change) -> str:
    """The change beside what error alone can do."""
    given = f"{found.error.kind} {_two_digits(found.error.reliability)}"
    difference = round(found.difference, 6)
    if not difference:
        return f"The two scores are the same; a change of {found.band:.2f} could be error alone ({given})."
    way = f"{abs(difference):.1f} points {'lower' if difference < 0 else 'higher'}"
    more = "more than" if found.reliable else "within"
    return f"From {before:.1f} to {after:.1f}: {way}, {more} the {found.band:.2f} that error alone can do ({given})."


def _change_band(axes: Axes, before: float, needed: float) -> None:
    """From the first score on: as far as error alone can move a score, cut off at the ends of the scale."""
    low, high = max(before - needed, 1), min(before + needed, 7)
    band(axes, [FIRST, END], [low, low], [high, high], colour=ACCENT, strength=0.14)
    for edge in (before - needed, before + needed):
        if 1 < edge < 7:
            line(axes, [FIRST, END], [edge, edge], colour=ACCENT, width=1.2, dashes=(4, 3), above=2.5)


def _scores(axes: Axes, scores: tuple[float, float], each_way: float, sheet: Sheet, *, reliable: bool) -> None:
    """Both scores with their bands as bars and their numbers outside them; the second is hollow within error."""
    line(axes, [FIRST, SECOND], scores, colour=INK, width=1.6, above=3)
    for place, score in zip((FIRST, SECOND), scores, strict=True):
        low, high = max(score - each_way, 1), min(score + each_way, 7)
        line(axes, [place, place], [low, high], colour=INK, width=7, strength=0.32, above=3.5)
    before, after = scores
    dots(axes, FIRST, before, colour=INK, size=10)
    dots(axes, SECOND, after, colour=INK, size=10, hollow="" if reliable else PAPER)
    number = partial(write, axes, size=sheet.text, colour=INK, bold=True, halo=True)
    number(FIRST, before, f"{before:.1f}", across="right", nudge=(-14, -5))
    number(SECOND, after, f"{after:.1f}", nudge=(14, -5))


def _times(axes: Axes, sheet: Sheet, times: tuple[str, str]) -> None:
    for place, name in zip((FIRST, SECOND), times, strict=True):
        write(axes, place, 1, name, size=sheet.text, colour=INK, across="center", nudge=(0, -26))


def _notes(axes: Axes, scores: tuple[float, float], found: Change, sheet: Sheet, *, narrow: bool) -> None:
    """What the change is and what is shaded: in the margin near it, or under the axis where there is none."""
    difference = round(found.difference, 6)
    way = f"{abs(difference):.1f} {'lower' if difference < 0 else 'higher'}" if difference else "no change"
    second = (way, "more than error" if found.reliable else "within error")
    shaded = ("shaded: error alone", f"moves a score up to {found.band:.2f}")
    if narrow:
        write(axes, -0.3, 1, ": ".join(second), size=sheet.small, colour=INK, bold=True, nudge=(0, -58))
        write(axes, -0.3, 1, " ".join(shaded), size=sheet.small, colour=ACCENT, nudge=(0, -78))
        return
    before, after = scores
    edge = min(before + found.band, 7) if after <= before else max(before - found.band, 1)
    places = apart([after, edge], 3 * LEADING * 6 / sheet.inner_height)
    for lines, place, colour in zip((second, shaded), places, (INK, ACCENT), strict=True):
        lines_of(axes, END, place, lines, size=sheet.small, colour=colour, nudge=(12, 2))


def _check(before: float, after: float) -> None:
    for name, score in (("first", before), ("second", after)):
        if not 1 <= score <= 7:
            raise ValueError(f"The {name} score is {score:g}; mean scores lie between 1 and 7.")


def _alt(before: float, after: float, found: Change, measure: str) -> str:
    each_way = LIMIT * found.error.sem
    verdict = "leaves" if found.reliable else "stays inside"
    return (
        f"Two mean scores of attachment {measure} on an axis from 1 to 7, joined by a line: first {before:.1f}, its "
        f"95 % band from {_reach(before, each_way)}; then {after:.1f}, its band from {_reach(after, each_way)}. "
        f"A shaded band of {found.band:.2f} points to both sides runs on from the first score; the second {verdict} it."
    )


def _caption(found: Change) -> str:
    error = found.error
    return (
        f"Two invented scores. With {error.kind} {_two_digits(error.reliability)} and a spread of {error.sd:.2f} "
        f"points the standard error of one score is {error.sem:.2f} points. Bars: 1.96 standard errors each way. "
        "Shaded: 1.96 times the root of 2 of it, the smallest reliable change. Another reliability gives another "
        "answer, so it is always said. More than error does not mean because of therapy."
    )


def _reach(score: float, each_way: float) -> str:
    return f"{max(score - each_way, 1):.1f} to {min(score + each_way, 7):.1f}"


def _signed(change: float) -> str:
    return f"{change:+.1f}".replace("-", "\N{MINUS SIGN}") if round(change, 6) else "0.0"


def _two_digits(reliability: float) -> str:
    return f"{reliability:.2f}".removeprefix("0")
