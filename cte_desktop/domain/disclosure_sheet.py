"""What the disclosure log says on paper: of one student, or of everyone (34 CFR 99.32)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

    from cte_desktop.domain.students.student import Student


@dataclass(frozen=True, slots=True)
class DisclosedEntry:
    """An entry of the log, `what` in words and `at` by the clock of the person who prints.

    `whom` names its students or says how many they are; `others` is how many besides the student
    whose log it is. A log of one student names no other.
    """

    at: datetime
    what: str
    recipient: str
    purpose: str
    actor: str
    whom: str = ""
    others: int = 0


@dataclass(frozen=True, slots=True)
class DisclosureSheet:
    """The facts of one log, newest entry first; without a student it is that of everyone.

    `narrowed` says in words to what the log was narrowed, empty when nothing is left out.
    """

    district: str
    printed_on: date
    entries: tuple[DisclosedEntry, ...]
    student: Student | None = None
    narrowed: tuple[str, ...] = ()
