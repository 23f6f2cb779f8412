"""The frame around a previewed page, and the graded tasks with their reasons. Both are for authors alone."""

from __future__ import annotations

from collections.abc import Sequence

from withinreach.content.course import course
from withinreach.content.keys import Key, TextKey
from withinreach.content.kinds.forms import each_form
from withinreach.content.tasks import Module, TextTask
from withinreach.grading.kinds import nothing
from withinreach.render.escape import esc
from withinreach.render.shell import page
from withinreach.render.task import review_html, written_html

VIEWS = {"page": "As it is read", "graded": "Graded, with reasons"}
"""View → its name."""


def frame(name: str, view: str, names: Sequence[str]) -> str:
    """The page that holds a preview: a bar, a place for sentences, and the frame that ``preview.js`` fills.

    Parameters
    ----------
    name, view : module, and one of ``VIEWS``
    names : all modules that can be previewed
    """
    title = course().module(name).title
    views = "".join(_link(f"/preview/{name}/{each}", words, here=each == view) for each, words in VIEWS.items())
    others = "".join(_link(f"/preview/{each}/{view}", each, here=each == name) for each in names)
    modules = f'<nav aria-label="Modules">{others}</nav>' if len(names) > 1 else ""
    return (
        '<!doctype html>\n<html lang="en-GB">\n<head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="color-scheme" content="light dark"><title>Preview: {esc(title)}</title>'
        '<link rel="icon" href="data:,">'
        '<link rel="stylesheet" href="/voila/templates/within-reach/static/course.css">'
        '<link rel="stylesheet" href="/preview/static/preview.css">'
        '<script type="module" src="/preview/static/preview.js"></script></head>\n'
        f'<body data-module="{esc(name)}" data-view="{view}" data-title="{esc(title)}">\n'
        f'<header><b>Preview</b><nav aria-label="Views">{views}</nav>{modules}'
        '<span class="now" role="status">Opening …</span></header>\n'
        '<div class="words" role="alert"></div>\n<div class="sheets"></div>\n</body>\n</html>\n'
    )


def graded(module: Module, keys: dict[str, Key]) -> str:
    """Every graded task as its marked page would show it where nothing was answered: reasons, reference, model."""
    tasks = [task for task in module.tasks if task.graded]
    title = course().module(module.name).title
    body = (
        '<header class="opening"><p class="num">For authors: nobody else is shown this</p>'
        f"<h1>{esc(title)}, graded tasks</h1>"
        '<p class="promise">As the marked page shows them to somebody who answered nothing.</p></header>'
    )
    for task in tasks:
        key = keys[task.id]
        if isinstance(task, TextTask) and isinstance(key, TextKey):
            body += written_html(task, key, None, None, "")
        else:
            for form, its_key in each_form(task, key):
                body += review_html(form, its_key, None, None, nothing(form, "not answered"))
    return page(f"{title}, graded tasks", body, stylesheet="/voila/templates/within-reach/static/course.css")


def sorry(words: str) -> str:
    """A page with one sentence, where nothing can be shown yet."""
    body = f'<header class="opening"><h1>Not yet</h1><p class="promise">{esc(words)}</p></header>'
    return page("Not yet", body, stylesheet="/voila/templates/within-reach/static/course.css")


def _link(address: str, words: str, *, here: bool) -> str:
    return f'<a href="{esc(address)}"{" aria-current=page" if here else ""}>{esc(words)}</a>'
