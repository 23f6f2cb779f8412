"""A figure on a page: finding, picture (wide and narrow), sliders, caption, table."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from withinreach.render.escape import esc


@dataclass(frozen=True)
class Slider:
    """One slider as the page draws it.

    A value is shown as a number with one decimal and its unit, as one of ``names`` (one for each whole number from
    ``low``), or as a whole percentage.
    """

    name: str
    label: str
    low: float
    high: float
    step: float
    value: float
    unit: str = ""
    names: tuple[str, ...] = ()
    percent: bool = False


@dataclass(frozen=True)
class Shown:
    """What is drawn. ``wide`` and ``narrow`` are SVG elements made by ``figures``; the rest is plain text."""

    finding: str
    caption: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    wide: str
    narrow: str


def figure_html(name: str, shown: Shown, sliders: Sequence[Slider], reveal: str = "") -> str:
    """The whole figure; a script replaces the parts that change and leaves the frame.

    ``reveal`` is what the button says that shows the model's side; without it there is no button.
    """
    dials = "".join(_slider(slider) for slider in sliders)
    return (
        f'<figure class="figure" data-figure="{esc(name)}">'
        f'<h3 class="finding" aria-live="polite">{esc(shown.finding)}</h3>'
        f'<div class="picture wide">{shown.wide}</div><div class="picture narrow">{shown.narrow}</div>'
        f'<div class="dials">{dials}</div>{_button(reveal) if reveal else ""}'
        f"<figcaption>{esc(shown.caption)}</figcaption>"
        f'<details class="as-table"><summary>Show as a table</summary>{table(shown.columns, shown.rows)}</details>'
        "</figure>"
    )


def table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """The numbers behind the picture; the first cell of a row is its heading."""
    head = "".join(f'<th scope="col">{esc(column)}</th>' for column in columns)
    body = "".join(
        f'<tr><th scope="row">{esc(row[0])}</th>' + "".join(f"<td>{esc(cell)}</td>" for cell in row[1:]) + "</tr>"
        for row in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def value_words(slider: Slider) -> str:
    """A slider's value as the reader sees it; `figure.js` says the same while she moves it."""
    if slider.names:
        return slider.names[round(slider.value - slider.low)]
    if slider.percent:
        return f"{100 * slider.value:.0f} %"
    return f"{slider.value:.1f}{slider.unit}"


def _slider(slider: Slider) -> str:
    words = esc(value_words(slider))
    return (
        f'<label><span class="name">{esc(slider.label)}</span><span class="value" aria-hidden="true">{words}</span>'
        f'<input type="range" name="{esc(slider.name)}" min="{slider.low}" max="{slider.high}" step="{slider.step}"'
        f' value="{slider.value}" data-unit="{esc(slider.unit)}"{_said(slider, words)}></label>'
    )


def _said(slider: Slider, words: str) -> str:
    """What a screen reader says instead of the bare number, and what the script needs to keep it so."""
    if slider.names:
        return f' aria-valuetext="{words}" data-names="{esc(json.dumps(slider.names, ensure_ascii=False))}"'
    return f' aria-valuetext="{words}" data-percent' if slider.percent else ""


def _button(words: str) -> str:
    return f'<div class="act"><button type="button" data-act="reveal">{esc(words)}</button></div>'
