"""A whole page as the desk serves it: header, banner, skip link, one style sheet, no script."""

from __future__ import annotations

from withinreach.render.escape import esc

NAME = "Within Reach"

_MARK = (
    '<svg class="mark" viewBox="0 0 40 16" aria-hidden="true"><circle cx="8" cy="8" r="5.4" fill="currentColor"/>'
    '<circle cx="31" cy="8" r="5" fill="none" stroke="currentColor" stroke-width="2.2"/></svg>'
)


def page(
    title: str,
    body: str,
    *,
    here: str = "",
    corner: str = "",
    banner: str = "",
    stylesheet: str,
) -> str:
    """A complete HTML document.

    Parameters
    ----------
    title : the document's name, text
    body : what stands in ``main``, trusted HTML made by ``render``
    here : where the reader is, trusted HTML made by ``render``; the course's name where empty
    corner : the right end of the header, trusted HTML made by ``render``
    banner : one line above everything, text, announced as a note; none where empty
    stylesheet : address of the one CSS, text
    """
    place = here or f"<b>{NAME}</b>"
    end = f'<span class="corner">{corner}</span>' if corner else ""
    return (
        f'<!doctype html>\n<html lang="en-GB">\n<head>{_head(title, stylesheet)}</head>\n<body class="wr-page">\n'
        f'<a class="skip" href="#text">Skip to the text</a>\n{_note(banner)}'
        f'<nav class="where" aria-label="Course">{_MARK}<span class="place">{place}</span>{end}</nav>\n'
        f'<main class="wr" id="text">{body}</main>\n</body>\n</html>\n'
    )


def notice_page(title: str, sentence: str, *, home: str, banner: str = "", stylesheet: str) -> str:
    """A calm page with one sentence and the way back; all arguments are text.

    Parameters
    ----------
    home : address of the list of modules
    """
    body = (
        f'<header class="opening"><h1>{esc(title)}</h1><p class="promise">{esc(sentence)}</p>'
        f'<p><a href="{esc(home)}">Back to all modules</a></p></header>'
    )
    return page(title, body, banner=banner, stylesheet=stylesheet)


def _head(title: str, stylesheet: str) -> str:
    full = NAME if title == NAME else f"{title} · {NAME}"
    return (
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="color-scheme" content="light dark"><title>{esc(full)}</title>'
        f'<link rel="stylesheet" href="{esc(stylesheet)}">'
    )


def _note(banner: str) -> str:
    note = f'<aside aria-label="Notice"><p class="banner" role="note">{esc(banner)}</p></aside>\n'
    return note if banner else ""
