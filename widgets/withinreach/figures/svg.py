"""A matplotlib figure as an SVG that belongs to the page: its colours, its fonts, its width.

The result is a fragment for HTML: text stays text, colours are the page's variables (so dark mode and print need no
second drawing), there are no scripts, styles, dates or ids that could meet another figure's.
"""

from __future__ import annotations

import re
from html import escape
from io import StringIO
from typing import TYPE_CHECKING, Any

from matplotlib import rc_context
from matplotlib.backends.backend_svg import FigureCanvasSVG

from withinreach.figures.style import FONTS, HALO, LAYOUT_FONT, VARIABLES

if TYPE_CHECKING:
    from matplotlib.figure import Figure

HALO_STYLE = 'style="stroke: var(--wr-paper); stroke-width: 4px; stroke-linejoin: round; paint-order: stroke"'
SETTINGS: dict[Any, Any] = {"svg.fonttype": "none", "svg.hashsalt": "within-reach", "svg.id": None}
NO_METADATA = {"Date": None, "Creator": None, "Format": None, "Type": None}

_ROOT = re.compile(r'<svg[^>]*viewBox="([^"]*)"[^>]*>')
_UNWANTED = re.compile(r"<metadata>.*?</metadata>|<!--.*?-->|<defs>\s*<style.*?</style>\s*</defs>", re.DOTALL)
_GEOMETRY = re.compile(r' (?:d|x|y|width|height|transform)="[^"]*"')
_LONG_NUMBER = re.compile(r"-?\d+\.\d{2,}")
_ID = re.compile(r' id="([^"]*)"')
_REFERENCE = re.compile(r'(?<=href="#)[^"]+|(?<=url\(#)[^)]+')
_COLOUR = re.compile(r"(?<=[:\" ])#[0-9a-f]{6}\b")
_FONT_FAMILY = re.compile(rf"font-family: ['\"]?{LAYOUT_FONT}['\"]?; ?|; font-family: ['\"]?{LAYOUT_FONT}['\"]?")
_NO_TURN = re.compile(r' transform="rotate\(-?0(?: [^)]*)?\)"')
_MARKERS = re.compile(r'(?:\s*<use [^>]* style="([^"]*)"/>)+')
_PREFIX = re.compile(r"[A-Za-z][A-Za-z0-9-]*")


def to_svg(figure: Figure, *, alt: str, prefix: str) -> str:
    """Draw a figure as an SVG element for an HTML page.

    Parameters
    ----------
    figure : its colours are those of `style`, or "none"
    alt : what the picture shows; becomes its accessible name
    prefix : put before every id: letters, digits and hyphens, unique on the page

    Raises
    ------
    ValueError : a prefix that is no id, or a colour that the page has no variable for
    """
    if not _PREFIX.fullmatch(prefix):
        raise ValueError(f"The prefix {prefix!r} cannot begin an id. Use letters, digits and hyphens, a letter first.")
    buffer = StringIO()
    canvas: Any = FigureCanvasSVG(figure)  # its print_svg carries no types
    with rc_context(SETTINGS):
        canvas.print_svg(buffer, metadata=NO_METADATA)
    drawn = buffer.getvalue()
    _, view_box, after = _ROOT.split(drawn, maxsplit=1)
    body = after[: after.rindex("</svg>")]
    root = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="wr-plot" viewBox="{view_box}" role="img" '
        f'aria-label="{escape(alt)}" style="font-family: var(--wr-sans, {escape(FONTS)}); stroke-linejoin: round">'
    )
    return f"{root}{_tidy(body, prefix)}</svg>"


def _tidy(body: str, prefix: str) -> str:
    body = _UNWANTED.sub("", body).replace("xlink:href", "href")
    body = _GEOMETRY.sub(lambda found: _LONG_NUMBER.sub(_shorter, found.group()), body)
    body = _FONT_FAMILY.sub("", body)
    body = _NO_TURN.sub("", body)
    body = _MARKERS.sub(_shared_style, body)
    body = _own_ids(body, prefix)
    body = _COLOUR.sub(_variable, body)
    return re.sub(r">\s+<", "><", body).strip()


def _shorter(number: re.Match[str]) -> str:
    """One decimal: a tenth of a pixel. "-0.0" and "12.0" lose what says nothing."""
    short = f"{float(number.group()):.1f}".removesuffix(".0")
    return "0" if short == "-0" else short


def _shared_style(run: re.Match[str]) -> str:
    """A run of equal markers with their style written once, around them: a third of the length."""
    style = f' style="{run.group(1)}"'
    return f"<g{style}>{run.group().replace(style, '')}</g>"


def _own_ids(body: str, prefix: str) -> str:
    """Keep only ids that something refers to, numbered under the prefix; the halo's group becomes a style."""
    used = {name: f"{prefix}-{number}" for number, name in enumerate(dict.fromkeys(_REFERENCE.findall(body)), 1)}

    def renamed(found: re.Match[str]) -> str:
        name = found.group(1)
        if name == HALO:
            return f" {HALO_STYLE}"
        return f' id="{used[name]}"' if name in used else ""

    return _REFERENCE.sub(lambda found: used[found.group()], _ID.sub(renamed, body))


def _variable(found: re.Match[str]) -> str:
    colour = found.group()
    if colour not in VARIABLES:
        raise ValueError(f"The colour {colour} has no variable of the page. Use the colours of figures/style.py.")
    return VARIABLES[colour]
