"""How the desk answers: safe headers, refusals in one sentence, nothing of the inside."""

from __future__ import annotations

import logging
import secrets
import traceback
from pathlib import Path
from types import TracebackType
from typing import Any

from tornado.web import HTTPError, RequestHandler

from withinreach.content.errors import ContentError

LOG = logging.getLogger("withinreach.desk")

POLICY = (
    "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
MARKED_POLICY = POLICY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")

_SENTENCES = {
    400: "The desk did not understand this request. Go back to the list of modules and try again.",
    403: "You are not signed in here, or this is not yours to open. Sign in again from the list of modules.",
    404: "There is nothing here.",
    405: "This address does not take that kind of request.",
    413: "This is larger than the desk takes.",
}


class Refused(HTTPError):
    """A refusal whose sentence is shown to whoever asked."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(status)
        self.sentence = sentence


class Answering(RequestHandler):
    """What all handlers of the desk share, pages and API alike."""

    policy = POLICY

    def set_default_headers(self) -> None:
        """No sniffing, no framing, no cache, no script; the server's name is nobody's business."""
        self.clear_header("Server")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Content-Security-Policy", self.policy)
        self.set_header("Referrer-Policy", "same-origin")
        self.set_header("Cache-Control", "no-store")

    @property
    def reference(self) -> str:
        """Eight letters and digits by which a failure is found in the log."""
        if not hasattr(self, "_reference"):
            self._reference = secrets.token_hex(4)
        return self._reference

    def sentence(self, status: int, error: BaseException | None) -> str:
        """What the person reads who was refused or met a failure."""
        if isinstance(error, Refused):
            return error.sentence
        if status in _SENTENCES:
            return _SENTENCES[status]
        return (
            "Something went wrong at the course desk. What you handed in before is safe. "
            f"Try again in a minute; if it stays, tell your instructor the reference {self.reference}."
        )

    def log_exception(
        self,
        typ: type[BaseException] | None,
        value: BaseException | None,
        tb: TracebackType | None,
    ) -> None:
        """One line for a failure: reference, kind and place. The error's own text may hold somebody's words."""
        if isinstance(value, HTTPError) and value.status_code < 500:
            return
        frames = traceback.extract_tb(tb)[-6:]
        places = " > ".join(f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames)
        asked = f"{self.request.method} {self.request.path}"
        LOG.error("reference %s: %s: %s at %s", self.reference, asked, _kind(typ, value), places)


class ApiAnswering(Answering):
    """Answers in JSON: the thing itself, or ``{"error": sentence}``."""

    def answer(self, encoded: bytes, status: int = 200) -> None:
        """Send JSON that is already encoded."""
        self.set_status(status)
        self.set_header("Content-Type", "application/json; charset=utf-8")
        self.finish(encoded)

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """The error as JSON."""
        error = kwargs.get("exc_info", (None, None, None))[1]
        self.finish({"error": self.sentence(status_code, error)})


def _kind(typ: type[BaseException] | None, value: BaseException | None) -> str:
    """The error's class, and its text where it speaks of the course's own files and of nobody."""
    name = typ.__name__ if typ else "unknown"
    return f"{name}: {value}" if isinstance(value, ContentError) else name


def log_request(handler: RequestHandler) -> None:
    """One line a request, without the query: an OAuth code travels there."""
    milliseconds = 1000 * handler.request.request_time()
    LOG.info("%s %s %s %.0f ms", handler.get_status(), handler.request.method, handler.request.path, milliseconds)
