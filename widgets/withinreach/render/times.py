"""Moments as people read them. The server's time is UTC, and the page says so."""

from __future__ import annotations

from datetime import datetime

from withinreach.render.escape import esc

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def moment(time: str) -> str:
    """A UTC time such as ``2026-11-23T21:04:09Z`` as a ``time`` element: "23 Nov, 21:04 UTC"."""
    at = datetime.fromisoformat(time)
    readable = f"{at.day} {_MONTHS[at.month - 1]}, {at:%H:%M} UTC"
    return f'<time datetime="{esc(time)}" title="{at.year}">{readable}</time>'
