"""A written answer and a private note in Chromium: saved as written, brought back, taken along, erased."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect
from withinreach.content.private import PrivateStore
from withinreach.ui.keeping import Kept
from withinreach.ui.note import Note
from withinreach.ui.text import Text

from tests.browser.plain import shown
from tests.unit.samples import sample_module


def text(folder: Path) -> Text:
    module = sample_module(folder)
    return Text(module.task("w-text"), Kept(module, folder / "data"))


def note(folder: Path) -> Note:
    module = sample_module(folder)
    return Note(module.task("n-note"), Kept(module, folder / "data"))


def private(folder: Path) -> PrivateStore:
    return PrivateStore(folder / "data" / "within-reach" / "private")


def test_what_is_written_is_counted_saved_and_there_again(page: Page, tmp_path: Path) -> None:
    shown(page, {"one": text(tmp_path)})
    box, status = page.get_by_role("textbox"), page.get_by_role("status")

    page.keyboard.press("Tab")
    expect(box).to_be_focused()
    page.keyboard.type("It was fine, she said.")
    expect(page.locator(".count")).to_have_text("5 words of about 180")
    expect(status).to_contain_text("Saved ")

    again = text(tmp_path)
    assert again.state["text"] == "It was fine, she said."
    assert "It was fine, she said.</textarea>" in again.html
    assert page.evaluate("sessionStorage.length") == 0


def test_two_boxes_do_not_write_into_each_other(page: Page, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    shown(page, {"one": note(tmp_path / "a"), "two": note(tmp_path / "b")})

    page.locator("#two").get_by_role("textbox").fill("The second.")
    expect(page.locator("#two").get_by_role("status")).to_contain_text("Saved ")

    expect(page.locator("#one").get_by_role("textbox")).to_have_value("")
    assert private(tmp_path / "a").read("n-note") is None


def test_a_note_comes_back_by_asking_is_taken_along_and_erased(page: Page, tmp_path: Path) -> None:
    private(tmp_path).write("n-note", "An aunt. “Not now.”\n")
    one = note(tmp_path)
    sent = shown(page, {"one": one})
    box, status = page.get_by_role("textbox", name="Private note: for yourself"), page.get_by_role("status")

    expect(box).to_have_value("An aunt. “Not now.”\n")
    box.press("Control+End")
    page.keyboard.type("She meant it.")
    expect(status).to_contain_text("for you alone")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Download as text")).to_be_focused()
    with page.expect_download() as coming:
        page.keyboard.press("Enter")
    assert coming.value.suggested_filename == "n-note.txt"
    assert Path(coming.value.path()).read_text(encoding="utf-8") == "An aunt. “Not now.”\nShe meant it."
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Erase").press("Enter")
    expect(status).to_have_text("Erased.")
    expect(box).to_be_focused()
    expect(box).to_have_value("")
    expect(page.get_by_role("button", name="Erase")).to_be_hidden()

    assert [message["type"] for message in sent if message["type"] != "recall"] == ["save", "erase"]
    assert private(tmp_path).read("n-note") is None
    assert "aunt" not in str(one.get_state())
    assert page.evaluate("sessionStorage.length") == 0


def test_a_damaged_note_is_said_and_a_new_one_can_be_begun(page: Page, tmp_path: Path) -> None:
    private(tmp_path).write("n-note", "mine")
    (private(tmp_path).folder / "n-note.json").write_bytes(b'{"at":"2026')
    shown(page, {"one": note(tmp_path)})

    expect(page.get_by_role("status")).to_contain_text("set aside as n-note.damaged")
    page.get_by_role("textbox").fill("Again.")
    expect(page.get_by_role("status")).to_contain_text("Saved ")

    entry = private(tmp_path).read("n-note")
    assert entry is not None
    assert entry.value == "Again."


def test_a_removed_box_leaves_no_listener(page: Page, tmp_path: Path) -> None:
    shown(page, {"one": note(tmp_path)})
    expect(page.get_by_role("textbox")).to_have_js_property("readOnly", value=False)

    assert page.evaluate("window.views.map(({ leave, listening }) => (leave(), listening()))") == [0]
