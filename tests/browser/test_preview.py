"""`withinreach preview` as an author uses it: the page follows the files, a fault is a sentence, Ctrl-C ends all."""

from __future__ import annotations

import http.client
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import psutil
import pytest
from playwright.sync_api import FrameLocator, Page, expect
from withinreach.content.example import example
from withinreach.content.load import load_module
from withinreach.hub.ports import find_free
from withinreach.publish.notebook import skeleton, write

NAME = "01-foundations"
PATIENCE = 30_000  # milliseconds; two cores are often shared
KINDS = ("choice", "order", "number", "likert")


class Running(NamedTuple):
    """A preview: its process, the address that it printed, the files that it follows."""

    process: subprocess.Popen[str]
    address: str
    tasks: Path
    notebook: Path


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Running]:
    source = tmp_path / "source" / NAME
    source.mkdir(parents=True)
    (tmp_path / "keys").mkdir()
    found = example("sort", "m1-sunday", "graded")
    tasks = "\n".join([*(example(kind, f"m1-{kind}").task for kind in KINDS), found.task])
    (source / "tasks.yaml").write_text(tasks, encoding="utf-8")
    (tmp_path / "keys" / f"{NAME}.yaml").write_text(found.key, encoding="utf-8")
    notebook = source / f"{NAME}.ipynb"
    notebook.write_bytes(write(skeleton(load_module(source, NAME), "Foundations")))
    command = [sys.executable, "-m", "withinreach.cli", "preview", NAME, "--port", str(find_free(1)[0])]
    with (tmp_path / "log").open("w") as log:
        process = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=log, text=True)
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        address = re.search(r"http://127\.0\.0\.1:\d+\S+", line)
        assert address, f"{line}\n{(tmp_path / 'log').read_text()}"
        yield Running(process, address[0], source / "tasks.yaml", notebook)
        print((tmp_path / "log").read_text())
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=30)


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def shown(page: Page) -> FrameLocator:
    """The page that lies on top."""
    return page.frame_locator("iframe:not(.coming)")


def test_the_page_follows_the_files(preview: Running, page: Page) -> None:
    page.goto(preview.address)
    task = shown(page).locator("[data-task=m1-number]").first
    expect(task).to_be_visible(timeout=PATIENCE)
    expect(shown(page).locator(".wr-static")).to_have_count(0, timeout=PATIENCE)  # every task is live
    task.evaluate("element => scrollTo(0, element.getBoundingClientRect().top + scrollY - 90)")
    page.wait_for_function("document.querySelector('iframe:not(.coming)').contentWindow.scrollY > 100")

    # A longer prompt above the place that is being read: the new words are there, and the place stays.
    change(preview.tasks, "Can we be quick?", f"Shall we be quick? {'And once more. ' * 20}")
    expect(shown(page).get_by_text("Shall we be quick?").first).to_be_attached(timeout=PATIENCE)
    expect(page.locator("iframe")).to_have_count(1, timeout=PATIENCE)
    expect(shown(page).locator(".wr-static")).to_have_count(0, timeout=PATIENCE)
    top = shown(page).locator("[data-task=m1-number]").first.evaluate("element => element.getBoundingClientRect().top")
    assert top == pytest.approx(90, abs=30)

    # Broken: the sentence, and the last good page below it.
    change(preview.tasks, "id: m1-choice", "id: M1 choice")
    fault = page.get_by_role("alert")
    expect(fault).to_contain_text("tasks.yaml, line 1 (task M1 choice, field id): 'M1 choice' does not fit.")
    expect(fault).to_contain_text("Accepted: small letters, digits and hyphens")
    expect(shown(page).get_by_text("Shall we be quick?").first).to_be_attached()

    # Mended, with another change: back without a hand on the browser.
    change(preview.tasks, "id: M1 choice", "id: m1-choice")
    expect(fault).to_be_empty(timeout=PATIENCE)
    change(preview.notebook, "# Foundations", "# Foundations anew")
    expect(shown(page).get_by_role("heading", name="Foundations anew")).to_be_attached(timeout=PATIENCE)


def test_graded_tasks_stand_with_their_reasons(preview: Running, page: Page) -> None:
    page.goto(preview.address)
    page.get_by_role("link", name="Graded, with reasons").click()
    expect(shown(page).get_by_text("She rang, and he went up a ladder.").first).to_be_attached(timeout=PATIENCE)

    keys = preview.tasks.parents[2] / "keys" / f"{NAME}.yaml"
    change(keys, "She rang, and he went up a ladder.", "She rang, and he stayed up there.")
    expect(shown(page).get_by_text("She rang, and he stayed up there.").first).to_be_attached(timeout=PATIENCE)
    change(keys, "accept: {away: 1}  ", "accept: {gone: 1}  ")
    expect(page.get_by_role("alert")).to_contain_text("There is no column 'gone'.", timeout=PATIENCE)


def test_a_practice_answer_is_answered_and_kept_nowhere(preview: Running, page: Page) -> None:
    page.goto(preview.address)
    task = shown(page).locator("[data-task=m1-choice]")
    expect(task).to_have_count(1, timeout=PATIENCE)
    expect(shown(page).locator(".wr-static")).to_have_count(0, timeout=PATIENCE)  # every task is live
    task.get_by_role("radio").first.check()
    task.get_by_role("button", name="Commit answer").click()

    expect(task.locator(".answered")).to_be_visible(timeout=PATIENCE)
    assert sorted(path.name for path in preview.tasks.parent.iterdir()) == [f"{NAME}.ipynb", "tasks.yaml"]


@pytest.mark.parametrize(
    "path,status",
    [
        (f"/preview/{NAME}/page", 302),  # to a page that asks for the token
        (f"/preview/{NAME}/keys", 302),
        (f"/preview/{NAME}/events", 302),
        (f"/voila/render/{NAME}/{NAME}.ipynb", 302),
        (f"/voila/files/{NAME}/tasks.yaml", 403),
    ],
)
def test_nobody_without_the_token_sees_anything(preview: Running, path: str, status: int) -> None:
    with closing(http.client.HTTPConnection(urlsplit(preview.address).netloc, timeout=30)) as connection:
        connection.request("GET", path)
        answer = connection.getresponse()

        assert answer.status == status
        assert b"ladder" not in answer.read()


def test_ctrl_c_ends_everything_that_was_started(preview: Running, page: Page) -> None:
    page.goto(preview.address)
    expect(shown(page).locator(".wr-part [data-task=m1-choice]")).to_be_visible(timeout=PATIENCE)
    started = psutil.Process(preview.process.pid).children(recursive=True)
    assert started  # the page's kernel

    preview.process.send_signal(signal.SIGINT)
    gone, alive = psutil.wait_procs(started, timeout=20)
    assert (len(gone), alive) == (len(started), [])
    assert preview.process.wait(20) == 0
    expect(page.locator(".now")).to_contain_text("The preview has ended", timeout=PATIENCE)


def test_the_public_page_knows_nothing_of_it(checkout: Path) -> None:
    served = checkout / "widgets" / "withinreach"
    for folder in ("templates", "render/static", "ui/static"):
        for file in (served / folder).rglob("*"):
            assert not file.is_file() or b"/preview/" not in file.read_bytes(), file
