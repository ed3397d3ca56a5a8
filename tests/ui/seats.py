"""Letting somebody of a role sit at the desk of a test."""

from __future__ import annotations

from cte_desktop.domain.people.roles import Person, Role
from cte_desktop.services.desk import Desk
from cte_desktop.services.people.guarding import DeskGuard
from cte_desktop.storage.history import begin_step
from cte_desktop.storage.people import save_person


def seat(desk: Desk, role: Role, counselor: str = "") -> Person:
    """Let a new person of this role take the place of who sits at the desk."""
    with desk.database.writing() as tx:
        begin_step(tx, "add_person", {"person": "Sam Seated"})
        made = save_person(tx, Person("", "Sam Seated", role, counselor))
    assert made is not None
    desk.database.person_uid = made.uid
    desk.database.guard = DeskGuard(made.uid)
    desk.see_person()
    return made
