"""The pages that a person sees in the browser: the list of modules, and one's own marked page."""

from __future__ import annotations

import asyncio
from importlib.resources import files
from pathlib import Path
from typing import Any

from tornado.web import StaticFileHandler, authenticated

from withinreach.content.course import ModuleInfo, course
from withinreach.content.handin import Receipt
from withinreach.desk.answering import MARKED_POLICY, Answering, Refused
from withinreach.desk.api import Desk
from withinreach.desk.hub import Identified, SignedIn
from withinreach.desk.store import Released
from withinreach.render.home import CourseRow, HomeView, InstructorBlock, Marked, ModuleCard, home_page
from withinreach.render.shell import notice_page

STATIC = Path(str(files("withinreach.render") / "static"))

_TITLES = {403: "Not for this account", 404: "Nothing here yet"}


class PageAnswering(Answering):
    """Answers as pages, refusals too."""

    def initialize(self, desk: Desk) -> None:
        """Take what the application gives."""
        self.desk = desk

    @property
    def stylesheet(self) -> str:
        """The address of the one CSS, with its content's hash, so that a new sheet is never an old one."""
        version = Static.get_version({"static_path": str(STATIC)}, "course.css")
        return f"{self.desk.settings.prefix}static/course.css" + (f"?v={version}" if version else "")

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """The error as a calm page."""
        error = kwargs.get("exc_info", (None, None, None))[1]
        settings = self.desk.settings
        self.finish(
            notice_page(
                _TITLES.get(status_code, "That did not work"),
                self.sentence(status_code, error),
                home=settings.prefix,
                banner=settings.banner,
                stylesheet=self.stylesheet,
            )
        )


class Page(PageAnswering, Identified):
    """A page for signed-in persons; others are sent to the Hub's sign-in and come back."""


class HomePage(Page):
    """``GET /``: the list of modules."""

    @authenticated
    async def get(self) -> None:
        """The modules as this person may see them."""
        person, teaches = self.person, self.teaches
        view = await asyncio.to_thread(self._view, person, teaches=teaches)
        self.finish(home_page(view))

    def _view(self, person: str, *, teaches: bool) -> HomeView:
        receipts, own = self.desk.store.receipts(person), self.desk.store.feedback(person)
        settings = self.desk.settings
        return HomeView(
            course=course(),
            person=person,
            modules=tuple(self._card(info, receipts, own, teaches=teaches) for info in course().modules),
            sign_out_url=f"{settings.hub_base}hub/logout",
            stylesheet=self.stylesheet,
            banner=settings.banner,
            public_url=settings.public_url,
            instructor=self._instructor() if teaches else None,
        )

    def _card(
        self, info: ModuleInfo, receipts: list[Receipt], own: dict[str, Released], *, teaches: bool
    ) -> ModuleCard:
        receipt = next((receipt for receipt in receipts if receipt.module == info.name), None)
        given = own.get(info.name)
        released = self.desk.releases.has(info)
        return ModuleCard(
            info=info,
            open_url=self._link("voila/render", info, teaches=teaches) if released else None,
            lab_url=self._link("lab/tree", info, teaches=teaches) if released else None,
            receipt=receipt,
            handed_in_again=bool(given and receipt and receipt.received > given.released),
            marked=self._marked(given) if given else None,
        )

    def _marked(self, given: Released) -> Marked:
        results = given.results
        return Marked(
            points=results.points,
            maximum=results.maximum,
            complete=results.complete,
            url=f"{self.desk.settings.prefix}marked/{given.module}",
        )

    def _instructor(self) -> InstructorBlock:
        persons = self.desk.store.persons()
        rows = tuple(
            CourseRow(
                info=info,
                persons=persons.get(info.name, 0),
                preview_url=self._link("voila/render", info, teaches=True),
            )
            for info in course().modules
            if self.desk.releases.has(info)
        )
        return InstructorBlock(formgrader_url=f"{self.desk.settings.hub_base}hub/user-redirect/formgrader", rows=rows)

    def _link(self, page: str, info: ModuleInfo, *, teaches: bool) -> str:
        # Through the Hub, which starts a stopped server first and then goes on to the page. A participant's
        # server shows the release; the course account's shows the course directory, with its source/.
        place = "source/" if teaches else ""
        return f"{self.desk.settings.hub_base}hub/user-redirect/{page}/{place}{info.name}/{info.name}.ipynb"


class MarkedPage(Page):
    """``GET marked/<module>``: the page that was released for whoever asks."""

    policy = MARKED_POLICY

    @authenticated
    async def get(self, name: str) -> None:
        """One's own page; there is no address for anybody else's."""
        person = self.person
        own = await asyncio.to_thread(self.desk.store.feedback, person)
        page = await asyncio.to_thread(self.desk.pages.get, name, person) if name in own else None
        if page is None:
            raise Refused(404, "There is no marked page for you here yet. It appears when feedback is released.")
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(page)


class NotFound(PageAnswering):
    """Any other address."""

    def prepare(self) -> None:
        """There is nothing here, whoever asks."""
        raise Refused(404, "This address leads nowhere. The list of modules is the way back.")


class Callback(PageAnswering, SignedIn):
    """The end of the sign-in."""


class Static(StaticFileHandler):
    """The CSS and the fonts, the same for everybody."""

    def set_extra_headers(self, path: str) -> None:
        """Kept by the browser for an hour; for a year where the address carries the content's hash."""
        self.set_header("X-Content-Type-Options", "nosniff")
        if "v" not in self.request.arguments:
            self.set_header("Cache-Control", "public, max-age=3600")
