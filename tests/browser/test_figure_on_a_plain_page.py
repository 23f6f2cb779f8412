"""A figure's script in Chromium, on a page without Jupyter: its messages go straight to the figure's Python half."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from withinreach.ui.component import component_css, script
from withinreach.ui.figure import Figure

# anywidget hands a script a model: get, send, on, off. This one sends to Python and hands its reply to who listens.
HOST = """
const heard = new Set();
const model = {
  get: (name) => ({ html: %s })[name],
  on: (_, act) => heard.add(act),
  off: (_, act) => heard.delete(act),
  send: async (message) => {
    const reply = await window.toPython(message);
    for (const act of [...heard]) act({ ...reply, n: message.n });
  },
};
it.render({ model, el: document.querySelector("#here") });
"""


def shown(page: Page, name: str) -> list[dict[str, Any]]:
    """Put a figure on an empty page; returns the messages that its script sends, as they come."""
    figure, sent = Figure(name), list[dict[str, Any]]()

    def to_python(message: dict[str, Any]) -> dict[str, Any]:
        sent.append(message)
        return figure.answer_to(message)

    page.expose_function("toPython", to_python)
    page.set_content(f'<!doctype html><style>{component_css()}</style><main class="wr"><div id="here"></div></main>')
    module = script("figure").replace("export default { render };", "const it = { render };")
    page.add_script_tag(content=f"{module}\n{HOST % json.dumps(figure.html)}", type="module")
    expect(page.locator("#here figure")).to_be_visible()
    return sent


@pytest.mark.parametrize("width, edition", [(1280, "wide"), (340, "narrow")])
def test_ours_is_shown_by_the_button_alone_with_the_keyboard_and_stays_while_sliders_move(
    page: Page, width: int, edition: str
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    sent = shown(page, "load")
    picture, finding = page.locator(f".picture.{edition}"), page.locator(".finding")
    button = page.get_by_role("button", name="Now show ours")

    page.get_by_role("slider", name="A house move").press("ArrowRight")
    expect(picture).to_contain_text("you 55 %")
    expect(page.locator("figure")).not_to_contain_text(re.compile(r"ours \d"))
    expect(finding).to_have_text("Set the four bars first; then look.")

    button.focus()
    page.keyboard.press("Enter")
    expect(picture).to_contain_text("ours 24 %")
    expect(finding).to_contain_text("ours 24 %")
    # The button keeps the focus that the keyboard left on it, and says that it has done its work.
    expect(button).to_be_focused()
    expect(button).to_have_attribute("aria-disabled", "true")

    page.get_by_role("slider", name="A new dog").press("End")
    expect(picture).to_contain_text("you 100 %")
    expect(picture).to_contain_text("ours 20 %")
    assert [message["reveal"] for message in sent] == [False, True, True]


def test_a_slider_of_names_says_the_name_and_draws_that_persons_trace(page: Page) -> None:
    shown(page, "two-channels")
    slider = page.get_by_role("slider", name="Whose trace")
    expect(slider).to_have_attribute("aria-valuetext", "Ingrid")

    slider.press("ArrowRight")

    expect(slider).to_have_attribute("aria-valuetext", "Owen")
    expect(page.locator(".dials .value").first).to_have_text("Owen")
    expect(page.locator(".finding")).to_contain_text("Owen says 5 to 6")
    expect(page.get_by_role("img", name="a simulated interview with Owen")).to_be_visible()


def test_after_turning_the_phone_the_other_edition_shows_ours_as_well(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    shown(page, "load")
    page.get_by_role("button", name="Now show ours").click()
    expect(page.locator(".picture.wide")).to_contain_text("ours 61 %")

    page.set_viewport_size({"width": 340, "height": 900})

    expect(page.locator(".picture.narrow")).to_contain_text("ours 61 %")
