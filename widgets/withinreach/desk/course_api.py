"""The routes of the course account: what was handed in, and feedback to give back."""

from __future__ import annotations

import asyncio

import msgspec

from withinreach.desk.answering import Refused
from withinreach.desk.api import Api
from withinreach.desk.names import is_person
from withinreach.desk.results import Feedback
from withinreach.desk.tables import HandInRow
from withinreach.desk.taking import Taking

PAGE_LIMIT = 8 * 1_048_576
"""The largest feedback taken, in bytes. A marked page with all its figures is under 2 MB."""


class CourseHandInsApi(Api):
    """``GET api/course/hand-ins/<module>``"""

    def allow(self) -> None:
        """Instructors only."""
        self.only_instructors()

    async def get(self, name: str) -> None:
        """The newest hand-in of each person."""
        info = self.desk.released(name)
        rows = await asyncio.to_thread(self.desk.store.newest, info.name)
        self.answer(msgspec.json.encode([_shown(row) for row in rows]))


class FeedbackApi(Taking, Api):
    """``PUT api/course/feedback/<module>/<person>``"""

    limit = PAGE_LIMIT

    def allow(self) -> None:
        """Instructors only."""
        self.only_instructors()

    async def take(self, *names: str) -> None:
        """Keep the page, then the results: whoever sees the mark can open the page."""
        name, person = names
        info = self.desk.released(name)
        if not is_person(person):
            raise Refused(
                400, "The address names no person. Accepted: small letters, digits and . _ @ + -, at most 100."
            )
        feedback = _feedback(bytes(self.received))
        if feedback.results.module != info.name:
            raise Refused(400, f"The results are of {feedback.results.module!r}; the address says {info.name!r}.")
        await asyncio.to_thread(self.desk.pages.put, info.name, person, feedback.page)
        await asyncio.to_thread(self.desk.store.put_feedback, person, info.name, feedback.results)
        self.answer(b"{}", 200)


def _feedback(raw: bytes) -> Feedback:
    try:
        return msgspec.json.decode(raw, type=Feedback)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
        raise Refused(400, f"The feedback could not be read: {error}. Expected are a page and its results.") from error


def _shown(row: HandInRow) -> dict[str, str | int]:
    return {
        "person": row.person,
        "version": row.version,
        "received": row.received,
        "sha256": row.sha256,
        "document": row.document,
    }
