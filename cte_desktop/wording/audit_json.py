"""The answer of `cte-desktop audit --json` for one student (`interfaces.md` section 5).

Numbers have at most two decimals; codes are never translated, texts are in the language in force.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cte_desktop.domain.credits import number
from cte_desktop.domain.school_year import school_year_text
from cte_desktop.wording.findings import finding_text, fix_text
from cte_desktop.wording.programs import program_title, requirement_title
from cte_desktop.wording.reasons import reason_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cte_desktop.domain.audit.result import (
        ProgramResult,
        RequirementResult,
        StudentAudit,
        Unused,
        Used,
    )
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.findings import Finding, Values
    from cte_desktop.domain.students.student import Student

Object = dict[str, Any]


def audit_object(
    student: Student,
    audit: StudentAudit,
    findings: Sequence[Finding],
    catalog: Catalog,
    *,
    summary: bool = False,
) -> Object:
    """Return the JSON object of one student; `summary` leaves out used, unused and why.

    `findings` are those of the audit together with those of the schedule, in order.
    """
    return {
        "student": student.student_id,
        "name": student.list_name,
        "programs": [_program(p, catalog, summary=summary) for p in audit.programs],
        "gpa": {
            "uc_capped": audit.gpa.uc_capped,
            "uc_unweighted": audit.gpa.uc_unweighted,
            "uc_full": audit.gpa.uc_full,
            "csu": audit.gpa.csu,
        },
        "findings": [finding_object(f, student, catalog) for f in findings],
    }


def finding_object(finding: Finding, student: Student, catalog: Catalog) -> Object:
    """Return a finding with its sentence and its fixes."""
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "text": finding_text(finding, catalog),
        "subject": {"student": student.student_id} | values_object(finding.subject),
        "fixes": [
            {"do": fix.do, "args": values_object(fix.args), "text": fix_text(fix, catalog)}
            for fix in finding.fixes
        ],
    }


def values_object(values: Values) -> Object:
    """Return pairs as an object; tuples become lists."""
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values}


def _program(program: ProgramResult, catalog: Catalog, *, summary: bool) -> Object:
    made: Object = {
        "id": program.id,
        "title": program_title(program.id),
        "version": program.version,
        "status": program.status.value,
        "proven": program.proven,
        "unit": program.unit.value,
        **_amounts(program),
        "requirements": [
            _requirement(r, program.id, catalog, summary=summary) for r in program.requirements
        ],
    }
    if not summary:
        made["unused"] = [_unused(unused) for unused in program.unused]
    if program.pathway:
        year = program.completed_in
        made["completer"] = bool(program.completer)
        made["completed_in"] = None if year is None else school_year_text(year)
        made["step"] = program.stage.value if program.stage else None
    return made


def _requirement(
    result: RequirementResult, program: str, catalog: Catalog, *, summary: bool
) -> Object:
    made: Object = {
        "id": result.id,
        "title": requirement_title(program, result.id, catalog),
        "kind": result.kind,
        "unit": result.unit.value,
        "status": result.status.value,
        **_amounts(result),
    }
    if not summary:
        made["why"] = reason_text(result.why, catalog)
        made["used"] = [_used(used) for used in result.used]
    made["requirements"] = [
        _requirement(r, program, catalog, summary=summary) for r in result.requirements
    ]
    return made


def _amounts(result: ProgramResult | RequirementResult) -> Object:
    return {
        "need": number(result.need),
        "earned": number(result.earned),
        "in_progress": number(result.in_progress),
        "planned": number(result.planned),
        "missing": number(result.missing),
    }


def _used(used: Used) -> Object:
    return {
        "course": used.course,
        "school_year": school_year_text(used.school_year),
        "term": used.term.value,
        "school": used.school,
        "mark": used.mark,
        "section_id": used.section_id,
        "amount": number(used.amount),
        "state": used.state.value,
        "because": used.because.code,
    }


def _unused(unused: Unused) -> Object:
    return {
        "course": unused.course,
        "school_year": school_year_text(unused.school_year),
        "term": unused.term.value,
        "because": unused.because.code,
    }
