"""One-time passwords: made at every start, shown once, kept only as scrypt hashes. Never the system's own (PAM)."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Iterable
from pathlib import Path

from withinreach.hub.workshop import write_private

# Read aloud or copied from a screen without mistakes: no 0, 1, i, l, o.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
WORK = {"n": 2**14, "r": 8, "p": 1, "dklen": 32}


def make_password() -> str:
    """Four groups of four letters and digits, for example ``k7mw-…``: 79 bits of chance."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(4))


def keep(file: Path, names: Iterable[str]) -> dict[str, str]:
    """Make a new password for each name, keep the hashes in ``file`` (0600), return name to password."""
    passwords = {name: make_password() for name in names}
    write_private(file, json.dumps({name: _fresh(password) for name, password in passwords.items()}))
    return passwords


def fits(file: Path, name: str, password: str) -> bool:
    """Whether the password is that person's. An unknown name takes as long as a wrong password."""
    known: dict[str, dict[str, str]] = json.loads(file.read_text(encoding="utf-8"))
    found = known.get(name) or {"salt": "00" * 16, "hash": ""}
    right = hmac.compare_digest(_hash(password, bytes.fromhex(found["salt"])), found["hash"])
    return right and name in known


def _fresh(password: str) -> dict[str, str]:
    salt = secrets.token_bytes(16)
    return {"salt": salt.hex(), "hash": _hash(password, salt)}


def _hash(password: str, salt: bytes) -> str:
    return hashlib.scrypt(password.encode(), salt=salt, **WORK).hex()
