"""Four lives, and how near the surface a worry comes in each: the reader's bars first, then the model's."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from withinreach.figures.drawing import Drawing
from withinreach.figures.style import ACCENT, INK, QUIET, Sheet, blank, rule, write
from withinreach.figures.words import wrapped
from withinreach.simulations.load import GROUND, LIVES, TOGETHER, accessibility

WIDE = Sheet(width=720, height=392, left=190, right=96, top=18, bottom=58, text=14, small=13)
NARROW = Sheet(width=340, height=480, left=18, right=62, top=14, bottom=58, text=14, small=13)
NEAR = 0.15
"""The reader's bar and the model's are called close if they differ by less."""
THICK, APART = 18, 4
"""A bar's height and the gap between two bars of one life, in pixels."""
PROMPT = "Set the four bars first; then look."

TOO_HIGH = {
    "move": "You had the house move stir the worry. Boxes are heavy, but nobody was leaving.",
    "dog": "You gave the dog a bad name. It cost sleep, and it waits at the door every evening.",
    "audit": "You put the audit and the hospital at the top. In ours the worry is near the surface, not through it.",
    "quiet": "You kept the worry awake in the quiet month. Nothing in it asked the old question.",
}
TOO_LOW = {
    "move": "You let the house move carry the worry off. A little of it comes along in every box.",
    "dog": "You let the dog chase the worry away. It only lies down; a little is always there.",
    "audit": "You kept the worry down through audit and hospital. That takes strength, and the audit had it already.",
    "quiet": "You gave the quiet month next to no worry. A little is always there, and there is strength to hold it.",
}
CLOSE = "Your bars and ours stand close. Being busy did little, and a reminder did little: it took both at once."


@dataclass(frozen=True)
class Pair:
    """One life's two bars, 0 to 1: the reader's and the model's."""

    name: str
    words: str
    yours: float
    ours: float
    why: str


def load(guesses: Mapping[str, float], *, reveal: bool = False, narrow: bool = False) -> Drawing:
    """The reader's four bars, and once she asks for it the model's beside them.

    Parameters
    ----------
    guesses : by the names of `LIVES`, 0 to 1: how near the surface the worry will be
    reveal : show the model's bars; before, nothing of them is in the drawing or its words
    narrow : the edition for 340 pixels
    """
    pairs = [_pair(life.name, life.words, guesses[life.name], life.load, life.cue) for life in LIVES]
    sheet = NARROW if narrow else WIDE
    figure, axes = blank(sheet)
    axes.set(xlim=(0, 1), ylim=(len(pairs), 0))
    _frame(axes, sheet, len(pairs))
    for place, pair in enumerate(pairs):
        _life(axes, pair, place, sheet, reveal=reveal, narrow=narrow)
    return Drawing(
        figure=figure,
        finding=debrief(pairs) if reveal else PROMPT,
        alt=_alt(pairs, reveal=reveal),
        caption=_caption(reveal=reveal),
        columns=("Life", "Yours", "Ours", "Load and cue") if reveal else ("Life", "Yours"),
        rows=tuple(_row(pair, reveal=reveal) for pair in pairs),
    )


def _pair(name: str, words: str, guess: float, full: float, cue: float) -> Pair:
    why = f"load {_tenth(full)}, cue {_tenth(cue)}"
    return Pair(name, words, guess, accessibility(full, cue), why)


def debrief(pairs: Sequence[Pair]) -> str:
    """A sentence about the largest difference, the first of equal ones; calm words where all four are close."""
    largest = max(pairs, key=lambda pair: round(abs(pair.yours - pair.ours), 6))
    if abs(largest.yours - largest.ours) < NEAR:
        return CLOSE
    lines = TOO_HIGH if largest.yours > largest.ours else TOO_LOW
    return f"{lines[largest.name]} Yours {share(largest.yours)}, ours {share(largest.ours)}."


def share(value: float) -> str:
    """A share as a whole percentage, halves upward: .605 is "61 %"."""
    return f"{math.floor(round(100 * value, 6) + 0.5)} %"


def _tenth(value: float) -> str:
    return f"{value:.1f}".removeprefix("0") if value else "0"


def _frame(axes: Axes, sheet: Sheet, rows: int) -> None:
    for quarter in range(5):
        rule(axes, (quarter / 4, quarter / 4), (0, rows))
        words = share(quarter / 4)
        write(axes, quarter / 4, rows, words, size=sheet.small, across="center", nudge=(0, -20))
    title = "How near the surface will the worry be?"
    write(axes, 0.5, rows, title, size=sheet.text, colour=INK, across="center", nudge=(0, -42))


def _life(axes: Axes, pair: Pair, place: int, sheet: Sheet, *, reveal: bool, narrow: bool) -> None:
    """A name, the reader's bar, and beneath it the model's."""
    pixel = len(LIVES) / sheet.inner_height
    top = place + (30 if narrow else 18) * pixel
    _name(axes, pair, place, sheet, reveal=reveal, narrow=narrow)
    _bar(axes, pair.yours, (top, THICK * pixel), f"you {share(pair.yours)}", sheet.small, filled=False)
    if reveal:
        under = top + (THICK + APART) * pixel
        _bar(axes, pair.ours, (under, THICK * pixel), f"ours {share(pair.ours)}", sheet.small, filled=True)


def _name(axes: Axes, pair: Pair, place: int, sheet: Sheet, *, reveal: bool, narrow: bool) -> None:
    if narrow:
        write(axes, 0, place, pair.words, size=sheet.text, colour=INK, nudge=(0, -20), halo=True)
        return
    lines = wrapped(pair.words, sheet.left - 24, sheet.text)
    for number, words in enumerate(lines):
        write(axes, 0, place, words, size=sheet.text, colour=INK, across="right", nudge=(-14, -32 - 17 * number))
    if reveal:
        under = -32 - 17 * len(lines)
        write(axes, 0, place, pair.why, size=sheet.small, colour=QUIET, across="right", nudge=(-14, under))


def _bar(axes: Axes, value: float, across: tuple[float, float], words: str, size: float, *, filled: bool) -> None:
    """A bar from 0 to `value`, with its words at its end; `across` is its upper edge and its height."""
    top, height = across
    colour = ACCENT if filled else INK
    bar = Rectangle((0, top), value, height, clip_on=False, zorder=3, linewidth=1.6)
    bar.set(facecolor=ACCENT if filled else "none", edgecolor=colour)
    axes.add_patch(bar)
    write(axes, value, top + height, words, size=size, colour=colour, bold=filled, halo=True, nudge=(7, 4))


def _alt(pairs: Sequence[Pair], *, reveal: bool) -> str:
    said = "; ".join(
        f"{pair.words}: you {share(pair.yours)}" + (f", ours {share(pair.ours)} ({pair.why})" if reveal else "")
        for pair in pairs
    )
    ours = ", the model's filled bar under each" if reveal else ""
    return f"Four lives, each with your outlined bar for how near the surface the worry is, 0 to 100 %{ours}. {said}."


def _caption(*, reveal: bool) -> str:
    if not reveal:
        return (
            "Four lives, invented. Say of each how near the surface a worry about losing somebody will be, then look."
        )
    return (
        f"A teaching model, not a measurement. Built in: {share(GROUND)} is always there, and load times cue adds up "
        f"to {share(TOGETHER)} more. Load is how much strength the month takes, cue how much in it touches the "
        "question whether somebody stays, both from 0 to 1. All these values are author-set. It predicts no patient."
    )


def _row(pair: Pair, *, reveal: bool) -> tuple[str, ...]:
    return (pair.words, share(pair.yours), *((share(pair.ours), pair.why) if reveal else ()))
