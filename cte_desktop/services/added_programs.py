"""Programs added for one student: any pathway, or one of the district's own programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.findings import values
from cte_desktop.domain.students.edits import FileEdit

if TYPE_CHECKING:
    from cte_desktop.services.cases import Case

PATHWAY = "pathway:"


def can_be_added(case: Case) -> tuple[str, ...]:
    """Return the programs that the student is not audited for: the district's, then pathways."""
    present = {program.id for program in case.audit.programs}
    entered = case.file.student.entry_class
    own = [one.name for one in case.district.rules.programs if one.is_for(entered)]
    pathways = sorted(f"{PATHWAY}{name}" for name in case.district.catalog.pathway_by_name)
    return tuple(program for program in (*own, *pathways) if program not in present)


def add_program(program: str) -> FileEdit:
    """Return the edit that adds a program for the student."""
    return FileEdit("add_program", values(program=program), programs_new=(program,))


def remove_program(program: str) -> FileEdit:
    """Return the edit that takes an added program back."""
    return FileEdit("remove_program", values(program=program), programs_gone=(program,))
