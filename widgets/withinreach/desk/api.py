"""The routes of participants. None of them takes a person's name: the Hub says who is asking."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

import msgspec

from withinreach.content.course import ModuleInfo, course
from withinreach.content.handin import HandInError, Receipt
from withinreach.desk.answering import ApiAnswering, Refused
from withinreach.desk.hub import Identified
from withinreach.desk.intake import check
from withinreach.desk.pages import Pages
from withinreach.desk.releases import Releases
from withinreach.desk.settings import Settings
from withinreach.desk.store import Store
from withinreach.desk.taking import Taking


@dataclass(frozen=True)
class Desk:
    """What the handlers work with."""

    settings: Settings
    releases: Releases
    store: Store
    pages: Pages

    def released(self, name: str) -> ModuleInfo:
        """The released module called ``name``; anything else is refused."""
        info = self.releases.find(name)
        if info is None:
            raise Refused(404, "This module is not open. The list of modules shows which ones are.")
        return info


class Api(ApiAnswering, Identified):
    """A route that answers in JSON, for signed-in persons only."""

    def initialize(self, desk: Desk) -> None:
        """Take what the application gives."""
        self.desk = desk

    async def prepare(self) -> None:
        """Refuse before anything is read."""
        await super().prepare()
        self.allow()

    def allow(self) -> None:
        """Who may come in: everybody whom the Hub knows."""
        _ = self.person


class ReleasesApi(Api):
    """``GET api/releases``"""

    def get(self) -> None:
        """All modules in reading order, with whether they are open."""
        self.answer(
            msgspec.json.encode(
                [
                    {
                        "name": info.name,
                        "title": info.title,
                        "promise": info.promise,
                        "number": info.number,
                        "released": self.desk.releases.has(info),
                    }
                    for info in course().modules
                ]
            )
        )


class HandInApi(Taking, Api):
    """``PUT api/hand-ins/<module>``"""

    async def take(self, *names: str) -> None:
        """Check, keep, then give the receipt: in this order."""
        info, person, raw = self.desk.released(names[0]), self.person, bytes(self.received)
        receipt = await asyncio.to_thread(self._take, info, person, raw)
        self.answer(msgspec.json.encode(receipt), 201)

    def _take(self, info: ModuleInfo, person: str, raw: bytes) -> Receipt:
        try:
            hand_in = check(raw, self.desk.settings.course, self.desk.releases.tasks(info))
        except HandInError as error:
            raise Refused(400, str(error)) from error
        return self.desk.store.add_hand_in(person, info.name, raw, len(hand_in.tasks))


class ReceiptsApi(Api):
    """``GET api/receipts``"""

    async def get(self) -> None:
        """One's own receipts, newest first."""
        self.answer(msgspec.json.encode(await asyncio.to_thread(self.desk.store.receipts, self.person)))


class ResultsApi(Api):
    """``GET api/results/<module>``"""

    async def get(self, name: str) -> None:
        """One's own results, once feedback is released."""
        own = await asyncio.to_thread(self.desk.store.feedback, self.person)
        if name not in own:
            raise Refused(404, "There is no feedback for you here yet.")
        self.answer(msgspec.json.encode(own[name].results))


class AllResultsApi(Api):
    """``GET api/results``"""

    async def get(self) -> None:
        """One's own results of all modules whose feedback is released, in the order of the course."""
        own = await asyncio.to_thread(self.desk.store.feedback, self.person)
        self.answer(msgspec.json.encode([own[name].results for name in sorted(own)]))


class Nothing(Api):
    """Any other address below ``api/``."""

    def allow(self) -> None:
        """There is nothing to guard."""
        raise Refused(404, "The course desk has no such address.")
