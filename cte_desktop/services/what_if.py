"""What if the student were in another pathway: how it stands, and what there would be to say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain.students.edits import edited
from cte_desktop.services.enrolments import sign_up

if TYPE_CHECKING:
    from cte_desktop.domain.audit.result import ProgramResult
    from cte_desktop.domain.findings import Finding
    from cte_desktop.services.cases import Case


@dataclass(frozen=True, slots=True)
class WhatIf:
    """A pathway tried out; nothing of it is stored. `new` and `gone` are findings."""

    pathway: str
    result: ProgramResult
    new: tuple[Finding, ...]
    gone: tuple[Finding, ...]


def what_if(case: Case, pathway: str) -> WhatIf:
    """Return how the student would stand with a pathway signed up for today, beside the others."""
    file = edited(case.file, sign_up(case, pathway))
    then = case.with_file(file) if file is not None else case
    now_said, then_said = set(case.findings), set(then.findings)
    return WhatIf(
        pathway,
        then.pathway_program(pathway),
        tuple(f for f in then.findings if f not in now_said),
        tuple(f for f in case.findings if f not in then_said),
    )
