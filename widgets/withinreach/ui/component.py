"""What all components share: traits, messages, the static form, one shared piece of script."""

from __future__ import annotations

import json
import logging
import os
from functools import cache
from importlib.resources import files
from typing import Any

import anywidget
import traitlets

from withinreach.content.errors import WithinReachError

REMEMBERED = 16
"""How many replies are kept, so that a message which the page sends again, for want of a reply, does nothing twice."""
LONGEST = 100_000
"""The longest text that a component takes, in characters."""
BROKEN = "Something went wrong on this side, and nothing was saved. Copy what you wrote, reload the page and try again."
_LOG = logging.getLogger(__name__)


@cache
def script(*names: str) -> str:
    """The ES module of a component, with the shared snippets in front (a local import is not possible)."""
    folder = files("withinreach.ui") / "static"
    return "\n".join((folder / f"{part}.js").read_text(encoding="utf-8") for part in ("shared", "watch", *names))


def in_voila() -> bool:
    """Whether this kernel runs one notebook from the first cell to the last, for one page."""
    return os.environ.get("SERVER_SOFTWARE", "").startswith("voila/") or "VOILA_PREHEAT" in os.environ


@cache
def component_css() -> str:
    """The one CSS without its web fonts, whose addresses hold for whole pages only.

    Empty in Voilà, whose page has the sheet: with each element it would be most of what a page receives before it
    lives, and Jupyter gives up on elements whose page has too much to receive.
    """
    if in_voila():
        return ""
    text = (files("withinreach.render") / "static" / "course.css").read_text(encoding="utf-8")
    return text.split("/* == everything below holds in every host == */", 1)[-1]


_SENT: set[str] = set()
"""Classes whose script the page of this kernel has been sent."""
_PLACE = 'const place = ((globalThis[Symbol.for("withinreach.scripts")] ??= {})[NAME] ??= {});'
_OFFER = f"""
export default it;
{{
  {_PLACE}
  place.it = it;
  place.come?.();
}}
"""
_TAKE = f"""
{_PLACE}
place.coming ??= new Promise((come) => (place.come = come));
if (!place.it) await place.coming;
export default place.it;
"""


def sent_once(name: str, script: str) -> str:
    """What an element sends as its script: in Voilà the first of a class the whole, the others where to find it.

    With forty elements most of what a page receives would be copies of eight scripts. Elsewhere cells run one by one,
    and each element has to stand alone.
    """
    if not in_voila():
        return script
    first = name not in _SENT
    _SENT.add(name)
    offer = script.replace("export default ", "const it = ") + _OFFER
    return (offer if first else _TAKE).replace("NAME", json.dumps(name))


class Component(anywidget.AnyWidget):
    """One element of a page.

    ``html`` is what ``render`` made; the script hydrates it and builds nothing of its own. ``setting`` is what
    the script needs to know (for practice also the key). ``state`` is the answer that stands.
    Everything that comes from a browser is validated in Python.
    """

    _esm: Any = ""
    html = traitlets.Unicode().tag(sync=True)
    setting = traitlets.Dict().tag(sync=True)
    state = traitlets.Dict().tag(sync=True)

    def __init__(self, **traits: Any) -> None:
        self._esm = sent_once(type(self).__name__, self._esm)
        super().__init__(**traits)
        self._replies: dict[int, dict[str, Any]] = {}
        self.on_msg(self._received)

    def _received(self, _widget: object, content: object, _buffers: object) -> None:
        """A message from the page. Whatever goes wrong, the page is told, with its number and in words."""
        if not isinstance(content, dict):
            return
        number = content.get("n")
        if not isinstance(number, int):
            self.send({**self._reply_to(content), "n": 0})
            return
        if number not in self._replies:
            self._replies[number] = self._reply_to(content)
            while len(self._replies) > REMEMBERED:
                self._replies.pop(next(iter(self._replies)))
        self.send({**self._replies[number], "n": number})

    def _reply_to(self, content: dict[str, Any]) -> dict[str, Any]:
        if content.get("type") == "ping":
            return {"type": "here"}
        try:
            return self.answer_to(content)
        except WithinReachError as error:
            return {"type": "refused", "words": str(error)}
        except Exception as error:  # noqa: BLE001  a traceback would show the page this machine's files
            _LOG.error("%s in %s", type(error).__name__, type(self).__name__)
            return {"type": "refused", "words": BROKEN}

    def answer_to(self, content: dict[str, Any]) -> dict[str, Any]:
        """What to reply to a message of the page; each component says it for itself."""
        raise WithinReachError(f"This element takes no message of the type {str(content.get('type'))[:40]!r}.")

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        """The live view, and the same HTML for pages without a kernel (print, nbconvert, a first paint)."""
        bundle = super()._repr_mimebundle_(**kwargs)
        assert bundle is not None, "an AnyWidget has a view"
        data, metadata = bundle
        static = {"text/html": f'<div class="wr wr-part">{self.html}</div>', "text/plain": type(self).__name__}
        return {**data, **static}, metadata


def text_of(content: dict[str, Any], name: str = "text") -> str:
    """A text that the page sent.

    Raises
    ------
    WithinReachError : it is no text, or longer than ``LONGEST``
    """
    text = content.get(name)
    if not isinstance(text, str):
        raise WithinReachError("Not saved: what arrived is not a text. Reload the page and try again.")
    if len(text) > LONGEST:
        raise WithinReachError(
            f"Not saved: {len(text):,} characters; at most {LONGEST:,} are taken. Shorten it and it saves by itself."
        )
    return text.encode("utf-8", "replace").decode("utf-8")


def seconds_of(content: dict[str, Any]) -> float | None:
    """How long the task was in hand, where the page said something sensible."""
    value = content.get("seconds")
    if isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value < 1e6:
        return round(float(value), 1)
    return None
