"""The marked page: what a participant reads after feedback is released."""

from __future__ import annotations

import msgspec

from withinreach.content.course import course
from withinreach.content.handin import HandIn
from withinreach.content.keys import Key, TextKey
from withinreach.content.score import Score
from withinreach.content.tasks import Module, Task, TextTask
from withinreach.content.words import many
from withinreach.render.escape import esc
from withinreach.render.shell import page
from withinreach.render.task import given_html, mark, number, written_html
from withinreach.render.times import moment

EARLIER = (
    '<p class="earlier" role="note">This answer was given to an earlier version of the task and not committed again. '
    "Marked by machine it earns nothing; a written one your marker has read as it stands.</p>"
)


class WrittenMark(msgspec.Struct, frozen=True):
    """What a marker gave for a written answer; ``points`` is none where nobody has read it yet."""

    points: float | None
    maximum: float
    comment: str = ""


class MarkedPage(msgspec.Struct, frozen=True):
    """Everything that stands on one marked page."""

    module: Module
    title: str
    person: str
    marked_at: str
    hand_in: HandIn | None
    keys: dict[str, Key]
    scores: dict[str, Score]
    written: dict[str, WrittenMark]
    banner: str = ""


def marked_page(view: MarkedPage, *, stylesheet: str = "../static/course.css") -> str:
    """The whole page as HTML. It holds keys: only its owner and the course account may be given it."""
    number_ = course().module(view.module.name).number
    tasks = "".join(_task(view, task) for task in view.module.tasks if task.graded)
    body = _opening(view, number_) + tasks + '<p class="rest"><a href="../">All modules</a></p>'
    return page(
        f"{view.title}, marked",
        body,
        here=f'<b>{number_}</b> <span class="long">{esc(view.title)}, marked</span>',
        corner='<a href="../">All modules</a>',
        banner=view.banner,
        stylesheet=stylesheet,
    )


def _opening(view: MarkedPage, number_: int) -> str:
    machine = sum(score.points for score in view.scores.values())
    machine_max = sum(score.maximum for score in view.scores.values())
    hand = sum(mark_.points or 0.0 for mark_ in view.written.values())
    hand_max = sum(mark_.maximum for mark_ in view.written.values())
    facts = [f"<b>{mark(machine, machine_max)}</b> in {many(len(view.scores), 'graded answer')}"]
    if view.written:
        facts.append(f"<b>{mark(hand, hand_max)}</b> for {many(len(view.written), 'written answer')}")
    facts.append(f"Marked {moment(view.marked_at)}")
    items = "".join(f"<li>{fact}</li>" for fact in facts)
    return (
        '<header class="opening"><p class="num">'
        f"Module {number_} of {len(course().modules)} · marked page · only you and your instructor can open it</p>"
        f"<h1>{number(machine + hand)} of {number(machine_max + hand_max)}</h1>"
        '<p class="promise">Your answers first, then ours, each with its reason. They are about invented people; '
        "nothing here is a verdict on your sessions.</p>"
        f'<ul class="facts">{items}</ul></header>'
    )


def _task(view: MarkedPage, task: Task) -> str:
    given = view.hand_in.task(task.id) if view.hand_in else None
    answer = given.answer if given else None
    earlier = EARLIER if given and given.edition != task.edition else ""
    key = view.keys[task.id]
    if isinstance(task, TextTask) and isinstance(key, TextKey):
        got = view.written.get(task.id, WrittenMark(None, float(task.points or 0)))
        return earlier + written_html(task, key, answer, got.points, got.comment)
    return earlier + given_html(task, key, given, view.scores[task.id])
