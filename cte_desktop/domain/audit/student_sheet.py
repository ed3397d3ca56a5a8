"""Everything that a student's file says on paper: the plan, the record, what was done, who got it.

What people note privately is no part of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from cte_desktop.domain.audit.plan_sheet import PlanSheet
    from cte_desktop.domain.planning.approval import Approval, PlanLock
    from cte_desktop.domain.planning.plan import Plan
    from cte_desktop.domain.students.caseload import Reminder, SharedNote
    from cte_desktop.domain.students.experiences import Experience
    from cte_desktop.domain.students.file import StudentFile


@dataclass(frozen=True, slots=True)
class Disclosed:
    """An entry of the disclosure log about the student, `what` in words."""

    on: date
    what: str
    recipient: str
    purpose: str


@dataclass(frozen=True, slots=True)
class Certified:
    """An entry of the register of certificates; `what` and where the serial `stands` in words."""

    on: date
    serial: str
    pathway: str
    what: str
    stands: str


@dataclass(frozen=True, slots=True)
class SetByHand:
    """A field that a person set here, in words; `file` is what the last file had instead."""

    field: str
    here: str
    file: str


@dataclass(frozen=True, slots=True)
class Happened:
    """A step of the history that wrote about the student, `what` in words."""

    on: date
    what: str
    actor: str
    undone: bool


@dataclass(frozen=True, slots=True)
class StudentSheet:
    """The facts of a printed student file; disclosures and history are the newest first.

    `removed` are experiences that a person took out here, of which the rows are kept.
    """

    sheet: PlanSheet
    file: StudentFile
    plans: tuple[Plan, ...]
    disclosures: tuple[Disclosed, ...] = ()
    certificates: tuple[Certified, ...] = ()
    set_by_hand: tuple[SetByHand, ...] = ()
    removed: tuple[Experience, ...] = ()
    history: tuple[Happened, ...] = ()
    tags: tuple[str, ...] = ()
    notes: tuple[SharedNote, ...] = ()
    reminders: tuple[Reminder, ...] = ()
    approvals: tuple[Approval, ...] = ()
    locks: tuple[PlanLock, ...] = ()
