"""Gates: a missed or mishandled risk caps the share, and says so to the person whom it met."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from withinreach.content.keys import KeyBase


def capped(key: KeyBase, share: float, places: Mapping[str, str | Collection[str]]) -> tuple[float, tuple[str, ...]]:
    """The share under the lowest cap that was met, and the words of each gate that was.

    Parameters
    ----------
    key : whose gates are tried
    share : s before the gates, 0 to 1
    places : part id → where the answer put it, or all the places where it did; a part that is missing was put
        nowhere and meets its gate
    """
    met = [gate for gate in key.gate if any(_nowhere(places.get(line.item, ()), line.not_in) for line in gate.when)]
    return min([share, *(gate.cap for gate in met)]), tuple(gate.words for gate in met)


def _nowhere(put: str | Collection[str], wanted: Collection[str]) -> bool:
    return not {put}.intersection(wanted) if isinstance(put, str) else not set(put).intersection(wanted)
