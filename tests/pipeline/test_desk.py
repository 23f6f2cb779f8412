"""The desk behind a real JupyterHub and its proxy, with real tokens: who gets what, and who does not."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from hashlib import sha256
from http.client import HTTPResponse
from typing import Any

import httpx
import pytest
from withinreach import deskclient

from tests.pipeline.desk_hub import MODULE, TASKS, Person, Running, document, running_hub, sign_in, task, until


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running_hub(tmp_path_factory.mktemp("hub")) as running:
        yield running


@pytest.fixture(scope="module")
def alice(hub: Running) -> Person:
    return Person(hub, hub.token("alice"))


@pytest.fixture(scope="module")
def bob(hub: Running) -> Person:
    return Person(hub, hub.token("bob"))


@pytest.fixture(scope="module")
def instructor(hub: Running) -> Person:
    return Person(hub, hub.token("instructor"))


RESULTS = {
    "module": MODULE,
    "tasks": [
        {"task": "m1-load", "points": 2.8, "maximum": 3, "share": 1.0, "confidence": 0.75},
        {"task": "m1-rewrite", "points": 8.0, "maximum": 10, "share": 0.8, "confidence": None},
    ],
}


def test_a_hand_in_walks_to_the_instructor_and_comes_back_marked_to_its_owner_alone(
    hub: Running, alice: Person, bob: Person, instructor: Person
) -> None:
    raw = document()
    receipt = alice.hand_in(raw)
    assert receipt.status_code == 201
    assert receipt.json()["sha256"] == sha256(raw).hexdigest()
    assert (receipt.json()["version"], receipt.json()["tasks"], receipt.json()["module"]) == (1, 1, MODULE)

    fetched = instructor.ask("GET", f"api/course/hand-ins/{MODULE}").json()
    assert [(one["person"], one["version"], one["document"]) for one in fetched] == [("alice", 1, raw.decode())]

    page = "<!doctype html><title>Marked</title><p>For Alice alone: 10.8 of 13</p>"
    put = instructor.ask("PUT", f"api/course/feedback/{MODULE}/alice", json={"page": page, "results": RESULTS})
    assert put.status_code == 200, put.text

    marked = alice.ask("GET", f"marked/{MODULE}")
    assert (marked.status_code, marked.text) == (200, page)
    assert marked.headers["Cache-Control"] == "no-store"
    assert "default-src 'none'" in marked.headers["Content-Security-Policy"]
    assert "script" not in marked.headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in marked.headers["Content-Security-Policy"]
    assert alice.ask("GET", f"api/results/{MODULE}").json() == RESULTS
    assert alice.ask("GET", "api/results").json() == [RESULTS]

    assert bob.ask("GET", f"marked/{MODULE}").status_code == 404
    assert "Alice" not in bob.ask("GET", f"marked/{MODULE}").text
    assert bob.ask("GET", f"api/results/{MODULE}").status_code == 404
    assert bob.ask("GET", "api/results").json() == []
    assert bob.ask("GET", "api/receipts").json() == []
    assert instructor.ask("GET", f"marked/{MODULE}").status_code == 404


def test_each_person_reads_the_page_of_their_own(alice: Person, bob: Person, instructor: Person) -> None:
    for person in ("alice", "bob"):
        body = {"page": f"<p>For {person}</p>", "results": RESULTS}
        assert instructor.ask("PUT", f"api/course/feedback/{MODULE}/{person}", json=body).status_code == 200
    assert alice.ask("GET", f"marked/{MODULE}").text == "<p>For alice</p>"
    assert bob.ask("GET", f"marked/{MODULE}").text == "<p>For bob</p>"


def test_a_page_that_was_not_released_is_not_shown(hub: Running, bob: Person) -> None:
    folder = hub.folder / "marked" / "02-recognising"
    folder.mkdir()
    (folder / "bob.html").write_text("not yet")
    assert bob.ask("GET", "marked/02-recognising").status_code == 404


def test_every_version_is_kept_and_numbered_even_when_nothing_changed(hub: Running, instructor: Person) -> None:
    carol = Person(hub, hub.token("bob"))
    again = document(tasks=[task(answer=["missed"])])
    given = [carol.hand_in(raw).json() for raw in (document(), document(), again)]
    first = given[0]["version"]
    assert [one["version"] for one in given] == [first, first + 1, first + 2]
    assert carol.ask("GET", "api/receipts").json()[:3] == given[::-1]
    newest = {one["person"]: one for one in instructor.ask("GET", f"api/course/hand-ins/{MODULE}").json()}
    assert newest["bob"]["document"] == again.decode()


@pytest.mark.parametrize(
    "method, path",
    [("GET", f"api/course/hand-ins/{MODULE}"), ("PUT", f"api/course/feedback/{MODULE}/alice")],
)
def test_course_routes_are_closed_to_participants(alice: Person, bob: Person, method: str, path: str) -> None:
    for person in (alice, bob):
        refused = person.ask(method, path, content=b"{}" if method == "PUT" else None)
        assert refused.status_code == 403
        assert refused.json() == {"error": "This part of the course desk is for instructors."}


def test_a_token_that_is_missing_foreign_or_expired_opens_nothing(hub: Running) -> None:
    short = hub.token("alice", expires_in=1)
    whoami = f"{hub.public}/hub/api/user"
    until(lambda: httpx.get(whoami, headers={"Authorization": f"token {short}"}).status_code == 403, "the expiry")
    foreign = hub.token("alice", scopes=["read:users:name!user=alice"])
    for token in ("", "made-up", foreign, short, hub.other):
        refused = Person(hub, token).hand_in(document())
        assert refused.status_code == 403, token
        assert set(refused.json()) == {"error"}


def test_a_service_that_is_called_like_a_person_is_not_that_person(hub: Running) -> None:
    stranger = Person(hub, hub.other)
    assert stranger.ask("GET", "api/receipts").status_code == 403


@pytest.mark.parametrize(
    "raw, said",
    [
        (b"not JSON", "could not be read"),
        (b"\xff\xfe", "could not be read"),
        (b"[" * 100_000, "could not be read"),
        (document(points=99), "points"),
        (document(tasks=[task(seconds=3)]), "seconds"),
        (document(module="02-recognising"), "'02-recognising'"),
        (document(course="another"), "'another'"),
        (document(edition="public"), "'public'"),
        (document(tasks=[task(id="m9-nothing")]), "'m9-nothing'"),
        (document(tasks=[task(id="m1-load-a")]), "'m1-load-a'"),
        (document(tasks=[task(), task()]), "twice"),
    ],
)
def test_what_is_no_hand_in_of_this_module_is_refused_in_a_sentence(alice: Person, raw: bytes, said: str) -> None:
    before = alice.ask("GET", "api/receipts").json()
    refused = alice.hand_in(raw)
    assert refused.status_code == 400
    assert said in refused.json()["error"]
    assert "hand in again" in refused.json()["error"]
    assert alice.ask("GET", "api/receipts").json() == before


@pytest.mark.parametrize("module", ["02-recognising", "99-nothing", "..%2F..%2Fetc", "%2e%2e"])
def test_a_module_that_is_not_released_takes_no_hand_in(alice: Person, module: str) -> None:
    assert alice.hand_in(document(), module).status_code == 404


def test_fifty_one_megabytes_are_refused_by_their_announcement_and_not_read_to_the_end(
    hub: Running, alice: Person
) -> None:
    head = (
        f"PUT /services/desk/api/hand-ins/{MODULE} HTTP/1.1\r\nHost: desk\r\nAuthorization: token {alice.token}\r\n"
        f"Content-Length: {51 * 2**20}\r\n\r\n"
    )
    with socket.create_connection(hub.desk_direct, timeout=20) as wire:
        wire.sendall(head.encode())
        answer = HTTPResponse(wire)  # before one byte of the body is sent
        answer.begin()
        assert answer.status == 413
        assert "1,048,576 bytes" in json.loads(answer.read())["error"]
        with pytest.raises((BrokenPipeError, ConnectionResetError)):
            wire.sendall(b" " * (51 * 2**20))


def test_fifty_one_megabytes_are_refused_through_the_proxy_in_a_sentence(alice: Person) -> None:
    refused = alice.hand_in(b" " * (51 * 2**20))
    assert refused.status_code == 413
    assert "1,048,576 bytes" in refused.json()["error"]


def test_a_body_that_does_not_announce_its_length_is_counted_while_it_comes(alice: Person) -> None:
    refused = alice.ask("PUT", f"api/hand-ins/{MODULE}", content=(b" " * 2**16 for _ in range(40)))
    assert refused.status_code == 413
    assert "1,048,576 bytes" in refused.json()["error"]


def test_a_refused_document_does_not_spoil_the_line_for_the_next_person(alice: Person, bob: Person) -> None:
    for _ in range(25):
        assert bob.ask("PUT", f"api/course/feedback/{MODULE}/bob", content=b" " * 400_000).status_code == 403
        assert alice.ask("GET", "api/receipts").status_code == 200


@pytest.mark.parametrize("person", ["..%2Fbob", ".bob", "a%00b", "Bob", "a" * 200, "%2e%2e%2f%2e%2e%2fx"])
def test_feedback_for_a_name_that_could_be_a_path_is_refused(hub: Running, instructor: Person, person: str) -> None:
    before = sorted(hub.folder.rglob("*.html"))
    body = {"page": "<p>x</p>", "results": RESULTS}
    refused = instructor.ask("PUT", f"api/course/feedback/{MODULE}/{person}", json=body)
    assert refused.status_code in {400, 404}
    assert sorted(hub.folder.rglob("*.html")) == before


@pytest.mark.parametrize("extra", [{"key": ["heard"]}, {"best": "heard"}])
def test_results_take_no_field_in_which_a_key_could_travel(instructor: Person, extra: dict[str, Any]) -> None:
    results = {**RESULTS, "tasks": [{**RESULTS["tasks"][0], **extra}]}  # type: ignore[dict-item]
    body = {"page": "<p>x</p>", "results": results}
    refused = instructor.ask("PUT", f"api/course/feedback/{MODULE}/alice", json=body)
    assert refused.status_code == 400
    assert next(iter(extra)) in refused.json()["error"]


def test_signing_in_through_the_hub_lands_on_the_list_of_modules(hub: Running) -> None:
    with sign_in(hub, "bob") as browser:
        home = browser.get(f"{hub.desk}/")
    assert (home.status_code, str(home.url)) == (200, f"{hub.desk}/")
    assert home.text.count('<li class="') == 8
    assert f"/hub/user-redirect/voila/render/{MODULE}/{MODULE}.ipynb" in home.text
    assert "for demonstration only" in home.text
    assert "formgrader" not in home.text
    assert home.headers["X-Content-Type-Options"] == "nosniff"
    assert "frame-ancestors 'none'" in home.headers["Content-Security-Policy"]


def test_an_instructor_sees_how_many_have_handed_in(hub: Running, alice: Person) -> None:
    assert alice.hand_in(document()).status_code == 201
    with sign_in(hub, "instructor") as browser:
        home = browser.get(f"{hub.desk}/").text
    assert "/hub/user-redirect/formgrader" in home
    assert "person" in home


def test_a_browsers_cookie_alone_hands_nothing_in(hub: Running) -> None:
    with sign_in(hub, "bob") as browser:
        before = browser.get(f"{hub.desk}/api/receipts").json()
        refused = browser.put(f"{hub.desk}/api/hand-ins/{MODULE}", content=document())
        assert refused.status_code == 403
        assert browser.get(f"{hub.desk}/api/receipts").json() == before
        # The page's own XSRF token is what was missing.
        xsrf = next(c.value for c in browser.cookies.jar if c.name == "_xsrf" and c.path == "/services/desk/")
        allowed = browser.put(
            f"{hub.desk}/api/hand-ins/{MODULE}", content=document(), headers={"X-Xsrftoken": str(xsrf)}
        )
        assert allowed.status_code == 201


def test_an_address_that_leads_nowhere_says_so_calmly(hub: Running, alice: Person) -> None:
    assert alice.ask("GET", "nowhere").status_code == 404
    assert "<h1>Nothing here yet</h1>" in alice.ask("GET", "nowhere").text
    assert alice.ask("GET", "api/nowhere").json() == {"error": "The course desk has no such address."}
    assert alice.ask("GET", "static/../app.py").status_code == 404


def test_a_failure_inside_is_answered_with_a_reference_that_the_log_knows(hub: Running, alice: Person) -> None:
    tasks = hub.folder / "release" / MODULE / "tasks.yaml"  # a release that was broken by hand
    tasks.write_text("- id: [broken")
    try:
        failed = alice.hand_in(document())
    finally:
        tasks.write_text(TASKS)
    assert failed.status_code == 500
    sentence = failed.json()["error"]
    assert "Traceback" not in failed.text
    assert "tasks.yaml" not in failed.text
    reference = sentence.rsplit(" ", 1)[1].strip(".")
    assert f"reference {reference}" in hub.log.read_text()


def test_the_client_gives_receipts_and_the_desks_own_sentences(
    hub: Running, alice: Person, instructor: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WITHINREACH_DESK_URL", hub.desk)
    monkeypatch.setenv("JUPYTERHUB_API_TOKEN", alice.token)
    receipt = deskclient.put_hand_in(document(), MODULE)
    assert deskclient.receipts()[0] == receipt
    with pytest.raises(deskclient.DeskError, match="for instructors"):
        deskclient.course_hand_ins(MODULE)
    with pytest.raises(deskclient.DeskError, match="'another'"):
        deskclient.put_hand_in(document(course="another"), MODULE)
    monkeypatch.setenv("JUPYTERHUB_API_TOKEN", instructor.token)
    own = {one.person: one for one in deskclient.course_hand_ins(MODULE)}
    assert own["alice"].version == receipt.version
    deskclient.put_feedback(MODULE, "alice", "<p>Again</p>", RESULTS)
    assert alice.ask("GET", f"marked/{MODULE}").text == "<p>Again</p>"


def test_no_token_stands_in_the_log(hub: Running, alice: Person, bob: Person, instructor: Person) -> None:
    log = hub.log.read_text()
    assert "PUT /services/desk/api/hand-ins" in log
    for token in (alice.token, bob.token, instructor.token, hub.setup, hub.other):
        assert token not in log
    assert "oauth_callback?code" not in "".join(line for line in log.splitlines() if "withinreach.desk" in line)
