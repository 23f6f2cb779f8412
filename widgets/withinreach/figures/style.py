"""One look for all figures: the course's colours, type sizes, and axes without a frame.

A figure is laid out in units of one pixel of its SVG (72 to the inch). Colours here are the light page's; `svg` puts
the page's own variables in their place, so they are names more than colours.
"""

from __future__ import annotations

from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.text import Text
from matplotlib.transforms import Affine2D

PAPER, INK, QUIET, LINE = "#fbf9f5", "#1f2a30", "#55636b", "#d9d4c8"
ACCENT, AVOID, ANX, SECURE, CAUTION = "#0f5c63", "#3b4a8c", "#a85a12", "#3f6b3a", "#8a3b12"

VARIABLES = {
    PAPER: "var(--wr-paper)",
    INK: "var(--wr-ink)",
    QUIET: "var(--wr-quiet)",
    LINE: "var(--wr-line)",
    ACCENT: "var(--wr-accent)",
    AVOID: "var(--wr-avoid)",
    ANX: "var(--wr-anx)",
    SECURE: "var(--wr-secure)",
    CAUTION: "var(--wr-caution)",
}

FONTS = '"Source Sans 3", "Segoe UI", system-ui, sans-serif'
"""The page's sans. matplotlib lays out with its own DejaVu Sans, which is wider: what fits there fits here."""
LAYOUT_FONT = "DejaVu Sans"

HALO = "halo"
"""Group name of text that `svg` gives an edge of paper, so that it stays readable on a cloud of points."""


@dataclass(frozen=True)
class Sheet:
    """The size of a drawing and of its type, all in SVG pixels.

    Attributes
    ----------
    width, height : of the whole drawing
    left, right, top, bottom : from the drawing's edges to the axes
    text : labels that are read
    small : tick labels and asides
    """

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    text: float
    small: float

    @property
    def inner_height(self) -> float:
        """Height of the axes."""
        return self.height - self.top - self.bottom


def blank(sheet: Sheet) -> tuple[Figure, Axes]:
    """An empty figure with one frameless axes."""
    figure = Figure(figsize=(sheet.width / 72, sheet.height / 72), dpi=72, facecolor="none")
    figure.patch.set_visible(False)
    return figure, panel(figure, sheet)


def panel(figure: Figure, sheet: Sheet) -> Axes:
    """One more frameless axes on a figure, where its sheet says; the sheet's width and height are the figure's."""
    box = (
        sheet.left / sheet.width,
        sheet.bottom / sheet.height,
        1 - (sheet.left + sheet.right) / sheet.width,
        1 - (sheet.top + sheet.bottom) / sheet.height,
    )
    axes = figure.add_axes(box, frameon=False)
    axes.set_axis_off()
    return axes


def write(  # noqa: PLR0913 -- how a label looks, said by name at every call
    axes: Axes,
    x: float,
    y: float,
    words: str,
    *,
    size: float,
    colour: str = QUIET,
    bold: bool = False,
    across: str = "left",
    upright: bool = False,
    halo: bool = False,
    nudge: tuple[float, float] = (0.0, 0.0),
) -> Text:
    """Text with its baseline at (x, y) in data units, moved by `nudge` pixels (right, up).

    A plain text, not an annotation: the picture is the same and drawn a third faster where there are many labels.
    """
    text = Text(
        x,
        y,
        words,
        fontsize=size,
        fontfamily=LAYOUT_FONT,
        fontweight="bold" if bold else 400,
        color=colour,
        ha=across,
        va="baseline",
        rotation=90 if upright else 0,
        rotation_mode="anchor",
        clip_on=False,
        zorder=6,
        transform=axes.transData + Affine2D().translate(*nudge),
    )
    axes.add_artist(text)
    if halo:
        text.set_gid(HALO)
    return text


def rule(axes: Axes, x: tuple[float, float], y: tuple[float, float], *, dotted: bool = False) -> None:
    """A grid line; dotted ones carry a meaning and are a little stronger."""
    line = Line2D(x, y, color=QUIET if dotted else LINE, linewidth=1.3 if dotted else 1.0, zorder=1)
    if dotted:
        line.set_linestyle((0, (0.1, 3.2)))
        line.set_dash_capstyle("round")
    line.set_clip_on(False)
    axes.add_line(line)
