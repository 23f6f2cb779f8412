"""How a person's server starts: as their own account where we are root, as ours in the demonstration.

What differs between participants and instructors (start folder, configuration, keys) is decided here, by
membership of the Hub's group "instructors", and nowhere by what a person typed.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cached_property
from typing import Any

import psutil
from jupyterhub.spawner import LocalProcessSpawner, SimpleLocalProcessSpawner, set_user_setuid
from traitlets import Unicode

from withinreach.hub import accounts
from withinreach.hub.environment import plain_environment, role_environment, temporary
from withinreach.hub.folders import own
from withinreach.hub.people import INSTRUCTORS
from withinreach.hub.workshop import Workshop


class RoleSpawner(LocalProcessSpawner):
    """Start folder, configuration and environment by role; shared by both spawners below."""

    workshop_file = Unicode(help="the settings that the launcher wrote").tag(config=True)

    @cached_property
    def workshop(self) -> Workshop:
        """The settings of this start."""
        return Workshop.read(self.workshop_file)

    @property
    def role(self) -> str:
        """``instructor`` for members of the Hub's group, ``participant`` for everybody else."""
        return "instructor" if any(group.name == INSTRUCTORS for group in self.user.groups) else "participant"

    @property
    def account(self) -> accounts.Account:
        """The person's account with its home, made if need be."""
        return accounts.shared(self.workshop.instance, self.user.name, self.workshop.homes)

    async def start(self) -> Any:
        """Start the server in the folder of the person's role."""
        course = self.role == "instructor"
        self.notebook_dir = str(self.workshop.course if course else self.workshop.published / "release")
        # in Lab's frame formgrader stays blank (Hub 4.1 and later), so it is a page of its own
        self.default_url = "/formgrader" if course else "/lab"
        return await super().start()

    def user_env(self, env: dict[str, str]) -> dict[str, str]:
        """Add home, path and the role's variables; called by ``get_env``."""
        account = self.account
        env |= plain_environment(account.home) | role_environment(self.workshop, self.role)
        env |= temporary(own(self.workshop.sockets / self.user.name, account))
        env["USER"] = self.user.name
        return env

    def make_preexec_fn(self, name: str) -> Callable[[], None]:
        """Go to the working folder; what the server writes is readable by its account only."""
        # nbgrader looks for nbgrader_config.py where its server was started
        folder = self.workshop.course if self.role == "instructor" else self.account.home

        def prepare() -> None:
            os.chdir(folder)
            os.umask(0o077)

        return prepare

    def get_state(self) -> dict[str, Any]:
        """Keep, besides the process id, when the process began."""
        state: dict[str, Any] = super().get_state()
        if "pid" in state:
            state["began"] = _began(state["pid"])
        return state

    def load_state(self, state: dict[str, Any]) -> None:
        """Recall a server of an earlier start, unless its process id belongs to another program by now."""
        super().load_state(state)
        if "pid" in state and _began(state["pid"]) != state.get("began"):
            self.pid = 0


def _began(pid: int) -> float | None:
    try:
        return psutil.Process(pid).create_time()
    except psutil.NoSuchProcess:
        return None


class DemonstrationSpawner(RoleSpawner, SimpleLocalProcessSpawner):
    """Without root: everybody's server runs as the account that started the Hub. Isolates nobody."""


class WorkshopSpawner(RoleSpawner):
    """Each person's server runs as an account of their own, made when it is first needed."""

    @property
    def account(self) -> accounts.Account:
        """The person's account; a name or an account that is not ours is refused (``HubError``)."""
        return accounts.ensure(self.workshop.instance, self.user.name, self.workshop.homes)

    def make_preexec_fn(self, name: str) -> Callable[[], None]:
        """Become the account (its group, no other groups), then go to the working folder."""
        become, go = set_user_setuid(self.account.name, chdir=False), super().make_preexec_fn(name)

        def prepare() -> None:
            become()
            go()

        return prepare
