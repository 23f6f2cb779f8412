"""The list of modules that a person meets after signing in."""

from __future__ import annotations

from dataclasses import dataclass

from withinreach.content.course import Course, ModuleInfo
from withinreach.content.handin import Receipt
from withinreach.render.escape import esc
from withinreach.render.shell import NAME, page
from withinreach.render.task import mark
from withinreach.render.times import moment


@dataclass(frozen=True, kw_only=True)
class Marked:
    """Feedback that was released: points over all tasks, and where the page is.

    ``complete`` is false while a written answer waits for its mark.
    """

    points: float
    maximum: float
    complete: bool
    url: str


@dataclass(frozen=True, kw_only=True)
class ModuleCard:
    """One module as this person may see it. ``open_url`` and ``lab_url`` are none until it is released."""

    info: ModuleInfo
    open_url: str | None = None
    lab_url: str | None = None
    receipt: Receipt | None = None
    handed_in_again: bool = False
    marked: Marked | None = None


@dataclass(frozen=True, kw_only=True)
class CourseRow:
    """One released module for an instructor: how many persons have handed in, and the page to look at."""

    info: ModuleInfo
    persons: int
    preview_url: str


@dataclass(frozen=True, kw_only=True)
class InstructorBlock:
    """What an instructor sees above the modules."""

    formgrader_url: str
    rows: tuple[CourseRow, ...]


@dataclass(frozen=True, kw_only=True)
class HomeView:
    """Everything the home page shows; nothing else is looked up."""

    course: Course
    person: str
    modules: tuple[ModuleCard, ...]
    sign_out_url: str
    stylesheet: str
    banner: str = ""
    public_url: str = ""
    instructor: InstructorBlock | None = None


def home_page(view: HomeView) -> str:
    """The home page as a complete HTML document."""
    head = (
        f'<header class="opening"><h1>{esc(view.course.title)}</h1>'
        f'<p class="promise">{esc(view.course.promise)}</p></header>'
    )
    block = _instructor(view.instructor) if view.instructor else ""
    cards = "".join(_card(card, len(view.modules)) for card in view.modules)
    modules = f'<h2 class="unseen">Modules</h2><ol class="modules">{cards}</ol>'
    corner = f'{esc(view.person)} · <a href="{esc(view.sign_out_url)}">Sign out</a>'
    body = f'<div class="home">{head}{block}{modules}{_foot(view.public_url)}</div>'
    return page(NAME, body, corner=corner, banner=view.banner, stylesheet=view.stylesheet)


def _card(card: ModuleCard, count: int) -> str:
    name = f"module-{card.info.name}"
    state = f'<p class="state">{_state(card)}</p>'
    promise = f'<p class="about">{esc(card.info.promise)}</p>' if card.open_url else ""
    title = f'<h3 id="{esc(name)}"><span class="unseen">Module {card.info.number}: </span>{esc(card.info.title)}</h3>'
    return (
        f'<li class="{_class(card)}">{_points(card, count)}'
        f"<div>{title}{promise}{state}{_also(card)}</div>{_button(card, name)}</li>"
    )


def _class(card: ModuleCard) -> str:
    if card.open_url is None:
        return "later"
    if card.marked:
        return "done"
    return "given" if card.receipt else "now"


def _state(card: ModuleCard) -> str:
    if card.open_url is None:
        return "Not open yet"
    if card.marked is None:
        return _handed_in(card.receipt, "Handed in") if card.receipt else "Not handed in yet"
    words = "Marked" if card.marked.complete else "Marked so far"
    later = f" · {_handed_in(card.receipt, 'handed in again')}" if card.receipt and card.handed_in_again else ""
    return f"{words}, {mark(card.marked.points, card.marked.maximum)}{later}"


def _handed_in(receipt: Receipt, words: str) -> str:
    return f"{words} {moment(receipt.received)} · receipt <code>{esc(receipt.code)}</code>"


def _button(card: ModuleCard, name: str) -> str:
    if card.open_url is None:
        return ""
    if card.marked:
        url, words = card.marked.url, "Read the marked page"
    else:
        url, words = card.open_url, "Go on" if card.receipt else "Open"
    named = f'id="go-{esc(name)}" aria-labelledby="go-{esc(name)} {esc(name)}"'
    return f'<a class="go" {named} href="{esc(url)}">{words}</a>'


def _also(card: ModuleCard) -> str:
    links = []
    if card.marked and card.open_url:
        links.append(f'<a href="{esc(card.open_url)}">Open the module</a>')
    if card.lab_url:
        links.append(f'<a href="{esc(card.lab_url)}">Open in JupyterLab</a>')
    return f'<p class="also">{" ".join(links)}</p>' if links else ""


def _points(card: ModuleCard, count: int) -> str:
    """The course's mark: two points that come nearer from the first module to the last, filled as work is done."""
    far = 82 - 56 * (card.info.number - 1) / max(count - 1, 1)
    first = "none" if card.open_url is None else "currentColor"
    second = "currentColor" if card.marked else "none"
    dots = "".join(
        f'<circle cx="{x:g}" cy="7" r="4.4" fill="{fill}" stroke="currentColor" stroke-width="1.6"/>'
        for x, fill in ((6, first), (far, second))
    )
    return f'<svg width="92" height="14" viewBox="0 0 92 14" aria-hidden="true">{dots}</svg>'


def _instructor(block: InstructorBlock) -> str:
    rows = "".join(_row(row) for row in block.rows)
    heads = '<tr><th scope="col">Module</th><th scope="col">Handed in by</th><th scope="col">Look</th></tr>'
    table = (
        f"<table><thead>{heads}</thead><tbody>{rows}</tbody></table>" if rows else "<p>No module is released yet.</p>"
    )
    return (
        f'<section class="teach" aria-labelledby="teaching"><h2 id="teaching">You teach this course</h2>{table}'
        f'<p><a class="go" href="{esc(block.formgrader_url)}">Open formgrader</a></p></section>'
    )


def _row(row: CourseRow) -> str:
    number = row.info.number
    preview = f'<a href="{esc(row.preview_url)}">Preview the module<span class="unseen"> {number}</span></a>'
    name = f'<th scope="row">{number} {esc(row.info.title)}</th>'
    return f'<tr>{name}<td class="count">{_persons(row.persons)}</td><td>{preview}</td></tr>'


def _persons(count: int) -> str:
    if count == 0:
        return "nobody yet"
    return "1 person" if count == 1 else f"{count} persons"


def _foot(public_url: str) -> str:
    public = f' <a href="{esc(public_url)}">The public edition</a> needs no account.' if public_url else ""
    return (
        '<footer class="who"><h2>Who sees what</h2><p>Your notes stay in your account and are never handed in. '
        "When you hand in, your instructor sees the answers you handed in, how sure you were, and when you last "
        f"changed each one.{public}</p></footer>"
    )
