"""JupyterHub on one machine, each option with its reason. Valid on JupyterHub 5.5 and 6.

The launcher (`make workshop`) writes ports and folders to a file and names it in WITHINREACH_HUB_SETTINGS;
everything that is a decision stands here.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from withinreach.hub.accounts import HUB_NAME, account_name
from withinreach.hub.authenticator import WorkshopAuthenticator
from withinreach.hub.environment import desk_environment
from withinreach.hub.people import DESK, INSTRUCTORS, PEOPLE
from withinreach.hub.proxy import proxy_command, proxy_token
from withinreach.hub.spawner import DemonstrationSpawner, WorkshopSpawner
from withinreach.hub.workshop import SETTINGS_VARIABLE, Workshop

settings_file = os.environ[SETTINGS_VARIABLE]
workshop = Workshop.read(settings_file)
c: Any = get_config()  # type: ignore[name-defined]  # noqa: F821  put here by JupyterHub

# --- Where it listens: this machine only. The course is not fit for an open network as it stands: no TLS here.
c.JupyterHub.bind_url = workshop.url
c.JupyterHub.hub_bind_url = f"http://127.0.0.1:{workshop.hub_port}"

# --- The proxy, from this installation where it is there; its token and our cookies survive a new start,
# so that a page left open over lunch still belongs to somebody signed in.
c.ConfigurableHTTPProxy.command = proxy_command()
c.ConfigurableHTTPProxy.api_url = f"http://127.0.0.1:{workshop.proxy_port}"
c.ConfigurableHTTPProxy.auth_token = proxy_token(workshop)
c.ConfigurableHTTPProxy.pid_file = str(workshop.hub / "proxy.pid")  # the launcher clears it at each start
c.JupyterHub.cookie_secret_file = str(workshop.hub / "cookie_secret")
c.JupyterHub.db_url = f"sqlite:///{workshop.hub / 'jupyterhub.sqlite'}"
c.JupyterHub.upgrade_db = True  # the database is this Hub's alone; it makes a copy before it upgrades

# --- Who may sign in: the people of this start, with the passwords it printed.
c.JupyterHub.authenticator_class = WorkshopAuthenticator
c.WorkshopAuthenticator.passwords_file = str(workshop.passwords)
c.Authenticator.allowed_users = {person.name for person in PEOPLE}
c.Authenticator.username_pattern = f"^{HUB_NAME.pattern}$"  # the names that become accounts, and no others
c.Authenticator.admin_users = set()  # nobody needs the admin page; an admin could enter other people's servers
c.JupyterHub.load_groups = {INSTRUCTORS: {"users": [p.name for p in PEOPLE if p.group == INSTRUCTORS]}}

# --- What they may do. The desk needs to know who asks, in the browser and from a notebook's kernel.
ASK_THE_DESK = "access:services!service=desk"
c.JupyterHub.load_roles = [
    {"name": "user", "description": "What every person may do", "scopes": ["self", ASK_THE_DESK]},
    {
        "name": "server",
        "description": "What a person's server may do",
        "scopes": ["users:activity!user", "access:servers!server", ASK_THE_DESK],
    },
]

# --- The desk: a service that the Hub starts, and starts again should it end, as an account of its own.
desk: dict[str, Any] = {
    "name": "desk",
    "url": f"http://127.0.0.1:{workshop.desk_port}",
    "command": [sys.executable, "-m", "withinreach.desk"],
    "environment": desk_environment(workshop),
    "cwd": str(workshop.desk),
    "oauth_no_confirm": True,  # the desk is part of the course; "do you allow it to know your name?" puzzles people
    "display": False,  # everybody lands there anyway
}
if workshop.separate:
    desk["user"] = account_name(workshop.instance, DESK)
c.JupyterHub.services = [desk]

# --- Each person's server.
c.JupyterHub.spawner_class = WorkshopSpawner if workshop.separate else DemonstrationSpawner
c.RoleSpawner.workshop_file = settings_file
c.Spawner.cmd = [sys.executable, "-m", "jupyterhub.singleuser"]  # this installation's, whatever PATH says
c.Spawner.disable_user_config = True  # a participant's own configuration cannot turn nbgrader's extensions on
c.LocalProcessSpawner.env_keep = []  # nothing of root's shell; PATH and HOME are set by the spawner
c.Spawner.http_timeout = 60  # a server needs about five seconds of computing; a class of thirty shares two cores
c.JupyterHub.implicit_spawn_seconds = 0.1  # a bookmarked module opens; nobody has to know what a server is
c.JupyterHub.concurrent_spawn_limit = 10
c.Spawner.poll_interval = 5  # a server that died is noticed, and a reload starts it again, in seconds; by default in 30
# 30 + 30 + 5 seconds by default. Answers are on the disk before a page says "saved": nothing is gained by waiting.
c.LocalProcessSpawner.interrupt_timeout = 1
c.LocalProcessSpawner.term_timeout = 1
c.LocalProcessSpawner.kill_timeout = 1

# --- What people see. After signing in: the course's home page.
c.JupyterHub.default_url = "/services/desk/"
c.JupyterHub.template_paths = [str(Path(__file__).parent / "templates")]
c.JupyterHub.template_vars = {"announcement": workshop.banner} if workshop.banner else {}
c.JupyterHub.log_level = "INFO"
