"""Who takes part in the demonstration. Hub names only: which account runs whom is in ``accounts``."""

from __future__ import annotations

from dataclasses import dataclass

INSTRUCTORS = "instructors"  # the Hub group; the desk asks for it, the spawner chooses by it


@dataclass(frozen=True)
class Person:
    """Somebody who signs in. ``does`` completes the sentence "Sign in as … to …"."""

    name: str
    group: str | None
    does: str


PEOPLE = (
    Person("participant", None, "take the course"),
    Person("colleague", None, "be a second participant, who sees nothing of the first"),
    Person("instructor", INSTRUCTORS, "collect, mark and give feedback"),
)
DESK, PUBLIC = "desk", "public"  # accounts besides those of people; nobody can sign in under these names
COURSE_PERSON = "instructor"  # the course folder belongs to this person's account
