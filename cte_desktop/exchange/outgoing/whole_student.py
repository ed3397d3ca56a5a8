"""Everything about one student as a JSON object: what a family or another school asks for.

Names of fields are those of the plain files; credits, years, units and hours are numbers, school
years and times texts as in the files. What people note privately is no part of it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Any

from cte_desktop.domain.catalog.timetable import clock_text
from cte_desktop.domain.credits import number
from cte_desktop.domain.school_year import school_year_text

if TYPE_CHECKING:
    from collections.abc import Collection

    from cte_desktop.domain.planning.approval import Approval, PlanLock
    from cte_desktop.domain.planning.plan import Placement, Plan
    from cte_desktop.domain.students.caseload import Reminder, SharedNote
    from cte_desktop.domain.students.experiences import Experience
    from cte_desktop.domain.students.file import StudentFile

Object = dict[str, Any]

_HUNDREDTHS = frozenset({"attempted", "earned", "ag_years", "college_units", "hours", "units"})
_CLOCKS = frozenset({"start", "end"})
_NAMES = {"attempted": "credits_attempted", "earned": "credits_earned"}
_OURS = frozenset({"uid"})


@dataclass(frozen=True, slots=True)
class AlsoKept:
    """What is kept about a student besides the file and the plans, as objects to be written."""

    certificates: tuple[Object, ...]
    set_by_hand: tuple[Object, ...]
    removed_experiences: tuple[Experience, ...]
    history: tuple[Object, ...]
    disclosures: tuple[Object, ...]
    tags: tuple[str, ...] = ()
    notes: tuple[SharedNote, ...] = ()
    reminders: tuple[Reminder, ...] = ()
    approvals: tuple[Approval, ...] = ()
    locks: tuple[PlanLock, ...] = ()


def student_object(
    file: StudentFile,
    plans: Collection[Plan],
    audit: Object,
    besides: AlsoKept,
) -> Object:
    """Return the object: the file, the plans, how far the student is, and what is kept besides."""
    return {
        "student": _record(file.student),
        "record": [_record(row) for row in file.record],
        "enrollments": [_record(row) for row in file.enrollments],
        "experiences": [_record(row) for row in file.experiences],
        "removed_experiences": [_record(row) for row in besides.removed_experiences],
        "tests": [_record(row) for row in file.tests],
        "decisions": [_record(row) for row in file.decisions],
        "busy": [_record(row) for row in file.busy],
        "wishes": [_record(row) for row in file.wishes],
        "added_programs": list(file.added_programs),
        "plans": [_plan(plan) for plan in plans],
        "audit": audit,
        "certificates": list(besides.certificates),
        "set_by_hand": list(besides.set_by_hand),
        "tags": list(besides.tags),
        "shared_notes": [_record(note) for note in besides.notes],
        "reminders": [_record(reminder) for reminder in besides.reminders],
        "approvals": [_approval(one) for one in besides.approvals],
        "plan_locks": [_lock(one, plans) for one in besides.locks],
        "history": list(besides.history),
        "disclosures": list(besides.disclosures),
    }


def json_bytes(made: Object) -> bytes:
    """Return the object as the bytes of a file, one value a line."""
    return (json.dumps(made, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")


def _record(record: Any) -> Object:  # noqa: ANN401 - any of the domain's flat records
    return {
        _NAMES.get(field.name, field.name): _value(field.name, getattr(record, field.name))
        for field in fields(record)
        if field.name not in _OURS
    }


def _value(name: str, value: object) -> object:
    if isinstance(value, int) and not isinstance(value, bool):
        if name in _HUNDREDTHS:
            return number(value)
        if name in _CLOCKS:
            return clock_text(value)
        if name == "school_year":
            return school_year_text(value)
    if isinstance(value, date):
        return value.isoformat()
    return value.value if isinstance(value, Enum) else value


def _plan(plan: Plan) -> Object:
    return {
        "plan": plan.name,
        "status": plan.status.value,
        "signed_on": plan.signed_on.isoformat() if plan.signed_on else None,
        "placements": [_placement(placement) for placement in plan.placements],
    }


def _approval(one: Approval) -> Object:
    """Return what was agreed, with the plan as it was then and what was drawn on the screen."""
    return {
        "plan": one.plan_name,
        "state": one.state.value,
        "on": one.on.isoformat(),
        "means": one.means,
        **{f"{who}_name": name for who, name in one.names.items()},
        "remark": one.remark,
        "plan_then": None if one.plan is None else _plan(one.plan),
        "signatures": dict(one.signatures),
    }


def _lock(lock: PlanLock, plans: Collection[Plan]) -> Object:
    return {
        "plan": next((plan.name for plan in plans if plan.uid == lock.plan_uid), ""),
        "on": lock.on.isoformat(),
        "by": lock.by,
        "reason": lock.reason,
    }


def _placement(placement: Placement) -> Object:
    """Return a placement; one that was set aside has no grade level, term and lane."""
    spot = placement.spot
    return {
        "course_code": placement.course_code,
        "grade_level": spot.grade_level if spot else None,
        "term": spot.term.value if spot else "",
        "lane": spot.lane.value if spot else "",
        "period": spot.period if spot else "",
        "section_id": placement.section_id,
        "site": placement.site,
        "alternates": list(placement.alternates),
        "locked": placement.locked,
        "source": placement.source,
    }
