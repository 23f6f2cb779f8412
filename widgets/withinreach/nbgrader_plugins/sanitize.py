"""The end of the sanitising pass: written answers into the manual cells."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import is_grade, is_solution

from withinreach.content.handin import HandInTask
from withinreach.nbgrader_plugins.course import course_of, read_hand_in, released_module
from withinreach.render.escape import without_bidi

_LIVE = re.compile(r"[^\w\s.,;:'\-–—…“”‘’?]|_")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")


class InsertWritten(NbGraderPreprocessor):
    """Puts each text answer, escaped, into the manual cell whose grade id is its task.

    An empty answer leaves the cell as it was released, so that nbgrader says "No response".
    """

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """The notebook of one submission, its manual cells filled."""
        name = resources["nbgrader"]["assignment"]
        module = released_module(course_of(self), name)
        hand_in = read_hand_in(Path(resources["metadata"]["path"]), name)
        for cell in nb.cells:
            if is_grade(cell) and is_solution(cell):
                task = module.task(cell.metadata.nbgrader.grade_id)
                cell.source = written(hand_in.task(task.id), task.edition) or cell.source
        return nb, resources


def written(given: HandInTask | None, edition: int) -> str:
    """One line of HTML that shows a text answer, or nothing where there is none.

    Where the answer was given to another edition of the task, words above it say so.
    """
    if given is None or not isinstance(given.answer, str) or not given.answer.strip():
        return ""
    earlier = (
        f"<p><em>Given to edition {given.edition} of this task, which is now edition {edition}. "
        "Not to be marked until it is confirmed.</em></p>"
    )
    head = earlier if given.edition != edition else ""
    return f'<div class="written tex2jax_ignore mathjax_ignore">{head}{escaped(given.answer)}</div>'


def escaped(text: str) -> str:
    """``text`` as HTML on one line in which nothing is live: no markup, no Markdown, no formula.

    A blank line would end the HTML block and hand the rest to Markdown, so lines end in ``<br>``. Every
    character that Markdown, HTML or MathJax could read as a sign of theirs is written as a number. Signs that turn the
    direction of writing are left out, as on the marked page: a text must not read as its opposite.
    """
    plain = without_bidi(text).expandtabs(4).strip()
    lines = _CONTROL.sub("\N{REPLACEMENT CHARACTER}", plain).splitlines()
    return "<br>".join(_LIVE.sub(lambda sign: f"&#{ord(sign[0])};", line) for line in lines)
