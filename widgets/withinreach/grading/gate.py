"""Gates: a missed or mishandled risk caps the share, and says so to the person whom it met."""

from __future__ import annotations

from collections.abc import Mapping

from withinreach.content.keys import KeyBase


def capped(key: KeyBase, share: float, places: Mapping[str, str]) -> tuple[float, tuple[str, ...]]:
    """The share under the lowest cap that was met, and the words of each gate that was.

    Parameters
    ----------
    key : whose gates are tried
    share : s before the gates, 0 to 1
    places : part id → where the answer put it; a part that is missing was put nowhere and meets its gate
    """
    met = [gate for gate in key.gate if any(places.get(line.item) not in line.not_in for line in gate.when)]
    return min([share, *(gate.cap for gate in met)]), tuple(gate.words for gate in met)
