"""Decisions for one student: pins, and exceptions with reason, approver and date."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain.audit.moves import Shift, is_pin_of, shifts
from cte_desktop.domain.findings import values
from cte_desktop.domain.students.decisions import (
    DECISION_KINDS,
    EXEMPTION,
    GRADUATION_ALONE,
    LONGEST_APPROVER,
    LONGEST_REASON,
    PE_EXEMPTION,
    PIN,
    Decision,
)
from cte_desktop.domain.students.edits import FileEdit, edited
from cte_desktop.wording.labels import date_label
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.domain.audit.result import ProgramResult
    from cte_desktop.services.cases import Case
    from cte_desktop.services.desk import Desk

GRADUATION = "graduation"
EXCEPTION_KINDS = tuple(kind for kind in DECISION_KINDS if kind != PIN)
"""What a person decides with a reason and an approver; a pin only says where a course counts."""

# What a decision of each kind names besides program, reason and approver, in the order asked.
NAMES = {
    "substitution": ("for_course", "course_code", "requirement"),
    "waiver": ("requirement", "course_code"),
    "also_allow": ("course_code", "requirement"),
    EXEMPTION: ("category",),
    PE_EXEMPTION: (),
}
_OPTIONAL = frozenset({("substitution", "requirement"), ("waiver", "course_code")})
FIRST_YEAR = 1990  # nothing that is decided for a student of today is older


@dataclass(frozen=True, slots=True)
class Fault:
    """What keeps an edit from being made: the name of the field that is wrong, a sentence."""

    field: str
    text: str


def pin(case: Case, program: str, course: str, requirement: str) -> FileEdit:
    """Return the edit that pins a course to a requirement of a program, and to no other there."""
    made = Decision(PIN, program, requirement, course, on=case.day)
    named = values(course=course, program=program, requirement=requirement)
    gone = pins_of(case, program, course)
    return FileEdit("pin_course", named, decisions_gone=gone, decisions_new=(made,))


def unpin(case: Case, program: str, course: str) -> FileEdit:
    """Return the edit that lets a course count wherever it serves best again."""
    named = values(course=course, program=program)
    return FileEdit("unpin_course", named, decisions_gone=pins_of(case, program, course))


def pins_of(case: Case, program: str, course: str) -> tuple[Decision, ...]:
    """Return the pins of a course in a program: one, or none."""
    return tuple(d for d in case.file.decisions if is_pin_of(d, program, course))


def exceptions_of(case: Case) -> tuple[Decision, ...]:
    """Return the student's exceptions, without pins."""
    return tuple(d for d in case.file.decisions if d.kind != PIN)


def decide(decision: Decision, instead_of: Decision | None = None) -> FileEdit:
    """Return the edit that makes a decision, or changes one into it."""
    gone = () if instead_of is None else (instead_of,)
    action = "add_exception" if instead_of is None else "change_exception"
    return FileEdit(action, _named(decision), decisions_gone=gone, decisions_new=(decision,))


def withdraw(decision: Decision) -> FileEdit:
    """Return the edit that takes a decision back."""
    return FileEdit("remove_exception", _named(decision), decisions_gone=(decision,))


def fault_in(decision: Decision, case: Case) -> Fault | None:
    """Return what keeps a decision from being made, None when nothing does."""
    return _fault_in_names(decision, case) or _fault_in_approval(decision, case)


def effect_of(
    decision: Decision, case: Case, instead_of: Decision | None = None
) -> tuple[Shift, ...]:
    """Return what a decision would change in its program, before it is made."""
    after = edited(case.file, decide(decision, instead_of))
    now = _result(case, decision.program)
    then = None if after is None else _result(case.with_file(after), decision.program)
    return () if now is None or then is None else shifts(now, then)


def categories(desk: Desk) -> tuple[str, ...]:
    """Return who may be exempted under Education Code 51225.1, as the rules in force list them."""
    from cte_desktop.exchange.plain.rule_names import exempted_categories
    from cte_desktop.storage.rules import load_rules

    with desk.database.reading() as tx:
        return exempted_categories(load_rules(tx)["graduation"])


def _named(decision: Decision) -> tuple[tuple[str, str], ...]:
    return (("decision", decision.kind), ("program", decision.program))


def _fault_in_names(decision: Decision, case: Case) -> Fault | None:
    """Return what is wrong with what a decision is about."""
    for name in NAMES.get(decision.kind, ()):
        if not getattr(decision, name) and (decision.kind, name) not in _OPTIONAL:
            return Fault(name, _asked(name, decision.kind))
    for name in ("for_course", "course_code"):
        code = getattr(decision, name)
        taken = any(code in {s.course_code, s.recovers} for s in case.situation.semesters)
        if code and code not in case.district.catalog.listed_by_code and not taken:
            return Fault(name, tr('There is no course "{course}".', course=code))
    if decision.kind in GRADUATION_ALONE and decision.program != GRADUATION:
        return Fault("program", tr("This exemption is about graduation alone."))
    if decision.kind == "substitution" and decision.course_code == decision.for_course:
        return Fault("course_code", tr("A course can't stand in for itself."))
    return None


def _fault_in_approval(decision: Decision, case: Case) -> Fault | None:
    """Return what is wrong with the reason, who approved it, or the day."""
    if not decision.reason.strip():
        return Fault("reason", tr("Give the reason."))
    if len(decision.reason) > LONGEST_REASON:
        text = tr("The reason is too long: at most {count} characters.", count=LONGEST_REASON)
        return Fault("reason", text)
    if not decision.approved_by.strip():
        return Fault("approved_by", tr("Say who approved it."))
    if len(decision.approved_by) > LONGEST_APPROVER:
        text = tr(
            "The name of who approved it is too long: at most {count} characters.",
            count=LONGEST_APPROVER,
        )
        return Fault("approved_by", text)
    if decision.on is None:
        return Fault("on", tr("Give the date on which it was decided."))
    if decision.on > case.day:
        return Fault("on", tr("{date} is yet to come.", date=date_label(decision.on)))
    if decision.on.year < FIRST_YEAR:
        return Fault("on", tr("{date} is too long ago.", date=date_label(decision.on)))
    return None


def _asked(name: str, kind: str) -> str:
    match name:
        case "requirement":
            return tr("Choose the requirement.")
        case "category":
            return tr("Choose the category.")
        case "for_course":
            return tr("Choose the course that was taken.")
        case _ if kind == "substitution":
            return tr("Choose the course that it counts as.")
        case _:
            return tr("Choose the course.")


def _result(case: Case, program: str) -> ProgramResult | None:
    return case.audit.program(program)
