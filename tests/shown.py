"""What of the reasons a reader sees: each element of them, from the top, with its visible words."""

from __future__ import annotations

from html.parser import HTMLParser

from tests.unit.samples import VOID

PARTS = {
    "agree", "authority", "basis", "because", "built-in", "debrief", "differ", "heard", "most", "moving", "orders",
    "overlap", "reason", "recovers", "scene", "station", "together", "verdict",
}  # fmt: skip
"""The classes of what stands among the reasons of any kind."""


class _Shown(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[bool, int | None]] = []
        self.inside = 0  # so many elements around the reasons are open
        self.found: list[tuple[str, list[str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID:
            return
        named = dict(attrs)
        away = "hidden" in named or (bool(self.open) and self.open[-1][0])
        part = PARTS.intersection((named.get("class") or "").split())
        if "reasons" in (named.get("class") or "").split():
            self.inside = len(self.open) + 1
        if tag == "details" and self.inside:
            part = {"open" if "open" in named else "folded"}
        number = None
        if part and not away:
            number = len(self.found)
            self.found.append((min(part), []))
        self.open.append((away, number))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            self.inside = 0 if len(self.open) == self.inside else self.inside
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1][0]:
            return
        for _, number in self.open:
            if number is not None:
                self.found[number][1].append(data)


def shown(html: str) -> list[tuple[str, str]]:
    """(class, visible words) of each element of the reasons, and (``open`` or ``folded``, words) of each fold.

    What is folded counts as visible, what is hidden does not.
    """
    reader = _Shown()
    reader.feed(html)
    reader.close()
    return [(name, " ".join("".join(words).split())) for name, words in reader.found]
