from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from withinreach import deskclient
from withinreach.content.errors import WithinReachError
from withinreach.deskclient import DeskError

MODULE, TOKEN = "01-foundations", "0123456789abcdef-secret"
NO_ANSWER = "The course desk did not answer. Nothing is lost: your answers are saved here. Try again in a minute."


@dataclass
class Server:
    """A server that answers as a broken desk would; what a real one does is tried in tests/pipeline."""

    url: str
    status: int = 200
    body: bytes = b""
    asked: list[tuple[str, str, str | None, bytes]] = field(default_factory=list)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            sent = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            given.asked.append((self.command, self.path, self.headers.get("Authorization"), sent))
            self.send_response(given.status)
            self.send_header("Content-Length", str(len(given.body)))
            self.end_headers()
            self.wfile.write(given.body)

        do_GET = do_PUT = answer  # noqa: N815  the library looks for these names

        def log_message(self, *words: Any) -> None:
            """Say nothing."""

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    given = Server(f"http://127.0.0.1:{listening.server_port}/services/desk")
    thread = threading.Thread(target=listening.serve_forever)
    thread.start()
    connect(monkeypatch, given.url)
    yield given
    listening.shutdown()
    listening.server_close()
    thread.join()


def connect(monkeypatch: pytest.MonkeyPatch, url: str, token: str = TOKEN) -> None:
    monkeypatch.setenv("WITHINREACH_DESK_URL", url)
    monkeypatch.setenv("JUPYTERHUB_API_TOKEN", token)


def said(call: Callable[[], object]) -> str:
    """The sentence of the error, which never holds the token."""
    with pytest.raises(DeskError) as caught:
        call()
    assert isinstance(caught.value, WithinReachError)
    assert TOKEN not in str(caught.value)
    assert caught.value.__cause__ is None
    return str(caught.value)


def receipt(raw: bytes, **changes: Any) -> bytes:
    good = {
        "module": MODULE,
        "version": 3,
        "received": "2026-11-23T21:04:09Z",
        "sha256": sha256(raw).hexdigest(),
        "tasks": 2,
    }
    return json.dumps({**good, **changes}).encode()


def test_a_hand_in_is_put_under_the_persons_own_token(server: Server) -> None:
    server.status, server.body = 201, receipt(b"document")
    assert deskclient.put_hand_in(b"document", MODULE).version == 3
    assert server.asked == [("PUT", f"/services/desk/api/hand-ins/{MODULE}", f"token {TOKEN}", b"document")]


@pytest.mark.parametrize("change", [{"sha256": "0" * 64}, {"module": "02-recognising"}])
def test_a_receipt_for_something_else_is_not_taken(server: Server, change: dict[str, str]) -> None:
    server.status, server.body = 201, receipt(b"document", **change)
    assert "does not fit what was handed in" in said(lambda: deskclient.put_hand_in(b"document", MODULE))


def test_a_desk_that_does_not_listen_is_said_calmly(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))  # bound, so nobody else takes the port; not listening, so nobody answers
        connect(monkeypatch, f"http://127.0.0.1:{held.getsockname()[1]}")
        assert said(deskclient.receipts) == NO_ANSWER


def test_a_desk_that_takes_the_call_and_stays_silent_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deskclient, "READ_SECONDS", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        connect(monkeypatch, f"http://127.0.0.1:{silent.getsockname()[1]}")
        begun = time.monotonic()
        assert said(deskclient.receipts) == NO_ANSWER
        assert time.monotonic() - begun < 4  # the library's own limit is 5


def test_ones_own_shares_come_from_all_modules_at_once_and_what_waits_for_a_mark_is_left_out(server: Server) -> None:
    tasks = [{"task": "m1-load", "points": 1, "maximum": 3, "share": 0.25}, {"task": "m1-rewrite", "share": None}]
    more = [{"task": "m2-spot", "share": 1.0, "confidence": 0.5}]
    server.body = json.dumps([{"module": MODULE, "tasks": tasks}, {"module": "02-recognising", "tasks": more}]).encode()
    assert deskclient.shares(2) == {"m1-load": 0.25, "m2-spot": 1.0}
    assert server.asked == [("GET", "/services/desk/api/results", f"token {TOKEN}", b"")]


def test_for_shares_a_silent_desk_is_waited_for_no_longer_than_was_said(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        connect(monkeypatch, f"http://127.0.0.1:{silent.getsockname()[1]}")
        begun = time.monotonic()
        assert said(lambda: deskclient.shares(0.2)) == NO_ANSWER
        assert time.monotonic() - begun < 4


def test_the_time_limits_are_five_and_twenty_seconds() -> None:
    assert (deskclient.CONNECT_SECONDS, deskclient.READ_SECONDS) == (5, 20)


@pytest.mark.parametrize("token", ["one\ntwo-secret", "ключ"])
def test_a_token_that_cannot_be_sent_is_not_repeated(monkeypatch: pytest.MonkeyPatch, token: str) -> None:
    connect(monkeypatch, "http://127.0.0.1:9", token)
    sentence = said(deskclient.receipts)
    assert token not in sentence
    assert "secret" not in sentence


@pytest.mark.parametrize("missing", ["WITHINREACH_DESK_URL", "JUPYTERHUB_API_TOKEN"])
def test_a_page_without_a_desk_says_where_to_open_the_module(monkeypatch: pytest.MonkeyPatch, missing: str) -> None:
    connect(monkeypatch, "http://127.0.0.1:9")
    monkeypatch.delenv(missing)
    assert said(deskclient.receipts) == (
        "This page is not connected to a course desk, so nothing can be handed in from here. "
        "Your answers are saved. Open the module from the workshop's list of modules."
    )


def test_the_desks_own_sentence_is_handed_on(server: Server) -> None:
    server.status, server.body = 400, b'{"error": "The hand-in names the course twice."}'
    assert said(deskclient.receipts) == "The hand-in names the course twice."


@pytest.mark.parametrize("body", [b"<html>Service Unavailable</html>", b"", b"[]", b'{"error": ""}', b'{"error": 7}'])
def test_an_error_without_a_sentence_gets_a_calm_one(server: Server, body: bytes) -> None:
    server.status, server.body = 503, body
    assert said(deskclient.receipts) == (
        "The course desk could not take this (answer 503). "
        "Nothing is lost: your answers are saved here. Try again in a minute."
    )


@pytest.mark.parametrize("body", [b"<html>", b"{}", b'[{"module": 1}]'])
def test_an_answer_that_is_none_is_not_understood(server: Server, body: bytes) -> None:
    server.body = body
    assert "does not understand" in said(deskclient.receipts)


def test_a_redirect_to_a_sign_in_page_is_no_success(server: Server) -> None:
    server.status = 302
    assert "answer 302" in said(deskclient.receipts)


def test_a_document_that_does_not_fit_its_hash_is_not_given_to_grading(server: Server) -> None:
    whole = {"person": "alice", "version": 2, "received": "2026-11-23T21:04:09Z", "document": "{}"}
    server.body = json.dumps([{**whole, "sha256": sha256(b"{}").hexdigest()}]).encode()
    assert deskclient.course_hand_ins(MODULE)[0].person == "alice"
    server.body = json.dumps([{**whole, "sha256": "0" * 64}]).encode()
    assert "The hand-in of alice (version 2) does not fit its hash." in said(lambda: deskclient.course_hand_ins(MODULE))


def test_a_proxy_of_the_machine_never_gets_the_token(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.setenv(name, "")
    server.body = b"[]"
    assert deskclient.receipts() == []
