"""The register of awards: what is written, in which order, and how each entry holds the others.

Entries are only ever added. Each carries the digest of itself and of the one before, so that any
change, removal or insertion shows. What was decided is frozen in the entry; that the record says
otherwise by now is told beside it (`differences`).
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from cte_desktop.domain.completion.eligibility import CompletionRule
from cte_desktop.domain.school_year import Term
from cte_desktop.domain.students.decisions import Decision

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.completion.finding import Completed
    from cte_desktop.domain.students.file import StudentFile

START = "0" * 64
REISSUED = "reissued"


class Kind(StrEnum):
    """What an entry of the register tells."""

    AWARD = "award"
    WITHDRAWAL = "withdrawal"  # the award was taken back
    REVOCATION = "revocation"  # the certificate is no longer valid
    REISSUE = "reissue"  # a new certificate takes the place of `refers_to`


class AwardState(StrEnum):
    """Where a serial stands."""

    IN_FORCE = "in_force"
    UNDONE = "undone"
    WITHDRAWN = "withdrawn"
    REVOKED = "revoked"
    REISSUED = "reissued"


@dataclass(frozen=True, slots=True)
class FrozenRow:
    """A semester that proves an award, as it was decided on."""

    course: str
    title: str
    level: str
    school_year: int
    term: Term
    mark: str
    school: str


@dataclass(frozen=True, slots=True)
class Frozen:
    """What was decided, as the register keeps it for good."""

    student_id: str
    legal_name: str
    school: str  # its name
    pathway: str
    sector: str
    completed_in: int  # school year
    rows: tuple[FrozenRow, ...]
    rule: Mapping[str, Any]
    exceptions: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the register; `number` counts from 1 without gaps.

    `issued_on` is never before that of the entry before. `step` is the step of the history that
    wrote it, None for what can't be undone.
    """

    number: int
    kind: Kind
    serial: str
    issued_on: date
    student_uid: str
    pathway: str
    refers_to: str
    reason: str
    content: str  # the frozen decision as JSON, "" for what ends an award
    actor: str
    laptop_id: str
    step: int | None
    at: str  # the moment in UTC, ISO
    digest: str = ""

    @property
    def frozen(self) -> Frozen:
        """Return what was decided; `ValueError` for an entry that decides nothing."""
        return frozen_from(self.content)


def entry_digest(entry: Entry, previous: str) -> str:
    """Return the digest that holds an entry and all before it."""
    facts = (
        previous,
        entry.number,
        entry.kind.value,
        entry.serial,
        entry.issued_on.isoformat(),
        entry.student_uid,
        entry.pathway,
        entry.refers_to,
        entry.reason,
        entry.content,
        entry.actor,
        entry.laptop_id,
        entry.step,
        entry.at,
    )
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()


def broken_entries(entries: Iterable[Entry]) -> tuple[int, ...]:
    """Return the numbers of entries that are not as they were written, or stand out of place."""
    broken, previous = [], START
    for place, entry in enumerate(entries, 1):
        if entry.number != place or entry.digest != entry_digest(entry, previous):
            broken.append(entry.number)
        previous = entry.digest
    return tuple(broken)


def states(entries: Iterable[Entry]) -> dict[str, AwardState]:
    """Return where every serial stands after all entries."""
    found: dict[str, AwardState] = {}
    for entry in entries:
        match entry.kind:
            case Kind.AWARD:
                found[entry.serial] = AwardState.IN_FORCE
            case Kind.REISSUE:
                found[entry.refers_to] = AwardState.REISSUED
                found[entry.serial] = AwardState.IN_FORCE
            case Kind.WITHDRAWAL:
                found[entry.serial] = AwardState.WITHDRAWN if entry.reason else AwardState.UNDONE
            case Kind.REVOCATION:
                found[entry.serial] = AwardState.REVOKED
    return found


def frozen_of(one: Completed, catalog: Catalog) -> Frozen:
    """Return a completed pathway as the register keeps it."""
    student, decision = one.student, one.decision
    pathway = catalog.pathway_by_name.get(decision.pathway)
    sector = catalog.sector_by_code.get(pathway.sector) if pathway else None
    school = catalog.find_school(student.school)
    rows = []
    for evidence in decision.evidence:
        for row in evidence.rows:
            course = catalog.course(row.course)
            title = course.title if course else row.course
            level = evidence.level.value
            rows.append(
                FrozenRow(row.course, title, level, row.school_year, row.term, row.mark, row.school)
            )
    rule = decision.rule
    return Frozen(
        student_id=student.student_id,
        legal_name=student.legal_name,
        school=school.name if school else student.school,
        pathway=decision.pathway,
        sector=sector.name if sector else "",
        completed_in=one.completed_in,
        rows=tuple(rows),
        rule={
            "version": rule.version,
            "concentrator": rule.concentrator,
            "capstone": rule.capstone,
            "school_years": rule.school_years,
            "credits": rule.credits / 100,
            "strict_order": rule.strict_order,
        },
        exceptions=tuple(map(exception_object, one.exceptions)),
    )


def exception_object(decision: Decision) -> dict[str, Any]:
    """Return an exception with its reason and who approved it."""
    return {
        "kind": decision.kind,
        "requirement": decision.requirement,
        "course": decision.course_code,
        "for_course": decision.for_course,
        "reason": decision.reason,
        "approved_by": decision.approved_by,
        "on": decision.on.isoformat() if decision.on else None,
    }


def exceptions_frozen(frozen: Frozen) -> tuple[Decision, ...]:
    """Return the exceptions that a decision rested on, as `exception_object` wrote them."""
    return tuple(
        Decision(
            kind=one["kind"],
            program=f"pathway:{frozen.pathway}",
            requirement=one["requirement"],
            course_code=one["course"],
            for_course=one["for_course"],
            reason=one["reason"],
            approved_by=one["approved_by"],
            on=date.fromisoformat(one["on"]) if one["on"] else None,
        )
        for one in frozen.exceptions
    )


def rule_frozen(frozen: Frozen) -> CompletionRule | None:
    """Return what the district demanded then, None where the entry doesn't say."""
    if not frozen.rule:
        return None
    rule = frozen.rule
    return CompletionRule(
        version=rule["version"],
        concentrator=rule["concentrator"],
        capstone=rule["capstone"],
        school_years=rule["school_years"],
        credits=round(rule["credits"] * 100),
        strict_order=rule["strict_order"],
    )


def frozen_text(frozen: Frozen) -> str:
    """Return the decision as JSON: the same for the same decision, byte by byte."""
    rows = [
        [r.course, r.title, r.level, r.school_year, r.term.value, r.mark, r.school]
        for r in frozen.rows
    ]
    made = {
        "student_id": frozen.student_id,
        "legal_name": frozen.legal_name,
        "school": frozen.school,
        "pathway": frozen.pathway,
        "sector": frozen.sector,
        "completed_in": frozen.completed_in,
        "rows": rows,
        "rule": dict(frozen.rule),
        "exceptions": [dict(one) for one in frozen.exceptions],
    }
    return json.dumps(made, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def frozen_from(text: str) -> Frozen:
    """Return the decision that `frozen_text` wrote."""
    made = json.loads(text)
    rows = tuple(_row_from(*row) for row in made.pop("rows"))
    return Frozen(**made | {"rows": rows, "exceptions": tuple(made["exceptions"])})


def _row_from(
    course: str, title: str, level: str, year: int, term: str, mark: str, school: str
) -> FrozenRow:
    return FrozenRow(course, title, level, year, Term(term), mark, school)


def differences(frozen: Frozen, file: StudentFile) -> tuple[str, ...]:
    """Return how the record differs by now from what was decided: name, id, or courses.

    A rule that the district changed afterwards takes nothing back and is no difference.
    """
    student, found = file.student, []
    if student.legal_name != frozen.legal_name:
        found.append("name")
    if student.student_id != frozen.student_id:
        found.append("student_id")
    there = {(r.course_code, r.school_year, r.term, r.mark, r.school) for r in file.record}
    if any((r.course, r.school_year, r.term, r.mark, r.school) not in there for r in frozen.rows):
        found.append("record")
    return tuple(found)
