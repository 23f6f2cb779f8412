"""What stops the workshop from starting, said in one or two sentences. Imports nothing of the hub's."""

from __future__ import annotations

from withinreach.content.errors import WithinReachError


class HubError(WithinReachError):
    """The workshop cannot start or go on; the text names the value, the rule and the way out."""
