"""The address book of employers: listing, writing a line, removing one.

Experiences name an employer in `organization`; they keep the name whatever becomes of the line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from cte_desktop.domain.students.experiences import WORKED_FOR
from cte_desktop.services.changes import Changes
from cte_desktop.services.decisions import Fault
from cte_desktop.storage import employers as store
from cte_desktop.storage.experiences import organizations
from cte_desktop.storage.history import begin_step, step_number
from cte_desktop.system.errors import KnownError
from cte_desktop.wording.translate import noop, tr

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cte_desktop.domain.students.experiences import Employer
    from cte_desktop.services.desk import Desk

LONGEST = {"name": 300, "contact": 300, "phone": 80, "email": 300, "place": 300, "note": 4000}
"""Characters that a database holds of each."""

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_NOUNS = frozenset({"history"})


@dataclass(frozen=True, slots=True)
class EmployerLine:
    """An employer, and how many students have an experience that names it."""

    employer: Employer
    students: int


def list_employers(desk: Desk) -> tuple[EmployerLine, ...]:
    """Return the address book by name."""
    with desk.database.reading() as tx:
        kept, used = store.list_employers(tx), organizations(tx, WORKED_FOR)
    return tuple(EmployerLine(one, used.get(one.name, 0)) for one in kept)


def organization_names(desk: Desk, kind: str) -> tuple[str, ...]:
    """Return the names to choose from in `organization`: those in use, and employers for work."""
    with desk.database.reading() as tx:
        names = set(organizations(tx, (kind,)))
        if kind in WORKED_FOR:
            names |= {one.name for one in store.list_employers(tx)}
    return tuple(sorted(names, key=lambda name: (name.casefold(), name)))


def save_employer(desk: Desk, employer: Employer) -> Changes:
    """Keep a line of the address book as one step, a new one when its uid is "".

    No step when nothing changes. Raises `KnownError` for a fault or a line that is gone.
    """
    clean = _clean(employer)
    with desk.database.writing() as tx:
        fault = fault_in(clean, store.list_employers(tx))
        if fault is not None:
            raise KnownError(
                "wrong_employer",
                fault.text,
                kept=noop("Nothing was changed."),
                do=noop("Correct it, and save again."),
            )
        action = "change_employer" if clean.uid else "add_employer"
        begin_step(tx, action, {"employer": clean.name})
        try:
            changed = store.save_employer(tx, clean)
        except LookupError:
            raise _gone() from None
        number = step_number(tx) if changed else None
    return Changes(_NOUNS, step=number) if changed else Changes()


def remove_employer(desk: Desk, employer: Employer) -> Changes:
    """Remove a line as one step; experiences that name it keep the name."""
    with desk.database.writing() as tx:
        begin_step(tx, "remove_employer", {"employer": employer.name})
        if not store.remove_employer(tx, employer.uid):
            raise _gone()
        number = step_number(tx)
    return Changes(_NOUNS, step=number)


def fault_in(employer: Employer, others: Iterable[Employer]) -> Fault | None:
    """Return what is wrong with a line, the first field first; None when all is well."""
    one = _clean(employer)
    if not one.name:
        return Fault("name", tr("Write the employer's name."))
    for name, most in LONGEST.items():
        if len(getattr(one, name)) > most:
            return Fault(name, tr("This is too long: at most {count} characters.", count=most))
    if any(o.uid != one.uid and o.name.casefold() == one.name.casefold() for o in others):
        return Fault("name", tr("The address book has {name} already.", name=one.name))
    if one.email and not _EMAIL.fullmatch(one.email):
        return Fault("email", tr("Write an e-mail address such as name@company.com."))
    return None


def _clean(employer: Employer) -> Employer:
    texts: dict[str, Any] = {name: " ".join(getattr(employer, name).split()) for name in LONGEST}
    return replace(employer, **texts)


def _gone() -> KnownError:
    return KnownError(
        "changed_since",
        noop("This employer is no longer in the address book."),
        kept=noop("Nothing was changed."),
        do=noop("It is read anew; try again."),
    )
