"""The answer of `cte-desktop audit` for people: a few lines a student."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.credits import text as amount_text
from cte_desktop.wording.findings import finding_text
from cte_desktop.wording.labels import status_label
from cte_desktop.wording.programs import program_title, requirement_title
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cte_desktop.domain.audit.result import RequirementResult, StudentAudit
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.findings import Finding
    from cte_desktop.domain.students.student import Student


def audit_text(
    student: Student, audit: StudentAudit, findings: Sequence[Finding], catalog: Catalog
) -> str:
    """Return the audit of one student as lines: programs, their requirements, findings."""
    lines = [f"{student.student_id}  {student.list_name}"]
    for program in audit.programs:
        done = tr(
            "{earned} earned, {in_progress} in progress, {planned} planned, {missing} missing "
            "of {need}",
            earned=amount_text(program.earned),
            in_progress=amount_text(program.in_progress),
            planned=amount_text(program.planned),
            missing=amount_text(program.missing),
            need=amount_text(program.need),
        )
        lines.append(f"  {program_title(program.id)}: {status_label(program.status)} ({done})")
        lines += [_requirement(r, program.id, catalog) for r in program.requirements]
    lines += [f"  ! {finding_text(finding, catalog)}" for finding in findings]
    return "\n".join(lines)


def _requirement(result: RequirementResult, program: str, catalog: Catalog) -> str:
    title = requirement_title(program, result.id, catalog)
    have = amount_text(result.need - result.missing)
    return (
        f"    {title:<34} {have:>6} / {amount_text(result.need):<6} {status_label(result.status)}"
    )
