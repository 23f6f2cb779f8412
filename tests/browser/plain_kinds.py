"""Transcripts and forms on a page without Jupyter: scripts in Chromium, messages straight to their Python halves."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from playwright.sync_api import Page
from withinreach.ui.component import Component, component_css

# anywidget hands a script a model: get, send, on, off. Each of these sends to its own Python half, takes over what that
# did to its traits as Jupyter would, and hands the reply to who listens. `leave` ends a view as Jupyter does.
HOST = """
window.heard = { "msg:custom": 0, "change:state": 0 };
window.leave = {};
for (const [name, traits] of Object.entries(ALL)) {
  const acts = { "msg:custom": new Set(), "change:state": new Set() };
  const model = {
    get: (trait) => traits[trait],
    on(what, act) { acts[what].add(act); heard[what] += 1; },
    off(what, act) { if (acts[what].delete(act)) heard[what] -= 1; },
    async send(message) {
      const { reply, now } = await window.toPython(name, message);
      const changed = JSON.stringify(traits.state) !== JSON.stringify(now.state);
      Object.assign(traits, now);
      if (changed) for (const act of [...acts["change:state"]]) act();
      for (const act of [...acts["msg:custom"]]) act({ ...reply, n: message.n });
    },
  };
  window.leave[name] = it.render({ model, el: document.querySelector(`#${name}`) });
}
window.ready = true;
"""


def shown(page: Page, components: Mapping[str, Component]) -> list[dict[str, Any]]:
    """Put components of one kind on an empty page, each in an element with its name as id; the messages they send."""
    sent: list[dict[str, Any]] = []

    def to_python(name: str, message: dict[str, Any]) -> dict[str, Any]:
        sent.append(message)
        reply = components[name]._reply_to(message)
        return {"reply": reply, "now": _traits(components[name])}

    page.expose_function("toPython", to_python)
    # An address of its own, for the drafts of a window; nothing is fetched.
    page.route("http://plain.test/", lambda route: route.fulfill(body=_page(components), content_type="text/html"))
    page.goto("http://plain.test/")
    module = str(next(iter(components.values()))._esm).replace("export default { render };", "const it = { render };")
    everything = json.dumps({name: _traits(one) for name, one in components.items()})
    page.add_script_tag(content=f"{module}\nconst ALL = {everything};\n{HOST}", type="module")
    page.wait_for_function("window.ready")
    return sent


def _page(components: Mapping[str, Component]) -> str:
    places = "".join(f'<div id="{name}"></div>' for name in components)
    style = f"<title>plain</title><style>{component_css()}</style>"
    return f'<!doctype html><html lang="en-GB"><meta charset="utf-8">{style}<main class="wr">{places}</main></html>'


def _traits(component: Component) -> dict[str, Any]:
    traits = {"html": component.html, "setting": component.setting, "state": component.state}
    copied: dict[str, Any] = json.loads(json.dumps(traits))
    return copied
