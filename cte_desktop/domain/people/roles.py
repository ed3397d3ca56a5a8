"""The roles of people at a school and what each may do.

Everybody may look at every student: who walks in is helped. What a role may change, hand out or
decide is said here and held by the services, never by a widget. 34 CFR 99.31(a)(1) asks for
controls so that officials reach only records in which they have a legitimate educational interest.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class Role(StrEnum):
    """What somebody is in this database."""

    ADMINISTRATOR = "administrator"
    REGISTRAR = "registrar"
    COUNSELOR = "counselor"
    READER = "reader"


class Right(StrEnum):
    """One thing that not everybody may do."""

    PLAN = "plan"
    """Change what is kept of a student by hand: plans, wishes, sign-ups, experiences, goals."""
    DISCLOSE = "disclose"
    """Print and export records of students."""
    APPROVE = "approve"
    """Approve substitutions, waivers and exemptions; pin courses."""
    SECTIONS = "sections"
    """Change sections and what is repaired because of them."""
    IMPORT = "import"
    """Bring files in, and say how they are read."""
    AWARD = "award"
    """Award pathways, revoke and reissue certificates, the signing keys and the certificate."""
    RULES = "rules"
    """Publish rules and change the catalog."""
    SETTINGS = "settings"
    """Change the settings of the district."""
    PEOPLE = "people"
    """Say who else opens the database, and in which role."""
    RESTORE = "restore"
    """Put a backup in the place of the database."""
    DESTROY = "destroy"
    """Destroy records whose time of keeping is over."""


_COUNSELOR = frozenset({Right.PLAN, Right.DISCLOSE, Right.APPROVE})
_REGISTRAR = _COUNSELOR | {Right.SECTIONS, Right.IMPORT, Right.AWARD}

RIGHTS: Mapping[Role, frozenset[Right]] = MappingProxyType(
    {
        Role.ADMINISTRATOR: frozenset(Right),
        Role.REGISTRAR: _REGISTRAR,
        Role.COUNSELOR: _COUNSELOR,
        Role.READER: frozenset(),
    }
)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who opens the database with a passphrase of their own.

    `counselor` is the name under which the district's files list a counselor's caseload; only a
    counselor has one. Who has left stays in the list, not `active`, since the history names them.
    """

    uid: str
    name: str
    role: Role
    counselor: str = ""
    active: bool = True

    def may(self, right: Right) -> bool:
        """Say whether the person's role has a right."""
        return self.active and right in RIGHTS[self.role]

    def may_touch(self, counselor: str) -> bool:
        """Say whether students of `counselor` are this person's to change and to print.

        A counselor's are those of the own caseload and those who have no counselor yet.
        """
        if self.role is not Role.COUNSELOR:
            return True
        return not counselor or counselor.casefold() == self.counselor.casefold()


OWNER = Person("", "", Role.ADMINISTRATOR)
"""Whoever opens a database by its own passphrase or recovery code, or one that has none."""
