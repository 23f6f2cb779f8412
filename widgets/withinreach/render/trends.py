"""Numbers over the steps of a simulation: one small picture a number, with words for it and a table."""

from __future__ import annotations

from collections.abc import Sequence

from withinreach.content.scenes import Reading
from withinreach.render.escape import esc

WIDTH, HEIGHT, EDGE, LEFT = 300, 84, 12, 26
Course = tuple[str, Sequence[Sequence[Reading]]]
"""A title (none for the one course there is), and the readings of each moment, the first before any step."""


def trends(courses: Sequence[Course]) -> str:
    """A figure for each reading that the courses share; nothing where there are none, or nothing has moved yet."""
    if max((len(moments) for _, moments in courses), default=0) < 2:
        return ""
    names = dict.fromkeys(reading.name for _, moments in courses for moment in moments for reading in moment)
    return "".join(_trend(name, [(title, _of(name, moments)) for title, moments in courses]) for name in names)


def _of(name: str, moments: Sequence[Sequence[Reading]]) -> list[Reading | None]:
    return [next((reading for reading in moment if reading.name == name), None) for moment in moments]


def _trend(name: str, rows: Sequence[tuple[str, Sequence[Reading | None]]]) -> str:
    scale = next(reading for _, found in rows for reading in found if reading is not None)
    most = max(len(found) for _, found in rows)
    lines = "".join(_line(found, place, most) for place, (_, found) in enumerate(rows))
    words = "; ".join(_words(title, found) for title, found in rows)
    alt = f"{name}, from {scale.low:g} to {scale.high:g}. {words}."
    keys = "".join(f'<span class="key-{place}">{esc(title)}</span> ' for place, (title, _) in enumerate(rows) if title)
    return (
        f'<figure class="trend"><figcaption>{esc(name)} {keys}</figcaption>'
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{esc(alt)}">'
        f"{_grid(scale)}{lines}</svg>"
        f"<details><summary>As a table</summary>{_table(rows)}</details></figure>"
    )


def _grid(scale: Reading) -> str:
    rows = (
        f'<path class="grid" d="M{LEFT} {y}H{WIDTH - EDGE}"/><text x="{LEFT - 8}" y="{y + 4}">{value:g}</text>'
        for y, value in ((EDGE, scale.high), (HEIGHT - EDGE, scale.low))
    )
    return "".join(rows)


def _line(found: Sequence[Reading | None], place: int, most: int) -> str:
    spots = [(_x(number, most), _y(reading)) for number, reading in enumerate(found) if _there(reading)]
    points = " ".join(f"{x:.0f},{y:.0f}" for x, y in spots)
    dots = "".join(f'<circle cx="{x:.0f}" cy="{y:.0f}" r="3"/>' for x, y in spots)
    return f'<g class="course-{place}"><polyline points="{points}"/>{dots}</g>'


def _there(reading: Reading | None) -> bool:
    return reading is not None and reading.value is not None


def _x(number: int, count: int) -> float:
    return LEFT + (WIDTH - LEFT - EDGE) * number / (count - 1)


def _y(reading: Reading | None) -> float:
    assert reading is not None
    assert reading.value is not None
    share = (reading.value - reading.low) / (reading.high - reading.low)
    return HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * min(max(share, 0), 1)


def _value(reading: Reading | None) -> str:
    return f"{reading.value:g}" if reading is not None and reading.value is not None else "none"


def _words(title: str, found: Sequence[Reading | None]) -> str:
    return f"{title + ': ' if title else ''}{', '.join(map(_value, found))}"


def _table(rows: Sequence[tuple[str, Sequence[Reading | None]]]) -> str:
    most = max(len(found) for _, found in rows)
    heads = "".join(f'<th scope="col">{esc(title or "Value")}</th>' for title, _ in rows)
    body = "".join(
        f'<tr><th scope="row">{number or "start"}</th>'
        + "".join(f"<td>{_value(found[number]) if number < len(found) else ''}</td>" for _, found in rows)
        + "</tr>"
        for number in range(most)
    )
    return f'<table><thead><tr><th scope="col">After</th>{heads}</tr></thead><tbody>{body}</tbody></table>'
