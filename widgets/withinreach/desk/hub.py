"""Who is asking. This is the one file that knows JupyterHub."""

from __future__ import annotations

from jupyterhub.services.auth import HubOAuth, HubOAuthCallbackHandler, HubOAuthenticated
from traitlets.config import Config

from withinreach.desk.answering import Answering, Refused
from withinreach.desk.names import is_person

INSTRUCTORS = "instructors"
"""The Hub group whose members may read hand-ins and release feedback."""

_REMEMBERED = 10
"""For how many seconds the Hub's word on a token is kept: a revoked token lives no longer here."""


def connect(prefix: str) -> None:
    """Set up the Hub's sign-in for this process, from the environment the Hub gave it."""
    HubOAuth.clear_instance()
    HubOAuth.instance(config=Config(HubOAuth={"cache_max_age": _REMEMBERED, "base_url": prefix}))


class Identified(HubOAuthenticated, Answering):
    """A handler that knows the person, by the Hub's token in the header or by the browser's sign-in.

    The Hub's own rule guards cookies: whatever is not a plain page view needs the XSRF token besides, so
    no other page can act in a person's name. A token in the header needs none.
    """

    async def prepare(self) -> None:
        """Ask the Hub once, without holding up other requests; the answer is kept for this request."""
        await self.hub_auth.get_user(self, sync=False)

    @property
    def person(self) -> str:
        """The Hub name of whoever asks. A service's token is nobody's: it could be called like a person."""
        user = self.current_user
        if user is None or user.get("kind") != "user":
            raise Refused(403, "The course desk does not know who you are. Sign in to the Hub again, then try again.")
        name = str(user["name"])
        if not is_person(name):
            raise Refused(403, "Your account's name has signs that the course desk cannot use. Tell your instructor.")
        return name

    @property
    def teaches(self) -> bool:
        """Whether whoever asks is an instructor of the course."""
        return bool(self.person) and INSTRUCTORS in self.current_user.get("groups", [])

    def only_instructors(self) -> None:
        """Refuse everybody else."""
        if not self.teaches:
            raise Refused(403, "This part of the course desk is for instructors.")


class SignedIn(HubOAuthCallbackHandler):
    """Where the Hub sends the browser back to; the ready-made handler does the work."""
