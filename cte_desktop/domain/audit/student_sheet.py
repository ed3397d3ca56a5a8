"""Everything that a student's file says on paper: the plan's sheet, the record, and who got what.

What people note privately is no part of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from cte_desktop.domain.audit.plan_sheet import PlanSheet
    from cte_desktop.domain.planning.plan import Plan
    from cte_desktop.domain.students.file import StudentFile


@dataclass(frozen=True, slots=True)
class Disclosed:
    """An entry of the disclosure log about the student, `what` in words."""

    on: date
    what: str
    recipient: str
    purpose: str


@dataclass(frozen=True, slots=True)
class StudentSheet:
    """The facts of a printed student file; disclosures are the newest first."""

    sheet: PlanSheet
    file: StudentFile
    plans: tuple[Plan, ...]
    disclosures: tuple[Disclosed, ...] = ()
