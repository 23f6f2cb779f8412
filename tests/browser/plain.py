"""Components on a page without Jupyter: their scripts' messages go straight to their own Python halves."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from playwright.sync_api import Page
from withinreach.ui.component import Component, component_css

ADDRESS = "http://plain.test/"
"""Nothing is fetched; a page with an address has a place for the drafts of its window."""

# anywidget hands a script a model: get, send, on, off. Each of these sends to its own Python half, takes over what that
# did to its traits as Jupyter would, and hands the reply to who listens. `leave` ends a view as Jupyter does.
HOST = """
window.views = ALL.map(([name, traits]) => {
  const acts = { "msg:custom": new Set(), "change:setting": new Set(), "change:state": new Set() };
  const model = {
    get: (trait) => traits[trait],
    on: (what, act) => acts[what].add(act),
    off: (what, act) => acts[what].delete(act),
    async send(message) {
      const { reply, now } = await window.toPython(name, message);
      const changed = ["setting", "state"].filter((one) => JSON.stringify(traits[one]) !== JSON.stringify(now[one]));
      Object.assign(traits, now);
      for (const one of changed) for (const act of [...acts[`change:${one}`]]) act();
      for (const act of [...acts["msg:custom"]]) act({ ...reply, n: message.n });
    },
  };
  const el = document.createElement("div");
  el.id = name;
  document.querySelector("#here").append(el);
  const leave = it.render({ model, el });
  return { el, leave, listening: () => Object.values(acts).reduce((sum, one) => sum + one.size, 0) };
});
"""
EMPTY = (
    f'<!doctype html><html lang="en-GB"><meta charset="utf-8"><title>plain</title><style>{component_css()}</style>'
    '<main class="wr"><div id="here"></div></main></html>'
)


def traits(component: Component) -> dict[str, Any]:
    """What of a component reaches its page, as a copy."""
    found = {"html": component.html, "setting": component.setting, "state": component.state}
    copied: dict[str, Any] = json.loads(json.dumps(found))
    return copied


def put(page: Page, *components: Component) -> list[dict[str, Any]]:
    """Put components of one kind on an empty page; returns the messages that their scripts send, as they come."""
    return shown(page, numbered(components))


def shown(page: Page, components: Mapping[str, Component]) -> list[dict[str, Any]]:
    """The same, each in an element with its name as id."""
    sent: list[dict[str, Any]] = []

    def to_python(name: str, message: dict[str, Any]) -> dict[str, Any]:
        sent.append(message)
        reply = components[name]._reply_to(message)
        return {"reply": reply, "now": traits(components[name])}

    page.expose_function("toPython", to_python)
    _open(page, components)
    return sent


def show(page: Page, *components: Component) -> None:
    """The page once more, as after a reload."""
    _open(page, numbered(components))


def numbered(components: tuple[Component, ...]) -> dict[str, Component]:
    """Names for components that need none."""
    return {f"copy-{number}": component for number, component in enumerate(components)}


def opened(page: Page) -> None:
    """The empty page at its address."""
    page.route(ADDRESS, lambda route: route.fulfill(body=EMPTY, content_type="text/html"))
    page.goto(ADDRESS)


def module_of(component: Component) -> str:
    """A component's script, its ``render`` in reach of what is put behind it as ``it.render``."""
    return str(component._esm).replace("export default ", "const it = ")


def _open(page: Page, components: Mapping[str, Component]) -> None:
    opened(page)
    module = module_of(next(iter(components.values())))
    everything = json.dumps([[name, traits(one)] for name, one in components.items()])
    page.add_script_tag(content=f"{module}\nconst ALL = {everything};\n{HOST}", type="module")
    page.wait_for_function("window.views")
