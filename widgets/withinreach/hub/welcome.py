"""What the launcher says: before it changes the machine, and when everything answers."""

from __future__ import annotations

from withinreach.hub.accounts import account_name
from withinreach.hub.people import DESK, PEOPLE, PUBLIC
from withinreach.hub.workshop import Workshop


def intention(workshop: Workshop) -> str:
    """What will be made, said before it is made."""
    if not workshop.separate:
        return f"{workshop.banner}\nEverything is kept in {workshop.folder}."
    names = [account_name(workshop.instance, name) for name in (*(p.name for p in PEOPLE), DESK, PUBLIC)]
    return (
        "Started as root, so each person works as an account of their own. If they are not there yet, this makes\n"
        f"  accounts  {', '.join(names)}\n"
        "            (locked: no password, no shell, a group of their own)\n"
        f"  folder    {workshop.folder}\n"
        "`make workshop-clean` takes all of it away again."
    )


def welcome(workshop: Workshop, passwords: dict[str, str]) -> str:
    """Three addresses, who to sign in as, and what to do first."""
    width = max(map(len, passwords))
    signs = "\n".join(f"  {p.name:<{width}}  {passwords[p.name]}  to {p.does}" for p in PEOPLE)
    banner = f"\n{workshop.banner}\n" if workshop.banner else ""
    return f"""
Within Reach is ready.
{banner}
  The course, for participants    {workshop.url}/
  Marking, for the instructor     {workshop.url}/hub/user-redirect/formgrader
  The public edition              {workshop.public_url}/voila/render/index.ipynb

Sign in as (these passwords hold until you stop; the next start makes new ones)
{signs}

What to do first: open the first address, sign in as participant, open module 1, answer, hand in.
Then open the second in a private window, sign in as instructor, and collect and mark it.
Ctrl-C ends everything; answers stay for the next start."""
