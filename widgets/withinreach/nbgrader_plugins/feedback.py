"""Feedback to the desk: for each person a marked page, and ``results.json`` without any key."""

from __future__ import annotations

import math
import os
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any

import msgspec
from nbgrader.exchange.abc import ExchangeReleaseFeedback

from withinreach.content.answers import now
from withinreach.content.errors import WithinReachError
from withinreach.content.handin import HandIn
from withinreach.content.keys import TextKey
from withinreach.content.score import Score
from withinreach.content.tasks import Module, TextTask
from withinreach.grading import score_hand_in
from withinreach.nbgrader_plugins.course import autograded, module_with_keys, read_hand_in, released

if TYPE_CHECKING:
    from nbgrader.api import Grade, SubmittedAssignment

    from withinreach.render.marked import WrittenMark


class NotYet(WithinReachError):
    """Feedback that cannot be given out; the sentence says to whom, and what has to be done."""


@dataclass
class Released:
    """Who has got feedback, who has not and why, and marks by hand that do not add up."""

    given: list[str] = field(default_factory=list)
    held: dict[str, str] = field(default_factory=dict)
    doubtful: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Marks:
    """What the gradebook holds for one person's module: the marks that count, those that grading gave, comments."""

    points: dict[str, float]
    graded: dict[str, float | None]
    waiting: tuple[str, ...]
    comments: dict[str, str]


class DeskReleaseFeedback(ExchangeReleaseFeedback):
    """nbgrader's "Release feedback". Who still waits for a mark is held back and named; others go on."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # NbGraderAPI.release_feedback misspells ``authenticator``, and traitlets warns of what it does not know.
        kwargs.pop("authentictor", None)
        super().__init__(*args, **kwargs)
        self.report = Released()

    def init_src(self) -> None:
        """Read the module and its keys."""
        self.name = self.coursedir.assignment_id
        try:
            self.module, self.keys = module_with_keys(self.coursedir, self.name)
        except WithinReachError as error:
            self.fail(str(error))
        self.title = _title(self)

    def init_dest(self) -> None:
        """Nothing to prepare."""

    def copy_files(self) -> None:
        """One page and one set of results for each graded person."""
        from nbgrader.api import Gradebook

        with Gradebook(self.coursedir.db_url, self.coursedir.course_id) as gradebook:
            for submission in sorted(gradebook.assignment_submissions(self.name), key=lambda each: each.student_id):
                if self._asked(submission.student_id):
                    self._one(submission)
        self.log.info("Feedback given to %d: %s", len(self.report.given), ", ".join(self.report.given))
        for words in self.report.doubtful:
            self.log.warning("Given, and to be looked at: %s", words)
        if self.report.held:
            self.fail(f"{len(self.report.held)} held back: " + " ".join(self.report.held.values()))

    def _asked(self, person: str) -> bool:
        left_out = [name.strip() for name in self.coursedir.student_id_exclude.split(",")]
        return fnmatchcase(person, self.coursedir.student_id or "*") and person not in left_out

    def _one(self, submission: SubmittedAssignment) -> None:
        from withinreach.deskclient import put_feedback

        person = submission.student_id
        try:
            page, results = self._feedback(person, marks(submission))
            put_feedback(self.name, person, page, results)
        except WithinReachError as error:
            self.report.held[person] = str(error)
            self.log.error("Held back: %s", error)
        else:
            self.report.given.append(person)

    def _say_what_does_not_add_up(self, person: str, written: dict[str, WrittenMark]) -> None:
        """A marker's line of criteria and the points entered can differ: the points count, and it is said."""
        from withinreach.grading import text

        for name, mark in written.items():
            task, key = self.module.task(name), self.keys[name]
            if isinstance(task, TextTask) and isinstance(key, TextKey):
                found = text.score(task, key, mark.comment, mark.points)
                if found.parts:  # else there is no such line
                    self.report.doubtful += [f"{person}, {name}: {flag}" for flag in found.flags]

    def _feedback(self, person: str, found: Marks) -> tuple[str, dict[str, Any]]:
        from withinreach.render.marked import MarkedPage, WrittenMark, marked_page

        if found.waiting:
            raise NotYet(f"{person}: {', '.join(found.waiting)} waits to be marked.")
        hand_in = read_hand_in(autograded(self.coursedir, person, self.name), self.name)
        scores = counted(person, score_hand_in(self.module, self.keys, hand_in), found)
        written = {
            task.id: WrittenMark(
                points=found.points.get(task.id),
                maximum=float(task.points or 0),
                comment=found.comments.get(task.id, ""),
            )
            for task in self.module.tasks
            if task.kind == "text" and task.graded
        }
        self._say_what_does_not_add_up(person, written)
        page = MarkedPage(
            module=self.module, title=self.title, person=person, marked_at=now(), hand_in=hand_in,
            keys=self.keys, scores=scores, written=written, banner=os.environ.get("WITHINREACH_BANNER", ""),
        )  # fmt: skip
        return marked_page(page), results(self.module, hand_in, scores, found.points)


def marks(submission: SubmittedAssignment) -> Marks:
    """Marks, comments, and what still waits, of all notebooks of a submission."""
    grades: list[Grade] = [grade for notebook in submission.notebooks for grade in notebook.grades]
    comments = [comment for notebook in submission.notebooks for comment in notebook.comments]
    return Marks(
        points={grade.name: float(grade.score or 0) for grade in grades},
        graded={grade.name: grade.auto_score for grade in grades},
        waiting=tuple(sorted(grade.name for grade in grades if grade.needs_manual_grade)),
        comments={comment.name: comment.comment or "" for comment in comments},
    )


def counted(person: str, scores: dict[str, Score], found: Marks) -> dict[str, Score]:
    """The scores with the points that count, which a marker may have set by hand.

    Raises
    ------
    NotYet : the gradebook holds another mark than this key gives, or none: task or key changed after grading,
        and the page would explain one mark and show another
    """
    stale = [task for task, score in scores.items() if not _same(found.graded.get(task), score.points)]
    if stale:
        raise NotYet(f"{person}: task or key of {', '.join(stale)} changed after grading; grade this person again.")
    return {task: msgspec.structs.replace(score, points=found.points[task]) for task, score in scores.items()}


def _same(graded: float | None, points: float) -> bool:
    return graded is not None and math.isclose(graded, points, abs_tol=1e-9)


def results(module: Module, hand_in: HandIn, scores: dict[str, Score], points: dict[str, float]) -> dict[str, Any]:
    """What the passport and the spaced return read: task, points, maximum, share, confidence. No key, no answer.

    The share is none where an answer was given to an earlier edition and not confirmed: it was not looked at.
    """
    rows = []
    for task in module.tasks:
        if not task.graded:
            continue
        given, maximum, earned = hand_in.task(task.id), float(task.points or 0), points.get(task.id, 0.0)
        share: float | None = scores[task.id].share if task.id in scores else earned / maximum
        if given and given.edition != task.edition and task.id in scores:
            share = None
        confidence = given.confidence if given and task.confidence else None
        rows.append({"task": task.id, "points": earned, "maximum": maximum, "share": share, "confidence": confidence})
    return {"module": module.name, "tasks": rows}


def _title(plugin: DeskReleaseFeedback) -> str:
    """The title that the released notebook carries, else the module's name."""
    from nbformat import read

    notebook = released(plugin.coursedir, plugin.name) / f"{plugin.name}.ipynb"
    return str(read(notebook, as_version=4).metadata.get("title", plugin.name)) if notebook.is_file() else plugin.name
