"""What tests of figures look at: every label's words and the box it takes in the page's type."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import combinations
from xml.etree import ElementTree as ET

from withinreach.figures.drawing import Drawing
from withinreach.figures.svg import to_svg

SVG = "{http://www.w3.org/2000/svg}"
# Taken for a letter, in type sizes. The page's sans needs .43 on average and .46 in bold (Chromium, 95 of our labels).
PLAIN, BOLD = 0.48, 0.51


@dataclass(frozen=True)
class Label:
    """Words and the box they take, in pixels of the drawing."""

    words: str
    left: float
    right: float
    top: float
    bottom: float


def svg_of(drawing: Drawing) -> str:
    """The picture on one line."""
    return re.sub(r"\s+", " ", to_svg(drawing.figure, alt=drawing.alt, prefix="a"))


def labels(drawing: Drawing) -> list[Label]:
    """Every text of a drawing, in the order in which it was written."""
    root = ET.fromstring(svg_of(drawing))  # noqa: S314 -- a drawing of our own
    return [_label(text) for text in root.iter(f"{SVG}text")]


def words(drawing: Drawing) -> list[str]:
    return [label.words for label in labels(drawing)]


def _label(text: ET.Element) -> Label:
    style, said = text.attrib["style"], text.text or ""
    size = float(re.findall(r"(\d+(?:\.\d+)?)px", style)[0])
    x, y = float(text.attrib["x"]), float(text.attrib["y"])
    length = (BOLD if re.search(r"font-weight: (?:bold|700)|bold \d|700 \d", style) else PLAIN) * size * len(said)
    anchor = re.search(r"text-anchor: (\w+)", style)
    before = {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor.group(1) if anchor else "start"] * length
    if "rotate(-90" in text.attrib.get("transform", ""):
        return Label(said, x - 0.74 * size, x + 0.2 * size, y + before - length, y + before)
    return Label(said, x - before, x - before + length, y - 0.74 * size, y + 0.2 * size)


def troubles(drawing: Drawing) -> list[str]:
    """Each label that leaves the drawing, and each pair of which one runs into the other."""
    view = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg_of(drawing))
    assert view
    width, height = map(float, view.groups())
    found = labels(drawing)
    outside = [
        f"{one.words!r} leaves the drawing"
        for one in found
        if one.left < 0 or one.top < 0 or one.right > width or one.bottom > height
    ]
    return outside + [
        f"{one.words!r} meets {other.words!r}"
        for one, other in combinations(found, 2)
        if one.left < other.right and other.left < one.right and one.top < other.bottom and other.top < one.bottom
    ]


def same_but_for_the_picture(wide: Drawing, narrow: Drawing) -> bool:
    """Whether two editions say the same, and the narrow one is drawn for a phone in no smaller type."""
    sizes = [float(size) for size in re.findall(r"(\d+(?:\.\d+)?)px", svg_of(narrow)) if float(size) > 5]
    for_a_phone = round(narrow.figure.get_figwidth() * 72) == 340 and min(sizes) >= 13
    return for_a_phone and all(
        getattr(wide, part) == getattr(narrow, part) for part in ("finding", "alt", "caption", "columns", "rows")
    )
