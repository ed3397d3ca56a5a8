"""Who is in a pathway: by their kept standings, or by an interest that nothing has followed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.storage.fetching import fetch

if TYPE_CHECKING:
    from cte_desktop.storage.transaction import Transaction

_STANDING = (
    "SELECT s.uid, t.school, t.stage, t.status, d.student IS NOT NULL FROM standing t "
    'JOIN student s ON s."key" = t.student LEFT JOIN standing_due d ON d.student = t.student '
    "WHERE t.program = ?"
)
# A sign-up, a change or leaving ends an interest; an added program has a standing of its own.
_INTERESTED = (
    "SELECT DISTINCT e.pathway, s.uid, s.school FROM enrollment e "
    "JOIN student s ON s.\"key\" = e.student WHERE e.action = 'interested' "
    "AND s.pathway != e.pathway AND NOT EXISTS ("
    "SELECT 1 FROM enrollment o WHERE o.student = e.student AND o.pathway = e.pathway "
    "AND o.action != 'interested') AND NOT EXISTS ("
    "SELECT 1 FROM added_program a WHERE a.student = e.student "
    "AND a.program = 'pathway:' || e.pathway)"
)


@dataclass(frozen=True, slots=True)
class StandingMember:
    """A student with a kept standing in a program; the school is that of the standing."""

    uid: str
    school: str
    stage: str
    status: str
    is_due: bool  # to be worked out anew


def list_standing_members(tx: Transaction, program: str) -> tuple[StandingMember, ...]:
    """Return everyone with a kept standing in a program, in no order."""
    return tuple(
        StandingMember(uid, school, stage, status, bool(due))
        for uid, school, stage, status, due in fetch(tx, _STANDING, (program,))
    )


def list_interested(tx: Transaction) -> tuple[tuple[str, str, str], ...]:
    """Return each (pathway, student uid, home school) of an interest that nothing has followed."""
    return tuple((name, uid, school) for name, uid, school in fetch(tx, _INTERESTED))
