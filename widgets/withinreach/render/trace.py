"""Two channels over time as an SVG of the page's own type and colours: drawn wide, and anew for 340 pixels."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from withinreach.content.kinds.interval import EVERY, IntervalTask, Span
from withinreach.render.escape import esc

SCALE = (1, 4, 7)


@dataclass(frozen=True)
class _Sheet:
    """One edition. All in units of the view box; a panel runs from its top down by its height."""

    width: int
    left: int
    right: int
    report: tuple[int, int]
    skin: tuple[int, int]
    size: int
    numbered: bool

    @property
    def span(self) -> int:
        return self.width - self.left - self.right

    @property
    def bottom(self) -> int:
        return sum(self.skin)


WIDE = _Sheet(width=680, left=62, right=20, report=(90, 62), skin=(196, 150), size=13, numbered=False)
NARROW = _Sheet(width=340, left=26, right=20, report=(60, 70), skin=(178, 170), size=14, numbered=True)


def clock(second: int) -> str:
    """Minutes and seconds: 2:05."""
    return f"{second // 60}:{second % 60:02d}"


def pictures(task: IntervalTask, mine: Sequence[Span], ours: Sequence[Span], later: Sequence[Span] = ()) -> str:
    """Both editions with your bands and ours; ``later`` are ours that a script shows after an answer (practice)."""
    bands = {"mine": mine, "ours": ours, "later": later}
    return "".join(
        f'<div class="picture {name}">{_svg(task, sheet, bands)}</div>'
        for name, sheet in (("wide", WIDE), ("narrow", NARROW))
    )


def _svg(task: IntervalTask, sheet: _Sheet, bands: Mapping[str, Sequence[Span]]) -> str:
    top = math.ceil(max(task.skin))
    inner = (
        "".join(_bands(task, sheet, spans, name) for name, spans in bands.items())
        + _frame(task, sheet, top)
        + _topics(task, sheet)
        + _report(task, sheet)
        + _skin(task, sheet, top)
    )
    height = sheet.bottom + 40
    return (
        f'<svg class="two-channels" viewBox="0 0 {sheet.width} {height}" role="img" aria-label="{esc(alt(task))}"'
        f' font-size="{sheet.size}" data-left="{sheet.left}" data-span="{sheet.span}" data-seconds="{task.seconds}"'
        f' data-top="{sheet.report[0]}" data-bottom="{sheet.bottom}">{inner}</svg>'
    )


def alt(task: IntervalTask) -> str:
    """What both lines do, without saying where they part."""
    usual = max(set(task.report), key=task.report.count)
    return (
        f"Two lines over {clock(task.seconds)} minutes. Reported calm, asked every {EVERY} seconds, lies between "
        f"{min(task.report)} and {max(task.report)} of 7, mostly at {usual}. Skin conductance lies between "
        f"{min(task.skin):.1f} and {max(task.skin):.1f} microsiemens. The table below has both for every "
        f"{EVERY} seconds."
    )


def _x(task: IntervalTask, sheet: _Sheet, second: float) -> float:
    return round(sheet.left + sheet.span * second / task.seconds, 1)


def _y(panel: tuple[int, int], share: float) -> float:
    return round(panel[0] + panel[1] * (1 - share), 1)


def _bands(task: IntervalTask, sheet: _Sheet, spans: Sequence[Span], name: str) -> str:
    top, bottom = sheet.report[0], sheet.bottom
    rects = "".join(
        f'<rect x="{_x(task, sheet, start)}" y="{top}" width="{sheet.span * (end - start) / task.seconds:.1f}"'
        f' height="{bottom - top}"/>'
        for start, end in spans
    )
    words = "" if name == "mine" or not spans else _label(task, sheet, spans)
    return f'<g class="{name}"{" hidden" if name == "later" else ""}>{rects}{words}</g>'


def _label(task: IntervalTask, sheet: _Sheet, spans: Sequence[Span]) -> str:
    return "".join(
        f'<text x="{_x(task, sheet, (start + end) / 2)}" y="{sheet.skin[0] - 14}" text-anchor="middle">parted</text>'
        for start, end in spans
    )


def _frame(task: IntervalTask, sheet: _Sheet, top: int) -> str:
    right = sheet.left + sheet.span
    rows = [(_y(sheet.report, (value - 1) / 6), str(value)) for value in SCALE]
    rows += [(_y(sheet.skin, value / top), str(value)) for value in range(0, top + 1, 1 if top < 6 else 2)]
    lines = "".join(
        f'<line class="grid" x1="{sheet.left}" x2="{right}" y1="{y}" y2="{y}"/>'
        f'<text x="{sheet.left - 8}" y="{y + 4}" text-anchor="end">{words}</text>'
        for y, words in rows
    )
    minutes = "".join(
        f'<text x="{_x(task, sheet, second)}" y="{sheet.bottom + 20}" text-anchor="middle">{clock(second)}</text>'
        for second in range(0, task.seconds + 1, 60)
    )
    said = f'<text class="name" x="0" y="{sheet.report[0] - 16}">How calm? 7 is quite calm</text>'
    skin = f'<text class="name" x="0" y="{sheet.skin[0] - 16}">Skin, in µS</text>'
    return lines + minutes + said + skin


def _topics(task: IntervalTask, sheet: _Sheet) -> str:
    marks = []
    for number, (topic, row) in enumerate(zip(task.topics, _rows(task, sheet), strict=True)):
        x, y = _x(task, sheet, topic.at), 18 + 18 * row
        words = str(number + 1) if sheet.numbered else esc(topic.words)
        marks.append(
            f'<line class="topic" x1="{x}" x2="{x}" y1="{y + 4}" y2="{sheet.bottom}"/>'
            f'<text class="topic" x="{x + 3}" y="{y}">{words}</text>'
        )
    return "".join(marks)


def _rows(task: IntervalTask, sheet: _Sheet) -> list[int]:
    """In which of three lines each topic stands: the first where the words before it have ended."""
    ends, rows = [0.0, 0.0, 0.0], []
    for topic in task.topics:
        x = _x(task, sheet, topic.at)
        # A broad system face takes about .57 of its size a letter; ours is narrower.
        width = 2 if sheet.numbered else len(topic.words)
        row = next((number for number, end in enumerate(ends) if end <= x), len(ends) - 1)
        ends[row] = x + 10 + 0.57 * sheet.size * width
        rows.append(row)
    return rows


def _report(task: IntervalTask, sheet: _Sheet) -> str:
    steps = []
    for number, value in enumerate(task.report):
        y = _y(sheet.report, (value - 1) / 6)
        steps.append(f"{_x(task, sheet, number * EVERY)},{y} {_x(task, sheet, (number + 1) * EVERY)},{y}")
    return f'<polyline class="report" points="{" ".join(steps)}"/>'


def _skin(task: IntervalTask, sheet: _Sheet, top: int) -> str:
    points = " ".join(
        f"{_x(task, sheet, second)},{_y(sheet.skin, value / top)}" for second, value in enumerate(task.skin)
    )
    return f'<polyline class="skin" points="{points}"/>'


def topic_list(task: IntervalTask) -> str:
    """The numbered topics, for the narrow edition."""
    return '<ol class="topics">' + "".join(f"<li>{esc(topic.words)}</li>" for topic in task.topics) + "</ol>"


def table(task: IntervalTask) -> str:
    """Both channels for every 20 seconds."""
    rows = []
    for number, value in enumerate(task.report):
        start = number * EVERY
        mean = sum(task.skin[start : start + EVERY]) / EVERY
        words = [topic.words for topic in task.topics if topic.at < start + EVERY]
        rows.append(
            f'<tr><th scope="row">{clock(start)}</th><td>{esc(words[-1] if words else "")}</td>'
            f"<td>{value}</td><td>{mean:.1f}</td></tr>"
        )
    head = "".join(f'<th scope="col">{name}</th>' for name in ("From", "About", "Calm, said", "Skin, µS"))
    return (
        '<details class="as-table"><summary>Show as a table</summary>'
        f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table></details>"
    )
