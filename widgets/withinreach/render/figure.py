"""A figure on a page: finding, picture (wide and narrow), sliders, caption, table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from withinreach.render.escape import esc


@dataclass(frozen=True)
class Slider:
    """One slider as the page draws it; numbers stand as the reader sees them."""

    name: str
    label: str
    low: float
    high: float
    step: float
    value: float
    unit: str = ""


@dataclass(frozen=True)
class Shown:
    """What is drawn. ``wide`` and ``narrow`` are SVG elements made by ``figures``; the rest is plain text."""

    finding: str
    caption: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    wide: str
    narrow: str


def figure_html(name: str, shown: Shown, sliders: Sequence[Slider]) -> str:
    """The whole figure; a script replaces the parts that change and leaves the frame."""
    dials = "".join(_slider(slider) for slider in sliders)
    return (
        f'<figure class="figure" data-figure="{esc(name)}">'
        f'<h3 class="finding" aria-live="polite">{esc(shown.finding)}</h3>'
        f'<div class="picture wide">{shown.wide}</div><div class="picture narrow">{shown.narrow}</div>'
        f'<div class="dials">{dials}</div>'
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


def _slider(slider: Slider) -> str:
    value = f"{slider.value:.1f}{slider.unit}"
    return (
        f'<label><span class="name">{esc(slider.label)}</span><span class="value" aria-hidden="true">{value}</span>'
        f'<input type="range" name="{esc(slider.name)}" min="{slider.low}" max="{slider.high}" step="{slider.step}"'
        f' value="{slider.value}" data-unit="{esc(slider.unit)}"></label>'
    )
