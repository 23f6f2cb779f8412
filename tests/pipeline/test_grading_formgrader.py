"""Formgrader as the instructor has it: a real server in the course folder, its buttons' addresses, its pages."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from withinreach.nbgrader_plugins.prepare import prepare

from tests.pipeline.grading_course import MODULE, answer, copy_course, document, running_desk

TOKEN = "a-token-for-this-test"


@pytest.fixture(scope="module")
def formgrader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A Jupyter server with nbgrader's formgrader; anna has handed in at the desk."""
    folder = tmp_path_factory.mktemp("formgrader")
    course = copy_course(folder / "course")
    prepare(course)
    with running_desk(folder, course / "release") as desk:
        text = answer("t-written", "Boil <script>alert(1)</script> water.")
        desk.hand_in("anna", document(answer("t-several", ["o1", "o3"], 1.0), text))
        with socket.socket() as held:
            held.bind(("127.0.0.1", 0))
            port = int(held.getsockname()[1])
        log = folder / "server.log"
        with log.open("wb") as out, httpx.Client(base_url=f"http://127.0.0.1:{port}/formgrader", timeout=60) as client:
            client.headers["Authorization"] = f"token {TOKEN}"
            server = subprocess.Popen(
                [
                    sys.executable, "-m", "jupyter_server", "--allow-root", "--no-browser", f"--port={port}",
                    f"--IdentityProvider.token={TOKEN}",
                    "--ServerApp.jpserver_extensions=nbgrader.server_extensions.formgrader=True",
                ],
                cwd=course, env=os.environ | {"HOME": str(folder), "JUPYTER_CONFIG_DIR": str(folder / "config")},
                stdout=out, stderr=out,
            )  # fmt: skip
            try:
                _wait(server, client, log)
                yield client
            finally:
                server.terminate()
                server.wait(30)


def _wait(server: subprocess.Popen[bytes], client: httpx.Client, log: Path) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end and server.poll() is None:
        try:
            if client.get("/api/status").status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.1)
    raise AssertionError(f"formgrader did not answer: {log.read_text()}")


def test_the_buttons_collect_and_grade_and_the_page_is_harmless_and_asks_nobody_outside(
    formgrader: httpx.Client,
) -> None:
    listed = formgrader.get("/api/assignments").json()[0]
    collected = formgrader.post(f"/api/assignment/{MODULE}/collect").json()
    graded = formgrader.post(f"/api/submission/{MODULE}/anna/autograde").json()
    submission = formgrader.get(f"/api/submitted_notebooks/{MODULE}/{MODULE}").json()[0]
    page = formgrader.get(f"/submissions/{submission['id']}/").text
    held = formgrader.post(f"/api/assignment/{MODULE}/release_feedback").json()

    # what makes manage_assignments.js show "Collect"
    assert (listed["status"], listed["releaseable"], bool(listed["release_path"])) == ("released", True, True)
    assert (collected["success"], graded["success"]) == (True, True)
    # 3 × (0.9 + 0.1): the machine's part; the text waits for a person
    assert (submission["score"], submission["max_score"], submission["needs_manual_grade"]) == (3.0, 13.0, True)
    assert 'class="score tabbable"' in page
    assert "Boil &lt;script&gt;alert(1)&lt;/script&gt; water." in page
    assert "<script>alert" not in page
    assert not re.search(r"(?:src|href)=[\"']?(?:https?:)?//", page)
    assert held["success"] is False
    assert "anna: t-written waits to be marked." in held["log"]
