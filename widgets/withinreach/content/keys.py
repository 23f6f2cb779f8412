"""Keys: what earns what, and the reason for it. Practice keys stand with the task, graded ones in ``keys/``."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

Move = Literal["nearer", "stay", "back", "task", "name-it", "ask-risk", "ground", "hold-frame", "refer", "none"]
Authority = Literal["author", "published"]


class OptionKey(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one option is worth and why.

    ``value`` is 1 (best, or right where several are asked for), 0.6 (defensible) or 0.
    ``move`` names what a therapist would be doing; ``none`` where the option is no deed of a therapist's.
    """

    value: Annotated[float, Meta(ge=0, le=1)]
    reason: str
    move: Move


class ChoiceKey(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The key of a ``choice``: one entry for every option id."""

    options: dict[str, OptionKey]
    authority: Authority = "author"
    experts_differ: bool = False
    cite: tuple[str, ...] = ()


class CriterionKey(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """For the marker: a sentence that says what 0, 1 and 2 look like, and an invented answer for each."""

    anchors: tuple[str, str, str]
    examples: tuple[str, str, str]


class TextKey(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The marker's sheet for a ``text``: one entry for every criterion id, and a model answer."""

    criteria: dict[str, CriterionKey]
    model: str
    authority: Authority = "author"


Key = ChoiceKey | TextKey
KEY_TYPES: dict[str, type[ChoiceKey | TextKey]] = {"choice": ChoiceKey, "text": TextKey}
