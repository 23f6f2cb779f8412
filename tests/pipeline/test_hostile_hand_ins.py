"""Hostile hand-ins to the real desk: refused in one readable line, or taken and worth what was earned."""

from __future__ import annotations

import json
import re
import socket
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from withinreach.content.handin import parse
from withinreach.content.load import load_keys, load_module
from withinreach.grading import score_hand_in

from tests.pipeline.grading_course import CHECKOUT, Desk, running_desk
from tests.pipeline.hostile import BIDI, EVIL, MODULE, REFUSED, WORTHLESS, document, raw, task

GOOD = raw(document(task("m1-load", ["o1", "o4"], confidence=1.0)))
TASKS = load_module(CHECKOUT / "source" / MODULE, MODULE)
KEYS = load_keys(CHECKOUT / "keys" / f"{MODULE}.yaml", TASKS)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("hostile")


@pytest.fixture(scope="module")
def desk(folder: Path) -> Iterator[Desk]:
    """A desk with module 1 released, and one honest hand-in of Anna's."""
    release = folder / "releases" / MODULE
    release.mkdir(parents=True)
    for file in ("tasks.yaml", f"{MODULE}.ipynb"):
        (release / file).write_bytes((CHECKOUT / "release" / MODULE / file).read_bytes())
    with running_desk(folder, folder / "releases") as running:
        assert put(running, GOOD, "token-of-anna").status_code == 201
        yield running


def put(desk: Desk, body: bytes, token: str | None, path: str = MODULE) -> httpx.Response:
    headers = {"Content-Type": "application/json"} | ({"Authorization": f"token {token}"} if token else {})
    return httpx.put(f"{desk.url}/api/hand-ins/{path}", content=body, headers=headers, trust_env=False, timeout=30)


def held(desk: Desk) -> dict[str, Any]:
    """What the desk holds: person → version and document."""
    status, text = desk.get("ines", f"api/course/hand-ins/{MODULE}")
    assert status == 200
    return {one["person"]: (one["version"], one["document"]) for one in json.loads(text)}


def readable(words: str) -> None:
    """One sentence or two, short, with no trace of the machine."""
    assert 20 < len(words) < 400
    assert not re.search(r"Traceback|File \"|/usr|\.py\b|\n", words), words
    assert not any(place in words for place in (str(CHECKOUT), sys.prefix, tempfile.gettempdir())), words


def calm(folder: Path) -> None:
    """No exception reached the desk's log unhandled."""
    log = (folder / "desk.log").read_text(encoding="utf-8", errors="replace")
    assert "Traceback" not in log
    assert "Uncaught" not in log


def test_the_table_is_long_enough() -> None:
    assert len(REFUSED) + len(WORTHLESS) >= 60
    assert len({name for name, *_ in (*REFUSED, *WORTHLESS)}) == len(REFUSED) + len(WORTHLESS)


@pytest.mark.parametrize("body,status,words", [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_a_hostile_document_is_refused_in_words_and_touches_nobody(
    desk: Desk, folder: Path, body: bytes, status: int, words: str
) -> None:
    before = held(desk)

    answer = put(desk, body, "token-of-ben")

    assert answer.status_code == status
    assert set(answer.json()) == {"error"}
    assert answer.json()["error"].startswith(words)
    readable(answer.json()["error"])
    assert held(desk) == before
    calm(folder)


@pytest.mark.parametrize("task_id,answer", [row[1:] for row in WORTHLESS], ids=[row[0] for row in WORTHLESS])
def test_a_hostile_answer_is_taken_and_worth_nothing(desk: Desk, folder: Path, task_id: str, answer: Any) -> None:
    anna = held(desk)["anna"]
    sent = put(desk, raw(document(task(task_id, answer, confidence=0.0))), "token-of-ben")

    assert sent.status_code == 201
    found = held(desk)
    assert found["anna"] == anna
    scores = score_hand_in(TASKS, KEYS, parse(found["ben"][1].encode()))
    assert scores[task_id].points == 0.0
    assert scores[task_id].flags[0].startswith("invalid answer: ")
    assert sum(score.points for score in scores.values()) == 0.0
    calm(folder)


@pytest.mark.parametrize(
    "given",
    [
        task("m1-load", ["o1", "o4"], edition=99, confidence=1.0),
        task("m1-load", ["o1", "o4"], variant="b", confidence=1.0),
    ],
    ids=["another edition", "a variant that is not there"],
)
def test_a_right_answer_to_something_else_earns_nothing(desk: Desk, given: dict[str, Any]) -> None:
    assert put(desk, raw(document(given)), "token-of-ben").status_code == 201

    scores = score_hand_in(TASKS, KEYS, parse(held(desk)["ben"][1].encode()))
    assert scores["m1-load"].points == 0.0
    assert scores["m1-load"].flags


@pytest.mark.parametrize(
    "text", [EVIL, BIDI, "x" * 1_000_000, "\x00\u2028\ufeff"], ids=["script", "bidi", "long", "odd"]
)
def test_hostile_words_are_kept_as_they_were_written(desk: Desk, folder: Path, text: str) -> None:
    assert put(desk, raw(document(task("m1-rewrite", text))), "token-of-ben").status_code == 201

    kept = parse(held(desk)["ben"][1].encode()).task("m1-rewrite")
    assert kept is not None
    assert kept.answer == text
    calm(folder)


@pytest.mark.parametrize("token", [None, "token-of-nobody", "token-of-anna\u200b", "'; drop table handins; --"])
def test_a_missing_or_foreign_token_opens_nothing(desk: Desk, token: str | None) -> None:
    before = held(desk)
    headers = {"Authorization": f"token {token}".encode()} if token is not None else {}

    answer = httpx.put(f"{desk.url}/api/hand-ins/{MODULE}", content=GOOD, headers=headers, trust_env=False, timeout=30)

    assert answer.status_code in {401, 403}
    assert held(desk) == before


@pytest.mark.parametrize(
    "path", ["02-recognising", "..%2f01-foundations", "99-none", f"{MODULE}%00", "anna/01-foundations"]
)
def test_no_address_leads_to_another_module_or_person(desk: Desk, folder: Path, path: str) -> None:
    before = held(desk)

    assert put(desk, GOOD, "token-of-ben", path).status_code in {400, 403, 404, 405}
    assert held(desk) == before
    calm(folder)


def test_a_name_in_the_document_does_not_make_it_somebody_elses(desk: Desk) -> None:
    anna = held(desk)["anna"]

    assert put(desk, raw(document(person="anna")), "token-of-ben").status_code == 400
    assert put(desk, GOOD, "token-of-ben").status_code == 201
    assert held(desk)["anna"] == anna
    assert held(desk)["ben"][1] == GOOD.decode()


def test_a_body_that_never_ends_holds_up_nobody(desk: Desk) -> None:
    host, port = re.findall(r"//([\d.]+):(\d+)", desk.url)[0]
    with socket.create_connection((host, int(port))) as slow:
        head = (
            f"PUT /services/desk/api/hand-ins/{MODULE} HTTP/1.1\r\nHost: x\r\nAuthorization: token token-of-ben\r\n"
            "Content-Length: 500000\r\n\r\n{"
        )
        slow.sendall(head.encode())
        # Meanwhile somebody else is served.
        assert put(desk, GOOD, "token-of-cleo").status_code == 201
    assert held(desk)["cleo"][1] == GOOD.decode()
