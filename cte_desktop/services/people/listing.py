"""Who opens the database, as a list, and under which name somebody signs in."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain.people.roles import Person, Role
from cte_desktop.storage import people as store
from cte_desktop.storage.key_file import read_key_file
from cte_desktop.storage.students import list_student_lines

if TYPE_CHECKING:
    from pathlib import Path

    from cte_desktop.services.desk import Desk


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person; `may_sign_in` says that a passphrase of theirs opens the database.

    `students` is how many are in a counselor's caseload, None for other roles.
    """

    person: Person
    may_sign_in: bool
    students: int | None


def list_people(desk: Desk, *, who_left: bool = False) -> tuple[PersonLine, ...]:
    """Return who opens the database by name; with `who_left` also who did, at the end."""
    with desk.database.reading() as tx:
        people = store.list_people(tx)
        caseloads = Counter(line.counselor.casefold() for line in list_student_lines(tx))
    file = desk.database.path
    keys = frozenset(one.uid for one in read_key_file(file).people) if file else frozenset[str]()
    return tuple(
        PersonLine(
            one,
            one.active and one.uid in keys,
            caseloads[one.counselor.casefold()] if _has_caseload(one) else None,
        )
        for one in people
        if one.active or who_left
    )


def caseload_names(desk: Desk) -> tuple[str, ...]:
    """Return the names of counselors as the district's files have them, to choose from."""
    with desk.database.reading() as tx:
        return store.caseload_names(tx)


def name_to_sign_in(file: Path, wanted: str) -> str:
    """Return the name of the person who is called so and has a passphrase, "" if nobody is.

    A database that is missing or damaged has nobody; opening it says so.
    """
    from cte_desktop.storage.keys import people_named
    from cte_desktop.system.errors import KnownError

    try:
        names = people_named(file)
    except KnownError:
        return ""
    key = store.name_key(wanted)
    return next((name for name in names if store.name_key(name) == key), "")


def _has_caseload(person: Person) -> bool:
    return person.role is Role.COUNSELOR and bool(person.counselor)
