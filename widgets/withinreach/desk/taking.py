"""Documents that come in: who sends one and how large it is are settled before it is read."""

from __future__ import annotations

from typing import Any, cast

import msgspec
from tornado.http1connection import HTTP1Connection
from tornado.web import HTTPError, stream_request_body

from withinreach.content.handin import LIMIT
from withinreach.desk.answering import ApiAnswering, Refused

_THROWN_AWAY = 8 * 1_048_576
"""How many bytes above the limit are still taken off the wire, and dropped, before the line is closed."""


@stream_request_body
class Taking(ApiAnswering):
    """A route that takes a document by ``PUT``; stands before the class that settles who may come in.

    A line that is closed while somebody still writes makes the proxy in between say "503" where it should
    hand on our sentence, and spoils the line for whoever comes next. So a refused document of ordinary size
    is let pass and dropped; one beyond the limit is answered at once, and its line closed afterwards.
    """

    limit = LIMIT

    async def prepare(self) -> None:
        """Settle who sends and how large it is; a length that is not announced is counted while it comes."""
        self.received, self.seen, self.answered = bytearray(), 0, False
        self.refused: HTTPError | None = None
        try:
            await cast(Any, super()).prepare()
        except HTTPError as error:
            self.refused = error
        announced = self.request.headers.get("Content-Length", "")
        if announced.isdigit() and int(announced) > self.limit:
            cast(HTTP1Connection, self.request.connection).set_max_body_size(int(announced))
            await self._answer_early()

    async def data_received(self, chunk: bytes) -> None:
        """Keep a piece while nothing speaks against it; drop it otherwise."""
        self.seen += len(chunk)
        if self.refused is None:
            self.received += chunk
        if self.seen > self.limit and not self.answered:
            await self._answer_early()
        if self.seen > self.limit + _THROWN_AWAY and not self._finished:
            self.finish()

    async def put(self, *names: str) -> None:
        """The document is here, or was refused."""
        if self.answered:
            self.finish()
        elif self.refused is not None:
            raise self.refused
        else:
            await self.take(*names)

    async def take(self, *names: str) -> None:
        """What is done with the document, which stands in ``received``."""
        raise AssertionError

    async def _answer_early(self) -> None:
        self.refused = self.refused or Refused(413, _sentence(self.limit))
        self.answered = True
        self.received.clear()
        status = self.refused.status_code
        body = msgspec.json.encode({"error": self.sentence(status, self.refused)})
        self.set_status(status)
        self.set_header("Content-Type", "application/json; charset=utf-8")
        self.set_header("Content-Length", str(len(body)))
        self.set_header("Connection", "close")
        self.write(body)
        await self.flush()


def _sentence(limit: int) -> str:
    return (
        f"This is larger than the {limit:,} bytes that the course desk takes, and was not read. "
        "Shorten the longest written answer and hand in again."
    )
