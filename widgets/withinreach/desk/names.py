"""Names that come from outside and become part of a path."""

from __future__ import annotations

import re

_PERSON = re.compile(r"[a-z0-9][a-z0-9._@+-]{0,99}")


def is_person(name: str) -> bool:
    """Whether a Hub name may become a file's name: small letters, digits, ``. _ @ + -``, 1 to 100 of them."""
    return _PERSON.fullmatch(name) is not None
