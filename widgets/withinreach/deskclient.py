"""Speaking with the course desk, from a participant's kernel or the course account."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from withinreach.content.errors import WithinReachError
from withinreach.content.handin import Receipt, digest

if TYPE_CHECKING:
    import httpx

CONNECT_SECONDS, READ_SECONDS = 5.0, 20.0

_SAFE = "Nothing is lost: your answers are saved here. Try again in a minute."
_T = TypeVar("_T")


class DeskError(WithinReachError):
    """The desk could not be reached, refused, or answered strangely; the text is for the person who asked."""


class CourseHandIn(msgspec.Struct, frozen=True, kw_only=True):
    """The newest hand-in of one person; ``document`` is the text whose SHA-256 is ``sha256``."""

    person: str
    version: int
    received: str
    sha256: str
    document: str


class MarkedTask(msgspec.Struct, frozen=True, kw_only=True):
    """One graded task of released results; ``share`` is s, 0 to 1, none while it waits for its mark."""

    task: str
    share: float | None = None


class MarkedModule(msgspec.Struct, frozen=True, kw_only=True):
    """Released results of one module, as far as this account needs them."""

    module: str
    tasks: tuple[MarkedTask, ...]


def put_hand_in(raw: bytes, module: str) -> Receipt:
    """Hand in a document made by ``content.handin.encode``.

    Raises
    ------
    DeskError : nobody answered, the desk refused, or its receipt is for another document
    """
    receipt = _decode(_ask("PUT", f"api/hand-ins/{module}", raw), Receipt)
    if receipt.sha256 != digest(raw) or receipt.module != module:
        raise DeskError(f"The receipt does not fit what was handed in. {_SAFE}")
    return receipt


def receipts() -> list[Receipt]:
    """One's own receipts of all modules, newest first.

    Raises
    ------
    DeskError : nobody answered, or the desk refused
    """
    return _decode(_ask("GET", "api/receipts"), list[Receipt])


def shares(patience: float) -> dict[str, float]:
    """Graded task → share, 0 to 1, of all one's own released results.

    Parameters
    ----------
    patience : seconds to wait for the desk to be there, and for its answer

    Raises
    ------
    DeskError : nobody answered in time, or the desk refused
    """
    found = _decode(_ask("GET", "api/results", patience=patience), list[MarkedModule])
    return {task.task: task.share for module in found for task in module.tasks if task.share is not None}


def course_hand_ins(module: str) -> list[CourseHandIn]:
    """The newest hand-in of each person, for the course account.

    Raises
    ------
    DeskError : nobody answered, the desk refused, or a document does not fit its hash
    """
    found = _decode(_ask("GET", f"api/course/hand-ins/{module}"), list[CourseHandIn])
    for hand_in in found:
        if digest(hand_in.document.encode()) != hand_in.sha256:
            raise DeskError(
                f"The hand-in of {hand_in.person} (version {hand_in.version}) does not fit its hash. "
                "Do not grade it; ask whoever runs the workshop to look at the desk's database."
            )
    return found


def put_feedback(module: str, person: str, page: str, results: dict[str, Any]) -> None:
    """Release a marked page and its results for one person, for the course account.

    Parameters
    ----------
    results : ``{"module": …, "tasks": [{"task", "points", "maximum", "share", "confidence"}, …]}``; ``points``
        is none while a written answer waits for its mark; any other field is refused

    Raises
    ------
    DeskError : nobody answered, or the desk refused
    """
    body = msgspec.json.encode({"page": page, "results": results})
    _ask("PUT", f"api/course/feedback/{module}/{person}", body)


def _ask(method: str, path: str, body: bytes | None = None, patience: float | None = None) -> bytes:
    import httpx

    address, token = _where()
    limits = httpx.Timeout(patience or READ_SECONDS, connect=min(patience or CONNECT_SECONDS, CONNECT_SECONDS))
    try:
        # No proxy and no .netrc of the machine: the desk is near, and the token is for it alone.
        with httpx.Client(timeout=limits, trust_env=False) as client:
            answer = client.request(
                method,
                f"{address}/{path}",
                content=body,
                headers={"Authorization": f"token {token}", "Content-Type": "application/json"},
            )
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError):
        raise DeskError(f"The course desk did not answer. {_SAFE}") from None
    if not answer.is_success:
        raise DeskError(_refusal(answer))
    return answer.content


def _where() -> tuple[str, str]:
    address = os.environ.get("WITHINREACH_DESK_URL", "").rstrip("/")
    token = os.environ.get("JUPYTERHUB_API_TOKEN", "").strip()
    if not address or not token:
        raise DeskError(
            "This page is not connected to a course desk, so nothing can be handed in from here. "
            "Your answers are saved. Open the module from the workshop's list of modules."
        )
    return address, token


def _refusal(answer: httpx.Response) -> str:
    try:
        sentence = msgspec.json.decode(answer.content, type=dict[str, str]).get("error", "")
    except msgspec.MsgspecError:
        sentence = ""
    return sentence or f"The course desk could not take this (answer {answer.status_code}). {_SAFE}"


def _decode(raw: bytes, kind: type[_T]) -> _T:
    try:
        return msgspec.json.decode(raw, type=kind)
    except msgspec.MsgspecError:
        raise DeskError(f"The course desk answered in a way this page does not understand. {_SAFE}") from None
