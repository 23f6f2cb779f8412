"""Whatever a person typed, made harmless for HTML. Nothing typed reaches a page another way."""

from __future__ import annotations

from html import escape

# Bidirectional controls can make a text read as its opposite; they have no use in an answer here.
_BIDI = dict.fromkeys([0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])


def without_bidi(text: str) -> str:
    """``text`` without the signs that turn the direction of writing."""
    return text.translate(_BIDI)


def esc(text: object) -> str:
    """``text`` for an element or a quoted attribute: markup escaped, bidi and NUL characters removed."""
    return escape(without_bidi(str(text)).replace("\x00", ""), quote=True)


def lines(text: str) -> str:
    """Typed text with its line breaks kept, on one HTML line: no blank line can end an HTML block."""
    return "<br>".join(esc(line) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
