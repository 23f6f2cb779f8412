"""A figure that the reader moves: one drawing in flight, the newest values next."""

from __future__ import annotations

from typing import Any

from withinreach.content.errors import WithinReachError
from withinreach.figures.dials import Dial, FigureSpec
from withinreach.figures.registry import FIGURES
from withinreach.render.figure import Shown, Slider, figure_html, table
from withinreach.ui.component import Component, component_css, script


class Figure(Component):
    """SVG in the page's own colours; alt text, finding and table come from the same data."""

    _esm = script("figure")
    _css = component_css()

    def __init__(self, name: str, *, place: int = 1) -> None:
        self._spec, self._place = _spec(name), place
        values = {dial.name: dial.value for dial in self._spec.dials}
        shown = _shown(self._spec, values, place)
        html = figure_html(name, shown, [_slider(dial) for dial in self._spec.dials], self._spec.reveal)
        super().__init__(html=html, setting={"name": name}, state={})

    def answer_to(self, content: dict[str, Any]) -> dict[str, Any]:
        """``draw`` with ``values``, ``narrow`` and ``reveal``: one edition of the picture, drawn anew.

        ``reveal`` is heard only by a figure that has something to reveal.
        """
        if content.get("type") != "draw":
            return super().answer_to(content)
        sent = content.get("values")
        values = self._spec.clean(sent if isinstance(sent, dict) else {})
        narrow = content.get("narrow") is True
        options = {"narrow": narrow} | ({"reveal": True} if self._spec.reveal and content.get("reveal") is True else {})
        return {"type": "drawn", "narrow": narrow, **_redrawn(self._spec, values, self._place, options)}


def _slider(dial: Dial) -> Slider:
    start = round(dial.value / dial.stride) * dial.stride
    return Slider(
        dial.name, dial.label, dial.low, dial.high, dial.stride, start, dial.unit, dial.names, percent=dial.percent
    )


def _spec(name: str) -> FigureSpec:
    try:
        return FIGURES[name]
    except KeyError:
        raise WithinReachError(f"There is no figure {name!r}. The figures are: {', '.join(FIGURES)}.") from None


def _redrawn(spec: FigureSpec, values: dict[str, float], place: int, options: dict[str, bool]) -> dict[str, str]:
    svg, drawing = _drawn(spec, values, place, options)
    return {
        "svg": svg,
        "finding": drawing.finding,
        "caption": drawing.caption,
        "table": table(drawing.columns, drawing.rows),
    }


def _shown(spec: FigureSpec, values: dict[str, float], place: int) -> Shown:
    wide, drawing = _drawn(spec, values, place, {"narrow": False})
    narrow, _ = _drawn(spec, values, place, {"narrow": True})
    return Shown(drawing.finding, drawing.caption, drawing.columns, drawing.rows, wide, narrow)


def _drawn(spec: FigureSpec, values: dict[str, float], place: int, options: dict[str, bool]) -> tuple[str, Any]:
    from withinreach.figures.svg import to_svg

    drawing = spec.draw(**values, **options)
    edition = "n" if options["narrow"] else "w"
    return to_svg(drawing.figure, alt=drawing.alt, prefix=f"{spec.name}-{place}{edition}"), drawing
