"""Who may sign in to the Hub: the people of this start, with the passwords that it printed."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from jupyterhub.auth import Authenticator
from traitlets import Unicode

from withinreach.hub import passwords
from withinreach.hub.people import DESK, PUBLIC


class WorkshopAuthenticator(Authenticator):
    """Compares with the hashes in ``passwords_file``; knows nothing of the system's accounts or of PAM."""

    passwords_file = Unicode(help="JSON file of scrypt hashes, readable by the Hub alone").tag(config=True)

    async def authenticate(self, handler: Any, data: dict[str, str]) -> str | None:
        """The person's name, or ``None``; the page then says that name or password do not fit."""
        name, password = data.get("username", ""), data.get("password", "")
        if name in (DESK, PUBLIC):  # their accounts run our services
            return None
        # scrypt takes a twentieth of a second; in a thread, so that nobody else waits for it
        right = await asyncio.to_thread(passwords.fits, Path(self.passwords_file), name, password)
        return name if right else None
