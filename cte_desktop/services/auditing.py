"""Auditing students: one, some, or the whole district, one after the other."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cte_desktop.services.cases import open_cases
from cte_desktop.system.errors import WrongCall

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cte_desktop.domain.audit.result import StudentAudit
    from cte_desktop.domain.findings import Finding
    from cte_desktop.services.cases import Case
    from cte_desktop.services.desk import Desk, District

PROGRAMS = ("graduation", "uc", "csu", "cci")
PATHWAY = "pathway:"

Audited = tuple["Case", "StudentAudit", "tuple[Finding, ...]"]


def audit_cases(
    desk: Desk, student_ids: tuple[str, ...] | None = None, programs: Sequence[str] | None = None
) -> Iterator[Audited]:
    """Yield each student's case, audit and findings in order of student_id.

    `student_ids` None means everyone. `programs` limits the answer to those programs and to the
    findings about them. An unknown student or program is a `WrongCall` before anything is answered.
    """
    if programs is not None:
        _require_known(programs, desk.district())
    for case in open_cases(desk, student_ids):
        if programs is None:
            yield case, case.audit, case.findings
        else:
            yield _only(case, frozenset(programs))


def _only(case: Case, programs: frozenset[str]) -> Audited:
    asked = {p.removeprefix(PATHWAY) for p in programs if p.startswith(PATHWAY)}
    kept = tuple(p for p in case.audit.programs if p.id in programs)
    others = sorted(asked - {p.pathway for p in kept})
    kept += tuple(case.pathway_program(name) for name in others)
    findings = tuple(f for f in case.findings if f.about("program") in programs)
    return case, replace(case.audit, programs=kept, findings=findings), findings


def _require_known(programs: Sequence[str], district: District) -> None:
    for program in programs:
        pathway = program.removeprefix(PATHWAY)
        is_pathway = program.startswith(PATHWAY) and pathway in district.catalog.pathway_by_name
        if program not in PROGRAMS and not is_pathway:
            raise WrongCall(
                "unknown_program",
                'There is no program "{program}".',
                do="Programs are graduation, uc, csu, cci and pathway:NAME.",
                program=program,
            )
