"""Numbers, from the first field filled in to the way to each."""

from __future__ import annotations

from typing import Any

import msgspec

from withinreach.content.errors import WithinReachError
from withinreach.content.kinds.number import NumberField, NumberTask
from withinreach.content.kinds.numerals import trouble
from withinreach.ui.committed import Committed
from withinreach.ui.component import script


class Number(Committed):
    """Fields, and one commit. The answer maps field ids to what was typed or chosen; what is open is left out."""

    _esm = script("committed", "number")

    def setting_of(self, task: NumberTask) -> dict[str, Any]:
        """The fields to fill in; for practice what is right, and how later fields follow earlier ones."""
        fields = [[field.id, field.choices] for field in task.open_fields]
        if task.key is None:
            return {"fields": fields, "given": {}, "key": None}
        given = {name: task.key.fields[name].value for name in task.given}
        return {"fields": fields, "given": given, "key": msgspec.to_builtins(task.key.fields)}

    def clean(self, task: NumberTask, sent: Any) -> dict[str, str]:
        """Known fields with a number or one of their options, at least one, in the order of the task."""
        fields = {field.id: field for field in task.open_fields}
        if not isinstance(sent, dict) or not set(fields).issuperset(sent):
            raise WithinReachError("Not saved: that is not one of the fields. Reload the page and fill them in again.")
        if not sent:
            raise WithinReachError("Not saved: nothing is filled in yet. Fill in one first.")
        return {name: _cleaned(field, sent[name]) for name, field in fields.items() if name in sent}


def _cleaned(field: NumberField, text: Any) -> str:
    if not isinstance(text, str):
        raise WithinReachError("Not saved: what arrived is not what a field holds. Reload the page and try again.")
    if field.options and text not in field.choices:
        raise WithinReachError("Not saved: that is not one of the answers. Reload the page and choose again.")
    if not field.options and trouble(text):
        raise WithinReachError(f"Not saved: {trouble(text)}")
    return text.strip()
