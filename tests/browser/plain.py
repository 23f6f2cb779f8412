"""A committed component on a page without Jupyter: its script's messages go straight to its own Python half."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import Page
from withinreach.content.errors import WithinReachError
from withinreach.ui.component import Component, component_css

# anywidget hands a script a model: get, send, on, off. This one sends to Python and hands its reply to who listens.
HOST = """
const put = (place, number, traits) => {
  const heard = new Set();
  const changed = new Set();
  const model = {
    get: (name) => traits[name],
    on: (name, act) => (name === "msg:custom" ? heard : changed).add(act),
    off: (name, act) => (name === "msg:custom" ? heard : changed).delete(act),
    send: async (message) => {
      const { reply, now } = await window.toPython(number, message);
      Object.assign(traits, now);
      for (const act of [...changed]) act();
      for (const act of [...heard]) act({ ...reply, n: message.n });
    },
  };
  const el = document.createElement("div");
  place.append(el);
  const leave = it.render({ model, el });
  window.views = [...(window.views ?? []), { el, leave, listening: () => heard.size + changed.size }];
};
ALL.forEach((traits, number) => put(document.querySelector("#here"), number, traits));
"""


def traits(component: Component) -> dict[str, Any]:
    return {"html": component.html, "setting": component.setting, "state": component.state}


def put(page: Page, *components: Component) -> list[dict[str, Any]]:
    """Put components of one kind on an empty page; returns the messages that their scripts send, as they come."""
    sent: list[dict[str, Any]] = []

    def to_python(number: int, message: dict[str, Any]) -> dict[str, Any]:
        sent.append(message)
        try:
            reply = components[number].answer_to(message)
        except WithinReachError as error:
            reply = {"type": "refused", "words": str(error)}
        return {"reply": reply, "now": traits(components[number])}

    page.expose_function("toPython", to_python)
    show(page, *components)
    return sent


def show(page: Page, *components: Component) -> None:
    """The page with its components; again after a reload. It has an address, so that drafts have a place."""
    page.route("http://plain.test/", lambda route: route.fulfill(body=EMPTY, content_type="text/html"))
    page.goto("http://plain.test/")
    module = str(components[0]._esm).replace("export default { render };", "const it = { render };")
    everything = json.dumps([traits(component) for component in components])
    page.add_script_tag(content=f"{module}\nconst ALL = {everything};\n{HOST}", type="module")


EMPTY = (
    f'<!doctype html><html lang="en-GB"><title>plain</title><style>{component_css()}</style>'
    '<main class="wr"><div id="here"></div></main></html>'
)
